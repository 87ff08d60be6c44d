//! Pictures on buttons.

use leptos::prelude::*;

/// A picture of 16 by 16, in the colour of the text beside it.
#[component]
pub(super) fn Icon(
    /// The path's `d`.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=path></path></svg> }
}

pub(super) const RUN: &str = "M4 2.5v11l9-5.5z";
pub(super) const PAUSE: &str = "M4 3h3v10H4zM9 3h3v10H9z";
pub(super) const BACK: &str = "M3 3h1.8v10H3zM13 3v10L6 8z";
pub(super) const FORTH: &str = "M11.2 3H13v10h-1.8zM3 3l7 5-7 5z";
pub(super) const STOP: &str = "M3.5 3.5h9v9h-9z";
pub(super) const SHARE: &str = "M8 1l3.5 3.5-1.1 1.1L8.8 4v6H7.2V4L5.6 5.6 4.5 4.5zM3 8h1.6v5h6.8V8H13v6.6H3z";

/// The mark of Loopscope: a loop, with the trace of what goes round in it.
#[component]
pub(super) fn Mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 32 32" aria-hidden="true">
            <circle class="brand__ring" cx="16" cy="16" r="13"></circle>
            <path class="brand__trace" d="M5 16h5l2-6 4 12 4-9 2 3h5"></path>
        </svg>
    }
}
