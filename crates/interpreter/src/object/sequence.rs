//! Lists, tuples, ranges and slices.

use crate::heap::{Dead, Dying, Trace, clone_with_room};
use crate::value::Value;

/// `tuple`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tuple {
    pub(crate) items: Items,
}

/// The items of a tuple. Most tuples are pairs or triples, which are kept in place.
#[derive(Clone, Debug)]
pub(crate) enum Items {
    Two([Value; 2]),
    Three([Value; 3]),
    Many(Box<[Value]>),
}

impl Default for Items {
    fn default() -> Self {
        Items::Many(Box::default())
    }
}

impl From<&[Value]> for Items {
    #[inline]
    fn from(items: &[Value]) -> Self {
        match *items {
            [a, b] => Items::Two([a, b]),
            [a, b, c] => Items::Three([a, b, c]),
            _ => Items::Many(items.into()),
        }
    }
}

impl From<Vec<Value>> for Items {
    #[inline]
    fn from(items: Vec<Value>) -> Self {
        match items[..] {
            [a, b] => Items::Two([a, b]),
            [a, b, c] => Items::Three([a, b, c]),
            _ => Items::Many(items.into()),
        }
    }
}

impl std::ops::Deref for Items {
    type Target = [Value];

    #[inline(always)]
    fn deref(&self) -> &[Value] {
        match self {
            Items::Two(items) => items,
            Items::Three(items) => items,
            Items::Many(items) => items,
        }
    }
}

impl<'a> IntoIterator for &'a Items {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Items {
    type Item = Value;
    type IntoIter = std::vec::IntoIter<Value>;

    fn into_iter(self) -> Self::IntoIter {
        Vec::from(&*self).into_iter()
    }
}

impl Trace for Tuple {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.items.iter().copied().for_each(visit);
    }

    fn owned_bytes(&self) -> usize {
        if let Items::Many(items) = &self.items { size_of_val(&**items) } else { 0 }
    }
}

impl Dying for Tuple {}

/// `list`. Grow it through [`crate::heap::Heap::list_push`] or charge the heap for the growth.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) items: Vec<Value>,
}

impl Clone for List {
    fn clone(&self) -> Self {
        List { items: clone_with_room(&self.items) }
    }
}

impl Trace for List {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.items.iter().copied().for_each(visit);
    }

    fn owned_bytes(&self) -> usize {
        self.items.capacity() * size_of::<Value>()
    }
}

impl Dying for List {
    fn dying(&mut self, dead: &mut Dead) {
        // A list lets go of its last item first.
        if let Some(Value::Future(_)) = self.items.first() {
            dead.listed.extend(self.items.iter().rev().filter_map(|item| match item {
                Value::Future(future) => Some(*future),
                _ => None,
            }));
        }
    }
}

/// `range`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Range {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    /// Not zero.
    pub(crate) step: i64,
}

impl Range {
    /// How many numbers it has.
    pub(crate) fn len(&self) -> usize {
        let (start, stop, step) = (i128::from(self.start), i128::from(self.stop), i128::from(self.step));
        let count = if step > 0 { (stop - start + step - 1) / step } else { (start - stop - step - 1) / -step.min(-1) };
        usize::try_from(count.max(0)).unwrap_or(usize::MAX)
    }
}

impl Trace for Range {
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}
}

impl Dying for Range {}

/// `slice`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    pub(crate) start: Value,
    pub(crate) stop: Value,
    pub(crate) step: Value,
}

impl Default for Slice {
    fn default() -> Self {
        Slice { start: Value::None, stop: Value::None, step: Value::None }
    }
}

impl Trace for Slice {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        [self.start, self.stop, self.step].into_iter().for_each(visit);
    }
}

impl Dying for Slice {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_lengths() {
        for (start, stop, step, expected) in
            [(0, 10, 1, 10), (0, 10, 3, 4), (10, 0, -3, 4), (0, -5, -1, 5), (5, 5, 1, 0), (0, 10, -1, 0), (1, 0, 1, 0)]
        {
            assert_eq!(Range { start, stop, step }.len(), expected, "range({start}, {stop}, {step})");
        }
    }
}
