//! The title bar, and the smaller one of embedded pages.

use leptos::prelude::*;
use loopscope_recording::Recording;

use super::{
    Commands,
    choices::{ArgumentsField, ClockChoices, ExampleChoice, ThemeChoices},
    icons::{BACK, FORTH, Icon, Mark, PAUSE, RUN, SHARE, STOP},
    status::{RunNumbers, RunState},
};
use crate::{
    boxed::{flag, memo, on, text},
    runner::{Activity, Phase, Runner},
    stepping::Stepping,
};

/// The bar above the panes.
#[component]
pub(crate) fn TitleBar() -> impl IntoView {
    let commands = Commands::from_context();
    view! {
        <header class="bar">
            <h1 class="brand"><Mark/><span class="brand__name">"Loopscope"</span></h1>
            <div class="bar__program"><ExampleChoice/><ArgumentsField/></div>
            <div class="bar__run"><RunButtons/></div>
            <div class="bar__clock"><ClockChoices/></div>
            <div class="bar__readout"><RunState/><RunNumbers/></div>
            <div class="bar__page">
                <button class="button" title="Copy a link to this program" on:click=on(move |_| commands.share())>
                    <Icon path=SHARE/><span class="button__text">"Share"</span>
                </button>
                <ThemeChoices/>
            </div>
        </header>
    }
}

/// The bar of a page within another.
#[component]
pub(crate) fn EmbedBar() -> impl IntoView {
    let full = {
        let location = window().location();
        let (path, hash) = (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
        let query = location.search().unwrap_or_default();
        let kept: Vec<_> =
            query.trim_start_matches('?').split('&').filter(|part| part.starts_with("example=")).collect();
        format!("{path}?{}{hash}", kept.join("&"))
    };
    view! {
        <header class="bar bar--embed">
            <h1 class="visually-hidden">"Loopscope"</h1>
            <div class="bar__run"><RunButtons/></div>
            <div class="bar__readout"><RunState/><RunNumbers/></div>
            <a class="bar__full" href=full target="_blank" rel="noopener" title="Open the full page"><Mark/>"Loopscope"</a>
        </header>
    }
}

#[component]
fn RunButtons() -> impl IntoView {
    let runner = Runner::from_context();
    let commands = Commands::from_context();
    let stepping = Stepping::from_context();
    let is_idle = flag(move || !runner.is_active());
    let is_paused = memo(move || runner.phase() == Some(Phase::Paused));
    let is_hogging = flag(move || matches!(runner.phase(), Some(Phase::Running(Activity::Hogging { .. }))));
    let cannot_step = flag(move || {
        runner.track();
        !stepping.is_by_line() && runner.standing().is_none() && runner.recording().read(Recording::is_empty)
    });
    let pause = on(move |_| if is_paused.get_untracked() { runner.resume() } else { runner.pause() });
    let pause_icon = text(move || if is_paused.get() { RUN } else { PAUSE }.to_owned());
    let pause_label = text(move || if is_paused.get() { "Resume" } else { "Pause" }.to_owned());
    view! {
        <button class="button button--run" title="Run from the beginning (Ctrl or ⌘ + Enter)" on:click=on(move |_| commands.run())>
            <Icon path=RUN/><span>"Run"</span>
        </button>
        <button class="button" prop:disabled=is_idle on:click=pause>
            <Icon path=pause_icon/><span class="button__text">{pause_label}</span>
        </button>
        <button class="button button--step" title="Step back: by task, or as chosen under Variables (in the timeline: ,)" aria-label="Step back"
            prop:disabled=cannot_step on:click=on(move |_| stepping.step(false))><Icon path=BACK/></button>
        <button class="button button--step" title="Step: to where a task begins to run next, or as chosen under Variables (in the timeline: .)" aria-label="Step"
            prop:disabled=cannot_step on:click=on(move |_| stepping.step(true))><Icon path=FORTH/></button>
        <button class="button button--stop" class:button--alarm=is_hogging prop:disabled=is_idle on:click=on(move |_| runner.stop())>
            <Icon path=STOP/><span class="button__text">"Stop"</span>
        </button>
    }
}
