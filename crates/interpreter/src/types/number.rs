//! Arithmetic on numbers, apart from the machine: what CPython's `longobject.c`, `floatobject.c` and
//! `complexobject.c` compute.

use std::borrow::Cow;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use loopscope_compiler::op::BinaryOp;

/// An operand, or a result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Number<'a> {
    Small(i64),
    Big(Cow<'a, BigInt>),
    Float(f64),
    Complex(f64, f64),
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberError {
    ZeroDivision(&'static str),
    Overflow(&'static str),
    Value(&'static str),
    /// `OverflowError: (34, 'Numerical result out of range')`.
    Range,
    /// The operator is not defined for these.
    Unsupported,
}

use NumberError::{Overflow, Range, Unsupported, ZeroDivision};

type Outcome = Result<Number<'static>, NumberError>;

/// Integers of more bits than this are not made: it would take too long.
const MAX_BITS: u64 = 1 << 24;

const TOO_BIG: NumberError = Overflow("integer is too large to be computed here (more than 16777216 bits)");

impl Number<'_> {
    fn big(&self) -> Option<Cow<'_, BigInt>> {
        match self {
            Number::Small(i) => Some(Cow::Owned(BigInt::from(*i))),
            Number::Big(i) => Some(Cow::Borrowed(i)),
            _ => None,
        }
    }

    /// As a float.
    pub(crate) fn float(&self) -> Result<f64, NumberError> {
        match self {
            Number::Small(i) => Ok(*i as f64),
            Number::Float(f) => Ok(*f),
            Number::Big(i) => big_to_float(i),
            Number::Complex(..) => Err(Unsupported),
        }
    }

    /// Of an integer: is it negative, and the digits of its magnitude in base 2, 8, 10 or 16.
    pub(crate) fn magnitude(&self, radix: u32) -> (bool, String) {
        match self {
            Number::Small(i) => {
                let size = i.unsigned_abs();
                let digits = match radix {
                    2 => format!("{size:b}"),
                    8 => format!("{size:o}"),
                    16 => format!("{size:x}"),
                    _ => size.to_string(),
                };
                (*i < 0, digits)
            }
            Number::Big(i) => (i.is_negative(), i.magnitude().to_str_radix(radix)),
            Number::Float(_) | Number::Complex(..) => (false, String::new()),
        }
    }

    fn complex(&self) -> Result<(f64, f64), NumberError> {
        match self {
            Number::Complex(re, im) => Ok((*re, *im)),
            other => Ok((other.float()?, 0.0)),
        }
    }
}

/// `float(int)`.
pub(crate) fn big_to_float(value: &BigInt) -> Result<f64, NumberError> {
    let float = value.to_f64().unwrap_or(f64::INFINITY);
    if float.is_infinite() { Err(Overflow("int too large to convert to float")) } else { Ok(float) }
}

/// What fits is small.
fn normal(value: BigInt) -> Number<'static> {
    value.to_i64().map_or(Number::Big(Cow::Owned(value)), Number::Small)
}

/// The result for two small integers where it is a small integer or a float without further ado.
#[inline]
pub(crate) fn small(op: BinaryOp, a: i64, b: i64) -> Option<Number<'static>> {
    use BinaryOp::*;
    let result = match op {
        Add => a.checked_add(b)?,
        Sub => a.checked_sub(b)?,
        Mul => a.checked_mul(b)?,
        FloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
        }
        Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        TrueDiv if b != 0 => {
            const EXACT: u64 = 1 << 53;
            if a.unsigned_abs() > EXACT || b.unsigned_abs() > EXACT {
                return None;
            }
            return Some(Number::Float(a as f64 / b as f64));
        }
        Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        LeftShift => {
            if !(0..63).contains(&b) {
                return None;
            }
            let shifted = a << b;
            if shifted >> b != a {
                return None;
            }
            shifted
        }
        RightShift if b >= 0 => a >> b.min(63),
        BitAnd => a & b,
        BitOr => a | b,
        BitXor => a ^ b,
        _ => return None,
    };
    Some(Number::Small(result))
}

/// `a op b`.
pub(crate) fn binary(op: BinaryOp, a: &Number, b: &Number) -> Outcome {
    use BinaryOp::*;
    match (a, b) {
        (Number::Complex(..) | Number::Float(_), _) | (_, Number::Complex(..) | Number::Float(_))
            if matches!(op, LeftShift | RightShift | BitAnd | BitOr | BitXor | MatMul) =>
        {
            Err(Unsupported)
        }
        (Number::Complex(..), _) | (_, Number::Complex(..)) if matches!(op, FloorDiv | Mod) => Err(Unsupported),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => complex(op, a.complex()?, b.complex()?),
        (Number::Float(_), _) | (_, Number::Float(_)) => float(op, a.float()?, b.float()?),
        (Number::Small(a), Number::Small(b)) => {
            small(op, *a, *b).map_or_else(|| integer(op, &BigInt::from(*a), &BigInt::from(*b)), Ok)
        }
        _ => match (a.big(), b.big()) {
            (Some(a), Some(b)) => integer(op, &a, &b),
            _ => Err(Unsupported),
        },
    }
}

