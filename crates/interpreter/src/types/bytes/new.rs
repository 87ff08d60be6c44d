//! Making bytes, and making text of them.

use super::this;
use crate::native::{Args, Res};
use crate::types::str::option;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn bytes(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = new(vm, args, false)?;
    Ok(vm.construct(args.at(0), vm.types.bytes, value))
}

pub(super) fn bytearray(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = new(vm, args, true)?;
    Ok(vm.construct(args.at(0), vm.types.bytearray, value))
}

fn new(vm: &mut Vm, args: Args<'_>, mutable: bool) -> Res {
    let source = args.arg(vm, 1, "source");
    let (encoding, errors) = (args.arg(vm, 2, "encoding"), args.arg(vm, 3, "errors"));
    let Some(source) = source else { return Ok(vm.bytes_like(Vec::new(), mutable)) };
    let class = if mutable { "bytearray" } else { "bytes" };
    if encoding.is_some() && vm.text(source).is_none() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    let data = match vm.unwrap(source) {
        Value::Str(s) => {
            if encoding.is_none() {
                return Err(vm.type_error("string argument without an encoding"));
            }
            let text = vm.heap.text(s).to_owned();
            let encoding = option(vm, encoding, class, "encoding", "utf-8")?;
            let errors = option(vm, errors, class, "errors", "strict")?;
            vm.encode(&text, &encoding, &errors, source)?
        }
        Value::Bytes(b) => {
            if !mutable && !vm.heap[b].mutable && matches!(source, Value::Bytes(_)) {
                return Ok(source);
            }
            vm.heap[b].data.clone()
        }
        Value::Int(count) => {
            let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
            vm.reserve(count)?;
            vec![0; count]
        }
        Value::Bool(b) => vec![0; usize::from(b)],
        Value::BigInt(_) => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        other if let Some(data) = vm.buffer(other) => data,
        _ => {
            let name = vm.names.bytes_;
            let told = if mutable { None } else { vm.call_special(source, name, &[])? };
            match told {
                Some(Value::Bytes(b)) => vm.heap[b].data.clone(),
                Some(other) => {
                    let message = format!("__bytes__ returned non-bytes (type {})", vm.type_name(other));
                    return Err(vm.type_error(message));
                }
                None if vm.special(source, vm.names.index).is_some() => {
                    let Ok(count) = usize::try_from(vm.to_index(source)?) else {
                        return Err(vm.value_error("negative count"));
                    };
                    vm.reserve(count)?;
                    vec![0; count]
                }
                None if !is_iterable(vm, source) => {
                    let message = format!("cannot convert '{}' object to {class}", vm.type_name(source));
                    return Err(vm.type_error(message));
                }
                None => from_items(vm, source, if mutable { "byte" } else { "bytes" })?,
            }
        }
    };
    Ok(vm.bytes_like(data, mutable))
}

/// Has its class `__iter__` or `__getitem__`?
pub(crate) fn is_iterable(vm: &Vm, value: Value) -> bool {
    [vm.names.iter, vm.names.getitem].into_iter().any(|name| vm.special(value, name).is_some())
}

/// The bytes that an iterable of integers gives.
pub(crate) fn from_iterable(vm: &mut Vm, source: Value) -> Res<Vec<u8>> {
    from_items(vm, source, "bytes")
}

fn from_items(vm: &mut Vm, source: Value, noun: &str) -> Res<Vec<u8>> {
    let items = vm.collect(source)?;
    items.into_iter().map(|item| byte(vm, item, noun)).collect()
}

/// A byte given as an integer.
pub(super) fn byte(vm: &mut Vm, value: Value, noun: &str) -> Res<u8> {
    match vm.to_integer(value)? {
        Value::Int(i @ 0..256) => Ok(i as u8),
        _ => Err(vm.value_error(format!("{noun} must be in range(0, 256)"))),
    }
}

pub(super) fn from_hex(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(text) = vm.text(args.at(1)).map(str::to_owned) else {
        let message = format!("fromhex() argument must be str, not {}", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    let mut data = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars().enumerate().filter(|(_, c)| !c.is_ascii_whitespace()).peekable();
    let length = text.chars().count();
    while let Some((at, high)) = chars.next() {
        // The second digit follows at once.
        let low = chars.next_if(|(next, _)| *next == at + 1);
        let digits = (high.to_digit(16), low.and_then(|(_, c)| c.to_digit(16)));
        let (Some(high), Some(low)) = digits else {
            let at = if digits.0.is_some() { (at + 1).min(length) } else { at };
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(vm.value_error(message));
        };
        data.push((high * 16 + low) as u8);
    }
    let Value::Class(class) = args.at(0) else { return Ok(vm.bytes_like(data, false)) };
    let mutable = vm.is_subclass(class, vm.types.bytearray);
    let value = vm.bytes_like(data, mutable);
    if class == vm.types.bytes || class == vm.types.bytearray {
        return Ok(value);
    }
    vm.call(args.at(0), &[value])
}

pub(super) fn decode(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let (encoding, errors) = (args.arg(vm, 1, "encoding"), args.arg(vm, 2, "errors"));
    let encoding = option(vm, encoding, "decode", "encoding", "utf-8")?;
    let errors = option(vm, errors, "decode", "errors", "strict")?;
    let text = vm.decode(&data, &encoding, &errors, args.at(0))?;
    Ok(vm.heap.str(text))
}

pub(super) fn hex(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = this(vm, args)?;
    let separator = match args.arg(vm, 1, "sep") {
        None => None,
        Some(value) => {
            let text = match vm.unwrap(value) {
                Value::Str(s) => vm.heap.text(s).to_owned(),
                Value::Bytes(b) => vm.heap[b].data.iter().map(|b| char::from(*b)).collect(),
                _ => return Err(vm.type_error("sep must be str or bytes.")),
            };
            if text.chars().count() != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            Some(text)
        }
    };
    let group = match args.arg(vm, 2, "bytes_per_sep") {
        Some(group) => vm.to_index(group)?,
        None => 1,
    };
    let mut out = String::with_capacity(data.len() * 3);
    let size = group.unsigned_abs() as usize;
    for (i, byte) in data.iter().enumerate() {
        if let Some(separator) = separator.as_ref().filter(|_| size > 0 && i > 0) {
            // Groups are counted from the right, or with a negative size from the left.
            let place = if group > 0 { data.len() - i } else { i };
            if place % size == 0 {
                out.push_str(separator);
            }
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(vm.heap.str(out))
}
