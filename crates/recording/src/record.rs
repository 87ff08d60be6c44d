//! An event in 24 bytes.

use loopscope_executor::{Event, FutureId, Outcome, ResourceId, ResourceKind, TaskId, TimerId, WaitId, WaitTarget};

use crate::{chain::NONE, stacks::Stacks};

/// The greatest line number, and the greatest number of events, that a record can name.
pub(crate) const MAX_SMALL: u32 = (1 << 24) - 1;
/// "No task" in the small field.
const SMALL_NONE: u32 = MAX_SMALL;

/// What kind of event a [`Record`] is, and how its fields are to be read.
///
/// "Wide" kinds keep a number that has no room in the record in a side table, and its index there in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Tag {
    /// `subject` is the turn, `object` how many were ready.
    Turn,
    /// `object` is the parent's slot, `small` the line. Whether it is a thread is known of the task.
    Created,
    /// `object` is the waker's slot.
    Ready,
    Running,
    /// `small` is the line, or the stack (see [`Stacks`]), in all that follow, up to `SuspendedOther`.
    SuspendedTurn,
    /// `object` is the future's id.
    SuspendedFuture,
    /// `object` is the awaited task's id (not its slot).
    SuspendedTask,
    /// `object` is how many nanoseconds the deadline is away.
    SuspendedSleep,
    /// `object` is the wide index of the deadline.
    SuspendedSleepWide,
    /// `object` is the future's id.
    SuspendedGroup,
    /// `object` is the resource's id.
    SuspendedResource,
    /// `object` is the id of something of the guest's.
    SuspendedOther,
    /// `object` is the slot of who asked.
    Cancel,
    Returned,
    Failed,
    Cancelled,
    /// `object` is the nanoseconds, `small` the line.
    Blocked,
    /// `object` is the wide index of the nanoseconds, `small` the line.
    BlockedWide,
    /// `subject` is the timer, `object` how far the deadline is away, `small` the setter's slot.
    TimerSet,
    /// As `TimerSet`, but `object` is the wide index of the deadline.
    TimerSetWide,
    TimerFired,
    TimerCancelled,
    /// `subject` is the resource's slot, `object` the maker's slot, `small` the kind.
    ResourceCreated,
    /// `subject` is the resource's slot, `object` the changer's slot, `small` twelve bits of level, twelve of waiters.
    ResourceChanged,
    /// As `ResourceChanged`, but `small` is the wide index of level and waiters.
    ResourceChangedWide,
    /// `small` is the line.
    Line,
}

/// What a tag means for the task that it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Ready,
    Running,
    Blocked,
    Suspended,
    Finished,
}

impl Tag {
    /// The phase that a task enters by such an event; none for events that are not about a task, or leave it as it is.
    #[inline]
    pub(crate) fn phase(self) -> Option<Phase> {
        Some(match self {
            Self::Created | Self::Ready => Phase::Ready,
            Self::Running => Phase::Running,
            Self::Blocked | Self::BlockedWide => Phase::Blocked,
            Self::SuspendedTurn
            | Self::SuspendedFuture
            | Self::SuspendedTask
            | Self::SuspendedSleep
            | Self::SuspendedSleepWide
            | Self::SuspendedGroup
            | Self::SuspendedResource
            | Self::SuspendedOther => Phase::Suspended,
            Self::Returned | Self::Failed | Self::Cancelled => Phase::Finished,
            _ => return None,
        })
    }
}

/// One event, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) time: u64,
    /// The tag in the low 8 bits, the small number in the rest.
    head: u32,
    pub(crate) subject: u32,
    pub(crate) object: u32,
    /// The event before this one in its chain.
    pub(crate) previous: u32,
}

const _: () = assert!(size_of::<Record>() == 24, "a million records are to stay small");

/// Numbers too great for a record.
pub(crate) type Wide = Vec<u64>;

impl Record {
    /// Stands where there is no event.
    pub(crate) const NONE: Self = Self { time: 0, head: Tag::Turn as u32, subject: NONE, object: NONE, previous: NONE };

    #[inline]
    pub(crate) fn new(time: u64, tag: Tag, small: u32, subject: u32, object: u32) -> Self {
        Self { time, head: tag as u32 | small.min(MAX_SMALL) << 8, subject, object, previous: NONE }
    }

    #[inline]
    pub(crate) fn tag(&self) -> Tag {
        TAGS[(self.head & 0xff) as usize]
    }

    #[inline]
    pub(crate) fn small(&self) -> u32 {
        self.head >> 8
    }

    /// A record with a number that is kept inside if it fits, beside if not.
    #[inline]
    fn with_number(
        at: (u64, u32, u32),
        narrow: Tag,
        wide: Tag,
        near: Option<u64>,
        number: u64,
        table: &mut Wide,
    ) -> Self {
        let (time, small, subject) = at;
        if let Some(near) = near.filter(|&near| near < u64::from(NONE)) {
            return Self::new(time, narrow, small, subject, near as u32);
        }
        table.push(number);
        Self::new(time, wide, small, subject, table.len() as u32 - 1)
    }

