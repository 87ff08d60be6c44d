//! Work on other threads.

use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use crate::aio::Loop;
use crate::aio::join::Done;
use crate::aio::trouble::{Panic, text_of};

/// Something to be called on another thread.
pub type Job = Box<dyn FnOnce() + Send>;

/// Where [`Loop::to_thread`] has its work done: a host's threads, or workers.
///
/// The loop asks it for nothing more than to call each job once, at some time, on any thread but its own.
pub trait Threads {
    /// Has a job called.
    ///
    /// # Errors
    /// The job, when it will not be called.
    fn run(&self, job: Job) -> Result<(), Job>;
}

/// Why work on another thread has no result.
pub enum ThreadError {
    /// There is no thread to do it: the host has none, or refused.
    Refused,
    /// It panicked, with this.
    Panicked(Panic),
}

impl fmt::Debug for ThreadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ThreadError::Refused => f.write_str("Refused"),
            ThreadError::Panicked(panic) => f.debug_tuple("Panicked").field(&text_of(panic)).finish(),
        }
    }
}

impl fmt::Display for ThreadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ThreadError::Refused => f.write_str("there is no thread to run this on"),
            ThreadError::Panicked(panic) => write!(f, "the thread panicked: {}", text_of(panic)),
        }
    }
}

impl std::error::Error for ThreadError {}

/// Work on another thread, whose result can be awaited ([`Loop::to_thread`]).
pub struct ThreadHandle<T> {
    /// `None` when there is no thread for it.
    done: Option<Done>,
    result: Arc<Mutex<Option<std::thread::Result<T>>>>,
}

impl<T> Future for ThreadHandle<T> {
    type Output = Result<T, ThreadError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(done) = &mut self.done
            && Pin::new(done).poll(context).is_pending()
        {
            return Poll::Pending;
        }
        let result = self.result.lock().unwrap_or_else(PoisonError::into_inner).take();
        Poll::Ready(match result {
            Some(Ok(value)) => Ok(value),
            Some(Err(panic)) => Err(ThreadError::Panicked(panic)),
            None => Err(ThreadError::Refused),
        })
    }
}

// Nothing in it is pinned.
impl<T> Unpin for ThreadHandle<T> {}

impl Loop {
    /// Chooses where [`Loop::to_thread`] has its work done (`loop.set_default_executor`).
    pub fn set_threads(&self, threads: impl Threads + 'static) {
        let before = self.0.threads.borrow_mut().replace(Rc::new(threads));
        drop(before);
    }

    /// Has a function called on another thread, and waits for its result (`asyncio.to_thread`, `run_in_executor`).
    ///
    /// The work begins at once, not when the result is awaited. Natively it runs on [`NativeThreads`] unless
    /// [`Loop::set_threads`] chose others; in WebAssembly there are none until then. Virtual time stands still while a
    /// thread works.
    ///
    /// # Errors
    /// When there is no thread for it, or the function panics.
    ///
    /// # Cancel safety
    /// Dropping the future does not stop the thread; its result is dropped.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// let lp = Loop::simulated();
    /// let length = lp.run(lp.to_thread(|| "blocking".len())).unwrap();
    /// assert_eq!(length.unwrap(), 8);
    /// ```
    pub fn to_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> ThreadHandle<T> {
        let future = self.0.core.borrow_mut().create_future();
        let done = Done::new(self.clone(), future);
        let result = Arc::new(Mutex::new(None));
        let place = Arc::clone(&result);
        let remote = self.remote();
        let job: Job = Box::new(move || {
            let worked = catch_unwind(AssertUnwindSafe(work));
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(worked);
            remote.call_soon_threadsafe(move |lp| {
                let _ = lp.0.core.borrow_mut().set_result(future, ());
            });
        });
        let done = self.start_job(job).then_some(done);
        ThreadHandle { done, result }
    }

    fn start_job(&self, job: Job) -> bool {
        let threads = self.0.threads.borrow().clone();
        #[cfg(not(target_arch = "wasm32"))]
        let threads = threads.or_else(|| {
            let native: Rc<dyn Threads> = Rc::new(NativeThreads::new());
            *self.0.threads.borrow_mut() = Some(Rc::clone(&native));
            Some(native)
        });
        threads.is_some_and(|threads| threads.run(job).is_ok())
    }
}

/// Threads of the system, at most four more than it has processors and at most 32, as asyncio's default executor has.
///
/// They are started when they are needed, and end when this is dropped and their work is done.
#[cfg(not(target_arch = "wasm32"))]
pub struct NativeThreads {
    jobs: std::sync::mpsc::Sender<Job>,
    pool: Arc<Pool>,
    limit: usize,
    started: std::cell::Cell<usize>,
}

#[cfg(not(target_arch = "wasm32"))]
struct Pool {
    jobs: Mutex<std::sync::mpsc::Receiver<Job>>,
    /// How many threads have nothing to do, less the jobs that wait.
    idle: std::sync::atomic::AtomicIsize,
}

#[cfg(not(target_arch = "wasm32"))]
impl Default for NativeThreads {
    fn default() -> Self {
        NativeThreads::new()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl NativeThreads {
    /// Threads, of which none is started yet.
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        NativeThreads::at_most((processors + 4).min(32))
    }

    /// At most so many threads, but one at least.
    pub fn at_most(limit: usize) -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        let pool = Arc::new(Pool { jobs: Mutex::new(receiver), idle: 0.into() });
        NativeThreads { jobs: sender, pool, limit: limit.max(1), started: std::cell::Cell::new(0) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Threads for NativeThreads {
    fn run(&self, job: Job) -> Result<(), Job> {
        use std::sync::atomic::Ordering;
        let idle = self.pool.idle.fetch_sub(1, Ordering::AcqRel);
        if idle <= 0 && self.started.get() < self.limit {
            let pool = Arc::clone(&self.pool);
            let thread = std::thread::Builder::new().name(format!("loopscope-{}", self.started.get()));
            match thread.spawn(move || pool.work()) {
                Ok(_) => {
                    self.started.set(self.started.get() + 1);
                    self.pool.idle.fetch_add(1, Ordering::AcqRel);
                }
                // Those that are there will come to it.
                Err(_) if self.started.get() > 0 => {}
                Err(_) => return Err(job),
            }
        }
        self.jobs.send(job).map_err(|unsent| unsent.0)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Pool {
    fn work(&self) {
        loop {
            let job = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            // Jobs catch their own panics; what else a host's job does must not end the thread either.
            let _ = catch_unwind(AssertUnwindSafe(job));
            self.idle.fetch_add(1, std::sync::atomic::Ordering::AcqRel);
        }
    }
}
