//! Events as they are told, to be put into a recording when somebody looks.

use loopscope_executor::{
    Event, FutureId, Item, Observer, Outcome, Passage, ResourceId, TaskId, TimerId, WaitId, WaitTarget,
};

use crate::{
    chain::NONE,
    record::{kind_number, kind_of_number},
};

/// From so many words on, a journal should not wait until somebody looks.
const MANY: usize = 1 << 20;
/// So much is kept for what comes next, once a journal has been read.
const SPARE: usize = 1 << 14;

/// The greatest number that fits between the kind of a word and the id of what it is about.
const MAX_SMALL: u32 = (1 << 27) - 1;

/// What a word is. Its kind is in the lowest 5 bits, then 27 bits hold a small number, and 32 an id.
///
/// "With" kinds are followed by a word that holds one number more.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Kind {
    /// All bits but those of the kind are the time of the events that follow.
    Time,
    /// The id is the small number of the event that follows, where it has no room.
    Wide,
    /// The small number is how many handles the turn has.
    Turn,
    /// The small number is the line; with the parent.
    Created,
    /// As `Created`, of a thread.
    ThreadCreated,
    /// The small number is one more than the id of who woke it, 0 for nobody.
    Ready,
    Running,
    /// The small number is the line, in all that follow, up to `SuspendedOther`; with what it waits for.
    SuspendedTurn,
    SuspendedFuture,
    SuspendedTask,
    SuspendedSleep,
    SuspendedGroup,
    SuspendedResource,
    SuspendedOther,
    /// The small number is one more than the id of who asked, 0 for nobody.
    Cancel,
    Returned,
    Failed,
    Cancelled,
    /// The small number is the line; with the nanoseconds.
    Blocked,
    /// The small number is one more than the id of who set it, 0 for nobody; with the deadline.
    TimerSet,
    TimerFired,
    TimerCancelled,
    /// The small number is one more than the id of who made it, 0 for nobody; with the kind.
    ResourceCreated,
    /// The small number is one more than the id of who changed it, 0 for nobody; with level and waiters.
    ResourceChanged,
    /// The small number is the line.
    Line,
    /// The small number is how many lines the task's stack has; two lines to a word.
    Stands,
    /// The small number is how many bytes the task's name has; eight to a word.
    Named,
    /// `Running` and `SuspendedTurn` in one.
    Stepped,
    /// `Stepped` and a `Ready` by nobody in one.
    SteppedReady,
    /// The small number is which way it passed, the id that of the queue; with the integer.
    IntPassed,
    /// The small number is how many bytes the item's text has, twice, and which way it passed; eight bytes to a word.
    TextPassed,
}

/// A list of events, in one or two words each, which does nothing with them.
///
/// To be told of a switch costs so a fraction of what it takes to find a place for it among all that has happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    words: Vec<u64>,
    time: u64,
    /// With so many words, the last one is of a step that goes on: what follows may be put into it.
    step: usize,
}

