//! The program on the page, where it came from, and where it is kept.

mod arguments;
mod examples;
mod store;

use std::collections::HashSet;

use leptos::prelude::*;

pub(crate) use arguments::split;
pub(crate) use examples::{EXAMPLES, Example};
pub(crate) use store::Store;

use crate::share::Shared;

/// How many opened links are kept with what was changed in them.
const LINKS_KEPT: usize = 10;

/// Where the program on the page came from. Each origin keeps its own edited text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An example, by its number.
    Example(usize),
    /// A link, by a digest of its hash.
    Link(String),
}

/// The program on the page. A context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Program {
    store: Store,
    origin: RwSignal<Origin>,
    text: RwSignal<String>,
    arguments: RwSignal<String>,
    original: RwSignal<(String, String)>,
    replaced: RwSignal<u32>,
}

impl Program {
    /// The program that was on the page last, or the first example.
    pub(crate) fn restore(store: Store, wanted: Option<&str>) -> Self {
        let index = wanted.and_then(Example::find).or_else(|| Example::find(&store.get("current")?)).unwrap_or(0);
        let program = Self {
            store,
            origin: RwSignal::new(Origin::Example(index)),
            text: RwSignal::default(),
            arguments: RwSignal::default(),
            original: RwSignal::default(),
            replaced: RwSignal::new(0),
        };
        program.open(Origin::Example(index), EXAMPLES[index].text(), "");
        program
    }

    /// The program of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Where it came from.
    pub(crate) fn origin(&self) -> Origin {
        self.origin.get()
    }

    /// Its text.
    pub(crate) fn text(&self) -> Signal<String> {
        self.text.into()
    }

    /// Its arguments, as typed.
    pub(crate) fn arguments(&self) -> Signal<String> {
        self.arguments.into()
    }

    /// Changes whenever the text was replaced by something else than typing.
    pub(crate) fn replaced(&self) -> Signal<u32> {
        self.replaced.into()
    }

    /// Whether it differs from what it was when it came.
    pub(crate) fn is_edited(&self) -> bool {
        self.original.with(|(text, arguments)| self.text.with(|t| t != text) || self.arguments.with(|a| a != arguments))
    }

    /// Whether it still is what came, though edited: most lines of that are in it.
    pub(crate) fn is_recognizable(&self) -> bool {
        self.original.with(|(original, _)| {
            self.text.with(|text| {
                let lines: HashSet<&str> = text.lines().collect();
                let of_code = original.lines().filter(|line| !line.trim().is_empty());
                let (kept, gone): (Vec<&str>, Vec<&str>) = of_code.partition(|line| lines.contains(line));
                kept.len() >= gone.len()
            })
        })
    }

    /// The person typed.
    pub(crate) fn edit(&self, text: String) {
        self.text.set(text);
        self.keep("text", self.text, &self.original.with_untracked(|(text, _)| text.clone()));
    }

    /// The person typed arguments.
    pub(crate) fn set_arguments(&self, arguments: String) {
        self.arguments.set(arguments);
        self.keep("arguments", self.arguments, &self.original.with_untracked(|(_, arguments)| arguments.clone()));
    }

    /// Puts an example on the page, as it was left.
    pub(crate) fn open_example(&self, index: usize) {
        if let Some(example) = EXAMPLES.get(index) {
            self.store.set("current", example.slug);
            self.open(Origin::Example(index), example.text(), "");
        }
    }

    /// Puts a shared program on the page, as it was left if it was opened before. What is kept of others stays kept.
    pub(crate) fn open_link(&self, shared: &Shared, hash: &str) {
        let key = digest(hash);
        self.remember_link(&key);
        self.open(Origin::Link(key), &shared.text, &shared.arguments);
    }

    /// The program on the page is in a link now: the page that is reloaded is the link's.
    pub(crate) fn become_link(&self, hash: &str) {
        let key = digest(hash);
        self.remember_link(&key);
        self.original.set((self.text.get_untracked(), self.arguments.get_untracked()));
        self.origin.set(Origin::Link(key));
    }

    /// Puts another text in its place. (The editor can undo that.)
    pub(crate) fn rewrite(&self, text: String) {
        self.edit(text);
        self.replaced.update(|count| *count += 1);
    }

    /// Makes it what it was when it came. (The editor can undo that.)
    pub(crate) fn reset(&self) {
        let (text, arguments) = self.original.get_untracked();
        self.edit(text);
        self.set_arguments(arguments);
        self.replaced.update(|count| *count += 1);
    }

    fn open(&self, origin: Origin, text: &str, arguments: &str) {
        let key = origin_key(&origin);
        let kept = |what: &str, otherwise: &str| {
            self.store.get(&format!("{what}:{key}")).unwrap_or_else(|| otherwise.to_owned())
        };
        self.original.set((text.to_owned(), arguments.to_owned()));
        self.text.set(kept("text", text));
        self.arguments.set(kept("arguments", arguments));
        self.origin.set(origin);
        self.replaced.update(|count| *count += 1);
    }

    /// Keeps what differs from the original.
    fn keep(&self, what: &str, value: RwSignal<String>, original: &str) {
        let key = format!("{what}:{}", self.origin.with_untracked(origin_key));
        value.with_untracked(|value| {
            if value == original {
                self.store.remove(&key);
            } else {
                self.store.set(&key, value);
            }
        });
    }

    fn remember_link(&self, key: &str) {
        let known = self.store.get("links").unwrap_or_default();
        let mut links: Vec<&str> = known.split_whitespace().filter(|&known| known != key).collect();
        links.push(key);
        while links.len() > LINKS_KEPT {
            let oldest = links.remove(0);
            self.store.remove(&format!("text:link-{oldest}"));
            self.store.remove(&format!("arguments:link-{oldest}"));
        }
        self.store.set("links", &links.join(" "));
    }
}

fn origin_key(origin: &Origin) -> String {
    match origin {
        Origin::Example(index) => EXAMPLES[*index].slug.to_owned(),
        Origin::Link(key) => format!("link-{key}"),
    }
}

/// Tells links apart (FNV-1a).
fn digest(hash: &str) -> String {
    let digest = hash
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{digest:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_tell_links_apart() {
        assert_eq!(digest(""), "cbf29ce484222325");
        assert_eq!(digest("a"), "af63dc4c8601ec8c");
        assert_ne!(digest("v1:abc"), digest("v1:abd"));
    }
}
