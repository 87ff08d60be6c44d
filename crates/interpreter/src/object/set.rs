//! `set` and `frozenset`.

use std::cell::Cell;

use super::Dict;
use crate::heap::{Dying, Trace};
use crate::value::Value;

/// A set: a dict of keys, in order of insertion.
///
/// Sets of numbers are shown in another order: that of the places that CPython's open-addressing table (`setobject.c`)
/// gives them, which programs can see and which is the same in every run. See `vm/item/set_order.rs`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    /// Its values are unused.
    pub(crate) table: Dict,
    /// It is a `frozenset`.
    pub(crate) frozen: bool,
    /// How big CPython's table would be.
    pub(crate) shadow: Shadow,
    /// CPython's table itself, for a set of numbers whose places do not follow from the order of insertion alone.
    pub(crate) places: Option<Box<Places>>,
    /// Where `pop` looks next.
    pub(crate) finger: usize,
    /// Of a frozenset, once it has been asked for.
    pub(crate) hash: Cell<Option<i64>>,
}

/// How big CPython's table for the same set is, and how full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shadow {
    /// One less than its size.
    pub(crate) mask: usize,
    /// Used places and those of removed elements.
    pub(crate) fill: usize,
}

impl Default for Shadow {
    fn default() -> Self {
        Shadow { mask: 7, fill: 0 }
    }
}

impl Shadow {
    /// The table when it is made for more than so many elements (`set_table_resize`).
    pub(crate) fn resized(used: usize, more_than: usize) -> Self {
        let mut size = 8;
        while size <= more_than {
            size *= 2;
        }
        Shadow { mask: size - 1, fill: used }
    }

    /// An element was added, which makes so many; tells whether the table grew.
    pub(crate) fn added(&mut self, used: usize) -> bool {
        self.fill += 1;
        if self.fill * 5 < self.mask * 3 {
            return false;
        }
        *self = Self::resized(used, if used > 50_000 { used * 2 } else { used * 4 });
        true
    }

    /// So many elements of another set or a dict are about to be added at once (`set_merge`); tells whether the table
    /// grew.
    pub(crate) fn merging(&mut self, used: usize, more: usize) -> bool {
        let grows = (self.fill + more) * 5 >= self.mask * 3;
        if grows {
            *self = Self::resized(used, (used + more) * 2);
        }
        grows
    }
}

/// A place of CPython's table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Place {
    #[default]
    Empty,
    /// Its element was removed.
    Dummy,
    Used(i64, Value),
}

