//! `asyncio.Queue` and its kin.

use std::collections::VecDeque;

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, ResourceId};
use crate::ops::event::{EventFlag, WaitSet};
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue};

/// In which order a queue gives its items back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueOrder {
    /// First in, first out (`asyncio.Queue`).
    Fifo,
    /// Last in, first out (`asyncio.LifoQueue`).
    Lifo,
    /// The guest keeps the items, in whatever order (`asyncio.PriorityQueue`); the executor only counts them.
    Guest,
}

#[derive(Clone)]
pub(crate) struct Queue<G: Guest> {
    order: QueueOrder,
    items: VecDeque<G::Value>,
    /// How many items the guest keeps.
    count: usize,
    /// 0 means no limit.
    limit: usize,
    unfinished: usize,
    shut_down: bool,
    /// The event that `join` waits for.
    pub(crate) finished: ResourceId,
    pub(crate) getters: Waiters,
    pub(crate) putters: Waiters,
}

/// Those who wait at a queue.
#[derive(Clone, Copy)]
pub(crate) enum Line {
    /// For an item.
    Getters,
    /// For room.
    Putters,
}

#[derive(Clone)]
pub(crate) struct Put<G: Guest> {
    queue: ResourceId,
    /// What is put once there is room.
    item: Option<G::Value>,
    place: Option<Slot>,
}

#[derive(Clone)]
pub(crate) struct Get {
    queue: ResourceId,
    /// Is the item taken once there is one?
    take: bool,
    place: Option<Slot>,
}

#[derive(Clone)]
pub(crate) struct Join {
    queue: ResourceId,
    wait: Option<WaitSet>,
}

impl<G: Guest> Queue<G> {
    pub(crate) fn len(&self) -> usize {
        self.items.len() + self.count
    }

    fn is_full(&self) -> bool {
        self.limit > 0 && self.len() >= self.limit
    }

    fn line(&mut self, line: Line) -> &mut Waiters {
        match line {
            Line::Getters => &mut self.getters,
            Line::Putters => &mut self.putters,
        }
    }

