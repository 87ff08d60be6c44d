//! Stands in for the crate of the same name, by which the Python parser normalises names that are not ASCII.
//!
//! That crate is inlined into code that every program runs, and so its tables would be part of what every page downloads
//! first. Here the normaliser is called out of line.

use std::vec;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Normal forms of texts.
pub trait UnicodeNormalization {
    /// The characters in Normalisation Form C: composed.
    fn nfc(self) -> vec::IntoIter<char>;

    /// The characters in Normalisation Form D: decomposed.
    fn nfd(self) -> vec::IntoIter<char>;

    /// The characters in Normalisation Form KC: decomposed for compatibility, and composed again. Identifiers are compared
    /// in this form.
    fn nfkc(self) -> vec::IntoIter<char>;

    /// The characters in Normalisation Form KD: decomposed for compatibility.
    fn nfkd(self) -> vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfc(self) -> vec::IntoIter<char> {
        composed(self, &ComposingNormalizerBorrowed::new_nfc())
    }

    fn nfd(self) -> vec::IntoIter<char> {
        decomposed(self, &DecomposingNormalizerBorrowed::new_nfd())
    }

    fn nfkc(self) -> vec::IntoIter<char> {
        normalised(self).into_iter()
    }

    fn nfkd(self) -> vec::IntoIter<char> {
        decomposed(self, &DecomposingNormalizerBorrowed::new_nfkd())
    }
}

/// What is known of single characters.
pub mod char {
    use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

    /// Where a mark is put on what it is combined with; 0 for what is no such mark.
    pub fn canonical_combining_class(c: char) -> u8 {
        CanonicalCombiningClassMapBorrowed::new().get_u8(c)
    }
}

#[inline(never)]
fn normalised(text: &str) -> Vec<char> {
    ComposingNormalizerBorrowed::new_nfkc().normalize_iter(text.chars()).collect()
}

#[inline(never)]
fn composed(text: &str, normalizer: &ComposingNormalizerBorrowed<'static>) -> vec::IntoIter<char> {
    normalizer.normalize_iter(text.chars()).collect::<Vec<_>>().into_iter()
}

#[inline(never)]
fn decomposed(text: &str, normalizer: &DecomposingNormalizerBorrowed<'static>) -> vec::IntoIter<char> {
    normalizer.normalize_iter(text.chars()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::UnicodeNormalization as _;

    #[test]
    fn names_that_look_alike_are_alike() {
        let name: String = "ﬁnal\u{301}".nfkc().collect();
        assert_eq!(name, "finaĺ");
    }

    #[test]
    fn forms_differ_in_what_is_composed_and_what_is_compatible() {
        let shown = |form: std::vec::IntoIter<char>| form.collect::<String>();
        assert_eq!(shown("ﬁé".nfc()), "ﬁé");
        assert_eq!(shown("ﬁé".nfd()), "ﬁe\u{301}");
        assert_eq!(shown("ﬁé".nfkd()), "fie\u{301}");
        assert_eq!(super::char::canonical_combining_class('\u{301}'), 230);
    }
}
