//! What some instructions do, beyond a line or two: unpacking, displays, f-strings.

use compact_str::{CompactString, ToCompactString as _};
use loopscope_compiler::op::Conversion;

use super::Vm;
use crate::frame::NativeFrame;
use crate::native::{Res, Tail, Unwind};
use crate::object::Dict;
use crate::value::Value;

impl Vm {
    /// `a, b = value`.
    #[inline(never)]
    pub(crate) fn unpack(&mut self, value: Value, count: usize) -> Res<Vec<Value>> {
        let (items, exact) = match value {
            Value::Tuple(t) => (self.heap[t].items.to_vec(), true),
            Value::List(l) => (self.heap[l].items.clone(), true),
            _ => (self.unpack_iterable(value, count + 1)?, false),
        };
        let _ = exact;
        if items.len() < count {
            let message = format!("not enough values to unpack (expected {count}, got {})", items.len());
            return Err(self.value_error(message));
        }
        if items.len() > count {
            return Err(self.value_error(format!("too many values to unpack (expected {count})")));
        }
        Ok(items)
    }

    /// At most so many values of an iterable.
    fn unpack_iterable(&mut self, value: Value, most: usize) -> Res<Vec<Value>> {
        let iterator = match self.iter(value) {
            Ok(iterator) => iterator,
            Err(error) if self.is_error(&error, self.types.type_error) => {
                let message = format!("cannot unpack non-iterable {} object", self.type_name(value));
                return Err(self.type_error(message));
            }
            Err(error) => return Err(error),
        };
        let mut items = Vec::new();
        while items.len() < most
            && let Some(item) = self.next(iterator)?
        {
            items.push(item);
        }
        Ok(items)
    }

    /// `a, *rest, b = value`.
    pub(crate) fn unpack_starred(&mut self, value: Value, before: usize, after: usize) -> Res<Vec<Value>> {
        let mut items = match value {
            Value::Tuple(t) => self.heap[t].items.to_vec(),
            Value::List(l) => self.heap[l].items.clone(),
            _ => self.unpack_iterable(value, usize::MAX)?,
        };
        if items.len() < before + after {
            let message =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            return Err(self.value_error(message));
        }
        let rest: Vec<Value> = items.drain(before..items.len() - after).collect();
        let rest = self.heap.list(rest);
        items.insert(before, rest);
        Ok(items)
    }

    /// `{key: value, …}` of alternating keys and values.
    pub(crate) fn map_of(&mut self, items: &[Value]) -> Res {
        let dict = self.heap.alloc(Dict::default());
        for pair in items.chunks_exact(2) {
            self.dict_set(dict, pair[0], pair[1])?;
        }
        Ok(Value::Dict(dict))
    }

    /// `[*value]`; asks for a frame where iterating runs Python code.
    pub(crate) fn extend_list(&mut self, list: Value, value: Value, function: Value) -> Res<()> {
        let Value::List(list) = list else { return Ok(()) };
        if matches!(value, Value::Instance(_)) && !crate::types::bytes::is_iterable(self, value) {
            return Err(self.not_starrable(value, function));
        }
        if self.needs_frame(value) {
            return Err(self.collecting(value, move |vm, items| {
                for item in items {
                    vm.heap.list_push(list, item);
                }
                Ok(Value::None)
            }));
        }
        let items = match self.collect(value) {
            Err(error)
                if self.is_error(&error, self.types.type_error) && self.special(value, self.names.iter).is_none() =>
            {
                return Err(self.not_starrable(value, function));
            }
            result => result?,
        };
        for item in items {
            self.heap.list_push(list, item);
        }
        Ok(())
    }

    #[cold]
    fn not_starrable(&mut self, value: Value, function: Value) -> Unwind {
        let what = match function {
            Value::Unbound => "Value".to_owned(),
            function => format!("{}() argument", self.callable_name(function)),
        };
        let message = format!("{what} after * must be an iterable, not {}", self.type_name(value));
        self.type_error(message)
    }

    /// `{*value}`.
    pub(crate) fn update_set(&mut self, set: Value, value: Value) -> Res<()> {
        let Value::Set(set) = set else { return Ok(()) };
        if self.needs_frame(value) {
            return Err(self.collecting(value, move |vm, items| {
                for item in items {
                    vm.set_add(set, item)?;
                }
                Ok(Value::None)
            }));
        }
        self.set_update(set, value)
    }

