//! Queues, locks and their kin.

use loopscope_executor::{ResourceId, ResourceKind, TaskId};

use crate::{
    chain::{Chain, NONE},
    items::Items,
    log::Log,
    names::Name,
    record::kind_of_number,
    recording::{Position, Recording},
    tasks::Slots,
};

/// What is kept for each resource, beside its events.
#[derive(Clone, Debug)]
pub(crate) struct ResourceRow {
    pub(crate) id: ResourceId,
    pub(crate) kind: u32,
    pub(crate) name: Name,
    /// The line that made it, 0 if unknown.
    pub(crate) line: u32,
    /// How much there is room for, 0 if that is not known.
    pub(crate) most: u32,
    pub(crate) chain: Chain,
    /// What went through it, if it is a queue that told.
    pub(crate) items: Option<Box<Items>>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Resources {
    pub(crate) rows: Log<ResourceRow>,
    pub(crate) slots: Slots,
}

impl Resources {
    pub(crate) fn add(&mut self, row: ResourceRow) -> u32 {
        let id = row.id;
        let slot = self.rows.push(row);
        self.slots.set(id.0, slot);
        slot
    }

    pub(crate) fn bytes(&self) -> usize {
        let of_row = |row: &ResourceRow| row.chain.bytes() + row.items.as_ref().map_or(0, |items| items.bytes());
        let marks: usize = (0..self.rows.len()).map(|slot| of_row(self.rows.get(slot))).sum();
        self.rows.bytes() + marks + self.slots.bytes()
    }
}

/// A queue, lock, semaphore, event, condition or barrier of a [`Recording`].
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) slot: u32,
}

/// How a resource stood at some moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResourceStatus {
    /// Items in a queue, free places of a semaphore, 1 for a locked lock or a set event.
    pub level: u32,
    /// How many tasks wait for it.
    pub waiters: u32,
    /// Since when.
    pub since: u64,
}

/// A change of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// When, in nanoseconds of the loop's time.
    pub time: u64,
    /// By which event.
    pub position: Position,
    /// Items in a queue, free places of a semaphore, 1 for a locked lock or a set event.
    pub level: u32,
    /// How many tasks wait for it.
    pub waiters: u32,
    /// Who changed it.
    pub by: Option<TaskId>,
}

impl<'a> Resource<'a> {
    pub(crate) fn row(&self) -> &'a ResourceRow {
        self.recording.resources.rows.get(self.slot)
    }

    /// Its id.
    pub fn id(&self) -> ResourceId {
        self.row().id
    }

    /// What kind it is.
    pub fn kind(&self) -> ResourceKind {
        kind_of_number(self.row().kind)
    }

    /// Its number among those of its kind that are called the same, from 1, and how many these are.
    pub fn ordinal(&self) -> (usize, usize) {
        /// Of more, only the order of all is told: they are asked for often.
        const MOST: u32 = 500;
        let (kind, name) = (self.row().kind, self.name());
        let rows = &self.recording.resources.rows;
        if rows.len() > MOST {
            return (self.slot as usize + 1, rows.len() as usize);
        }
        let is_alike = |slot: &u32| {
            let row = rows.get(*slot);
            row.kind == kind && self.recording.names.get(row.name) == name
        };
        let count = |slots: std::ops::Range<u32>| slots.filter(is_alike).count();
        (count(0..self.slot) + 1, count(0..rows.len()))
    }

    /// Its name; empty if it was never told.
    pub fn name(&self) -> &'a str {
        self.recording.names.get(self.row().name)
    }

    /// The line that made it, 0 if unknown.
    pub fn line(&self) -> u32 {
        self.row().line
    }

    /// How much there is room for: items in a queue, places of a semaphore, tasks at a barrier. `None`: any number, or
    /// there is no such thing.
    pub fn most(&self) -> Option<u32> {
        Some(self.row().most).filter(|most| *most > 0)
    }

    /// All that happened to it, in order.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = Level> + ExactSizeIterator<Item = Level> + use<'a> {
        self.levels_before(Position(self.recording.len()), usize::MAX).into_iter()
    }

    /// The last changes before a moment, at most so many, in order.
    pub fn levels_before(&self, position: Position, most: usize) -> Vec<Level> {
        let recording = self.recording;
        let mut found = Vec::new();
        let mut at = self.row().chain.before(position.0, |event| recording.log.get(event).previous);
        while at != NONE && found.len() < most {
            let record = recording.log.get(at);
            let (level, waiters) = record.level(&recording.wide).unwrap_or_default();
            let by = (record.object != NONE).then(|| recording.tasks.rows.get(record.object).id);
            found.push(Level { time: record.time, position: Position(at), level, waiters, by });
            at = record.previous;
        }
        found.reverse();
        found
    }

    /// How it stood after so many events; `None` before it was made.
    pub fn status_at(&self, position: Position) -> Option<ResourceStatus> {
        let log = &self.recording.log;
        let at = self.row().chain.before(position.0, |event| log.get(event).previous);
        if at == NONE {
            return None;
        }
        let record = log.get(at);
        let (level, waiters) = record.level(&self.recording.wide).unwrap_or_default();
        Some(ResourceStatus { level, waiters, since: record.time })
    }
}

impl std::fmt::Debug for Resource<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resource").field("id", &self.id()).field("kind", &self.kind()).finish_non_exhaustive()
    }
}

impl Recording {
    /// The resources, in order of creation.
    pub fn resources(&self) -> impl ExactSizeIterator<Item = Resource<'_>> {
        (0..self.resources.rows.len()).map(|slot| Resource { recording: self, slot })
    }

    /// A resource by its id.
    pub fn resource(&self, id: ResourceId) -> Option<Resource<'_>> {
        Some(Resource { recording: self, slot: self.resources.slots.get(id.0)? })
    }
}
