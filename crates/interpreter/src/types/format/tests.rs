//! Compared with what CPython prints: `cases.tsv` is made by `tools/format_cases.py`.

use std::borrow::Cow;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::quote::escape;
use super::{FormatError, complex_repr, float_repr, format_complex, format_float, format_int, format_text, quote_text};
use crate::types::float::parse_hex;
use crate::types::number::Number;

/// As `format_cases.py` shows a result.
fn shown(result: Result<String, FormatError>) -> String {
    match result {
        Ok(text) => text
            .chars()
            .map(|c| match c {
                '\\' => "\\\\".into(),
                '\n' => "\\n".into(),
                '\r' => "\\r".into(),
                '\t' => "\\t".into(),
                ' '..'\u{7f}' => c.to_string(),
                c => escape(c),
            })
            .collect(),
        Err(FormatError::Value(message) | FormatError::Overflow(message)) => format!("!{message}"),
    }
}

/// Undoes Python's `unicode_escape`.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match chars.next() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c) => {
                out.push(match c {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    c => c,
                });
                continue;
            }
            None => break,
        };
        let code: String = chars.by_ref().take(digits).collect();
        out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
    }
    out
}

fn float(text: &str) -> f64 {
    parse_hex(text).expect("a number as float.hex writes it")
}

#[test]
fn formats_as_cpython_does() {
    for line in include_str!("cases.tsv").lines() {
        let [kind, value, spec, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line:?}");
        };
        let result = match kind {
            "repr" => float_repr(float(value)),
            "float" => shown(format_float(float(value), spec, "float")),
            "int" => {
                let value: BigInt = value.parse().expect("digits");
                let number = value.to_i64().map_or(Number::Big(Cow::Owned(value)), Number::Small);
                shown(format_int(&number, spec, "int"))
            }
            "str" => shown(format_text(value, spec)),
            "complex" => {
                let (re, im) = value.split_once(' ').expect("two parts");
                let (re, im) = (float(re), float(im));
                // An empty specifier is `str`, before the mini-language is asked.
                if spec.is_empty() { complex_repr(re, im) } else { shown(format_complex(re, im, spec)) }
            }
            "quote" => quote_text(&unescape(value)),
            other => panic!("unknown kind {other}"),
        };
        assert_eq!(result, expected, "{kind} {value} {spec:?}");
    }
}
