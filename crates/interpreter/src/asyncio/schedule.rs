//! The scheduler: runs the main thread, and the loop while the main thread waits for it.

use loopscope_executor::{Exception, FutureId, Observer as _, Outlook, Ready, TaskId, Wait};

use super::guest::Maker;
use super::handle::Handle;
use super::report::Moment;
use super::telling::DEEPEST;
use super::{Callback, Failed};
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Res, Tail, Unwind};
use crate::object::{FutureObject, GenState, Generator, TraceEntry};
use crate::session::Status;
use crate::stepping::Point;
use crate::value::Value;
use crate::vm::{Activation, Exit, Pause, Thread, Vm};

/// Turns after which the host's clock is read again, though nothing asks for it.
const STALE: u32 = 64;

/// Things ready that count as much as so many instructions.
const COST: u32 = 1;

/// Between two looks at fuel and memory.
const TICK: u32 = 10_000;

/// Something that is half-run: out of fuel, or blocking the program.
#[derive(Clone)]
pub(crate) struct Active {
    thread: Thread,
    what: What,
    /// With what it goes on.
    input: Option<Res>,
}

/// What a thread runs.
#[derive(Clone, Copy)]
pub(crate) enum What {
    /// The program outside of the loop.
    Main,
    /// A step of a task.
    Task { task: TaskId, object: Ref<FutureObject> },
    /// A callback.
    Callback,
    /// A simulated thread outside of the loop that it may run.
    Strand,
    /// What is yet to be done at the end of the program, whose exit status is known.
    Ending(i32),
}

impl Active {
    pub(super) fn new(thread: Thread, what: What, input: Option<Res>) -> Self {
        Active { thread, what, input }
    }

    pub(super) fn thread(&self) -> &Thread {
        &self.thread
    }

    pub(super) fn thread_mut(&mut self) -> &mut Thread {
        &mut self.thread
    }

    pub(super) fn what(&self) -> What {
        self.what
    }

    /// What it waited for has come.
    pub(super) fn go_on_with(&mut self, input: Res) {
        self.input = Some(input);
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.thread.trace(visit);
        if let What::Task { object, .. } = self.what {
            visit(Value::Future(object));
        }
        match &self.input {
            Some(Ok(value) | Err(Unwind::Raise(value))) => visit(*value),
            Some(Err(Unwind::Tail(tail))) => trace_tail(tail, visit),
            None => {}
        }
    }
}

fn trace_tail(tail: &Tail, visit: &mut dyn FnMut(Value)) {
    match tail {
        Tail::Call { callable, args, kwargs } => {
            visit(*callable);
            for value in args {
                visit(*value);
            }
            for (_, value) in kwargs {
                visit(*value);
            }
        }
        Tail::Frame(frame) => frame.trace(visit),
        Tail::Pause(_) | Tail::Look(..) => {}
    }
}

impl Vm {
    /// Makes the main thread ready to run.
    pub(crate) fn start_main(&mut self, thread: Thread) {
        self.asyncio.active = Some(Active { thread, what: What::Main, input: None });
    }

    /// Runs until the fuel is used up or there is nothing to do now.
    pub(crate) fn schedule(&mut self) -> Status {
        if let Some(status) = self.asyncio.exit {
            return Status::Finished(status);
        }
        if let Some(until) = self.asyncio.blocked {
            if !self.run.interrupted && self.now() < until {
                return Status::BlockedUntil(until);
            }
            self.asyncio.blocked = None;
        }
        if !self.asyncio.is_virtual() {
            self.now();
        }
        if self.run.interrupted && self.has_strands() {
            self.interrupt_strands();
        }
        loop {
            let status = match self.asyncio.active.take() {
                Some(active) => self.advance(active),
                None if self.asyncio.main.is_none() => self.idle(),
                None if self.is_traced() => self.turn::<true>(),
                None => self.turn::<false>(),
            };
            if let Some(status) = status {
                return status;
            }
        }
    }

