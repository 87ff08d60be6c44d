//! Whether a run goes as another recording of the same program has told.

use loopscope_executor::{Outcome, TaskId};

use crate::{
    chain::NONE,
    record::{Phase, Record, Tag},
    recording::{Position, Recording},
};

/// What a task did, as far as two runs of a program can be expected to agree on it.
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
    /// What was foreseen of that task instead; none if nothing more was.
    pub foreseen: Option<Step>,
    /// By how many nanoseconds it came later (or earlier: negative), if it is only that.
    pub shift: Option<i64>,
}

/// Compares a recording that grows with one that tells how it should go on.
///
/// Each task is compared with itself: what others do meanwhile depends on the exactness of clocks. A task comes too late
/// or too early only where nobody could take it for that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many events of the run have been looked at.
    looked_at: u32,
    /// For each task, in order of creation, up to which event of what was foreseen it has come.
    reached: Vec<u32>,
    departure: Option<Departure>,
}

/// A real clock may be off by so much, in nanoseconds, and by such a part of the time that has passed.
const INEXACT: u64 = 150_000_000;
const INEXACT_PART: u64 = 20;

impl Comparison {
    /// Looks at what is new in `run`, and says where it departs from `foreseen`, if it has.
    ///
    /// Where `foreseen` was cut short (`is_whole` is false), what comes after it was never foreseen, and departs from
    /// nothing. A run that is hurried (its clock runs faster than the page's) has no exact times.
    pub fn advance(
        &mut self,
        run: &Recording,
        foreseen: &Recording,
        is_whole: bool,
        is_hurried: bool,
    ) -> Option<Departure> {
        while self.departure.is_none() && self.looked_at < run.len() {
            let position = Position(self.looked_at);
            self.looked_at += 1;
            if let Some((slot, happened)) = run.step_of(position) {
                let found = self.compare((run, slot, happened), foreseen, is_whole);
                self.departure = found.filter(|found| !is_hurried || found.shift.is_none());
            }
        }
        self.departure
    }

    fn compare(
        &mut self,
        (run, slot, happened): (&Recording, u32, Step),
        foreseen: &Recording,
        is_whole: bool,
    ) -> Option<Departure> {
        // Tasks are known by the order of their creation, since ids may be spent on other things.
        let index = slot as usize;
        if index >= self.reached.len() {
            self.reached.resize(index + 1, 0);
        }
        let Some(expected) = foreseen.next_step(slot, self.reached[index]) else {
            return is_whole.then_some(Departure { happened, foreseen: None, shift: None });
        };
        self.reached[index] = expected.position.0 + 1;
        if (happened.deed, happened.line) != (expected.deed, expected.line) {
            return Some(Departure { happened, foreseen: Some(expected), shift: None });
        }
        let since_start =
            |recording: &Recording, step: Step| recording.time_at(step.position).saturating_sub(recording.start_time());
        let (now, then) = (since_start(run, happened), since_start(foreseen, expected));
        (now.abs_diff(then) > INEXACT + then / INEXACT_PART).then_some(Departure {
            happened,
            foreseen: Some(expected),
            shift: Some(now as i64 - then as i64),
        })
    }
}

impl Recording {
    /// The next step of a task, by its slot, from an event on.
    fn next_step(&self, slot: u32, from: u32) -> Option<Step> {
        if slot >= self.tasks.rows.len() {
            return None;
        }
        let chain = &self.tasks.rows.get(slot).chain;
        let mut at = from;
        loop {
            at = chain.from(at, |event| self.log.get(event).previous);
            if at == NONE {
                return None;
            }
            if let Some((_, step)) = self.step_of(Position(at)) {
                return Some(step);
            }
            at += 1;
        }
    }

    /// The step that an event is, with its task's slot.
    fn step_of(&self, position: Position) -> Option<(u32, Step)> {
        let record: &Record = self.log.get(position.0);
        let deed = match record.tag() {
            Tag::Created => Deed::Created,
            Tag::Running => Deed::Ran,
            Tag::Cancel => Deed::CancelRequested,
            tag if tag.phase() == Some(Phase::Suspended) => Deed::Suspended,
            _ => Deed::Finished(record.outcome()?),
        };
        // When threads take turns is a matter of clocks.
        if record.subject == NONE || self.is_of_thread(record) {
            return None;
        }
        let task = self.tasks.rows.get(record.subject).id;
        Some((record.subject, Step { task, deed, line: record.line(&self.stacks), position }))
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
            comparison.advance(&recording, &told, is_whole, false);
        }
        let found = comparison.advance(&recording, &told, is_whole, false)?;
        Some((found.happened.position.0, found.foreseen.map(|step| step.position.0)))
    }

    #[test]
    fn turns_and_the_exactness_of_clocks_make_no_difference() {
        let slow = run(2_000_000_000 + 90_000_000, 4, Outcome::Returned);
        let mut fast = run(2_000_000_000, 4, Outcome::Returned);
        fast.insert(5, (3, Event::TurnStarted { turn: 2, ready: 1 }));
        assert_eq!(departure(&slow, &fast, true), None);
        assert_eq!(departure(&fast, &slow, true), None);
    }

    #[test]
    fn another_line_or_end_is_a_departure_and_so_is_another_time() {
        let told = run(5, 4, Outcome::Returned);
        assert_eq!(departure(&run(5, 6, Outcome::Returned), &told, true), Some((4, Some(4))));
        assert_eq!(departure(&run(5, 4, Outcome::Failed), &told, true), Some((6, Some(6))));
        assert_eq!(departure(&run(200_000_000, 4, Outcome::Returned), &told, true), Some((5, Some(5))));
        let mut other = told.clone();
        other[5] = (5, Event::TaskRunning { task: MAIN });
        assert_eq!(departure(&other, &told, true), Some((5, None)));
    }

    #[test]
    fn a_run_that_is_hurried_has_no_exact_times() {
        let (mut late, mut told) = (Recording::new(), Recording::new());
        run(9_000_000_000, 4, Outcome::Returned).into_iter().for_each(|(time, event)| late.event(time, event));
        run(5, 4, Outcome::Returned).into_iter().for_each(|(time, event)| told.event(time, event));
        assert!(Comparison::default().advance(&late, &told, true, false).is_some());
        assert_eq!(Comparison::default().advance(&late, &told, true, true), None);
    }

    #[test]
    fn in_which_order_tasks_run_makes_no_difference() {
        let child = |id: u32| Event::TaskCreated { task: TaskId(id), parent: None, line: id };
        let runs = |id: u32| Event::TaskRunning { task: TaskId(id) };
        let one = [(0, child(1)), (0, child(2)), (0, runs(1)), (0, runs(2))];
        let two = [(0, child(1)), (0, child(2)), (0, runs(2)), (0, runs(1))];
        assert_eq!(departure(&one, &two, true), None);
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
