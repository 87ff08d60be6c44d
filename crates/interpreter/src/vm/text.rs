//! `repr`, `str` and `format` of any value.

mod objects;

use compact_str::ToCompactString as _;

use super::Vm;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::Class;
use crate::types::Complex;
use crate::types::format::{
    FormatError, complex_repr, float_repr, format_complex, format_float, format_int, format_text, quote_bytes,
    quote_text,
};
use crate::types::nesting::{Level, Showing};
use crate::types::number::Number;
use crate::value::{Name, Value};

/// Integers of more digits have no decimal text (CPython's `int_max_str_digits`).
pub(crate) const MAX_DIGITS: usize = 4300;

impl Vm {
    /// `repr(value)`.
    pub(crate) fn repr(&mut self, value: Value) -> Res<String> {
        match value {
            Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Future(_) | Value::Opaque(_) => {
                let name = self.names.repr;
                match self.own_special(value, name) {
                    // Inherited from the built-in class of the value that it wraps.
                    Some(method @ Value::Native(_))
                        if self.special(self.unwrap(value), name).is_some_and(|m| m.is(method))
                            && self.is_plain(self.unwrap(value)) =>
                    {
                        let class = self.class_of(value);
                        self.builtin_repr(self.unwrap(value), Some(class))
                    }
                    Some(_) => self.text_of_special(value, name),
                    None => self.object_repr(value),
                }
            }
            Value::Iter(iter) => match crate::types::iter::shown(self, iter) {
                Some(text) => text,
                None => self.builtin_repr(value, None),
            },
            _ => self.builtin_repr(value, None),
        }
    }

