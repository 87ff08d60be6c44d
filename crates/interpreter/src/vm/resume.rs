//! How frames, fibers and their resumers hand results, yields and exceptions to each other.

use std::rc::Rc;

use loopscope_compiler::op::{NO_REG, Op, Reg};

use super::Vm;
use super::run::{MAX_FRAMES, Next};
use super::thread::{Activation, Exit, Thread};
use crate::frame::{Asked, Body, Fiber, Frame, NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{GenKind, GenState, Generator};
use crate::value::Value;

impl Vm {
    /// Enters a frame written in Rust, whose result goes where the top frame waits for one.
    pub(crate) fn push_native(&mut self, fiber: &mut Fiber, native: Box<dyn NativeFrame>) {
        let (dst, depth) = fiber.frames.last().map_or((NO_REG, 0), |f| (waiting_register(f), f.depth + 1));
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
                if register != NO_REG {
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
    pub(super) fn native_step(&mut self, thread: &mut Thread, step: Res<NativeStep>) -> Next {
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
                self.pop_native(thread.fiber());
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
            && let Some(coroutine) = frame.coroutine()
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
    pub(super) fn finished(&mut self, thread: &mut Thread, value: Value) -> Next {
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
                    let coroutine = frame.coroutine();
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
}

/// The register in which a frame waits for the result of its last instruction.
pub(crate) fn waiting_register(frame: &Frame) -> Reg {
    let Body::Code(code) = &frame.body else { return NO_REG };
    if frame.pc == 0 {
        return NO_REG;
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
        _ => NO_REG,
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
