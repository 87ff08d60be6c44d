//! Integers beyond 64 bits.

use crate::heap::{Dying, Trace};
use crate::value::Value;

/// An integer that does not fit an `i64`.
#[derive(Clone, Debug, Default)]
pub(crate) struct BigInt {
    pub(crate) value: num_bigint::BigInt,
}

impl Trace for BigInt {
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}

    fn owned_bytes(&self) -> usize {
        (self.value.bits() / 8) as usize
    }
}

impl Dying for BigInt {}
