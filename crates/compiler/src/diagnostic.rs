//! What is wrong with a program, found without running it.

use std::ops::Range;

use ruff_text_size::TextRange;

/// How grave a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The program cannot run.
    Error,
    /// The program runs, but probably not as meant.
    Warning,
    /// The program runs, but not all of it: what it may come to cannot work here.
    Unavailable,
}

/// Something wrong with a program, at an exact place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Byte offsets into the source.
    pub range: Range<usize>,
    /// 1-based line of the range's start.
    pub line: u32,
    /// 1-based column of the range's start, in characters.
    pub column: u32,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence.
    pub advice: Option<String>,
}

impl Diagnostic {
    /// The class of the exception that CPython raises for an error: `SyntaxError`, or one of its subclasses.
    pub fn class_name(&self) -> &'static str {
        let is = |starts: &[&str]| starts.iter().any(|start| self.message.starts_with(start));
        if is(&["inconsistent use of tabs"]) {
            "TabError"
        } else if is(&["unexpected indent", "unindent does not", "expected an indented", "too many levels of ind"]) {
            "IndentationError"
        } else {
            "SyntaxError"
        }
    }
}

/// More diagnostics than this help nobody.
const MOST: usize = 100;

/// Collects the diagnostics of one text.
pub(crate) struct Diagnostics<'a> {
    source: &'a str,
    found: Vec<Diagnostic>,
}

impl<'a> Diagnostics<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Diagnostics { source, found: Vec::new() }
    }

    /// The text.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// Notes an error.
    pub(crate) fn error(&mut self, range: TextRange, message: impl Into<String>) {
        self.add(range, Severity::Error, message.into(), None);
    }

    /// Notes an error for which there is a way out.
    pub(crate) fn error_with_advice(
        &mut self,
        range: TextRange,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.add(range, Severity::Error, message.into(), Some(advice.into()));
    }

    /// Notes something that is probably not as meant.
    pub(crate) fn warning(&mut self, range: TextRange, message: impl Into<String>, advice: impl Into<String>) {
        self.add(range, Severity::Warning, message.into(), Some(advice.into()));
    }

    /// Notes a part of the program that cannot work here, and need not come to be run.
    #[cold]
    pub(crate) fn unavailable(&mut self, range: TextRange, message: impl Into<String>, advice: impl Into<String>) {
        self.add(range, Severity::Unavailable, message.into(), Some(advice.into()));
    }

    /// Takes over what others found.
    pub(crate) fn extend(&mut self, others: Diagnostics<'_>) {
        self.found.extend(others.found);
    }

    /// Is there an error among them?
    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// All of them, in the order of the text.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|d| (d.range.start, d.severity != Severity::Error));
        self.found.dedup_by(|a, b| a.range == b.range && a.message == b.message);
        self.found
    }

    fn add(&mut self, range: TextRange, severity: Severity, message: String, advice: Option<String>) {
        if self.found.len() >= MOST {
            return;
        }
        let start = self.boundary(range.start().to_usize());
        let end = self.boundary(range.end().to_usize()).max(start);
        let before = &self.source[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.found.push(Diagnostic {
            range: start..end,
            line: before.bytes().filter(|b| *b == b'\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
            severity,
            message,
            advice,
        });
    }

    /// The nearest place at or before `offset` that is inside the text and between two characters.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.source.len());
        while !self.source.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}
