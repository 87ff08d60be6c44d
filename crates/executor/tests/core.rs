//! The core under load and misuse: depth, memory, timers, events.

mod script;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{
    Event, Exception, FutureId, Observer, Operation, Outcome, Outlook, Report, ResourceKind, TaskId, TimerId,
    WaitTarget,
};
use script::{Callback, Value, World};

#[test]
fn cancelling_reaches_the_end_of_a_long_chain_of_awaits() {
    let world = World::observed(());
    let depth = 100_000;
    let first = world.core.borrow_mut().create_future();
    let mut last = first;
    for _ in 0..depth {
        let (inner, awaited) = (Rc::clone(&world), last);
        let task = world.spawn(async move {
            inner.first_input()?;
            inner.wait_future(awaited).await
        });
        last = FutureId(task.0);
    }
    assert_eq!(world.run(), Outlook::Idle);
    assert!(world.with(|core| core.cancel(last, None)));
    assert!(world.core.borrow().is_cancelled(first));
    assert_eq!(world.run(), Outlook::Idle);
    assert!(world.core.borrow().is_cancelled(last));
    assert!(world.core.borrow().all_tasks().is_empty());
}

#[test]
fn released_futures_are_freed() {
    let world = World::observed(());
    for _ in 0..10 {
        let inner = Rc::clone(&world);
        world.spawn(async move {
            inner.first_input()?;
            inner.operate(Operation::sleep(1.0)).await?;
            Ok(Value::None)
        });
    }
    let things = world.things.take();
    let outer = world.gather(&things, false);
    world.with(|core| things.iter().for_each(|thing| core.release(*thing)));
    assert_eq!(world.core.borrow().future_count(), 11);
    assert_eq!(world.run(), Outlook::Idle);
    assert!(world.core.borrow().is_done(outer));
    // The children are gone; the gathering future is the guest's still.
    assert_eq!(world.core.borrow().future_count(), 1);
    world.with(|core| core.release(outer));
    assert_eq!(world.core.borrow().future_count(), 0);
}

#[test]
fn an_exception_that_nobody_saw_is_reported_when_its_future_goes() {
    let world = World::observed(());
    let (seen, unseen) = world.with(|core| (core.create_future(), core.create_future()));
    world.with(|core| {
        for future in [seen, unseen] {
            core.set_exception(future, Exception::Guest("Boom()".into())).unwrap();
        }
        assert!(core.exception(seen).unwrap().is_some());
        core.release(seen);
        core.release(unseen);
        let reports = core.take_reports();
        assert!(matches!(&reports[..], [Report::NeverRetrieved { future, is_task: false, .. }] if *future == unseen));
    });
}

#[test]
fn many_cancelled_timers_cost_no_memory() {
    let world = World::observed(());
    let timers: Vec<TimerId> =
        (0..100_000).map(|i| world.with(|core| core.call_later(f64::from(i), Callback::Stop, ()))).collect();
    world.with(|core| timers.iter().skip(1).for_each(|timer| core.cancel_timer(*timer)));
    assert_eq!(world.run(), Outlook::Stopped);
    assert_eq!(world.run(), Outlook::Idle);
    assert_eq!(world.core.borrow().time(), 100e-6, "no cancelled timer was waited for");
}

#[test]
fn callbacks_are_called_in_order_and_can_be_removed() {
    let world = World::observed(());
    let log = |text: &str| Callback::Log("callback".into(), text.into());
    world.with(|core| {
        let cancelled = core.call_soon(log("cancelled"), ());
        core.call_later(0.0, log("timer"), ());
        core.call_soon(log("soon"), ());
        core.cancel_handle(cancelled);
        let future = core.create_future();
        for text in ["first", "removed", "last"] {
            core.add_done_callback(future, log(text), ());
        }
        let is_removed = |callback: &Callback| matches!(callback, Callback::Log(_, text) if text == "removed");
        assert_eq!(core.remove_done_callback(future, is_removed), 1);
        assert_eq!(core.remove_done_callback(future, is_removed), 0);
        core.set_result(future, Value::None).unwrap();
        world.things.borrow_mut().push(future);
    });
    world.run();
    let said: Vec<String> =
        world.lines.take().iter().filter_map(|line| Some(line.split(": ").nth(1)?.into())).collect();
    assert_eq!(said, ["soon", "first t0", "last t0", "timer"]);
}

#[test]
fn a_turn_that_was_left_goes_on_as_another_one() {
    let world = World::observed(());
    let log = |text: &str| Callback::Log("callback".into(), text.into());
    world.with(|core| {
        for text in ["first", "second", "third"] {
            core.call_soon(log(text), ());
        }
        core.begin_turn();
        core.abort_turn();
        assert!(!core.in_turn());
        assert_eq!(core.ready_count(), 3);
    });
    world.run();
    assert_eq!(world.lines.borrow().len(), 3);
    assert!(world.lines.borrow()[0].starts_with("0.000100"), "it is a turn of its own");
}

#[test]
fn misuse_is_an_error_and_never_a_panic() {
    let world = World::observed(());
    let nobody = TaskId(4_000_000);
    world.with(|core| {
        let lock = core.create_lock();
        let unknown = FutureId(nobody.0);
        assert!(core.queue_get_nowait(lock).is_err());
        assert!(core.lock_release(lock).is_err());
        assert!(core.result(unknown).is_err());
        assert!(!core.cancel(unknown, None));
        core.release(unknown);
        core.finish(nobody, Ok(Value::None));
        core.suspend(nobody, loopscope_executor::Wait::Turn, 1);
        assert_eq!(core.uncancel(nobody), 0);
        assert_eq!(core.outlook(), Outlook::Idle);
    });
}

