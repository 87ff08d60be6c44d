//! The recording itself: how it is written.

use loopscope_executor::{Event, FutureId, Item, Observer, Passage, QueueOrder, ResourceId, TaskId, WaitId};

use crate::{
    chain::{Chain, NONE},
    checkpoints::Checkpoints,
    console::Console,
    items::{Items, Labels},
    log::Log,
    moment::Moment,
    names::{Name, Names},
    record::{MAX_SMALL, Record, Tag, Wide, kind_number},
    resources::{ResourceRow, Resources},
    stacks::{Groups, Stacks},
    tasks::{Task, TaskRow, Tasks},
};

/// A moment of a run, named exactly: how many events have happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u32);

/// How much a recording keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events; at most 16,777,214 are possible.
    pub events: u32,
    /// Bytes of printed text.
    pub text: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { events: 1_000_000, text: 16 << 20 }
    }
}

/// How much there is of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Events kept.
    pub events: u32,
    /// Events that found no room.
    pub dropped: u64,
    /// Turns of the loop.
    pub turns: u32,
    /// Tasks, of which the following are in each state now.
    pub tasks: u32,
    /// Threads, of whose states there is no count.
    pub threads: u32,
    /// Tasks that are ready.
    pub ready: u32,
    /// Tasks that are running: one or none.
    pub running: u32,
    /// Tasks that are suspended.
    pub suspended: u32,
    /// Tasks that returned.
    pub returned: u32,
    /// Tasks that raised.
    pub failed: u32,
    /// Tasks that were cancelled.
    pub cancelled: u32,
    /// Nanoseconds for which the loop was blocked.
    pub blocked: u64,
}

/// What happened in a run: append-only, and indexed as it grows.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    pub(crate) log: Log<Record>,
    pub(crate) wide: Wide,
    pub(crate) tasks: Tasks,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) resources: Resources,
    pub(crate) names: Names,
    /// What items of queues look like.
    pub(crate) labels: Labels,
    pub(crate) turns: Chain,
    pub(crate) stacks: Stacks,
    pub(crate) groups: Groups,
    /// What the guest's own things are for which threads wait, in the order of their ids.
    waits: Vec<(WaitId, Name)>,
    /// The numbers of the events by which the loop was blocked.
    pub(crate) blocked: Vec<u32>,
    console: Console,
    limits: Limits,
    statistics: Statistics,
    /// Names that came before the task or resource that they belong to.
    early_task_names: Vec<(TaskId, String)>,
    early_resource_names: Vec<(ResourceId, String)>,
    /// Where the task stands that is about to be suspended, as its record says it.
    standing: Option<(TaskId, u32)>,
    last_time: u64,
    end_time: u64,
}

impl Recording {
    /// An empty recording with the usual [`Limits`].
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty recording that keeps so much.
    pub fn with_limits(limits: Limits) -> Self {
        let limits = Limits { events: limits.events.min(MAX_SMALL - 1), ..limits };
        Self { limits, console: Console::new(limits.text), ..Self::default() }
    }

