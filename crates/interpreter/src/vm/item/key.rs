//! Keys of dicts and sets: hashes and equality that need no Python code.

use crate::hash::{hash_bytes, hash_float, hash_int};
use crate::heap::Heap;
use crate::value::Value;

/// Tuples in tuples deeper than this are left to what raises `RecursionError`.
const MAX_DEPTH: u32 = 20;

/// A hash as the tables keep it.
#[inline]
pub(crate) fn spread(hash: i64) -> u64 {
    hash as u64
}

/// The hash of an object by its identity: its kind and its number.
fn identity(kind: u64, index: usize) -> i64 {
    ((kind << 40) + ((index as u64) << 4) + 8) as i64
}

/// `hash(tuple)` from the hashes of the items: CPython's variant of xxHash (`tuplehash`).
pub(crate) fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let len = items.len() as u64;
    let mut acc = PRIME_5;
    for item in items {
        acc = acc.wrapping_add((item as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    acc = acc.wrapping_add(len ^ PRIME_5 ^ 0x35_d373);
    if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
}

impl Heap {
    /// `hash(value)`, where no Python code and no native special method has a say in it; `None` where it may have, and
    /// for what cannot be hashed.
    #[inline]
    pub(crate) fn native_hash(&self, value: Value) -> Option<i64> {
        match value {
            Value::Str(s) => Some(self.text_hash(s) as i64),
            Value::Int(i) => Some(hash_int(i)),
            _ => self.native_hash_within(value, MAX_DEPTH),
        }
    }

    fn native_hash_within(&self, value: Value, depth: u32) -> Option<i64> {
        Some(match value {
            Value::Str(s) => self.text_hash(s) as i64,
            Value::Int(i) => hash_int(i),
            Value::Bool(b) => i64::from(b),
            Value::Float(f) => hash_float(f),
            Value::BigInt(big) => hash_big(&self[big].value),
            Value::None => 0x0fca_86420,
            Value::Ellipsis => 0x0fca_86421,
            Value::NotImplemented => 0x0fca_86422,
            Value::Bytes(b) if !self[b].mutable => hash_bytes(&self[b].data) as i64,
            Value::Tuple(t) => {
                let depth = depth.checked_sub(1)?;
                let items = &self[t].items;
                if let [a, b] = **items {
                    let hashes = [self.native_hash_within(a, depth)?, self.native_hash_within(b, depth)?];
                    return Some(hash_tuple(hashes.into_iter()));
                }
                let mut hashes = Vec::with_capacity(items.len());
                for item in items {
                    hashes.push(self.native_hash_within(*item, depth)?);
                }
                hash_tuple(hashes.into_iter())
            }
            Value::Instance(i) => {
                let instance = &self[i];
                let overrides = self[instance.class()].overrides;
                if overrides.hash || overrides.eq {
                    return None;
                }
                match instance.payload {
                    Value::Unbound => identity(1, i.index()),
                    Value::Str(_) | Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Tuple(_) => {
                        return self.native_hash_within(instance.payload, depth);
                    }
                    _ => return None,
                }
            }
            Value::Function(f) => identity(2, f.index()),
            Value::Class(c) => identity(3, c.index()),
            Value::Native(def) => std::ptr::from_ref(def) as usize as i64 >> 3,
            Value::Method(m) => {
                let method = self[m];
                let depth = depth.checked_sub(1)?;
                let this = self.native_hash_within(method.this, depth)?;
                self.native_hash_within(method.function, depth)? ^ this.rotate_left(7)
            }
            Value::Exception(e) => {
                let overrides = self[self[e].class()].overrides;
                if overrides.hash || overrides.eq {
                    return None;
                }
                identity(4, e.index())
            }
            Value::Module(m) => identity(5, m.index()),
            Value::Generator(g) => identity(6, g.index()),
            Value::Future(f) => {
                if let Some(class) = self[f].class {
                    let overrides = self[class].overrides;
                    if overrides.hash || overrides.eq {
                        return None;
                    }
                }
                identity(7, f.index())
            }
            Value::Iter(i) => identity(8, i.index()),
            Value::Descriptor(d) => identity(9, d.index()),
            Value::Cell(c) => identity(10, c.index()),
            _ => return None,
        })
    }

    /// Are two keys of the same hash equal? `None` if only special methods can say.
    pub(crate) fn same_key(&self, a: Value, b: Value) -> Option<bool> {
        match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                if x == y {
                    return Some(true);
                }
                let names = (self[x].name, self[y].name);
                if names.0.is_some() && names.1.is_some() {
                    return Some(names.0 == names.1);
                }
                Some(self.text(x) == self.text(y))
            }
            (Value::Int(x), Value::Int(y)) => Some(x == y),
            _ if a.is(b) => Some(true),
            (Value::Instance(_) | Value::Exception(_), _) | (_, Value::Instance(_) | Value::Exception(_)) => {
                self.same_object(a, b)
            }
            (Value::Opaque(_) | Value::Set(_) | Value::Future(_) | Value::Range(_), _)
            | (_, Value::Opaque(_) | Value::Set(_) | Value::Future(_)) => None,
            (Value::Bool(x), Value::Int(y)) | (Value::Int(y), Value::Bool(x)) => Some(i64::from(x) == y),
            (Value::Float(x), Value::Float(y)) => Some(x == y),
            (Value::Float(x), Value::Int(y)) | (Value::Int(y), Value::Float(x)) => {
                Some(x.fract() == 0.0 && x.abs() < 9.3e18 && x as i128 == i128::from(y))
            }
            (Value::Float(x), Value::Bool(y)) | (Value::Bool(y), Value::Float(x)) => {
                Some(x == if y { 1.0 } else { 0.0 })
            }
            (Value::BigInt(x), Value::BigInt(y)) => Some(self[x].value == self[y].value),
            (Value::BigInt(_), Value::Float(_)) | (Value::Float(_), Value::BigInt(_)) => None,
            (Value::Bytes(x), Value::Bytes(y)) => Some(self[x].data == self[y].data),
            (Value::Tuple(x), Value::Tuple(y)) => {
                let (x, y) = (&self[x].items, &self[y].items);
                if x.len() != y.len() {
                    return Some(false);
                }
                let mut sure = true;
                for (a, b) in x.iter().zip(y.iter()) {
                    match self.same_key(*a, *b) {
                        Some(true) => {}
                        Some(false) => return Some(false),
                        None => sure = false,
                    }
                }
                sure.then_some(true)
            }
            (Value::Method(x), Value::Method(y)) => {
                let (x, y) = (self[x], self[y]);
                Some(x.function.is(y.function) && x.this.is(y.this))
            }
            _ => Some(false),
        }
    }

    /// As [`Heap::same_key`] where one of the two is an instance of a Python class.
    fn same_object(&self, a: Value, b: Value) -> Option<bool> {
        let (a, b) = (self.plain_key(a)?, self.plain_key(b)?);
        match (a, b) {
            (Value::Instance(_) | Value::Exception(_), _) | (_, Value::Instance(_) | Value::Exception(_)) => {
                Some(a.is(b))
            }
            // They have no hash of their own: subclasses have given them one.
            (Value::List(_) | Value::Dict(_), _) => None,
            _ => self.same_key(a, b),
        }
    }

    /// What a key compares as: `None` if Python code says it.
    fn plain_key(&self, key: Value) -> Option<Value> {
        match key {
            Value::Instance(i) => {
                let instance = &self[i];
                if self[instance.class()].overrides.eq {
                    return None;
                }
                Some(if instance.payload.is_unbound() { key } else { instance.payload })
            }
            Value::Exception(e) if self[self[e].class()].overrides.eq => None,
            _ => Some(key),
        }
    }
}

/// `hash(int)` of a big integer.
pub(crate) fn hash_big(value: &num_bigint::BigInt) -> i64 {
    let modulus = (1u64 << 61) - 1;
    let magnitude = (value.magnitude() % modulus).to_u64_digits().first().copied().unwrap_or(0) as i64;
    let hash = if value.sign() == num_bigint::Sign::Minus { -magnitude } else { magnitude };
    if hash == -1 { -2 } else { hash }
}
