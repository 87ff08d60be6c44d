//! Operations of the core as futures of Rust.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::aio::waker::Ring;
use crate::aio::{Loop, Native, Watch};
use crate::arena::Slot;
use crate::core::{Callback, Core, TaskIndex};
use crate::guest::Exception;
use crate::ids::{FutureId, TaskId};
use crate::ops::{OpStep, OpValue, Operation};

impl Loop {
    /// Is this the running task's own context?
    #[inline]
    pub(crate) fn is_own(&self, context: &Context<'_>) -> bool {
        self.0.current.get().waker == context.waker().data()
    }

    /// The running task, and where it is kept, if this is its own context.
    #[inline]
    pub(crate) fn own_task(&self, context: &Context<'_>) -> Option<(TaskIndex, TaskId)> {
        let polled = self.0.current.get();
        (polled.waker == context.waker().data()).then_some((polled.index, polled.task))
    }

    /// Sees to it that whoever polls with this context is told when the future is done, and nobody who polled before: a
    /// task of the loop in the very turn in which asyncio would resume it.
    #[inline]
    pub(crate) fn tell_when_done(&self, core: &mut Core<Native, Watch>, future: Slot, context: &Context<'_>) {
        if self.0.watched {
            self.0.awaits.set(Some(core.wait_target(future)));
        }
        match self.own_task(context) {
            Some((index, _)) if core.will_only_poke(future, index) => {}
            Some((index, _)) => {
                tell_nobody(core, future);
                core.add_callback(future, Callback::Poke(index));
            }
            None => tell_waker(core, future, context.waker()),
        }
    }
}

/// A combinator is told that has wakers of its own.
#[cold]
fn tell_waker(core: &mut Core<Native, Watch>, future: Slot, waker: &Waker) {
    let id = core.future_id(future);
    let mut is_told = false;
    // One who was told of before, by another waker or as a task, polls no more.
    core.forget_pokes(future);
    let stale = |ring: &Ring| match ring {
        Ring::Wake(other) if waker.will_wake(other) => {
            is_told = true;
            false
        }
        Ring::Wake(_) => true,
        Ring::Call(_) => false,
    };
    core.remove_done_callback(id, stale);
    if !is_told {
        core.add_done_callback(id, Ring::Wake(waker.clone()), ());
    }
}

/// Whoever polls for a future is not told any more that it is done. Only one ever polls for it.
pub(crate) fn tell_nobody(core: &mut Core<Native, Watch>, future: Slot) {
    if core.has_callbacks(future) {
        core.forget_pokes(future);
        core.remove_done_callback(core.future_id(future), |ring| matches!(ring, Ring::Wake(_)));
    }
}

/// A future that drives an operation.
///
/// # Cancel safety
/// Dropping it abandons the operation: what it was handed goes to the next in line.
pub(crate) struct Operate {
    lp: Loop,
    operation: Operation<Native>,
    waits: Option<FutureId>,
}

impl Operate {
    pub(crate) fn new(lp: &Loop, operation: Operation<Native>) -> Self {
        Operate { lp: lp.clone(), operation, waits: None }
    }
}

impl Future for Operate {
    type Output = Result<OpValue<Native>, Exception<Native>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Operate { lp, operation, waits } = &mut *self;
        let mut core = lp.0.core.borrow_mut();
        loop {
            let mut input = Ok(());
            if let Some(future) = *waits {
                match core.outcome_if_done(future) {
                    Some(outcome) => input = outcome,
                    None => {
                        if let Some(slot) = core.slot_of(future) {
                            lp.tell_when_done(&mut core, slot, context);
                        }
                        return Poll::Pending;
                    }
                }
                *waits = None;
            }
            match operation.resume(&mut core, input) {
                OpStep::Done(result) => return Poll::Ready(result),
                OpStep::Wait(future) => *waits = Some(future),
                OpStep::Yield => {
                    drop(core);
                    if lp.is_own(context) {
                        lp.0.yielded.set(true);
                    } else {
                        context.waker().wake_by_ref();
                    }
                    return Poll::Pending;
                }
            }
        }
    }
}

impl Drop for Operate {
    fn drop(&mut self) {
        // A loop that is being closed has forgotten its futures already, or will.
        let Ok(mut core) = self.lp.0.core.try_borrow_mut() else { return };
        if let Some(slot) = self.waits.take().and_then(|future| core.slot_of(future)) {
            tell_nobody(&mut core, slot);
        }
        self.operation.abandon(&mut core);
    }
}
