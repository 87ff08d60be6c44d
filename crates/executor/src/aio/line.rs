//! Lines of those who wait at a lock, a queue and the like.
//!
//! They do what those of the core's operations do (`ops/resources.rs`), without futures: who waits is a task, which is
//! resumed directly, or somebody's waker.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::aio::{Loop, Watch};
use crate::core::TaskIndex;
use crate::event::{Observer, ResourceKind, WaitTarget};
use crate::ids::{ResourceId, TaskId};
use crate::ops::QueueOrder;

/// Who is to be resumed when something has happened.
pub(crate) enum Who {
    /// A task of the loop, in whose own context the waiting is done.
    Task(TaskIndex, TaskId),
    /// Somebody in between: a combinator with wakers of its own, or another executor.
    Waker(Waker),
}

/// What has become of a place in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is not its turn yet.
    NotYet,
    /// Its turn has come.
    Come,
    /// Its turn will never come.
    Refused,
    /// Whose place it was has left.
    Left,
}

/// Names a place in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket(u32);

/// Those who wait, first come first served.
#[derive(Default)]
pub(crate) struct Line {
    /// The first of them has not left.
    places: VecDeque<Place>,
    /// The ticket of the first place.
    first: u32,
    /// None of so many first places is still to be told.
    told: usize,
    /// How many are still to be told.
    waiting: u32,
}

struct Place {
    turn: Turn,
    who: Option<Who>,
}

impl Line {
    /// Gets in line.
    #[inline]
    pub(crate) fn enter(&mut self, who: Who) -> Ticket {
        let ticket = self.first.wrapping_add(self.places.len() as u32);
        self.places.push_back(Place { turn: Turn::NotYet, who: Some(who) });
        self.waiting += 1;
        Ticket(ticket)
    }

    #[inline]
    fn place(&mut self, ticket: Ticket) -> Option<&mut Place> {
        self.places.get_mut(ticket.0.wrapping_sub(self.first) as usize)
    }

    /// Leaves the line if the turn of this place has come; tells what had become of it.
    #[inline]
    pub(crate) fn come_back(&mut self, ticket: Ticket) -> Turn {
        match self.place(ticket) {
            None => Turn::Left,
            Some(Place { turn: Turn::NotYet, .. }) => Turn::NotYet,
            // Nobody is to be told any more.
            Some(place) => {
                let turn = std::mem::replace(&mut place.turn, Turn::Left);
                self.close_up();
                turn
            }
        }
    }

    /// Whoever polls with this context is to be told when the turn of this place has come. Who was to be told before is
    /// returned, if it is another one.
    #[inline]
    pub(crate) fn tell_instead(&mut self, ticket: Ticket, lp: &Loop, context: &Context<'_>) -> Option<Who> {
        let who = &mut self.place(ticket)?.who;
        let is_told = who.as_ref().is_some_and(|who| who.is(lp, context));
        if is_told { None } else { who.replace(Who::polls(lp, context)) }
    }

    /// Gives a place up; tells what had become of it.
    ///
    /// Who was to be told comes back, to be dropped when nothing is borrowed: a waker's end may do anything.
    #[inline]
    pub(crate) fn leave(&mut self, ticket: Ticket) -> (Turn, Option<Who>) {
        let Some(place) = self.place(ticket) else { return (Turn::Left, None) };
        let (turn, who) = (std::mem::replace(&mut place.turn, Turn::Left), place.who.take());
        self.waiting -= u32::from(turn == Turn::NotYet);
        self.close_up();
        (turn, who)
    }

    /// Those in front who have left are forgotten.
    #[inline]
    fn close_up(&mut self) {
        while self.places.front().is_some_and(|place| place.turn == Turn::Left) {
            self.places.pop_front();
            self.first = self.first.wrapping_add(1);
            self.told = self.told.saturating_sub(1);
        }
    }

    /// Tells the first who is still to be told. It is to be resumed when nothing is borrowed any more.
    #[inline]
    #[must_use]
    pub(crate) fn tell_next(&mut self, turn: Turn) -> Option<Who> {
        while let Some(place) = self.places.get_mut(self.told) {
            self.told += 1;
            if place.turn == Turn::NotYet {
                place.turn = turn;
                self.waiting -= 1;
                return place.who.take();
            }
        }
        None
    }

