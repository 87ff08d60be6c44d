//! The locks, queues and so on of Rust's futures keep their lines themselves. Random programs go there as they go with
//! the operations of the core, which are compared with CPython.

#[expect(dead_code, reason = "only a part of it is needed here")]
mod script;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{Event, JoinHandle, Lock, Loop, Queue, Semaphore};
use loopscope_executor::{Core, FutureId, OpValue, Operation, QueueOrder, ResourceId, Wait};
use script::{Thrown, Value, World};

const TASKS: usize = 6;
const END: f64 = 50.0;

/// What a task does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Yield,
    /// For so many milliseconds.
    Sleep(u32),
    /// Holds the lock for so many turns.
    Lock(u32),
    /// Holds a place of the semaphore for so many turns.
    Semaphore(u32),
    Put,
    Get,
    Done,
    Join,
    Wait,
    Set,
    Clear,
    /// Only where Rust's futures are alone: they hear of it one turn later, when they are dropped.
    Cancel(usize),
}

type Program = Vec<Vec<Act>>;

fn program(seed: u64, cancels: bool) -> Program {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut random = move |below: u32| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as u32 % below
    };
    let mut act = move || match random(24) {
        0 | 1 => Act::Yield,
        2 | 3 => Act::Sleep(random(4)),
        4..=7 => Act::Lock(random(3)),
        8..=10 => Act::Semaphore(random(3)),
        11..=13 => Act::Put,
        14..=16 => Act::Get,
        17 => Act::Done,
        18 => Act::Join,
        19 => Act::Wait,
        20 => Act::Set,
        21 => Act::Clear,
        _ if !cancels => Act::Yield,
        _ => Act::Cancel(random(TASKS as u32) as usize),
    };
    (0..TASKS).map(|_| (0..8).map(|_| act()).collect()).collect()
}

type Log = Rc<RefCell<Vec<String>>>;

/// Says so when it is gone.
struct Ends<F: Fn(&str)>(F);

impl<F: Fn(&str)> Drop for Ends<F> {
    fn drop(&mut self) {
        (self.0)("ends");
    }
}

/// What the tasks share.
#[derive(Clone)]
struct Shared {
    lp: Loop,
    lock: Lock,
    semaphore: Semaphore,
    event: Event,
    queue: Queue<usize>,
    tasks: Rc<RefCell<Vec<JoinHandle<()>>>>,
    /// For what each task waits.
    waits: Rc<RefCell<[Option<Act>; TASKS]>>,
    log: Log,
}

async fn act(shared: Shared, me: usize, acts: Vec<Act>) {
    let Shared { lp, lock, semaphore, event, queue, tasks, waits, log } = shared;
    let clock = lp.clone();
    let say = |text: &str| {
        waits.borrow_mut()[me] = None;
        log.borrow_mut().push(format!("{:.6} {me} {text}", clock.time().as_secs_f64()));
    };
    let ends = Ends(&say);
    for (n, act) in acts.into_iter().enumerate() {
        waits.borrow_mut()[me] = Some(act);
        match act {
            Act::Yield => lp.yield_now().await,
            Act::Sleep(millis) => lp.sleep(Duration::from_millis(millis.into())).await,
            Act::Lock(turns) => {
                let _guard = lock.acquire().await;
                say("has the lock");
                for _ in 0..turns {
                    lp.yield_now().await;
                }
            }
            Act::Semaphore(turns) => {
                let _permit = semaphore.acquire().await;
                say(&format!("has a place of {}", semaphore.free() + 1));
                for _ in 0..turns {
                    lp.yield_now().await;
                }
            }
            Act::Put => queue.put(me * 100 + n).await,
            Act::Get => say(&format!("got {}", queue.get().await)),
            Act::Done => queue.task_done(),
            Act::Join => queue.join().await,
            Act::Wait => event.wait().await,
            Act::Set => event.set(),
            Act::Clear => event.clear(),
            Act::Cancel(other) => drop(tasks.borrow()[other].cancel()),
        }
        say(&format!("{n}"));
    }
    drop(ends);
}

