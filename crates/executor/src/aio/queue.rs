//! Queues for Rust's futures.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::line::{InLine, Line, Lined, Resource, Turn, resume_all};
use crate::event::ResourceKind;
use crate::ops::QueueOrder;

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
    resource: Resource,
    state: RefCell<State<T>>,
}

struct State<T> {
    items: VecDeque<T>,
    /// 0 means no limit.
    limit: usize,
    unfinished: usize,
    shut_down: bool,
    getters: Line,
    putters: Line,
    joiners: Line,
}

/// For an item.
pub(crate) struct ForItem<'a, T>(pub(crate) &'a Inner<T>);
/// For room for an item.
pub(crate) struct ForRoom<'a, T>(pub(crate) &'a Inner<T>);
/// Until all items are done.
struct ForEnd<'a, T>(&'a Inner<T>);

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
        let resource = Resource::new(lp, ResourceKind::Queue);
        resource.ordered(QueueOrder::Fifo);
        if limit > 0 {
            resource.holds(u32::try_from(limit).unwrap_or(u32::MAX));
        }
        Queue::of(resource, limit)
    }

    /// A queue without a limit, which no program sees.
    pub(crate) fn unseen(lp: &Loop) -> Self {
        Queue::of(Resource::unseen(lp), 0)
    }

    fn of(resource: Resource, limit: usize) -> Self {
        Queue(Rc::new(Inner {
            resource,
            state: RefCell::new(State {
                items: VecDeque::new(),
                limit,
                unfinished: 0,
                shut_down: false,
                getters: Line::default(),
                putters: Line::default(),
                joiners: Line::default(),
            }),
        }))
    }

    /// Puts an item into the queue, waiting for room.
    ///
    /// # Cancel safety
    /// If it is dropped, the item is not in the queue.
    pub async fn put(&self, item: T) {
        let mut item = item;
        while let Err(back) = self.try_put(item) {
            item = back;
            InLine::new(ForRoom(&self.0)).await;
        }
    }

    /// Puts an item into the queue, or gives it back when the queue is full.
    ///
    /// # Errors
    /// The item.
    #[inline]
    pub fn try_put(&self, item: T) -> Result<(), T> {
        let inner = &*self.0;
        let mut state = inner.state.borrow_mut();
        if state.shut_down || state.is_full() {
            return Err(item);
        }
        state.items.push_back(item);
        state.unfinished += 1;
        let getter = state.getters.tell_next(Turn::Come);
        drop(state);
        inner.changed();
        inner.resource.lp.resume(getter);
        Ok(())
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
            InLine::new(ForItem(&self.0)).await;
        }
    }

    /// Takes the oldest item out of the queue, if there is one.
    #[inline]
    pub fn try_get(&self) -> Option<T> {
        let inner = &*self.0;
        let mut state = inner.state.borrow_mut();
        let item = state.items.pop_front()?;
        let putter = state.putters.tell_next(Turn::Come);
        drop(state);
        inner.changed();
        inner.resource.lp.resume(putter);
        Some(item)
    }

    /// One item that was taken is done. A call too many does nothing.
    pub fn task_done(&self) {
        let mut state = self.0.state.borrow_mut();
        if state.unfinished > 0 {
            state.unfinished -= 1;
            if state.unfinished == 0 {
                drop(state);
                resume_all(&ForEnd(&self.0), Turn::Come);
            }
        }
    }

    /// Waits until all items that were put are done.
    pub async fn join(&self) {
        if self.0.state.borrow().unfinished > 0 {
            InLine::new(ForEnd(&self.0)).await;
        }
    }

    /// How many items are in the queue.
    pub fn len(&self) -> usize {
        self.0.state.borrow().items.len()
    }

    /// Is the queue empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Nobody can put any more, nor get once the queue is empty. `now` drops what is in it.
    pub(crate) fn shut_down(&self, now: bool) {
        let inner = &*self.0;
        let mut state = inner.state.borrow_mut();
        state.shut_down = true;
        let items = if now { std::mem::take(&mut state.items) } else { VecDeque::new() };
        state.unfinished -= items.len().min(state.unfinished);
        let all_done = now && state.unfinished == 0;
        drop(state);
        if all_done {
            resume_all(&ForEnd(inner), Turn::Come);
        }
        inner.changed();
        resume_all(&ForItem(inner), Turn::Refused);
        resume_all(&ForRoom(inner), Turn::Refused);
        // Items may own what uses the queue.
        drop(items);
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.0.state.borrow().shut_down
    }
}

impl<T> State<T> {
    fn is_full(&self) -> bool {
        self.limit > 0 && self.items.len() >= self.limit
    }
}

impl<T> Inner<T> {
    #[inline]
    fn changed(&self) {
        if self.resource.lp.0.watched {
            let state = self.state.borrow();
            let (level, waiting) = (state.items.len() as u32, state.getters.waiting() + state.putters.waiting());
            drop(state);
            self.resource.changed(level, || waiting);
        }
    }
}

impl<T> Lined for ForItem<'_, T> {
    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.0.state.borrow_mut().getters)
    }

    #[inline]
    fn changed(&self) {
        self.0.changed();
    }

    fn abandoned(&self, turn: Turn) {
        if turn == Turn::Come && !self.0.state.borrow().items.is_empty() {
            let next = self.with_line(|line| line.tell_next(Turn::Come));
            self.0.resource.lp.resume(next);
        }
    }
}

impl<T> Lined for ForRoom<'_, T> {
    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.0.state.borrow_mut().putters)
    }

    #[inline]
    fn changed(&self) {
        self.0.changed();
    }

    fn abandoned(&self, turn: Turn) {
        if turn == Turn::Come && !self.0.state.borrow().is_full() {
            let next = self.with_line(|line| line.tell_next(Turn::Come));
            self.0.resource.lp.resume(next);
        }
    }
}

impl<T> Lined for ForEnd<'_, T> {
    fn resource(&self) -> &Resource {
        &self.0.resource
    }

    #[inline]
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.0.state.borrow_mut().joiners)
    }
}
