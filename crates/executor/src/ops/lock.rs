//! `asyncio.Lock`.

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest};
use crate::ids::{FutureId, ResourceId};
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue};

#[derive(Clone, Default)]
pub(crate) struct Lock {
    pub(crate) locked: bool,
    pub(crate) waiters: Waiters,
}

#[derive(Clone)]
pub(crate) struct Acquire {
    lock: ResourceId,
    place: Option<Slot>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new lock, free.
    pub fn create_lock(&mut self) -> ResourceId {
        self.new_resource(ResourceKind::Lock, Resource::Lock(Lock::default()))
    }

    /// Is the lock held by somebody (`Lock.locked`)?
    pub fn lock_locked(&self, lock: ResourceId) -> bool {
        self.resources.lock(lock).is_ok_and(|lock| lock.locked)
    }

    /// How many tasks wait for the lock.
    pub fn lock_waiters(&self, lock: ResourceId) -> usize {
        self.resources.lock(lock).map_or(0, |lock| lock.waiters.len())
    }

    /// Frees a lock and wakes the first in line (`Lock.release`).
    ///
    /// The lock is free until that task runs; who asks before gets in line behind it.
    ///
    /// # Errors
    /// When the lock is not held.
    pub fn lock_release(&mut self, lock: ResourceId) -> Result<(), Exception<G>> {
        let state = self.resources.lock_mut(lock)?;
        if !state.locked {
            return Err(Exception::runtime("Lock is not acquired."));
        }
        state.locked = false;
        self.changed(lock);
        self.lock_wake_first(lock);
        Ok(())
    }

    /// Takes a lock that nobody holds or waits for: what `Lock.acquire` does when it need not wait.
    pub(crate) fn lock_try_acquire(&mut self, lock: ResourceId) -> bool {
        let Ok(state) = self.resources.lock(lock) else { return false };
        if state.locked || !self.all_cancelled(&state.waiters) {
            return false;
        }
        if let Ok(state) = self.resources.lock_mut(lock) {
            state.locked = true;
        }
        self.changed(lock);
        true
    }

    /// Gets in line.
    pub(crate) fn lock_line_up(&mut self, lock: ResourceId) -> (Slot, FutureId) {
        let (place, id) = self.new_place(lock);
        if let Ok(state) = self.resources.lock_mut(lock) {
            state.waiters.push_back(place);
        }
        self.changed(lock);
        (place, id)
    }

    /// Leaves the line: with the lock, or thrown out, by a cancellation or something else.
    pub(crate) fn lock_come_back(&mut self, lock: ResourceId, place: Slot, thrown: Option<bool>) {
        self.unhold(place);
        let Ok(state) = self.resources.lock_mut(lock) else { return };
        leave_line(&mut state.waiters, place);
        let pass_on = match thrown {
            None => {
                state.locked = true;
                false
            }
            Some(cancelled) => cancelled && !state.locked,
        };
        self.changed(lock);
        if pass_on {
            self.lock_wake_first(lock);
        }
    }

    /// Wakes the first in line unless it was told already: then it will take the lock, or pass the word on.
    fn lock_wake_first(&mut self, lock: ResourceId) {
        let first = self.resources.lock(lock).ok().and_then(|lock| lock.waiters.front().copied());
        if let Some(first) = first {
            self.complete_unless_done(first);
        }
    }
}

impl Acquire {
    pub(crate) fn new(lock: ResourceId) -> Self {
        Acquire { lock, place: None }
    }

    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        match self.place.take() {
            None => match input.and_then(|()| self.start(core)) {
                Ok(step) => step,
                Err(exception) => OpStep::Done(Err(exception)),
            },
            Some(place) => {
                let thrown = input.err();
                let cancelled = thrown.as_ref().map(Exception::is_cancelled);
                core.lock_come_back(self.lock, place, cancelled);
                OpStep::Done(thrown.map_or(Ok(OpValue::Bool(true)), Err))
            }
        }
    }

    fn start<G: Guest, O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<OpStep<G>, Exception<G>> {
        if core.lock_try_acquire(self.lock) {
            return Ok(OpStep::Done(Ok(OpValue::Bool(true))));
        }
        // A lock that is gone is an error.
        core.resources.lock(self.lock)?;
        let (place, id) = core.lock_line_up(self.lock);
        self.place = Some(place);
        Ok(OpStep::Wait(id))
    }
}
