//! From values to text.

use std::fmt::Write;

use super::MAX_DEPTH;
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

struct Writer {
    out: String,
    default: Value,
    skip_keys: bool,
    ascii: bool,
    allow_nan: bool,
    sort_keys: bool,
    indent: Option<String>,
    item_separator: String,
    key_separator: String,
    /// What is being written, for circles.
    open: Vec<Value>,
    /// Lists and dicts around what is being written.
    depth: usize,
}

/// See the definition of `_write`.
pub(super) fn write(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut flags = [false; 4];
    for (flag, value) in flags.iter_mut().zip(&args.values[2..]) {
        *flag = vm.truthy(*value)?;
    }
    let [skip_keys, ascii, allow_nan, sort_keys] = flags;
    let text = |value| vm.text(value).map(str::to_owned);
    let mut writer = Writer {
        out: String::new(),
        default: args.at(1),
        skip_keys,
        ascii,
        allow_nan,
        sort_keys,
        indent: text(args.at(6)),
        item_separator: text(args.at(7)).unwrap_or_default(),
        key_separator: text(args.at(8)).unwrap_or_default(),
        open: Vec::new(),
        depth: 0,
    };
    writer.value(vm, args.at(0))?;
    Ok(vm.heap.str(writer.out))
}

impl Writer {
    fn value(&mut self, vm: &mut Vm, value: Value) -> Res<()> {
        match vm.unwrap(value) {
            Value::Str(s) => {
                let text = vm.heap.text(s);
                self.string(text);
            }
            Value::None => self.out += "null",
            Value::Bool(b) => self.out += if b { "true" } else { "false" },
            number @ (Value::Int(_) | Value::BigInt(_)) => self.out += &vm.int_text(number)?,
            Value::Float(f) => self.out += &self.float(vm, f)?,
            Value::List(l) => {
                let items = vm.heap[l].items.clone();
                self.list(vm, value, &items)?;
            }
            Value::Tuple(t) => {
                let items = vm.heap[t].items.to_vec();
                self.list(vm, value, &items)?;
            }
            Value::Dict(d) => {
                let items = vm.dict_items(d);
                self.dict(vm, value, items)?;
            }
            _ if self.default.is_none() => {
                let message = format!("Object of type {} is not JSON serializable", vm.class_name(vm.class_of(value)));
                return Err(vm.type_error(message));
            }
            _ => {
                self.enter(vm, value)?;
                let other = vm.call(self.default, &[value])?;
                self.value(vm, other)?;
                self.open.pop();
            }
        }
        Ok(())
    }

    fn enter(&mut self, vm: &mut Vm, value: Value) -> Res<()> {
        if self.open.iter().any(|v| v.is(value)) {
            return Err(vm.value_error("Circular reference detected"));
        }
        if self.open.len() == MAX_DEPTH {
            let message = "maximum recursion depth exceeded while encoding a JSON object";
            return Err(vm.error(vm.types.recursion_error, message));
        }
        self.open.push(value);
        Ok(())
    }

    fn line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out += indent;
            }
        }
    }

    fn list(&mut self, vm: &mut Vm, value: Value, items: &[Value]) -> Res<()> {
        if items.is_empty() {
            self.out += "[]";
            return Ok(());
        }
        self.enter(vm, value)?;
        self.depth += 1;
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out += &self.item_separator;
            }
            self.line();
            self.value(vm, *item)?;
        }
        self.open.pop();
        self.depth -= 1;
        self.line();
        self.out.push(']');
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, value: Value, mut items: Vec<(Value, Value)>) -> Res<()> {
        if items.is_empty() {
            self.out += "{}";
            return Ok(());
        }
        self.enter(vm, value)?;
        if self.sort_keys {
            let pairs = items.iter().map(|(k, v)| vm.heap.tuple(vec![*k, *v])).collect();
            let pairs = vm.heap.list(pairs);
            vm.call_method(pairs, "sort", &[])?;
            items.clear();
            for pair in vm.collect(pairs)? {
                if let Value::Tuple(t) = pair {
                    items.push((vm.heap[t].items[0], vm.heap[t].items[1]));
                }
            }
        }
        self.depth += 1;
        self.out.push('{');
        let mut first = true;
        for (key, item) in items {
            let text = match vm.unwrap(key) {
                Value::Str(s) => vm.heap.text(s).to_owned(),
                Value::None => "null".to_owned(),
                Value::Bool(b) => b.to_string(),
                number @ (Value::Int(_) | Value::BigInt(_)) => vm.int_text(number)?,
                Value::Float(f) => self.float(vm, f)?,
                _ if self.skip_keys => continue,
                _ => {
                    // What indents is written in Python there, the rest in C.
                    let class = vm.class_of(key);
                    let class = if self.indent.is_some() { vm.class_name(class) } else { vm.name_in_messages(class) };
                    let message = format!("keys must be str, int, float, bool or None, not {class}");
                    return Err(vm.type_error(message));
                }
            };
            if !first {
                self.out += &self.item_separator;
            }
            first = false;
            self.line();
            self.string(&text);
            self.out += &self.key_separator;
            self.value(vm, item)?;
        }
        self.open.pop();
        self.depth -= 1;
        self.line();
        self.out.push('}');
        Ok(())
    }

    fn float(&self, vm: &mut Vm, value: f64) -> Res<String> {
        if value.is_finite() {
            return vm.repr(Value::Float(value));
        }
        if !self.allow_nan {
            return Err(vm.value_error("Out of range float values are not JSON compliant"));
        }
        Ok(match value {
            _ if value.is_nan() => "NaN",
            _ if value > 0.0 => "Infinity",
            _ => "-Infinity",
        }
        .to_owned())
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out += "\\\"",
                '\\' => self.out += "\\\\",
                '\n' => self.out += "\\n",
                '\r' => self.out += "\\r",
                '\t' => self.out += "\\t",
                '\u{8}' => self.out += "\\b",
                '\u{c}' => self.out += "\\f",
                ' '..='~' => self.out.push(c),
                '\u{7f}'.. if !self.ascii => self.out.push(c),
                _ => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        let _ = write!(self.out, "\\u{unit:04x}");
                    }
                }
            }
        }
        self.out.push('"');
    }
}
