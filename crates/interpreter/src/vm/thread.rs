//! What is running: the fibers of one thread of control.

use std::rc::Rc;

use loopscope_compiler::op::NO_REG;

use super::Vm;
use crate::code::Code;
use crate::frame::{Body, Fiber, Frame, OnReturn};
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Generator, TraceEntry};
use crate::value::Value;

/// A fiber that is running, or that resumed one that is.
#[derive(Clone)]
pub(crate) struct Activation {
    pub(crate) fiber: Box<Fiber>,
    /// The generator or coroutine whose fiber it is; `None` for a module and for nested calls.
    pub(crate) owner: Option<Ref<Generator>>,
}

/// Fibers, each resumed by the one below it; the last is running.
#[derive(Clone, Default)]
pub(crate) struct Thread {
    pub(crate) activations: Vec<Activation>,
}

impl Thread {
    /// A thread whose first fiber has nothing on it yet.
    pub(crate) fn new() -> Self {
        Thread { activations: vec![Activation { fiber: Box::default(), owner: None }] }
    }

    /// The running fiber.
    pub(crate) fn fiber(&mut self) -> &mut Fiber {
        &mut self.activations.last_mut().expect("a running thread has a fiber").fiber
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        for activation in &self.activations {
            activation.fiber.trace(visit);
            if let Some(owner) = activation.owner {
                visit(Value::Generator(owner));
            }
        }
    }

    /// Is the running frame one of a library module?
    pub(crate) fn is_in_library(&self) -> bool {
        let frame = self.activations.last().and_then(|activation| activation.fiber.frames.last());
        !matches!(frame, Some(Frame { body: Body::Code(code), .. }) if !code.is_of_library())
    }

    /// The innermost frame of Python code, and the fiber that it is in.
    pub(crate) fn innermost_code(&self) -> Option<(&Fiber, &Frame, &Code)> {
        let fibers = self.activations.iter().rev().map(|activation| &activation.fiber);
        let frames = fibers.flat_map(|fiber| fiber.frames.iter().rev().map(move |frame| (fiber, frame)));
        frames.into_iter().find_map(|(fiber, frame)| match &frame.body {
            Body::Code(code) => Some((&**fiber, frame, &**code)),
            Body::Native(_) => None,
        })
    }

    /// The exception that is being handled: the innermost fiber's that handles any.
    pub(crate) fn handling(&self) -> Value {
        self.activations.iter().rev().map(|a| a.fiber.handling).find(|v| !v.is_none()).unwrap_or(Value::None)
    }
}

impl Fiber {
    /// Where the window of a new frame may begin.
    pub(crate) fn top(&self) -> usize {
        match self.frames.last() {
            None => 0,
            Some(frame) => frame.base as usize + frame.registers(),
        }
    }
}

impl Frame {
    pub(crate) fn new(body: Body, base: usize) -> Self {
        Frame { body, pc: 0, base: base as u32, dst: NO_REG, depth: 0, on_return: OnReturn::Store }
    }

    /// Where it stands, if it is one of the program's and not of a library module.
    pub(crate) fn place(&self) -> Option<TraceEntry> {
        match &self.body {
            Body::Code(code) if !code.is_of_library() => {
                Some(TraceEntry::new(Rc::clone(code), self.pc.saturating_sub(1)))
            }
            _ => None,
        }
    }

    /// Size of its window.
    pub(crate) fn registers(&self) -> usize {
        match &self.body {
            Body::Code(code) => code.spec.registers as usize,
            Body::Native(_) => 0,
        }
    }
}

/// For what a thread of the program stands still.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pause {
    /// Until the clock shows this many seconds (`time.sleep`). It goes on with `None`.
    Until(f64),
    /// Until another thread wakes it, or the clock shows this. It goes on with `True` if it was woken.
    Parked(Option<f64>),
    /// It has made this simulated thread, which goes first. It goes on with the identity of that thread.
    Started(u32),
    /// Until the loop that it runs stops.
    Loop,
}

/// Why the machine stopped running a thread.
pub(crate) enum Exit {
    /// Its fuel is used up, or its turn is over: run it again with no input.
    Fuel,
    /// The tracer has stopped it: run it again with no input.
    Stopped,
    /// It stands still; then it is run again with what it waited for.
    Pause(Pause),
    /// Its first fiber yielded this (a task: the future that it waits for).
    Yielded(Value),
    /// Its first fiber has ended.
    Done(Res),
}

impl Vm {
    /// A thread on which a coroutine's or generator's fiber is about to be resumed.
    pub(crate) fn thread_of(&mut self, generator: Ref<Generator>) -> Thread {
        let object = &mut self.heap[generator];
        let fiber = object.fiber.take().expect("a resumable generator has its fiber");
        object.state = crate::object::GenState::Running;
        Thread { activations: vec![Activation { fiber, owner: Some(generator) }] }
    }
}
