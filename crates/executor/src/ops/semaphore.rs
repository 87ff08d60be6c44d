//! `asyncio.Semaphore` and `asyncio.BoundedSemaphore`.

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest};
use crate::ids::ResourceId;
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue};

#[derive(Clone)]
pub(crate) struct Semaphore {
    pub(crate) value: u32,
    /// A bounded one may not be released beyond this.
    bound: Option<u32>,
    pub(crate) waiters: Waiters,
}

#[derive(Clone)]
pub(crate) struct Acquire {
    semaphore: ResourceId,
    place: Option<Slot>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new semaphore with so many free places.
    pub fn create_semaphore(&mut self, value: u32, bounded: bool) -> ResourceId {
        let semaphore = Semaphore { value, bound: bounded.then_some(value), waiters: Waiters::new() };
        let id = self.new_resource(ResourceKind::Semaphore, Resource::Semaphore(semaphore));
        if let Some(observer) = self.observe() {
            observer.resource_holds(id, value);
        }
        self.changed(id);
        id
    }

    /// Would one have to wait for a place (`Semaphore.locked`)?
    pub fn semaphore_locked(&self, semaphore: ResourceId) -> bool {
        self.resources
            .semaphore(semaphore)
            .is_ok_and(|semaphore| semaphore.value == 0 || !self.all_cancelled(&semaphore.waiters))
    }

    /// The free places of a semaphore and the length of its line.
    pub fn semaphore_state(&self, semaphore: ResourceId) -> (u32, usize) {
        self.resources.semaphore(semaphore).map_or((0, 0), |it| (it.value, it.waiters.len()))
    }

    /// Gives a place back (`Semaphore.release`).
    ///
    /// # Errors
    /// When the semaphore is bounded and all its places are free.
    pub fn semaphore_release(&mut self, semaphore: ResourceId) -> Result<(), Exception<G>> {
        let state = self.resources.semaphore_mut(semaphore)?;
        if state.bound.is_some_and(|bound| state.value >= bound) {
            return Err(Exception::Value("BoundedSemaphore released too many times"));
        }
        state.value += 1;
        self.semaphore_wake_next(semaphore);
        self.changed(semaphore);
        Ok(())
    }

    /// Gives a free place to the first in line who has none.
    fn semaphore_wake_next(&mut self, semaphore: ResourceId) {
        let Ok(state) = self.resources.semaphore(semaphore) else { return };
        let Some(next) = self.first_pending(&state.waiters) else { return };
        if let Ok(state) = self.resources.semaphore_mut(semaphore) {
            state.value = state.value.saturating_sub(1);
        }
        self.complete_unless_done(next);
    }
}

impl Acquire {
    pub(crate) fn new(semaphore: ResourceId) -> Self {
        Acquire { semaphore, place: None }
    }

    #[inline(never)]
    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let step = match self.place.take() {
            None => input.and_then(|()| self.start(core)),
            Some(place) => self.finish(core, place, input),
        };
        core.changed(self.semaphore);
        step.unwrap_or_else(|exception| OpStep::Done(Err(exception)))
    }

    fn start<G: Guest, O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<OpStep<G>, Exception<G>> {
        if !core.semaphore_locked(self.semaphore) {
            core.resources.semaphore_mut(self.semaphore)?.value -= 1;
            return Ok(OpStep::Done(Ok(OpValue::Bool(true))));
        }
        let (place, id) = core.new_place(self.semaphore);
        core.resources.semaphore_mut(self.semaphore)?.waiters.push_back(place);
        self.place = Some(place);
        Ok(OpStep::Wait(id))
    }

    fn finish<G: Guest, O: Observer>(
        &self,
        core: &mut Core<G, O>,
        place: Slot,
        input: Result<(), Exception<G>>,
    ) -> Result<OpStep<G>, Exception<G>> {
        let handed = core.done(place) && !core.cancelled(place);
        core.unhold(place);
        let state = core.resources.semaphore_mut(self.semaphore)?;
        leave_line(&mut state.waiters, place);
        if let Err(exception) = input {
            if exception.is_cancelled() && handed {
                // It had been given a place, which it cannot take.
                state.value += 1;
                core.semaphore_wake_next(self.semaphore);
            }
            return Err(exception);
        }
        if state.value > 0 {
            core.semaphore_wake_next(self.semaphore);
        }
        Ok(OpStep::Done(Ok(OpValue::Bool(true))))
    }
}
