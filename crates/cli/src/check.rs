//! `loopscope check`.

use loopscope_interpreter::Severity;

use crate::{report, source};

/// Prints what is wrong with a program; returns the exit status, which is 1 when it cannot run.
pub(crate) fn check(file: &str) -> i32 {
    let source = match source::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("loopscope: {error}");
            return 2;
        }
    };
    let diagnostics = loopscope_interpreter::check(&source);
    for diagnostic in &diagnostics {
        print!("{}", report::line(file, diagnostic));
    }
    i32::from(diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error))
}
