//! The program's text: a plain text area until the code editor has arrived.

mod codemirror;
mod marks;
mod offsets;
mod problems;

use js_sys::{Array, Object, Reflect};
use leptos::{html, prelude::*};
use wasm_bindgen::prelude::*;

pub(crate) use problems::Problems;

use codemirror::{CodeMirror, load_editor};
use problems::ProblemList;

use crate::{
    boxed::{effect, flag, memo, on, spawn, text},
    controls::Commands,
    findings::Findings,
    notice::Notices,
    program::{EXAMPLES, Origin, Program},
    rest::Rest,
    runner::Runner,
    selection::Selection,
    stepping::Stepping,
};

/// The editor, and what is wrong with the program.
#[component]
pub(crate) fn EditorPane() -> impl IntoView {
    let program = Program::from_context();
    let is_loaded = RwSignal::new(false);
    let host: NodeRef<html::Div> = NodeRef::new();
    let area: NodeRef<html::Textarea> = NodeRef::new();
    let live = StoredValue::new_local(None::<LiveEditor>);

    load_soon(host, area, live, is_loaded);
    follow_program(live, is_loaded);

    // What is said of an example is not true of what somebody has put in its place.
    let is_other = Memo::new(move |_| !program.is_recognizable());
    let watch = text(move || match program.origin() {
        Origin::Example(index) => format!("Watch {}", EXAMPLES[index].watch()),
        Origin::Link(_) => "This program came with a link. Read it, then press Run.".to_owned(),
    });
    let commands = Commands::from_context();
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        // The code editor sees to that itself.
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.default_prevented() {
            event.prevent_default();
            commands.run();
        }
    };

    view! {
        <section class="pane editor" aria-label="Editor" on:keydown=on(on_keydown)>
            <header class="pane__head">
                <h2 class="pane__title">"Editor"</h2>
                <span class="pane__note">{text(move || if program.is_edited() { "edited" } else { "" }.to_owned())}</span>
                <span class="pane__space"></span>
                <button
                    class="button button--quiet"
                    title="Back to the program as it came (undo brings yours back)"
                    prop:disabled=flag(move || !program.is_edited())
                    on:click=on(move |_| program.reset())
                >
                    "Reset"
                </button>
            </header>
            <p class="editor__watch" hidden=flag(move || is_other.get())>{watch}</p>
            <div class="editor__body">
                <textarea
                    class="editor__plain"
                    class:editor__plain--gone=flag(move || is_loaded.get())
                    aria-label="Program"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    wrap="off"
                    node_ref=area
                    prop:value=program.text()
                    on:input=on(move |event| program.edit(event_target_value(&event)))
                ></textarea>
                <div class="editor__code" node_ref=host></div>
            </div>
            <ProblemList/>
        </section>
    }
}

/// The code editor, and what it calls.
struct LiveEditor {
    editor: CodeMirror,
    _on_change: Closure<dyn FnMut(String)>,
    _on_run: Closure<dyn FnMut()>,
    _on_line: Closure<dyn FnMut(u32)>,
    _on_breakpoints: Closure<dyn FnMut(Vec<u32>)>,
    _on_run_to: Closure<dyn FnMut(u32)>,
}

impl Drop for LiveEditor {
    fn drop(&mut self) {
        self.editor.destroy();
    }
}

/// Loads the code editor when the page has been painted.
fn load_soon(
    host: NodeRef<html::Div>,
    area: NodeRef<html::Textarea>,
    live: StoredValue<Option<LiveEditor>, LocalStorage>,
    is_loaded: RwSignal<bool>,
) {
    let notices = Notices::from_context();
    let program = Program::from_context();
    let commands = Commands::from_context();
    let selection = Selection::from_context();
    let stepping = Stepping::from_context();
    request_animation_frame(move || {
        spawn(async move {
            let on_change: Closure<dyn FnMut(String)> = Closure::new(move |text| program.edit(text));
            let on_run: Closure<dyn FnMut()> = Closure::new(move || commands.run());
            let on_line: Closure<dyn FnMut(u32)> = Closure::new(move |line| {
                selection.look_at(line);
                stepping.cursor.set(line);
            });
            let on_breakpoints: Closure<dyn FnMut(Vec<u32>)> =
                Closure::new(move |lines: Vec<u32>| stepping.set_lines(lines.into_iter().collect()));
            let on_run_to: Closure<dyn FnMut(u32)> = Closure::new(move |line| stepping.run_to(line));
            let handlers = Object::new();
            for (name, handler) in [
                ("onChange", on_change.as_ref()),
                ("onRun", on_run.as_ref()),
                ("onLine", on_line.as_ref()),
                ("onBreakpoints", on_breakpoints.as_ref()),
                ("onRunTo", on_run_to.as_ref()),
            ] {
                let _ = Reflect::set(&handlers, &name.into(), handler);
            }
            let loaded = load_editor().await;
            let (Some(host), Some(area)) = (host.try_get_untracked().flatten(), area.try_get_untracked().flatten())
            else {
                return;
            };
            match loaded.and_then(|module| module.create_editor(&host, &area, &handlers)) {
                Ok(editor) => {
                    live.set_value(Some(LiveEditor {
                        editor,
                        _on_change: on_change,
                        _on_run: on_run,
                        _on_line: on_line,
                        _on_breakpoints: on_breakpoints,
                        _on_run_to: on_run_to,
                    }));
                    is_loaded.set(true);
                }
                Err(_) => notices.tell("The code editor could not be loaded; the plain one works too."),
            }
        });
    });
}

