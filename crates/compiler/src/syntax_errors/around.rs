//! What CPython says where its words hang on what stands around an error.

use std::ops::Range;

use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};
use ruff_text_size::{TextRange, TextSize};

use super::{expr_name, report};
use crate::carets::Text;
use crate::diagnostic::Diagnostics;

/// A bracket is never closed: notes what else is wrong on its line, of which CPython complains rather.
#[cold]
#[inline(never)]
pub(crate) fn report_beside_bracket(source: &str, bracket: usize, diagnostics: &mut Diagnostics<'_>) -> bool {
    let end = bracket + source[bracket..].find('\n').unwrap_or(source.len() - bracket);
    let parsed = parse_unchecked(&source[..end], ParseOptions::from(Mode::Module));
    let is_beside = |error: &&ParseError| {
        let rest = source.get(error.location.start().to_usize()..end).unwrap_or_default().trim_start();
        error.location.start().to_usize() > bracket && !rest.is_empty() && !rest.starts_with('#')
    };
    match parsed.errors().iter().filter(is_beside).min_by_key(|error| error.location.start()) {
        Some(error) => report(source, std::slice::from_ref(error), diagnostics),
        None => return false,
    }
    true
}

/// Where CPython's words, and its place, hang on what stands around the error.
pub(super) fn refine(source: &str, message: String, error: &ParseError) -> (String, TextRange) {
    let range = error.location;
    let (start, end) = (range.start().to_usize().min(source.len()), range.end().to_usize().min(source.len()));
    let (before, after) = (&source[..start], &source[end..]);
    let text = Text { source };
    let plain = "invalid syntax".to_owned();
    let at = |range: Range<usize>| TextRange::new(TextSize::new(range.start as u32), TextSize::new(range.end as u32));
    match message.as_str() {
        m if m.starts_with("Missing parentheses") => {
            // From `print` on.
            let name = if m.contains("'exec'") { "exec" } else { "print" };
            (message, at(before.trim_end().len().saturating_sub(name.len())..end))
        }
        // `a, b += 1`
        m if m.starts_with("invalid syntax") && text.is_sign_of_tuple(start) => {
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let first = line + before[line..].len() - before[line..].trim_start().len();
            let message = "'tuple' is an illegal expression for augmented assignment".to_owned();
            (message, at(first..before.trim_end().len()))
        }
        "invalid syntax. Perhaps you forgot a comma?" => {
            if let Some(target) = text.target_of_comprehension(start) {
                return ("did you forget parentheses around the comprehension target?".to_owned(), at(target));
            }
            // Parameters are no expressions.
            let is_parameter = matches!(first_word(before), "def" | "async") && text.depth(start) == 1;
            if !is_parameter && text.two_expressions(start).is_some() { (message, range) } else { (plain, range) }
        }
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            if matches!(first_word(before), "global" | "nonlocal") =>
        {
            (plain, range)
        }
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?" => match text.compared(start) {
            Some(left) => {
                let name = expr_name(&source[left.clone()]);
                (format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"), at(left))
            }
            None if text.is_assignment(start) => (message, range),
            None => (plain, range),
        },
        "expected ':'" if text.is_in_braces(start) => ("':' expected after dictionary key".to_owned(), range),
        "expected ':'" => {
            let is_wanted = matches!(first_word(before), "def" | "async" | "try" | "else" | "finally");
            let is_at_end = source[start..].trim_start_matches(' ').starts_with(['\n', '\r', '#']);
            if is_wanted || is_at_end || source[start..].trim().is_empty() { (message, range) } else { (plain, range) }
        }
        "invalid syntax" if before.trim_end().ends_with(':') && source[start..].starts_with(['}', ',']) => {
            let colon = before.trim_end().len() - 1;
            if text.is_in_braces(start) {
                ("expression expected after dictionary key and ':'".to_owned(), at(colon..colon + 1))
            } else {
                (plain, range)
            }
        }
        "invalid syntax" if matches!(error.error, ParseErrorType::UnparenthesizedTupleExpression) => {
            let comma = source[start..end].find(',').map_or(start, |at| start + at);
            (plain, at(comma..comma + 1))
        }
        // The target is no expression at all: it is the `=` that is wrong.
        "invalid syntax" if matches!(error.error, ParseErrorType::InvalidAssignmentTarget) => {
            let sign = end + after.len() - after.trim_start_matches(' ').len();
            (plain, at(sign..(sign + 1).min(source.len())))
        }
        "f-string: expecting '}'" if text.two_expressions(start).is_some() => {
            ("f-string: invalid syntax. Perhaps you forgot a comma?".to_owned(), range)
        }
        "can't use starred expression here"
            if before.trim_end().ends_with('(') && after.trim_start().starts_with(')') =>
        {
            ("cannot use starred expression here".to_owned(), range)
        }
        m if m.starts_with("invalid syntax") && text.is_in_fstring(start) => (format!("f-string: {m}"), range),
        "invalid syntax" if before.ends_with('<') && source[start..].starts_with('>') => {
            (plain, at(start - 1..start + 1))
        }
        _ => (message, range),
    }
}

/// The first word of the line that is at the end of a text.
fn first_word(before: &str) -> &str {
    let line = before[before.rfind('\n').map_or(0, |at| at + 1)..].trim_start();
    line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}
