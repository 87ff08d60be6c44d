//! `asyncio.Lock`.

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest};
use crate::ids::ResourceId;
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue};

#[derive(Default)]
pub(crate) struct Lock {
    pub(crate) locked: bool,
    pub(crate) waiters: Waiters,
}

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
                core.unhold(place);
                let Ok(lock) = core.resources.lock_mut(self.lock) else {
                    return OpStep::Done(input.map(|()| OpValue::Bool(true)));
                };
                leave_line(&mut lock.waiters, place);
                match input {
                    Ok(()) => {
                        lock.locked = true;
                        core.changed(self.lock);
                        OpStep::Done(Ok(OpValue::Bool(true)))
                    }
                    Err(exception) => {
                        let pass_on = exception.is_cancelled() && !lock.locked;
                        core.changed(self.lock);
                        if pass_on {
                            core.lock_wake_first(self.lock);
                        }
                        OpStep::Done(Err(exception))
                    }
                }
            }
        }
    }

    fn start<G: Guest, O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<OpStep<G>, Exception<G>> {
        let lock = core.resources.lock(self.lock)?;
        let free = !lock.locked && core.all_cancelled(&lock.waiters);
        let (place, id) = if free { (None, None) } else { Some(core.new_place(self.lock)).unzip() };
        let lock = core.resources.lock_mut(self.lock)?;
        if free {
            lock.locked = true;
        }
        lock.waiters.extend(place);
        self.place = place;
        core.changed(self.lock);
        Ok(id.map_or(OpStep::Done(Ok(OpValue::Bool(true))), OpStep::Wait))
    }
}
