//! `asyncio.TaskGroup`.

use std::collections::BTreeMap;

use crate::arena::Slot;
use crate::core::{Callback, Core, Kind, Report};
use crate::event::Observer;
use crate::guest::{Exception, Guest, Held, Values};
use crate::ids::{FutureId, ResourceId, TaskId};
use crate::ops::resources::Resource;
use crate::ops::{OpStep, OpValue};

#[derive(Clone)]
pub(crate) struct TaskGroup<G: Guest> {
    parent: Option<TaskId>,
    exiting: bool,
    aborting: bool,
    parent_cancel_requested: bool,
    /// Those that are not done, by serial number.
    tasks: BTreeMap<u32, Slot>,
    errors: Vec<Exception<G>>,
    base_error: Option<Exception<G>>,
    on_completed: Option<Slot>,
}

/// `TaskGroup.__aexit__`.
#[derive(Clone)]
pub(crate) struct Exit<G: Guest> {
    group: ResourceId,
    started: bool,
    exception: Option<Exception<G>>,
    /// The cancellation that goes on unless something worse happened.
    propagate: Option<Exception<G>>,
}

impl<G: Guest> TaskGroup<G> {
    pub(crate) fn is_busy(&self) -> bool {
        !self.tasks.is_empty()
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        self.errors.iter().chain(&self.base_error).for_each(|exception| exception.trace(visit));
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new task group, not entered.
    pub fn create_task_group(&mut self) -> ResourceId {
        let group = TaskGroup {
            parent: None,
            exiting: false,
            aborting: false,
            parent_cancel_requested: false,
            tasks: BTreeMap::new(),
            errors: Vec::new(),
            base_error: None,
            on_completed: None,
        };
        self.new_part(None, Resource::TaskGroup(group))
    }

    /// `TaskGroup.__aenter__`: the running task becomes the group's parent.
    ///
    /// # Errors
    /// When the group was entered before, or no task is running.
    pub fn task_group_enter(&mut self, group: ResourceId) -> Result<(), Exception<G>> {
        let current = self.current_task();
        let entered = self.resources.task_group_mut(group)?.parent.is_some();
        let text = match current {
            _ if entered => "has already been entered",
            None => "cannot determine the parent task",
            Some(task) => {
                self.resources.task_group_mut(group)?.parent = Some(task);
                return Ok(());
            }
        };
        Err(self.task_group_misuse(group, text))
    }

    /// May the group be given another task now? To be asked before the task is made.
    ///
    /// # Errors
    /// When the group was not entered, is finished, or is shutting down.
    pub fn task_group_check(&self, group: ResourceId) -> Result<(), Exception<G>> {
        let it = self.resources.task_group(group)?;
        let text = if it.parent.is_none() {
            "has not been entered"
        } else if it.exiting && it.tasks.is_empty() {
            "is finished"
        } else if it.aborting {
            "is shutting down"
        } else {
            return Ok(());
        };
        Err(self.task_group_misuse(group, text))
    }

    /// Makes a task that was just created one of the group (the rest of `TaskGroup.create_task`).
    ///
    /// # Errors
    /// When the group is gone.
    pub fn task_group_add(&mut self, group: ResourceId, task: TaskId) -> Result<(), Exception<G>> {
        let Some(slot) = self.futures.slot(task.0) else { return Ok(()) };
        self.resources.task_group_mut(group)?.tasks.insert(task.0, slot);
        self.add_callback(slot, Callback::TaskGroup(group));
        Ok(())
    }

    /// The group as its `repr` shows it.
    pub fn task_group_repr(&self, group: ResourceId) -> String {
        use std::fmt::Write as _;
        let mut text = String::from("<TaskGroup");
        if let Ok(it) = self.resources.task_group(group) {
            if !it.tasks.is_empty() {
                let _ = write!(text, " tasks={}", it.tasks.len());
            }
            if !it.errors.is_empty() {
                let _ = write!(text, " errors={}", it.errors.len());
            }
            if it.aborting {
                text.push_str(" cancelling");
            } else if it.parent.is_some() {
                text.push_str(" entered");
            }
        }
        text.push('>');
        text
    }

    fn task_group_misuse(&self, group: ResourceId, text: &str) -> Exception<G> {
        Exception::Runtime(format!("TaskGroup {} {text}", self.task_group_repr(group)).into())
    }

    /// `TaskGroup._abort`: cancels all that are not done.
    fn task_group_abort(&mut self, group: ResourceId) {
        let Ok(it) = self.resources.task_group_mut(group) else { return };
        it.aborting = true;
        let tasks: Vec<Slot> = it.tasks.values().copied().collect();
        for task in tasks {
            if !self.done(task) {
                self.cancel_slot(task, None);
            }
        }
    }

    /// `TaskGroup._on_task_done`.
    pub(crate) fn task_group_task_done<V: Values<G>>(&mut self, group: ResourceId, task: Slot, values: &V) {
        let id = TaskId(self.futures.serial(task));
        let Ok(it) = self.resources.task_group_mut(group) else { return };
        it.tasks.remove(&id.0);
        let finished = it.tasks.is_empty();
        if finished && let Some(waiter) = it.on_completed {
            self.complete_unless_done(waiter);
        }
        if !self.cancelled(task)
            && let Some(exception) = self.exception_of(task)
        {
            self.task_group_failed(group, id, exception, values);
        }
        self.free_resource_if_unused(group);
    }

    fn task_group_failed<V: Values<G>>(
        &mut self,
        group: ResourceId,
        task: TaskId,
        exception: Exception<G>,
        values: &V,
    ) {
        let Ok(it) = self.resources.task_group_mut(group) else { return };
        if it.base_error.is_none() && values.is_base_error(&exception) {
            it.base_error = Some(exception.clone());
        }
        it.errors.push(exception.clone());
        let Some(parent) = it.parent else { return };
        let abort = !it.aborting && !it.parent_cancel_requested;
        if self.is_done(FutureId(parent.0)) {
            self.reports.push(Report::ParentFinished { task, parent, exception });
            return;
        }
        if abort {
            // The parent is cancelled too, so that the body of the group ends; `__aexit__` takes that back.
            self.task_group_abort(group);
            if let Ok(it) = self.resources.task_group_mut(group) {
                it.parent_cancel_requested = true;
            }
            self.cancel(FutureId(parent.0), None);
        }
    }
}

impl<G: Guest> Exit<G> {
    pub(crate) fn new(group: ResourceId, exception: Option<Exception<G>>) -> Self {
        Exit { group, started: false, exception, propagate: None }
    }

