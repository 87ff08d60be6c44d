//! The ready queue: what the loop does in its next turn, strictly in order.

use crate::arena::Slot;
use crate::core::{Core, Ready};
use crate::event::{Event, Observer};
use crate::guest::{Exception, Guest, Values};
use crate::ids::{HandleId, ResourceId, TaskId};

/// One handle of the ready queue. What it names by slot is kept alive by it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Job {
    /// Resume a task with nothing.
    Step(Slot),
    /// Resume a task with the exception in its `thrown`.
    Throw(Slot),
    /// Resume a parked task, unless it has ended meanwhile.
    Unpark(Slot),
    /// Run the callback of a future that is done.
    Done(Callback, Slot),
    /// A handle of `call_soon`.
    Call(Slot),
    /// A timer that is due.
    Timer(Slot),
}

/// What is done when a future is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callback {
    /// Resume the task that awaits it.
    Wake(Slot),
    /// Resume the parked task that, among other things, waits for it.
    Poke(Slot),
    /// Call the guest: a handle.
    Guest(Slot),
    /// Count it for the gathering future.
    Gather(Slot),
    /// Count it for the future that `wait` waits for.
    Wait(Slot),
    /// Complete the future.
    Release(Slot),
    /// It is the inner future of `shield`: pass its outcome on to the outer one.
    ShieldInner(Slot),
    /// It is the outer future of `shield`: forget the inner one.
    ShieldOuter(Slot),
    /// It is a task of a task group.
    TaskGroup(ResourceId),
    /// It is one of the futures of `as_completed`.
    AsCompleted(ResourceId),
    /// Stop the loop.
    Stop,
}

/// A handle: something to call once, that can be cancelled until then.
pub(crate) struct Handle<G: Guest> {
    pub(crate) action: Action<G>,
}

pub(crate) enum Action<G: Guest> {
    /// Cancelled: it stays in the ready queue until its turn, as in asyncio.
    Nothing,
    Guest {
        callback: G::Callback,
        context: G::Context,
    },
    /// Complete a future.
    Complete(Slot),
    /// A timeout's deadline has passed.
    Timeout(ResourceId),
    /// The deadline of `as_completed` has passed.
    AsCompleted(ResourceId),
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Calls back in the next turn (`loop.call_soon`).
    pub fn call_soon(&mut self, callback: G::Callback, context: G::Context) -> HandleId {
        self.soon(Action::Guest { callback, context })
    }

    /// Cancels a handle. A handle that has run is left alone.
    pub fn cancel_handle(&mut self, handle: HandleId) {
        if let Some(handle) = self.handles.by_serial_mut(handle.0) {
            handle.action = Action::Nothing;
        }
    }

    pub(crate) fn soon(&mut self, action: Action<G>) -> HandleId {
        let (serial, slot) = self.handles.insert(Handle { action });
        self.ready.push_back(Job::Call(slot));
        HandleId(serial)
    }

    /// Takes the next handle of this turn and does it.
    ///
    /// What the executor can do by itself it does here; it returns only with what the guest has to do, and `None` at
    /// the end of the turn. It is `Handle._run`, called by `BaseEventLoop._run_once`.
    pub fn next_ready<V: Values<G>>(&mut self, values: &mut V) -> Option<Ready<G>> {
        self.current = None;
        while self.left > 0 {
            self.left -= 1;
            let job = self.ready.pop_front()?;
            let ready = match job {
                Job::Step(task) => self.begin_step(task, Ok(())),
                Job::Throw(task) => {
                    let thrown = self.task_mut(task).and_then(|task| task.thrown.take());
                    self.begin_step(task, thrown.map_or(Ok(()), |thrown| Err(*thrown)))
                }
                Job::Done(Callback::Wake(task), future) => {
                    let input = self.outcome(future);
                    self.unhold(future);
                    self.begin_step(task, input)
                }
                Job::Done(Callback::Poke(task), future) => {
                    self.unhold(future);
                    self.begin_parked_step(task)
                }
                Job::Unpark(task) => self.begin_parked_step(task),
                Job::Done(callback, future) => self.run_callback(callback, future, values),
                Job::Call(handle) => self.handles.remove(handle).and_then(|handle| self.run_action(handle.action)),
                Job::Timer(timer) => self.run_timer(timer),
            };
            if ready.is_some() {
                return ready;
            }
        }
        None
    }

    /// Begins a step of a task: `Task.__step`, up to the point where the coroutine is resumed.
    #[inline]
    fn begin_step(&mut self, slot: Slot, mut input: Result<(), Exception<G>>) -> Option<Ready<G>> {
        let id = TaskId(self.futures.serial(slot));
        let task = self.task_mut(slot)?;
        if task.must_cancel {
            task.must_cancel = false;
            if !matches!(&input, Err(exception) if exception.is_cancelled()) {
                input = Err(Exception::Cancelled { message: task.cancel_message.clone(), error: None });
            }
        }
        task.waiter = None;
        task.parked = false;
        let body = task.body.clone();
        self.current = Some(slot);
        self.emit(Event::TaskRunning { task: id });
        Some(Ready::Step { task: id, body, input })
    }

    /// Begins a step of a task that several things may have resumed; by then it may have ended.
    fn begin_parked_step(&mut self, slot: Slot) -> Option<Ready<G>> {
        let ready = if self.done(slot) { None } else { self.begin_step(slot, Ok(())) };
        self.unhold(slot);
        ready
    }

    fn run_callback<V: Values<G>>(&mut self, callback: Callback, future: Slot, values: &mut V) -> Option<Ready<G>> {
        // What a finished task's callbacks wake counts as woken by that task.
        self.cause = self.is_task(future).then_some(future);
        let mut ready = None;
        match callback {
            Callback::Guest(handle) => {
                let id = self.future_id(future);
                if let Some(Handle { action: Action::Guest { callback, context } }) = self.handles.remove(handle) {
                    ready = Some(Ready::Callback { callback, context, future: Some(id) });
                }
            }
            Callback::Gather(outer) => self.gather_child_done(outer, future, values),
            Callback::Wait(waiter) => self.wait_child_done(waiter, future),
            Callback::Release(waiter) => self.complete_unless_done(waiter),
            Callback::ShieldInner(outer) => self.shield_inner_done(outer, future),
            Callback::ShieldOuter(inner) => self.shield_outer_done(inner, future),
            Callback::TaskGroup(group) => self.task_group_task_done(group, future, values),
            Callback::AsCompleted(id) => self.as_completed_done(id, future),
            Callback::Stop => self.stop(),
            Callback::Wake(_) | Callback::Poke(_) => {}
        }
        self.drop_callback(callback);
        self.cause = None;
        self.unhold(future);
        ready
    }

    pub(crate) fn run_action(&mut self, action: Action<G>) -> Option<Ready<G>> {
        match action {
            Action::Nothing => {}
            Action::Guest { callback, context } => return Some(Ready::Callback { callback, context, future: None }),
            Action::Complete(future) => {
                self.complete_unless_done(future);
                self.unhold(future);
            }
            Action::Timeout(id) => self.timeout_expired(id),
            Action::AsCompleted(id) => self.as_completed_timeout(id),
        }
        None
    }
}