    /// Runs a thread until it ends, waits, or cannot go on now.
    #[inline(never)]
    fn advance(&mut self, active: Active) -> Option<Status> {
        let Active { mut thread, what, input } = active;
        let input = match input {
            Some(_) if self.run.interrupted && self.is_main_strand() => {
                self.run.interrupted = false;
                let interrupt = self.exception(self.types.keyboard_interrupt, Vec::new());
                Some(Err(Unwind::Raise(interrupt)))
            }
            input => input,
        };
        let exit = self.run(&mut thread, input);
        self.exited(thread, what, exit)
    }

    /// A thread has ended, waits, or cannot go on now.
    #[inline(never)]
    fn exited(&mut self, thread: Thread, what: What, exit: Exit) -> Option<Status> {
        match exit {
            Exit::Stopped => {
                // Going on counts twice more than not stopping would have.
                self.run.ticks += 2;
                self.asyncio.active = Some(Active { thread, what, input: None });
                Some(Status::Ready)
            }
            Exit::Fuel => {
                // Going on counts once more than going on at once would have: slices must not be seen by the program.
                self.run.ticks += 1;
                let active = Active { thread, what, input: None };
                if self.has_strands() && self.has_ticked_over() {
                    self.rotate_strands(Some(active));
                } else {
                    self.asyncio.active = Some(active);
                }
                (self.run.fuel < 0).then_some(Status::Ready)
            }
            Exit::Pause(Pause::Loop) => {
                self.tell_loop_begins(&thread);
                self.asyncio.main = Some(thread);
                self.asyncio.main_context = self.asyncio.context;
                self.asyncio.core.begin_turn();
                None
            }
            Exit::Pause(Pause::Until(until)) => {
                let active = Active { thread, what, input: Some(Ok(Value::None)) };
                if !self.has_strands() {
                    return self.block(active, until);
                }
                self.strand_waits(active, Some(until), false);
                None
            }
            Exit::Pause(Pause::Parked(until)) => {
                self.strand_waits(Active { thread, what, input: Some(Ok(Value::None)) }, until, true);
                None
            }
            Exit::Pause(Pause::Started(number)) => {
                let input = Some(Ok(Self::ident_of_strand(number)));
                self.strand_starts(Active { thread, what, input }, number);
                None
            }
            Exit::Yielded(value) => {
                let What::Task { task, object } = what else {
                    let error = self.runtime_error("cannot wait outside of a task");
                    self.asyncio.active = Some(Active { thread, what, input: Some(Err(error)) });
                    return None;
                };
                self.leave_thread(thread);
                self.suspend_task(task, object, value);
                if self.asyncio.debug {
                    self.tell_if_slow(what, Value::Unbound);
                }
                None
            }
            Exit::Done(result) => {
                self.leave_thread(thread);
                match what {
                    What::Main => self.end_program(result),
                    What::Ending(status) => {
                        if let Err(Unwind::Raise(error)) = result {
                            self.print_exception(error);
                        }
                        self.end_further(status)
                    }
                    What::Task { task, object } => {
                        self.finish_task(task, object, result);
                        if self.asyncio.debug {
                            self.tell_if_slow(what, Value::Unbound);
                        }
                        None
                    }
                    What::Callback => {
                        let handle = match self.asyncio.calling {
                            Some((Callback::Call { handle, .. }, _)) => handle,
                            _ => Value::Unbound,
                        };
                        self.callback_done(result);
                        if self.asyncio.debug {
                            self.tell_if_slow(what, handle);
                        }
                        None
                    }
                    What::Strand => {
                        let has_failed = self.strand_failed(result);
                        self.strand_ends(has_failed);
                        None
                    }
                }
            }
        }
    }

    /// The whole program stands still.
    fn block(&mut self, active: Active, until: f64) -> Option<Status> {
        let seconds = until - self.now();
        let line = if self.asyncio.is_observed() { self.line_of_thread(&active.thread) } else { 0 };
        self.asyncio.core.block(seconds, line);
        self.asyncio.active = Some(active);
        if self.asyncio.is_virtual() || seconds <= 0.0 {
            return None;
        }
        self.asyncio.blocked = Some(until);
        Some(Status::BlockedUntil(until))
    }

