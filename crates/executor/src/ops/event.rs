//! `asyncio.Event`.

use crate::arena::Slot;
use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest};
use crate::ids::ResourceId;
use crate::ops::resources::{Resource, Waiters, leave_line};
use crate::ops::{OpStep, OpValue};

#[derive(Clone, Default)]
pub(crate) struct EventFlag {
    pub(crate) set: bool,
    pub(crate) waiters: Waiters,
}

#[derive(Clone)]
pub(crate) struct WaitSet {
    event: ResourceId,
    place: Option<Slot>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new event, not set.
    pub fn create_event(&mut self) -> ResourceId {
        self.new_resource(ResourceKind::Event, Resource::Event(EventFlag::default()))
    }

    /// Is it set (`Event.is_set`)?
    pub fn event_is_set(&self, event: ResourceId) -> bool {
        self.resources.event(event).is_ok_and(|event| event.set)
    }

    /// How many tasks wait for the event.
    pub fn event_waiters(&self, event: ResourceId) -> usize {
        self.resources.event(event).map_or(0, |event| event.waiters.len())
    }

    /// Sets the event and wakes all who wait for it (`Event.set`).
    pub fn event_set(&mut self, event: ResourceId) {
        let Ok(state) = self.resources.event_mut(event) else { return };
        if state.set {
            return;
        }
        state.set = true;
        // Waking runs nothing, so nobody can look at the line meanwhile.
        let waiters = std::mem::take(&mut state.waiters);
        self.changed(event);
        for waiter in &waiters {
            self.complete_unless_done(*waiter);
        }
        if let Ok(state) = self.resources.event_mut(event) {
            state.waiters = waiters;
        }
    }

    /// Clears the event (`Event.clear`).
    pub fn event_clear(&mut self, event: ResourceId) {
        if let Ok(state) = self.resources.event_mut(event)
            && state.set
        {
            state.set = false;
            self.changed(event);
        }
    }
}

impl WaitSet {
    pub(crate) fn new(event: ResourceId) -> Self {
        WaitSet { event, place: None }
    }

    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        if let Some(place) = self.place.take() {
            core.unhold(place);
            if let Ok(event) = core.resources.event_mut(self.event) {
                leave_line(&mut event.waiters, place);
                core.changed(self.event);
            }
            return OpStep::Done(input.map(|()| OpValue::Bool(true)));
        }
        let set = match input.and_then(|()| core.resources.event(self.event)) {
            Ok(event) => event.set,
            Err(exception) => return OpStep::Done(Err(exception)),
        };
        if set {
            return OpStep::Done(Ok(OpValue::Bool(true)));
        }
        let (place, id) = core.new_place(self.event);
        if let Ok(event) = core.resources.event_mut(self.event) {
            event.waiters.push_back(place);
        }
        self.place = Some(place);
        core.changed(self.event);
        OpStep::Wait(id)
    }
}
