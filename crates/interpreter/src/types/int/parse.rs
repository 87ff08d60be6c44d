//! Integers from text.

use num_bigint::BigInt;
use num_traits::Num;

use crate::types::unicode::{decimal_digit, is_space};

/// `int(text, base)`; base 0 goes by the prefix. Fails with the number of digits if they are too many, with `None` if it
/// is not a number.
pub(crate) fn parse_integer(text: &str, base: u32) -> Result<BigInt, Option<usize>> {
    const MAX_DIGITS: usize = 4300;
    let text = text.trim_matches(is_space);
    let (negative, unsigned) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let mut digits: String =
        unsigned.chars().map(|c| decimal_digit(c).map_or(c, |d| char::from(b'0' + d as u8))).collect();
    digits.make_ascii_lowercase();
    let (prefix, named) = match digits.get(..2) {
        Some("0x") => (16, true),
        Some("0o") => (8, true),
        Some("0b") => (2, true),
        _ => (10, false),
    };
    let mut radix = base;
    let mut body = &*digits;
    if named && (base == 0 || base == prefix) {
        radix = prefix;
        body = &digits[2..];
        // An underscore may follow the prefix.
        body = body.strip_prefix('_').unwrap_or(body);
    } else if base == 0 {
        radix = 10;
        if body.starts_with('0') && body.bytes().any(|b| !matches!(b, b'0' | b'_')) {
            return Err(None);
        }
    }
    let separated = body.split('_').all(|part| !part.is_empty() && part.chars().all(|c| c.is_digit(radix)));
    if !separated {
        return Err(None);
    }
    let body = body.replace('_', "");
    if !radix.is_power_of_two() && body.len() > MAX_DIGITS {
        return Err(Some(body.len()));
    }
    let magnitude = match i64::from_str_radix(&body, radix) {
        Ok(small) => BigInt::from(small),
        Err(_) => BigInt::from_str_radix(&body, radix).map_err(|_| None)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}
