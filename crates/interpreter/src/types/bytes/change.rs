//! Changed copies, and questions about what is in them.

use super::{bytes_arg, like, this};
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn map(vm: &mut Vm, args: Args<'_>, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Res {
    let data = this(vm, args)?;
    like(vm, args, change(&data))
}

pub(super) fn is_all(vm: &mut Vm, args: Args<'_>, holds: impl Fn(&u8) -> bool) -> Res {
    let data = this(vm, args)?;
    Ok(Value::Bool(!data.is_empty() && data.iter().all(holds)))
}

/// Are there letters, and none of the other case?
pub(super) fn is_case(vm: &mut Vm, args: Args<'_>, other: impl Fn(&u8) -> bool) -> Res {
    let data = this(vm, args)?;
    Ok(Value::Bool(data.iter().any(u8::is_ascii_alphabetic) && !data.iter().any(other)))
}

pub(super) fn title(data: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let word = |b: &u8| {
        let changed = if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        inside = b.is_ascii_alphabetic();
        changed
    };
    data.iter().map(word).collect()
}

pub(super) fn capitalize(data: &[u8]) -> Vec<u8> {
    let mut out = data.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

pub(super) fn swap_case(data: &[u8]) -> Vec<u8> {
    data.iter().map(|b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { *b }).collect()
}

/// `center`, `ljust` and `rjust`.
pub(super) fn justify(vm: &mut Vm, args: Args<'_>, method: &str) -> Res {
    let data = this(vm, args)?;
    let width = usize::try_from(vm.to_index(args.at(1))?).unwrap_or(0);
    let fill = match args.get(2) {
        None => b' ',
        Some(fill) => match *bytes_arg(vm, fill)? {
            [byte] => byte,
            _ => {
                let class = vm.type_name(fill);
                let message = format!("{method}() argument 2 must be a byte string of length 1, not {class}");
                return Err(vm.type_error(message));
            }
        },
    };
    let missing = width.saturating_sub(data.len());
    vm.reserve(missing)?;
    let left = match method {
        "ljust" => 0,
        "rjust" => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let out = [vec![fill; left], data, vec![fill; missing - left]].concat();
    like(vm, args, out)
}

pub(super) fn zfill(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let width = usize::try_from(vm.to_index(args.at(1))?).unwrap_or(0);
    let missing = width.saturating_sub(data.len());
    vm.reserve(missing)?;
    let (sign, digits) = data.split_at(usize::from(matches!(data.first(), Some(b'+' | b'-'))));
    let out = [sign, &vec![b'0'; missing], digits].concat();
    like(vm, args, out)
}

pub(super) fn expand_tabs(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let size = match args.arg(vm, 1, "tabsize") {
        Some(size) => usize::try_from(vm.to_index(size)?).unwrap_or(0),
        None => 8,
    };
    vm.reserve(data.len().saturating_mul(size))?;
    let mut out = Vec::with_capacity(data.len());
    let mut column = 0;
    for byte in data {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(b' ', spaces));
                column += spaces;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    like(vm, args, out)
}

pub(super) fn translate(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let doomed = match args.arg(vm, 2, "delete") {
        Some(doomed) => bytes_arg(vm, doomed)?,
        None => Vec::new(),
    };
    let table = match args.at(1) {
        Value::None => None,
        table => Some(bytes_arg(vm, table)?),
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let kept = data.into_iter().filter(|b| !doomed.contains(b));
    let out = kept.map(|b| table.as_ref().map_or(b, |t| t[usize::from(b)])).collect();
    like(vm, args, out)
}

pub(super) fn make_table(vm: &mut Vm, args: Args<'_>) -> Res {
    let (from, to) = (bytes_arg(vm, args.at(0))?, bytes_arg(vm, args.at(1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.into_iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(vm.bytes_like(table, false))
}
