//! Tasks, names, edges and marks of a small run, as a story.

mod story;

use loopscope_executor::{
    Event, Item, Observer, Outcome, Passage, QueueOrder, ResourceId, ResourceKind, TaskId, WaitTarget,
};
use loopscope_recording::{EdgeKind, MarkKind, Position, Recording, SharedRecording, Stream, Stride};

const MAIN: TaskId = TaskId(1);
const WORKER: TaskId = TaskId(5);
const OTHER: TaskId = TaskId(6);

/// `main` spawns a worker and another, cancels the other and awaits the worker, which wakes it by returning.
fn told() -> Recording {
    let mut recording = Recording::new();
    recording.task_named(MAIN, "main");
    for (time, event) in [
        (0, Event::TurnStarted { turn: 0, ready: 1 }),
        (0, Event::TaskCreated { task: MAIN, parent: None, line: 20 }),
        (0, Event::TaskRunning { task: MAIN }),
        (0, Event::TaskCreated { task: WORKER, parent: Some(MAIN), line: 11 }),
        (0, Event::TaskCreated { task: OTHER, parent: Some(MAIN), line: 12 }),
        (0, Event::CancelRequested { task: OTHER, by: Some(MAIN) }),
        (0, Event::TaskSuspended { task: MAIN, on: WaitTarget::Task(WORKER), line: 13 }),
        (0, Event::TaskRunning { task: WORKER }),
        (0, Event::TaskSuspended { task: WORKER, on: WaitTarget::Sleep(100), line: 3 }),
        (0, Event::TaskRunning { task: OTHER }),
        (0, Event::TaskFinished { task: OTHER, outcome: Outcome::Cancelled }),
        (100, Event::TurnStarted { turn: 1, ready: 1 }),
        (100, Event::TaskReady { task: WORKER, by: None }),
        (100, Event::TaskRunning { task: WORKER }),
        (100, Event::TaskFinished { task: WORKER, outcome: Outcome::Returned }),
        (100, Event::TaskReady { task: MAIN, by: Some(WORKER) }),
        (150, Event::TaskRunning { task: MAIN }),
        (150, Event::TaskFinished { task: MAIN, outcome: Outcome::Failed }),
    ] {
        recording.event(time, event);
    }
    recording.task_named(WORKER, "worker");
    recording.task_named(WORKER, "hard worker");
    recording
}

#[test]
fn tasks_know_their_names_parents_and_times() {
    let recording = told();
    let told: Vec<_> = recording
        .tasks()
        .map(|task| (task.id(), task.name(), task.parent().map(|task| task.id()), task.created_line(), task.finished()))
        .collect();
    let expected = [
        (MAIN, "main", None, 20, Some((150, Outcome::Failed))),
        (WORKER, "hard worker", Some(MAIN), 11, Some((100, Outcome::Returned))),
        (OTHER, "", Some(MAIN), 12, Some((0, Outcome::Cancelled))),
    ];
    assert_eq!(told, expected);
    let statistics = recording.statistics();
    assert_eq!((statistics.tasks, statistics.turns, statistics.events), (3, 2, 18));
    assert_eq!((statistics.returned, statistics.failed, statistics.cancelled), (1, 1, 1));
    assert_eq!((statistics.ready, statistics.running, statistics.suspended), (0, 0, 0));
}

#[test]
fn edges_say_who_did_what_to_whom() {
    let recording = told();
    let edges = |found: Vec<loopscope_recording::Edge>| {
        found.iter().map(|edge| (edge.position.0, edge.kind, edge.from, edge.to)).collect::<Vec<_>>()
    };
    let all = [
        (3, EdgeKind::Spawn, MAIN, WORKER),
        (4, EdgeKind::Spawn, MAIN, OTHER),
        (5, EdgeKind::Cancel, MAIN, OTHER),
        (6, EdgeKind::Await, MAIN, WORKER),
        (15, EdgeKind::Wake, WORKER, MAIN),
    ];
    assert_eq!(edges(recording.edges(Position(0)..Position(99)).collect()), all);
    let of = |task, from, to| {
        let mut found = edges(recording.edges_of(task, Position(from)..Position(to), 100));
        found.reverse();
        found
    };
    assert_eq!(of(MAIN, 0, 99), all);
    assert_eq!(of(MAIN, 4, 6), all[1..3]);
    assert_eq!(of(OTHER, 0, 99), all[1..3]);
}

