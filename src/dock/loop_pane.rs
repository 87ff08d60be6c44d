//! The loop: its turn, its ready queue, its timers, who runs, and where everybody stands.

use std::fmt::Write;

use leptos::prelude::*;
use loopscope_executor::{TaskId, WaitId, WaitTarget};
use loopscope_recording::{Moment, Progress, Task, TaskState, TaskStatus, Timer};

use super::{
    Shown, pane,
    words::{label, stack_html, state, task_by_id, task_html},
};
use crate::{
    app::Layout,
    boxed::text,
    findings::{Findings, ProgramText},
    runner::Runner,
    selection::Selection,
    timeline::{duration, escape, moment, waits_for},
};

/// More of a kind are only counted.
const MOST: usize = 40;

/// The loop at the moment that is looked at.
#[component]
pub(crate) fn LoopPane() -> impl IntoView {
    let runner = Runner::from_context();
    let findings = Findings::from_context();
    let selection = Selection::from_context();
    let layout = Layout::from_context();
    let html = text(move || {
        if !layout.is_shown("loop") {
            return String::new();
        }
        runner.track_calmly();
        let (progress, now) = (runner.progress(), runner.now_untracked());
        let chosen = selection.task.get();
        let at_end = runner.playhead().is_none();
        findings.text().with(|text| {
            runner.moment(|moment| {
                // Only the newest moment knows how the run went on.
                let progress = if at_end { progress } else { Progress::Running };
                loop_html(moment, now, progress, chosen, text)
            })
        })
    });
    pane(Shown {
        key: "loop",
        label: "Loop",
        hint: "The event loop: who runs, who is next, and which timers it waits for.",
        html,
        controls: ().into_any(),
        act: Box::new(|_| false),
    })
}

fn loop_html(now: Moment<'_>, time: u64, progress: Progress, chosen: Option<TaskId>, text: &ProgramText) -> String {
    let recording = now.recording();
    let mut html = String::new();
    if recording.is_empty() {
        return "<p class=\"pane__empty\">The loop's ready queue and timers stand here when a program has run, or was run ahead.</p>".to_owned();
    }
    let ready = now.ready_queue();
    let (timers, timer_count) = now.timers(MOST);
    html += "<p class=\"loop__next\" role=\"status\">";
    escape(&next(now, time, progress, (&ready, timers.first()), text), &mut html);
    html += "</p><div class=\"loop__columns\">";

    section(&mut html, "Running", usize::from(now.running().is_some()));
    if let Some(running) = now.running() {
        html += "<li>";
        task_by_id(&mut html, recording, running, text);
        html += "</li>";
    }
    html += "</ol></section>";

    section(&mut html, "Ready queue", ready.len());
    for task in ready.iter().take(MOST) {
        html += "<li>";
        task_html(&mut html, *task, now.status(task.id()).map_or(0, |status| status.line), text);
        html += "</li>";
    }
    more(&mut html, ready.len());
    html += "</ol></section>";

    section(&mut html, "Timers", timer_count);
    for timer in timers.iter().take(MOST) {
        let _ = write!(
            html,
            "<li><span class=\"loop__time\">{}</span> ",
            moment(rounded(timer.deadline.saturating_sub(recording.start_time())))
        );
        let left = timer.deadline.saturating_sub(time);
        if left == 0 {
            html += "<span class=\"dock__soft\">due</span> ";
        } else {
            let _ = write!(html, "<span class=\"dock__soft\">in {}</span> ", duration(rounded(left)));
        }
        match timer.task {
            Some(task) => {
                if !timer.is_sleep {
                    html += "<span class=\"dock__soft\">set by</span> ";
                }
                task_by_id(&mut html, recording, task, text);
            }
            None => html += "<span class=\"dock__soft\">a callback</span>",
        }
        html += "</li>";
    }
    more(&mut html, timer_count);
    html += "</ol></section></div>";
    stacks(&mut html, now, chosen, text);
    html
}

/// A duration as one reads it in passing.
fn rounded(nanos: u64) -> f64 {
    let unit = 10u64.pow(nanos.checked_ilog10().unwrap_or(0).saturating_sub(3));
    (nanos / unit * unit) as f64
}

fn section(html: &mut String, title: &str, count: usize) {
    let _ = write!(
        html,
        "<section class=\"loop__section\"><h3>{title} <span class=\"dock__soft\">{count}</span></h3><ol class=\"dock__list\">"
    );
}

fn more(html: &mut String, count: usize) {
    if count > MOST {
        let _ = write!(html, "<li class=\"dock__soft\">and {} more</li>", count - MOST);
    }
}

