//! What goes wrong without anybody who awaits it.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::aio::Loop;
use crate::core::Report;
use crate::ids::TaskId;

/// What something panicked with, as of [`std::panic::catch_unwind`].
pub type Panic = Box<dyn Any + Send>;

/// What the exception handler of a loop is told.
#[non_exhaustive]
pub enum Trouble {
    /// A task panicked, and its handle was dropped before anybody had awaited it.
    NeverRetrieved {
        /// The task, which is gone.
        task: TaskId,
        /// What it panicked with.
        panic: Panic,
    },
    /// A callback panicked, or a future as it was dropped.
    Callback {
        /// What it panicked with.
        panic: Panic,
    },
    /// A step of a task, or a callback, took long, and nothing else could run.
    Slow {
        /// The task, if it was one's step.
        task: Option<TaskId>,
        /// How long it took, in the loop's time.
        took: Duration,
    },
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NeverRetrieved { task, panic } => {
                f.debug_struct("NeverRetrieved").field("task", task).field("panic", &text_of(panic)).finish()
            }
            Trouble::Callback { panic } => f.debug_struct("Callback").field("panic", &text_of(panic)).finish(),
            Trouble::Slow { task, took } => f.debug_struct("Slow").field("task", task).field("took", took).finish(),
        }
    }
}

/// The text of a panic, if it has one.
pub(crate) fn text_of(panic: &Panic) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("something that is no text")
}

pub(crate) type Handler = Box<dyn FnMut(Trouble)>;

impl Loop {
    /// Has a function told what goes wrong without anybody who awaits it (`loop.set_exception_handler`).
    ///
    /// Without one nothing is told; Rust has written panics to stderr already.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Loop, Trouble};
    /// # use std::{cell::RefCell, rc::Rc};
    /// # std::panic::set_hook(Box::new(|_| {}));
    /// let lp = Loop::simulated();
    /// let troubles = Rc::new(RefCell::new(Vec::new()));
    /// let heard = Rc::clone(&troubles);
    /// lp.set_exception_handler(move |trouble| heard.borrow_mut().push(format!("{trouble:?}")));
    /// lp.call_soon(|| panic!("oops"));
    /// lp.run(lp.yield_now()).unwrap();
    /// assert_eq!(*troubles.borrow(), [r#"Callback { panic: "oops" }"#]);
    /// ```
    pub fn set_exception_handler(&self, handler: impl FnMut(Trouble) + 'static) {
        let before = self.0.handler.borrow_mut().replace(Box::new(handler));
        drop(before);
    }

    /// Has steps and callbacks that take at least so long told to the exception handler, or none
    /// (asyncio's debug mode, and `loop.slow_callback_duration`, where 100 ms are usual).
    pub fn set_slow_callback_duration(&self, duration: Option<Duration>) {
        self.0.debug.set(duration.is_some());
        self.0.core.borrow_mut().set_slow_callback_duration(duration.map(|duration| duration.as_secs_f64()));
    }

    /// Calls something that may panic.
    pub(crate) fn call(&self, call: impl FnOnce()) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(call)) {
            self.tell(Trouble::Callback { panic });
        }
    }

    /// Tells what the core has to report.
    pub(crate) fn tell_troubles(&self) {
        let Ok(mut core) = self.0.core.try_borrow_mut() else { return };
        if !core.has_reports() {
            return;
        }
        let reports = core.take_reports();
        drop(core);
        for report in reports {
            match report {
                Report::NeverRetrieved { future, .. } => {
                    let task = TaskId(future.0);
                    let panic = self.0.panics.borrow_mut().remove(&task);
                    if let Some(panic) = panic {
                        self.tell(Trouble::NeverRetrieved { task, panic });
                    }
                }
                Report::Slow { task, seconds } => {
                    let took = Duration::try_from_secs_f64(seconds).unwrap_or_default();
                    self.tell(Trouble::Slow { task, took });
                }
                // Groups of tasks are the guest's.
                Report::ParentFinished { .. } => {}
            }
        }
    }

    fn tell(&self, trouble: Trouble) {
        // The handler may use the loop, and even set another handler.
        let handler = self.0.handler.borrow_mut().take();
        let Some(mut handler) = handler else { return };
        // One that panics itself is not asked again.
        if catch_unwind(AssertUnwindSafe(|| handler(trouble))).is_ok() {
            self.0.handler.borrow_mut().get_or_insert(handler);
        }
    }
}
