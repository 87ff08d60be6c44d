//! The codec `unicode_escape`: text as Latin-1, with the escapes of string literals.

use crate::native::Res;
use crate::types::format::escape;
use crate::value::Value;
use crate::vm::Vm;

/// The codec's name as `UnicodeError` has it.
const NAME: &str = "unicodeescape";

pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            ' '..='~' => out.push(c),
            _ => out.push_str(&escape(c)),
        }
    }
    out.into_bytes()
}

pub(super) fn decode(vm: &mut Vm, data: &[u8], errors: &str, object: Value) -> Res<String> {
    let mut out = String::with_capacity(data.len());
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        let start = at;
        at += 1;
        if byte != b'\\' {
            out.push(char::from(byte));
            continue;
        }
        let letter = data.get(at).copied();
        at += 1;
        let (digits, truncated) = match letter {
            None => {
                vm.bad_bytes(&mut out, NAME, data, (start, data.len()), "\\ at end of string", errors, object)?;
                break;
            }
            Some(b'\n') => continue,
            Some(quoted @ (b'\\' | b'\'' | b'"')) => {
                out.push(char::from(quoted));
                continue;
            }
            Some(b'0'..=b'7') => {
                let digits = data[at - 1..].iter().take(3).take_while(|digit| (b'0'..=b'7').contains(digit)).count();
                let value = data[at - 1..][..digits].iter().fold(0, |value, digit| value * 8 + u32::from(digit - b'0'));
                out.extend(char::from_u32(value));
                at += digits - 1;
                continue;
            }
            Some(b'x') => (2, "truncated \\xXX escape"),
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            Some(b'N') => {
                vm.bad_bytes(&mut out, NAME, data, (start, at), "malformed \\N character escape", errors, object)?;
                continue;
            }
            Some(other) => {
                match control(other) {
                    Some(control) => out.push(control),
                    // An escape that means nothing is kept as it is.
                    None => out.extend(['\\', char::from(other)]),
                }
                continue;
            }
        };
        let found = data[at..].iter().take(digits).take_while(|digit| digit.is_ascii_hexdigit()).count();
        let value = data[at..][..found]
            .iter()
            .fold(0, |value: u32, digit| value.wrapping_mul(16) + char::from(*digit).to_digit(16).unwrap_or_default());
        at += found;
        let reason = if found < digits { truncated } else { "illegal Unicode character" };
        match char::from_u32(value).filter(|_| found == digits) {
            Some(c) => out.push(c),
            None => vm.bad_bytes(&mut out, NAME, data, (start, at), reason, errors, object)?,
        }
    }
    Ok(out)
}

/// What the escape with this letter stands for.
fn control(letter: u8) -> Option<char> {
    Some(match letter {
        b'a' => '\x07',
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'v' => '\x0b',
        _ => return None,
    })
}