    /// Asks for a frame that collects an iterable, then goes on with the values.
    fn collecting(&mut self, value: Value, then: impl FnOnce(&mut Vm, Vec<Value>) -> Res + Clone + 'static) -> Unwind {
        match self.iter(value) {
            Ok(iterator) => {
                let frame: Box<dyn NativeFrame> = Box::new(super::iterate::Collect::new(iterator, then));
                Unwind::Tail(Box::new(Tail::Frame(frame)))
            }
            Err(error) => error,
        }
    }

    /// Items of a mapping.
    fn mapping_items(&mut self, value: Value) -> Res<Option<Vec<(Value, Value)>>> {
        if let Value::Dict(dict) = self.unwrap(value) {
            return Ok(Some(self.heap[dict].iter().map(|e| (e.key, e.value)).collect()));
        }
        let Some(keys) = self.find_attr(value, self.names.keys)? else { return Ok(None) };
        let keys = self.call(keys, &[])?;
        let mut items = Vec::new();
        for key in self.collect(keys)? {
            items.push((key, self.get_item(value, key)?));
        }
        Ok(Some(items))
    }

    /// `{**value}`.
    pub(crate) fn update_map(&mut self, map: Value, value: Value) -> Res<()> {
        let Value::Dict(map) = map else { return Ok(()) };
        let Some(items) = self.mapping_items(value)? else {
            let message = format!("'{}' object is not a mapping", self.type_name(value));
            return Err(self.type_error(message));
        };
        for (key, value) in items {
            self.dict_set(map, key, value)?;
        }
        Ok(())
    }

    /// `f(**value)`.
    pub(crate) fn merge_kwargs(&mut self, map: Value, value: Value, function: Value) -> Res<()> {
        let Value::Dict(map) = map else { return Ok(()) };
        let Some(items) = self.mapping_items(value)? else {
            let message = format!(
                "{}() argument after ** must be a mapping, not {}",
                self.callable_name(function),
                self.type_name(value)
            );
            return Err(self.type_error(message));
        };
        for (key, value) in items {
            let Some(text) = self.text(key).map(str::to_owned) else {
                return Err(self.type_error("keywords must be strings"));
            };
            if self.dict_get(map, key)?.is_some() {
                let message =
                    format!("{}() got multiple values for keyword argument '{text}'", self.callable_name(function));
                return Err(self.type_error(message));
            }
            self.dict_set(map, key, value)?;
        }
        Ok(())
    }

    fn callable_name(&self, function: Value) -> String {
        match function {
            Value::Function(f) => {
                let object = &self.heap[f];
                let module = object.code.as_ref().and_then(|c| self.heap[c.module].name);
                let module = module.map_or("__main__", |n| self.heap.name(n));
                format!("{module}.{}", self.text(object.qualname).unwrap_or("?"))
            }
            Value::Class(c) => self.class_name(c).to_owned(),
            Value::Native(def) => def.name.to_owned(),
            _ => self.type_name(function).to_owned(),
        }
    }

    /// The parts of an f-string.
    #[inline(never)]
    pub(crate) fn join_strings(&mut self, parts: &[Value]) -> Value {
        let texts =
            || parts.iter().filter_map(|part| if let Value::Str(s) = part { Some(self.heap.text(*s)) } else { None });
        let mut text = CompactString::with_capacity(texts().map(str::len).sum());
        texts().for_each(|part| text.push_str(part));
        self.heap.str(text)
    }

    /// One replacement field; `spec` is unbound if there is none.
    #[inline(never)]
    pub(crate) fn format_value(&mut self, conversion: Conversion, value: Value, spec: Value) -> Res {
        let value = match conversion {
            Conversion::None => value,
            Conversion::Str => self.to_str(value)?,
            Conversion::Repr => {
                let text = self.repr(value)?;
                self.heap.str(text)
            }
            Conversion::Ascii => {
                let ascii = self.heap.intern("ascii");
                let ascii = self.heap[self.builtins].globals.get(ascii).unwrap_or(Value::None);
                self.call(ascii, &[value])?
            }
        };
        match (value, spec) {
            (Value::Str(_), Value::Unbound) => Ok(value),
            (Value::Int(i), Value::Unbound) => {
                let text = i.to_compact_string();
                Ok(self.heap.str(text))
            }
            _ => {
                let spec = CompactString::from(self.text(spec).unwrap_or(""));
                let text = self.format(value, &spec)?;
                Ok(self.heap.str(text))
            }
        }
    }
}
