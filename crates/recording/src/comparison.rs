//! Whether a run goes as another recording of the same program has told.

use loopscope_executor::{Outcome, TaskId};

use crate::{
    chain::NONE,
    record::{Phase, Record, Tag},
    recording::{Position, Recording},
};

/// What a task did, as far as two runs of a program can be expected to agree on it.
///
/// Times are not part of it, nor turns: a real clock is never as exact as a virtual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It was created.
    Created,
    /// It ran.
    Ran,
    /// It was suspended.
    Suspended,
    /// Its cancellation was asked for.
    CancelRequested,
    /// It ended.
    Finished(Outcome),
}

/// What a task did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The task, in the recording that tells of it.
    pub task: TaskId,
    /// What it did.
    pub deed: Deed,
    /// The line on which it stands, or that created it; 0 if the deed tells none.
    pub line: u32,
    /// By which event.
    pub position: Position,
}

/// Where a run begins to differ from what was foreseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What happened.
    pub happened: Step,
    /// What was foreseen instead; none if nothing more was.
    pub foreseen: Option<Step>,
}

/// Compares a recording that grows with one that tells how it should go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many events of either have been looked at.
    here: u32,
    there: u32,
    departure: Option<Departure>,
}

impl Comparison {
    /// Looks at what is new in `run`, and says where it departs from `foreseen`, if it has.
    ///
    /// Where `foreseen` was cut short (`is_whole` is false), what comes after it was never foreseen, and departs from
    /// nothing.
    pub fn advance(&mut self, run: &Recording, foreseen: &Recording, is_whole: bool) -> Option<Departure> {
        while self.departure.is_none() {
            let Some(happened) = next(run, &mut self.here) else { break };
            let expected = next(foreseen, &mut self.there);
            if expected.is_none() && !is_whole {
                // Nothing can be said of the rest.
                self.here = run.len();
                break;
            }
            let alike = expected.is_some_and(|expected| {
                // Tasks are known by the order of their creation, since ids may be spent on other things.
                let index = |recording: &Recording, step: Step| recording.task(step.task).map(|task| task.index());
                index(run, happened) == index(foreseen, expected)
                    && (happened.deed, happened.line) == (expected.deed, expected.line)
            });
            if !alike {
                self.departure = Some(Departure { happened, foreseen: expected });
            }
        }
        self.departure
    }
}

/// The next step from an event on, which then has been looked at.
fn next(recording: &Recording, from: &mut u32) -> Option<Step> {
    while *from < recording.len() {
        let position = Position(*from);
        *from += 1;
        if let Some(step) = recording.step_of(position) {
            return Some(step);
        }
    }
    None
}

impl Recording {
    fn step_of(&self, position: Position) -> Option<Step> {
        let record: &Record = self.log.get(position.0);
        let deed = match record.tag() {
            Tag::Created => Deed::Created,
            Tag::Running => Deed::Ran,
            Tag::Cancel => Deed::CancelRequested,
            tag if tag.phase() == Some(Phase::Suspended) => Deed::Suspended,
            _ => Deed::Finished(record.outcome()?),
        };
        if record.subject == NONE {
            return None;
        }
        let task = self.tasks.rows.get(record.subject).id;
        Some(Step { task, deed, line: record.line(&self.stacks), position })
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, WaitTarget};

    use super::*;

    const MAIN: TaskId = TaskId(1);
    const CHILD: TaskId = TaskId(2);

    /// Created, runs, makes a child that sleeps for `nanos`; ends as told.
    fn run(nanos: u64, line: u32, outcome: Outcome) -> Vec<(u64, Event)> {
        vec![
            (0, Event::TurnStarted { turn: 1, ready: 1 }),
            (0, Event::TaskCreated { task: MAIN, parent: None, line: 9 }),
            (0, Event::TaskRunning { task: MAIN }),
            (0, Event::TaskCreated { task: CHILD, parent: Some(MAIN), line: 3 }),
            (0, Event::TaskSuspended { task: MAIN, on: WaitTarget::Task(CHILD), line }),
            (nanos, Event::TaskRunning { task: CHILD }),
            (nanos, Event::TaskFinished { task: CHILD, outcome }),
        ]
    }

    fn departure(happened: &[(u64, Event)], foreseen: &[(u64, Event)], is_whole: bool) -> Option<(u32, Option<u32>)> {
        let mut recording = Recording::new();
        let mut told = Recording::new();
        foreseen.iter().for_each(|&(time, event)| told.event(time, event));
        let mut comparison = Comparison::default();
        for &(time, event) in happened {
            recording.event(time, event);
            comparison.advance(&recording, &told, is_whole);
        }
        let found = comparison.advance(&recording, &told, is_whole)?;
        Some((found.happened.position.0, found.foreseen.map(|step| step.position.0)))
    }

    #[test]
    fn time_and_turns_make_no_difference() {
        let slow = run(7_000, 4, Outcome::Returned);
        let mut fast = run(5, 4, Outcome::Returned);
        fast.insert(5, (3, Event::TurnStarted { turn: 2, ready: 1 }));
        assert_eq!(departure(&slow, &fast, true), None);
        assert_eq!(departure(&fast, &slow, true), None);
    }

    #[test]
    fn another_task_line_or_end_is_a_departure() {
        let told = run(5, 4, Outcome::Returned);
        assert_eq!(departure(&run(5, 6, Outcome::Returned), &told, true), Some((4, Some(4))));
        assert_eq!(departure(&run(5, 4, Outcome::Failed), &told, true), Some((6, Some(6))));
        let mut other = told.clone();
        other[5] = (5, Event::TaskRunning { task: MAIN });
        assert_eq!(departure(&other, &told, true), Some((5, Some(5))));
    }

    #[test]
    fn what_was_not_foreseen_departs_only_from_a_whole_run() {
        let told = run(5, 4, Outcome::Returned);
        assert_eq!(departure(&told, &told[..4], true), Some((4, None)));
        assert_eq!(departure(&told, &told[..4], false), None);
        // A run that has not come so far is none.
        assert_eq!(departure(&told[..4], &told, true), None);
    }
}
