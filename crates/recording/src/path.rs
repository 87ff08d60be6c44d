//! The critical path: why a moment came when it did, and not earlier.

use loopscope_executor::TaskId;

use crate::{
    chain::NONE,
    record::{Phase, Tag},
    recording::{Position, Recording},
};

/// Longer paths are cut at their beginning.
const LONGEST: usize = 10_000;

/// A part of the critical path, in which one task ran or waited for something that no other task did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathPart {
    /// The task.
    pub task: TaskId,
    /// From where on its time counts.
    pub from: Position,
    /// Up to where.
    pub to: Position,
}

impl Recording {
    /// The chain of waits that leads to a moment of a task, in order: each part ends where it lets the next go on.
    pub fn critical_path(&self, task: TaskId, until: Position) -> Vec<PathPart> {
        let mut parts = Vec::new();
        let Some(mut slot) = self.tasks.slots.get(task.0) else { return parts };
        let previous = |event: u32| self.log.get(event).previous;
        let mut to = until.0.min(self.len());
        let mut at = self.tasks.rows.get(slot).chain.before(to, previous);
        while at != NONE && parts.len() < LONGEST {
            let record = self.log.get(at);
            let by = match record.tag() {
                Tag::Ready | Tag::Created | Tag::Cancel => record.object,
                _ => NONE,
            };
            // Who wakes itself, or is woken by a timer, has been its own reason to wait.
            if by == NONE || by == slot || record.tag().phase() != Some(Phase::Ready) {
                at = record.previous;
                if at != NONE {
                    continue;
                }
            }
            let from = if at == NONE { self.tasks.rows.get(slot).first } else { at };
            parts.push(PathPart { task: self.tasks.rows.get(slot).id, from: Position(from), to: Position(to) });
            if at == NONE {
                break;
            }
            (slot, to) = (by, at);
            at = self.tasks.rows.get(slot).chain.before(to, previous);
        }
        parts.reverse();
        parts
    }
}
