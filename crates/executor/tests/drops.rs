//! Nothing is left behind: whatever a loop was doing, its tasks, items and callbacks are dropped with it, once each.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{Event, Lock, Loop, Queue, Semaphore, channel, generate};

/// Counts itself, from its making to its dropping.
struct Counted(Rc<Cell<i32>>);

impl Counted {
    fn new(alive: &Rc<Cell<i32>>) -> Self {
        alive.set(alive.get() + 1);
        Counted(Rc::clone(alive))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// Tells a story that makes counted things, and looks for those that are left when the loop has run and is gone.
fn check(story: impl AsyncFnOnce(&Loop, &dyn Fn() -> Counted)) {
    let alive = Rc::new(Cell::new(0));
    let counting = Rc::clone(&alive);
    let lp = Loop::simulated();
    lp.run(async {
        story(&lp, &move || Counted::new(&counting)).await;
        lp.yield_now().await;
        lp.yield_now().await;
    })
    .expect("the story goes on");
    assert_eq!(lp.all_tasks(), []);
    drop(lp);
    assert_eq!(alive.get(), 0, "something is left, or was dropped twice");
}

#[test]
fn tasks_that_never_began() {
    let alive = Rc::new(Cell::new(0));
    let lp = Loop::simulated();
    for _ in 0..10 {
        let counted = Counted::new(&alive);
        lp.spawn(async move { drop(counted) });
    }
    lp.close();
    assert_eq!(alive.get(), 0);
}

#[test]
fn results_go_when_nobody_can_ask_for_them() {
    let alive = Rc::new(Cell::new(0));
    let lp = Loop::simulated();
    let make = || {
        let counting = Rc::clone(&alive);
        lp.spawn(async move { Counted::new(&counting) })
    };
    let (dropped_before, dropped_after, asked, never_asked) = (make(), make(), make(), make());
    drop(dropped_before);
    // The tasks end, and so does all else of the loop.
    lp.run(lp.yield_now()).unwrap();
    assert_eq!(alive.get(), 3, "the result of a task whose handle is gone is dropped at its end");
    drop(dropped_after);
    assert_eq!(alive.get(), 2, "a result is dropped with the handle");
    let result = lp.run(asked).unwrap();
    assert_eq!(alive.get(), 2, "a result outlives the run, and is kept by who has asked for it");
    // Their places are taken by others.
    let others: Vec<_> = (0..4).map(|_| make()).collect();
    lp.run(lp.yield_now()).unwrap();
    assert_eq!(alive.get(), 6);
    drop(others);
    assert_eq!(alive.get(), 2);
    assert!(lp.run(never_asked).unwrap().is_ok());
    drop(result);
    assert_eq!(alive.get(), 0);
}

#[test]
fn tasks_that_wait_for_everything_there_is() {
    check(async |lp, count| {
        let (lock, semaphore, event, queue) =
            (Lock::new(lp), Semaphore::new(lp, 0), Event::new(lp), Queue::<Counted>::bounded(lp, 1));
        let guard = lock.acquire().await;
        queue.put(count()).await;
        for what in 0..7 {
            let (lp, lock, semaphore, event, queue) =
                (lp.clone(), lock.clone(), semaphore.clone(), event.clone(), queue.clone());
            let (counted, item) = (count(), count());
            let inner = lp.clone();
            lp.spawn(async move {
                let _counted = counted;
                match what {
                    0 => drop(lock.acquire().await),
                    1 => drop(semaphore.acquire().await),
                    2 => event.wait().await,
                    3 => queue.put(item).await,
                    4 => queue.join().await,
                    5 => inner.sleep(Duration::from_hours(1)).await,
                    _ => std::future::pending().await,
                }
            });
        }
        lp.yield_now().await;
        std::mem::forget(guard);
    });
}

#[test]
fn tasks_that_wait_for_tasks() {
    check(async |lp, count| {
        let mut counted = count();
        let mut inner = lp.spawn(std::future::pending::<()>());
        for _ in 0..1_000 {
            let (held, waited) = (std::mem::replace(&mut counted, count()), inner);
            inner = lp.spawn(async move {
                let _held = held;
                let _ = waited.await;
            });
        }
        lp.yield_now().await;
    });
}

#[test]
fn results_that_nobody_takes() {
    check(async |lp, count| {
        let counted = count();
        let kept = lp.spawn(async move { counted });
        let counted = count();
        drop(lp.spawn(async move { counted }));
        lp.yield_now().await;
        lp.yield_now().await;
        assert!(kept.is_done());
    });
}

#[test]
fn callbacks_that_are_never_called() {
    check(async |lp, count| {
        let [soon, later, cancelled] = [count(), count(), count()];
        lp.call_later(Duration::from_hours(1), move || drop(later));
        lp.call_soon(move || drop(cancelled)).cancel();
        lp.call_soon(move || drop(soon));
    });
}

#[test]
fn items_in_channels_and_generators() {
    check(async |lp, count| {
        let (sender, receiver) = channel(lp, 0);
        sender.try_send(count()).ok();
        drop(receiver);
        assert!(sender.try_send(count()).is_err());
        let (sender, mut receiver) = channel(lp, 1);
        sender.try_send(count()).ok();
        let (blocked, late) = (sender.clone(), count());
        lp.spawn(async move { drop(blocked.send(late).await) });
        lp.yield_now().await;
        assert!(receiver.receive().await.is_some());
        let held = count();
        let unread = generate(|emitter| async move {
            let _held = held;
            emitter.emit(1).await;
        });
        drop(unread);
    });
}

#[test]
fn what_is_dropped_may_use_the_loop() {
    struct Spawns(Loop, Option<Counted>);
    impl Drop for Spawns {
        fn drop(&mut self) {
            let counted = self.1.take();
            self.0.spawn(async move { drop(counted) });
            self.0.call_soon(|| {});
        }
    }
    check(async |lp, count| {
        let (in_task, in_callback) = (Spawns(lp.clone(), Some(count())), Spawns(lp.clone(), Some(count())));
        lp.spawn(async move {
            let _in_task = in_task;
            std::future::pending::<()>().await;
        });
        lp.call_later(Duration::from_hours(1), move || drop(in_callback));
        lp.yield_now().await;
    });
}

#[test]
fn a_cancelled_task_is_dropped_when_it_is_cancelled() {
    check(async |lp, count| {
        let counted = count();
        let alive = Rc::clone(&counted.0);
        let before = alive.get();
        let task = lp.spawn(async move {
            let _counted = counted;
            std::future::pending::<()>().await;
        });
        lp.yield_now().await;
        assert!(task.cancel());
        lp.yield_now().await;
        assert_eq!(alive.get(), before - 1);
        assert!(!task.cancel());
    });
}
