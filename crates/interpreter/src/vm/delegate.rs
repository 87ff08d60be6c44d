//! `await` and `yield from`: how a frame waits for a coroutine, a generator or another object, and gets what comes of it.

use super::Vm;
use super::generator::{AsyncClose, AsyncStep};
use super::run::{MAX_FRAMES, Next};
use super::thread::Thread;
use crate::frame::OnReturn;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{GenKind, GenState, Generator};
use crate::value::Value;

impl Vm {
    /// `await value` (or `yield from value`) by the top frame.
    pub(crate) fn delegate(&mut self, thread: &mut Thread, value: Value, awaiting: bool) -> Next {
        match value {
            Value::Generator(generator) => {
                let kind = self.heap[generator].kind;
                if awaiting && kind != GenKind::Coroutine && !self.is_awaitable_generator(generator) {
                    let name = self.type_name(value).to_owned();
                    return self.cannot_await(thread, &name);
                }
                if !awaiting && kind == GenKind::Coroutine && !Self::may_yield_from_coroutine(thread) {
                    let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                    let error = self.type_error(message);
                    return self.unwound(thread, error);
                }
                if !awaiting && kind == GenKind::AsyncGenerator {
                    let error = self.type_error("'async_generator' object is not iterable");
                    return self.unwound(thread, error);
                }
                self.delegate_to_generator(thread, generator)
            }
            Value::Future(future) => match self.future_outcome(future) {
                Some(result) => Next::Deliver(result),
                None => {
                    self.asyncio.awaited = Some(future);
                    thread.fiber().delegate = value;
                    self.yield_out(thread, value, false)
                }
            },
            _ if awaiting => self.await_object(thread, value),
            _ if let Some(awaited) = self.awaited_directly(value) => self.delegate(thread, awaited, true),
            _ => match self.iter(value) {
                Ok(Value::Generator(generator)) => self.delegate_to_generator(thread, generator),
                Ok(iterator) => {
                    thread.fiber().delegate = iterator;
                    self.advance_delegate(thread, iterator, Value::None)
                }
                Err(unwind) => self.unwound(thread, unwind),
            },
        }
    }

    /// Was it made by a function that `types.coroutine` has marked?
    pub(crate) fn is_awaitable_generator(&self, generator: Ref<Generator>) -> bool {
        self.heap[generator].code.as_ref().is_some_and(|code| code.awaitable)
    }

    /// Is the top frame one whose `yield from` may take a coroutine?
    fn may_yield_from_coroutine(thread: &mut Thread) -> bool {
        match thread.fiber().frames.last().map(|frame| &frame.body) {
            Some(crate::frame::Body::Code(code)) => code.awaitable || code.is_of_library(),
            _ => true,
        }
    }

    #[cold]
    fn cannot_await(&mut self, thread: &mut Thread, name: &str) -> Next {
        let message = match entering_or_leaving(thread) {
            Some(method) => {
                format!("'async with' received an object from {method} that does not implement __await__: {name}")
            }
            None => format!("object {name} can't be used in 'await' expression"),
        };
        let error = self.type_error(message);
        self.unwound(thread, error)
    }

    fn delegate_to_generator(&mut self, thread: &mut Thread, generator: Ref<Generator>) -> Next {
        let object = &mut self.heap[generator];
        let message = match object.state {
            GenState::Created => {
                let fiber = object.fiber.take().expect("a created generator has its fiber");
                object.state = GenState::Joined;
                self.claim(generator);
                return self.join(thread, generator, *fiber);
            }
            GenState::Suspended => {
                thread.fiber().delegate = Value::Generator(generator);
                return self.resume(thread, generator, Ok(Value::None));
            }
            GenState::Finished if object.kind == GenKind::Coroutine => "cannot reuse already awaited coroutine",
            GenState::Finished => return Next::Deliver(Ok(Value::None)),
            GenState::Running | GenState::Joined if object.kind == GenKind::Coroutine => {
                "coroutine is being awaited already"
            }
            GenState::Running | GenState::Joined => "generator already executing",
        };
        let error = self.runtime_error(message);
        self.unwound(thread, error)
    }

    /// The frame of a coroutine that has not started joins the fiber of the one that awaits it.
    fn join(&mut self, thread: &mut Thread, generator: Ref<Generator>, joining: crate::frame::Fiber) -> Next {
        let fiber = thread.fiber();
        if fiber.frames.len() >= MAX_FRAMES {
            self.heap[generator].state = GenState::Finished;
            let error = self.error(self.types.recursion_error, "maximum recursion depth exceeded");
            return self.unwound(thread, error);
        }
        let base = fiber.top();
        let dst = fiber.frames.last().map_or(loopscope_compiler::op::NO_REG, super::resume::waiting_register);
        let depth = fiber.frames.last().map_or(0, |f| f.depth);
        super::call::put(&mut fiber.stack, base, &joining.stack);
        let native = joining.frames.iter().all(|f| matches!(f.body, crate::frame::Body::Native(_)));
        for mut frame in joining.frames {
            frame.base += base as u32;
            frame.dst = dst;
            frame.depth = depth;
            frame.on_return = OnReturn::Coroutine(generator);
            fiber.frames.push(frame);
        }
        if native { Next::Deliver(Ok(Value::None)) } else { Next::Execute }
    }

