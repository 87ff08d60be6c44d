//! Stepping in words.

use loopscope_debugger::{Occasion, Reason, Whose};
use loopscope_executor::TaskId;

use crate::runner::Standing;

/// What an occasion is called where it is chosen.
pub(super) fn occasion(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::TaskFails => "a task fails",
        Occasion::TaskCancelled => "a task is asked to cancel",
        Occasion::TaskCreated => "a task is made",
        Occasion::QueueFull => "a queue is full and a task waits for room",
        Occasion::LockTaken => "a task waits for a lock or semaphore",
        Occasion::LoopBlocked => "the loop is blocked",
    }
}

/// Whose stack it is. `name` says of a task or thread what it is, too.
pub(super) fn whose(whose: Whose, name: &impl Fn(TaskId) -> String) -> String {
    match whose {
        Whose::Main => "the program outside of tasks".to_owned(),
        Whose::Task(task) => name(task),
        Whose::Callback => "a callback".to_owned(),
    }
}

/// Where the run stands, and why, in a sentence.
pub(super) fn standing(standing: Standing, running: Option<Whose>, name: &impl Fn(TaskId) -> String) -> String {
    if standing.is_working {
        return "The program is on its way.".to_owned();
    }
    let stop = standing.stop;
    let place = match (stop.place, running) {
        (Some(place), Some(running)) => format!("Line {} is about to run, in {}", place.line, whose(running, name)),
        (Some(place), None) => format!("Line {} is about to run", place.line),
        (None, _) => "The loop is about to do the next thing".to_owned(),
    };
    match stop.reason {
        Reason::Step => format!("{place}."),
        Reason::Line(_) => format!("{place}: that is where it was to stop."),
        Reason::Happening(happening) => {
            let task = happening.task.map(|task| format!(" ({})", name(task))).unwrap_or_default();
            format!("{place}. It stopped because {}{task}.", occasion(happening.occasion))
        }
        Reason::Beginning => format!("{place}: the beginning, there is nothing further back."),
        Reason::Ended(status) => format!("The program has ended with status {status}. Step back leads into it again."),
        Reason::Stuck => {
            "Nothing will ever happen: everybody waits. Step back leads to how it came to that.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use loopscope_debugger::{Place, Stop};

    use super::*;

    #[test]
    fn says_where_the_run_stands_and_why() {
        let place = Place { line: 7, task: Some(TaskId(2)), depth: 1, at: 0 };
        let said = |place, reason| {
            let stop = Stop { point: 3, reason, place, events: 4 };
            let name = |TaskId(id)| format!("task tea {id}");
            standing(Standing { stop, is_working: false }, Some(Whose::Task(TaskId(2))), &name)
        };
        assert_eq!(said(Some(place), Reason::Step), "Line 7 is about to run, in task tea 2.");
        assert_eq!(
            said(Some(place), Reason::Line(7)),
            "Line 7 is about to run, in task tea 2: that is where it was to stop."
        );
        assert!(said(None, Reason::Ended(1)).starts_with("The program has ended with status 1."));
    }
}