/// Where everybody stands who waits, and where threads do; the chosen one first.
fn stacks(html: &mut String, now: Moment<'_>, chosen: Option<TaskId>, text: &ProgramText) {
    let recording = now.recording();
    let (mut tasks, mut threads) = (Standing::default(), Standing::default());
    let chosen_first = chosen.and_then(|id| Some((recording.task(id)?, now.status(id)?)));
    for (task, status) in chosen_first.into_iter().chain(now.tasks().filter(|(task, _)| Some(task.id()) != chosen)) {
        match status.state {
            TaskState::Finished(_) => {}
            // Threads are few, and nothing else here tells of those that run or could.
            _ if task.is_thread() => threads.add(task, status),
            TaskState::Suspended { .. } => tasks.add(task, status),
            _ => {}
        }
    }
    stacks_of(html, now, "Suspended", &tasks, text);
    stacks_of(html, now, "Threads", &threads, text);
}

/// Some who stand somewhere, and how many they are.
#[derive(Default)]
struct Standing<'a> {
    shown: Vec<(Task<'a>, TaskStatus)>,
    count: usize,
}

impl<'a> Standing<'a> {
    fn add(&mut self, task: Task<'a>, status: TaskStatus) {
        self.count += 1;
        if self.count <= MOST {
            self.shown.push((task, status));
        }
    }
}

fn stacks_of(html: &mut String, now: Moment<'_>, title: &str, standing: &Standing<'_>, text: &ProgramText) {
    let recording = now.recording();
    let count = standing.count;
    if count == 0 {
        return;
    }
    let _ = write!(
        html,
        "<h3 class=\"loop__stacks\">{title} <span class=\"dock__soft\">{count}</span></h3><ul class=\"dock__list\">"
    );
    for (task, status) in &standing.shown {
        let _ = write!(html, "<li class=\"loop__stack\" data-task=\"{}\">", task.id().0);
        task_html(html, *task, status.line, text);
        html.push_str("<span class=\"dock__soft\">");
        match status.state {
            TaskState::Suspended { on: WaitTarget::Other(WaitId::LOOP) } => html.push_str("runs its event loop"),
            TaskState::Suspended { on } => escape(&format!("waits for {}", waits_for(recording, on)), html),
            _ => html.push_str(state(Some(*status)).2),
        }
        html.push_str("</span>");
        html.push_str("<span class=\"loop__frames\">");
        stack_html(html, now, task.id(), text);
        html.push_str("</span></li>");
    }
    more(html, count);
    html.push_str("</ul>");
}