    /// Would somebody in this line still have to wait?
    fn blocks(&self, line: Line) -> bool {
        match line {
            Line::Getters => self.len() == 0,
            Line::Putters => self.is_full(),
        }
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        self.items.iter().for_each(|item| visit(Held::Value(item)));
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new queue. A limit of 0 means none.
    pub fn create_queue(&mut self, limit: usize, order: QueueOrder) -> ResourceId {
        let queue = self.new_queue(limit, order);
        let id = self.new_resource(ResourceKind::Queue, Resource::Queue(queue));
        if let Ok(queue) = self.resources.queue(id) {
            self.show_as(queue.finished, id);
        }
        if let Some(observer) = self.observe() {
            observer.queue_ordered(id, order);
            if limit > 0 {
                observer.resource_holds(id, u32::try_from(limit).unwrap_or(u32::MAX));
            }
        }
        id
    }

    pub(crate) fn new_queue(&mut self, limit: usize, order: QueueOrder) -> Queue<G> {
        let finished = self.new_part(None, Resource::Event(EventFlag { set: true, ..EventFlag::default() }));
        Queue {
            order,
            items: VecDeque::new(),
            count: 0,
            limit,
            unfinished: 0,
            shut_down: false,
            finished,
            getters: Waiters::new(),
            putters: Waiters::new(),
        }
    }

    /// How many items are in the queue (`Queue.qsize`).
    pub fn queue_size(&self, queue: ResourceId) -> usize {
        self.resources.queue(queue).map_or(0, Queue::len)
    }

    /// Has the queue reached its limit (`Queue.full`)?
    pub fn queue_full(&self, queue: ResourceId) -> bool {
        self.resources.queue(queue).is_ok_and(Queue::is_full)
    }

    /// The items of the queue, the oldest first.
    pub fn queue_items(&self, queue: ResourceId) -> impl Iterator<Item = &G::Value> {
        self.resources.queue(queue).map(|queue| &queue.items).into_iter().flatten()
    }

    /// The item that was put last of those that are in the queue.
    pub fn queue_newest(&self, queue: ResourceId) -> Option<&G::Value> {
        self.resources.queue(queue).ok()?.items.back()
    }

    /// How many wait to get, how many wait to put, and how many items are not done yet.
    pub fn queue_waiters(&self, queue: ResourceId) -> (usize, usize, usize) {
        self.resources.queue(queue).map_or((0, 0, 0), |it| (it.getters.len(), it.putters.len(), it.unfinished))
    }

    /// Puts an item into the queue and wakes the first who waits for one (`Queue.put_nowait`).
    ///
    /// If the guest keeps the items, the value is dropped here and only counted.
    ///
    /// # Errors
    /// When the queue is full, or was shut down.
    pub fn queue_put_nowait(&mut self, queue: ResourceId, item: G::Value) -> Result<(), Exception<G>> {
        let state = self.resources.queue_mut(queue)?;
        if state.shut_down {
            return Err(Exception::QueueShutDown);
        }
        if state.is_full() {
            return Err(Exception::QueueFull);
        }
        match state.order {
            QueueOrder::Guest => state.count += 1,
            QueueOrder::Fifo | QueueOrder::Lifo => state.items.push_back(item),
        }
        state.unfinished += 1;
        let finished = state.finished;
        self.changed(queue);
        self.event_clear(finished);
        self.queue_wake_next(queue, Line::Getters);
        Ok(())
    }

    /// Takes an item out of the queue and wakes the first who waits for room (`Queue.get_nowait`).
    ///
    /// If the guest keeps the items, this counts it off and returns the default value.
    ///
    /// # Errors
    /// When the queue is empty; another error when it was shut down, too.
    pub fn queue_get_nowait(&mut self, queue: ResourceId) -> Result<G::Value, Exception<G>> {
        let state = self.resources.queue_mut(queue)?;
        let item = match state.order {
            QueueOrder::Fifo => state.items.pop_front(),
            QueueOrder::Lifo => state.items.pop_back(),
            QueueOrder::Guest => state.count.checked_sub(1).map(|count| {
                state.count = count;
                G::Value::default()
            }),
        };
        let Some(item) = item else {
            return Err(if state.shut_down { Exception::QueueShutDown } else { Exception::QueueEmpty });
        };
        self.changed(queue);
        self.queue_wake_next(queue, Line::Putters);
        Ok(item)
    }

    /// One item that was got is done (`Queue.task_done`).
    ///
    /// # Errors
    /// When there are no such items.
    pub fn queue_task_done(&mut self, queue: ResourceId) -> Result<(), Exception<G>> {
        let state = self.resources.queue_mut(queue)?;
        if state.unfinished == 0 {
            return Err(Exception::Value("task_done() called too many times"));
        }
        state.unfinished -= 1;
        if state.unfinished == 0 {
            let finished = state.finished;
            self.event_set(finished);
        }
        Ok(())
    }

    /// Shuts the queue down: nobody can put any more, nor get once it is empty (`Queue.shutdown` of CPython 3.13).
    ///
    /// `immediate` drops the items that are in it, which then count as done; the guest drops those that it keeps.
    pub fn queue_shutdown(&mut self, queue: ResourceId, immediate: bool) {
        let Ok(state) = self.resources.queue_mut(queue) else { return };
        state.shut_down = true;
        if immediate {
            state.unfinished = state.unfinished.saturating_sub(state.len());
            state.items.clear();
            state.count = 0;
            if state.unfinished == 0 {
                let finished = state.finished;
                self.event_set(finished);
            }
        }
        self.changed(queue);
        for line in [Line::Getters, Line::Putters] {
            let Ok(state) = self.resources.queue_mut(queue) else { return };
            for waiter in std::mem::take(state.line(line)) {
                self.complete_unless_done(waiter);
            }
        }
    }

    /// Was it shut down?
    pub fn queue_is_shut_down(&self, queue: ResourceId) -> bool {
        self.resources.queue(queue).is_ok_and(|queue| queue.shut_down)
    }

    /// Wakes the first in line who was not told yet; those before it, told or cancelled, leave the line.
    fn queue_wake_next(&mut self, queue: ResourceId, line: Line) {
        while let Some(waiter) = self.resources.queue_mut(queue).ok().and_then(|queue| queue.line(line).pop_front()) {
            if !self.done(waiter) {
                self.complete_unless_done(waiter);
                break;
            }
        }
    }

    /// Gets in line if one has to wait.
    pub(crate) fn queue_line_up(
        &mut self,
        queue: ResourceId,
        line: Line,
    ) -> Result<Option<(Slot, FutureId)>, Exception<G>> {
        let state = self.resources.queue(queue)?;
        if !state.blocks(line) {
            return Ok(None);
        }
        if state.shut_down {
            return Err(Exception::QueueShutDown);
        }
        let place = self.new_place(queue);
        self.resources.queue_mut(queue)?.line(line).push_back(place.0);
        self.changed(queue);
        Ok(Some(place))
    }

    /// Comes back from the line, woken or thrown out. Who was woken but thrown out passes the word on.
    pub(crate) fn queue_come_back(&mut self, queue: ResourceId, line: Line, place: Slot, thrown: bool) {
        if thrown {
            let woken = self.done(place) && !self.cancelled(place);
            if let Ok(state) = self.resources.queue_mut(queue) {
                leave_line(state.line(line), place);
                let pass_on = woken && !state.blocks(line);
                self.changed(queue);
                if pass_on {
                    self.queue_wake_next(queue, line);
                }
            }
        }
        self.unhold(place);
    }
}

impl<G: Guest> Put<G> {
    pub(crate) fn new(queue: ResourceId, item: Option<G::Value>) -> Self {
        Put { queue, item, place: None }
    }

