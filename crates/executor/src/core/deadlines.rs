//! Deadlines, of which only those that are soon are kept in order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::arena::Slot;

/// The deadline of a timer. They are ordered by time, then by when they were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Deadline {
    /// The time, as an integer of the same order.
    pub(crate) key: u64,
    pub(crate) serial: u32,
    pub(crate) slot: Slot,
}

/// So many are put into order at once, at least.
const BATCH: usize = 256;

/// A queue of deadlines that gives them in their exact order, and puts off the work for it.
///
/// Setting a timer appends to a list that is in no order, and most timers are cancelled there. When nothing is soon any
/// more, the earliest quarter of that list is sorted at once, which takes a fraction of what as many steps of a heap
/// would. What is set to a time before the last of that quarter goes to a heap, which so stays small.
#[derive(Clone, Default)]
pub(crate) struct Deadlines {
    /// In no order, and after `bound`, but for the fresh ones.
    far: Vec<Deadline>,
    /// From here on those of `far` are fresh: nobody has looked yet where they belong.
    fresh: usize,
    /// The latest first, so that the earliest can be taken from the end. None is after `bound`.
    run: Vec<Deadline>,
    /// None is after `bound` either.
    near: BinaryHeap<Reverse<Deadline>>,
    bound: Option<Deadline>,
}

impl Deadlines {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.far.len() + self.run.len() + self.near.len()
    }

    /// Where the next deadline will be put, to stay there for a while.
    pub(crate) fn next_place(&self) -> u32 {
        self.far.len() as u32
    }

    #[inline]
    pub(crate) fn insert(&mut self, deadline: Deadline) {
        self.far.push(deadline);
    }

    /// Removes the deadline of a slot if it still is where it was put; it fails when it is not.
    ///
    /// Another one may come to that place, which then is returned.
    #[inline]
    pub(crate) fn remove_at(&mut self, place: u32, slot: Slot) -> Result<Option<Slot>, ()> {
        let mut place = place as usize;
        if self.far.get(place).is_none_or(|found| found.slot != slot) {
            return Err(());
        }
        let freed = place;
        if place < self.fresh {
            // Those that are not fresh stay in front.
            self.fresh -= 1;
            self.far.swap(place, self.fresh);
            place = self.fresh;
        }
        self.far.swap_remove(place);
        Ok(self.far.get(freed).map(|moved| moved.slot))
    }

    /// The first deadline.
    #[inline]
    pub(crate) fn first(&mut self) -> Option<Deadline> {
        if self.run.is_empty() && self.near.is_empty() && self.far.is_empty() {
            return None;
        }
        if self.fresh < self.far.len() || self.run.is_empty() && self.near.is_empty() {
            self.settle();
        }
        match (self.run.last(), self.near.peek()) {
            (Some(run), Some(Reverse(near))) => Some(*run.min(near)),
            (run, near) => run.or(near.map(|Reverse(near)| near)).copied(),
        }
    }

    /// Takes the first deadline out.
    pub(crate) fn pop(&mut self) -> Option<Deadline> {
        let first = self.first()?;
        if self.run.last() == Some(&first) { self.run.pop() } else { self.near.pop().map(|Reverse(near)| near) }
    }

    /// Keeps those of which this is true.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Deadline) -> bool) {
        self.settle();
        self.far.retain(&mut keep);
        self.fresh = self.far.len();
        self.run.retain(&mut keep);
        self.near.retain(|Reverse(deadline)| keep(deadline));
    }

    /// Puts fresh deadlines where they belong, and sees to it that the first one is known.
    #[inline(never)]
    fn settle(&mut self) {
        let mut at = self.fresh;
        while let (Some(deadline), Some(bound)) = (self.far.get(at), self.bound) {
            if *deadline > bound {
                at += 1;
                continue;
            }
            let early = self.far.swap_remove(at);
            self.near.push(Reverse(early));
            if self.near.len() > BATCH && self.near.len() > self.run.len() {
                // So many are better sorted.
                self.far.append(&mut self.run);
                self.far.extend(self.near.drain().map(|Reverse(near)| near));
                self.bound = None;
            }
        }
        if self.run.is_empty() && self.near.is_empty() {
            self.sort_earliest();
        }
        self.fresh = self.far.len();
    }

    fn sort_earliest(&mut self) {
        let all = self.far.len();
        let soon = if all <= BATCH { all } else { BATCH.max(all / 4) };
        let later = all - soon;
        if later > 0 {
            self.far.select_nth_unstable_by(later, |a, b| b.cmp(a));
        }
        self.run.extend(self.far.drain(later..));
        self.run.sort_unstable_by(|a, b| b.cmp(a));
        self.bound = self.run.first().copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets, cancels and takes deadlines at random, and compares with the plainest thing that could be right.
    fn check(seed: u64, steps: u32, span: u64, takes: u64) {
        let mut state = seed;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        let (mut queue, mut plain) = (Deadlines::default(), std::collections::BTreeMap::new());
        let mut now = 0;
        for slot in 0..steps {
            // Now and then many at once, so that lists are sorted and poured together.
            let deadline = Deadline { key: now + random(span), serial: slot, slot };
            plain.insert(deadline, queue.next_place());
            queue.insert(deadline);
            if random(3) == 0
                && let Some((&victim, &place)) = plain.range(Deadline { key: now + random(span), ..deadline }..).next()
                && queue.remove_at(place, victim.slot).is_ok()
            {
                plain.remove(&victim);
            }
            if random(takes) == 0 {
                for _ in 0..random(takes * 2) {
                    let first = plain.pop_first().map(|(first, _)| first);
                    assert_eq!(queue.first(), first);
                    assert_eq!(queue.pop(), first);
                    now = first.map_or(now, |first| first.key);
                }
            }
            if random(500) == 0 {
                queue.retain(|deadline| deadline.serial % 3 > 0);
                plain.retain(|deadline, _| deadline.serial % 3 > 0);
            }
            assert_eq!(queue.len(), plain.len());
        }
        let rest: Vec<Deadline> = std::iter::from_fn(|| queue.pop()).collect();
        assert!(rest.iter().eq(plain.keys()), "seed {seed}");
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn they_come_in_their_exact_order() {
        for seed in 1..=20 {
            check(seed, 3_000, 1_000_000, 4);
            check(seed, 3_000, 1_000_000, 700);
            check(seed, 3_000, 50, 4);
            check(seed, 3_000, 2, 100);
        }
    }
}
