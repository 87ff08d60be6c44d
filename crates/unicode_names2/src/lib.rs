//! Stands in for the crate of the same name, which the Python parser uses for `\N{…}` escapes only, and whose tables
//! would be two thirds of the page's download.

/// The character of that name: always `None`, so that `\N{…}` is a syntax error.
#[must_use]
pub fn character(_name: &str) -> Option<char> {
    None
}
