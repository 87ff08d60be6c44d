//! The table behind `dict`: entries in order of insertion, hashes kept beside the keys, and an index over them.

use crate::heap::{Dying, Trace, clone_with_room};
use crate::value::Value;

/// A place of a dict; `key` is unbound when its item was deleted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) hash: u64,
    pub(crate) key: Value,
    pub(crate) value: Value,
}

/// `dict`. Keys are compared by the caller, because that may need the heap or run Python code.
#[derive(Debug, Default)]
pub(crate) struct Dict {
    entries: Vec<Entry>,
    /// Indices of the entries, found by their hashes; nothing while there are few.
    index: Index,
    live: usize,
    /// No entry before this place is living.
    first: usize,
    /// Counts insertions of new keys, deletions and clearings, for iterators.
    pub(crate) version: u32,
}

impl Clone for Dict {
    fn clone(&self) -> Self {
        let Dict { ref entries, ref index, live, first, version } = *self;
        let index = Index { slots: clone_with_room(&index.slots), used: index.used };
        Dict { entries: clone_with_room(entries), index, live, first, version }
    }
}

/// Up to this many entries are searched one by one.
const SMALL: usize = 8;

/// A slot that has never been used since the index was made: a search ends here.
const EMPTY: u32 = u32::MAX;
/// A slot whose entry was removed: a search goes on.
const REMOVED: u32 = u32::MAX - 1;

/// Open addressing by CPython's probe sequence, which keeps runs of small integers together and yet brings in all bits
/// of a hash. At most two thirds of the slots are used.
#[derive(Debug, Default)]
struct Index {
    slots: Vec<u32>,
    /// Slots that are not [`EMPTY`].
    used: usize,
}

/// The slots in which a hash may be.
struct Probe {
    at: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    #[inline(always)]
    fn next(&mut self) {
        self.perturb >>= 5;
        self.at = (self.at * 5).wrapping_add(self.perturb as usize).wrapping_add(1) & self.mask;
    }
}

impl Index {
    #[inline(always)]
    fn probe(&self, hash: u64) -> Probe {
        let mask = self.slots.len().wrapping_sub(1);
        Probe { at: hash as usize & mask, perturb: hash, mask }
    }

    /// Can it take no more entries?
    #[inline]
    fn is_full(&self) -> bool {
        self.used >= self.slots.len() / 3 * 2
    }

    /// Adds an entry. There must be room.
    #[inline]
    fn insert(&mut self, hash: u64, entry: usize) {
        let mut probe = self.probe(hash);
        while self.slots[probe.at] < REMOVED {
            probe.next();
        }
        self.used += usize::from(self.slots[probe.at] == EMPTY);
        self.slots[probe.at] = entry as u32;
    }

    fn remove(&mut self, hash: u64, entry: usize) {
        let mut probe = self.probe(hash);
        while self.slots[probe.at] != entry as u32 {
            if self.slots[probe.at] == EMPTY {
                return;
            }
            probe.next();
        }
        self.slots[probe.at] = REMOVED;
    }
}

impl Dict {
    pub(crate) fn len(&self) -> usize {
        self.live
    }

