//! The list of breakpoints: lines, and what may happen.

use leptos::prelude::*;
use loopscope_debugger::Occasion;

use super::{Stepping, words};
use crate::{
    boxed::{flag, on},
    program::Program,
    selection::Selection,
};

/// Breakpoints, to be gone to, set and taken away.
#[component]
pub(super) fn BreakpointList() -> impl IntoView {
    let stepping = Stepping::from_context();
    let program = Program::from_context();
    let selection = Selection::from_context();
    let breakpoints = stepping.breakpoints;
    let lines = move || {
        let lines = breakpoints.with(|breakpoints| breakpoints.lines.iter().copied().collect::<Vec<_>>());
        let rows = lines.into_iter().map(|line| {
            let code = program.text().with(|text| text.lines().nth(line as usize - 1).unwrap_or("").trim().to_owned());
            let go = on(move |_: web_sys::MouseEvent| selection.go_to(line, 1, true));
            let remove = on(move |_: web_sys::MouseEvent| stepping.toggle(line));
            view! {
                <li>
                    <button class="variables__frame" on:click=go>{format!("line {line} ")}<code>{code}</code></button>
                    <button class="button button--quiet" aria-label=format!("Remove breakpoint at line {line}") on:click=remove>"×"</button>
                </li>
            }
        });
        rows.collect_view()
    };
    let input: NodeRef<leptos::html::Input> = NodeRef::new();
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        if let Ok(line @ 1..) = input.value().parse::<u32>() {
            breakpoints.update(|breakpoints| _ = breakpoints.lines.insert(line));
            input.set_value("");
        }
    };
    let occasions = Occasion::ALL.into_iter().map(|occasion| {
        let is_set = flag(move || breakpoints.with(|breakpoints| breakpoints.occasions.contains(&occasion)));
        let toggle = on(move |_: web_sys::Event| {
            breakpoints.update(|breakpoints| {
                if !breakpoints.occasions.remove(&occasion) {
                    breakpoints.occasions.insert(occasion);
                }
            });
        });
        view! {
            <li><label><input type="checkbox" prop:checked=is_set on:change=toggle/>{words::occasion(occasion)}</label></li>
        }
    });
    view! {
        <h3 class="variables__title">"Breakpoints"</h3>
        <ul class="dock__list" aria-label="Breakpoints at lines">{lines}</ul>
        <form class="variables__form" on:submit=on(add)>
            <input class="variables__input variables__input--short" type="number" min="1" aria-label="Line of a breakpoint" placeholder="line" node_ref=input/>
            <button class="button button--quiet">"Add breakpoint"</button>
        </form>
        <fieldset class="variables__occasions">
            <legend>"Stop when"</legend>
            <ul class="dock__list">{occasions.collect_view()}</ul>
        </fieldset>
    }
}
