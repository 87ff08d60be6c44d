//! What an idle task takes, in bytes, with all that its executor keeps for it: `memory|NAME|BYTES`.

use loopscope_executor_bench::{Contender, Executor, Ours, Pool, Tokio};

const TASKS: u64 = 10_000;

fn measure<C: Contender>() {
    let c = C::new();
    let mut tasks = Vec::with_capacity(TASKS as usize);
    let taken = allocation_counter::measure(|| {
        for _ in 0..TASKS {
            tasks.push(c.spawn(std::future::pending()));
        }
        // Each has been polled once.
        let inner = c.clone();
        c.run(async move {
            for _ in 0..3 {
                inner.yield_now().await;
            }
        });
    });
    let handles = (TASKS as usize * std::mem::size_of::<C::Join>()) as i64;
    println!("memory|{}|{:.0}", C::NAME, (taken.bytes_current + handles) as f64 / TASKS as f64);
}

fn main() {
    measure::<Ours>();
    measure::<Pool>();
    measure::<Executor>();
    measure::<Tokio>();
}