    /// All places, the deleted ones included.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn value_mut(&mut self, index: usize) -> &mut Value {
        &mut self.entries[index].value
    }

    /// Living entries in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries[self.first..].iter().filter(|e| !e.key.is_unbound())
    }

    /// The first place that may be living.
    pub(crate) fn first(&self) -> usize {
        self.first
    }

    /// The place of the key for which `same` holds among those with this hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64, mut same: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.index.slots.is_empty() {
            return self.entries.iter().position(|e| e.hash == hash && !e.key.is_unbound() && same(e.key));
        }
        let mut probe = self.index.probe(hash);
        loop {
            let slot = self.index.slots[probe.at];
            // What is out of range is empty or removed.
            if let Some(entry) = self.entries.get(slot as usize) {
                if entry.hash == hash && same(entry.key) {
                    return Some(slot as usize);
                }
            } else if slot == EMPTY {
                return None;
            }
            probe.next();
        }
    }

    /// Adds an item whose key is not there. Returns the bytes that the dict grew by.
    #[inline]
    pub(crate) fn insert_new(&mut self, hash: u64, key: Value, value: Value) -> usize {
        let before = self.entries.capacity();
        if self.index.is_full() && (self.entries.len() >= SMALL || !self.index.slots.is_empty()) {
            self.grow();
        }
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.version = self.version.wrapping_add(1);
        if !self.index.slots.is_empty() {
            self.index.insert(hash, self.entries.len() - 1);
        }
        self.entries.capacity().saturating_sub(before) * (size_of::<Entry>() + 8)
    }

    /// Removes the item at a place that `find` gave.
    pub(crate) fn remove_at(&mut self, index: usize) -> Entry {
        let entry = self.entries[index];
        if !self.index.slots.is_empty() {
            self.index.remove(entry.hash, index);
        }
        self.entries[index] = Entry { hash: 0, key: Value::Unbound, value: Value::Unbound };
        self.live -= 1;
        self.version = self.version.wrapping_add(1);
        if index == self.first {
            let rest = self.entries[index..].iter().position(|e| !e.key.is_unbound());
            self.first = rest.map_or(self.entries.len(), |n| index + n);
        }
        if self.live == 0 {
            self.entries.clear();
            self.index = Index::default();
            self.first = 0;
        } else if index + 1 == self.entries.len() {
            while self.entries.last().is_some_and(|e| e.key.is_unbound()) {
                self.entries.pop();
            }
        } else if self.entries.len() > 2 * self.live + SMALL {
            self.compact();
            self.rebuild(self.live + 1);
        }
        entry
    }

    pub(crate) fn clear(&mut self) {
        let version = self.version.wrapping_add(1);
        *self = Dict { version, ..Dict::default() };
    }

    /// Forgets the places of removed items.
    fn compact(&mut self) {
        self.entries.retain(|e| !e.key.is_unbound());
        self.first = 0;
    }

    /// Makes room for more entries.
    #[cold]
    fn grow(&mut self) {
        if self.live < self.entries.len() {
            self.compact();
        }
        self.rebuild(self.entries.len() * 2);
    }

    /// Makes the index anew, with room for so many entries.
    fn rebuild(&mut self, room: usize) {
        self.index = Index::default();
        if room <= SMALL {
            return;
        }
        self.index.slots = vec![EMPTY; (room + room / 2 + 2).next_power_of_two()];
        for (i, entry) in self.entries.iter().enumerate().filter(|(_, e)| !e.key.is_unbound()) {
            self.index.insert(entry.hash, i);
        }
    }
}

impl Dict {
    /// `dict.copy()`: without the places of what was deleted.
    pub(crate) fn without_holes(&self) -> Self {
        let mut copy = Dict { entries: self.iter().copied().collect(), live: self.live, ..Dict::default() };
        copy.rebuild(copy.live + 1);
        copy
    }
}

impl Trace for Dict {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        for entry in &self.entries {
            visit(entry.key);
            visit(entry.value);
        }
    }

    fn owned_bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.index.slots.capacity() * size_of::<u32>()
    }
}

impl Dying for Dict {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys whose hashes collide in many ways are all found, before and after removals.
    #[test]
    fn finds_what_is_there() {
        for stride in [1, 8, 1 << 20, 1 << 40, 0x9e37_79b9] {
            let mut dict = Dict::default();
            let find = |dict: &Dict, i: i64| {
                dict.find(i as u64 * stride, |k| matches!(k, Value::Int(key) if key == i))
                    .map(|at| dict.entries[at].value)
            };
            for i in 0..1000 {
                assert!(find(&dict, i).is_none());
                dict.insert_new(i as u64 * stride, Value::Int(i), Value::Int(-i));
            }
            for i in (0..1000).filter(|i| i % 3 != 0) {
                let at = dict.find(i as u64 * stride, |k| matches!(k, Value::Int(key) if key == i));
                dict.remove_at(at.expect("it was inserted"));
            }
            for i in 0..1000 {
                assert_eq!(find(&dict, i).is_some(), i % 3 == 0, "{i} × {stride}");
            }
            assert_eq!(dict.len(), 334);
            assert_eq!(dict.iter().count(), 334);
        }
    }

    /// A dict that stays small does not fill its index with removed places.
    #[test]
    fn comes_and_goes() {
        let mut dict = Dict::default();
        for i in 0..100_000u64 {
            dict.insert_new(i * 7919, Value::Int(i as i64), Value::None);
            if i >= 12 {
                let oldest = dict.first();
                assert!(matches!(dict.remove_at(oldest).key, Value::Int(k) if k == i as i64 - 12));
            }
            assert!(dict.find(i * 7919 + 1, |_| true).is_none());
        }
        assert_eq!(dict.len(), 12);
    }
}
