//! `str.format` and `str.format_map`.

use crate::native::{Args, Res};
use crate::value::{Name, Value};
use crate::vm::Vm;

/// Where named fields come from.
enum Named {
    Keywords(Vec<(Name, Value)>),
    /// `format_map`.
    Mapping(Value),
}

/// Whether fields number themselves.
#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

struct Formatter<'a> {
    positional: &'a [Value],
    named: Named,
    numbering: Numbering,
}

/// A replacement field, as `{name!conversion:spec}`.
struct Field<'t> {
    name: &'t str,
    conversion: Option<char>,
    spec: &'t str,
}

/// `template.format(*args, **kwargs)`; the template itself is the first argument. With `mapping`, `format_map`.
pub(crate) fn format_fields(vm: &mut Vm, template: &str, args: Args<'_>, mapping: Option<Value>) -> Res<String> {
    let named = mapping.map_or_else(|| Named::Keywords(args.keywords().collect()), Named::Mapping);
    let positional = args.positional().get(1..).unwrap_or_default();
    Formatter { positional, named, numbering: Numbering::Unknown }.run(vm, template, 2)
}

impl Formatter<'_> {
    fn run(&mut self, vm: &mut Vm, template: &str, depth: u8) -> Res<String> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            let opens = rest[at..].starts_with('{');
            rest = &rest[at + 1..];
            if rest.starts_with(if opens { '{' } else { '}' }) {
                out.push(if opens { '{' } else { '}' });
                rest = &rest[1..];
                continue;
            }
            if !opens {
                return Err(vm.value_error("Single '}' encountered in format string"));
            }
            if rest.is_empty() {
                return Err(vm.value_error("Single '{' encountered in format string"));
            }
            let (field, after) = match parse(rest) {
                Ok(parsed) => parsed,
                Err(message) => return Err(vm.value_error(message)),
            };
            rest = after;
            let value = self.look_up(vm, field.name)?;
            let value = convert(vm, value, field.conversion)?;
            let text = if field.spec.contains('{') {
                let spec = self.run(vm, field.spec, depth - 1)?;
                vm.format(value, &spec)?
            } else {
                vm.format(value, field.spec)?
            };
            vm.reserve(out.len() + text.len())?;
            out.push_str(&text);
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The value of `name`, `0.attribute`, `name[item]`…
    fn look_up(&mut self, vm: &mut Vm, field: &str) -> Res {
        let first = field.find(['.', '[']).unwrap_or(field.len());
        let (name, mut path) = field.split_at(first);
        let mut value = self.first(vm, name)?;
        while !path.is_empty() {
            if let Some(after) = path.strip_prefix('.') {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                if end == 0 {
                    return Err(vm.value_error("Empty attribute in format string"));
                }
                let attribute = vm.heap.intern(&after[..end]);
                value = vm.get_attr(value, attribute)?;
                path = &after[end..];
            } else if let Some(after) = path.strip_prefix('[') {
                let Some(end) = after.find(']') else {
                    return Err(vm.value_error("Missing ']' in format string"));
                };
                if end == 0 {
                    return Err(vm.value_error("Empty attribute in format string"));
                }
                let key = match number(&after[..end]) {
                    Some(index) => Value::Int(index as i64),
                    None => vm.heap.str(&after[..end]),
                };
                value = vm.get_item(value, key)?;
                path = &after[end + 1..];
                if !path.is_empty() && !path.starts_with(['.', '[']) {
                    return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier"));
                }
            }
        }
        Ok(value)
    }

    fn first(&mut self, vm: &mut Vm, name: &str) -> Res {
        let index = match (number(name), self.numbering) {
            (None, _) if !name.is_empty() => return self.by_name(vm, name),
            (None, Numbering::Manual) => {
                let message = "cannot switch from manual field specification to automatic field numbering";
                return Err(vm.value_error(message));
            }
            (Some(_), Numbering::Automatic(_)) => {
                let message = "cannot switch from automatic field numbering to manual field specification";
                return Err(vm.value_error(message));
            }
            (None, numbering) => {
                let index = if let Numbering::Automatic(next) = numbering { next } else { 0 };
                self.numbering = Numbering::Automatic(index + 1);
                index
            }
            (Some(index), _) => {
                self.numbering = Numbering::Manual;
                index
            }
        };
        if let Named::Mapping(_) = self.named {
            return Err(vm.value_error("Format string contains positional fields"));
        }
        match self.positional.get(index) {
            Some(value) => Ok(*value),
            None => Err(vm.index_error(format!("Replacement index {index} out of range for positional args tuple"))),
        }
    }

    fn by_name(&self, vm: &mut Vm, name: &str) -> Res {
        let key = vm.heap.str(name);
        match &self.named {
            Named::Mapping(mapping) => vm.get_item(*mapping, key),
            Named::Keywords(pairs) => {
                let found = pairs.iter().find(|(n, _)| vm.heap.name(*n) == name).map(|(_, v)| *v);
                found.ok_or_else(|| vm.key_error(key))
            }
        }
    }
}

/// A decimal number and nothing else.
fn number(text: &str) -> Option<usize> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) { None } else { text.parse().ok() }
}

/// Parses a field after its opening brace; returns what follows its closing one (CPython's `parse_field`).
fn parse(text: &str) -> Result<(Field<'_>, &str), &'static str> {
    let mut chars = text.char_indices();
    let (name, end) = loop {
        match chars.next() {
            Some((_, '{')) => return Err("unexpected '{' in field name"),
            Some((_, '[')) => {
                if !chars.any(|(_, c)| c == ']') {
                    return Err("expected '}' before end of string");
                }
            }
            Some((at, c @ ('}' | ':' | '!'))) => break (&text[..at], c),
            Some(_) => {}
            None => return Err("expected '}' before end of string"),
        }
    };
    let mut conversion = None;
    if end == '}' {
        return Ok((Field { name, conversion, spec: "" }, chars.as_str()));
    }
    if end == '!' {
        let Some((_, c)) = chars.next() else { return Err("end of string while looking for conversion specifier") };
        conversion = Some(c);
        match chars.next() {
            Some((_, '}')) => return Ok((Field { name, conversion, spec: "" }, chars.as_str())),
            Some((_, ':')) => {}
            Some(_) => return Err("expected ':' after conversion specifier"),
            None => return Err("unmatched '{' in format spec"),
        }
    }
    let spec = chars.as_str();
    let mut open = 1;
    for (at, c) in spec.char_indices() {
        open += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if open == 0 {
            return Ok((Field { name, conversion, spec: &spec[..at] }, &spec[at + 1..]));
        }
    }
    Err("unmatched '{' in format spec")
}

fn convert(vm: &mut Vm, value: Value, conversion: Option<char>) -> Res {
    let text = match conversion {
        None => return Ok(value),
        Some('r') => vm.repr(value)?,
        Some('s') => vm.to_text(value)?,
        Some('a') => ascii(&vm.repr(value)?),
        Some(c) if (' '..'\u{7f}').contains(&c) => {
            return Err(vm.value_error(format!("Unknown conversion specifier {c}")));
        }
        Some(c) => return Err(vm.value_error(format!("Unknown conversion specifier \\x{:x}", c as u32))),
    };
    Ok(vm.heap.str(text))
}

/// What `ascii()` makes of a `repr`.
pub(crate) fn ascii(repr: &str) -> String {
    if repr.is_ascii() {
        return repr.to_owned();
    }
    let escaped = |c: char| if c.is_ascii() { c.to_string() } else { super::quote::escape(c) };
    repr.chars().map(escaped).collect()
}
