//! The loop for users of Rust: tasks are futures of Rust, everything else is the core's.
//!
//! | asyncio | here |
//! |---|---|
//! | `asyncio.run(main())` | [`Loop::run`] |
//! | `run_until_complete`, `run_forever`, `stop` | [`Loop::block_on`], [`Loop::run_forever`], [`Loop::stop`] |
//! | `create_task`, `Task.cancel` | [`Loop::spawn`], [`JoinHandle::cancel`] |
//! | `gather`, `TaskGroup` | [`Loop::join_all`], [`TaskGroup`] |
//! | `wait`, `as_completed`, `shield` | [`Loop::wait`], [`Loop::as_completed`], [`Loop::shield`] |
//! | `sleep`, `sleep(0)` | [`Loop::sleep`], [`Loop::yield_now`] |
//! | `timeout`, `timeout_at` | [`Loop::timeout`], [`Loop::timeout_at`] |
//! | `Queue`, `Lock`, `Semaphore`, `Event` | [`Queue`], [`Lock`], [`Semaphore`], [`Event`] |
//! | `Condition`, `Barrier` | [`Condition`], [`Barrier`] |
//! | `call_soon`, `call_later`, `call_at` | [`Loop::call_soon`], [`Loop::call_later`], [`Loop::call_at`] |
//! | `call_soon_threadsafe` | [`Remote::call_soon_threadsafe`] |
//! | `to_thread`, `run_in_executor` | [`Loop::to_thread`], on the host's [`Threads`] |
//! | `set_exception_handler`, debug mode | [`Loop::set_exception_handler`], [`Loop::set_slow_callback_duration`] |
//! | async generators | [`Loop::interval`], [`generate`], [`merge`], [`channel`] |

mod barrier;
mod bodies;
mod body;
mod call;
mod channel;
mod completed;
mod condition;
mod driver;
mod group;
mod join;
mod line;
mod operate;
mod queue;
mod stream;
mod sync;
mod threads;
mod time;
mod trouble;
mod waker;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::core::{Clock, Core, Current, TaskIndex};
use crate::event::{Observer, WaitTarget};
use crate::guest::{Exception, Guest, Values};
use crate::ids::TaskId;
use crate::schedule::Schedule;

pub use barrier::{Barrier, BrokenBarrier};
use bodies::Bodies;
use body::{TaskBody, body};
pub use call::{Call, Remote};
pub use channel::{Receiver, SendError, Sender, channel};
pub use completed::{AsCompleted, Waited};
pub use condition::Condition;
pub use driver::Deadlock;
pub use futures_core::Stream;
pub use group::TaskGroup;
pub use join::{Cancelled, JoinError, JoinHandle};
pub use queue::Queue;
pub use stream::{Emitter, Generator, Merge, Next, generate, merge, next};
pub use sync::{Event, Lock, LockGuard, Permit, Semaphore};
#[cfg(not(target_arch = "wasm32"))]
pub use threads::NativeThreads;
pub use threads::{Job, ThreadError, ThreadHandle, Threads};
pub use time::{Elapsed, Sleep, YieldNow};
use trouble::Handler;
pub use trouble::{Panic, Trouble};
use waker::{Inbox, Ring};

/// Rust as a guest: its values stay on its own side.
pub(crate) struct Native;

impl Guest for Native {
    /// The bodies and results of tasks are kept by the loop.
    type Value = ();
    /// A task panicked; what with is kept by the loop.
    type Error = ();
    type Callback = Ring;
    type Context = ();
}

struct NoValues;

impl Values<Native> for NoValues {
    fn list(&mut self, _: Vec<()>) {}

    fn exception(&mut self, _: &Exception<Native>) {}
}

/// The loop's observer, if there is one.
#[derive(Default)]
pub(crate) struct Watch(Option<Box<dyn Observer>>);

impl Observer for Watch {
    fn event(&mut self, time: u64, event: crate::Event) {
        if let Some(observer) = &mut self.0 {
            observer.event(time, event);
        }
    }

    fn task_yielded(&mut self, time: u64, task: crate::TaskId, line: u32) {
        if let Some(observer) = &mut self.0 {
            observer.task_yielded(time, task, line);
        }
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        if let Some(observer) = &mut self.0 {
            observer.task_named(task, name);
        }
    }

    fn resource_named(&mut self, resource: crate::ResourceId, name: &str) {
        if let Some(observer) = &mut self.0 {
            observer.resource_named(resource, name);
        }
    }

    fn resource_holds(&mut self, resource: crate::ResourceId, most: u32) {
        if let Some(observer) = &mut self.0 {
            observer.resource_holds(resource, most);
        }
    }

