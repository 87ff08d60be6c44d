//! A task in words.

use loopscope_executor::{Outcome, ResourceKind, TaskId, WaitTarget};
use loopscope_recording::{Moment, Recording, TaskState};

use crate::{
    runner::{Phase, Runner},
    timeline::{as_task, is_pool, short_name},
};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) name: String,
    pub(super) is_thread: bool,
    /// The state, for styles.
    pub(super) kind: &'static str,
    /// The state, in words.
    pub(super) state: String,
    pub(super) wait: String,
    /// What the program itself calls it.
    pub(super) detail: String,
    /// How long it has been so, or when it ended.
    pub(super) time: String,
    pub(super) line: u32,
}

/// Describes the task with this number, as it is now.
pub(super) fn describe(runner: &Runner, index: usize) -> Described {
    let now = runner.now();
    let (mut described, wait) = runner.moment(|moment| described(moment, index, now));
    if let Some(WaitTarget::Future(future) | WaitTarget::Group(future)) = wait {
        described.detail = runner.describe_future(future).unwrap_or_default();
    }
    let is_going_on = matches!(described.kind, "running" | "blocked");
    if let Some(line) = runner.current_line().filter(|_| is_going_on) {
        described.line = line;
    }
    let has_ended = matches!(described.kind, "returned" | "failed" | "cancelled");
    if runner.phase() == Some(Phase::Stopped) && !has_ended && runner.outlook().is_none() {
        (described.kind, described.state) = ("stopped", "stopped".to_owned());
    }
    described
}

fn described(moment: Moment<'_>, index: usize, now: u64) -> (Described, Option<WaitTarget>) {
    let recording = moment.recording();
    let Some((task, status)) = recording.task_by_index(index).and_then(|task| Some((task, moment.status(task.id())?)))
    else {
        return Default::default();
    };
    let (kind, state) = match status.state {
        TaskState::Ready => ("ready", "ready"),
        TaskState::Running => ("running", "running"),
        TaskState::Blocked { .. } => ("blocked", "blocks the loop"),
        TaskState::Suspended { .. } if status.is_cancelling => ("waiting", "being cancelled"),
        TaskState::Suspended { .. } => ("waiting", "waiting"),
        TaskState::Finished(Outcome::Returned) => ("returned", "done"),
        TaskState::Finished(Outcome::Failed) => ("failed", "failed"),
        TaskState::Finished(Outcome::Cancelled) => ("cancelled", "cancelled"),
    };
    let target = match status.state {
        TaskState::Suspended { on } => Some(on),
        _ => None,
    };
    let since_start = |time: u64| time.saturating_sub(recording.start_time());
    let time = match status.state {
        TaskState::Finished(_) => format!("at {}", seconds(since_start(status.since))),
        _ => seconds(now.saturating_sub(status.since)),
    };
    let wait = target.map(|target| wait(recording, target)).unwrap_or_default();
    let name = if task.is_thread() { as_task(task) } else { short_name(task) };
    let described = Described {
        name,
        is_thread: task.is_thread(),
        kind,
        state: state.to_owned(),
        wait,
        detail: String::new(),
        time,
        line: status.line,
    };
    (described, target)
}

fn wait(recording: &Recording, target: WaitTarget) -> String {
    let name_of = |id: TaskId| recording.task(id).map_or_else(|| "a task".to_owned(), as_task);
    match target {
        WaitTarget::Turn => "its next turn".to_owned(),
        WaitTarget::Future(_) => "a future".to_owned(),
        WaitTarget::Task(id) => name_of(id),
        WaitTarget::Sleep(until) => format!("sleep until {}", seconds(until.saturating_sub(recording.start_time()))),
        WaitTarget::Group(_) => "several at once".to_owned(),
        WaitTarget::Resource(id) if is_pool(recording, id) => "work".to_owned(),
        WaitTarget::Other(wait) => recording.wait_in_words(wait).to_owned(),
        WaitTarget::Resource(id) => match recording.resource(id) {
            Some(resource) if !resource.name().is_empty() => resource.name().to_owned(),
            Some(resource) => kind_of(resource.kind()).to_owned(),
            None => "a resource".to_owned(),
        },
    }
}

fn kind_of(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Queue => "a queue",
        ResourceKind::Lock => "a lock",
        ResourceKind::Semaphore => "a semaphore",
        ResourceKind::Event => "an event",
        ResourceKind::Condition => "a condition",
        ResourceKind::Barrier => "a barrier",
        ResourceKind::Pool => "a pool",
    }
}

/// Nanoseconds as seconds, for a table.
fn seconds(nanos: u64) -> String {
    format!("{:.2} s", nanos as f64 / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_executor::{Event, Observer};

    #[test]
    fn says_what_a_task_is_doing() {
        let mut recording = Recording::new();
        let (main, child) = (TaskId(3), TaskId(9));
        recording.event(1_000_000_000, Event::TaskCreated { task: main, parent: None, line: 30 });
        recording.task_named(main, "Task-1");
        recording.event(1_000_000_000, Event::TaskRunning { task: main });
        recording.event(1_100_000_000, Event::TaskCreated { task: child, parent: Some(main), line: 21 });
        recording.event(1_200_000_000, Event::TaskSuspended { task: main, on: WaitTarget::Task(child), line: 22 });
        let row = |recording: &Recording, index| {
            let (row, _) = described(recording.now(), index, 2_000_000_000);
            [row.name, row.state, row.wait, row.time, row.line.to_string()].join(" | ")
        };
        assert_eq!(row(&recording, 0), "Task-1 | waiting | Task 9 | 0.80 s | 22");
        assert_eq!(row(&recording, 1), "Task 9 | ready |  | 0.90 s | 21");
        recording.task_named(child, "kettle");
        recording.event(1_200_000_000, Event::TaskRunning { task: child });
        recording
            .event(1_200_000_000, Event::TaskSuspended { task: child, on: WaitTarget::Sleep(3_500_000_000), line: 8 });
        assert_eq!(row(&recording, 0), "Task-1 | waiting | task kettle | 0.80 s | 22");
        assert_eq!(row(&recording, 1), "kettle | waiting | sleep until 2.50 s | 0.80 s | 8");
        recording.event(1_500_000_000, Event::TaskFinished { task: child, outcome: Outcome::Cancelled });
        assert_eq!(row(&recording, 1), "kettle | cancelled |  | at 0.50 s | 8");
        assert_eq!(row(&recording, 2), " |  |  |  | 0");
    }
}