#[test]
fn marks_are_the_moments_of_a_life() {
    let recording = told();
    let marks = |task| {
        let mut found: Vec<_> = recording
            .marks(task, Position(0)..Position(99), 100)
            .iter()
            .map(|mark| (mark.position.0, mark.kind))
            .collect();
        found.reverse();
        found
    };
    let other = [
        (4, MarkKind::Created(Some(MAIN))),
        (5, MarkKind::CancelRequested(Some(MAIN))),
        (10, MarkKind::Finished(Outcome::Cancelled)),
    ];
    assert_eq!(marks(OTHER), other);
    let main =
        [(1, MarkKind::Created(None)), (15, MarkKind::Woken(Some(WORKER))), (17, MarkKind::Finished(Outcome::Failed))];
    assert_eq!(marks(MAIN), main);
}

#[test]
fn resources_have_levels_that_change() {
    let mut recording = told();
    let queue = ResourceId(2);
    recording.resource_named(queue, "jobs");
    let before = recording.now().position();
    recording.event(200, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: Some(MAIN) });
    recording.event(300, Event::ResourceChanged { resource: queue, level: 4, waiters: 0, by: Some(MAIN) });
    let resource = recording.resource(queue).unwrap();
    assert_eq!((resource.name(), resource.kind()), ("jobs", ResourceKind::Queue));
    assert_eq!(recording.at(before).resources().count(), 0);
    for (time, level) in [(200, 0), (299, 0), (300, 4), (900, 4)] {
        let status = recording.at_time(time).resources().next().unwrap().1;
        assert_eq!((status.level, status.since), (level, if level == 0 { 200 } else { 300 }));
    }
}

#[test]
fn queues_know_their_items_at_any_moment() {
    let mut recording = told();
    let (queue, start) = (ResourceId(2), recording.len());
    recording.event(200, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: Some(MAIN) });
    recording.resource_made_at(queue, 8);
    recording.queue_ordered(queue, QueueOrder::Fifo);
    let mut level = 0;
    for (passage, item, by) in [
        (Passage::Put, Item::Int(7), MAIN),
        (Passage::Put, Item::Text("'tea'"), OTHER),
        (Passage::Got, Item::Int(7), WORKER),
        (Passage::Put, Item::Int(9), MAIN),
        (Passage::Got, Item::Text("'tea'"), WORKER),
    ] {
        level = if passage == Passage::Put { level + 1 } else { level - 1 };
        recording.event(300, Event::ResourceChanged { resource: queue, level, waiters: 0, by: Some(by) });
        // Somebody is woken before the guest can tell.
        recording.event(300, Event::TaskReady { task: MAIN, by: None });
        recording.item_passed(queue, passage, item);
    }
    let resource = recording.resource(queue).unwrap();
    assert_eq!((resource.line(), resource.order()), (8, Some(QueueOrder::Fifo)));
    let items = |events: u32| {
        let found = resource.items_at(Position(start + events), 9);
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let found: Vec<_> = [0, 1, 2, 4, 6, 8, 99].map(items).into();
    assert_eq!(found, ["", "", "7", "7 'tea'", "'tea'", "'tea' 9", "9"]);
    assert_eq!(resource.items_at(Position(start + 4), 1).len(), 1);
    let overs = recording.hand_overs(WORKER, 9);
    let said: Vec<_> =
        overs.iter().map(|over| (over.from, resource.item_of(over.given).unwrap().to_string())).collect();
    assert_eq!(said, [(MAIN, "7".to_owned()), (OTHER, "'tea'".to_owned())]);
}

#[test]
fn events_of_one_time_are_spread_in_their_order() {
    let recording = told();
    let spread: Vec<_> = (0..recording.len()).map(|n| recording.spread_time(Position(n))).collect();
    assert!(spread.is_sorted_by(|a, b| a < b), "{spread:?}");
    // The eleven events at 0 share the time up to the next at 100, the two at 150 have a turn's 50 µs.
    assert_eq!(spread[1], 100.0 / 11.0);
    assert_eq!(spread[17], 150.0 + 25_000.0);
}

#[test]
fn what_is_shared_is_written_once_and_read_everywhere() {
    let shared = SharedRecording::new();
    let mut writer = shared.clone();
    writer.event(0, Event::TaskCreated { task: MAIN, parent: None, line: 1 });
    writer.wrote(0, Some(MAIN), Stream::Out, "hello\n");
    assert_eq!(shared.read(Recording::len), 1);
    assert_eq!(shared.read(|recording| recording.console().text(recording.now().console()).to_owned()), "hello\n");
    assert_eq!(shared, writer);
    assert_ne!(shared, SharedRecording::new());
}

