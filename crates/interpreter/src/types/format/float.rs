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

/// A number that is not negative, in the presentation `e`, `f` or `g` (lower case). `alternate` keeps the point (and,
/// with `g`, the zeros at the end). `dot` is how a specifier without a type differs from `g`: a whole number ends in
/// `.0`, and the exponent comes one digit earlier.
pub(crate) fn digits(value: f64, kind: char, precision: usize, alternate: bool, dot: bool) -> String {
    if !value.is_finite() {
        return not_finite(value).into();
    }
    match kind {
        'f' => {
            let mut text = format!("{value:.0$}", precision.min(ALL_DIGITS));
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
