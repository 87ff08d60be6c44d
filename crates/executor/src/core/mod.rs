//! The loop itself: a passive core that its host and its guest drive.

mod cancel;
mod combine;
mod deadlines;
mod futures;
mod inspect;
mod loops;
mod ready;
mod ring;
mod slow;
mod tasks;
mod threads;
mod timers;

use crate::arena::{Arena, Slot};
use crate::event::{Event, Observer};
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, TaskId};
use crate::ops::Resources;
use crate::schedule::{Chooser, Schedule};

pub(crate) use futures::{Future, Kind, State, WaitState};
pub use inspect::DoneCallback;
pub use loops::LoopId;
pub(crate) use ready::{Action, Callback, Handle, Job};
use ring::Ring;
pub(crate) use tasks::Task;
pub use tasks::Wait;
pub(crate) use tasks::{Current, TaskIndex};
use timers::Timers;

/// What a turn of the virtual clock costs unless told otherwise, in seconds.
pub const TURN_COST: f64 = 50e-6;

/// As in asyncio: the loop never sleeps longer than a day at once.
const LONGEST_SLEEP: f64 = 24.0 * 3600.0;

/// Where the loop's time comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// The host tells the time, through [`Core::set_time`].
    Host,
    /// Time jumps over the waiting, and each turn costs so many seconds.
    Virtual {
        /// The cost of a turn in seconds.
        turn_cost: f64,
    },
}

impl Clock {
    /// The virtual clock with the usual cost of a turn, [`TURN_COST`].
    pub const VIRTUAL: Clock = Clock::Virtual { turn_cost: TURN_COST };
}

/// What the guest has to do next.
pub enum Ready<G: Guest> {
    /// Resume the coroutine of a task, then tell how that went: [`Core::suspend`] or [`Core::finish`].
    Step {
        /// The task, which counts as running until then.
        task: TaskId,
        /// What the guest gave to [`Core::create_task`].
        body: G::Value,
        /// Send `None` into it, or throw the exception into it.
        input: Result<(), Box<Exception<G>>>,
    },
    /// Call a callback.
    Callback {
        /// What to call.
        callback: G::Callback,
        /// In which context.
        context: G::Context,
        /// The future that is done, which is the callback's argument, if it is a callback of a future.
        future: Option<FutureId>,
    },
}

/// What comes after a turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outlook {
    /// Handles are ready: begin another turn.
    MoreReady,
    /// Nothing is ready until this time of the loop, in seconds. With the virtual clock: begin another turn.
    SleepUntil(f64),
    /// Nothing is ready and no timer is set: only an event from outside can continue the run. Without one it is a
    /// deadlock.
    Idle,
    /// Somebody stopped the loop.
    Stopped,
}

/// Something that asyncio would hand to the loop's exception handler.
#[derive(Clone)]
pub enum Report<G: Guest> {
    /// "Task exception was never retrieved", or "Future exception was never retrieved".
    NeverRetrieved {
        /// The future, which is gone now.
        future: FutureId,
        /// Was it a task?
        is_task: bool,
        /// Its exception.
        exception: Exception<G>,
    },
    /// A task of a task group failed when the group's parent had ended already.
    ParentFinished {
        /// The failed task.
        task: TaskId,
        /// The group's parent.
        parent: TaskId,
        /// The exception.
        exception: Exception<G>,
    },
    /// A step of a task, or a callback, took at least as long as [`Core::set_slow_callback_duration`] says.
    Slow {
        /// The task, if it was one's step.
        task: Option<TaskId>,
        /// How long it took, in seconds.
        seconds: f64,
    },
}

