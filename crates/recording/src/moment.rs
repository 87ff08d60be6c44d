//! The state of everything at a moment of the run.

use loopscope_executor::{Outcome, TaskId, WaitTarget};

use crate::{
    chain::NONE,
    console::TextPosition,
    record::{Phase, Record, Tag},
    recording::{Position, Recording},
    resources::{Resource, ResourceStatus},
    statuses::Statuses,
    tasks::Task,
};

/// What a task is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Its next step is in the ready queue.
    Ready,
    /// It runs.
    Running,
    /// It runs, and blocks the loop until a time (as `time.sleep` does).
    Blocked {
        /// When it stops to block, in nanoseconds of the loop's time.
        until: u64,
    },
    /// It waits.
    Suspended {
        /// What for.
        on: WaitTarget,
    },
    /// It has ended.
    Finished(Outcome),
}

/// What a task is doing, since when and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskStatus {
    /// What it is doing.
    pub state: TaskState,
    /// Since when, in nanoseconds of the loop's time.
    pub since: u64,
    /// The line on which it stands, or stood last; 0 if unknown.
    pub line: u32,
    /// Whether its cancellation was asked for while it was in this state.
    pub is_cancelling: bool,
}

/// The state of everything after some of the events of a [`Recording`].
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) position: Position,
}

impl<'a> Moment<'a> {
    /// The recording that it is a moment of.
    pub fn recording(&self) -> &'a Recording {
        self.recording
    }

    /// How many events have happened.
    pub fn position(&self) -> Position {
        self.position
    }

    /// When the last event before this moment happened.
    pub fn time(&self) -> u64 {
        match self.position.0 {
            0 => self.recording.start_time(),
            events => self.recording.log.get(events - 1).time,
        }
    }

    /// The turn of the loop, `None` before the first.
    pub fn turn(&self) -> Option<u32> {
        let log = &self.recording.log;
        let at = self.recording.turns.before(self.position.0, |event| log.get(event).previous);
        (at != NONE).then(|| log.get(at).subject)
    }

    /// How many tasks have been created.
    pub fn task_count(&self) -> usize {
        self.recording.tasks.rows.partition_point(|row| row.first < self.position.0) as usize
    }

    /// The tasks that have been created, in order of creation, and what they are doing.
    ///
    /// To look at a few tasks of many, ask for the [`status`](Self::status) of those.
    pub fn tasks(&self) -> impl Iterator<Item = (Task<'a>, TaskStatus)> + use<'a> {
        let (recording, position) = (self.recording, self.position);
        let members = recording.last_members(position, self.task_count() as u32);
        Statuses::new(recording, position, members).map(move |(slot, status)| (Task { recording, slot }, status))
    }

    /// What a task is doing; `None` before its creation.
    pub fn status(&self, task: TaskId) -> Option<TaskStatus> {
        self.recording.status_of(self.recording.tasks.slots.get(task.0)?, self.position)
    }

    /// The lines on which a task stands, call by call, innermost first; empty before its creation and after its end.
    ///
    /// Of a task that runs or is ready, it is where it was suspended last.
    pub fn stack(&self, task: TaskId) -> Vec<u32> {
        let recording = self.recording;
        let Some(slot) = recording.tasks.slots.get(task.0) else { return Vec::new() };
        let chain = &recording.tasks.rows.get(slot).chain;
        let mut at = chain.before(self.position.0, |event| recording.log.get(event).previous);
        if at == NONE || recording.log.get(at).outcome().is_some() {
            return Vec::new();
        }
        let line = self.status(task).map_or(0, |status| status.line);
        for _ in 0..8 {
            let record = recording.log.get(at);
            if let Some(stack) = recording.stack_of(record) {
                return stack.to_vec();
            }
            if record.tag().phase() == Some(Phase::Suspended) || record.previous == NONE {
                break;
            }
            at = record.previous;
        }
        if line > 0 { vec![line] } else { Vec::new() }
    }

    /// The task whose step is running; `None` between steps.
    pub fn running(&self) -> Option<TaskId> {
        let record = self.recording.step_before(self.position)?;
        (record.tag() == Tag::Running).then(|| self.recording.tasks.rows.get(record.subject).id)
    }

    /// The resources that have been made, in order of creation, and how they stand.
    pub fn resources(&self) -> impl Iterator<Item = (Resource<'a>, ResourceStatus)> + use<'a> {
        let (recording, position) = (self.recording, self.position);
        recording.resources().map_while(move |resource| Some((resource, resource.status_at(position)?)))
    }

    /// How far the console has been written.
    pub fn console(&self) -> TextPosition {
        self.recording.console().at(self.position)
    }
}

impl std::fmt::Debug for Moment<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Moment").field(&self.position.0).finish()
    }
}

