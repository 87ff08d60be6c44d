//! What comes from outside of the loop: threads, and wakers that others hold.

use std::sync::{Arc, Mutex, mpsc};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use loopscope_executor::aio::{Event, Job, Loop, NativeThreads, ThreadError, Threads};

#[test]
fn other_threads_call_in_order() {
    for lp in [Loop::new(), Loop::simulated()] {
        let here = thread::current().id();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (remote, theirs) = (lp.remote(), Arc::clone(&log));
        let thread = thread::spawn(move || {
            for n in 0..100 {
                let log = Arc::clone(&theirs);
                remote.call_soon_threadsafe(move |_| log.lock().unwrap().push((n, thread::current().id())));
            }
        });
        lp.run(async {
            while log.lock().unwrap().len() < 100 {
                lp.yield_now().await;
            }
        })
        .unwrap();
        thread.join().unwrap();
        assert_eq!(*log.lock().unwrap(), (0..100).map(|n| (n, here)).collect::<Vec<_>>());
    }
}

#[test]
fn a_waker_that_a_thread_holds_wakes_a_loop_that_waits() {
    let lp = Loop::new();
    let shared = Arc::new(Mutex::new((false, None::<Waker>)));
    let theirs = Arc::clone(&shared);
    let (start, started) = mpsc::channel();
    let thread = thread::spawn(move || {
        started.recv().unwrap();
        let mut shared = theirs.lock().unwrap();
        shared.0 = true;
        shared.1.take().unwrap().wake();
    });
    let done = lp.run(std::future::poll_fn(|context| {
        let mut shared = shared.lock().unwrap();
        if shared.0 {
            return Poll::Ready(7);
        }
        shared.1 = Some(context.waker().clone());
        let _ = start.send(());
        Poll::Pending
    }));
    thread.join().unwrap();
    assert_eq!(done, Ok(7));
}

#[test]
fn a_waker_outlives_its_task_and_wakes_nobody_else() {
    let lp = Loop::simulated();
    let kept = Arc::new(Mutex::new(None::<Waker>));
    let keep = Arc::clone(&kept);
    lp.block_on(lp.spawn(async move {
        std::future::poll_fn(|context| {
            *keep.lock().unwrap() = Some(context.waker().clone());
            Poll::Ready(())
        })
        .await;
    }))
    .unwrap()
    .unwrap();
    let polls = std::rc::Rc::new(std::cell::Cell::new(0));
    for _ in 0..10 {
        let polls = std::rc::Rc::clone(&polls);
        lp.spawn(std::future::poll_fn::<(), _>(move |_| {
            polls.set(polls.get() + 1);
            Poll::Pending
        }));
    }
    lp.block_on(async {
        lp.yield_now().await;
        kept.lock().unwrap().take().unwrap().wake();
        lp.yield_now().await;
        lp.yield_now().await;
    })
    .unwrap();
    assert_eq!(polls.get(), 10);
    lp.close();
}

#[test]
fn work_on_threads_overlaps_and_gives_results_back() {
    let lp = Loop::simulated();
    let barrier = Arc::new(std::sync::Barrier::new(3));
    let results = lp.run(async {
        let work: Vec<_> = (0..3)
            .map(|n| {
                let barrier = Arc::clone(&barrier);
                lp.to_thread(move || {
                    // It takes three at once to get past this.
                    barrier.wait();
                    n * 10
                })
            })
            .collect();
        let mut results = Vec::new();
        for one in work {
            results.push(one.await.unwrap());
        }
        results
    });
    assert_eq!(results.unwrap(), [0, 10, 20]);
    assert!(lp.time() < Duration::from_secs(1), "virtual time stands still meanwhile");
}

#[test]
fn a_thread_that_panics_or_is_refused_is_an_error() {
    struct None;
    impl Threads for None {
        fn run(&self, job: Job) -> Result<(), Job> {
            Err(job)
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    let lp = Loop::simulated();
    lp.set_threads(NativeThreads::at_most(1));
    let panicked = lp.block_on(lp.to_thread(|| panic!("oops"))).unwrap();
    assert!(matches!(panicked, Err::<(), _>(ThreadError::Panicked(_))));
    assert_eq!(lp.block_on(lp.to_thread(|| 1)).unwrap().unwrap(), 1, "the thread is there still");
    lp.set_threads(None);
    assert!(matches!(lp.block_on(lp.to_thread(|| 1)).unwrap(), Err(ThreadError::Refused)));
}

#[test]
fn work_whose_future_is_dropped_is_done_all_the_same() {
    let lp = Loop::new();
    let (done, is_done) = mpsc::channel();
    lp.run(async {
        drop(lp.to_thread(move || done.send(()).unwrap()));
        lp.yield_now().await;
    })
    .unwrap();
    is_done.recv_timeout(Duration::from_secs(10)).expect("the thread works");
}

#[test]
fn a_loop_that_waits_for_nobody_says_so() {
    let lp = Loop::simulated();
    let event = Event::new(&lp);
    assert!(lp.block_on(event.wait()).is_err());
    let remote = lp.remote();
    let thread = thread::spawn(move || {
        thread::yield_now();
        drop(remote);
    });
    // While there is a remote, somebody may call; when it is gone, nobody can.
    assert!(lp.run(event.wait()).is_err());
    thread.join().unwrap();
}
