//! Groups of tasks that end together.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::Future;
use std::panic::resume_unwind;
use std::rc::{Rc, Weak};

use crate::aio::line::{InLine, Line, Lined, Resource, Turn, resume_all};
use crate::aio::{JoinHandle, Loop, Panic};
use crate::ids::{FutureId, TaskId};

/// Tasks that are waited for together, and of which none outlives the group (`asyncio.TaskGroup`).
///
/// The first that fails has the others cancelled. Dropping the group cancels all of its tasks.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Loop, TaskGroup};
/// # use std::time::Duration;
/// let lp = Loop::simulated();
/// let result = lp.run(async {
///     let group = TaskGroup::new(&lp);
///     let (slow, quick) = (lp.clone(), lp.clone());
///     let never = group.spawn(async move {
///         slow.sleep(Duration::from_secs(3600)).await;
///         Ok(())
///     });
///     group.spawn(async move {
///         quick.sleep(Duration::from_secs(1)).await;
///         Err::<(), _>("no more milk")
///     });
///     let result = group.wait().await;
///     assert!(never.await.unwrap_err().is_cancelled());
///     result
/// });
/// assert_eq!(result.unwrap(), Err(vec!["no more milk"]));
/// assert_eq!(lp.time().as_secs(), 1);
/// ```
pub struct TaskGroup<E>(Rc<GroupInner<E>>);

struct GroupInner<E> {
    resource: Resource,
    state: RefCell<State<E>>,
}

struct State<E> {
    /// The tasks that have not ended.
    running: BTreeSet<FutureId>,
    errors: Vec<E>,
    panic: Option<Panic>,
    /// One has failed.
    failed: bool,
    line: Line,
}

impl<E: 'static> TaskGroup<E> {
    /// A group without tasks.
    pub fn new(lp: &Loop) -> Self {
        let resource = Resource::unseen(lp);
        let state =
            State { running: BTreeSet::new(), errors: Vec::new(), panic: None, failed: false, line: Line::default() };
        TaskGroup(Rc::new(GroupInner { resource, state: RefCell::new(state) }))
    }

    /// Makes a task of a future, which belongs to the group; it runs in the next turn (`TaskGroup.create_task`).
    ///
    /// A task that returns an error counts as cancelled for whoever awaits it; the error is what [`TaskGroup::wait`]
    /// returns. When one has failed already, the new task is cancelled before it runs.
    pub fn spawn<T: 'static>(&self, future: impl Future<Output = Result<T, E>> + 'static) -> JoinHandle<T> {
        let group = Rc::downgrade(&self.0);
        let lp = &self.0.resource.lp;
        let failing = Weak::clone(&group);
        let handle = lp.spawn(async move {
            match future.await {
                Ok(value) => value,
                Err(error) => {
                    if let Some(group) = failing.upgrade() {
                        group.state.borrow_mut().errors.push(error);
                        // As in asyncio: who fails in the same turn is heard, too.
                        group.resource.lp.call_soon(move || {
                            failing.upgrade().inspect(|group| group.fail());
                        });
                    }
                    // It is cancelled like the others.
                    std::future::pending().await
                }
            }
        });
        let future = FutureId(handle.id().0);
        self.0.state.borrow_mut().running.insert(future);
        lp.call_when_done(future, move || {
            if let Some(group) = group.upgrade() {
                group.has_ended(future);
            }
        });
        if self.0.state.borrow().failed {
            handle.cancel();
        }
        handle
    }

    /// Waits until all of its tasks have ended, those that are spawned meanwhile too.
    ///
    /// # Errors
    /// What tasks returned, when some have failed.
    ///
    /// # Panics
    /// When a task panicked, with what it panicked with, after the others were cancelled and have ended.
    ///
    /// # Cancel safety
    /// It can be called again. The tasks end with the group.
    pub async fn wait(&self) -> Result<(), Vec<E>> {
        while !self.0.state.borrow().running.is_empty() {
            InLine::new(&*self.0).await;
        }
        let mut state = self.0.state.borrow_mut();
        let (panic, errors) = (state.panic.take(), std::mem::take(&mut state.errors));
        state.failed = false;
        drop(state);
        match panic {
            Some(panic) => resume_unwind(panic),
            None if errors.is_empty() => Ok(()),
            None => Err(errors),
        }
    }

    /// How many of its tasks have not ended.
    pub fn len(&self) -> usize {
        self.0.state.borrow().running.len()
    }

    /// Have all of its tasks ended?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Asks for the cancellation of all of its tasks.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

impl<E> GroupInner<E> {
    fn cancel(&self) {
        let state = self.state.borrow();
        let Ok(mut core) = self.resource.lp.0.core.try_borrow_mut() else { return };
        for task in &state.running {
            core.cancel(*task, None);
        }
    }

    fn fail(&self) {
        if !std::mem::replace(&mut self.state.borrow_mut().failed, true) {
            self.cancel();
        }
    }

    fn has_ended(&self, task: FutureId) {
        // Its panic goes on in who waits for the group, and counts as looked at.
        let panic = self.resource.lp.0.panics.borrow_mut().remove(&TaskId(task.0));
        if panic.is_some() {
            let _ = self.resource.lp.0.core.borrow_mut().outcome_if_done(task);
        }
        let mut state = self.state.borrow_mut();
        state.running.remove(&task);
        let failed = panic.is_some();
        state.panic = state.panic.take().or(panic);
        let is_last = state.running.is_empty();
        drop(state);
        if failed {
            self.fail();
        }
        if is_last {
            resume_all(&self, Turn::Come);
        }
    }
}

impl<E> Drop for TaskGroup<E> {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl<E> Lined for &GroupInner<E> {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.state.borrow_mut().line)
    }
}
