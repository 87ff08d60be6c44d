//! The findings pane.

use std::fmt::Write;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Findings, Said};
use crate::{
    boxed::{flag, memo, on, text},
    notice::Notices,
    program::Program,
    runner::{Outlook, Phase, Runner},
    selection::Selection,
    timeline::{duration, escape},
};

/// More than these are not listed.
const MOST: usize = 50;

/// What is wrong with the run or could be better.
#[component]
pub(crate) fn FindingsPane() -> impl IntoView {
    let runner = Runner::from_context();
    let findings = Findings::from_context();
    let selection = Selection::from_context();
    let program = Program::from_context();
    let notices = Notices::from_context();
    let all = findings.all;

    let note = memo(move || outlook_in_words(&runner));
    let count = text(move || match all.with(Vec::len) {
        0 => String::new(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    });
    let html = text(move || all.with(|all| html(all)));
    let account = memo(move || findings.account(runner));
    let nothing = text(move || {
        runner.track();
        if runner.recording().read(loopscope_recording::Recording::is_empty) {
            "When the program has run, or was run ahead, it stands here what could be better: who blocks the loop, what could \
             overlap, what was forgotten."
        } else {
            match (runner.phase(), runner.outlook()) {
                (Some(Phase::Ended(1..)), _) | (None, Some(Outlook::Ended { status: 1.., .. })) => {
                    "It ends in an error, which the console tells of; there is nothing else to find fault with in this run."
                }
                _ if runner.is_active() => "Nothing to find fault with so far.",
                _ => "Nothing to find fault with in this run.",
            }
        }
        .to_owned()
    });
    let act = move |event: web_sys::MouseEvent| {
        let Some((index, wants_fix)) = pressed(&event) else { return };
        let Some(said) = all.with_untracked(|all| all.get(index).cloned()) else { return };
        match said.fix.filter(|_| wants_fix) {
            Some(fix) => {
                let source = runner.shown_source().get_untracked();
                let is_same = program.text().with_untracked(|text| *text == source);
                match fix.edit.applied(&source).filter(|_| is_same) {
                    Some(text) => {
                        program.rewrite(text);
                        selection.go_to(said.line, 1, false);
                        notices.tell("Changed. Undo in the editor takes it back.");
                    }
                    None => notices.tell("The program was edited meanwhile."),
                }
            }
            None => {
                if let Some(task) = said.task {
                    selection.task.set(Some(task));
                }
                selection.go_to(said.line, 1, true);
            }
        }
    };
    view! {
        <section class="pane findings" aria-label="Findings" class:pane--stale=flag(move || runner.is_stale())>
            <header class="pane__head">
                <h2 class="pane__title">"Findings"</h2>
                <span class="pane__note" role="status">{count}</span>
                <p class="pane__hint" title=HINT>{HINT}</p>
                <span class="findings__outlook" data-outlook=text(move || note.get().0.to_owned())>{text(move || note.get().1)}</span>
            </header>
            <p class="findings__account" hidden=flag(move || account.with(String::is_empty))>{text(move || account.get())}</p>
            <ul class="findings__list" aria-label="What could be better" inner_html=html on:click=on(act)
                hidden=flag(move || all.with(Vec::is_empty))></ul>
            <p class="pane__empty" hidden=flag(move || all.with(|all| !all.is_empty()))>{nothing}</p>
        </section>
    }
}

const HINT: &str = "What a good teacher would say about this run: where, why, and what to do.";

/// What running ahead has shown, for styles and in a sentence.
fn outlook_in_words(runner: &Runner) -> (&'static str, String) {
    let Some(outlook) = runner.outlook() else { return ("", String::new()) };
    let nanos = rounded(runner.recording().read(loopscope_recording::Recording::duration));
    let long = duration(nanos);
    match outlook {
        Outlook::Ended { status: 0, .. } if nanos == 0.0 => ("ended", "ahead: would end at once".to_owned()),
        Outlook::Ended { status: 0, .. } => ("ended", format!("ahead: would end after {long}")),
        Outlook::Ended { error, .. } => ("failed", format!("ahead: would end with {error}")),
        Outlook::Stuck => ("stuck", format!("ahead: would wait for ever from {long} on")),
        Outlook::Open { line: Some(line), .. } => ("open", format!("ahead: line {line} goes on and on")),
        Outlook::Open { hogs: true, .. } => ("open", "ahead: it goes on and on".to_owned()),
        Outlook::Open { .. } if nanos == 0.0 => ("open", "ahead: only its beginning is shown".to_owned()),
        Outlook::Open { .. } => ("open", format!("ahead: shown up to {long}")),
    }
}

/// Without the turns that the loop itself takes.
fn rounded(nanos: u64) -> f64 {
    let unit = if nanos >= 1_000_000_000 { 10_000_000 } else { 1_000_000 };
    (nanos / unit * unit) as f64
}

fn html(all: &[Said]) -> String {
    let mut html = String::new();
    for (index, said) in all.iter().take(MOST).enumerate() {
        let kind = if said.is_fault { "fault" } else { "hint" };
        let word = if said.is_fault { "Fault" } else { "Hint" };
        let _ = write!(html, "<li class=\"finding finding--{kind}\" data-finding=\"{}\"", said.slug);
        if let Some(task) = said.task {
            let _ = write!(html, " data-task=\"{}\"", task.0);
        }
        if said.line > 0 {
            let _ = write!(html, " data-line=\"{}\"", said.line);
        }
        let _ = write!(
            html,
            "><button class=\"finding__go\" data-go=\"{index}\"><span class=\"finding__kind\">{word}</span>"
        );
        if said.line > 0 {
            let _ = write!(html, "<span class=\"finding__line\">line {}</span>", said.line);
        }
        html += "<span class=\"finding__title\">";
        escape(&said.title, &mut html);
        html += "</span></button><p class=\"finding__why\">";
        escape(&said.reason, &mut html);
        html += " <span class=\"finding__advice\">";
        code(&said.advice, &mut html);
        html += "</span></p>";
        if let Some(fix) = &said.fix {
            let _ = write!(html, "<button class=\"button finding__fix\" data-fix=\"{index}\">{}</button>", fix.label);
        }
        html += "</li>";
    }
    html
}

/// Text in which what stands in backquotes is code.
fn code(text: &str, html: &mut String) {
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            *html += "<code>";
            escape(part, html);
            *html += "</code>";
        } else {
            escape(part, html);
        }
    }
}

/// The finding whose button was pressed, and whether it is to be mended.
fn pressed(event: &web_sys::Event) -> Option<(usize, bool)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("[data-go],[data-fix]").ok()??;
    let fix = button.get_attribute("data-fix");
    let wants_fix = fix.is_some();
    Some((fix.or_else(|| button.get_attribute("data-go"))?.parse().ok()?, wants_fix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_says_is_only_text() {
        let said = Said {
            slug: "blocked",
            line: 3,
            title: "<b>x</b> blocks".to_owned(),
            reason: "Because.".to_owned(),
            advice: "Write `await f(<…>)`.".to_owned(),
            ..Said::default()
        };
        let html = html(&[said]);
        assert!(html.contains("&lt;b&gt;x&lt;/b&gt; blocks"), "{html}");
        assert!(html.contains("Write <code>await f(&lt;…&gt;)</code>."), "{html}");
    }
}