/// Shows in the code editor what the rest of the page says.
fn follow_program(live: StoredValue<Option<LiveEditor>, LocalStorage>, is_loaded: RwSignal<bool>) {
    let program = Program::from_context();
    let problems = Problems::from_context();
    let rest = Rest::from_context();
    let findings = Findings::from_context();
    let selection = Selection::from_context();
    let runner = Runner::from_context();
    let with_editor = move |change: &dyn Fn(&CodeMirror)| {
        live.with_value(|live| live.iter().for_each(|live| change(&live.editor)));
    };

    let last = StoredValue::new(program.origin());
    effect(move || {
        program.replaced().track();
        is_loaded.track();
        let origin = program.origin();
        let is_other = last.with_value(|last| *last != origin);
        last.set_value(origin);
        with_editor(&|editor| editor.set_text(&program.text().get_untracked(), is_other));
    });
    effect(move || {
        is_loaded.track();
        let all = problems.all();
        let found = if rest.has_arrived() { findings.all() } else { Vec::new() };
        let is_shown = runner.shown_source().with(|source| program.text().with_untracked(|text| text == source));
        program.text().with_untracked(|text| {
            let rows: Array = all
                .iter()
                .map(|problem| {
                    let from = offsets::utf16_offset(text, problem.range.start);
                    let to = offsets::utf16_offset(text, problem.range.end);
                    let is_error = problems::is_error(problem);
                    Array::of4(&from.into(), &to.into(), &is_error.into(), &problems::sentence(problem).into())
                })
                .collect();
            for said in found.iter().filter(|said| is_shown && said.line > 0) {
                let Some((range, line)) = offsets::line(text, said.line) else { continue };
                let (from, to) = (offsets::utf16_offset(text, range.start), offsets::utf16_offset(text, range.end));
                let message = format!("{}. {}", said.title, said.advice.replace('`', ""));
                if !line.is_empty() {
                    rows.push(&Array::of4(&from.into(), &to.into(), &false.into(), &message.into()));
                }
            }
            with_editor(&|editor| editor.set_problems(&rows));
        });
    });
    effect(move || {
        is_loaded.track();
        if let Some(place) = selection.place.get() {
            with_editor(&|editor| editor.go_to(place.line, place.column, place.focus));
        }
    });
    let stepping = Stepping::from_context();
    effect(move || {
        is_loaded.track();
        let lines = stepping.breakpoints.with(|breakpoints| breakpoints.lines.iter().copied().collect::<Vec<_>>());
        with_editor(&|editor| editor.set_breakpoints(lines.clone()));
    });
    // The line that is about to run, while the program is stepped through.
    let stands = memo(move || {
        let place = runner.standing().filter(|standing| !standing.is_working)?.stop.place?;
        (!runner.is_stale()).then_some(place.line)
    });
    effect(move || {
        is_loaded.track();
        let line = stands.get().unwrap_or(0);
        with_editor(&|editor| editor.stand_at(line));
    });
    let marks = memo(move || {
        runner.track();
        if runner.is_stale() { Vec::new() } else { marks::marks(&runner, &selection) }
    });
    effect(move || {
        is_loaded.track();
        let rows: Array = marks
            .get()
            .iter()
            .map(|mark| {
                Array::of4(
                    &mark.line.into(),
                    &mark.colors().into(),
                    &mark.title.as_str().into(),
                    &mark.is_strong.into(),
                )
            })
            .collect();
        with_editor(&|editor| editor.set_marks(&rows));
    });
}