impl Recording {
    /// Whether an event is about a thread.
    pub(crate) fn is_of_thread(&self, record: &Record) -> bool {
        record.tag().phase().is_some() && self.tasks.is_thread(record.subject)
    }

    /// The last event before a position by which a step began or ended, or a turn began.
    fn step_before(&self, position: Position) -> Option<&Record> {
        (0..position.0).rev().map(|event| self.log.get(event)).find(|record| match record.tag() {
            Tag::Turn => true,
            tag => {
                matches!(tag.phase(), Some(Phase::Running | Phase::Suspended | Phase::Finished))
                    && !self.is_of_thread(record)
            }
        })
    }

    pub(crate) fn status_of(&self, slot: u32, position: Position) -> Option<TaskStatus> {
        let chain = &self.tasks.rows.get(slot).chain;
        let member = chain.before(position.0, |event| self.log.get(event).previous);
        if member == NONE {
            return None;
        }
        let record = self.log.get(member);
        self.status_by(slot, record, self.line_of(record), position)
    }

    /// What a task is doing by a member of its chain, the last before a position, and by the line on which it stands.
    #[inline]
    pub(crate) fn status_by(&self, slot: u32, member: &Record, line: u32, position: Position) -> Option<TaskStatus> {
        let is_cancelling = member.tag() == Tag::Cancel;
        let record = if is_cancelling { self.log.get(member.previous) } else { member };
        let state = self.state_of(record)?;
        let mut line = line;
        if matches!(state, TaskState::Running) {
            line = self.line_reached(slot, position).unwrap_or(line);
        }
        Some(TaskStatus { state, since: record.time, line, is_cancelling })
    }

    fn state_of(&self, record: &Record) -> Option<TaskState> {
        Some(match record.tag().phase()? {
            Phase::Ready => TaskState::Ready,
            Phase::Running => TaskState::Running,
            Phase::Blocked => TaskState::Blocked { until: record.time.saturating_add(record.number(&self.wide)) },
            Phase::Suspended => TaskState::Suspended { on: record.wait_target(&self.wide)? },
            Phase::Finished => TaskState::Finished(record.outcome()?),
        })
    }

    /// So far back in its chain is the member that names the line on which a task stands: ready, running and finished
    /// follow soon upon a suspension, or upon the creation.
    pub(crate) const FARTHEST_LINE: u32 = 8;

    /// Whether a member of a chain names no line, so that one before it does.
    #[inline]
    pub(crate) fn is_line_before(&self, record: &Record) -> bool {
        record.previous != NONE && record.line(&self.stacks) == 0
    }

    /// The line on which a task stands by a member of its chain: its own, or that of the last one that names one.
    pub(crate) fn line_of(&self, record: &Record) -> u32 {
        let mut record = record;
        for _ in 0..Self::FARTHEST_LINE {
            if !self.is_line_before(record) {
                break;
            }
            record = self.log.get(record.previous);
        }
        record.line(&self.stacks)
    }

    /// The line that a running task has reached, if lines are told.
    fn line_reached(&self, slot: u32, position: Position) -> Option<u32> {
        (0..position.0)
            .rev()
            .map(|event| self.log.get(event))
            .take_while(|record| record.subject != slot || record.tag().phase().is_none())
            .find(|record| record.tag() == Tag::Line && record.subject == slot)
            .map(Record::small)
    }

    /// The stack on which a task stands by a member of its chain, if it is suspended on more than one line.
    fn stack_of(&self, record: &Record) -> Option<&[u32]> {
        (record.tag().phase() == Some(Phase::Suspended)).then(|| self.stacks.get(record.small())).flatten()
    }
}
