//! Who did what to whom.

use std::ops::Range;

use loopscope_executor::{Outcome, TaskId};

use crate::{
    chain::NONE,
    record::{Phase, Record, Tag},
    recording::{Position, Recording},
};

/// What one task did to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// It made it.
    Spawn,
    /// It made it ready, by completing what it waited for.
    Wake,
    /// It asked for its cancellation.
    Cancel,
    /// It began to wait for its end.
    Await,
}

/// One task did something to another (or to itself).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What it did.
    pub kind: EdgeKind,
    /// Who did it.
    pub from: TaskId,
    /// To whom.
    pub to: TaskId,
    /// When, in nanoseconds of the loop's time.
    pub time: u64,
    /// By which event.
    pub position: Position,
}

/// What kind of moment in a task's life a [`Mark`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// It was made, by a task or from outside.
    Created(Option<TaskId>),
    /// It became ready, because a task did something or by itself.
    Woken(Option<TaskId>),
    /// Its cancellation was asked for.
    CancelRequested(Option<TaskId>),
    /// It ended.
    Finished(Outcome),
}

/// A moment in a task's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What happened.
    pub kind: MarkKind,
    /// When, in nanoseconds of the loop's time.
    pub time: u64,
    /// By which event.
    pub position: Position,
}

impl Recording {
    /// What tasks did to each other in a range of events, in order.
    pub fn edges(&self, events: Range<Position>) -> impl Iterator<Item = Edge> + '_ {
        (events.start.0..events.end.0.min(self.len())).filter_map(|event| self.edge_of(event))
    }

    /// What a task did to others, and they to it, in a range of events, from the latest to the earliest; at most
    /// `limit` of each.
    pub fn edges_of(&self, task: TaskId, events: Range<Position>, limit: usize) -> Vec<Edge> {
        let mut found = Vec::new();
        let Some(slot) = self.tasks.slots.get(task.0) else {
            return found;
        };
        let chain = &self.tasks.rows.get(slot).chain;
        let mut outgoing = Vec::new();
        let mut end = events.end.0.min(self.len());
        let mut at = chain.before(end, |event| self.log.get(event).previous);
        while at != NONE && (found.len() < limit || outgoing.len() < limit) {
            if at >= events.start.0 && found.len() < limit {
                found.extend(self.edge_of(at));
            }
            // All that it did, it did during its steps, and those are not interrupted.
            let record = self.log.get(at);
            let is_cancel = record.tag() == Tag::Cancel && record.previous != NONE;
            let change = if is_cancel { self.log.get(record.previous) } else { record };
            if matches!(change.tag().phase(), Some(Phase::Running | Phase::Blocked)) {
                let others = (at.max(events.start.0)..end).rev().filter_map(|event| self.edge_of(event));
                outgoing
                    .extend(others.filter(|edge| edge.from == task && edge.to != task).take(limit - outgoing.len()));
            }
            if at < events.start.0 {
                break;
            }
            end = at;
            at = record.previous;
        }
        found.extend(outgoing.into_iter().filter(|edge| edge.kind != EdgeKind::Await));
        found.sort_by_key(|edge| std::cmp::Reverse(edge.position));
        found
    }

    fn edge_of(&self, event: u32) -> Option<Edge> {
        let record = self.log.get(event);
        let id = |slot: u32| (slot != NONE).then(|| self.tasks.rows.get(slot).id);
        let (kind, from, to) = match record.tag() {
            Tag::Created => (EdgeKind::Spawn, id(record.object)?, id(record.subject)?),
            Tag::Ready => (EdgeKind::Wake, id(record.object)?, id(record.subject)?),
            Tag::Cancel => (EdgeKind::Cancel, id(record.object)?, id(record.subject)?),
            Tag::SuspendedTask => (EdgeKind::Await, id(record.subject)?, TaskId(record.object)),
            _ => return None,
        };
        Some(Edge { kind, from, to, time: record.time, position: Position(event) })
    }

    /// The moments of a task's life in a range of events, from the latest to the earliest; at most `limit`.
    pub fn marks(&self, task: TaskId, events: Range<Position>, limit: usize) -> Vec<Mark> {
        let mut found = Vec::new();
        let Some(slot) = self.tasks.slots.get(task.0) else {
            return found;
        };
        let previous = |event: u32| self.log.get(event).previous;
        let mut at = self.tasks.rows.get(slot).chain.before(events.end.0, previous);
        while at != NONE && at >= events.start.0 && found.len() < limit {
            let record = self.log.get(at);
            if let Some(kind) = self.mark_of(record) {
                found.push(Mark { kind, time: record.time, position: Position(at) });
            }
            at = record.previous;
        }
        found
    }

    fn mark_of(&self, record: &Record) -> Option<MarkKind> {
        let by = (record.object != NONE).then_some(record.object);
        let by = || by.map(|slot| self.tasks.rows.get(slot).id);
        Some(match record.tag() {
            Tag::Created => MarkKind::Created(by()),
            Tag::Ready => MarkKind::Woken(by()),
            Tag::Cancel => MarkKind::CancelRequested(by()),
            _ => MarkKind::Finished(record.outcome()?),
        })
    }
}
