//! Host and observer of a run that goes back and forth: they hear everything once.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{Event, FutureId, Item, Observer, Passage, QueueOrder, ResourceId, TaskId, WaitId};
use loopscope_interpreter::{Host, Snapshot, Stream};

use crate::meter::Meter;
use crate::snapshots::Kept;

/// How much has been told by some moment of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Everything: events, names, output.
    pub(crate) items: u64,
    /// Bytes of chance that the program was given.
    pub(crate) chance: u64,
    /// Lines that the program has read.
    pub(crate) lines: usize,
}

/// Who hears of the run, and how far it has been told.
pub(crate) struct Tape<H, O> {
    pub(crate) host: H,
    pub(crate) observer: O,
    /// Where the run stands.
    pub(crate) told: Told,
    /// How far it has ever been: what is told again up to here has been heard.
    pub(crate) heard: u64,
    /// All lines that the program has ever read: who reads again reads the same.
    pub(crate) lines: Vec<Option<String>>,
    pub(crate) meter: Rc<RefCell<Meter>>,
}

impl<H: Host, O: Observer> Tape<H, O> {
    /// Counts one thing that is told; whether it is new.
    fn is_new(&mut self) -> bool {
        self.told.items += 1;
        let is_new = self.told.items > self.heard;
        if is_new {
            self.heard = self.told.items;
        }
        is_new
    }

    /// Tells the observer something, unless it has heard it.
    fn tell(&mut self, what: impl FnOnce(&mut O)) {
        if self.is_new() {
            what(&mut self.observer);
        }
    }

    fn event(&mut self, time: u64, event: Event) {
        self.meter.borrow_mut().note(&event);
        self.tell(|observer| observer.event(time, event));
    }

    /// A snapshot of this moment, with what there is to know of it.
    pub(crate) fn kept(&self, snapshot: Snapshot) -> Kept {
        Kept { snapshot, mark: self.meter.borrow().mark(), told: self.told }
    }
}

/// The tape as the host.
pub(crate) struct TapeHost<H, O>(pub(crate) Rc<RefCell<Tape<H, O>>>);

impl<H: Host, O: Observer> Host for TapeHost<H, O> {
    fn write(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64) {
        let mut tape = self.0.borrow_mut();
        // So that what is printed has a moment of its own.
        if tape.observer.is_on() {
            let line = tape.meter.borrow().line();
            tape.event((time * 1e9).round() as u64, Event::LineReached { task, line });
        }
        if tape.is_new() {
            tape.host.write(stream, text, task, time);
        }
    }

    fn monotonic(&mut self) -> f64 {
        self.0.borrow_mut().host.monotonic()
    }

    fn unix_time(&mut self) -> f64 {
        self.0.borrow_mut().host.unix_time()
    }

    fn utc_offset(&mut self, unix_time: f64) -> i32 {
        self.0.borrow_mut().host.utc_offset(unix_time)
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        let mut tape = self.0.borrow_mut();
        let number = tape.told.lines;
        tape.told.lines += 1;
        if number == tape.lines.len() {
            let line = tape.host.read_line(prompt);
            tape.lines.push(line);
        }
        tape.lines.get(number).cloned().flatten()
    }

    /// Chance must be the same each time, and is not the host's.
    fn entropy(&mut self, buffer: &mut [u8]) {
        let mut tape = self.0.borrow_mut();
        for byte in buffer {
            tape.told.chance += 1;
            *byte = (mix(tape.told.chance) >> 56) as u8;
        }
    }
}

/// SplitMix64's output function.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The tape as the observer.
pub(crate) struct TapeObserver<H, O>(pub(crate) Rc<RefCell<Tape<H, O>>>);

impl<H: Host, O: Observer> Observer for TapeObserver<H, O> {
    fn event(&mut self, time: u64, event: Event) {
        self.0.borrow_mut().event(time, event);
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        self.0.borrow_mut().tell(|observer| observer.task_named(task, name));
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        self.0.borrow_mut().tell(|observer| observer.wait_named(wait, words));
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        self.0.borrow_mut().tell(|observer| observer.resource_named(resource, name));
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        self.0.borrow_mut().tell(|observer| observer.resource_made_at(resource, line));
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        self.0.borrow_mut().tell(|observer| observer.thread_serves(thread, pool));
    }

    fn resource_holds(&mut self, resource: ResourceId, most: u32) {
        self.0.borrow_mut().tell(|observer| observer.resource_holds(resource, most));
    }

    fn queue_ordered(&mut self, queue: ResourceId, order: QueueOrder) {
        self.0.borrow_mut().tell(|observer| observer.queue_ordered(queue, order));
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        self.0.borrow_mut().tell(|observer| observer.item_passed(queue, passage, item));
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.0.borrow_mut().tell(|observer| observer.task_stands(task, lines));
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        self.0.borrow_mut().tell(|observer| observer.group_formed(group, members));
    }
}
