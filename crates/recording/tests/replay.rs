//! What the index says is what one finds by going through all events.

mod story;

use std::collections::{BTreeMap, BTreeSet};

use loopscope_executor::{Event, Observer, Outcome, TaskId, WaitTarget};
use loopscope_recording::{Axis, Limits, Position, Recording, Span, SpanKind, Task, TaskState};
use story::{Random, Replay, one_of_each, random_run};

fn record(run: &[(u64, Event)]) -> Recording {
    let mut recording = Recording::new();
    for &(time, event) in run {
        recording.event(time, event);
    }
    recording
}

#[test]
fn every_event_is_given_back_as_it_was_told() {
    let run = one_of_each();
    let recording = record(&run);
    for (n, told) in run.iter().enumerate() {
        assert_eq!(recording.event_at(Position(n as u32)), Some(*told), "event {n}");
    }
    assert_eq!(recording.event_at(Position(run.len() as u32)), None);
}

#[test]
fn the_state_at_any_moment_is_that_of_a_replay() {
    let short = (1..=20).map(|seed| (seed, 4_000, if seed % 2 == 0 { 4 } else { 200 }));
    // Long enough for several checkpoints, with tasks that do nothing for longer than from one to the next.
    let long = [(21, 40_000, 4), (22, 40_000, 1_500)];
    for (seed, events, tasks) in short.chain(long) {
        let run = random_run(seed, events, tasks);
        let stride = events / 108;
        let recording = record(&run);
        let mut replay = Replay::default();
        for (n, &(time, event)) in run.iter().enumerate() {
            replay.apply(time, event);
            // Everything around the first checkpoint.
            let is_looked_at = n % stride == 0 || n + 1 == run.len() || (4_080..4_130).contains(&n);
            if !is_looked_at {
                continue;
            }
            let moment = recording.at(Position(n as u32 + 1));
            let statuses: BTreeMap<_, _> = moment.tasks().map(|(task, status)| (task.id(), status)).collect();
            for (task, expected) in replay.statuses() {
                assert_eq!(statuses.get(&task), Some(&expected), "seed {seed}, {task:?} after event {n}: {event:?}");
                assert_eq!(moment.status(task), Some(expected));
            }
            assert!(moment.tasks().map(|(task, _)| task.id()).eq(replay.order.iter().copied()));
            assert_eq!(moment.turn(), replay.turn);
            assert_eq!(moment.running(), replay.running, "seed {seed}, after event {n}: {event:?}");
            let resources: BTreeMap<_, _> =
                moment.resources().map(|(resource, status)| (resource.id(), (status.level, status.waiters))).collect();
            for (id, expected) in &replay.resources {
                let found = recording.resource(*id).and_then(|resource| resource.status_at(moment.position()));
                assert_eq!(found.map(|status| (status.level, status.waiters)), Some(*expected));
            }
            assert!(resources.len() <= replay.resources.len());
        }
        let statistics = recording.statistics();
        let of_loop = || replay.tasks.iter().filter(|(task, _)| !replay.threads.contains(task));
        let count = |is: &dyn Fn(TaskState) -> bool| of_loop().filter(|(_, status)| is(status.state)).count();
        assert_eq!(statistics.threads as usize, replay.threads.len());
        assert_eq!(statistics.tasks as usize, of_loop().count());
        let threads: BTreeSet<_> = recording.tasks().filter(Task::is_thread).map(|task| task.id()).collect();
        assert_eq!(threads, replay.threads);
        assert_eq!(statistics.ready as usize, count(&|state| state == TaskState::Ready), "seed {seed}");
        assert_eq!(statistics.suspended as usize, count(&|state| matches!(state, TaskState::Suspended { .. })));
        assert_eq!(statistics.failed as usize, count(&|state| state == TaskState::Finished(Outcome::Failed)));
    }
}

/// The state that a span stands for.
fn state_of(kind: SpanKind) -> Option<TaskState> {
    Some(match kind {
        SpanKind::Ready => TaskState::Ready,
        SpanKind::Running | SpanKind::Blocked => TaskState::Running,
        SpanKind::Suspended(on) => TaskState::Suspended { on },
        SpanKind::Many => return None,
    })
}

