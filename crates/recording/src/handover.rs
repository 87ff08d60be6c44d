//! What goes from task to task through queues and locks.

use std::collections::VecDeque;

use loopscope_executor::{ResourceKind, TaskId};

use crate::{
    recording::{Position, Recording},
    resources::{Level, Resource},
};

/// Of a resource that changes more often, only the last changes are looked at.
const MOST: usize = 20_000;

/// What one task let go, and another took: an item of a queue, or a lock or a place in a semaphore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Who put it in or let it go.
    pub from: TaskId,
    /// By which event.
    pub given: Position,
    /// Who got it.
    pub to: TaskId,
    /// By which event.
    pub taken: Position,
    /// What it went through.
    pub kind: ResourceKind,
}

impl Recording {
    /// What went from or to a task through queues, locks and semaphores, in order; at most `limit`, the last.
    ///
    /// Items of a queue are taken to leave it in the order in which they came, which is not so in a `PriorityQueue` or
    /// a `LifoQueue`.
    pub fn hand_overs(&self, task: TaskId, limit: usize) -> Vec<HandOver> {
        let mut found = Vec::new();
        for resource in self.resources() {
            if matches!(resource.kind(), ResourceKind::Queue | ResourceKind::Lock | ResourceKind::Semaphore) {
                resource.hand_overs(task, &mut found);
            }
        }
        found.sort_by_key(|over| over.taken);
        let surplus = found.len().saturating_sub(limit);
        found.split_off(surplus)
    }
}

impl Resource<'_> {
    fn hand_overs(&self, task: TaskId, found: &mut Vec<HandOver>) {
        let levels = self.levels_before(Position(self.recording.len()), MOST);
        // A lock is let go when its level falls, all others when it rises.
        let is_lock = self.kind() == ResourceKind::Lock;
        let mut given: VecDeque<Level> = VecDeque::new();
        for pair in levels.windows(2) {
            let (before, now) = (pair[0], pair[1]);
            let (is_given, is_taken) = if is_lock {
                (now.level < before.level, now.level > before.level)
            } else {
                (now.level > before.level, now.level < before.level)
            };
            if is_given {
                // Only the last release matters.
                if self.kind() != ResourceKind::Queue {
                    given.clear();
                }
                given.push_back(now);
            } else if is_taken && let Some(gift) = given.pop_front() {
                let (Some(from), Some(to)) = (gift.by, now.by) else { continue };
                if from != to && (from == task || to == task) {
                    found.push(HandOver { from, given: gift.position, to, taken: now.position, kind: self.kind() });
                }
            }
        }
    }
}
