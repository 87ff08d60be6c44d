//! Operations: what suspends in asyncio and is more than awaiting a future.
//!
//! Each is a small state machine, written once, which the frames of a guest and the futures of Rust drive alike.

mod as_completed;
mod barrier;
mod condition;
mod event;
mod lock;
mod queue;
mod resources;
mod semaphore;
mod sleep;
mod task_group;
mod timeout;
mod wait;
mod wait_for;

use std::fmt;

use crate::core::Core;
use crate::event::Observer;
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, ResourceId};

pub use queue::QueueOrder;
pub(crate) use resources::Resources;
pub use timeout::TimeoutState;
pub use wait::ReturnWhen;

/// What an operation does next.
pub enum OpStep<G: Guest> {
    /// It waits for this future: suspend with [`Wait::Future`](crate::Wait::Future), then resume it.
    Wait(FutureId),
    /// It waits for the next turn: suspend with [`Wait::Turn`](crate::Wait::Turn), then resume it.
    Yield,
    /// It has ended.
    Done(Result<OpValue<G>, Exception<G>>),
}

/// The result of an operation.
pub enum OpValue<G: Guest> {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A number.
    Int(u32),
    /// A value of the guest's.
    Value(G::Value),
    /// What `wait` returns, in order of creation.
    Futures {
        /// Those that are done.
        done: Vec<FutureId>,
        /// Those that are not.
        pending: Vec<FutureId>,
    },
}

impl<G: Guest> fmt::Debug for OpValue<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpValue::None => f.write_str("None"),
            OpValue::Bool(value) => write!(f, "Bool({value})"),
            OpValue::Int(value) => write!(f, "Int({value})"),
            OpValue::Value(_) => f.write_str("Value(_)"),
            OpValue::Futures { done, pending } => {
                f.debug_struct("Futures").field("done", done).field("pending", pending).finish()
            }
        }
    }
}

/// Something that suspends, driven like a coroutine: `resume` it with `Ok(())` first and whenever the task is resumed
/// with nothing, with the exception when one is thrown in.
///
/// An operation that will not be driven to its end must be given to [`Operation::abandon`].
#[derive(Clone)]
pub struct Operation<G: Guest>(Machine<G>);

#[derive(Clone)]
enum Machine<G: Guest> {
    Sleep(sleep::Sleep),
    Lock(lock::Acquire),
    Semaphore(semaphore::Acquire),
    Event(event::WaitSet),
    Condition(condition::WaitNotified<G>),
    QueuePut(queue::Put<G>),
    QueueGet(queue::Get),
    QueueJoin(queue::Join),
    Wait(wait::WaitAny),
    WaitFor(wait_for::WaitFor<G>),
    AsCompleted(as_completed::Next),
    Barrier(Box<barrier::Arrive<G>>),
    BarrierState(barrier::Change),
    TaskGroup(Box<task_group::Exit<G>>),
    Ended,
}

impl<G: Guest> Operation<G> {
    /// `asyncio.sleep(delay)`, in seconds. Its result is `None`.
    pub fn sleep(delay: f64) -> Self {
        Operation(Machine::Sleep(sleep::Sleep::new(delay)))
    }

    /// `Lock.acquire()`. Its result is `True`.
    pub fn lock_acquire(lock: ResourceId) -> Self {
        Operation(Machine::Lock(lock::Acquire::new(lock)))
    }

    /// `Semaphore.acquire()`. Its result is `True`.
    pub fn semaphore_acquire(semaphore: ResourceId) -> Self {
        Operation(Machine::Semaphore(semaphore::Acquire::new(semaphore)))
    }

    /// `Event.wait()`. Its result is `True`.
    pub fn event_wait(event: ResourceId) -> Self {
        Operation(Machine::Event(event::WaitSet::new(event)))
    }

    /// `Condition.wait()`. Its result is `True`.
    ///
    /// `Condition.acquire()` is [`Operation::lock_acquire`] on [`Core::condition_lock`].
    pub fn condition_wait(condition: ResourceId) -> Self {
        Operation(Machine::Condition(condition::WaitNotified::new(condition)))
    }

    /// `Queue.put(item)`. Its result is `None`.
    pub fn queue_put(queue: ResourceId, item: G::Value) -> Self {
        Operation(Machine::QueuePut(queue::Put::new(queue, Some(item))))
    }

    /// The waiting part of `Queue.put`, for queues whose items the guest keeps ([`QueueOrder::Guest`]): when it ends,
    /// there is room, and the guest adds its item and calls [`Core::queue_put_nowait`].
    pub fn queue_room(queue: ResourceId) -> Self {
        Operation(Machine::QueuePut(queue::Put::new(queue, None)))
    }

    /// `Queue.get()`. Its result is the item.
    pub fn queue_get(queue: ResourceId) -> Self {
        Operation(Machine::QueueGet(queue::Get::new(queue, true)))
    }

