//! `math`.

mod integers;
mod special;
mod sums;

use std::f64::consts;

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{ANY, Args, NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "math", init: Some(init), source: None };

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    for (name, value) in
        [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)]
    {
        vm.module_set(module, name, Value::Float(value));
    }
    Ok(())
}

/// A function of one number.
macro_rules! unary {
    ($name:literal, $function:expr) => {
        NativeDef::function($name, 1, 1, |vm, args| {
            let x = vm.to_f64(args.at(0))?;
            finish(vm, $function(x), x.is_finite(), x.is_nan())
        })
    };
}

/// A function of two numbers.
macro_rules! binary {
    ($name:literal, $function:expr) => {
        NativeDef::function($name, 2, 2, |vm, args| {
            let (x, y) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
            finish(vm, $function(x, y), x.is_finite() && y.is_finite(), x.is_nan() || y.is_nan())
        })
    };
}

static FUNCTIONS: &[NativeDef] = &[
    unary!("sqrt", f64::sqrt),
    unary!("cbrt", f64::cbrt),
    unary!("sin", f64::sin),
    unary!("cos", f64::cos),
    unary!("tan", f64::tan),
    unary!("asin", f64::asin),
    unary!("acos", f64::acos),
    unary!("atan", f64::atan),
    unary!("sinh", f64::sinh),
    unary!("cosh", f64::cosh),
    unary!("tanh", f64::tanh),
    unary!("asinh", special::asinh),
    unary!("acosh", special::acosh),
    unary!("atanh", special::atanh),
    unary!("exp", f64::exp),
    unary!("exp2", f64::exp2),
    unary!("expm1", f64::exp_m1),
    unary!("fabs", f64::abs),
    unary!("erf", special::erf),
    unary!("erfc", special::erfc),
    unary!("degrees", |x: f64| x * (180.0 / consts::PI)),
    unary!("radians", |x: f64| x * (consts::PI / 180.0)),
    binary!("atan2", f64::atan2),
    binary!("copysign", f64::copysign),
    NativeDef::function("gamma", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        if x == f64::NEG_INFINITY || (x.is_finite() && x <= 0.0 && x.fract() == 0.0) {
            return Err(vm.value_error("math domain error"));
        }
        finish(vm, special::gamma(x), x.is_finite(), x.is_nan())
    }),
    NativeDef::function("lgamma", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        if x.is_finite() && x <= 0.0 && x.fract() == 0.0 {
            return Err(vm.value_error("math domain error"));
        }
        finish(vm, special::lgamma(x), x.is_finite(), x.is_nan())
    }),
    NativeDef::function("log", 1, 2, log),
    NativeDef::function("log2", 1, 1, |vm, args| logarithm(vm, args.at(0), f64::log2, 1.0)),
    NativeDef::function("log10", 1, 1, |vm, args| logarithm(vm, args.at(0), f64::log10, consts::LOG10_2)),
    NativeDef::function("log1p", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        if x <= -1.0 {
            return Err(vm.value_error("math domain error"));
        }
        Ok(Value::Float(x.ln_1p()))
    }),
    NativeDef::function("pow", 2, 2, pow),
    NativeDef::function("fmod", 2, 2, |vm, args| {
        let (x, y) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
        if !x.is_nan() && !y.is_nan() && (x.is_infinite() || y == 0.0) {
            return Err(vm.value_error("math domain error"));
        }
        Ok(Value::Float(x % y))
    }),
    NativeDef::function("remainder", 2, 2, |vm, args| {
        let (x, y) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
        if !x.is_nan() && !y.is_nan() && (x.is_infinite() || y == 0.0) {
            return Err(vm.value_error("math domain error"));
        }
        Ok(Value::Float(special::remainder(x, y)))
    }),
    NativeDef::function("modf", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        let fraction = if x.is_infinite() { 0.0_f64.copysign(x) } else { x.fract().copysign(x) };
        Ok(vm.heap.tuple(vec![Value::Float(fraction), Value::Float(x.trunc())]))
    }),
    NativeDef::function("frexp", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { crate::hash::frexp(x.abs()) };
        Ok(vm.heap.tuple(vec![Value::Float(mantissa.copysign(x)), Value::Int(i64::from(exponent))]))
    }),
    NativeDef::function("ldexp", 2, 2, |vm, args| {
        let x = vm.to_f64(args.at(0))?;
        let exponent = match vm.unwrap(args.at(1)) {
            Value::Float(_) => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
            _ => vm.to_index(args.at(1))?,
        };
        let result = special::ldexp(x, exponent);
        finish(vm, result, x.is_finite(), x.is_nan())
    }),
    NativeDef::function("isfinite", 1, 1, |vm, args| Ok(Value::Bool(vm.to_f64(args.at(0))?.is_finite()))),
    NativeDef::function("isinf", 1, 1, |vm, args| Ok(Value::Bool(vm.to_f64(args.at(0))?.is_infinite()))),
    NativeDef::function("isnan", 1, 1, |vm, args| Ok(Value::Bool(vm.to_f64(args.at(0))?.is_nan()))),
    NativeDef::function("isclose", 2, 2, isclose).keywords(&["rel_tol", "abs_tol"]),
    NativeDef::function("nextafter", 2, 2, |vm, args| {
        let (x, y) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
        Ok(Value::Float(special::next_after(x, y)))
    }),
    NativeDef::function("ulp", 1, 1, |vm, args| {
        let x = vm.to_f64(args.at(0))?.abs();
        Ok(Value::Float(if x.is_finite() {
            let next = special::next_after(x, f64::INFINITY);
            if next.is_infinite() { x - special::next_after(x, 0.0) } else { next - x }
        } else {
            x
        }))
    }),
    NativeDef::function("floor", 1, 1, |vm, args| integers::round(vm, args.at(0), vm.names.floor, f64::floor)),
    NativeDef::function("ceil", 1, 1, |vm, args| integers::round(vm, args.at(0), vm.names.ceil, f64::ceil)),
    NativeDef::function("trunc", 1, 1, |vm, args| integers::round(vm, args.at(0), vm.names.trunc, f64::trunc)),
    NativeDef::function("factorial", 1, 1, integers::factorial),
    NativeDef::function("comb", 2, 2, integers::comb),
    NativeDef::function("perm", 1, 2, integers::perm),
    NativeDef::function("gcd", 0, ANY, integers::gcd),
    NativeDef::function("lcm", 0, ANY, integers::lcm),
    NativeDef::function("isqrt", 1, 1, integers::isqrt),
    NativeDef::function("fsum", 1, 1, sums::fsum).drains(0),
    NativeDef::function("prod", 1, 1, sums::prod).drains(0).keywords(&["start"]),
    NativeDef::function("hypot", 0, ANY, sums::hypot),
    NativeDef::function("dist", 2, 2, sums::dist),
];

