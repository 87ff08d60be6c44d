//! Tasks: steps, cancellation, names (`asyncio.Task`).

use crate::arena::{MaybeSlot, Slot, make_room};
use crate::core::Core;
use crate::core::futures::{Future, Kind, State, gone};
use crate::core::ready::{Callback, Job};
use crate::event::{Event, Observer, Outcome, WaitTarget};
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, TaskId};

/// Where the half of a task is kept that other futures have not.
pub(crate) type TaskIndex = u32;

/// What a future has more if it is a task.
#[derive(Clone)]
pub(crate) struct Task<G: Guest> {
    pub(crate) id: TaskId,
    /// Its other half.
    pub(crate) slot: Slot,
    /// The loop to which it belongs.
    home: u32,
    pub(crate) phase: Phase,
    pub(crate) body: G::Value,
    /// What it awaits.
    pub(crate) waiter: MaybeSlot,
    /// A cancellation is to be delivered at its next step.
    pub(crate) must_cancel: bool,
    /// It is on the path of a cancellation that is going on.
    pub(super) cancelling: bool,
    /// Without a name of its own it is called by this.
    number: u32,
    rare: Option<Box<Rare<G>>>,
}

/// What few tasks have. It is kept apart, so that a million tasks fit into less memory, and more into a cache.
#[derive(Clone)]
struct Rare<G: Guest> {
    name: Option<Box<str>>,
    cancel_message: Option<G::Value>,
    /// What its next step, if it is ready for that reason, is resumed with.
    thrown: Option<Box<Exception<G>>>,
    cancels: u32,
}

/// What a task is doing.
///
/// At most one handle of the ready queue names a task, namely in the phases that say so. It names it by its index,
/// which therefore is not used again before that handle's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It waits for its `waiter`, whose callbacks will wake it.
    Waiting,
    /// It waits for whatever pokes it.
    Parked,
    /// A handle of the ready queue will step it.
    Ready,
    /// It is the core's current task, or the eager task that it has made is.
    Running,
    /// It is running, and was poked: a handle of the ready queue will step it once more.
    Poked,
    /// It has ended.
    Ended,
    /// It has ended, and a handle of the ready queue names it in vain.
    Discarded,
    /// The same, and its future is gone: its place is free after that handle's turn.
    Gone,
}

/// A task, the one whose step is running say, with where both its halves are kept.
#[derive(Clone, Copy)]
pub(crate) struct Current {
    pub(crate) id: TaskId,
    pub(crate) slot: Slot,
    pub(crate) index: TaskIndex,
}

/// What a step of a task waits for.
pub enum Wait<G: Guest> {
    /// A future.
    Future(FutureId),
    /// The next turn: a bare `yield`.
    Turn,
    /// Whatever resumes it: [`Core::unpark`], or one of the futures of [`Core::poke_when_done`]. What it is shown to wait
    /// for is named here. Such a task may be resumed when nothing has come of it, as Rust's futures may.
    Parked(Option<WaitTarget>),
    /// Nothing: what the coroutine yielded is no future, and this exception is thrown into it in the next turn.
    Raise(Exception<G>),
}

