//! The dispatch loop.
//!
//! [`Vm::run`] drives a thread until it ends, yields or has used its fuel. It is a small loop around [`Vm::execute`],
//! which runs instructions of the top frame, enters and leaves Python functions by itself, and comes back for anything
//! else: an exception, a generator to resume, a frame written in Rust. It also comes back at every tick, because V8 does
//! not replace a running WebAssembly frame by its optimised code.

use std::cell::RefCell;
use std::rc::Rc;

use super::Vm;
use super::thread::{Activation, Exit, Thread};
use crate::code::{Code, CodeKind};
use crate::frame::{Asked, Body, Fiber, Frame, NativeFrame, NativeStep, OnReturn};
use crate::heap::Ref;
use crate::native::{Args, NativeKind, Res, Tail, Unwind};
use crate::object::{Function, GenKind, GenState, Generator, Iter, Method};
use crate::op::{CompareOp, NO_REG, Op, Reg};
use crate::stepping::{Place, Point, Tracer};
use crate::value::{Name, Value};

/// Back-edges and calls between two ticks.
const TICK: u32 = 10_000;

/// Frames of one fiber, awaited coroutines included.
const MAX_FRAMES: usize = 60_000;

/// What a nested run may go on for when the fuel is used up; after that it ends in an error.
pub(crate) const OVERDRAFT: i64 = 50_000_000;

/// Nested runs: native functions that call Python functions that call native functions…
const MAX_NESTING: u32 = 100;

/// What the machine keeps about running.
#[derive(Clone)]
pub(crate) struct State {
    /// Back-edges and calls left in this slice; below zero when used up.
    pub(crate) fuel: i64,
    /// Back-edges and calls until the next tick.
    pub(crate) ticks: u32,
    /// Runs inside runs.
    pub(crate) nesting: u32,
    /// `sys.getrecursionlimit()`.
    pub(crate) recursion_limit: u32,
    /// Raise `KeyboardInterrupt` at the next tick.
    pub(crate) interrupted: bool,
    /// The method of a call was not found: the traceback shows the attribute.
    no_method: bool,
    /// Arguments being bound.
    pub(crate) scratch: Vec<Value>,
    /// From where the last native function that wants to know it was called ([`NativeDef::placed`]), and from which
    /// coroutine's frame.
    ///
    /// [`NativeDef::placed`]: crate::native::NativeDef::placed
    pub(crate) place: Option<crate::object::TraceEntry>,
    /// Where the outermost frame of its fiber stood: that of the running task's coroutine, as a rule.
    pub(crate) outermost: Option<crate::object::TraceEntry>,
    /// The program has ended, and what it held is let go of.
    pub(crate) ending: bool,
    /// The program has made a coroutine.
    pub(crate) any_coroutine: bool,
    /// Coroutines that were made, less those that somebody has awaited or made a task of.
    pub(crate) unstarted: i64,
    /// Where, by name and line, a coroutine has been told of that was never awaited.
    pub(crate) told: std::collections::HashSet<(String, u32, String)>,
    /// The coroutine that was made last, if nobody has awaited it or made a task of it.
    pub(crate) unclaimed: Option<Ref<Generator>>,
    /// The one that was made before it and is unclaimed, too.
    pub(crate) unclaimed_before: Option<Ref<Generator>>,
    /// Collections at places where something may have died, that found nothing.
    pub(crate) vain: u32,
    /// Where the program stands, while a collection at such a place tells of what has died.
    pub(crate) drop_place: Option<(Rc<Code>, usize)>,
    /// What the native function that is being called returns is awaited at once: it need not make a coroutine, but may
    /// leave that coroutine's frame in `awaited`; see [`Vm::awaitable`].
    pub(crate) awaits: bool,
    pub(crate) awaited: Option<Box<dyn NativeFrame>>,
    /// The threads that wait for a nested run to end, for collections and `sys.exc_info`.
    pub(crate) handling: Value,
    /// Is told of every point that is reached, when somebody steps.
    pub(crate) tracer: Option<Rc<RefCell<dyn Tracer>>>,
    /// The tracer has stopped the run at a point, from which it is to go on.
    stands: bool,
    /// Frames below the fiber that is running, while somebody steps.
    below: usize,
}

impl Default for State {
    fn default() -> Self {
        State {
            fuel: 0,
            ticks: TICK,
            nesting: 0,
            recursion_limit: 1000,
            interrupted: false,
            no_method: false,
            scratch: Vec::new(),
            ending: false,
            any_coroutine: false,
            unstarted: 0,
            told: std::collections::HashSet::new(),
            unclaimed: None,
            unclaimed_before: None,
            vain: 0,
            drop_place: None,
            place: None,
            outermost: None,
            awaits: false,
            awaited: None,
            handling: Value::None,
            tracer: None,
            stands: false,
            below: 0,
        }
    }
}

/// Why [`Vm::execute`] came back.
enum Leave {
    /// Frames have changed, or a tick is due: call it again.
    Again,
    Tick,
    /// The tracer stops before the next instruction.
    Stopped,
    /// Something may have died; what the fiber's stack has from here on is not used any more.
    Dropped(usize),
    /// Something was raised, or a native function wants something done in its place.
    Unwind(Unwind),
    /// The exception is raised again: its traceback already has this place.
    Reraise(Value),
    /// The fiber's last frame returned.
    Finished(Value),
    /// A `yield` expression.
    Yield(Value),
    /// `await` or `yield from`.
    Delegate {
        value: Value,
        awaiting: bool,
    },
    /// A `for` loop asks a generator.
    Resume(Ref<Generator>),
    /// Call a function of so many parameters, which stand for an attribute or an operator.
    Enter {
        dst: Reg,
        function: Ref<Function>,
        args: [Value; 2],
        count: usize,
        on_return: OnReturn,
    },
    /// The method of an operator returned `NotImplemented`.
    Refused,
    /// A frame written in Rust is awaited, and has taken its first step.
    Began(Box<dyn NativeFrame>, NativeStep),
    /// Call with anything but the plainest: `values` are at `base..` of the current window.
    Call {
        dst: Reg,
        callee: Value,
        first: usize,
        argc: usize,
        names: Option<Rc<[Name]>>,
    },
}

/// What to do next in [`Vm::run`].
pub(crate) enum Next {
    Execute,
    /// The top frame gets the result of what it waits for.
    Deliver(Res),
    Exit(Exit),
}

impl Vm {
    /// Runs a thread. `input` is what its running fiber waits for: `None` to start it, or to go on after [`Exit::Fuel`].
    pub(crate) fn run(&mut self, thread: &mut Thread, input: Option<Res>) -> Exit {
        let mut next = input.map_or(Next::Execute, Next::Deliver);
        loop {
            self.run.ticks = self.run.ticks.saturating_sub(1);
            next = match next {
                Next::Exit(exit) => return exit,
                Next::Deliver(result) => self.deliver(thread, result),
                Next::Execute => self.step(thread),
            };
        }
    }

    /// Runs a thread to its end, within native code.
    pub(crate) fn run_nested(&mut self, thread: &mut Thread) -> Res {
        if self.run.nesting >= MAX_NESTING {
            return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
        }
        self.run.nesting += 1;
        self.run.awaits = false;
        let mut input = None;
        let result = loop {
            match self.run(thread, input.take()) {
                Exit::Fuel => break Err(self.runtime_error("the program ran too long inside a built-in function")),
                Exit::Pause(pause) => input = Some(self.pause_nested(pause)),
                // Nested runs are not traced: what called them cannot be left.
                Exit::Stopped => {}
                Exit::Yielded(_) => break Err(self.runtime_error("cannot wait inside a built-in function")),
                Exit::Done(result) => break result,
            }
        };
        self.run.nesting -= 1;
        result
    }

