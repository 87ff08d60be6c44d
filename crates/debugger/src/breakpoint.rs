//! Where a run is to stop by itself.

use std::collections::BTreeSet;

use loopscope_executor::{ResourceId, TaskId};

/// What may happen, as a breakpoint names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// A task fails: an exception leaves it.
    TaskFails,
    /// Somebody asks for a task's cancellation.
    TaskCancelled,
    /// A task is made.
    TaskCreated,
    /// A queue is full, and a task has to wait for room in it.
    QueueFull,
    /// A task has to wait for a lock or a semaphore.
    LockTaken,
    /// The program blocks its own loop (`time.sleep`).
    LoopBlocked,
}

impl Occasion {
    /// All of them.
    pub const ALL: [Occasion; 6] = [
        Occasion::TaskFails,
        Occasion::TaskCancelled,
        Occasion::TaskCreated,
        Occasion::QueueFull,
        Occasion::LockTaken,
        Occasion::LoopBlocked,
    ];
}

/// Something that happened of which an [`Occasion`] speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    /// What it was.
    pub occasion: Occasion,
    /// The task that it happened to, if to one.
    pub task: Option<TaskId>,
    /// The queue, lock or semaphore, if there is one.
    pub resource: Option<ResourceId>,
}

/// The breakpoints of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakpoints {
    /// 1-based lines. One at which nothing begins stands for the next at which something does.
    pub lines: BTreeSet<u32>,
    /// Occasions.
    pub occasions: BTreeSet<Occasion>,
}
