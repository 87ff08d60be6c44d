//! Timers and queues under random use, compared with the plainest thing that could be right.

use std::collections::VecDeque;

use loopscope_executor::{
    Clock, Core, Exception, FutureId, Guest, OpStep, OpValue, Operation, Outlook, QueueOrder, Ready, TimerId, Values,
};

struct Numbers;

impl Guest for Numbers {
    type Value = u64;
    type Error = ();
    type Callback = u64;
    type Context = ();
}

impl Values<Numbers> for Numbers {
    fn list(&mut self, _: Vec<u64>) -> u64 {
        0
    }
    fn exception(&mut self, _: &Exception<Numbers>) -> u64 {
        0
    }
}

/// Numbers by chance, the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// Runs a turn; the callbacks that were called.
fn turn(core: &mut Core<Numbers>) -> Vec<u64> {
    core.begin_turn();
    let mut called = Vec::new();
    while let Some(ready) = core.next_ready(&mut Numbers) {
        if let Ready::Callback { callback, .. } = ready {
            called.push(callback);
        }
    }
    called
}

#[test]
fn timers_fire_in_order_of_deadline_and_creation_and_never_when_cancelled() {
    for seed in 0..200 {
        let mut chance = Chance(seed);
        let mut core = Core::<Numbers>::new(Clock::Virtual { turn_cost: 0.0 });
        // Of each timer that is to fire: its deadline in tenths, its number, its id.
        let mut plain: Vec<(u64, u64, TimerId)> = Vec::new();
        let (mut fired, mut expected) = (Vec::new(), Vec::new());
        for number in 0..400 {
            match chance.below(10) {
                0..6 => {
                    let when = (core.time() * 10.0).round() as u64 + chance.below(50);
                    plain.push((when, number, core.call_at(when as f64 / 10.0, number, ())));
                }
                6..9 if !plain.is_empty() => {
                    let (_, _, timer) = plain.remove(chance.below(plain.len() as u64) as usize);
                    core.cancel_timer(timer);
                    // Once more does nothing.
                    core.cancel_timer(timer);
                }
                _ => {
                    fired.extend(turn(&mut core));
                    let now = (core.time() * 10.0).round() as u64;
                    plain.sort_by_key(|(when, number, _)| (*when, *number));
                    let due = plain.partition_point(|(when, ..)| *when <= now);
                    expected.extend(plain.drain(..due).map(|(_, number, _)| number));
                    assert_eq!(fired, expected, "seed {seed}");
                }
            }
        }
        while core.outlook() != Outlook::Idle {
            fired.extend(turn(&mut core));
        }
        plain.sort_by_key(|(when, number, _)| (*when, *number));
        expected.extend(plain.iter().map(|(_, number, _)| number));
        assert_eq!(fired, expected, "seed {seed}");
    }
}

#[test]
fn what_is_cancelled_in_the_turn_in_which_it_is_due_does_not_fire() {
    for seed in 0..200 {
        let mut chance = Chance(seed);
        let mut core = Core::<Numbers>::new(Clock::Virtual { turn_cost: 0.0 });
        let timers: Vec<TimerId> = (0..300).map(|number| core.call_at(chance.below(10) as f64, number, ())).collect();
        let (mut cancelled, mut last) = (vec![false; timers.len()], None);
        while core.outlook() != Outlook::Idle {
            core.begin_turn();
            while let Some(Ready::Callback { callback, .. }) = core.next_ready(&mut Numbers) {
                assert!(!cancelled[callback as usize], "seed {seed}");
                let at = Some((core.time(), callback));
                assert!(last < at, "seed {seed}: {at:?} after {last:?}");
                last = at;
                // Those of this turn are among them, and some are cancelled twice.
                for _ in 0..chance.below(3) {
                    let victim = chance.below(300) as usize;
                    if core.timer_deadline(timers[victim]).is_some() {
                        cancelled[victim] = true;
                        core.cancel_timer(timers[victim]);
                    }
                }
                cancelled[callback as usize] = true;
            }
        }
        // All have fired, or were cancelled.
        assert!(cancelled.iter().all(|gone| *gone), "seed {seed}");
        assert!(timers.iter().all(|timer| core.timer_deadline(*timer).is_none()), "seed {seed}");
    }
}

/// Someone who waits at a queue.
struct Waiting {
    number: u64,
    operation: Operation<Numbers>,
    on: FutureId,
}

#[test]
fn queues_lose_nothing_keep_the_order_and_leave_nobody_waiting_in_vain() {
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let limit = chance.below(4) as usize;
        let mut core = Core::<Numbers>::new(Clock::VIRTUAL);
        let queue = core.create_queue(limit, QueueOrder::Fifo);
        let (mut getters, mut putters) = (Vec::<Waiting>::new(), Vec::<Waiting>::new());
        let (mut put, mut got) = (VecDeque::new(), Vec::new());
        let mut taken_in_order = Vec::new();
        for number in 0..300 {
            let putting = chance.below(2) == 0;
            match chance.below(10) {
                // Somebody puts, or gets.
                0..6 => {
                    let mut operation =
                        if putting { Operation::queue_put(queue, number) } else { Operation::queue_get(queue) };
                    match operation.resume(&mut core, Ok(())) {
                        OpStep::Wait(on) => {
                            let line = if putting { &mut putters } else { &mut getters };
                            line.push(Waiting { number, operation, on });
                        }
                        OpStep::Done(Ok(OpValue::Value(item))) => got.push(item),
                        OpStep::Done(Ok(_)) => put.push_back(number),
                        _ => panic!("a queue neither yields nor fails"),
                    }
                }
                // Somebody who waits gives up, told or not.
                6..8 => {
                    let line = if putting { &mut putters } else { &mut getters };
                    if !line.is_empty() {
                        let mut gone = line.remove(chance.below(line.len() as u64) as usize);
                        gone.operation.abandon(&mut core);
                    }
                }
                // Those who were told go on, in any order.
                _ => {
                    for (line, putting) in [(&mut getters, false), (&mut putters, true)] {
                        let mut i = 0;
                        while i < line.len() {
                            if !core.is_done(line[i].on) {
                                i += 1;
                                continue;
                            }
                            match line[i].operation.resume(&mut core, Ok(())) {
                                OpStep::Wait(on) => {
                                    line[i].on = on;
                                    i += 1;
                                }
                                OpStep::Done(Ok(OpValue::Value(item))) => {
                                    got.push(item);
                                    line.remove(i);
                                }
                                OpStep::Done(Ok(_)) if putting => put.push_back(line.remove(i).number),
                                _ => panic!("a queue neither yields nor fails"),
                            }
                        }
                    }
                }
            }
            // What came out is what went in, in order; the rest is in the queue.
            taken_in_order.extend(got.drain(..).map(|item| (item, put.pop_front())));
            assert!(taken_in_order.iter().all(|(item, expected)| Some(*item) == *expected), "seed {seed}");
            let inside: Vec<u64> = core.queue_items(queue).copied().collect();
            assert_eq!(inside, put.iter().copied().collect::<Vec<_>>(), "seed {seed}");
            assert!(limit == 0 || inside.len() <= limit);
            // No wake-up is lost: as long as there are items (or room), somebody in line has been told, if anybody is.
            let told = |line: &[Waiting]| line.is_empty() || line.iter().any(|one| core.is_done(one.on));
            assert!(inside.is_empty() || told(&getters), "seed {seed}: a getter waits in vain");
            assert!(limit == 0 || inside.len() >= limit || told(&putters), "seed {seed}: a putter waits in vain");
        }
    }
}
