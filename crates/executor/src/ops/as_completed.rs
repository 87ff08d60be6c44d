//! `asyncio.as_completed`.

use std::collections::{BTreeMap, VecDeque};

use crate::arena::Slot;
use crate::core::{Action, Callback, Core};
use crate::event::Observer;
use crate::guest::{Exception, Guest};
use crate::ids::{FutureId, ResourceId, TimerId};
use crate::ops::queue::{Get, QueueOrder};
use crate::ops::resources::Resource;
use crate::ops::{OpStep, OpValue};

#[derive(Clone)]
pub(crate) struct AsCompleted {
    /// Those that are not done, by serial number. Each is held once, here or in `finished`.
    pub(crate) todo: BTreeMap<u32, Slot>,
    /// Those that are done and not fetched; `None` for each that the timeout has cut off.
    pub(crate) finished: VecDeque<Option<Slot>>,
    /// The queue at which the fetching tasks wait; it only counts.
    pub(crate) done: ResourceId,
    pub(crate) timer: Option<TimerId>,
}

#[derive(Clone)]
pub(crate) struct Next {
    all: ResourceId,
    get: Option<Get>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Begins `asyncio.as_completed(futures)`, with a timeout in seconds; tells how many there are, duplicates apart.
    ///
    /// The guest then makes as many coroutines, each of them an [`Operation::as_completed_next`](crate::Operation).
    pub fn as_completed(&mut self, futures: &[FutureId], timeout: Option<f64>) -> (ResourceId, usize) {
        let todo: BTreeMap<u32, Slot> =
            futures.iter().filter_map(|id| self.futures.slot(id.0).map(|slot| (id.0, slot))).collect();
        let count = todo.len();
        let queue = self.new_queue(0, QueueOrder::Guest);
        let done = self.new_part(None, Resource::Queue(queue));
        let slots: Vec<Slot> = todo.values().copied().collect();
        let all = AsCompleted { todo, finished: VecDeque::new(), done, timer: None };
        let id = self.new_part(None, Resource::AsCompleted(all));
        for future in slots {
            self.hold(future);
            self.add_callback(future, Callback::AsCompleted(id));
        }
        if let Some(timeout) = timeout.filter(|_| count > 0) {
            let timer = self.at(self.now + timeout, Action::AsCompleted(id));
            if let Ok(all) = self.resources.as_completed_mut(id) {
                all.timer = Some(timer);
            }
        }
        (id, count)
    }

    pub(crate) fn as_completed_done(&mut self, id: ResourceId, future: Slot) {
        let serial = self.futures.serial(future);
        let Ok(all) = self.resources.as_completed_mut(id) else { return };
        if all.todo.remove(&serial).is_none() {
            return;
        }
        all.finished.push_back(Some(future));
        let done = all.done;
        let timer = all.timer.filter(|_| all.todo.is_empty());
        let _ = self.queue_put_nowait(done, G::Value::default());
        if let Some(timer) = timer {
            self.cancel_timer(timer);
        }
        self.free_resource_if_unused(id);
    }

    pub(crate) fn as_completed_timeout(&mut self, id: ResourceId) {
        let Ok(all) = self.resources.as_completed_mut(id) else { return };
        let todo = std::mem::take(&mut all.todo);
        let done = all.done;
        all.finished.extend(todo.iter().map(|_| None));
        for future in todo.into_values() {
            self.remove_callback(future, Callback::AsCompleted(id));
            let _ = self.queue_put_nowait(done, G::Value::default());
            self.unhold(future);
        }
        self.free_resource_if_unused(id);
    }
}

impl Next {
    pub(crate) fn new(all: ResourceId) -> Self {
        Next { all, get: None }
    }

    #[inline(never)]
    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let step = match &mut self.get {
            Some(get) => get.resume(core, input),
            None => match input.and_then(|()| core.resources.as_completed(self.all)) {
                Ok(all) => self.get.insert(Get::new(all.done, true)).resume(core, Ok(())),
                Err(exception) => return OpStep::Done(Err(exception)),
            },
        };
        match step {
            OpStep::Done(Ok(_)) => {}
            step => return step,
        }
        match core.resources.as_completed_mut(self.all).map(|all| all.finished.pop_front()) {
            Ok(Some(Some(future))) => {
                let result = core.result_of(future);
                core.unhold(future);
                OpStep::Done(result.map(OpValue::Value))
            }
            Ok(_) => OpStep::Done(Err(Exception::Timeout(None))),
            Err(exception) => OpStep::Done(Err(exception)),
        }
    }
}