#[test]
fn spans_are_the_states_laid_side_by_side() {
    for seed in 1..=10 {
        let run = random_run(seed, 3_000, 20);
        let recording = record(&run);
        let now = recording.end_time() + 5;
        let mut spans = Vec::new();
        for task in recording.tasks() {
            for axis in [Axis::Time, Axis::Order] {
                recording.spans(task.id(), axis, 0..u64::MAX, now, 0, &mut spans);
                assert!(!spans.is_empty());
                assert_eq!(spans.last().map(|first| first.start), Some(task.created()));
                let end = task.finished().map_or(now, |(time, _)| time);
                assert_eq!(spans[0].end, end);
                assert_eq!(spans[0].is_open, task.finished().is_none());
                for pair in spans.windows(2) {
                    assert_eq!(pair[1].end, pair[0].start, "{pair:?}");
                }
                for span in &spans {
                    let status = recording.at(Position(span.first.0 + 1)).status(task.id()).unwrap();
                    let state = match status.state {
                        TaskState::Blocked { .. } => TaskState::Running,
                        state => state,
                    };
                    assert_eq!(Some(state), state_of(span.kind));
                }
            }
        }
    }
}

#[test]
fn coarse_spans_cover_what_fine_ones_do() {
    for seed in 1..=10 {
        let run = random_run(seed, 20_000, 3);
        let recording = record(&run);
        let now = recording.end_time();
        let mut random = Random(seed);
        let (mut fine, mut coarse) = (Vec::new(), Vec::new());
        for task in recording.tasks().take(40) {
            for axis in [Axis::Time, Axis::Order] {
                let extent = recording.extent(axis);
                let start = extent.start + random.below(extent.end - extent.start);
                let end = start + random.below(extent.end - start) + 1;
                let unit = ((end - start) / (1 + random.below(500))).max(1);
                recording.spans(task.id(), axis, start..end, now, 0, &mut fine);
                recording.spans(task.id(), axis, start..end, now, unit, &mut coarse);
                assert!(coarse.len() as u64 <= 2 * ((end - start) / unit) + 6, "{} spans", coarse.len());
                let ends = |spans: &[Span]| spans.first().map(|last| last.end);
                if let (Some(fine), Some(coarse)) = (ends(&fine), ends(&coarse)) {
                    assert!(fine.abs_diff(coarse) <= unit || axis == Axis::Order);
                }
                // Whatever is wide enough is there unchanged; whatever ran is shown as such, or as one of many.
                for span in &fine {
                    let range = span.along(axis);
                    if range.end - range.start >= unit && unit > 0 {
                        assert!(coarse.contains(span), "seed {seed}: {span:?} is missing");
                    } else if span.kind == SpanKind::Running {
                        let near = |other: &&Span| {
                            let other = other.along(axis);
                            other.start <= range.end + unit && range.start <= other.end + unit
                        };
                        let shown = coarse
                            .iter()
                            .filter(near)
                            .any(|other| matches!(other.kind, SpanKind::Running | SpanKind::Many | SpanKind::Blocked));
                        assert!(shown, "seed {seed}: {span:?} is not shown");
                    }
                }
            }
        }
    }
}

#[test]
fn the_span_at_a_point_is_the_one_around_it() {
    let (task, other) = (TaskId(1), TaskId(2));
    let sleep = WaitTarget::Sleep(1_000);
    let recording = record(&[
        (0, Event::TaskCreated { task, parent: None, line: 4 }),
        (0, Event::TaskCreated { task: other, parent: Some(task), line: 5 }),
        (10, Event::TaskRunning { task }),
        (20, Event::Blocked { task: Some(task), nanos: 30, line: 6 }),
        (60, Event::TaskSuspended { task, on: sleep, line: 7 }),
    ]);
    for (point, kind, range, line, is_open) in [
        (0, SpanKind::Ready, 0..10, 4, false),
        (9, SpanKind::Ready, 0..10, 4, false),
        (10, SpanKind::Running, 10..20, 4, false),
        (20, SpanKind::Blocked, 20..50, 6, false),
        (55, SpanKind::Running, 50..60, 6, false),
        (60, SpanKind::Suspended(sleep), 60..500, 7, true),
        (499, SpanKind::Suspended(sleep), 60..500, 7, true),
    ] {
        let span = recording.span_at(task, Axis::Time, point, 500).unwrap();
        assert_eq!(
            (span.kind, span.start..span.end, span.line, span.is_open),
            (kind, range, line, is_open),
            "at {point}"
        );
    }
    assert_eq!(recording.span_at(TaskId(9), Axis::Time, 0, 500), None);
}

