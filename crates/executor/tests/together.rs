//! Conditions, barriers, groups of tasks, and waiting for some of several: what they promise, also to who stops waiting.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::ReturnWhen;
use loopscope_executor::aio::{Barrier, BrokenBarrier, Condition, Deadlock, JoinHandle, Lock, Loop, TaskGroup, next};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Runs a story on a simulated loop and compares what it said.
fn check(expected: &[&str], story: impl AsyncFnOnce(&Loop, &dyn Fn(&str))) {
    let lp = Loop::simulated();
    let said = RefCell::new(Vec::new());
    let say = |text: &str| said.borrow_mut().push(format!("{} {text}", lp.time().as_secs()));
    lp.run(story(&lp, &say)).expect("the story goes on");
    assert_eq!(said.take(), expected);
}

/// Tasks that wait for a condition and write their names when they are notified.
fn waiters(
    lp: &Loop,
    condition: &Condition,
    names: &[&'static str],
) -> (Vec<JoinHandle<()>>, Rc<RefCell<Vec<&'static str>>>) {
    let woken = Rc::new(RefCell::new(Vec::new()));
    let tasks = names.iter().map(|name| {
        let (condition, woken, name) = (condition.clone(), Rc::clone(&woken), *name);
        lp.spawn(async move {
            let guard = condition.acquire().await;
            let _guard = condition.wait(guard).await;
            woken.borrow_mut().push(name);
        })
    });
    (tasks.collect(), woken)
}

#[test]
fn a_condition_notifies_so_many_in_order() {
    check(&[], async |lp, _| {
        let condition = Condition::new(lp);
        let (_tasks, woken) = waiters(lp, &condition, &["a", "b", "c", "d"]);
        lp.sleep(seconds(1)).await;
        assert!(!condition.lock().is_locked());
        condition.notify(2);
        lp.sleep(seconds(1)).await;
        assert_eq!(*woken.borrow(), ["a", "b"]);
        condition.notify_all();
        lp.sleep(seconds(1)).await;
        assert_eq!(*woken.borrow(), ["a", "b", "c", "d"]);
    });
}

#[test]
fn a_notification_of_a_cancelled_task_goes_to_the_next() {
    // It is cancelled as it was just notified, and as it waits for the lock after that.
    for waits_for_lock in [false, true] {
        check(&[], async |lp, _| {
            let condition = Condition::new(lp);
            let (tasks, woken) = waiters(lp, &condition, &["a", "b"]);
            lp.sleep(seconds(1)).await;
            let guard = condition.acquire().await;
            condition.notify(1);
            if waits_for_lock {
                lp.yield_now().await;
                lp.yield_now().await;
            }
            tasks[0].cancel();
            lp.yield_now().await;
            drop(guard);
            lp.sleep(seconds(1)).await;
            assert_eq!(*woken.borrow(), ["b"]);
            assert!(!condition.lock().is_locked());
        });
    }
}

#[test]
fn a_task_that_stops_waiting_takes_no_notification() {
    check(&[], async |lp, _| {
        let condition = Condition::new(lp);
        let (tasks, woken) = waiters(lp, &condition, &["a", "b"]);
        lp.sleep(seconds(1)).await;
        tasks[0].cancel();
        lp.yield_now().await;
        condition.notify(1);
        lp.sleep(seconds(1)).await;
        assert_eq!(*woken.borrow(), ["b"]);
    });
}

#[test]
#[should_panic(expected = "the guard is that of another lock")]
fn a_condition_wants_its_own_lock() {
    let lp = Loop::simulated();
    let (condition, other) = (Condition::new(&lp), Lock::new(&lp));
    let _ = lp.run(async { drop(condition.wait(other.acquire().await).await) });
}

#[test]
fn a_barrier_lets_all_go_when_the_last_has_come_and_can_be_used_again() {
    check(&["2 [0, 1, 2]", "4 [0, 1, 2]"], async |lp, say| {
        let barrier = Barrier::new(lp, 3);
        for _ in 0..2 {
            let comers = [0, 1, 2].map(|delay| {
                let (lp, barrier) = (lp.clone(), barrier.clone());
                async move {
                    lp.sleep(seconds(delay)).await;
                    barrier.wait().await.unwrap()
                }
            });
            say(&format!("{:?}", lp.join_all(comers).await.unwrap()));
        }
        assert_eq!((barrier.waiting(), barrier.parties()), (0, 3));
    });
}

#[test]
fn who_leaves_a_barrier_does_not_count() {
    check(&["1 left", "2 together"], async |lp, say| {
        let barrier = Barrier::new(lp, 2);
        assert!(lp.timeout(seconds(1), barrier.wait()).await.is_err());
        assert_eq!(barrier.waiting(), 0);
        say("left");
        let (other, inner) = (barrier.clone(), lp.clone());
        let task = lp.spawn(async move {
            inner.sleep(seconds(1)).await;
            other.wait().await
        });
        assert_eq!(barrier.wait().await, Ok(0));
        assert_eq!(task.await.unwrap(), Ok(1));
        say("together");
    });
}

#[test]
fn a_barrier_that_is_broken_fails_until_it_is_reset() {
    check(&[], async |lp, _| {
        let barrier = Barrier::new(lp, 2);
        let waits = |barrier: &Barrier| {
            let barrier = barrier.clone();
            lp.spawn(async move { barrier.wait().await })
        };
        let first = waits(&barrier);
        lp.yield_now().await;
        barrier.abort();
        assert_eq!(first.await.unwrap(), Err(BrokenBarrier));
        assert!(barrier.is_broken());
        assert_eq!(barrier.wait().await, Err(BrokenBarrier));
        barrier.reset();
        let second = waits(&barrier);
        lp.yield_now().await;
        barrier.reset();
        assert_eq!(second.await.unwrap(), Err(BrokenBarrier));
        let third = waits(&barrier);
        assert!(barrier.wait().await.is_ok());
        assert!(third.await.unwrap().is_ok());
    });
}

#[test]
fn a_group_waits_for_all_even_those_that_come_late() {
    check(&["3 all"], async |lp, say| {
        let group = Rc::new(TaskGroup::<()>::new(lp));
        let (late, inner) = (Rc::downgrade(&group), lp.clone());
        group.spawn(async move {
            inner.sleep(seconds(1)).await;
            let last = inner.clone();
            late.upgrade().expect("it is waited for").spawn(async move {
                last.sleep(seconds(2)).await;
                Ok(())
            });
            Ok(())
        });
        assert_eq!(group.wait().await, Ok(()));
        assert!(group.is_empty());
        say("all");
    });
}

#[test]
fn a_group_cancels_the_others_when_one_fails() {
    check(&["1 Err([1, 2])"], async |lp, say| {
        let group = TaskGroup::new(lp);
        let ended = Rc::new(Cell::new(false));
        let never = Rc::clone(&ended);
        let inner = lp.clone();
        let kept = group.spawn(async move {
            inner.sleep(seconds(60)).await;
            never.set(true);
            Ok(())
        });
        for n in 1..=2 {
            let inner = lp.clone();
            group.spawn(async move {
                inner.sleep(seconds(1)).await;
                Err::<(), _>(n)
            });
        }
        say(&format!("{:?}", group.wait().await));
        assert!(kept.await.unwrap_err().is_cancelled());
        assert!(!ended.get());
        // It can be used again.
        group.spawn(async { Ok(()) });
        assert_eq!(group.wait().await, Ok(()));
    });
}

#[test]
fn no_task_outlives_its_group() {
    check(&[], async |lp, _| {
        let alive = Rc::new(());
        let group = TaskGroup::<()>::new(lp);
        for _ in 0..3 {
            let (alive, inner) = (Rc::clone(&alive), lp.clone());
            group.spawn(async move {
                inner.sleep(seconds(60)).await;
                drop(alive);
                Ok(())
            });
        }
        assert!(lp.timeout(seconds(1), group.wait()).await.is_err());
        assert_eq!(group.len(), 3);
        drop(group);
        lp.yield_now().await;
        assert_eq!(Rc::strong_count(&alive), 1);
    });
}

#[test]
fn a_panic_in_a_group_goes_on_in_who_waits() {
    std::panic::set_hook(Box::new(|_| {}));
    let lp = Loop::simulated();
    let inner = lp.clone();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        lp.run(async {
            let group = TaskGroup::<()>::new(&lp);
            group.spawn(async move {
                inner.sleep(seconds(60)).await;
                Ok(())
            });
            group.spawn(async { if true { panic!("oops") } else { Ok(()) } });
            group.wait().await
        })
    }));
    assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"oops"));
    assert!(lp.time() < seconds(1));
}

