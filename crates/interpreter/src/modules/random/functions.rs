//! The methods of `Random`.

use std::f64::consts::{E, PI};

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::draw::{Draw, Generator, Source};
use super::mersenne::Mersenne;
use super::this;
use crate::heap::Ref;
use crate::native::{Args, Res};
use crate::object::Opaque;
use crate::value::Value;
use crate::vm::Vm;

const TAU: f64 = 2.0 * PI;

pub(super) fn random(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    Ok(Value::Float(vm.draw(this)))
}

pub(super) fn getstate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let Some(Generator { source: Source::Mersenne(mersenne), gauss_next }) = vm.heap[this].get() else {
        return Err(vm.not_implemented("System entropy source does not have state."));
    };
    let words = mersenne.state().map(|w| Value::Int(i64::from(w))).collect();
    let next = gauss_next.map_or(Value::None, Value::Float);
    let words = vm.heap.tuple(words);
    Ok(vm.heap.tuple(vec![Value::Int(3), words, next]))
}

pub(super) fn setstate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let parts = vm.collect(args.at(1))?;
    let [Value::Int(3), words, next] = *parts else {
        return Err(vm.value_error("state with a version that is not supported"));
    };
    let mut state = Vec::new();
    for word in vm.collect(words)? {
        state.push(vm.to_index(word)? as u32);
    }
    let Some(mersenne) = Mersenne::from_state(&state) else {
        return Err(vm.value_error("state vector is the wrong size"));
    };
    let gauss_next = if let Value::Float(next) = next { Some(next) } else { None };
    if let Some(generator) = vm.heap[this].get_mut::<Generator>() {
        *generator = Generator { source: Source::Mersenne(mersenne), gauss_next };
    }
    Ok(Value::None)
}

pub(super) fn getrandbits(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let bits = vm.to_index(args.at(1))?;
    let Ok(bits) = u64::try_from(bits) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    if bits < 64 {
        return Ok(Value::Int(vm.draw_bits(this, bits as u32) as i64));
    }
    vm.reserve(bits as usize / 8)?;
    let number = vm.draw_many_bits(this, bits);
    Ok(vm.int(number.into()))
}

pub(super) fn randbytes(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let Ok(count) = usize::try_from(vm.to_index(args.at(1))?) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    vm.reserve(count)?;
    let mut data = vm.draw_many_bits(this, count as u64 * 8).to_bytes_le();
    data.resize(count, 0);
    Ok(Value::Bytes(vm.heap.alloc(crate::object::Bytes { data, mutable: false })))
}

/// An argument of `randrange`.
fn integer(vm: &mut Vm, value: Value, position: &str) -> Res<BigInt> {
    match vm.unwrap(value) {
        Value::Int(i) => Ok(i.into()),
        Value::Bool(b) => Ok(i64::from(b).into()),
        Value::BigInt(i) => Ok(vm.heap[i].value.clone()),
        Value::Float(f) if f.fract() == 0.0 => Ok((f as i64).into()),
        Value::Float(_) => Err(vm.value_error(format!("non-integer {position} for randrange()"))),
        _ => Ok(vm.to_index(value)?.into()),
    }
}

pub(super) fn randrange(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let Some(first) = args.arg(vm, 1, "start") else {
        return Err(vm.type_error("Random.randrange() missing 1 required positional argument: 'start'"));
    };
    let (stop, step) = (args.arg(vm, 2, "stop"), args.arg(vm, 3, "step").unwrap_or(Value::Int(1)));
    let start = integer(vm, first, "arg 1")?;
    let stop = match stop {
        None | Some(Value::None) => {
            if !matches!(step, Value::Int(1)) {
                return Err(vm.type_error("Missing a non-None stop argument"));
            }
            if !start.is_positive() {
                return Err(vm.value_error("empty range for randrange()"));
            }
            return below(vm, this, &BigInt::zero(), &BigInt::from(1), &start);
        }
        Some(stop) => integer(vm, stop, "stop")?,
    };
    let step = integer(vm, step, "step")?;
    range(vm, this, &start, &stop, &step)
}

pub(super) fn randint(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (Some(a), Some(b)) = (args.arg(vm, 1, "a"), args.arg(vm, 2, "b")) else {
        return Err(vm.type_error("Random.randint() missing required arguments: 'a' and 'b'"));
    };
    if let (Value::Int(a), Value::Int(b)) = (a, b)
        && let Some(width) = b.checked_sub(a).and_then(|w| w.checked_add(1)).filter(|w| *w > 0)
    {
        return Ok(Value::Int(a + vm.draw_below(this, width as u64) as i64));
    }
    let (a, b) = (integer(vm, a, "arg 1")?, integer(vm, b, "stop")?);
    range(vm, this, &a, &(b + 1), &BigInt::from(1))
}

