//! `str`.

mod case;
mod search;
mod split;
mod translate;

use compact_str::CompactString;

use super::format::format_fields;
use super::unicode;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::Str;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) use search::bounds;

pub(crate) static STR: ClassDef = ClassDef {
    name: "str",
    module: "builtins",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str",
    methods: &[
        NativeDef::class_method("__new__", 1, 4, new).keywords(&["object", "encoding", "errors"]),
        NativeDef::method("upper", 1, 1, |vm, a| map(vm, a, case::upper)),
        NativeDef::method("lower", 1, 1, |vm, a| map(vm, a, str::to_lowercase)),
        NativeDef::method("title", 1, 1, |vm, a| map(vm, a, case::title)),
        NativeDef::method("capitalize", 1, 1, |vm, a| map(vm, a, case::capitalize)),
        NativeDef::method("swapcase", 1, 1, |vm, a| map(vm, a, case::swap)),
        NativeDef::method("casefold", 1, 1, |vm, a| map(vm, a, unicode::casefold)),
        NativeDef::method("isupper", 1, 1, |vm, a| test(vm, a, |t| case::is_all(t, char::is_uppercase))),
        NativeDef::method("islower", 1, 1, |vm, a| test(vm, a, |t| case::is_all(t, char::is_lowercase))),
        NativeDef::method("istitle", 1, 1, |vm, a| test(vm, a, case::is_title)),
        NativeDef::method("isalpha", 1, 1, |vm, a| all(vm, a, unicode::is_alpha)),
        NativeDef::method("isalnum", 1, 1, |vm, a| all(vm, a, unicode::is_alnum)),
        NativeDef::method("isdecimal", 1, 1, |vm, a| all(vm, a, unicode::is_decimal)),
        NativeDef::method("isdigit", 1, 1, |vm, a| all(vm, a, unicode::is_digit)),
        NativeDef::method("isnumeric", 1, 1, |vm, a| all(vm, a, unicode::is_numeric)),
        NativeDef::method("isspace", 1, 1, |vm, a| all(vm, a, unicode::is_space)),
        NativeDef::method("isprintable", 1, 1, |vm, a| test(vm, a, |t| t.chars().all(unicode::is_printable))),
        NativeDef::method("isascii", 1, 1, |vm, a| test(vm, a, str::is_ascii)),
        NativeDef::method("isidentifier", 1, 1, |vm, a| test(vm, a, unicode::is_identifier)),
        NativeDef::method("find", 2, 4, search::find),
        NativeDef::method("rfind", 2, 4, search::rfind),
        NativeDef::method("index", 2, 4, search::index),
        NativeDef::method("rindex", 2, 4, search::rindex),
        NativeDef::method("count", 2, 4, search::count),
        NativeDef::method("startswith", 2, 4, |vm, a| search::edge(vm, a, "startswith")),
        NativeDef::method("endswith", 2, 4, |vm, a| search::edge(vm, a, "endswith")),
        NativeDef::method("replace", 3, 4, search::replace).keywords(&["count"]),
        NativeDef::method("removeprefix", 2, 2, search::remove_prefix),
        NativeDef::method("removesuffix", 2, 2, search::remove_suffix),
        NativeDef::method("split", 1, 3, |vm, a| split::split(vm, a, false)).keywords(&["sep", "maxsplit"]),
        NativeDef::method("rsplit", 1, 3, |vm, a| split::split(vm, a, true)).keywords(&["sep", "maxsplit"]),
        NativeDef::method("splitlines", 1, 2, split::lines).keywords(&["keepends"]),
        NativeDef::method("partition", 2, 2, |vm, a| split::partition(vm, a, false)),
        NativeDef::method("rpartition", 2, 2, |vm, a| split::partition(vm, a, true)),
        NativeDef::method("strip", 1, 2, |vm, a| split::strip(vm, a, "strip")),
        NativeDef::method("lstrip", 1, 2, |vm, a| split::strip(vm, a, "lstrip")),
        NativeDef::method("rstrip", 1, 2, |vm, a| split::strip(vm, a, "rstrip")),
        NativeDef::method("join", 2, 2, split::join).drains(1),
        NativeDef::method("center", 2, 3, |vm, a| justify(vm, a, '^')),
        NativeDef::method("ljust", 2, 3, |vm, a| justify(vm, a, '<')),
        NativeDef::method("rjust", 2, 3, |vm, a| justify(vm, a, '>')),
        NativeDef::method("zfill", 2, 2, zfill),
        NativeDef::method("expandtabs", 1, 2, expand_tabs).keywords(&["tabsize"]),
        NativeDef::method("translate", 2, 2, translate::translate),
        NativeDef::static_method("maketrans", 1, 3, translate::make_table),
        NativeDef::method("encode", 1, 3, encode).keywords(&["encoding", "errors"]),
        NativeDef::method("format", 1, ANY, |vm, a| {
            let template = text(vm, a)?;
            let text = format_fields(vm, &template, a, None)?;
            Ok(vm.heap.str(text))
        })
        .keywords(&["**"]),
        NativeDef::method("format_map", 2, 2, |vm, a| {
            let template = text(vm, a)?;
            let text = format_fields(vm, &template, Args { values: &[], names: &[] }, Some(a.at(1)))?;
            Ok(vm.heap.str(text))
        }),
        NativeDef::method("__getnewargs__", 1, 1, |vm, a| Ok(vm.heap.tuple(vec![a.at(0)]))),
    ],
};