    /// Runs the top frame for a while.
    fn step(&mut self, thread: &mut Thread) -> Next {
        let fiber = thread.fiber();
        match fiber.frames.last() {
            None => return Next::Exit(Exit::Done(Ok(Value::None))),
            Some(Frame { body: Body::Native(_), .. }) => {
                return Next::Deliver(Ok(fiber.result.take().unwrap_or(Value::None)));
            }
            Some(_) if self.run.ticks == 0 => return self.tick(thread),
            Some(_) => {}
        }
        let leave = if self.is_traced() { self.execute_traced(thread) } else { self.execute::<false>(fiber) };
        match leave {
            Leave::Again => Next::Execute,
            Leave::Tick => self.tick(thread),
            Leave::Stopped => Next::Exit(Exit::Stopped),
            Leave::Dropped(from) => {
                self.look_for_dead(thread, from);
                Next::Execute
            }
            Leave::Unwind(Unwind::Raise(exception)) => self.raise_in(thread, exception, true),
            Leave::Unwind(Unwind::Tail(tail)) => self.tail(thread, *tail),
            Leave::Reraise(exception) => self.raise_in(thread, exception, false),
            Leave::Finished(value) => self.finished(thread, value),
            Leave::Yield(value) => {
                // A frame that has joined the fiber yields on its behalf, as a suspended `await` does.
                let own = thread.fiber().frames.last().is_some_and(|f| f.coroutine.is_none());
                self.yield_out(thread, value, own)
            }
            Leave::Delegate { value, awaiting } => self.delegate(thread, value, awaiting),
            Leave::Resume(generator) => self.resume(thread, generator, Ok(Value::None)),
            Leave::Enter { function, args, count, .. } => {
                let call = Tail::Call {
                    callable: Value::Function(function),
                    args: args[..count].to_vec(),
                    kwargs: Vec::new(),
                };
                self.tail(thread, call)
            }
            // Its work is done: nothing needs to be kept until the others have run.
            Leave::Began(_, NativeStep::Turn) => self.yield_out(thread, Value::None, false),
            Leave::Began(native, step) => {
                self.push_native(thread.fiber(), native);
                self.native_step(thread, Ok(step))
            }
            Leave::Refused => {
                let result = self.refused(thread.fiber());
                self.deliver(thread, result)
            }
            Leave::Call { dst, callee, first, argc, names } => {
                let fiber = thread.fiber();
                let at = fiber.frames.last().map_or(0, |f| f.base as usize) + first;
                match self.call_in(fiber, dst, callee, at, argc, names.as_deref().unwrap_or(&[])) {
                    Ok(()) => Next::Execute,
                    Err(unwind) => self.unwound(thread, unwind),
                }
            }
        }
    }

    /// Does somebody step? Nested runs are not stepped through: what called them cannot be left.
    #[inline]
    pub(crate) fn is_traced(&self) -> bool {
        self.run.tracer.is_some() && self.run.nesting == 0
    }

    /// Runs the top frame, and tells the tracer of every line.
    #[cold]
    fn execute_traced(&mut self, thread: &mut Thread) -> Leave {
        let (running, below) = thread.activations.split_last_mut().expect("a running thread has a fiber");
        self.run.below = below.iter().map(|activation| activation.fiber.frames.len()).sum();
        self.execute::<true>(&mut running.fiber)
    }

    /// A line begins: is the run to stop before it?
    #[cold]
    fn reach_line(&mut self, line: u32, frames: usize, at: usize) -> bool {
        let task = self.asyncio.running_task();
        let depth = (self.run.below + frames) as u32;
        self.reach(Point::Line(Place { line, task, depth, at: at as u32 }))
    }

    /// A point is reached: is the run to stop there?
    pub(crate) fn reach(&mut self, point: Point) -> bool {
        if std::mem::take(&mut self.run.stands) {
            return false;
        }
        self.run.stands = self.run.tracer.as_ref().is_some_and(|tracer| tracer.borrow_mut().reached(point));
        self.run.stands
    }

    /// Has the run been stopped at a point, from which it is to go on?
    pub(crate) fn stands(&self) -> bool {
        self.run.stands
    }

    /// What a failed operation asks for.
    pub(crate) fn unwound(&mut self, thread: &mut Thread, unwind: Unwind) -> Next {
        match unwind {
            Unwind::Raise(exception) => self.raise_in(thread, exception, true),
            Unwind::Tail(tail) => self.tail(thread, *tail),
        }
    }

    /// Fuel, memory and interrupts are looked after now and then.
    fn tick(&mut self, thread: &mut Thread) -> Next {
        if self.run.ticks == 0 {
            self.run.ticks = TICK;
            self.run.fuel -= i64::from(TICK);
        }
        if self.run.interrupted && self.run.nesting == 0 && self.is_main_strand() {
            self.run.interrupted = false;
            let exception = self.exception(self.types.keyboard_interrupt, Vec::new());
            return self.raise_in(thread, exception, true);
        }
        if self.heap.is_due() {
            // Nested runs do not collect: native code below them may hold values that nothing else does.
            if self.run.nesting == 0 {
                self.collect_garbage(thread);
            }
            if self.heap.is_exhausted() {
                let exception = self.exception(self.types.memory_error, Vec::new());
                return self.raise_in(thread, exception, true);
            }
        }
        if self.run.nesting == 0 && self.has_strands() && self.tick_strands() && !thread.is_in_library() {
            return Next::Exit(Exit::Fuel);
        }
        let floor = if self.run.nesting == 0 { 0 } else { -OVERDRAFT };
        if self.run.fuel < floor { Next::Exit(Exit::Fuel) } else { Next::Execute }
    }

    /// Does what a native function asked for in its place.
    fn tail(&mut self, thread: &mut Thread, tail: Tail) -> Next {
        match tail {
            Tail::Call { callable, args, kwargs } => {
                let fiber = thread.fiber();
                match self.call_values(fiber, callable, &args, &kwargs) {
                    Ok(()) => Next::Execute,
                    Err(unwind) => self.unwound(thread, unwind),
                }
            }
            Tail::Frame(native) => {
                self.push_native(thread.fiber(), native);
                Next::Deliver(Ok(Value::None))
            }
            Tail::Pause(pause) => Next::Exit(Exit::Pause(pause)),
            Tail::Look(look, which) => Next::Deliver(look(self, thread, which)),
        }
    }

    /// Enters a frame written in Rust, whose result goes where the top frame waits for one.
    pub(crate) fn push_native(&mut self, fiber: &mut Fiber, native: Box<dyn NativeFrame>) {
        let (dst, depth) = fiber.frames.last().map_or((crate::op::NO_REG, 0), |f| (waiting_register(f), f.depth + 1));
        let top = fiber.top();
        fiber.frames.push(Frame { dst, depth, ..Frame::new(Body::Native(native), top) });
    }

    /// Gives the top frame the result of what it waits for.
    pub(crate) fn deliver(&mut self, thread: &mut Thread, result: Res) -> Next {
        let fiber = thread.fiber();
        if !fiber.delegate.is_none() {
            let delegate = fiber.delegate;
            return self.resume_delegate(thread, delegate, result);
        }
        let value = match result {
            Ok(value) => value,
            Err(Unwind::Raise(exception)) => return self.raise_in(thread, exception, true),
            Err(Unwind::Tail(tail)) => return self.tail(thread, *tail),
        };
        let Some(frame) = fiber.frames.last_mut() else {
            return self.finished(thread, value);
        };
        match &mut frame.body {
            Body::Native(_) => self.resume_native(thread, Ok(value)),
            Body::Code(_) => {
                let register = waiting_register(frame);
                if register != crate::op::NO_REG {
                    let slot = frame.base as usize + register as usize;
                    fiber.stack[slot] = value;
                }
                Next::Execute
            }
        }
    }

    /// Resumes the native frame on top.
    pub(crate) fn resume_native(&mut self, thread: &mut Thread, input: Res) -> Next {
        let fiber = thread.fiber();
        let index = fiber.frames.len() - 1;
        // The frame's state is taken out while it runs, because it gets the machine, which may look at the fiber.
        let Body::Native(mut native) = std::mem::replace(&mut fiber.frames[index].body, Body::Native(Box::new(Gone)))
        else {
            unreachable!("only native frames are resumed here")
        };
        let step = native.resume(self, input);
        thread.fiber().frames[index].body = Body::Native(native);
        self.native_step(thread, step)
    }