/// CPython's table.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    places: Vec<Place>,
}

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl Places {
    pub(crate) fn new(mask: usize) -> Self {
        Places { places: vec![Place::Empty; mask + 1] }
    }

    /// The first place of a hash's probe sequence at which `stop` holds.
    fn probe(&self, hash: i64, mut stop: impl FnMut(usize, Place) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut perturb = hash as u64;
        let mut i = hash as usize & mask;
        loop {
            let probes = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            if let Some(found) = (i..=i + probes).find(|p| stop(*p, self.places[*p])) {
                return found;
            }
            perturb >>= PERTURB_SHIFT;
            i = (i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }

    /// Adds an element that is not there: at the last place of a removed one before the first empty place, if there is
    /// any (then it returns true), or at the empty place (`set_add_entry`). There must be an empty place.
    pub(crate) fn insert(&mut self, hash: i64, value: Value) -> bool {
        let mut dummy = None;
        let empty = self.probe(hash, |at, place| {
            if matches!(place, Place::Dummy) {
                dummy = Some(at);
            }
            matches!(place, Place::Empty)
        });
        self.places[dummy.unwrap_or(empty)] = Place::Used(hash, value);
        dummy.is_some()
    }

    /// Removes an element (or does nothing if it is not there).
    fn remove(&mut self, hash: i64, value: Value) {
        let place = self.probe(hash, |_, place| match place {
            Place::Empty => true,
            Place::Dummy => false,
            Place::Used(h, v) => h == hash && v.is(value),
        });
        if matches!(self.places[place], Place::Used(..)) {
            self.places[place] = Place::Dummy;
        }
    }

    /// The elements in their order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (i64, Value)> + '_ {
        self.places.iter().filter_map(|p| match p {
            Place::Used(hash, value) => Some((*hash, *value)),
            _ => None,
        })
    }

    /// The first element at or after a place (going round), with its place.
    fn next_used(&self, from: usize) -> Option<(usize, Value)> {
        let size = self.places.len();
        (0..size).map(|i| (from + i) & (size - 1)).find_map(|i| match self.places[i] {
            Place::Used(_, value) => Some((i, value)),
            _ => None,
        })
    }

    /// The same elements in a table of another size.
    pub(crate) fn resized(&self, mask: usize) -> Self {
        let mut new = Places::new(mask);
        for (hash, value) in self.elements() {
            new.insert(hash, value);
        }
        new
    }
}

impl Set {
    /// Adds an element that is not there. Returns the bytes that the set grew by.
    pub(crate) fn insert_new(&mut self, hash: u64, value: Value, number: Option<i64>) -> usize {
        let grown = self.table.insert_new(hash, value, Value::None);
        match (&mut self.places, number) {
            (Some(places), Some(number)) => {
                let reused = places.insert(number, value);
                if !reused && self.shadow.added(self.table.len()) {
                    **places = places.resized(self.shadow.mask);
                }
            }
            (places, _) => {
                *places = None;
                self.shadow.added(self.table.len());
            }
        }
        grown
    }

    /// Removes the element at a place of the table. `number` is its hash, if it is a number; then the places must be
    /// there.
    pub(crate) fn remove_at(&mut self, index: usize, number: Option<i64>) {
        let entry = self.table.remove_at(index);
        match (&mut self.places, number) {
            (Some(places), Some(number)) => places.remove(number, entry.key),
            (places, _) => *places = None,
        }
    }

    /// Makes the table anew if many removed elements are in it.
    pub(crate) fn tidy(&mut self) {
        let used = self.table.len();
        if self.shadow.fill - used.min(self.shadow.fill) <= self.shadow.mask / 4 {
            return;
        }
        self.shadow = Shadow::resized(used, if used > 50_000 { used * 2 } else { used * 4 });
        if let Some(places) = &mut self.places {
            **places = places.resized(self.shadow.mask);
        }
    }

    /// What `pop` takes: an element of a set that is not empty.
    pub(crate) fn next_to_pop(&mut self) -> Option<Value> {
        match &self.places {
            Some(places) => {
                let (place, value) = places.next_used(self.finger & self.shadow.mask)?;
                self.finger = place + 1;
                Some(value)
            }
            None => self.table.iter().next().map(|e| e.key),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.table.clear();
        self.shadow = Shadow::default();
        self.places = None;
    }
}

impl Trace for Set {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        // What is in the places is in the table too.
        self.table.trace(visit);
    }

    fn owned_bytes(&self) -> usize {
        self.table.owned_bytes() + self.places.as_ref().map_or(0, |p| p.places.len() * size_of::<Place>())
    }
}

impl Dying for Set {}

#[cfg(test)]
mod tests {
    use super::*;

    /// `list(set(values))` in CPython.
    #[test]
    fn orders_of_ints() {
        let check = |values: &[i64], expected: &[i64]| {
            let mut set = Set { places: Some(Box::new(Places::new(7))), ..Set::default() };
            for value in values {
                let hash = crate::hash::hash_int(*value);
                set.insert_new(hash as u64, Value::Int(*value), Some(hash));
            }
            let elements = set.places.iter().flat_map(|p| p.elements());
            let shown: Vec<i64> =
                elements.filter_map(|(_, v)| if let Value::Int(i) = v { Some(i) } else { None }).collect();
            assert_eq!(shown, expected);
        };
        check(&[3, 1, 2], &[1, 2, 3]);
        check(&[8, 0, 16], &[8, 0, 16]);
        check(&[-1, -2, 5], &[5, -1, -2]);
        check(&[10, 20, 30, 40, 50], &[40, 10, 50, 20, 30]);
    }
}