fn integer(op: BinaryOp, a: &BigInt, b: &BigInt) -> Outcome {
    use BinaryOp::*;
    let result = match op {
        Add => a + b,
        Sub => a - b,
        Mul => {
            if a.bits() + b.bits() > MAX_BITS {
                return Err(TOO_BIG);
            }
            a * b
        }
        TrueDiv => return true_division(a, b).map(Number::Float),
        FloorDiv if b.is_zero() => return Err(ZeroDivision("integer division or modulo by zero")),
        FloorDiv => a.div_floor(b),
        Mod if b.is_zero() => return Err(ZeroDivision("integer modulo by zero")),
        Mod => a.mod_floor(b),
        Pow if b.is_negative() => return float(Pow, big_to_float(a)?, big_to_float(b)?),
        Pow => return power(a, b),
        LeftShift | RightShift if b.is_negative() => return Err(NumberError::Value("negative shift count")),
        LeftShift if a.is_zero() => BigInt::zero(),
        LeftShift => {
            let count = b.to_u64().ok_or(Overflow("too many digits in integer"))?;
            if count.saturating_add(a.bits()) > MAX_BITS {
                return Err(TOO_BIG);
            }
            a << count
        }
        RightShift => match b.to_u64() {
            Some(count) if count <= a.bits() => a >> count,
            _ => BigInt::from(if a.is_negative() { -1 } else { 0 }),
        },
        BitAnd => a & b,
        BitOr => a | b,
        BitXor => a ^ b,
        MatMul => return Err(Unsupported),
    };
    Ok(normal(result))
}

fn power(base: &BigInt, exponent: &BigInt) -> Outcome {
    if exponent.is_zero() || base.is_one() {
        return Ok(Number::Small(1));
    }
    if base.is_zero() {
        return Ok(Number::Small(0));
    }
    if base.magnitude().is_one() {
        return Ok(Number::Small(if exponent.is_even() { 1 } else { -1 }));
    }
    let fits = exponent.to_u32().filter(|e| (base.bits() - 1).saturating_mul(u64::from(*e)) <= MAX_BITS);
    fits.map(|e| normal(base.pow(e))).ok_or(TOO_BIG)
}