    /// How many events it has.
    pub fn len(&self) -> u32 {
        self.log.len()
    }

    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        self.log.len() == 0
    }

    /// Whether there was more than it could keep: what it shows is the beginning of the run only.
    pub fn is_capped(&self) -> bool {
        self.statistics.dropped > 0
    }

    /// How much it may keep.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// When the first event happened, in nanoseconds of the loop's time.
    pub fn start_time(&self) -> u64 {
        if self.is_empty() { 0 } else { self.log.get(0).time }
    }

    /// Until when something is known: the last event, or the end of the last blocking.
    pub fn end_time(&self) -> u64 {
        self.end_time.max(self.last_time)
    }

    /// From the first event to the end, in nanoseconds.
    pub fn duration(&self) -> u64 {
        self.end_time() - self.start_time()
    }

    /// How much there is of what.
    pub fn statistics(&self) -> Statistics {
        let threads = self.tasks.threads.len() as u32;
        Statistics { events: self.log.len(), tasks: self.tasks.rows.len() - threads, threads, ..self.statistics }
    }

    /// Bytes that it holds on to.
    pub fn bytes(&self) -> usize {
        let rows = &self.tasks.rows;
        let marks: usize = (0..rows.len()).map(|slot| rows.get(slot).chain.bytes()).sum();
        self.log.bytes()
            + self.wide.capacity() * size_of::<u64>()
            + self.tasks.bytes()
            + marks
            + self.checkpoints.bytes()
            + self.resources.bytes()
            + self.names.bytes()
            + self.labels.bytes()
            + self.turns.bytes()
            + self.stacks.bytes()
            + self.groups.bytes()
            + self.waits.capacity() * size_of::<(WaitId, Name)>()
            + self.blocked.capacity() * size_of::<u32>()
            + self.console.bytes()
    }

    /// The tasks, and with them the threads, in order of creation.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = Task<'_>> + DoubleEndedIterator {
        (0..self.tasks.rows.len()).map(|slot| Task { recording: self, slot })
    }

    /// The first task, which most programs begin with.
    pub fn main_task(&self) -> Option<Task<'_>> {
        self.tasks().find(|task| !task.is_thread())
    }

    /// Whose end is that of the run: the first task or, in a program without tasks, the first thread.
    pub fn leader(&self) -> Option<Task<'_>> {
        self.main_task().or_else(|| self.tasks().next())
    }

    /// A task or thread by its id.
    pub fn task(&self, id: TaskId) -> Option<Task<'_>> {
        Some(Task { recording: self, slot: self.tasks.slots.get(id.0)? })
    }

    /// A task by its number in order of creation.
    pub fn task_by_index(&self, index: usize) -> Option<Task<'_>> {
        (index < self.tasks.rows.len() as usize).then_some(Task { recording: self, slot: index as u32 })
    }

    /// An event, and when it happened.
    pub fn event_at(&self, position: Position) -> Option<(u64, Event)> {
        if position.0 >= self.log.len() {
            return None;
        }
        let record = self.log.get(position.0);
        let task = |slot| self.tasks.rows.get(slot).id;
        let event = record.event(&self.wide, &self.stacks, task, |slot| self.resources.rows.get(slot).id);
        let event = match event {
            Event::TaskCreated { task, parent, line } if self.tasks.is_thread(record.subject) => {
                Event::ThreadCreated { thread: task, parent, line }
            }
            event => event,
        };
        Some((record.time, event))
    }

    /// When the event at a position happened; the time of the last one for the end.
    pub fn time_at(&self, position: Position) -> u64 {
        if position.0 < self.log.len() { self.log.get(position.0).time } else { self.last_time }
    }

    /// The position after everything that had happened by a time.
    pub fn position_at(&self, time: u64) -> Position {
        Position(self.log.partition_point(|record| record.time <= time))
    }

    /// The position before everything that happened at a time or later.
    pub fn position_before(&self, time: u64) -> Position {
        Position(self.log.partition_point(|record| record.time < time))
    }

    /// The state of everything after so many events.
    pub fn at(&self, position: Position) -> Moment<'_> {
        Moment { recording: self, position: Position(position.0.min(self.log.len())) }
    }

    /// The state of everything once all that happens by a time has happened.
    pub fn at_time(&self, time: u64) -> Moment<'_> {
        self.at(self.position_at(time))
    }

    /// The state of everything at the end.
    pub fn now(&self) -> Moment<'_> {
        self.at(Position(self.log.len()))
    }

    /// The tasks that a future stands for (`gather`, `wait`, the end of a `TaskGroup`); none if it was not told.
    pub fn members(&self, group: FutureId) -> &[TaskId] {
        self.groups.get(group)
    }

    /// What a thread waits for that only the guest knows, in words; empty if it was never told.
    pub fn wait_in_words(&self, wait: WaitId) -> &str {
        if wait == WaitId::LOOP {
            return "its event loop";
        }
        let found = self.waits.binary_search_by_key(&wait, |known| known.0);
        found.map_or("", |at| self.names.get(self.waits[at].1))
    }

    /// What was printed.
    pub fn console(&self) -> &Console {
        &self.console
    }

    /// Text was printed by a task (none: outside of tasks).
    pub fn wrote(&mut self, time: u64, task: Option<TaskId>, stream: crate::Stream, text: &str) {
        self.console.write(time, Position(self.log.len()), task, stream, text);
    }

    fn slot(&self, task: Option<TaskId>) -> u32 {
        task.and_then(|task| self.tasks.slots.get(task.0)).unwrap_or(NONE)
    }

    /// The slot of a task that an event is about. A task of whose creation nobody told is created by that event.
    #[inline]
    fn subject(&mut self, task: TaskId) -> u32 {
        match self.tasks.slots.get(task.0) {
            Some(slot) => slot,
            None => self.add_task(task, NONE),
        }
    }

    /// The slot of a thread that is created.
    #[cold]
    #[inline(never)]
    fn thread_slot(&mut self, thread: TaskId, parent: u32) -> u32 {
        let slot = match self.tasks.slots.get(thread.0) {
            Some(slot) => slot,
            None => self.add_task(thread, parent),
        };
        self.tasks.is_thread_now(slot);
        slot
    }

    #[cold]
    fn add_task(&mut self, id: TaskId, parent: u32) -> u32 {
        let early = self.early_task_names.iter().position(|(named, _)| *named == id);
        let name = early.map(|at| self.early_task_names.swap_remove(at).1).unwrap_or_default();
        let name = self.names.add(&name);
        let first = self.log.len();
        let slot = self.tasks.rows.push(TaskRow { id, parent, first, name, chain: Chain::default() });
        self.tasks.slots.set(id.0, slot);
        slot
    }

    #[cold]
    fn add_resource(&mut self, id: ResourceId, kind: u32) -> u32 {
        let early = self.early_resource_names.iter().position(|(named, _)| *named == id);
        let name = early.map(|at| self.early_resource_names.swap_remove(at).1).unwrap_or_default();
        let name = self.names.add(&name);
        self.resources.add(ResourceRow { id, kind, name, line: 0, most: 0, chain: Chain::default(), items: None })
    }

    /// Appends an event about a task to the log and to the task's chain.
    #[inline]
    fn push_for_task(&mut self, mut record: Record) {
        let at = self.log.len();
        let row = self.tasks.rows.get_mut(record.subject);
        let before = row.chain.last();
        let previous = if before == NONE { None } else { Some(*self.log.get(before)) };
        let is_over = previous.is_some_and(|record| record.outcome().is_some());
        let repeats = record.tag() == Tag::Cancel && previous.is_none_or(|record| record.tag() == Tag::Cancel);
        // A chain ends with the task's end, and has one request to cancel between two other members: so that finding
        // a state from any member takes one step at most.
        if !is_over && !repeats {
            record.previous = row.chain.push(at);
            if let Some(phase) = record.tag().phase()
                && !self.tasks.is_thread(record.subject)
            {
                let left = previous.and_then(|record| match record.tag() {
                    Tag::Cancel => self.log.get(record.previous).tag().phase(),
                    tag => tag.phase(),
                });
                self.statistics.count(left, phase, record.outcome());
                if left == Some(crate::record::Phase::Blocked)
                    && let Some(blocked) = previous
                {
                    self.count_blocking(&blocked, record.time);
                }
            }
        }
        self.log.push(record);
        if self.checkpoints.is_due(self.log.len()) {
            self.checkpoints.note(self.log.len(), &self.tasks.rows, &self.log);
        }
    }

    /// A blocking ends: one whose end was not known before is counted now.
    #[cold]
    #[inline(never)]
    fn count_blocking(&mut self, blocked: &Record, end: u64) {
        if blocked.is_open_blocking(&self.wide) {
            self.statistics.blocked += end - blocked.time;
        }
    }

    fn push_for_resource(&mut self, mut record: Record) {
        record.previous = self.resources.rows.get_mut(record.subject).chain.push(self.log.len());
        self.log.push(record);
    }
}