    pub(crate) fn suspended(time: u64, task: u32, on: WaitTarget, line: u32, wide: &mut Wide) -> Self {
        let (tag, object) = match on {
            WaitTarget::Turn => (Tag::SuspendedTurn, NONE),
            WaitTarget::Future(FutureId(id)) => (Tag::SuspendedFuture, id),
            WaitTarget::Task(TaskId(id)) => (Tag::SuspendedTask, id),
            WaitTarget::Group(FutureId(id)) => (Tag::SuspendedGroup, id),
            WaitTarget::Resource(ResourceId(id)) => (Tag::SuspendedResource, id),
            WaitTarget::Other(WaitId(id)) => (Tag::SuspendedOther, id),
            WaitTarget::Sleep(deadline) => {
                let (near, far) = (Tag::SuspendedSleep, Tag::SuspendedSleepWide);
                return Self::with_number((time, line, task), near, far, deadline.checked_sub(time), deadline, wide);
            }
        };
        Self::new(time, tag, line, task, object)
    }

    pub(crate) fn blocked(time: u64, task: u32, nanos: u64, line: u32, wide: &mut Wide) -> Self {
        Self::with_number((time, line, task), Tag::Blocked, Tag::BlockedWide, Some(nanos), nanos, wide)
    }

    pub(crate) fn timer_set(time: u64, timer: u32, deadline: u64, by: u32, wide: &mut Wide) -> Self {
        let at = (time, by.min(SMALL_NONE), timer);
        Self::with_number(at, Tag::TimerSet, Tag::TimerSetWide, deadline.checked_sub(time), deadline, wide)
    }

    pub(crate) fn finished(time: u64, task: u32, outcome: Outcome) -> Self {
        let tag = match outcome {
            Outcome::Returned => Tag::Returned,
            Outcome::Failed => Tag::Failed,
            Outcome::Cancelled => Tag::Cancelled,
        };
        Self::new(time, tag, 0, task, NONE)
    }

    pub(crate) fn resource_changed(
        time: u64,
        resource: u32,
        level: u32,
        waiters: u32,
        by: u32,
        wide: &mut Wide,
    ) -> Self {
        if level < 1 << 12 && waiters < 1 << 12 {
            return Self::new(time, Tag::ResourceChanged, level | waiters << 12, resource, by);
        }
        wide.push(u64::from(level) | u64::from(waiters) << 32);
        Self::new(time, Tag::ResourceChangedWide, wide.len() as u32 - 1, resource, by)
    }

    /// What a suspended task waits on.
    pub(crate) fn wait_target(&self, wide: &Wide) -> Option<WaitTarget> {
        Some(match self.tag() {
            Tag::SuspendedTurn => WaitTarget::Turn,
            Tag::SuspendedFuture => WaitTarget::Future(FutureId(self.object)),
            Tag::SuspendedTask => WaitTarget::Task(TaskId(self.object)),
            Tag::SuspendedGroup => WaitTarget::Group(FutureId(self.object)),
            Tag::SuspendedResource => WaitTarget::Resource(ResourceId(self.object)),
            Tag::SuspendedOther => WaitTarget::Other(WaitId(self.object)),
            Tag::SuspendedSleep | Tag::SuspendedSleepWide => WaitTarget::Sleep(self.number(wide)),
            _ => return None,
        })
    }

    pub(crate) fn outcome(&self) -> Option<Outcome> {
        Some(match self.tag() {
            Tag::Returned => Outcome::Returned,
            Tag::Failed => Outcome::Failed,
            Tag::Cancelled => Outcome::Cancelled,
            _ => return None,
        })
    }

    /// The line that the event names, 0 if none.
    pub(crate) fn line(&self, stacks: &Stacks) -> u32 {
        match self.tag() {
            Tag::Created | Tag::Line => self.small(),
            tag if tag.phase() == Some(Phase::Blocked) => self.small(),
            tag if tag.phase() == Some(Phase::Suspended) => stacks.line(self.small()),
            _ => 0,
        }
    }

    /// The deadline or duration of the tags that have one.
    pub(crate) fn number(&self, wide: &Wide) -> u64 {
        match self.tag() {
            Tag::SuspendedSleep | Tag::TimerSet => self.time + u64::from(self.object),
            Tag::Blocked => u64::from(self.object),
            Tag::SuspendedSleepWide | Tag::TimerSetWide | Tag::BlockedWide => wide[self.object as usize],
            _ => 0,
        }
    }

    /// Whether it says that the loop is blocked for as long as it takes: until the next event of its chain.
    pub(crate) fn is_open_blocking(&self, wide: &Wide) -> bool {
        self.tag() == Tag::BlockedWide && self.number(wide) == u64::MAX
    }

