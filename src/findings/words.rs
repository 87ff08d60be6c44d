//! A finding in words: what is wrong, why, and what to do about it.

use loopscope_executor::{Event, TaskId};
use loopscope_recording::{Finding, FindingKind, Position, Recording, SequenceShape, Wait};

use super::{
    fix::{Fix, fix},
    text::ProgramText,
};
use crate::timeline::{duration, name_of, resource_name, task_name, waits_for};

/// What is said of a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The finding's short name, for styles and tests.
    pub(crate) slug: &'static str,
    pub(crate) is_fault: bool,
    pub(crate) line: u32,
    pub(crate) task: Option<TaskId>,
    /// The event at which it shows.
    pub(crate) position: u32,
    /// What is the matter.
    pub(crate) title: String,
    /// Why that matters.
    pub(crate) reason: String,
    /// What to do about it.
    pub(crate) advice: String,
    /// What can be done about it with a click.
    pub(crate) fix: Option<Fix>,
}

/// Says what a finding is.
pub(crate) fn say(finding: &Finding, recording: &Recording, text: &ProgramText) -> Said {
    let name = |task: Option<TaskId>| {
        task.and_then(|task| recording.task(task)).map_or_else(|| "the program".to_owned(), task_name)
    };
    let long = rough;
    let mut line = finding.line;
    // What a task made is told on the line that made it, which is not its own.
    let own_line = match (&finding.kind, finding.task.and_then(|task| recording.task(task))) {
        (FindingKind::CutOff { .. } | FindingKind::Destroyed { .. }, Some(task)) => task.entry_line(),
        _ => line,
    };
    let who = with_function(name(finding.task), own_line, text);
    if let (0, FindingKind::NeverAwaited { name }) = (line, &finding.kind) {
        line = text.first_call(name);
    }
    // Who blocks a loop without an end that is known waits for another thread.
    let event = finding.position.0.checked_sub(1).and_then(|event| recording.event_at(Position(event)));
    let waits_for_thread = matches!(event, Some((_, Event::Blocked { nanos: u64::MAX, .. })));
    let does = if waits_for_thread { "waits" } else { "sleeps" };
    let (title, reason, advice) = match &finding.kind {
        FindingKind::Blocked { nanos, times, others } => (
            format!("{who} blocks the loop for {}{}", long(*nanos), often(*times)),
            match others {
                0 => format!("While it {does} there, the event loop stands still."),
                1 => format!("While it {does} there, the event loop stands still: the other task cannot run."),
                others => {
                    format!("While it {does} there, the event loop stands still: {others} other tasks cannot run.")
                }
            },
            match text.function_at(line) {
                _ if waits_for_thread => {
                    "Await what the thread does: `await asyncio.to_thread(…)`, or `await asyncio.wrap_future(…)` for a \
                     future that a pool has given you."
                }
                Some(function) if !function.is_async => {
                    "Wait with `await asyncio.sleep(…)` in a coroutine, or call this through `await asyncio.to_thread(…)`."
                }
                _ => "Wait with `await asyncio.sleep(…)`: it lets the others run.",
            }
            .to_owned(),
        ),
        FindingKind::LongStep { nanos, times } => (
            format!("{who} computes for {} without a pause{}", long(*nanos), often(*times)),
            "Between two awaits nothing else can run: every other task is late by that much.".to_owned(),
            "Put `await asyncio.sleep(0)` into the loop now and then, or move the work to a thread.".to_owned(),
        ),
        FindingKind::Sequence { sequence, parts, took, together } => {
            let shape = text.outline.sequences.get(*sequence).map(|sequence| sequence.shape);
            let what = if matches!(shape, Some(SequenceShape::Statements)) { "awaits" } else { "awaits of the loop" };
            let count = match parts {
                2 => "two".to_owned(),
                3 => "three".to_owned(),
                4 => "four".to_owned(),
                parts => parts.to_string(),
            };
            (
                format!("These {count} {what} run one after the other: {}", long(*took)),
                format!("None needs the result of another; together they would take {}.", long(*together)),
                "Wrap them in `gather`, if their order does not matter.".to_owned(),
            )
        }
        FindingKind::NeverAwaited { name } => (
            format!("{name}() was called, but never awaited"),
            format!("The call only makes a coroutine; without `await`, nothing of {name} runs."),
            if text.function_at(line).is_some_and(|function| function.is_async) {
                format!("Write `await {name}(…)`, or start it with `asyncio.create_task(…)`.")
            } else {
                format!("Await it in a coroutine, or run it with `asyncio.run({name}(…))`.")
            },
        ),
        FindingKind::NeverRetrieved { error, name } => (
            format!("{name} failed, and nobody asked why: {error}"),
            "The exception of a task that nobody awaits is lost; the program goes on as if all were well.".to_owned(),
            "Keep the task and await it, or start it in a `TaskGroup`.".to_owned(),
        ),
        FindingKind::CutOff { tasks } => (
            match tasks {
                1 => format!("{who} was still at work when main returned"),
                tasks => format!("{who} and {} more were still at work when main returned", tasks - 1),
            },
            "`asyncio.run` cancels what is left over when its main coroutine returns.".to_owned(),
            "Await it before the end, or start it in a `TaskGroup`, if it is meant to finish.".to_owned(),
        ),
        FindingKind::Destroyed { name } => (
            format!("{name} was thrown away while it was still at work"),
            "Its loop was closed, or nobody kept the task: it will never go on.".to_owned(),
            "Keep a reference to the task, and await it before the loop is closed.".to_owned(),
        ),
        FindingKind::Deadlock { waits, is_circle } => (
            match (waits.first(), is_circle) {
                (Some(wait), true) if wait.holder == Some(wait.task) => {
                    format!("Deadlock: {who} waits for what it holds itself")
                }
                (_, true) => format!("Deadlock: {} wait for each other in a circle", kind_of(recording, waits.iter().map(|wait| wait.task))),
                _ => "Deadlock: nobody can go on".to_owned(),
            },
            deadlock(recording, waits),
            if *is_circle {
                "Take locks in the same order everywhere, or do not wait while you hold one."
            } else {
                "Something must still happen that nobody is left to do: a `put`, a `set`, a `release`, a `task_done`."
            }
            .to_owned(),
        ),
        FindingKind::QueueGrows { queue, puts, gets, left } => (
            format!("{left} items are left in {}: it only grows", resource_name(recording, *queue)),
            format!("{puts} were put in and {gets} taken out: the consumers are slower than the producers."),
            "Give it a `maxsize`, so that producers wait, or start more consumers.".to_owned(),
        ),
        FindingKind::LockHeld { lock, nanos, waiters } => (
            format!("{who} holds {} while it waits for {}", resource_name(recording, *lock), long(*nanos)),
            match waiters {
                1 => format!("Meanwhile another {} waits for the lock.", one_of(recording, finding.task)),
                waiters => {
                    format!("Meanwhile up to {waiters} {}s wait for the lock.", one_of(recording, finding.task))
                }
            },
            "Wait before you take the lock or after you release it, if what it protects allows that.".to_owned(),
        ),
        FindingKind::CancelSwallowed { went_on, .. } => (
            format!("{who} was asked to cancel, and swallows that"),
            if *went_on {
                "The handler does not raise again: the task goes on, and who cancelled it waits for it.".to_owned()
            } else {
                "The handler does not raise again: the task looks as if it had finished its work.".to_owned()
            },
            "Clean up, then `raise`.".to_owned(),
        ),
    };
    Said {
        slug: finding.kind.slug(),
        is_fault: finding.kind.is_fault(),
        line,
        task: finding.task,
        position: finding.position.0,
        title,
        reason,
        advice,
        fix: fix(finding, line, text),
    }
}

