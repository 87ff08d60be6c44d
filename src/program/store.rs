//! What the browser keeps for us.

use leptos::prelude::*;
use web_sys::Storage;

/// All keys begin with this.
const PREFIX: &str = "loopscope:v1:";

/// The browser's storage, which may be full or forbidden.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Store {
    failed: RwSignal<bool>,
}

impl Store {
    /// The storage of this page.
    pub(crate) fn new() -> Self {
        Self { failed: RwSignal::new(false) }
    }

    /// Whether something could not be kept.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// What is kept under a key.
    pub(crate) fn get(&self, key: &str) -> Option<String> {
        storage()?.get_item(&(PREFIX.to_owned() + key)).ok()?
    }

    /// Keeps a text under a key.
    pub(crate) fn set(&self, key: &str, value: &str) {
        let kept = storage().is_some_and(|storage| storage.set_item(&(PREFIX.to_owned() + key), value).is_ok());
        if self.failed.get_untracked() == kept {
            self.failed.set(!kept);
        }
    }

    /// Forgets a key.
    pub(crate) fn remove(&self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&(PREFIX.to_owned() + key));
        }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

/// Even asking for it throws where it is forbidden.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