/// An event loop with its futures, tasks, timers and resources: asyncio without coroutines.
///
/// It is passive. The host begins turns, and the guest takes what is ready and says what came of it:
///
/// ```text
/// loop {
///     core.begin_turn();
///     while let Some(ready) = core.next_ready(&mut values) {
///         // Step: resume the coroutine; then core.suspend(…) or core.finish(…)
///         // Callback: call it
///     }
///     match core.outlook() { /* another turn, sleep, or end */ }
/// }
/// ```
///
/// Times are seconds as `f64`, computed with the very operations that asyncio uses, because their rounding decides
/// which of two deadlines comes first.
#[derive(Clone)]
pub struct Core<G: Guest, O: Observer = ()> {
    pub(crate) futures: Arena<Future<G>>,
    pub(crate) tasks: Vec<Option<Task<G>>>,
    pub(crate) free_tasks: Vec<u32>,
    pub(crate) gathers: Vec<combine::Gather>,
    pub(crate) free_gathers: Vec<u32>,
    pub(crate) handles: Arena<Handle<G>>,
    pub(crate) ready: Ring,
    pub(crate) timers: Timers<G>,
    pub(crate) resources: Resources<G>,
    pub(crate) reports: Vec<Report<G>>,
    /// The task whose step is running.
    pub(crate) current: Option<Current>,
    /// While a callback of the executor's own runs: the finished task whose callback it is.
    pub(crate) cause: Option<Slot>,
    /// The thread that acts while no task does.
    thread: Option<TaskId>,
    /// How many handles this turn has yet to run.
    left: usize,
    turn: u32,
    stopping: bool,
    /// The loop at hand, and the queues of the others. The place of the loop at hand is empty.
    pub(crate) home: u32,
    away: Vec<loops::Away>,
    clock: Clock,
    pub(crate) now: f64,
    /// A time, and what observers are told of it: many events have the same, and rounding takes longer than most.
    stamp: (f64, u64),
    names: u32,
    /// Chooses the order within turns, when it is not asyncio's.
    chooser: Option<Box<Chooser>>,
    pub(crate) slow: Option<Box<slow::Slow>>,
    observer: O,
}

