//! What is known about a place on the timeline, in words.

use loopscope_executor::{Outcome, ResourceId, ResourceKind, TaskId, WaitId, WaitTarget};
use loopscope_recording::{Deed, Departure, Recording, Span, SpanKind, Step, Task};

use super::ticks::{duration, moment};

/// The longest name that is shown whole, in characters.
const LONGEST_NAME: usize = 60;

/// What a task is called, to stand by itself.
pub(crate) fn short_name(task: Task<'_>) -> String {
    let name = task.name();
    if name.is_empty() {
        return format!("Task {}", task.id().0);
    }
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// What a task is called, to stand among other words.
pub(crate) fn task_name(task: Task<'_>) -> String {
    let name = short_name(task);
    // Isolated, so that what stands around it keeps its order.
    if name.chars().any(turns) { format!("\u{2068}{name}\u{2069}") } else { name }
}

/// What a task or thread is called with what it is, unless the name says so: `task tea`, `thread io_0`, but `Task-4`.
pub(crate) fn as_task(task: Task<'_>) -> String {
    let name = task_name(task);
    match task.is_thread() {
        true if name.contains("Thread") || name.contains("thread") => name,
        true => format!("thread {name}"),
        false if name.starts_with("Task") => name,
        false => format!("task {name}"),
    }
}

/// Whether a character is written from right to left, or says that others are.
fn turns(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What the task of this number is called.
pub(crate) fn name_of(recording: &Recording, task: TaskId) -> String {
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
        ResourceKind::Pool => "pool",
    };
    let (number, count) = resource.ordinal();
    match resource.name() {
        // `lock = Lock()` says no more than its kind.
        name if (name.is_empty() || name == kind) && count == 1 => format!("the {kind}"),
        name if name.is_empty() || name == kind => format!("{kind} {number}"),
        name => match name.strip_suffix("[]") {
            Some(list) => format!("{kind} {list}[{}]", number - 1),
            None if count == 1 => format!("{kind} {name}"),
            None => format!("{kind} {name} {number}"),
        },
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
        WaitTarget::Resource(id) if is_pool(recording, id) => format!("work of {}", resource_name(recording, id)),
        WaitTarget::Resource(id) => resource_name(recording, id),
        WaitTarget::Other(wait) => recording.wait_in_words(wait).to_owned(),
    }
}

/// Whether it is a pool of threads. Who waits for one waits for work.
pub(crate) fn is_pool(recording: &Recording, id: ResourceId) -> bool {
    recording.resource(id).is_some_and(|resource| resource.kind() == ResourceKind::Pool)
}

/// Whether a thread has nothing to do by itself: it waits for work, or runs its loop.
#[inline(never)]
pub(super) fn is_idle(recording: &Recording, kind: SpanKind) -> bool {
    match kind {
        SpanKind::Suspended(WaitTarget::Other(wait)) => wait == WaitId::LOOP,
        SpanKind::Suspended(WaitTarget::Resource(id)) => is_pool(recording, id),
        _ => false,
    }
}

/// What a task or thread waits for in a word or two, for inside a bar.
pub(super) fn waits_briefly(recording: &Recording, on: WaitTarget, is_thread: bool) -> String {
    if is_thread {
        return thread_waits_briefly(recording, on);
    }
    match on {
        WaitTarget::Turn => "next turn".to_owned(),
        WaitTarget::Future(_) => "future".to_owned(),
        WaitTarget::Task(task) => name_of(recording, task),
        WaitTarget::Sleep(_) => "sleep".to_owned(),
        WaitTarget::Group(_) => "several".to_owned(),
        WaitTarget::Resource(id) => resource_name(recording, id),
        WaitTarget::Other(_) => String::new(),
    }
}

/// The same of a thread.
#[inline(never)]
fn thread_waits_briefly(recording: &Recording, on: WaitTarget) -> String {
    match on {
        WaitTarget::Sleep(_) => "time.sleep".to_owned(),
        WaitTarget::Task(task) => format!("joins {}", name_of(recording, task)),
        WaitTarget::Resource(id) if is_pool(recording, id) => "idle".to_owned(),
        WaitTarget::Other(WaitId::LOOP) => "runs its event loop".to_owned(),
        WaitTarget::Other(wait) => recording.wait_in_words(wait).to_owned(),
        other => waits_briefly(recording, other, false),
    }
}

/// What a task or thread did during a span, in a few words.
pub(super) fn activity(recording: &Recording, kind: SpanKind, is_thread: bool) -> String {
    match kind {
        SpanKind::Ready if is_thread => "ready: one thread runs at a time, and another does".to_owned(),
        SpanKind::Suspended(WaitTarget::Other(WaitId::LOOP)) => "runs its event loop: see its tasks".to_owned(),
        SpanKind::Suspended(WaitTarget::Sleep(_)) if is_thread => {
            "in time.sleep, which blocks this thread only: loop and other threads go on".to_owned()
        }
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
    let mut lines = vec![activity(recording, span.kind, task.is_thread())];
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
    Facts { title: title(task), lines }
}

/// What stands above all that is said of a task or thread.
fn title(task: Task<'_>) -> String {
    if task.is_thread() { as_task(task) } else { task_name(task) }
}

/// What is known about a task at the end of the recording.
pub(super) fn task_facts(recording: &Recording, task: Task<'_>) -> Facts {
    let since = |time: u64| moment(time.saturating_sub(recording.start_time()) as f64);
    let by = task.parent().map(|parent| format!(" by {}", task_name(parent))).unwrap_or_default();
    let mut lines = vec![format!("created at {}{by}", since(task.created()))];
    if let Some((time, outcome)) = task.finished() {
        lines.push(format!("{} at {}", ending(outcome), since(time)));
    }
    Facts { title: title(task), lines }
}

/// What was foreseen of a task, during a span of it if there is one.
pub(super) fn foreseen_facts(foreseen: &Recording, task: Task<'_>, span: Option<&Span>) -> Facts {
    let mut found = match span {
        Some(span) => facts(foreseen, task, span),
        None => task_facts(foreseen, task),
    };
    found.lines.insert(0, "foreseen, not yet happened:".to_owned());
    found
}

/// Where a run goes another way than was foreseen, and how, in a sentence.
pub(super) fn departure_in_words(run: &Recording, foreseen: &Recording, departure: Departure) -> String {
    let Departure { happened, foreseen: expected, shift } = departure;
    let time = run.time_at(happened.position).saturating_sub(run.start_time());
    if let Some(shift) = shift {
        let how = if shift > 0 { "later" } else { "earlier" };
        return format!(
            "At {}, {}: {} {how} than was foreseen. Computing takes time, which the virtual clock does not count.",
            duration(time as f64),
            step_in_words(run, happened),
            duration(shift.unsigned_abs() as f64),
        );
    }
    let expected = match expected {
        Some(step) => format!("it was foreseen that {}", step_in_words(foreseen, step)),
        None => "nothing more was foreseen".to_owned(),
    };
    format!(
        "From {} on, this run goes another way than was foreseen: {}, where {expected}. Chance or time decides here.",
        duration(time as f64),
        step_in_words(run, happened)
    )
}

fn step_in_words(recording: &Recording, step: Step) -> String {
    let name = name_of(recording, step.task);
    let line = if step.line > 0 { format!(" at line {}", step.line) } else { String::new() };
    match step.deed {
        Deed::Created => format!("{name} was created{line}"),
        Deed::Ran => format!("{name} ran"),
        Deed::Suspended => format!("{name} waited{line}"),
        Deed::CancelRequested => format!("{name} was asked to cancel"),
        Deed::Finished(Outcome::Returned) => format!("{name} returned"),
        Deed::Finished(Outcome::Failed) => format!("{name} failed"),
        Deed::Finished(Outcome::Cancelled) => format!("{name} was cancelled"),
    }
}

/// The whole timeline in a sentence.
pub(super) fn summary(recording: &Recording) -> String {
    let statistics = recording.statistics();
    let count = |number: u32, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let mut tasks = count(statistics.tasks, "task");
    if statistics.threads > 0 {
        tasks = tasks + " and " + &count(statistics.threads, "thread");
    }
    let mut parts =
        vec![
            format!("{tasks} over {}, in {}", duration(recording.duration() as f64), count(statistics.turns, "turn"),),
        ];
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
    fn names_are_legible_whatever_they_are() {
        let mut recording = Recording::new();
        for (id, (given, shown)) in [
            ("", "Task 0".to_owned()),
            ("tea", "tea".to_owned()),
            ("🧵 fetch", "🧵 fetch".to_owned()),
            ("מפיק", "\u{2068}מפיק\u{2069}".to_owned()),
            (&"é".repeat(10_000), "é".repeat(60) + "…"),
        ]
        .into_iter()
        .enumerate()
        {
            let task = TaskId(id as u32);
            recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
            recording.task_named(task, given);
            assert_eq!(task_name(recording.task(task).unwrap()), shown);
        }
    }

    #[test]
    fn a_departure_is_told_in_a_sentence() {
        let run = |time: u64, outcome: Outcome| {
            let task = TaskId(1);
            let mut recording = Recording::new();
            recording.event(5, Event::TaskCreated { task, parent: None, line: 9 });
            recording.event(time, Event::TaskFinished { task, outcome });
            recording.task_named(task, "tea");
            recording
        };
        let check = |run: &Recording, foreseen: &Recording, expected: &str| {
            let departure = loopscope_recording::Comparison::default().advance(run, foreseen, true, false).unwrap();
            assert_eq!(departure_in_words(run, foreseen, departure), expected);
        };
        let foreseen = run(1_200_000_005, Outcome::Returned);
        check(
            &run(1_200_000_005, Outcome::Failed),
            &foreseen,
            "From 1.2 s on, this run goes another way than was foreseen: tea failed, where it was foreseen that tea \
             returned. Chance or time decides here.",
        );
        check(
            &run(1_500_000_005, Outcome::Returned),
            &foreseen,
            "At 1.5 s, tea returned: 300 ms later than was foreseen. Computing takes time, which the virtual clock does \
             not count.",
        );
    }

    #[test]
    fn a_thread_is_said_to_be_one() {
        let (main, worker, pool, wait) = (TaskId(1), TaskId(2), ResourceId(1), WaitId(1));
        let mut recording = Recording::new();
        recording.wait_named(wait, "queue jobs");
        for (time, event) in [
            (0, Event::TaskCreated { task: main, parent: None, line: 9 }),
            (0, Event::ResourceCreated { resource: pool, kind: ResourceKind::Pool, by: Some(main) }),
            (0, Event::ThreadCreated { thread: worker, parent: Some(main), line: 10 }),
            (0, Event::TaskRunning { task: worker }),
            (10, Event::TaskSuspended { task: worker, on: WaitTarget::Resource(pool), line: 0 }),
            (20, Event::TaskSuspended { task: worker, on: WaitTarget::Other(wait), line: 3 }),
            (30, Event::TaskSuspended { task: worker, on: WaitTarget::Sleep(40), line: 4 }),
            (40, Event::TaskSuspended { task: worker, on: WaitTarget::Other(WaitId::LOOP), line: 5 }),
            (50, Event::TaskReady { task: worker, by: Some(main) }),
        ] {
            recording.event(time, event);
        }
        recording.task_named(worker, "io_0");
        recording.resource_named(pool, "io");
        let thread = recording.task(worker).unwrap();
        for (time, said, briefly, idle) in [
            (10, "waits for work of pool io", "idle", true),
            (20, "waits for queue jobs", "queue jobs", false),
            (30, "in time.sleep, which blocks this thread only: loop and other threads go on", "time.sleep", false),
            (40, "runs its event loop: see its tasks", "runs its event loop", true),
        ] {
            let span = recording.span_at(worker, Axis::Time, time, 60).unwrap();
            let found = facts(&recording, thread, &span);
            assert_eq!((found.title.as_str(), found.lines[0].as_str()), ("thread io_0", said));
            let SpanKind::Suspended(on) = span.kind else { panic!("{span:?}") };
            assert_eq!((waits_briefly(&recording, on, true).as_str(), is_idle(&recording, span.kind)), (briefly, idle));
        }
        assert!(summary(&recording).starts_with("1 task and 1 thread over 50 ns"), "{}", summary(&recording));
        recording.task_named(worker, "Thread-1 (work)");
        assert_eq!(as_task(recording.task(worker).unwrap()), "Thread-1 (work)");
    }

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
