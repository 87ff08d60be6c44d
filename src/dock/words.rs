//! Tasks and lines as HTML, the same in all these panes.

use std::fmt::Write;

use loopscope_executor::{Outcome, TaskId};
use loopscope_recording::{Moment, Recording, Task, TaskState, TaskStatus};

use crate::{
    findings::ProgramText,
    palette,
    timeline::{as_task, escape, short_name, task_name},
};

/// A state's name for styles, its sign, and its word.
pub(super) fn state(status: Option<TaskStatus>) -> (&'static str, &'static str, &'static str) {
    match status.map(|status| status.state) {
        None => ("unborn", "·", "not made yet"),
        Some(TaskState::Ready) => ("ready", "▷", "ready"),
        Some(TaskState::Running) => ("running", "▶", "running"),
        Some(TaskState::Blocked { .. }) => ("blocked", "■", "blocks the loop"),
        Some(TaskState::Suspended { .. }) => ("waiting", "–", "waiting"),
        Some(TaskState::Finished(Outcome::Returned)) => ("returned", "✓", "done"),
        Some(TaskState::Finished(Outcome::Failed)) => ("failed", "✕", "failed"),
        Some(TaskState::Finished(Outcome::Cancelled)) => ("cancelled", "⊘", "cancelled"),
    }
}

/// What a task is called, with its function if its name says nothing, to stand by itself.
pub(super) fn short_label(task: Task<'_>, text: &ProgramText) -> String {
    if task.is_thread() {
        return as_task(task);
    }
    with_function(short_name(task), task, text)
}

/// The same, to stand among other words.
pub(super) fn label(task: Task<'_>, text: &ProgramText) -> String {
    if task.is_thread() {
        return as_task(task);
    }
    with_function(task_name(task), task, text)
}

fn with_function(name: String, task: Task<'_>, text: &ProgramText) -> String {
    match text.function_of(&name, task.entry_line()) {
        Some(function) => format!("{name} {function}"),
        None => name,
    }
}

/// A task as a button.
pub(super) fn task_html(html: &mut String, task: Task<'_>, line: u32, text: &ProgramText) {
    let _ = write!(
        html,
        r#"<button class="dock__task" data-task="{}" data-line="{line}" style="--task:{}"><i class="swatch{}" aria-hidden="true"></i><span class="dock__name" dir="auto">"#,
        task.id().0,
        palette::css(task.index()),
        if task.is_thread() { " swatch--thread" } else { "" }
    );
    escape(&short_label(task, text), html);
    html.push_str("</span></button>");
}

/// A task by its id, as a button.
pub(super) fn task_by_id(html: &mut String, recording: &Recording, id: TaskId, text: &ProgramText) {
    match recording.task(id) {
        Some(task) => task_html(html, task, recording.now().status(id).map_or(0, |status| status.line), text),
        None => {
            let _ = write!(html, "task {}", id.0);
        }
    }
}

/// Where a task stands, call by call, innermost first.
pub(super) fn stack_html(html: &mut String, now: Moment<'_>, task: TaskId, text: &ProgramText) {
    for line in now.stack(task) {
        let _ = write!(html, r#"<button class="dock__line" data-task="{}" data-line="{line}">"#, task.0);
        if let Some(function) = text.function_at(line) {
            escape(&function.name, html);
            html.push(' ');
        }
        let _ = write!(html, "<span>line {line}</span></button>");
    }
}
