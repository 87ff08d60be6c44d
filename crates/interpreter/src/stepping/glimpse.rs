//! What a value is, in a bounded number of characters and at a bounded cost, without running anything of the program.
//!
//! It reads like `repr`, but a class's own `__repr__` is not called: it could do anything. Objects show their
//! attributes instead.

use crate::heap::Ref;
use crate::modules::Deque;
use crate::object::{GenKind, Instance, Range};
use crate::types::format::{float_repr, quote_bytes, quote_text};
use crate::value::{Name, Value};
use crate::vm::Vm;

/// Characters after which nothing more is shown.
const LONGEST: usize = 240;
/// Values within each other that are shown.
const DEEPEST: usize = 4;
/// Characters of a string that are shown.
const TEXT: usize = 120;
/// Bits of an integer that is written out.
const BITS: u64 = 512;

/// Shows a value.
pub(super) fn glimpse(vm: &Vm, value: Value) -> String {
    let mut glimpse = Glimpse { vm, out: String::new() };
    glimpse.show(value, 0);
    glimpse.out
}

struct Glimpse<'a> {
    vm: &'a Vm,
    out: String,
}

impl Glimpse<'_> {
    fn show(&mut self, value: Value, depth: usize) {
        let vm = self.vm;
        if depth > DEEPEST || self.out.len() > LONGEST {
            return self.out.push('…');
        }
        match value {
            Value::Unbound => self.out.push_str("<no value>"),
            Value::None => self.out.push_str("None"),
            Value::NotImplemented => self.out.push_str("NotImplemented"),
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::Bool(value) => self.out.push_str(if value { "True" } else { "False" }),
            Value::Int(value) => self.out.push_str(&value.to_string()),
            Value::Float(value) => self.out.push_str(&float_repr(value)),
            Value::BigInt(value) => {
                let value = &vm.heap[value].value;
                if value.bits() > BITS {
                    self.out.push_str(&format!("<int of {} bits>", value.bits()));
                } else {
                    self.out.push_str(&value.to_string());
                }
            }
            Value::Str(text) => self.text(vm.heap.text(text)),
            Value::Bytes(bytes) => {
                let bytes = &vm.heap[bytes];
                let (open, close) = if bytes.mutable { ("bytearray(", ")") } else { ("", "") };
                let part = &bytes.data[..bytes.data.len().min(TEXT)];
                self.out.push_str(open);
                self.out.push_str(&quote_bytes(part));
                if part.len() < bytes.data.len() {
                    self.out.push('…');
                }
                self.out.push_str(close);
            }
            Value::Tuple(tuple) => {
                let items = &vm.heap[tuple].items;
                self.items("(", items.iter().copied(), if items.len() == 1 { ",)" } else { ")" }, depth);
            }
            Value::List(list) => self.items("[", vm.heap[list].items.iter().copied(), "]", depth),
            Value::Set(set) => {
                let set = &vm.heap[set];
                let is_empty = set.table.len() == 0;
                let (open, close) = match (set.frozen, is_empty) {
                    (true, _) => ("frozenset({", "})"),
                    (false, true) => return self.out.push_str("set()"),
                    (false, false) => ("{", "}"),
                };
                self.items(open, set.table.iter().map(|entry| entry.key), close, depth);
            }
            Value::Dict(dict) => {
                self.out.push('{');
                for (number, entry) in vm.heap[dict].iter().enumerate() {
                    if !self.begin_item(number) {
                        break;
                    }
                    self.show(entry.key, depth + 1);
                    self.out.push_str(": ");
                    self.show(entry.value, depth + 1);
                }
                self.out.push('}');
            }
            Value::Range(range) => {
                let Range { start, stop, step } = vm.heap[range];
                self.out.push_str(&match step {
                    1 => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {step})"),
                });
            }
            Value::Function(function) => {
                let name = vm.heap[function].name.map_or("?", |name| vm.heap.name(name));
                self.out.push_str(&format!("<function {name}>"));
            }
            Value::Native(def) => self.out.push_str(&format!("<built-in function {}>", def.name)),
            Value::Method(method) => {
                let method = vm.heap[method];
                self.out.push_str("<bound method of ");
                self.show(method.this, DEEPEST);
                self.out.push('>');
            }
            Value::Class(class) => self.out.push_str(&format!("<class '{}'>", vm.class_name(class))),
            Value::Module(module) => {
                let name = vm.heap[module].name.map_or("?", |name| vm.heap.name(name));
                self.out.push_str(&format!("<module '{name}'>"));
            }
            Value::Exception(exception) => {
                let exception = &vm.heap[exception];
                let name = exception.class.map_or("?", |class| vm.class_name(class));
                self.items(&format!("{name}("), exception.args.iter().copied(), ")", depth);
            }
            Value::Generator(generator) => {
                let generator = &vm.heap[generator];
                let kind = match generator.kind {
                    GenKind::Generator => "generator",
                    GenKind::Coroutine => "coroutine",
                    GenKind::AsyncGenerator => "async generator",
                };
                let name = generator.name.map_or("?", |name| vm.heap.name(name));
                self.out.push_str(&format!("<{kind} {name}>"));
            }
            Value::Future(_) => self.future(value),
            Value::Instance(instance) => self.instance(instance, depth),
            Value::Opaque(opaque) => match vm.heap[opaque].get::<Deque>() {
                Some(deque) => self.items("deque([", deque.items(), "])", depth),
                None => self.out.push_str(&format!("<{}>", vm.class_name(vm.class_of(value)))),
            },
            Value::Cell(cell) => self.show(vm.heap[cell].value, depth),
            Value::Slice(_) | Value::Iter(_) | Value::Descriptor(_) => {
                self.out.push_str(&format!("<{}>", vm.class_name(vm.class_of(value))));
            }
        }
    }

    fn text(&mut self, text: &str) {
        match text.char_indices().nth(TEXT) {
            Some((end, _)) => {
                self.out.push_str(&quote_text(&text[..end]));
                self.out.push('…');
            }
            None => self.out.push_str(&quote_text(text)),
        }
    }

    /// Begins an item of a container; `false` when there is no room for it.
    fn begin_item(&mut self, number: usize) -> bool {
        if number > 0 {
            self.out.push_str(", ");
        }
        let has_room = self.out.len() < LONGEST;
        if !has_room {
            self.out.push('…');
        }
        has_room
    }

    fn items(&mut self, open: &str, items: impl Iterator<Item = Value>, close: &str, depth: usize) {
        self.out.push_str(open);
        for (number, item) in items.enumerate() {
            if !self.begin_item(number) {
                break;
            }
            self.show(item, depth + 1);
        }
        self.out.push_str(close);
    }

    fn future(&mut self, value: Value) {
        let Value::Future(future) = value else { return };
        let core = &self.vm.asyncio.core;
        let class = self.vm.class_name(self.vm.class_of(value));
        let Some(id) = self.vm.heap[future].id else { return self.out.push_str(&format!("<{class}>")) };
        let state = match core.peek(id) {
            _ if core.is_cancelled(id) => "cancelled",
            Some(Err(_)) => "failed",
            Some(Ok(_)) => "done",
            None => "pending",
        };
        let name = core.as_task(id).map_or_else(String::new, |task| format!(" {}", quote_text(&core.task_name(task))));
        self.out.push_str(&format!("<{class}{name} {state}>"));
    }

    fn instance(&mut self, instance: Ref<Instance>, depth: usize) {
        let vm = self.vm;
        let object = &vm.heap[instance];
        let class = object.class.map_or("?", |class| vm.class_name(class));
        let attributes = self.attributes(object);
        let member = attributes.iter().find(|(name, _)| vm.heap.name(*name) == "_name_");
        if let Some((_, Value::Str(name))) = member {
            return self.out.push_str(&format!("{class}.{}", vm.heap.text(*name)));
        }
        if !object.payload.is_unbound() {
            self.out.push_str(class);
            self.out.push('(');
            self.show(object.payload, depth + 1);
            return self.out.push(')');
        }
        if attributes.is_empty() {
            return self.out.push_str(&format!("<{class} object>"));
        }
        self.out.push_str(class);
        self.out.push('(');
        for (number, (name, value)) in attributes.into_iter().enumerate() {
            if !self.begin_item(number) {
                break;
            }
            self.out.push_str(vm.heap.name(name));
            self.out.push('=');
            self.show(value, depth + 1);
        }
        self.out.push(')');
    }

    fn attributes(&self, object: &Instance) -> Vec<(Name, Value)> {
        let heap = &self.vm.heap;
        if let Some(dict) = object.dict {
            let entries = heap[dict].iter();
            return entries
                .filter_map(|entry| match entry.key {
                    Value::Str(key) => Some((heap[key].name?, entry.value)),
                    _ => None,
                })
                .collect();
        }
        let names = self.vm.shapes.names(object.shape);
        names.zip(object.slots.iter().copied()).filter(|(_, value)| !value.is_unbound()).collect()
    }
}
