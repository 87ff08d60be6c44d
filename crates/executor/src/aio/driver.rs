//! Running a loop: turns, steps, wake-ups from outside, and the system's clock.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake};
use std::time::{Duration, Instant};

use crate::aio::{Loop, NoValues};
use crate::core::{Clock, Outlook, Ready, Wait};
use crate::guest::Exception;
use crate::ids::{FutureId, TaskId};

/// The error of a run that cannot go on: every task waits, and nothing is there that could wake one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlock;

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("all tasks wait, and nothing can wake them")
    }
}

impl std::error::Error for Deadlock {}

/// Tasks that were woken through their wakers, from any thread.
#[derive(Default)]
pub(crate) struct Inbox {
    woken: Mutex<VecDeque<TaskId>>,
    /// Looked at before the lock is taken: most of the time nobody was woken.
    any: AtomicBool,
    arrived: Condvar,
}

impl Inbox {
    fn push(&self, task: TaskId) {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        woken.push_back(task);
        self.any.store(true, Ordering::Release);
        drop(woken);
        self.arrived.notify_one();
    }

    fn pop(&self) -> Option<TaskId> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let task = woken.pop_front();
        self.any.store(!woken.is_empty(), Ordering::Release);
        task
    }

    /// Waits until somebody was woken, or for so long.
    fn wait(&self, timeout: Option<Duration>) {
        let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        if !woken.is_empty() {
            return;
        }
        match timeout {
            Some(timeout) => drop(self.arrived.wait_timeout(woken, timeout)),
            None => drop(self.arrived.wait(woken)),
        }
    }
}

/// What a task's waker does: it leaves the task's id in the inbox.
pub(crate) struct TaskWaker {
    task: TaskId,
    inbox: Arc<Inbox>,
}

impl TaskWaker {
    pub(crate) fn new(task: TaskId, inbox: Arc<Inbox>) -> Self {
        TaskWaker { task, inbox }
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.inbox.push(self.task);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.inbox.push(self.task);
    }
}