#[test]
fn blockings_are_found_by_their_time() {
    let mut recording = told();
    for (time, nanos) in [(200, 50), (400, 10), (600, 100)] {
        recording.event(time, Event::Blocked { task: Some(MAIN), nanos, line: 4 });
    }
    for (window, starts) in
        [(0..1_000, &[200, 400, 600][..]), (0..400, &[200]), (230..300, &[200]), (405..650, &[400, 600])]
    {
        let found: Vec<_> = recording.blockings(window.clone()).filter(|found| found.end > window.start).collect();
        assert_eq!(found.iter().map(|found| found.start).collect::<Vec<_>>(), starts, "in {window:?}");
        assert!(found.iter().all(|found| (found.task, found.line) == (Some(MAIN), 4)));
    }
    assert_eq!(recording.end_time(), 700);
}

/// `main` gives a call to a pool, whose thread takes it; waits for it without an await, and then is woken by it.
fn threaded() -> Recording {
    let pool = ResourceId(3);
    let mut recording = Recording::new();
    let mut passed = |time, event: Event, passage: Option<Passage>| {
        recording.event(time, event);
        if let Some(passage) = passage {
            recording.item_passed(pool, passage, Item::Text("fetch"));
        }
    };
    let changed = |level, by| Event::ResourceChanged { resource: pool, level, waiters: 0, by: Some(by) };
    passed(0, Event::TaskCreated { task: MAIN, parent: None, line: 20 }, None);
    passed(0, Event::TaskRunning { task: MAIN }, None);
    passed(0, Event::ResourceCreated { resource: pool, kind: ResourceKind::Pool, by: Some(MAIN) }, None);
    passed(0, changed(1, MAIN), Some(Passage::Put));
    passed(0, Event::ThreadCreated { thread: WORKER, parent: Some(MAIN), line: 21 }, None);
    passed(0, Event::TaskRunning { task: WORKER }, None);
    passed(0, changed(0, WORKER), Some(Passage::Got));
    passed(0, Event::TaskSuspended { task: WORKER, on: WaitTarget::Sleep(300), line: 3 }, None);
    passed(100, Event::Blocked { task: Some(MAIN), nanos: u64::MAX, line: 22 }, None);
    passed(300, Event::TaskReady { task: WORKER, by: None }, None);
    passed(300, Event::TaskRunning { task: WORKER }, None);
    passed(300, Event::TaskRunning { task: MAIN }, None);
    passed(300, Event::TaskSuspended { task: MAIN, on: WaitTarget::Turn, line: 23 }, None);
    passed(300, Event::TaskReady { task: MAIN, by: Some(WORKER) }, None);
    passed(400, Event::TaskFinished { task: WORKER, outcome: Outcome::Returned }, None);
    recording
}

#[test]
fn what_is_asked_of_tasks_can_be_asked_of_threads() {
    let recording = threaded();
    let worker = recording.task(WORKER).expect("a thread");
    assert!(worker.is_thread() && !recording.task(MAIN).expect("a task").is_thread());
    assert_eq!(worker.parent().map(|parent| parent.id()), Some(MAIN));
    assert_eq!((worker.created_line(), worker.finished()), (21, Some((400, Outcome::Returned))));
    let edges = recording.edges_of(WORKER, Position(0)..Position(99), 9);
    let edges: Vec<_> = edges.iter().rev().map(|edge| (edge.kind, edge.from, edge.to)).collect();
    assert_eq!(edges, [(EdgeKind::Spawn, MAIN, WORKER), (EdgeKind::Wake, WORKER, MAIN)]);
    let overs = recording.hand_overs(WORKER, 9);
    assert_eq!(overs.iter().map(|over| (over.from, over.to)).collect::<Vec<_>>(), [(MAIN, WORKER)]);
    // What is the loop's own is told without them.
    assert_eq!(recording.main_task().map(|task| task.id()), Some(MAIN));
    let statistics = recording.statistics();
    assert_eq!((statistics.tasks, statistics.threads, statistics.ready, statistics.returned), (1, 1, 1, 0));
    assert_eq!(recording.at(Position(8)).running(), Some(MAIN), "the thread ran in the midst of its step");
    assert_eq!(recording.at(Position(10)).ready_queue().len(), 0);
}

