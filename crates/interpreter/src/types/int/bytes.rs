//! `int.to_bytes` and `int.from_bytes`.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

/// Is the argument `byteorder` `'big'`?
fn is_big(vm: &mut Vm, value: Option<Value>) -> Res<bool> {
    match value.map(|v| vm.text(v)) {
        None | Some(Some("big")) => Ok(true),
        Some(Some("little")) => Ok(false),
        Some(Some(_)) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        Some(None) => Err(vm.type_error("byteorder must be str")),
    }
}

fn is_signed(vm: &mut Vm, args: Args<'_>) -> Res<bool> {
    match args.keyword(vm, "signed") {
        Some(value) => vm.truthy(value),
        None => Ok(false),
    }
}

pub(super) fn to_bytes(vm: &mut Vm, args: Args<'_>) -> Res {
    let length = match args.arg(vm, 1, "length") {
        Some(length) => vm.to_index(length)?,
        None => 1,
    };
    let big = args.arg(vm, 2, "byteorder");
    let big = is_big(vm, big)?;
    let signed = is_signed(vm, args)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    vm.reserve(length)?;
    let number = super::this(vm, args)?;
    if number.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { number.to_signed_bytes_le() } else { number.magnitude().to_bytes_le() };
    let filler = if number.is_negative() { 0xff } else { 0 };
    if number.sign() == Sign::NoSign {
        bytes.clear();
    }
    if length == 0 && number == BigInt::from(-1) {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, filler);
    if big {
        bytes.reverse();
    }
    Ok(vm.bytes_like(bytes, false))
}

pub(super) fn from_bytes(vm: &mut Vm, args: Args<'_>) -> Res {
    let source = args.arg(vm, 1, "bytes").unwrap_or_default();
    let big = args.arg(vm, 2, "byteorder");
    let big = is_big(vm, big)?;
    let signed = is_signed(vm, args)?;
    let mut data = match vm.unwrap(source) {
        Value::Bytes(b) => vm.heap[b].data.clone(),
        Value::Str(_) => return Err(vm.type_error("cannot convert 'str' object to bytes")),
        _ => crate::types::bytes::from_iterable(vm, source)?,
    };
    if big {
        data.reverse();
    }
    let number = if signed { BigInt::from_signed_bytes_le(&data) } else { BigInt::from_bytes_le(Sign::Plus, &data) };
    let value = vm.int(number);
    if matches!(args.at(0), Value::Class(c) if c == vm.types.int) {
        return Ok(value);
    }
    vm.call(args.at(0), &[value])
}
