//! What is known about a place on the timeline, in words.

use loopscope_executor::{Outcome, ResourceId, ResourceKind, TaskId, WaitTarget};
use loopscope_recording::{Recording, Span, SpanKind, Task};

use super::ticks::{duration, moment};

/// The longest name that is shown whole, in characters.
const LONGEST_NAME: usize = 60;

/// What a task is called.
pub(crate) fn task_name(task: Task<'_>) -> String {
    let name = task.name();
    if name.is_empty() {
        format!("Task {}", task.id().0)
    } else if name.chars().count() > LONGEST_NAME {
        name.chars().take(LONGEST_NAME).chain(['…']).collect()
    } else {
        name.to_owned()
    }
}

fn name_of(recording: &Recording, task: TaskId) -> String {
    recording.task(task).map_or_else(|| format!("task {}", task.0), task_name)
}

pub(crate) fn resource_name(recording: &Recording, id: ResourceId) -> String {
    let Some(resource) = recording.resource(id) else { return "a resource".to_owned() };
    let kind = match resource.kind() {
        ResourceKind::Queue => "queue",
        ResourceKind::Lock => "lock",
        ResourceKind::Semaphore => "semaphore",
        ResourceKind::Event => "event",
        ResourceKind::Condition => "condition",
        ResourceKind::Barrier => "barrier",
    };
    match (resource.name(), resource.ordinal()) {
        ("", (_, 1)) => format!("the {kind}"),
        ("", (number, _)) => format!("{kind} {number}"),
        (name, _) => format!("{kind} {name}"),
    }
}

/// What a task waits for, after "waits for".
pub(crate) fn waits_for(recording: &Recording, on: WaitTarget) -> String {
    match on {
        WaitTarget::Turn => "its next turn".to_owned(),
        WaitTarget::Future(_) => "a future".to_owned(),
        WaitTarget::Task(task) => name_of(recording, task),
        WaitTarget::Sleep(until) => {
            format!("a sleep until {}", moment(until.saturating_sub(recording.start_time()) as f64))
        }
        WaitTarget::Group(_) => "several at once".to_owned(),
        WaitTarget::Resource(id) => resource_name(recording, id),
    }
}

/// The same in a word or two, for inside a bar.
pub(super) fn waits_briefly(recording: &Recording, on: WaitTarget) -> String {
    match on {
        WaitTarget::Turn => "next turn".to_owned(),
        WaitTarget::Future(_) => "future".to_owned(),
        WaitTarget::Task(task) => name_of(recording, task),
        WaitTarget::Sleep(_) => "sleep".to_owned(),
        WaitTarget::Group(_) => "several".to_owned(),
        WaitTarget::Resource(id) => resource_name(recording, id),
    }
}

/// What a task did during a span, in a few words.
pub(super) fn activity(recording: &Recording, kind: SpanKind) -> String {
    match kind {
        SpanKind::Ready => "ready: in the queue, not yet its turn".to_owned(),
        SpanKind::Running => "running".to_owned(),
        SpanKind::Blocked => "blocking the loop: no other task can run".to_owned(),
        SpanKind::Suspended(on) => format!("waits for {}", waits_for(recording, on)),
        SpanKind::Many => "many short steps (zoom in to tell them apart)".to_owned(),
    }
}

/// How a task ended.
pub(super) fn ending(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Returned => "returned",
        Outcome::Failed => "failed: it raised an exception",
        Outcome::Cancelled => "was cancelled",
    }
}

/// What a tooltip says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) lines: Vec<String>,
}

/// What is known about a task during a span.
pub(super) fn facts(recording: &Recording, task: Task<'_>, span: &Span) -> Facts {
    let since = |time: u64| moment(time.saturating_sub(recording.start_time()) as f64);
    let mut lines = vec![activity(recording, span.kind)];
    let length = duration(span.duration() as f64);
    lines.push(match (span.is_open, span.start == span.end) {
        (true, _) => format!("since {} ({length} so far)", since(span.start)),
        (false, true) => format!("at {}", since(span.start)),
        (false, false) => format!("{} – {} ({length})", since(span.start), since(span.end)),
    });
    if span.line > 0 {
        lines.push(format!("line {}", span.line));
    }
    if let Some((time, outcome)) = task.finished().filter(|(time, _)| *time == span.end && !span.is_open) {
        lines.push(format!("then it {} at {}", ending(outcome), since(time)));
    }
    Facts { title: task_name(task), lines }
}

