//! The panes that show the loop at a moment: its queue and timers, its resources, the graph of its tasks.
//!
//! They are written as text and not built node by node: much of them changes with every frame. What can be chosen has
//! a `data-task` or a `data-line`, and one listener for the whole pane.

mod graph;
mod loop_pane;
mod resources;
mod words;

use std::rc::Rc;

use leptos::prelude::*;
use loopscope_executor::TaskId;
use wasm_bindgen::JsCast;

pub(crate) use graph::GraphPane;
pub(crate) use loop_pane::LoopPane;
pub(crate) use resources::ResourcesPane;

use crate::{
    boxed::{flag, on, text},
    runner::Runner,
    selection::Selection,
};

/// What makes one such pane differ from another.
struct Shown {
    /// The name in styles.
    key: &'static str,
    /// The name of the region.
    label: &'static str,
    /// What one looks at, in a sentence.
    hint: &'static str,
    /// What it shows.
    html: Signal<String>,
    /// What stands in the head.
    controls: AnyView,
    /// Answers a click on something else than a task or a line; says whether it did.
    act: Box<dyn Fn(&web_sys::Element) -> bool>,
}

/// A pane whose content is text.
fn pane(shown: Shown) -> AnyView {
    let runner = Runner::from_context();
    let selection = Selection::from_context();
    let Shown { key, label, hint, html, controls, act } = shown;
    let choose: Rc<dyn Fn(web_sys::Element)> = Rc::new(move |target: web_sys::Element| {
        if act(&target) {
            return;
        }
        let number = |name: &str| {
            let found = target.closest(&format!("[{name}]")).ok().flatten()?;
            found.get_attribute(name)?.parse::<u32>().ok()
        };
        let (task, line) = (number("data-task"), number("data-line"));
        if let Some(task) = task {
            selection.task.set(Some(TaskId(task)));
        }
        selection.go_to(line.unwrap_or(0), 1, false);
    });
    let on_key = {
        let choose = choose.clone();
        move |event: web_sys::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ")
                && let Some(target) =
                    target(&event).filter(|target| target.get_attribute("role").as_deref() == Some("button"))
            {
                event.prevent_default();
                choose(target);
            }
        }
    };
    let hover = move |event: web_sys::PointerEvent| {
        let found = target(&event).and_then(|target| target.closest("[data-task]").ok().flatten());
        let task = found.and_then(|found| found.get_attribute("data-task")?.parse().ok()).map(TaskId);
        if selection.hovered.get_untracked() != task {
            selection.hovered.set(task);
        }
    };
    view! {
        <section class=format!("pane {key}") aria-label=label class:pane--stale=flag(move || runner.is_stale())>
            <header class="pane__head">
                <h2 class="pane__title">{label}</h2>
                <p class="pane__hint" title=hint>{hint}</p>
                {controls}
            </header>
            <div class=format!("dock__body {key}__body") tabindex="0" role="group" aria-label=format!("{label}, content")
                inner_html=text(move || html.get())
                on:click=on(move |event: web_sys::MouseEvent| { if let Some(target) = target(&event) { choose(target) } })
                on:keydown=on(on_key)
                on:pointerover=on(hover)
                on:pointerleave=on(move |_: web_sys::PointerEvent| selection.hovered.set(None))></div>
        </section>
    }
    .into_any()
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}
