//! The Mersenne Twister MT19937, seeded and drawn from as CPython does.

/// Words of its state.
const WORDS: usize = 624;
const SHIFT: usize = 397;

/// The generator.
#[derive(Clone)]
pub(super) struct Mersenne {
    state: Box<[u32]>,
    index: usize,
}

impl Mersenne {
    /// Seeded with the 32-bit words of a number, lowest first (`init_by_array`).
    pub(super) fn new(key: &[u32]) -> Self {
        let zero = [0];
        let key = if key.is_empty() { &zero } else { key };
        let mut state = vec![19_650_218_u32; WORDS].into_boxed_slice();
        let mix = |word: u32| word ^ (word >> 30);
        for i in 1..WORDS {
            state[i] = mix(state[i - 1]).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        let (mut i, mut j) = (1, 0);
        for _ in 0..WORDS.max(key.len()) {
            let mixed = state[i] ^ mix(state[i - 1]).wrapping_mul(1_664_525);
            state[i] = mixed.wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= WORDS {
                state[0] = state[WORDS - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..WORDS - 1 {
            let mixed = state[i] ^ mix(state[i - 1]).wrapping_mul(1_566_083_941);
            state[i] = mixed.wrapping_sub(i as u32);
            i += 1;
            if i >= WORDS {
                state[0] = state[WORDS - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        Mersenne { state, index: WORDS }
    }

    /// The state as `getstate` shows it: the words, then the index.
    pub(super) fn state(&self) -> impl Iterator<Item = u32> + '_ {
        self.state.iter().copied().chain([self.index as u32])
    }

    /// The opposite of [`Mersenne::state`]; `None` if it is not a state.
    pub(super) fn from_state(words: &[u32]) -> Option<Self> {
        let (index, state) = words.split_last()?;
        let index = *index as usize;
        (state.len() == WORDS && index <= WORDS).then(|| Mersenne { state: state.into(), index })
    }

    /// The next 32 bits.
    pub(super) fn next(&mut self) -> u32 {
        if self.index >= WORDS {
            self.twist();
        }
        let mut word = self.state[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        for i in 0..WORDS {
            let word = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % WORDS] & 0x7fff_ffff);
            let odd = if word & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + SHIFT) % WORDS] ^ (word >> 1) ^ odd;
        }
        self.index = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `random.seed(n); random.getrandbits(32)` gives in CPython.
    #[test]
    fn words_as_in_cpython() {
        for (key, expected) in [
            (&[][..], [3626764237, 1654615998, 3255389356]),
            (&[1][..], [577090037, 2444712010, 3639700191]),
            (&[444][..], [1326692461, 1236154736, 56854717]),
            (&[4294967295][..], [2728839433, 2661025012, 872737089]),
            (&[1900168395, 1119243894, 669][..], [678764485, 4198308164, 4236283067]),
        ] {
            let mut mersenne = Mersenne::new(key);
            assert_eq!([mersenne.next(), mersenne.next(), mersenne.next()], expected, "{key:?}");
        }
        let mut mersenne = Mersenne::new(&[1]);
        assert_eq!((0..2000).map(|_| mersenne.next()).last(), Some(1058062369));
    }
}
