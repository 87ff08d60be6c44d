//! Runs threads, slice by slice.
//!
//! [`Vm::run`] drives a thread until it ends, yields or has used its fuel. It is a small loop around the dispatch loop
//! (`execute.rs`), which runs instructions of the top frame, enters and leaves Python functions by itself, and comes back
//! for anything else: an exception, a generator to resume, a frame written in Rust (`resume.rs`). It also comes back at
//! every tick, because V8 does not replace a running WebAssembly frame by its optimised code.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_compiler::op::{Op, Reg};

use super::Vm;
use super::execute::Leave;
use super::thread::{Exit, Thread};
use crate::code::Code;
use crate::frame::{Body, Fiber, Frame, NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Res, Tail, Unwind};
use crate::object::Generator;
use crate::stepping::{Place, Point, Tracer};
use crate::value::Value;

/// Back-edges and calls between two ticks.
const TICK: u32 = 10_000;

/// Frames of one fiber, awaited coroutines included.
pub(super) const MAX_FRAMES: usize = 60_000;

/// What a nested run may go on for when the fuel is used up; after that it ends in an error.
pub(crate) const OVERDRAFT: i64 = 50_000_000;

/// Nested runs: native functions that call Python functions that call native functions…
const MAX_NESTING: u32 = 100;

/// What the machine keeps about running.
#[derive(Clone)]
pub(crate) struct State {
    /// Back-edges and calls left in this slice; below zero when used up.
    pub(crate) fuel: i64,
    /// Back-edges and calls up to the last tick, and what built-in functions have done on their own, in as many as would
    /// take as long. It decides nothing that a program could see.
    pub(crate) spent: u64,
    /// Back-edges and calls until the next tick.
    pub(crate) ticks: u32,
    /// Runs inside runs.
    pub(crate) nesting: u32,
    /// `sys.getrecursionlimit()`.
    pub(crate) recursion_limit: u32,
    /// Raise `KeyboardInterrupt` at the next tick.
    pub(crate) interrupted: bool,
    /// The method of a call was not found: the traceback shows the attribute.
    pub(super) no_method: bool,
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
    /// Statements that have left a coroutine behind.
    pub(crate) forgotten: u32,
    /// Where the program stands, while a collection at such a place tells of what has died.
    pub(crate) drop_place: Option<(Rc<Code>, usize)>,
    /// What the native function that is being called returns is awaited at once: it need not make a coroutine, but may
    /// leave in `awaited` what has come of that coroutine's first step; see [`Vm::awaitable`].
    pub(crate) awaits: bool,
    pub(crate) awaited: Option<Awaited>,
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
            spent: 0,
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
            forgotten: 0,
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

/// What has come of the first step of a coroutine that was spared, because it is awaited where it would be made.
#[derive(Clone)]
pub(crate) enum Awaited {
    Ended(Res),
    /// It ends with `None` when the others have run: nothing needs to be kept of it until then.
    Turn,
    Begun(Box<dyn NativeFrame>, NativeStep),
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
                let own = thread.fiber().frames.last().is_some_and(|f| f.coroutine().is_none());
                self.yield_out(thread, value, own)
            }
            Leave::Delegate { value, awaiting } => self.delegate(thread, value, awaiting),
            Leave::Resume(generator) => self.resume(thread, generator, Ok(Value::None)),
            Leave::Enter { function, args } => {
                let call = Tail::Call { callable: Value::Function(function), args, kwargs: Vec::new() };
                self.tail(thread, call)
            }
            Leave::Turn => self.yield_out(thread, Value::None, false),
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
    pub(super) fn reach_line(&mut self, line: u32, frames: usize, at: usize) -> bool {
        // The main thread has its lane from some moment on, which is to make no difference.
        let task = if self.is_main_strand() { self.asyncio.running_task() } else { self.actor() };
        let depth = (self.run.below + frames) as u32;
        self.reach(Point::Line(Place { line, task, depth, at: at as u32 }))
    }

    /// A point is reached: is the run to stop there?
    pub(crate) fn reach(&mut self, point: Point) -> bool {
        if std::mem::take(&mut self.run.stands) {
            return false;
        }
        let spent = self.run.spent + u64::from(TICK.saturating_sub(self.run.ticks));
        self.run.stands = self.run.tracer.as_ref().is_some_and(|tracer| tracer.borrow_mut().reached(point, spent));
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

    /// A built-in function looks at so many values by itself.
    pub(crate) fn toil(&mut self, values: usize) {
        /// So many take as long as a call.
        const LIGHT: u64 = 8;
        self.run.spent += values as u64 / LIGHT;
    }

    /// Fuel, memory and interrupts are looked after now and then.
    fn tick(&mut self, thread: &mut Thread) -> Next {
        if self.run.ticks == 0 {
            self.run.ticks = TICK;
            self.run.fuel -= i64::from(TICK);
            self.run.spent += u64::from(TICK);
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
    pub(super) fn tail(&mut self, thread: &mut Thread, tail: Tail) -> Next {
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

    /// The method of the left operand did not know how: what comes of the operation at which the top frame stands.
    #[cold]
    fn refused(&mut self, fiber: &Fiber) -> Res {
        let Some(Frame { body: Body::Code(code), base, pc, .. }) = fiber.frames.last() else { return Ok(Value::None) };
        let (op, a, b) = match code.spec.ops[*pc as usize - 1] {
            Op::Add { a, b, .. } => (loopscope_compiler::op::BinaryOp::Add, a, b),
            Op::Sub { a, b, .. } => (loopscope_compiler::op::BinaryOp::Sub, a, b),
            Op::Mul { a, b, .. } => (loopscope_compiler::op::BinaryOp::Mul, a, b),
            Op::Binary { op, a, b, .. } => (op, a, b),
            _ => return Ok(Value::NotImplemented),
        };
        let operand = |register: Reg| fiber.stack[*base as usize + register as usize];
        self.binary_refused(op, operand(a), operand(b))
    }
}
