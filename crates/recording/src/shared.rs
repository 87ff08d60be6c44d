//! A recording that is written in one place and read in others.

use std::{cell::RefCell, rc::Rc};

use loopscope_executor::{Event, FutureId, Observer, ResourceId, TaskId};

use crate::{
    console::Stream,
    recording::{Limits, Recording},
};

/// A [`Recording`] with several owners on one thread: the loop writes, panes read.
///
/// Two of them are equal when they are the same recording.
#[derive(Clone, Debug, Default)]
pub struct SharedRecording(Rc<RefCell<Recording>>);

impl SharedRecording {
    /// An empty recording with the usual [`Limits`].
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty recording that keeps so much.
    pub fn with_limits(limits: Limits) -> Self {
        Self(Rc::new(RefCell::new(Recording::with_limits(limits))))
    }

    /// Reads it.
    pub fn read<R>(&self, query: impl FnOnce(&Recording) -> R) -> R {
        query(&self.0.borrow())
    }

    /// Text was printed by a task (none: outside of tasks).
    pub fn wrote(&self, time: u64, task: Option<TaskId>, stream: Stream, text: &str) {
        self.0.borrow_mut().wrote(time, task, stream, text);
    }
}

impl PartialEq for SharedRecording {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedRecording {}

impl Observer for SharedRecording {
    #[inline]
    fn event(&mut self, time: u64, event: Event) {
        self.0.borrow_mut().event(time, event);
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        self.0.borrow_mut().task_named(task, name);
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.0.borrow_mut().task_stands(task, lines);
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        self.0.borrow_mut().group_formed(group, members);
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        self.0.borrow_mut().resource_named(resource, name);
    }
}
