//! How a run ends: tasks that are cut off, and tasks that can never go on.

use loopscope_executor::{Outcome, ResourceKind, TaskId, WaitId, WaitTarget};

use super::{Finding, FindingKind, Progress, Wait};
use crate::{
    moment::TaskState,
    recording::{Position, Recording},
    tasks::Task,
};

/// Of a deadlock of more, only so many are told.
const MOST: usize = 12;

pub(super) fn find(recording: &Recording, progress: Progress, found: &mut Vec<Finding>) {
    if progress == Progress::Stuck {
        found.extend(deadlock(recording));
    } else {
        cut_off(recording, found);
    }
}

/// Tasks that were at work, and not asked to stop, when the main task ended.
fn cut_off(recording: &Recording, found: &mut Vec<Finding>) {
    let is_outermost = |main: &Task<'_>| main.parent().is_none_or(|parent| parent.is_thread());
    let Some(main) = recording.main_task().filter(is_outermost) else { return };
    // A program that fails has other worries, and so has one that runs several loops.
    let Some((_, Outcome::Returned)) = main.finished() else { return };
    let Some(end) = main.finished_position() else { return };
    let at_end = recording.at(Position(end.0 + 1));
    let mut places: Vec<(u32, u32, TaskId)> = Vec::new();
    for (task, status) in at_end.tasks() {
        let is_at_work = !matches!(status.state, TaskState::Finished(_)) && !was_asked(recording, task.id(), end);
        let is_cut = is_at_work && matches!(task.finished(), Some((_, Outcome::Cancelled)));
        if !is_cut {
            continue;
        }
        let line = task.created_line();
        match places.iter_mut().find(|place| place.0 == line) {
            Some(place) => place.1 += 1,
            None => places.push((line, 1, task.id())),
        }
    }
    for (line, tasks, task) in places {
        found.push(Finding { kind: FindingKind::CutOff { tasks }, line, task: Some(task), position: end });
    }
}

/// Whether somebody had asked for a task's cancellation before.
fn was_asked(recording: &Recording, task: TaskId, before: Position) -> bool {
    let marks = recording.marks(task, Position(0)..before, 64);
    marks.iter().any(|mark| matches!(mark.kind, crate::MarkKind::CancelRequested(_)))
}

fn deadlock(recording: &Recording) -> Option<Finding> {
    let now = recording.now();
    let mut waits: Vec<Wait> = Vec::new();
    for (task, status) in now.tasks() {
        let TaskState::Suspended { on } = status.state else { continue };
        if matches!(on, WaitTarget::Sleep(_)) {
            return None;
        }
        // It waits for what others do.
        if on == WaitTarget::Other(WaitId::LOOP) || is_idle(recording, on) {
            continue;
        }
        let holder = match on {
            WaitTarget::Task(awaited) => Some(awaited),
            WaitTarget::Resource(id) => recording.holders_at(id, now.position()).first().copied(),
            _ => None,
        };
        waits.push(Wait { task: task.id(), on, holder, line: status.line });
    }
    if waits.is_empty() {
        return None;
    }
    let circle = circle(&waits);
    let is_circle = !circle.is_empty();
    // Those in the circle come first, in its order; then the rest, those who wait for a thing before those who wait
    // for them.
    let rank = |wait: &Wait| match circle.iter().position(|task| *task == wait.task) {
        Some(at) => at,
        None => circle.len() + usize::from(!matches!(wait.on, WaitTarget::Resource(_) | WaitTarget::Future(_))),
    };
    waits.sort_by_key(rank);
    waits.truncate(MOST);
    let first = waits[0];
    Some(Finding {
        kind: FindingKind::Deadlock { waits, is_circle },
        line: first.line,
        task: Some(first.task),
        position: now.position(),
    })
}

/// Whether a thread waits for more work only.
fn is_idle(recording: &Recording, on: WaitTarget) -> bool {
    let WaitTarget::Resource(id) = on else { return false };
    recording.resource(id).is_some_and(|resource| resource.kind() == ResourceKind::Pool)
}

/// Tasks that wait for each other in a circle.
fn circle(waits: &[Wait]) -> Vec<TaskId> {
    // Waits are in the order in which their tasks were made, and so in that of ids.
    let index = |task: TaskId| waits.binary_search_by_key(&task, |wait| wait.task).ok();
    let next = |at: usize| waits[at].holder.and_then(index);
    // By which walk each was reached: each is visited once, whatever the number of walks.
    let mut reached = vec![usize::MAX; waits.len()];
    for start in 0..waits.len() {
        let mut at = start;
        while reached[at] == usize::MAX {
            reached[at] = start;
            match next(at) {
                Some(holder) => at = holder,
                None => break,
            }
        }
        // This walk has come back to itself: what follows from here on is the circle.
        if reached[at] == start && next(at).is_some() {
            let mut path = vec![waits[at].task];
            let mut step = next(at);
            while let Some(holder) = step.filter(|&holder| holder != at) {
                path.push(waits[holder].task);
                step = next(holder);
            }
            return path;
        }
    }
    Vec::new()
}