#[test]
fn a_long_lane_is_found_quickly_and_whole_at_any_scale() {
    let task = TaskId(1);
    let mut run = vec![(0, Event::TaskCreated { task, parent: None, line: 1 })];
    for n in 0..50_000 {
        let time = n * 1_000;
        run.push((time, Event::TaskReady { task, by: None }));
        run.push((time, Event::TaskRunning { task }));
        run.push((time + 10, Event::TaskSuspended { task, on: WaitTarget::Turn, line: 3 }));
    }
    let recording = record(&run);
    let mut spans = Vec::new();
    let end = recording.end_time();
    recording.spans(task, Axis::Time, 0..end, end, end / 1_000, &mut spans);
    assert!(spans.len() < 20, "one block, not {} spans", spans.len());
    assert!(spans.iter().any(|span| span.kind == SpanKind::Many && span.duration() > end / 2));
    recording.spans(task, Axis::Time, 25_000_000..25_010_000, end, 10, &mut spans);
    assert_eq!(spans.iter().filter(|span| span.kind == SpanKind::Running).count(), 11);
}

#[test]
fn a_full_recording_says_so_and_keeps_its_beginning() {
    let mut recording = Recording::with_limits(Limits { events: 10, ..Limits::default() });
    for (time, event) in random_run(3, 50, 5) {
        recording.event(time, event);
    }
    assert_eq!(recording.len(), 10);
    assert!(recording.is_capped());
    assert!(recording.statistics().dropped >= 40);
    recording.task_named(TaskId(4_000), "not kept");
    assert!(recording.task(TaskId(4_000)).is_none());
}

#[test]
fn time_never_goes_back() {
    let mut recording = Recording::new();
    let task = TaskId(1);
    recording.event(50, Event::TaskCreated { task, parent: None, line: 0 });
    recording.event(40, Event::TaskRunning { task });
    assert_eq!(recording.time_at(Position(1)), 50);
    assert_eq!(recording.position_at(49), Position(0));
    assert_eq!(recording.position_at(50), Position(2));
}

#[test]
fn the_ready_queue_and_the_stacks_at_any_moment_are_those_of_a_replay() {
    for seed in 1..=10 {
        let run = random_run(seed, 3_000, 60);
        let mut random = Random(seed * 7 + 1);
        let mut recording = Recording::new();
        let (mut queue, mut stacks): (Vec<TaskId>, BTreeMap<TaskId, Vec<u32>>) = Default::default();
        let mut threads = BTreeSet::new();
        let mut expected = Vec::new();
        for &(time, event) in &run {
            match event {
                Event::ThreadCreated { thread, .. } => drop(threads.insert(thread)),
                // Threads are in no queue of the loop's.
                Event::TaskReady { task, .. } if threads.contains(&task) => {}
                Event::TaskCreated { task, .. } | Event::TaskReady { task, .. } => queue.push(task),
                Event::TaskRunning { task } => queue.retain(|ready| *ready != task),
                Event::TaskFinished { task, .. } => {
                    queue.retain(|ready| *ready != task);
                    stacks.remove(&task);
                }
                Event::TaskSuspended { task, line, .. } => {
                    let depth = random.below(4);
                    let stack: Vec<u32> =
                        (0..=depth).map(|call| if call == 0 { line } else { 100 + call as u32 }).collect();
                    if stack.len() > 1 {
                        recording.task_stands(task, &stack);
                    }
                    stacks.insert(task, stack);
                }
                _ => {}
            }
            recording.event(time, event);
            expected.push((queue.clone(), random.chance(3).then(|| stacks.clone())));
        }
        for (n, (queue, stacks)) in expected.iter().enumerate() {
            let Some(stacks) = stacks else { continue };
            let moment = recording.at(Position(n as u32 + 1));
            let found: Vec<_> = moment.ready_queue().iter().map(loopscope_recording::Task::id).collect();
            assert_eq!(found, *queue, "seed {seed}, after event {n}");
            let (timers, count) = moment.timers(5);
            let mut sleeps: Vec<u64> = moment
                .tasks()
                .filter_map(|(_, status)| match status.state {
                    TaskState::Suspended { on: WaitTarget::Sleep(until) } => Some(until),
                    _ => None,
                })
                .collect();
            sleeps.sort_unstable();
            assert!(timers.is_sorted_by_key(|timer| timer.deadline) && timers.len() == count.min(5));
            assert!(
                count >= sleeps.len()
                    && timers.first().map(|timer| timer.deadline) <= sleeps.first().copied().or(Some(u64::MAX))
            );
            for (task, status) in moment.tasks() {
                if matches!(status.state, TaskState::Suspended { .. }) && !status.is_cancelling {
                    assert_eq!(Some(&moment.stack(task.id())), stacks.get(&task.id()), "seed {seed}, after event {n}");
                }
            }
        }
    }
}
