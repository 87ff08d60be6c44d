//! The timeline as a table, for those who would rather read.

use leptos::prelude::*;
use loopscope_recording::{Axis, Recording, Span, Task};

use super::{
    facts::{activity, as_task, ending, task_name},
    ticks::{duration, moment},
};
use crate::{
    boxed::{memo, text},
    runner::Runner,
    selection::Selection,
};

/// More rows help nobody.
const MOST_ROWS: usize = 200;
/// A table that changes more often cannot be read.
const CHANGE_NANOS: u64 = 500_000_000;

/// The tasks and threads with their beginnings and ends, and all that the chosen one did.
#[component]
pub(super) fn TimelineTable(is_shown: RwSignal<bool>) -> impl IntoView {
    let runner = Runner::from_context();
    let selection = Selection::from_context();
    let tick = memo(move || (runner.live_edge() / CHANGE_NANOS, runner.is_active()));
    let html = text(move || {
        if !is_shown.get() {
            return String::new();
        }
        tick.get();
        let now = untrack(|| runner.live_edge());
        let chosen = selection.task.get();
        runner.recording().read(|recording| {
            let chosen = chosen.and_then(|task| recording.task(task));
            tasks_html(recording, now) + &chosen.map(|task| spans_html(recording, task, now)).unwrap_or_default()
        })
    });
    view! {
        <div class="timeline__tables" tabindex="0" role="region" aria-label="Timeline as a table"
            hidden=move || !is_shown.get() inner_html=html></div>
    }
}

fn tasks_html(recording: &Recording, now: u64) -> String {
    let rows = recording.tasks().take(MOST_ROWS).map(|task| task_row(recording, task, now));
    table_html("Tasks", &["Task", "Created by", "From", "To", "Duration", "Ended"], rows)
}

fn spans_html(recording: &Recording, task: Task<'_>, now: u64) -> String {
    let mut found = Vec::new();
    recording.spans(task.id(), Axis::Order, 0..u64::MAX, now, 0, &mut found);
    let rows = found.iter().rev().take(MOST_ROWS).map(|span| span_row(recording, span, task.is_thread()));
    table_html(&format!("What {} did", task_name(task)), &["From", "To", "Duration", "Line", "What"], rows)
}

fn table_html<const N: usize>(caption: &str, heads: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut html = String::from("<table class=\"timeline__table\"><caption>");
    escape(caption, &mut html);
    html += "</caption><thead><tr>";
    for head in heads {
        html += "<th scope=\"col\">";
        escape(head, &mut html);
        html += "</th>";
    }
    html += "</tr></thead><tbody>";
    let mut count = 0;
    for row in rows {
        html += "<tr>";
        for cell in row {
            html += "<td>";
            escape(&cell, &mut html);
            html += "</td>";
        }
        html += "</tr>";
        count += 1;
    }
    html += "</tbody></table>";
    if count == MOST_ROWS {
        html += &format!("<p>These are the first {MOST_ROWS}.</p>");
    }
    html
}

/// Writes text so that it means itself in HTML.
pub(crate) fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

fn since(recording: &Recording, time: u64) -> String {
    moment(time.saturating_sub(recording.start_time()) as f64)
}

fn task_row(recording: &Recording, task: Task<'_>, now: u64) -> [String; 6] {
    let finished = task.finished();
    let end = finished.map_or(now.max(recording.end_time()), |(time, _)| time);
    [
        if task.is_thread() { as_task(task) } else { task_name(task) },
        task.parent().map_or_else(|| "–".to_owned(), task_name),
        since(recording, task.created()),
        finished.map_or_else(|| "–".to_owned(), |(time, _)| since(recording, time)),
        duration(end.saturating_sub(task.created()) as f64),
        finished.map_or("not yet", |(_, outcome)| ending(outcome)).to_owned(),
    ]
}

fn span_row(recording: &Recording, span: &Span, is_thread: bool) -> [String; 5] {
    [
        since(recording, span.start),
        if span.is_open { "–".to_owned() } else { since(recording, span.end) },
        duration(span.duration() as f64),
        if span.line > 0 { span.line.to_string() } else { "–".to_owned() },
        activity(recording, span.kind, is_thread),
    ]
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, Outcome, TaskId};

    use super::*;

    #[test]
    fn what_the_program_named_is_only_text() {
        let task = TaskId(1);
        let mut recording = Recording::new();
        recording.event(0, Event::TaskCreated { task, parent: None, line: 3 });
        recording.event(5_000, Event::TaskRunning { task });
        recording.event(7_000, Event::TaskFinished { task, outcome: Outcome::Returned });
        recording.task_named(task, "<img src=x onerror=\"&\">");
        let html = tasks_html(&recording, 0);
        let row = "<tr><td>&lt;img src=x onerror=&quot;&amp;&quot;&gt;</td><td>–</td><td>0 s</td><td>7 µs</td>\
                   <td>7 µs</td><td>returned</td></tr>";
        assert!(html.contains(row), "{html}");
        let html = spans_html(&recording, recording.task(task).unwrap(), 0);
        assert!(html.contains("<tr><td>5 µs</td><td>7 µs</td><td>2 µs</td><td>3</td><td>running</td></tr>"), "{html}");
    }
}