    fn queue_ordered(&mut self, queue: crate::ResourceId, order: crate::QueueOrder) {
        if let Some(observer) = &mut self.0 {
            observer.queue_ordered(queue, order);
        }
    }

    fn group_formed(&mut self, group: crate::FutureId, members: &mut dyn Iterator<Item = crate::TaskId>) {
        if let Some(observer) = &mut self.0 {
            observer.group_formed(group, members);
        }
    }

    #[inline(always)]
    fn is_on(&self) -> bool {
        self.0.is_some()
    }
}

/// A single-threaded event loop for Rust's futures, with the order of asyncio.
///
/// It is a handle: clones are of the same loop. Time is virtual ([`Loop::simulated`]), so that waiting costs nothing
/// and runs can be repeated exactly; or real ([`Loop::new`]), or a multiple of it ([`Loop::scaled`]); or the host's
/// ([`Loop::hosted`]).
///
/// A future in a task may hold a clone of the loop; what is left when the loop is no longer needed is dropped by
/// [`Loop::run`] or [`Loop::close`].
///
/// # Panics in tasks
/// A task that panics ends, and whoever awaits it gets [`JoinError::Panicked`]; a callback that panics is told to the
/// [exception handler](Loop::set_exception_handler). The loop goes on in both cases. A panic of the future that is
/// given to [`Loop::run`] goes on to the caller, and the loop can be run again.
///
/// # Examples
/// ```
/// use loopscope_executor::aio::Loop;
/// use std::time::Duration;
///
/// let lp = Loop::simulated();
/// let total = lp.run(async {
///     let tasks = (1..=3).map(|n| {
///         let lp2 = lp.clone();
///         async move {
///             lp2.sleep(Duration::from_secs(n)).await;
///             n
///         }
///     });
///     lp.join_all(tasks).await.unwrap().into_iter().sum::<u64>()
/// });
/// assert_eq!(total.unwrap(), 6);
/// assert_eq!(lp.time().as_secs(), 3);
/// ```
#[derive(Clone)]
pub struct Loop(Rc<Inner>);

struct Inner {
    core: RefCell<Core<Native, Watch>>,
    bodies: RefCell<Bodies>,
    inbox: Arc<Inbox>,
    /// Where the time comes from when the core is told it.
    source: Source,
    /// The task that is being polled.
    current: Cell<Polled>,
    /// Does an observer hear of what happens?
    watched: bool,
    /// The running task asked for its next turn.
    yielded: Cell<bool>,
    /// What the running task has begun to wait for last.
    awaits: Cell<Option<WaitTarget>>,
    /// What tasks panicked with whose handles were not asked yet.
    panics: RefCell<HashMap<TaskId, Panic>>,
    handler: RefCell<Option<Handler>>,
    /// Are steps timed?
    debug: Cell<bool>,
    threads: RefCell<Option<Rc<dyn Threads>>>,
}

/// A task that is being polled.
#[derive(Clone, Copy)]
struct Polled {
    /// The address that tells its waker from others.
    waker: *const (),
    index: TaskIndex,
    task: TaskId,
}

/// No waker has this address.
static NOBODY: u8 = 0;

impl Polled {
    const NOBODY: Polled = Polled { waker: (&raw const NOBODY).cast(), index: 0, task: TaskId(0) };
}

/// Where the time of a loop comes from.
enum Source {
    /// The system's clock: since it was read first, times so much.
    System { started: Cell<Option<std::time::Instant>>, scale: f64 },
    /// [`Loop::set_time`], or nowhere, because it is virtual.
    Told,
}

impl Default for Loop {
    fn default() -> Self {
        Loop::new()
    }
}

impl Loop {
    /// A loop in real time.
    ///
    /// WebAssembly in a browser has no clock that can be read and waited for here: take [`Loop::hosted`] there.
    pub fn new() -> Self {
        Loop::scaled(1.0)
    }

    /// A loop in virtual time, which jumps over the waiting. Each turn costs 50 µs.
    pub fn simulated() -> Self {
        Loop::build(Clock::VIRTUAL, Source::Told, Watch::default())
    }

    /// A loop whose time runs so many times as fast as the real one. That changes how long it waits, not the order.
    ///
    /// # Panics
    /// When the factor is not a positive number.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use std::time::{Duration, Instant};
    /// let lp = Loop::scaled(1000.0);
    /// let start = Instant::now();
    /// lp.run(lp.sleep(Duration::from_secs(2))).unwrap();
    /// assert!(lp.time() >= Duration::from_secs(2));
    /// // It is over long before two seconds of the world have passed.
    /// assert!(start.elapsed() < lp.time());
    /// ```
    pub fn scaled(factor: f64) -> Self {
        assert!(factor.is_finite() && factor > 0.0, "the factor of a clock must be a positive number");
        let source = Source::System { started: Cell::new(None), scale: factor };
        Loop::build(Clock::Host, source, Watch::default())
    }

