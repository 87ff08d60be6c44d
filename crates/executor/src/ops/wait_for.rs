//! `asyncio.wait_for`, as it is in CPython 3.11: what is waited for is a task, and has ended when `wait_for` returns.

use crate::arena::Slot;
use crate::core::{Callback, Core};
use crate::event::Observer;
use crate::guest::{Exception, Guest, Held};
use crate::ids::{FutureId, TimerId};
use crate::ops::{OpStep, OpValue};

#[derive(Clone)]
pub(crate) struct WaitFor<G: Guest> {
    id: FutureId,
    timeout: f64,
    timer: Option<TimerId>,
    state: State<G>,
}

#[derive(Clone)]
enum State<G: Guest> {
    New,
    /// Until the future is done or the time is up.
    Waiting {
        future: Slot,
        waiter: Slot,
    },
    /// Until the future, which was cancelled, is done.
    Cancelling {
        future: Slot,
        waiter: Slot,
        /// The cancellation of `wait_for` itself, if that was the reason.
        cancelled: Option<Exception<G>>,
    },
}

impl<G: Guest> WaitFor<G> {
    pub(crate) fn new(id: FutureId, timeout: f64) -> Self {
        WaitFor { id, timeout, timer: None, state: State::New }
    }

    #[inline(never)]
    pub(crate) fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        match std::mem::replace(&mut self.state, State::New) {
            State::New => match input {
                Ok(()) => self.start(core),
                Err(exception) => OpStep::Done(Err(exception)),
            },
            State::Waiting { future, waiter } => {
                let step = self.woken(core, future, waiter, input);
                core.unhold(waiter);
                step
            }
            State::Cancelling { future, waiter, cancelled } => {
                core.remove_callback(future, Callback::Release(waiter));
                core.unhold(waiter);
                let result = match (input, cancelled) {
                    (Err(exception), _) | (Ok(()), Some(exception)) => Err(exception),
                    (Ok(()), None) => core.result_of(future).map_err(|exception| {
                        if exception.is_cancelled() { Exception::Timeout(Some(Box::new(exception))) } else { exception }
                    }),
                };
                self.end(core, future, result)
            }
        }
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        if let State::Cancelling { cancelled: Some(exception), .. } = &self.state {
            exception.trace(visit);
        }
    }

    fn start<O: Observer>(&mut self, core: &mut Core<G, O>) -> OpStep<G> {
        let Some(future) = core.futures.slot(self.id.0) else {
            return OpStep::Done(core.result(self.id).map(OpValue::Value));
        };
        core.hold(future);
        if self.timeout <= 0.0 {
            if core.done(future) {
                let result = core.result_of(future);
                return self.end(core, future, result);
            }
            return self.cancel_and_wait(core, future, None);
        }
        let waiter = core.new_waiter(core.wait_target(future));
        self.timer = Some(core.complete_at(core.now + self.timeout, waiter));
        core.add_callback(future, Callback::Release(waiter));
        self.state = State::Waiting { future, waiter };
        OpStep::Wait(core.future_id(waiter))
    }

    fn woken<O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        future: Slot,
        waiter: Slot,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let cancelled = match input {
            Ok(()) => None,
            Err(exception) if exception.is_cancelled() => Some(exception),
            Err(exception) => return self.end(core, future, Err(exception)),
        };
        if core.done(future) {
            let result = core.result_of(future);
            return self.end(core, future, result);
        }
        core.remove_callback(future, Callback::Release(waiter));
        self.cancel_and_wait(core, future, cancelled)
    }

    fn cancel_and_wait<O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        future: Slot,
        cancelled: Option<Exception<G>>,
    ) -> OpStep<G> {
        let waiter = core.new_waiter(core.wait_target(future));
        core.add_callback(future, Callback::Release(waiter));
        core.cancel_slot(future, None);
        self.state = State::Cancelling { future, waiter, cancelled };
        OpStep::Wait(core.future_id(waiter))
    }

    fn end<O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        future: Slot,
        result: Result<G::Value, Exception<G>>,
    ) -> OpStep<G> {
        if let Some(timer) = self.timer.take() {
            core.cancel_timer(timer);
        }
        core.unhold(future);
        OpStep::Done(result.map(OpValue::Value))
    }
}