/// The text of `self`, as a copy for what changes the heap while it reads.
fn text(vm: &mut Vm, args: Args<'_>) -> Res<CompactString> {
    let this = this(vm, args)?;
    Ok(vm.heap.text(this).into())
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Str>> {
    match args.at(0) {
        Value::Str(s) => Ok(s),
        other => {
            let message = format!("descriptor requires a 'str' object but received a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

/// A result, or `self` if it has the same text.
fn same_or_new(vm: &mut Vm, args: Args<'_>, old: &str, new: impl AsRef<str>) -> Value {
    if new.as_ref() == old { args.at(0) } else { vm.heap.str(new.as_ref()) }
}

fn map(vm: &mut Vm, args: Args<'_>, change: impl FnOnce(&str) -> String) -> Res {
    let this = this(vm, args)?;
    let changed = change(vm.heap.text(this));
    Ok(vm.heap.str(changed))
}

fn test(vm: &mut Vm, args: Args<'_>, holds: impl FnOnce(&str) -> bool) -> Res {
    let this = this(vm, args)?;
    Ok(Value::Bool(holds(vm.heap.text(this))))
}

fn all(vm: &mut Vm, args: Args<'_>, holds: impl FnMut(char) -> bool) -> Res {
    test(vm, args, |text| !text.is_empty() && text.chars().all(holds))
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let object = args.arg(vm, 1, "object");
    let (encoding, errors) = (args.arg(vm, 2, "encoding"), args.arg(vm, 3, "errors"));
    let value = match object {
        None => vm.heap.str(""),
        Some(object) if encoding.is_none() && errors.is_none() => vm.to_str(object)?,
        Some(object) => {
            let encoding = option(vm, encoding, "str", "encoding", "utf-8")?;
            let errors = option(vm, errors, "str", "errors", "strict")?;
            match vm.unwrap(object) {
                Value::Str(_) => return Err(vm.type_error("decoding str is not supported")),
                other if let Some(data) = vm.buffer(other) => {
                    let text = vm.decode(&data, &encoding, &errors, object)?;
                    vm.heap.str(text)
                }
                _ => {
                    let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(object));
                    return Err(vm.type_error(message));
                }
            }
        }
    };
    Ok(vm.construct(args.at(0), vm.types.str, value))
}

/// An optional argument that must be a `str`.
pub(crate) fn option(vm: &mut Vm, value: Option<Value>, function: &str, name: &str, default: &str) -> Res<String> {
    let Some(value) = value else { return Ok(default.into()) };
    match vm.text(value) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let message = format!("{function}() argument '{name}' must be str, not {}", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn encode(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = text(vm, args)?;
    let (encoding, errors) = (args.arg(vm, 1, "encoding"), args.arg(vm, 2, "errors"));
    let encoding = option(vm, encoding, "encode", "encoding", "utf-8")?;
    let errors = option(vm, errors, "encode", "errors", "strict")?;
    let data = vm.encode(&text, &encoding, &errors, args.at(0))?;
    Ok(vm.bytes_like(data, false))
}

fn justify(vm: &mut Vm, args: Args<'_>, align: char) -> Res {
    let text = text(vm, args)?;
    let width = vm.to_index(args.at(1))?;
    let fill = match args.get(2) {
        None => ' ',
        Some(fill) => {
            let Some(fill) = vm.text(fill).map(str::to_owned) else {
                let message = format!("The fill character must be a unicode character, not {}", vm.type_name(fill));
                return Err(vm.type_error(message));
            };
            let mut chars = fill.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => c,
                _ => return Err(vm.type_error("The fill character must be exactly one character long")),
            }
        }
    };
    let (width, length) = (usize::try_from(width).unwrap_or(0), text.chars().count());
    let missing = width.saturating_sub(length);
    if missing == 0 {
        return Ok(args.at(0));
    }
    vm.reserve(missing.saturating_mul(4))?;
    let left = match align {
        '<' => 0,
        '>' => missing,
        // As CPython has it, unlike the alignment `^`.
        _ => missing / 2 + (missing & width & 1),
    };
    let mut out = String::with_capacity(text.len() + missing);
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, missing - left));
    Ok(vm.heap.str(out))
}

fn zfill(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = text(vm, args)?;
    let width = usize::try_from(vm.to_index(args.at(1))?).unwrap_or(0);
    let missing = width.saturating_sub(text.chars().count());
    if missing == 0 {
        return Ok(args.at(0));
    }
    vm.reserve(missing)?;
    let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    Ok(vm.heap.str(format!("{sign}{}{digits}", "0".repeat(missing))))
}

fn expand_tabs(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = text(vm, args)?;
    let size = match args.arg(vm, 1, "tabsize") {
        Some(size) => usize::try_from(vm.to_index(size)?).unwrap_or(0),
        None => 8,
    };
    vm.reserve(text.matches('\t').count().saturating_mul(size))?;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            c => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(vm.heap.str(out))
}
