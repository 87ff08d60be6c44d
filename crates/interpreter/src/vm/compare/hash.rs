//! `hash`.

use crate::hash::{hash_float, hash_int};
use crate::native::{Res, Unwind};
use crate::types::nesting::Level;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::item::{hash_big, hash_tuple};

impl Vm {
    /// `hash(value)`.
    pub(crate) fn hash(&mut self, value: Value) -> Res<i64> {
        if let Value::Class(class) = value
            && self.heap[class].metaclass.is_some_and(|m| self.heap[m].overrides.hash || self.heap[m].overrides.eq)
        {
            return self.hash_specially(value);
        }
        match self.heap.native_hash(value) {
            Some(-1) => Ok(-2),
            Some(hash) => Ok(hash),
            None => self.hash_slow(value),
        }
    }

    fn hash_slow(&mut self, value: Value) -> Res<i64> {
        match value {
            Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Future(_) => self.hash_specially(value),
            Value::Opaque(o) if self.heap[o].class != Some(self.types.complex) => self.hash_specially(value),
            _ => self.builtin_hash(value),
        }
    }

    /// `hash` of a built-in value (unwrapped), by its content; by identity if it has none.
    pub(crate) fn builtin_hash(&mut self, value: Value) -> Res<i64> {
        let hash = match value {
            Value::Tuple(t) => {
                let Some(_level) = Level::enter() else {
                    return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
                };
                let items = self.heap[t].items.clone();
                let mut hashes = Vec::with_capacity(items.len());
                for item in items {
                    hashes.push(self.hash(item)?);
                }
                hash_tuple(hashes.into_iter())
            }
            Value::Set(set) if self.heap[set].frozen => {
                if let Some(hash) = self.heap[set].hash.get() {
                    return Ok(hash);
                }
                let Some(_level) = Level::enter() else {
                    return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
                };
                let keys: Vec<Value> = self.heap[set].table.iter().map(|e| e.key).collect();
                let mut hash = 0u64;
                for key in &keys {
                    let mixed = self.hash(*key)? as u64;
                    hash ^= (mixed ^ 0x55b_4db3 ^ (mixed << 16)).wrapping_mul(3_644_798_167);
                }
                // As CPython's `frozenset_hash`.
                hash ^= (keys.len() as u64 + 1).wrapping_mul(1_927_868_237);
                hash ^= (hash >> 11) ^ (hash >> 25);
                let hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923) as i64;
                let hash = if hash == -1 { 590_923_713 } else { hash };
                self.heap[set].hash.set(Some(hash));
                hash
            }
            Value::Range(r) => {
                let range = self.heap[r];
                let len = range.len();
                let none = self.hash(Value::None)?;
                let start = if len == 0 { none } else { hash_int(range.start) };
                let step = if len < 2 { none } else { hash_int(range.step) };
                hash_tuple([hash_int(len as i64), start, step].into_iter())
            }
            Value::List(_) | Value::Dict(_) | Value::Slice(_) | Value::Set(_) | Value::Bytes(_) => {
                return match self.heap.native_hash(value) {
                    Some(hash) => Ok(hash),
                    None => Err(self.unhashable(value)),
                };
            }
            Value::Opaque(o) => match self.heap[o].get::<crate::types::Complex>() {
                Some(c) => hash_float(c.re).wrapping_add(hash_float(c.im).wrapping_mul(1_000_003)),
                None => self.address(value) as i64 >> 4,
            },
            Value::Method(m) => {
                let method = self.heap[m];
                self.hash(method.function)? ^ (self.address(method.this) as i64 >> 4)
            }
            Value::BigInt(i) => hash_big(&self.heap[i].value),
            value => match self.heap.native_hash(value) {
                Some(hash) => hash,
                None => self.address(value) as i64 >> 4,
            },
        };
        Ok(if hash == -1 { -2 } else { hash })
    }

    fn hash_specially(&mut self, value: Value) -> Res<i64> {
        let (hash, eq) = (self.names.hash, self.names.eq);
        // The first class that has an opinion decides: one that defines `__eq__` alone makes it unhashable.
        let class = self.class_of(value);
        for i in 0..self.heap[class].mro.len() {
            let base = self.heap[class].mro[i];
            match self.heap[base].attrs.get(hash) {
                Some(Value::None) => return Err(self.unhashable(value)),
                Some(_) => break,
                None if self.heap[base].attrs.get(eq).is_some() && !self.heap[base].native => {
                    return Err(self.unhashable(value));
                }
                None => {}
            }
        }
        let Some(_) = self.own_special(value, hash) else {
            let unwrapped = self.unwrap(value);
            return if matches!(unwrapped, Value::Instance(_)) {
                Ok(self.address(value) as i64 >> 4)
            } else {
                self.builtin_hash(unwrapped)
            };
        };
        match self.call_special(value, hash, &[])?.map(|v| self.unwrap(v)) {
            Some(Value::Int(-1)) => Ok(-2),
            Some(Value::Int(i)) => Ok(i),
            Some(Value::Bool(b)) => Ok(i64::from(b)),
            Some(Value::BigInt(i)) => Ok(hash_big(&self.heap[i].value)),
            _ => Err(self.type_error("__hash__ method should return an integer")),
        }
    }

    #[cold]
    pub(crate) fn unhashable(&mut self, value: Value) -> Unwind {
        let message = format!("unhashable type: '{}'", self.type_name(value));
        self.type_error(message)
    }
}
