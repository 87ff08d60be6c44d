//! Strings and bytes.

use std::cell::Cell;

use crate::heap::{Dying, Trace};
use crate::value::{Name, Value};

/// A string.
#[derive(Debug, Default)]
pub(crate) struct Str {
    pub(crate) text: Box<str>,
    /// Length in code points. Equal to `text.len()` exactly when it is ASCII, which makes indexing O(1).
    pub(crate) chars: usize,
    pub(crate) hash: Cell<Option<u64>>,
    /// Its name, if it has been interned.
    pub(crate) name: Option<Name>,
}

impl Str {
    pub(crate) fn new(text: Box<str>) -> Self {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str { text, chars, hash: Cell::new(None), name: None }
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// The hash of its text (see [`crate::hash::hash_text`]).
    pub(crate) fn hash(&self) -> u64 {
        self.hash.get().unwrap_or_else(|| {
            let hash = crate::hash::hash_text(&self.text);
            self.hash.set(Some(hash));
            hash
        })
    }
}

impl Trace for Str {
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}

    fn owned_bytes(&self) -> usize {
        self.text.len()
    }
}

impl Dying for Str {}

/// `bytes`, or a `bytearray`.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    pub(crate) data: Vec<u8>,
    /// It is a `bytearray`.
    pub(crate) mutable: bool,
}

impl Trace for Bytes {
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}

    fn owned_bytes(&self) -> usize {
        self.data.capacity()
    }
}

impl Dying for Bytes {}
