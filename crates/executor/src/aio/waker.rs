//! Wakers of tasks, and what comes to a loop from outside.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering, fence};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Wake, Waker};
use std::time::Duration;

use crate::aio::{Inner, Loop};
use crate::core::TaskIndex;
use crate::ids::TaskId;

thread_local! {
    /// The loop that runs on this thread: its tasks' wakers reach it without locks.
    static RUNNING: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
}

/// What the loop calls when a future is done, or a handle's turn has come.
#[derive(Clone)]
pub(crate) enum Ring {
    Wake(Waker),
    Call(Rc<RefCell<Option<Box<dyn FnOnce()>>>>),
}

/// What comes from outside.
pub(crate) enum Message {
    /// A task is to be polled.
    Wake(u64),
    /// To be called on the loop's thread.
    Call(Box<dyn FnOnce(&Loop) + Send>),
}

/// What has come from outside, from any thread.
#[derive(Default)]
pub(crate) struct Inbox {
    messages: Mutex<VecDeque<Message>>,
    /// Looked at before the lock is taken: most of the time nothing has come.
    any: AtomicBool,
    arrived: Condvar,
    /// How many there are who will call from outside, or may.
    pub(crate) outside: AtomicUsize,
}

impl Inbox {
    pub(crate) fn push(&self, message: Message) {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push_back(message);
        self.any.store(true, Ordering::Release);
        drop(messages);
        self.arrived.notify_one();
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        !self.any.load(Ordering::Acquire)
    }

    pub(crate) fn take(&self) -> VecDeque<Message> {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        self.any.store(false, Ordering::Release);
        std::mem::take(&mut messages)
    }

    /// Waits until something has come, or for so long.
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        let messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        if !messages.is_empty() {
            return;
        }
        match timeout {
            Some(timeout) => drop(self.arrived.wait_timeout(messages, timeout)),
            None => drop(self.arrived.wait(messages)),
        }
    }

    pub(crate) fn may_hear(&self) -> bool {
        self.outside.load(Ordering::Acquire) > 0
    }

    /// Somebody has gone who might have called. The loop may be waiting for them.
    pub(crate) fn one_less(&self) {
        self.outside.fetch_sub(1, Ordering::AcqRel);
        let messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        drop(messages);
        self.arrived.notify_one();
    }
}

/// What a task's waker does: it lets the loop poll the task.
struct TaskWaker {
    /// The task's index in the core and its id.
    task: AtomicU64,
    inbox: Arc<Inbox>,
}

/// A waker, with what tells whether somebody else has it, too.
pub(crate) struct Own {
    pub(crate) waker: Waker,
    shared: Arc<TaskWaker>,
}

impl Own {
    pub(crate) fn new(inbox: &Arc<Inbox>) -> Self {
        let shared = Arc::new(TaskWaker { task: AtomicU64::new(0), inbox: Arc::clone(inbox) });
        Own { waker: Waker::from(Arc::clone(&shared)), shared }
    }

    /// Chooses whom it wakes. Nobody else may have it.
    #[inline]
    pub(crate) fn aim(&self, task: TaskId, index: TaskIndex) {
        self.shared.task.store(u64::from(index) << 32 | u64::from(task.0), Ordering::Relaxed);
    }

    /// Has somebody else the waker?
    #[inline]
    pub(crate) fn is_shared(&self) -> bool {
        if Arc::strong_count(&self.shared) > 2 {
            return true;
        }
        // What another thread did with it before it let go of it has then been done.
        fence(Ordering::Acquire);
        false
    }
}

impl TaskWaker {
    #[inline(always)]
    fn ring(&self) {
        let task = self.task.load(Ordering::Relaxed);
        if !self.ring_here(task) {
            self.inbox.push(Message::Wake(task));
        }
    }

    /// On the thread of the running loop the task becomes ready at once.
    #[inline(always)]
    fn ring_here(&self, task: u64) -> bool {
        let ring = |running: &RefCell<Option<Rc<Inner>>>| {
            let Ok(running) = running.try_borrow() else { return false };
            let Some(inner) = running.as_ref().filter(|inner| Arc::ptr_eq(&inner.inbox, &self.inbox)) else {
                return false;
            };
            let Ok(mut core) = inner.core.try_borrow_mut() else { return false };
            core.poke_at((task >> 32) as u32, TaskId(task as u32));
            true
        };
        // A thread that is ending has no running loop.
        RUNNING.try_with(ring).unwrap_or(false)
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.ring();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
    }
}

/// While it lives, the loop is the one that runs on this thread.
pub(crate) struct Running(Option<Rc<Inner>>);

impl Running {
    pub(crate) fn enter(lp: &Loop) -> Self {
        Running(RUNNING.with(|running| running.borrow_mut().replace(Rc::clone(&lp.0))))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The loop that runs around this one is back; what is replaced is dropped outside of the borrow.
        let before = self.0.take();
        let ended = RUNNING.try_with(|running| running.replace(before));
        drop(ended);
    }
}
