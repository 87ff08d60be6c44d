//! Waiting for some of several tasks.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use crate::aio::line::{Ticket, give_up, wait_in_line};
use crate::aio::operate::Operate;
use crate::aio::queue::ForItem;
use crate::aio::{JoinError, JoinHandle, Loop, Queue};
use crate::ids::FutureId;
use crate::ops::{OpValue, Operation, ReturnWhen};

/// Which tasks are done and which are not ([`Loop::wait`]), by their places among those that were waited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waited {
    /// Those that are done: awaiting them gives their results at once.
    pub done: Vec<usize>,
    /// Those that are not, and go on.
    pub pending: Vec<usize>,
}

impl Loop {
    /// Waits until one of the tasks, or all, are done, or the time is up (`asyncio.wait`).
    ///
    /// No task is cancelled, however it ends.
    ///
    /// # Cancel safety
    /// Nothing is lost if it is dropped.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use loopscope_executor::ReturnWhen;
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let naps: Vec<_> = [5, 1, 3].map(|n| {
    ///     let lp2 = lp.clone();
    ///     lp.spawn(async move { lp2.sleep(Duration::from_secs(n)).await })
    /// }).into();
    /// let first = lp.run(lp.wait(&naps, None, ReturnWhen::FirstCompleted)).unwrap();
    /// assert_eq!((first.done, first.pending), (vec![1], vec![0, 2]));
    /// ```
    pub async fn wait<T: 'static>(
        &self,
        tasks: &[JoinHandle<T>],
        timeout: Option<Duration>,
        return_when: ReturnWhen,
    ) -> Waited {
        let ids: Vec<FutureId> = tasks.iter().map(|task| FutureId(task.id().0)).collect();
        if !ids.is_empty() {
            let timeout = timeout.map(|timeout| timeout.as_secs_f64());
            self.0.source.tell_time(&mut self.0.core.borrow_mut());
            let waited = Operate::new(self, Operation::wait(&ids, timeout, return_when)).await;
            debug_assert!(matches!(waited, Ok(OpValue::Futures { .. })));
        }
        let (done, pending) = (0..tasks.len()).partition(|place| tasks[*place].is_done());
        Waited { done, pending }
    }

    /// The results of tasks as they come (`asyncio.as_completed`).
    ///
    /// # Cancel safety
    /// Dropping the stream lets the tasks go on.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Loop, next};
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let naps = [5, 1, 3].map(|n| {
    ///     let lp2 = lp.clone();
    ///     lp.spawn(async move {
    ///         lp2.sleep(Duration::from_secs(n)).await;
    ///         n
    ///     })
    /// });
    /// let order = lp.run(async {
    ///     let mut results = lp.as_completed(naps);
    ///     let mut order = Vec::new();
    ///     while let Some(result) = next(&mut results).await {
    ///         order.push(result.unwrap());
    ///     }
    ///     order
    /// });
    /// assert_eq!(order.unwrap(), [1, 3, 5]);
    /// ```
    pub fn as_completed<T: 'static>(&self, tasks: impl IntoIterator<Item = JoinHandle<T>>) -> AsCompleted<T> {
        let tasks: Vec<Option<JoinHandle<T>>> = tasks.into_iter().map(Some).collect();
        let done = Queue::unseen(self);
        for (place, task) in tasks.iter().flatten().enumerate() {
            let done = Rc::downgrade(&done.0);
            self.call_when_done(FutureId(task.id().0), move || {
                if let Some(done) = done.upgrade() {
                    let _ = Queue(done).try_put(place);
                }
            });
        }
        AsCompleted { left: tasks.len(), tasks, done, ticket: None }
    }
}

/// The results of tasks as they come ([`Loop::as_completed`]).
pub struct AsCompleted<T: 'static> {
    /// Those whose results were not given yet.
    tasks: Vec<Option<JoinHandle<T>>>,
    left: usize,
    /// The places of those that are done.
    done: Queue<usize>,
    ticket: Option<Ticket>,
}

impl<T: 'static> Stream for AsCompleted<T> {
    type Item = Result<T, JoinError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let AsCompleted { tasks, left, done, ticket } = &mut *self;
        if *left == 0 {
            return Poll::Ready(None);
        }
        loop {
            if ticket.is_some() && wait_in_line(&ForItem(&done.0), ticket, context).is_pending() {
                return Poll::Pending;
            }
            if let Some(task) = done.try_get().and_then(|place| tasks.get_mut(place)?.take()) {
                *left -= 1;
                return Poll::Ready(Some(task.into_result()));
            }
            if wait_in_line(&ForItem(&done.0), ticket, context).is_pending() {
                return Poll::Pending;
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

// Nothing in it is pinned.
impl<T: 'static> Unpin for AsCompleted<T> {}

impl<T: 'static> Drop for AsCompleted<T> {
    fn drop(&mut self) {
        give_up(&ForItem(&self.done.0), &mut self.ticket);
    }
}
