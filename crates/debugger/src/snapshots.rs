//! Snapshots along a run: bounded in number and memory, denser where that costs nothing.

use loopscope_interpreter::Snapshot;

use crate::meter::Mark;
use crate::tape::Told;

/// Snapshots that are kept.
const MOST: usize = 96;
/// Bytes of programs' memory that they may take.
const MOST_BYTES: usize = 96 << 20;
/// Points between two snapshots at first.
const SPACING: u64 = 4096;

/// A snapshot, and what else there is to know of its moment.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) snapshot: Snapshot,
    pub(crate) mark: Mark,
    pub(crate) told: Told,
}

/// Snapshots in the order of their moments. The first, from the beginning, stays.
#[derive(Debug)]
pub(crate) struct Snapshots {
    kept: Vec<Kept>,
    spacing: u64,
}

impl Snapshots {
    pub(crate) fn new(first: Kept) -> Self {
        Snapshots { kept: vec![first], spacing: SPACING }
    }

    /// From which point on the next is to be made.
    pub(crate) fn next_from(&self) -> u64 {
        self.kept.last().map_or(0, |last| last.mark.points + self.spacing)
    }

    /// Adds one that is later than all others. When there are too many, every second goes.
    pub(crate) fn push(&mut self, kept: Kept) {
        self.kept.push(kept);
        while self.kept.len() > MOST || self.kept.len() > 2 && self.bytes() > MOST_BYTES {
            let mut number = 0_usize;
            self.kept.retain(|_| {
                number += 1;
                !number.is_multiple_of(2)
            });
            self.spacing *= 2;
        }
    }

    fn bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.snapshot.bytes()).sum()
    }

    /// The number of the last snapshot before a point.
    pub(crate) fn before(&self, point: u64) -> usize {
        self.kept.partition_point(|kept| kept.mark.points < point).saturating_sub(1)
    }

    /// The number of the last snapshot at a point or before it.
    pub(crate) fn until(&self, point: u64) -> usize {
        self.before(point + 1)
    }

    /// The number of the last snapshot by which there had been at most so many events.
    pub(crate) fn by_event(&self, events: u32) -> usize {
        self.kept.partition_point(|kept| kept.mark.events <= events).saturating_sub(1)
    }

    /// The number of the last snapshot, up to that of this number, of which so much was told that has been heard.
    pub(crate) fn heard(&self, number: usize, heard: u64) -> usize {
        self.kept[..=number].partition_point(|kept| kept.told.items <= heard).saturating_sub(1)
    }

    pub(crate) fn get(&self, number: usize) -> &Kept {
        &self.kept[number]
    }

    /// Forgets those of a point and of all that follow: they are of another run now.
    pub(crate) fn cut(&mut self, point: u64) {
        let keep = self.kept.partition_point(|kept| kept.mark.points < point).max(1);
        self.kept.truncate(keep);
    }
}
