//! The local variables of frames, as programs see them: `locals()`, `f_locals`, `cr_frame`.

use std::rc::Rc;

use loopscope_compiler::CodeKind;

use super::Vm;
use super::thread::Thread;
use crate::code::Code;
use crate::frame::{Body, Frame, OnReturn};
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{GenKind, GenState, Generator, TraceEntry};
use crate::value::Value;

impl Vm {
    /// The local variables of a frame: a new dict, or, in a class body, its namespace.
    pub(crate) fn locals_of(&mut self, stack: &[Value], frame: &Frame) -> Res {
        let Body::Code(code) = &frame.body else { return Ok(self.dict_of(&[])) };
        let base = frame.base as usize;
        match code.spec.kind {
            CodeKind::Class => return Ok(stack.get(base).copied().unwrap_or(Value::None)),
            CodeKind::Module => return self.attributes(Value::Module(code.module)),
            _ => {}
        }
        let found = self.bound_locals(code, stack.get(base..).unwrap_or_default());
        Ok(self.dict_of(&found))
    }

    /// The local variables that have a value, in cells or not; `window` is the frame's registers. Names with a dot are
    /// the compiler's own.
    pub(crate) fn bound_locals<'c>(&self, code: &'c Code, window: &[Value]) -> Vec<(&'c str, Value)> {
        let locals = code.spec.locals.iter().zip(window).map(|(name, value)| match value {
            Value::Cell(cell) => (&**name, self.heap[*cell].value),
            value => (&**name, *value),
        });
        let mut bound: Vec<(&str, Value)> = Vec::new();
        for (name, value) in locals.filter(|(name, value)| !value.is_unbound() && !name.starts_with('.')) {
            // A parameter that an inner function uses has a cell besides the register in which it came.
            match bound.iter_mut().find(|(other, _)| *other == name) {
                Some(parameter) => parameter.1 = value,
                None => bound.push((name, value)),
            }
        }
        bound
    }

    /// `locals()`: those of the innermost frame of Python code.
    pub(crate) fn locals_of_caller(&mut self, thread: &Thread) -> Res {
        match thread.innermost_code() {
            Some((fiber, frame, _)) => self.locals_of(&fiber.stack, frame),
            None => Ok(self.dict_of(&[])),
        }
    }

    /// `gi_frame`, `cr_frame` and `ag_frame`; `None` when it has ended.
    pub(crate) fn generator_frame(&mut self, generator: Ref<Generator>) -> Res {
        if self.heap[generator].state == GenState::Finished {
            return Ok(Value::None);
        }
        let Some(code) = self.heap[generator].code.clone() else { return Ok(Value::None) };
        let Some(fiber) = self.heap[generator].fiber.take() else {
            // It runs, or stands in the fiber of the one that awaits it.
            return Ok(self.frame_object(TraceEntry::new(code, 0), Value::None));
        };
        let frame = fiber.frames.first();
        let locals = frame.map_or(Ok(Value::None), |frame| self.locals_of(&fiber.stack, frame));
        let pc = frame.map_or(0, |frame| frame.pc.saturating_sub(1));
        self.heap[generator].fiber = Some(fiber);
        Ok(self.frame_object(TraceEntry::new(code, pc), locals?))
    }

    /// `gi_yieldfrom`, `cr_await` and `ag_await`: what a suspended one waits for.
    pub(crate) fn awaited_by(&mut self, generator: Ref<Generator>) -> Value {
        let Some(mut fiber) = self.heap[generator].fiber.take() else { return Value::None };
        let joined = fiber.frames.get_mut(1).and_then(|frame| self.coroutine_of(frame));
        let value = joined.map_or(fiber.delegate, Value::Generator);
        self.heap[generator].fiber = Some(fiber);
        value
    }

    /// The coroutine of a frame that stands in the fiber of the one that awaits it. One that was awaited where it was
    /// made has had no object so far: it gets one.
    fn coroutine_of(&mut self, frame: &mut Frame) -> Option<Ref<Generator>> {
        if let OnReturn::Coroutine(coroutine) = frame.on_return {
            return Some(coroutine);
        }
        let (code, name, qualname) = match &frame.body {
            Body::Code(code) if code.spec.kind == CodeKind::Coroutine => {
                (Some(Rc::clone(code)), self.heap.intern(&code.spec.name), self.heap.intern(&code.spec.qualname))
            }
            Body::Native(native) if !native.name().is_empty() => {
                let name = self.heap.intern(native.name());
                (None, name, name)
            }
            _ => return None,
        };
        let qualname = self.heap.name_value(qualname);
        let (kind, state) = (GenKind::Coroutine, GenState::Joined);
        let coroutine = Generator { kind, state, code, name: Some(name), qualname, ..Generator::default() };
        frame.on_return = OnReturn::Coroutine(self.heap.alloc(coroutine));
        frame.coroutine()
    }
}