    /// Does what the native frame on top wants next.
    fn native_step(&mut self, thread: &mut Thread, step: Res<NativeStep>) -> Next {
        let frame = thread.fiber().frames.last_mut().expect("a native frame is on top");
        frame.pc = Asked::Result as u32;
        match step {
            Err(Unwind::Raise(exception)) => {
                self.pop_native(thread.fiber());
                self.raise_in(thread, exception, true)
            }
            Err(Unwind::Tail(tail)) => {
                self.pop_native(thread.fiber());
                self.tail(thread, *tail)
            }
            Ok(NativeStep::Return(value)) => {
                let coroutine = frame.coroutine;
                self.pop_native(thread.fiber());
                let _ = coroutine;
                let fiber = thread.fiber();
                if fiber.frames.is_empty() {
                    return self.finished(thread, value);
                }
                self.deliver(thread, Ok(value))
            }
            Ok(NativeStep::Call { callable, args, kwargs }) => {
                match self.call_values(thread.fiber(), callable, &args, &kwargs) {
                    Ok(()) => self.after_call(thread),
                    Err(unwind) => self.unwound(thread, unwind),
                }
            }
            Ok(NativeStep::Next(iterator)) => {
                if let Value::Generator(generator) = iterator {
                    frame.pc = Asked::Next as u32;
                    return self.resume(thread, generator, Ok(Value::None));
                }
                let next = self.next(iterator).map(|v| v.unwrap_or(Value::Unbound));
                Next::Deliver(next)
            }
            Ok(NativeStep::Send { generator, value }) => match generator {
                Value::Generator(generator) => {
                    frame.pc = Asked::Send as u32;
                    self.resume(thread, generator, Ok(value))
                }
                _ => Next::Deliver(self.call_method(generator, "send", &[value])),
            },
            Ok(NativeStep::Throw { generator, exception }) => match generator {
                Value::Generator(generator) => {
                    frame.pc = Asked::Send as u32;
                    self.resume(thread, generator, Err(Unwind::Raise(exception)))
                }
                _ => Next::Deliver(self.call_method(generator, "throw", &[exception])),
            },
            Ok(NativeStep::Await(value)) => self.delegate(thread, value, true),
            Ok(NativeStep::Yield(value)) => self.yield_out(thread, value, false),
            Ok(NativeStep::Turn) => self.yield_out(thread, Value::None, false),
            Ok(NativeStep::Pause(pause)) => Next::Exit(Exit::Pause(pause)),
        }
    }

    fn pop_native(&mut self, fiber: &mut Fiber) {
        if let Some(frame) = fiber.frames.pop()
            && let Some(coroutine) = frame.coroutine
        {
            self.heap[coroutine].state = GenState::Finished;
        }
    }

    /// After a call for a native frame: a native callee has left its result on the stack's top.
    fn after_call(&mut self, thread: &mut Thread) -> Next {
        match thread.fiber().result.take() {
            Some(value) => self.deliver(thread, Ok(value)),
            None => Next::Execute,
        }
    }

    /// A fiber's last frame has returned.
    fn finished(&mut self, thread: &mut Thread, value: Value) -> Next {
        let activation = thread.activations.pop().expect("a running thread has a fiber");
        let Some(owner) = activation.owner else {
            thread.activations.push(activation);
            return Next::Exit(Exit::Done(Ok(value)));
        };
        self.heap[owner].state = GenState::Finished;
        self.heap[owner].busy = false;
        if thread.activations.is_empty() {
            return Next::Exit(Exit::Done(Ok(value)));
        }
        let kind = self.heap[owner].kind;
        let fiber = thread.fiber();
        if matches!(fiber.delegate, Value::Generator(g) if g == owner) {
            fiber.delegate = Value::None;
            if kind == GenKind::AsyncGenerator {
                let stop = self.exception(self.types.stop_async_iteration, Vec::new());
                return self.raise_in(thread, stop, true);
            }
            return self.deliver(thread, Ok(value));
        }
        let Some(frame) = fiber.frames.last_mut() else { return Next::Exit(Exit::Done(Ok(value))) };
        match &frame.body {
            Body::Native(_) if frame.pc == Asked::Next as u32 => self.deliver(thread, Ok(Value::Unbound)),
            Body::Code(code) if let Op::ForIter { iter, offset, .. } = code.spec.ops[frame.pc as usize - 1] => {
                frame.pc = frame.pc.wrapping_add_signed(i32::from(offset));
                let slot = frame.base as usize + iter as usize;
                fiber.stack[slot] = Value::Unbound;
                Next::Execute
            }
            _ => {
                let stop = self.stop_iteration(value);
                self.deliver(thread, Err(stop))
            }
        }
    }

    /// Resumes a generator (or coroutine, by `send`) on the thread.
    pub(crate) fn resume(&mut self, thread: &mut Thread, generator: Ref<Generator>, input: Res) -> Next {
        let object = &mut self.heap[generator];
        let input = match (object.state, input) {
            (GenState::Created, Ok(value)) => {
                if !value.is_none() {
                    let kind = self.generator_kind(generator);
                    let error = self.type_error(format!("can't send non-None value to a just-started {kind}"));
                    return self.deliver(thread, Err(error));
                }
                None
            }
            (GenState::Created, Err(error)) => {
                object.state = GenState::Finished;
                object.fiber = None;
                return self.deliver_plain(thread, generator, Err(error));
            }
            (GenState::Suspended, input) => Some(input),
            (GenState::Running | GenState::Joined, _) => {
                let kind = self.generator_kind(generator);
                let error = self.value_error(format!("{kind} already executing"));
                return self.deliver_plain(thread, generator, Err(error));
            }
            (GenState::Finished, Err(error)) if object.kind != GenKind::Coroutine => {
                return self.deliver_plain(thread, generator, Err(error));
            }
            (GenState::Finished, _) => {
                if object.kind == GenKind::Coroutine {
                    let error = self.runtime_error("cannot reuse already awaited coroutine");
                    return self.deliver_plain(thread, generator, Err(error));
                }
                // As if it ended once more.
                object.state = GenState::Running;
                thread.activations.push(Activation { fiber: Box::default(), owner: Some(generator) });
                return self.finished(thread, Value::None);
            }
        };
        if thread.activations.len() as u32 >= self.run.recursion_limit {
            let error = self.error(self.types.recursion_error, "maximum recursion depth exceeded");
            return self.deliver_plain(thread, generator, Err(error));
        }
        let object = &mut self.heap[generator];
        object.state = GenState::Running;
        let fiber = object.fiber.take().expect("a resumable generator has its fiber");
        thread.activations.push(Activation { fiber, owner: Some(generator) });
        match input {
            None => Next::Execute,
            Some(input) => self.deliver(thread, input),
        }
    }

    /// Delivers to the frame that wanted to resume a generator; if the fiber delegates to it, it no longer does.
    fn deliver_plain(&mut self, thread: &mut Thread, generator: Ref<Generator>, result: Res) -> Next {
        let fiber = thread.fiber();
        if matches!(fiber.delegate, Value::Generator(g) if g == generator) {
            fiber.delegate = Value::None;
        }
        self.deliver(thread, result)
    }

    /// The running fiber yields a value. `own`: by a `yield` of its own code, not of what it awaits.
    pub(crate) fn yield_out(&mut self, thread: &mut Thread, value: Value, own: bool) -> Next {
        let mut own = own;
        loop {
            let activation = thread.activations.pop().expect("a running thread has a fiber");
            let Some(owner) = activation.owner else {
                thread.activations.push(activation);
                return Next::Exit(Exit::Yielded(value));
            };
            let object = &mut self.heap[owner];
            object.fiber = Some(activation.fiber);
            object.state = GenState::Suspended;
            let kind = object.kind;
            let Some(resumer) = thread.activations.last_mut() else {
                return Next::Exit(Exit::Yielded(value));
            };
            if !matches!(resumer.fiber.delegate, Value::Generator(g) if g == owner) {
                // Whoever drives a coroutine by hand sees the future for which it waits.
                let value = if value.is_unbound() { self.yielded_future() } else { value };
                return self.deliver(thread, Ok(value));
            }
            if kind == GenKind::AsyncGenerator && own {
                self.heap[owner].busy = false;
                resumer.fiber.delegate = Value::None;
                return self.deliver(thread, Ok(value));
            }
            own = false;
        }
    }

