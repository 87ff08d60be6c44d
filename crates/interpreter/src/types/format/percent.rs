//! `%`-formatting of strings and bytes.

use std::iter::Peekable;
use std::str::CharIndices;

use super::fields::ascii;
use super::float::digits;
use crate::native::{Res, Unwind};
use crate::types::number::Number;
use crate::value::Value;
use crate::vm::Vm;

/// `template % args`.
pub(crate) fn percent_text(vm: &mut Vm, template: &str, args: Value) -> Res<String> {
    Percent::new(vm, args, false).run(vm, template)
}

/// `template % args` for bytes: every character stands for a byte.
pub(crate) fn percent_bytes(vm: &mut Vm, template: &[u8], args: Value) -> Res<Vec<u8>> {
    let template: String = template.iter().map(|b| char::from(*b)).collect();
    let text = Percent::new(vm, args, true).run(vm, &template)?;
    Ok(text.chars().map(|c| c as u8).collect())
}

/// A conversion: `%(name)#0- +width.precision`, and the letter.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    letter: char,
}

struct Percent {
    values: Vec<Value>,
    next: usize,
    mapping: Option<Value>,
    bytes: bool,
}

type Chars<'t> = Peekable<CharIndices<'t>>;

impl Percent {
    fn new(vm: &Vm, args: Value, bytes: bool) -> Self {
        let (values, mapping) = match vm.unwrap(args) {
            Value::Tuple(t) => (vm.heap[t].items.to_vec(), None),
            Value::Dict(_) | Value::List(_) => (vec![args], Some(args)),
            Value::Str(_) | Value::Bytes(_) => (vec![args], None),
            _ if vm.special(args, vm.names.getitem).is_some() => (vec![args], Some(args)),
            _ => (vec![args], None),
        };
        Percent { values, next: 0, mapping, bytes }
    }

    fn run(&mut self, vm: &mut Vm, template: &str) -> Res<String> {
        let mut out = String::with_capacity(template.len());
        let mut at = 0;
        while let Some(found) = template[at..].find('%') {
            out.push_str(&template[at..at + found]);
            at += found + 1;
            if template[at..].starts_with('%') {
                out.push('%');
                at += 1;
                continue;
            }
            let mut chars = template[at..].char_indices().peekable();
            let named = self.name(vm, &mut chars)?;
            let conversion = self.parse(vm, &mut chars, |seen| template[..at + seen].chars().count())?;
            at = chars.peek().map_or(template.len(), |(seen, _)| at + seen);
            let value = match named {
                Some(value) => value,
                None => self.take(vm)?,
            };
            vm.reserve(out.len() + conversion.width + conversion.precision.unwrap_or(0))?;
            let text = self.convert(vm, &conversion, value)?;
            vm.reserve(out.len() + text.len())?;
            out.push_str(&text);
        }
        out.push_str(&template[at..]);
        if self.mapping.is_none() && self.next < self.values.len() {
            let message = if self.bytes {
                "not all arguments converted during bytes formatting"
            } else {
                "not all arguments converted during string formatting"
            };
            return Err(vm.type_error(message));
        }
        Ok(out)
    }

    fn take(&mut self, vm: &mut Vm) -> Res {
        match self.values.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(*value)
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }

    /// The value of `(name)`, if there is one.
    fn name(&self, vm: &mut Vm, chars: &mut Chars<'_>) -> Res<Option<Value>> {
        if chars.next_if(|(_, c)| *c == '(').is_none() {
            return Ok(None);
        }
        let Some(mapping) = self.mapping else { return Err(vm.type_error("format requires a mapping")) };
        let mut open = 1;
        let mut key = String::new();
        loop {
            let Some((_, c)) = chars.next() else { return Err(vm.value_error("incomplete format key")) };
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
            key.push(c);
        }
        let key =
            if self.bytes { vm.bytes_like(key.chars().map(|c| c as u8).collect(), false) } else { vm.heap.str(key) };
        vm.get_item(mapping, key).map(Some)
    }