    /// Does what is ready, turn after turn, until something is half-run, the loop stops, or there is nothing to do now.
    #[inline(never)]
    fn turn<const TRACED: bool>(&mut self) -> Option<Status> {
        loop {
            if self.asyncio.interrupt_loop && self.is_main_strand() {
                self.asyncio.interrupt_loop = false;
                let interrupt = self.exception(self.types.keyboard_interrupt, Vec::new());
                self.resume_main(Err(Unwind::Raise(interrupt)));
                return None;
            }
            if self.asyncio.stale >= STALE && !self.asyncio.is_virtual() {
                self.asyncio.stale = 0;
                self.now();
            }
            loop {
                if TRACED && self.stands() {
                    // It goes on from where it stopped, which has been counted.
                    self.reach(Point::Between);
                } else {
                    if let Some(status) = self.count() {
                        self.run.ticks += COST;
                        return Some(status);
                    }
                    if TRACED && self.reach(Point::Between) {
                        return Some(Status::Ready);
                    }
                }
                let mut maker = Maker { heap: &mut self.heap, types: &self.types };
                let status = match self.asyncio.core.next_ready(&mut maker) {
                    None => break,
                    Some(Ready::Step { task, body, input }) => self.step_task(task, body, input),
                    Some(Ready::Callback { callback, context, future }) => self.call_back(callback, context, future),
                };
                self.tell_reports();
                if status.is_some() || self.asyncio.active.is_some() {
                    return status;
                }
                self.asyncio.main.as_ref()?;
            }
            self.asyncio.stale += 1;
            // As a rule nothing is to be looked at between two turns.
            if !self.has_strands() && !self.asyncio.suspicion.is_raised() && self.asyncio.core.begin_turn_at_once() {
                continue;
            }
            match self.asyncio.core.outlook() {
                Outlook::MoreReady => {
                    self.look_for_lost(Moment::Turn);
                    if self.has_strands() && self.is_slice_over() {
                        self.rotate_strands(None);
                        return None;
                    }
                }
                Outlook::Stopped => {
                    self.resume_main(Ok(Value::None));
                    return None;
                }
                Outlook::SleepUntil(_) | Outlook::Idle if self.has_strands() && self.strand_idles() => return None,
                Outlook::SleepUntil(when) => {
                    self.look_for_lost(Moment::Pause);
                    if !self.asyncio.is_virtual() && self.now() + 1e-9 < when {
                        return Some(Status::SleepUntil(when));
                    }
                }
                Outlook::Idle => {
                    self.look_for_lost(Moment::End);
                    if matches!(self.asyncio.core.outlook(), Outlook::Idle) {
                        return Some(Status::Idle);
                    }
                }
            }
            self.asyncio.core.begin_turn();
        }
    }

    /// One more thing is done: looks after fuel and memory now and then, while no thread runs.
    #[inline]
    fn count(&mut self) -> Option<Status> {
        self.run.ticks = self.run.ticks.saturating_sub(COST);
        if self.run.ticks > 0 {
            return None;
        }
        self.run.ticks = TICK;
        self.run.fuel -= i64::from(TICK);
        self.run.spent += u64::from(TICK);
        if self.heap.is_due() {
            self.collect_at_rest();
        }
        self.bury_resources();
        (self.run.fuel < 0).then_some(Status::Ready)
    }

    /// The main thread goes on: the loop that it ran has stopped, or something is raised out of it.
    fn resume_main(&mut self, input: Res) {
        if input.is_err() || self.main_fails() {
            self.run.unstarted = 0;
        } else {
            self.look_for_lost(Moment::End);
            self.look_for_unawaited();
        }
        let Some(thread) = self.asyncio.main.take() else { return };
        self.asyncio.context = self.asyncio.main_context;
        let what = self.what_runs_loops();
        self.asyncio.active = Some(Active { thread, what, input: Some(input) });
        self.tell_runs();
    }