fn range(vm: &mut Vm, this: Ref<Opaque>, start: &BigInt, stop: &BigInt, step: &BigInt) -> Res {
    if step.is_zero() {
        return Err(vm.value_error("zero step for randrange()"));
    }
    let width = stop - start;
    let toward: BigInt = if step.is_positive() { step - 1 } else { step + 1 };
    let count = (&width + toward).div_floor(step);
    if !count.is_positive() {
        let message = if *step == BigInt::from(1) {
            format!("empty range for randrange() ({start}, {stop}, {width})")
        } else {
            "empty range for randrange()".to_owned()
        };
        return Err(vm.value_error(message));
    }
    below(vm, this, start, step, &count)
}

/// `start + step * _randbelow(count)`.
fn below(vm: &mut Vm, this: Ref<Opaque>, start: &BigInt, step: &BigInt, count: &BigInt) -> Res {
    let number = match count.to_u64() {
        Some(count) => BigUint::from(vm.draw_below(this, count)),
        None => vm.draw_below_big(this, count.magnitude()),
    };
    let number = start + step * BigInt::from_biguint(Sign::Plus, number);
    Ok(vm.int(number))
}

pub(super) fn choice(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let seq = argument(vm, args, 1, "seq", "choice")?;
    let len = vm.len(seq)?;
    if len == 0 {
        return Err(vm.index_error("Cannot choose from an empty sequence"));
    }
    let index = vm.draw_below(this, len as u64);
    vm.get_item(seq, Value::Int(index as i64))
}

/// A required argument.
fn argument(vm: &mut Vm, args: Args<'_>, index: usize, name: &str, function: &str) -> Res {
    match args.arg(vm, index, name) {
        Some(value) => Ok(value),
        None => {
            let message = format!("Random.{function}() missing 1 required positional argument: '{name}'");
            Err(vm.type_error(message))
        }
    }
}

/// Sums of the numbers so far.
fn accumulate(vm: &mut Vm, weights: Value) -> Res<Vec<f64>> {
    let mut sum = 0.0;
    let mut sums = Vec::new();
    for weight in vm.collect(weights)? {
        sum += vm.to_f64(weight)?;
        sums.push(sum);
    }
    Ok(sums)
}

pub(super) fn choices(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let population = argument(vm, args, 1, "population", "choices")?;
    let weights = args.arg(vm, 2, "weights").filter(|w| !w.is_none());
    let cumulative = args.keyword(vm, "cum_weights").filter(|w| !w.is_none());
    let count = match args.keyword(vm, "k") {
        Some(k) => usize::try_from(vm.to_index(k)?).unwrap_or(0),
        None => 1,
    };
    let len = vm.len(population)?;
    vm.reserve(count.saturating_mul(size_of::<Value>()))?;
    let sums = match (weights, cumulative) {
        (Some(_), Some(_)) => return Err(vm.type_error("Cannot specify both weights and cumulative weights")),
        (Some(Value::Int(k)), None) => {
            return Err(vm.type_error(format!("The number of choices must be a keyword argument: k={k}")));
        }
        (Some(weights), None) => Some(accumulate(vm, weights)?),
        (None, Some(cumulative)) => {
            let mut sums = Vec::new();
            for sum in vm.collect(cumulative)? {
                sums.push(vm.to_f64(sum)?);
            }
            Some(sums)
        }
        (None, None) => None,
    };
    let mut chosen = Vec::with_capacity(count);
    if let Some(sums) = sums {
        if sums.len() != len {
            return Err(vm.value_error("The number of weights does not match the population"));
        }
        let total = sums.last().copied().unwrap_or(0.0);
        if total <= 0.0 {
            return Err(vm.value_error("Total of weights must be greater than zero"));
        }
        if !total.is_finite() {
            return Err(vm.value_error("Total of weights must be finite"));
        }
        for _ in 0..count {
            let target = vm.draw(this) * total;
            let index = sums[..len - 1].partition_point(|sum| *sum <= target);
            chosen.push(vm.get_item(population, Value::Int(index as i64))?);
        }
    } else {
        for _ in 0..count {
            let index = (vm.draw(this) * len as f64).floor();
            chosen.push(vm.get_item(population, Value::Int(index as i64))?);
        }
    }
    Ok(vm.heap.list(chosen))
}

