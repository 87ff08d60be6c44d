//! Classes.

use super::Function;
use crate::heap::{Dying, Ref, Trace};
use crate::native::NativeDef;
use crate::value::{Name, Value};

/// A small ordered map from names to values. Deleted names keep their place, unbound.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameMap {
    entries: Vec<(Name, Value)>,
    /// Places by name, once there are many: a table with open addressing, at most half full, whose size is a power of
    /// two.
    index: Box<[u32]>,
}

/// A slot of the index without a place.
const EMPTY: u32 = u32::MAX;

/// Up to this many entries are searched one by one.
const SMALL: usize = 8;

impl NameMap {
    /// The place of a name, bound or not.
    #[inline]
    pub(crate) fn slot(&self, name: Name) -> Option<usize> {
        if self.entries.len() <= SMALL {
            self.entries.iter().position(|(n, _)| *n == name)
        } else {
            let mut at = self.home(name);
            loop {
                let place = self.index[at];
                match self.entries.get(place as usize) {
                    Some((n, _)) if *n == name => return Some(place as usize),
                    Some(_) => at = (at + 1) & (self.index.len() - 1),
                    None => return None,
                }
            }
        }
    }

    /// The slot of the index where the search for a name begins.
    #[inline]
    fn home(&self, name: Name) -> usize {
        // The highest bits of a product by the golden ratio.
        (name.0.wrapping_mul(0x9e37_79b9) >> (32 - self.index.len().trailing_zeros())) as usize
    }

    /// Makes the index anew, with room for as many names again.
    #[cold]
    fn rebuild(&mut self) {
        self.index = vec![EMPTY; (self.entries.len() * 4).next_power_of_two()].into();
        for place in 0..self.entries.len() {
            self.add_to_index(place);
        }
    }

    fn add_to_index(&mut self, place: usize) {
        let mut at = self.home(self.entries[place].0);
        while self.index[at] != EMPTY {
            at = (at + 1) & (self.index.len() - 1);
        }
        self.index[at] = place as u32;
    }

    #[inline]
    pub(crate) fn get(&self, name: Name) -> Option<Value> {
        self.slot(name).and_then(|i| self.entries[i].1.bound())
    }

    /// The value at a place, unbound if it was deleted.
    #[inline]
    pub(crate) fn at(&self, slot: usize) -> Value {
        self.entries[slot].1
    }

    /// Has it never had a name?
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// As [`NameMap::at`], if there is such a place.
    #[inline(always)]
    pub(crate) fn get_at(&self, slot: usize) -> Option<Value> {
        self.entries.get(slot).map(|(_, value)| *value)
    }

    /// Where the value at a place is.
    #[inline(always)]
    pub(crate) fn place_at(&mut self, slot: usize) -> Option<&mut Value> {
        self.entries.get_mut(slot).map(|(_, value)| value)
    }

    #[inline]
    pub(crate) fn set_at(&mut self, slot: usize, value: Value) {
        self.entries[slot].1 = value;
    }

    /// Sets a value; returns its place.
    pub(crate) fn set(&mut self, name: Name, value: Value) -> usize {
        if let Some(slot) = self.slot(name) {
            self.entries[slot].1 = value;
            return slot;
        }
        self.entries.push((name, value));
        let count = self.entries.len();
        if count > SMALL {
            if count * 2 > self.index.len() {
                self.rebuild();
            } else {
                self.add_to_index(count - 1);
            }
        }
        count - 1
    }

    /// Removes a name; tells whether it was there.
    pub(crate) fn remove(&mut self, name: Name) -> Option<Value> {
        let slot = self.slot(name)?;
        std::mem::replace(&mut self.entries[slot].1, Value::Unbound).bound()
    }

    /// Bound names in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Name, Value)> + '_ {
        self.entries.iter().copied().filter(|(_, v)| !v.is_unbound())
    }

    /// Places, the unbound ones included.
    pub(crate) fn slots(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn name_at(&self, slot: usize) -> Name {
        self.entries[slot].0
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.entries.iter().for_each(|(_, v)| visit(*v));
    }
}

/// What instances of a class are made of. A class inherits its first base's that is not [`Layout::Object`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Layout {
    /// [`super::Instance`] without a payload.
    #[default]
    Object,
    /// [`super::Exception`].
    Exception,
    /// `type` and its subclasses: metaclasses.
    Class,
    /// [`super::FutureObject`].
    Future,
    /// A built-in value; instances of subclasses are [`super::Instance`]s with it as their payload.
    Builtin,
    /// Cannot be subclassed (`bool`, `NoneType`, `function`…).
    Final,
}

/// Special methods that instances' classes define in Python, so that the machine's fast paths need not look for them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Overrides {
    pub(crate) getattribute: bool,
    pub(crate) getattr: bool,
    pub(crate) setattr: bool,
    pub(crate) delattr: bool,
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) bool_: bool,
    pub(crate) len: bool,
    pub(crate) del: bool,
}

/// What calling a class comes to in the plain cases: a new instance, whose `__init__` is called; or a built-in class's
/// own function.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Recipe {
    /// The epoch for which it holds, plus one; 0: not known.
    pub(crate) epoch: u32,
    /// The `__init__` of a class written in Python; `None` if the case is not the plain one.
    pub(crate) init: Option<Ref<Function>>,
    /// The `__new__` of a built-in class; `None` if the case is not the plain one.
    pub(crate) new: Option<&'static NativeDef>,
}

/// A class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    pub(crate) name: Option<Name>,
    /// A `str`.
    pub(crate) qualname: Value,
    /// A `str`.
    pub(crate) module: Value,
    pub(crate) bases: Vec<Ref<Class>>,
    /// Method resolution order, itself first.
    pub(crate) mro: Vec<Ref<Class>>,
    pub(crate) attrs: NameMap,
    /// `None`: `type`.
    pub(crate) metaclass: Option<Ref<Class>>,
    pub(crate) layout: Layout,
    /// It is defined in Rust and its attributes cannot be changed.
    pub(crate) native: bool,
    pub(crate) overrides: Overrides,
    /// Shape of an instance without attributes.
    pub(crate) shape: u32,
    /// `__slots__` and no `__dict__`: attributes that instances may have.
    pub(crate) slots: Option<Vec<Name>>,
    /// How its instances are made, as of an epoch of the classes.
    pub(crate) recipe: Recipe,
    /// Direct subclasses, for `__subclasses__` and for ending what was cached.
    pub(crate) subclasses: Vec<Ref<Class>>,
}

impl Trace for Class {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.qualname);
        visit(self.module);
        self.attrs.trace(visit);
        for class in self.mro.iter().chain(&self.bases).chain(&self.metaclass).chain(&self.subclasses) {
            visit(Value::Class(*class));
        }
    }
}

impl Dying for Class {}
