//! Awaiting tasks.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::aio::operate::Told;
use crate::aio::{Loop, NoValues};
use crate::ids::{FutureId, TaskId};

/// The error of awaiting a task that was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the task was cancelled")
    }
}

impl std::error::Error for Cancelled {}

/// A task that can be awaited for its result.
pub struct JoinHandle<T> {
    done: Done,
    task: TaskId,
    result: Rc<RefCell<Option<T>>>,
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(lp: Loop, task: TaskId, result: Rc<RefCell<Option<T>>>) -> Self {
        JoinHandle { done: Done::new(lp, FutureId(task.0)), task, result }
    }

    /// Asks for the task's cancellation: its future is dropped in the next turn. Tells whether it was not done.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::{Cancelled, Loop};
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let lp2 = lp.clone();
    /// let sleeper = lp.spawn(async move { lp2.sleep(Duration::from_secs(3600)).await });
    /// lp.run(async {
    ///     lp.yield_now().await;
    ///     assert!(sleeper.cancel());
    ///     assert_eq!(sleeper.await, Err(Cancelled));
    /// }).unwrap();
    /// assert!(lp.time().as_secs() < 1);
    /// ```
    pub fn cancel(&self) -> bool {
        self.done.lp.0.core.borrow_mut().cancel(self.done.future, None)
    }

    /// Has the task ended?
    pub fn is_done(&self) -> bool {
        self.done.lp.0.core.borrow().is_done(self.done.future)
    }

    /// The task's id.
    pub fn id(&self) -> TaskId {
        self.task
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, Cancelled>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match Pin::new(&mut self.done).poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) => Poll::Ready(self.result.borrow_mut().take().ok_or(Cancelled)),
        }
    }
}

// Nothing in it is pinned.
impl<T> Unpin for JoinHandle<T> {}

/// Until a future of the core is done. It is the future's only handle.
struct Done {
    lp: Loop,
    future: FutureId,
    told: Option<Told>,
}

impl Done {
    fn new(lp: Loop, future: FutureId) -> Self {
        Done { lp, future, told: None }
    }
}

impl Future for Done {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        if this.lp.0.core.borrow().is_done(this.future) {
            this.told = None;
            // It counts as looked at, however it ended.
            let _ = this.lp.0.core.borrow_mut().result(this.future);
            return Poll::Ready(());
        }
        this.lp.tell_when_done(this.future, context, &mut this.told);
        Poll::Pending
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        self.lp.tell_nobody(self.future, &mut self.told);
        if let Ok(mut core) = self.lp.0.core.try_borrow_mut() {
            core.release(self.future);
        }
    }
}

/// Cancels what is left of a group when nobody waits for the group any more.
struct Group<T>(Vec<JoinHandle<T>>);

impl<T> Drop for Group<T> {
    fn drop(&mut self) {
        for handle in &self.0 {
            handle.cancel();
        }
    }
}

impl Loop {
    /// Runs futures as tasks, all at once, and waits for all (`asyncio.gather`).
    ///
    /// # Errors
    /// As soon as one of the tasks is cancelled; the others are then cancelled too.
    ///
    /// # Cancel safety
    /// Dropping it cancels the tasks.
    pub async fn join_all<T: 'static>(
        &self,
        futures: impl IntoIterator<Item = impl Future<Output = T> + 'static>,
    ) -> Result<Vec<T>, Cancelled> {
        let group = Group(futures.into_iter().map(|future| self.spawn(future)).collect::<Vec<_>>());
        let ids: Vec<FutureId> = group.0.iter().map(|handle| handle.done.future).collect();
        let outer = self.0.core.borrow_mut().gather(&ids, false, &mut NoValues);
        Done::new(self.clone(), outer).await;
        group.0.iter().map(|handle| handle.result.borrow_mut().take().ok_or(Cancelled)).collect()
    }
}
