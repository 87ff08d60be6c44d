//! Rust's futures on the loop: order, cancellation, and nothing left behind.

use std::cell::{Cell, RefCell};
use std::future::{Future as _, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake};
use std::time::Duration;

use loopscope_executor::aio::{Barrier, Deadlock, Elapsed, Event, Lock, Loop, Queue, Semaphore};
use loopscope_executor::{Clock, FutureId, Observer, QueueOrder, ResourceId, ReturnWhen, TaskId};

type Log = Rc<RefCell<Vec<String>>>;

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

/// Runs a story on a simulated loop and compares what it logged.
fn check(expected: &[&str], story: impl AsyncFnOnce(Loop, Log)) {
    let lp = Loop::simulated();
    let log = Log::default();
    lp.run(story(lp.clone(), Rc::clone(&log))).expect("the story goes on");
    assert_eq!(*log.borrow(), expected);
}

fn say(log: &Log, text: impl Into<String>) {
    log.borrow_mut().push(text.into());
}

#[test]
fn tasks_take_turns_in_order() {
    check(&["main", "a0", "b0", "a1", "b1", "[1, 2]"], async |lp, log| {
        let task = |name: &'static str, result: u32| {
            let (lp, log) = (lp.clone(), Rc::clone(&log));
            async move {
                for i in 0..2 {
                    say(&log, format!("{name}{i}"));
                    lp.yield_now().await;
                }
                result
            }
        };
        say(&log, "main");
        let results = lp.join_all([task("a", 1), task("b", 2)]).await;
        say(&log, format!("{:?}", results.unwrap()));
    });
}

#[test]
fn sleeps_end_in_the_order_of_their_deadlines() {
    check(&["0.1", "0.2", "0.3"], async |lp, log| {
        let tasks = [0.3, 0.1, 0.2].map(|delay| {
            let (lp, log) = (lp.clone(), Rc::clone(&log));
            async move {
                lp.sleep(seconds(delay)).await;
                say(&log, delay.to_string());
            }
        });
        lp.join_all(tasks).await.unwrap();
    });
}

#[test]
fn a_lock_handed_to_a_cancelled_task_goes_to_the_next() {
    // The third is woken while the second is dropped, before the second's end wakes the first.
    check(&["third has it", "second is cancelled"], async |lp, log| {
        let lock = Lock::new(&lp);
        let guard = lock.acquire().await;
        let wait = |name: &'static str| {
            let (lock, log) = (lock.clone(), Rc::clone(&log));
            lp.spawn(async move {
                let _guard = lock.acquire().await;
                say(&log, format!("{name} has it"));
            })
        };
        let (second, third) = (wait("second"), wait("third"));
        lp.yield_now().await;
        drop(guard);
        second.cancel();
        assert!(second.await.unwrap_err().is_cancelled());
        say(&log, "second is cancelled");
        third.await.unwrap();
        assert!(!lock.is_locked());
    });
}

#[test]
fn a_timeout_takes_its_place_in_the_line_back() {
    check(&["Err(Elapsed)", "1"], async |lp, log| {
        let semaphore = Semaphore::new(&lp, 1);
        let permit = semaphore.acquire().await;
        let result = lp.timeout(seconds(1.0), semaphore.acquire()).await;
        say(&log, format!("{:?}", result.map(drop)));
        drop(permit);
        say(&log, semaphore.free().to_string());
        assert_eq!(lp.timeout(seconds(1.0), async { 5 }).await, Ok::<_, Elapsed>(5));
    });
}

#[test]
fn a_queue_passes_items_and_waits_for_their_end() {
    check(&["got 0", "got 1", "got 2", "joined"], async |lp, log| {
        let queue = Queue::bounded(&lp, 1);
        let (items, said) = (queue.clone(), Rc::clone(&log));
        let consumer = lp.spawn(async move {
            loop {
                say(&said, format!("got {}", items.get().await));
                items.task_done();
            }
        });
        for n in 0..3 {
            queue.put(n).await;
        }
        queue.join().await;
        say(&log, "joined");
        consumer.cancel();
    });
}

#[test]
fn what_waits_for_nothing_is_a_deadlock() {
    let lp = Loop::simulated();
    let event = Event::new(&lp);
    assert_eq!(lp.block_on(event.wait()), Err(Deadlock));
    // The loop goes on.
    event.set();
    assert_eq!(lp.block_on(event.wait()), Ok(()));
}

#[test]
fn wakers_work_from_other_threads() {
    let lp = Loop::new();
    let (flag, waker) = (std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)), &RefCell::new(None));
    let done = lp.run(std::future::poll_fn(|context| {
        if flag.load(std::sync::atomic::Ordering::Acquire) {
            return std::task::Poll::Ready(7);
        }
        let (flag, task) = (std::sync::Arc::clone(&flag), context.waker().clone());
        *waker.borrow_mut() = Some(std::thread::spawn(move || {
            flag.store(true, std::sync::atomic::Ordering::Release);
            task.wake();
        }));
        std::task::Poll::Pending
    }));
    assert_eq!(done, Ok(7));
    waker.take().expect("it was polled").join().expect("the thread ends");
}

