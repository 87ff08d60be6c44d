//! What can be seen of futures from outside: for `repr`, and for who keeps the books on lost exceptions.

use crate::core::ready::{Action, Callback, Handle};
use crate::core::{Core, Future};
use crate::event::Observer;
use crate::guest::Guest;
use crate::ids::{FutureId, TaskId};

/// Something that is done when a future is done, as `repr` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoneCallback<C> {
    /// A task that awaits the future is resumed.
    Wake(TaskId),
    /// A callback of the guest's is called.
    Guest(C),
    /// `gather` counts it.
    Gather,
    /// `wait` counts it.
    Wait,
    /// `wait_for` lets its task go on.
    Release(FutureId),
    /// `shield` passes the outcome on to its outer future.
    ShieldInner,
    /// `shield` forgets its inner future.
    ShieldOuter,
    /// A task group counts it.
    TaskGroup,
    /// `as_completed` notes it.
    AsCompleted,
    /// `run_until_complete` stops the loop.
    Stop,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// What is done when a pending future is done, in order.
    pub fn done_callbacks(&self, future: FutureId) -> Vec<DoneCallback<G::Callback>> {
        let Some(future) = self.futures.by_serial(future.0) else { return Vec::new() };
        let shown = future.callbacks.as_slice().iter().filter_map(|callback| {
            Some(match *callback {
                Callback::Wake(task) => DoneCallback::Wake(self.tasks[task as usize].as_ref()?.id),
                Callback::Guest(handle) => match self.handles.get(handle)? {
                    Handle { action: Action::Guest { callback, .. } } => DoneCallback::Guest(callback.clone()),
                    _ => return None,
                },
                Callback::Gather(_) => DoneCallback::Gather,
                Callback::Wait(_) => DoneCallback::Wait,
                Callback::Release(waiter) => DoneCallback::Release(self.future_id(waiter)),
                Callback::ShieldInner(_) => DoneCallback::ShieldInner,
                Callback::ShieldOuter(_) => DoneCallback::ShieldOuter,
                Callback::TaskGroup(_) => DoneCallback::TaskGroup,
                Callback::AsCompleted(_) => DoneCallback::AsCompleted,
                Callback::Stop => DoneCallback::Stop,
                Callback::Poke(_) => return None,
            })
        });
        shown.collect()
    }

    /// Has it an exception that nobody has looked at?
    pub fn is_unretrieved(&self, future: FutureId) -> bool {
        self.futures.by_serial(future.0).is_some_and(Future::is_unretrieved)
    }

    /// Does the executor itself need it: has it yet to run, to be told of, or to tell somebody?
    ///
    /// Who keeps the guest's handle of such a future alive will find it again when its callbacks are called.
    pub fn is_needed(&self, future: FutureId) -> bool {
        self.futures.by_serial(future.0).is_some_and(Future::is_needed)
    }

    /// Is it still known: pending, or held by somebody?
    pub fn is_known(&self, future: FutureId) -> bool {
        self.futures.by_serial(future.0).is_some()
    }
}
