//! Awaiting tasks.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::aio::operate::tell_nobody;
use crate::aio::trouble::{Panic, text_of};
use crate::aio::{Loop, NoValues};
use crate::arena::Slot;
use crate::core::{Current, TaskIndex};
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

/// Why a task has no result.
pub enum JoinError {
    /// It was cancelled.
    Cancelled,
    /// It panicked, with this.
    Panicked(Panic),
}

impl JoinError {
    /// Was the task cancelled?
    pub fn is_cancelled(&self) -> bool {
        matches!(self, JoinError::Cancelled)
    }

    /// Lets the panic of the task go on in whoever awaits it; a cancellation is returned.
    pub fn resume_panic(self) -> Cancelled {
        match self {
            JoinError::Cancelled => Cancelled,
            JoinError::Panicked(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinError::Cancelled => f.write_str("Cancelled"),
            JoinError::Panicked(panic) => f.debug_tuple("Panicked").field(&text_of(panic)).finish(),
        }
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinError::Cancelled => Cancelled.fmt(f),
            JoinError::Panicked(panic) => write!(f, "the task panicked: {}", text_of(panic)),
        }
    }
}

impl std::error::Error for JoinError {}

/// A task that can be awaited for its result.
// Two numbers, which are passed in registers: in WebAssembly copying more calls a function.
pub struct JoinHandle<T: 'static> {
    lp: Loop,
    /// Where the task's future is kept, of which this is the only handle.
    slot: Slot,
    result: PhantomData<T>,
}

impl<T: 'static> JoinHandle<T> {
    #[inline]
    pub(crate) fn new(lp: Loop, task: Current) -> Self {
        JoinHandle { lp, slot: task.slot, result: PhantomData }
    }

    /// Asks for the task's cancellation: its future is dropped in the next turn. Tells whether it was not done.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let lp2 = lp.clone();
    /// let sleeper = lp.spawn(async move { lp2.sleep(Duration::from_secs(3600)).await });
    /// lp.run(async {
    ///     lp.yield_now().await;
    ///     assert!(sleeper.cancel());
    ///     assert!(sleeper.await.unwrap_err().is_cancelled());
    /// }).unwrap();
    /// assert!(lp.time().as_secs() < 1);
    /// ```
    pub fn cancel(&self) -> bool {
        self.lp.0.core.borrow_mut().cancel_slot(self.slot, None)
    }

    /// Has the task ended?
    pub fn is_done(&self) -> bool {
        self.lp.0.core.borrow().done(self.slot)
    }

    /// The task's id.
    pub fn id(&self) -> TaskId {
        TaskId(self.future().0)
    }

    pub(crate) fn future(&self) -> FutureId {
        self.lp.0.core.borrow().future_id(self.slot)
    }

    /// The result of a task that is done.
    pub(crate) fn into_result(self) -> Result<T, JoinError> {
        let mut core = self.lp.0.core.borrow_mut();
        core.look_whether_done(self.slot);
        let index = core.index_of_task(self.slot);
        drop(core);
        self.take_result(index)
    }

    fn take_result(&self, task: Option<TaskIndex>) -> Result<T, JoinError> {
        let mut result = None::<T>;
        if let Some(mut body) = task.and_then(|index| self.lp.0.bodies.borrow_mut().remove(index)) {
            body.as_mut().take(&mut result);
        }
        result.ok_or_else(|| {
            let panic = self.lp.0.panics.borrow_mut().remove(&self.id());
            panic.map_or(JoinError::Cancelled, JoinError::Panicked)
        })
    }

    /// Has the task, which is done, a result that was not taken before?
    fn has_result(&self) -> bool {
        self.index().is_some_and(|index| self.lp.0.bodies.borrow().has(index))
    }

    fn index(&self) -> Option<TaskIndex> {
        self.lp.0.core.borrow().index_of_task(self.slot)
    }
}

