//! The tasks of a recording.

use loopscope_executor::{Outcome, ResourceId, TaskId};

use crate::{
    chain::{Chain, NONE},
    log::Log,
    names::Name,
    recording::{Position, Recording},
};

/// Finds the slot (the number in order of appearance) of an id, fast whether ids are dense or have large gaps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    pages: Vec<Option<Box<[u32; PAGE]>>>,
}

const PAGE: usize = 256;

impl Slots {
    #[inline]
    pub(crate) fn get(&self, id: u32) -> Option<u32> {
        let page = self.pages.get(id as usize / PAGE)?.as_ref()?;
        let slot = page[id as usize % PAGE];
        (slot != NONE).then_some(slot)
    }

    pub(crate) fn set(&mut self, id: u32, slot: u32) {
        let page = id as usize / PAGE;
        if page >= self.pages.len() {
            self.pages.resize(page + 1, None);
        }
        self.pages[page].get_or_insert_with(|| Box::new([NONE; PAGE]))[id as usize % PAGE] = slot;
    }

    pub(crate) fn bytes(&self) -> usize {
        self.pages.capacity() * size_of::<usize>() + self.pages.iter().flatten().count() * PAGE * size_of::<u32>()
    }
}

/// What is kept for each task, beside its events.
#[derive(Clone, Debug)]
pub(crate) struct TaskRow {
    pub(crate) id: TaskId,
    /// The parent's slot.
    pub(crate) parent: u32,
    /// The event by which the task became known.
    pub(crate) first: u32,
    pub(crate) name: Name,
    /// The events that concern it: state changes, and requests to cancel it.
    pub(crate) chain: Chain,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks {
    pub(crate) rows: Log<TaskRow>,
    pub(crate) slots: Slots,
    /// Which of the rows are threads, ascending: they are few.
    pub(crate) threads: Vec<u32>,
    /// Which of them are workers of which pools, in the order of their coming.
    workers: Vec<(u32, ResourceId)>,
}

impl Tasks {
    #[inline]
    pub(crate) fn is_thread(&self, slot: u32) -> bool {
        !self.threads.is_empty() && self.is_among_threads(slot)
    }

    #[inline(never)]
    fn is_among_threads(&self, slot: u32) -> bool {
        self.threads.binary_search(&slot).is_ok()
    }

    pub(crate) fn is_thread_now(&mut self, slot: u32) {
        if let Err(at) = self.threads.binary_search(&slot) {
            self.threads.insert(at, slot);
        }
    }

    pub(crate) fn serves(&mut self, thread: u32, pool: ResourceId) {
        self.workers.push((thread, pool));
    }

    pub(crate) fn bytes(&self) -> usize {
        self.rows.bytes()
            + self.slots.bytes()
            + self.threads.capacity() * size_of::<u32>()
            + self.workers.capacity() * size_of::<(u32, ResourceId)>()
    }
}

/// A task of a [`Recording`].
#[derive(Clone, Copy)]
pub struct Task<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) slot: u32,
}

impl<'a> Task<'a> {
    pub(crate) fn row(&self) -> &'a TaskRow {
        self.recording.tasks.rows.get(self.slot)
    }

    /// Its id.
    pub fn id(&self) -> TaskId {
        self.row().id
    }

    /// Its number in order of creation, from 0.
    pub fn index(&self) -> usize {
        self.slot as usize
    }

    /// Whether it is a thread of the program's. What happens to threads is told as what happens to tasks is.
    pub fn is_thread(&self) -> bool {
        self.recording.tasks.is_thread(self.slot)
    }

    /// Its name; empty if it was never told.
    pub fn name(&self) -> &'a str {
        self.recording.names.get(self.row().name)
    }

    /// The task or thread that made it.
    pub fn parent(&self) -> Option<Task<'a>> {
        let slot = self.row().parent;
        (slot != NONE).then_some(Task { recording: self.recording, slot })
    }

    /// When it was made, in nanoseconds of the loop's time.
    pub fn created(&self) -> u64 {
        self.recording.log.get(self.row().first).time
    }

    /// By which event it was made.
    pub fn created_position(&self) -> Position {
        Position(self.row().first)
    }

    /// By which event it ended, if it has.
    pub fn finished_position(&self) -> Option<Position> {
        self.finished().map(|_| Position(self.row().chain.last()))
    }

    /// The line that made it, 0 if unknown.
    pub fn created_line(&self) -> u32 {
        self.recording.log.get(self.row().first).line(&self.recording.stacks)
    }

    /// When and how it ended, if it has.
    pub fn finished(&self) -> Option<(u64, Outcome)> {
        let last = self.recording.log.get(self.row().chain.last());
        Some((last.time, last.outcome()?))
    }
}

impl Recording {
    /// The threads of a pool, in the order of their coming.
    pub fn workers(&self, pool: ResourceId) -> impl Iterator<Item = Task<'_>> {
        let workers = self.tasks.workers.iter().filter(move |worker| worker.1 == pool);
        workers.map(|&(slot, _)| Task { recording: self, slot })
    }
}

impl std::fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}
