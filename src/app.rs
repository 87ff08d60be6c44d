//! The page.

use leptos::prelude::*;

use crate::{
    boxed::{aria, effect, on, text},
    console::ConsolePane,
    controls::{Commands, EmbedBar, TitleBar, argv},
    dock::{GraphPane, LoopPane, ResourcesPane},
    editor::{EditorPane, Problems},
    findings::{Findings, FindingsPane},
    notice::{NoticeBar, Notices},
    palette,
    program::{Program, Store, split},
    rest::Rest,
    runner::Runner,
    selection::Selection,
    stepping::{Stepping, VariablesPane},
    tasks::TasksPane,
    theme::Theme,
    timeline::TimelinePane,
};

/// The panes, of which a narrow page shows one at a time.
const PANES: [(&str, &str); 9] = [
    ("editor", "Editor"),
    ("console", "Console"),
    ("timeline", "Timeline"),
    ("tasks", "Tasks"),
    ("graph", "Graph"),
    ("loop", "Loop"),
    ("resources", "Resources"),
    ("variables", "Variables"),
    ("findings", "Findings"),
];
/// The panes, of which a wide page shows one at a time.
const DOCKED: std::ops::Range<usize> = 3..8;
/// How many of them an embedded page has: the first.
const EMBEDDED: usize = 3;

/// Which panes are in sight. A context.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    /// The only pane of a narrow page.
    shown: RwSignal<&'static str>,
    /// The one in the dock of a wide page.
    docked: RwSignal<&'static str>,
}

impl Layout {
    /// The layout of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Brings a pane of the dock into sight.
    pub(crate) fn show(&self, key: &'static str) {
        self.docked.set(key);
        self.shown.set(key);
    }

    /// Whether a pane of the dock may be in sight.
    pub(crate) fn is_shown(&self, key: &str) -> bool {
        self.docked.get() == key || self.shown.get() == key
    }
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let query = window().location().search().unwrap_or_default();
    let parameter = |name: &str| {
        let mut parts = query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('='));
        parts.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    let is_embedded = parameter("embed").is_some_and(|value| value != "0");

    let rest = Rest::fetch();
    let store = Store::new();
    let notices = Notices::new();
    let runner = Runner::new();
    let selection = Selection::new();
    let theme = Theme::restore(store);
    let program = Program::restore(store, parameter("example").as_deref());
    let problems = Problems::of(program);
    let commands = Commands::new(program, runner, problems, selection, notices);
    provide_context(rest);
    provide_context(notices);
    provide_context(runner);
    provide_context(selection);
    provide_context(theme);
    provide_context(program);
    provide_context(problems);
    provide_context(commands);
    provide_context(Stepping::new(runner, selection, commands));
    provide_context(Findings::of(runner));
    commands.follow_address();
    effect(move || {
        if !rest.has_arrived() {
            return;
        }
        let arguments = program.arguments().with(|line| split(line).ok());
        program.text().with(|text| runner.note_text(text, arguments.map(argv)));
    });
    effect(move || {
        if store.has_failed() {
            notices.warn("This browser does not let the page keep your text: copy it before you leave.");
        }
    });

    view! {
        <style>{palette::stylesheet()}</style>
        <style>{text(move || selection.stylesheet())}</style>
        <div class="page" class:page--embed=is_embedded>
            // Erased, so that pages with the title bar need none of the other's code at their start.
            {is_embedded.then(|| view! { <EmbedBar/> }.into_any())}
            {(!is_embedded).then(|| view! { <TitleBar/> })}
            <Panes is_embedded/>
            <NoticeBar/>
        </div>
    }
}

#[component]
fn Panes(is_embedded: bool) -> impl IntoView {
    let layout = Layout { shown: RwSignal::new("editor"), docked: RwSignal::new("tasks") };
    provide_context(layout);
    let Layout { shown, docked } = layout;
    let rest = Rest::from_context();
    let commands = Commands::from_context();
    // Where only one pane has room, a run is looked at in the console.
    effect(move || {
        if commands.begun.get() > 0 {
            shown.set("console");
        }
    });
    let known = if is_embedded { EMBEDDED } else { PANES.len() };
    let tabs = PANES[..known].iter().map(|&(key, label)| {
        let is_shown = move || shown.get() == key;
        view! {
            <button class="tabs__tab" aria-pressed=aria(is_shown) on:click=on(move |_| shown.set(key))>{label}</button>
        }
    });
    view! {
        <nav class="tabs" aria-label="Panes">{tabs.collect_view()}</nav>
        <main class="panes" data-shown=text(move || shown.get().to_owned()) data-docked=text(move || docked.get().to_owned())>
            <EditorPane/>
            <ConsolePane/>
            {move || if rest.has_arrived() { further_panes(layout, is_embedded) } else { panes_to_come() }}
        </main>
    }
}

/// The panes beside editor and console.
fn further_panes(layout: Layout, is_embedded: bool) -> AnyView {
    let docked = layout.docked;
    let docks = PANES[DOCKED].iter().map(move |&(key, label)| {
        view! {
            <button class="dock__tab" aria-pressed=aria(move || docked.get() == key) on:click=on(move |_| docked.set(key))>{label}</button>
        }
    });
    let docks = docks.collect_view();
    view! {
        <TimelinePane/>
        {(!is_embedded).then(|| view! {
            <nav class="dock" aria-label="Dock">{docks}</nav>
            <TasksPane/><GraphPane/><LoopPane/><ResourcesPane/><VariablesPane/><FindingsPane/>
        })}
    }
    .into_any()
}

/// What stands for them until their code has arrived.
fn panes_to_come() -> AnyView {
    let to_come = |(class, title): (&'static str, &'static str)| {
        view! { <div class=class aria-busy="true"><div class="pane__head"><span class="pane__title">{title}</span></div></div> }
    };
    [("pane timeline", "Timeline"), ("pane findings", "Findings")].map(to_come).collect_view().into_any()
}