#[test]
fn wait_says_which_are_done() {
    check(&["1 [0] [1, 2]", "2 [0] [1, 2]", "3 [0, 1] [2]", "9 [0, 1, 2] []", "9 [] []"], async |lp, say| {
        let naps: Vec<JoinHandle<()>> = [1, 3, 9]
            .map(|n| {
                let inner = lp.clone();
                lp.spawn(async move { inner.sleep(seconds(n)).await })
            })
            .into();
        let say_it = |waited: loopscope_executor::aio::Waited| say(&format!("{:?} {:?}", waited.done, waited.pending));
        say_it(lp.wait(&naps, None, ReturnWhen::FirstCompleted).await);
        say_it(lp.wait(&naps, Some(seconds(1)), ReturnWhen::AllCompleted).await);
        say_it(lp.wait(&naps[..], Some(seconds(1)), ReturnWhen::AllCompleted).await);
        say_it(lp.wait(&naps, None, ReturnWhen::AllCompleted).await);
        say_it(lp.wait::<()>(&[], None, ReturnWhen::AllCompleted).await);
    });
}

#[test]
fn who_stops_waiting_for_tasks_takes_nothing_from_them() {
    check(&[], async |lp, _| {
        let tasks = [2, 1].map(|n| {
            let inner = lp.clone();
            lp.spawn(async move {
                inner.sleep(seconds(n)).await;
                n
            })
        });
        assert!(
            lp.timeout(Duration::from_millis(500), lp.wait(&tasks, None, ReturnWhen::FirstCompleted)).await.is_err()
        );
        let mut results = lp.as_completed(tasks);
        assert!(lp.timeout(Duration::from_millis(100), next(&mut results)).await.is_err());
        assert_eq!(next(&mut results).await.map(Result::unwrap), Some(1));
        assert_eq!(next(&mut results).await.map(Result::unwrap), Some(2));
        assert!(next(&mut results).await.is_none());
    });
}

#[test]
fn results_come_as_they_are_done_failures_too() {
    std::panic::set_hook(Box::new(|_| {}));
    check(&[], async |lp, _| {
        let (slow, cancelled) = (lp.clone(), lp.spawn(std::future::pending::<u32>()));
        cancelled.cancel();
        let slow = lp.spawn(async move {
            slow.sleep(seconds(1)).await;
            7
        });
        let panics = lp.spawn(async { if true { panic!("oops") } else { 0 } });
        let mut results = lp.as_completed([slow, cancelled, panics]);
        let mut said = Vec::new();
        while let Some(result) = next(&mut results).await {
            said.push(format!("{result:?}"));
        }
        assert_eq!(said, ["Err(Cancelled)", "Err(Panicked(\"oops\"))", "Ok(7)"]);
    });
}

#[test]
fn a_group_that_waits_for_what_never_comes_is_a_deadlock() {
    let lp = Loop::simulated();
    let group = TaskGroup::<()>::new(&lp);
    group.spawn(std::future::pending::<Result<(), ()>>());
    assert_eq!(lp.block_on(group.wait()), Err(Deadlock));
}
