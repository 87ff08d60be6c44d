//! `float.hex` and `float.fromhex`.

use crate::hash::frexp;
use crate::native::{Args, Res};
use crate::types::unicode::is_space;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn to_hex(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = super::this(vm, args)?;
    let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
    let text = if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        format!("{sign}inf")
    } else if value == 0.0 {
        format!("{sign}0x0.0p+0")
    } else {
        let (_, exponent) = frexp(value.abs());
        // Subnormal numbers keep the smallest exponent.
        let exponent = (exponent - 1).max(-1022);
        let fraction = value.to_bits() & ((1 << 52) - 1);
        let lead = u8::from(value.abs() >= f64::MIN_POSITIVE);
        format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
    };
    Ok(vm.heap.str(text))
}

pub(super) fn from_hex(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(text) = vm.text(args.at(1)).map(str::to_owned) else {
        return Err(vm.type_error("fromhex() argument must be str"));
    };
    match parse_hex(text.trim_matches(is_space)) {
        None => Err(vm.value_error("invalid hexadecimal floating-point string")),
        Some(value) if value.is_infinite() && text.contains(['0', '1']) => {
            Err(vm.overflow_error("hexadecimal value too large to represent as a float"))
        }
        Some(value) if matches!(args.at(0), Value::Class(c) if c == vm.types.float) => Ok(Value::Float(value)),
        Some(value) => vm.call(args.at(0), &[Value::Float(value)]),
    }
}

/// The number that `float.hex` shows so.
pub(crate) fn parse_hex(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = text.to_ascii_lowercase();
    match &*lower {
        "inf" | "infinity" => return Some(sign * f64::INFINITY),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let body = lower.strip_prefix("0x").unwrap_or(&lower);
    let (mantissa, exponent) = match body.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // Sixteen digits at most matter; what follows only decides how to round.
    let mut bits: u128 = 0;
    let mut scale = exponent - 4 * fraction.len() as i64;
    for digit in whole.chars().chain(fraction.chars()) {
        let digit = u128::from(digit.to_digit(16)?);
        if bits >> 120 == 0 {
            bits = bits << 4 | digit;
        } else {
            scale += 4;
            bits |= u128::from(digit != 0);
        }
    }
    if bits == 0 {
        return Some(sign * 0.0);
    }
    Some(sign * scaled(bits, scale))
}

/// `bits × 2^scale`, rounded once, half to even.
fn scaled(bits: u128, scale: i64) -> f64 {
    let top = i64::from(128 - bits.leading_zeros()) + scale;
    if top > 1024 {
        return f64::INFINITY;
    }
    // Below the normal range fewer bits are kept.
    let kept = (53 - (-1021 - top).max(0)).max(-1);
    let drop = i64::from(128 - bits.leading_zeros()) - kept;
    if drop <= 0 {
        return bits as f64 * 2f64.powi((scale / 2) as i32) * 2f64.powi((scale - scale / 2) as i32);
    }
    if drop > 127 {
        return 0.0;
    }
    let (quotient, rest, half) = (bits >> drop, bits & ((1 << drop) - 1), 1u128 << (drop - 1));
    let rounded = quotient + u128::from(rest > half || (rest == half && quotient & 1 == 1));
    let exponent = scale + drop;
    rounded as f64 * 2f64.powi((exponent / 2) as i32) * 2f64.powi((exponent - exponent / 2) as i32)
}
