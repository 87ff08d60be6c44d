//! The ready queue: what the loop does in its next turn, strictly in order.

use crate::arena::{MaybeSlot, Slot};
use crate::core::tasks::{Current, Phase, Task, TaskIndex};
use crate::core::{Core, Ready};
use crate::event::{Event, Observer};
use crate::guest::{Exception, Guest, Values};
use crate::ids::{HandleId, ResourceId, TaskId};

/// One handle of the ready queue. What it names by slot is kept alive by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// Resume a task with nothing.
    Step(TaskIndex),
    /// Resume a task with the exception in its `thrown`.
    Throw(TaskIndex),
    /// Resume a task with what has come of the future that it awaited.
    Wake(TaskIndex, Slot),
    /// Run the callback of a future that is done.
    Done(Callback, Slot),
    /// A handle of `call_soon`.
    Call(Slot),
    /// A timer that is due.
    Timer(Slot),
}

impl Job {
    /// Is it a step of a task?
    pub(crate) fn is_step(self) -> bool {
        matches!(self, Job::Step(_) | Job::Throw(_) | Job::Wake(..))
    }
}

/// What is done when a future is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callback {
    /// Resume the task that awaits it.
    Wake(TaskIndex),
    /// Resume the parked task that, among other things, waits for it.
    Poke(TaskIndex),
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

/// A step of a task that has begun.
#[derive(Clone)]
struct Begun<G: Guest> {
    task: TaskId,
    body: G::Value,
    /// The task is to be cancelled by this step.
    cancelled: bool,
}

/// A handle: something to call once, that can be cancelled until then.
#[derive(Clone)]
pub(crate) struct Handle<G: Guest> {
    pub(crate) action: Action<G>,
}

#[derive(Clone)]
pub(crate) enum Action<G: Guest> {
    /// Cancelled: it stays in the ready queue until its turn, as in asyncio.
    Nothing,
    Guest {
        callback: G::Callback,
        context: G::Context,
    },
    /// Complete a future.
    Complete(Slot),
    /// Resume a parked task, if it is still the one of this id.
    Poke(TaskIndex, TaskId),
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
        if self.slow.is_some() {
            self.look_for_slow();
        }
        while self.left > 0 {
            self.left -= 1;
            // What is returned is made where it is returned, and small: moving it would cost more than the step.
            match self.ready.pop_front()? {
                Job::Step(index) => {
                    let Some(Begun { task, body, cancelled }) = self.begin_step(index) else { continue };
                    if cancelled {
                        return Some(Ready::Step { task, body, input: Err(Box::new(self.cancellation_of(index))) });
                    }
                    return Some(Ready::Step { task, body, input: Ok(()) });
                }
                Job::Wake(index, future) => {
                    let failed = if self.has_value(future) { None } else { self.outcome(future).err().map(Box::new) };
                    self.unhold(future);
                    let Some(Begun { task, body, cancelled }) = self.begin_step(index) else { continue };
                    match failed {
                        None if !cancelled => return Some(Ready::Step { task, body, input: Ok(()) }),
                        failed => return Some(self.failed_step(index, task, body, cancelled, failed)),
                    }
                }
                Job::Throw(index) => {
                    let thrown = self.tasks[index as usize].as_mut().and_then(Task::take_thrown);
                    let Some(Begun { task, body, cancelled }) = self.begin_step(index) else { continue };
                    return Some(self.failed_step(index, task, body, cancelled, thrown));
                }
                job => {
                    let ready = self.run_job(job, values);
                    if ready.is_some() {
                        return ready;
                    }
                }
            }
        }
        None
    }

    /// Has the turn run all of its handles, with nothing more to be told of the last one?
    #[inline(always)]
    pub(crate) fn turn_is_over(&self) -> bool {
        self.left == 0 && self.current.is_none() && self.slow.is_none()
    }

    /// Takes the next handle of this turn if it is a task's step with nothing, as most are, and begins it.
    #[inline(always)]
    pub(crate) fn next_plain_step(&mut self) -> Option<(TaskId, TaskIndex)> {
        if self.left == 0 || self.slow.is_some() {
            return None;
        }
        let index = self.ready.front_step()?;
        let task = self.tasks[index as usize].as_mut()?;
        if task.phase != Phase::Ready || task.must_cancel {
            return None;
        }
        self.left -= 1;
        self.ready.pop_front();
        task.waiter = MaybeSlot::NONE;
        task.phase = Phase::Running;
        let (id, slot) = (task.id, task.slot);
        self.current = Some(Current { id, slot, index });
        self.emit(Event::TaskRunning { task: id });
        Some((id, index))
    }

    /// Runs a handle that is no step of a task.
    #[inline(never)]
    fn run_job<V: Values<G>>(&mut self, job: Job, values: &mut V) -> Option<Ready<G>> {
        let ready = match job {
            Job::Done(callback, future) => self.run_callback(callback, future, values),
            Job::Call(handle) => self.handles.remove(handle).and_then(|handle| self.run_action(handle.action)),
            Job::Timer(timer) => self.run_timer(timer),
            Job::Step(_) | Job::Throw(_) | Job::Wake(..) => None,
        };
        if ready.is_some() && self.slow.is_some() {
            self.time_from_now(None);
        }
        ready
    }

    /// Begins a step of a task: `Task.__step`, up to the point where the coroutine is resumed.
    #[inline(always)]
    fn begin_step(&mut self, index: TaskIndex) -> Option<Begun<G>> {
        let task = self.tasks[index as usize].as_mut()?;
        if task.phase != Phase::Ready {
            self.step_of_ended_task(index);
            return None;
        }
        let cancelled = std::mem::take(&mut task.must_cancel);
        task.waiter = MaybeSlot::NONE;
        task.phase = Phase::Running;
        let (id, slot, body) = (task.id, task.slot, task.body.clone());
        self.current = Some(Current { id, slot, index });
        self.emit(Event::TaskRunning { task: id });
        if self.slow.is_some() {
            self.time_from_now(Some(id));
        }
        Some(Begun { task: id, body, cancelled })
    }

    /// A step that something is thrown into: a cancellation that was asked for goes before other exceptions.
    #[cold]
    fn failed_step(
        &mut self,
        index: TaskIndex,
        task: TaskId,
        body: G::Value,
        cancelled: bool,
        failed: Option<Box<Exception<G>>>,
    ) -> Ready<G> {
        let input = match failed {
            Some(exception) if !cancelled || exception.is_cancelled() => Err(exception),
            _ if cancelled => Err(Box::new(self.cancellation_of(index))),
            _ => Ok(()),
        };
        Ready::Step { task, body, input }
    }

    #[cold]
    fn cancellation_of(&self, index: TaskIndex) -> Exception<G> {
        let task = self.tasks[index as usize].as_ref();
        let message = task.and_then(Task::cancel_message);
        Exception::Cancelled { message, error: None }
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
            Action::Poke(task, id) => self.poke_at(task, id),
            Action::Timeout(id) => self.timeout_expired(id),
            Action::AsCompleted(id) => self.as_completed_timeout(id),
        }
        None
    }
}
