//! Queues, locks, semaphores and events for Rust's futures.

use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::line::{For, InLine};
use crate::aio::operate::Operate;
use crate::ids::ResourceId;
use crate::ops::Operation;

/// A resource of a loop, released with its last handle.
pub(crate) struct Resource {
    pub(crate) lp: Loop,
    pub(crate) id: ResourceId,
}

impl Drop for Resource {
    fn drop(&mut self) {
        if let Ok(mut core) = self.lp.0.core.try_borrow_mut() {
            core.release_resource(self.id);
        }
    }
}

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
pub struct Lock(Rc<Resource>);

/// A lock that is held; dropping it releases the lock.
pub struct LockGuard(Rc<Resource>);

impl Lock {
    /// A new lock, free.
    pub fn new(lp: &Loop) -> Self {
        let id = lp.0.core.borrow_mut().create_lock();
        Lock(Rc::new(Resource { lp: lp.clone(), id }))
    }

    /// Waits for the lock.
    ///
    /// # Cancel safety
    /// If it is dropped when the lock was just handed to it, the next in line gets the lock.
    pub async fn acquire(&self) -> LockGuard {
        InLine::new(&self.0.lp, For::Lock(self.0.id)).await;
        LockGuard(Rc::clone(&self.0))
    }

    /// Is the lock held?
    pub fn is_locked(&self) -> bool {
        self.0.lp.0.core.borrow().lock_locked(self.0.id)
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        if let Ok(mut core) = self.0.lp.0.core.try_borrow_mut() {
            let _ = core.lock_release(self.0.id);
        }
    }
}

/// So many places, given to tasks in the order in which they ask (`asyncio.Semaphore`). Clones are of the same one.
#[derive(Clone)]
pub struct Semaphore(Rc<Resource>);

/// A place of a semaphore; dropping it gives the place back.
pub struct Permit(Rc<Resource>);

impl Semaphore {
    /// A semaphore with so many free places.
    pub fn new(lp: &Loop, places: u32) -> Self {
        let id = lp.0.core.borrow_mut().create_semaphore(places, false);
        Semaphore(Rc::new(Resource { lp: lp.clone(), id }))
    }

    /// Waits for a place.
    ///
    /// # Cancel safety
    /// If it is dropped when a place was just given to it, the next in line gets the place.
    pub async fn acquire(&self) -> Permit {
        let _ = Operate::new(&self.0.lp, Operation::semaphore_acquire(self.0.id)).await;
        Permit(Rc::clone(&self.0))
    }

    /// How many places are free.
    pub fn free(&self) -> u32 {
        self.0.lp.0.core.borrow().semaphore_state(self.0.id).0
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Ok(mut core) = self.0.lp.0.core.try_borrow_mut() {
            let _ = core.semaphore_release(self.0.id);
        }
    }
}

/// Something that has happened or not (`asyncio.Event`). Clones are of the same event.
#[derive(Clone)]
pub struct Event(Rc<Resource>);

impl Event {
    /// A new event, not set.
    pub fn new(lp: &Loop) -> Self {
        let id = lp.0.core.borrow_mut().create_event();
        Event(Rc::new(Resource { lp: lp.clone(), id }))
    }

    /// Waits until it is set.
    pub async fn wait(&self) {
        let _ = Operate::new(&self.0.lp, Operation::event_wait(self.0.id)).await;
    }

    /// Sets it, and wakes all who wait.
    pub fn set(&self) {
        self.0.lp.0.core.borrow_mut().event_set(self.0.id);
    }

    /// Clears it.
    pub fn clear(&self) {
        self.0.lp.0.core.borrow_mut().event_clear(self.0.id);
    }

    /// Is it set?
    pub fn is_set(&self) -> bool {
        self.0.lp.0.core.borrow().event_is_set(self.0.id)
    }
}
