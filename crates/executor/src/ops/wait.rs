//! `asyncio.wait`.

use crate::arena::Slot;
use crate::core::{Callback, Core, Future, Kind, State, WaitState};
use crate::event::Observer;
use crate::guest::{Exception, Guest};
use crate::ids::FutureId;
use crate::ops::{OpStep, OpValue};

/// When `wait` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// When one is done.
    FirstCompleted,
    /// When one has failed, or all are done.
    FirstException,
    /// When all are done.
    AllCompleted,
}

#[derive(Clone)]
pub(crate) struct WaitAny {
    ids: Vec<FutureId>,
    futures: Vec<Slot>,
    timeout: Option<f64>,
    return_when: ReturnWhen,
    waiter: Option<Slot>,
}

impl WaitAny {
    pub(crate) fn new(futures: &[FutureId], timeout: Option<f64>, return_when: ReturnWhen) -> Self {
        let mut ids = futures.to_vec();
        // CPython makes a set of them; our order is that of creation.
        ids.sort_unstable();
        ids.dedup();
        WaitAny { ids, futures: Vec::new(), timeout, return_when, waiter: None }
    }

    #[inline(never)]
    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let Some(waiter) = self.waiter.take() else {
            return match input {
                Ok(()) => self.start(core),
                Err(exception) => OpStep::Done(Err(exception)),
            };
        };
        if let Some(Future { kind: Kind::Wait(state), .. }) = core.futures.get(waiter)
            && let Some(timer) = state.timer
        {
            core.cancel_timer(timer);
        }
        let mut done = Vec::new();
        let mut pending = Vec::new();
        for (future, id) in self.futures.drain(..).zip(&self.ids) {
            core.remove_callback(future, Callback::Wait(waiter));
            if core.done(future) {
                done.push(*id);
            } else {
                pending.push(*id);
            }
            core.unhold(future);
        }
        core.unhold(waiter);
        OpStep::Done(input.map(|()| OpValue::Futures { done, pending }))
    }

    fn start<G: Guest, O: Observer>(&mut self, core: &mut Core<G, O>) -> OpStep<G> {
        self.ids.retain(|id| core.futures.slot(id.0).is_some());
        self.futures = self.ids.iter().filter_map(|id| core.futures.slot(id.0)).collect();
        if self.futures.is_empty() {
            return OpStep::Done(Err(Exception::Value("Set of Tasks/Futures is empty.")));
        }
        let state = WaitState { counter: self.futures.len(), return_when: self.return_when, timer: None };
        let waiter = core.new_future(Kind::Wait(Box::new(state)), true);
        if let Some(timeout) = self.timeout {
            let set = core.complete_at(core.now + timeout, waiter);
            if let Some(Future { kind: Kind::Wait(state), .. }) = core.futures.get_mut(waiter) {
                state.timer = Some(set);
            }
        }
        for future in &self.futures {
            core.hold(*future);
            core.add_callback(*future, Callback::Wait(waiter));
        }
        core.tell_group(waiter, &self.futures);
        self.waiter = Some(waiter);
        OpStep::Wait(core.future_id(waiter))
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// One of the futures that `wait` waits for is done.
    pub(crate) fn wait_child_done(&mut self, waiter: Slot, child: Slot) {
        let Some(Future { kind: Kind::Wait(state), .. }) = self.futures.get_mut(waiter) else { return };
        state.counter = state.counter.saturating_sub(1);
        let (counter, return_when, timer) = (state.counter, state.return_when, state.timer);
        let enough = match return_when {
            _ if counter == 0 => true,
            ReturnWhen::FirstCompleted => true,
            ReturnWhen::FirstException => self.exception_of(child).is_some(),
            ReturnWhen::AllCompleted => false,
        };
        if !enough {
            return;
        }
        if let Some(timer) = timer {
            self.cancel_timer(timer);
        }
        if matches!(self.futures.get(waiter), Some(Future { state: State::Pending, .. })) {
            self.complete_unless_done(waiter);
        }
    }
}