    /// A step of a task: `Task.__step`.
    fn step_task(
        &mut self,
        task: TaskId,
        body: Value,
        input: Result<(), Box<Exception<super::Python>>>,
    ) -> Option<Status> {
        let Value::Future(object) = body else { return None };
        self.asyncio.context = self.heap[object].context;
        self.begin_timing();
        let coroutine = self.heap[object].coroutine;
        // The plainest case, which is by far the most frequent.
        if let (Ok(()), Value::Generator(generator)) = (&input, coroutine)
            && self.heap[generator].state == GenState::Suspended
            && !self.run.interrupted
        {
            let mut thread = self.thread_for(generator);
            let exit = self.run(&mut thread, Some(Ok(Value::None)));
            return match exit {
                Exit::Yielded(value) if !self.asyncio.debug => {
                    self.leave_thread(thread);
                    self.suspend_task(task, object, value);
                    None
                }
                exit => self.exited(thread, What::Task { task, object }, exit),
            };
        }
        self.begin_step(task, object, coroutine, input)
    }

    /// A step of a task that begins its coroutine, throws something into it, or cannot be made.
    #[inline(never)]
    fn begin_step(
        &mut self,
        task: TaskId,
        object: Ref<FutureObject>,
        coroutine: Value,
        input: Result<(), Box<Exception<super::Python>>>,
    ) -> Option<Status> {
        let input = match input {
            Ok(()) => Ok(Value::None),
            Err(exception) => Err(self.raise_executor(*exception)),
        };
        let Value::Generator(generator) = coroutine else {
            let thread = self.spare_thread();
            let frame = Box::new(Drive { coroutine, input: Some(input) });
            let start = Err(Unwind::Tail(Box::new(Tail::Frame(frame))));
            return self.advance(Active { thread, what: What::Task { task, object }, input: Some(start) });
        };
        let input = match (self.heap[generator].state, input) {
            (GenState::Created, Ok(_)) => None,
            (GenState::Created, Err(error)) => {
                let place = self.heap[generator].code.clone();
                self.heap[generator].state = GenState::Finished;
                self.heap[generator].fiber = None;
                if let (Unwind::Raise(Value::Exception(e)), Some(code)) = (&error, place) {
                    self.heap[*e].traceback.push(TraceEntry::new(code, 0));
                }
                self.finish_task(task, object, Err(error));
                return None;
            }
            (GenState::Suspended, input) => Some(input),
            (GenState::Running | GenState::Joined, _) => {
                let error = self.runtime_error("coroutine is being awaited already");
                self.finish_task(task, object, Err(error));
                return None;
            }
            (GenState::Finished, _) => {
                let error = self.runtime_error("cannot reuse already awaited coroutine");
                self.finish_task(task, object, Err(error));
                return None;
            }
        };
        let thread = self.thread_for(generator);
        self.advance(Active { thread, what: What::Task { task, object }, input })
    }

    /// A thread on which a coroutine is about to be resumed, in room that is used again.
    fn thread_for(&mut self, generator: Ref<Generator>) -> Thread {
        let Some(fiber) = self.heap[generator].fiber.take() else { return Thread::default() };
        self.heap[generator].state = GenState::Running;
        let mut activations = std::mem::take(&mut self.asyncio.spare);
        activations.push(Activation { fiber, owner: Some(generator) });
        Thread { activations }
    }

    /// Keeps the room of a thread that has nothing to run any more.
    fn leave_thread(&mut self, mut thread: Thread) {
        thread.activations.clear();
        self.asyncio.spare = thread.activations;
    }

    /// A thread with nothing on it.
    pub(super) fn spare_thread(&mut self) -> Thread {
        let mut activations = std::mem::take(&mut self.asyncio.spare);
        activations.clear();
        activations.push(Activation { fiber: Box::default(), owner: None });
        Thread { activations }
    }