/// A result, or the error that it stands for: `math_1` of CPython.
fn finish(vm: &mut Vm, result: f64, finite: bool, nan: bool) -> Res {
    if result.is_nan() && !nan {
        return Err(vm.value_error("math domain error"));
    }
    if result.is_infinite() && finite {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::Float(result))
}

/// The logarithm of a positive number, also of an integer beyond the floats. `of_two` is the logarithm of 2.
fn logarithm(vm: &mut Vm, value: Value, function: fn(f64) -> f64, of_two: f64) -> Res {
    if let Value::BigInt(big) = vm.unwrap(value) {
        let big = &vm.heap[big].value;
        if big.sign() == num_bigint::Sign::Minus {
            return Err(vm.value_error("math domain error"));
        }
        let shift = big.bits().saturating_sub(64);
        let top: num_bigint::BigInt = big >> shift;
        let top = num_traits::ToPrimitive::to_f64(&top).unwrap_or(f64::INFINITY);
        return Ok(Value::Float(function(top) + shift as f64 * of_two));
    }
    let x = vm.to_f64(value)?;
    if x <= 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(Value::Float(function(x)))
}

fn log(vm: &mut Vm, args: Args<'_>) -> Res {
    let result = logarithm(vm, args.at(0), f64::ln, consts::LN_2)?;
    let Some(base) = args.get(1) else { return Ok(result) };
    let (Value::Float(number), Value::Float(base)) = (result, logarithm(vm, base, f64::ln, consts::LN_2)?) else {
        return Ok(result);
    };
    if base == 0.0 {
        return Err(vm.zero_division("float division by zero"));
    }
    Ok(Value::Float(number / base))
}

fn pow(vm: &mut Vm, args: Args<'_>) -> Res {
    let (x, y) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || (x == 0.0 && y < 0.0) {
            return Err(vm.value_error("math domain error"));
        }
        if result.is_infinite() {
            return Err(vm.overflow_error("math range error"));
        }
    }
    Ok(Value::Float(result))
}

fn isclose(vm: &mut Vm, args: Args<'_>) -> Res {
    let (a, b) = (vm.to_f64(args.at(0))?, vm.to_f64(args.at(1))?);
    let mut tolerance = |name: &str, default: f64| match args.keyword(vm, name) {
        Some(value) => vm.to_f64(value),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance("rel_tol", 1e-9)?, tolerance("abs_tol", 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(a == b || (!a.is_infinite() && !b.is_infinite() && close)))
}