#[test]
fn nothing_is_left_of_tasks_that_did_not_end() {
    let alive = Rc::new(());
    let lp = Loop::simulated();
    let lock = Lock::new(&lp);
    let handles: Vec<_> = (0..10)
        .map(|_| {
            let (alive, lock, inner) = (Rc::clone(&alive), lock.clone(), lp.clone());
            lp.spawn(async move {
                let _guard = lock.acquire().await;
                inner.sleep(seconds(1e6)).await;
                drop(alive);
            })
        })
        .collect();
    lp.run(lp.sleep(seconds(1.0))).unwrap();
    assert_eq!(Rc::strong_count(&alive), 1);
    assert!(handles.iter().all(loopscope_executor::aio::JoinHandle::is_done));
    assert!(!lock.is_locked());
}

#[test]
fn an_observer_hears_of_yields_and_of_groups_as_such() {
    #[derive(Clone, Default)]
    struct Heard(Log);

    impl Observer for Heard {
        fn event(&mut self, _: u64, _: loopscope_executor::Event) {}

        fn task_yielded(&mut self, _: u64, task: TaskId, _: u32) {
            say(&self.0, format!("{} yields", task.0));
        }

        fn group_formed(&mut self, _: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
            say(&self.0, format!("a group of {}", members.count()));
        }
    }

    let heard = Heard::default();
    let lp = Loop::observed(Clock::VIRTUAL, heard.clone());
    let inside = lp.clone();
    lp.run(async move {
        let task = || {
            inside.spawn({
                let lp = inside.clone();
                async move { lp.yield_now().await }
            })
        };
        inside.wait(&[task(), task()], None, ReturnWhen::AllCompleted).await;
    })
    .expect("the tasks end");
    assert_eq!(heard.0.borrow().len(), 3, "{:?}", heard.0.borrow());
    assert!(heard.0.borrow().iter().any(|heard| heard == "a group of 2"));
}

#[test]
fn an_observer_hears_how_much_there_is_room_for() {
    #[derive(Clone, Default)]
    struct Heard(Log);

    impl Observer for Heard {
        fn event(&mut self, _: u64, event: loopscope_executor::Event) {
            if let loopscope_executor::Event::ResourceCreated { kind, .. } = event {
                say(&self.0, format!("{kind:?}"));
            }
        }

        fn resource_holds(&mut self, _: ResourceId, most: u32) {
            say(&self.0, format!("holds {most}"));
        }

        fn queue_ordered(&mut self, _: ResourceId, order: QueueOrder) {
            say(&self.0, format!("{order:?}"));
        }
    }

    let heard = Heard::default();
    let lp = Loop::observed(Clock::VIRTUAL, heard.clone());
    let _queues = (Queue::<()>::bounded(&lp, 3), Queue::<()>::unbounded(&lp));
    let _others = (Semaphore::new(&lp, 2), Barrier::new(&lp, 4));
    let told = ["Queue", "Fifo", "holds 3", "Queue", "Fifo", "Semaphore", "holds 2", "Barrier", "holds 4"];
    assert_eq!(*heard.0.borrow(), told);
}

#[test]
fn a_task_tells_only_who_polled_its_handle_last() {
    #[derive(Default)]
    struct Count(AtomicU32);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    let (first, last) = (Arc::new(Count::default()), Arc::new(Count::default()));
    let (wakers, polls) = ([Arc::clone(&first).into(), Arc::clone(&last).into()], Rc::new(Cell::new(0)));
    let counted = Rc::clone(&polls);
    let lp = Loop::simulated();
    let inner = lp.clone();
    let result = lp.run(async move {
        let sleeper = |result| {
            let lp = inner.clone();
            inner.spawn(async move {
                lp.sleep(seconds(1.0)).await;
                result
            })
        };
        // A combinator polls this one, with other wakers than before.
        let mut by_wakers = sleeper(1);
        for waker in &wakers {
            assert!(Pin::new(&mut by_wakers).poll(&mut Context::from_waker(waker)).is_pending());
        }
        // And a task this one, which then gives it away and waits for something else.
        let (mut handle, given) = (Some(sleeper(2)), Rc::new(RefCell::new(None)));
        let place = Rc::clone(&given);
        let giver = inner.spawn(poll_fn(move |context| {
            counted.set(counted.get() + 1);
            if let Some(mut handle) = handle.take() {
                assert!(Pin::new(&mut handle).poll(context).is_pending());
                *place.borrow_mut() = Some(handle);
            }
            Poll::<()>::Pending
        }));
        inner.yield_now().await;
        let handle = given.borrow_mut().take().expect("it was given away");
        let result = handle.await.unwrap();
        inner.yield_now().await;
        assert!(giver.cancel());
        (by_wakers.await.unwrap(), result)
    });
    assert_eq!(result, Ok((1, 2)));
    let woken = [&first, &last].map(|waker| waker.0.load(Ordering::Relaxed));
    assert_eq!((woken, polls.get()), ([0, 1], 1));
}
