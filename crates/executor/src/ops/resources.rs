//! Where locks, queues and the like are kept, and what they have in common.

use std::collections::VecDeque;

use crate::arena::{Arena, Slot};
use crate::core::Core;
use crate::event::{Event, Observer, ResourceKind, WaitTarget};
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, ResourceId};
use crate::ops::as_completed::AsCompleted;
use crate::ops::barrier::Barrier;
use crate::ops::condition::Condition;
use crate::ops::event::EventFlag;
use crate::ops::lock::Lock;
use crate::ops::queue::Queue;
use crate::ops::semaphore::Semaphore;
use crate::ops::task_group::TaskGroup;
use crate::ops::timeout::Timeout;

/// Futures that tasks wait for at a resource, first come first.
pub(crate) type Waiters = VecDeque<Slot>;

#[derive(Clone)]
pub(crate) struct Resources<G: Guest>(pub(crate) Arena<Entry<G>>);

#[derive(Clone)]
pub(crate) struct Entry<G: Guest> {
    pub(crate) resource: Resource<G>,
    /// The guest has dropped its handle.
    released: bool,
    /// As which resource waiting for this one is shown. Parts of others are not shown themselves.
    shown: Option<ResourceId>,
}

#[derive(Clone)]
pub(crate) enum Resource<G: Guest> {
    Lock(Lock),
    Semaphore(Semaphore),
    Event(EventFlag),
    Condition(Condition),
    Queue(Queue<G>),
    Barrier(Barrier),
    AsCompleted(AsCompleted),
    TaskGroup(TaskGroup<G>),
    Timeout(Timeout),
    /// Somebody else keeps it: here it only has its name.
    Kept,
}

impl<G: Guest> Resources<G> {
    pub(crate) fn new() -> Self {
        Resources(Arena::new())
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        for (_, entry) in self.0.iter() {
            match &entry.resource {
                Resource::Queue(queue) => queue.trace(visit),
                Resource::TaskGroup(group) => group.trace(visit),
                _ => {}
            }
        }
    }

    fn get(&self, id: ResourceId) -> Option<&Resource<G>> {
        self.0.by_serial(id.0).map(|entry| &entry.resource)
    }

    fn get_mut(&mut self, id: ResourceId) -> Option<&mut Resource<G>> {
        self.0.by_serial_mut(id.0).map(|entry| &mut entry.resource)
    }
}

/// For each kind of resource: how to get at one by its id.
macro_rules! kinds {
    ($($get:ident $get_mut:ident $variant:ident $type:ty),* $(,)?) => {
        impl<G: Guest> Resources<G> {
            $(
                #[inline]
                #[expect(clippy::allow_attributes, reason = "not every kind is looked at in both ways")]
                #[allow(dead_code, reason = "not every kind is looked at in both ways")]
                pub(crate) fn $get(&self, id: ResourceId) -> Result<&$type, Exception<G>> {
                    match self.get(id) {
                        Some(Resource::$variant(it)) => Ok(it),
                        _ => Err(Exception::runtime(concat!("not a live ", stringify!($variant)))),
                    }
                }

                #[inline]
                pub(crate) fn $get_mut(&mut self, id: ResourceId) -> Result<&mut $type, Exception<G>> {
                    match self.get_mut(id) {
                        Some(Resource::$variant(it)) => Ok(it),
                        _ => Err(Exception::runtime(concat!("not a live ", stringify!($variant)))),
                    }
                }
            )*
        }
    };
}

