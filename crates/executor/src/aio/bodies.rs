//! Where the futures of tasks are kept, each with its waker.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Waker;

use crate::aio::waker::{Inbox, TaskWaker};
use crate::ids::TaskId;

/// How many bodies are kept for tasks to come.
const SPARE: usize = 1024;

/// The future of a task, with its waker. It is taken out of its place while it is polled.
pub(crate) struct Body {
    /// `None` when the task has ended.
    pub(crate) future: Option<Pin<Box<dyn Future<Output = ()>>>>,
    pub(crate) waker: Waker,
    shared: Arc<TaskWaker>,
}

impl Body {
    fn new(inbox: &Arc<Inbox>) -> Self {
        let shared = Arc::new(TaskWaker::new(inbox));
        Body { future: None, waker: Waker::from(Arc::clone(&shared)), shared }
    }

    /// Has somebody else the waker?
    fn is_shared(&self) -> bool {
        Arc::strong_count(&self.shared) > 2
    }
}

#[derive(Default)]
pub(crate) struct Bodies {
    places: Vec<Option<Box<Body>>>,
    free: Vec<u32>,
    /// Those of tasks that have ended, to be used again.
    #[expect(clippy::vec_box, reason = "they go to places, which hold boxes so that taking one out is cheap")]
    spare: Vec<Box<Body>>,
}

impl Bodies {
    /// A place for a body.
    pub(crate) fn reserve(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.places.push(None);
            self.places.len() as u32 - 1
        })
    }

    pub(crate) fn fill(
        &mut self,
        index: u32,
        future: Pin<Box<dyn Future<Output = ()>>>,
        task: TaskId,
        place: u32,
        inbox: &Arc<Inbox>,
    ) {
        let mut body = self.spare.pop().unwrap_or_else(|| Box::new(Body::new(inbox)));
        body.shared.set_task(task, place);
        body.future = Some(future);
        self.put(index, body);
    }

    #[inline]
    pub(crate) fn take(&mut self, index: u32) -> Option<Box<Body>> {
        self.places.get_mut(index as usize)?.take()
    }

    #[inline]
    pub(crate) fn put(&mut self, index: u32, body: Box<Body>) {
        if let Some(place) = self.places.get_mut(index as usize) {
            *place = Some(body);
        }
    }

    /// The task of a place has ended, and its future is gone.
    pub(crate) fn free(&mut self, index: u32, body: Box<Body>) {
        self.free.push(index);
        // A waker that somebody else has must never wake another task.
        if self.spare.len() < SPARE && !body.is_shared() {
            self.spare.push(body);
        }
    }

    /// All bodies that are not being polled.
    #[expect(clippy::vec_box, reason = "they come in boxes")]
    pub(crate) fn take_all(&mut self) -> Vec<Box<Body>> {
        let mut taken = Vec::new();
        for (index, place) in self.places.iter_mut().enumerate() {
            if let Some(body) = place.take() {
                taken.push(body);
                self.free.push(index as u32);
            }
        }
        taken
    }

    /// Has somebody a waker of one of the tasks?
    pub(crate) fn any_shared(&self) -> bool {
        self.places.iter().flatten().any(|body| body.is_shared())
    }
}