    /// A loop whose host tells the time ([`Loop::set_time`]) and runs it in slices ([`Loop::turn`]).
    pub fn hosted() -> Self {
        Loop::build(Clock::Host, Source::Told, Watch::default())
    }

    /// A loop with this clock, where [`Clock::Host`] is the system's, whose events an observer hears.
    pub fn observed(clock: Clock, observer: impl Observer + 'static) -> Self {
        let source = match clock {
            Clock::Host => Source::System { started: Cell::new(None), scale: 1.0 },
            Clock::Virtual { .. } => Source::Told,
        };
        Loop::build(clock, source, Watch(Some(Box::new(observer))))
    }

    fn build(clock: Clock, source: Source, watch: Watch) -> Self {
        Loop(Rc::new(Inner {
            watched: watch.0.is_some(),
            core: RefCell::new(Core::with_observer(clock, watch)),
            bodies: RefCell::default(),
            inbox: Arc::default(),
            source,
            current: Cell::new(Polled::NOBODY),
            yielded: Cell::new(false),
            awaits: Cell::new(None),
            panics: RefCell::default(),
            handler: RefCell::default(),
            debug: Cell::new(false),
            threads: RefCell::default(),
        }))
    }

    /// The loop's time since it first ran.
    pub fn time(&self) -> Duration {
        let mut core = self.0.core.borrow_mut();
        self.0.source.tell_time(&mut core);
        Duration::from_secs_f64(core.time())
    }

    /// Tells the time of a [hosted](Loop::hosted) loop. Time never runs backwards; other loops have a clock.
    pub fn set_time(&self, time: Duration) {
        let mut core = self.0.core.borrow_mut();
        if matches!(self.0.source, Source::Told) && core.clock() == Clock::Host {
            core.set_time(time.as_secs_f64());
        }
    }

    /// Chooses in which order tasks run that are ready in the same turn. It is asyncio's unless told otherwise.
    pub fn set_schedule(&self, schedule: Schedule) {
        self.0.core.borrow_mut().set_schedule(schedule);
    }

    /// The choices that the schedule has made so far, to be replayed.
    pub fn recorded_schedule(&self) -> Schedule {
        self.0.core.borrow().recorded_schedule()
    }

    /// Makes a task of a future; it runs in the next turn.
    ///
    /// Dropping the handle lets the task go on.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// let lp = Loop::simulated();
    /// let handle = lp.spawn(async { 6 * 7 });
    /// assert_eq!(lp.run(handle).unwrap().unwrap(), 42);
    /// ```
    pub fn spawn<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
        JoinHandle::new(self.clone(), self.spawn_body(body(future)))
    }

    /// Names a task, for observers and exception handlers.
    pub fn name_task(&self, task: TaskId, name: &str) {
        self.0.core.borrow_mut().set_task_name(task, name);
    }

    /// The name of a task: its own, or `Task-1`, `Task-2`, … in order of creation.
    pub fn task_name(&self, task: TaskId) -> String {
        self.0.core.borrow().task_name(task)
    }

    /// The running task (`asyncio.current_task`).
    pub fn current_task(&self) -> Option<TaskId> {
        self.0.core.borrow().current_task()
    }

    /// The tasks that have not ended, in order of creation (`asyncio.all_tasks`).
    pub fn all_tasks(&self) -> Vec<TaskId> {
        self.0.core.borrow().all_tasks()
    }

    /// Drops all tasks that have not ended, but the running one; they count as cancelled. Callbacks are dropped too.
    pub fn close(&self) {
        // What is dropped may use the loop, and even spawn: that is dropped as well, for some rounds.
        for _ in 0..100 {
            let pending = self.0.core.borrow().pending_tasks();
            let mut tasks = 0;
            for index in pending {
                let body = self.0.bodies.borrow_mut().remove(index);
                tasks += usize::from(body.is_some());
                self.drop_body(body);
            }
            let calls = {
                let mut core = self.0.core.borrow_mut();
                for task in core.all_tasks() {
                    core.discard_task(task);
                }
                if core.current_task().is_none() { core.close() } else { Vec::new() }
            };
            let messages = self.0.inbox.take();
            if tasks + calls.len() + messages.len() == 0 {
                break;
            }
            self.call(|| drop((calls, messages)));
        }
        self.tell_troubles();
    }

    #[inline]
    fn spawn_body(&self, body: TaskBody) -> Current {
        let task = self.0.core.borrow_mut().create_task_at((), None, 0);
        let before = self.0.bodies.borrow_mut().keep(task.index, body);
        drop(before);
        task
    }
}
