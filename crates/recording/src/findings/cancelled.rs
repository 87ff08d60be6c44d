//! Cancellations that are caught, and lead nowhere.

use loopscope_executor::{Outcome, TaskId};

use super::{Finding, FindingKind, Outline, Progress};
use crate::{
    chain::NONE,
    record::{Phase, Tag},
    recording::{Position, Recording},
    tasks::Task,
};

pub(super) fn find(recording: &Recording, outline: &Outline, progress: Progress, found: &mut Vec<Finding>) {
    if outline.handlers.is_empty() {
        return;
    }
    for task in recording.tasks() {
        // A program that is interrupted while it runs may be about to be finished.
        if progress == Progress::Running && task.finished().is_none() {
            continue;
        }
        let Some((handler, went_on, position)) = swallowed(recording, outline, task) else { continue };
        let kind = FindingKind::CancelSwallowed { handler, went_on };
        if !found.iter().any(|known| known.kind == kind) {
            found.push(Finding { kind, line: outline.handlers[handler].line, task: Some(task.id()), position });
        }
    }
}

/// The handler that caught a request to cancel a task which then did not end as cancelled.
fn swallowed(recording: &Recording, outline: &Outline, task: Task<'_>) -> Option<(usize, bool, Position)> {
    if matches!(task.finished(), Some((_, Outcome::Cancelled | Outcome::Failed))) {
        return None;
    }
    let log = &recording.log;
    let mut after = 0;
    let mut at = task.row().chain.last();
    while at != NONE {
        let record = log.get(at);
        if record.tag() == Tag::Cancel && record.previous != NONE {
            let by = (record.object != NONE).then(|| recording.tasks.rows.get(record.object).id);
            let stood = log.get(record.previous);
            if !asks_for_itself(recording, task, by, Position(at)) && stood.tag().phase() == Some(Phase::Suspended) {
                let innermost = [stood.line(&recording.stacks)];
                let lines = recording.stacks.get(stood.small()).unwrap_or(&innermost);
                let guards = |line: &u32| outline.handlers.iter().position(|handler| handler.guarded.contains(line));
                return lines.iter().find_map(guards).map(|handler| (handler, after > 0, Position(at)));
            }
        }
        after += u32::from(record.tag().phase() == Some(Phase::Suspended));
        at = record.previous;
    }
    None
}

/// Whether a request to cancel is one that a timeout or a task group makes, and takes back again.
fn asks_for_itself(recording: &Recording, task: Task<'_>, by: Option<TaskId>, at: Position) -> bool {
    let Some(by) = by else {
        // A timer's, unless the main task has ended: then it is the program's end.
        let main = recording.main_task();
        return main.and_then(|main| main.finished_position()).is_none_or(|end| end > at);
    };
    by == task.id() || recording.task(by).and_then(|by| by.parent()).is_some_and(|parent| parent.id() == task.id())
}