impl Observer for Recording {
    fn event(&mut self, time: u64, event: Event) {
        if self.log.len() >= self.limits.events {
            self.statistics.dropped += 1;
            return;
        }
        // Searching by time needs times that never go back.
        let time = time.max(self.last_time);
        self.last_time = time;
        match event {
            Event::TurnStarted { turn, ready } => {
                let mut record = Record::new(time, Tag::Turn, 0, turn, ready);
                record.previous = self.turns.push(self.log.len());
                self.log.push(record);
                self.statistics.turns += 1;
            }
            Event::TaskCreated { task, parent, line } => {
                let parent = self.slot(parent);
                let slot = match self.tasks.slots.get(task.0) {
                    Some(slot) => slot,
                    None => self.add_task(task, parent),
                };
                self.push_for_task(Record::new(time, Tag::Created, line, slot, parent));
            }
            Event::ThreadCreated { thread, parent, line } => {
                let parent = self.slot(parent);
                let slot = self.thread_slot(thread, parent);
                self.push_for_task(Record::new(time, Tag::Created, line, slot, parent));
            }
            Event::TaskReady { task, by } => {
                let (slot, by) = (self.subject(task), self.slot(by));
                self.push_for_task(Record::new(time, Tag::Ready, 0, slot, by));
            }
            Event::TaskRunning { task } => {
                let slot = self.subject(task);
                self.push_for_task(Record::new(time, Tag::Running, 0, slot, NONE));
            }
            Event::TaskSuspended { task, on, line } => {
                let slot = self.subject(task);
                let standing = self.standing.take().filter(|standing| standing.0 == task);
                let small = standing.map_or(line, |standing| standing.1);
                let record = Record::suspended(time, slot, on, small, &mut self.wide);
                self.push_for_task(record);
            }
            Event::CancelRequested { task, by } => {
                let (slot, by) = (self.subject(task), self.slot(by));
                self.push_for_task(Record::new(time, Tag::Cancel, 0, slot, by));
            }
            Event::TaskFinished { task, outcome } => {
                let slot = self.subject(task);
                self.push_for_task(Record::finished(time, slot, outcome));
            }
            Event::Blocked { task, nanos, line } => {
                self.blocked.push(self.log.len());
                // For how long it is told when it is over.
                let known = if nanos == u64::MAX { 0 } else { nanos };
                self.statistics.blocked += known;
                self.end_time = self.end_time.max(time.saturating_add(known));
                let slot = task.map(|task| self.subject(task));
                let record = Record::blocked(time, slot.unwrap_or(NONE), nanos, line, &mut self.wide);
                if slot.is_some() {
                    self.push_for_task(record);
                } else {
                    self.log.push(record);
                }
            }
            Event::TimerSet { timer, deadline, by } => {
                let record = Record::timer_set(time, timer.0, deadline, self.slot(by), &mut self.wide);
                self.log.push(record);
            }
            Event::TimerFired { timer } => {
                self.log.push(Record::new(time, Tag::TimerFired, 0, timer.0, NONE));
            }
            Event::TimerCancelled { timer } => {
                self.log.push(Record::new(time, Tag::TimerCancelled, 0, timer.0, NONE));
            }
            Event::ResourceCreated { resource, kind, by } => {
                let (kind, by) = (kind_number(kind), self.slot(by));
                let slot = match self.resources.slots.get(resource.0) {
                    Some(slot) => slot,
                    None => self.add_resource(resource, kind),
                };
                self.push_for_resource(Record::new(time, Tag::ResourceCreated, kind, slot, by));
            }
            Event::ResourceChanged { resource, level, waiters, by } => {
                let by = self.slot(by);
                let slot = match self.resources.slots.get(resource.0) {
                    Some(slot) => slot,
                    None => self.add_resource(resource, 0),
                };
                let record = Record::resource_changed(time, slot, level, waiters, by, &mut self.wide);
                self.push_for_resource(record);
            }
            Event::LineReached { task, line } => {
                let slot = task.map_or(NONE, |task| self.subject(task));
                self.log.push(Record::new(time, Tag::Line, line, slot, NONE));
            }
        }
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.standing = self.stacks.small(lines).map(|small| (task, small));
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        if !self.is_capped() {
            self.groups.add(group, members);
        }
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        if let Some(slot) = self.tasks.slots.get(task.0) {
            let row = self.tasks.rows.get_mut(slot);
            row.name = self.names.replace(row.name, name);
        } else if !self.is_capped() {
            self.early_task_names.retain(|(named, _)| *named != task);
            self.early_task_names.push((task, name.to_owned()));
        }
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        if let Some(slot) = self.resources.slots.get(resource.0) {
            self.resources.rows.get_mut(slot).line = line;
        }
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        if let Some(thread) = self.tasks.slots.get(thread.0) {
            self.tasks.serves(thread, pool);
        }
    }

