//! Sets of registers that surely hold a value.

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn contains(&self, index: u16) -> bool {
        self.0.get(usize::from(index / 64)).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    pub(super) fn insert(&mut self, index: u16) {
        let word = usize::from(index / 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (index % 64);
    }

    pub(super) fn remove(&mut self, index: u16) {
        if let Some(word) = self.0.get_mut(usize::from(index / 64)) {
            *word &= !(1 << (index % 64));
        }
    }

    /// Keeps what is in `other` too.
    pub(super) fn intersect(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// Removes what is in `other`.
    pub(super) fn subtract(&mut self, other: &Bits) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= !other;
        }
    }
}
