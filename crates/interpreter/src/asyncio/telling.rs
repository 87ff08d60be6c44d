//! What observers are told of simulated threads: a thread has a lane of its own while it is outside of the loop that it
//! may run. What happens in the loop is told of its tasks.

use loopscope_executor::{Event, Observer, Outcome, QueueOrder, ResourceId, ResourceKind, TaskId, WaitId, WaitTarget};

use super::schedule::Active;
use super::strand::MAIN;
use crate::code::Code;
use crate::frame::{Body, Fiber, Frame};
use crate::object::TraceEntry;
use crate::value::Value;
use crate::vm::{Thread, Vm};

/// More calls say nothing more about where something stands.
pub(super) const DEEPEST: usize = 16;

/// How observers know a strand.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) id: TaskId,
    /// It has raised what its function did not catch.
    failed: bool,
}

impl Vm {
    /// By which id observers know the running strand; `None` if they do not, or while it runs its loop.
    #[inline]
    fn own_lane(&self) -> Option<TaskId> {
        // Most programs have no threads.
        if self.asyncio.strands.told.is_empty() || self.asyncio.main.is_some() {
            return None;
        }
        self.lane_of_strand(self.asyncio.strands.this)
    }

    /// Whose doing is what happens now: the running task's, or that of a thread outside of its loop.
    pub(crate) fn actor(&self) -> Option<TaskId> {
        self.asyncio.core.current_task().or_else(|| self.own_lane())
    }

    /// By which id observers know a simulated thread.
    #[cold]
    #[inline(never)]
    pub(crate) fn lane_of_strand(&self, number: u32) -> Option<TaskId> {
        self.asyncio.strands.told.get(&number).map(|told| told.id)
    }

    /// The number of the simulated thread that observers know by this id.
    pub(crate) fn strand_of_lane(&self, id: TaskId) -> Option<u32> {
        self.asyncio.strands.told.iter().find(|(_, told)| told.id == id).map(|(number, _)| *number)
    }

    /// A strand has been made on this line.
    pub(super) fn tell_made(&mut self, number: u32, line: u32) {
        let this = self.asyncio.strands.this;
        let mut maker = self.asyncio.core.by().or_else(|| self.lane_of_strand(this));
        if maker.is_none() && this == MAIN {
            maker = Some(self.tell_main());
        }
        let core = &mut self.asyncio.core;
        let before = core.set_thread(maker);
        let id = core.new_thread(line);
        core.set_thread(before);
        self.asyncio.strands.told.insert(number, Told { id, failed: false });
    }

    /// The main thread makes another outside of tasks: it is worth a lane from now on.
    fn tell_main(&mut self) -> TaskId {
        let is_in_loop = self.asyncio.main.is_some();
        let core = &mut self.asyncio.core;
        let id = core.new_thread(0);
        core.name_thread(id, "MainThread");
        core.tell(Event::TaskRunning { task: id });
        if is_in_loop {
            core.tell(Event::TaskSuspended { task: id, on: WaitTarget::Other(WaitId::LOOP), line: 0 });
        } else {
            core.set_thread(Some(id));
        }
        self.asyncio.strands.told.insert(MAIN, Told { id, failed: false });
        id
    }

    /// A pool of so many threads.
    pub(crate) fn new_pool(&mut self, name: &str, workers: u32) -> ResourceId {
        let pool = self.asyncio.core.create_kept(ResourceKind::Pool);
        if self.asyncio.is_observed() {
            self.tell_resource(pool);
            self.asyncio.core.name_resource(pool, name);
            let observer = self.asyncio.core.observer_mut();
            observer.resource_holds(pool, workers);
            observer.queue_ordered(pool, QueueOrder::Fifo);
        }
        pool
    }

    /// The running thread is a worker of a pool.
    pub(crate) fn strand_serves(&mut self, pool: ResourceId) {
        if let Some(thread) = self.own_lane() {
            self.asyncio.core.observer_mut().thread_serves(thread, pool);
        }
    }

    /// A lock of threads, or one of its kin: how it stands, for how many there is room, and in which order items leave it.
    pub(crate) fn new_thread_resource(
        &mut self,
        kind: ResourceKind,
        level: u32,
        most: u32,
        order: Option<QueueOrder>,
    ) -> ResourceId {
        let resource = self.asyncio.core.create_kept(kind);
        self.tell_resource(resource);
        let observer = self.asyncio.core.observer_mut();
        if most > 0 {
            observer.resource_holds(resource, most);
        }
        if let Some(order) = order {
            observer.queue_ordered(resource, order);
        }
        self.asyncio.core.kept_changed(resource, level, 0);
        resource
    }

