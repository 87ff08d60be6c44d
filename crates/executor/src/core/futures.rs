//! Futures: their states, results and callbacks (`asyncio.Future`).

use crate::arena::Slot;
use crate::core::ready::{Action, Callback, Handle, Job};
use crate::core::ring::LAST_SLOT;
use crate::core::tasks::{Phase, Task, TaskIndex};
use crate::core::{Core, Report};
use crate::event::{Event, Observer, WaitTarget};
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, TaskId, TimerId};
use crate::ops::ReturnWhen;

#[derive(Clone)]
pub(crate) struct Future<G: Guest> {
    pub(crate) state: State<G>,
    pub(crate) kind: Kind,
    pub(crate) callbacks: Callbacks,
    needs: Needs,
    /// The loop to which it belongs.
    pub(crate) home: u32,
}

/// Who needs a future, in one number: with all else that it has it fits into a line of a processor's cache.
#[derive(Clone, Copy)]
struct Needs(u32);

impl Needs {
    /// The guest has no handle to it.
    const RELEASED: u32 = 1;
    /// Its exception was set and nobody has looked at it (`__log_traceback`).
    const UNRETRIEVED: u32 = 2;
    /// One of the things of the executor (handles, gathering futures, operations) that need it.
    const HOLD: u32 = 4;

    #[inline]
    fn is(self, flag: u32) -> bool {
        self.0 & flag != 0
    }

    #[inline]
    fn set(&mut self, flag: u32, to: bool) {
        self.0 = if to { self.0 | flag } else { self.0 & !flag };
    }

    #[inline]
    fn is_held(self) -> bool {
        self.0 >= Needs::HOLD
    }
}

#[derive(Clone)]
pub(crate) enum State<G: Guest> {
    Pending,
    Value(G::Value),
    /// In a box, so that futures are small: most do not fail.
    Failed(Box<Exception<G>>),
    Cancelled {
        message: Option<G::Value>,
        /// The exception that ended the task; it is raised once.
        error: Option<G::Error>,
    },
}

#[derive(Clone)]
pub(crate) enum Kind {
    /// A future of the guest's.
    Plain,
    /// A task: the index of its other half.
    Task(u32),
    /// What `gather` returned.
    Gather(u32),
    /// What `wait` waits for.
    Wait(Box<WaitState>),
    /// It stands for several futures.
    Group,
    /// What an operation waits for; it is shown as this.
    Waiter(WaitTarget),
}

#[derive(Clone)]
pub(crate) struct WaitState {
    pub(crate) counter: usize,
    pub(crate) return_when: ReturnWhen,
    pub(crate) timer: Option<TimerId>,
}

/// Most futures have one callback at most.
#[derive(Clone)]
pub(crate) enum Callbacks {
    None,
    One(Callback),
    #[expect(clippy::box_collection, reason = "it is rare, and futures are to be small")]
    Many(Box<Vec<Callback>>),
}

impl<G: Guest> Future<G> {
    pub(crate) fn is_unretrieved(&self) -> bool {
        self.needs.is(Needs::UNRETRIEVED)
    }

    #[inline]
    pub(crate) fn has_handle(&self) -> bool {
        !self.needs.is(Needs::RELEASED)
    }

    #[inline]
    pub(crate) fn is_needed(&self) -> bool {
        self.needs.is_held()
            || matches!(self.state, State::Pending)
                && (!self.callbacks.is_empty() || matches!(self.kind, Kind::Task(_)))
    }
}

impl<G: Guest> State<G> {
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        match self {
            State::Pending => {}
            State::Value(value) => visit(Held::Value(value)),
            State::Failed(exception) => exception.trace(visit),
            State::Cancelled { message, error } => {
                if let Some(message) = message {
                    visit(Held::Value(message));
                }
                if let Some(error) = error {
                    visit(Held::Error(error));
                }
            }
        }
    }
}

