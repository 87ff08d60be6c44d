//! Who holds up the loop.

use super::{Finding, FindingKind};
use crate::{
    moment::{TaskState, TaskStatus},
    record::{Phase, Tag},
    recording::{Position, Recording},
    tasks::Task,
};

/// Nobody notices less, in nanoseconds.
const NOTICEABLE: u64 = 50_000_000;
/// What CPython's debug mode calls a slow step.
const SLOW: u64 = 100_000_000;
/// More different lines are not told apart.
const MOST: usize = 100;

pub(super) fn find(recording: &Recording, found: &mut Vec<Finding>) {
    blocked(recording, found);
    long_steps(recording, found);
}

fn blocked(recording: &Recording, found: &mut Vec<Finding>) {
    struct Place {
        line: u32,
        nanos: u64,
        times: u32,
        worst: (u64, u32),
    }
    let mut places: Vec<Place> = Vec::new();
    for &event in &recording.blocked {
        let record = recording.log.get(event);
        if record.subject == crate::chain::NONE {
            // Outside of tasks there is no loop to block.
            continue;
        }
        let (line, nanos) = (record.small(), recording.blocked_nanos(event));
        let at = places.iter().position(|place| place.line == line).unwrap_or_else(|| {
            if places.len() < MOST {
                places.push(Place { line, nanos: 0, times: 0, worst: (0, event) });
            }
            places.len() - 1
        });
        let place = &mut places[at];
        place.nanos += nanos;
        place.times += 1;
        if nanos > place.worst.0 {
            place.worst = (nanos, event);
        }
    }
    for place in places.into_iter().filter(|place| place.nanos >= NOTICEABLE) {
        let event = place.worst.1;
        let position = Position(event + 1);
        let alive = |state| !matches!(state, TaskState::Finished(_));
        let is_other = |(task, status): &(Task<'_>, TaskStatus)| !task.is_thread() && alive(status.state);
        let others = recording.at(position).tasks().filter(is_other).count() as u32;
        found.push(Finding {
            kind: FindingKind::Blocked { nanos: place.nanos, times: place.times, others: others.saturating_sub(1) },
            line: place.line,
            task: Some(recording.tasks.rows.get(recording.log.get(event).subject).id),
            position,
        });
    }
}

/// Steps that took long by themselves: seen on a real clock only.
fn long_steps(recording: &Recording, found: &mut Vec<Finding>) {
    let mut running: Option<(u32, u32)> = None;
    // What it slept, and what threads took to which its own gave way.
    let mut spared = 0;
    let mut thread: Option<(u32, u64)> = None;
    let mut steps: Vec<(u32, u64, u32, u32)> = Vec::new();
    for event in 0..recording.log.len() {
        let record = recording.log.get(event);
        // Threads hold up no loop while they run.
        if recording.is_of_thread(record) {
            if record.tag().phase() == Some(Phase::Running) {
                thread = Some((record.subject, record.time));
            } else if let Some((_, since)) = thread.take_if(|running| running.0 == record.subject) {
                spared += record.time - since;
            }
            continue;
        }
        match record.tag().phase() {
            Some(Phase::Running) => (running, spared) = (Some((event, record.subject)), 0),
            Some(Phase::Blocked) => spared += recording.blocked_nanos(event),
            Some(Phase::Suspended | Phase::Finished) if record.tag() != Tag::Cancel => {
                let Some((began, _)) = running.take().filter(|running| running.1 == record.subject) else {
                    continue;
                };
                let took = record.time.saturating_sub(recording.log.get(began).time).saturating_sub(spared);
                if took < SLOW {
                    continue;
                }
                let line = recording.line_of(record);
                if let Some(step) = steps.iter_mut().find(|step| step.0 == line) {
                    *step = if took > step.1 {
                        (line, took, step.2 + 1, event)
                    } else {
                        (line, step.1, step.2 + 1, step.3)
                    };
                } else if steps.len() < MOST {
                    steps.push((line, took, 1, event));
                }
            }
            _ => {}
        }
    }
    for (line, nanos, times, event) in steps {
        let task = recording.tasks.rows.get(recording.log.get(event).subject).id;
        let position = Position(event);
        found.push(Finding { kind: FindingKind::LongStep { nanos, times }, line, task: Some(task), position });
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, Outcome, TaskId, WaitTarget};

    use super::*;

    const MILLI: u64 = 1_000_000;

    /// A task whose steps take so many milliseconds, of which it blocks for so many; each ends on a line of its own.
    fn check(steps: &[(u64, u64)], expected: &[(u32, u64)]) {
        let task = TaskId(1);
        let mut recording = Recording::new();
        recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
        let mut time = 0;
        for (number, &(takes, blocks)) in steps.iter().enumerate() {
            let line = number as u32 + 1;
            recording.event(time, Event::TaskRunning { task });
            if blocks > 0 {
                recording.event(time, Event::Blocked { task: Some(task), nanos: blocks * MILLI, line });
            }
            time += takes * MILLI;
            recording.event(time, Event::TaskSuspended { task, on: WaitTarget::Turn, line });
            // How long it waits does not matter.
            time += 900 * MILLI;
        }
        recording.event(time, Event::TaskFinished { task, outcome: Outcome::Returned });
        let mut found = Vec::new();
        long_steps(&recording, &mut found);
        let found: Vec<_> = found
            .iter()
            .map(|finding| match finding.kind {
                FindingKind::LongStep { nanos, .. } => (finding.line, nanos / MILLI),
                _ => (0, 0),
            })
            .collect();
        assert_eq!(found, expected, "{steps:?}");
    }

    #[test]
    fn what_a_thread_computes_within_a_step_is_not_the_tasks() {
        let (task, thread, other) = (TaskId(1), TaskId(2), TaskId(3));
        for (own, lent, expected) in [(20, 400, None), (150, 400, Some(150)), (90, 0, None)] {
            let mut recording = Recording::new();
            let mut tell = |milli: u64, event| recording.event(milli * MILLI, event);
            tell(0, Event::TaskCreated { task, parent: None, line: 1 });
            tell(0, Event::TaskRunning { task });
            tell(own, Event::ThreadCreated { thread, parent: Some(task), line: 2 });
            tell(own, Event::TaskRunning { task: thread });
            // Whom it wakes does not run.
            tell(own + 1, Event::ThreadCreated { thread: other, parent: None, line: 2 });
            tell(own + 1, Event::TaskReady { task: other, by: Some(thread) });
            tell(own + lent, Event::TaskReady { task: thread, by: None });
            tell(own + lent, Event::TaskSuspended { task, on: WaitTarget::Turn, line: 3 });
            let mut found = Vec::new();
            long_steps(&recording, &mut found);
            let nanos = found.first().map(|finding| match finding.kind {
                FindingKind::LongStep { nanos, .. } => nanos / MILLI,
                _ => 0,
            });
            assert_eq!(nanos, expected, "{own} ms, of which a thread takes {lent} more");
        }
    }

    #[test]
    fn steps_that_compute_for_long_are_found() {
        check(&[(250, 0)], &[(1, 250)]);
        check(&[(20, 0), (150, 0), (99, 0)], &[(2, 150)]);
        check(&[(99, 0), (10, 0)], &[]);
        // What it sleeps is another finding.
        check(&[(300, 290)], &[]);
        check(&[(500, 200)], &[(1, 300)]);
    }
}