    /// Tells the first in line, unless it was told already.
    #[inline]
    #[must_use]
    pub(crate) fn tell_first(&mut self) -> Option<Who> {
        if self.told == 0 { self.tell_next(Turn::Come) } else { None }
    }

    /// Is nobody in line, not even one who was told?
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many are still to be told.
    pub(crate) fn waiting(&self) -> u32 {
        self.waiting
    }
}

impl Who {
    /// Who polls with this context.
    #[inline]
    pub(crate) fn polls(lp: &Loop, context: &Context<'_>) -> Self {
        match lp.own_task(context) {
            Some((index, task)) => Who::Task(index, task),
            None => Who::Waker(context.waker().clone()),
        }
    }

    /// Is it this one who polls?
    #[inline]
    pub(crate) fn is(&self, lp: &Loop, context: &Context<'_>) -> bool {
        match (self, lp.own_task(context)) {
            (Who::Task(_, task), Some((_, other))) => *task == other,
            (Who::Waker(waker), None) => waker.will_wake(context.waker()),
            _ => false,
        }
    }
}

impl Loop {
    /// Resumes somebody in the next turn.
    #[inline]
    pub(crate) fn resume(&self, who: Option<Who>) {
        match who {
            None => {}
            Some(Who::Task(index, task)) => {
                if let Ok(mut core) = self.0.core.try_borrow_mut() {
                    core.poke_at(index, task);
                }
            }
            Some(Who::Waker(waker)) => waker.wake(),
        }
    }
}

/// The name of a lock, queue and the like, under which observers know it. It is gone with its last handle.
pub(crate) struct Resource {
    pub(crate) lp: Loop,
    /// `None` when no program sees it.
    id: Option<ResourceId>,
}

impl Resource {
    pub(crate) fn new(lp: &Loop, kind: ResourceKind) -> Self {
        let id = lp.0.core.borrow_mut().create_kept(kind);
        Resource { lp: lp.clone(), id: Some(id) }
    }

    /// A part of something else, which no program sees.
    pub(crate) fn unseen(lp: &Loop) -> Self {
        Resource { lp: lp.clone(), id: None }
    }

    /// There is room for so much in it.
    pub(crate) fn holds(&self, most: u32) {
        self.tell(|observer, id| observer.resource_holds(id, most));
    }

    /// It is a queue that gives its items back in this order.
    pub(crate) fn ordered(&self, order: QueueOrder) {
        self.tell(|observer, id| observer.queue_ordered(id, order));
    }

    fn tell(&self, tell: impl FnOnce(&mut Watch, ResourceId)) {
        if let Some(id) = self.id
            && let Some(observer) = self.lp.0.core.borrow_mut().observe()
        {
            tell(observer, id);
        }
    }

    /// It has another level, or others wait.
    #[inline]
    pub(crate) fn changed(&self, level: u32, waiters: impl FnOnce() -> u32) {
        if self.lp.0.watched {
            self.tell_changed(level, waiters());
        }
    }

    #[cold]
    fn tell_changed(&self, level: u32, waiters: u32) {
        if let Some(id) = self.id
            && let Ok(mut core) = self.lp.0.core.try_borrow_mut()
        {
            core.kept_changed(id, level, waiters);
        }
    }
}

impl Drop for Resource {
    fn drop(&mut self) {
        if let Some(id) = self.id
            && let Ok(mut core) = self.lp.0.core.try_borrow_mut()
        {
            core.release_resource(id);
        }
    }
}

/// Something for which one waits in line.
pub(crate) trait Lined {
    fn resource(&self) -> &Resource;
    /// Borrows the line, and all that goes with it.
    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R;
    /// The line is longer, or shorter.
    fn changed(&self) {}
    /// Somebody has stopped waiting, whose turn this was. What had come to it is to go to the next.
    fn abandoned(&self, _turn: Turn) {}
}

/// Tells all who are in a line now.
pub(crate) fn resume_all<L: Lined>(at: &L, turn: Turn) {
    // Who is woken may get in line again, behind those.
    let waiting = at.with_line(|line| line.waiting());
    for _ in 0..waiting {
        let next = at.with_line(|line| line.tell_next(turn));
        at.resource().lp.resume(next);
    }
}

/// Gets in line and waits until its turn has come, or will never come.
///
/// # Cancel safety
/// Dropping it leaves the line; what had come to it goes to the next.
pub(crate) struct InLine<L: Lined> {
    at: L,
    ticket: Option<Ticket>,
}