    /// Calls a special method that must return a `str`.
    fn text_of_special(&mut self, value: Value, name: Name) -> Res<String> {
        let Some(_level) = Level::enter() else { return Err(self.too_deep()) };
        let result = self.call_special(value, name, &[])?.unwrap_or_default();
        match self.text(result) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let name = self.heap.name(name).to_owned();
                let message = format!("{name} returned non-string (type {})", self.type_name(result));
                Err(self.type_error(message))
            }
        }
    }

    #[cold]
    fn too_deep(&mut self) -> Unwind {
        let message = "maximum recursion depth exceeded while getting the repr of an object";
        self.error(self.types.recursion_error, message)
    }

    /// `repr` of a built-in value (unwrapped). `class` is the subclass of which it is an instance, where that shows.
    pub(crate) fn builtin_repr(&mut self, value: Value, class: Option<Ref<Class>>) -> Res<String> {
        Ok(match value {
            Value::None => "None".into(),
            Value::NotImplemented => "NotImplemented".into(),
            Value::Ellipsis => "Ellipsis".into(),
            Value::Bool(b) => if b { "True" } else { "False" }.into(),
            Value::Int(i) => i.to_string(),
            Value::BigInt(_) => self.int_text(value)?,
            Value::Float(f) => float_repr(f),
            Value::Str(s) => quote_text(self.heap.text(s)),
            Value::Bytes(b) => {
                let text = quote_bytes(&self.heap[b].data);
                if self.heap[b].mutable {
                    let name = class.map_or("bytearray", |c| self.class_name(c));
                    // Single quotes are escaped even where they need not be.
                    let text = if text.starts_with("b\"") { text.replace('\'', "\\'") } else { text };
                    format!("{name}({text})")
                } else {
                    text
                }
            }
            Value::List(l) => self.show(value, "[...]", |vm| {
                let items = vm.heap[l].items.clone();
                Ok(format!("[{}]", vm.repr_all(&items)?))
            })?,
            Value::Tuple(t) => self.show(value, "(...)", |vm| {
                let items = vm.heap[t].items.clone();
                let comma = if items.len() == 1 { "," } else { "" };
                Ok(format!("({}{comma})", vm.repr_all(&items)?))
            })?,
            Value::Dict(d) => self.show(value, "{...}", |vm| {
                let items: Vec<_> = vm.heap[d].iter().map(|e| (e.key, e.value)).collect();
                let mut out = String::from("{");
                for (i, (key, value)) in items.into_iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    vm.push_repr(&mut out, key)?;
                    out.push_str(": ");
                    vm.push_repr(&mut out, value)?;
                }
                out.push('}');
                Ok(out)
            })?,
            Value::Set(s) => {
                let plain = class.is_none() && !self.heap[s].frozen;
                let class = class.unwrap_or_else(|| self.class_of(value));
                let name = self.class_name(class).to_owned();
                if self.heap[s].table.len() == 0 {
                    return Ok(format!("{name}()"));
                }
                self.show(value, &format!("{name}(...)"), |vm| {
                    let items = vm.set_order(s);
                    let items = vm.repr_all(&items)?;
                    Ok(if plain { format!("{{{items}}}") } else { format!("{name}({{{items}}})") })
                })?
            }
            Value::Slice(s) => {
                let slice = self.heap[s];
                format!("slice({})", self.repr_all(&[slice.start, slice.stop, slice.step])?)
            }
            Value::Range(r) => {
                let range = self.heap[r];
                let step = if range.step == 1 { String::new() } else { format!(", {}", range.step) };
                format!("range({}, {}{step})", range.start, range.stop)
            }
            Value::Opaque(o) => match self.heap[o].get::<Complex>() {
                Some(c) => complex_repr(c.re, c.im),
                None => self.object_repr(value)?,
            },
            _ => self.object_repr(value)?,
        })
    }

    /// Shows a container, or `cycle` if it is within itself.
    fn show(&mut self, value: Value, cycle: &str, body: impl FnOnce(&mut Self) -> Res<String>) -> Res<String> {
        let Some(_showing) = Showing::enter(value) else { return Ok(cycle.into()) };
        let Some(_level) = Level::enter() else { return Err(self.too_deep()) };
        body(self)
    }

    fn repr_all(&mut self, values: &[Value]) -> Res<String> {
        let mut out = String::new();
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            self.push_repr(&mut out, *value)?;
        }
        Ok(out)
    }

    /// Appends to a text that may become long: `MemoryError` rather than no memory.
    fn push_repr(&mut self, out: &mut String, value: Value) -> Res<()> {
        let text = self.repr(value)?;
        if out.len() + text.len() > out.capacity() {
            self.reserve(2 * out.len() + text.len())?;
        }
        out.push_str(&text);
        Ok(())
    }

    /// Decimal digits of an integer.
    pub(crate) fn int_text(&mut self, value: Value) -> Res<String> {
        match self.number(value) {
            Some(Number::Small(i)) => Ok(i.to_string()),
            Some(Number::Big(big)) => {
                /// Of a number with [`MAX_DIGITS`] digits.
                const MAX_BITS: u64 = 14_285;
                let text = if big.bits() > MAX_BITS { None } else { Some(big.to_string()) };
                match text.filter(|t| t.trim_start_matches('-').len() <= MAX_DIGITS) {
                    Some(text) => Ok(text),
                    None => Err(self.value_error(
                        "Exceeds the limit (4300 digits) for integer string conversion; use \
                         sys.set_int_max_str_digits() to increase the limit",
                    )),
                }
            }
            _ => Ok(String::new()),
        }
    }

    /// `str(value)` as text.
    pub(crate) fn to_text(&mut self, value: Value) -> Res<String> {
        match value {
            Value::Str(s) => Ok(self.heap.text(s).to_owned()),
            Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Future(_) | Value::Opaque(_) => {
                let name = self.names.str;
                match self.own_special(value, name) {
                    Some(_) => self.text_of_special(value, name),
                    None => self.repr(value),
                }
            }
            Value::Iter(_) => self.repr(value),
            _ => self.builtin_repr(value, None),
        }
    }

    /// `str(value)` as a value (the same object if it is a `str` already).
    pub(crate) fn to_str(&mut self, value: Value) -> Res {
        match value {
            Value::Str(_) => Ok(value),
            Value::Int(i) => Ok(self.heap.str(i.to_compact_string())),
            _ => {
                let text = self.to_text(value)?;
                Ok(self.heap.str(text))
            }
        }
    }

    /// `format(value, spec)`.
    pub(crate) fn format(&mut self, value: Value, spec: &str) -> Res<String> {
        match value {
            Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Future(_) => {}
            Value::Opaque(o) if self.heap[o].class != Some(self.types.complex) => {}
            _ if spec.is_empty() => return self.to_text(value),
            _ => return self.builtin_format(value, spec),
        }
        let name = self.names.format;
        if self.own_special(value, name).is_none() {
            return self.object_format(value, spec);
        }
        let spec = self.heap.str(spec);
        let result = self.call_special(value, name, &[spec])?.unwrap_or_default();
        match self.text(result) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let message = format!("__format__ must return a str, not {}", self.type_name(result));
                Err(self.type_error(message))
            }
        }
    }

    /// `object.__format__`.
    pub(crate) fn object_format(&mut self, value: Value, spec: &str) -> Res<String> {
        if spec.is_empty() {
            return self.to_text(value);
        }
        let message = format!("unsupported format string passed to {}.__format__", self.type_name(value));
        Err(self.type_error(message))
    }

    /// `format` of a built-in value (unwrapped) with a specifier that is not empty.
    pub(crate) fn builtin_format(&mut self, value: Value, spec: &str) -> Res<String> {
        self.reserve(size_in(spec))?;
        let result = match value {
            Value::Str(s) => format_text(self.heap.text(s), spec),
            Value::Opaque(o) => match self.heap[o].get::<Complex>() {
                Some(c) => format_complex(c.re, c.im, spec),
                None => return self.object_format(value, spec),
            },
            _ => {
                let class = if let Value::Bool(_) = value { "bool" } else { "int" };
                match self.number(value) {
                    Some(Number::Float(f)) => format_float(f, spec, "float"),
                    Some(Number::Big(big)) if big.bits() > 14_300 && !spec.ends_with(['x', 'X', 'o', 'b']) => {
                        // Too many digits for the decimal system: that is said first.
                        return self.int_text(value);
                    }
                    Some(number @ (Number::Small(_) | Number::Big(_))) => format_int(&number, spec, class),
                    _ => return self.object_format(value, spec),
                }
            }
        };
        result.map_err(|error| match error {
            FormatError::Value(message) => self.value_error(message),
            FormatError::Overflow(message) => self.overflow_error(message),
        })
    }
}

/// An upper bound of the widths and precisions that a specifier asks for.
fn size_in(spec: &str) -> usize {
    if spec.len() < 4 {
        return 0;
    }
    let numbers = spec.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty());
    // What overflows is refused by the parser, in its own words.
    numbers
        .filter_map(|n| n.parse::<i64>().ok())
        .fold(0usize, |sum, n| sum.saturating_add((n as usize).saturating_mul(4)))
}
