//! Drawing numbers.

use num_bigint::BigUint;

use super::mersenne::Mersenne;
use crate::heap::Ref;
use crate::object::{NativeObject, Opaque};
use crate::vm::Vm;

/// Where the bits come from.
#[derive(Clone)]
pub(super) enum Source {
    Mersenne(Mersenne),
    System,
}

/// The state of a `Random`.
#[derive(Clone)]
pub(super) struct Generator {
    pub(super) source: Source,
    /// The second of the two numbers that `gauss` makes at a time.
    pub(super) gauss_next: Option<f64>,
}

impl NativeObject for Generator {
    fn owned_bytes(&self) -> usize {
        2500
    }
}

impl Generator {
    pub(super) fn new(source: Source) -> Self {
        Generator { source, gauss_next: None }
    }

    pub(super) fn seed(&mut self, key: &[u32]) {
        if let Source::Mersenne(mersenne) = &mut self.source {
            *mersenne = Mersenne::new(key);
        }
        self.gauss_next = None;
    }
}

/// Drawing from the generator `this`.
pub(super) trait Draw {
    /// 32 random bits.
    fn draw_word(&mut self, this: Ref<Opaque>) -> u32;

    /// A number in [0, 1) with 53 random bits.
    fn draw(&mut self, this: Ref<Opaque>) -> f64 {
        let high = f64::from(self.draw_word(this) >> 5);
        let low = f64::from(self.draw_word(this) >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// At most 64 random bits.
    fn draw_bits(&mut self, this: Ref<Opaque>, bits: u32) -> u64 {
        match bits {
            0 => 0,
            1..=32 => u64::from(self.draw_word(this) >> (32 - bits)),
            _ => {
                let low = u64::from(self.draw_word(this));
                low | u64::from(self.draw_word(this) >> (64 - bits)) << 32
            }
        }
    }

    /// Any number of random bits.
    fn draw_many_bits(&mut self, this: Ref<Opaque>, bits: u64) -> BigUint {
        let mut left = bits;
        let mut words = Vec::new();
        while left > 0 {
            let count = left.min(32) as u32;
            words.push(self.draw_word(this) >> (32 - count));
            left -= u64::from(count);
        }
        BigUint::new(words)
    }

    /// A number in 0..limit (`_randbelow_with_getrandbits`).
    fn draw_below(&mut self, this: Ref<Opaque>, limit: u64) -> u64 {
        if limit == 0 {
            return 0;
        }
        let bits = 64 - limit.leading_zeros();
        loop {
            let number = self.draw_bits(this, bits);
            if number < limit {
                return number;
            }
        }
    }

    /// As [`Draw::draw_below`], for any limit.
    fn draw_below_big(&mut self, this: Ref<Opaque>, limit: &BigUint) -> BigUint {
        loop {
            let number = self.draw_many_bits(this, limit.bits());
            if number < *limit {
                return number;
            }
        }
    }
}

impl Draw for Vm {
    #[inline]
    fn draw_word(&mut self, this: Ref<Opaque>) -> u32 {
        if let Some(Generator { source: Source::Mersenne(mersenne), .. }) = self.heap[this].get_mut() {
            return mersenne.next();
        }
        let mut bytes = [0; 4];
        self.host.entropy(&mut bytes);
        u32::from_le_bytes(bytes)
    }
}
