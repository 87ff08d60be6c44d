//! The order in which sets show their elements: that of insertion, except for sets of numbers.

use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Places, Set, Shadow};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The hash of a number, by which CPython places it in a set; `None` for anything else.
    #[inline]
    pub(super) fn number_hash(&self, value: Value) -> Option<i64> {
        match value {
            Value::Int(i) => Some(crate::hash::hash_int(i)),
            Value::Bool(_) | Value::Float(_) | Value::BigInt(_) => self.heap.native_hash(value),
            _ => None,
        }
    }

    /// CPython's table for a set, if all its elements are numbers: as they come one after the other to an empty set.
    fn set_places(&self, set: Ref<Set>) -> Option<(Box<Places>, Shadow)> {
        let set = &self.heap[set];
        let mut shadow = Shadow::default();
        let mut places = Box::new(Places::new(shadow.mask));
        for (i, entry) in set.table.iter().enumerate() {
            places.insert(self.number_hash(entry.key)?, entry.key);
            if shadow.added(i + 1) {
                *places = places.resized(shadow.mask);
            }
        }
        Some((places, shadow))
    }

    /// Makes CPython's table for a set of numbers, before something happens to it that depends on more than the order of
    /// insertion.
    pub(super) fn ensure_places(&mut self, set: Ref<Set>) {
        if self.heap[set].places.is_none()
            && let Some((places, shadow)) = self.set_places(set)
        {
            // The shadow differs if it has not always been a set of numbers.
            self.heap[set].places = Some(places);
            self.heap[set].shadow = shadow;
        }
    }

    /// The elements of a set in the order in which they are shown.
    pub(crate) fn set_order(&self, set: Ref<Set>) -> Box<[Value]> {
        let object = &self.heap[set];
        let in_places = |places: &Places| places.elements().map(|(_, value)| value).collect();
        if let Some(places) = &object.places {
            return in_places(places);
        }
        let first = object.table.iter().next().map(|e| e.key);
        if object.table.len() > 1
            && first.is_some_and(|v| self.number_hash(v).is_some())
            && let Some((places, _)) = self.set_places(set)
        {
            return in_places(&places);
        }
        object.table.iter().map(|e| e.key).collect()
    }

    /// Takes an arbitrary element (`set_pop`).
    pub(crate) fn set_pop(&mut self, set: Ref<Set>) -> Res<Option<Value>> {
        self.ensure_places(set);
        let Some(value) = self.heap[set].next_to_pop() else { return Ok(None) };
        self.set_remove(set, value)?;
        Ok(Some(value))
    }

    /// A copy of a set (`make_new_set`, `set_merge` into an empty set).
    pub(crate) fn set_copy(&mut self, set: Ref<Set>, frozen: bool) -> Ref<Set> {
        let source = &self.heap[set];
        let len = source.table.len();
        let mut shadow = Shadow::default();
        shadow.merging(0, len);
        shadow.fill = len;
        let same = shadow.mask == source.shadow.mask && source.shadow.fill == len;
        let places = if same { source.places.clone() } else { None };
        let mut copy = Set { table: source.table.clone(), frozen, shadow, places, ..Set::default() };
        if !same {
            self.ensure_places(set);
            copy.places = self.heap[set].places.as_ref().map(|p| Box::new(p.resized(shadow.mask)));
        }
        self.heap.alloc(copy)
    }

    /// So many elements of another set or dict are about to be added: the table may grow.
    pub(crate) fn set_merging(&mut self, set: Ref<Set>, more: usize) {
        let used = self.heap[set].table.len();
        let mut shadow = self.heap[set].shadow;
        if shadow.merging(used, more) {
            self.ensure_places(set);
            let object = &mut self.heap[set];
            object.shadow = shadow;
            if let Some(places) = &mut object.places {
                **places = places.resized(shadow.mask);
            }
        }
    }

    /// `set.update(other)` for a set: its elements in the order in which it shows them.
    pub(crate) fn set_merge(&mut self, set: Ref<Set>, other: Ref<Set>) -> Res<()> {
        let values = self.set_order(other);
        if self.heap[set].table.len() == 0 && self.heap[set].shadow.fill == 0 {
            let copy = self.set_copy(other, false);
            self.set_replace(set, copy);
            return Ok(());
        }
        self.set_merging(set, values.len());
        for value in values {
            self.set_add(set, value)?;
        }
        Ok(())
    }

    /// Gives a set the elements of another, new one.
    pub(crate) fn set_replace(&mut self, set: Ref<Set>, new: Ref<Set>) {
        let new = std::mem::take(&mut self.heap[new]);
        let object = &mut self.heap[set];
        let version = object.table.version.wrapping_add(1);
        *object = Set { frozen: object.frozen, finger: object.finger, ..new };
        object.table.version = version;
    }

    /// A set display: what `{1, 2, 3}` makes. CPython builds those of three or more constants from a frozenset.
    pub(crate) fn set_display(&mut self, values: &[Value]) -> Res {
        let set = self.set_of(values, false)?;
        if values.len() < 3 || !values.iter().all(|v| matches!(v, Value::Int(_) | Value::Float(_) | Value::Bool(_))) {
            return Ok(set);
        }
        let Value::Set(constants) = set else { return Ok(set) };
        // The compiler makes another frozenset of the first one's elements, to find equal constants.
        let order = self.set_order(constants);
        let Value::Set(constants) = self.set_of(&order, false)? else { return Ok(set) };
        Ok(Value::Set(self.set_copy(constants, false)))
    }
}