    /// Raises an exception in the top frame: finds who handles it. `here`: the traceback gets this place.
    pub(crate) fn raise_in(&mut self, thread: &mut Thread, exception: Value, here: bool) -> Next {
        let Value::Exception(exc) = exception else {
            let error = self.type_error("exceptions must derive from BaseException");
            return self.unwound(thread, error);
        };
        if here {
            self.set_context(thread, exc);
        }
        let mut exc = exc;
        let mut here = here;
        loop {
            let fiber = thread.fiber();
            let Some(frame) = fiber.frames.last_mut() else {
                // The fiber is done for; its resumer gets the exception.
                let activation = thread.activations.pop().expect("a running thread has a fiber");
                let Some(owner) = activation.owner else {
                    thread.activations.push(activation);
                    return Next::Exit(Exit::Done(Err(Unwind::Raise(Value::Exception(exc)))));
                };
                self.heap[owner].state = GenState::Finished;
                self.heap[owner].busy = false;
                let Some(resumer) = thread.activations.last_mut() else {
                    return Next::Exit(Exit::Done(Err(Unwind::Raise(Value::Exception(exc)))));
                };
                if matches!(resumer.fiber.delegate, Value::Generator(g) if g == owner) {
                    resumer.fiber.delegate = Value::None;
                }
                here = true;
                continue;
            };
            fiber.delegate = Value::None;
            match &frame.body {
                Body::Native(_) => {
                    return self.resume_native(thread, Err(Unwind::Raise(Value::Exception(exc))));
                }
                Body::Code(code) => {
                    let at = frame.pc.saturating_sub(1);
                    if here {
                        let mut entry = crate::object::TraceEntry::new(Rc::clone(code), at);
                        entry.no_method = std::mem::take(&mut self.run.no_method);
                        let traceback = &mut self.heap[exc].traceback;
                        if traceback.len() < MAX_FRAMES {
                            traceback.push(entry);
                        }
                    }
                    if let Some(handler) = code.spec.handlers.iter().find(|h| h.range.contains(&at)) {
                        frame.pc = handler.target;
                        let slot = frame.base as usize + handler.exc as usize;
                        fiber.stack[slot] = Value::Exception(exc);
                        return Next::Execute;
                    }
                    let kind = code.spec.kind;
                    let coroutine = frame.coroutine;
                    fiber.frames.pop();
                    if let Some(coroutine) = coroutine {
                        self.heap[coroutine].state = GenState::Finished;
                    }
                    exc = self.leaving_generator(kind, exc);
                    here = true;
                }
            }
        }
    }