/// Plays a program with the futures of Rust. Nobody may then wait for what is there.
fn with_futures(program: &Program) -> Vec<String> {
    let lp = Loop::simulated();
    let shared = Shared {
        lp: lp.clone(),
        lock: Lock::new(&lp),
        semaphore: Semaphore::new(&lp, 2),
        event: Event::new(&lp),
        queue: Queue::bounded(&lp, 2),
        tasks: Rc::default(),
        waits: Rc::default(),
        log: Log::default(),
    };
    let log = Rc::clone(&shared.log);
    let lines = lp
        .run(async {
            for (me, acts) in program.iter().enumerate() {
                let task = lp.spawn(act(shared.clone(), me, acts.clone()));
                shared.tasks.borrow_mut().push(task);
            }
            lp.sleep(Duration::from_secs_f64(END)).await;
            for wait in shared.waits.borrow().iter().flatten() {
                let in_vain = match wait {
                    Act::Lock(_) => shared.lock.is_locked(),
                    Act::Semaphore(_) => shared.semaphore.free() == 0,
                    Act::Put => shared.queue.len() == 2,
                    Act::Get => shared.queue.is_empty(),
                    Act::Wait => !shared.event.is_set(),
                    act => matches!(act, Act::Join),
                };
                assert!(in_vain, "a task waits for {wait:?}, which it could have: {program:#?}");
            }
            log.take()
        })
        .expect("the main task sleeps");
    shared.tasks.take();
    lines
}

/// What the tasks share that play the program with operations.
#[derive(Clone, Copy)]
struct Ids {
    lock: ResourceId,
    semaphore: ResourceId,
    event: ResourceId,
    queue: ResourceId,
}

async fn operate(world: &World, ids: Ids, me: usize, acts: Vec<Act>) -> Result<Value, Thrown> {
    world.first_input()?;
    let say = |text: &str| {
        let time = world.with(|core| core.time());
        world.lines.borrow_mut().push(format!("{time:.6} {me} {text}"));
    };
    let _ends = Ends(&say);
    let yields = async |turns| {
        for _ in 0..turns {
            world.suspend(Wait::Turn).await?;
        }
        Ok::<_, Thrown>(())
    };
    for (n, act) in acts.into_iter().enumerate() {
        match act {
            Act::Yield => yields(1).await?,
            Act::Sleep(millis) => drop(world.operate(Operation::sleep(f64::from(millis) / 1000.0)).await?),
            Act::Lock(turns) => {
                world.operate(Operation::lock_acquire(ids.lock)).await?;
                say("has the lock");
                let result = yields(turns).await;
                let _ = world.with(|core| core.lock_release(ids.lock));
                result?;
            }
            Act::Semaphore(turns) => {
                world.operate(Operation::semaphore_acquire(ids.semaphore)).await?;
                say(&format!("has a place of {}", world.with(|core| core.semaphore_state(ids.semaphore).0) + 1));
                let result = yields(turns).await;
                let _ = world.with(|core| core.semaphore_release(ids.semaphore));
                result?;
            }
            Act::Put => {
                let item = Value::Text((me * 100 + n).to_string());
                world.operate(Operation::queue_put(ids.queue, item)).await?;
            }
            Act::Get => match world.operate(Operation::queue_get(ids.queue)).await? {
                OpValue::Value(Value::Text(item)) => say(&format!("got {item}")),
                other => panic!("{other:?} is no item"),
            },
            Act::Done => drop(world.with(|core| core.queue_task_done(ids.queue))),
            Act::Join => drop(world.operate(Operation::queue_join(ids.queue)).await?),
            Act::Wait => drop(world.operate(Operation::event_wait(ids.event)).await?),
            Act::Set => world.with(|core| core.event_set(ids.event)),
            Act::Clear => world.with(|core| core.event_clear(ids.event)),
            Act::Cancel(other) => {
                // The first is the main task.
                let other: FutureId = world.things.borrow()[other + 1];
                world.with(|core| core.cancel(other, None));
            }
        }
        say(&format!("{n}"));
    }
    Ok(Value::None)
}

/// Plays a program with the operations of the core.
fn with_operations(program: &Program) -> Vec<String> {
    let world = World::observed(());
    let ids = world.with(|core| Ids {
        lock: core.create_lock(),
        semaphore: core.create_semaphore(2, false),
        event: core.create_event(),
        queue: core.create_queue(2, QueueOrder::Fifo),
    });
    let (inner, acts) = (Rc::clone(&world), program.clone());
    world.spawn(async move {
        for (me, acts) in acts.into_iter().enumerate() {
            let outer = Rc::clone(&inner);
            inner.spawn(async move { operate(&outer, ids, me, acts).await });
        }
        inner.operate(Operation::sleep(END)).await?;
        inner.with(Core::stop);
        Ok(Value::None)
    });
    world.run();
    world.lines.take()
}

#[test]
fn futures_of_rust_go_as_operations_do() {
    for seed in 1..=2_000 {
        let program = program(seed, false);
        let (futures, operations) = (with_futures(&program), with_operations(&program));
        assert!(!futures.is_empty(), "seed {seed}: nothing happens");
        let first = futures.iter().zip(&operations).position(|(a, b)| a != b);
        assert_eq!(futures, operations, "seed {seed}, from line {first:?} on: {program:#?}");
    }
}

#[test]
fn no_wakeup_is_lost_when_who_waits_is_dropped() {
    for seed in 1..=4_000 {
        with_futures(&program(seed, true));
    }
}
