//! What is wrong with the program.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use loopscope_interpreter::{Diagnostic, Severity, check};

use crate::{
    boxed::{effect, flag, on, text},
    program::Program,
    selection::Selection,
};

/// How long the person must not have typed before the program is checked.
const PAUSE_MILLIS: u32 = 250;

/// What [`check`] says of the program on the page. A context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Problems {
    found: RwSignal<Vec<Diagnostic>>,
}

impl Problems {
    /// Checks the program whenever the person has paused typing.
    pub(crate) fn of(program: Program) -> Self {
        let found = RwSignal::new(Vec::new());
        let timer = StoredValue::new_local(None::<Timeout>);
        effect(move || {
            program.text().track();
            let look = move || program.text().with_untracked(|text| set_if_changed(found, check(text)));
            timer.set_value(Some(Timeout::new(PAUSE_MILLIS, look)));
        });
        Self { found }
    }

    /// The problems of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<Diagnostic> {
        self.found.get()
    }

    /// Whether there are any.
    pub(crate) fn any(&self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    /// Somebody else found these.
    pub(crate) fn report(&self, found: Vec<Diagnostic>) {
        set_if_changed(self.found, found);
    }
}

fn set_if_changed(found: RwSignal<Vec<Diagnostic>>, new: Vec<Diagnostic>) {
    if found.with_untracked(|found| *found != new) {
        found.set(new);
    }
}

/// What is wrong, and what to do about it.
pub(super) fn sentence(problem: &Diagnostic) -> String {
    let Diagnostic { message, advice, .. } = problem;
    advice.as_ref().map_or_else(|| message.clone(), |advice| format!("{message}. {advice}").replace(".. ", ". "))
}

pub(super) fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

/// Lists problems; choosing one goes to its place.
#[component]
pub(super) fn ProblemList() -> impl IntoView {
    let problems = Problems::from_context();
    let selection = Selection::from_context();
    let title = text(move || match problems.all().len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    });
    view! {
        <div class="problems" hidden=flag(move || !problems.any())>
            <h3 class="problems__title">{title}</h3>
            <ul class="problems__list" aria-label="Problems">
                {move || problems.all().into_iter().map(|problem| {
                    let (line, column) = (problem.line, problem.column);
                    let kind = if is_error(&problem) { "Error" } else { "Warning" };
                    view! {
                        <li>
                            <button
                                class="problems__item"
                                class:problems__item--error=is_error(&problem)
                                on:click=on(move |_| selection.go_to(line, column, true))
                            >
                                <span class="problems__kind">{kind}</span>
                                <span class="problems__place">{format!("{line}:{column}")}</span>
                                <span class="problems__text">{sentence(&problem)}</span>
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </div>
    }
}
