//! Does one kind of work for some time, for a profiler: `profile yield|many|wake|channel|lock|spawn|guest|guests`.

use loopscope_executor_bench::{
    Bare, Contender as _, Ours, Ring, channel, lock_hand_over, spawn_join, wake, yield_many, yield_one,
};

fn main() {
    if let Some(which) = std::env::args().nth(1) {
        return work(&which, 20_000_000);
    }
    // Without an argument: the best of some rounds of each, in one run.
    for which in ["bare", "bares", "guest", "guests", "yield", "many", "wake", "channel", "lock", "spawn"] {
        (0..5).for_each(|_| work(which, 1_000_000));
    }
}

fn work(which: &str, times: u64) {
    let c = Ours::new();
    let start = std::time::Instant::now();
    match which {
        "bare" => Bare::yield_many(1, times),
        "bares" => Bare::yield_many(10_000, times),
        "yield" => yield_one(&c, times),
        "many" => yield_many(&c, 10_000, times),
        "wake" => wake(&c, times),
        "channel" => drop(channel(&c, 1, times)),
        "lock" => lock_hand_over(&c, times),
        "spawn" => drop(spawn_join(&c, times)),
        "guest" => drop(Ring::yield_many((), 1, times)),
        "guests" => drop(Ring::yield_many((), 10_000, times)),
        _ => println!("one of yield, many, wake, channel, lock, spawn, guest, guests"),
    }
    println!("{which}: {:.1} ns", start.elapsed().as_nanos() as f64 / times as f64);
}
