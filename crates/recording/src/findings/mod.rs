//! What a good teacher would say about a run.
//!
//! Each kind of finding is looked for in a module of its own, in the recording alone, with the little that only the
//! program's text can say as an [`Outline`].

mod blocked;
mod cancelled;
mod ending;
mod lost;
mod outline;
mod resources;
mod sequence;

use loopscope_executor::{ResourceId, TaskId, WaitTarget};

pub use outline::{Handler, Outline, Sequence, SequenceShape};

use crate::recording::{Position, Recording};

/// How far the run has come that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on: what is missing may still come.
    Running,
    /// Nothing will happen any more, and yet the program has not ended.
    Stuck,
    /// The program has ended.
    Ended,
}

/// Something that is wrong, or could be better.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The line that it is about; 0 if unknown.
    pub line: u32,
    /// The task that it is about, if it is one.
    pub task: Option<TaskId>,
    /// Where in the run it shows.
    pub position: Position,
}

/// Who waits for what, in a deadlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Who waits.
    pub task: TaskId,
    /// What for.
    pub on: WaitTarget,
    /// Who has it: the owner of a lock, or the task itself that is awaited.
    pub holder: Option<TaskId>,
    /// On which line; 0 if unknown.
    pub line: u32,
}

/// What is wrong. Durations are nanoseconds.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// The loop was blocked (by `time.sleep` or its kin).
    Blocked {
        /// For how long, all in all.
        nanos: u64,
        /// How often.
        times: u32,
        /// How many other tasks were alive at the worst moment.
        others: u32,
    },
    /// One step took long, without an await in it.
    LongStep {
        /// How long the longest took.
        nanos: u64,
        /// How many steps of that kind there were.
        times: u32,
    },
    /// Awaits ran one after the other that could have overlapped.
    Sequence {
        /// Which of the outline's sequences it is.
        sequence: usize,
        /// How many awaits there were in one pass.
        parts: u32,
        /// How long they took, one after the other.
        took: u64,
        /// How long the longest took: what all would take together.
        together: u64,
    },
    /// A coroutine was made and never awaited.
    NeverAwaited {
        /// The coroutine function's name.
        name: String,
    },
    /// A task failed, and nobody asked for its exception.
    NeverRetrieved {
        /// The exception, as Python shows it.
        error: String,
        /// The task's name.
        name: String,
    },
    /// The program's end cancelled a task that was still at work.
    CutOff {
        /// How many tasks were made on that line and ended so.
        tasks: u32,
    },
    /// A task was thrown away while it was still at work.
    Destroyed {
        /// The task's name.
        name: String,
    },
    /// Nobody can go on.
    Deadlock {
        /// Who waits for what; those that wait for each other first.
        waits: Vec<Wait>,
        /// Whether they wait for each other in a circle.
        is_circle: bool,
    },
    /// A queue gets more than is taken from it.
    QueueGrows {
        /// The queue.
        queue: ResourceId,
        /// What was put in.
        puts: u32,
        /// What was taken out.
        gets: u32,
        /// How many were left.
        left: u32,
    },
    /// A lock was held during a long wait, while others waited for it.
    LockHeld {
        /// The lock.
        lock: ResourceId,
        /// How long the longest such wait was.
        nanos: u64,
        /// How many tasks waited for it at the most.
        waiters: u32,
    },
    /// A task was asked to cancel itself, caught that, and went on or returned as if nothing had happened.
    CancelSwallowed {
        /// Which of the outline's handlers caught it.
        handler: usize,
        /// Whether it went on to wait for something else.
        went_on: bool,
    },
}

impl FindingKind {
    /// A short name that stays the same, for tests and styles.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Blocked { .. } => "blocked",
            Self::LongStep { .. } => "long-step",
            Self::Sequence { .. } => "sequence",
            Self::NeverAwaited { .. } => "never-awaited",
            Self::NeverRetrieved { .. } => "never-retrieved",
            Self::CutOff { .. } => "cut-off",
            Self::Destroyed { .. } => "destroyed",
            Self::Deadlock { .. } => "deadlock",
            Self::QueueGrows { .. } => "queue-grows",
            Self::LockHeld { .. } => "lock-held",
            Self::CancelSwallowed { .. } => "cancel-swallowed",
        }
    }

    /// Whether it is a fault, and not only something that could be better.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::Sequence { .. } | Self::LockHeld { .. } | Self::CutOff { .. })
    }
}

impl Recording {
    /// What is wrong in this run or could be better, faults first, each in the order in which they show.
    pub fn findings(&self, outline: &Outline, progress: Progress) -> Vec<Finding> {
        let mut found = Vec::new();
        blocked::find(self, &mut found);
        lost::find(self, &mut found);
        cancelled::find(self, outline, progress, &mut found);
        resources::find(self, progress, &mut found);
        if progress != Progress::Running {
            ending::find(self, progress, &mut found);
            sequence::find(self, outline, &mut found);
        }
        found.sort_by_key(|finding| (!finding.kind.is_fault(), finding.position));
        found
    }
}
