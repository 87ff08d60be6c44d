//! Short messages to the person.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::boxed::{flag, on, text};

/// How long a message stays that needs no answer.
const STAY_MILLIS: u32 = 5_000;

/// Says things to the person, one at a time. A context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notices {
    current: RwSignal<Option<Notice>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

#[derive(Clone, Debug)]
struct Notice {
    text: String,
    is_problem: bool,
}

impl Notices {
    /// Nothing to say.
    pub(crate) fn new() -> Self {
        Self { current: RwSignal::new(None), timer: StoredValue::new_local(None) }
    }

    /// The notices of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Says something for some seconds.
    pub(crate) fn tell(&self, text: impl Into<String>) {
        self.current.set(Some(Notice { text: text.into(), is_problem: false }));
        let notices = *self;
        self.timer.set_value(Some(Timeout::new(STAY_MILLIS, move || notices.dismiss())));
    }

    /// Says something that stays until it is dismissed.
    pub(crate) fn warn(&self, text: impl Into<String>) {
        self.timer.set_value(None);
        self.current.set(Some(Notice { text: text.into(), is_problem: true }));
    }

    fn dismiss(&self) {
        self.current.set(None);
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows the current message.
#[component]
pub(crate) fn NoticeBar() -> impl IntoView {
    let notices = Notices::from_context();
    let is_problem = move || notices.current.with(|notice| notice.as_ref().is_some_and(|notice| notice.is_problem));
    let is_shown = flag(move || notices.current.with(Option::is_some));
    let message = text(move || {
        notices.current.with(|notice| notice.as_ref().map_or_else(String::new, |notice| notice.text.clone()))
    });
    view! {
        <div class="notice" class:notice--problem=flag(is_problem) class:notice--shown=is_shown role="status">
            <span class="notice__text">{message}</span>
            <button class="notice__dismiss" aria-label="Dismiss" on:click=on(move |_| notices.dismiss())>"×"</button>
        </div>
    }
}
