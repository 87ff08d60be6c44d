//! Taking apart and joining.

use super::{same_or_new, text};
use crate::native::{Args, Res};
use crate::types::bytes::is_iterable;
use crate::types::unicode::{is_line_break, is_space};
use crate::value::Value;
use crate::vm::Vm;

/// `split`, and from the right `rsplit`.
pub(super) fn split(vm: &mut Vm, args: Args<'_>, right: bool) -> Res {
    let text = text(vm, args)?;
    let limit = match args.arg(vm, 2, "maxsplit") {
        Some(limit) => usize::try_from(vm.to_index(limit)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut parts: Vec<&str> = match args.arg(vm, 1, "sep").filter(|v| !v.is_none()) {
        None if right => split_space_right(&text, limit),
        None => split_space(&text, limit),
        Some(separator) => {
            let Some(separator) = vm.text(separator) else {
                let message = format!("must be str or None, not {}", vm.type_name(separator));
                return Err(vm.type_error(message));
            };
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            let count = limit.saturating_add(1);
            if right { text.rsplitn(count, separator).collect() } else { text.splitn(count, separator).collect() }
        }
    };
    if right {
        parts.reverse();
    }
    vm.reserve(text.len() + parts.len() * 80)?;
    let parts = parts.into_iter().map(|part| vm.heap.str(part)).collect();
    Ok(vm.heap.list(parts))
}

fn split_space(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    if text.is_ascii() && limit == usize::MAX {
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if matches!(byte, b' ' | b'\t'..=b'\r' | 0x1c..=0x1f) {
                if start < at {
                    parts.push(&text[start..at]);
                }
                start = at + 1;
            }
        }
        if start < text.len() {
            parts.push(&text[start..]);
        }
        return parts;
    }
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// The parts from the last to the first.
fn split_space_right(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let start = rest.char_indices().rev().find(|(_, c)| is_space(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts
}

pub(super) fn lines(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = text(vm, args)?;
    let keep = match args.arg(vm, 1, "keepends") {
        Some(keep) => vm.truthy(keep)?,
        None => false,
    };
    vm.reserve(text.len() * 2)?;
    let mut parts = Vec::new();
    let mut rest = &*text;
    while !rest.is_empty() {
        let end = rest.find(is_line_break).unwrap_or(rest.len());
        let mark =
            if rest[end..].starts_with("\r\n") { 2 } else { rest[end..].chars().next().map_or(0, char::len_utf8) };
        parts.push(vm.heap.str(&rest[..if keep { end + mark } else { end }]));
        rest = &rest[end + mark..];
    }
    Ok(vm.heap.list(parts))
}

/// `partition`, and from the right `rpartition`.
pub(super) fn partition(vm: &mut Vm, args: Args<'_>, right: bool) -> Res {
    let text = text(vm, args)?;
    let Some(separator) = vm.text(args.at(1)) else {
        let message = format!("must be str, not {}", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let found = if right { text.rsplit_once(separator) } else { text.split_once(separator) };
    let separator = args.at(1);
    let parts = match found {
        Some((before, after)) => vec![vm.heap.str(before), separator, vm.heap.str(after)],
        None if right => vec![vm.heap.str(""), vm.heap.str(""), args.at(0)],
        None => vec![args.at(0), vm.heap.str(""), vm.heap.str("")],
    };
    Ok(vm.heap.tuple(parts))
}

/// `strip`, `lstrip` and `rstrip`.
pub(super) fn strip(vm: &mut Vm, args: Args<'_>, method: &str) -> Res {
    let text = text(vm, args)?;
    let chars = match args.get(1).filter(|v| !v.is_none()) {
        None => None,
        Some(chars) => match vm.text(chars) {
            Some(chars) => Some(chars.to_owned()),
            None => return Err(vm.type_error(format!("{method} arg must be None or str"))),
        },
    };
    let doomed = |c: char| chars.as_ref().map_or_else(|| is_space(c), |chars| chars.contains(c));
    let rest = match method {
        "lstrip" => text.trim_start_matches(doomed),
        "rstrip" => text.trim_end_matches(doomed),
        _ => text.trim_matches(doomed),
    };
    Ok(same_or_new(vm, args, &text, rest))
}

pub(super) fn join(vm: &mut Vm, args: Args<'_>) -> Res {
    let separator = text(vm, args)?;
    let items = match args.at(1) {
        Value::List(l) => vm.heap[l].items.clone(),
        Value::Tuple(t) => vm.heap[t].items.to_vec(),
        other if !is_iterable(vm, other) => return Err(vm.type_error("can only join an iterable")),
        other => vm.collect(other)?,
    };
    if let [only @ Value::Str(_)] = items[..] {
        return Ok(only);
    }
    let mut length = separator.len() * items.len().saturating_sub(1);
    for (i, item) in items.iter().enumerate() {
        match vm.text(*item) {
            Some(text) => length += text.len(),
            None => {
                let class = vm.type_name(*item);
                let message = format!("sequence item {i}: expected str instance, {class} found");
                return Err(vm.type_error(message));
            }
        }
    }
    vm.reserve(length)?;
    let mut out = String::with_capacity(length);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(&separator);
        }
        out.push_str(vm.text(*item).unwrap_or_default());
    }
    Ok(vm.heap.str(out))
}