pub(super) fn shuffle(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let x = argument(vm, args, 1, "x", "shuffle")?;
    let len = vm.len(x)?;
    for i in (1..len).rev() {
        let j = vm.draw_below(this, i as u64 + 1) as usize;
        if let Value::List(list) = x {
            vm.heap[list].items.swap(i, j);
        } else {
            let (i, j) = (Value::Int(i as i64), Value::Int(j as i64));
            let (a, b) = (vm.get_item(x, i)?, vm.get_item(x, j)?);
            vm.set_item(x, i, b)?;
            vm.set_item(x, j, a)?;
        }
    }
    Ok(Value::None)
}

pub(super) fn sample(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let population = argument(vm, args, 1, "population", "sample")?;
    let k = argument(vm, args, 2, "k", "sample")?;
    let k = vm.to_index(k)?;
    if matches!(vm.unwrap(population), Value::Set(_) | Value::Dict(_) | Value::Iter(_) | Value::Generator(_)) {
        return Err(vm.type_error("Population must be a sequence.  For dicts or sets, use sorted(d)."));
    }
    let len = vm.len(population)?;
    let counts = args.keyword(vm, "counts").filter(|c| !c.is_none());
    let mut sums = None;
    let mut total = len;
    if let Some(counts) = counts {
        let cumulative = accumulate(vm, counts)?;
        if cumulative.len() != len {
            return Err(vm.value_error("The number of counts does not match the population"));
        }
        let sum = cumulative.last().copied().unwrap_or(0.0);
        if sum <= 0.0 {
            return Err(vm.value_error("Total of counts must be greater than zero"));
        }
        total = sum as usize;
        sums = Some(cumulative);
    }
    let Some(k) = usize::try_from(k).ok().filter(|k| *k <= total) else {
        return Err(vm.value_error("Sample larger than population or is negative"));
    };
    let mut chosen = Vec::with_capacity(k);
    for index in sample_indices(vm, this, total, k) {
        let index = sums.as_ref().map_or(index, |sums| sums.partition_point(|sum| *sum <= index as f64));
        chosen.push(vm.get_item(population, Value::Int(index as i64))?);
    }
    Ok(vm.heap.list(chosen))
}

fn sample_indices(vm: &mut Vm, this: Ref<Opaque>, len: usize, k: usize) -> Vec<usize> {
    // The size from which CPython finds a pool dearer than a set: it decides which numbers are drawn.
    let mut set_size = 21;
    if k > 5 {
        let mut power = 1_usize;
        while power < k * 3 {
            power *= 4;
        }
        set_size += power;
    }
    let mut chosen = Vec::with_capacity(k);
    if len <= set_size {
        let mut pool: Vec<usize> = (0..len).collect();
        for i in 0..k {
            let j = vm.draw_below(this, (len - i) as u64) as usize;
            chosen.push(pool[j]);
            pool[j] = pool[len - i - 1];
        }
    } else {
        let mut selected = std::collections::HashSet::new();
        while chosen.len() < k {
            let j = vm.draw_below(this, len as u64) as usize;
            if selected.insert(j) {
                chosen.push(j);
            }
        }
    }
    chosen
}

/// A number among the arguments.
fn number(vm: &mut Vm, args: Args<'_>, index: usize, name: &str, default: f64) -> Res<f64> {
    match args.arg(vm, index, name) {
        Some(value) => vm.to_f64(value),
        None => Ok(default),
    }
}

pub(super) fn uniform(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (a, b) = (number(vm, args, 1, "a", 0.0)?, number(vm, args, 2, "b", 1.0)?);
    Ok(Value::Float(a + (b - a) * vm.draw(this)))
}

pub(super) fn triangular(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (mut low, mut high) = (number(vm, args, 1, "low", 0.0)?, number(vm, args, 2, "high", 1.0)?);
    let mode = args.arg(vm, 3, "mode").filter(|m| !m.is_none());
    let mut u = vm.draw(this);
    let mut c = match mode {
        None => 0.5,
        Some(_) if high == low => return Ok(Value::Float(low)),
        Some(mode) => (vm.to_f64(mode)? - low) / (high - low),
    };
    if u > c {
        u = 1.0 - u;
        c = 1.0 - c;
        (low, high) = (high, low);
    }
    Ok(Value::Float(low + (high - low) * (u * c).sqrt()))
}

fn normal(vm: &mut Vm, this: Ref<Opaque>, mu: f64, sigma: f64) -> f64 {
    let magic = 4.0 * (-0.5_f64).exp() / 2.0_f64.sqrt();
    loop {
        let u1 = vm.draw(this);
        let u2 = 1.0 - vm.draw(this);
        let z = magic * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return mu + z * sigma;
        }
    }
}

