//! Built-in functions about numbers and characters.

use num_bigint::BigInt;

use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) fn abs(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(0) {
        Value::Bool(b) => Ok(Value::Int(i64::from(b))),
        Value::Int(i) => match i.checked_abs() {
            Some(i) => Ok(Value::Int(i)),
            None => Ok(vm.int(-BigInt::from(i))),
        },
        Value::Float(f) => Ok(Value::Float(f.abs())),
        Value::BigInt(big) => {
            let magnitude = vm.heap[big].value.magnitude().clone();
            Ok(vm.int(BigInt::from(magnitude)))
        }
        other => match vm.call_special(other, vm.names.abs, &[])? {
            Some(value) => Ok(value),
            None => {
                let message = format!("bad operand type for abs(): '{}'", vm.type_name(other));
                Err(vm.type_error(message))
            }
        },
    }
}

pub(super) fn divmod(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.divmod(args.at(0), args.at(1))
}

pub(super) fn pow(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Some(base), Some(exponent)) = (args.arg(vm, 0, "base"), args.arg(vm, 1, "exp")) else {
        return Err(vm.type_error("pow() missing required argument 'exp' (pos 2)"));
    };
    let modulus = args.arg(vm, 2, "mod").unwrap_or(Value::None);
    vm.power_modulo(base, exponent, modulus)
}

/// An integer in a base, as `bin`, `oct` and `hex` write it.
fn in_base(vm: &mut Vm, args: Args<'_>, base: u32, prefix: &str) -> Res {
    let text = match vm.to_integer(args.at(0))? {
        Value::BigInt(big) => vm.heap[big].value.to_str_radix(base),
        Value::Int(i) => BigInt::from(i).to_str_radix(base),
        Value::Bool(b) => u8::from(b).to_string(),
        _ => String::new(),
    };
    let text = match text.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{text}"),
    };
    Ok(vm.heap.str(text))
}

pub(super) fn bin(vm: &mut Vm, args: Args<'_>) -> Res {
    in_base(vm, args, 2, "0b")
}

pub(super) fn oct(vm: &mut Vm, args: Args<'_>) -> Res {
    in_base(vm, args, 8, "0o")
}

pub(super) fn hex(vm: &mut Vm, args: Args<'_>) -> Res {
    in_base(vm, args, 16, "0x")
}

pub(super) fn chr(vm: &mut Vm, args: Args<'_>) -> Res {
    let code = match args.at(0) {
        Value::BigInt(_) => return Err(vm.overflow_error("Python int too large to convert to C int")),
        value => vm.to_index(value)?,
    };
    match u32::try_from(code).ok().filter(|c| *c < 0x11_0000) {
        Some(code) => match char::from_u32(code) {
            Some(c) => Ok(vm.char(c)),
            None => Err(vm.value_error("surrogates are not supported here")),
        },
        None if i32::try_from(code).is_err() => Err(vm.overflow_error("Python int too large to convert to C int")),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

pub(super) fn ord(vm: &mut Vm, args: Args<'_>) -> Res {
    let length = match vm.unwrap(args.at(0)) {
        Value::Str(s) => match (vm.heap[s].chars, vm.heap.text(s).chars().next()) {
            (1, Some(c)) => return Ok(Value::Int(i64::from(u32::from(c)))),
            (length, _) => length,
        },
        Value::Bytes(b) => match vm.heap[b].data[..] {
            [byte] => return Ok(Value::Int(i64::from(byte))),
            ref data => data.len(),
        },
        other => {
            let message = format!("ord() expected string of length 1, but {} found", vm.type_name(other));
            return Err(vm.type_error(message));
        }
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

pub(super) fn round(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(number) = args.arg(vm, 0, "number") else {
        return Err(vm.type_error("round() missing required argument 'number' (pos 1)"));
    };
    let digits = args.arg(vm, 1, "ndigits").unwrap_or(Value::None);
    match number {
        Value::Float(f) if digits.is_none() => round_to_int(vm, f),
        Value::Float(f) => {
            let digits = vm.to_index(digits)?;
            round_float(vm, f, digits)
        }
        Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => round_int(vm, number, digits),
        other => {
            let name = vm.names.round;
            let given: &[Value] = if digits.is_none() { &[] } else { &[digits] };
            match vm.call_special(other, name, given)? {
                Some(value) => Ok(value),
                None => match vm.unwrap(other) {
                    Value::Float(_) | Value::Int(_) | Value::BigInt(_) => {
                        let values = [vm.unwrap(other), digits];
                        round(vm, Args { values: &values, names: &[] })
                    }
                    _ => {
                        let message = format!("type {} doesn't define __round__ method", vm.type_name(other));
                        Err(vm.type_error(message))
                    }
                },
            }
        }
    }
}

/// `round(float)`.
pub(crate) fn round_to_int(vm: &mut Vm, value: f64) -> Res {
    if value.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    let rounded = value.round_ties_even();
    if rounded.abs() < 9e18 {
        return Ok(Value::Int(rounded as i64));
    }
    let digits = format!("{rounded:.0}");
    Ok(digits.parse().map_or(Value::Int(0), |big: BigInt| vm.int(big)))
}

/// `round(float, digits)`: exact, ties to even, as `double_round` has it.
fn round_float(vm: &mut Vm, value: f64, digits: i64) -> Res {
    if !value.is_finite() || digits > 323 || value == 0.0 {
        return Ok(Value::Float(value));
    }
    if digits < -308 {
        return Ok(Value::Float(0.0_f64.copysign(value)));
    }
    if digits >= 0 {
        let text = format!("{value:.*}", digits as usize);
        return Ok(Value::Float(text.parse().unwrap_or(value)));
    }
    let whole = value.abs().trunc();
    let fraction = value.abs() > whole;
    let rounded = round_decimal(&format!("{whole:.0}"), digits.unsigned_abs() as usize, fraction);
    let result: f64 = rounded.parse().unwrap_or(f64::INFINITY);
    if result.is_infinite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    Ok(Value::Float(result.copysign(value)))
}

/// Decimal digits with the last `zeros` rounded away, ties to even; `more`: there is something after them.
fn round_decimal(text: &str, zeros: usize, more: bool) -> String {
    let padded = format!("{text:0>width$}", width = zeros + 1);
    let (head, tail) = padded.split_at(padded.len() - zeros);
    let half = format!("5{}", "0".repeat(zeros.saturating_sub(1)));
    let odd = head.bytes().last().is_some_and(|d| (d - b'0') % 2 == 1);
    let up = tail > half.as_str() || tail == half && (more || odd);
    let head: BigInt = head.parse().unwrap_or_default();
    format!("{}{}", head + i32::from(up), "0".repeat(zeros))
}

fn round_int(vm: &mut Vm, value: Value, digits: Value) -> Res {
    let value = vm.to_integer(value)?;
    if digits.is_none() {
        return Ok(value);
    }
    let digits = vm.to_index(digits)?;
    if digits >= 0 {
        return Ok(value);
    }
    let text = match value {
        Value::BigInt(big) => vm.heap[big].value.to_string(),
        Value::Int(i) => i.to_string(),
        _ => return Ok(value),
    };
    let magnitude = text.trim_start_matches('-');
    if digits.unsigned_abs() as usize > magnitude.len() {
        return Ok(Value::Int(0));
    }
    let rounded: BigInt = round_decimal(magnitude, digits.unsigned_abs() as usize, false).parse().unwrap_or_default();
    Ok(vm.int(if text.starts_with('-') { -rounded } else { rounded }))
}