impl Journal {
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Is it time to read it, whether somebody looks or not?
    #[inline]
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() >= MANY
    }

    #[inline(always)]
    fn put(&mut self, kind: Kind, small: u32, id: u32) {
        if small > MAX_SMALL {
            self.put_wide(small);
        }
        self.words.push(word(kind, small, id));
    }

    /// The last word, if it is of a step that goes on.
    #[inline(always)]
    fn step(&mut self) -> Option<&mut u64> {
        if self.step == self.words.len() { self.words.last_mut() } else { None }
    }

    /// Puts the end of a step into the word of its beginning, as most steps of busy loops are but yields.
    #[inline(always)]
    fn step_ends(&mut self, line: u32, task: TaskId) -> bool {
        let began = word(Kind::Running, 0, task.0);
        match self.step() {
            Some(last) if *last == began && line <= MAX_SMALL => {
                *last = word(Kind::Stepped, line, task.0);
                true
            }
            _ => false,
        }
    }

    /// Puts it into the word of a step that its task is ready again.
    #[inline(always)]
    fn step_is_ready(&mut self, task: TaskId) -> bool {
        match self.step() {
            Some(last) if *last & 31 == Kind::Stepped as u64 && *last >> 32 == u64::from(task.0) => {
                *last = *last & !31 | Kind::SteppedReady as u64;
                true
            }
            _ => false,
        }
    }

    #[cold]
    fn put_wide(&mut self, small: u32) {
        self.words.push(Kind::Wide as u64 | u64::from(small) << 32);
    }

    #[inline(always)]
    fn put_with(&mut self, kind: Kind, small: u32, id: u32, with: u64) {
        self.put(kind, small, id);
        self.words.push(with);
    }

    #[inline(always)]
    pub(crate) fn event(&mut self, time: u64, event: Event) {
        if time != self.time {
            self.time = time;
            // Times of more than eighteen years are all the same.
            self.words.push(Kind::Time as u64 | time.min(u64::MAX >> 5) << 5);
        }
        match event {
            Event::TurnStarted { turn, ready } => self.put(Kind::Turn, ready, turn),
            Event::TaskCreated { task, parent, line } => {
                let parent = parent.map_or(NONE, |parent| parent.0);
                self.put_with(Kind::Created, line, task.0, u64::from(parent));
            }
            Event::ThreadCreated { thread, parent, line } => {
                let parent = parent.map_or(NONE, |parent| parent.0);
                self.put_with(Kind::ThreadCreated, line, thread.0, u64::from(parent));
            }
            Event::TaskReady { task, by: None } if self.step_is_ready(task) => {}
            Event::TaskReady { task, by } => self.put(Kind::Ready, some(by), task.0),
            Event::TaskRunning { task } => {
                self.put(Kind::Running, 0, task.0);
                self.step = self.words.len();
            }
            Event::TaskSuspended { task, on, line } => match on {
                WaitTarget::Turn if self.step_ends(line, task) => {}
                WaitTarget::Turn => self.put(Kind::SuspendedTurn, line, task.0),
                WaitTarget::Future(on) => self.put_with(Kind::SuspendedFuture, line, task.0, u64::from(on.0)),
                WaitTarget::Task(on) => self.put_with(Kind::SuspendedTask, line, task.0, u64::from(on.0)),
                WaitTarget::Sleep(until) => self.put_with(Kind::SuspendedSleep, line, task.0, until),
                WaitTarget::Group(on) => self.put_with(Kind::SuspendedGroup, line, task.0, u64::from(on.0)),
                WaitTarget::Resource(on) => self.put_with(Kind::SuspendedResource, line, task.0, u64::from(on.0)),
                WaitTarget::Other(on) => self.put_with(Kind::SuspendedOther, line, task.0, u64::from(on.0)),
            },
            Event::CancelRequested { task, by } => self.put(Kind::Cancel, some(by), task.0),
            Event::TaskFinished { task, outcome } => {
                let kind = match outcome {
                    Outcome::Returned => Kind::Returned,
                    Outcome::Failed => Kind::Failed,
                    Outcome::Cancelled => Kind::Cancelled,
                };
                self.put(kind, 0, task.0);
            }
            Event::Blocked { task, nanos, line } => {
                self.put_with(Kind::Blocked, line, task.map_or(NONE, |task| task.0), nanos);
            }
            Event::TimerSet { timer, deadline, by } => self.put_with(Kind::TimerSet, some(by), timer.0, deadline),
            Event::TimerFired { timer } => self.put(Kind::TimerFired, 0, timer.0),
            Event::TimerCancelled { timer } => self.put(Kind::TimerCancelled, 0, timer.0),
            Event::ResourceCreated { resource, kind, by } => {
                self.put_with(Kind::ResourceCreated, some(by), resource.0, u64::from(kind_number(kind)));
            }
            Event::ResourceChanged { resource, level, waiters, by } => {
                let state = u64::from(level) | u64::from(waiters) << 32;
                self.put_with(Kind::ResourceChanged, some(by), resource.0, state);
            }
            Event::LineReached { task, line } => self.put(Kind::Line, line, task.map_or(NONE, |task| task.0)),
        }
    }

    /// Most steps of busy loops are but yields: such a step is a word.
    #[inline(always)]
    pub(crate) fn task_yielded(&mut self, time: u64, task: TaskId, line: u32) {
        let began = word(Kind::Running, 0, task.0);
        let is_step = time == self.time && line <= MAX_SMALL;
        match self.step() {
            Some(last) if is_step && *last == began => *last = word(Kind::SteppedReady, line, task.0),
            _ => {
                self.event(time, Event::TaskSuspended { task, on: WaitTarget::Turn, line });
                self.event(time, Event::TaskReady { task, by: None });
            }
        }
    }

    pub(crate) fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.put(Kind::Stands, lines.len() as u32, task.0);
        self.words.extend(
            lines.chunks(2).map(|two| u64::from(two[0]) | two.get(1).map_or(0, |second| u64::from(*second) << 32)),
        );
    }

    pub(crate) fn task_named(&mut self, task: TaskId, name: &str) {
        self.put(Kind::Named, name.len() as u32, task.0);
        self.put_text(name);
    }

    pub(crate) fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        let way = u32::from(passage == Passage::Got);
        match item {
            Item::Int(number) => self.put_with(Kind::IntPassed, way, queue.0, number.cast_unsigned()),
            Item::Text(text) => {
                self.put(Kind::TextPassed, (text.len() as u32) << 1 | way, queue.0);
                self.put_text(text);
            }
        }
    }

    fn put_text(&mut self, text: &str) {
        self.words.extend(text.as_bytes().chunks(8).map(|eight| {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            u64::from_le_bytes(word)
        }));
    }

    /// Tells everything that it was told, in the same order, and forgets it.
    pub(crate) fn tell(&mut self, observer: &mut impl Observer) {
        let mut words = self.words.drain(..);
        let (mut time, mut wide) = (0, None);
        while let Some(word) = words.next() {
            let (small, id) = (wide.take().unwrap_or((word >> 5) as u32 & MAX_SMALL), (word >> 32) as u32);
            let Some(kind) = KINDS.get((word & 31) as usize) else { continue };
            let (task, timer, resource) = (TaskId(id), TimerId(id), ResourceId(id));
            let mut with = || words.next().unwrap_or(0);
            let by = small.checked_sub(1).map(TaskId);
            let event = match kind {
                Kind::Time => {
                    time = word >> 5;
                    continue;
                }
                Kind::Wide => {
                    wide = Some(id);
                    continue;
                }
                Kind::Stands => {
                    let both = (0..small.div_ceil(2)).flat_map(|_| {
                        let word = words.next().unwrap_or(0);
                        [word as u32, (word >> 32) as u32]
                    });
                    let mut lines: Vec<u32> = both.collect();
                    lines.truncate(small as usize);
                    observer.task_stands(task, &lines);
                    continue;
                }
                Kind::Named => {
                    observer.task_named(task, &text(&mut words, small));
                    continue;
                }
                Kind::IntPassed => {
                    observer.item_passed(resource, passage(small), Item::Int(with().cast_signed()));
                    continue;
                }
                Kind::TextPassed => {
                    let text = text(&mut words, small >> 1);
                    observer.item_passed(resource, passage(small), Item::Text(&text));
                    continue;
                }
                Kind::Stepped | Kind::SteppedReady => {
                    observer.event(time, Event::TaskRunning { task });
                    observer.event(time, Event::TaskSuspended { task, on: WaitTarget::Turn, line: small });
                    if matches!(kind, Kind::Stepped) {
                        continue;
                    }
                    Event::TaskReady { task, by: None }
                }
                Kind::Turn => Event::TurnStarted { turn: id, ready: small },
                Kind::Created => {
                    let parent = with() as u32;
                    Event::TaskCreated { task, parent: (parent != NONE).then_some(TaskId(parent)), line: small }
                }
                Kind::ThreadCreated => {
                    let parent = with() as u32;
                    let parent = (parent != NONE).then_some(TaskId(parent));
                    Event::ThreadCreated { thread: task, parent, line: small }
                }
                Kind::Ready => Event::TaskReady { task, by },
                Kind::Running => Event::TaskRunning { task },
                Kind::SuspendedTurn => Event::TaskSuspended { task, on: WaitTarget::Turn, line: small },
                Kind::SuspendedFuture => {
                    Event::TaskSuspended { task, on: WaitTarget::Future(FutureId(with() as u32)), line: small }
                }
                Kind::SuspendedTask => {
                    Event::TaskSuspended { task, on: WaitTarget::Task(TaskId(with() as u32)), line: small }
                }
                Kind::SuspendedSleep => Event::TaskSuspended { task, on: WaitTarget::Sleep(with()), line: small },
                Kind::SuspendedGroup => {
                    Event::TaskSuspended { task, on: WaitTarget::Group(FutureId(with() as u32)), line: small }
                }
                Kind::SuspendedResource => {
                    Event::TaskSuspended { task, on: WaitTarget::Resource(ResourceId(with() as u32)), line: small }
                }
                Kind::SuspendedOther => {
                    Event::TaskSuspended { task, on: WaitTarget::Other(WaitId(with() as u32)), line: small }
                }
                Kind::Cancel => Event::CancelRequested { task, by },
                Kind::Returned => Event::TaskFinished { task, outcome: Outcome::Returned },
                Kind::Failed => Event::TaskFinished { task, outcome: Outcome::Failed },
                Kind::Cancelled => Event::TaskFinished { task, outcome: Outcome::Cancelled },
                Kind::Blocked => Event::Blocked { task: (id != NONE).then_some(task), nanos: with(), line: small },
                Kind::TimerSet => Event::TimerSet { timer, deadline: with(), by },
                Kind::TimerFired => Event::TimerFired { timer },
                Kind::TimerCancelled => Event::TimerCancelled { timer },
                Kind::ResourceCreated => Event::ResourceCreated { resource, kind: kind_of_number(with() as u32), by },
                Kind::ResourceChanged => {
                    let state = with();
                    Event::ResourceChanged { resource, level: state as u32, waiters: (state >> 32) as u32, by }
                }
                Kind::Line => Event::LineReached { task: (id != NONE).then_some(task), line: small },
            };
            observer.event(time, event);
        }
        drop(words);
        self.time = 0;
        self.step = 0;
        self.words.shrink_to(SPARE);
    }
}

