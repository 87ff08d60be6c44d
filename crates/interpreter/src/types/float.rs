//! `float`.

mod hex;

#[cfg(test)]
pub(crate) use hex::parse_hex;
use num_bigint::BigInt;

use super::int::round_to_multiple;
use super::number::{big_from_float, big_to_float};
use super::unicode::{decimal_digit, is_space};
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) static FLOAT: ClassDef = ClassDef {
    name: "float",
    module: "builtins",
    doc: "Convert a string or number to a floating point number, if possible.",
    methods: &[
        NativeDef::class_method("__new__", 1, 2, new),
        NativeDef::class_method("fromhex", 2, 2, hex::from_hex),
        NativeDef::method("hex", 1, 1, hex::to_hex),
        NativeDef::method("is_integer", 1, 1, |vm, a| {
            let value = this(vm, a)?;
            Ok(Value::Bool(value.is_finite() && value.fract() == 0.0))
        }),
        NativeDef::method("as_integer_ratio", 1, 1, as_integer_ratio),
        NativeDef::method("conjugate", 1, 1, |_, a| Ok(a.at(0))),
        NativeDef::getter("real", |_, a| Ok(a.at(0))),
        NativeDef::getter("imag", |_, _| Ok(Value::Float(0.0))),
        NativeDef::method("__float__", 1, 1, |_, a| Ok(a.at(0))),
        NativeDef::method("__int__", 1, 1, |vm, a| this(vm, a).and_then(|f| truncate(vm, f))),
        NativeDef::method("__trunc__", 1, 1, |vm, a| this(vm, a).and_then(|f| truncate(vm, f))),
        NativeDef::method("__floor__", 1, 1, |vm, a| this(vm, a).and_then(|f| truncate(vm, f.floor()))),
        NativeDef::method("__ceil__", 1, 1, |vm, a| this(vm, a).and_then(|f| truncate(vm, f.ceil()))),
        NativeDef::method("__abs__", 1, 1, |vm, a| vm.builtin_abs(a.at(0))),
        NativeDef::method("__round__", 1, 2, round),
        NativeDef::method("__divmod__", 2, 2, |vm, a| vm.divmod_method(a.at(0), a.at(1))),
        NativeDef::method("__rdivmod__", 2, 2, |vm, a| vm.divmod_method(a.at(1), a.at(0))),
        NativeDef::method("__pow__", 2, 3, Vm::power_method),
        NativeDef::method("__getnewargs__", 1, 1, |vm, a| Ok(vm.heap.tuple(vec![a.at(0)]))),
    ],
};

fn this(vm: &mut Vm, args: Args<'_>) -> Res<f64> {
    match args.at(0) {
        Value::Float(f) => Ok(f),
        other => {
            let message = format!("descriptor requires a 'float' object but received a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = match args.get(1) {
        None => 0.0,
        Some(value) => convert(vm, value)?,
    };
    Ok(vm.construct(args.at(0), vm.types.float, Value::Float(value)))
}

/// `float(value)`.
fn convert(vm: &mut Vm, value: Value) -> Res<f64> {
    let text = match vm.unwrap(value) {
        Value::Float(f) if vm.is_plain(value) => return Ok(f),
        Value::Str(s) => vm.heap.text(s).to_owned(),
        Value::Bytes(b) => vm.heap[b].data.iter().map(|b| char::from(*b)).collect(),
        _ => {
            return match vm.find_float(value)? {
                Some(float) => Ok(float),
                None => {
                    let message =
                        format!("float() argument must be a string or a real number, not '{}'", vm.type_name(value));
                    Err(vm.type_error(message))
                }
            };
        }
    };
    match parse(&text) {
        Some(float) => Ok(float),
        None => {
            let shown = vm.unwrap(value);
            let shown = vm.builtin_repr(shown, None)?;
            Err(vm.value_error(format!("could not convert string to float: {shown}")))
        }
    }
}

/// The number that a text shows.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    if text.is_ascii() && !text.contains('_') {
        return text.parse().ok();
    }
    let digits: String = text.chars().map(|c| decimal_digit(c).map_or(c, |d| char::from(b'0' + d as u8))).collect();
    // Underscores stand between digits.
    let bytes = digits.as_bytes();
    let separated = bytes
        .iter()
        .enumerate()
        .filter(|(_, b)| **b == b'_')
        .all(|(i, _)| i > 0 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(u8::is_ascii_digit));
    if separated { digits.replace('_', "").parse().ok() } else { None }
}

/// `int(float)`.
pub(crate) fn truncate(vm: &mut Vm, value: f64) -> Res {
    if value.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    if value.abs() < 9e18 {
        return Ok(Value::Int(value as i64));
    }
    Ok(vm.int(big_from_float(value)))
}

fn round(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = this(vm, args)?;
    let Some(places) = args.get(1).filter(|v| !v.is_none()) else {
        return truncate(vm, value.round_ties_even());
    };
    let places = vm.to_index(places)?;
    let rounded = round_to(value, places);
    if rounded.is_infinite() && value.is_finite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    Ok(Value::Float(rounded))
}

/// `round(value, places)`, exact: by the decimal expansion, half to even.
pub(crate) fn round_to(value: f64, places: i64) -> f64 {
    /// No double has digits beyond this place, nor before it.
    const LAST: i64 = 340;
    if !value.is_finite() || value == 0.0 || places > LAST {
        return value;
    }
    if places < -LAST {
        return 0f64.copysign(value);
    }
    if places >= 0 {
        return format!("{value:.0$}", places as usize).parse().unwrap_or(value);
    }
    let whole = big_from_float(value.abs());
    let rounded = round_to_multiple(&whole, &BigInt::from(10).pow(-places as u32), value.fract() != 0.0);
    big_to_float(&rounded).unwrap_or(f64::INFINITY).copysign(value)
}

fn as_integer_ratio(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = this(vm, args)?;
    if value.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let mut scaled = value;
    let mut exponent = 0u32;
    while scaled.fract() != 0.0 {
        scaled *= 2.0;
        exponent += 1;
    }
    let numerator = vm.int(big_from_float(scaled));
    let denominator = vm.int(BigInt::from(1) << exponent);
    Ok(vm.heap.tuple(vec![numerator, denominator]))
}
