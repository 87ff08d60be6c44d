//! Other orders than asyncio's: legal, the same for the same seed, and replayed from what was recorded.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use loopscope_executor::Schedule;
use loopscope_executor::aio::{Lock, Loop, Queue};

/// Three tasks, of three steps each, that meet at a lock and a queue: what they do, in order.
fn play(schedule: Schedule) -> (Vec<String>, Schedule) {
    let lp = Loop::simulated();
    lp.set_schedule(schedule);
    let log = Rc::new(RefCell::new(Vec::new()));
    let (lock, queue) = (Lock::new(&lp), Queue::unbounded(&lp));
    lp.run(async {
        let tasks = ["a", "b", "c"].map(|name| {
            let (lp, log, lock, queue) = (lp.clone(), Rc::clone(&log), lock.clone(), queue.clone());
            async move {
                let say = |what: &str| log.borrow_mut().push(format!("{name}{what}"));
                say("1");
                lp.yield_now().await;
                let guard = lock.acquire().await;
                say("2");
                lp.yield_now().await;
                drop(guard);
                queue.put(name).await;
                say("3");
            }
        });
        lp.join_all(tasks).await.unwrap();
        for _ in 0..3 {
            let name = queue.get().await;
            log.borrow_mut().push(name.to_owned());
        }
    })
    .unwrap();
    (log.take(), lp.recorded_schedule())
}

#[test]
fn every_schedule_is_legal() {
    let (fifo, recorded) = play(Schedule::Fifo);
    assert_eq!(recorded, Schedule::Fifo);
    assert_eq!(fifo, ["a1", "b1", "c1", "a2", "a3", "b2", "b3", "c2", "c3", "a", "b", "c"]);
    let mut orders = BTreeSet::new();
    for seed in 0..50 {
        let (log, _) = play(Schedule::Seeded(seed));
        for name in ["a", "b", "c"] {
            let own: Vec<&String> = log.iter().filter(|line| line.starts_with(name)).collect();
            assert_eq!(own, [&format!("{name}1"), &format!("{name}2"), &format!("{name}3"), &name.to_owned()]);
        }
        orders.insert(log);
    }
    assert!(orders.len() > 4, "{} different orders", orders.len());
}

#[test]
fn a_seed_is_a_schedule_and_its_record_another() {
    for seed in 0..20 {
        let (log, recorded) = play(Schedule::Seeded(seed));
        assert_eq!(play(Schedule::Seeded(seed)).0, log);
        let text = recorded.to_string();
        let (again, same) = play(text.parse().unwrap());
        assert_eq!((again, same), (log, recorded));
    }
}

#[test]
fn a_record_of_another_program_is_a_schedule_too() {
    let (log, _) = play(Schedule::Replay(vec![u32::MAX, 7, 0, 1]));
    assert_eq!(log.len(), 12);
    // When the choices have come to their end, the order is asyncio's.
    assert_eq!(play(Schedule::Replay(Vec::new())).0, play(Schedule::Fifo).0);
}

#[test]
fn callbacks_keep_their_order() {
    for seed in 0..20 {
        let lp = Loop::simulated();
        lp.set_schedule(Schedule::Seeded(seed));
        let log = Rc::new(RefCell::new(Vec::new()));
        for n in 0..5 {
            let log = Rc::clone(&log);
            lp.call_soon(move || log.borrow_mut().push(n));
            lp.spawn(async {});
        }
        lp.run(lp.yield_now()).unwrap();
        assert_eq!(*log.borrow(), [0, 1, 2, 3, 4]);
    }
}
