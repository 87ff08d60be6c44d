//! What goes from task to task through queues and locks.

use std::collections::VecDeque;

use loopscope_executor::{QueueOrder, ResourceId, ResourceKind, TaskId};

use crate::{
    holders::Deal,
    items::Label,
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
    pub resource: ResourceId,
    /// What that is.
    pub kind: ResourceKind,
}

impl Recording {
    /// What went from or to a task through queues, locks and semaphores, in order; at most `limit`, the last.
    ///
    /// Items of a queue that gives them back in another order than theirs are known by what they look like.
    pub fn hand_overs(&self, task: TaskId, limit: usize) -> Vec<HandOver> {
        let mut found = Vec::new();
        for resource in self.resources() {
            if resource.kind().has_items() || matches!(resource.kind(), ResourceKind::Lock | ResourceKind::Semaphore) {
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
        let (kind, order) = (self.kind(), self.order());
        let is_queue = kind.has_items();
        let item = |change: Level| match order {
            Some(QueueOrder::Guest) => self.item_of(change.position),
            _ => None,
        };
        // What was given and not taken, with what it looks like where that tells which is taken.
        let mut given: VecDeque<(Level, Option<Label<'_>>)> = VecDeque::new();
        // The first change of a semaphore tells how many places there are.
        let first = usize::from(kind == ResourceKind::Semaphore);
        for pair in levels.windows(2).skip(first) {
            let (before, now) = (pair[0], pair[1]);
            let (is_given, is_taken) = if is_queue {
                (now.level > before.level, now.level < before.level)
            } else {
                let deal = self.deal(before, now);
                (deal == Deal::GivenBack, deal == Deal::Taken)
            };
            if is_given {
                // Only the last release matters.
                if !is_queue {
                    given.clear();
                }
                given.push_back((now, item(now)));
            } else if is_taken && let Some(gift) = take(&mut given, order, item(now)) {
                let (Some(from), Some(to)) = (gift.by, now.by) else { continue };
                if from != to && (from == task || to == task) {
                    found.push(HandOver {
                        from,
                        given: gift.position,
                        to,
                        taken: now.position,
                        resource: self.id(),
                        kind,
                    });
                }
            }
        }
    }
}

/// Which of what was given is taken by who gets this item.
fn take(
    given: &mut VecDeque<(Level, Option<Label<'_>>)>,
    order: Option<QueueOrder>,
    item: Option<Label<'_>>,
) -> Option<Level> {
    let (gift, _) = match order {
        Some(QueueOrder::Lifo) => given.pop_back(),
        Some(QueueOrder::Guest) if item.is_some() => given.remove(given.iter().position(|gift| gift.1 == item)?),
        _ => given.pop_front(),
    }?;
    Some(gift)
}
