//! What findings must know of a program's text.

use std::ops::RangeInclusive;

/// What findings must know of a program's text. All lines are counted from 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Awaits that stand one after the other and do not need each other's results, as far as the text tells.
    pub sequences: Vec<Sequence>,
    /// Handlers that catch a cancellation and do not raise it again.
    pub handlers: Vec<Handler>,
}

/// Awaits that stand one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// How they stand.
    pub shape: SequenceShape,
    /// The lines of each of them; a loop has one.
    pub parts: Vec<RangeInclusive<u32>>,
}

/// How awaits stand one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceShape {
    /// Statement by statement.
    Statements,
    /// In a loop, or a comprehension. `is_simple` when one pass of what is awaited can be told from the next, because
    /// its own awaits are not in a loop.
    Loop {
        /// See above.
        is_simple: bool,
    },
}

/// A handler that catches a cancellation and does not raise it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// The line of its `except`.
    pub line: u32,
    /// The lines of the `try` that it belongs to, up to the first handler.
    pub guarded: RangeInclusive<u32>,
}
