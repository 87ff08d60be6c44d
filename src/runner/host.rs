//! The world outside a program, in a browser.

use std::{cell::Cell, rc::Rc};

use js_sys::Date;
use loopscope_executor::{Event, FutureId, Item, Observer, Passage, QueueOrder, ResourceId, TaskId, WaitId};
use loopscope_interpreter::{Host, Session, Status, Stream};
use loopscope_recording::{SharedRecording, Stream as Recorded};
use wasm_bindgen::JsValue;

use super::{callbacks::now_millis, clock::HostClock, driver::Machine};

/// Takes what a program prints.
pub(crate) trait Output {
    /// Text was written by `task` (`None`: outside of tasks) at `time`, in seconds of the program's clock.
    fn wrote(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64);
}

impl Output for SharedRecording {
    fn wrote(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64) {
        let stream = match stream {
            Stream::Stdout => Recorded::Out,
            Stream::Stderr => Recorded::Err,
        };
        SharedRecording::wrote(self, (time * 1e9) as u64, task, stream, text);
    }
}

/// A page as a program's host: time comes from the page's clock, and the browser has the rest.
pub(crate) struct Page<O> {
    output: O,
    clock: Rc<HostClock>,
    unix_start: f64,
    /// When the program wrote last, and who did.
    last: (f64, Option<TaskId>),
}

impl<O: Output> Page<O> {
    /// A host that begins now.
    pub(crate) fn new(output: O, clock: Rc<HostClock>) -> Self {
        Self { output, clock, unix_start: Date::now() / 1e3, last: (0.0, None) }
    }

    /// What takes the output.
    pub(crate) fn output(&mut self) -> &mut O {
        &mut self.output
    }
}

impl<O: Output> Host for Page<O> {
    fn write(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64) {
        self.last = (time, task);
        self.output.wrote(stream, text, task, time);
    }

    fn monotonic(&mut self) -> f64 {
        self.clock.at(now_millis() / 1e3)
    }

    fn unix_time(&mut self) -> f64 {
        self.unix_start + self.monotonic()
    }

    fn utc_offset(&mut self, unix_time: f64) -> i32 {
        let date = Date::new(&JsValue::from_f64(unix_time * 1e3));
        -60 * date.get_timezone_offset() as i32
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        /// `getRandomValues` gives no more at once.
        const MOST: usize = 65_536;
        let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) else { return };
        for part in buffer.chunks_mut(MOST) {
            let _ = crypto.get_random_values_with_u8_array(part);
        }
    }

    /// Asks in a dialog. The answer appears in the console, as what is typed does in a terminal.
    fn read_line(&mut self, prompt: &str) -> Option<String> {
        let answer = web_sys::window()?.prompt_with_message(prompt).ok().flatten()? + "\n";
        let (time, task) = self.last;
        self.output.wrote(Stream::Stdout, &answer, task, time);
        Some(answer)
    }
}

/// Records a run, and counts the tasks' steps.
pub(super) struct Recorder {
    recording: SharedRecording,
    steps: Rc<Cell<u64>>,
}

impl Observer for Recorder {
    #[inline]
    fn event(&mut self, time: u64, event: Event) {
        let is_step = matches!(
            event,
            Event::TaskRunning { .. }
                | Event::TaskSuspended { .. }
                | Event::TaskFinished { .. }
                | Event::TurnStarted { .. }
        );
        self.steps.set(self.steps.get() + u64::from(is_step));
        self.recording.event(time, event);
    }

    #[inline]
    fn task_yielded(&mut self, time: u64, task: TaskId, line: u32) {
        self.steps.set(self.steps.get() + 1);
        self.recording.task_yielded(time, task, line);
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        self.recording.task_named(task, name);
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        self.recording.task_stands(task, lines);
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        self.recording.group_formed(group, members);
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        self.recording.resource_made_at(resource, line);
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        self.recording.thread_serves(thread, pool);
    }

    fn resource_holds(&mut self, resource: ResourceId, most: u32) {
        self.recording.resource_holds(resource, most);
    }

    fn queue_ordered(&mut self, queue: ResourceId, order: QueueOrder) {
        self.recording.queue_ordered(queue, order);
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        self.recording.item_passed(queue, passage, item);
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        self.recording.wait_named(wait, words);
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        self.recording.resource_named(resource, name);
    }
}

/// A program's session, shared between the driver, which runs it, and the panes, which ask what it says of futures.
#[derive(Clone)]
pub(super) struct SharedSession {
    session: Rc<std::cell::RefCell<Session<Page<SharedRecording>, Recorder>>>,
    steps: Rc<Cell<u64>>,
}

impl SharedSession {
    /// Makes a session from its source.
    ///
    /// # Errors
    /// As [`Session::new`].
    pub(super) fn new(
        source: &str,
        options: loopscope_interpreter::Options,
        clock: Rc<HostClock>,
        recording: SharedRecording,
    ) -> Result<Self, Vec<loopscope_interpreter::Diagnostic>> {
        let steps = Rc::new(Cell::new(0));
        let recorder = Recorder { recording: recording.clone(), steps: steps.clone() };
        let session = Session::new(source, options, Page::new(recording, clock), recorder)?;
        Ok(Self { session: Rc::new(std::cell::RefCell::new(session)), steps })
    }

    /// Asks the session, unless it is running just now.
    pub(super) fn ask<R>(
        &self,
        question: impl FnOnce(&mut Session<Page<SharedRecording>, Recorder>) -> R,
    ) -> Option<R> {
        Some(question(&mut *self.session.try_borrow_mut().ok()?))
    }
}

impl Machine for SharedSession {
    fn run(&mut self, fuel: u64) -> Status {
        self.session.borrow_mut().run(fuel)
    }

    fn steps(&self) -> u64 {
        self.steps.get()
    }
}
