//! Light and dark.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::MediaQueryList;

use crate::{
    boxed::{effect, memo},
    program::Store,
};

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// All choices.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in storage.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Its name on the page.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::System => "Auto",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The choice of a name in storage.
    pub(crate) fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.key() == key).unwrap_or_default()
    }
}

/// The theme of the page. A context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Theme {
    choice: RwSignal<ThemeChoice>,
    is_dark: Memo<bool>,
    store: Store,
}

impl Theme {
    /// The theme that was chosen last; the document follows it from now on.
    pub(crate) fn restore(store: Store) -> Self {
        let choice = RwSignal::new(ThemeChoice::from_key(&store.get("theme").unwrap_or_default()));
        let system_is_dark = prefers_dark();
        let is_dark = memo(move || match choice.get() {
            ThemeChoice::System => system_is_dark.get(),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        });
        effect(move || {
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-theme", if is_dark.get() { "dark" } else { "light" });
            }
        });
        Self { choice, is_dark, store }
    }

    /// The theme of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Whether it is dark now.
    pub(crate) fn is_dark(&self) -> Signal<bool> {
        self.is_dark.into()
    }

    /// What was chosen.
    pub(crate) fn choice(&self) -> Signal<ThemeChoice> {
        self.choice.into()
    }

    /// Chooses.
    pub(crate) fn choose(&self, choice: ThemeChoice) {
        self.choice.set(choice);
        self.store.set("theme", choice.key());
    }
}

/// Follows the system's preference.
fn prefers_dark() -> Signal<bool> {
    let query: Option<MediaQueryList> = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let is_dark = RwSignal::new(query.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(query) = query {
        let watched = query.clone();
        let on_change: Closure<dyn FnMut()> = Closure::new(move || is_dark.set(watched.matches()));
        let _ = query.add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref());
        // The page's theme lives as long as the page; the closure lives as long as its owner.
        StoredValue::new_local(on_change);
    }
    is_dark.into()
}
