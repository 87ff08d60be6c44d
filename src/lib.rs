//! The Loopscope page: an oscilloscope for event loops.
//!
//! The [`runner`] is the only place that commands go to; panes ask its recording, and never the program. Contexts are
//! provided by [`App`].

#![expect(unreachable_pub, reason = "the component macro makes public what it generates")]

mod app;
mod bench;
mod boxed;
mod console;
mod controls;
mod dock;
mod editor;
mod findings;
mod notice;
mod palette;
mod program;
mod rest;
mod rows;
pub mod runner;
mod selection;
mod share;
mod stepping;
mod tasks;
mod theme;
mod timeline;

use leptos::prelude::*;

pub use app::App;

/// Puts the page in place of the still picture of it that the document begins with. A document without one is another
/// page that uses the same program (`www/bench.html`).
pub fn mount() {
    if let Ok(Some(shell)) = document().query_selector("[data-shell]") {
        mount_to_body(App);
        // Both happen before the next frame, so that nothing flashes.
        shell.remove();
    }
}
