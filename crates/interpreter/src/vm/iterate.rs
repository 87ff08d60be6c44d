//! Iteration.

mod collect;
mod source;
mod waiting;

pub(crate) use collect::{Collect, Reader};
pub(crate) use source::Pulled;

use super::Vm;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{Entry, GenKind, Iter, Set};
use crate::types::nesting::Level;
use crate::types::views::{DictView, ViewKind};
use crate::value::Value;

impl Vm {
    /// A native iterator.
    pub(crate) fn new_iter(&mut self, iter: Iter) -> Value {
        Value::Iter(self.heap.alloc(iter))
    }

    /// An iterator over values that are known in advance.
    pub(crate) fn values_iter(&mut self, values: impl Into<Box<[Value]>>) -> Value {
        self.new_iter(Iter::Values { class: self.types.iterator, values: values.into(), index: 0 })
    }

    /// `iter(value)`.
    #[expect(clippy::iter_not_returning_iterator, reason = "it is Python's `iter`")]
    pub(crate) fn iter(&mut self, value: Value) -> Res {
        let iter = match value {
            Value::Iter(_) => return Ok(value),
            Value::List(list) => Iter::List { list, index: 0 },
            Value::Tuple(tuple) => Iter::Tuple { tuple, index: 0 },
            Value::Str(text) => Iter::Str { text, at: 0 },
            Value::Range(range) => {
                let range = self.heap[range];
                Iter::Range { next: range.start, step: range.step, left: range.len() }
            }
            Value::Dict(dict) => {
                let size = self.heap[dict].len();
                Iter::DictKeys { dict, at: 0, size, left: size }
            }
            Value::Set(set) => self.set_iter(set),
            Value::Bytes(bytes) => {
                let values = self.heap[bytes].data.iter().map(|b| Value::Int(i64::from(*b))).collect();
                let is_mutable = self.heap[bytes].mutable;
                let class = if is_mutable { self.types.bytearray_iterator } else { self.types.bytes_iterator };
                Iter::Values { class, values, index: 0 }
            }
            Value::Generator(generator) if self.heap[generator].kind == GenKind::Generator => return Ok(value),
            Value::Instance(instance) => {
                let payload = self.heap[instance].payload;
                match self.special(value, self.names.iter) {
                    Some(Value::Native(_)) if !payload.is_unbound() => return self.iter(payload),
                    _ => return self.special_iter(value),
                }
            }
            Value::Opaque(opaque) => match self.heap[opaque].get::<DictView>() {
                Some(view) => {
                    let (dict, kind) = (view.dict, view.kind);
                    let size = self.heap[dict].len();
                    match kind {
                        ViewKind::Keys => Iter::DictKeys { dict, at: 0, size, left: size },
                        ViewKind::Values => Iter::DictValues { dict, at: 0, size, left: size },
                        ViewKind::Items => Iter::DictItems { dict, at: 0, size, left: size },
                    }
                }
                None => return self.special_iter(value),
            },
            _ => return self.special_iter(value),
        };
        Ok(self.new_iter(iter))
    }

    fn set_iter(&self, set: Ref<Set>) -> Iter {
        Iter::Set { set, order: self.set_order(set), index: 0 }
    }

    fn special_iter(&mut self, value: Value) -> Res {
        match self.special(value, self.names.iter) {
            Some(Value::None) => {}
            Some(_) => {
                if let Some(iterator) = self.call_special(value, self.names.iter, &[])? {
                    if self.is_iterator(iterator) {
                        return Ok(iterator);
                    }
                    let message = format!("iter() returned non-iterator of type '{}'", self.type_name(iterator));
                    return Err(self.type_error(message));
                }
            }
            None if self.special(value, self.names.getitem).is_some() && !matches!(value, Value::Class(_)) => {
                return Ok(self.new_iter(Iter::Items { object: value, index: 0 }));
            }
            None => {}
        }
        let message = format!("'{}' object is not iterable", self.type_name(value));
        Err(self.type_error(message))
    }

