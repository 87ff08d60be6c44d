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

/// An error that keeps a program from running, as CPython shows a syntax error: the line, and carets under the place.
pub(crate) fn syntax_error(file: &str, source: &str, diagnostic: &Diagnostic) -> String {
    let Diagnostic { line, column, message, .. } = diagnostic;
    let mut text = format!("  File \"{file}\", line {line}\n");
    if let Some(code) = source.lines().nth(*line as usize - 1) {
        let shown = code.trim_start();
        let indentation = code.chars().count() - shown.chars().count();
        let before = (*column as usize - 1).saturating_sub(indentation);
        let marked = source.get(diagnostic.range.clone()).and_then(|range| range.lines().next()).unwrap_or_default();
        let carets = "^".repeat(marked.chars().count().max(1));
        let _ = writeln!(text, "    {}", shown.trim_end());
        // CPython does not say where an indentation begins that it did not expect.
        if message != "unexpected indent" {
            let _ = writeln!(text, "    {}{carets}", " ".repeat(before));
        }
    }
    let _ = writeln!(text, "{}: {message}", diagnostic.class_name());
    // CPython has no more to say of what is an error there, too.
    let ours = ["not supported", "not available here", "No module named"].iter().any(|part| message.contains(part));
    if let Some(advice) = diagnostic.advice.as_ref().filter(|_| ours) {
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
    fn a_syntax_error_is_marked_under_its_line() {
        assert_eq!(
            syntax_error("a.py", SOURCE, &diagnostic(None)),
            "  File \"a.py\", line 3\n    é = ][\n        ^\nSyntaxError: unmatched ']'\n"
        );
    }
}