kinds! {
    lock lock_mut Lock Lock,
    semaphore semaphore_mut Semaphore Semaphore,
    event event_mut Event EventFlag,
    condition condition_mut Condition Condition,
    queue queue_mut Queue Queue<G>,
    barrier barrier_mut Barrier Barrier,
    as_completed as_completed_mut AsCompleted AsCompleted,
    task_group task_group_mut TaskGroup TaskGroup<G>,
    timeout timeout_mut Timeout Timeout,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// The guest has dropped its handle to a lock, queue, group, …: nobody will use it any more.
    ///
    /// What is still to happen by itself (a timeout that was entered, the tasks of a group) happens nevertheless, so
    /// it does not matter when a collector finds out.
    pub fn release_resource(&mut self, id: ResourceId) {
        if let Some(entry) = self.resources.0.by_serial_mut(id.0) {
            entry.released = true;
            self.free_resource_if_unused(id);
        }
    }

    /// Tells the observer how the program calls a resource.
    pub fn name_resource(&mut self, id: ResourceId, name: &str) {
        if let Some(observer) = self.observe() {
            observer.resource_named(id, name);
        }
    }

    pub(crate) fn free_resource_if_unused(&mut self, id: ResourceId) {
        let Some(entry) = self.resources.0.by_serial(id.0) else { return };
        let busy = match &entry.resource {
            Resource::TaskGroup(group) => group.is_busy(),
            Resource::AsCompleted(all) => !all.todo.is_empty(),
            Resource::Timeout(timeout) => timeout.is_busy(),
            _ => false,
        };
        if entry.released && !busy {
            self.remove_resource(id);
        }
    }

    fn remove_resource(&mut self, id: ResourceId) {
        let Some(slot) = self.resources.0.slot(id.0) else { return };
        let Some(entry) = self.resources.0.remove(slot) else { return };
        match entry.resource {
            Resource::Condition(condition) if condition.owns_lock => self.remove_resource(condition.lock),
            Resource::Barrier(barrier) => self.remove_resource(barrier.condition),
            Resource::Queue(queue) => self.remove_resource(queue.finished),
            Resource::AsCompleted(all) => {
                self.remove_resource(all.done);
                all.finished.into_iter().flatten().for_each(|future| self.unhold(future));
            }
            _ => {}
        }
    }

    /// A resource that is shown as itself.
    pub(crate) fn new_resource(&mut self, kind: ResourceKind, resource: Resource<G>) -> ResourceId {
        let id = self.new_part(None, resource);
        if let Some(entry) = self.resources.0.by_serial_mut(id.0) {
            entry.shown = Some(id);
        }
        self.emit(Event::ResourceCreated { resource: id, kind, by: self.by() });
        id
    }

    /// A resource that is a part of something else.
    pub(crate) fn new_part(&mut self, shown: Option<ResourceId>, resource: Resource<G>) -> ResourceId {
        ResourceId(self.resources.0.insert(Entry { resource, released: false, shown }).0)
    }

    pub(crate) fn show_as(&mut self, part: ResourceId, whole: ResourceId) {
        if let Some(entry) = self.resources.0.by_serial_mut(part.0) {
            entry.shown = Some(whole);
        }
    }

    /// A future that stands for a place in the line at a resource.
    pub(crate) fn new_place(&mut self, id: ResourceId) -> (Slot, FutureId) {
        let shown = self.resources.0.by_serial(id.0).and_then(|entry| entry.shown);
        let slot = match shown {
            Some(resource) => self.new_waiter(WaitTarget::Resource(resource)),
            None => self.new_future(crate::core::Kind::Group, true),
        };
        (slot, self.future_id(slot))
    }

    /// Tells the observer of a resource's new state.
    pub(crate) fn changed(&mut self, id: ResourceId) {
        if self.observe().is_none() {
            return;
        }
        let Some(entry) = self.resources.0.by_serial(id.0) else { return };
        if entry.shown != Some(id) {
            return;
        }
        let (level, waiters) = match &entry.resource {
            Resource::Lock(lock) => (u32::from(lock.locked), lock.waiters.len()),
            Resource::Semaphore(semaphore) => (semaphore.value, semaphore.waiters.len()),
            Resource::Event(event) => (u32::from(event.set), event.waiters.len()),
            Resource::Condition(condition) => (0, condition.waiters.len()),
            Resource::Queue(queue) => (queue.len() as u32, queue.getters.len() + queue.putters.len()),
            Resource::Barrier(barrier) => (barrier.count, barrier.count as usize),
            Resource::AsCompleted(_) | Resource::TaskGroup(_) | Resource::Timeout(_) | Resource::Kept => return,
        };
        self.emit(Event::ResourceChanged { resource: id, level, waiters: waiters as u32, by: self.by() });
    }

    /// A resource that the guest, or the loop for Rust's futures, keeps itself: here it only has its name.
    pub fn create_kept(&mut self, kind: ResourceKind) -> ResourceId {
        self.new_resource(kind, Resource::Kept)
    }

    /// Tells the observer of a kept resource's new state.
    pub fn kept_changed(&mut self, resource: ResourceId, level: u32, waiters: u32) {
        self.kept_changed_by(resource, level, waiters, true);
    }

    /// The same; whether it is the doing of who runs, or nobody's.
    pub fn kept_changed_by(&mut self, resource: ResourceId, level: u32, waiters: u32, is_own: bool) {
        let by = self.by().filter(|_| is_own);
        self.emit(Event::ResourceChanged { resource, level, waiters, by });
    }

    /// Is there nobody in line but those whose waiting was cancelled?
    pub(crate) fn all_cancelled(&self, waiters: &Waiters) -> bool {
        waiters.iter().all(|waiter| self.cancelled(*waiter))
    }

    /// The first in line who was not yet told.
    pub(crate) fn first_pending(&self, waiters: &Waiters) -> Option<Slot> {
        waiters.iter().copied().find(|waiter| !self.done(*waiter))
    }
}

/// Takes a place out of a line; tells whether it was there.
pub(crate) fn leave_line(waiters: &mut Waiters, place: Slot) -> bool {
    match waiters.iter().position(|waiter| *waiter == place) {
        Some(0) => {
            waiters.pop_front();
            true
        }
        Some(position) => {
            waiters.remove(position);
            true
        }
        None => false,
    }
}
