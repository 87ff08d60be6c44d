//! What CPython 3.11 shows of a mistake in a replacement field: the field, as a text of its own in parentheses.

use std::ops::Range;

use super::Text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::imports::Known;

/// A replacement field with a mistake in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The field as it is shown.
    pub text: String,
    /// What is marked in it.
    pub carets: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

impl Diagnostic {
    /// The replacement field of an f-string that the error is about, if CPython shows that alone.
    #[cold]
    pub fn field(&self, source: &str) -> Option<Field> {
        let says = |starts: [&str; 2]| starts.iter().any(|start| self.message.starts_with(start));
        let is_of_field = says(["f-string: invalid syntax", "f-string: expected"])
            || says(["invalid syntax", "expected 'else'"]) && Text { source }.is_in_fstring(self.range.start);
        if self.severity != Severity::Error || !is_of_field {
            return None;
        }
        let start = open_brace(source.get(..self.range.start)?)? + 1;
        let expression = source.get(start..start + end_of_expression(source.get(start..)?)?)?;
        let text = format!("({expression})");
        let found = crate::check(&text, |_| Known::Yes);
        let first = found.iter().find(|found| found.severity == Severity::Error)?;
        let carets = first.carets(&text)?;
        Some(Field { message: format!("f-string: {}", first.message), carets, text })
    }
}

/// Where the brace stands that is still open at the end of a text.
fn open_brace(before: &str) -> Option<usize> {
    let mut closed = 0;
    for (at, c) in before.char_indices().rev() {
        match c {
            '}' => closed += 1,
            '{' if closed == 0 => return Some(at),
            '{' => closed -= 1,
            _ => {}
        }
    }
    None
}

/// How long the expression at the start of a replacement field is.
fn end_of_expression(field: &str) -> Option<usize> {
    let bytes = field.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        let next = bytes.get(at + 1);
        match bytes[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b'}' | b':' if depth == 0 => return Some(at),
            b')' | b']' | b'}' => depth -= 1,
            b'=' | b'<' | b'>' | b'!' if next == Some(&b'=') => at += 1,
            b'!' if depth == 0 => return Some(at),
            b'=' if depth == 0
                && matches!(field[at + 1..].trim_start().as_bytes().first(), Some(b'}' | b'!' | b':')) =>
            {
                return Some(at);
            }
            b'\n' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}