    /// A thread is called so, from now on.
    pub(crate) fn name_strand(&mut self, ident: i64, name: &str) {
        if let Some(id) = Self::number_of_ident(ident).and_then(|number| self.lane_of_strand(number)) {
            self.asyncio.core.name_thread(id, name);
        }
    }

    /// The running thread's function has raised.
    pub(crate) fn strand_raised(&mut self) {
        let strands = &mut self.asyncio.strands;
        if let Some(told) = strands.told.get_mut(&strands.this) {
            told.failed = true;
        }
    }

    /// The running strand has come to where it waits; whether that blocks its loop until it is woken.
    pub(super) fn tell_waits(&mut self, active: &Active, until: Option<f64>, parked: bool) -> bool {
        let is_task = self.asyncio.core.current_task().is_some();
        let blocks = is_task && parked;
        if !self.asyncio.is_observed() {
            return blocks;
        }
        if is_task {
            let line = self.line_of_thread(active.thread());
            match until {
                Some(until) if !parked => {
                    let seconds = until - self.now();
                    self.asyncio.core.tell_blocked(seconds, line);
                }
                _ => self.asyncio.core.tell_blocked_until_woken(line),
            }
        } else if let Some(id) = self.own_lane() {
            let on = match until {
                Some(until) if !parked => WaitTarget::Sleep(self.asyncio.core.nanos_at(until)),
                _ => self.wait_of(active.thread()),
            };
            self.tell_stands(id, active.thread(), on);
        }
        blocks
    }

    /// The running strand begins to run its loop.
    pub(super) fn tell_loop_begins(&mut self, thread: &Thread) {
        if let Some(id) = self.own_lane() {
            self.tell_stands(id, thread, WaitTarget::Other(WaitId::LOOP));
            self.asyncio.core.set_thread(None);
        }
    }

    /// The running strand goes on outside of its loop.
    pub(super) fn tell_runs(&mut self) {
        if let Some(task) = self.own_lane() {
            self.tell_acts(task);
        }
    }

    #[cold]
    #[inline(never)]
    fn tell_acts(&mut self, thread: TaskId) {
        self.asyncio.core.set_thread(Some(thread));
        self.asyncio.core.tell(Event::TaskRunning { task: thread });
    }

    /// The running strand could go on, but another goes first.
    pub(super) fn tell_gives_way(&mut self) {
        if self.asyncio.core.current_task().is_none()
            && let Some(task) = self.own_lane()
        {
            self.asyncio.core.tell(Event::TaskReady { task, by: None });
        }
    }

    /// The running strand has ended.
    pub(super) fn tell_ends(&mut self, is_failure: bool) {
        if !self.asyncio.strands.told.is_empty() {
            self.tell_end_of_thread(is_failure);
        }
    }

    #[cold]
    #[inline(never)]
    fn tell_end_of_thread(&mut self, is_failure: bool) {
        let strands = &mut self.asyncio.strands;
        if let Some(Told { id, failed }) = strands.told.remove(&strands.this) {
            let outcome = if failed || is_failure { Outcome::Failed } else { Outcome::Returned };
            self.asyncio.core.tell(Event::TaskFinished { task: id, outcome });
        }
    }

    #[cold]
    #[inline(never)]
    fn tell_stands(&mut self, id: TaskId, thread: &Thread, on: WaitTarget) {
        if !self.asyncio.is_observed() {
            return;
        }
        let lines = self.lines_of_thread(thread);
        if lines.len() > 1 {
            self.asyncio.core.observer_mut().task_stands(id, &lines);
        }
        let line = lines.first().copied().unwrap_or(0);
        self.asyncio.core.tell(Event::TaskSuspended { task: id, on, line });
    }

    /// For what a parked thread waits: what the program has called in the library, or the library by itself.
    fn wait_of(&mut self, thread: &Thread) -> WaitTarget {
        let mut called: Option<&Code> = None;
        let mut program = None;
        let mut resource = None;
        let mut takes_back = false;
        for (fiber, frame, code) in frames(thread) {
            if !code.is_of_library() {
                program = frame.place();
                break;
            }
            let this = fiber.stack.get(frame.base as usize).copied().unwrap_or_default();
            match &*code.spec.qualname {
                "Thread.join" => {
                    let joined = self.int_attr(this, "_ident").and_then(Self::number_of_ident);
                    if let Some(task) = joined.and_then(|number| self.lane_of_strand(number)) {
                        return WaitTarget::Task(task);
                    }
                }
                "ThreadPoolExecutor._work" => {
                    if let Some(pool) = self.resource_attr(this, "_pool") {
                        return WaitTarget::Resource(pool);
                    }
                }
                // It is the lock of a condition that is waited for, even when the condition has come about.
                "Condition.__enter__" | "Condition._acquire_restore" | "RLock._acquire_restore" => takes_back = true,
                _ => {}
            }
            if resource.is_none() || !takes_back {
                resource = self.resource_attr(this, "_told").or(resource);
            }
            called = Some(code);
        }
        if let Some(resource) = resource {
            return WaitTarget::Resource(resource);
        }
        let words = called.map_or_else(|| "another thread".to_owned(), |code| words(&code.spec.qualname, program));
        WaitTarget::Other(self.wait_id(words))
    }

