//! Strings and bytes.

use std::cell::{Cell, OnceCell};

use compact_str::CompactString;

use crate::heap::{Dying, Ref, Trace, clone_with_room};
use crate::value::{Name, Value};

/// A string.
#[derive(Clone, Debug, Default)]
pub(crate) struct Str {
    body: Body,
    /// Length in code points. Equal to the length in bytes exactly when it is ASCII, which makes indexing O(1).
    pub(crate) chars: usize,
    /// As [`crate::hash::hash_text`] has it, plus one; 0: not known yet.
    hash: Cell<u64>,
    /// Its name, if it has been interned.
    pub(crate) name: Option<Name>,
    places: OnceCell<Box<Places>>,
}

/// Where the text is. Short texts, which are most, are in the object itself.
#[derive(Debug)]
enum Body {
    Own(CompactString),
    /// `s += t` has taken the text over, to append to it in place: it begins with what this string is.
    Prefix {
        of: Cell<Ref<Str>>,
        bytes: usize,
    },
}

impl Clone for Body {
    fn clone(&self) -> Self {
        match self {
            Body::Own(text) if text.is_heap_allocated() => {
                let mut copy = String::with_capacity(text.capacity());
                copy.push_str(text);
                // With just as much room, unlike a copy that it makes itself.
                Body::Own(CompactString::from_string_buffer(copy))
            }
            Body::Own(text) => Body::Own(text.clone()),
            Body::Prefix { of, bytes } => Body::Prefix { of: of.clone(), bytes: *bytes },
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Body::Own(CompactString::default())
    }
}

/// Byte offsets of every [`STEP`]th character of a text that is not ASCII.
#[derive(Clone, Debug)]
struct Places(Vec<u32>);

/// Characters between two known places.
const STEP: usize = 32;

/// Text that is appended to gets room for more when it is at least so long.
const LONG: usize = 64;

impl Str {
    pub(crate) fn new(text: CompactString) -> Self {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str { body: Body::Own(text), chars, ..Str::default() }
    }

    fn bytes(&self) -> usize {
        match &self.body {
            Body::Own(text) => text.len(),
            Body::Prefix { bytes, .. } => *bytes,
        }
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.chars == self.bytes()
    }

    /// The hash of its text, if it is known.
    pub(crate) fn known_hash(&self) -> Option<u64> {
        self.hash.get().checked_sub(1)
    }

    pub(crate) fn set_hash(&self, hash: u64) {
        self.hash.set(hash.wrapping_add(1));
    }

    /// The text, of a string from which nothing was taken (names never are).
    #[inline]
    pub(crate) fn own(&self) -> &str {
        match &self.body {
            Body::Own(text) => text,
            Body::Prefix { .. } => "",
        }
    }
}

/// The text of a string in an arena.
#[inline]
pub(crate) fn text_in(strs: &crate::heap::Arena<Str>, s: Ref<Str>) -> &str {
    match &strs[s].body {
        Body::Own(text) => text,
        Body::Prefix { of, bytes } => {
            // What was taken may have been taken again; the last one is remembered.
            let mut last = of.get();
            while let Body::Prefix { of, .. } = &strs[last].body {
                last = of.get();
            }
            of.set(last);
            strs[last].own().get(..*bytes).unwrap_or_default()
        }
    }
}

/// The byte offset of a character of a text in an arena.
pub(crate) fn offset_in(strs: &crate::heap::Arena<Str>, s: Ref<Str>, index: usize) -> usize {
    let object = &strs[s];
    if object.is_ascii() {
        return index;
    }
    let text = text_in(strs, s);
    let from = if index < STEP {
        0
    } else {
        let places = object.places.get_or_init(|| {
            Box::new(Places(text.char_indices().step_by(STEP).map(|(offset, _)| offset as u32).collect()))
        });
        places.0.get(index / STEP).map_or(text.len(), |offset| *offset as usize)
    };
    let rest = &text[from..];
    from + rest.char_indices().nth(index % STEP).map_or(rest.len(), |(offset, _)| offset)
}

impl crate::heap::Heap {
    /// `a + b`, where `a` is about to be replaced by the sum: if there is room behind its text, that is taken over and
    /// grows in place, so that a text can be built piece by piece.
    pub(crate) fn append(&mut self, a: Ref<Str>, b: Ref<Str>) -> Value {
        let added = self.strs[b].bytes();
        if added == 0 {
            return Value::Str(a);
        }
        let is_name = self.strs[a].name.is_some();
        let chars = self.strs[a].chars + self.strs[b].chars;
        // What has been taken over may be a part of the very text that grows: it is copied then.
        let piece = match &self.strs[b].body {
            Body::Own(_) if a != b => None,
            _ => Some(text_in(&self.strs, b).to_owned()),
        };
        let (mut text, taken) = match &mut self.strs[a].body {
            Body::Own(text) if !is_name && text.capacity() - text.len() >= added => (std::mem::take(text), true),
            _ => {
                let old = text_in(&self.strs, a);
                let room = if old.len() >= LONG { old.len() } else { 0 };
                let mut text = CompactString::with_capacity(old.len() + added + room);
                text.push_str(old);
                (text, false)
            }
        };
        let bytes = text.len();
        let owned = if text.is_heap_allocated() { text.capacity() } else { 0 };
        text.push_str(piece.as_deref().unwrap_or_else(|| self.strs[b].own()));
        let sum = self.alloc(Str { body: Body::Own(text), chars, ..Str::default() });
        if taken {
            self.strs[a].body = Body::Prefix { of: Cell::new(sum), bytes };
            self.bytes = self.bytes.saturating_sub(owned);
        }
        Value::Str(sum)
    }
}

impl Trace for Str {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        if let Body::Prefix { of, .. } = &self.body {
            visit(Value::Str(of.get()));
        }
    }

    fn owned_bytes(&self) -> usize {
        match &self.body {
            Body::Own(text) if text.is_heap_allocated() => text.capacity(),
            Body::Own(_) | Body::Prefix { .. } => 0,
        }
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

impl Clone for Bytes {
    fn clone(&self) -> Self {
        Bytes { data: clone_with_room(&self.data), mutable: self.mutable }
    }
}

impl Trace for Bytes {
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}

    fn owned_bytes(&self) -> usize {
        self.data.capacity()
    }
}

impl Dying for Bytes {}
