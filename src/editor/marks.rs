//! On which lines tasks stand.

use leptos::prelude::*;
use loopscope_executor::TaskId;
use loopscope_recording::{Moment, TaskState};

use crate::{palette, runner::Runner, selection::Selection};

/// Dots beside a line; of more tasks, the title tells the number.
const MOST_DOTS: usize = 3;
/// Tasks that are looked at; with more, single lines say little.
const MOST_TASKS: usize = 2_000;
const MOST_NAMES: usize = 6;

/// The mark beside a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) line: u32,
    /// Numbers of tasks in order of creation.
    tasks: Vec<usize>,
    count: usize,
    pub(super) title: String,
    /// Whether the chosen task, the running one or the one under the pointer is among them.
    pub(super) is_strong: bool,
}

impl Mark {
    /// The dots' colours.
    pub(super) fn colors(&self) -> String {
        self.tasks.iter().map(|&index| palette::css(index)).collect::<Vec<_>>().join(" ")
    }
}

/// The marks of the run as it stands.
pub(super) fn marks(runner: &Runner, selection: &Selection) -> Vec<Mark> {
    let looked_at = [selection.task.get(), selection.hovered.get()];
    let current = runner.current_line();
    runner.moment(|now| marks_of(now, looked_at, current))
}

/// `current` is the line that the running task has reached.
fn marks_of(now: Moment<'_>, looked_at: [Option<TaskId>; 2], current: Option<u32>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let recording = now.recording();
    for task in recording.tasks().take(MOST_TASKS) {
        let Some(status) = now.status(task.id()) else { continue };
        let runs = matches!(status.state, TaskState::Running | TaskState::Blocked { .. });
        let line = current.filter(|_| runs).unwrap_or(status.line);
        if line == 0 || matches!(status.state, TaskState::Finished(_)) {
            continue;
        }
        let at = marks.binary_search_by_key(&line, |mark| mark.line).unwrap_or_else(|at| {
            marks.insert(at, Mark { line, ..Mark::default() });
            at
        });
        let mark = &mut marks[at];
        mark.count += 1;
        if mark.tasks.len() < MOST_DOTS {
            mark.tasks.push(task.index());
        }
        if mark.count <= MOST_NAMES {
            let separator = if mark.title.is_empty() { "" } else { ", " };
            mark.title = format!("{}{separator}{}", mark.title, task.name());
        }
        mark.is_strong |= runs || looked_at.contains(&Some(task.id()));
    }
    for mark in &mut marks {
        if mark.count > MOST_NAMES {
            mark.title += &format!(" and {} more", mark.count - MOST_NAMES);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_executor::{Event, Observer, Outcome, WaitTarget};
    use loopscope_recording::Recording;

    #[test]
    fn tasks_on_one_line_share_a_mark() {
        let mut recording = Recording::new();
        for id in 0..9 {
            let (task, on) = (TaskId(id), WaitTarget::Turn);
            recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
            recording.task_named(task, &format!("T{id}"));
            recording.event(0, Event::TaskRunning { task });
            match id {
                0 => recording.event(0, Event::TaskSuspended { task, on, line: 20 }),
                8 => recording.event(0, Event::TaskFinished { task, outcome: Outcome::Returned }),
                _ => recording.event(0, Event::TaskSuspended { task, on, line: 7 }),
            }
        }
        let marks = marks_of(recording.now(), [Some(TaskId(0)), None], None);
        let shown: Vec<_> = marks.iter().map(|mark| (mark.line, mark.title.as_str(), mark.is_strong)).collect();
        assert_eq!(shown, [(7, "T1, T2, T3, T4, T5, T6 and 1 more", false), (20, "T0", true)]);
        assert_eq!(marks[0].colors(), "var(--task-1) var(--task-2) var(--task-3)");
    }
}
