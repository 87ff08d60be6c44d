//! The pane of what a program that is stepped through has in its variables.

use leptos::prelude::*;
use loopscope_debugger::{Stack, Whose};
use loopscope_executor::TaskId;

use super::{StepBy, Stepping, breakpoints::BreakpointList, variables::Frames, words};
use crate::{
    app::Layout,
    boxed::{flag, memo, on, text},
    runner::{Command, Runner},
    timeline::{as_task, name_of},
};

const HINT: &str = "The program at one line: who stands where, and what its variables hold.";

const NOTHING: &str = "Nothing is being stepped through. Choose “line” and press Step, or set a breakpoint (beside a line \
number, or F9 in the editor) and press Continue: the program runs on the virtual clock and stops there. \
F10 steps, F11 steps into calls, F8 continues; with Shift they go backwards.";

/// Variables, watches and breakpoints.
#[component]
pub(crate) fn VariablesPane() -> impl IntoView {
    let runner = Runner::from_context();
    let stepping = Stepping::from_context();
    let layout = Layout::from_context();
    stepping.follow();
    // Whoever steps looks at where that leads.
    let is_stepped = memo(move || runner.standing().is_some());
    crate::boxed::effect(move || {
        if is_stepped.get() {
            layout.show("variables");
        }
    });
    let stack = memo(move || looked_at(runner, stepping));
    let said = text(move || match runner.standing() {
        None => NOTHING.to_owned(),
        Some(standing) => words::standing(standing, runner.whose_turn(), &|task| name(runner, task)),
    });
    let by = text(move || {
        let chosen = stepping.by.get();
        StepBy::ALL.iter().find(|known| known.0 == chosen).map_or("", |known| known.1).to_owned()
    });
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some((by, ..)) = StepBy::ALL.iter().find(|known| known.1 == value) {
            stepping.by.set(*by);
        }
    };
    let options = StepBy::ALL.iter().map(|(_, value, name)| view! { <option value=*value>{*name}</option> });
    let command = move |command| on(move |_: web_sys::MouseEvent| stepping.obey(command));
    view! {
        <section class="pane variables" aria-label="Variables" class:pane--stale=flag(move || runner.is_stale())>
            <header class="pane__head">
                <h2 class="pane__title">"Variables"</h2>
                <p class="pane__hint" title=HINT>{HINT}</p>
            </header>
            <div class="variables__bar" role="group" aria-label="Stepping">
                <label class="variables__by">
                    "Step by "
                    <select class="field__input" aria-label="Step by" prop:value=by on:change=on(choose)>{options.collect_view()}</select>
                </label>
                <button class="button button--quiet" title="Go on to the next breakpoint or the end (F8)" on:click=command(Command::Go(true))>"Continue"</button>
                <button class="button button--quiet" title="Go back to the breakpoint before, or the beginning (Shift+F8)" on:click=command(Command::Go(false))>
                    "Reverse continue"
                </button>
                <button class="button button--quiet" title="Run to the line of the editor's cursor (Ctrl+F10 in the editor)"
                    on:click=on(move |_| stepping.run_to(stepping.cursor.get_untracked()))>"Run to cursor"</button>
            </div>
            <div class="variables__body" tabindex="0" role="group" aria-label="Variables, content">
                <p class="variables__said" role="status">{said}</p>
                <Frames stack/>
                <BreakpointList/>
            </div>
        </section>
    }
}

/// What a task or thread is called, and which it is.
pub(super) fn name(runner: Runner, task: TaskId) -> String {
    runner.recording().read(|recording| recording.task(task).map_or_else(|| name_of(recording, task), as_task))
}

/// The stack that is looked at: of what was chosen, of the chosen task, or of what is about to run.
fn looked_at(runner: Runner, stepping: Stepping) -> Option<Stack> {
    let standing = runner.standing()?;
    if standing.is_working {
        return None;
    }
    let chosen = stepping.whose.get();
    let running = runner.whose_turn();
    [chosen, running, Some(Whose::Main)].into_iter().flatten().find_map(|whose| runner.stack(whose))
}
