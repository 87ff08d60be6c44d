//! Locks, semaphores and events for Rust's futures.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::line::{InLine, Line, Lined, Resource, Turn, resume_all};
use crate::event::ResourceKind;

/// A lock that tasks get in the order in which they ask (`asyncio.Lock`). Clones are of the same lock.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Lock, Loop};
/// let lp = Loop::simulated();
/// let lock = Lock::new(&lp);
/// lp.run(async {
///     let guard = lock.acquire().await;
///     assert!(lock.is_locked());
///     drop(guard);
///     assert!(!lock.is_locked());
/// }).unwrap();
/// ```
#[derive(Clone)]
pub struct Lock(Rc<LockInner>);

struct LockInner {
    resource: Resource,
    locked: Cell<bool>,
    line: RefCell<Line>,
}

/// A lock that is held; dropping it releases the lock.
pub struct LockGuard(Rc<LockInner>);

impl Lock {
    /// A new lock, free.
    pub fn new(lp: &Loop) -> Self {
        let resource = Resource::new(lp, ResourceKind::Lock);
        Lock(Rc::new(LockInner { resource, locked: Cell::new(false), line: RefCell::default() }))
    }

    /// Waits for the lock.
    ///
    /// # Cancel safety
    /// If it is dropped when the lock was just handed to it, the next in line gets the lock.
    pub async fn acquire(&self) -> LockGuard {
        let inner = &*self.0;
        if inner.locked.get() || !inner.line.borrow().is_empty() {
            InLine::new(inner).await;
        }
        inner.locked.set(true);
        inner.changed();
        LockGuard(Rc::clone(&self.0))
    }

    /// Is the lock held?
    pub fn is_locked(&self) -> bool {
        self.0.locked.get()
    }

    pub(crate) fn is_of(&self, guard: &LockGuard) -> bool {
        Rc::ptr_eq(&self.0, &guard.0)
    }
}

impl LockInner {
    /// Wakes the first in line unless it was told already: then it will take the lock, or pass the word on.
    #[inline]
    fn wake_first(&self) {
        let first = self.line.borrow_mut().tell_first();
        self.resource.lp.resume(first);
    }
}

impl Lined for &LockInner {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.line.borrow_mut())
    }

    #[inline]
    fn changed(&self) {
        self.resource.changed(u32::from(self.locked.get()), || self.line.borrow().waiting());
    }

    fn abandoned(&self, _: Turn) {
        if !self.locked.get() {
            self.wake_first();
        }
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        // It is free until the one who is woken runs; who asks before gets in line behind.
        let inner = &*self.0;
        inner.locked.set(false);
        inner.changed();
        inner.wake_first();
    }
}

/// So many places, given to tasks in the order in which they ask (`asyncio.Semaphore`). Clones are of the same one.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, Semaphore};
/// let lp = Loop::simulated();
/// let semaphore = Semaphore::new(&lp, 2);
/// lp.run(async {
///     let one = semaphore.acquire().await;
///     let _another = semaphore.acquire().await;
///     assert_eq!(semaphore.free(), 0);
///     drop(one);
///     assert_eq!(semaphore.free(), 1);
/// }).unwrap();
/// ```
#[derive(Clone)]
pub struct Semaphore(Rc<SemaphoreInner>);

struct SemaphoreInner {
    resource: Resource,
    free: Cell<u32>,
    line: RefCell<Line>,
}

/// A place of a semaphore; dropping it gives the place back.
pub struct Permit(Rc<SemaphoreInner>);

impl Semaphore {
    /// A semaphore with so many free places.
    pub fn new(lp: &Loop, places: u32) -> Self {
        let resource = Resource::new(lp, ResourceKind::Semaphore);
        resource.holds(places);
        let inner = SemaphoreInner { resource, free: Cell::new(places), line: RefCell::default() };
        (&inner).changed();
        Semaphore(Rc::new(inner))
    }

    /// Waits for a place.
    ///
    /// # Cancel safety
    /// If it is dropped when a place was just given to it, the next in line gets the place.
    pub async fn acquire(&self) -> Permit {
        let inner = &*self.0;
        if inner.free.get() > 0 && inner.line.borrow().is_empty() {
            inner.free.set(inner.free.get() - 1);
        } else {
            InLine::new(inner).await;
            inner.give();
        }
        inner.changed();
        Permit(Rc::clone(&self.0))
    }

    /// How many places are free.
    pub fn free(&self) -> u32 {
        self.0.free.get()
    }
}

impl SemaphoreInner {
    /// Gives a free place, if there is one, to the first in line who has none.
    fn give(&self) {
        if self.free.get() == 0 {
            return;
        }
        let next = self.line.borrow_mut().tell_next(Turn::Come);
        if next.is_some() {
            self.free.set(self.free.get() - 1);
            self.resource.lp.resume(next);
        }
    }

    fn take_back(&self) {
        self.free.set(self.free.get() + 1);
        self.give();
    }
}

impl Lined for &SemaphoreInner {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.line.borrow_mut())
    }

    fn changed(&self) {
        self.resource.changed(self.free.get(), || self.line.borrow().waiting());
    }

    fn abandoned(&self, turn: Turn) {
        if turn == Turn::Come {
            self.take_back();
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let inner = &*self.0;
        inner.take_back();
        inner.changed();
    }
}

/// Something that has happened or not (`asyncio.Event`). Clones are of the same event.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Event, Loop};
/// let lp = Loop::simulated();
/// let ready = Event::new(&lp);
/// let waiting = ready.clone();
/// let task = lp.spawn(async move { waiting.wait().await });
/// lp.run(async {
///     lp.yield_now().await;
///     ready.set();
///     task.await.unwrap();
/// }).unwrap();
/// ```
#[derive(Clone)]
pub struct Event(Rc<EventInner>);

struct EventInner {
    resource: Resource,
    set: Cell<bool>,
    line: RefCell<Line>,
}

impl Event {
    /// A new event, not set.
    pub fn new(lp: &Loop) -> Self {
        let resource = Resource::new(lp, ResourceKind::Event);
        Event(Rc::new(EventInner { resource, set: Cell::new(false), line: RefCell::default() }))
    }

    /// Waits until it is set.
    pub async fn wait(&self) {
        if !self.0.set.get() {
            let inner = &*self.0;
            InLine::new(inner).await;
            inner.changed();
        }
    }

    /// Sets it, and wakes all who wait.
    pub fn set(&self) {
        let inner = &*self.0;
        if inner.set.replace(true) {
            return;
        }
        inner.changed();
        resume_all(&inner, Turn::Come);
    }

    /// Clears it.
    pub fn clear(&self) {
        if self.0.set.replace(false) {
            (&*self.0).changed();
        }
    }

    /// Is it set?
    pub fn is_set(&self) -> bool {
        self.0.set.get()
    }
}

impl Lined for &EventInner {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.line.borrow_mut())
    }

    fn changed(&self) {
        self.resource.changed(u32::from(self.set.get()), || self.line.borrow().waiting());
    }
}