impl<G: Guest> Task<G> {
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        visit(Held::Value(&self.body));
        let Some(rare) = &self.rare else { return };
        if let Some(message) = &rare.cancel_message {
            visit(Held::Value(message));
        }
        if let Some(thrown) = &rare.thrown {
            thrown.trace(visit);
        }
    }

    pub(crate) fn cancel_message(&self) -> Option<G::Value> {
        self.rare.as_ref()?.cancel_message.clone()
    }

    pub(super) fn set_cancel_message(&mut self, message: Option<&G::Value>) {
        if self.rare.is_some() || message.is_some() {
            self.rare().cancel_message = message.cloned();
        }
    }

    /// How many cancellations were asked for and not taken back.
    pub(super) fn cancels(&self) -> u32 {
        self.rare.as_ref().map_or(0, |rare| rare.cancels)
    }

    /// One more cancellation is asked for.
    pub(super) fn add_cancel(&mut self) {
        self.rare().cancels += 1;
    }

    /// One is taken back; tells how many are left.
    pub(super) fn take_cancel_back(&mut self) -> u32 {
        self.rare.as_mut().map_or(0, |rare| {
            rare.cancels = rare.cancels.saturating_sub(1);
            rare.cancels
        })
    }

    pub(crate) fn take_thrown(&mut self) -> Option<Box<Exception<G>>> {
        self.rare.as_mut()?.thrown.take()
    }

    fn rare(&mut self) -> &mut Rare<G> {
        self.rare.get_or_insert_with(|| Box::new(Rare { name: None, cancel_message: None, thrown: None, cancels: 0 }))
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Makes a task; its first step is ready in the next turn (`loop.create_task`).
    ///
    /// `body` is whatever the guest wants to be given back with each step: its coroutine, say. Without a name it is
    /// called `Task-1`, `Task-2`, …
    pub fn create_task(&mut self, body: G::Value, name: Option<&str>, line: u32) -> TaskId {
        self.create_task_at(body, name, line).id
    }

    /// The same; tells where the task is kept, too.
    #[inline]
    pub(crate) fn create_task_at(&mut self, body: G::Value, name: Option<&str>, line: u32) -> Current {
        let task = self.new_task(body, name, line, Phase::Ready);
        self.ready.push_back(Job::Step(task.index));
        task
    }

    /// Makes a task whose first step runs at once, within that of the running task (`asyncio.eager_task_factory` of
    /// CPython 3.12).
    ///
    /// The new task is the running one until [`Core::suspend`] or [`Core::finish`]; then the guest gives the word back
    /// with [`Core::resume_eagerly`] to the task that is returned here.
    pub fn create_eager_task(&mut self, body: G::Value, name: Option<&str>, line: u32) -> (TaskId, Option<TaskId>) {
        let task = self.new_task(body, name, line, Phase::Running);
        let before = self.current_task();
        self.current = Some(task);
        self.emit(Event::TaskRunning { task: task.id });
        (task.id, before)
    }

    /// The task that made an eager task goes on.
    pub fn resume_eagerly(&mut self, before: Option<TaskId>) {
        self.current = before.and_then(|task| self.find_task(task));
        if let Some(task) = before {
            self.emit(Event::TaskRunning { task });
        }
    }

    fn new_task(&mut self, body: G::Value, name: Option<&str>, line: u32, phase: Phase) -> Current {
        let number = if name.is_none() { self.next_name() } else { 0 };
        let index = self.free_tasks.pop().unwrap_or(self.tasks.len() as TaskIndex);
        let (serial, slot) = self.new_named_future(Kind::Task(index), false);
        let id = TaskId(serial);
        let mut task = Task {
            id,
            slot,
            home: self.home,
            phase,
            body,
            waiter: MaybeSlot::NONE,
            must_cancel: false,
            cancelling: false,
            number,
            rare: None,
        };
        if let Some(name) = name {
            task.rare().name = Some(name.into());
        }
        match self.tasks.get_mut(index as usize) {
            Some(place) => *place = Some(task),
            None => {
                make_room(&mut self.tasks);
                self.tasks.push(Some(task));
            }
        }
        if self.observe().is_some() {
            self.emit(Event::TaskCreated { task: id, parent: self.by(), line });
            self.tell_name(id);
        }
        Current { id, slot, index }
    }

    /// The future that a task is.
    pub fn future_of(&self, task: TaskId) -> FutureId {
        FutureId(task.0)
    }

    /// The task that a future is, if it is one.
    pub fn as_task(&self, future: FutureId) -> Option<TaskId> {
        self.is_task(self.futures.slot(future.0)?).then_some(TaskId(future.0))
    }

    /// The task whose step is running (`asyncio.current_task`).
    pub fn current_task(&self) -> Option<TaskId> {
        self.current.map(|current| current.id)
    }

    /// The tasks that are not done, in order of creation (`asyncio.all_tasks`, of all loops).
    pub fn all_tasks(&self) -> Vec<TaskId> {
        let mut tasks: Vec<TaskId> = self
            .futures
            .iter()
            .filter(|(_, future)| matches!(future, Future { kind: Kind::Task(_), state: State::Pending, .. }))
            .map(|(serial, _)| TaskId(serial))
            .collect();
        tasks.sort_unstable();
        tasks
    }

    /// Where the tasks are kept that are not done, in order of creation.
    pub(crate) fn pending_tasks(&self) -> Vec<TaskIndex> {
        self.all_tasks().into_iter().filter_map(|task| Some(self.find_task(task)?.index)).collect()
    }

    /// May somebody still ask for the result of the running task?
    #[inline]
    pub(crate) fn current_is_wanted(&self) -> bool {
        self.current.is_some_and(|current| self.futures.get(current.slot).is_some_and(Future::has_handle))
    }

    /// A task's name (`Task.get_name`).
    pub fn task_name(&self, task: TaskId) -> String {
        let Some(task) = self.futures.slot(task.0).and_then(|slot| self.task(slot)) else { return String::new() };
        match task.rare.as_ref().and_then(|rare| rare.name.as_deref()) {
            Some(name) => name.to_owned(),
            None => format!("Task-{}", task.number),
        }
    }

    /// Names a task (`Task.set_name`).
    pub fn set_task_name(&mut self, task: TaskId, name: &str) {
        if let Some(task) = self.task_by_id(task) {
            task.rare().name = Some(name.into());
        }
        self.tell_name(task);
    }

    /// What the guest gave to [`Core::create_task`], while the task is not done.
    pub fn task_body(&self, task: TaskId) -> Option<&G::Value> {
        self.task(self.futures.slot(task.0)?).map(|task| &task.body)
    }

    /// What a task waits for now, if it is suspended at a future.
    pub fn waits_for(&self, task: TaskId) -> Option<WaitTarget> {
        let waiter = self.task(self.futures.slot(task.0)?)?.waiter.get()?;
        (!self.done(waiter)).then(|| self.wait_target(waiter))
    }

    /// The future a task awaits (`Task._fut_waiter`).
    pub fn awaited_by(&self, task: TaskId) -> Option<FutureId> {
        let waiter = self.task(self.futures.slot(task.0)?)?.waiter.get()?;
        Some(self.future_id(waiter))
    }

    /// The running task's step ended at an await. `line` is the line where it stands.
    ///
    /// It is the last part of `Task.__step`. A task that is not running is left alone.
    #[inline]
    pub fn suspend(&mut self, task: TaskId, wait: Wait<G>, line: u32) {
        let Some(current) = self.leave(task) else { return };
        let index = current.index;
        match wait {
            Wait::Turn => {
                self.step_again(index);
                if let Some((time, observer)) = self.told() {
                    observer.task_yielded(time, task, line);
                }
            }
            Wait::Future(future) => self.suspend_at(current, future, line),
            Wait::Parked(shown) => {
                let on = shown.unwrap_or(WaitTarget::Future(FutureId(task.0)));
                self.emit(Event::TaskSuspended { task, on, line });
                let Some(state) = self.tasks[index as usize].as_mut() else { return };
                if state.must_cancel && state.phase == Phase::Running {
                    state.phase = Phase::Ready;
                    let home = state.home;
                    self.enqueue(home, Job::Step(index));
                    self.emit(Event::TaskReady { task, by: None });
                } else if state.phase == Phase::Poked {
                    state.phase = Phase::Ready;
                    self.emit(Event::TaskReady { task, by: None });
                } else {
                    state.phase = Phase::Parked;
                }
            }
            Wait::Raise(exception) => self.throw_next(index, exception),
        }
    }

    /// The running task's step ended, and nobody hears of it: it yields, or waits for whatever pokes it.
    #[inline]
    pub(crate) fn suspend_quietly(&mut self, yields: bool) {
        let Some(Current { index, .. }) = self.current.take() else { return };
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        match task.phase {
            Phase::Running if yields || task.must_cancel => {
                task.phase = Phase::Ready;
                let home = task.home;
                self.enqueue(home, Job::Step(index));
            }
            Phase::Running => task.phase = Phase::Parked,
            Phase::Poked => task.phase = Phase::Ready,
            _ => {}
        }
    }

    fn suspend_at(&mut self, current: Current, future: FutureId, line: u32) {
        let Current { id, slot, index } = current;
        let Some(waiter) = self.futures.slot(future.0) else {
            return self.throw_next(index, gone());
        };
        if self.futures.get(waiter).is_some_and(|future| future.home != self.home) {
            return self.throw_next(index, Exception::DifferentLoop(id, future));
        }
        if waiter == slot {
            return self.throw_next(index, Exception::AwaitedItself(id));
        }
        if self.observe().is_some() {
            let on = self.wait_target(waiter);
            self.emit(Event::TaskSuspended { task: id, on, line });
        }
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        task.phase = Phase::Waiting;
        task.waiter = MaybeSlot::some(waiter);
        let message = task.must_cancel.then(|| task.cancel_message());
        self.add_callback(waiter, Callback::Wake(index));
        if let Some(message) = message
            && self.cancel_slot(waiter, message)
            && let Some(task) = self.tasks[index as usize].as_mut()
        {
            task.must_cancel = false;
        }
    }

    /// The task that has just left is stepped in the next turn, with nothing.
    #[inline]
    fn step_again(&mut self, index: TaskIndex) {
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        // Its place in the queue is that of the poke, if there was one.
        let home = task.home;
        if std::mem::replace(&mut task.phase, Phase::Ready) != Phase::Poked {
            self.enqueue(home, Job::Step(index));
        }
    }

    /// Resumes a parked task in the next turn; one that is running, once more when it parks. Any other task is left
    /// alone.
    pub fn unpark(&mut self, task: TaskId) {
        if let Some(task) = self.find_task(task) {
            self.poke(task.index);
        }
    }

    /// Resumes a task when the future is done. The task must be [parked](Wait::Parked) by then.
    pub fn poke_when_done(&mut self, future: FutureId, task: TaskId) {
        if let (Some(future), Some(task)) = (self.futures.slot(future.0), self.find_task(task)) {
            self.add_callback(future, Callback::Poke(task.index));
        }
    }

    /// Takes back [`Core::poke_when_done`].
    pub fn forget_poke(&mut self, future: FutureId, task: TaskId) {
        if let (Some(future), Some(task)) = (self.futures.slot(future.0), self.find_task(task)) {
            self.remove_callback(future, Callback::Poke(task.index));
        }
    }

    /// The running task's coroutine returned or raised. A task that is not running is left alone.
    pub fn finish(&mut self, task: TaskId, result: Result<G::Value, Exception<G>>) {
        let Some(Current { slot, index, .. }) = self.leave(task) else { return };
        let Some(state) = self.tasks[index as usize].as_mut() else { return };
        state.phase = if state.phase == Phase::Poked { Phase::Discarded } else { Phase::Ended };
        state.body = G::Value::default();
        let must_cancel = std::mem::take(&mut state.must_cancel);
        let message = state.cancel_message();
        // Who waits for the task is woken by the task.
        self.cause = Some(slot);
        match result {
            Ok(_) if must_cancel => {
                self.emit(Event::TaskFinished { task, outcome: Outcome::Cancelled });
                self.complete(slot, State::Cancelled { message, error: None });
            }
            Ok(value) => {
                self.emit(Event::TaskFinished { task, outcome: Outcome::Returned });
                self.complete(slot, State::Value(value));
            }
            Err(Exception::Cancelled { message, error }) => {
                self.emit(Event::TaskFinished { task, outcome: Outcome::Cancelled });
                // The guest's own exception object carries its message.
                let message = if error.is_some() { None } else { message };
                if let Some(task) = self.task_mut(slot) {
                    task.set_cancel_message(None);
                }
                self.complete(slot, State::Cancelled { message, error });
            }
            Err(exception) => {
                self.emit(Event::TaskFinished { task, outcome: Outcome::Failed });
                self.fail(slot, exception);
            }
        }
        self.cause = None;
    }

    /// Ends a task that will never run again, as cancelled: its coroutine is gone. The running task is left alone.
    pub fn discard_task(&mut self, task: TaskId) {
        let Some(Current { slot, index, .. }) = self.find_task(task) else { return };
        if self.current_task() == Some(task) {
            return;
        }
        let Some(state) = self.tasks[index as usize].as_mut() else { return };
        state.phase = match state.phase {
            Phase::Waiting | Phase::Parked | Phase::Running => Phase::Ended,
            Phase::Ready | Phase::Poked => Phase::Discarded,
            Phase::Ended | Phase::Discarded | Phase::Gone => return,
        };
        if let Some(waiter) = state.waiter.take() {
            self.remove_callback(waiter, Callback::Wake(index));
        }
        self.emit(Event::TaskFinished { task, outcome: Outcome::Cancelled });
        self.complete(slot, State::Cancelled { message: None, error: None });
    }

    /// The turn has come of a handle whose task has ended.
    #[cold]
    pub(crate) fn step_of_ended_task(&mut self, index: TaskIndex) {
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        match task.phase {
            Phase::Discarded => task.phase = Phase::Ended,
            Phase::Gone => self.free_task(index),
            _ => {}
        }
    }

    pub(crate) fn task(&self, slot: Slot) -> Option<&Task<G>> {
        match self.futures.get(slot)?.kind {
            Kind::Task(index) => self.tasks[index as usize].as_ref(),
            _ => None,
        }
    }

    /// Where a task's other half is kept.
    #[inline]
    pub(crate) fn index_of_task(&self, slot: Slot) -> Option<TaskIndex> {
        match self.futures.get(slot)?.kind {
            Kind::Task(index) => Some(index),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn task_mut(&mut self, slot: Slot) -> Option<&mut Task<G>> {
        match self.futures.get(slot)?.kind {
            Kind::Task(index) => self.tasks[index as usize].as_mut(),
            _ => None,
        }
    }

    pub(crate) fn free_task(&mut self, index: TaskIndex) {
        let place = &mut self.tasks[index as usize];
        match place {
            Some(task) if task.phase == Phase::Discarded => task.phase = Phase::Gone,
            _ => {
                *place = None;
                self.free_tasks.push(index);
            }
        }
    }

    pub(crate) fn find_task(&self, task: TaskId) -> Option<Current> {
        let slot = self.futures.slot(task.0)?;
        match self.futures.get(slot)?.kind {
            Kind::Task(index) => Some(Current { id: task, slot, index }),
            _ => None,
        }
    }

    /// The running task, which then runs no more, if it is this one.
    #[inline]
    fn leave(&mut self, task: TaskId) -> Option<Current> {
        // Read field by field, as it was written a moment ago.
        let current = match &self.current {
            Some(current) if current.id == task => Current { id: task, slot: current.slot, index: current.index },
            _ => return None,
        };
        self.current = None;
        Some(current)
    }

    pub(super) fn unpark_slot(&mut self, slot: Slot) {
        if let Some(Future { kind: Kind::Task(index), .. }) = self.futures.get(slot) {
            let index = *index;
            if self.tasks[index as usize].as_ref().is_some_and(|task| task.phase == Phase::Parked) {
                self.poke(index);
            }
        }
    }

    /// A parked task becomes ready; one that is running will be, once more.
    #[inline]
    pub(crate) fn poke(&mut self, index: TaskIndex) {
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        match task.phase {
            Phase::Parked => {
                task.phase = Phase::Ready;
                let (id, home) = (task.id, task.home);
                self.enqueue(home, Job::Step(index));
                if self.observe().is_some() {
                    self.emit(Event::TaskReady { task: id, by: self.by() });
                }
            }
            Phase::Running => {
                task.phase = Phase::Poked;
                let home = task.home;
                self.enqueue(home, Job::Step(index));
            }
            _ => {}
        }
    }

    /// The same, by a name that may be out of date.
    #[inline]
    pub(crate) fn poke_at(&mut self, index: TaskIndex, id: TaskId) {
        if matches!(self.tasks.get(index as usize), Some(Some(task)) if task.id == id) {
            self.poke(index);
        }
    }

    /// Throws an exception into a task in the next turn.
    fn throw_next(&mut self, index: TaskIndex, exception: Exception<G>) {
        let Some(task) = self.tasks[index as usize].as_mut() else { return };
        task.rare().thrown = Some(Box::new(exception));
        task.phase = Phase::Ready;
        let (id, home) = (task.id, task.home);
        self.enqueue(home, Job::Throw(index));
        self.emit(Event::TaskSuspended { task: id, on: WaitTarget::Turn, line: 0 });
        self.emit(Event::TaskReady { task: id, by: None });
    }

    pub(super) fn task_by_id(&mut self, task: TaskId) -> Option<&mut Task<G>> {
        let slot = self.futures.slot(task.0)?;
        self.task_mut(slot)
    }

    fn tell_name(&mut self, task: TaskId) {
        if self.observe().is_some() {
            let name = self.task_name(task);
            if let Some(observer) = self.observe() {
                observer.task_named(task, &name);
            }
        }
    }
}