pub(super) fn normalvariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (mu, sigma) = (number(vm, args, 1, "mu", 0.0)?, number(vm, args, 2, "sigma", 1.0)?);
    Ok(Value::Float(normal(vm, this, mu, sigma)))
}

pub(super) fn lognormvariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (mu, sigma) = (number(vm, args, 1, "mu", 0.0)?, number(vm, args, 2, "sigma", 1.0)?);
    Ok(Value::Float(normal(vm, this, mu, sigma).exp()))
}

pub(super) fn gauss(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (mu, sigma) = (number(vm, args, 1, "mu", 0.0)?, number(vm, args, 2, "sigma", 1.0)?);
    let kept = vm.heap[this].get_mut::<Generator>().and_then(|g| g.gauss_next.take());
    let z = kept.unwrap_or_else(|| {
        let angle = vm.draw(this) * TAU;
        let radius = (-2.0 * (1.0 - vm.draw(this)).ln()).sqrt();
        if let Some(generator) = vm.heap[this].get_mut::<Generator>() {
            generator.gauss_next = Some(angle.sin() * radius);
        }
        angle.cos() * radius
    });
    Ok(Value::Float(mu + z * sigma))
}

pub(super) fn expovariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let lambda = number(vm, args, 1, "lambd", 1.0)?;
    let logarithm = -(1.0 - vm.draw(this)).ln();
    if lambda == 0.0 {
        return Err(vm.zero_division("float division by zero"));
    }
    Ok(Value::Float(logarithm / lambda))
}

pub(super) fn vonmisesvariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (mu, kappa) = (number(vm, args, 1, "mu", 0.0)?, number(vm, args, 2, "kappa", 0.0)?);
    if kappa <= 1e-6 {
        return Ok(Value::Float(TAU * vm.draw(this)));
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * vm.draw(this)).cos();
        let d = z / (r + z);
        let u = vm.draw(this);
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let f = (q + z) / (1.0 + q * z);
    let angle = if vm.draw(this) > 0.5 { mu + f.acos() } else { mu - f.acos() };
    Ok(Value::Float(angle.rem_euclid(TAU)))
}

fn gamma(vm: &mut Vm, this: Ref<Opaque>, alpha: f64, beta: f64) -> f64 {
    if alpha > 1.0 {
        let ainv = (2.0 * alpha - 1.0).sqrt();
        let bbb = alpha - 4.0_f64.ln();
        let ccc = alpha + ainv;
        loop {
            let u1 = vm.draw(this);
            if !(1e-7 < u1 && u1 < 0.999_999_9) {
                continue;
            }
            let u2 = 1.0 - vm.draw(this);
            let v = (u1 / (1.0 - u1)).ln() / ainv;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = bbb + ccc * v - x;
            if r + (1.0 + 4.5_f64.ln()) - 4.5 * z >= 0.0 || r >= z.ln() {
                return x * beta;
            }
        }
    }
    if alpha == 1.0 {
        return -(1.0 - vm.draw(this)).ln() * beta;
    }
    loop {
        let u = vm.draw(this);
        let b = (E + alpha) / E;
        let p = b * u;
        let x = if p <= 1.0 { p.powf(1.0 / alpha) } else { -((b - p) / alpha).ln() };
        let u1 = vm.draw(this);
        if (p > 1.0 && u1 <= x.powf(alpha - 1.0)) || (p <= 1.0 && u1 <= (-x).exp()) {
            return x * beta;
        }
    }
}

pub(super) fn gammavariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (alpha, beta) = (number(vm, args, 1, "alpha", 1.0)?, number(vm, args, 2, "beta", 1.0)?);
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    Ok(Value::Float(gamma(vm, this, alpha, beta)))
}

pub(super) fn betavariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (alpha, beta) = (number(vm, args, 1, "alpha", 1.0)?, number(vm, args, 2, "beta", 1.0)?);
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    let y = gamma(vm, this, alpha, 1.0);
    if y == 0.0 {
        return Ok(Value::Float(0.0));
    }
    let z = gamma(vm, this, beta, 1.0);
    Ok(Value::Float(y / (y + z)))
}

pub(super) fn paretovariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let alpha = number(vm, args, 1, "alpha", 1.0)?;
    let u = 1.0 - vm.draw(this);
    Ok(Value::Float(u.powf(-1.0 / alpha)))
}

pub(super) fn weibullvariate(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let (alpha, beta) = (number(vm, args, 1, "alpha", 1.0)?, number(vm, args, 2, "beta", 1.0)?);
    let u = 1.0 - vm.draw(this);
    Ok(Value::Float(alpha * (-u.ln()).powf(1.0 / beta)))
}