    pub(crate) fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        self.advance(core, input).unwrap_or_else(|exception| OpStep::Done(Err(exception)))
    }

    fn advance<O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> Result<OpStep<G>, Exception<G>> {
        match self.place.take() {
            None => input?,
            Some(place) => {
                core.queue_come_back(self.queue, Line::Putters, place, input.is_err());
                input?;
            }
        }
        // Somebody else may have taken the room meanwhile.
        if let Some((place, id)) = core.queue_line_up(self.queue, Line::Putters)? {
            self.place = Some(place);
            return Ok(OpStep::Wait(id));
        }
        if let Some(item) = self.item.take() {
            core.queue_put_nowait(self.queue, item)?;
        }
        Ok(OpStep::Done(Ok(OpValue::None)))
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        if let Some(item) = &self.item {
            visit(Held::Value(item));
        }
    }
}

impl Get {
    pub(crate) fn new(queue: ResourceId, take: bool) -> Self {
        Get { queue, take, place: None }
    }

    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        self.advance(core, input).unwrap_or_else(|exception| OpStep::Done(Err(exception)))
    }

    fn advance<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> Result<OpStep<G>, Exception<G>> {
        match self.place.take() {
            None => input?,
            Some(place) => {
                core.queue_come_back(self.queue, Line::Getters, place, input.is_err());
                input?;
            }
        }
        // Somebody else may have taken the item meanwhile.
        if let Some((place, id)) = core.queue_line_up(self.queue, Line::Getters)? {
            self.place = Some(place);
            return Ok(OpStep::Wait(id));
        }
        if !self.take {
            return Ok(OpStep::Done(Ok(OpValue::None)));
        }
        let item = core.queue_get_nowait(self.queue)?;
        Ok(OpStep::Done(Ok(OpValue::Value(item))))
    }
}

impl Join {
    pub(crate) fn new(queue: ResourceId) -> Self {
        Join { queue, wait: None }
    }

    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let step = match &mut self.wait {
            Some(wait) => wait.resume(core, input),
            None => {
                let finished = match input.and_then(|()| core.resources.queue(self.queue)) {
                    Ok(queue) if queue.unfinished > 0 => queue.finished,
                    Ok(_) => return OpStep::Done(Ok(OpValue::None)),
                    Err(exception) => return OpStep::Done(Err(exception)),
                };
                self.wait.insert(WaitSet::new(finished)).resume(core, Ok(()))
            }
        };
        match step {
            OpStep::Done(result) => OpStep::Done(result.map(|_| OpValue::None)),
            step => step,
        }
    }
}
