//! Callbacks: soon, later, and from other threads.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::aio::Loop;
use crate::aio::waker::{Inbox, Message, Ring};
use crate::ids::{FutureId, HandleId, TimerId};

/// A callback that is to be called, and can be cancelled until then (`asyncio.Handle`).
///
/// Dropping it does not cancel the callback.
pub struct Call {
    lp: Loop,
    id: Id,
    call: Rc<RefCell<Option<Box<dyn FnOnce()>>>>,
}

#[derive(Clone, Copy)]
enum Id {
    Handle(HandleId),
    Timer(TimerId),
}

impl Call {
    /// Cancels the callback. One that was called, or cancelled before, is left alone.
    pub fn cancel(&self) {
        let call = self.call.borrow_mut().take();
        if call.is_some()
            && let Ok(mut core) = self.lp.0.core.try_borrow_mut()
        {
            match self.id {
                Id::Handle(handle) => core.cancel_handle(handle),
                Id::Timer(timer) => core.cancel_timer(timer),
            }
        }
    }

    /// Is it still to be called?
    pub fn is_pending(&self) -> bool {
        self.call.borrow().is_some()
    }
}

impl Loop {
    /// Calls back in the next turn, in order of these calls (`loop.call_soon`).
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use std::{cell::RefCell, rc::Rc, time::Duration};
    /// let lp = Loop::simulated();
    /// let log = Rc::new(RefCell::new(Vec::new()));
    /// let say = |text: &'static str| {
    ///     let log = Rc::clone(&log);
    ///     move || log.borrow_mut().push(text)
    /// };
    /// lp.call_later(Duration::from_secs(2), say("later"));
    /// lp.call_later(Duration::from_secs(1), say("never")).cancel();
    /// lp.call_soon(say("soon"));
    /// lp.run(lp.sleep(Duration::from_secs(3))).unwrap();
    /// assert_eq!(*log.borrow(), ["soon", "later"]);
    /// ```
    pub fn call_soon(&self, call: impl FnOnce() + 'static) -> Call {
        let (ring, call) = ring(call);
        let id = Id::Handle(self.0.core.borrow_mut().call_soon(ring, ()));
        Call { lp: self.clone(), id, call }
    }

    /// Calls back when a future of the core is done, in order with its other callbacks.
    pub(crate) fn call_when_done(&self, future: FutureId, call: impl FnOnce() + 'static) {
        let (ring, _) = ring(call);
        self.0.core.borrow_mut().add_done_callback(future, ring, ());
    }

    /// Calls back after so long (`loop.call_later`).
    pub fn call_later(&self, delay: Duration, call: impl FnOnce() + 'static) -> Call {
        let (ring, call) = ring(call);
        let mut core = self.0.core.borrow_mut();
        self.0.source.tell_time(&mut core);
        let id = Id::Timer(core.call_later(delay.as_secs_f64(), ring, ()));
        drop(core);
        Call { lp: self.clone(), id, call }
    }

    /// Calls back at a time of the loop (`loop.call_at`).
    pub fn call_at(&self, time: Duration, call: impl FnOnce() + 'static) -> Call {
        let (ring, call) = ring(call);
        let id = Id::Timer(self.0.core.borrow_mut().call_at(time.as_secs_f64(), ring, ()));
        Call { lp: self.clone(), id, call }
    }

    /// A handle to the loop for other threads, promises, and whatever else is outside.
    ///
    /// A loop that has nothing to do waits while there are such handles, since they may call.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Loop, Queue};
    /// let lp = Loop::new();
    /// let queue = Queue::unbounded(&lp);
    /// let remote = lp.remote();
    /// let thread = std::thread::spawn(move || {
    ///     for n in 0..3 {
    ///         remote.call_soon_threadsafe(move |lp| println!("{n} at {:?}", lp.time()));
    ///     }
    /// });
    /// # let inner = queue.clone();
    /// # lp.remote().call_soon_threadsafe(|lp| { lp.spawn(async {}); });
    /// # lp.call_soon(move || { let _ = inner.try_put("done"); });
    /// lp.run(queue.get()).unwrap();
    /// thread.join().unwrap();
    /// ```
    pub fn remote(&self) -> Remote {
        Remote::new(Arc::clone(&self.0.inbox))
    }
}

/// A handle to a loop that any thread may have ([`Loop::remote`]).
pub struct Remote {
    inbox: Arc<Inbox>,
}

impl Remote {
    fn new(inbox: Arc<Inbox>) -> Self {
        inbox.outside.fetch_add(1, Ordering::AcqRel);
        Remote { inbox }
    }

    /// Has a function called on the loop's thread, in its next turn (`loop.call_soon_threadsafe`).
    ///
    /// The loop is woken if it waits. If it is gone, or not run again, the function is never called.
    pub fn call_soon_threadsafe(&self, call: impl FnOnce(&Loop) + Send + 'static) {
        self.inbox.push(Message::Call(Box::new(call)));
    }
}

impl Clone for Remote {
    fn clone(&self) -> Self {
        Remote::new(Arc::clone(&self.inbox))
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.inbox.one_less();
    }
}

/// A callback, and what cancels it.
fn ring(call: impl FnOnce() + 'static) -> (Ring, Rc<RefCell<Option<Box<dyn FnOnce()>>>>) {
    let call: Rc<RefCell<Option<Box<dyn FnOnce()>>>> = Rc::new(RefCell::new(Some(Box::new(call))));
    (Ring::Call(Rc::clone(&call)), call)
}
