//! Where the tasks stood at some events, from which any moment is near.

use crate::{
    chain::NONE,
    log::Log,
    record::{MAX_SMALL, Record, Tag},
    recording::{Position, Recording},
    tasks::TaskRow,
};

/// So many events a task that is alive lie between two checkpoints, which costs a byte an event …
const SPACING: u32 = 4;
/// … and so many at least.
const LEAST: u32 = 1 << 12;

/// Members of the chains of some tasks, each in a word: how many slots it lies beyond the last one, and which event it is.
#[derive(Clone, Debug, Default)]
struct Standings {
    words: Vec<u32>,
    /// The slot after that of the last one.
    next: u32,
}

/// Where in a word the event is; the slots are below.
const EVENT: u32 = 8;
/// A word that only says that so many slots are passed over.
const FAR: u32 = (1 << EVENT) - 1;

const _: () = assert!(MAX_SMALL == NONE >> EVENT, "an event's number fits beside the slots");

impl Standings {
    /// Adds a task's standing; slots ascend.
    fn push(&mut self, slot: u32, member: u32) {
        let mut passed = slot - self.next;
        while passed >= FAR {
            self.words.push(FAR);
            passed -= FAR;
        }
        self.words.push(member << EVENT | passed);
        self.next = slot + 1;
    }

    /// The slots and their members.
    fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut slot = 0;
        self.words.iter().filter_map(move |&word| {
            let passed = word & FAR;
            if passed == FAR {
                slot += FAR;
                return None;
            }
            slot += passed + 1;
            Some((slot - 1, word >> EVENT))
        })
    }
}

/// Where those tasks stood that were alive after some of the events.
#[derive(Clone, Debug)]
struct Checkpoint {
    position: u32,
    alive: Standings,
    /// How many tasks there had been.
    tasks: u32,
}

/// All checkpoints of a recording, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checkpoints(Vec<Checkpoint>);

impl Checkpoints {
    /// Is it time for another?
    #[inline]
    pub(crate) fn is_due(&self, position: u32) -> bool {
        let (last, alive) = self.0.last().map_or((0, 0), |last| (last.position, last.alive.words.len() as u32));
        position - last >= LEAST.max(alive.saturating_mul(SPACING))
    }

    /// Notes where the tasks stand now, after so many events.
    #[cold]
    pub(crate) fn note(&mut self, position: u32, rows: &Log<TaskRow>, log: &Log<Record>) {
        let before = self.0.last();
        let since = before.map_or(0, |before| before.position);
        let slots = before.into_iter().flat_map(|before| before.alive.iter()).map(|(slot, _)| slot);
        let new = before.map_or(0, |before| before.tasks)..rows.len();
        let mut alive = Standings::default();
        for slot in slots.chain(new) {
            let member = rows.get(slot).chain.last();
            // To whom nothing has happened since, has not ended.
            if member != NONE && (member < since || log.get(member).outcome().is_none()) {
                alive.push(slot, member);
            }
        }
        alive.words.shrink_to_fit();
        self.0.push(Checkpoint { position, alive, tasks: rows.len() });
    }

    /// Bytes that they hold on to.
    pub(crate) fn bytes(&self) -> usize {
        let alive: usize = self.0.iter().map(|checkpoint| checkpoint.alive.words.capacity()).sum();
        self.0.capacity() * size_of::<Checkpoint>() + alive * size_of::<u32>()
    }
}

impl Recording {
    /// For each of the first tasks, the last member of its chain before a position.
    ///
    /// What has ended is known, what is alive stood somewhere at the nearest checkpoint, before or after, and the few
    /// events in between are gone through, in their order or against it. To look each task up costs several cache
    /// misses a task.
    pub(crate) fn last_members(&self, position: Position, count: u32) -> Vec<u32> {
        let (position, rows) = (position.0, &self.tasks.rows);
        let checkpoints = &self.checkpoints.0;
        let next = checkpoints.partition_point(|checkpoint| checkpoint.position <= position);
        let before = next.checked_sub(1).map(|last| &checkpoints[last]);
        let from = before.map_or(0, |before| before.position);
        // The rows themselves are a checkpoint at the end.
        let after = checkpoints.get(next);
        let to = after.map_or(self.log.len(), |after| after.position);
        let is_back = to - position < position - from;
        let mut members: Vec<_> = (0..count).map(|slot| rows.get(slot).chain.last()).collect();
        let nearest = if is_back { after } else { before };
        if !is_back || nearest.is_some() {
            for member in &mut members {
                if *member >= position {
                    *member = NONE;
                }
            }
            for (slot, member) in nearest.into_iter().flat_map(|checkpoint| checkpoint.alive.iter()) {
                match members.get_mut(slot as usize) {
                    Some(at @ &mut NONE) => *at = member,
                    Some(_) => {}
                    None => break,
                }
            }
        }
        let mut pass = |event: u32| {
            let record = self.log.get(event);
            let is_about_task = record.tag() == Tag::Cancel || record.tag().phase().is_some();
            // What comes after a task's end, or is asked of it twice, is in no chain.
            if is_about_task
                && let Some(member) = members.get_mut(record.subject as usize)
                && (record.previous != NONE || rows.get(record.subject).first == event)
            {
                *member = if is_back { record.previous } else { event };
            }
        };
        if is_back {
            (position..to).rev().for_each(&mut pass);
        } else {
            (from..position).for_each(&mut pass);
        }
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings_are_given_back_however_far_apart() {
        let slots = [0, 1, 7, 261, 262, 517, 773, 1_538, 100_000];
        let given: Vec<_> = slots.iter().map(|&slot| (slot, slot * 7)).chain([(100_001, MAX_SMALL)]).collect();
        let mut standings = Standings::default();
        for &(slot, member) in &given {
            standings.push(slot, member);
        }
        assert_eq!(standings.iter().collect::<Vec<_>>(), given);
    }
}