/// A result that nobody asked for goes with the handle.
impl<T: 'static> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        let Ok(mut core) = self.lp.0.core.try_borrow_mut() else { return };
        tell_nobody(&mut core, self.slot);
        let ended = core.release_task(self.slot);
        drop(core);
        // Dropped when nothing is borrowed any more.
        let result = ended.and_then(|index| self.lp.0.bodies.try_borrow_mut().ok()?.remove(index));
        drop(result);
    }
}

impl<T: 'static> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut core = self.lp.0.core.borrow_mut();
        if !core.look_whether_done(self.slot) {
            self.lp.tell_when_done(&mut core, self.slot, context);
            return Poll::Pending;
        }
        let index = core.index_of_task(self.slot);
        drop(core);
        Poll::Ready(self.take_result(index))
    }
}

// Nothing in it is pinned.
impl<T: 'static> Unpin for JoinHandle<T> {}

/// Until a future of the core is done. It is the future's only handle.
pub(crate) struct Done {
    lp: Loop,
    /// Where it is kept, if it is not gone.
    slot: Slot,
}

impl Done {
    pub(crate) fn new(lp: Loop, future: FutureId) -> Self {
        let slot = lp.0.core.borrow().slot_of(future);
        Done { lp, slot: slot.unwrap_or(Slot::MAX) }
    }
}

impl Future for Done {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut core = self.lp.0.core.borrow_mut();
        if core.look_whether_done(self.slot) {
            return Poll::Ready(());
        }
        self.lp.tell_when_done(&mut core, self.slot, context);
        Poll::Pending
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        if let Ok(mut core) = self.lp.0.core.try_borrow_mut() {
            tell_nobody(&mut core, self.slot);
            core.release_at(self.slot);
        }
    }
}

/// Cancels what is left of a group when nobody waits for the group any more.
struct Group<T: 'static>(Vec<JoinHandle<T>>);

impl<T: 'static> Drop for Group<T> {
    fn drop(&mut self) {
        for handle in &self.0 {
            handle.cancel();
        }
    }
}

impl Loop {
    /// Makes a task of a future that goes on when whoever waits for it is cancelled (`asyncio.shield`).
    ///
    /// It is [`Loop::spawn`] by the name under which asyncio's users look for it: dropping the handle of a task never
    /// cancels the task.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use std::{cell::Cell, rc::Rc, time::Duration};
    /// let lp = Loop::simulated();
    /// let (clock, saved) = (lp.clone(), Rc::new(Cell::new(false)));
    /// let done = Rc::clone(&saved);
    /// lp.run(async {
    ///     let save = lp.shield(async move {
    ///         clock.sleep(Duration::from_secs(2)).await;
    ///         done.set(true);
    ///     });
    ///     assert!(lp.timeout(Duration::from_secs(1), save).await.is_err());
    ///     lp.sleep(Duration::from_secs(2)).await;
    /// }).unwrap();
    /// assert!(saved.get());
    /// ```
    pub fn shield<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
        self.spawn(future)
    }

    /// Runs futures as tasks, all at once, and waits for all (`asyncio.gather`).
    ///
    /// # Errors
    /// As soon as one of the tasks is cancelled or panics; the others are then cancelled.
    ///
    /// # Cancel safety
    /// Dropping it cancels the tasks.
    pub async fn join_all<T: 'static>(
        &self,
        futures: impl IntoIterator<Item = impl Future<Output = T> + 'static>,
    ) -> Result<Vec<T>, JoinError> {
        let group = Group(futures.into_iter().map(|future| self.spawn(future)).collect::<Vec<_>>());
        let ids: Vec<FutureId> = group.0.iter().map(JoinHandle::future).collect();
        let outer = self.0.core.borrow_mut().gather(&ids, false, &mut NoValues);
        Done::new(self.clone(), outer).await;
        // One that failed comes before those that were only not done in time.
        if let Some(failed) = group.0.iter().find(|handle| handle.is_done() && !handle.has_result()) {
            return Err(failed.take_result(failed.index()).err().unwrap_or(JoinError::Cancelled));
        }
        group.0.iter().map(|handle| handle.take_result(handle.index())).collect()
    }
}
