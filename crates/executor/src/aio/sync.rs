//! Queues, locks, semaphores and events for Rust's futures.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::operate::Operate;
use crate::ids::ResourceId;
use crate::ops::{Operation, QueueOrder};

/// A resource of a loop, released with its last handle.
struct Resource {
    lp: Loop,
    id: ResourceId,
}

impl Drop for Resource {
    fn drop(&mut self) {
        if let Ok(mut core) = self.lp.0.core.try_borrow_mut() {
            core.release_resource(self.id);
        }
    }
}

/// A first-in, first-out queue between tasks (`asyncio.Queue`). Clones are of the same queue.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, Queue};
/// let lp = Loop::simulated();
/// let queue = Queue::bounded(&lp, 1);
/// let producer = queue.clone();
/// lp.spawn(async move {
///     for n in 0..3 {
///         producer.put(n).await;
///     }
/// });
/// let got = lp.run(async { [queue.get().await, queue.get().await, queue.get().await] });
/// assert_eq!(got.unwrap(), [0, 1, 2]);
/// ```
pub struct Queue<T> {
    resource: Rc<Resource>,
    items: Rc<RefCell<VecDeque<T>>>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Queue { resource: Rc::clone(&self.resource), items: Rc::clone(&self.items) }
    }
}

impl<T> Queue<T> {
    /// A queue without a limit.
    pub fn unbounded(lp: &Loop) -> Self {
        Queue::bounded(lp, 0)
    }

    /// A queue of at most so many items; 0 means no limit.
    pub fn bounded(lp: &Loop, limit: usize) -> Self {
        let id = lp.0.core.borrow_mut().create_queue(limit, QueueOrder::Guest);
        Queue { resource: Rc::new(Resource { lp: lp.clone(), id }), items: Rc::default() }
    }

    /// Puts an item into the queue, waiting for room.
    ///
    /// # Cancel safety
    /// If it is dropped, the item is not in the queue.
    pub async fn put(&self, item: T) {
        let _ = Operate::new(&self.resource.lp, Operation::queue_room(self.resource.id)).await;
        let _ = self.try_put(item);
    }

    /// Puts an item into the queue, or gives it back when the queue is full.
    ///
    /// # Errors
    /// The item.
    pub fn try_put(&self, item: T) -> Result<(), T> {
        match self.resource.lp.0.core.borrow_mut().queue_put_nowait(self.resource.id, 0) {
            Ok(()) => {
                self.items.borrow_mut().push_back(item);
                Ok(())
            }
            Err(_) => Err(item),
        }
    }

    /// Takes the oldest item out of the queue, waiting for one.
    ///
    /// # Cancel safety
    /// If it is dropped, no item is lost.
    pub async fn get(&self) -> T {
        loop {
            let _ = Operate::new(&self.resource.lp, Operation::queue_item(self.resource.id)).await;
            if let Some(item) = self.try_get() {
                return item;
            }
        }
    }

    /// Takes the oldest item out of the queue, if there is one.
    pub fn try_get(&self) -> Option<T> {
        self.resource.lp.0.core.borrow_mut().queue_get_nowait(self.resource.id).ok()?;
        self.items.borrow_mut().pop_front()
    }

    /// One item that was taken is done. A call too many does nothing.
    pub fn task_done(&self) {
        let _ = self.resource.lp.0.core.borrow_mut().queue_task_done(self.resource.id);
    }

    /// Waits until all items that were put are done.
    pub async fn join(&self) {
        let _ = Operate::new(&self.resource.lp, Operation::queue_join(self.resource.id)).await;
    }

    /// How many items are in the queue.
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Is the queue empty?
    pub fn is_empty(&self) -> bool {
        self.items.borrow().is_empty()
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
        let _ = Operate::new(&self.0.lp, Operation::lock_acquire(self.0.id)).await;
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