    /// A task's step has ended at an await: the last part of `Task.__step`.
    pub(super) fn suspend_task(&mut self, task: TaskId, object: Ref<FutureObject>, value: Value) {
        self.heap[object].context = self.asyncio.context;
        let wait = match value {
            Value::Unbound => match self.asyncio.waiting.take() {
                Some(id) => Wait::Future(id),
                None => Wait::Turn,
            },
            Value::Future(future) if self.asyncio.awaited == Some(future) => match self.heap[future].id {
                Some(id) => Wait::Future(id),
                None => Wait::Turn,
            },
            Value::None => Wait::Turn,
            other => Wait::Raise(Exception::Runtime(self.bad_yield(object, other).into())),
        };
        let line = if self.asyncio.is_observed() { self.tell_stack(task, object) } else { 0 };
        self.asyncio.core.suspend(task, wait, line);
    }

    /// What `Task.__step` says of a value that a task cannot wait for.
    #[cold]
    fn bad_yield(&mut self, object: Ref<FutureObject>, value: Value) -> String {
        let Ok(shown) = self.repr(value) else { return "Task got bad yield".to_owned() };
        let what = match value {
            Value::Future(_) => "",
            Value::Generator(_) => "for generator ",
            _ => return format!("Task got bad yield: {shown}"),
        };
        let task = self.repr(Value::Future(object)).unwrap_or_default();
        format!("yield was used instead of yield from {what}in task {task} with {shown}")
    }

    /// A task's coroutine has returned or raised.
    pub(super) fn finish_task(&mut self, task: TaskId, object: Ref<FutureObject>, result: Res) {
        match result {
            Ok(value) => {
                self.heap[object].context = Value::None;
                self.asyncio.core.finish(task, Ok(value));
            }
            Err(Unwind::Raise(error)) => {
                self.fail_task(task, object, error);
                if self.is_base_error(error) {
                    self.resume_main(Err(Unwind::Raise(error)));
                }
            }
            Err(Unwind::Tail(_)) => {}
        }
    }

    /// A task's coroutine has raised.
    pub(super) fn fail_task(&mut self, task: TaskId, object: Ref<FutureObject>, error: Value) {
        self.heap[object].context = Value::None;
        let exception = self.executor_error(error);
        if !exception.is_cancelled() {
            let name = self.asyncio.core.task_name(task);
            let (coroutine, class) = (self.heap[object].coroutine, self.heap[object].class);
            let traceback = match error {
                Value::Exception(e) => self.heap[e].traceback.len(),
                _ => 0,
            };
            let failed = Failed { coroutine, class, name, traceback };
            self.asyncio.failed.insert(FutureId(task.0), failed);
            self.asyncio.suspicion.raise();
        }
        if self.is_base_error(error) {
            // It ends `run_forever` by itself; the next run of the loop must not be stopped by it.
            self.asyncio.core.keep_running(FutureId(task.0));
        }
        self.asyncio.core.finish(task, Err(exception));
    }

    /// Calls a callback: `Handle._run`.
    fn call_back(&mut self, callback: Callback, context: Value, future: Option<FutureId>) -> Option<Status> {
        let (function, args) = match callback {
            Callback::Call { function, args, .. } => (function, args),
            Callback::Strand(_) => return None,
        };
        let mut values = match args {
            Value::Tuple(args) => self.heap[args].items.to_vec(),
            _ => Vec::new(),
        };
        if let Some(future) = future {
            values.push(self.future_value(future));
        }
        if self.asyncio.strands.were_made() {
            self.act_for_caller(callback, future);
        }
        self.asyncio.calling = Some((callback, future));
        self.asyncio.context = context;
        self.begin_timing();
        let mut thread = self.spare_thread();
        let input = match self.call_values(thread.fiber(), function, &values, &[]) {
            Ok(()) if thread.fiber().result.is_some() => {
                thread.activations.clear();
                self.asyncio.spare = thread.activations;
                self.asyncio.calling = None;
                self.asyncio.core.set_thread(None);
                return None;
            }
            Ok(()) => None,
            Err(unwind) => Some(Err(unwind)),
        };
        self.advance(Active { thread, what: What::Callback, input })
    }

