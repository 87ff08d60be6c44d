//! Conditions for Rust's futures.

use std::cell::RefCell;
use std::rc::Rc;

use crate::aio::line::{InLine, Line, Lined, Resource, Turn};
use crate::aio::{Lock, LockGuard, Loop};
use crate::event::ResourceKind;

/// Lets tasks that hold a lock wait until another task has changed something (`asyncio.Condition`). Clones are of the
/// same condition.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Condition, Loop};
/// # use std::{cell::Cell, rc::Rc};
/// let lp = Loop::simulated();
/// let (condition, stock) = (Condition::new(&lp), Rc::new(Cell::new(0)));
/// let (there, counted) = (condition.clone(), Rc::clone(&stock));
/// let buyer = lp.spawn(async move {
///     let guard = there.acquire().await;
///     let _guard = there.wait_for(guard, || counted.get() >= 2).await;
///     counted.set(counted.get() - 2);
/// });
/// lp.run(async {
///     for _ in 0..2 {
///         let _guard = condition.acquire().await;
///         stock.set(stock.get() + 1);
///         condition.notify(1);
///     }
///     buyer.await.unwrap();
/// }).unwrap();
/// assert_eq!(stock.get(), 0);
/// ```
#[derive(Clone)]
pub struct Condition(Rc<ConditionInner>);

struct ConditionInner {
    resource: Resource,
    lock: Lock,
    line: RefCell<Line>,
}

/// Somebody was notified, and does not have the lock yet.
struct Notified<'a>(&'a ConditionInner);

impl Condition {
    /// A new condition with a lock of its own.
    pub fn new(lp: &Loop) -> Self {
        Condition::with_lock(lp, Lock::new(lp))
    }

    /// A new condition of a lock, which may have others.
    pub fn with_lock(lp: &Loop, lock: Lock) -> Self {
        let resource = Resource::new(lp, ResourceKind::Condition);
        Condition(Rc::new(ConditionInner { resource, lock, line: RefCell::default() }))
    }

    /// Waits for the lock.
    ///
    /// # Cancel safety
    /// That of [`Lock::acquire`].
    pub async fn acquire(&self) -> LockGuard {
        self.0.lock.acquire().await
    }

    /// The lock.
    pub fn lock(&self) -> &Lock {
        &self.0.lock
    }

    /// Releases the lock, waits until somebody notifies this task, and then for the lock (`Condition.wait`).
    ///
    /// # Panics
    /// When the guard is that of another lock.
    ///
    /// # Cancel safety
    /// If it is dropped, the lock is not held any more. If it was notified already, the next in line is.
    pub async fn wait(&self, guard: LockGuard) -> LockGuard {
        assert!(self.0.lock.is_of(&guard), "the guard is that of another lock");
        drop(guard);
        InLine::new(&*self.0).await;
        let notified = Notified(&self.0);
        let guard = self.0.lock.acquire().await;
        std::mem::forget(notified);
        guard
    }

    /// Waits until something is true, which is asked first and whenever the task is notified (`Condition.wait_for`).
    ///
    /// # Panics
    /// When the guard is that of another lock.
    ///
    /// # Cancel safety
    /// That of [`Condition::wait`].
    pub async fn wait_for(&self, guard: LockGuard, mut is_true: impl FnMut() -> bool) -> LockGuard {
        let mut guard = guard;
        while !is_true() {
            guard = self.wait(guard).await;
        }
        guard
    }

    /// Notifies so many of those who wait, the first first (`Condition.notify`).
    ///
    /// They go on one after the other, when they get the lock.
    pub fn notify(&self, count: usize) {
        self.0.notify(count);
    }

    /// Notifies all who wait (`Condition.notify_all`).
    pub fn notify_all(&self) {
        self.0.notify(usize::MAX);
    }
}

impl ConditionInner {
    fn notify(&self, count: usize) {
        let waiting = self.line.borrow().waiting() as usize;
        for _ in 0..count.min(waiting) {
            let next = self.line.borrow_mut().tell_next(Turn::Come);
            self.resource.lp.resume(next);
        }
        (&self).changed();
    }
}

impl Drop for Notified<'_> {
    fn drop(&mut self) {
        self.0.notify(1);
    }
}

impl Lined for &ConditionInner {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.line.borrow_mut())
    }

    fn changed(&self) {
        self.resource.changed(0, || self.line.borrow().waiting());
    }

    fn abandoned(&self, turn: Turn) {
        if turn == Turn::Come {
            self.notify(1);
        }
    }
}