    #[inline(never)]
    pub(crate) fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        let advanced = if self.started { self.woken(core, input) } else { input.and_then(|()| self.start(core)) };
        advanced.and_then(|()| self.wait(core)).unwrap_or_else(|exception| OpStep::Done(Err(exception)))
    }

    /// It is given up: the group goes on without anybody who waits for it.
    pub(crate) fn abandon<O: Observer>(&mut self, core: &mut Core<G, O>) {
        if let Ok(it) = core.resources.task_group_mut(self.group)
            && let Some(waiter) = it.on_completed.take()
        {
            core.unhold(waiter);
        }
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        self.exception.iter().chain(&self.propagate).for_each(|exception| exception.trace(visit));
    }

    fn start<O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<(), Exception<G>> {
        self.started = true;
        let it = core.resources.task_group_mut(self.group)?;
        it.exiting = true;
        let (parent, cancel_requested, aborting) = (it.parent, it.parent_cancel_requested, it.aborting);
        self.propagate = self.exception.clone().filter(Exception::is_cancelled);
        if cancel_requested
            && let Some(parent) = parent
            && core.uncancel(parent) == 0
        {
            self.propagate = None;
        }
        if self.exception.is_some() && !aborting {
            core.task_group_abort(self.group);
        }
        Ok(())
    }

    fn woken<O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> Result<(), Exception<G>> {
        let it = core.resources.task_group_mut(self.group)?;
        let aborting = it.aborting;
        if let Some(waiter) = it.on_completed.take() {
            core.unhold(waiter);
        }
        match input {
            Ok(()) => Ok(()),
            Err(exception) if exception.is_cancelled() => {
                if !aborting {
                    self.propagate = Some(exception);
                    core.task_group_abort(self.group);
                }
                Ok(())
            }
            Err(exception) => Err(exception),
        }
    }

    /// Waits until no task is left, then says what came of the group.
    fn wait<O: Observer>(&mut self, core: &mut Core<G, O>) -> Result<OpStep<G>, Exception<G>> {
        if !core.resources.task_group(self.group)?.tasks.is_empty() {
            let waiter = core.new_future(Kind::Group, true);
            let group = core.resources.task_group_mut(self.group)?;
            group.on_completed = Some(waiter);
            let members: Vec<Slot> = group.tasks.values().copied().collect();
            core.tell_group(waiter, &members);
            return Ok(OpStep::Wait(core.future_id(waiter)));
        }
        let it = core.resources.task_group_mut(self.group)?;
        let mut errors = std::mem::take(&mut it.errors);
        if let Some(base_error) = it.base_error.take() {
            return Err(base_error);
        }
        if let Some(cancellation) = self.propagate.take()
            && errors.is_empty()
        {
            return Err(cancellation);
        }
        if let Some(exception) = self.exception.take()
            && !exception.is_cancelled()
        {
            errors.push(exception);
        }
        if errors.is_empty() { Ok(OpStep::Done(Ok(OpValue::None))) } else { Err(Exception::Group(errors)) }
    }
}
