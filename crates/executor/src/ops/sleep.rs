//! `asyncio.sleep`.

use crate::arena::Slot;
use crate::core::{Core, nanos};
use crate::event::{Observer, WaitTarget};
use crate::guest::{Exception, Guest};
use crate::ids::TimerId;
use crate::ops::{OpStep, OpValue};

#[derive(Clone)]
pub(crate) struct Sleep {
    delay: f64,
    state: State,
}

#[derive(Clone)]
enum State {
    New,
    /// No time to sleep: it only lets others run once.
    Yielded,
    Asleep(Slot, TimerId),
}

impl Sleep {
    pub(crate) fn new(delay: f64) -> Self {
        Sleep { delay, state: State::New }
    }

    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        match self.state {
            State::New => {
                if let Err(exception) = input {
                    return OpStep::Done(Err(exception));
                }
                if self.delay <= 0.0 {
                    self.state = State::Yielded;
                    return OpStep::Yield;
                }
                let when = core.now + self.delay;
                let future = core.new_waiter(WaitTarget::Sleep(nanos(when)));
                let timer = core.complete_at(when, future);
                self.state = State::Asleep(future, timer);
                OpStep::Wait(core.future_id(future))
            }
            State::Yielded => OpStep::Done(input.map(|()| OpValue::None)),
            State::Asleep(future, timer) => {
                core.cancel_timer(timer);
                core.unhold(future);
                OpStep::Done(input.map(|()| OpValue::None))
            }
        }
    }
}