impl<L: Lined> InLine<L> {
    pub(crate) fn new(at: L) -> Self {
        InLine { at, ticket: None }
    }
}

// Nothing in it is pinned.
impl<L: Lined> Unpin for InLine<L> {}

impl<L: Lined> Future for InLine<L> {
    type Output = Turn;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Turn> {
        let InLine { at, ticket } = &mut *self;
        wait_in_line(at, ticket, context)
    }
}

impl<L: Lined> Drop for InLine<L> {
    fn drop(&mut self) {
        give_up(&self.at, &mut self.ticket);
    }
}

/// Gets in line if one is not in it yet, and is ready when one's turn has come.
#[inline]
pub(crate) fn wait_in_line<L: Lined>(at: &L, ticket: &mut Option<Ticket>, context: &Context<'_>) -> Poll<Turn> {
    let resource = at.resource();
    let lp = &resource.lp;
    let replaced = match *ticket {
        None => {
            *ticket = Some(at.with_line(|line| line.enter(Who::polls(lp, context))));
            at.changed();
            None
        }
        Some(place) => match at.with_line(|line| line.come_back(place)) {
            Turn::NotYet => at.with_line(|line| line.tell_instead(place, lp, context)),
            turn => {
                *ticket = None;
                return Poll::Ready(turn);
            }
        },
    };
    if lp.0.watched {
        lp.0.awaits.set(resource.id.map(WaitTarget::Resource));
    }
    drop(replaced);
    Poll::Pending
}

/// Leaves the line, if one is in it.
pub(crate) fn give_up<L: Lined>(at: &L, ticket: &mut Option<Ticket>) {
    let Some(place) = ticket.take() else { return };
    let (turn, who) = at.with_line(|line| line.leave(place));
    at.changed();
    at.abandoned(turn);
    drop(who);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(n: u32) -> Who {
        Who::Task(n, TaskId(n))
    }

    fn told(line: &mut Line) -> Option<u32> {
        match line.tell_next(Turn::Come) {
            Some(Who::Task(index, _)) => Some(index),
            _ => None,
        }
    }

    #[test]
    fn who_comes_first_is_told_first() {
        let mut line = Line::default();
        let tickets: Vec<Ticket> = (0..5).map(|n| line.enter(task(n))).collect();
        assert_eq!(line.waiting(), 5);
        assert_eq!(told(&mut line), Some(0));
        // Who leaves from the midst is passed over.
        assert_eq!(line.leave(tickets[2]).0, Turn::NotYet);
        assert_eq!((told(&mut line), told(&mut line)), (Some(1), Some(3)));
        assert_eq!(line.waiting(), 1);
        assert_eq!(line.leave(tickets[1]).0, Turn::Come);
        assert_eq!(line.leave(tickets[0]).0, Turn::Come);
        assert_eq!(line.leave(tickets[0]).0, Turn::Left);
        // The first in line has been told.
        assert!(line.tell_first().is_none());
        assert_eq!(line.leave(tickets[3]).0, Turn::Come);
        assert!(line.tell_first().is_some());
        assert!(!line.is_empty());
        assert_eq!(line.leave(tickets[4]).0, Turn::Come);
        assert!(line.is_empty());
        assert_eq!(told(&mut line), None);
    }

    #[test]
    fn a_line_of_many_comings_and_goings_stays_in_order() {
        let (mut line, mut plain, mut state) = (Line::default(), Vec::new(), 7_u64);
        for n in 0..10_000 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            match (state >> 33) % 4 {
                0 | 1 => plain.push((n, line.enter(task(n)), false)),
                2 if !plain.is_empty() => {
                    let (_, ticket, was_told) = plain.remove((state >> 40) as usize % plain.len());
                    assert_eq!(line.leave(ticket).0 == Turn::Come, was_told);
                }
                _ => {
                    let next = plain.iter_mut().find(|(_, _, was_told)| !was_told);
                    assert_eq!(told(&mut line), next.as_ref().map(|(n, ..)| *n));
                    next.into_iter().for_each(|(_, _, was_told)| *was_told = true);
                }
            }
            assert_eq!(line.waiting() as usize, plain.iter().filter(|(_, _, told)| !told).count());
        }
    }
}
