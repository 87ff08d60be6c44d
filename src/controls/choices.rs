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
            example.title.to_owned()
        } else {
            format!("{}  {}", number + 1, example.title)
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
    let clock = Choice {
        class: "field field--clock",
        label: "Clock",
        title: "Real: waits as long as the program says. Virtual: jumps over all waiting.",
        options: vec![("real".to_owned(), "Real".to_owned()), ("virtual".to_owned(), "Virtual".to_owned())],
        value,
        is_disabled: flag(|| false),
    };
    let speeds = Choice {
        class: "field field--speed",
        label: "Speed",
        title: "How fast the real clock goes. A change applies at once.",
        options: SPEEDS.iter().map(|speed| (speed.to_string(), format!("{speed}×"))).collect(),
        value: speed,
        is_disabled: is_virtual,
    };
    (clock.view(choose), speeds.view(set_speed))
}

#[component]
pub(super) fn ThemeChoices() -> impl IntoView {
    let theme = Theme::from_context();
    Choice {
        class: "field field--theme",
        label: "Theme",
        title: "Light, dark, or as the system has it.",
        options: ThemeChoice::ALL.map(|choice| (choice.key().to_owned(), choice.label().to_owned())).to_vec(),
        value: text(move || theme.choice().get().key().to_owned()),
        is_disabled: flag(|| false),
    }
    .view(move |key| theme.choose(ThemeChoice::from_key(&key)))
}

/// A field in which one of a few values is chosen.
struct Choice {
    class: &'static str,
    label: &'static str,
    title: &'static str,
    /// Keys, and what is shown for them.
    options: Vec<(String, String)>,
    value: Signal<String>,
    is_disabled: Signal<bool>,
}

impl Choice {
    fn view(self, mut choose: impl FnMut(String) + 'static) -> impl IntoView {
        let options = self.options.into_iter().map(|(key, shown)| view! { <option value=key>{shown}</option> });
        view! {
            <label class=self.class title=self.title>
                <span class="field__label">{self.label}</span>
                <select
                    class="field__input" aria-label=self.label
                    prop:value=self.value
                    prop:disabled=self.is_disabled
                    on:change=on(move |event| choose(event_target_value(&event)))
                >
                    {options.collect_view()}
                </select>
            </label>
        }
    }
}
