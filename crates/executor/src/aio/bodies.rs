//! Where the bodies of tasks are kept, and their wakers.

use std::sync::Arc;

use crate::aio::body::TaskBody;
use crate::aio::waker::{Inbox, Own};
use crate::arena::make_room;
use crate::core::TaskIndex;
use crate::ids::TaskId;

/// How many wakers are kept for tasks to come.
const SPARE: usize = 1024;

/// Most tasks never give their waker away: they wait for things of the loop's, which know them by their index. So a
/// task is polled with any waker that is to hand, and becomes its owner when it is still held somewhere afterwards.
#[derive(Default)]
pub(crate) struct Bodies {
    /// Each is where the core keeps its task. It is taken out while it is polled, and stays after that as long as
    /// somebody may ask for the task's result.
    places: Vec<Option<TaskBody>>,
    /// The wakers of those tasks that have one: no longer than it has to be.
    owns: Vec<Option<Box<Own>>>,
    /// Wakers that nobody else has.
    #[expect(clippy::vec_box, reason = "wakers go from hand to hand with every step")]
    spare: Vec<Box<Own>>,
}

impl Bodies {
    /// Keeps the body of a task. What was there is returned, to be dropped when nothing is borrowed.
    #[inline]
    #[must_use]
    pub(crate) fn keep(&mut self, index: TaskIndex, body: TaskBody) -> Option<TaskBody> {
        while self.places.len() <= index as usize {
            make_room(&mut self.places);
            self.places.push(None);
        }
        self.places[index as usize].replace(body)
    }

    /// Is there one?
    pub(crate) fn has(&self, index: TaskIndex) -> bool {
        self.places.get(index as usize).is_some_and(Option::is_some)
    }

    /// Takes a body out to be polled, with a waker for that.
    // Inlined, so that what it returns is never in memory.
    #[inline(always)]
    pub(crate) fn take(&mut self, index: TaskIndex, task: TaskId, inbox: &Arc<Inbox>) -> Option<(TaskBody, Box<Own>)> {
        let body = self.places.get_mut(index as usize)?.take()?;
        if let Some(own) = self.own(index) {
            return Some((body, own));
        }
        let own = self.spare.pop().unwrap_or_else(|| Box::new(Own::new(inbox)));
        own.aim(task, index);
        Some((body, own))
    }

    /// Puts a body back that has been polled.
    #[inline(always)]
    pub(crate) fn put(&mut self, index: TaskIndex, body: TaskBody, own: Box<Own>) {
        if let Some(own) = self.keep_unless_shared(own) {
            self.keep_own(index, own);
        }
        if let Some(place) = self.places.get_mut(index as usize) {
            *place = Some(body);
        }
    }

    /// A task that was polled has ended. Its body stays, if somebody may ask for the result in it.
    #[inline]
    pub(crate) fn end(&mut self, index: TaskIndex, body: Option<TaskBody>, own: Box<Own>) {
        // A waker that somebody else has must never wake another task.
        self.keep_unless_shared(own);
        if let Some(place) = self.places.get_mut(index as usize) {
            *place = body;
        }
    }

    /// Takes the body of a task that is no longer polled, and whatever is left of it, out.
    pub(crate) fn remove(&mut self, index: TaskIndex) -> Option<TaskBody> {
        if let Some(own) = self.own(index) {
            self.keep_unless_shared(own);
        }
        self.places.get_mut(index as usize)?.take()
    }

    #[inline(never)]
    fn keep_own(&mut self, index: TaskIndex, own: Box<Own>) {
        let index = index as usize;
        if index >= self.owns.len() {
            self.owns.resize_with(index + 1, || None);
        }
        self.owns[index] = Some(own);
    }

    #[inline]
    fn own(&mut self, index: TaskIndex) -> Option<Box<Own>> {
        self.owns.get_mut(index as usize)?.take()
    }

    #[inline]
    fn keep_unless_shared(&mut self, own: Box<Own>) -> Option<Box<Own>> {
        if own.is_shared() {
            return Some(own);
        }
        if self.spare.len() < SPARE {
            self.spare.push(own);
        }
        None
    }

    /// Has somebody a waker of one of the tasks?
    pub(crate) fn any_shared(&self) -> bool {
        self.owns.iter().flatten().any(|own| own.is_shared())
    }
}