impl Callbacks {
    #[inline]
    fn push(&mut self, callback: Callback) {
        match self {
            Callbacks::None => *self = Callbacks::One(callback),
            Callbacks::One(first) => *self = Callbacks::Many(Box::new(vec![*first, callback])),
            Callbacks::Many(all) => all.push(callback),
        }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        match self {
            Callbacks::None => true,
            Callbacks::One(_) => false,
            Callbacks::Many(all) => all.is_empty(),
        }
    }

    pub(crate) fn as_slice(&self) -> &[Callback] {
        match self {
            Callbacks::None => &[],
            Callbacks::One(callback) => std::slice::from_ref(callback),
            Callbacks::Many(all) => all,
        }
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new future (`loop.create_future()`).
    pub fn create_future(&mut self) -> FutureId {
        let slot = self.new_future(Kind::Plain, false);
        self.future_id(slot)
    }

    /// Is it done: has it a result, an exception, or was it cancelled? A future that is gone counts as done.
    pub fn is_done(&self, future: FutureId) -> bool {
        self.futures.by_serial(future.0).is_none_or(|future| !matches!(future.state, State::Pending))
    }

    /// Was it cancelled?
    pub fn is_cancelled(&self, future: FutureId) -> bool {
        self.futures.by_serial(future.0).is_some_and(|future| matches!(future.state, State::Cancelled { .. }))
    }

    /// Gives a future its result (`Future.set_result`).
    ///
    /// # Errors
    /// When it is done already, or a task.
    pub fn set_result(&mut self, future: FutureId, value: G::Value) -> Result<(), Exception<G>> {
        let slot = self.settable(future, "Task does not support set_result operation")?;
        self.complete(slot, State::Value(value));
        Ok(())
    }

    /// Gives a future its exception (`Future.set_exception`).
    ///
    /// # Errors
    /// When it is done already, or a task.
    pub fn set_exception(&mut self, future: FutureId, exception: Exception<G>) -> Result<(), Exception<G>> {
        let slot = self.settable(future, "Task does not support set_exception operation")?;
        self.fail(slot, exception);
        Ok(())
    }

    /// Its result (`Future.result`). Its exception then counts as retrieved.
    ///
    /// # Errors
    /// Its exception, its cancellation, or `InvalidState` when it is not done.
    pub fn result(&mut self, future: FutureId) -> Result<G::Value, Exception<G>> {
        match self.futures.slot(future.0) {
            Some(slot) => self.result_of(slot),
            None => Err(gone()),
        }
    }

    /// Its exception, if it has one (`Future.exception`). It then counts as retrieved.
    ///
    /// # Errors
    /// Its cancellation, or `InvalidState` when it is not done.
    pub fn exception(&mut self, future: FutureId) -> Result<Option<Exception<G>>, Exception<G>> {
        let Some(slot) = self.futures.slot(future.0) else { return Err(gone()) };
        match &self.futures.get(slot).map(|future| &future.state) {
            None | Some(State::Pending) => Err(Exception::InvalidState("Exception is not set.")),
            Some(State::Cancelled { .. }) => Err(self.cancelled_error(slot)),
            Some(State::Value(_) | State::Failed(_)) => Ok(self.exception_of(slot)),
        }
    }

    /// The result of a future that has one, without any effect (for `repr`).
    pub fn peek(&self, future: FutureId) -> Option<Result<&G::Value, &Exception<G>>> {
        match &self.futures.by_serial(future.0)?.state {
            State::Value(value) => Some(Ok(value)),
            State::Failed(exception) => Some(Err(exception)),
            State::Pending | State::Cancelled { .. } => None,
        }
    }

    /// Calls back when the future is done, in order with its other callbacks (`Future.add_done_callback`).
    pub fn add_done_callback(&mut self, future: FutureId, callback: G::Callback, context: G::Context) {
        let Some(slot) = self.futures.slot(future.0) else { return };
        let (_, handle) = self.handles.insert(Handle { action: Action::Guest { callback, context } });
        self.add_callback(slot, Callback::Guest(handle));
    }

    /// Removes the callbacks of a future that `is` says yes to; tells how many (`Future.remove_done_callback`).
    pub fn remove_done_callback(&mut self, future: FutureId, mut is: impl FnMut(&G::Callback) -> bool) -> usize {
        let Some(slot) = self.futures.slot(future.0) else { return 0 };
        let handles = &self.handles;
        let found: Vec<Callback> = self
            .futures
            .get(slot)
            .map_or(&[][..], |future| future.callbacks.as_slice())
            .iter()
            .copied()
            .filter(|callback| {
                let Callback::Guest(handle) = callback else { return false };
                matches!(handles.get(*handle), Some(Handle { action: Action::Guest { callback, .. } }) if is(callback))
            })
            .collect();
        for callback in &found {
            self.remove_callback(slot, *callback);
        }
        found.len()
    }

    /// Stops the loop when the future is done, as `run_until_complete` wants it.
    pub fn stop_when_done(&mut self, future: FutureId) {
        if let Some(slot) = self.futures.slot(future.0) {
            self.add_callback(slot, Callback::Stop);
        }
    }

    /// Takes back [`Core::stop_when_done`].
    pub fn keep_running(&mut self, future: FutureId) {
        if let Some(slot) = self.futures.slot(future.0) {
            self.remove_callback(slot, Callback::Stop);
        }
    }

    /// The guest has dropped its handle: the future is freed as soon as the executor does not need it either.
    ///
    /// An exception that nobody retrieved is then in [`Core::take_reports`].
    pub fn release(&mut self, future: FutureId) {
        if let Some(slot) = self.futures.slot(future.0) {
            self.release_at(slot);
        }
    }

    pub(crate) fn release_at(&mut self, slot: Slot) {
        if let Some(future) = self.futures.get_mut(slot) {
            future.needs.set(Needs::RELEASED, true);
        }
        self.free_if_unused(slot);
    }

    /// Where a future is kept. It stays there as long as somebody has a handle to it.
    pub(crate) fn slot_of(&self, future: FutureId) -> Option<Slot> {
        self.futures.slot(future.0)
    }

    /// The guest has made another handle for a future that it had released.
    pub fn retain(&mut self, future: FutureId) {
        if let Some(future) = self.futures.by_serial_mut(future.0) {
            future.needs.set(Needs::RELEASED, false);
        }
    }

    pub(crate) fn new_future(&mut self, kind: Kind, internal: bool) -> Slot {
        self.new_named_future(kind, internal).1
    }

    /// The same; tells its serial number, too.
    #[inline]
    pub(crate) fn new_named_future(&mut self, kind: Kind, internal: bool) -> (u32, Slot) {
        let needs = Needs(if internal { Needs::HOLD | Needs::RELEASED } else { 0 });
        let future = Future { state: State::Pending, kind, callbacks: Callbacks::None, needs, home: self.home };
        let (serial, slot) = self.futures.insert(future);
        assert!(slot <= LAST_SLOT, "too many futures at a time");
        (serial, slot)
    }

    /// A future of an operation's own, which holds it once.
    pub(crate) fn new_waiter(&mut self, target: WaitTarget) -> Slot {
        self.new_future(Kind::Waiter(target), true)
    }

    #[inline]
    pub(crate) fn future_id(&self, slot: Slot) -> FutureId {
        FutureId(self.futures.serial(slot))
    }

    pub(crate) fn is_task(&self, slot: Slot) -> bool {
        matches!(self.futures.get(slot), Some(Future { kind: Kind::Task(_), .. }))
    }

    pub(crate) fn done(&self, slot: Slot) -> bool {
        !matches!(self.futures.get(slot), Some(Future { state: State::Pending, .. }))
    }

    pub(crate) fn cancelled(&self, slot: Slot) -> bool {
        matches!(self.futures.get(slot), Some(Future { state: State::Cancelled { .. }, .. }))
    }

    /// What somebody who waits for this future is shown to wait for.
    pub(crate) fn wait_target(&self, slot: Slot) -> WaitTarget {
        let id = self.future_id(slot);
        match self.futures.get(slot).map(|future| &future.kind) {
            None | Some(Kind::Plain) => WaitTarget::Future(id),
            Some(Kind::Task(_)) => WaitTarget::Task(TaskId(id.0)),
            Some(Kind::Gather(_) | Kind::Wait(_) | Kind::Group) => WaitTarget::Group(id),
            Some(Kind::Waiter(target)) => *target,
        }
    }

    pub(crate) fn hold(&mut self, slot: Slot) {
        if let Some(future) = self.futures.get_mut(slot) {
            future.needs.0 += Needs::HOLD;
        }
    }

    #[inline]
    pub(crate) fn unhold(&mut self, slot: Slot) {
        if let Some(future) = self.futures.get_mut(slot) {
            if future.needs.is_held() {
                future.needs.0 -= Needs::HOLD;
            }
            if !future.needs.is_held() && !future.has_handle() {
                self.free_if_unused(slot);
            }
        }
    }

    /// Frees a future that neither the guest nor the executor needs. A pending task is always needed.
    pub(crate) fn free_if_unused(&mut self, slot: Slot) {
        let Some(future) = self.futures.get(slot) else { return };
        if future.has_handle() || future.is_needed() {
            return;
        }
        let kind = match future.kind {
            Kind::Task(index) => Some((true, index)),
            Kind::Gather(index) => Some((false, index)),
            _ => None,
        };
        if future.is_unretrieved() {
            self.report_unretrieved(slot);
        }
        self.futures.free(slot);
        match kind {
            Some((true, index)) => self.free_task(index),
            Some((false, index)) => self.free_gather(index),
            None => {}
        }
    }

    /// A future goes that failed, and nobody has looked at its exception.
    #[cold]
    fn report_unretrieved(&mut self, slot: Slot) {
        let id = self.future_id(slot);
        let Some(future) = self.futures.get_mut(slot) else { return };
        let is_task = matches!(future.kind, Kind::Task(_));
        if let State::Failed(exception) = std::mem::replace(&mut future.state, State::Pending) {
            self.reports.push(Report::NeverRetrieved { future: id, is_task, exception: *exception });
        }
    }

    /// Ends a pending future: its callbacks become ready, none is called here.
    pub(crate) fn complete(&mut self, slot: Slot, state: State<G>) {
        let Some(future) = self.futures.get_mut(slot) else { return };
        future.state = state;
        // As it is with most tasks of Rust's: somebody waits for it, and has its only handle.
        if let Callbacks::One(Callback::Poke(task)) = future.callbacks
            && future.has_handle()
            && !matches!(future.kind, Kind::Gather(_))
        {
            future.callbacks = Callbacks::None;
            return self.poke(task);
        }
        let gather = match future.kind {
            Kind::Gather(index) => Some(index),
            _ => None,
        };
        // Kept while its callbacks are made ready, each of which keeps it then.
        future.needs.0 += Needs::HOLD;
        match &future.callbacks {
            Callbacks::None => {}
            Callbacks::One(callback) => {
                let callback = *callback;
                future.callbacks = Callbacks::None;
                self.schedule(callback, slot);
            }
            Callbacks::Many(_) => {
                let callbacks = std::mem::replace(&mut future.callbacks, Callbacks::None);
                for callback in callbacks.as_slice() {
                    self.schedule(*callback, slot);
                }
            }
        }
        if let Some(index) = gather {
            self.forget_children(index);
        }
        if let Some(future) = self.futures.get_mut(slot) {
            future.needs.0 -= Needs::HOLD;
        }
        self.free_if_unused(slot);
    }

    pub(crate) fn fail(&mut self, slot: Slot, exception: Exception<G>) {
        if let Some(future) = self.futures.get_mut(slot) {
            future.needs.set(Needs::UNRETRIEVED, true);
        }
        self.complete(slot, State::Failed(Box::new(exception)));
    }

    pub(crate) fn complete_unless_done(&mut self, slot: Slot) {
        if !self.done(slot) {
            self.complete(slot, State::Value(G::Value::default()));
        }
    }

    /// Adds a callback. If the future is done it becomes ready at once.
    pub(crate) fn add_callback(&mut self, slot: Slot, callback: Callback) {
        if let Some(target) = callback.target() {
            self.hold(target);
        }
        let Some(future) = self.futures.get_mut(slot) else { return };
        if matches!(future.state, State::Pending) {
            future.callbacks.push(callback);
        } else {
            self.schedule(callback, slot);
        }
    }

    #[inline]
    pub(crate) fn has_callbacks(&self, slot: Slot) -> bool {
        self.futures.get(slot).is_some_and(|future| !future.callbacks.is_empty())
    }

    /// Has this task poked when the future, which is pending, is done, if nobody else is to hear of that; tells
    /// whether it was so.
    #[inline]
    pub(crate) fn will_only_poke(&mut self, slot: Slot, task: TaskIndex) -> bool {
        let Some(future) = self.futures.get_mut(slot) else { return false };
        match future.callbacks {
            Callbacks::None => future.callbacks = Callbacks::One(Callback::Poke(task)),
            Callbacks::One(Callback::Poke(other)) if other == task => {}
            _ => return false,
        }
        true
    }

    /// Has no task poked any more when the future is done.
    pub(crate) fn forget_pokes(&mut self, slot: Slot) {
        let Some(future) = self.futures.get_mut(slot) else { return };
        match &mut future.callbacks {
            Callbacks::One(Callback::Poke(_)) => future.callbacks = Callbacks::None,
            Callbacks::Many(all) => all.retain(|callback| !matches!(callback, Callback::Poke(_))),
            _ => {}
        }
    }

    /// Removes all callbacks that are equal to this one.
    pub(crate) fn remove_callback(&mut self, slot: Slot, callback: Callback) {
        let Some(future) = self.futures.get_mut(slot) else { return };
        let removed = match &mut future.callbacks {
            Callbacks::One(one) if *one == callback => {
                future.callbacks = Callbacks::None;
                1
            }
            Callbacks::Many(all) => {
                let before = all.len();
                all.retain(|other| *other != callback);
                before - all.len()
            }
            _ => 0,
        };
        for _ in 0..removed {
            self.drop_callback(callback);
        }
        if removed > 0 {
            self.free_if_unused(slot);
        }
    }

    /// Lets go of what a callback kept alive.
    pub(crate) fn drop_callback(&mut self, callback: Callback) {
        if let Callback::Guest(handle) = callback {
            self.handles.remove(handle);
        }
        if let Some(target) = callback.target() {
            self.unhold(target);
        }
    }

    /// Makes a callback of a future that is done ready.
    #[inline]
    fn schedule(&mut self, callback: Callback, future: Slot) {
        match callback {
            Callback::Poke(task) => return self.poke(task),
            Callback::Wake(index) => {
                self.enqueue_at(future, Job::Wake(index, future));
                if let Some(task) = self.tasks[index as usize].as_mut() {
                    task.phase = Phase::Ready;
                    let task = task.id;
                    if self.observe().is_some() {
                        self.emit(Event::TaskReady { task, by: self.by() });
                    }
                }
            }
            _ => self.enqueue_at(future, Job::Done(callback, future)),
        }
        self.hold(future);
    }

    /// Has it a result, and no exception?
    #[inline]
    pub(crate) fn has_value(&self, slot: Slot) -> bool {
        matches!(self.futures.get(slot), Some(Future { state: State::Value(_), .. }))
    }

    /// What the task that awaited this future is resumed with.
    #[inline]
    pub(crate) fn outcome(&mut self, slot: Slot) -> Result<(), Exception<G>> {
        match self.futures.get(slot) {
            Some(Future { state: State::Value(_), .. }) => Ok(()),
            _ => self.result_of(slot).map(drop),
        }
    }

    /// What a task that awaited this future is resumed with, if it is done. It then counts as looked at.
    pub(crate) fn outcome_if_done(&mut self, future: FutureId) -> Option<Result<(), Exception<G>>> {
        let Some(slot) = self.futures.slot(future.0) else { return Some(Err(gone())) };
        match self.futures.get(slot) {
            Some(Future { state: State::Pending, .. }) => None,
            _ => Some(self.outcome(slot)),
        }
    }

    /// A handle to a task is dropped. If the task is done, tells where it was kept.
    #[inline]
    pub(crate) fn release_task(&mut self, slot: Slot) -> Option<TaskIndex> {
        let future = self.futures.get_mut(slot)?;
        future.needs.set(Needs::RELEASED, true);
        let ended = match (&future.state, &future.kind) {
            (State::Pending, _) => return None,
            (_, Kind::Task(index)) => Some(*index),
            _ => None,
        };
        self.free_if_unused(slot);
        ended
    }

    /// Is a future done? If it is, it then counts as looked at, however it ended.
    #[inline]
    pub(crate) fn look_whether_done(&mut self, slot: Slot) -> bool {
        match self.futures.get_mut(slot) {
            Some(Future { state: State::Pending, .. }) => return false,
            Some(future) => future.needs.set(Needs::UNRETRIEVED, false),
            None => {}
        }
        true
    }

    pub(crate) fn result_of(&mut self, slot: Slot) -> Result<G::Value, Exception<G>> {
        let Some(future) = self.futures.get_mut(slot) else { return Err(gone()) };
        match &future.state {
            State::Value(value) => Ok(value.clone()),
            State::Pending => Err(Exception::InvalidState("Result is not set.")),
            State::Failed(exception) => {
                future.needs.set(Needs::UNRETRIEVED, false);
                Err((**exception).clone())
            }
            State::Cancelled { .. } => Err(self.cancelled_error(slot)),
        }
    }

    /// The exception of a future that failed. It then counts as retrieved.
    pub(crate) fn exception_of(&mut self, slot: Slot) -> Option<Exception<G>> {
        let future = self.futures.get_mut(slot)?;
        match &future.state {
            State::Failed(exception) => {
                future.needs.set(Needs::UNRETRIEVED, false);
                Some((**exception).clone())
            }
            _ => None,
        }
    }

    pub(crate) fn mark_retrieved(&mut self, slot: Slot) {
        if let Some(future) = self.futures.get_mut(slot) {
            future.needs.set(Needs::UNRETRIEVED, false);
        }
    }

    /// `Future._make_cancelled_error`: the exception that ended a task is given out once, then new ones are made.
    pub(crate) fn cancelled_error(&mut self, slot: Slot) -> Exception<G> {
        match self.futures.get_mut(slot).map(|future| &mut future.state) {
            Some(State::Cancelled { message, error }) => {
                let message = message.clone();
                Exception::Cancelled { message, error: error.take() }
            }
            _ => {
                let message = self.task(slot).and_then(Task::cancel_message);
                Exception::Cancelled { message, error: None }
            }
        }
    }

    fn settable(&self, future: FutureId, task: &'static str) -> Result<Slot, Exception<G>> {
        let Some(slot) = self.futures.slot(future.0) else { return Err(gone()) };
        if self.is_task(slot) {
            return Err(Exception::runtime(task));
        }
        if self.done(slot) {
            return Err(Exception::InvalidState("invalid state"));
        }
        Ok(slot)
    }
}

impl Callback {
    /// The future that the callback completes, counts for or resumes, and keeps alive until it has run.
    fn target(self) -> Option<Slot> {
        match self {
            Callback::Gather(slot)
            | Callback::Wait(slot)
            | Callback::Release(slot)
            | Callback::ShieldInner(slot)
            | Callback::ShieldOuter(slot) => Some(slot),
            Callback::Wake(_)
            | Callback::Poke(_)
            | Callback::Guest(_)
            | Callback::TaskGroup(_)
            | Callback::AsCompleted(_)
            | Callback::Stop => None,
        }
    }
}

/// A future that was released is asked for.
pub(crate) fn gone<G: Guest>() -> Exception<G> {
    Exception::runtime("Future object is not initialized.")
}
