//! Waiting in line at a lock or a queue.
//!
//! It is what the operations of the core do, without the values and exceptions that only other guests need.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::aio::waker::Ring;
use crate::aio::{Loop, Native, Watch};
use crate::arena::Slot;
use crate::core::Core;
use crate::ids::ResourceId;
use crate::ops::Line;

/// For what one is in line.
#[derive(Clone, Copy)]
pub(crate) enum For {
    /// A lock.
    Lock(ResourceId),
    /// An item of a queue, or room in it. There may be none any more when it ends.
    Queue(ResourceId, Line),
}

/// Gets in line, if there is one, and waits until its turn has come.
///
/// # Cancel safety
/// Dropping it leaves the line; a turn that had come goes to the next.
pub(crate) struct InLine<'a> {
    lp: &'a Loop,
    what: For,
    place: Option<Slot>,
    told: Told,
}

/// Who is told when the turn has come.
enum Told {
    Nobody,
    /// A task, by its index.
    Task(u32),
    Waker(Waker),
}

impl<'a> InLine<'a> {
    pub(crate) fn new(lp: &'a Loop, what: For) -> Self {
        InLine { lp, what, place: None, told: Told::Nobody }
    }
}

impl For {
    /// A place in the line, or `None` when one need not wait.
    #[inline]
    fn line_up(self, core: &mut Core<Native, Watch>) -> Option<Slot> {
        match self {
            For::Lock(lock) if core.lock_try_acquire(lock) => None,
            For::Lock(lock) => Some(core.lock_line_up(lock).0),
            // A queue that was shut down has no line.
            For::Queue(queue, line) => core.queue_line_up(queue, line).ok().flatten().map(|(place, _)| place),
        }
    }

    #[inline]
    fn come_back(self, core: &mut Core<Native, Watch>, place: Slot, dropped: bool) {
        match self {
            For::Lock(lock) => core.lock_come_back(lock, place, dropped.then_some(true)),
            For::Queue(queue, line) => core.queue_come_back(queue, line, place, dropped),
        }
    }
}

impl Future for InLine<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let InLine { lp, what, place, told } = &mut *self;
        let mut core = lp.0.core.borrow_mut();
        let slot = match *place {
            Some(slot) => slot,
            None => match what.line_up(&mut core) {
                Some(slot) => *place.insert(slot),
                None => return Poll::Ready(()),
            },
        };
        if core.done(slot) {
            *place = None;
            *told = Told::Nobody;
            what.come_back(&mut core, slot, false);
            return Poll::Ready(());
        }
        lp.0.awaits.set(Some(core.future_id(slot)));
        match (lp.own_task(context), &told) {
            // It is told already: a task is the same as long as it is its own context.
            (Some(_), Told::Task(_)) => {}
            (None, Told::Waker(other)) if context.waker().will_wake(other) => {}
            (Some(_), _) => {
                if let Some(index) = core.poke_current_when_done(slot) {
                    *told = Told::Task(index);
                }
            }
            (None, _) => {
                let waker = context.waker().clone();
                let future = core.future_id(slot);
                core.add_done_callback(future, Ring::Wake(waker.clone()), ());
                *told = Told::Waker(waker);
            }
        }
        Poll::Pending
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        let Some(place) = self.place.take() else { return };
        let Ok(mut core) = self.lp.0.core.try_borrow_mut() else { return };
        match std::mem::replace(&mut self.told, Told::Nobody) {
            Told::Nobody => {}
            Told::Task(index) => core.forget_poke_of(place, index),
            Told::Waker(waker) => {
                let future = core.future_id(place);
                let is_it = |other: &Ring| matches!(other, Ring::Wake(other) if waker.will_wake(other));
                core.remove_done_callback(future, is_it);
            }
        }
        self.what.come_back(&mut core, place, true);
    }
}