#[inline(always)]
fn word(kind: Kind, small: u32, id: u32) -> u64 {
    kind as u64 | u64::from(small & MAX_SMALL) << 5 | u64::from(id) << 32
}

/// One more than an id, or 0.
#[inline(always)]
fn some(task: Option<TaskId>) -> u32 {
    task.map_or(0, |task| task.0 + 1)
}

/// A text of so many bytes, eight to a word.
fn text(words: &mut impl Iterator<Item = u64>, length: u32) -> String {
    let bytes = (0..length.div_ceil(8)).flat_map(|_| words.next().unwrap_or(0).to_le_bytes());
    let mut bytes: Vec<u8> = bytes.collect();
    bytes.truncate(length as usize);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Which way an item passed, as the lowest bit says.
fn passage(bits: u32) -> Passage {
    if bits & 1 == 0 { Passage::Put } else { Passage::Got }
}

/// All kinds, by their numbers.
const KINDS: [Kind; 31] = [
    Kind::Time,
    Kind::Wide,
    Kind::Turn,
    Kind::Created,
    Kind::ThreadCreated,
    Kind::Ready,
    Kind::Running,
    Kind::SuspendedTurn,
    Kind::SuspendedFuture,
    Kind::SuspendedTask,
    Kind::SuspendedSleep,
    Kind::SuspendedGroup,
    Kind::SuspendedResource,
    Kind::SuspendedOther,
    Kind::Cancel,
    Kind::Returned,
    Kind::Failed,
    Kind::Cancelled,
    Kind::Blocked,
    Kind::TimerSet,
    Kind::TimerFired,
    Kind::TimerCancelled,
    Kind::ResourceCreated,
    Kind::ResourceChanged,
    Kind::Line,
    Kind::Stands,
    Kind::Named,
    Kind::Stepped,
    Kind::SteppedReady,
    Kind::IntPassed,
    Kind::TextPassed,
];

const _: () = {
    let mut i = 0;
    while i < KINDS.len() {
        assert!(KINDS[i] as usize == i, "kinds are listed in their order");
        i += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RESOURCE_KINDS;

    /// Writes down what it is told.
    #[derive(Default)]
    struct Told(Vec<String>);

    impl Observer for Told {
        fn event(&mut self, time: u64, event: Event) {
            self.0.push(format!("{time} {event:?}"));
        }
        fn task_named(&mut self, task: TaskId, name: &str) {
            self.0.push(format!("{task:?} {name}"));
        }
        fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
            self.0.push(format!("{task:?} {lines:?}"));
        }
        fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
            self.0.push(format!("{queue:?} {passage:?} {item:?}"));
        }
    }

    #[test]
    fn it_tells_what_it_was_told() {
        let (task, other, far) = (TaskId(1), Some(TaskId(7)), Some(TaskId(u32::MAX - 1)));
        let (timer, resource) = (TimerId(3), ResourceId(4));
        let mut events = vec![
            Event::TurnStarted { turn: 1, ready: 2 },
            Event::TaskCreated { task, parent: None, line: 12 },
            Event::TaskCreated { task, parent: other, line: u32::MAX },
            Event::ThreadCreated { thread: task, parent: None, line: 12 },
            Event::ThreadCreated { thread: task, parent: far, line: u32::MAX },
            Event::TaskRunning { task },
            Event::Blocked { task: None, nanos: u64::MAX, line: 3 },
            Event::Blocked { task: Some(task), nanos: 1, line: 0 },
            Event::TimerFired { timer },
            Event::TimerCancelled { timer },
            Event::LineReached { task: None, line: 3 },
            Event::LineReached { task: Some(task), line: 4 },
        ];
        for by in [None, other, far] {
            events.push(Event::TaskReady { task, by });
            events.push(Event::CancelRequested { task, by });
            events.push(Event::TimerSet { timer, deadline: u64::MAX, by });
            events.push(Event::ResourceChanged { resource, level: u32::MAX, waiters: 9, by });
            events.extend(RESOURCE_KINDS.map(|kind| Event::ResourceCreated { resource, kind, by }));
        }
        events.extend(
            [Outcome::Returned, Outcome::Failed, Outcome::Cancelled]
                .map(|outcome| Event::TaskFinished { task, outcome }),
        );
        let targets = [
            WaitTarget::Turn,
            WaitTarget::Future(FutureId(u32::MAX)),
            WaitTarget::Task(TaskId(2)),
            WaitTarget::Sleep(u64::MAX),
            WaitTarget::Group(FutureId(5)),
            WaitTarget::Resource(ResourceId(6)),
            WaitTarget::Other(WaitId(u32::MAX)),
        ];
        events.extend(targets.map(|on| Event::TaskSuspended { task, on, line: 77 }));
        // Steps that fit into one word, and some that only nearly do.
        let (next, on) = (TaskId(2), WaitTarget::Turn);
        for (line, suspended, ready, by) in [
            (5, task, task, None),
            (5, task, next, None),
            (5, next, task, None),
            (5, task, task, other),
            (u32::MAX, task, task, None),
        ] {
            events.push(Event::TaskRunning { task });
            events.push(Event::TaskSuspended { task: suspended, on, line });
            events.push(Event::TaskReady { task: ready, by });
            events.push(Event::TaskReady { task: ready, by });
        }
        // What a number looks like does not matter.
        let like_a_step = word(Kind::Running, 0, task.0);
        events.push(Event::TimerSet { timer, deadline: like_a_step, by: None });
        events.push(Event::TaskSuspended { task, on, line: 5 });
        let (mut journal, mut expected, mut told) = (Journal::default(), Told::default(), Told::default());
        for round in 0..2 {
            for (n, event) in events.iter().enumerate() {
                let time = round + n as u64 / 3 * 1_000_000_007;
                journal.event(time, *event);
                expected.event(time, *event);
                // Those that end a step, those that do not, and those whose line needs a word of its own.
                for (later, line) in [(0, 5), (0, u32::MAX), (1, 6), (0, 7)] {
                    journal.event(time, Event::TaskRunning { task });
                    journal.task_yielded(time + later, task, line);
                    journal.task_yielded(time + later, next, line);
                    expected.event(time, Event::TaskRunning { task });
                    expected.task_yielded(time + later, task, line);
                    expected.task_yielded(time + later, next, line);
                }
                if round == 1 {
                    continue;
                }
                let lines: Vec<u32> = (0..n as u32).collect();
                journal.task_stands(task, &lines);
                expected.task_stands(task, &lines);
                let name = "né🧵".repeat(n);
                journal.task_named(task, &name);
                expected.task_named(task, &name);
                let number = [0, -1, i64::MIN, i64::MAX][n % 4];
                for (passage, item) in [(Passage::Put, Item::Int(number)), (Passage::Got, Item::Text(&name))] {
                    let passages = [passage, if n % 3 == 0 { Passage::Put } else { Passage::Got }];
                    for passage in passages {
                        journal.item_passed(resource, passage, item);
                        expected.item_passed(resource, passage, item);
                    }
                }
            }
            assert!(!journal.is_empty());
            journal.tell(&mut told);
            assert!(journal.is_empty());
        }
        assert_eq!(told.0, expected.0);
    }
}
