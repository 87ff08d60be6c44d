//! From text to values.

use super::MAX_DEPTH;
use crate::native::{Args, Res, Unwind};
use crate::value::Value;
use crate::vm::Vm;

/// Why reading stopped.
enum Stop {
    /// What is wrong, and at which byte.
    Wrong(&'static str, usize),
    /// A hook raised something.
    Unwind(Unwind),
}

impl From<Unwind> for Stop {
    fn from(unwind: Unwind) -> Self {
        Stop::Unwind(unwind)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    strict: bool,
    object_hook: Value,
    pairs_hook: Value,
    parse_int: Value,
    parse_float: Value,
    parse_constant: Value,
    depth: usize,
}

/// See the definition of `_read`. Positions are counted in characters.
pub(super) fn read(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(text) = vm.text(args.at(0)).map(str::to_owned) else {
        return Err(vm.type_error("expected a string"));
    };
    let start = vm.to_index(args.at(1))?.max(0) as usize;
    let at = text.char_indices().nth(start).map_or(text.len(), |(i, _)| i);
    let strict = vm.truthy(args.at(2))?;
    let mut reader = Reader {
        text: &text,
        at,
        strict,
        object_hook: args.at(3),
        pairs_hook: args.at(4),
        parse_int: args.at(5),
        parse_float: args.at(6),
        parse_constant: args.at(7),
        depth: 0,
    };
    let position = |byte: usize| Value::Int(text[..byte.min(text.len())].chars().count() as i64);
    match reader.value(vm) {
        Ok(value) => {
            let end = position(reader.at);
            Ok(vm.heap.tuple(vec![Value::Bool(true), value, end]))
        }
        Err(Stop::Wrong(message, byte)) => {
            let message = vm.heap.str(message);
            Ok(vm.heap.tuple(vec![Value::Bool(false), message, position(byte)]))
        }
        Err(Stop::Unwind(unwind)) => Err(unwind),
    }
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, vm: &mut Vm) -> Result<Value, Stop> {
        match self.peek() {
            Some(b'"') => Ok(vm.heap.str(self.string()?)),
            Some(b'{') => self.nested(vm, "object", Self::object),
            Some(b'[') => self.nested(vm, "array", Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(vm),
            _ => {
                for (word, value) in [("null", Value::None), ("true", Value::Bool(true)), ("false", Value::Bool(false))]
                {
                    if self.text[self.at..].starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                self.constant(vm)
            }
        }
    }

    fn nested(
        &mut self,
        vm: &mut Vm,
        what: &str,
        read: fn(&mut Self, &mut Vm) -> Result<Value, Stop>,
    ) -> Result<Value, Stop> {
        if self.depth == MAX_DEPTH {
            let message =
                format!("maximum recursion depth exceeded while decoding a JSON {what} from a unicode string");
            return Err(vm.error(vm.types.recursion_error, message).into());
        }
        self.depth += 1;
        self.at += 1;
        self.skip_space();
        let value = read(self, vm);
        self.depth -= 1;
        value
    }

    fn array(&mut self, vm: &mut Vm) -> Result<Value, Stop> {
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(vm.heap.list(items));
        }
        loop {
            items.push(self.value(vm)?);
            if self.ends(b']')? {
                return Ok(vm.heap.list(items));
            }
        }
    }

    fn object(&mut self, vm: &mut Vm) -> Result<Value, Stop> {
        let mut pairs = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
        } else {
            loop {
                if self.peek() != Some(b'"') {
                    return Err(Stop::Wrong("Expecting property name enclosed in double quotes", self.at));
                }
                let key = self.string()?;
                let key = if key.len() <= 20 {
                    let name = vm.heap.intern(&key);
                    vm.heap.name_value(name)
                } else {
                    vm.heap.str(key)
                };
                self.skip_space();
                if self.peek() != Some(b':') {
                    return Err(Stop::Wrong("Expecting ':' delimiter", self.at));
                }
                self.at += 1;
                self.skip_space();
                pairs.push((key, self.value(vm)?));
                if self.ends(b'}')? {
                    break;
                }
            }
        }
        if !self.pairs_hook.is_none() {
            let pairs = pairs.into_iter().map(|(k, v)| vm.heap.tuple(vec![k, v])).collect();
            let pairs = vm.heap.list(pairs);
            return Ok(vm.call(self.pairs_hook, &[pairs])?);
        }
        let dict = vm.dict_of(&[]);
        for (key, value) in pairs {
            vm.set_item(dict, key, value)?;
        }
        if self.object_hook.is_none() {
            return Ok(dict);
        }
        Ok(vm.call(self.object_hook, &[dict])?)
    }

