//! The loop for users of Rust: tasks are futures of Rust, everything else is the core's.

mod driver;
mod join;
mod operate;
mod sync;
mod time;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

use crate::core::{Clock, Core};
use crate::guest::{Exception, Guest, Values};
use crate::ids::{FutureId, TaskId};

pub use driver::Deadlock;
use driver::{Inbox, TaskWaker};
pub use join::{Cancelled, JoinHandle};
pub use sync::{Event, Lock, LockGuard, Permit, Queue, Semaphore};
pub use time::Elapsed;

/// Rust as a guest: its values stay on its own side.
pub(crate) struct Native;

impl Guest for Native {
    /// The body of a task: where its future is kept.
    type Value = u32;
    type Error = ();
    type Callback = Waker;
    type Context = ();
}

struct NoValues;

impl Values<Native> for NoValues {
    fn list(&mut self, _: Vec<u32>) -> u32 {
        0
    }

    fn exception(&mut self, _: &Exception<Native>) -> u32 {
        0
    }
}

/// A single-threaded event loop for Rust's futures, with the order of asyncio.
///
/// It is a handle: clones are of the same loop. Time is virtual ([`Loop::simulated`]), so that waiting costs nothing
/// and runs can be repeated exactly, or real ([`Loop::new`]).
///
/// A future in a task may hold a clone of the loop; what is left when the loop is no longer needed is dropped by
/// [`Loop::run`] or [`Loop::close`].
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
    core: RefCell<Core<Native>>,
    tasks: RefCell<Vec<Option<Body>>>,
    free: RefCell<Vec<u32>>,
    inbox: Arc<Inbox>,
    /// The running task, and the address that tells its waker from others.
    current: Cell<Option<(TaskId, *const ())>>,
    /// The running task asked for its next turn.
    yielded: Cell<bool>,
    /// What the running task has begun to wait for last.
    awaits: Cell<Option<FutureId>>,
    /// For the system's clock: when the loop's time began.
    started: Cell<Option<std::time::Instant>>,
}

/// The future of a task. It is taken out while it is polled.
struct Body {
    future: Option<Pin<Box<dyn Future<Output = ()>>>>,
    waker: Waker,
    shared: Arc<TaskWaker>,
}

impl Default for Loop {
    fn default() -> Self {
        Loop::new()
    }
}

impl Loop {
    /// A loop in real time.
    pub fn new() -> Self {
        Loop::with_clock(Clock::Host)
    }

    /// A loop in virtual time, which jumps over the waiting. Each turn costs 50 µs.
    pub fn simulated() -> Self {
        Loop::with_clock(Clock::VIRTUAL)
    }

    /// A loop with this clock; [`Clock::Host`] is the system's here.
    pub fn with_clock(clock: Clock) -> Self {
        Loop(Rc::new(Inner {
            core: RefCell::new(Core::new(clock)),
            tasks: RefCell::default(),
            free: RefCell::default(),
            inbox: Arc::default(),
            current: Cell::new(None),
            yielded: Cell::new(false),
            awaits: Cell::new(None),
            started: Cell::new(None),
        }))
    }

    /// The loop's time since it first ran.
    pub fn time(&self) -> Duration {
        self.tell_time();
        Duration::from_secs_f64(self.0.core.borrow().time())
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
    /// assert_eq!(lp.run(handle).unwrap(), Ok(42));
    /// ```
    pub fn spawn<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
        let result = Rc::new(RefCell::new(None));
        let slot = Rc::clone(&result);
        let task = self.spawn_body(Box::pin(async move {
            let value = future.await;
            *slot.borrow_mut() = Some(value);
        }));
        JoinHandle::new(self.clone(), task, result)
    }

    /// Drops all tasks that have not ended, but the running one; they count as cancelled.
    pub fn close(&self) {
        let mut dropped = Vec::new();
        for (index, body) in self.0.tasks.borrow_mut().iter_mut().enumerate() {
            // The running task's future is not in its place.
            if body.as_ref().is_some_and(|body| body.future.is_some()) {
                dropped.extend(body.take());
                self.0.free.borrow_mut().push(index as u32);
            }
        }
        // Dropped outside of the borrow: what is dropped may use the loop.
        drop(dropped);
        let mut core = self.0.core.borrow_mut();
        for task in core.all_tasks() {
            core.discard_task(task);
        }
        if core.current_task().is_none() {
            core.close();
        }
    }

    fn spawn_body(&self, future: Pin<Box<dyn Future<Output = ()>>>) -> TaskId {
        let index = match self.0.free.borrow_mut().pop() {
            Some(index) => index,
            None => {
                self.0.tasks.borrow_mut().push(None);
                self.0.tasks.borrow().len() as u32 - 1
            }
        };
        let task = self.0.core.borrow_mut().create_task(index, None, 0);
        let shared = Arc::new(TaskWaker::new(task, Arc::clone(&self.0.inbox)));
        let waker = Waker::from(Arc::clone(&shared));
        self.0.tasks.borrow_mut()[index as usize] = Some(Body { future: Some(future), waker, shared });
        task
    }
}