#[test]
fn a_loop_is_blocked_until_the_task_that_blocks_it_runs_on() {
    let recording = threaded();
    let found: Vec<_> = recording.blockings(0..1_000).map(|found| (found.start, found.end, found.task)).collect();
    assert_eq!(found, [(100, 300, Some(MAIN))]);
    assert_eq!(recording.statistics().blocked, 200);
    let span = recording.span_at(MAIN, loopscope_recording::Axis::Time, 200, 400).expect("a span");
    assert_eq!((span.kind, span.start, span.end), (loopscope_recording::SpanKind::Blocked, 100, 300));
    // While it lasts, it ends where time has come.
    let mut going_on = Recording::new();
    going_on.event(5, Event::TaskRunning { task: MAIN });
    going_on.event(5, Event::Blocked { task: Some(MAIN), nanos: u64::MAX, line: 1 });
    going_on.event(9, Event::TurnStarted { turn: 1, ready: 0 });
    assert_eq!(going_on.blockings(0..99).map(|found| found.end).collect::<Vec<_>>(), [9]);
    assert_eq!(going_on.duration(), 4);
}

#[test]
fn steps_go_from_switch_to_switch_and_back() {
    let recording = told();
    let walk = |stride| {
        let mut at = Position(0);
        let mut there = Vec::new();
        while let Some(next) = recording.step_forward(at, stride) {
            there.push(next.0);
            at = next;
        }
        let mut back = vec![at.0];
        while let Some(before) = recording.step_back(at, stride) {
            back.push(before.0);
            at = before;
        }
        back.reverse();
        assert_eq!(there, back);
        there
    };
    assert_eq!(walk(Stride::Switch), [3, 8, 10, 14, 17]);
    assert_eq!(walk(Stride::Turn), [1, 12]);
    assert_eq!(walk(Stride::Wake(WORKER)), [8, 14]);
}

#[test]
fn the_critical_path_leads_from_the_creation_to_the_end() {
    let recording = told();
    let path = recording.critical_path(MAIN, Position(99));
    let parts: Vec<_> = path.iter().map(|part| (part.task, part.from.0, part.to.0)).collect();
    // `main` made the worker, which slept and woke it.
    assert_eq!(parts, [(MAIN, 1, 3), (WORKER, 3, 15), (MAIN, 15, 18)]);
}

#[test]
fn what_is_put_is_got_by_somebody() {
    let mut recording = Recording::new();
    let queue = ResourceId(7);
    let change = |recording: &mut Recording, level, by| {
        recording.event(0, Event::ResourceChanged { resource: queue, level, waiters: 0, by: Some(by) });
    };
    for task in [MAIN, WORKER, OTHER] {
        recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
    }
    recording.event(0, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: None });
    for (level, by) in [(1, MAIN), (2, MAIN), (1, WORKER), (2, WORKER), (1, OTHER), (0, OTHER)] {
        change(&mut recording, level, by);
    }
    let pairs = |task| {
        let overs = recording.hand_overs(task, 99);
        overs.iter().map(|over| (over.from, over.given.0, over.to, over.taken.0)).collect::<Vec<_>>()
    };
    assert_eq!(pairs(MAIN), [(MAIN, 4, WORKER, 6), (MAIN, 5, OTHER, 8)]);
    assert_eq!(pairs(WORKER), [(MAIN, 4, WORKER, 6), (WORKER, 7, OTHER, 9)]);
}

#[test]
fn a_circle_is_found_however_long_the_ways_into_it_are() {
    use loopscope_recording::{FindingKind, Outline, Progress};
    let mut recording = Recording::new();
    const MANY: u32 = 20_000;
    // Each waits for the next; the last for the one before it.
    for id in 0..MANY {
        recording.event(0, Event::TaskCreated { task: TaskId(id), parent: None, line: 1 });
    }
    for id in 0..MANY {
        let next = if id + 1 < MANY { id + 1 } else { MANY - 2 };
        recording.event(0, Event::TaskSuspended { task: TaskId(id), on: WaitTarget::Task(TaskId(next)), line: 2 });
    }
    let found = recording.findings(&Outline::default(), Progress::Stuck);
    let [finding] = &*found else { panic!("{found:?}") };
    let FindingKind::Deadlock { waits, is_circle } = &finding.kind else { panic!("{finding:?}") };
    assert!(is_circle);
    assert_eq!([waits[0].task, waits[1].task], [TaskId(MANY - 2), TaskId(MANY - 1)]);
}

#[test]
fn of_many_timers_with_one_deadline_those_of_the_first_tasks_are_shown() {
    let mut recording = Recording::new();
    for id in 1..=300 {
        let task = TaskId(id);
        recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
        recording.event(0, Event::TaskRunning { task });
        recording.event(0, Event::TaskSuspended { task, on: WaitTarget::Sleep(1_000), line: 2 });
    }
    let (timers, count) = recording.now().timers(4);
    let tasks: Vec<_> = timers.iter().filter_map(|timer| timer.task).collect();
    assert_eq!((tasks, count), ((1..=4).map(TaskId).collect(), 300));
}
