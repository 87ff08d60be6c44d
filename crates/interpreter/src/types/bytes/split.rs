//! Taking apart and joining.

use super::search::{last_position, position};
use super::{bytes_arg, is_iterable, is_space, like, this};
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

/// `split`, and from the right `rsplit`.
pub(super) fn split(vm: &mut Vm, args: Args<'_>, right: bool) -> Res {
    let data = this(vm, args)?;
    let limit = match args.arg(vm, 2, "maxsplit") {
        Some(limit) => usize::try_from(vm.to_index(limit)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let separator = match args.arg(vm, 1, "sep").filter(|v| !v.is_none()) {
        Some(separator) => Some(bytes_arg(vm, separator)?),
        None => None,
    };
    let parts = match separator {
        Some(separator) if separator.is_empty() => return Err(vm.value_error("empty separator")),
        Some(separator) => by_separator(&data, &separator, limit, right),
        None => by_space(&data, limit, right),
    };
    let mut list = Vec::with_capacity(parts.len());
    for part in parts {
        list.push(like(vm, args, part)?);
    }
    Ok(vm.heap.list(list))
}

fn by_separator(data: &[u8], separator: &[u8], limit: usize, right: bool) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < limit {
        let found = if right { last_position(rest, separator) } else { position(rest, separator, 0) };
        let Some(at) = found else { break };
        if right {
            parts.push(rest[at + separator.len()..].to_vec());
            rest = &rest[..at];
        } else {
            parts.push(rest[..at].to_vec());
            rest = &rest[at + separator.len()..];
        }
    }
    parts.push(rest.to_vec());
    if right {
        parts.reverse();
    }
    parts
}

fn by_space(data: &[u8], limit: usize, right: bool) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = data;
    loop {
        rest = trim(rest, is_space, !right, right);
        if rest.is_empty() {
            break;
        }
        if parts.len() == limit {
            parts.push(rest.to_vec());
            break;
        }
        if right {
            let start = rest.iter().rposition(is_space).map_or(0, |i| i + 1);
            parts.push(rest[start..].to_vec());
            rest = &rest[..start];
        } else {
            let end = rest.iter().position(is_space).unwrap_or(rest.len());
            parts.push(rest[..end].to_vec());
            rest = &rest[end..];
        }
    }
    if right {
        parts.reverse();
    }
    parts
}

fn trim(mut data: &[u8], doomed: impl Fn(&u8) -> bool, start: bool, end: bool) -> &[u8] {
    while let (true, Some((first, rest))) = (start, data.split_first()) {
        if !doomed(first) {
            break;
        }
        data = rest;
    }
    while let (true, Some((last, rest))) = (end, data.split_last()) {
        if !doomed(last) {
            break;
        }
        data = rest;
    }
    data
}

/// `strip`, `lstrip` and `rstrip`.
pub(super) fn strip(vm: &mut Vm, args: Args<'_>, start: bool, end: bool) -> Res {
    let data = this(vm, args)?;
    let rest = match args.get(1).filter(|v| !v.is_none()) {
        Some(chars) => {
            let chars = bytes_arg(vm, chars)?;
            trim(&data, |b| chars.contains(b), start, end).to_vec()
        }
        None => trim(&data, is_space, start, end).to_vec(),
    };
    like(vm, args, rest)
}

pub(super) fn lines(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let keep = match args.arg(vm, 1, "keepends") {
        Some(keep) => vm.truthy(keep)?,
        None => false,
    };
    let mut list = Vec::new();
    let mut rest = &*data;
    while !rest.is_empty() {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let mark = if rest[end..].starts_with(b"\r\n") { 2 } else { usize::from(end < rest.len()) };
        let line = rest[..if keep { end + mark } else { end }].to_vec();
        list.push(like(vm, args, line)?);
        rest = &rest[end + mark..];
    }
    Ok(vm.heap.list(list))
}

/// `partition`, and from the right `rpartition`.
pub(super) fn partition(vm: &mut Vm, args: Args<'_>, right: bool) -> Res {
    let data = this(vm, args)?;
    let separator = bytes_arg(vm, args.at(1))?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let found = if right { last_position(&data, &separator) } else { position(&data, &separator, 0) };
    let parts = match found {
        Some(at) => [data[..at].to_vec(), separator.clone(), data[at + separator.len()..].to_vec()],
        None if right => [Vec::new(), Vec::new(), data],
        None => [data, Vec::new(), Vec::new()],
    };
    let mut items = Vec::with_capacity(3);
    for part in parts {
        items.push(like(vm, args, part)?);
    }
    Ok(vm.heap.tuple(items))
}

pub(super) fn join(vm: &mut Vm, args: Args<'_>) -> Res {
    let separator = this(vm, args)?;
    if !is_iterable(vm, args.at(1)) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let mut out = Vec::new();
    for (i, item) in vm.collect(args.at(1))?.into_iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(&separator);
        }
        if let Value::Bytes(part) = vm.unwrap(item) {
            vm.reserve(out.len() + vm.heap[part].data.len())?;
            out.extend_from_slice(&vm.heap[part].data);
            continue;
        }
        let Some(part) = vm.buffer(item) else {
            let class = vm.type_name(item);
            let message = format!("sequence item {i}: expected a bytes-like object, {class} found");
            return Err(vm.type_error(message));
        };
        vm.reserve(out.len() + part.len())?;
        out.extend_from_slice(&part);
    }
    like(vm, args, out)
}
