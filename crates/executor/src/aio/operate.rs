//! Operations of the core as futures of Rust.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::aio::waker::Ring;
use crate::aio::{Loop, Native, Watch};
use crate::arena::Slot;
use crate::core::{Core, TaskIndex};
use crate::guest::Exception;
use crate::ids::{FutureId, TaskId};
use crate::ops::{OpStep, OpValue, Operation};

/// Who is to be told that a future of the core is done.
pub(crate) enum Told {
    /// A task of the loop, which is resumed in the very turn in which asyncio would resume it.
    Task(TaskId),
    /// Somebody in between: a combinator with wakers of its own.
    Waker(Waker),
}

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

    /// Sees to it that whoever polls with this context is told when the future is done.
    #[inline]
    pub(crate) fn tell_when_done(
        &self,
        core: &mut Core<Native, Watch>,
        future: Slot,
        context: &Context<'_>,
        told: &mut Option<Told>,
    ) {
        let waker = context.waker();
        if self.0.watched {
            self.0.awaits.set(Some(core.wait_target(future)));
        }
        match (self.own_task(context), &told) {
            (Some((_, task)), Some(Told::Task(other))) if task == *other => {}
            (None, Some(Told::Waker(other))) if waker.will_wake(other) => {}
            (Some((_, task)), _) => {
                core.poke_current_when_done(future);
                *told = Some(Told::Task(task));
            }
            (None, _) => {
                core.add_done_callback(core.future_id(future), Ring::Wake(waker.clone()), ());
                *told = Some(Told::Waker(waker.clone()));
            }
        }
    }

    /// Takes that back.
    pub(crate) fn tell_nobody(&self, core: &mut Core<Native, Watch>, future: Slot, told: &mut Option<Told>) {
        match told.take() {
            None => {}
            Some(Told::Task(task)) => core.forget_poke(core.future_id(future), task),
            Some(Told::Waker(waker)) => {
                let is_it = |other: &Ring| matches!(other, Ring::Wake(other) if waker.will_wake(other));
                core.remove_done_callback(core.future_id(future), is_it);
            }
        }
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
    told: Option<Told>,
}

impl Operate {
    pub(crate) fn new(lp: &Loop, operation: Operation<Native>) -> Self {
        Operate { lp: lp.clone(), operation, waits: None, told: None }
    }
}

impl Future for Operate {
    type Output = Result<OpValue<Native>, Exception<Native>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Operate { lp, operation, waits, told } = &mut *self;
        let mut core = lp.0.core.borrow_mut();
        loop {
            let mut input = Ok(());
            if let Some(future) = *waits {
                match core.outcome_if_done(future) {
                    Some(outcome) => input = outcome,
                    None => {
                        if let Some(slot) = core.slot_of(future) {
                            lp.tell_when_done(&mut core, slot, context, told);
                        }
                        return Poll::Pending;
                    }
                }
                *waits = None;
                *told = None;
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
            self.lp.tell_nobody(&mut core, slot, &mut self.told);
        }
        self.operation.abandon(&mut core);
    }
}
