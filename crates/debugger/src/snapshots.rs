//! Snapshots along a run: bounded in number and memory, and never farther apart than what is quickly run through.

use std::mem;

use loopscope_interpreter::Snapshot;

use crate::meter::{Mark, Search};
use crate::stretch::Stretch;
use crate::tape::Told;

/// Snapshots along the whole run that are kept.
const MOST: usize = 512;
/// Bytes of programs' memory that they may take.
const MOST_BYTES: usize = 80 << 20;
/// Points between two of them at first, and what running through them may cost.
const SPACING: u64 = 1024;
const SPACING_SPENT: u64 = 1 << 20;
/// Snapshots within the stretch that was gone back through last, and the bytes that these may take.
const MOST_NEAR: u64 = 16;
const MOST_NEAR_BYTES: usize = 16 << 20;

/// A snapshot, and what else there is to know of its moment.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) snapshot: Snapshot,
    pub(crate) mark: Mark,
    pub(crate) told: Told,
}

impl Kept {
    fn point(&self) -> u64 {
        self.mark.points
    }
}

/// Snapshots in the order of their moments.
///
/// Some stand along the whole run, evenly; the first, from the beginning, stays. Others stand more closely where the run
/// was gone back through last, because that is where the next step back will be.
#[derive(Debug)]
pub(crate) struct Snapshots {
    kept: Vec<Kept>,
    /// What there is between each of them and the next; of the last, up to where the run has ever come.
    stretches: Vec<Stretch>,
    spacing: u64,
    spacing_spent: u64,
    /// Those within one stretch.
    near: Vec<Kept>,
}

impl Snapshots {
    pub(crate) fn new(first: Kept) -> Self {
        Snapshots {
            kept: vec![first],
            stretches: vec![Stretch::default()],
            spacing: SPACING,
            spacing_spent: SPACING_SPENT,
            near: Vec::new(),
        }
    }

    /// What there is from the last snapshot on, to be added to.
    pub(crate) fn newest(&mut self) -> &mut Stretch {
        let last = self.stretches.len() - 1;
        &mut self.stretches[last]
    }

    /// From which point on the next is to be made, or from which cost on, for a run that is at a point and goes on to
    /// another, if that is known.
    pub(crate) fn next_from(&self, here: u64, until: Option<u64>) -> (u64, u64) {
        let number = self.number(here + 1);
        let last = &self.kept[number];
        let Some(end) = self.kept.get(number + 1).map(Kept::point) else {
            return (last.point() + self.spacing, last.mark.spent.saturating_add(self.spacing_spent));
        };
        // Only of the stretch in which it stays: the others are hurried through.
        if until.is_none_or(|until| until > end) {
            return (u64::MAX, u64::MAX);
        }
        let start = last.point();
        let room = (MOST_NEAR_BYTES / last.snapshot.bytes().max(1)) as u64;
        let grain = ((end - start) / room.clamp(1, MOST_NEAR)).max(1);
        let mut next = start + ((here - start) / grain + 1) * grain;
        while self.near.iter().any(|near| (next..next + grain).contains(&near.point())) {
            next += grain;
        }
        (if next < end { next } else { u64::MAX }, u64::MAX)
    }

    /// Keeps a snapshot of where the run stands.
    pub(crate) fn keep(&mut self, kept: Kept) {
        let number = self.number(kept.point() + 1);
        if number + 1 == self.kept.len() {
            return self.push(kept);
        }
        let (start, end) = (self.kept[number].point(), self.kept[number + 1].point());
        self.near.retain(|near| (start..end).contains(&near.point()));
        let at = self.near.partition_point(|near| near.point() < kept.point());
        self.near.insert(at, kept);
    }

    /// Adds one that is later than all others. When there are too many, every second goes.
    fn push(&mut self, kept: Kept) {
        self.kept.push(kept);
        self.stretches.push(Stretch::default());
        while self.kept.len() > MOST || self.kept.len() > 2 && self.bytes() > MOST_BYTES {
            self.thin();
        }
    }

    fn thin(&mut self) {
        self.near.clear();
        self.spacing *= 2;
        self.spacing_spent *= 2;
        let all = mem::take(&mut self.kept).into_iter().zip(mem::take(&mut self.stretches));
        for (number, (kept, stretch)) in all.enumerate() {
            if number.is_multiple_of(2) {
                self.kept.push(kept);
                self.stretches.push(stretch);
            } else {
                self.newest().append(stretch);
            }
        }
    }

    fn bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.snapshot.bytes()).sum()
    }

    /// The number of the last of those along the run that is before a point.
    fn number(&self, point: u64) -> usize {
        self.kept.partition_point(|kept| kept.point() < point).saturating_sub(1)
    }

    /// The last one before a point of which no more was told than has been heard.
    pub(crate) fn before(&self, point: u64, heard: u64) -> &Kept {
        let is_heard = |kept: &Kept| kept.told.items <= heard;
        let number = self.number(point);
        let near = self.near.iter().rev().find(|near| near.point() < point && is_heard(near));
        let far = self.kept[..=number].partition_point(is_heard).saturating_sub(1);
        let far = &self.kept[far];
        near.filter(|near| near.point() > far.point()).unwrap_or(far)
    }

    /// The last one by which there had been at most so many events.
    pub(crate) fn by_event(&self, events: u32) -> &Kept {
        &self.kept[self.kept.partition_point(|kept| kept.mark.events <= events).saturating_sub(1)]
    }

    /// The point up to which there is something to be looked through, when all that lies behind `point` has been:
    /// `point` itself, unless nothing that is looked for is in the stretch before.
    pub(crate) fn searchable(&self, point: u64, search: &Search) -> Option<u64> {
        let mut until = point;
        while until > 0 {
            let number = self.number(until);
            if self.stretches[number].may_have(search) {
                return Some(until);
            }
            until = self.kept[number].point();
        }
        None
    }

    /// Forgets those of a point and of all that follow: they are of another run now.
    pub(crate) fn cut(&mut self, point: u64) {
        let keep = self.kept.partition_point(|kept| kept.point() < point).max(1);
        self.kept.truncate(keep);
        // The last one has in it what there was behind the point as well, which does no harm.
        self.stretches.truncate(keep);
        self.near.clear();
    }
}
