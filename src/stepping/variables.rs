//! Frames, their variables, and watches.

use leptos::prelude::*;
use loopscope_debugger::{Stack, Whose};
use loopscope_recording::TaskState;

use super::{Stepping, pane::name, words};
use crate::{
    boxed::{aria, memo, on, text},
    runner::Runner,
    selection::Selection,
    timeline::as_task,
};

/// Tasks among which one can choose.
const MOST_TASKS: usize = 200;

/// The frames of a stack, the variables of one of them, and what the watches are there.
#[component]
pub(super) fn Frames(stack: Memo<Option<Stack>>) -> impl IntoView {
    let stepping = Stepping::from_context();
    let selection = Selection::from_context();
    let rows = move || {
        let Some(stack) = stack.get() else { return ().into_any() };
        let chosen = stepping.frame.get().min(stack.frames.len() - 1);
        let whose = stack.whose;
        let frames = stack.frames.iter().enumerate().map(|(number, frame)| {
            let line = frame.line;
            let choose = move |_: web_sys::MouseEvent| {
                stepping.frame.set(number);
                selection.go_to(line, 1, false);
            };
            view! {
                <li><button class="variables__frame" aria-pressed=aria(move || number == chosen) on:click=on(choose)>
                    <b>{frame.function.clone()}</b>{format!(" line {line}")}
                </button></li>
            }
        });
        let frame = &stack.frames[chosen];
        let locals = frame.locals.iter().map(|local| {
            view! { <Variable whose frame=chosen name=local.name.clone() value=local.value.clone()/> }
        });
        let caption = format!("Variables of {}", frame.function);
        view! {
            <ol class="variables__frames" aria-label="Frames, innermost first">{frames.collect_view()}</ol>
            <table class="variables__table">
                <caption>{caption}</caption>
                <tbody>{locals.collect_view()}</tbody>
            </table>
            {frame.locals.is_empty().then(|| view! { <p class="dock__soft">"No variables yet."</p> })}
        }
        .into_any()
    };
    view! { <WhoseChoice stack/>{rows}<Watches stack/> }
}

/// Of whom the frames are shown.
#[component]
fn WhoseChoice(stack: Memo<Option<Stack>>) -> impl IntoView {
    let runner = Runner::from_context();
    let stepping = Stepping::from_context();
    let key = |whose: Whose| match whose {
        Whose::Task(task) => task.0.to_string(),
        _ => String::new(),
    };
    let choices = memo(move || {
        runner.standing();
        let mut choices: Vec<(String, String)> = Vec::new();
        if let Some(running) = runner.whose_turn() {
            choices
                .push((key(running), format!("{} (about to run)", words::whose(running, &|task| name(runner, task)))));
        }
        runner.moment(|now| {
            let living = now.tasks().filter(|(_, status)| !matches!(status.state, TaskState::Finished(_)));
            for (task, _) in living.take(MOST_TASKS) {
                let key = task.id().0.to_string();
                if choices.iter().all(|known| known.0 != key) {
                    choices.push((key, as_task(task)));
                }
            }
        });
        choices
    });
    let value = text(move || stack.with(|stack| stack.as_ref().map_or_else(String::new, |stack| key(stack.whose))));
    let choose = move |event| {
        let task = event_target_value(&event).parse().ok().map(loopscope_executor::TaskId);
        stepping.look_at(task.map(Whose::Task));
    };
    let options = move || {
        let options = choices.get().into_iter();
        options.map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view()
    };
    view! {
        <label class="variables__whose" hidden=move || stack.with(Option::is_none)>
            "Stack of "
            <select class="field__input" aria-label="Stack of" prop:value=value on:change=on(choose)>{options}</select>
        </label>
    }
}

/// A variable, which can be given another value.
#[component]
fn Variable(whose: Whose, frame: usize, name: String, value: String) -> impl IntoView {
    let runner = Runner::from_context();
    let is_edited = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let input: NodeRef<leptos::html::Input> = NodeRef::new();
    let label = format!("Change {name}");
    let shown = (name.clone(), value);
    let set = {
        let name = name.clone();
        move || {
            let Some(expression) = input.get_untracked().map(|input| input.value()) else { return };
            match runner.assign(whose, frame, &name, &expression) {
                Ok(()) => is_edited.set(false),
                Err(error) => problem.set(error),
            }
        }
    };
    let field = move || {
        let (name, value) = shown.clone();
        if !is_edited.get() {
            let edit = on(move |_: web_sys::MouseEvent| is_edited.set(true));
            return view! {
                <button class="variables__value" aria-label=format!("Change {name}, which is {value}") title="Give it another value" on:click=edit>
                    {value.clone()}
                </button>
            }
            .into_any();
        }
        let set = set.clone();
        let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
            "Enter" => set(),
            "Escape" => is_edited.set(false),
            _ => {}
        };
        request_animation_frame(move || {
            if let Some(input) = input.try_get_untracked().flatten() {
                let _ = input.focus();
                input.select();
            }
        });
        view! {
            <input class="variables__input" aria-label=label.clone() title="An expression; Enter sets it, Escape leaves it"
                spellcheck="false" autocomplete="off" node_ref=input prop:value=value.clone() on:keydown=on(keys)/>
            <span class="variables__problem" role="alert">{text(move || problem.get())}</span>
        }
        .into_any()
    };
    view! { <tr><th scope="row">{name}</th><td>{field}</td></tr> }
}

/// Expressions, and what they are in the frame that is looked at.
#[component]
fn Watches(stack: Memo<Option<Stack>>) -> impl IntoView {
    let runner = Runner::from_context();
    let stepping = Stepping::from_context();
    let watches = stepping.watches;
    let values = memo(move || {
        runner.standing();
        let place = stack.get().map(|stack| (stack.whose, stepping.frame.get().min(stack.frames.len() - 1)));
        let value = |expression: &String| {
            let (whose, frame) = place?;
            runner.evaluate(whose, frame, expression)
        };
        watches.get().iter().map(|expression| (expression.clone(), value(expression))).collect::<Vec<_>>()
    });
    let rows = move || {
        let rows = values.get().into_iter().enumerate().map(|(number, (expression, value))| {
            let remove = on(move |_: web_sys::MouseEvent| watches.update(|watches| drop(watches.remove(number))));
            let (is_wrong, value) = match value {
                None => (false, "–".to_owned()),
                Some(Ok(value)) => (false, value),
                Some(Err(error)) => (true, error),
            };
            let label = format!("Remove watch {expression}");
            view! {
                <tr>
                    <th scope="row">{expression}</th>
                    <td class:variables__problem=is_wrong>{value}</td>
                    <td class="variables__end"><button class="button button--quiet" aria-label=label on:click=remove>"×"</button></td>
                </tr>
            }
        });
        rows.collect_view()
    };
    let input: NodeRef<leptos::html::Input> = NodeRef::new();
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let expression = input.value().trim().to_owned();
        if !expression.is_empty() {
            watches.update(|watches| watches.push(expression));
            input.set_value("");
        }
    };
    view! {
        <h3 class="variables__title">"Watches"</h3>
        <table class="variables__table"><tbody>{rows}</tbody></table>
        <form class="variables__form" on:submit=on(add)>
            <input class="variables__input" aria-label="Watch expression" placeholder="an expression, for example len(items)"
                spellcheck="false" autocomplete="off" autocapitalize="off" node_ref=input/>
            <button class="button button--quiet">"Watch"</button>
        </form>
    }
}