impl<G: Guest> Core<G> {
    /// A loop that nobody observes.
    pub fn new(clock: Clock) -> Self {
        Core::with_observer(clock, ())
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A loop whose events `observer` hears.
    pub fn with_observer(clock: Clock, observer: O) -> Self {
        Core {
            futures: Arena::new(),
            tasks: Vec::new(),
            free_tasks: Vec::new(),
            gathers: Vec::new(),
            free_gathers: Vec::new(),
            handles: Arena::new(),
            ready: Ring::default(),
            timers: Timers::new(),
            resources: Resources::new(),
            reports: Vec::new(),
            current: None,
            cause: None,
            thread: None,
            left: 0,
            turn: 0,
            stopping: false,
            home: 0,
            away: vec![loops::Away::default()],
            clock,
            now: 0.0,
            stamp: (0.0, 0),
            names: 0,
            chooser: None,
            slow: None,
            observer,
        }
    }

    /// The loop's time in seconds (`loop.time()`).
    pub fn time(&self) -> f64 {
        self.now
    }

    /// The clock in use.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Tells the time. Time never runs backwards.
    pub fn set_time(&mut self, now: f64) {
        if now > self.now {
            self.now = now;
        }
    }

    /// The running task, or the program outside of tasks, blocks the loop for so many seconds, as `time.sleep` does.
    ///
    /// The virtual clock moves on; with the host's clock it is the host who lets the time pass.
    pub fn block(&mut self, seconds: f64, line: u32) {
        // Told when it begins, on either clock.
        self.tell_blocked(seconds, line);
        self.pass(seconds);
    }

    /// The running task, or the program outside of tasks, blocks its loop for so many seconds, while time passes by
    /// other means: other threads of control go on.
    pub fn tell_blocked(&mut self, seconds: f64, line: u32) {
        let task = self.current_task();
        self.emit(Event::Blocked { task, nanos: nanos(seconds), line });
    }

    /// The running task blocks its loop from now on, for as long as it takes: until [`Core::tell`] says that it runs.
    pub fn tell_blocked_until_woken(&mut self, line: u32) {
        let task = self.current_task();
        self.emit(Event::Blocked { task, nanos: u64::MAX, line });
    }

    /// So much time passes, in seconds, on the virtual clock. The host's clock passes by itself.
    pub fn pass(&mut self, seconds: f64) {
        if matches!(self.clock, Clock::Virtual { .. }) && seconds > 0.0 {
            self.now += seconds;
        }
    }

    /// Begins a turn: timers that are due become ready, and what is ready now is what the turn will run.
    ///
    /// The virtual clock charges the turn and, if nothing is ready, jumps to the next deadline. While a turn is still
    /// going on this does nothing. It is the first half of `BaseEventLoop._run_once`.
    pub fn begin_turn(&mut self) {
        if self.left > 0 {
            return;
        }
        self.timers.clean();
        if let Clock::Virtual { turn_cost } = self.clock {
            let timeout = match self.timers.next() {
                // A deadline that is not a number is due at once.
                Some(when) if when > self.now && self.ready.is_empty() && !self.stopping => {
                    (when - self.now).min(LONGEST_SLEEP)
                }
                _ => 0.0,
            };
            self.now += turn_cost;
            self.now += timeout;
        }
        self.collect_due();
        self.left = self.ready.len();
        if self.chooser.is_some() {
            self.permute();
        }
        self.turn = self.turn.wrapping_add(1);
        self.emit(Event::TurnStarted { turn: self.turn, ready: self.left as u32 });
    }

    /// Begins the next turn, if there is nothing to be looked at between the turns: no timers, nobody who stops the loop,
    /// no schedule, no reports. It is [`Core::outlook`] and [`Core::begin_turn`] in one.
    #[inline]
    pub fn begin_turn_at_once(&mut self) -> bool {
        if self.ready.is_empty() || self.left > 0 || !self.is_plain() {
            return false;
        }
        self.left = self.ready.len();
        self.turn_passes();
        true
    }

    /// The running task yields. If nobody else is ready, its next turn begins at once, and it still is the running one.
    #[inline]
    pub(crate) fn runs_alone(&mut self) -> bool {
        if !self.ready.is_empty() || self.left > 0 || !self.is_plain() || self.observer.is_on() || self.slow.is_some() {
            return false;
        }
        let Some(Current { index, .. }) = self.current else { return false };
        if self.tasks[index as usize].as_ref().is_none_or(|task| task.must_cancel) {
            return false;
        }
        self.turn_passes();
        true
    }

    #[inline(always)]
    fn is_plain(&self) -> bool {
        self.timers.is_empty() && !self.stopping && self.chooser.is_none() && self.reports.is_empty()
    }

    #[inline(always)]
    fn turn_passes(&mut self) {
        if let Clock::Virtual { turn_cost } = self.clock {
            self.now += turn_cost;
        }
        self.turn = self.turn.wrapping_add(1);
        self.emit(Event::TurnStarted { turn: self.turn, ready: self.left as u32 });
    }

    /// Begins a turn of a loop that no program sees: it takes no time and is not told. Timers are left alone.
    pub fn begin_turn_quietly(&mut self) {
        self.left = self.ready.len();
    }

    /// Ends a turn that an exception has left in its midst (`SystemExit`, `KeyboardInterrupt`): what it did not get to
    /// is ready still, and a next turn begins afresh.
    pub fn abort_turn(&mut self) {
        self.left = 0;
        self.current = None;
        self.stopping = false;
    }

    /// Has the turn handles that are yet to run?
    pub fn in_turn(&self) -> bool {
        self.left > 0
    }

    /// What comes next. Says [`Outlook::Stopped`] once after [`Core::stop`].
    pub fn outlook(&mut self) -> Outlook {
        if self.left > 0 {
            return Outlook::MoreReady;
        }
        if self.stopping {
            self.stopping = false;
            return Outlook::Stopped;
        }
        if !self.ready.is_empty() {
            return Outlook::MoreReady;
        }
        self.timers.clean();
        self.timers.next().map_or(Outlook::Idle, Outlook::SleepUntil)
    }

    /// Stops the loop at the end of this turn (`loop.stop()`).
    pub fn stop(&mut self) {
        self.stopping = true;
    }

    /// Chooses in which order the tasks run that are ready in the same turn, from the next turn on.
    pub fn set_schedule(&mut self, schedule: Schedule) {
        self.chooser = Chooser::new(schedule).map(Box::new);
    }

    /// The choices that the schedule has made so far, to be replayed. In asyncio's own order there are none.
    pub fn recorded_schedule(&self) -> Schedule {
        self.chooser.as_ref().map_or(Schedule::Fifo, |chooser| chooser.recorded())
    }

    /// Lets the schedule put the steps of tasks in this turn into another order.
    #[cold]
    fn permute(&mut self) {
        let Some(mut chooser) = self.chooser.take() else { return };
        let steps: Vec<usize> = (0..self.left).filter(|position| self.ready.is_step(*position)).collect();
        for (i, position) in steps.iter().enumerate().take(steps.len().saturating_sub(1)) {
            let chosen = i + chooser.choose(steps.len() - i);
            self.ready.swap(*position, steps[chosen]);
        }
        self.chooser = Some(chooser);
    }

    /// Forgets everything that the loop at hand was to call (`loop.close()`), and returns it: what it owns may use the loop when
    /// it is dropped.
    pub fn close(&mut self) -> Vec<(G::Callback, G::Context)> {
        let mut calls = Vec::new();
        let mut keep = |action| {
            if let Action::Guest { callback, context } = action {
                calls.push((callback, context));
            }
        };
        while let Some(job) = self.ready.pop_front() {
            match job {
                Job::Step(task) | Job::Throw(task) => self.step_of_ended_task(task),
                Job::Wake(task, future) => {
                    self.unhold(future);
                    self.step_of_ended_task(task);
                }
                Job::Done(callback, future) => {
                    self.drop_callback(callback);
                    self.unhold(future);
                }
                Job::Call(handle) => {
                    if let Some(handle) = self.handles.remove(handle) {
                        keep(handle.action);
                    }
                }
                Job::Timer(timer) => {
                    if let Some(action) = self.timers.take(timer) {
                        keep(action);
                    }
                }
            }
        }
        for action in self.timers.drain(self.home) {
            match action {
                Action::Complete(future) => self.unhold(future),
                action => keep(action),
            }
        }
        self.left = 0;
        // With several loops, what runs is another's task.
        if self.is_only_loop() {
            self.current = None;
        }
        calls
    }

    pub(crate) fn has_timers(&self) -> bool {
        !self.timers.is_empty()
    }

    /// Is there something for [`Core::take_reports`]?
    #[inline]
    pub fn has_reports(&self) -> bool {
        !self.reports.is_empty()
    }

    /// How many handles are in the ready queue.
    pub fn ready_count(&self) -> usize {
        self.ready.len()
    }

    /// How many futures and tasks are kept.
    pub fn future_count(&self) -> usize {
        self.futures.len()
    }

    /// What has to be told through the loop's exception handler since this was asked last.
    pub fn take_reports(&mut self) -> Vec<Report<G>> {
        std::mem::take(&mut self.reports)
    }

    /// The observer.
    pub fn observer(&self) -> &O {
        &self.observer
    }

    /// The observer, to be changed.
    pub fn observer_mut(&mut self) -> &mut O {
        &mut self.observer
    }

    /// Shows everything of the guest's that the executor keeps alive, for a tracing collector.
    pub fn trace(&self, mut visit: impl FnMut(Held<'_, G>)) {
        let visit: &mut dyn FnMut(Held<'_, G>) = &mut visit;
        self.futures.iter().for_each(|(_, future)| future.state.trace(visit));
        self.tasks.iter().flatten().for_each(|task| task.trace(visit));
        self.handles.iter().for_each(|(_, handle)| handle.action.trace(visit));
        self.timers.entries.iter().for_each(|(_, timer)| timer.action().trace(visit));
        self.resources.trace(visit);
        for report in &self.reports {
            match report {
                Report::NeverRetrieved { exception, .. } | Report::ParentFinished { exception, .. } => {
                    exception.trace(visit);
                }
                Report::Slow { .. } => {}
            }
        }
    }

    /// Who makes things happen now: the running task, or the finished one whose completion is being passed on, or else
    /// the thread that acts.
    pub fn by(&self) -> Option<TaskId> {
        match self.current {
            Some(current) => Some(current.id),
            None => self.cause.map(|slot| TaskId(self.futures.serial(slot))).or(self.thread),
        }
    }

    #[inline(always)]
    pub(crate) fn emit(&mut self, event: Event) {
        if let Some((time, observer)) = self.told() {
            observer.event(time, event);
        }
    }

    /// The observer, if it wants to hear anything, and the time that it is told.
    #[inline(always)]
    pub(crate) fn told(&mut self) -> Option<(u64, &mut O)> {
        if !self.observer.is_on() {
            return None;
        }
        if self.stamp.0 != self.now {
            self.stamp = (self.now, nanos(self.now));
        }
        Some((self.stamp.1, &mut self.observer))
    }

    pub(crate) fn observe(&mut self) -> Option<&mut O> {
        self.observer.is_on().then_some(&mut self.observer)
    }

    /// Where the running task is kept.
    #[inline]
    pub(crate) fn current_index(&self) -> TaskIndex {
        self.current.map_or(TaskIndex::MAX, |current| current.index)
    }

    pub(crate) fn next_name(&mut self) -> u32 {
        self.names += 1;
        self.names
    }
}

impl<G: Guest> Action<G> {
    fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        if let Action::Guest { callback, context } = self {
            visit(Held::Callback(callback));
            visit(Held::Context(context));
        }
    }
}

/// Seconds as whole nanoseconds, for events.
pub(crate) fn nanos(seconds: f64) -> u64 {
    (seconds * 1e9).round() as u64
}