    /// The waiting part of `Queue.get`, for queues whose items the guest keeps ([`QueueOrder::Guest`]): when it ends,
    /// there is an item, and the guest calls [`Core::queue_get_nowait`] and takes it out.
    pub fn queue_item(queue: ResourceId) -> Self {
        Operation(Machine::QueueGet(queue::Get::new(queue, false)))
    }

    /// `Queue.join()`. Its result is `None`.
    pub fn queue_join(queue: ResourceId) -> Self {
        Operation(Machine::QueueJoin(queue::Join::new(queue)))
    }

    /// `asyncio.wait(futures)`, with a timeout in seconds. Its result is the done and the pending ones.
    pub fn wait(futures: &[FutureId], timeout: Option<f64>, return_when: ReturnWhen) -> Self {
        Operation(Machine::Wait(wait::WaitAny::new(futures, timeout, return_when)))
    }

    /// `asyncio.wait_for(future, timeout)`, with a timeout in seconds; what is no future must have been made one
    /// (`ensure_future`). Its result is the future's.
    ///
    /// Without a timeout, `wait_for` simply awaits what it is given: that is the guest's.
    pub fn wait_for(future: FutureId, timeout: f64) -> Self {
        Operation(Machine::WaitFor(wait_for::WaitFor::new(future, timeout)))
    }

    /// One of the coroutines that `asyncio.as_completed` yields ([`Core::as_completed`]). Its result is that of the
    /// next future that is done.
    pub fn as_completed_next(as_completed: ResourceId) -> Self {
        Operation(Machine::AsCompleted(as_completed::Next::new(as_completed)))
    }

    /// `Barrier.wait()`. Its result is the number of the task at the barrier.
    pub fn barrier_wait(barrier: ResourceId) -> Self {
        Operation(Machine::Barrier(Box::new(barrier::Arrive::new(barrier))))
    }

    /// `Barrier.reset()`. Its result is `None`.
    pub fn barrier_reset(barrier: ResourceId) -> Self {
        Operation(Machine::BarrierState(barrier::Change::new(barrier, false)))
    }

    /// `Barrier.abort()`. Its result is `None`.
    pub fn barrier_abort(barrier: ResourceId) -> Self {
        Operation(Machine::BarrierState(barrier::Change::new(barrier, true)))
    }

    /// `TaskGroup.__aexit__`, with the exception that leaves the body. Its result is `None`, which lets that
    /// exception go on.
    pub fn task_group_exit(group: ResourceId, exception: Option<Exception<G>>) -> Self {
        Operation(Machine::TaskGroup(Box::new(task_group::Exit::new(group, exception))))
    }

    /// Goes on until it waits or ends. An operation that has ended says `Done(Ok(None))`.
    pub fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        let step = match &mut self.0 {
            Machine::Sleep(machine) => machine.resume(core, input),
            Machine::Lock(machine) => machine.resume(core, input),
            Machine::Semaphore(machine) => machine.resume(core, input),
            Machine::Event(machine) => machine.resume(core, input),
            Machine::Condition(machine) => machine.resume(core, input),
            Machine::QueuePut(machine) => machine.resume(core, input),
            Machine::QueueGet(machine) => machine.resume(core, input),
            Machine::QueueJoin(machine) => machine.resume(core, input),
            Machine::Wait(machine) => machine.resume(core, input),
            Machine::WaitFor(machine) => machine.resume(core, input),
            Machine::AsCompleted(machine) => machine.resume(core, input),
            Machine::Barrier(machine) => machine.resume(core, input),
            Machine::BarrierState(machine) => machine.resume(core, input),
            Machine::TaskGroup(machine) => machine.resume(core, input),
            Machine::Ended => return OpStep::Done(input.map(|()| OpValue::None)),
        };
        if matches!(step, OpStep::Done(_)) {
            self.0 = Machine::Ended;
        }
        step
    }

    /// Gives up an operation that waits, as if it were cancelled, without waiting for anything more.
    ///
    /// # Cancel safety
    /// What it had been handed already (a lock, an item's turn, a place) goes to the next in line.
    pub fn abandon<O: Observer>(&mut self, core: &mut Core<G, O>) {
        match &mut self.0 {
            Machine::Condition(machine) => machine.abandon(core),
            Machine::Barrier(machine) => machine.abandon(core),
            Machine::TaskGroup(machine) => machine.abandon(core),
            Machine::Ended => {}
            _ => {
                // `wait_for` waits once more, for what it has cancelled.
                for _ in 0..2 {
                    if matches!(self.resume(core, Err(Exception::cancelled())), OpStep::Done(_)) {
                        break;
                    }
                }
            }
        }
        self.0 = Machine::Ended;
    }

    /// Shows the guest's values in it, for a tracing collector.
    pub fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        match &self.0 {
            Machine::QueuePut(machine) => machine.trace(visit),
            Machine::Condition(machine) => machine.trace(visit),
            Machine::WaitFor(machine) => machine.trace(visit),
            Machine::Barrier(machine) => machine.trace(visit),
            Machine::TaskGroup(machine) => machine.trace(visit),
            _ => {}
        }
    }
}
