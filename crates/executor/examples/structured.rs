//! Structured concurrency with a timeout: `cargo run --example structured`.
//!
//! Three mirrors are asked at once, for a second at most. When one of the requests panics, the others are cancelled;
//! when the time is up, all are. Either way no task outlives the call that started it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{Elapsed, JoinError, Loop};

fn main() {
    // The panic below is meant: it is caught, and need not be shown.
    std::panic::set_hook(Box::new(|_| {}));

    let (answer, left) = ask(&[200, 500, 300]);
    println!("all in time:    {answer:?}");
    assert_eq!((answer.as_deref(), left), (Ok(&["200 ms", "500 ms", "300 ms"].map(String::from)[..]), 0));

    let (answer, left) = ask(&[200, 5_000, 300]);
    println!("one is slow:    {answer:?}");
    assert_eq!((answer, left), (Err("the time is up".into()), 0));

    let (answer, left) = ask(&[200, 0, 300]);
    println!("one is broken:  {answer:?}");
    assert_eq!((answer, left), (Err("the task panicked: the mirror is broken".into()), 0));
}

/// What the mirrors answer, which take so many milliseconds each, and how many requests are left after that.
fn ask(mirrors: &[u64]) -> (Result<Vec<String>, String>, i32) {
    let lp = Loop::simulated();
    let open = Rc::new(Cell::new(0));
    let requests: Vec<_> = mirrors.iter().map(|mirror| request(lp.clone(), *mirror, Rc::clone(&open))).collect();
    let answer = lp.run(async {
        let answer: Result<Result<Vec<String>, JoinError>, Elapsed> =
            lp.timeout(Duration::from_secs(1), lp.join_all(requests)).await;
        // The cancelled tasks end in the next turn.
        lp.yield_now().await;
        match answer {
            Ok(Ok(answers)) => Ok(answers),
            Ok(Err(error)) => Err(error.to_string()),
            Err(elapsed) => Err(elapsed.to_string()),
        }
    });
    (answer.expect("timers go on"), open.get())
}

async fn request(lp: Loop, millis: u64, open: Rc<Cell<i32>>) -> String {
    /// Counts the requests that are open, however they end.
    struct Open(Rc<Cell<i32>>);
    impl Drop for Open {
        fn drop(&mut self) {
            self.0.set(self.0.get() - 1);
        }
    }
    open.set(open.get() + 1);
    let _open = Open(open);
    lp.sleep(Duration::from_millis(millis)).await;
    assert!(millis > 0, "the mirror is broken");
    format!("{millis} ms")
}
