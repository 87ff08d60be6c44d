//! The graph: who made whom, who waits for whom, and through which queues and locks they meet.
//!
//! `layout` gives every task and resource of the whole run its place, so that nothing moves while time does; `draw`
//! writes what is the case at a moment.

mod draw;
mod layout;

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{Shown, pane};
use crate::{
    app::Layout,
    boxed::{memo, on, text},
    findings::Findings,
    runner::Runner,
    selection::Selection,
};

use layout::Plan;

/// A number that changes with every eighth more: a graph that grows is laid out anew only so often.
fn coarse(count: usize) -> usize {
    ((count as f64 + 1.0).log2() * 6.0) as usize
}

/// The graph at the moment that is looked at.
#[component]
pub(crate) fn GraphPane() -> impl IntoView {
    let runner = Runner::from_context();
    let findings = Findings::from_context();
    let selection = Selection::from_context();
    let layout = Layout::from_context();
    let opened: RwSignal<BTreeSet<usize>> = RwSignal::default();
    // Another run has other groups.
    crate::boxed::effect(move || {
        runner.recording();
        opened.update(BTreeSet::clear);
    });
    let shape = memo(move || {
        if !layout.is_shown("graph") {
            return (0, 0, 0);
        }
        runner.track_calmly();
        runner.recording().read(|recording| {
            let size = (recording.tasks().len(), recording.resources().len(), recording.len());
            if runner.is_active() { (coarse(size.0), coarse(size.1), coarse(size.2 as usize) as u32) } else { size }
        })
    });
    let plan = memo(move || {
        shape.get();
        runner
            .recording()
            .read(|recording| findings.text().with(|text| opened.with(|opened| Plan::new(recording, text, opened))))
    });
    let html = text(move || {
        if !layout.is_shown("graph") {
            return String::new();
        }
        runner.track_calmly();
        let chosen = selection.task.get();
        plan.with(|plan| findings.text().with(|text| runner.moment(|now| draw::graph_html(plan, now, chosen, text))))
    });
    let collapse = on(move |_: web_sys::MouseEvent| opened.update(BTreeSet::clear));
    let act = move |target: &web_sys::Element| {
        let group = target.closest("[data-group]").ok().flatten();
        let Some(group) = group.and_then(|group| group.get_attribute("data-group")?.parse().ok()) else { return false };
        opened.update(|opened| {
            opened.insert(group);
        });
        true
    };
    pane(Shown {
        key: "graph",
        label: "Graph",
        hint: "Who made whom and who waits for whom. The thick path is why it took as long as it did.",
        html,
        controls: view! {
            <button class="button button--quiet" title="Show equal tasks as one again"
                hidden=move || opened.with(BTreeSet::is_empty) on:click=collapse>"Collapse"</button>
        }
        .into_any(),
        act: Box::new(act),
    })
}