    /// A callback has returned or raised.
    fn callback_done(&mut self, result: Res) {
        let callback = self.asyncio.calling.take();
        // What the loop does next is not the doing of who had this called.
        self.asyncio.core.set_thread(None);
        let Err(Unwind::Raise(error)) = result else { return };
        if self.is_base_error(error) {
            return self.resume_main(Err(Unwind::Raise(error)));
        }
        if let Some((callback, future)) = callback {
            self.report_callback(callback, future, error);
        }
    }

    /// A callback is about to be called: what it does counts as done by the task whose end it is told of, or by who had
    /// it called from another thread.
    #[cold]
    #[inline(never)]
    fn act_for_caller(&mut self, callback: Callback, future: Option<FutureId>) {
        let ended = future.and_then(|future| self.asyncio.core.as_task(future));
        let caller = match callback {
            Callback::Call { handle: Value::Opaque(handle), .. } => {
                self.heap[handle].get::<Handle>().and_then(|handle| handle.caller)
            }
            _ => None,
        };
        self.asyncio.core.set_thread(ended.or(caller));
    }

    /// Tells the observer where a suspended task stands, and gives its innermost line.
    fn tell_stack(&mut self, task: TaskId, object: Ref<FutureObject>) -> u32 {
        let Value::Generator(generator) = self.heap[object].coroutine else { return 0 };
        let mut lines = [0; DEEPEST];
        let mut depth = 0;
        let frames = self.suspended_frames(generator);
        let own = frames.iter().filter(|entry| !entry.code.is_of_library());
        for (line, entry) in lines.iter_mut().zip(own) {
            *line = entry.code.line_at(entry.pc as usize);
            depth += 1;
        }
        if depth > 1 {
            self.asyncio.core.observer_mut().task_stands(task, &lines[..depth]);
        }
        lines[0]
    }

    /// Ctrl-C: goes to the program's own handler of `SIGINT`, if it has one. Else it cancels the main task of a runner the
    /// first time, and raises `KeyboardInterrupt` otherwise.
    pub(crate) fn interrupt(&mut self) {
        let signal = self.loaded_module("signal");
        if let Some(signal) = signal
            && let Ok(Value::Bool(true)) = self.call_method(signal, "_handle_interrupt", &[])
        {
            return;
        }
        if let Some((task, count)) = &mut self.asyncio.interruptible {
            *count += 1;
            if *count == 1 && !self.asyncio.core.is_done(*task) {
                let task = *task;
                self.asyncio.core.cancel(task, None);
                return;
            }
        }
        if self.asyncio.active.is_none() && self.asyncio.main.is_some() {
            self.asyncio.interrupt_loop = true;
        } else {
            self.run.interrupted = true;
        }
    }
}

/// Steps, once, a coroutine that is an object of a class written in Python.
#[derive(Clone)]
struct Drive {
    coroutine: Value,
    input: Option<Res>,
}

impl NativeFrame for Drive {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if let Some(start) = self.input.take() {
            let (method, args) = match start {
                Ok(value) => (vm.names.send, vec![value]),
                Err(Unwind::Raise(error)) => (vm.names.throw, vec![error]),
                Err(tail) => return Err(tail),
            };
            let callable = vm.get_attr(self.coroutine, method)?;
            return Ok(NativeStep::Call { callable, args, kwargs: Vec::new() });
        }
        match input {
            Ok(yielded) => Ok(NativeStep::Yield(yielded)),
            Err(Unwind::Raise(Value::Exception(stop)))
                if vm.is_instance(Value::Exception(stop), vm.types.stop_iteration) =>
            {
                Ok(NativeStep::Return(vm.heap[stop].args.first().copied().unwrap_or(Value::None)))
            }
            Err(error) => Err(error),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.coroutine);
        if let Some(Ok(value) | Err(Unwind::Raise(value))) = &self.input {
            visit(*value);
        }
    }
}