/// What happens next, and why.
fn next(
    now: Moment<'_>,
    time: u64,
    progress: Progress,
    (ready, timer): (&[Task<'_>], Option<&Timer>),
    text: &ProgramText,
) -> String {
    let recording = now.recording();
    let name = |id: TaskId| recording.task(id).map_or_else(|| "a task".to_owned(), |task| label(task, text));
    let turn = now.turn().map(|turn| format!("Turn {turn}. ")).unwrap_or_default();
    if let Some(running) = now.running() {
        let status = now.status(running);
        let line = status.filter(|status| status.line > 0).map(|status| format!(" (line {})", status.line));
        let line = line.unwrap_or_default();
        if let Some(TaskState::Blocked { until }) = status.map(|status| status.state)
            && until > time
        {
            let long = match until {
                u64::MAX => "until it is woken".to_owned(),
                until => format!("for another {}", duration(rounded(until - time))),
            };
            return format!("{turn}{}{line} blocks the loop {long}: nobody else can run.", name(running));
        }
        let behind = match ready.len() {
            0 => "nobody else is ready".to_owned(),
            1 => format!("{} is ready and must wait until it awaits something", name(ready[0].id())),
            count => format!("{count} others are ready and must wait until it awaits something"),
        };
        return format!("{turn}{} runs{line}; {behind}.", name(running));
    }
    if let Some(first) = ready.first() {
        let why = match now.woken_by(first.id()) {
            Some(by) if first.created_position().0 + 1 >= now.position().0 => format!("{} has just made it", name(by)),
            Some(by) => format!("{} made it ready", name(by)),
            None => "what it waited for is over".to_owned(),
        };
        return format!("{turn}Next runs {}: it is first in the ready queue, because {why}.", label(*first, text));
    }
    if let Some(timer) = timer {
        let at = moment(timer.deadline.saturating_sub(recording.start_time()) as f64);
        let what = match timer.task {
            Some(task) if timer.is_sleep => format!("the sleep of {} is over", name(task)),
            Some(task) => format!("a timer fires that {} has set", name(task)),
            None => "a callback is due".to_owned(),
        };
        let who = if now.turn().is_some() { "the loop" } else { "the program" };
        return format!("{turn}Nobody is ready, so {who} sleeps until {at}, when {what}.");
    }
    let is_left =
        now.tasks().any(|(task, status)| !task.is_thread() && !matches!(status.state, TaskState::Finished(_)));
    match (is_left, progress) {
        (true, Progress::Stuck) => {
            format!("{turn}Nobody is ready and no timer is set: the loop waits for ever.")
        }
        (true, Progress::Running) => format!("{turn}Nobody is ready and no timer is set: the loop waits."),
        _ if now.position().0 == 0 => "Nothing has happened yet.".to_owned(),
        _ => format!("All tasks are done; the loop stops. {}", counts(now)),
    }
}

/// How the tasks ended.
fn counts(now: Moment<'_>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, status) in now.tasks().filter(|(task, _)| !task.is_thread()) {
        let word = state(Some(status)).2;
        match counts.iter_mut().find(|known| known.0 == word) {
            Some(known) => known.1 += 1,
            None => counts.push((word, 1)),
        }
    }
    let said: Vec<String> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    if said.is_empty() { String::new() } else { format!("({})", said.join(", ")) }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, Outcome};
    use loopscope_recording::{Position, Recording};

    use super::*;

    #[test]
    fn threads_stand_beside_suspended_tasks_and_not_in_the_loops_queue() {
        let (main, worker, other) = (TaskId(1), TaskId(2), TaskId(3));
        let mut recording = Recording::new();
        recording.wait_named(WaitId(1), "queue jobs");
        for event in [
            Event::TurnStarted { turn: 1, ready: 1 },
            Event::TaskCreated { task: main, parent: None, line: 9 },
            Event::TaskRunning { task: main },
            Event::ThreadCreated { thread: worker, parent: Some(main), line: 10 },
            Event::TaskRunning { task: worker },
            Event::TaskSuspended { task: worker, on: WaitTarget::Other(WaitId(1)), line: 3 },
            Event::ThreadCreated { thread: other, parent: Some(main), line: 11 },
            Event::Blocked { task: Some(main), nanos: u64::MAX, line: 12 },
        ] {
            recording.event(0, event);
        }
        recording.task_named(worker, "worker");
        let html = loop_html(recording.now(), 0, Progress::Running, None, &ProgramText::default());
        for part in
            ["Ready queue <span class=\"dock__soft\">0<", "Threads <span class=\"dock__soft\">2<", ">thread worker<"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("waits for queue jobs") && html.contains("line 3"), "{html}");
        assert!(html.contains("Task 1 (line 12) blocks the loop until it is woken"), "{html}");
    }

    #[test]
    fn says_what_happens_next_and_why() {
        let (main, child) = (TaskId(1), TaskId(2));
        let second = 1_000_000_000;
        let mut recording = Recording::new();
        for (time, event) in [
            (0, Event::TurnStarted { turn: 1, ready: 1 }),
            (0, Event::TaskCreated { task: main, parent: None, line: 9 }),
            (0, Event::TaskRunning { task: main }),
            (0, Event::TaskCreated { task: child, parent: Some(main), line: 10 }),
            (0, Event::TaskSuspended { task: main, on: WaitTarget::Task(child), line: 11 }),
            (0, Event::TaskRunning { task: child }),
            (0, Event::TaskSuspended { task: child, on: WaitTarget::Sleep(second), line: 4 }),
            (second, Event::TaskReady { task: child, by: None }),
            (second, Event::TaskRunning { task: child }),
            (second, Event::Blocked { task: Some(child), nanos: second, line: 5 }),
            (2 * second, Event::TaskFinished { task: child, outcome: Outcome::Returned }),
            (2 * second, Event::TaskReady { task: main, by: Some(child) }),
            (2 * second, Event::TaskRunning { task: main }),
            (2 * second, Event::TaskFinished { task: main, outcome: Outcome::Returned }),
        ] {
            recording.event(time, event);
        }
        recording.task_named(main, "main");
        recording.task_named(child, "child");
        let text = ProgramText::default();
        let said = |events: u32| {
            let now = recording.at(Position(events));
            let (ready, (timers, _)) = (now.ready_queue(), now.timers(9));
            next(now, now.time(), Progress::Running, (&ready, timers.first()), &text)
        };
        for (events, sentence) in [
            (0, "Nothing has happened yet."),
            (2, "Turn 1. Next runs main: it is first in the ready queue, because what it waited for is over."),
            (3, "Turn 1. main runs (line 9); nobody else is ready."),
            (4, "Turn 1. main runs (line 9); child is ready and must wait until it awaits something."),
            (5, "Turn 1. Next runs child: it is first in the ready queue, because main made it ready."),
            (7, "Turn 1. Nobody is ready, so the loop sleeps until 1 s, when the sleep of child is over."),
            (10, "Turn 1. child (line 5) blocks the loop for another 1 s: nobody else can run."),
            (12, "Turn 1. Next runs main: it is first in the ready queue, because child made it ready."),
            (14, "All tasks are done; the loop stops. (2 done)"),
        ] {
            assert_eq!(said(events), sentence, "after {events}");
        }
    }
}
