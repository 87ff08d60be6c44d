//! A recording that is written in one place and read in others.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use loopscope_executor::{Event, FutureId, Item, Observer, Passage, QueueOrder, ResourceId, TaskId, WaitId};

use crate::{
    console::Stream,
    journal::Journal,
    recording::{Limits, Recording},
};

/// A [`Recording`] with several owners on one thread: the loop writes, panes read.
///
/// What the loop tells is kept as it comes, and finds its place in the recording when somebody reads: so the loop loses
/// next to no time, and what nobody looks at costs little.
///
/// Two of them are equal when they are the same recording.
#[derive(Clone, Debug, Default)]
pub struct SharedRecording(Rc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    journal: RefCell<Journal>,
    recording: RefCell<Recording>,
}

impl Shared {
    /// The recording, with all that was told until now.
    fn borrow_mut(&self) -> RefMut<'_, Recording> {
        let mut recording = self.recording.borrow_mut();
        let mut journal = self.journal.borrow_mut();
        if !journal.is_empty() {
            journal.tell(&mut *recording);
        }
        recording
    }
}

impl SharedRecording {
    /// An empty recording with the usual [`Limits`].
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty recording that keeps so much.
    pub fn with_limits(limits: Limits) -> Self {
        let recording = RefCell::new(Recording::with_limits(limits));
        Self(Rc::new(Shared { journal: RefCell::default(), recording }))
    }

    /// Reads it.
    pub fn read<R>(&self, query: impl FnOnce(&Recording) -> R) -> R {
        if !self.0.journal.borrow().is_empty() {
            drop(self.0.borrow_mut());
        }
        query(&self.0.recording.borrow())
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
    #[inline(always)]
    fn event(&mut self, time: u64, event: Event) {
        let mut journal = self.0.journal.borrow_mut();
        journal.event(time, event);
        if journal.is_full() {
            drop(journal);
            drop(self.0.borrow_mut());
        }
    }

    #[inline(always)]
    fn task_yielded(&mut self, time: u64, task: TaskId, line: u32) {
        // It takes a word more only if it does not end a step: whether there are many is asked with what follows.
        self.0.journal.borrow_mut().task_yielded(time, task, line);
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        self.0.journal.borrow_mut().task_named(task, name);
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.0.journal.borrow_mut().task_stands(task, lines);
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        self.0.borrow_mut().group_formed(group, members);
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        self.0.borrow_mut().resource_made_at(resource, line);
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        self.0.borrow_mut().thread_serves(thread, pool);
    }

    fn resource_holds(&mut self, resource: ResourceId, most: u32) {
        self.0.borrow_mut().resource_holds(resource, most);
    }

    fn queue_ordered(&mut self, queue: ResourceId, order: QueueOrder) {
        self.0.borrow_mut().queue_ordered(queue, order);
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        self.0.journal.borrow_mut().item_passed(queue, passage, item);
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        self.0.borrow_mut().wait_named(wait, words);
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        self.0.borrow_mut().resource_named(resource, name);
    }
}
