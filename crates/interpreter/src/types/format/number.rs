//! Integers, floats and complex numbers by a format specifier.

use super::float::{digits, shortest};
use super::spec::{FormatError, Spec};
use crate::types::number::Number;

/// `int.__format__` with a specifier that is not empty.
pub(crate) fn format_int(value: &Number, spec: &str, type_name: &str) -> Result<String, FormatError> {
    let spec = Spec::parse(spec, '>', type_name)?;
    let refuse = |message: &str| Err(FormatError::Value(message.into()));
    let radix = match spec.kind {
        None | Some('d' | 'n' | 'c') => 10,
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            let too_large = |_| FormatError::Overflow("int too large to convert to float".into());
            return Ok(by_spec(value.float().map_err(too_large)?, &spec));
        }
        Some(_) => return Err(spec.unknown(type_name)),
    };
    if spec.precision.is_some() {
        return refuse("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return refuse("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if spec.kind == Some('c') {
        if spec.sign.is_some() {
            return refuse("Sign not allowed with integer format specifier 'c'");
        }
        if spec.alternate {
            return refuse("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        let code = if let Number::Small(code) = value { u32::try_from(*code).ok() } else { None };
        if let Number::Big(_) = value {
            return Err(FormatError::Overflow("Python int too large to convert to C long".into()));
        }
        let Some(c) = code.and_then(char::from_u32) else {
            return Err(FormatError::Overflow("%c arg not in range(0x110000)".into()));
        };
        let align = if spec.align == '=' { '>' } else { spec.align };
        return Ok(Spec { align, ..spec }.pad(c.encode_utf8(&mut [0; 4])));
    }
    let (negative, mut body) = value.magnitude(radix);
    let prefix = match (spec.alternate, spec.kind) {
        (true, Some('b')) => "0b",
        (true, Some('o')) => "0o",
        (true, Some('x')) => "0x",
        (true, Some('X')) => "0X",
        _ => "",
    };
    if spec.kind == Some('X') {
        body.make_ascii_uppercase();
    }
    let group = if radix == 10 { 3 } else { 4 };
    Ok(assemble(&spec, negative, prefix, &body, "", group))
}

/// `float.__format__` with a specifier that is not empty.
pub(crate) fn format_float(value: f64, spec: &str, type_name: &str) -> Result<String, FormatError> {
    let spec = Spec::parse(spec, '>', type_name)?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => Ok(by_spec(value, &spec)),
        Some(_) => Err(spec.unknown(type_name)),
    }
}

fn by_spec(value: f64, spec: &Spec) -> String {
    let shown = if spec.kind == Some('%') { value * 100.0 } else { value };
    let mut text = magnitude(shown.abs(), spec);
    let negative = is_negative(value, &text, spec);
    if spec.kind == Some('%') {
        text.push('%');
    }
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (body, rest) = text.split_at(whole);
    assemble(spec, negative, "", body, rest, 3)
}

/// Has it a minus, when these are its digits?
fn is_negative(value: f64, digits: &str, spec: &Spec) -> bool {
    if !value.is_sign_negative() || value.is_nan() {
        return false;
    }
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    !spec.no_negative_zero || value.is_infinite() || mantissa.chars().any(|c| ('1'..='9').contains(&c))
}

/// The digits of a number that is not negative.
fn magnitude(value: f64, spec: &Spec) -> String {
    let text = match (spec.kind, spec.precision) {
        (None, None) if !spec.alternate => shortest(value, true),
        (None, None) => {
            let text = shortest(value, true);
            if text.contains('.') || !value.is_finite() { text } else { text.replacen('e', ".e", 1) }
        }
        (None, Some(precision)) => digits(value, 'g', precision, spec.alternate, true),
        (Some('e' | 'E'), precision) => digits(value, 'e', precision.unwrap_or(6), spec.alternate, false),
        (Some('f' | 'F' | '%'), precision) => digits(value, 'f', precision.unwrap_or(6), spec.alternate, false),
        (Some(_), precision) => digits(value, 'g', precision.unwrap_or(6), spec.alternate, false),
    };
    if matches!(spec.kind, Some('E' | 'F' | 'G')) { text.to_ascii_uppercase() } else { text }
}

/// Puts sign, prefix, grouped digits and the rest (fraction, exponent, `%`) together and fills up to the width.
fn assemble(spec: &Spec, negative: bool, prefix: &str, body: &str, rest: &str, group: usize) -> String {
    let sign = match spec.sign {
        _ if negative => "-",
        Some('+') => "+",
        Some(' ') => " ",
        _ => "",
    };
    let around = sign.len() + prefix.len() + rest.len();
    let zeros = spec.fill == '0' && spec.align == '=';
    let least = if zeros { spec.width.saturating_sub(around) } else { 0 };
    let grouping;
    let body = match spec.grouping {
        // `inf` and `nan` have no digits to be grouped.
        Some(separator) if !body.is_empty() => {
            grouping = grouped(body, separator, group, least);
            &*grouping
        }
        _ => body,
    };
    let zeros = least.saturating_sub(body.len());
    let length = around + zeros + body.len();
    let missing = spec.width.saturating_sub(length);
    let (before, between, after) = match spec.align {
        '<' => (0, 0, missing),
        '^' => (missing / 2, 0, missing - missing / 2),
        '=' => (0, missing, 0),
        _ => (missing, 0, 0),
    };
    let mut out = String::with_capacity(length + missing * spec.fill.len_utf8());
    let fill = |out: &mut String, count| out.extend(std::iter::repeat_n(spec.fill, count));
    fill(&mut out, before);
    out.push_str(sign);
    out.push_str(prefix);
    fill(&mut out, between);
    out.extend(std::iter::repeat_n('0', zeros));
    out.push_str(body);
    out.push_str(rest);
    fill(&mut out, after);
    out
}

/// Groups digits, with zeros in front up to `least` characters (CPython's `_PyUnicode_InsertThousandsGrouping`).
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut reversed = String::with_capacity(digits.len() * 2);
    let mut remaining = digits.bytes().rev();
    let mut least = i64::try_from(least).unwrap_or(i64::MAX);
    loop {
        let length = (group as i64).min(i64::try_from(remaining.len()).unwrap_or(i64::MAX).max(least).max(1));
        for _ in 0..length {
            reversed.push(remaining.next().map_or('0', char::from));
        }
        least -= length;
        if remaining.len() == 0 && least <= 0 {
            break;
        }
        least -= 1;
        reversed.push(separator);
    }
    reversed.chars().rev().collect()
}

/// `complex.__format__` with a specifier that is not empty.
pub(crate) fn format_complex(re: f64, im: f64, spec: &str) -> Result<String, FormatError> {
    let spec = Spec::parse(spec, '>', "complex")?;
    if !matches!(spec.kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(spec.unknown("complex"));
    }
    if spec.fill == '0' {
        return Err(FormatError::Value("Zero padding is not allowed in complex format specifier".into()));
    }
    if spec.align == '=' {
        return Err(FormatError::Value("'=' alignment flag is not allowed in complex format specifier".into()));
    }
    let part = Spec { width: 0, ..spec };
    let imaginary = |sign| {
        let text = complex_part(im, &Spec { sign, ..part });
        format!("{text}j")
    };
    let text = if spec.kind.is_none() && re == 0.0 && re.is_sign_positive() {
        imaginary(spec.sign)
    } else if spec.kind.is_none() {
        format!("({}{})", complex_part(re, &part), imaginary(Some('+')))
    } else {
        format!("{}{}", complex_part(re, &part), imaginary(Some('+')))
    };
    Ok(spec.pad(&text))
}

/// A part without a type has no `.0`.
fn complex_part(value: f64, spec: &Spec) -> String {
    let text = match (spec.kind, spec.precision) {
        (None, None) => {
            let text = shortest(value.abs(), false);
            if spec.alternate && value.is_finite() && !text.contains('.') {
                let at = text.find('e').unwrap_or(text.len());
                format!("{}.{}", &text[..at], &text[at..])
            } else {
                text
            }
        }
        (None, Some(precision)) => digits(value.abs(), 'g', precision, spec.alternate, false),
        _ => return by_spec(value, spec),
    };
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (body, rest) = text.split_at(whole);
    assemble(spec, is_negative(value, &text, spec), "", body, rest, 3)
}