#[derive(Clone, Default)]
struct Recorder(Rc<RefCell<Vec<Event>>>);

impl Observer for Recorder {
    fn event(&mut self, _: u64, event: Event) {
        if !matches!(event, Event::TurnStarted { .. }) {
            self.0.borrow_mut().push(event);
        }
    }
}

#[test]
fn an_observer_hears_the_whole_story() {
    let events = Recorder::default();
    let world = World::observed(events.clone());
    let lock = world.with(loopscope_executor::Core::create_lock);
    let inner = Rc::clone(&world);
    world.spawn(async move {
        inner.first_input()?;
        inner.operate(Operation::lock_acquire(lock)).await?;
        inner.operate(Operation::sleep(1.0)).await?;
        inner.with(|core| core.lock_release(lock))?;
        Ok(Value::None)
    });
    let inner = Rc::clone(&world);
    world.spawn(async move {
        inner.first_input()?;
        inner.operate(Operation::lock_acquire(lock)).await?;
        Ok(Value::None)
    });
    world.run();
    let (a, b, timer) = (TaskId(1), TaskId(2), TimerId(1));
    let changed = |level, waiters, by| Event::ResourceChanged { resource: lock, level, waiters, by: Some(by) };
    let deadline = 1_000_050_000;
    let expected = [
        Event::ResourceCreated { resource: lock, kind: ResourceKind::Lock, by: None },
        Event::TaskCreated { task: a, parent: None, line: 0 },
        Event::TaskCreated { task: b, parent: None, line: 0 },
        Event::TaskRunning { task: a },
        changed(1, 0, a),
        Event::TimerSet { timer, deadline, by: Some(a) },
        Event::TaskSuspended { task: a, on: WaitTarget::Sleep(deadline), line: 0 },
        Event::TaskRunning { task: b },
        changed(1, 1, b),
        Event::TaskSuspended { task: b, on: WaitTarget::Resource(lock), line: 0 },
        Event::TimerFired { timer },
        Event::TaskReady { task: a, by: None },
        Event::TaskRunning { task: a },
        changed(0, 1, a),
        Event::TaskReady { task: b, by: Some(a) },
        Event::TaskFinished { task: a, outcome: Outcome::Returned },
        Event::TaskRunning { task: b },
        changed(1, 0, b),
        Event::TaskFinished { task: b, outcome: Outcome::Returned },
    ];
    assert_eq!(*events.0.borrow(), expected);
}

#[test]
fn what_no_task_does_is_done_by_the_thread_that_acts() {
    let events = Recorder::default();
    let world = World::observed(events.clone());
    let (before, thread, after) = world.with(|core| {
        let before = core.create_future();
        (before, core.new_thread(7), core.create_future())
    });
    assert!(before.0 != thread.0 && thread.0 != after.0, "its id is that of no future");
    let spawn = || {
        let inner = Rc::clone(&world);
        world.spawn(async move {
            inner.first_input()?;
            inner.with(loopscope_executor::Core::create_lock);
            Ok(Value::None)
        });
    };
    assert_eq!(world.with(|core| core.set_thread(Some(thread))), None);
    spawn();
    world.with(|core| core.new_thread(8));
    assert_eq!(world.with(|core| core.set_thread(None)), Some(thread));
    spawn();
    world.run();
    let told = events.0.borrow();
    let made = |event: &Event| match *event {
        Event::TaskCreated { parent, .. } => Some(("task", parent)),
        Event::ThreadCreated { parent, line, .. } => Some((if line == 7 { "first" } else { "second" }, parent)),
        Event::ResourceCreated { by, .. } => Some(("lock", by)),
        _ => None,
    };
    let (one, other) = (TaskId(after.0 + 1), TaskId(after.0 + 3));
    let expected = [
        ("first", None),
        ("task", Some(thread)),
        ("second", Some(thread)),
        ("task", None),
        ("lock", Some(one)),
        ("lock", Some(other)),
    ];
    assert_eq!(told.iter().filter_map(made).collect::<Vec<_>>(), expected);
}

#[test]
fn each_loop_runs_what_is_its_own() {
    let world = World::observed(());
    let log = |text: &str| Callback::Log("callback".into(), text.into());
    let other = world.with(|core| {
        let other = core.new_loop();
        let first = core.switch_loop(other);
        core.call_soon(log("of the other"), ());
        core.call_later(1.0, log("timer of the other"), ());
        let future = core.create_future();
        core.add_done_callback(future, log("future of the other"), ());
        assert_eq!(core.switch_loop(first), other);
        core.call_soon(log("of the first"), ());
        // Whoever completes it: its callbacks are run by its own loop.
        core.set_result(future, Value::None).unwrap();
        assert_eq!(core.loop_of(future), other);
        assert!(core.has_work(other));
        world.things.borrow_mut().push(future);
        other
    });
    world.run();
    assert_eq!(world.lines.borrow().len(), 1, "the other loop does not run");
    world.with(|core| core.switch_loop(other));
    world.run();
    let said: Vec<String> =
        world.lines.take().iter().filter_map(|line| Some(line.split(": ").nth(1)?.into())).collect();
    assert_eq!(said, ["of the first", "of the other", "future of the other t0", "timer of the other"]);
}