    /// Will `iter(value)` work?
    pub(crate) fn is_iterable(&self, value: Value) -> bool {
        match value {
            Value::Iter(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Str(_)
            | Value::Range(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Bytes(_) => true,
            Value::Generator(generator) => self.heap[generator].kind == GenKind::Generator,
            Value::Opaque(opaque) if self.heap[opaque].get::<DictView>().is_some() => true,
            _ => match self.special(value, self.names.iter) {
                Some(method) => !method.is_none(),
                None => self.special(value, self.names.getitem).is_some() && !matches!(value, Value::Class(_)),
            },
        }
    }

    /// Has it `__next__`?
    pub(crate) fn is_iterator(&self, value: Value) -> bool {
        match value {
            Value::Iter(_) => true,
            Value::Generator(generator) if self.heap[generator].kind == GenKind::Generator => true,
            _ => self.special(value, self.names.next).is_some(),
        }
    }

    /// `next(iterator)`, `None` at the end. Generators and iterators written in Python run nested: prefer frames
    /// ([`crate::frame::NativeFrame`]) or [`crate::native::NativeDef::drains`] where they may run long.
    pub(crate) fn next(&mut self, iterator: Value) -> Res<Option<Value>> {
        match iterator {
            Value::Iter(iter) => match self.next_of(iter) {
                Err(unwind) if self.is_error(&unwind, self.types.stop_iteration) => Ok(None),
                next => next,
            },
            Value::Generator(generator) if self.heap[generator].kind == GenKind::Generator => {
                self.resume_generator(generator, Value::None)
            }
            _ => match self.call_special(iterator, self.names.next, &[]) {
                Ok(Some(value)) => Ok(Some(value)),
                Ok(None) => {
                    let message = format!("'{}' object is not an iterator", self.type_name(iterator));
                    Err(self.type_error(message))
                }
                Err(unwind) if self.is_error(&unwind, self.types.stop_iteration) => Ok(None),
                Err(unwind) => Err(unwind),
            },
        }
    }

    fn next_of(&mut self, r: Ref<Iter>) -> Res<Option<Value>> {
        match &self.heap[r] {
            Iter::Enumerate { .. } | Iter::Zip { .. } | Iter::Map { .. } | Iter::Filter { .. } | Iter::Native(_) => {
                // It may be made of others, and those of others…
                let Some(_level) = Level::enter() else {
                    return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
                };
                self.next_step(r)
            }
            _ => self.next_step(r),
        }
    }

    fn next_step(&mut self, r: Ref<Iter>) -> Res<Option<Value>> {
        let found = match &mut self.heap.iters[r] {
            Iter::Empty => None,
            Iter::Range { next, step, left } => {
                if *left == 0 {
                    None
                } else {
                    let value = *next;
                    *left -= 1;
                    *next = value.wrapping_add(*step);
                    Some(Value::Int(value))
                }
            }
            Iter::List { list, index } => {
                let value = self.heap.lists[*list].items.get(*index).copied();
                *index += 1;
                value
            }
            Iter::ListReversed { list, left } => {
                let items = &self.heap.lists[*list].items;
                if *left == 0 || *left > items.len() {
                    None
                } else {
                    *left -= 1;
                    Some(items[*left])
                }
            }
            Iter::Tuple { tuple, index } => {
                let value = self.heap.tuples[*tuple].items.get(*index).copied();
                *index += 1;
                value
            }
            Iter::Values { values, index, .. } => {
                let value = values.get(*index).copied();
                *index += 1;
                value
            }
            Iter::Str { text, at } => {
                let c = crate::object::text_in(&self.heap.strs, *text)[*at..].chars().next();
                *at += c.map_or(0, char::len_utf8);
                return Ok(match c {
                    Some(c) => Some(self.char(c)),
                    None => self.exhausted(r),
                });
            }
            Iter::Set { set, order, index } => {
                if self.heap.sets[*set].table.len() != order.len() {
                    return Err(self.runtime_error("Set changed size during iteration"));
                }
                let value = order.get(*index).copied();
                *index += 1;
                value
            }
            Iter::DictKeys { .. } | Iter::DictValues { .. } | Iter::DictItems { .. } => return self.next_of_dict(r),
            _ => return self.next_of_others(r),
        };
        Ok(found.or_else(|| self.exhausted(r)))
    }

    /// The next value of an iterator that asks others, or calls something.
    #[inline(never)]
    fn next_of_others(&mut self, r: Ref<Iter>) -> Res<Option<Value>> {
        match &mut self.heap.iters[r] {
            Iter::Enumerate { iter, .. } => {
                let iter = *iter;
                let Some(value) = self.next(iter)? else { return Ok(None) };
                let index = match &mut self.heap[r] {
                    Iter::Enumerate { count, .. } => {
                        *count += 1;
                        *count - 1
                    }
                    _ => 0,
                };
                Ok(Some(self.heap.tuple_of(&[Value::Int(index), value])))
            }
            Iter::Zip { .. } => self.next_of_zip(r),
            Iter::Map { function, iters } => {
                let function = *function;
                if let [iter] = **iters {
                    let Some(value) = self.next(iter)? else { return Ok(None) };
                    return self.call(function, &[value]).map(Some);
                }
                let iters = iters.clone();
                let mut args = Vec::with_capacity(iters.len());
                for iter in iters {
                    match self.next(iter)? {
                        Some(value) => args.push(value),
                        None => return Ok(None),
                    }
                }
                self.call(function, &args).map(Some)
            }
            Iter::Filter { function, iter } => {
                let (function, iter) = (*function, *iter);
                while let Some(value) = self.next(iter)? {
                    let keep = if function.is_none() { value } else { self.call(function, &[value])? };
                    if self.truthy(keep)? {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            Iter::Items { object, index } => {
                let (object, at) = (*object, *index);
                *index += 1;
                match self.get_item(object, Value::Int(at)) {
                    Ok(value) => Ok(Some(value)),
                    Err(unwind)
                        if self.is_error(&unwind, self.types.index_error)
                            || self.is_error(&unwind, self.types.stop_iteration) =>
                    {
                        Ok(self.exhausted(r))
                    }
                    Err(unwind) => Err(unwind),
                }
            }
            Iter::Sentinel { callable, sentinel } => {
                let (callable, sentinel) = (*callable, *sentinel);
                let value = match self.call(callable, &[]) {
                    Ok(value) => value,
                    Err(unwind) => return self.end_of(r, unwind),
                };
                if self.equal(value, sentinel)? {
                    return Ok(self.exhausted(r));
                }
                Ok(Some(value))
            }
            Iter::Native(_) => {
                // The state is taken out while it runs, because it gets the machine.
                let Iter::Native(mut native) = std::mem::take(&mut self.heap[r]) else { return Ok(None) };
                let result = native.next(self);
                self.heap[r] = Iter::Native(native);
                result
            }
            _ => Ok(None),
        }
    }

    /// An iterator at its end stays there.
    fn exhausted(&mut self, r: Ref<Iter>) -> Option<Value> {
        let seen = match &self.heap[r] {
            Iter::List { list, .. } => Iter::List { list: *list, index: usize::MAX / 2 },
            Iter::ListReversed { list, .. } => Iter::ListReversed { list: *list, left: 0 },
            Iter::Set { .. } | Iter::Items { .. } | Iter::Sentinel { .. } => Iter::Empty,
            _ => return None,
        };
        self.heap[r] = seen;
        None
    }

    /// The end, if that is what was raised.
    fn end_of(&mut self, r: Ref<Iter>, unwind: Unwind) -> Res<Option<Value>> {
        if self.is_error(&unwind, self.types.stop_iteration) { Ok(self.exhausted(r)) } else { Err(unwind) }
    }

    /// The next value of an iterator of pairs (`enumerate`, a `zip` of two, the items of a dict) without the tuple, for
    /// loops that take it apart at once; `None` for other iterators.
    #[inline]
    pub(crate) fn next_pair(&mut self, r: Ref<Iter>) -> Option<Res<Option<[Value; 2]>>> {
        match &self.heap[r] {
            Iter::Enumerate { iter, .. } => {
                let iter = *iter;
                let value = match self.next(iter) {
                    Ok(Some(value)) => value,
                    Ok(None) => return Some(Ok(None)),
                    Err(unwind) => return Some(Err(unwind)),
                };
                let Iter::Enumerate { count, .. } = &mut self.heap[r] else { return None };
                *count += 1;
                Some(Ok(Some([Value::Int(*count - 1), value])))
            }
            Iter::Zip { iters, strict: false } => {
                let [a, b] = **iters else { return None };
                let pair = match self.next(a) {
                    Ok(Some(a)) => self.next(b).map(|b| b.map(|b| [a, b])),
                    Ok(None) => Ok(None),
                    Err(unwind) => Err(unwind),
                };
                Some(pair)
            }
            Iter::DictItems { .. } => Some(self.next_entry(r).map(|e| e.map(|e| [e.key, e.value]))),
            _ => None,
        }
    }

    fn next_of_dict(&mut self, r: Ref<Iter>) -> Res<Option<Value>> {
        let Some(entry) = self.next_entry(r)? else { return Ok(None) };
        Ok(Some(match &self.heap[r] {
            Iter::DictKeys { .. } => entry.key,
            Iter::DictValues { .. } => entry.value,
            _ => self.heap.tuple_of(&[entry.key, entry.value]),
        }))
    }

    /// The next entry of the dict that an iterator goes over.
    fn next_entry(&mut self, r: Ref<Iter>) -> Res<Option<Entry>> {
        let (Iter::DictKeys { dict, at, size, left }
        | Iter::DictValues { dict, at, size, left }
        | Iter::DictItems { dict, at, size, left }) = &mut self.heap.iters[r]
        else {
            return Ok(None);
        };
        let object = &self.heap.dicts[*dict];
        if object.len() != *size {
            if *size == usize::MAX {
                return Ok(None);
            }
            *left = 0;
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        let entries = object.entries();
        let from = (*at).max(object.first());
        let Some(index) = (from..entries.len()).find(|i| !entries[*i].key.is_unbound()) else {
            *size = usize::MAX;
            return Ok(None);
        };
        if *left == 0 {
            return Err(self.runtime_error("dictionary keys changed during iteration"));
        }
        let entry = entries[index];
        *at = index + 1;
        *left -= 1;
        Ok(Some(entry))
    }

    fn next_of_zip(&mut self, r: Ref<Iter>) -> Res<Option<Value>> {
        let Iter::Zip { iters, strict } = &self.heap[r] else { return Ok(None) };
        let (count, strict) = (iters.len(), *strict);
        if count == 0 {
            return Ok(None);
        }
        if count == 2 && !strict {
            let [a, b] = [iters[0], iters[1]];
            let Some(a) = self.next(a)? else { return Ok(None) };
            let Some(b) = self.next(b)? else { return Ok(None) };
            return Ok(Some(self.heap.tuple_of(&[a, b])));
        }
        let mut values = Vec::with_capacity(count);
        for i in 0..count {
            let Iter::Zip { iters, .. } = &self.heap[r] else { return Ok(None) };
            let iter = iters[i];
            match self.next(iter)? {
                Some(value) => values.push(value),
                None if strict => return self.zip_ended(r, i, count),
                None => return Ok(None),
            }
        }
        Ok(Some(self.heap.tuple(values)))
    }

    /// A strict `zip` whose iterable number `i` has ended: the others must end too.
    fn zip_ended(&mut self, r: Ref<Iter>, i: usize, count: usize) -> Res<Option<Value>> {
        let others = |n: usize| if n == 1 { "argument 1".to_owned() } else { format!("arguments 1-{n}") };
        if i > 0 {
            let message = format!("zip() argument {} is shorter than {}", i + 1, others(i));
            return Err(self.value_error(message));
        }
        for k in 1..count {
            let Iter::Zip { iters, .. } = &self.heap[r] else { return Ok(None) };
            let iter = iters[k];
            if self.next(iter)?.is_some() {
                let message = format!("zip() argument {} is longer than {}", k + 1, others(k));
                return Err(self.value_error(message));
            }
        }
        Ok(None)
    }

    /// `list(value)` as a vector.
    pub(crate) fn collect(&mut self, value: Value) -> Res<Vec<Value>> {
        match value {
            Value::List(list) => {
                self.toil(self.heap[list].items.len());
                return Ok(self.heap[list].items.clone());
            }
            Value::Tuple(tuple) => return Ok(self.heap[tuple].items.to_vec()),
            Value::Dict(dict) => return Ok(self.heap[dict].iter().map(|e| e.key).collect()),
            Value::Set(set) => return Ok(self.set_order(set).into_vec()),
            Value::Range(range) => {
                let range = self.heap[range];
                self.reserve(range.len().saturating_mul(size_of::<Value>()))?;
                self.toil(range.len());
                return Ok((0..range.len() as i64)
                    .map(|i| Value::Int(range.start.wrapping_add(i.wrapping_mul(range.step))))
                    .collect());
            }
            _ => {}
        }
        let iterator = self.iter(value)?;
        let mut values = Vec::new();
        while let Some(value) = self.next(iterator)? {
            values.push(value);
            if values.len().is_multiple_of(65_536) {
                self.reserve(values.len() * size_of::<Value>())?;
            }
        }
        self.toil(values.len());
        Ok(values)
    }
}
