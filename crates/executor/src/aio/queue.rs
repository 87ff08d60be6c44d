//! Queues for Rust's futures.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::line::{For, InLine};
use crate::aio::operate::Operate;
use crate::aio::sync::Resource;
use crate::ops::{Line, Operation, QueueOrder};

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
pub struct Queue<T>(pub(crate) Rc<Inner<T>>);

pub(crate) struct Inner<T> {
    pub(crate) resource: Resource,
    items: RefCell<VecDeque<T>>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Queue(Rc::clone(&self.0))
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
        Queue(Rc::new(Inner { resource: Resource { lp: lp.clone(), id }, items: RefCell::default() }))
    }

    /// Puts an item into the queue, waiting for room.
    ///
    /// # Cancel safety
    /// If it is dropped, the item is not in the queue.
    pub async fn put(&self, item: T) {
        let mut item = item;
        while let Err(back) = self.try_put(item) {
            item = back;
            self.wait(Line::Putters).await;
        }
    }

    /// Puts an item into the queue, or gives it back when the queue is full.
    ///
    /// # Errors
    /// The item.
    pub fn try_put(&self, item: T) -> Result<(), T> {
        match self.0.resource.lp.0.core.borrow_mut().queue_put_nowait(self.0.resource.id, 0) {
            Ok(()) => {
                self.0.items.borrow_mut().push_back(item);
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
            if let Some(item) = self.try_get() {
                return item;
            }
            self.wait(Line::Getters).await;
        }
    }

    /// Takes the oldest item out of the queue, if there is one.
    pub fn try_get(&self) -> Option<T> {
        self.0.resource.lp.0.core.borrow_mut().queue_get_nowait(self.0.resource.id).ok()?;
        self.0.items.borrow_mut().pop_front()
    }

    /// Waits in line until there may be an item, or room.
    pub(crate) fn wait(&self, line: Line) -> InLine<'_> {
        InLine::new(&self.0.resource.lp, For::Queue(self.0.resource.id, line))
    }

    /// One item that was taken is done. A call too many does nothing.
    pub fn task_done(&self) {
        let _ = self.0.resource.lp.0.core.borrow_mut().queue_task_done(self.0.resource.id);
    }

    /// Waits until all items that were put are done.
    pub async fn join(&self) {
        let _ = Operate::new(&self.0.resource.lp, Operation::queue_join(self.0.resource.id)).await;
    }

    /// How many items are in the queue.
    pub fn len(&self) -> usize {
        self.0.items.borrow().len()
    }

    /// Is the queue empty?
    pub fn is_empty(&self) -> bool {
        self.0.items.borrow().is_empty()
    }

    /// Nobody can put any more, nor get once the queue is empty. `now` drops what is in it.
    pub(crate) fn shut_down(&self, now: bool) {
        if let Ok(mut core) = self.0.resource.lp.0.core.try_borrow_mut() {
            core.queue_shutdown(self.0.resource.id, now);
        }
        if now {
            // Items may own what uses the queue.
            let items = std::mem::take(&mut *self.0.items.borrow_mut());
            drop(items);
        }
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.0.resource.lp.0.core.borrow().queue_is_shut_down(self.0.resource.id)
    }
}
