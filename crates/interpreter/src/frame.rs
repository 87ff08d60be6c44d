//! Fibers and frames: where running and suspended code stands.

use std::rc::Rc;

use loopscope_compiler::op::Reg;

use crate::code::Code;
use crate::heap::{Ref, clone_with_room};
use crate::native::Res;
use crate::object::{Generator, Instance};
use crate::value::{Name, Value};
use crate::vm::{Pause, Vm};

/// What a frame written in Rust wants next. The machine does it and resumes the frame with the result.
#[derive(Clone)]
pub(crate) enum NativeStep {
    /// The frame is done, with this result.
    Return(Value),
    /// Call this; its result, or its exception, comes in.
    Call {
        callable: Value,
        args: Vec<Value>,
        kwargs: Vec<(Name, Value)>,
    },
    /// Advance this iterator; its value comes in, or [`Value::Unbound`] at its end.
    Next(Value),
    /// Resume this generator or coroutine with a value, or with an exception thrown in. What it yields comes in as
    /// `Ok`; its return as a `StopIteration`.
    Send {
        generator: Value,
        value: Value,
    },
    Throw {
        generator: Value,
        exception: Value,
    },
    /// Await this as `await` does; its result comes in.
    Await(Value),
    /// Yield this out of the fiber (to what drives the generator or task); what is sent comes in.
    Yield(Value),
    /// Yield `None`, so that others run; when that is over, the frame is done, and returns `None`.
    Turn,
    /// Stand still.
    Pause(Pause),
}

/// A frame written in Rust: a state machine that the machine drives, so that it needs no recursion and can be suspended.
pub(crate) trait NativeFrame: CloneFrame {
    /// Goes on with the result of what it asked for ([`Value::None`] at the start).
    ///
    /// # Errors
    /// An exception to be raised in the caller; the frame is done.
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep>;

    /// Visits the values that it refers to.
    fn trace(&self, visit: &mut dyn FnMut(Value));

    /// The name of the coroutine whose frame it is; empty if it is none.
    fn name(&self) -> &'static str {
        ""
    }
}

/// How a copy of the machine comes by the frame: all frames can be cloned.
pub(crate) trait CloneFrame {
    fn clone_frame(&self) -> Box<dyn NativeFrame>;
}

impl<T: NativeFrame + Clone + 'static> CloneFrame for T {
    fn clone_frame(&self) -> Box<dyn NativeFrame> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn NativeFrame> {
    fn clone(&self) -> Self {
        (**self).clone_frame()
    }
}

/// What a frame is the activation of.
#[derive(Clone)]
pub(crate) enum Body {
    Code(Rc<Code>),
    Native(Box<dyn NativeFrame>),
}

/// What a native frame has asked for, in its `pc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Nothing yet, or something with a plain result.
    Result = 0,
    /// The next value of an iterator.
    Next = 1,
    /// What a generator yields.
    Send = 2,
}

/// What becomes of a frame's result. Small, as is all that a frame has: calls write it.
#[derive(Clone, Debug)]
pub(crate) enum OnReturn {
    /// It goes to the caller's register.
    Store,
    /// It is dropped (after a check that it is `None`); this goes to the caller's register: `__init__`.
    Instance(Ref<Instance>),
    /// As [`OnReturn::Instance`], with an object of another kind: an exception, as a rule.
    Object(Box<Value>),
    /// As [`OnReturn::Store`], unless it is `NotImplemented`: the method of an operator's left operand.
    Operator,
    /// As [`OnReturn::Store`]; this coroutine, whose frame it is and which was awaited into this fiber, is finished.
    Coroutine(Ref<Generator>),
}

impl OnReturn {
    /// What the `__init__` of an object leads to.
    pub(crate) fn made(object: Value) -> Self {
        match object {
            Value::Instance(instance) => OnReturn::Instance(instance),
            other => OnReturn::Object(Box::new(other)),
        }
    }
}

/// An activation of a function.
#[derive(Clone)]
pub(crate) struct Frame {
    pub(crate) body: Body,
    /// The next instruction (while it is not running: the one after the call, `yield` or `await` at which it stands).
    /// Of a native frame: what it asked for, as [`Asked`].
    pub(crate) pc: u32,
    /// Where its window of the fiber's stack begins.
    pub(crate) base: u32,
    /// The caller's register for the result. The caller is the frame below, or what resumed the fiber.
    pub(crate) dst: Reg,
    /// How many calls deep it is; awaits do not count.
    pub(crate) depth: u32,
    pub(crate) on_return: OnReturn,
}

impl Frame {
    /// The coroutine whose frame this is, when it was awaited into this fiber.
    pub(crate) fn coroutine(&self) -> Option<Ref<Generator>> {
        if let OnReturn::Coroutine(coroutine) = self.on_return { Some(coroutine) } else { None }
    }
}

/// A stack of frames that is suspended and resumed as a whole: a task's chain of coroutines, a generator, the module.
#[derive(Default)]
pub(crate) struct Fiber {
    pub(crate) stack: Vec<Value>,
    pub(crate) frames: Vec<Frame>,
    /// The exception that is being handled (`sys.exc_info()`), or `None`.
    pub(crate) handling: Value,
    /// The generator or iterator to which the top frame delegates (`yield from`, `await` of an object), or `None`.
    pub(crate) delegate: Value,
    /// What the callee of a native frame has returned, until the frame is resumed.
    pub(crate) result: Option<Value>,
}

impl Clone for Fiber {
    fn clone(&self) -> Self {
        let Fiber { ref stack, ref frames, handling, delegate, result } = *self;
        Fiber { stack: clone_with_room(stack), frames: clone_with_room(frames), handling, delegate, result }
    }
}

impl Fiber {
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.stack.iter().for_each(|v| visit(*v));
        visit(self.handling);
        visit(self.delegate);
        self.result.into_iter().for_each(&mut *visit);
        for frame in &self.frames {
            match &frame.body {
                Body::Native(native) => native.trace(visit),
                Body::Code(code) => visit(Value::Module(code.module)),
            }
            match &frame.on_return {
                OnReturn::Store | OnReturn::Operator => {}
                OnReturn::Instance(instance) => visit(Value::Instance(*instance)),
                OnReturn::Object(value) => visit(**value),
                OnReturn::Coroutine(coroutine) => visit(Value::Generator(*coroutine)),
            }
        }
    }

    pub(crate) fn owned_bytes(&self) -> usize {
        size_of::<Self>() + self.stack.capacity() * size_of::<Value>() + self.frames.capacity() * size_of::<Frame>()
    }
}

impl std::fmt::Debug for Fiber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<fiber of {} frames>", self.frames.len())
    }
}
