//! What a value looks like in passing: in a few characters, at little cost, and without running any of the program's
//! code, so that looking at a program never changes what it does.

use super::Vm;
use crate::object::Exception;
use crate::types::format::{float_repr, quote_bytes, quote_text};
use crate::value::{Name, Value};

/// How many containers deep it is looked.
const DEEPEST: usize = 3;
/// Of integers of more bits, only the size is told.
const MOST_BITS: u64 = 128;

impl Vm {
    /// A value in about `room` characters; what has no room is an ellipsis.
    pub(crate) fn glance(&self, value: Value, room: usize) -> String {
        let mut glance = Glance { vm: self, out: String::new(), room, depth: 0 };
        glance.value(value);
        glance.out
    }
}

struct Glance<'a> {
    vm: &'a Vm,
    out: String,
    /// Bytes that may still be written.
    room: usize,
    depth: usize,
}

impl Glance<'_> {
    fn is_full(&self) -> bool {
        self.out.len() >= self.room
    }

    fn value(&mut self, value: Value) {
        let vm = self.vm;
        match value {
            Value::Unbound => {}
            Value::None => self.out.push_str("None"),
            Value::NotImplemented => self.out.push_str("NotImplemented"),
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::Bool(value) => self.out.push_str(if value { "True" } else { "False" }),
            Value::Int(value) => self.out.push_str(&value.to_string()),
            Value::Float(value) => self.out.push_str(&float_repr(value)),
            Value::BigInt(value) => {
                let value = &vm.heap[value].value;
                let text =
                    if value.bits() <= MOST_BITS { value.to_string() } else { format!("int of {} bits", value.bits()) };
                self.out.push_str(&text);
            }
            Value::Str(text) => self.text(vm.heap.text(text)),
            Value::Bytes(bytes) => {
                let data = &vm.heap[bytes].data;
                self.out.push_str(&quote_bytes(&data[..data.len().min(self.left())]));
                self.out.push_str(if data.len() > self.left() { "…" } else { "" });
            }
            Value::Tuple(tuple) => {
                let items = &vm.heap[tuple].items;
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.many("(", items.iter().copied(), close, Self::value);
            }
            Value::List(list) => self.many("[", vm.heap[list].items.iter().copied(), "]", Self::value),
            Value::Set(set) if vm.heap[set].table.len() == 0 => self.kind(value, "()"),
            Value::Set(set) => self.many("{", vm.heap[set].table.iter().map(|entry| entry.key), "}", Self::value),
            Value::Dict(dict) => {
                let pairs = vm.heap[dict].iter().map(|entry| (entry.key, entry.value));
                self.many("{", pairs, "}", |this, (key, value)| {
                    this.value(key);
                    this.out.push_str(": ");
                    this.value(value);
                });
            }
            Value::Range(range) => {
                let range = vm.heap[range];
                self.out.push_str(&format!("range({}, {})", range.start, range.stop));
            }
            Value::Class(class) => self.out.push_str(vm.class_name(class)),
            Value::Exception(error) => {
                let Exception { args, .. } = &vm.heap[error];
                self.kind(value, "");
                self.many("(", args.iter().copied(), ")", Self::value);
            }
            Value::Instance(instance) => {
                let instance = &vm.heap[instance];
                if !instance.payload.is_unbound() {
                    return self.value(instance.payload);
                }
                self.kind(value, "");
                let slots = vm.shapes.names(instance.shape).zip(instance.slots.iter().copied());
                let known = slots.filter(|slot| !slot.1.is_unbound());
                self.many("(", known, ")", |this, (name, value): (Name, Value)| {
                    this.out.push_str(this.vm.heap.name(name));
                    this.out.push('=');
                    this.value(value);
                });
            }
            _ => self.kind(value, ""),
        }
    }

    fn left(&self) -> usize {
        self.room.saturating_sub(self.out.len()).max(1)
    }

    /// The name of a value's type.
    fn kind(&mut self, value: Value, after: &str) {
        self.out.push_str(self.vm.class_name(self.vm.class_of(value)));
        self.out.push_str(after);
    }

    fn text(&mut self, text: &str) {
        let cut = text.floor_char_boundary(self.left());
        let quoted = quote_text(&text[..cut]);
        if cut == text.len() {
            self.out.push_str(&quoted);
        } else {
            // The ellipsis stands within the quotes.
            self.out.push_str(&quoted[..quoted.len() - 1]);
            self.out.push('…');
            self.out.push_str(&quoted[quoted.len() - 1..]);
        }
    }

    /// What is in a container, as far as there is room.
    fn many<T>(&mut self, open: &str, items: impl Iterator<Item = T>, close: &str, show: impl Fn(&mut Self, T)) {
        self.out.push_str(open);
        self.depth += 1;
        for (number, item) in items.enumerate() {
            if number > 0 {
                self.out.push_str(", ");
            }
            if self.is_full() || self.depth > DEEPEST {
                self.out.push('…');
                break;
            }
            show(self, item);
        }
        self.depth -= 1;
        self.out.push_str(close);
    }
}
