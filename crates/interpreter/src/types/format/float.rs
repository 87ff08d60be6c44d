//! Digits of floats, as CPython's `PyOS_double_to_string` writes them.

/// More digits than any double has, before and after its point.
const ALL_DIGITS: usize = 1100;

/// `repr(float)`: the shortest digits that read back as the same number.
pub(crate) fn float_repr(value: f64) -> String {
    signed(value, shortest(value.abs(), true))
}

/// `repr(complex)`.
pub(crate) fn complex_repr(re: f64, im: f64) -> String {
    let imaginary = signed(im, shortest(im.abs(), false));
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", signed(re, shortest(re.abs(), false)))
}

/// With a minus, if it has one.
fn signed(value: f64, magnitude: String) -> String {
    if value.is_sign_negative() && !value.is_nan() { format!("-{magnitude}") } else { magnitude }
}

/// `repr` of a number that is not negative; with `dot`, a whole number ends in `.0`.
pub(crate) fn shortest(value: f64, dot: bool) -> String {
    if !value.is_finite() {
        return not_finite(value).into();
    }
    let (mut digits, mut exponent) = parts(&format!("{value:e}"));
    // Of two shortest ones that are equally near CPython takes the even one. There are no such with fewer digits.
    if digits.len() >= 15 {
        let even = format!("{value:.0$e}", digits.len() - 1);
        if even.parse() == Ok(value) {
            (digits, exponent) = parts(&even);
        }
    }
    layout(&digits, exponent, !(-4..16).contains(&exponent), dot)
}

/// `inf` or `nan`.
fn not_finite(value: f64) -> &'static str {
    if value.is_nan() { "nan" } else { "inf" }
}

/// Digits and exponent of Rust's scientific notation: `d.ddde±x`.
fn parts(scientific: &str) -> (String, i32) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    (mantissa.chars().filter(char::is_ascii_digit).collect(), exponent.parse().unwrap_or(0))
}

/// Writes `d.ddd × 10^exponent` with an exponent or without.
fn layout(digits: &str, exponent: i32, scientific: bool, dot: bool) -> String {
    if scientific {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{first}{point}{rest}e{}", exponent_text(exponent));
    }
    let ending = if dot { ".0" } else { "" };
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}{ending}", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

/// At least two digits, always with a sign.
fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.unsigned_abs())
}

/// A number that is not negative with so many digits after the point, if 128 bits hold what it takes.
///
/// The standard library does it for numbers of any size, and takes long when a number ends soon, as those do that people
/// print: it cannot tell that nothing follows.
fn fixed(value: f64, precision: usize) -> Option<String> {
    const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
    let unit = 10u64.checked_pow(u32::try_from(precision).ok()?)?;
    let bits = value.to_bits();
    // The number is an integer of 53 bits, divided by two so many times.
    let exponent = (bits >> FRACTION) as u32;
    let integer = bits & ((1 << FRACTION) - 1) | u64::from(exponent > 0) << FRACTION;
    let halvings = (1023 + FRACTION).checked_sub(exponent.max(1)).filter(|halvings| *halvings < 128)?;
    let scaled = u128::from(integer) * u128::from(unit);
    let (whole, rest) = (scaled >> halvings, scaled & ((1 << halvings) - 1));
    let half = 1u128 << halvings >> 1;
    let is_up = halvings > 0 && (rest > half || rest == half && whole & 1 == 1);
    let whole = u64::try_from(whole).ok()?.checked_add(u64::from(is_up))?;
    Some(if precision == 0 { whole.to_string() } else { format!("{}.{:0precision$}", whole / unit, whole % unit) })
}

/// A number that is not negative, in the presentation `e`, `f` or `g` (lower case). `alternate` keeps the point (and,
/// with `g`, the zeros at the end). `dot` is how a specifier without a type differs from `g`: a whole number ends in
/// `.0`, and the exponent comes one digit earlier.
pub(crate) fn digits(value: f64, kind: char, precision: usize, alternate: bool, dot: bool) -> String {
    if !value.is_finite() {
        return not_finite(value).into();
    }
    match kind {
        'f' => {
            let mut text = fixed(value, precision).unwrap_or_else(|| format!("{value:.0$}", precision.min(ALL_DIGITS)));
            text.extend(std::iter::repeat_n('0', precision.saturating_sub(ALL_DIGITS)));
            if precision == 0 && alternate {
                text.push('.');
            }
            text
        }
        'e' => {
            let (mut digits, exponent) = parts(&format!("{value:.0$e}", precision.min(ALL_DIGITS)));
            digits.extend(std::iter::repeat_n('0', precision.saturating_sub(ALL_DIGITS)));
            let text = layout(&digits, exponent, true, false);
            if precision == 0 && alternate { text.replacen('e', ".e", 1) } else { text }
        }
        _ => {
            let precision = precision.max(1);
            let (mut digits, exponent) = parts(&format!("{value:.0$e}", (precision - 1).min(ALL_DIGITS)));
            let limit = i64::try_from(precision).unwrap_or(i64::MAX) - i64::from(dot);
            let scientific = exponent < -4 || i64::from(exponent) >= limit;
            if alternate {
                digits.extend(std::iter::repeat_n('0', precision.saturating_sub(digits.len())));
            } else {
                let kept = digits.trim_end_matches('0').len().max(1);
                digits.truncate(kept);
            }
            let mut text = layout(&digits, exponent, scientific, dot && !scientific);
            if alternate && !text.contains('.') {
                let at = text.find('e').unwrap_or(text.len());
                text.insert(at, '.');
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixed;

    /// Compares with the standard library, which does it for numbers of any size.
    fn check(value: f64) -> bool {
        let mut is_told = false;
        for precision in 0..=19 {
            if let Some(text) = fixed(value, precision) {
                assert_eq!(text, format!("{value:.precision$}"));
                is_told = true;
            }
        }
        is_told
    }

    #[test]
    fn numbers_are_told_as_exactly_as_by_the_standard_library() {
        // Ties, and numbers that end soon.
        for n in 1..3_000 {
            assert!(check(f64::from(n) / 8.0) && check(f64::from(n) / 100.0) && check(f64::from(n) * 1.5));
        }
        let mut state = 1u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Numbers of all sizes, most of which are for the standard library, and such as people print.
            check(f64::from_bits(state >> 1));
            assert!(check((state >> 11) as f64 / (1u64 << (state % 53)) as f64));
        }
        for edge in [0.0, 5e-324, 0.5, 2.5, 9_007_199_254_740_992.0, 1e16, f64::MAX, f64::EPSILON] {
            check(edge);
        }
    }
}
