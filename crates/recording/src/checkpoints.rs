//! Where the tasks stood at some events, from which any moment is near.

use crate::{
    chain::NONE,
    log::Log,
    record::{Record, Tag},
    recording::{Position, Recording},
    tasks::TaskRow,
};

/// So many events a task that is alive lie between two checkpoints, which costs a byte an event …
const SPACING: u32 = 8;
/// … and so many at least.
const LEAST: u32 = 1 << 12;

/// A member of a task's chain.
#[derive(Clone, Copy, Debug)]
struct Standing {
    slot: u32,
    member: u32,
}

/// Where those tasks stood that were alive after some of the events.
#[derive(Clone, Debug)]
struct Checkpoint {
    position: u32,
    alive: Vec<Standing>,
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
        let (last, alive) = self.0.last().map_or((0, 0), |last| (last.position, last.alive.len() as u32));
        position - last >= LEAST.max(alive.saturating_mul(SPACING))
    }

    /// Notes where the tasks stand now, after so many events.
    #[cold]
    pub(crate) fn note(&mut self, position: u32, rows: &Log<TaskRow>, log: &Log<Record>) {
        let before = self.0.last();
        let slots = before.into_iter().flat_map(|before| &before.alive).map(|standing| standing.slot);
        let new = before.map_or(0, |before| before.tasks)..rows.len();
        let standing = |slot| Standing { slot, member: rows.get(slot).chain.last() };
        let is_alive = |standing: &Standing| standing.member != NONE && log.get(standing.member).outcome().is_none();
        let alive = slots.chain(new).map(standing).filter(is_alive).collect();
        self.0.push(Checkpoint { position, alive, tasks: rows.len() });
    }

    /// Bytes that they hold on to.
    pub(crate) fn bytes(&self) -> usize {
        let alive: usize = self.0.iter().map(|checkpoint| checkpoint.alive.capacity()).sum();
        self.0.capacity() * size_of::<Checkpoint>() + alive * size_of::<Standing>()
    }
}

impl Recording {
    /// For each of the first tasks, the last member of its chain before a position.
    ///
    /// What has ended is known, what is alive stood somewhere at the last checkpoint, and the few events since then are
    /// gone through in their order. To look each task up costs several cache misses a task.
    pub(crate) fn last_members(&self, position: Position, count: u32) -> Vec<u32> {
        let rows = &self.tasks.rows;
        let mut members: Vec<_> = (0..count)
            .map(|slot| rows.get(slot).chain.last())
            .map(|last| if last < position.0 { last } else { NONE })
            .collect();
        let checkpoints = &self.checkpoints.0;
        let index = checkpoints.partition_point(|checkpoint| checkpoint.position <= position.0);
        let from = index.checked_sub(1).map_or(0, |index| {
            for standing in &checkpoints[index].alive {
                if let Some(member @ &mut NONE) = members.get_mut(standing.slot as usize) {
                    *member = standing.member;
                }
            }
            checkpoints[index].position
        });
        for event in from..position.0 {
            let record = self.log.get(event);
            let is_about_task = record.tag() == Tag::Cancel || record.tag().phase().is_some();
            // What comes after a task's end, or is asked of it twice, is in no chain.
            if is_about_task
                && let Some(member) = members.get_mut(record.subject as usize)
                && (record.previous != NONE || rows.get(record.subject).first == event)
            {
                *member = event;
            }
        }
        members
    }
}
