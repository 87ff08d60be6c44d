//! Cancellation: requests, how they are passed on, and how they are taken back.

use crate::arena::Slot;
use crate::core::Core;
use crate::core::futures::{Future, Kind, State};
use crate::core::tasks::Task;
use crate::event::{Event, Observer};
use crate::guest::Guest;
use crate::ids::{FutureId, TaskId};

impl<G: Guest, O: Observer> Core<G, O> {
    /// How many cancellations were asked for and not taken back (`Task.cancelling`).
    pub fn cancelling(&self, task: TaskId) -> u32 {
        self.futures.slot(task.0).and_then(|slot| self.task(slot)).map_or(0, Task::cancels)
    }

    /// Takes back a request for cancellation; tells how many are left (`Task.uncancel`).
    pub fn uncancel(&mut self, task: TaskId) -> u32 {
        self.task_by_id(task).map_or(0, Task::take_cancel_back)
    }

    /// Cancels a future, or asks for a task's cancellation; tells whether there was anything to cancel
    /// (`Future.cancel`, `Task.cancel`, and that of `gather`'s future).
    ///
    /// A task gets a `CancelledError` thrown in at its current await; what it awaits is cancelled first.
    pub fn cancel(&mut self, future: FutureId, message: Option<G::Value>) -> bool {
        self.futures.slot(future.0).is_some_and(|slot| self.cancel_slot(slot, message))
    }

    pub(crate) fn cancel_slot(&mut self, slot: Slot, message: Option<G::Value>) -> bool {
        /// A cancellation on its way back from what it was passed on to.
        enum Path {
            Task(Slot),
            Gather { outer: Slot, next: usize, any: bool },
        }
        // Not by recursion: tasks may await each other a hundred thousand deep.
        let mut path: Vec<Path> = Vec::new();
        let mut visit = Some(slot);
        let mut cancelled = false;
        loop {
            if let Some(slot) = visit.take() {
                cancelled = false;
                match self.futures.get_mut(slot) {
                    Some(Future { state: State::Pending, kind: Kind::Task(index), .. }) => {
                        let index = *index as usize;
                        let id = TaskId(self.futures.serial(slot));
                        if let Some(task) = self.tasks[index].as_mut().filter(|task| !task.cancelling) {
                            task.add_cancel();
                            task.cancelling = true;
                            visit = task.waiter.get();
                            path.push(Path::Task(slot));
                            self.emit(Event::CancelRequested { task: id, by: self.by() });
                        }
                    }
                    Some(Future { state: State::Pending, kind: Kind::Gather(_), .. }) => {
                        path.push(Path::Gather { outer: slot, next: 0, any: false });
                    }
                    Some(future) => {
                        if !matches!(future.kind, Kind::Gather(_)) {
                            self.mark_retrieved(slot);
                        }
                        if !self.done(slot) {
                            self.complete(slot, State::Cancelled { message: message.clone(), error: None });
                            cancelled = true;
                        }
                    }
                    None => {}
                }
                if visit.is_some() {
                    continue;
                }
            }
            match path.last_mut() {
                None => return cancelled,
                Some(Path::Task(slot)) => {
                    let slot = *slot;
                    path.pop();
                    if let Some(task) = self.task_mut(slot) {
                        task.cancelling = false;
                        if !cancelled {
                            task.must_cancel = true;
                            task.set_cancel_message(message.as_ref());
                        }
                    }
                    self.unpark_slot(slot);
                    cancelled = true;
                }
                Some(Path::Gather { outer, next, any }) => {
                    *any |= *next > 0 && cancelled;
                    let outer = *outer;
                    if let Some(child) = self.gather_child(outer, *next) {
                        *next += 1;
                        visit = Some(child);
                    } else {
                        cancelled = *any;
                        path.pop();
                        if cancelled {
                            self.gather_cancel_requested(outer);
                        }
                    }
                }
            }
        }
    }
}