impl Loop {
    /// Runs until the future is done, then drops the tasks that are left, as `asyncio.run` does.
    ///
    /// # Errors
    /// When all tasks wait and nothing can wake one.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, Deadlock> {
        let result = self.block_on(future);
        self.close();
        result
    }

    /// Runs until the future is done. Other tasks stay where they are, for the next run.
    ///
    /// # Errors
    /// When all tasks wait and nothing can wake one.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Deadlock> {
        // The future may borrow from the caller, so it is polled here; a task of the loop stands for it.
        let task = self.spawn_body(Box::pin(std::future::ready(())));
        let mut main = std::pin::pin!(future);
        let mut result = None;
        self.0.core.borrow_mut().stop_when_done(FutureId(task.0));
        loop {
            self.begin_turn();
            while let Some(ready) = self.next() {
                match ready {
                    Ready::Step { task: stepped, body, input } if stepped == task => {
                        if input.is_err() {
                            self.finish(task, body, Err(Exception::cancelled()));
                            continue;
                        }
                        match self.poll(task, body, |context| main.as_mut().poll(context)) {
                            Some(value) => {
                                result = Some(value);
                                self.finish(task, body, Ok(0));
                            }
                            None => self.suspend(task),
                        }
                    }
                    ready => self.handle(ready),
                }
                self.deliver();
            }
            let outlook = self.0.core.borrow_mut().outlook();
            if outlook == Outlook::Stopped || !self.wait(outlook) {
                break;
            }
        }
        let mut core = self.0.core.borrow_mut();
        core.keep_running(FutureId(task.0));
        core.discard_task(task);
        core.release(FutureId(task.0));
        result.ok_or(Deadlock)
    }

    /// Runs at most so many handles and says what comes next: for hosts that have a loop of their own.
    pub fn turn(&self, budget: usize) -> Outlook {
        for _ in 0..budget {
            if !self.0.core.borrow().in_turn() {
                self.begin_turn();
            }
            match self.next() {
                Some(ready) => self.handle(ready),
                None => break,
            }
            self.deliver();
        }
        self.0.core.borrow_mut().outlook()
    }

    fn begin_turn(&self) {
        self.tell_time();
        self.deliver();
        self.0.core.borrow_mut().begin_turn();
    }

    fn next(&self) -> Option<Ready<super::Native>> {
        self.0.core.borrow_mut().next_ready(&mut NoValues)
    }

    fn handle(&self, ready: Ready<super::Native>) {
        match ready {
            Ready::Callback { callback, .. } => callback.wake(),
            Ready::Step { task, body, input } => self.step(task, body, input.is_err()),
        }
    }

    /// Polls a task once, or drops it if it was cancelled.
    fn step(&self, task: TaskId, body: u32, cancelled: bool) {
        let future = self.0.tasks.borrow_mut()[body as usize].as_mut().and_then(|body| body.future.take());
        let Some(mut future) = future else { return };
        if cancelled {
            drop(future);
            return self.finish(task, body, Err(Exception::cancelled()));
        }
        if self.poll(task, body, |context| future.as_mut().poll(context)).is_some() {
            drop(future);
            return self.finish(task, body, Ok(0));
        }
        if let Some(Some(body)) = self.0.tasks.borrow_mut().get_mut(body as usize) {
            body.future = Some(future);
        }
        self.suspend(task);
    }

    fn poll<T>(&self, task: TaskId, body: u32, poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Option<T> {
        let waker = self.0.tasks.borrow()[body as usize].as_ref().map(|body| body.waker.clone())?;
        self.0.current.set(Some((task, waker.data())));
        self.0.awaits.set(None);
        let polled = poll(&mut Context::from_waker(&waker));
        self.0.current.set(None);
        match polled {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    fn suspend(&self, task: TaskId) {
        let wait = if self.0.yielded.take() { Wait::Turn } else { Wait::Parked(self.0.awaits.take()) };
        self.0.core.borrow_mut().suspend(task, wait, 0);
    }

    fn finish(&self, task: TaskId, body: u32, result: Result<u32, Exception<super::Native>>) {
        self.0.yielded.set(false);
        let ended = self.0.tasks.borrow_mut().get_mut(body as usize).and_then(Option::take);
        drop(ended);
        self.0.free.borrow_mut().push(body);
        self.0.core.borrow_mut().finish(task, result);
    }

    /// Lets the tasks that were woken through their wakers become ready.
    fn deliver(&self) {
        while let Some(task) = self.0.inbox.pop() {
            self.0.core.borrow_mut().unpark(task);
        }
    }

    /// Lets the time pass until something happens; tells whether anything can.
    fn wait(&self, outlook: Outlook) -> bool {
        self.deliver();
        let is_real = self.0.core.borrow().clock() == Clock::Host;
        match outlook {
            Outlook::MoreReady | Outlook::Stopped => true,
            _ if self.0.core.borrow().ready_count() > 0 => true,
            Outlook::SleepUntil(when) => {
                self.tell_time();
                let seconds = when - self.0.core.borrow().time();
                if is_real && seconds > 0.0 {
                    self.0.inbox.wait(Duration::try_from_secs_f64(seconds).ok());
                }
                true
            }
            Outlook::Idle => {
                // Only a waker that somebody else holds can still wake a task.
                let awaited = self.0.tasks.borrow().iter().flatten().any(|body| Arc::strong_count(&body.shared) > 2);
                if is_real && awaited {
                    self.0.inbox.wait(None);
                }
                is_real && awaited
            }
        }
    }

    pub(crate) fn tell_time(&self) {
        if self.0.core.borrow().clock() != Clock::Host {
            return;
        }
        let now = Instant::now();
        let started = self.0.started.get().unwrap_or(now);
        self.0.started.set(Some(started));
        self.0.core.borrow_mut().set_time((now - started).as_secs_f64());
    }
}
