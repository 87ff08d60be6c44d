//! Order and equality of plain values: what sorting, heaps and searches compare most.

use crate::heap::Heap;
use crate::value::Value;

impl Heap {
    /// `a < b` of numbers, strings and tuples of such; `None` if it takes more to tell.
    #[inline]
    pub(crate) fn quick_less(&self, a: Value, b: Value) -> Option<bool> {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => Some(x < y),
            (Value::Float(x), Value::Float(y)) => Some(x < y),
            (Value::Str(x), Value::Str(y)) => Some(self.text(x) < self.text(y)),
            (Value::Tuple(x), Value::Tuple(y)) => self.quick_less_items(&self[x].items, &self[y].items),
            _ => None,
        }
    }

    fn quick_less_items(&self, a: &[Value], b: &[Value]) -> Option<bool> {
        for (x, y) in a.iter().zip(b) {
            if !x.is(*y) && !self.quick_equal(*x, *y)? {
                // Tuples in tuples are left to what limits the depth.
                return if matches!(x, Value::Tuple(_)) { None } else { self.quick_less(*x, *y) };
            }
        }
        Some(a.len() < b.len())
    }

    /// `a == b` of numbers and strings; `None` if it takes more to tell.
    #[inline]
    pub(crate) fn quick_equal(&self, a: Value, b: Value) -> Option<bool> {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => Some(x == y),
            (Value::Float(x), Value::Float(y)) => Some(x == y),
            (Value::Str(x), Value::Str(y)) => Some(x == y || self.text(x) == self.text(y)),
            _ => None,
        }
    }
}
