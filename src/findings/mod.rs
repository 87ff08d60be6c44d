//! What a good teacher would say about a run, and what can be done about it with a click.

mod account;
mod fix;
mod pane;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod programs;
mod text;
mod words;

use leptos::prelude::*;
use loopscope_recording::Progress;

pub(crate) use pane::FindingsPane;
pub(crate) use text::ProgramText;
pub(crate) use words::Said;

use crate::{
    boxed::memo,
    runner::{Outlook, Runner},
};

/// While a run goes on, its findings change no more often than this, in nanoseconds of its time.
const CHANGE_NANOS: u64 = 700_000_000;
/// A longer run is looked at only when it is over.
const MOST_LIVE_EVENTS: u32 = 100_000;

/// The findings of the run that the panes show, and what its text says. A context.
#[derive(Clone, Copy)]
pub(crate) struct Findings {
    all: Memo<Vec<Said>>,
    text: Memo<ProgramText>,
}

impl Findings {
    /// The findings of what the runner shows.
    pub(crate) fn of(runner: Runner) -> Self {
        let text = memo(move || runner.shown_source().with(|source| ProgramText::new(source)));
        let tick = memo(move || {
            let progress = runner.progress();
            let live = progress == Progress::Running && runner.outlook().is_none() && runner.is_active();
            (progress, if live { runner.live_edge() / CHANGE_NANOS } else { 0 }, live)
        });
        let all = memo(move || {
            let (progress, _, live) = tick.get();
            runner.recording().read(|recording| {
                if recording.is_empty() || live && recording.len() > MOST_LIVE_EVENTS {
                    return Vec::new();
                }
                text.with(|text| {
                    let found = recording.findings(&text.outline, progress);
                    found.iter().map(|finding| words::say(finding, recording, text)).collect()
                })
            })
        });
        Self { all, text }
    }

    /// Why the run took as long as it did, when it is over; empty if there is nothing to say.
    fn account(&self, runner: Runner) -> String {
        let is_over = runner.progress() == Progress::Ended || matches!(runner.outlook(), Some(Outlook::Ended { .. }));
        if !is_over {
            return String::new();
        }
        runner
            .recording()
            .read(|recording| self.text.with(|text| account::account(recording, text)))
            .unwrap_or_default()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<Said> {
        self.all.get()
    }

    /// What the text of the program says that is shown.
    pub(crate) fn text(&self) -> Memo<ProgramText> {
        self.text
    }

    /// The findings of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }
}
