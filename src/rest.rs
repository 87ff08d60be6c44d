//! The rest of the page's WebAssembly, which arrives after the first paint: `www/rest.js`.
//!
//! A release build is divided into what is needed to run a program and the rest (`xtask/src/split/`). Everything works
//! without the rest having arrived, since what is not there is fetched when it is called; but the page then stands
//! still. What is not asked for, such as the panes beside editor and console, waits for it in peace.

use std::hint;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/www/rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchRest)]
    fn fetch_rest(arrived: &JsValue);

    #[wasm_bindgen(js_name = haveRest)]
    fn have_rest();
}

/// Fetches the rest in the background, and then does something.
pub(crate) fn fetch_for(then: impl FnOnce() + 'static) {
    fetch_rest(&Closure::once_into_js(then));
}

/// Whether the rest is there. A context.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    has_arrived: RwSignal<bool>,
}

impl Rest {
    /// Fetches the rest in the background.
    pub(crate) fn fetch() -> Self {
        let has_arrived = RwSignal::new(false);
        fetch_for(move || has_arrived.set(true));
        // The division puts calls of this where they are needed; until then nothing else calls it.
        if hint::black_box(false) {
            have_rest();
        }
        Rest { has_arrived }
    }

    /// The rest of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Whether all is there.
    pub(crate) fn has_arrived(self) -> bool {
        self.has_arrived.get()
    }
}
