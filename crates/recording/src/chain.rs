//! The events that concern one thing, in their order, threaded through the log.

/// Stands for "no event", "no task".
pub(crate) const NONE: u32 = u32::MAX;

/// Every so many members, a chain notes where it is.
const STRIDE: u32 = 32;

/// A list of increasing event numbers.
///
/// Each member's predecessor is kept with the member itself (in the log), here is only the last one, and every 32nd
/// in a sorted list. So a thing with few events costs nothing but its last event's number, appending is O(1), and any
/// moment is found in O(log n): a binary search and a walk of at most 32 steps.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    last: u32,
    count: u32,
    marks: Option<Box<Marks>>,
}

#[derive(Clone, Debug, Default)]
struct Marks(Vec<u32>);

impl Default for Chain {
    fn default() -> Self {
        Self { last: NONE, count: 0, marks: None }
    }
}

impl Chain {
    #[inline]
    pub(crate) fn last(&self) -> u32 {
        self.last
    }

    /// Appends a member, and gives its predecessor.
    #[inline]
    pub(crate) fn push(&mut self, event: u32) -> u32 {
        let previous = self.last;
        self.last = event;
        self.count += 1;
        if self.count.is_multiple_of(STRIDE) {
            self.marks.get_or_insert_default().0.push(event);
        }
        previous
    }

    /// The last member before `position`, or [`NONE`]; `previous` tells each member's predecessor.
    #[inline]
    pub(crate) fn before(&self, position: u32, previous: impl Fn(u32) -> u32) -> u32 {
        let mut at = self.mark_from(position);
        while at != NONE && at >= position {
            at = previous(at);
        }
        at
    }

    /// The first member at or after `position`, or [`NONE`].
    pub(crate) fn from(&self, position: u32, previous: impl Fn(u32) -> u32) -> u32 {
        let mut found = NONE;
        let mut at = self.mark_from(position);
        while at != NONE && at >= position {
            found = at;
            at = previous(at);
        }
        found
    }

    /// A member at or after `position` (or the last), at most a stride away from it.
    #[inline]
    fn mark_from(&self, position: u32) -> u32 {
        let Some(marks) = &self.marks else {
            return self.last;
        };
        let index = marks.0.partition_point(|&mark| mark < position);
        marks.0.get(index).copied().unwrap_or(self.last)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.marks.as_ref().map_or(0, |marks| size_of::<Marks>() + marks.0.capacity() * size_of::<u32>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_members_around_a_position() {
        // Members are 3, 6, 9, ..., whose predecessors are three less.
        let previous = |event: u32| if event == 3 { NONE } else { event - 3 };
        let mut chain = Chain::default();
        assert_eq!(chain.before(5, previous), NONE);
        for n in 1..=1_000 {
            assert_eq!(chain.push(3 * n), if n == 1 { NONE } else { 3 * n - 3 });
        }
        for (position, before, from) in [
            (0, NONE, 3),
            (3, NONE, 3),
            (4, 3, 6),
            (192, 189, 192),
            (193, 192, 195),
            (1_500, 1_497, 1_500),
            (3_000, 2_997, 3_000),
            (3_001, 3_000, NONE),
            (NONE, 3_000, NONE),
        ] {
            assert_eq!(chain.before(position, previous), before, "before {position}");
            assert_eq!(chain.from(position, previous), from, "from {position}");
        }
    }
}
