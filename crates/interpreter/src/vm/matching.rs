//! Patterns of `match`.

use super::Vm;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Class, Dict};
use crate::value::Value;

impl Vm {
    /// Is it a sequence for `match`?
    pub(crate) fn match_sequence(&self, subject: Value) -> bool {
        match self.unwrap(subject) {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(_) | Value::Opaque(_) => self.has_abc(subject, "Sequence"),
            _ => false,
        }
    }

    /// Is it a mapping for `match`?
    pub(crate) fn match_mapping(&self, subject: Value) -> bool {
        match self.unwrap(subject) {
            Value::Dict(_) => true,
            Value::Instance(_) | Value::Opaque(_) => self.has_abc(subject, "Mapping"),
            _ => false,
        }
    }

    /// Does its class derive from this class of `collections.abc` (or is it a native class of this nature)?
    fn has_abc(&self, subject: Value, abc: &str) -> bool {
        let class = self.class_of(subject);
        if class == self.types.mappingproxy {
            return abc == "Mapping";
        }
        self.heap[class].mro.iter().any(|c| {
            let name = self.class_name(*c);
            let module = self.text(self.heap[*c].module).unwrap_or_default();
            let of_abc = matches!(module, "collections.abc" | "_collections_abc" | "typing");
            of_abc && (name == abc || name.strip_prefix("Mutable") == Some(abc))
                || module == "collections"
                    && match abc {
                        "Sequence" => matches!(name, "deque" | "UserList"),
                        _ => matches!(name, "UserDict" | "ChainMap"),
                    }
        })
    }

    /// A tuple of the values of `subject` for a tuple of keys, or `None` if one is missing.
    pub(crate) fn match_keys(&mut self, subject: Value, keys: Value) -> Res {
        let Value::Tuple(keys) = keys else { return Ok(Value::None) };
        let keys = self.heap[keys].items.clone();
        let mut values = Vec::with_capacity(keys.len());
        for (i, key) in keys.iter().enumerate() {
            for earlier in &keys[..i] {
                if self.equal(*earlier, *key)? {
                    let key = self.repr(*key)?;
                    return Err(self.value_error(format!("mapping pattern checks duplicate key ({key})")));
                }
            }
            match self.mapping_get(subject, *key)? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(self.heap.tuple(values))
    }

    /// `subject.get(key)`, without calling `__missing__`.
    fn mapping_get(&mut self, subject: Value, key: Value) -> Res<Option<Value>> {
        if let Value::Dict(dict) = self.unwrap(subject) {
            return self.dict_get(dict, key);
        }
        let missing = self.heap.tuple(Vec::new());
        let missing = self.heap.list(vec![missing]);
        let value = self.call_method(subject, "get", &[key, missing])?;
        Ok((!value.is(missing)).then_some(value))
    }

    /// A dict of what is left of a mapping without a tuple of keys.
    pub(crate) fn match_rest(&mut self, subject: Value, keys: Value) -> Res {
        let rest = self.heap.alloc(Dict::default());
        self.dict_update(rest, subject)?;
        if let Value::Tuple(keys) = keys {
            for i in 0..self.heap[keys].items.len() {
                let key = self.heap[keys].items[i];
                self.dict_remove(rest, key)?;
            }
        }
        Ok(Value::Dict(rest))
    }

    /// A tuple of the attributes that `class(p0, …, name=…)` matches on, for `count` positional patterns and a tuple of
    /// keyword names, or `None` if the subject does not match.
    pub(crate) fn match_class(&mut self, subject: Value, class: Value, count: usize, names: Value) -> Res {
        let Value::Class(of) = class else {
            return Err(self.type_error("called match pattern must be a type"));
        };
        if !self.is_instance_of(subject, class)? {
            return Ok(Value::None);
        }
        let mut seen = Vec::new();
        let mut values = Vec::new();
        if count > 0 {
            match self.find_attr(class, self.names.match_args)? {
                Some(Value::Tuple(args)) => {
                    let args = self.heap[args].items.clone();
                    if args.len() < count {
                        return Err(self.too_many_patterns(of, args.len(), count));
                    }
                    for arg in &args[..count] {
                        let Value::Str(name) = *arg else {
                            let got = self.type_name(*arg);
                            let message = format!("__match_args__ elements must be strings (got {got})");
                            return Err(self.type_error(message));
                        };
                        let name = self.heap.intern_str(name);
                        if seen.contains(&name) {
                            return Err(self.repeated_pattern(of, name));
                        }
                        seen.push(name);
                        match self.find_attr(subject, name)? {
                            Some(value) => values.push(value),
                            None => return Ok(Value::None),
                        }
                    }
                }
                Some(other) => {
                    let (class, got) = (self.class_name(of).to_owned(), self.type_name(other));
                    let message = format!("{class}.__match_args__ must be a tuple (got {got})");
                    return Err(self.type_error(message));
                }
                None if self.matches_itself(of) => {
                    if count > 1 {
                        return Err(self.too_many_patterns(of, 1, count));
                    }
                    values.push(subject);
                }
                None => return Err(self.too_many_patterns(of, 0, count)),
            }
        }
        if let Value::Tuple(names) = names {
            for i in 0..self.heap[names].items.len() {
                let Value::Str(name) = self.heap[names].items[i] else { continue };
                let name = self.heap.intern_str(name);
                if seen.contains(&name) {
                    return Err(self.repeated_pattern(of, name));
                }
                seen.push(name);
                match self.find_attr(subject, name)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::None),
                }
            }
        }
        Ok(self.heap.tuple(values))
    }

    /// Built-in classes (and classes derived from them) whose one positional pattern matches the subject itself.
    fn matches_itself(&self, class: Ref<Class>) -> bool {
        let t = &self.types;
        let classes =
            [t.bool_, t.bytearray, t.bytes, t.dict, t.float, t.frozenset, t.int, t.list, t.set, t.str, t.tuple];
        classes.into_iter().any(|c| self.is_subclass(class, c))
    }

    fn too_many_patterns(&mut self, class: Ref<Class>, allowed: usize, given: usize) -> crate::native::Unwind {
        let plural = if allowed == 1 { "" } else { "s" };
        let class = self.class_name(class);
        let message = format!("{class}() accepts {allowed} positional sub-pattern{plural} ({given} given)");
        self.type_error(message)
    }

    fn repeated_pattern(&mut self, class: Ref<Class>, name: crate::value::Name) -> crate::native::Unwind {
        let (class, name) = (self.class_name(class), self.heap.name(name));
        let message = format!("{class}() got multiple sub-patterns for attribute '{name}'");
        self.type_error(message)
    }
}