/// What is known about a task at the end of the recording.
pub(super) fn task_facts(recording: &Recording, task: Task<'_>) -> Facts {
    let since = |time: u64| moment(time.saturating_sub(recording.start_time()) as f64);
    let by = task.parent().map(|parent| format!(" by {}", task_name(parent))).unwrap_or_default();
    let mut lines = vec![format!("created at {}{by}", since(task.created()))];
    if let Some((time, outcome)) = task.finished() {
        lines.push(format!("{} at {}", ending(outcome), since(time)));
    }
    Facts { title: task_name(task), lines }
}

/// The whole timeline in a sentence.
pub(super) fn summary(recording: &Recording) -> String {
    let statistics = recording.statistics();
    let count = |number: u32, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let mut parts = vec![format!(
        "{} over {}, in {}",
        count(statistics.tasks, "task"),
        duration(recording.duration() as f64),
        count(statistics.turns, "turn"),
    )];
    for (number, what) in [
        (statistics.returned, "returned"),
        (statistics.failed, "failed"),
        (statistics.cancelled, "cancelled"),
        (statistics.ready + statistics.running, "ready or running"),
        (statistics.suspended, "waiting"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    if statistics.blocked > 0 {
        parts.push(format!("loop blocked for {}", duration(statistics.blocked as f64)));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer};
    use loopscope_recording::Axis;

    use super::*;

    #[test]
    fn the_facts_of_a_span_are_said_in_words() {
        let (main, child, queue) = (TaskId(1), TaskId(2), ResourceId(4));
        let second = 1_000_000_000;
        let mut recording = Recording::new();
        for (time, event) in [
            (second, Event::TaskCreated { task: main, parent: None, line: 9 }),
            (second, Event::TaskRunning { task: main }),
            (second, Event::TaskCreated { task: child, parent: Some(main), line: 10 }),
            (second, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: None }),
            (second, Event::TaskSuspended { task: main, on: WaitTarget::Task(child), line: 11 }),
            (second, Event::TaskRunning { task: child }),
            (second, Event::Blocked { task: Some(child), nanos: second / 2, line: 3 }),
            (2 * second, Event::TaskSuspended { task: child, on: WaitTarget::Resource(queue), line: 4 }),
            (3 * second, Event::CancelRequested { task: child, by: None }),
            (3 * second, Event::TaskFinished { task: child, outcome: Outcome::Cancelled }),
        ] {
            recording.event(time, event);
        }
        recording.task_named(child, "worker");
        recording.resource_named(queue, "jobs");
        let now = 4 * second;
        let at = |task: TaskId, at: u64| {
            let span = recording.span_at(task, Axis::Time, at, now).unwrap();
            facts(&recording, recording.task(task).unwrap(), &span)
        };
        for (task, time, title, lines) in [
            (main, 2 * second, "Task 1", &["waits for worker", "since 0 s (3 s so far)", "line 11"][..]),
            (
                child,
                second + 1,
                "worker",
                &["blocking the loop: no other task can run", "0 s – 500 ms (500 ms)", "line 3"],
            ),
            (
                child,
                2 * second,
                "worker",
                &["waits for queue jobs", "1 s – 2 s (1 s)", "line 4", "then it was cancelled at 2 s"],
            ),
        ] {
            let found = at(task, time);
            assert_eq!((found.title.as_str(), found.lines), (title, lines.iter().map(ToString::to_string).collect()));
        }
        let known = task_facts(&recording, recording.task(child).unwrap());
        assert_eq!(known.lines, ["created at 0 s by Task 1", "was cancelled at 2 s"]);
        assert_eq!(
            summary(&recording),
            "2 tasks over 2 s, in 0 turns; 1 cancelled; 1 waiting; loop blocked for 500 ms"
        );
    }
}
