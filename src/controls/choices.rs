//! What can be chosen: example, arguments, clock, speed, theme.

use leptos::prelude::*;

use super::Commands;
use crate::{
    boxed::{aria, flag, on, text},
    program::{EXAMPLES, Origin, Program, split},
    runner::{ClockChoice, Runner},
    theme::{Theme, ThemeChoice},
};

/// Speeds of the real clock, in the steps of an oscilloscope's knob.
pub(crate) const SPEEDS: [f64; 10] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// What stands for a program that came with a link.
const LINK: &str = "link";

#[component]
pub(super) fn ExampleChoice() -> impl IntoView {
    let program = Program::from_context();
    let commands = Commands::from_context();
    let value = text(move || match program.origin() {
        Origin::Example(index) => EXAMPLES[index].slug.to_owned(),
        Origin::Link(_) => LINK.to_owned(),
    });
    let is_no_link = flag(move || !matches!(program.origin(), Origin::Link(_)));
    let open = move |slug: String| {
        if let Some(index) = crate::program::Example::find(&slug) {
            commands.open_example(index);
        }
    };
    let options = EXAMPLES.iter().enumerate().map(|(number, example)| {
        let title = if number + 1 == EXAMPLES.len() {
            example.title().to_owned()
        } else {
            format!("{}  {}", number + 1, example.title())
        };
        view! { <option value=example.slug>{title}</option> }
    });
    view! {
        <label class="field field--example">
            <span class="field__label">"Example"</span>
            <select class="field__input" aria-label="Example" prop:value=value on:change=on(move |event| open(event_target_value(&event)))>
                <option value=LINK hidden=is_no_link prop:disabled=is_no_link>"Shared program"</option>
                {options.collect_view()}
            </select>
        </label>
    }
}

#[component]
pub(super) fn ArgumentsField() -> impl IntoView {
    let program = Program::from_context();
    let commands = Commands::from_context();
    let message = text(move || {
        program.arguments().with(|line| split(line).err().map(|error| error.to_string()).unwrap_or_default())
    });
    let run_on_enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            commands.run();
        }
    };
    view! {
        <label class="field field--arguments">
            <span class="field__label">"Arguments"</span>
            <input
                class="field__input" aria-label="Arguments"
                type="text"
                placeholder="none"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                title=message
                aria-invalid=aria(move || message.with(|message| !message.is_empty()))
                prop:value=program.arguments()
                on:input=on(move |event| program.set_arguments(event_target_value(&event)))
                on:keydown=on(run_on_enter)
            />
            <span class="field__error" role="status">{message}</span>
        </label>
    }
}

#[component]
pub(super) fn ClockChoices() -> impl IntoView {
    let runner = Runner::from_context();
    let is_virtual = flag(move || runner.clock.get() == ClockChoice::Virtual);
    let value = text(move || if is_virtual.get() { "virtual" } else { "real" }.to_owned());
    let choose = move |key: String| {
        runner.clock.set(if key == "virtual" { ClockChoice::Virtual } else { ClockChoice::Real });
    };
    let speed = text(move || runner.speed.get().to_string());
    let set_speed = move |key: String| {
        if let Some(&speed) = SPEEDS.iter().find(|speed| speed.to_string() == key) {
            runner.speed.set(speed);
        }
    };
    view! {
        <label class="field field--clock" title="Real: waits as long as the program says. Virtual: jumps over all waiting.">
            <span class="field__label">"Clock"</span>
            <select class="field__input" aria-label="Clock" prop:value=value on:change=on(move |event| choose(event_target_value(&event)))>
                <option value="real">"Real"</option>
                <option value="virtual">"Virtual"</option>
            </select>
        </label>
        <label class="field field--speed" title="How fast the real clock goes. A change applies at once.">
            <span class="field__label">"Speed"</span>
            <select
                class="field__input" aria-label="Speed"
                prop:value=speed
                prop:disabled=is_virtual
                on:change=on(move |event| set_speed(event_target_value(&event)))
            >
                {SPEEDS.iter().map(|speed| view! { <option value=speed.to_string() selected=*speed == 1.0>{format!("{speed}×")}</option> }).collect_view()}
            </select>
        </label>
    }
}

#[component]
pub(super) fn ThemeChoices() -> impl IntoView {
    let theme = Theme::from_context();
    let value = text(move || theme.choice().get().key().to_owned());
    view! {
        <label class="field field--theme">
            <span class="field__label">"Theme"</span>
            <select
                class="field__input" aria-label="Theme"
                prop:value=value
                on:change=on(move |event| theme.choose(ThemeChoice::from_key(&event_target_value(&event))))
            >
                {ThemeChoice::ALL.map(|choice| view! { <option value=choice.key()>{choice.label()}</option> }).collect_view()}
            </select>
        </label>
    }
}
