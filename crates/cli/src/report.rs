//! How what is wrong with a program is shown.

use std::fmt::Write as _;

use loopscope_interpreter::{Diagnostic, Severity};

/// A diagnostic as `file:line:col: message`, with its advice on a line of its own.
pub(crate) fn line(file: &str, diagnostic: &Diagnostic) -> String {
    let Diagnostic { line, column, message, .. } = diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "",
        Severity::Warning | Severity::Unavailable => "warning: ",
    };
    let mut text = format!("{file}:{line}:{column}: {severity}{message}\n");
    if let Some(advice) = &diagnostic.advice {
        let _ = writeln!(text, "    {advice}");
    }
    text
}

/// What keeps a program from running: as CPython, the first error of its syntax; but all that is not available here.
pub(crate) fn errors(file: &str, source: &str, diagnostics: &[Diagnostic]) -> String {
    let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(first) = errors.next() else { return String::new() };
    let more = errors.filter(|another| is_ours(first) && is_ours(another));
    std::iter::once(first).chain(more).map(|found| syntax_error(file, source, found)).collect()
}

/// Is it no error for CPython?
fn is_ours(diagnostic: &Diagnostic) -> bool {
    ["not supported", "not available here", "No module named"].iter().any(|part| diagnostic.message.contains(part))
}

/// An error that keeps a program from running, as CPython shows a syntax error: the line, and carets under the place.
fn syntax_error(file: &str, source: &str, diagnostic: &Diagnostic) -> String {
    let carets = diagnostic.carets(source);
    let field = diagnostic.field(source);
    let message = field.as_ref().map_or(&diagnostic.message, |field| &field.message);
    let place = carets.as_ref().map_or(diagnostic.range.start, |carets| carets.start).min(source.len());
    let before = source.get(..place).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let mut text = format!("  File \"{file}\", line {line}\n");
    if let Some(field) = &field {
        let column = field.text.get(..field.carets.start).unwrap_or_default().chars().count();
        let marked = field.text.get(field.carets.clone()).unwrap_or_default().chars().count().max(1);
        let _ = writeln!(text, "    {}\n    {}{}", field.text, " ".repeat(column), "^".repeat(marked));
    } else if let Some(code) = source.lines().nth(line - 1) {
        let shown = code.trim_start_matches([' ', '\t', '\u{c}']);
        let indentation = code.chars().count() - shown.chars().count();
        let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
        let _ = writeln!(text, "    {shown}");
        if let Some(carets) = carets {
            let marked = source.get(carets).and_then(|range| range.lines().next()).unwrap_or_default();
            let carets = "^".repeat(marked.chars().count().max(1));
            let _ = writeln!(text, "    {}{carets}", " ".repeat(column.saturating_sub(indentation)));
        }
    }
    let _ = writeln!(text, "{}: {message}", diagnostic.class_name());
    // CPython has no more to say of what is an error there, too.
    if let Some(advice) = diagnostic.advice.as_ref().filter(|_| is_ours(diagnostic)) {
        let _ = writeln!(text, "{advice}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "import asyncio\nif True:\n    é = ][\n";

    fn diagnostic(advice: Option<&str>) -> Diagnostic {
        Diagnostic {
            range: 33..34,
            line: 3,
            column: 9,
            severity: Severity::Error,
            message: "unmatched ']'".into(),
            advice: advice.map(str::to_owned),
        }
    }

    #[test]
    fn a_line_names_file_line_column_and_message() {
        assert_eq!(line("a.py", &diagnostic(None)), "a.py:3:9: unmatched ']'\n");
        assert_eq!(line("a.py", &diagnostic(Some("remove it"))), "a.py:3:9: unmatched ']'\n    remove it\n");
        let warning = Diagnostic { severity: Severity::Warning, ..diagnostic(None) };
        assert_eq!(line("a.py", &warning), "a.py:3:9: warning: unmatched ']'\n");
    }

    #[test]
    fn a_run_complains_of_the_first_error_only_but_of_all_that_is_not_here() {
        let errors = |messages: &[&str]| {
            let found: Vec<Diagnostic> =
                messages.iter().map(|m| Diagnostic { message: (*m).into(), ..diagnostic(None) }).collect();
            super::errors("a.py", SOURCE, &found).matches("Error: ").count()
        };
        assert_eq!(errors(&["invalid syntax", "unmatched ']'"]), 1);
        assert_eq!(errors(&["the module 'a' is not available here: x", "unmatched ']'", "No module named 'b'"]), 2);
        assert_eq!(errors(&[]), 0);
    }

    #[test]
    fn a_syntax_error_is_marked_under_its_line() {
        assert_eq!(
            syntax_error("a.py", SOURCE, &diagnostic(None)),
            "  File \"a.py\", line 3\n    é = ][\n        ^\nSyntaxError: unmatched ']'\n"
        );
    }
}
