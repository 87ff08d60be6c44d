//! `asyncio.Condition`.

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest, Held};
use crate::ids::ResourceId;
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue, lock};

#[derive(Clone)]
pub(crate) struct Condition {
    pub(crate) lock: ResourceId,
    /// The lock was made with the condition, and goes with it.
    pub(crate) owns_lock: bool,
    pub(crate) waiters: Waiters,
}

#[derive(Clone)]
pub(crate) struct WaitNotified<G: Guest> {
    condition: ResourceId,
    state: State<G>,
}

#[derive(Clone)]
enum State<G: Guest> {
    New,
    Waiting(Slot),
    /// Notified, or thrown out: it must have the lock again, whatever happens meanwhile.
    Acquiring {
        lock: lock::Acquire,
        result: Result<(), Exception<G>>,
        cancelled: bool,
    },
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new condition, with a lock of its own unless it is given one.
    pub fn create_condition(&mut self, lock: Option<ResourceId>) -> ResourceId {
        self.new_condition(lock, true)
    }

    pub(crate) fn new_condition(&mut self, lock: Option<ResourceId>, shown: bool) -> ResourceId {
        let owns_lock = lock.is_none();
        let lock = lock.unwrap_or_else(|| self.new_part(None, Resource::Lock(lock::Lock::default())));
        let condition = Resource::Condition(Condition { lock, owns_lock, waiters: Waiters::new() });
        if !shown {
            return self.new_part(None, condition);
        }
        let id = self.new_resource(ResourceKind::Condition, condition);
        if owns_lock {
            self.show_as(lock, id);
        }
        id
    }

    /// The condition's lock.
    pub fn condition_lock(&self, condition: ResourceId) -> ResourceId {
        self.resources.condition(condition).map_or(condition, |condition| condition.lock)
    }

    /// How many tasks wait for the condition.
    pub fn condition_waiters(&self, condition: ResourceId) -> usize {
        self.resources.condition(condition).map_or(0, |condition| condition.waiters.len())
    }

    /// Wakes so many of those who wait (`Condition.notify`; `usize::MAX` for `notify_all`).
    ///
    /// # Errors
    /// When the lock is not held.
    pub fn condition_notify(&mut self, condition: ResourceId, count: usize) -> Result<(), Exception<G>> {
        let lock = self.resources.condition(condition)?.lock;
        if !self.lock_locked(lock) {
            return Err(Exception::runtime("cannot notify on un-acquired lock"));
        }
        let state = self.resources.condition_mut(condition)?;
        let waiters = std::mem::take(&mut state.waiters);
        let pending = waiters.iter().copied().filter(|waiter| !self.done(*waiter));
        let chosen: Vec<Slot> = pending.take(count).collect();
        for waiter in chosen {
            self.complete_unless_done(waiter);
        }
        self.resources.condition_mut(condition)?.waiters = waiters;
        Ok(())
    }
}

impl<G: Guest> WaitNotified<G> {
    pub(crate) fn new(condition: ResourceId) -> Self {
        WaitNotified { condition, state: State::New }
    }

    #[inline(never)]
    pub(crate) fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        match &mut self.state {
            State::New => {
                input.and_then(|()| self.start(core)).unwrap_or_else(|exception| OpStep::Done(Err(exception)))
            }
            State::Waiting(place) => {
                let place = *place;
                let lock = self.leave(core, place);
                self.state = State::Acquiring { lock: lock::Acquire::new(lock), result: input, cancelled: false };
                self.acquire(core, Ok(()))
            }
            State::Acquiring { .. } => self.acquire(core, input),
        }
    }

    /// It is given up: without the lock, since it would have to wait for that.
    pub(crate) fn abandon<O: Observer>(&mut self, core: &mut Core<G, O>) {
        match &mut self.state {
            State::New => {}
            State::Waiting(place) => {
                let place = *place;
                self.leave(core, place);
            }
            State::Acquiring { lock, .. } => {
                lock.resume(core, Err(Exception::cancelled()));
            }
        }
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        if let State::Acquiring { result: Err(exception), .. } = &self.state {
            exception.trace(visit);
        }
    }

    fn start<O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<OpStep<G>, Exception<G>> {
        let lock = core.resources.condition(self.condition)?.lock;
        if !core.lock_locked(lock) {
            return Err(Exception::runtime("cannot wait on un-acquired lock"));
        }
        core.lock_release(lock)?;
        let (place, id) = core.new_place(self.condition);
        core.resources.condition_mut(self.condition)?.waiters.push_back(place);
        self.state = State::Waiting(place);
        core.changed(self.condition);
        Ok(OpStep::Wait(id))
    }

    /// Leaves the line; tells which lock is to be acquired again.
    fn leave<O: Observer>(&self, core: &mut Core<G, O>, place: Slot) -> ResourceId {
        core.unhold(place);
        let Ok(condition) = core.resources.condition_mut(self.condition) else { return self.condition };
        leave_line(&mut condition.waiters, place);
        let lock = condition.lock;
        core.changed(self.condition);
        lock
    }

    fn acquire<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        let mut input = input;
        loop {
            let State::Acquiring { lock, result, cancelled } = &mut self.state else {
                return OpStep::Done(input.map(|()| OpValue::Bool(true)));
            };
            match lock.resume(core, std::mem::replace(&mut input, Ok(()))) {
                OpStep::Done(Ok(_)) => {
                    if *cancelled {
                        return OpStep::Done(Err(Exception::cancelled()));
                    }
                    return OpStep::Done(std::mem::replace(result, Ok(())).map(|()| OpValue::Bool(true)));
                }
                // Even a cancellation cannot make it go on without the lock: it asks again.
                OpStep::Done(Err(exception)) if exception.is_cancelled() => *cancelled = true,
                step => return step,
            }
        }
    }
}