/// `pow(base, exponent, modulus)`.
pub(crate) fn power_modulo(base: &Number, exponent: &Number, modulus: &Number) -> Outcome {
    if matches!(base, Number::Float(_)) {
        return Err(Unsupported);
    }
    if [base, exponent, modulus].iter().any(|n| matches!(n, Number::Complex(..))) {
        return Err(NumberError::Value("complex modulo"));
    }
    let (Some(base), Some(exponent), Some(modulus)) = (base.big(), exponent.big(), modulus.big()) else {
        return Err(Unsupported);
    };
    if modulus.is_zero() {
        return Err(NumberError::Value("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    let result = if exponent.is_negative() {
        let inverse = base.modinv(&size);
        let inverse = inverse.ok_or(NumberError::Value("base is not invertible for the given modulus"))?;
        inverse.modpow(&exponent.abs(), &size)
    } else {
        base.modpow(&exponent, &size)
    };
    let result = if modulus.is_negative() && !result.is_zero() { result + &*modulus } else { result };
    Ok(normal(result))
}

/// `a / b`, correctly rounded.
fn true_division(a: &BigInt, b: &BigInt) -> Result<f64, NumberError> {
    /// Bits of the quotient: enough for a double and for what was cut off to show in the last bit.
    const BITS: i64 = 66;
    if b.is_zero() {
        return Err(ZeroDivision("division by zero"));
    }
    if a.is_zero() {
        return Ok(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    let shift = BITS - (a.bits() as i64 - b.bits() as i64);
    let (quotient, rest) = if shift >= 0 { (a << shift).div_rem(b) } else { a.div_rem(&(b << -shift)) };
    let quotient = quotient.to_u128().unwrap_or(u128::MAX) | u128::from(!rest.is_zero());
    // The value is quotient × 2^-shift. Below the normal range fewer bits are kept: the rest is cut off first.
    let top = i64::from(128 - quotient.leading_zeros()) - shift;
    let lost = (-1021 - top).max(0);
    if lost > 60 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let rounded = if lost > 0 {
        let drop = (i64::from(128 - quotient.leading_zeros()) - 53 + lost) as u32;
        let (kept, cut, half) = (quotient >> drop, quotient & ((1 << drop) - 1), 1 << (drop - 1));
        let up = cut > half || (cut == half && kept & 1 == 1);
        ((kept + u128::from(up)) as f64) * power_of_two(i64::from(drop) - shift)
    } else if top > 1024 {
        f64::INFINITY
    } else {
        let half = shift / 2;
        quotient as f64 * power_of_two(-half) * power_of_two(half - shift)
    };
    if rounded.is_infinite() {
        return Err(Overflow("integer division result too large for a float"));
    }
    Ok(if negative { -rounded } else { rounded })
}

/// `2.0 ** exponent`, also for subnormal results.
fn power_of_two(exponent: i64) -> f64 {
    let exponent = exponent.clamp(-1100, 1100) as i32;
    if exponent < -1000 { 2f64.powi(-1000) * 2f64.powi(exponent + 1000) } else { 2f64.powi(exponent) }
}

/// The result for two floats.
#[inline]
pub(crate) fn float(op: BinaryOp, a: f64, b: f64) -> Outcome {
    use BinaryOp::*;
    let result = match op {
        Add => a + b,
        Sub => a - b,
        Mul => a * b,
        TrueDiv if b == 0.0 => return Err(ZeroDivision("float division by zero")),
        TrueDiv => a / b,
        FloorDiv if b == 0.0 => return Err(ZeroDivision("float floor division by zero")),
        FloorDiv => divmod_float(a, b).0,
        Mod if b == 0.0 => return Err(ZeroDivision("float modulo")),
        Mod => divmod_float(a, b).1,
        Pow => return power_float(a, b),
        _ => return Err(Unsupported),
    };
    Ok(Number::Float(result))
}

/// `divmod` of floats; `b` is not zero.
pub(crate) fn divmod_float(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

fn power_float(a: f64, b: f64) -> Outcome {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(ZeroDivision("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return complex(BinaryOp::Pow, (a, 0.0), (b, 0.0));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() { Err(Range) } else { Ok(Number::Float(result)) }
}

type Pair = (f64, f64);

fn complex(op: BinaryOp, a: Pair, b: Pair) -> Outcome {
    use BinaryOp::*;
    let (re, im) = match op {
        Add => (a.0 + b.0, a.1 + b.1),
        Sub => (a.0 - b.0, a.1 - b.1),
        Mul => product(a, b),
        TrueDiv => quotient(a, b).ok_or(ZeroDivision("complex division by zero"))?,
        Pow => {
            let zero_power = ZeroDivision("0.0 to a negative or complex power");
            let (re, im) = if b.1 == 0.0 && b.0.fract() == 0.0 && b.0.abs() <= 100.0 {
                power_complex_integer(a, b.0 as i64).ok_or(zero_power)?
            } else {
                power_complex(a, b).ok_or(zero_power)?
            };
            if (re.is_infinite() || im.is_infinite()) && [a.0, a.1, b.0, b.1].iter().all(|x| x.is_finite()) {
                return Err(Overflow("complex exponentiation"));
            }
            (re, im)
        }
        _ => return Err(Unsupported),
    };
    Ok(Number::Complex(re, im))
}

fn product(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// CPython's `_Py_c_quot`.
fn quotient(a: Pair, b: Pair) -> Option<Pair> {
    if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let divisor = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / divisor, (a.1 - a.0 * ratio) / divisor))
    } else if b.1.is_nan() || b.0.is_nan() {
        Some((f64::NAN, f64::NAN))
    } else {
        let ratio = b.0 / b.1;
        let divisor = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / divisor, (a.1 * ratio - a.0) / divisor))
    }
}

fn power_complex_integer(a: Pair, exponent: i64) -> Option<Pair> {
    let (mut result, mut square) = ((1.0, 0.0), a);
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        left >>= 1;
    }
    if exponent < 0 { quotient((1.0, 0.0), result) } else { Some(result) }
}

/// CPython's `_Py_c_pow`.
fn power_complex(a: Pair, b: Pair) -> Option<Pair> {
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return if b.1 != 0.0 || b.0 < 0.0 { None } else { Some((0.0, 0.0)) };
    }
    let size = a.0.hypot(a.1);
    let mut length = size.powf(b.0);
    let angle = a.1.atan2(a.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length /= (angle * b.1).exp();
        phase += b.1 * size.ln();
    }
    // The C library calls the cosine of infinity a domain error, and CPython tells it so.
    (!phase.is_infinite()).then(|| (length * phase.cos(), length * phase.sin()))
}

/// How an integer stands to a float, exactly; `None` for NaN.
pub(crate) fn compare_big_float(a: &BigInt, b: f64) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering;
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = big_from_float(b);
    Some(a.cmp(&whole).then_with(|| 0.0.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
}

/// The whole part of a finite float.
pub(crate) fn big_from_float(value: f64) -> BigInt {
    let value = value.trunc();
    if value.abs() < 9e18 {
        return BigInt::from(value as i64);
    }
    let bits = value.to_bits();
    let mantissa = (bits & ((1 << 52) - 1)) | (1 << 52);
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let magnitude = BigInt::from(mantissa) << exponent;
    if value < 0.0 { -magnitude } else { magnitude }
}