    /// Parses a conversion after its `%` and name; `index` tells which character of the template a byte belongs to.
    fn parse(&mut self, vm: &mut Vm, chars: &mut Chars<'_>, index: impl Fn(usize) -> usize) -> Res<Conversion> {
        let mut conversion = Conversion::default();
        while let Some((_, flag)) = chars.next_if(|(_, c)| matches!(c, '-' | '+' | ' ' | '#' | '0')) {
            match flag {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                _ => conversion.zero = true,
            }
        }
        let width = self.size(vm, chars, "width too big")?.unwrap_or(0);
        conversion.left |= width < 0;
        conversion.width = width.unsigned_abs() as usize;
        if chars.next_if(|(_, c)| *c == '.').is_some() {
            let precision = self.size(vm, chars, "precision too big")?.unwrap_or(0);
            conversion.precision = Some(precision.max(0) as usize);
        }
        while chars.next_if(|(_, c)| matches!(c, 'h' | 'l' | 'L')).is_some() {}
        match chars.next() {
            None => Err(vm.value_error("incomplete format")),
            Some((at, c)) if !("sradiuoxXeEfFgGc".contains(c) || self.bytes && c == 'b') => {
                let at = index(at);
                let shown = if (' '..'\u{7f}').contains(&c) { c } else { '?' };
                Err(vm.value_error(format!("unsupported format character '{shown}' (0x{:x}) at index {at}", c as u32)))
            }
            Some((_, c)) => {
                conversion.letter = c;
                Ok(conversion)
            }
        }
    }

    /// A width or precision: digits, or `*`.
    fn size(&mut self, vm: &mut Vm, chars: &mut Chars<'_>, too_big: &str) -> Res<Option<i64>> {
        if chars.next_if(|(_, c)| *c == '*').is_some() {
            return match self.take(vm)? {
                Value::Int(i) => Ok(Some(i)),
                Value::Bool(b) => Ok(Some(i64::from(b))),
                _ => Err(vm.type_error("* wants int")),
            };
        }
        let mut size: Option<i64> = None;
        while let Some(digit) = chars.peek().and_then(|(_, c)| c.to_digit(10)) {
            chars.next();
            let next = size.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(i64::from(digit)));
            if next.is_none() {
                return Err(vm.value_error(too_big));
            }
            size = next;
        }
        Ok(size)
    }

    fn convert(&self, vm: &mut Vm, conversion: &Conversion, value: Value) -> Res<String> {
        let text = match conversion.letter {
            's' | 'b' if self.bytes => return Ok(conversion.cut_and_pad(bytes_text(vm, value)?)),
            's' => vm.to_text(value)?,
            'r' if !self.bytes => vm.repr(value)?,
            'r' | 'a' => ascii(&vm.repr(value)?),
            'c' => {
                let c = self.character(vm, value)?;
                return Ok(conversion.pad("", &c, false));
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => return integer(vm, conversion, value),
            _ => {
                let float = vm.to_f64(value)?;
                let kind = conversion.letter.to_ascii_lowercase();
                let text = digits(float.abs(), kind, conversion.precision.unwrap_or(6), conversion.alternate, false);
                let text = if conversion.letter.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text };
                let sign = conversion.sign(float.is_sign_negative() && !float.is_nan());
                return Ok(conversion.pad(sign, &text, conversion.zero));
            }
        };
        Ok(conversion.cut_and_pad(text))
    }

    fn character(&self, vm: &mut Vm, value: Value) -> Res<String> {
        let limit = if self.bytes { 0x100 } else { 0x11_0000 };
        match vm.unwrap(value) {
            Value::Int(i) => match u32::try_from(i).ok().filter(|i| *i < limit).and_then(char::from_u32) {
                Some(c) => Ok(c.into()),
                None if self.bytes => Err(vm.overflow_error("%c arg not in range(256)")),
                None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
            },
            Value::Bool(b) => Ok(char::from(u8::from(b)).into()),
            Value::BigInt(_) => Err(vm.overflow_error("%c arg not in range(0x110000)")),
            Value::Str(s) if !self.bytes && vm.heap[s].chars == 1 => Ok(vm.heap.text(s).to_owned()),
            Value::Bytes(b) if self.bytes && vm.heap[b].data.len() == 1 => Ok(char::from(vm.heap[b].data[0]).into()),
            _ if self.bytes => Err(vm.type_error("%c requires an integer in range(256) or a single byte")),
            _ => Err(vm.type_error("%c requires int or char")),
        }
    }
}