/// A task's name, with the function in which a line of it stands if the name says little.
pub(super) fn with_function(name: String, line: u32, text: &ProgramText) -> String {
    match text.function_of(&name, line) {
        Some(function) => format!("{name} ({function})"),
        None => name,
    }
}

/// A duration without the turns that the loop itself takes.
pub(super) fn rough(nanos: u64) -> String {
    let unit = if nanos >= 10_000_000_000 {
        100_000_000
    } else if nanos >= 1_000_000_000 {
        10_000_000
    } else {
        1_000_000
    };
    duration((nanos.max(unit) / unit * unit) as f64)
}

fn often(times: u32) -> String {
    if times > 1 { format!(", in {times} goes") } else { String::new() }
}

/// What these are: threads if all are.
pub(super) fn kind_of(recording: &Recording, tasks: impl Iterator<Item = TaskId>) -> &'static str {
    let (threads, tasks): (Vec<TaskId>, Vec<TaskId>) =
        tasks.partition(|task| one_of(recording, Some(*task)) == "thread");
    match (tasks.len(), threads.len()) {
        (_, 0) => "tasks",
        (0, _) => "threads",
        _ => "tasks and threads",
    }
}

/// What somebody is, and those who wait with it.
fn one_of(recording: &Recording, task: Option<TaskId>) -> &'static str {
    let is_thread = task.and_then(|task| recording.task(task)).is_some_and(|task| task.is_thread());
    if is_thread { "thread" } else { "task" }
}

/// Who waits for whom.
fn deadlock(recording: &Recording, waits: &[Wait]) -> String {
    let name = |task| name_of(recording, task);
    let said: Vec<String> = waits
        .iter()
        .take(4)
        .map(|wait| {
            let held = match wait.holder {
                Some(holder) if !matches!(wait.on, loopscope_executor::WaitTarget::Task(_)) => {
                    format!(", which {} holds", name(holder))
                }
                _ => String::new(),
            };
            let line = if wait.line > 0 { format!(" (line {})", wait.line) } else { String::new() };
            format!("{} waits for {}{line}{held}", name(wait.task), waits_for(recording, wait.on))
        })
        .collect();
    let more = if waits.len() > 4 { format!("; {} more wait too", waits.len() - 4) } else { String::new() };
    format!("{}{more}.", said.join("; "))
}