    fn resource_holds(&mut self, resource: ResourceId, most: u32) {
        if let Some(slot) = self.resources.slots.get(resource.0) {
            self.resources.rows.get_mut(slot).most = most;
        }
    }

    fn queue_ordered(&mut self, queue: ResourceId, order: QueueOrder) {
        if let Some(slot) = self.resources.slots.get(queue.0) {
            self.resources.rows.get_mut(slot).items = Some(Box::new(Items::new(order)));
        }
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        if self.is_capped() {
            return;
        }
        let Some(slot) = self.resources.slots.get(queue.0) else { return };
        let row = self.resources.rows.get_mut(slot);
        if let Some(items) = &mut row.items {
            items.pass(passage, row.chain.last(), self.labels.add(item, &mut self.names));
        }
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        if let Err(at) = self.waits.binary_search_by_key(&wait, |known| known.0) {
            let words = self.names.add(words);
            self.waits.insert(at, (wait, words));
        }
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        if let Some(slot) = self.resources.slots.get(resource.0) {
            let row = self.resources.rows.get_mut(slot);
            row.name = self.names.replace(row.name, name);
        } else if !self.is_capped() {
            self.early_resource_names.retain(|(named, _)| *named != resource);
            self.early_resource_names.push((resource, name.to_owned()));
        }
    }
}

impl Statistics {
    /// Counts that a task went from one phase to another.
    #[inline]
    fn count(
        &mut self,
        left: Option<crate::record::Phase>,
        entered: crate::record::Phase,
        outcome: Option<loopscope_executor::Outcome>,
    ) {
        use crate::record::Phase;
        match left {
            Some(Phase::Ready) => self.ready -= 1,
            Some(Phase::Running | Phase::Blocked) => self.running -= 1,
            Some(Phase::Suspended) => self.suspended -= 1,
            Some(Phase::Finished) | None => {}
        }
        match (entered, outcome) {
            (Phase::Ready, _) => self.ready += 1,
            (Phase::Running | Phase::Blocked, _) => self.running += 1,
            (Phase::Suspended, _) => self.suspended += 1,
            (Phase::Finished, Some(loopscope_executor::Outcome::Returned)) => self.returned += 1,
            (Phase::Finished, Some(loopscope_executor::Outcome::Cancelled)) => self.cancelled += 1,
            (Phase::Finished, _) => self.failed += 1,
        }
    }
}
