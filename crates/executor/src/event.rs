//! What an observer is told of a run.
//!
//! Events are plain numbers, so that a recording of a million of them stays small. Names (of tasks, of resources)
//! are told apart, once, through [`Observer::task_named`] and [`Observer::resource_named`].

use crate::ids::{FutureId, ResourceId, TaskId, TimerId, WaitId};
use crate::ops::QueueOrder;

/// Hears of everything that happens in a loop.
///
/// `time` is the loop's time in nanoseconds. The default methods do nothing; `()` is the observer that hears nothing
/// and costs nothing.
pub trait Observer {
    /// Something happened.
    fn event(&mut self, time: u64, event: Event);
    /// A task yields: it is suspended until its own next turn, and ready again. It is both events in one, for observers
    /// that can make less of it.
    #[inline(always)]
    fn task_yielded(&mut self, time: u64, task: TaskId, line: u32) {
        self.event(time, Event::TaskSuspended { task, on: WaitTarget::Turn, line });
        self.event(time, Event::TaskReady { task, by: None });
    }
    /// A task was named, or renamed.
    fn task_named(&mut self, _task: TaskId, _name: &str) {}
    /// A resource was made: `name` says what kind it is and, if known, what the program calls it.
    fn resource_named(&mut self, _resource: ResourceId, _name: &str) {}
    /// The line of the program that made a resource.
    fn resource_made_at(&mut self, _resource: ResourceId, _line: u32) {}
    /// How much there is room for: items in a queue that has a limit, places of a semaphore, tasks at a barrier.
    fn resource_holds(&mut self, _resource: ResourceId, _most: u32) {}
    /// A queue was made: in which order it gives its items back.
    fn queue_ordered(&mut self, _queue: ResourceId, _order: QueueOrder) {}
    /// A thread is a worker of a pool.
    fn thread_serves(&mut self, _thread: TaskId, _pool: ResourceId) {}
    /// An item was put into a queue or taken from it: told soon after the [`Event::ResourceChanged`] that tells of it,
    /// by guests that can show their values.
    fn item_passed(&mut self, _queue: ResourceId, _passage: Passage, _item: Item<'_>) {}
    /// Where a task stands that is about to be suspended: the lines of its calls, innermost first, when they are more
    /// than the one that [`Event::TaskSuspended`] tells.
    fn task_stands(&mut self, _task: TaskId, _lines: &[u32]) {}
    /// A future that stands for several tasks (`gather`, `wait`, the end of a `TaskGroup`), and which these are.
    fn group_formed(&mut self, _group: FutureId, _members: &mut dyn Iterator<Item = TaskId>) {}
    /// Something of the guest's own for which threads wait: what it is, in words. It is told once, before the first
    /// [`WaitTarget::Other`] that names it; [`WaitId::LOOP`] needs no telling.
    fn wait_named(&mut self, _wait: WaitId, _words: &str) {}
    /// Does it want to hear anything at all? While it does not, events are not even made.
    #[inline(always)]
    fn is_on(&self) -> bool {
        true
    }
}

impl Observer for () {
    #[inline(always)]
    fn event(&mut self, _time: u64, _event: Event) {}
    #[inline(always)]
    fn is_on(&self) -> bool {
        false
    }
}

/// Which way an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Into the queue.
    Put,
    /// Out of it.
    Got,
}

/// What an item of a queue looks like, in a few characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// An integer, whose text need not be made.
    Int(i64),
    /// Anything else.
    Text(&'a str),
}

/// What a task is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitTarget {
    /// Its own next turn (`await asyncio.sleep(0)`).
    Turn,
    /// A plain future.
    Future(FutureId),
    /// Another task.
    Task(TaskId),
    /// A sleep, until the loop's time in nanoseconds.
    Sleep(u64),
    /// Several futures at once (`gather`, `wait`): the future that stands for all of them.
    Group(FutureId),
    /// A queue, lock, semaphore, event, condition or barrier.
    Resource(ResourceId),
    /// Something of the guest's own, of which no more is known than its words ([`Observer::wait_named`]).
    Other(WaitId),
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returned.
    Returned,
    /// It raised an exception.
    Failed,
    /// It was cancelled.
    Cancelled,
}

