//! Where CPython puts its carets under a syntax error.
//!
//! A diagnostic's range is what is underlined in an editor: what is wrong. CPython's tokenizer marks a single character,
//! and its parser the token that it saw last, or all of what it takes for one mistake.

mod field;
mod strings;
mod text;

use std::ops::Range;

pub use self::field::Field;
pub(crate) use self::strings::open_string;
pub(crate) use self::text::Text;
use crate::diagnostic::Diagnostic;

impl Diagnostic {
    /// What CPython marks in the text, for an error of its syntax; nothing where it shows the line alone.
    #[cold]
    pub fn carets(&self, source: &str) -> Option<Range<usize>> {
        let Range { start, end } = self.range;
        let first = start..start + source.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let says = |starts: &[&str]| starts.iter().any(|start| self.message.starts_with(start));
        let line_end = start + source.get(start..).unwrap_or_default().find('\n').unwrap_or(source.len() - start);
        let text = Text { source };
        Some(if says(&["unexpected indent", "inconsistent use of tabs"]) {
            return None;
        } else if says(&[
            "unterminated",
            "expected an indented",
            "iterable argument unpacking",
            "* argument may appear",
            "import * only",
        ]) {
            // `t` is no prefix of CPython's.
            if says(&["unterminated"]) && source.get(start..).is_some_and(|rest| rest.starts_with(['t', 'T'])) {
                start + 1..start + 2
            } else {
                first
            }
        } else if says(&["unindent does not match"]) {
            line_end..line_end
        } else if says(&["unexpected character after line cont"]) {
            start + 1..end + 1
        } else if says(&["named arguments must"]) {
            let star = source.get(..start).and_then(|before| before.rfind('*')).unwrap_or(start);
            star..star + 1
        } else if says(&["dict unpacking"]) {
            start..start + "**".len()
        } else if says(&["cannot have both 'except'"]) {
            start..start + "except*".len()
        } else if says(&["trailing comma"]) {
            end..end
        } else if says(&["Missing parentheses in call"]) {
            start..text.end_of_statement(start).max(end)
        } else if says(&["':' expected after dictionary key"]) {
            let before = source.get(..start).unwrap_or_default().trim_end().len();
            before.saturating_sub(1)..before
        } else if says(&["leading zeros in decimal"]) {
            let zeros = source.get(start..).unwrap_or_default();
            start..start + zeros.len() - zeros.trim_start_matches(['0', '_']).len()
        } else if self.message.starts_with("invalid ")
            && self.message.ends_with(" literal")
            && !self.message.contains("digit")
        {
            let at = text.end_of_number(start);
            at..at + 1
        } else if says(&["positional argument follows"]) {
            let at = text.closing_bracket(start).unwrap_or(start);
            at..at + 1
        } else if says(&["expression cannot contain assignment", "cannot assign to True", "cannot assign to False"])
            || says(&["cannot assign to None"])
        {
            start..text.sign_of_keyword(start, end).unwrap_or(end)
        } else if says(&["invalid syntax. Perhaps you forgot a comma?"]) {
            text.two_expressions(start).unwrap_or(start..end)
        } else if says(&["invalid syntax. Maybe you meant '=='"]) {
            text.assignment(start).unwrap_or(start..end)
        } else if says(&["expected 'else' after 'if' expression"]) {
            text.half_a_condition(start).unwrap_or(start..end)
        } else if says(&["f-string: ", "(unicode error)", "cannot mix bytes"]) {
            text.token_after_strings(start).unwrap_or(start..end)
        } else {
            start..end
        })
    }
}
