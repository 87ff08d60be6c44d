//! Upper, lower and title case.

use crate::types::unicode::{is_cased, is_title as is_digraph, push_title};

pub(super) fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// A word starts after each character that has no case.
pub(super) fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if inside {
            push_lower(&mut out, text, at, c);
        } else {
            push_title(&mut out, c);
        }
        inside = is_cased(c);
    }
    out
}

pub(super) fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            push_title(&mut out, c);
        } else {
            push_lower(&mut out, text, at, c);
        }
    }
    out
}

/// A sigma at the end of a word has a form of its own.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c != 'Σ' {
        out.extend(c.to_lowercase());
        return;
    }
    let before = text[..at].chars().next_back().is_some_and(is_cased);
    let after = text[at + c.len_utf8()..].chars().next().is_some_and(is_cased);
    out.push(if before && !after { 'ς' } else { 'σ' });
}

pub(super) fn swap(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(&mut out, text, at, c);
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// Are all that have a case of the given one, and is there any?
pub(super) fn is_all(text: &str, of_case: fn(char) -> bool) -> bool {
    let mut cased = text.chars().filter(|c| is_cased(*c)).peekable();
    cased.peek().is_some() && cased.all(of_case)
}

pub(super) fn is_title(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        if c.is_uppercase() || is_digraph(c) {
            if inside {
                return false;
            }
            (inside, any) = (true, true);
        } else if c.is_lowercase() {
            if !inside {
                return false;
            }
            any = true;
        } else {
            inside = false;
        }
    }
    any
}
