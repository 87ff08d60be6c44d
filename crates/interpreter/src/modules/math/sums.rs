//! Sums and products.

use loopscope_compiler::op::BinaryOp;

use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

/// The exact sum, rounded once (Shewchuk's algorithm, as in CPython).
pub(super) fn fsum(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    let mut infinite = false;
    for value in vm.collect(args.at(0))? {
        let mut x = vm.to_f64(value)?;
        if !x.is_finite() {
            infinite |= x.is_infinite();
            special += x;
            continue;
        }
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        if x.is_infinite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special != 0.0 || special.is_nan() {
        if special.is_nan() && infinite {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::Float(special));
    }
    Ok(Value::Float(total(&partials)))
}

/// The rounded sum of numbers that do not overlap, smallest first.
fn total(partials: &[f64]) -> f64 {
    let Some((last, rest)) = partials.split_last() else { return 0.0 };
    let mut high = *last;
    let mut low = 0.0;
    let mut left = rest.len();
    while left > 0 {
        left -= 1;
        let (x, y) = (high, rest[left]);
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Half-even rounding, across several partials.
    if left > 0 && ((low < 0.0 && rest[left - 1] < 0.0) || (low > 0.0 && rest[left - 1] > 0.0)) {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

pub(super) fn prod(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut product = args.keyword(vm, "start").unwrap_or(Value::Int(1));
    for value in vm.collect(args.at(0))? {
        product = vm.binary(BinaryOp::Mul, product, value)?;
    }
    Ok(product)
}

pub(super) fn hypot(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut numbers = Vec::new();
    for value in args.positional() {
        numbers.push(vm.to_f64(*value)?);
    }
    Ok(Value::Float(norm(&numbers)))
}

pub(super) fn dist(vm: &mut Vm, args: Args<'_>) -> Res {
    let (p, q) = (vm.collect(args.at(0))?, vm.collect(args.at(1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut differences = Vec::new();
    for (a, b) in p.into_iter().zip(q) {
        differences.push(vm.to_f64(a)? - vm.to_f64(b)?);
    }
    Ok(Value::Float(norm(&differences)))
}

/// The Euclidean norm, nearly always correctly rounded (CPython's `vector_norm`).
fn norm(numbers: &[f64]) -> f64 {
    let max = numbers.iter().fold(0.0_f64, |m, n| m.max(n.abs()));
    if numbers.iter().any(|n| n.is_infinite()) {
        return f64::INFINITY;
    }
    if numbers.iter().any(|n| n.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || numbers.len() <= 1 {
        return max;
    }
    let (_, exponent) = crate::hash::frexp(max);
    if exponent < -1023 {
        // The reciprocal of the scale would overflow.
        let scaled: Vec<f64> = numbers.iter().map(|n| n / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = super::special::ldexp(1.0, -i64::from(exponent));
    let mut sum = Sum { sum: 1.0, carried: 0.0, low: 0.0 };
    for n in numbers {
        sum.add(square(n * scale));
    }
    let root = sum.total().sqrt();
    let (high, low) = square(root);
    sum.add((-high, -low));
    (root + sum.total() / (2.0 * root)) / scale
}

/// A sum of numbers between 0 and 1, and what rounding took from it. It starts at one, so that it stays the greater part.
struct Sum {
    sum: f64,
    carried: f64,
    low: f64,
}

impl Sum {
    fn add(&mut self, (high, low): (f64, f64)) {
        let before = self.sum;
        self.sum += high;
        self.carried += (before - self.sum) + high;
        self.low += low;
    }

    fn total(&self) -> f64 {
        self.sum - 1.0 + (self.carried + self.low)
    }
}

/// `x * x` and its rounding error (Veltkamp and Dekker).
fn square(x: f64) -> (f64, f64) {
    let t = x * 134_217_729.0;
    let high = t - (t - x);
    let low = x - high;
    let p = high * high;
    let q = high * low + high * low;
    let z = p + q;
    (z, p - z + q + low * low)
}
