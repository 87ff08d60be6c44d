//! Where the futures of tasks are kept.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::aio::waker::{Inbox, Own};
use crate::arena::make_room;
use crate::core::TaskIndex;
use crate::ids::TaskId;

/// How many wakers are kept for tasks to come.
const SPARE: usize = 1024;

/// The future of a task.
pub(crate) type TaskFuture = Pin<Box<dyn Future<Output = ()>>>;

/// The future of a task, with its waker if somebody else has that, too. It is taken out of its place while it is polled.
struct Body {
    future: TaskFuture,
    own: Option<Box<Own>>,
}

/// Most tasks never give their waker away: they wait for things of the loop's, which know them by their index. So a
/// task is polled with any waker that is to hand, and becomes its owner when it is still held somewhere afterwards.
#[derive(Default)]
pub(crate) struct Bodies {
    places: Vec<Option<Body>>,
    free: Vec<u32>,
    /// Wakers that nobody else has.
    #[expect(clippy::vec_box, reason = "a waker's place must not change while it is told from others by it")]
    spare: Vec<Box<Own>>,
}

impl Bodies {
    /// Keeps the future of a task that is about to be made.
    pub(crate) fn add(&mut self, future: TaskFuture) -> u32 {
        let body = Some(Body { future, own: None });
        if let Some(place) = self.free.pop() {
            self.places[place as usize] = body;
            return place;
        }
        make_room(&mut self.places);
        self.places.push(body);
        self.places.len() as u32 - 1
    }

    /// Takes a future out to be polled, with a waker for that.
    #[inline]
    pub(crate) fn take(
        &mut self,
        place: u32,
        task: TaskId,
        index: TaskIndex,
        inbox: &Arc<Inbox>,
    ) -> Option<(TaskFuture, Box<Own>)> {
        let Body { future, own } = self.places.get_mut(place as usize)?.take()?;
        if let Some(own) = own {
            return Some((future, own));
        }
        let own = self.spare.pop().unwrap_or_else(|| Box::new(Own::new(inbox)));
        own.aim(task, index);
        Some((future, own))
    }

    /// Puts a future back that has been polled.
    #[inline]
    pub(crate) fn put(&mut self, place: u32, future: TaskFuture, own: Box<Own>) {
        let own = self.keep_unless_shared(own);
        if let Some(place) = self.places.get_mut(place as usize) {
            *place = Some(Body { future, own });
        }
    }

    /// The task of a place has ended. Its future, if it was not taken out, is returned.
    pub(crate) fn end(&mut self, place: u32, own: Option<Box<Own>>) -> Option<TaskFuture> {
        let left = self.places.get_mut(place as usize).and_then(Option::take);
        self.free.push(place);
        let (future, left) = left.map_or((None, None), |body| (Some(body.future), body.own));
        // A waker that somebody else has must never wake another task.
        for own in [own, left].into_iter().flatten() {
            self.keep_unless_shared(own);
        }
        future
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

    /// All futures that are not being polled.
    pub(crate) fn take_all(&mut self) -> Vec<TaskFuture> {
        let mut taken = Vec::new();
        for (index, place) in self.places.iter_mut().enumerate() {
            if let Some(body) = place.take() {
                taken.push(body.future);
                self.free.push(index as u32);
            }
        }
        taken
    }

    /// Has somebody a waker of one of the tasks?
    pub(crate) fn any_shared(&self) -> bool {
        self.places.iter().flatten().any(|body| body.own.as_ref().is_some_and(|own| own.is_shared()))
    }
}