    /// After an item: is it the last one? If not, goes to the next.
    fn ends(&mut self, close: u8) -> Result<bool, Stop> {
        self.skip_space();
        let next = self.peek();
        if next != Some(close) && next != Some(b',') {
            return Err(Stop::Wrong("Expecting ',' delimiter", self.at));
        }
        self.at += 1;
        if next == Some(b',') {
            self.skip_space();
        }
        Ok(next == Some(close))
    }

    fn string(&mut self) -> Result<String, Stop> {
        let begin = self.at;
        let unterminated = Stop::Wrong("Unterminated string starting at", begin);
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(stop) = rest.find(|c| c == '"' || c == '\\' || (self.strict && c < ' ')) else {
                return Err(unterminated);
            };
            out += &rest[..stop];
            self.at += stop + 1;
            match rest.as_bytes()[stop] {
                b'"' => return Ok(out),
                b'\\' => {}
                _ => return Err(Stop::Wrong("Invalid control character at", self.at - 1)),
            }
            let Some(escape) = self.peek() else { return Err(unterminated) };
            self.at += 1;
            out.push(match escape {
                b'"' | b'\\' | b'/' => escape as char,
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.unicode()?,
                _ => return Err(Stop::Wrong("Invalid \\escape", self.at - 2)),
            });
        }
    }

    /// The digits after `\u`, and the second half of a pair.
    fn unicode(&mut self) -> Result<char, Stop> {
        let first = self.hex().ok_or(Stop::Wrong("Invalid \\uXXXX escape", self.at - 1))?;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            match self.hex() {
                Some(second @ 0xdc00..0xe000) => {
                    let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                _ => self.at = back,
            }
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    fn digits(&self, from: usize) -> usize {
        self.text.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count()
    }

    fn number(&mut self, vm: &mut Vm) -> Result<Value, Stop> {
        let begin = self.at;
        let bytes = self.text.as_bytes();
        let mut end = begin + usize::from(bytes[begin] == b'-');
        match bytes.get(end) {
            Some(b'0') => end += 1,
            Some(b'1'..=b'9') => end += self.digits(end),
            _ => return self.constant(vm),
        }
        let mut float = false;
        if bytes.get(end) == Some(&b'.') && self.digits(end + 1) > 0 {
            float = true;
            end += 1 + self.digits(end + 1);
        }
        if let Some(b'e' | b'E') = bytes.get(end) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let digits = if end + 1 + sign <= bytes.len() { self.digits(end + 1 + sign) } else { 0 };
            if digits > 0 {
                float = true;
                end += 1 + sign + digits;
            }
        }
        self.at = end;
        let text = &self.text[begin..end];
        let hook = if float { self.parse_float } else { self.parse_int };
        if !hook.is_none() {
            let text = vm.heap.str(text);
            return Ok(vm.call(hook, &[text])?);
        }
        if float {
            return Ok(Value::Float(text.parse().unwrap_or(f64::NAN)));
        }
        Ok(match text.parse() {
            Ok(small) => Value::Int(small),
            Err(_) => vm.int(text.parse().unwrap_or_default()),
        })
    }

    fn constant(&mut self, vm: &mut Vm) -> Result<Value, Stop> {
        for (word, value) in [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)] {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                if self.parse_constant.is_none() {
                    return Ok(Value::Float(value));
                }
                let text = vm.heap.str(word);
                return Ok(vm.call(self.parse_constant, &[text])?);
            }
        }
        Err(Stop::Wrong("Expecting value", self.at))
    }
}
