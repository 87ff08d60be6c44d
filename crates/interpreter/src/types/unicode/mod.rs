//! What characters are, as CPython 3.11 sees them.

#[expect(clippy::unreadable_literal, reason = "code points are written so")]
mod tables;

use tables::{ALPHABETIC_SYMBOLS, DECIMAL_ZEROS, MARKS, NOT_PRINTABLE, NUMERIC_LETTERS, OTHER_DIGITS};

/// Is the character in one of the sorted ranges?
fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= c as u32);
    after > 0 && c as u32 <= ranges[after - 1].1
}

/// `str.isprintable`: not a control, format, private-use or unassigned character, nor a separator but the space.
pub(crate) fn is_printable(c: char) -> bool {
    if c < '\u{7f}' { c >= ' ' } else { !within(&NOT_PRINTABLE, c) }
}

/// The value of a decimal digit of any script (`unicodedata.decimal`).
pub(crate) fn decimal_digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let after = DECIMAL_ZEROS.partition_point(|zero| *zero <= c as u32);
    let value = c as u32 - DECIMAL_ZEROS[after.checked_sub(1)?];
    (value < 10).then_some(value)
}

/// `str.isdecimal`.
pub(crate) fn is_decimal(c: char) -> bool {
    decimal_digit(c).is_some()
}

/// `str.isdigit`.
pub(crate) fn is_digit(c: char) -> bool {
    is_decimal(c) || within(&OTHER_DIGITS, c)
}

/// `str.isnumeric`.
pub(crate) fn is_numeric(c: char) -> bool {
    c.is_numeric() || within(&NUMERIC_LETTERS, c)
}

/// `str.isalpha`.
pub(crate) fn is_alpha(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || !(within(&MARKS, c) || within(&ALPHABETIC_SYMBOLS, c)))
}

/// `str.isalnum`.
pub(crate) fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c) || is_digit(c)
}

/// `str.isspace`: what `str.split` splits at.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// `str.isidentifier`.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let letter = |c: char| c == '_' || is_alpha(c) || (c.is_alphabetic() && c.is_numeric());
    let starts = chars.next().is_some_and(letter);
    starts && chars.all(|c| letter(c) || is_decimal(c) || within(&MARKS, c) || c == '·')
}

/// Lies between two lines for `str.splitlines`.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Has it an upper, lower or title case?
pub(crate) fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// A digraph of which only the first part is a capital.
pub(crate) fn is_title(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fa8}'..='\u{1faf}'
        | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}

/// Appends the character as the first of a word.
pub(crate) fn push_title(out: &mut String, c: char) {
    match c {
        'Ǆ' | 'ǅ' | 'ǆ' => out.push('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => out.push('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => out.push('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => out.push('ǲ'),
        c => {
            let mut upper = c.to_uppercase();
            let first = upper.next().unwrap_or(c);
            out.push(first);
            if first.is_uppercase() {
                out.extend(upper.flat_map(char::to_lowercase));
            } else {
                out.extend(upper);
            }
        }
    }
}

/// `str.casefold`.
pub(crate) fn casefold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'ı' => out.push(c),
            c if c.is_ascii() => out.push(c),
            c => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    out
}
