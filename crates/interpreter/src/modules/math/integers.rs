//! Functions of integers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::native::{Args, Res};
use crate::value::{Name, Value};
use crate::vm::Vm;

/// An argument that must be an integer.
fn integer(vm: &mut Vm, value: Value) -> Res<BigInt> {
    match vm.unwrap(value) {
        Value::BigInt(i) => Ok(vm.heap[i].value.clone()),
        _ => Ok(vm.to_index(value)?.into()),
    }
}

/// `floor`, `ceil` and `trunc`: the special method, or the float's.
pub(super) fn round(vm: &mut Vm, value: Value, special: Name, function: fn(f64) -> f64) -> Res {
    let number = match vm.unwrap(value) {
        Value::Float(x) => x,
        Value::Int(_) | Value::BigInt(_) => return Ok(vm.unwrap(value)),
        Value::Bool(b) => return Ok(Value::Int(i64::from(b))),
        _ => match vm.call_special(value, special, &[])? {
            Some(result) => return Ok(result),
            None => vm.to_f64(value)?,
        },
    };
    let rounded = function(number);
    if rounded.abs() < 9e18 {
        return Ok(Value::Int(rounded as i64));
    }
    match <BigInt as num_traits::FromPrimitive>::from_f64(rounded) {
        Some(big) => Ok(vm.int(big)),
        None if rounded.is_nan() => Err(vm.value_error("cannot convert float NaN to integer")),
        None => Err(vm.overflow_error("cannot convert float infinity to integer")),
    }
}

/// An argument that counts something.
fn count(vm: &mut Vm, value: Value, message: &str) -> Res<u64> {
    let number = integer(vm, value)?;
    counted(vm, &number, message)
}

fn counted(vm: &mut Vm, number: &BigInt, message: &str) -> Res<u64> {
    if number.is_negative() {
        return Err(vm.value_error(message));
    }
    match number.to_u64().filter(|n| i64::try_from(*n).is_ok()) {
        Some(number) => Ok(number),
        None => Err(vm.overflow_error("argument should not exceed 9223372036854775807")),
    }
}

/// The product of `from..=to`, halved so that big numbers meet big ones.
fn product(from: u64, to: u64) -> BigInt {
    if to - from < 16 {
        return (from..=to).fold(BigInt::one(), |p, n| p * n);
    }
    let middle = u64::midpoint(from, to);
    product(from, middle) * product(middle + 1, to)
}

pub(super) fn factorial(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Value::Float(_) = vm.unwrap(args.at(0)) {
        return Err(vm.type_error("'float' object cannot be interpreted as an integer"));
    }
    let n = count(vm, args.at(0), "factorial() not defined for negative values")?;
    vm.reserve(usize::try_from(n).unwrap_or(usize::MAX).saturating_mul(2))?;
    Ok(vm.int(if n < 2 { BigInt::one() } else { product(2, n) }))
}

pub(super) fn perm(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(k) = args.get(1).filter(|k| !k.is_none()) else { return factorial(vm, args) };
    let (n, k) = (integer(vm, args.at(0))?, integer(vm, k)?);
    let n = counted(vm, &n, "n must be a non-negative integer")?;
    let k = counted(vm, &k, "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    vm.reserve(usize::try_from(k).unwrap_or(usize::MAX).saturating_mul(2))?;
    Ok(vm.int(if k == 0 { BigInt::one() } else { product(n - k + 1, n) }))
}

pub(super) fn comb(vm: &mut Vm, args: Args<'_>) -> Res {
    let (n, k) = (integer(vm, args.at(0))?, integer(vm, args.at(1))?);
    let n = counted(vm, &n, "n must be a non-negative integer")?;
    let k = counted(vm, &k, "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = k.min(n - k);
    if k == 0 {
        return Ok(Value::Int(1));
    }
    vm.reserve(usize::try_from(k).unwrap_or(usize::MAX).saturating_mul(4))?;
    Ok(vm.int(product(n - k + 1, n) / product(1, k)))
}

pub(super) fn gcd(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut result = BigInt::zero();
    for value in args.positional() {
        result = result.gcd(&integer(vm, *value)?);
    }
    Ok(vm.int(result))
}

pub(super) fn lcm(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut result = BigInt::one();
    for value in args.positional() {
        let number = integer(vm, *value)?;
        result = if number.is_zero() || result.is_zero() { BigInt::zero() } else { result.lcm(&number) };
    }
    Ok(vm.int(result))
}

pub(super) fn isqrt(vm: &mut Vm, args: Args<'_>) -> Res {
    let number = integer(vm, args.at(0))?;
    if number.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(vm.int(number.sqrt()))
}
