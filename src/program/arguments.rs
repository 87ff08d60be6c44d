//! The command line's arguments, split as a shell splits them.

use std::fmt;

/// Why arguments cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArgumentError {
    /// A quotation mark without its partner.
    UnclosedQuote(char),
    /// A backslash with nothing after it.
    TrailingBackslash,
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedQuote(quote) => write!(f, "a {quote} is never closed"),
            Self::TrailingBackslash => f.write_str("there is nothing after the last \\"),
        }
    }
}

/// Splits a line into arguments by the rules of a POSIX shell, without its expansions (Python: `shlex.split`).
pub(crate) fn split(line: &str) -> Result<Vec<String>, ArgumentError> {
    let mut arguments = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => arguments.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('\'') => break,
                        Some(c) => word.push(c),
                        None => return Err(ArgumentError::UnclosedQuote('\'')),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some('"') => break,
                        Some('\\') if matches!(chars.peek(), Some('"' | '\\' | '$' | '`')) => word.extend(chars.next()),
                        Some(c) => word.push(c),
                        None => return Err(ArgumentError::UnclosedQuote('"')),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(chars.next().ok_or(ArgumentError::TrailingBackslash)?),
            c => word.get_or_insert_default().push(c),
        }
    }
    arguments.extend(word);
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_a_shell_does() {
        for (line, expected) in [
            ("", &[][..]),
            ("  ", &[]),
            ("a", &["a"]),
            ("  -p 2  --verbose ", &["-p", "2", "--verbose"]),
            ("'two words' \"and two\"", &["two words", "and two"]),
            ("a'b c'd", &["ab cd"]),
            ("'' \"\"", &["", ""]),
            (r#""say \"hi\" \n""#, &[r#"say "hi" \n"#]),
            (r"one\ word back\\slash", &["one word", r"back\slash"]),
            (r"'\'", &[r"\"]),
            ("süß 🧵\t日本", &["süß", "🧵", "日本"]),
        ] {
            assert_eq!(split(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn says_what_is_not_closed() {
        for (line, message) in [
            ("it's", "a ' is never closed"),
            ("\"a 'b'", "a \" is never closed"),
            ("a\\", "there is nothing after the last \\"),
        ] {
            assert_eq!(split(line).unwrap_err().to_string(), message, "{line}");
        }
    }
}
