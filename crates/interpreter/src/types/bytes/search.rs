//! Finding and replacing.

use super::{bytes_arg, like, this};
use crate::native::{Args, Res};
use crate::types::str::bounds;
use crate::value::Value;
use crate::vm::Vm;

/// Where `needle` begins first, at or after `from`.
pub(super) fn position(data: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    if needle.is_empty() {
        return (from <= data.len()).then_some(from);
    }
    data.get(from..)?.windows(needle.len()).position(|w| w == needle).map(|i| i + from)
}

pub(super) fn last_position(data: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(data.len());
    }
    data.windows(needle.len()).rposition(|w| w == needle)
}

/// A subsequence, or a single byte given as an integer.
fn needle(vm: &mut Vm, value: Value) -> Res<Vec<u8>> {
    match vm.unwrap(value) {
        Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => Ok(vec![super::new::byte(vm, value, "byte")?]),
        other if let Some(data) = vm.buffer(other) => Ok(data),
        _ => {
            let class = vm.type_name(value);
            let message = format!("argument should be integer or bytes-like object, not '{class}'");
            Err(vm.type_error(message))
        }
    }
}

fn search(vm: &mut Vm, args: Args<'_>, last: bool) -> Res<Option<i64>> {
    let data = this(vm, args)?;
    let needle = needle(vm, args.at(1))?;
    let Some(range) = bounds(vm, args, data.len())? else { return Ok(None) };
    let part = &data[range.clone()];
    let found = if last { last_position(part, &needle) } else { position(part, &needle, 0) };
    Ok(found.map(|at| (at + range.start) as i64))
}

pub(super) fn find(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Int(search(vm, args, false)?.unwrap_or(-1)))
}

pub(super) fn rfind(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Int(search(vm, args, true)?.unwrap_or(-1)))
}

pub(super) fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let found = search(vm, args, false)?;
    found.map(Value::Int).ok_or_else(|| vm.value_error("subsection not found"))
}

pub(super) fn rindex(vm: &mut Vm, args: Args<'_>) -> Res {
    let found = search(vm, args, true)?;
    found.map(Value::Int).ok_or_else(|| vm.value_error("subsection not found"))
}

pub(super) fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let needle = needle(vm, args.at(1))?;
    let Some(range) = bounds(vm, args, data.len())? else { return Ok(Value::Int(0)) };
    let part = &data[range];
    if needle.is_empty() {
        return Ok(Value::Int(part.len() as i64 + 1));
    }
    let (mut count, mut from) = (0, 0);
    while let Some(at) = position(part, &needle, from) {
        count += 1;
        from = at + needle.len();
    }
    Ok(Value::Int(count))
}

/// `startswith` and `endswith`.
pub(super) fn edge(vm: &mut Vm, args: Args<'_>, method: &str) -> Res {
    let data = this(vm, args)?;
    let candidates = match vm.unwrap(args.at(1)) {
        Value::Tuple(t) => vm.heap[t].items.to_vec(),
        _ => vec![args.at(1)],
    };
    let part = bounds(vm, args, data.len())?.map(|range| &data[range]);
    for candidate in candidates {
        let Value::Bytes(wanted) = vm.unwrap(candidate) else {
            let class = vm.type_name(candidate);
            let message = format!("{method} first arg must be bytes or a tuple of bytes, not {class}");
            return Err(vm.type_error(message));
        };
        let wanted = &vm.heap[wanted].data;
        let holds = |p: &[u8]| if method == "startswith" { p.starts_with(wanted) } else { p.ends_with(wanted) };
        if part.is_some_and(holds) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

pub(super) fn replace(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let (old, new) = (bytes_arg(vm, args.at(1))?, bytes_arg(vm, args.at(2))?);
    let mut left = match args.arg(vm, 3, "count") {
        Some(count) => usize::try_from(vm.to_index(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    vm.reserve(data.len().saturating_add(1).saturating_mul(new.len() / old.len().max(1)))?;
    let mut out = Vec::with_capacity(data.len());
    let mut from = 0;
    while left > 0 {
        let Some(at) = position(&data, &old, from) else { break };
        out.extend_from_slice(&data[from..at]);
        out.extend_from_slice(&new);
        left -= 1;
        if old.is_empty() {
            // Between all bytes, and at both ends.
            let Some(byte) = data.get(at) else {
                from = at;
                break;
            };
            out.push(*byte);
            from = at + 1;
        } else {
            from = at + old.len();
        }
    }
    out.extend_from_slice(&data[from.min(data.len())..]);
    like(vm, args, out)
}

/// `removeprefix`, and with `end` `removesuffix`.
pub(super) fn remove(vm: &mut Vm, args: Args<'_>, end: bool) -> Res {
    let data = this(vm, args)?;
    let part = bytes_arg(vm, args.at(1))?;
    let rest = if end { data.strip_suffix(&*part) } else { data.strip_prefix(&*part) };
    let rest = rest.unwrap_or(&data).to_vec();
    like(vm, args, rest)
}
