//! Sets of characters: `[a-z]`, `\d` and the like.

use crate::types::unicode;

/// The categories that escapes name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

impl Category {
    pub(super) fn has(self, c: char, ascii: bool) -> bool {
        if ascii || c.is_ascii() {
            return match self {
                Category::Digit => c.is_ascii_digit(),
                Category::Space => matches!(c, ' ' | '\t'..='\r') || (!ascii && matches!(c, '\x1c'..='\x1f')),
                Category::Word => c.is_ascii_alphanumeric() || c == '_',
            };
        }
        match self {
            Category::Digit => unicode::is_decimal(c),
            Category::Space => unicode::is_space(c),
            Category::Word => unicode::is_alnum(c),
        }
    }
}

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    pub(super) negated: bool,
    pub(super) ranges: Vec<(char, char)>,
    /// Categories, and whether what is *not* in them is meant.
    pub(super) categories: Vec<(Category, bool)>,
    pub(super) ignore_case: bool,
    pub(super) ascii: bool,
}

impl Set {
    pub(super) fn has(&self, c: char) -> bool {
        let found = self.lists(c)
            || (self.ignore_case && {
                let (lower, upper) = (fold(c), unfold(c));
                self.lists(lower) || self.lists(upper)
            });
        found != self.negated
    }

    fn lists(&self, c: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
            || self.categories.iter().any(|(category, inverse)| category.has(c, self.ascii) != *inverse)
    }
}

/// The character in lower case, if that is one character.
pub(super) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

fn unfold(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}