impl Conversion {
    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn cut_and_pad(&self, text: String) -> String {
        if self.width == 0 && self.precision.is_none() {
            return text;
        }
        let end = self.precision.and_then(|p| text.char_indices().nth(p)).map_or(text.len(), |(i, _)| i);
        self.pad("", &text[..end], false)
    }

    /// Fills up to the width: with zeros between prefix and body, or with spaces.
    fn pad(&self, prefix: &str, body: &str, zeros: bool) -> String {
        if self.width == 0 && prefix.is_empty() {
            return body.to_owned();
        }
        let length = prefix.len() + if body.is_ascii() { body.len() } else { body.chars().count() };
        let missing = self.width.saturating_sub(length);
        let mut out = String::with_capacity(length + missing);
        if !zeros && !self.left {
            out.extend(std::iter::repeat_n(' ', missing));
        }
        out.push_str(prefix);
        if zeros && !self.left {
            out.extend(std::iter::repeat_n('0', missing));
        }
        out.push_str(body);
        if self.left {
            out.extend(std::iter::repeat_n(' ', missing));
        }
        out
    }
}

fn bytes_text(vm: &mut Vm, value: Value) -> Res<String> {
    let found = match vm.unwrap(value) {
        Value::Bytes(b) => Value::Bytes(b),
        _ => {
            let name = vm.names.bytes_;
            vm.call_special(value, name, &[])?.unwrap_or(Value::None)
        }
    };
    let Value::Bytes(b) = found else {
        let message = format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            vm.type_name(value)
        );
        return Err(vm.type_error(message));
    };
    Ok(vm.heap[b].data.iter().map(|b| char::from(*b)).collect())
}

fn integer(vm: &mut Vm, conversion: &Conversion, value: Value) -> Res<String> {
    let letter = conversion.letter;
    let decimal = matches!(letter, 'd' | 'i' | 'u');
    let mut number = vm.unwrap(value);
    if let (true, Value::Float(f)) = (decimal, number) {
        number = super::super::float::truncate(vm, f)?;
    } else if !matches!(number, Value::Int(_) | Value::Bool(_) | Value::BigInt(_)) {
        number = match convertible(vm, value, decimal)? {
            Some(number) => number,
            None => return Err(not_a_number(vm, letter, decimal, value)),
        };
    }
    if decimal && matches!(number, Value::BigInt(_)) {
        vm.int_text(number)?;
    }
    let radix = match letter {
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    };
    let (negative, mut body) = match vm.number(number) {
        Some(number @ (Number::Small(_) | Number::Big(_))) => number.magnitude(radix),
        _ => return Err(not_a_number(vm, letter, decimal, value)),
    };
    if let Some(precision) = conversion.precision {
        body = format!("{}{body}", "0".repeat(precision.saturating_sub(body.len())));
    }
    let mut prefix = conversion.sign(negative).to_owned();
    match letter {
        'o' if conversion.alternate => prefix.push_str("0o"),
        'x' if conversion.alternate => prefix.push_str("0x"),
        'X' if conversion.alternate => prefix.push_str("0X"),
        _ => {}
    }
    if letter == 'X' {
        body.make_ascii_uppercase();
    }
    Ok(conversion.pad(&prefix, &body, conversion.zero))
}

/// The integer of an object with `__index__` or (for `%d`) `__int__`.
fn convertible(vm: &mut Vm, value: Value, decimal: bool) -> Res<Option<Value>> {
    if vm.is_plain(value) {
        return Ok(None);
    }
    let (index, int) = (vm.names.index, vm.names.int);
    if decimal && vm.special(value, int).is_some() {
        return vm.to_int(value).map(Some);
    }
    if vm.special(value, index).is_some() {
        return vm.to_integer(value).map(Some);
    }
    if decimal && vm.special(value, vm.names.float).is_some() {
        return vm.to_int(value).map(Some);
    }
    Ok(None)
}

fn not_a_number(vm: &mut Vm, letter: char, decimal: bool, value: Value) -> Unwind {
    let wanted = if decimal { "a real number" } else { "an integer" };
    let message = format!("%{letter} format: {wanted} is required, not {}", vm.type_name(value));
    vm.type_error(message)
}
