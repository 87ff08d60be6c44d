//! Storage for things that are named by serial numbers, which are never reused, and kept in slots, which are.

use crate::vacancies::Vacancies;

const PAGE: usize = 256;
const EMPTY: u32 = u32::MAX;

/// Where a thing is kept. Slots are for the inside of the executor, which knows that the thing still lives.
pub(crate) type Slot = u32;

/// A slot or none, in no more room than a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MaybeSlot(Slot);

impl MaybeSlot {
    pub(crate) const NONE: Self = MaybeSlot(EMPTY);

    #[inline]
    pub(crate) fn some(slot: Slot) -> Self {
        MaybeSlot(slot)
    }

    #[inline]
    pub(crate) fn get(self) -> Option<Slot> {
        (self != Self::NONE).then_some(self.0)
    }

    #[inline]
    pub(crate) fn take(&mut self) -> Option<Slot> {
        std::mem::replace(self, Self::NONE).get()
    }
}

/// A slab with a paged index from serial numbers to slots.
///
/// Looking up a serial number takes two loads. A page of the index is freed when all of its things are gone, so
/// memory follows the number of things that live, not the number that ever lived.
#[derive(Clone)]
pub(crate) struct Arena<T> {
    entries: Vec<Entry<T>>,
    free: Vacancies,
    len: usize,
    pages: Vec<Option<Box<Page>>>,
    /// A page that has come free, for the numbers to come.
    spare: Option<Box<Page>>,
    next: u32,
    /// The numbers have started again: some may be in use.
    again: bool,
}

#[derive(Clone)]
enum Entry<T> {
    Free,
    Used { serial: u32, value: T },
}

#[derive(Clone)]
struct Page {
    slots: [u32; PAGE],
    live: u32,
}

impl<T> Arena<T> {
    pub(crate) fn new() -> Self {
        Arena {
            entries: Vec::new(),
            free: Vacancies::default(),
            len: 0,
            pages: Vec::new(),
            spare: None,
            next: 1,
            again: false,
        }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Keeps `value` and gives it the next serial number.
    // Inlined, so that the value is made where it is kept.
    #[inline(always)]
    pub(crate) fn insert(&mut self, value: T) -> (u32, Slot) {
        let serial = self.next_serial();
        let slot = match self.free.take() {
            Some(slot) => {
                self.entries[slot as usize] = Entry::Used { serial, value };
                slot
            }
            None => {
                make_room(&mut self.entries);
                self.entries.push(Entry::Used { serial, value });
                self.entries.len() as Slot - 1
            }
        };
        self.index(serial, slot);
        (serial, slot)
    }

    /// Notes where the thing of a serial number is kept.
    fn index(&mut self, serial: u32, slot: Slot) {
        let page = serial as usize / PAGE;
        if page >= self.pages.len() {
            self.pages.resize_with(page + 1, || None);
        }
        let spare = &mut self.spare;
        let page = self.pages[page].get_or_insert_with(|| {
            // All of a spare page's things are gone, and so their slots are empty.
            spare.take().unwrap_or_else(|| Box::new(Page { slots: [EMPTY; PAGE], live: 0 }))
        });
        page.slots[serial as usize % PAGE] = slot;
        page.live += 1;
        self.len += 1;
    }

    /// The slot of a serial number, if its thing still lives.
    #[inline]
    pub(crate) fn slot(&self, serial: u32) -> Option<Slot> {
        let page = self.pages.get(serial as usize / PAGE)?.as_deref()?;
        match page.slots[serial as usize % PAGE] {
            EMPTY => None,
            slot => Some(slot),
        }
    }

    #[inline]
    pub(crate) fn get(&self, slot: Slot) -> Option<&T> {
        match self.entries.get(slot as usize) {
            Some(Entry::Used { value, .. }) => Some(value),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, slot: Slot) -> Option<&mut T> {
        match self.entries.get_mut(slot as usize) {
            Some(Entry::Used { value, .. }) => Some(value),
            _ => None,
        }
    }

    /// The serial number of what is in a slot, 0 if nothing is.
    #[inline]
    pub(crate) fn serial(&self, slot: Slot) -> u32 {
        match self.entries.get(slot as usize) {
            Some(Entry::Used { serial, .. }) => *serial,
            _ => 0,
        }
    }

    pub(crate) fn by_serial(&self, serial: u32) -> Option<&T> {
        self.get(self.slot(serial)?)
    }

    pub(crate) fn by_serial_mut(&mut self, serial: u32) -> Option<&mut T> {
        let slot = self.slot(serial)?;
        self.get_mut(slot)
    }

    pub(crate) fn remove(&mut self, slot: Slot) -> Option<T> {
        let entry = self.entries.get_mut(slot as usize)?;
        let Entry::Used { serial, value } = std::mem::replace(entry, Entry::Free) else { return None };
        self.forget(slot, serial);
        Some(value)
    }

    /// Drops what is in a slot, where it is: moving it out first would take longer.
    #[inline]
    pub(crate) fn free(&mut self, slot: Slot) {
        let Some(entry) = self.entries.get_mut(slot as usize) else { return };
        let Entry::Used { serial, .. } = entry else { return };
        let serial = *serial;
        *entry = Entry::Free;
        self.forget(slot, serial);
    }

    fn forget(&mut self, slot: Slot, serial: u32) {
        self.free.add(slot);
        self.len -= 1;
        let index = serial as usize / PAGE;
        if let Some(page) = &mut self.pages[index] {
            page.slots[serial as usize % PAGE] = EMPTY;
            page.live -= 1;
            // The page that new serial numbers are taken from is kept.
            if page.live == 0 && index != self.next as usize / PAGE {
                self.spare = self.pages[index].take();
            }
        }
    }

    /// All things with their serial numbers, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Used { serial, value } => Some((*serial, value)),
            Entry::Free => None,
        })
    }

    /// After four thousand million things the numbers start again, leaving out those still in use.
    pub(crate) fn next_serial(&mut self) -> u32 {
        loop {
            let serial = self.next;
            if serial == u32::MAX - 1 {
                self.next = 1;
                self.again = true;
            } else {
                self.next = serial + 1;
            }
            if !self.again || self.slot(serial).is_none() {
                return serial;
            }
        }
    }
}

/// Makes room for one more. Lists of things that may be many do not become twice as long at once, so that a million idle
/// tasks leave no room for another million empty.
#[inline]
pub(crate) fn make_room<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_go_on_and_slots_come_back() {
        let mut arena = Arena::new();
        let (first, slot) = arena.insert('a');
        let (second, _) = arena.insert('b');
        assert_eq!((first, second), (1, 2));
        assert_eq!(arena.remove(slot), Some('a'));
        assert_eq!(arena.remove(slot), None);
        let (third, again) = arena.insert('c');
        assert_eq!((third, again), (3, slot));
        assert_eq!(arena.slot(first), None);
        assert_eq!(arena.by_serial(third), Some(&'c'));
        assert_eq!(arena.len(), 2);
    }

    #[test]
    fn memory_follows_what_lives() {
        let mut arena = Arena::new();
        for round in 0..100_000_u32 {
            let (_, slot) = arena.insert(round);
            arena.remove(slot);
        }
        assert_eq!(arena.entries.len(), 1);
        assert!(arena.pages.iter().flatten().count() <= 2);
    }
}
