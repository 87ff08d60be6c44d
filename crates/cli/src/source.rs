//! Reading a program's text.

use std::{fs, io};

/// Reads a program.
///
/// # Errors
/// A sentence as CPython would say it, when the file cannot be read or is not text.
pub(crate) fn read(file: &str) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| cannot_open(file, &error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("{file} is not UTF-8 text: byte {} is wrong", error.utf8_error().valid_up_to()))?;
    // A byte order mark is no part of the program.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn cannot_open(file: &str, error: &io::Error) -> String {
    let shown = std::path::absolute(file).map_or_else(|_| file.to_owned(), |path| path.display().to_string());
    let reason = match error.raw_os_error() {
        // The system's words end in "(os error N)"; CPython's begin with "[Errno N]".
        Some(code) => {
            let words = error.to_string();
            format!("[Errno {code}] {}", words.strip_suffix(&format!(" (os error {code})")).unwrap_or(&words))
        }
        None => error.to_string(),
    };
    format!("can't open file '{shown}': {reason}")
}
