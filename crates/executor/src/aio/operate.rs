//! Operations of the core as futures of Rust.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::aio::{Loop, Native};
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
    /// Sees to it that whoever polls with this context is told when the future is done.
    pub(crate) fn tell_when_done(&self, future: FutureId, context: &Context<'_>, told: &mut Option<Told>) {
        let waker = context.waker();
        let current = self.0.current.get().filter(|(_, data)| *data == waker.data()).map(|(task, _)| task);
        self.0.awaits.set(Some(future));
        match (current, &told) {
            (Some(task), Some(Told::Task(other))) if task == *other => {}
            (None, Some(Told::Waker(other))) if waker.will_wake(other) => {}
            (Some(task), _) => {
                self.0.core.borrow_mut().poke_when_done(future, task);
                *told = Some(Told::Task(task));
            }
            (None, _) => {
                self.0.core.borrow_mut().add_done_callback(future, waker.clone(), ());
                *told = Some(Told::Waker(waker.clone()));
            }
        }
    }

    /// Takes that back.
    pub(crate) fn tell_nobody(&self, future: FutureId, told: &mut Option<Told>) {
        match told.take() {
            None => {}
            Some(Told::Task(task)) => self.0.core.borrow_mut().forget_poke(future, task),
            Some(Told::Waker(waker)) => {
                self.0.core.borrow_mut().remove_done_callback(future, |other| waker.will_wake(other));
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
        let this = &mut *self;
        loop {
            let mut input = Ok(());
            if let Some(future) = this.waits {
                if !this.lp.0.core.borrow().is_done(future) {
                    this.lp.tell_when_done(future, context, &mut this.told);
                    return Poll::Pending;
                }
                input = this.lp.0.core.borrow_mut().result(future).map(drop);
                this.waits = None;
                this.told = None;
            }
            this.lp.tell_time();
            let step = this.operation.resume(&mut this.lp.0.core.borrow_mut(), input);
            match step {
                OpStep::Done(result) => return Poll::Ready(result),
                OpStep::Wait(future) => this.waits = Some(future),
                OpStep::Yield => {
                    if this.lp.0.current.get().is_some_and(|(_, data)| data == context.waker().data()) {
                        this.lp.0.yielded.set(true);
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
        if let Some(future) = self.waits.take() {
            self.lp.tell_nobody(future, &mut self.told);
        }
        if let Ok(mut core) = self.lp.0.core.try_borrow_mut() {
            self.operation.abandon(&mut core);
        }
    }
}