    /// The level and the waiters of a changed resource.
    pub(crate) fn level(&self, wide: &Wide) -> Option<(u32, u32)> {
        match self.tag() {
            Tag::ResourceChanged => Some((self.small() & 0xfff, self.small() >> 12)),
            Tag::ResourceChangedWide => {
                let both = wide[self.small() as usize];
                Some((both as u32, (both >> 32) as u32))
            }
            _ => None,
        }
    }

    /// The event as it was told. `task` and `resource` give the id for a slot.
    pub(crate) fn event(
        &self,
        wide: &Wide,
        stacks: &Stacks,
        task: impl Fn(u32) -> TaskId,
        resource: impl Fn(u32) -> ResourceId,
    ) -> Event {
        let some_task = |slot: u32| (slot != NONE && slot != SMALL_NONE).then(|| task(slot));
        match self.tag() {
            Tag::Turn => Event::TurnStarted { turn: self.subject, ready: self.object },
            Tag::Created => {
                Event::TaskCreated { task: task(self.subject), parent: some_task(self.object), line: self.small() }
            }
            Tag::Ready => Event::TaskReady { task: task(self.subject), by: some_task(self.object) },
            Tag::Running => Event::TaskRunning { task: task(self.subject) },
            Tag::Cancel => Event::CancelRequested { task: task(self.subject), by: some_task(self.object) },
            Tag::Returned => Event::TaskFinished { task: task(self.subject), outcome: Outcome::Returned },
            Tag::Failed => Event::TaskFinished { task: task(self.subject), outcome: Outcome::Failed },
            Tag::Cancelled => Event::TaskFinished { task: task(self.subject), outcome: Outcome::Cancelled },
            Tag::Blocked | Tag::BlockedWide => {
                Event::Blocked { task: some_task(self.subject), nanos: self.number(wide), line: self.small() }
            }
            Tag::TimerSet | Tag::TimerSetWide => Event::TimerSet {
                timer: TimerId(self.subject),
                deadline: self.number(wide),
                by: some_task(self.small()),
            },
            Tag::TimerFired => Event::TimerFired { timer: TimerId(self.subject) },
            Tag::TimerCancelled => Event::TimerCancelled { timer: TimerId(self.subject) },
            Tag::ResourceCreated => Event::ResourceCreated {
                resource: resource(self.subject),
                kind: kind_of_number(self.small()),
                by: some_task(self.object),
            },
            Tag::ResourceChanged | Tag::ResourceChangedWide => {
                let (level, waiters) = self.level(wide).unwrap_or_default();
                Event::ResourceChanged { resource: resource(self.subject), level, waiters, by: some_task(self.object) }
            }
            Tag::Line => Event::LineReached { task: some_task(self.subject), line: self.small() },
            _ => Event::TaskSuspended {
                task: task(self.subject),
                on: self.wait_target(wide).unwrap_or(WaitTarget::Turn),
                line: stacks.line(self.small()),
            },
        }
    }
}

/// All tags, by their number.
const TAGS: [Tag; 256] = {
    let known = [
        Tag::Turn,
        Tag::Created,
        Tag::Ready,
        Tag::Running,
        Tag::SuspendedTurn,
        Tag::SuspendedFuture,
        Tag::SuspendedTask,
        Tag::SuspendedSleep,
        Tag::SuspendedSleepWide,
        Tag::SuspendedGroup,
        Tag::SuspendedResource,
        Tag::SuspendedOther,
        Tag::Cancel,
        Tag::Returned,
        Tag::Failed,
        Tag::Cancelled,
        Tag::Blocked,
        Tag::BlockedWide,
        Tag::TimerSet,
        Tag::TimerSetWide,
        Tag::TimerFired,
        Tag::TimerCancelled,
        Tag::ResourceCreated,
        Tag::ResourceChanged,
        Tag::ResourceChangedWide,
        Tag::Line,
    ];
    let mut all = [Tag::Turn; 256];
    let mut i = 0;
    while i < known.len() {
        assert!(known[i] as usize == i, "tags are listed in their order");
        all[i] = known[i];
        i += 1;
    }
    all
};

/// All kinds of resources, by their number.
pub(crate) const RESOURCE_KINDS: [ResourceKind; 7] = [
    ResourceKind::Queue,
    ResourceKind::Lock,
    ResourceKind::Semaphore,
    ResourceKind::Event,
    ResourceKind::Condition,
    ResourceKind::Barrier,
    ResourceKind::Pool,
];

/// A kind's number in [`RESOURCE_KINDS`].
pub(crate) fn kind_number(kind: ResourceKind) -> u32 {
    RESOURCE_KINDS.iter().position(|&known| known == kind).unwrap_or(0) as u32
}

pub(crate) fn kind_of_number(number: u32) -> ResourceKind {
    RESOURCE_KINDS[number as usize % RESOURCE_KINDS.len()]
}
