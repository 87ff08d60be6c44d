//! Items: `a[b]`, `b in a`, `len(a)`, and the primitives of dicts and sets.

mod dict;
mod key;
mod quick;
mod set_order;
mod slice;

pub(crate) use key::{hash_big, hash_tuple};
pub(crate) use slice::{Bounds, place};

use super::Vm;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Class, List, Range, Str};
use crate::value::{Name, Value};

impl Vm {
    /// `object[key]`.
    #[inline]
    pub(crate) fn get_item(&mut self, object: Value, key: Value) -> Res {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => {
                let items = &self.heap[list].items;
                match place(index, items.len()) {
                    Some(i) => Ok(items[i]),
                    None => Err(self.index_error("list index out of range")),
                }
            }
            (Value::Tuple(tuple), Value::Int(index)) => {
                let items = &self.heap[tuple].items;
                match place(index, items.len()) {
                    Some(i) => Ok(items[i]),
                    None => Err(self.index_error("tuple index out of range")),
                }
            }
            (Value::Dict(dict), _) => match self.dict_get(dict, key)? {
                Some(value) => Ok(value),
                None => Err(self.key_error(key)),
            },
            _ => self.get_item_slow(object, key),
        }
    }

    #[inline(never)]
    fn get_item_slow(&mut self, object: Value, key: Value) -> Res {
        match object {
            Value::List(list) => self.list_item(list, key),
            Value::Tuple(tuple) => match key {
                Value::Slice(slice) => {
                    let bounds = self.slice_bounds(slice, self.heap[tuple].items.len())?;
                    if bounds.is_all() {
                        return Ok(object);
                    }
                    let items = bounds.pick(&self.heap[tuple].items);
                    Ok(self.heap.tuple(items))
                }
                _ => {
                    let index = self.sequence_index(key, "tuple indices must be integers or slices, not ", "")?;
                    self.get_item(object, Value::Int(index))
                }
            },
            Value::Str(text) => self.str_item(text, key),
            Value::Bytes(bytes) => {
                let mutable = self.heap[bytes].mutable;
                let len = self.heap[bytes].data.len();
                if let Value::Slice(slice) = key {
                    let bounds = self.slice_bounds(slice, len)?;
                    let data = bounds.pick(&self.heap[bytes].data);
                    return Ok(Value::Bytes(self.heap.alloc(crate::object::Bytes { data, mutable })));
                }
                let what = if mutable { "bytearray indices" } else { "byte indices" };
                let index = self.sequence_index(key, &format!("{what} must be integers or slices, not "), "")?;
                match place(index, len) {
                    Some(i) => Ok(Value::Int(i64::from(self.heap[bytes].data[i]))),
                    None => Err(self.index_error(if mutable {
                        "bytearray index out of range"
                    } else {
                        "index out of range"
                    })),
                }
            }
            Value::Range(range) => self.range_item(range, key),
            Value::Dict(_) => self.get_item(object, key),
            Value::Class(class) => self.class_item(class, key),
            Value::Instance(instance) => {
                let payload = self.heap[instance].payload;
                match self.special(object, self.names.getitem) {
                    Some(Value::Native(_)) | None if !payload.is_unbound() => self.payload_item(object, payload, key),
                    Some(_) => self.special_item(object, key),
                    None => Err(self.not_subscriptable(object)),
                }
            }
            _ => self.special_item(object, key),
        }
    }

    fn special_item(&mut self, object: Value, key: Value) -> Res {
        match self.call_special(object, self.names.getitem, &[key])? {
            Some(value) => Ok(value),
            None => Err(self.not_subscriptable(object)),
        }
    }

    /// An item of an instance of a subclass of a built-in class.
    fn payload_item(&mut self, object: Value, payload: Value, key: Value) -> Res {
        let dict = match payload {
            Value::Dict(dict) => dict,
            Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Set(_) => {
                return Err(self.not_subscriptable(object));
            }
            _ => return self.get_item(payload, key),
        };
        if let Some(value) = self.dict_get(dict, key)? {
            return Ok(value);
        }
        match self.call_special(object, self.names.missing, &[key])? {
            Some(value) => Ok(value),
            None => Err(self.key_error(key)),
        }
    }

    #[cold]
    fn not_subscriptable(&mut self, object: Value) -> crate::native::Unwind {
        let message = format!("'{}' object is not subscriptable", self.type_name(object));
        self.type_error(message)
    }

    /// `Class[key]`: the metaclass's `__getitem__`, `__class_getitem__`, or an alias of a built-in generic class.
    fn class_item(&mut self, class: Ref<Class>, key: Value) -> Res {
        let object = Value::Class(class);
        if let Some(value) = self.call_special(object, self.names.getitem, &[key])? {
            return Ok(value);
        }
        if let Some(method) = self.find_attr(object, self.names.class_getitem)? {
            return self.call(method, &[key]);
        }
        if crate::types::alias::is_generic(self, class) {
            return Ok(crate::types::alias::subscript(self, object, key));
        }
        let message = format!("type '{}' is not subscriptable", self.name_in_messages(class));
        Err(self.type_error(message))
    }

    fn list_item(&mut self, list: Ref<List>, key: Value) -> Res {
        if let Value::Slice(slice) = key {
            let bounds = self.slice_bounds(slice, self.heap[list].items.len())?;
            self.reserve(bounds.count * size_of::<Value>())?;
            let items = bounds.pick(&self.heap[list].items);
            return Ok(self.heap.list(items));
        }
        let index = self.sequence_index(key, "list indices must be integers or slices, not ", "")?;
        self.get_item(Value::List(list), Value::Int(index))
    }

    fn str_item(&mut self, text: Ref<Str>, key: Value) -> Res {
        let chars = self.heap[text].chars;
        if let Value::Slice(slice) = key {
            let bounds = self.slice_bounds(slice, chars)?;
            if bounds.is_all() {
                return Ok(Value::Str(text));
            }
            let part = self.str_part(text, &bounds);
            return Ok(self.heap.str(part));
        }
        let index = self.sequence_index(key, "string indices must be integers, not '", "'")?;
        let Some(index) = place(index, chars) else { return Err(self.index_error("string index out of range")) };
        let offset = self.heap.char_offset(text, index);
        let c = self.heap.text(text)[offset..].chars().next().unwrap_or_default();
        Ok(self.char(c))
    }

    /// A string of one character; those of ASCII are interned.
    pub(crate) fn char(&mut self, c: char) -> Value {
        let mut buffer = [0; 4];
        if c.is_ascii() {
            if let Some(value) = self.ascii.get(c as usize) {
                return *value;
            }
            for c in 0..128_u8 {
                let name = self.heap.intern(char::from(c).encode_utf8(&mut buffer));
                self.ascii.push(self.heap.name_value(name));
            }
            return self.ascii[c as usize];
        }
        let text: &str = c.encode_utf8(&mut buffer);
        self.heap.str(text)
    }

    fn str_part(&self, text: Ref<Str>, bounds: &Bounds) -> String {
        let object = &self.heap[text];
        let whole = self.heap.text(text);
        if bounds.step == 1 {
            let range = bounds.range();
            let (start, end) = (self.heap.char_offset(text, range.start), self.heap.char_offset(text, range.end));
            return whole[start..end].to_owned();
        }
        if object.is_ascii() {
            return bounds.places().map(|i| char::from(whole.as_bytes()[i])).collect();
        }
        let chars: Vec<char> = whole.chars().collect();
        bounds.places().map(|i| chars[i]).collect()
    }

    fn range_item(&mut self, range: Ref<Range>, key: Value) -> Res {
        let Range { start, step, .. } = self.heap[range];
        let len = self.heap[range].len();
        if let Value::Slice(slice) = key {
            let bounds = self.slice_bounds(slice, len)?;
            let part = Range {
                start: start.saturating_add(bounds.start.saturating_mul(step)),
                stop: start.saturating_add(bounds.stop.saturating_mul(step)),
                step: step.saturating_mul(bounds.step),
            };
            return Ok(Value::Range(self.heap.alloc(part)));
        }
        let index = self.sequence_index(key, "range indices must be integers or slices, not ", "")?;
        match place(index, len) {
            Some(i) => Ok(Value::Int(start.wrapping_add((i as i64).wrapping_mul(step)))),
            None => Err(self.index_error("range object index out of range")),
        }
    }

    /// The index that a key means to a sequence; a `TypeError` with the type's name between `before` and `after`.
    fn sequence_index(&mut self, key: Value, before: &str, after: &str) -> Res<i64> {
        match key {
            Value::Int(i) => Ok(i),
            Value::Bool(b) => Ok(i64::from(b)),
            Value::BigInt(_) => Err(self.index_error("cannot fit 'int' into an index-sized integer")),
            _ if self.special(key, self.names.index).is_some() => self.to_index(key),
            _ => {
                let message = format!("{before}{}{after}", self.type_name(key));
                Err(self.type_error(message))
            }
        }
    }

    /// `object[key] = value`.
    #[inline]
    pub(crate) fn set_item(&mut self, object: Value, key: Value, value: Value) -> Res<()> {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => {
                let items = &mut self.heap[list].items;
                match place(index, items.len()) {
                    Some(i) => {
                        items[i] = value;
                        Ok(())
                    }
                    None => Err(self.index_error("list assignment index out of range")),
                }
            }
            (Value::Dict(dict), _) => self.dict_set(dict, key, value),
            _ => self.set_item_slow(object, key, value),
        }
    }

    fn set_item_slow(&mut self, object: Value, key: Value, value: Value) -> Res<()> {
        match object {
            Value::List(list) => match key {
                Value::Slice(slice) => self.set_list_slice(list, slice, value),
                _ => {
                    let index = self.sequence_index(key, "list indices must be integers or slices, not ", "")?;
                    self.set_item(object, Value::Int(index), value)
                }
            },
            Value::Bytes(bytes) if self.heap[bytes].mutable => self.set_bytes_item(bytes, key, value),
            Value::Instance(instance) => {
                let payload = self.heap[instance].payload;
                match self.special(object, self.names.setitem) {
                    Some(Value::Native(_)) if !payload.is_unbound() => self.set_item(payload, key, value),
                    Some(_) => self.call_special(object, self.names.setitem, &[key, value]).map(|_| ()),
                    None => Err(self.no_item_assignment(object)),
                }
            }
            _ => match self.call_special(object, self.names.setitem, &[key, value])? {
                Some(_) => Ok(()),
                None => Err(self.no_item_assignment(object)),
            },
        }
    }

    #[cold]
    fn no_item_assignment(&mut self, object: Value) -> crate::native::Unwind {
        let message = format!("'{}' object does not support item assignment", self.type_name(object));
        self.type_error(message)
    }

    /// `del object[key]`.
    pub(crate) fn del_item(&mut self, object: Value, key: Value) -> Res<()> {
        match object {
            Value::Dict(dict) => match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            },
            Value::List(list) => {
                if let Value::Slice(slice) = key {
                    return self.del_list_slice(list, slice);
                }
                let index = self.sequence_index(key, "list indices must be integers or slices, not ", "")?;
                match place(index, self.heap[list].items.len()) {
                    Some(i) => {
                        self.heap[list].items.remove(i);
                        Ok(())
                    }
                    None => Err(self.index_error("list assignment index out of range")),
                }
            }
            Value::Bytes(bytes) if self.heap[bytes].mutable => self.del_bytes_item(bytes, key),
            Value::Instance(instance) => {
                let payload = self.heap[instance].payload;
                match self.special(object, self.names.delitem) {
                    Some(Value::Native(_)) if !payload.is_unbound() => self.del_item(payload, key),
                    Some(_) => self.call_special(object, self.names.delitem, &[key]).map(|_| ()),
                    None => Err(self.no_item_deletion(object, key)),
                }
            }
            _ => match self.call_special(object, self.names.delitem, &[key])? {
                Some(_) => Ok(()),
                None => Err(self.no_item_deletion(object, key)),
            },
        }
    }

    #[cold]
    fn no_item_deletion(&mut self, object: Value, key: Value) -> crate::native::Unwind {
        let sequence = matches!(
            object,
            Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_) | Value::Set(_) | Value::Instance(_)
        );
        let does_not = if sequence && matches!(key, Value::Int(_)) { "doesn't" } else { "does not" };
        let message = format!("'{}' object {does_not} support item deletion", self.type_name(object));
        self.type_error(message)
    }

    /// The Python override of a special method of an instance that wraps a built-in value, or its payload.
    fn payload_unless(&self, object: Value, name: Name) -> Option<Value> {
        let Value::Instance(instance) = object else { return None };
        let payload = self.heap[instance].payload;
        if payload.is_unbound() || !matches!(self.special(object, name), Some(Value::Native(_)) | None) {
            return None;
        }
        Some(payload)
    }

    /// `value in container`.
    pub(crate) fn contains(&mut self, container: Value, value: Value) -> Res<bool> {
        match container {
            Value::List(list) => {
                let mut i = 0;
                while i < self.heap[list].items.len() {
                    if self.equal(self.heap[list].items[i], value)? {
                        return Ok(true);
                    }
                    i += 1;
                }
                Ok(false)
            }
            Value::Tuple(tuple) => {
                for i in 0..self.heap[tuple].items.len() {
                    if self.equal(self.heap[tuple].items[i], value)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Value::Dict(dict) => Ok(self.dict_get(dict, value)?.is_some()),
            Value::Set(set) => self.set_contains(set, value),
            Value::Str(text) => match self.unwrap(value) {
                Value::Str(part) => {
                    let (text, part) = (self.heap.text(text), self.heap.text(part));
                    Ok(match part.as_bytes() {
                        [byte] => text.as_bytes().contains(byte),
                        _ => text.contains(part),
                    })
                }
                _ => {
                    let name = self.type_name(value);
                    let message = format!("'in <string>' requires string as left operand, not {name}");
                    Err(self.type_error(message))
                }
            },
            Value::Bytes(bytes) => match self.unwrap(value) {
                Value::Bytes(part) => {
                    let (data, part) = (&self.heap[bytes].data, &self.heap[part].data);
                    Ok(part.is_empty() || data.windows(part.len()).any(|w| w == &part[..]))
                }
                Value::Bool(byte) => Ok(self.heap[bytes].data.contains(&u8::from(byte))),
                Value::Int(byte @ 0..=255) => Ok(self.heap[bytes].data.contains(&(byte as u8))),
                Value::Int(_) => Err(self.value_error("byte must be in range(0, 256)")),
                _ => {
                    let message = format!("a bytes-like object is required, not '{}'", self.type_name(value));
                    Err(self.type_error(message))
                }
            },
            Value::Range(range) => {
                let range = self.heap[range];
                match self.unwrap(value) {
                    Value::Int(i) => Ok(range_index(&range, i).is_some()),
                    Value::Bool(b) => Ok(range_index(&range, i64::from(b)).is_some()),
                    Value::Float(f) => Ok(f as i64 as f64 == f && range_index(&range, f as i64).is_some()),
                    _ => self.contains_by_iteration(container, value),
                }
            }
            _ => {
                if let Some(payload) = self.payload_unless(container, self.names.contains)
                    && !matches!(payload, Value::Int(_) | Value::Float(_) | Value::BigInt(_))
                {
                    return self.contains(payload, value);
                }
                match self.special(container, self.names.contains) {
                    Some(Value::None) | None => self.contains_by_iteration(container, value),
                    Some(_) => match self.call_special(container, self.names.contains, &[value])? {
                        Some(found) => self.truthy(found),
                        None => Ok(false),
                    },
                }
            }
        }
    }

    fn contains_by_iteration(&mut self, container: Value, value: Value) -> Res<bool> {
        if !self.is_iterable(container) {
            let message = format!("argument of type '{}' is not iterable", self.type_name(container));
            return Err(self.type_error(message));
        }
        let iterator = match self.iter(container) {
            Err(unwind) if self.is_error(&unwind, self.types.type_error) => {
                let message = format!("argument of type '{}' is not iterable", self.type_name(container));
                return Err(self.type_error(message));
            }
            iterator => iterator?,
        };
        while let Some(item) = self.next(iterator)? {
            if self.equal(item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `len(value)`.
    pub(crate) fn len(&mut self, value: Value) -> Res<usize> {
        match value {
            Value::List(list) => Ok(self.heap[list].items.len()),
            Value::Tuple(tuple) => Ok(self.heap[tuple].items.len()),
            Value::Str(text) => Ok(self.heap[text].chars),
            Value::Dict(dict) => Ok(self.heap[dict].len()),
            Value::Set(set) => Ok(self.heap[set].table.len()),
            Value::Bytes(bytes) => Ok(self.heap[bytes].data.len()),
            Value::Range(range) => Ok(self.heap[range].len()),
            _ => {
                if let Some(payload) = self.payload_unless(value, self.names.len)
                    && !matches!(payload, Value::Int(_) | Value::Float(_) | Value::BigInt(_))
                {
                    return self.len(payload);
                }
                match self.call_special(value, self.names.len, &[])? {
                    Some(length) => match self.to_index(length)? {
                        length @ 0.. => Ok(length as usize),
                        _ => Err(self.value_error("__len__() should return >= 0")),
                    },
                    None => {
                        let message = format!("object of type '{}' has no len()", self.type_name(value));
                        Err(self.type_error(message))
                    }
                }
            }
        }
    }
}

/// Where a number is in a range.
pub(crate) fn range_index(range: &Range, value: i64) -> Option<i64> {
    let (start, stop, step) = (i128::from(range.start), i128::from(range.stop), i128::from(range.step));
    let value = i128::from(value);
    let inside = if step > 0 { (start..stop).contains(&value) } else { value <= start && value > stop };
    (inside && (value - start) % step == 0).then(|| ((value - start) / step) as i64)
}
