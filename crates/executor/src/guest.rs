//! What the executor asks of its guest, and the exceptions they throw at each other.

use std::borrow::Cow;
use std::fmt;

use crate::ids::{FutureId, TaskId};

/// The types of a guest: a language, or Rust itself, whose coroutines the executor schedules.
///
/// It is a family of types only, so that a guest whose heap lives elsewhere can use an empty struct.
pub trait Guest {
    /// A value of the guest. Its default is what asyncio calls `None`.
    type Value: Clone + Default;
    /// An exception of the guest, as an object.
    type Error: Clone;
    /// What `call_soon`, `call_later` and `add_done_callback` are given to call.
    type Callback: Clone;
    /// The context in which callbacks are called (`contextvars`).
    type Context: Clone;
}

/// Builds values of the guest, for results that the executor makes by itself.
///
/// Whoever drives [`Core::next_ready`](crate::Core::next_ready) passes one; it may borrow the guest's heap.
pub trait Values<G: Guest> {
    /// A list of these values: the result of `gather`.
    fn list(&mut self, items: Vec<G::Value>) -> G::Value;
    /// An exception as a value: what `gather(return_exceptions=True)` puts in its list.
    ///
    /// A [`Exception::Cancelled`] without message stands for `CancelledError('')` here, as in CPython.
    fn exception(&mut self, exception: &Exception<G>) -> G::Value;
    /// Is it one of the exceptions that stop the loop (`SystemExit`, `KeyboardInterrupt`)?
    fn is_base_error(&self, exception: &Exception<G>) -> bool {
        let _ = exception;
        false
    }
}

/// An exception that goes from the executor to the guest or back.
///
/// Texts are those of CPython 3.11.
pub enum Exception<G: Guest> {
    /// `asyncio.CancelledError`.
    Cancelled {
        /// What was given to `cancel(msg)`.
        message: Option<G::Value>,
        /// The guest's exception object if there is one already: it is to be raised itself.
        error: Option<G::Error>,
    },
    /// An exception of the guest.
    Guest(G::Error),
    /// `TimeoutError`, raised `from` the cancellation it was made of.
    Timeout(Option<Box<Exception<G>>>),
    /// `asyncio.InvalidStateError`.
    InvalidState(&'static str),
    /// `RuntimeError`.
    Runtime(Cow<'static, str>),
    /// `ValueError`.
    Value(&'static str),
    /// `asyncio.QueueEmpty`.
    QueueEmpty,
    /// `asyncio.QueueFull`.
    QueueFull,
    /// `asyncio.QueueShutDown` (CPython 3.13).
    QueueShutDown,
    /// `asyncio.BrokenBarrierError`.
    BrokenBarrier(&'static str),
    /// `BaseExceptionGroup('unhandled errors in a TaskGroup', …)`, raised `from None`.
    Group(Vec<Exception<G>>),
    /// `RuntimeError(f'Task cannot await on itself: {task!r}')`.
    AwaitedItself(TaskId),
    /// `RuntimeError(f'Task {task!r} got Future {future!r} attached to a different loop')`.
    DifferentLoop(TaskId, FutureId),
}

impl<G: Guest> Exception<G> {
    /// A cancellation without message or exception object.
    pub fn cancelled() -> Self {
        Exception::Cancelled { message: None, error: None }
    }

    /// Is it a `CancelledError`?
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Exception::Cancelled { .. })
    }

    /// The text of the exception, where the executor knows it.
    pub fn text(&self) -> &str {
        match self {
            Exception::InvalidState(text) | Exception::Value(text) | Exception::BrokenBarrier(text) => text,
            Exception::Runtime(text) => text,
            Exception::Group(_) => "unhandled errors in a TaskGroup",
            Exception::AwaitedItself(_) => "Task cannot await on itself",
            Exception::DifferentLoop(..) => "Task got Future attached to a different loop",
            _ => "",
        }
    }

    pub(crate) fn runtime(text: &'static str) -> Self {
        Exception::Runtime(Cow::Borrowed(text))
    }

    /// Shows the guest's values in it, for a tracing collector.
    pub fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        match self {
            Exception::Cancelled { message, error } => {
                if let Some(message) = message {
                    visit(Held::Value(message));
                }
                if let Some(error) = error {
                    visit(Held::Error(error));
                }
            }
            Exception::Guest(error) => visit(Held::Error(error)),
            Exception::Timeout(Some(cause)) => cause.trace(visit),
            Exception::Group(exceptions) => exceptions.iter().for_each(|exception| exception.trace(visit)),
            _ => {}
        }
    }
}

impl<G: Guest> Clone for Exception<G> {
    fn clone(&self) -> Self {
        match self {
            Exception::Cancelled { message, error } => {
                Exception::Cancelled { message: message.clone(), error: error.clone() }
            }
            Exception::Guest(error) => Exception::Guest(error.clone()),
            Exception::Timeout(cause) => Exception::Timeout(cause.clone()),
            Exception::InvalidState(text) => Exception::InvalidState(text),
            Exception::Runtime(text) => Exception::Runtime(text.clone()),
            Exception::Value(text) => Exception::Value(text),
            Exception::QueueEmpty => Exception::QueueEmpty,
            Exception::QueueFull => Exception::QueueFull,
            Exception::QueueShutDown => Exception::QueueShutDown,
            Exception::BrokenBarrier(text) => Exception::BrokenBarrier(text),
            Exception::Group(exceptions) => Exception::Group(exceptions.clone()),
            Exception::AwaitedItself(task) => Exception::AwaitedItself(*task),
            Exception::DifferentLoop(task, future) => Exception::DifferentLoop(*task, *future),
        }
    }
}

impl<G: Guest> fmt::Debug for Exception<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Exception::Cancelled { .. } => "Cancelled",
            Exception::Guest(_) => "Guest",
            Exception::Timeout(_) => "Timeout",
            Exception::InvalidState(_) => "InvalidState",
            Exception::Runtime(_) => "Runtime",
            Exception::Value(_) => "Value",
            Exception::QueueEmpty => "QueueEmpty",
            Exception::QueueFull => "QueueFull",
            Exception::QueueShutDown => "QueueShutDown",
            Exception::BrokenBarrier(_) => "BrokenBarrier",
            Exception::Group(_) => "Group",
            Exception::AwaitedItself(_) => "AwaitedItself",
            Exception::DifferentLoop(..) => "DifferentLoop",
        };
        match self.text() {
            "" => f.write_str(name),
            text => write!(f, "{name}({text:?})"),
        }
    }
}

/// Something of the guest's that the executor keeps alive.
#[derive(Clone, Copy)]
pub enum Held<'a, G: Guest> {
    /// A result, an item of a queue, a message, a task's body.
    Value(&'a G::Value),
    /// An exception of a future.
    Error(&'a G::Error),
    /// A callback that is to be called.
    Callback(&'a G::Callback),
    /// The context in which it will be called.
    Context(&'a G::Context),
}
