//! Which places of a list are free.

/// The free places of a list, of which the lowest is taken first.
///
/// So what lives stays side by side, where processors' caches find it, in whatever order things came and went before.
#[derive(Clone, Default)]
pub(crate) struct Vacancies {
    /// A bit for each place.
    places: Vec<u64>,
    /// A bit for each of those words that has one.
    words: Vec<u64>,
    /// No word of `words` before this one has a bit.
    first: usize,
}

const BITS: usize = u64::BITS as usize;

impl Vacancies {
    /// A place comes free.
    #[inline]
    pub(crate) fn add(&mut self, place: u32) {
        let word = place as usize / BITS;
        if word >= self.places.len() {
            self.places.resize(word + 1, 0);
            self.words.resize(word / BITS + 1, 0);
        }
        self.places[word] |= 1 << (place as usize % BITS);
        self.words[word / BITS] |= 1 << (word % BITS);
        self.first = self.first.min(word / BITS);
    }

    /// Takes the lowest free place.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<u32> {
        let some = loop {
            match self.words.get(self.first) {
                None => return None,
                Some(0) => self.first += 1,
                Some(some) => break some,
            }
        };
        let word = self.first * BITS + some.trailing_zeros() as usize;
        let places = &mut self.places[word];
        let place = word * BITS + places.trailing_zeros() as usize;
        *places &= *places - 1;
        if *places == 0 {
            self.words[self.first] &= self.words[self.first] - 1;
        }
        Some(place as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_free_place_is_taken() {
        let (mut vacancies, mut plain, mut state) = (Vacancies::default(), std::collections::BTreeSet::new(), 7_u64);
        assert_eq!(vacancies.take(), None);
        for round in 0..50_000_u32 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            // Now mostly more of them, now fewer.
            let adds = (state >> 33) % 4 < if round / 5_000 % 2 == 0 { 3 } else { 1 };
            if adds {
                let place = (state >> 40) as u32 % 20_000;
                vacancies.add(place);
                plain.insert(place);
            } else {
                assert_eq!(vacancies.take(), plain.pop_first());
            }
        }
        assert!(std::iter::from_fn(|| vacancies.take()).eq(plain));
    }
}