    /// Runs instructions of the fiber's top frame, which is Python code. Lines are told only by the copy of it that is
    /// `TRACED`, so that they cost nothing when nobody steps.
    #[expect(clippy::cognitive_complexity, reason = "one arm for each instruction")]
    fn execute<const TRACED: bool>(&mut self, fiber: &mut Fiber) -> Leave {
        let Fiber { stack, frames, handling, result, .. } = fiber;
        'frame: loop {
            let frame = frames.last_mut().expect("execute has a frame to run");
            let Body::Code(code) = &frame.body else { return Leave::Again };
            let code: Rc<Code> = Rc::clone(code);
            let base = frame.base as usize;
            let depth = frame.depth;
            let mut pc = frame.pc as usize;
            let ops = &code.spec.ops[..];
            let lines = if TRACED { code.lines() } else { &[] };
            let regs = &mut stack[base..base + code.spec.registers as usize];

            /// Stores the value of a result, or leaves with what it asks for.
            macro_rules! put {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Ok(value) => regs[$dst as usize] = value,
                        Err(unwind) => break Leave::Unwind(unwind),
                    }
                };
            }
            /// Leaves if the result is an error.
            macro_rules! check {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(unwind) => break Leave::Unwind(unwind),
                    }
                };
            }
            /// Calls a native function. If its result is awaited at once, a coroutine may be spared.
            macro_rules! native {
                ($dst:expr, $def:expr, $args:expr) => {{
                    let is_awaited = matches!(ops[pc], Op::Await { src, .. } if src == $dst);
                    self.run.awaits = is_awaited;
                    let result = ($def.function)(self, $args);
                    if is_awaited && let Some(begun) = self.begin_await() {
                        let Op::Await { dst, .. } = ops[pc] else { unreachable!("it has just been looked at") };
                        pc += 1;
                        match begun {
                            Ok(value) => regs[dst as usize] = value,
                            Err(leave) => break leave,
                        }
                        continue;
                    }
                    put!($dst, result);
                }};
            }
            /// Leaves to call the method that stands for an operator.
            macro_rules! operator {
                ($dst:expr, $function:expr, $a:expr, $b:expr) => {{
                    let (args, on_return) = ([$a, $b], OnReturn::Operator);
                    break Leave::Enter { dst: $dst, function: $function, args, count: 2, on_return };
                }};
            }
            /// Jumps; a jump backwards counts.
            macro_rules! jump_by {
                ($offset:expr) => {
                    pc = pc.wrapping_add_signed($offset as isize);
                    if $offset < 0 {
                        self.run.ticks = self.run.ticks.saturating_sub(1);
                        if self.run.ticks == 0 || self.heap.is_due() {
                            break Leave::Tick;
                        }
                    }
                };
            }

            let leave = loop {
                if TRACED
                    && let Some(&line @ 1..) = lines.get(pc)
                    && self.reach_line(line, frames.len(), pc)
                {
                    break Leave::Stopped;
                }
                let op = ops[pc];
                pc += 1;
                match op {
                    Op::Nop => {}
                    Op::LoadConst { dst, index } => regs[dst as usize] = code.consts[index as usize],
                    Op::LoadInt { dst, value } => regs[dst as usize] = Value::Int(i64::from(value)),
                    Op::LoadNone { dst } => regs[dst as usize] = Value::None,
                    Op::LoadBool { dst, value } => regs[dst as usize] = Value::Bool(value),
                    Op::Move { dst, src } => regs[dst as usize] = regs[src as usize],
                    Op::CheckBound { reg, name } => {
                        if regs[reg as usize].is_unbound() {
                            break Leave::Unwind(self.unbound_local(code.names[name as usize]));
                        }
                    }
                    Op::DeleteLocal { reg, name } => {
                        if regs[reg as usize].is_unbound() {
                            break Leave::Unwind(self.unbound_local(code.names[name as usize]));
                        }
                        regs[reg as usize] = Value::Unbound;
                    }

                    Op::MakeCell { reg, src } => {
                        let value = if src == crate::op::NO_REG { Value::Unbound } else { regs[src as usize] };
                        regs[reg as usize] = Value::Cell(self.heap.alloc(crate::object::Cell { value }));
                    }
                    Op::LoadCell { dst, cell, name } => {
                        let Value::Cell(r) = regs[cell as usize] else {
                            break Leave::Unwind(self.unbound_local(code.names[name as usize]));
                        };
                        let value = self.heap[r].value;
                        if value.is_unbound() {
                            break Leave::Unwind(
                                self.empty_cell(code.names[name as usize], cell >= code.spec.free_base),
                            );
                        }
                        regs[dst as usize] = value;
                    }
                    Op::StoreCell { cell, src } => {
                        if let Value::Cell(r) = regs[cell as usize] {
                            self.heap[r].value = regs[src as usize];
                        }
                    }
                    Op::DeleteCell { cell, name } => {
                        if let Value::Cell(r) = regs[cell as usize] {
                            if self.heap[r].value.is_unbound() {
                                break Leave::Unwind(
                                    self.empty_cell(code.names[name as usize], cell >= code.spec.free_base),
                                );
                            }
                            self.heap[r].value = Value::Unbound;
                        }
                    }

                    Op::LoadGlobal { dst, slot } => {
                        let module = &self.heap[code.module];
                        let mut value = module.globals.at(slot as usize);
                        if value.is_unbound() {
                            value = module.fallbacks[slot as usize];
                            if value.is_unbound() {
                                value = check!(self.missing_global(code.module, slot));
                            }
                        }
                        regs[dst as usize] = value;
                    }
                    Op::StoreGlobal { src, slot } => {
                        let value = regs[src as usize];
                        let globals = &mut self.heap[code.module].globals;
                        if self.mortals.is_empty() {
                            globals.set_at(slot as usize, value);
                        } else {
                            let before = globals.at(slot as usize);
                            globals.set_at(slot as usize, value);
                            if self.is_mortal(before) {
                                break Leave::Dropped(base + src as usize + 1);
                            }
                        }
                    }
                    Op::DeleteGlobal { slot } => {
                        if self.heap[code.module].globals.at(slot as usize).is_unbound() {
                            break Leave::Unwind(self.no_global(code.module, slot));
                        }
                        self.heap[code.module].globals.set_at(slot as usize, Value::Unbound);
                    }
                    Op::StoreDictGlobal { src, slot } => {
                        check!(self.store_dict_global(code.module, slot, regs[src as usize]));
                    }
                    Op::DeleteDictGlobal { slot } => check!(self.delete_dict_global(code.module, slot)),
                    Op::TryLoadName { dst, name } => {
                        let found = check!(self.load_class_name(regs[0], code.names[name as usize]));
                        if let Some(value) = found {
                            regs[dst as usize] = value;
                            pc += 1;
                        }
                    }
                    Op::StoreName { src, name } => {
                        let key = self.heap.name_value(code.names[name as usize]);
                        check!(self.set_item(regs[0], key, regs[src as usize]));
                    }
                    Op::DeleteName { name } => {
                        let key = self.heap.name_value(code.names[name as usize]);
                        check!(self.del_item(regs[0], key));
                    }

                    Op::LoadAttr { dst, obj, site } => {
                        let object = regs[obj as usize];
                        let site = &code.attrs[site as usize];
                        if let Value::Instance(i) = object {
                            let instance = &self.heap[i];
                            let cache = site.cache.get();
                            if cache.shape == instance.shape {
                                if let Some(value) = instance.slots.get(cache.slot as usize)
                                    && !value.is_unbound()
                                {
                                    regs[dst as usize] = *value;
                                    continue;
                                }
                                if let Value::Function(function) = cache.value
                                    && cache.epoch == self.epoch
                                {
                                    let (args, on_return) = ([object, Value::Unbound], OnReturn::Store);
                                    break Leave::Enter { dst, function, args, count: 1, on_return };
                                }
                            }
                        }
                        put!(dst, self.load_attr(object, site));
                    }
                    Op::StoreAttr { obj, src, site } => {
                        let object = regs[obj as usize];
                        let value = regs[src as usize];
                        let site = &code.attrs[site as usize];
                        if let Value::Instance(i) = object {
                            let cache = site.cache.get();
                            let instance = &mut self.heap[i];
                            if cache.shape == instance.shape && cache.epoch == self.epoch {
                                if let Some(place) = instance.slots.get_mut(cache.slot as usize) {
                                    *place = value;
                                    continue;
                                }
                                // The attribute is a new one, as it was the last time.
                                if let Value::Int(next) = cache.value
                                    && instance.slots.len() == cache.slot as usize
                                {
                                    instance.shape = next as u32;
                                    instance.slots.push(value);
                                    self.heap.charge(size_of::<Value>());
                                    continue;
                                }
                            }
                        }
                        check!(self.store_attr(object, value, site));
                    }
                    Op::DeleteAttr { obj, site } => {
                        check!(self.del_attr(regs[obj as usize], code.attrs[site as usize].name));
                    }
                    Op::LoadItem { dst, obj, key } => {
                        let (object, key) = (regs[obj as usize], regs[key as usize]);
                        if let (Value::List(list), Value::Int(index)) = (object, key)
                            && let Some(value) = self.heap[list].items.get(index as usize)
                        {
                            regs[dst as usize] = *value;
                            continue;
                        }
                        put!(dst, self.get_item(object, key));
                    }
                    Op::StoreItem { obj, key, src } => {
                        let (object, key, value) = (regs[obj as usize], regs[key as usize], regs[src as usize]);
                        if let (Value::List(list), Value::Int(index)) = (object, key)
                            && let Some(place) = self.heap[list].items.get_mut(index as usize)
                        {
                            *place = value;
                            continue;
                        }
                        check!(self.set_item(object, key, value));
                    }
                    Op::DeleteItem { obj, key } => check!(self.del_item(regs[obj as usize], regs[key as usize])),
                    Op::BuildSlice { dst, base } => {
                        let b = base as usize;
                        let slice = crate::object::Slice { start: regs[b], stop: regs[b + 1], step: regs[b + 2] };
                        regs[dst as usize] = Value::Slice(self.heap.alloc(slice));
                    }

                    Op::Add { dst, a, b } => {
                        let replaced = dst == a;
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(sum) = x.checked_add(y) => Value::Int(sum),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x + y),
                            (Value::Str(_), Value::Str(_)) if replaced => {
                                check!(self.in_place(crate::op::BinaryOp::Add, a, b))
                            }
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Add, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Add, a, b)),
                        };
                    }
                    Op::Sub { dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(d) = x.checked_sub(y) => Value::Int(d),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x - y),
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Sub, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Sub, a, b)),
                        };
                    }
                    Op::Mul { dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(p) = x.checked_mul(y) => Value::Int(p),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x * y),
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Mul, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Mul, a, b)),
                        };
                    }
                    Op::AddInt { negated, dst, a, value } => {
                        let a = regs[a as usize];
                        regs[dst as usize] = match a {
                            Value::Int(x) if let Some(sum) = x.checked_add(i64::from(value)) => Value::Int(sum),
                            _ if negated => {
                                let b = Value::Int(-i64::from(value));
                                check!(self.binary(crate::op::BinaryOp::Sub, a, b))
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Add, a, Value::Int(i64::from(value)))),
                        };
                    }
                    Op::InPlaceInt { negated, dst, a, value } => {
                        let a = regs[a as usize];
                        regs[dst as usize] = match a {
                            Value::Int(x) if let Some(sum) = x.checked_add(i64::from(value)) => Value::Int(sum),
                            _ if negated => {
                                let b = Value::Int(-i64::from(value));
                                check!(self.in_place(crate::op::BinaryOp::Sub, a, b))
                            }
                            _ => check!(self.in_place(crate::op::BinaryOp::Add, a, Value::Int(i64::from(value)))),
                        };
                    }
                    Op::Binary { op, dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        if let (Value::Instance(_), Some(function)) = (a, self.operator_function(op, a, b)) {
                            operator!(dst, function, a, b);
                        }
                        put!(dst, self.binary(op, a, b));
                    }
                    Op::InPlace { op, dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        if op == crate::op::BinaryOp::Add
                            && let (Value::Int(x), Value::Int(y)) = (a, b)
                            && let Some(sum) = x.checked_add(y)
                        {
                            regs[dst as usize] = Value::Int(sum);
                            continue;
                        }
                        put!(dst, self.in_place(op, a, b));
                    }
                    Op::Unary { op, dst, a } => put!(dst, self.unary(op, regs[a as usize])),
                    Op::Not { dst, a } => {
                        let truth = check!(self.truth(regs[a as usize]));
                        regs[dst as usize] = Value::Bool(!truth);
                    }
                    Op::Compare { op, dst, a, b } => {
                        put!(dst, self.compare_op(op, regs[a as usize], regs[b as usize]));
                    }

                    Op::Jump { target } => {
                        let offset = i64::from(target) - pc as i64;
                        jump_by!(offset);
                    }
                    Op::JumpIfTrue { reg, target } => {
                        if check!(self.truth(regs[reg as usize])) {
                            let offset = i64::from(target) - pc as i64;
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfFalse { reg, target } => {
                        if !check!(self.truth(regs[reg as usize])) {
                            let offset = i64::from(target) - pc as i64;
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfNone { reg, target } => {
                        if regs[reg as usize].is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpIfNotNone { reg, target } => {
                        if !regs[reg as usize].is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpUnless { op, a, b, offset } => {
                        if !check!(self.test(op, regs[a as usize], regs[b as usize])) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIf { op, a, b, offset } => {
                        if check!(self.test(op, regs[a as usize], regs[b as usize])) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpUnlessInt { op, a, value, offset } => {
                        if !check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfInt { op, a, value, offset } => {
                        if check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                            jump_by!(offset);
                        }
                    }

                    Op::GetIter { dst, src } => put!(dst, self.iter(regs[src as usize])),
                    Op::ForIter { iter, dst, offset } => {
                        let next = match regs[iter as usize] {
                            Value::Iter(r) => match &mut self.heap[r] {
                                Iter::Range { next, step, left } => {
                                    if *left == 0 {
                                        None
                                    } else {
                                        let value = *next;
                                        *left -= 1;
                                        *next = value.wrapping_add(*step);
                                        Some(Value::Int(value))
                                    }
                                }
                                Iter::List { list, index } => {
                                    let (list, at) = (*list, *index);
                                    *index += 1;
                                    self.heap[list].items.get(at).copied()
                                }
                                _ => {
                                    // A loop that takes pairs apart at once gets them without tuples.
                                    if let Op::Unpack { src, base, count: 2 } = ops[pc]
                                        && src == dst
                                        && let Some(pair) = self.next_pair(r)
                                    {
                                        match check!(pair) {
                                            Some(pair) => {
                                                regs[base as usize..base as usize + 2].copy_from_slice(&pair);
                                                pc += 1;
                                            }
                                            None => {
                                                regs[iter as usize] = Value::Unbound;
                                                pc = pc.wrapping_add_signed(offset as isize);
                                            }
                                        }
                                        continue;
                                    }
                                    check!(self.next(Value::Iter(r)))
                                }
                            },
                            Value::Generator(generator) => break Leave::Resume(generator),
                            iterator => check!(self.next(iterator)),
                        };
                        match next {
                            Some(value) => regs[dst as usize] = value,
                            None => {
                                regs[iter as usize] = Value::Unbound;
                                pc = pc.wrapping_add_signed(offset as isize);
                            }
                        }
                    }
                    Op::CloseIter { iter } => {
                        let iterator = std::mem::replace(&mut regs[iter as usize], Value::Unbound);
                        if let Value::Generator(generator) = iterator {
                            check!(self.close_iterator(generator));
                        }
                    }
                    Op::Unpack { src, base, count } => {
                        let targets = base as usize..base as usize + count as usize;
                        match regs[src as usize] {
                            Value::Tuple(t) if self.heap[t].items.len() == count as usize => {
                                regs[targets].copy_from_slice(&self.heap[t].items);
                            }
                            Value::List(l) if self.heap[l].items.len() == count as usize => {
                                regs[targets].copy_from_slice(&self.heap[l].items);
                            }
                            value => {
                                let values = check!(self.unpack(value, count as usize));
                                regs[targets].copy_from_slice(&values);
                            }
                        }
                    }
                    Op::UnpackEx { before, src, base, after } => {
                        let values = check!(self.unpack_starred(regs[src as usize], before as usize, after as usize));
                        regs[base as usize..base as usize + values.len()].copy_from_slice(&values);
                    }

                    Op::BuildTuple { dst, base, count } => {
                        let items = &regs[base as usize..base as usize + count as usize];
                        regs[dst as usize] = self.heap.tuple_of(items);
                    }
                    Op::BuildList { dst, base, count } => {
                        let items = regs[base as usize..base as usize + count as usize].to_vec();
                        regs[dst as usize] = self.heap.list(items);
                    }
                    Op::BuildSet { dst, base, count } => {
                        put!(dst, self.set_display(&regs[base as usize..base as usize + count as usize]));
                    }
                    Op::BuildMap { dst, base, count } => {
                        let items = &regs[base as usize..base as usize + 2 * count as usize];
                        put!(dst, self.map_of(items));
                    }
                    Op::ListAppend { list, value } => {
                        if let Value::List(list) = regs[list as usize] {
                            self.heap.list_push(list, regs[value as usize]);
                        }
                    }
                    Op::SetAdd { set, value } => {
                        if let Value::Set(set) = regs[set as usize] {
                            check!(self.set_add(set, regs[value as usize]));
                        }
                    }
                    Op::MapInsert { map, key, value } => {
                        if let Value::Dict(map) = regs[map as usize] {
                            check!(self.dict_set(map, regs[key as usize], regs[value as usize]));
                        }
                    }
                    Op::Dropped { explicit, from } => {
                        if self.may_have_died(explicit) {
                            break Leave::Dropped(base + from as usize);
                        }
                    }
                    Op::ListExtend { list, src, function } => {
                        let function = if function == NO_REG { Value::Unbound } else { regs[function as usize] };
                        check!(self.extend_list(regs[list as usize], regs[src as usize], function));
                    }
                    Op::SetUpdate { set, src } => check!(self.update_set(regs[set as usize], regs[src as usize])),
                    Op::MapUpdate { map, src } => check!(self.update_map(regs[map as usize], regs[src as usize])),
                    Op::MapMerge { map, src, func } => {
                        check!(self.merge_kwargs(regs[map as usize], regs[src as usize], regs[func as usize]));
                    }
                    Op::ListToTuple { dst, src } => {
                        let items = if let Value::List(list) = regs[src as usize] {
                            self.heap[list].items.clone()
                        } else {
                            Vec::new()
                        };
                        regs[dst as usize] = self.heap.tuple(items);
                    }
                    Op::BuildString { dst, base, count } => {
                        regs[dst as usize] = self.join_strings(&regs[base as usize..base as usize + count as usize]);
                    }
                    Op::FormatValue { conversion, dst, src, spec } => {
                        let spec = if spec == crate::op::NO_REG { Value::Unbound } else { regs[spec as usize] };
                        if let Value::Future(_) = regs[src as usize] {
                            self.note_outermost(frames, pc);
                        }
                        put!(dst, self.format_value(conversion, regs[src as usize], spec));
                    }

                    Op::MakeFunction { dst, index, base } => {
                        regs[dst as usize] = self.make_function(&code, index as usize, &regs[base as usize..], regs);
                    }
                    Op::Call { dst, base: at, argc } => {
                        let first = at as usize + 1;
                        let argc = argc as usize;
                        match regs[at as usize] {
                            Value::Function(f) if self.heap[f].fast_argc == argc as u32 => {
                                break Leave::Call { dst, callee: Value::Function(f), first, argc, names: None };
                            }
                            Value::Native(def)
                                if def.drains.is_none() && argc >= def.min as usize && argc <= def.max as usize =>
                            {
                                let args = Args { values: &regs[first..first + argc], names: &[] };
                                native!(dst, def, args);
                            }
                            // A bound method's object stands before the arguments, in the place of the method.
                            Value::Method(method)
                                if let Method { function: Value::Native(def), this } = self.heap[method]
                                    && def.drains.is_none()
                                    && argc + 1 >= def.min as usize
                                    && argc < def.max as usize
                                    && !matches!(this, Value::Instance(_)) =>
                            {
                                regs[at as usize] = this;
                                let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                                native!(dst, def, args);
                            }
                            Value::Method(method)
                                if let Method { function: callee @ Value::Function(_), this } = self.heap[method] =>
                            {
                                regs[at as usize] = this;
                                break Leave::Call { dst, callee, first: first - 1, argc: argc + 1, names: None };
                            }
                            Value::Class(class)
                                if let Some(new) = self.recipe(class).new
                                    && argc + 1 >= new.min as usize
                                    && argc < new.max as usize =>
                            {
                                let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                                put!(dst, (new.function)(self, args));
                            }
                            callee => break Leave::Call { dst, callee, first, argc, names: None },
                        }
                    }
                    Op::CallKw { argc, dst, base: at, names } => {
                        let names = Some(Rc::clone(&code.kwnames[names as usize]));
                        break Leave::Call {
                            dst,
                            callee: regs[at as usize],
                            first: at as usize + 1,
                            argc: argc as usize,
                            names,
                        };
                    }
                    Op::CallMethod { argc, dst, base: at, site } => {
                        let at = at as usize;
                        let argc = argc as usize;
                        let object = regs[at + 1];
                        let method = self.load_method(object, &code.attrs[site as usize]);
                        self.run.no_method = method.is_err();
                        match check!(method) {
                            // The function's first argument is the object.
                            (Value::Native(def), true)
                                if def.drains.is_none()
                                    && argc + 1 >= def.min as usize
                                    && argc < def.max as usize
                                    && !matches!(object, Value::Instance(_)) =>
                            {
                                let args = Args { values: &regs[at + 1..at + 2 + argc], names: &[] };
                                native!(dst, def, args);
                            }
                            // A function of a module.
                            (Value::Native(def), false)
                                if def.kind == NativeKind::Function
                                    && def.drains.is_none()
                                    && argc >= def.min as usize
                                    && argc <= def.max as usize =>
                            {
                                let args = Args { values: &regs[at + 2..at + 2 + argc], names: &[] };
                                native!(dst, def, args);
                            }
                            (callee, true) => {
                                break Leave::Call { dst, callee, first: at + 1, argc: argc + 1, names: None };
                            }
                            (callee, false) => {
                                regs[at + 1] = callee;
                                break Leave::Call { dst, callee, first: at + 2, argc, names: None };
                            }
                        }
                    }
                    Op::CallEx { dst, base: at } => {
                        let at = at as usize;
                        let (args, kwargs) = check!(self.spread(regs[at + 1], regs[at + 2]));
                        let callable = regs[at];
                        let _ = dst;
                        break Leave::Unwind(Unwind::Tail(Box::new(Tail::Call { callable, args, kwargs })));
                    }
                    Op::BuildClass { argc, dst, base: at, names } => {
                        let at = at as usize;
                        let names =
                            if names == crate::op::NO_REG { None } else { Some(&*code.kwnames[names as usize]) };
                        let values = &regs[at + 2..at + 2 + argc as usize];
                        let split = values.len() - names.map_or(0, <[Name]>::len);
                        let kwargs =
                            names.unwrap_or(&[]).iter().copied().zip(values[split..].iter().copied()).collect();
                        let _ = dst;
                        break Leave::Unwind(self.build_class(
                            regs[at],
                            regs[at + 1],
                            values[..split].to_vec(),
                            kwargs,
                        ));
                    }
                    Op::BuildClassEx { dst, base: at } => {
                        let at = at as usize;
                        let (bases, kwargs) = check!(self.spread(regs[at + 2], regs[at + 3]));
                        let _ = dst;
                        break Leave::Unwind(self.build_class(regs[at], regs[at + 1], bases, kwargs));
                    }
                    Op::Return { src } => {
                        let mut value = regs[src as usize];
                        let Frame { dst, on_return, coroutine, .. } = frames.pop().expect("the running frame");
                        if let Some(coroutine) = coroutine {
                            self.heap[coroutine].state = GenState::Finished;
                        }
                        match on_return {
                            OnReturn::Store => {}
                            OnReturn::Instance(instance) => {
                                if !value.is_none() {
                                    let got = self.type_name(value);
                                    let message = format!("__init__() should return None, not '{got}'");
                                    return Leave::Unwind(self.type_error(message));
                                }
                                value = instance;
                            }
                            OnReturn::Operator if matches!(value, Value::NotImplemented) => return Leave::Refused,
                            OnReturn::Operator => {}
                        }
                        match frames.last() {
                            Some(Frame { body: Body::Code(_), base: below, .. }) => {
                                if dst != crate::op::NO_REG {
                                    stack[*below as usize + dst as usize] = value;
                                }
                                if (self.run.unclaimed.is_some() || !self.mortals.is_empty())
                                    && matches!(on_return, OnReturn::Store)
                                    && self.leaves_mortals(&stack[base..], code.spec.locals.len())
                                {
                                    // The result may stand where the callee's registers began.
                                    let result = *below as usize + usize::from(dst.wrapping_add(1));
                                    return Leave::Dropped(base.max(result));
                                }
                                continue 'frame;
                            }
                            Some(_) => {
                                *result = Some(value);
                                return Leave::Again;
                            }
                            None => return Leave::Finished(value),
                        }
                    }

                    Op::Yield { src, .. } => break Leave::Yield(regs[src as usize]),
                    Op::YieldFrom { src, .. } => break Leave::Delegate { value: regs[src as usize], awaiting: false },
                    Op::Await { src, .. } => break Leave::Delegate { value: regs[src as usize], awaiting: true },
                    Op::GetAIter { dst, src } => put!(dst, self.async_iter(regs[src as usize])),
                    Op::GetANext { dst, src } => put!(dst, self.async_next(regs[src as usize])),
                    Op::EndAsyncFor { exc } => {
                        let exception = regs[exc as usize];
                        if !self.is_instance(exception, self.types.stop_async_iteration) {
                            break Leave::Reraise(exception);
                        }
                    }
                    Op::Discard { src } => {
                        let value = regs[src as usize];
                        if let Value::Generator(generator) = value {
                            self.discard(generator, &code, pc - 1);
                            regs[src as usize] = Value::Unbound;
                        }
                        let is_mortal = !self.mortals.is_empty() && self.is_mortal(value);
                        if is_mortal || matches!(value, Value::List(_)) && self.run.unclaimed.is_some() {
                            break Leave::Dropped(base + src as usize);
                        }
                    }

                    Op::LoadSpecial { which, dst, obj } => put!(dst, self.load_special(which, regs[obj as usize])),
                    Op::ExcTriple { base, exc } => {
                        let exception = regs[exc as usize];
                        let b = base as usize;
                        regs[b] = Value::Class(self.class_of(exception));
                        regs[b + 1] = exception;
                        regs[b + 2] = match exception {
                            Value::Exception(e) => self.traceback_of(e),
                            _ => Value::None,
                        };
                    }

                    Op::Raise { exc, cause } => {
                        if exc == crate::op::NO_REG {
                            if handling.is_none() {
                                break Leave::Unwind(self.no_active_exception());
                            }
                            break Leave::Reraise(*handling);
                        }
                        let cause = if cause == crate::op::NO_REG { Value::Unbound } else { regs[cause as usize] };
                        break Leave::Unwind(self.make_raise(regs[exc as usize], cause));
                    }
                    Op::Reraise { exc } => break Leave::Reraise(regs[exc as usize]),
                    Op::PushExc { save, exc } => {
                        regs[save as usize] = *handling;
                        *handling = regs[exc as usize];
                        self.run.handling = *handling;
                    }
                    Op::PopExc { save } => {
                        *handling = regs[save as usize];
                        self.run.handling = *handling;
                    }
                    Op::JumpUnlessMatch { exc, types, offset } => {
                        if !check!(self.exception_matches(regs[exc as usize], regs[types as usize])) {
                            pc = pc.wrapping_add_signed(offset as isize);
                        }
                    }
                    Op::SplitGroup { dst, rest, types } => {
                        let (matched, other) = check!(self.split_group(regs[rest as usize], regs[types as usize]));
                        regs[dst as usize] = matched;
                        regs[rest as usize] = other;
                    }
                    Op::JoinGroup { dst, orig, list } => {
                        let raised = match regs[list as usize] {
                            Value::List(list) => self.heap[list].items.clone(),
                            _ => Vec::new(),
                        };
                        put!(dst, self.join_group(regs[orig as usize], &raised, regs[list as usize + 1]));
                    }
                    Op::LoadAssertionError { dst } => regs[dst as usize] = Value::Class(self.types.assertion_error),

                    Op::Import { top, dst, name } => {
                        put!(dst, self.import_op(code.names[name as usize], top));
                    }
                    Op::ImportFrom { dst, module, name } => {
                        put!(dst, self.import_from(regs[module as usize], code.names[name as usize]));
                    }
                    Op::ImportStar { module } => check!(self.import_star(code.module, regs[module as usize])),

                    Op::MatchSequence { dst, src } => {
                        regs[dst as usize] = Value::Bool(self.match_sequence(regs[src as usize]));
                    }
                    Op::MatchMapping { dst, src } => {
                        regs[dst as usize] = Value::Bool(self.match_mapping(regs[src as usize]));
                    }
                    Op::MatchKeys { dst, src, keys } => {
                        put!(dst, self.match_keys(regs[src as usize], regs[keys as usize]));
                    }
                    Op::MatchRest { dst, src, keys } => {
                        put!(dst, self.match_rest(regs[src as usize], regs[keys as usize]));
                    }
                    Op::MatchClass { count, dst, src, base } => {
                        let b = base as usize;
                        put!(dst, self.match_class(regs[src as usize], regs[b], count as usize, regs[b + 1]));
                    }
                    Op::Len { dst, src } => {
                        let length = check!(self.len(regs[src as usize]));
                        regs[dst as usize] = Value::Int(length as i64);
                    }
                }
            };
            let frame = frames.last_mut().expect("the running frame");
            frame.pc = pc as u32;
            // The plainest calls are made here, without leaving.
            match leave {
                Leave::Call { dst, callee: Value::Function(f), first, argc, names: None }
                    if self.heap[f].fast_argc == argc as u32 && depth + 1 < self.run.recursion_limit =>
                {
                    enter(self, stack, frames, f, base + first, argc, dst, depth + 1);
                }
                // A coroutine that is awaited where it is made is a call: awaits do not count as depth.
                Leave::Call { dst, callee: Value::Function(f), first, argc, names: None }
                    if let Op::Await { src, dst: result } = ops[pc]
                        && src == dst
                        && self.is_plain_coroutine(f, argc)
                        && frames.len() < super::generator::MAX_JOINED =>
                {
                    if let Some(frame) = frames.last_mut() {
                        frame.pc += 1;
                    }
                    enter(self, stack, frames, f, base + first, argc, result, depth);
                }
                Leave::Call { dst, callee: Value::Class(class), first, argc, names: None }
                    if depth + 2 < self.run.recursion_limit
                        && let Some(init) = self.recipe(class).init
                        && self.heap[init].fast_argc == argc as u32 + 1 =>
                {
                    let object = self.new_instance(class);
                    stack[base + first - 1] = object;
                    // In CPython, the class's own call counts as well.
                    enter(self, stack, frames, init, base + first - 1, argc + 1, dst, depth + 2);
                    if let Some(frame) = frames.last_mut() {
                        frame.on_return = OnReturn::Instance(object);
                    }
                }
                Leave::Enter { dst, function, args, count, on_return } if depth + 1 < self.run.recursion_limit => {
                    let top = base + code.spec.registers as usize;
                    super::call::put(stack, top, &args[..count]);
                    enter(self, stack, frames, function, top, count, dst, depth + 1);
                    if let Some(frame) = frames.last_mut() {
                        frame.on_return = on_return;
                    }
                }
                leave => return leave,
            }
            self.run.ticks = self.run.ticks.saturating_sub(1);
            if self.run.ticks == 0 || self.heap.is_due() {
                return Leave::Tick;
            }
        }
    }

    /// The first step of a coroutine that the native function has not made, but left the frame of.
    fn begin_await(&mut self) -> Option<Result<Value, Leave>> {
        self.run.awaits = false;
        let mut native = self.run.awaited.take()?;
        Some(match native.resume(self, Ok(Value::None)) {
            Ok(NativeStep::Return(value)) => Ok(value),
            Ok(step) => Err(Leave::Began(native, step)),
            Err(unwind) => Err(Leave::Unwind(unwind)),
        })
    }

    /// Is it a coroutine function that takes exactly so many arguments, and does nobody want to see its coroutine?
    fn is_plain_coroutine(&self, function: Ref<Function>, argc: usize) -> bool {
        self.heap[function].code.as_ref().is_some_and(|code| {
            code.spec.kind == CodeKind::Coroutine
                && code.simple
                && usize::from(code.spec.params.positional) == argc
                && !self.asyncio.debug
        })
    }

    /// The method of the left operand did not know how: what comes of the operation at which the top frame stands.
    #[cold]
    fn refused(&mut self, fiber: &Fiber) -> Res {
        let Some(Frame { body: Body::Code(code), base, pc, .. }) = fiber.frames.last() else { return Ok(Value::None) };
        let (op, a, b) = match code.spec.ops[*pc as usize - 1] {
            Op::Add { a, b, .. } => (crate::op::BinaryOp::Add, a, b),
            Op::Sub { a, b, .. } => (crate::op::BinaryOp::Sub, a, b),
            Op::Mul { a, b, .. } => (crate::op::BinaryOp::Mul, a, b),
            Op::Binary { op, a, b, .. } => (op, a, b),
            _ => return Ok(Value::NotImplemented),
        };
        let operand = |register: Reg| fiber.stack[*base as usize + register as usize];
        self.binary_refused(op, operand(a), operand(b))
    }

    /// `bool(value)`, the plain cases first.
    #[inline(always)]
    fn truth(&mut self, value: Value) -> Res<bool> {
        match value {
            Value::Bool(b) => Ok(b),
            Value::None => Ok(false),
            Value::Int(i) => Ok(i != 0),
            _ => self.truthy(value),
        }
    }

    /// `a op b` as a value, the plain cases first.
    #[inline(always)]
    fn compare_op(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        match op {
            CompareOp::Is => Ok(Value::Bool(a.is(b))),
            CompareOp::IsNot => Ok(Value::Bool(!a.is(b))),
            CompareOp::In => self.contains(b, a).map(Value::Bool),
            CompareOp::NotIn => self.contains(b, a).map(|found| Value::Bool(!found)),
            _ => match (a, b) {
                (Value::Int(x), Value::Int(y)) => Ok(Value::Bool(ordered(op, &x, &y))),
                _ => self.compare(op, a, b),
            },
        }
    }

    /// The truth of `a op b`.
    #[inline(always)]
    fn test(&mut self, op: CompareOp, a: Value, b: Value) -> Res<bool> {
        match (a, b) {
            (Value::Int(x), Value::Int(y))
                if !matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) =>
            {
                Ok(ordered(op, &x, &y))
            }
            (Value::Float(x), Value::Float(y))
                if !matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) =>
            {
                Ok(ordered(op, &x, &y))
            }
            _ => {
                let result = self.compare_op(op, a, b)?;
                self.truth(result)
            }
        }
    }
}

#[inline(always)]
fn ordered<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Eq | CompareOp::Is | CompareOp::In => a == b,
        CompareOp::Ne | CompareOp::IsNot | CompareOp::NotIn => a != b,
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// Enters a function whose arguments stand at `base` already.
#[expect(clippy::too_many_arguments, reason = "the parts of a frame, in registers")]
#[inline]
pub(crate) fn enter(
    vm: &Vm,
    stack: &mut Vec<Value>,
    frames: &mut Vec<Frame>,
    function: Ref<Function>,
    base: usize,
    argc: usize,
    dst: Reg,
    depth: u32,
) {
    let function = &vm.heap[function];
    let registers = function.registers as usize;
    if stack.len() < base + registers {
        stack.resize(base + registers, Value::Unbound);
    }
    stack[base + argc..base + registers].fill(Value::Unbound);
    let code = function.code.as_ref().expect("a living function has its code");
    let free = code.spec.free_base as usize;
    for (i, cell) in function.closure.iter().enumerate() {
        stack[base + free + i] = *cell;
    }
    frames.push(Frame { dst, depth, ..Frame::new(Body::Code(Rc::clone(code)), base) });
}

/// The register in which a frame waits for the result of its last instruction.
pub(crate) fn waiting_register(frame: &Frame) -> Reg {
    let Body::Code(code) = &frame.body else { return crate::op::NO_REG };
    if frame.pc == 0 {
        return crate::op::NO_REG;
    }
    match code.spec.ops[frame.pc as usize - 1] {
        Op::Call { dst, .. }
        | Op::CallKw { dst, .. }
        | Op::CallMethod { dst, .. }
        | Op::CallEx { dst, .. }
        | Op::BuildClass { dst, .. }
        | Op::BuildClassEx { dst, .. }
        | Op::Yield { dst, .. }
        | Op::YieldFrom { dst, .. }
        | Op::Await { dst, .. }
        | Op::ForIter { dst, .. }
        | Op::LoadAttr { dst, .. }
        | Op::LoadItem { dst, .. }
        | Op::Add { dst, .. }
        | Op::Sub { dst, .. }
        | Op::Mul { dst, .. }
        | Op::AddInt { dst, .. }
        | Op::InPlaceInt { dst, .. }
        | Op::Binary { dst, .. }
        | Op::InPlace { dst, .. }
        | Op::Unary { dst, .. }
        | Op::Compare { dst, .. }
        | Op::GetIter { dst, .. }
        | Op::GetAIter { dst, .. }
        | Op::GetANext { dst, .. }
        | Op::FormatValue { dst, .. }
        | Op::Import { dst, .. }
        | Op::ImportFrom { dst, .. } => dst,
        _ => crate::op::NO_REG,
    }
}

/// Stands in for a native frame's state while it runs.
#[derive(Clone)]
struct Gone;

impl NativeFrame for Gone {
    fn resume(&mut self, _vm: &mut Vm, _input: Res) -> Res<NativeStep> {
        Ok(NativeStep::Return(Value::None))
    }

    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}
}
