//! The primitives of dicts and sets.

use super::key::spread;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Dict, Set};
use crate::value::Value;
use crate::vm::Vm;

/// A table of keys: a dict's or a set's.
#[derive(Clone, Copy)]
enum Table {
    Dict(Ref<Dict>),
    Set(Ref<Set>),
}

impl Vm {
    /// The hash of a key as the tables keep it; `TypeError` if it cannot be hashed.
    #[inline]
    pub(crate) fn key_hash(&mut self, key: Value) -> Res<u64> {
        match self.heap.native_hash(key) {
            Some(hash) => Ok(spread(hash)),
            None => Ok(spread(self.hash(key)?)),
        }
    }

    fn table(&self, table: Table) -> &Dict {
        match table {
            Table::Dict(dict) => &self.heap[dict],
            Table::Set(set) => &self.heap[set].table,
        }
    }

    /// The place of a key. Runs Python code only when a key of the same hash has an `__eq__` of its own.
    #[inline]
    fn find(&mut self, table: Table, hash: u64, key: Value) -> Res<Option<usize>> {
        let mut doubt = false;
        let found = self.table(table).find(hash, |k| {
            self.heap.same_key(k, key).unwrap_or_else(|| {
                doubt = true;
                false
            })
        });
        if found.is_some() || !doubt { Ok(found) } else { self.find_slow(table, hash, key) }
    }

    fn find_slow(&mut self, table: Table, hash: u64, key: Value) -> Res<Option<usize>> {
        let entries = self.table(table).entries().iter().enumerate();
        let candidates: Vec<(usize, Value)> =
            entries.filter(|(_, e)| e.hash == hash && !e.key.is_unbound()).map(|(i, e)| (i, e.key)).collect();
        for (index, candidate) in candidates {
            if self.equal(candidate, key)? {
                // The comparison may have changed the table.
                let still = self.table(table).entries().get(index).is_some_and(|e| e.key.is(candidate));
                return if still { Ok(Some(index)) } else { self.find_slow(table, hash, key) };
            }
        }
        Ok(None)
    }

    /// The value of a key.
    #[inline]
    pub(crate) fn dict_get(&mut self, dict: Ref<Dict>, key: Value) -> Res<Option<Value>> {
        let hash = self.key_hash(key)?;
        let found = self.find(Table::Dict(dict), hash, key)?;
        Ok(found.map(|i| self.heap[dict].entries()[i].value))
    }

    /// Sets the value of a key.
    #[inline]
    pub(crate) fn dict_set(&mut self, dict: Ref<Dict>, key: Value, value: Value) -> Res<()> {
        let hash = self.key_hash(key)?;
        match self.find(Table::Dict(dict), hash, key)? {
            Some(index) => *self.heap[dict].value_mut(index) = value,
            None => {
                let grown = self.heap[dict].insert_new(hash, key, value);
                self.heap.charge(grown);
            }
        }
        Ok(())
    }

    /// The value of a key, set to `default` if it is not there.
    pub(crate) fn dict_set_default(&mut self, dict: Ref<Dict>, key: Value, default: Value) -> Res {
        let hash = self.key_hash(key)?;
        if let Some(index) = self.find(Table::Dict(dict), hash, key)? {
            return Ok(self.heap[dict].entries()[index].value);
        }
        let grown = self.heap[dict].insert_new(hash, key, default);
        self.heap.charge(grown);
        Ok(default)
    }

    /// Removes a key; its value, if it was there.
    pub(crate) fn dict_remove(&mut self, dict: Ref<Dict>, key: Value) -> Res<Option<Value>> {
        let hash = self.key_hash(key)?;
        let found = self.find(Table::Dict(dict), hash, key)?;
        Ok(found.map(|i| self.heap[dict].remove_at(i).value))
    }

    /// The value of a `str` key. Never runs Python code.
    pub(crate) fn dict_get_text(&self, dict: Ref<Dict>, key: &str) -> Option<Value> {
        let hash = spread(crate::hash::hash_text(key) as i64);
        let dict = &self.heap[dict];
        let found = dict.find(hash, |k| match self.unwrap(k) {
            Value::Str(s) => self.heap.text(s) == key,
            _ => false,
        });
        found.map(|i| dict.entries()[i].value)
    }

    /// A new dict with `str` keys.
    pub(crate) fn dict_of(&mut self, items: &[(&str, Value)]) -> Value {
        let mut dict = Dict::default();
        for (key, value) in items {
            let name = self.heap.intern(key);
            let hash = spread(crate::hash::hash_text(key) as i64);
            dict.insert_new(hash, self.heap.name_value(name), *value);
        }
        Value::Dict(self.heap.alloc(dict))
    }

    /// Adds to a set; tells whether it was not there.
    #[inline]
    pub(crate) fn set_add(&mut self, set: Ref<Set>, value: Value) -> Res<bool> {
        let hash = self.key_hash(value)?;
        self.set_add_hashed(set, hash, value)
    }

    /// As [`Vm::set_add`], with the value's [`Vm::key_hash`].
    #[inline]
    pub(crate) fn set_add_hashed(&mut self, set: Ref<Set>, hash: u64, value: Value) -> Res<bool> {
        if self.find(Table::Set(set), hash, value)?.is_some() {
            return Ok(false);
        }
        let number = self.number_hash(value);
        let grown = self.heap[set].insert_new(hash, value, number);
        self.heap.charge(grown);
        Ok(true)
    }

    /// Is the value an element? A set as the value stands for the frozenset of its elements.
    pub(crate) fn set_contains(&mut self, set: Ref<Set>, value: Value) -> Res<bool> {
        let (hash, value) = self.element_hash(value)?;
        Ok(self.find(Table::Set(set), hash, value)?.is_some())
    }

    /// As [`Vm::set_contains`], with the value's [`Vm::key_hash`].
    pub(crate) fn set_contains_hashed(&mut self, set: Ref<Set>, hash: u64, value: Value) -> Res<bool> {
        Ok(self.find(Table::Set(set), hash, value)?.is_some())
    }

    /// Removes from a set; tells whether it was there.
    pub(crate) fn set_remove(&mut self, set: Ref<Set>, value: Value) -> Res<bool> {
        let (hash, value) = self.element_hash(value)?;
        let Some(index) = self.find(Table::Set(set), hash, value)? else { return Ok(false) };
        let number = self.number_hash(self.heap[set].table.entries()[index].key);
        if number.is_some() {
            self.ensure_places(set);
        }
        self.heap[set].remove_at(index, number);
        Ok(true)
    }

    fn element_hash(&mut self, value: Value) -> Res<(u64, Value)> {
        let value = match self.unwrap(value) {
            Value::Set(s) if !self.heap[s].frozen => {
                let copy = Set { frozen: true, ..self.heap[s].clone() };
                Value::Set(self.heap.alloc(copy))
            }
            _ => value,
        };
        Ok((self.key_hash(value)?, value))
    }

    /// A new set (or frozenset) of values.
    pub(crate) fn set_of(&mut self, values: &[Value], frozen: bool) -> Res {
        let set = self.heap.alloc(Set { frozen, ..Set::default() });
        for value in values {
            self.set_add(set, *value)?;
        }
        Ok(Value::Set(set))
    }
}