    /// `await` of anything but a coroutine or future.
    fn await_object(&mut self, thread: &mut Thread, value: Value) -> Next {
        if let Value::Opaque(object) = value {
            if let Some(step) = self.heap[object].get::<AsyncStep>() {
                let (generator, input, throw) = (step.generator, step.input, step.throw);
                return self.async_step(thread, generator, input, throw);
            }
            if let Some(close) = self.heap[object].get::<AsyncClose>() {
                let frame = close.frame();
                self.push_native(thread.fiber(), frame);
                return Next::Deliver(Ok(Value::None));
            }
        }
        let iterator = match self.call_special(value, self.names.await_, &[]) {
            Ok(Some(iterator)) => iterator,
            Ok(None) => {
                let name = self.type_name(value).to_owned();
                return self.cannot_await(thread, &name);
            }
            Err(unwind) => return self.unwound(thread, unwind),
        };
        match iterator {
            Value::Generator(generator)
                if self.heap[generator].kind == GenKind::Coroutine || self.is_awaitable_generator(generator) =>
            {
                let error = self.type_error("__await__() returned a coroutine");
                self.unwound(thread, error)
            }
            Value::Generator(_) => self.delegate(thread, iterator, false),
            _ if self.special(iterator, self.names.next).is_some() => self.delegate(thread, iterator, false),
            _ => {
                let name = self.type_name(iterator).to_owned();
                let error = self.type_error(format!("__await__() returned non-iterator of type '{name}'"));
                self.unwound(thread, error)
            }
        }
    }

    /// Awaiting a step of an async generator.
    fn async_step(&mut self, thread: &mut Thread, generator: Ref<Generator>, input: Value, throw: bool) -> Next {
        let object = &mut self.heap[generator];
        if object.busy {
            let method = if throw { "athrow" } else { "anext" };
            let error = self.runtime_error(format!("{method}(): asynchronous generator is already running"));
            return self.unwound(thread, error);
        }
        if object.state == GenState::Finished {
            if throw {
                // What is thrown into one that is over is dropped.
                return Next::Deliver(Ok(Value::None));
            }
            let error = self.raise(self.types.stop_async_iteration, Vec::new());
            return self.unwound(thread, error);
        }
        if object.state == GenState::Created && throw {
            object.state = GenState::Finished;
            return self.unwound(thread, Unwind::Raise(input));
        }
        object.busy = true;
        if !object.hooked {
            object.hooked = true;
            self.asyncio.async_generators.push(generator);
        }
        thread.fiber().delegate = Value::Generator(generator);
        let input = if throw { Err(Unwind::Raise(input)) } else { Ok(input) };
        self.resume(thread, generator, input)
    }

    /// The fiber is resumed while it delegates to an iterator, future or generator.
    pub(crate) fn resume_delegate(&mut self, thread: &mut Thread, delegate: Value, input: Res) -> Next {
        match (delegate, input) {
            (Value::Generator(generator), input) => self.resume(thread, generator, input),
            (_, Err(Unwind::Tail(tail))) => self.unwound(thread, Unwind::Tail(tail)),
            (Value::Future(_), Err(Unwind::Raise(exception))) => {
                thread.fiber().delegate = Value::None;
                self.raise_in(thread, exception, true)
            }
            (Value::Future(future), Ok(_)) => {
                thread.fiber().delegate = Value::None;
                let result = self
                    .future_outcome(future)
                    .unwrap_or_else(|| Err(self.runtime_error("await wasn't used with future")));
                self.deliver(thread, result)
            }
            (iterator, Ok(value)) => self.advance_delegate(thread, iterator, value),
            (iterator, Err(Unwind::Raise(exception))) => {
                thread.fiber().delegate = Value::None;
                match self.find_attr(iterator, self.names.throw) {
                    Ok(Some(throw)) => {
                        let result = self.call(throw, &[exception]);
                        self.delegate_result(thread, iterator, result)
                    }
                    _ => self.raise_in(thread, exception, true),
                }
            }
        }
    }

    fn advance_delegate(&mut self, thread: &mut Thread, iterator: Value, value: Value) -> Next {
        let result = if value.is_none() {
            match self.special(iterator, self.names.next) {
                Some(_) if !matches!(iterator, Value::Iter(_)) => {
                    self.call_special(iterator, self.names.next, &[]).map(|v| v.unwrap_or(Value::None))
                }
                _ => match self.next(iterator) {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => Err(self.stop_iteration(Value::None)),
                    Err(unwind) => Err(unwind),
                },
            }
        } else {
            self.call_method(iterator, "send", &[value])
        };
        self.delegate_result(thread, iterator, result)
    }

    /// What an iterator written by the program gave: a value to yield on, or its end.
    fn delegate_result(&mut self, thread: &mut Thread, iterator: Value, result: Res) -> Next {
        match result {
            Ok(value) => {
                thread.fiber().delegate = iterator;
                self.yield_out(thread, value, false)
            }
            Err(unwind) => {
                thread.fiber().delegate = Value::None;
                if self.is_error(&unwind, self.types.stop_iteration)
                    && let Unwind::Raise(Value::Exception(stop)) = unwind
                {
                    let value = self.heap[stop].args.first().copied().unwrap_or(Value::None);
                    return self.deliver(thread, Ok(value));
                }
                self.unwound(thread, unwind)
            }
        }
    }
}

/// The method whose result the top frame awaits for an `async with`: only there is a call awaited that stands at the
/// same place in the source as its `await`.
fn entering_or_leaving(thread: &mut Thread) -> Option<&'static str> {
    let frame = thread.fiber().frames.last()?;
    let crate::frame::Body::Code(code) = &frame.body else { return None };
    let call = (frame.pc as usize).checked_sub(2)?;
    if code.spec.ranges.get(call)? != code.spec.ranges.get(call + 1)? {
        return None;
    }
    match code.spec.ops.get(call)? {
        loopscope_compiler::op::Op::Call { argc: 0, .. } => Some("__aenter__"),
        loopscope_compiler::op::Op::Call { argc: 3, .. } => Some("__aexit__"),
        _ => None,
    }
}
