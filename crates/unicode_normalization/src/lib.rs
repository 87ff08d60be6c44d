//! Stands in for the crate of the same name, by which the Python parser normalises names that are not ASCII.
//!
//! That crate is inlined into code that every program runs, and so its tables would be part of what every page downloads
//! first. Here the normaliser is called out of line.

use std::vec;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The normal form that identifiers are compared in.
pub trait UnicodeNormalization {
    /// The characters in Normalisation Form KC: decomposed for compatibility, and composed again.
    fn nfkc(self) -> vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> vec::IntoIter<char> {
        normalised(self).into_iter()
    }
}

#[inline(never)]
fn normalised(text: &str) -> Vec<char> {
    ComposingNormalizerBorrowed::new_nfkc().normalize_iter(text.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::UnicodeNormalization as _;

    #[test]
    fn names_that_look_alike_are_alike() {
        let name: String = "ﬁnal\u{301}".nfkc().collect();
        assert_eq!(name, "finaĺ");
    }
}