/// Kinds of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// `asyncio.Queue` and its kin.
    Queue,
    /// `asyncio.Lock`.
    Lock,
    /// `asyncio.Semaphore` and `BoundedSemaphore`.
    Semaphore,
    /// `asyncio.Event`.
    Event,
    /// `asyncio.Condition`.
    Condition,
    /// `asyncio.Barrier`.
    Barrier,
    /// A pool of threads, whose level is the work that waits for one of them.
    Pool,
}

impl ResourceKind {
    /// Do things go through it, from who puts them in to who takes them out?
    pub fn has_items(self) -> bool {
        matches!(self, ResourceKind::Queue | ResourceKind::Pool)
    }
}

/// One thing that happened.
///
/// `by` and `parent` are the task that was running when it happened, or the finished task whose completion was being
/// passed on (by `gather`, say), or the thread that did it outside of tasks; `None` when it was a plain callback, a timer
/// or the host. Lines are 1-based lines of the guest program, 0 when unknown.
///
/// A thread of the guest is to its operating system what a task is to the loop: it has an id like a task, and what
/// happens to it is told by the same events. Only [`Event::ThreadCreated`] tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A turn of the loop began, with so many handles ready.
    TurnStarted {
        /// The number of the turn, from 1.
        turn: u32,
        /// How many handles it will run.
        ready: u32,
    },
    /// A task was made (and its first step scheduled).
    TaskCreated {
        /// The new task.
        task: TaskId,
        /// Who made it.
        parent: Option<TaskId>,
        /// Where.
        line: u32,
    },
    /// A thread was made, and is ready to run.
    ThreadCreated {
        /// The new thread.
        thread: TaskId,
        /// The task or thread that made it.
        parent: Option<TaskId>,
        /// Where.
        line: u32,
    },
    /// A step of the task was put into the ready queue, because `by` completed what it waited for.
    ///
    /// A task that waits for its own next turn is ready at once.
    TaskReady {
        /// The task that was woken.
        task: TaskId,
        /// Who woke it.
        by: Option<TaskId>,
    },
    /// A step of the task began.
    TaskRunning {
        /// The running task.
        task: TaskId,
    },
    /// The task's step ended at an await.
    TaskSuspended {
        /// The task.
        task: TaskId,
        /// What it waits for.
        on: WaitTarget,
        /// Where it stands.
        line: u32,
    },
    /// Somebody asked for the task's cancellation.
    CancelRequested {
        /// The task to be cancelled.
        task: TaskId,
        /// Who asked.
        by: Option<TaskId>,
    },
    /// The task ended.
    TaskFinished {
        /// The task.
        task: TaskId,
        /// How it ended.
        outcome: Outcome,
    },
    /// The running task (or `None`, the program outside of tasks) blocked the loop for so many nanoseconds, as
    /// `time.sleep` does; or until it is told to run again, if that comes first. [`u64::MAX`] is for as long as it
    /// takes.
    Blocked {
        /// Who blocked it.
        task: Option<TaskId>,
        /// For how long, in nanoseconds.
        nanos: u64,
        /// Where.
        line: u32,
    },
    /// A timer was set, to fire at `deadline` (the loop's time in nanoseconds).
    TimerSet {
        /// The timer.
        timer: TimerId,
        /// When it will fire, in nanoseconds of the loop's time.
        deadline: u64,
        /// Who set it.
        by: Option<TaskId>,
    },
    /// A timer fired.
    TimerFired {
        /// The timer.
        timer: TimerId,
    },
    /// A timer was cancelled.
    TimerCancelled {
        /// The timer.
        timer: TimerId,
    },
    /// A resource was made.
    ResourceCreated {
        /// The resource.
        resource: ResourceId,
        /// What it is.
        kind: ResourceKind,
        /// Who made it.
        by: Option<TaskId>,
    },
    /// The level of a resource changed: items in a queue, free places of a semaphore, 1/0 for a locked/free lock and a
    /// set/unset event. `waiters` counts the tasks that wait for it.
    ResourceChanged {
        /// The resource.
        resource: ResourceId,
        /// Its level now; for a barrier the number of tasks that have arrived, for a condition 0.
        level: u32,
        /// How many tasks wait for it.
        waiters: u32,
        /// Who changed it.
        by: Option<TaskId>,
    },
    /// The running task moved to another line (only told while somebody steps or watches lines).
    LineReached {
        /// The running task.
        task: Option<TaskId>,
        /// The line.
        line: u32,
    },
}