    /// The resource as which observers know an object, by the attribute in which its number is kept.
    fn resource_attr(&self, object: Value, name: &str) -> Option<ResourceId> {
        self.int_attr(object, name).and_then(|number| u32::try_from(number).ok()).map(ResourceId)
    }

    /// An attribute of an object's own, if it is an integer. Nothing of the program is run.
    fn int_attr(&self, object: Value, name: &str) -> Option<i64> {
        let name = self.heap.find_name(name)?;
        match self.own_attr(object, name) {
            Some(Value::Int(value)) => Some(value),
            _ => None,
        }
    }

    /// What observers know these words by.
    fn wait_id(&mut self, words: String) -> WaitId {
        let known = &mut self.asyncio.strands.waits;
        if let Some(at) = known.iter().position(|known| *known == words) {
            return WaitId(at as u32 + 1);
        }
        let id = WaitId(known.len() as u32 + 1);
        self.asyncio.core.observer_mut().wait_named(id, &words);
        self.asyncio.strands.waits.push(words);
        id
    }
}

/// The frames of code of a thread, innermost first, each with its fiber.
fn frames(thread: &Thread) -> impl Iterator<Item = (&Fiber, &Frame, &Code)> {
    let fibers = thread.activations.iter().rev().map(|activation| &*activation.fiber);
    fibers.flat_map(|fiber| fiber.frames.iter().rev().map(move |frame| (fiber, frame))).filter_map(|(fiber, frame)| {
        match &frame.body {
            Body::Code(code) => Some((fiber, frame, &**code)),
            Body::Native(_) => None,
        }
    })
}

/// For what a call of the library waits, in words, with the program's own name of it if the call has one:
/// `queue jobs` for `self.jobs.get()`.
fn words(called: &str, program: Option<TraceEntry>) -> String {
    let (class, function) = called.rsplit_once('.').unwrap_or(("", called));
    let name = program.and_then(|place| receiver(place.text()?, function));
    let kind = match class {
        "lock" | "RLock" => "lock",
        "Condition" => "condition",
        "Event" => "event",
        "Semaphore" | "BoundedSemaphore" => "semaphore",
        "Barrier" => "barrier",
        "Queue" | "SimpleQueue" | "LifoQueue" | "PriorityQueue" => "queue",
        "Future" => {
            return name.map_or_else(|| "the result of a future".to_owned(), |name| format!("the result of {name}"));
        }
        _ if matches!(function, "wait" | "as_completed" | "_result_or_cancel") => return "futures".to_owned(),
        _ if function == "_shutdown" => return "threads that are still at work".to_owned(),
        _ => return format!("{called}()"),
    };
    match name {
        Some(name) if name != kind => format!("{kind} {name}"),
        Some(_) => format!("the {kind}"),
        None if kind == "event" => format!("an {kind}"),
        None => format!("a {kind}"),
    }
}

/// On what a method is called, in the text of the call: the last name before it. It may be a `with` statement, too.
fn receiver(call: &str, function: &str) -> Option<String> {
    let call = call.strip_prefix("with ").and_then(|with| with.split(':').next()).unwrap_or(call);
    let object = match call.find(&format!(".{function}(")) {
        Some(at) => &call[..at],
        None if call.contains('(') => return None,
        None => call,
    };
    let name = object.rsplit('.').next()?.trim();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    (is_name && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::receiver;

    #[test]
    fn the_name_is_that_of_what_is_called() {
        for (call, function, name) in [
            ("jobs.get()", "get", Some("jobs")),
            ("self.jobs.get(timeout=1)", "get", Some("jobs")),
            ("lock", "__enter__", Some("lock")),
            ("with self._lock:\n    seen[name] = 1", "__enter__", Some("_lock")),
            ("with first, second:\n    pass", "__enter__", None),
            ("pool.submit(work).result()", "result", None),
            ("futures[0].result()", "result", None),
            ("work(3)", "wait", None),
        ] {
            assert_eq!(receiver(call, function).as_deref(), name, "{call}");
        }
    }
}
