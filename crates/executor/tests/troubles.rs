//! Panics and slow steps: they are told, and the loop goes on.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{JoinError, Lock, Loop, Queue, Trouble};

type Log = Rc<RefCell<Vec<String>>>;

/// A loop whose troubles are logged.
fn troubled() -> (Loop, Log) {
    // The panics of these tests are meant, and need not be shown.
    std::panic::set_hook(Box::new(|_| {}));
    let lp = Loop::simulated();
    let log = Log::default();
    let heard = Rc::clone(&log);
    lp.set_exception_handler(move |trouble| {
        heard.borrow_mut().push(match trouble {
            Trouble::NeverRetrieved { panic, .. } => {
                format!("never retrieved: {}", panic.downcast_ref::<&str>().unwrap())
            }
            Trouble::Callback { panic } => format!("callback: {}", panic.downcast_ref::<&str>().unwrap()),
            Trouble::Slow { task, took } => format!("slow: {} {}", task.is_some(), took.as_secs_f64()),
            _ => "something else".into(),
        });
    });
    (lp, log)
}

#[test]
fn who_awaits_a_task_that_panics_is_told() {
    let (lp, log) = troubled();
    lp.run(async {
        let task = lp.spawn(async { panic!("oops") });
        match task.await {
            Err(JoinError::Panicked(panic)) => assert_eq!(panic.downcast_ref::<&str>(), Some(&"oops")),
            other => panic!("{other:?}"),
        }
        let all = lp.join_all([lp.spawn(async { 1 }), lp.spawn(async { panic!("one of them") })].map(resume)).await;
        assert_eq!(format!("{:?}", all.unwrap_err()), r#"Panicked("one of them")"#);
    })
    .unwrap();
    assert!(log.borrow().is_empty());
}

/// A task's panic goes on in who awaits it.
async fn resume<T>(task: loopscope_executor::aio::JoinHandle<T>) -> T {
    task.await.unwrap_or_else(|error| panic!("{}", error.resume_panic()))
}

#[test]
fn a_panic_that_nobody_awaits_is_told_to_the_handler() {
    let (lp, log) = troubled();
    lp.run(async {
        drop(lp.spawn(async { panic!("dropped before") }));
        let after = lp.spawn(async { panic!("dropped after") });
        lp.yield_now().await;
        lp.yield_now().await;
        drop(after);
        lp.yield_now().await;
    })
    .unwrap();
    assert_eq!(*log.borrow(), ["never retrieved: dropped before", "never retrieved: dropped after"]);
}

#[test]
fn callbacks_and_drops_that_panic_are_told_and_the_rest_goes_on() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped")
        }
    }
    let (lp, log) = troubled();
    let lock = Lock::new(&lp);
    lp.run(async {
        lp.call_soon(|| panic!("soon"));
        lp.call_later(Duration::from_secs(1), || panic!("later"));
        let inner = lock.clone();
        let task = lp.spawn(async move {
            let _guard = inner.acquire().await;
            let _bomb = Bomb;
            std::future::pending::<()>().await;
        });
        lp.yield_now().await;
        task.cancel();
        lp.sleep(Duration::from_secs(2)).await;
        assert!(task.is_done() && !lock.is_locked());
    })
    .unwrap();
    assert_eq!(*log.borrow(), ["callback: soon", "callback: dropped", "callback: later"]);
}

#[test]
fn a_main_future_that_panics_leaves_a_loop_that_can_be_run_again() {
    let (lp, _) = troubled();
    let queue = Queue::unbounded(&lp);
    let inner = queue.clone();
    lp.spawn(async move { inner.put(1).await });
    let run = catch_unwind(AssertUnwindSafe(|| lp.block_on(async { panic!("main") })));
    assert_eq!(run.unwrap_err().downcast_ref::<&str>(), Some(&"main"));
    assert_eq!(lp.run(queue.get()), Ok(1));
}

#[test]
fn a_handler_that_panics_is_not_asked_again() {
    let (lp, _) = troubled();
    lp.set_exception_handler(|_| panic!("handler"));
    lp.call_soon(|| panic!("first"));
    lp.call_soon(|| panic!("second"));
    lp.run(lp.yield_now()).unwrap();
}

#[test]
fn steps_that_take_long_are_told_in_debug_mode() {
    let (lp, log) = troubled();
    lp.set_slow_callback_duration(Some(Duration::ZERO));
    lp.run(async {
        lp.call_soon(|| {});
        lp.yield_now().await;
    })
    .unwrap();
    // In virtual time nothing takes time, so that everything is as slow as this.
    assert!(log.borrow().iter().all(|line| line.starts_with("slow: ")));
    assert!(log.borrow().contains(&"slow: false 0".to_owned()));
    log.borrow_mut().clear();
    lp.set_slow_callback_duration(None);
    lp.run(lp.yield_now()).unwrap();
    assert!(log.borrow().is_empty());
}

#[test]
fn a_hosted_loop_times_its_steps_by_what_it_is_told() {
    let log = Log::default();
    let lp = Loop::hosted();
    let heard = Rc::clone(&log);
    lp.set_exception_handler(move |trouble| heard.borrow_mut().push(format!("{trouble:?}")));
    lp.set_slow_callback_duration(Some(Duration::from_millis(100)));
    for took in [50, 250] {
        let inner = lp.clone();
        lp.call_soon(move || inner.set_time(inner.time() + Duration::from_millis(took)));
    }
    lp.turn(10);
    lp.turn(10);
    assert_eq!(*log.borrow(), ["Slow { task: None, took: 250ms }"]);
}
