//! Frames that read an iterator to its end (or until they have seen enough) without recursion.

use super::source::{Pulled, Source};
use crate::frame::{NativeFrame, NativeStep};
use crate::native::{Res, Tail, Unwind};
use crate::value::Value;
use crate::vm::Vm;

/// Pulls the values of an iterator for a frame.
#[derive(Clone)]
pub(crate) struct Reader {
    iterator: Value,
    /// Made at the first step.
    source: Option<Source>,
    asked: Asked,
}

/// What a reader waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Next,
    Call,
}

impl Reader {
    pub(crate) fn new(iterator: Value) -> Self {
        Reader { iterator, source: None, asked: Asked::Nothing }
    }

    /// The next value or the end; `input` is what came in for what was asked last, if that was asked here.
    pub(crate) fn pull(&mut self, vm: &mut Vm, input: Option<Res>) -> Res<Pulled> {
        let source = self.source.get_or_insert_with(|| Source::new(vm, self.iterator));
        let input = match input {
            Some(Ok(value)) => Some(value).filter(|_| self.asked != Asked::Nothing),
            // A function that `map` or `filter` calls ends the iteration by that.
            Some(Err(unwind)) if self.asked == Asked::Call && vm.is_error(&unwind, vm.types.stop_iteration) => {
                *source = Source::Native(vm.values_iter([]));
                None
            }
            Some(Err(unwind)) => return Err(unwind),
            None => None,
        };
        let pulled = source.pull(vm, input)?;
        self.asked = match &pulled {
            Pulled::Ask(NativeStep::Call { .. }) => Asked::Call,
            Pulled::Ask(_) => Asked::Next,
            Pulled::Got(_) => Asked::Nothing,
        };
        Ok(pulled)
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iterator);
        if let Some(source) = &self.source {
            source.trace(visit);
        }
    }
}

/// What is done with the values of an iterator. It can be cloned, as all that is on the stack of a fiber.
pub(crate) trait Then {
    fn go_on(self: Box<Self>, vm: &mut Vm, values: Vec<Value>) -> Res;
    fn clone_then(&self) -> Box<dyn Then>;
}

impl<F: FnOnce(&mut Vm, Vec<Value>) -> Res + Clone + 'static> Then for F {
    fn go_on(self: Box<Self>, vm: &mut Vm, values: Vec<Value>) -> Res {
        self(vm, values)
    }

    fn clone_then(&self) -> Box<dyn Then> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Then> {
    fn clone(&self) -> Self {
        (**self).clone_then()
    }
}

/// Collects all values of an iterator, then goes on with them.
#[derive(Clone)]
pub(crate) struct Collect {
    reader: Reader,
    values: Vec<Value>,
    kept: Vec<Value>,
    then: Option<Box<dyn Then>>,
}

impl Collect {
    /// `iterator` is what [`Vm::iter`] returned. What `then` refers to must be kept alive: see [`Collect::keeping`].
    pub(crate) fn new(iterator: Value, then: impl FnOnce(&mut Vm, Vec<Value>) -> Res + Clone + 'static) -> Self {
        Collect { reader: Reader::new(iterator), values: Vec::new(), kept: Vec::new(), then: Some(Box::new(then)) }
    }

    /// Keeps values alive until it is done.
    pub(crate) fn keeping(mut self, values: &[Value]) -> Self {
        self.kept.extend_from_slice(values);
        self
    }

    /// As the end of a native function.
    pub(crate) fn tail(self) -> Unwind {
        Unwind::Tail(Box::new(Tail::Frame(Box::new(self))))
    }
}

impl NativeFrame for Collect {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let mut input = Some(input);
        loop {
            match self.reader.pull(vm, input.take())? {
                Pulled::Got(Some(value)) => {
                    self.values.push(value);
                    if self.values.len().is_multiple_of(65_536) {
                        vm.reserve(self.values.len() * size_of::<Value>())?;
                    }
                }
                Pulled::Got(None) => {
                    let values = std::mem::take(&mut self.values);
                    return match self.then.take() {
                        Some(then) => then.go_on(vm, values).map(NativeStep::Return),
                        None => Ok(NativeStep::Return(Value::None)),
                    };
                }
                Pulled::Ask(step) => return Ok(step),
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.reader.trace(visit);
        self.values.iter().chain(&self.kept).for_each(|v| visit(*v));
    }
}

/// Looks at the values of an iterator one by one.
#[derive(Clone)]
struct Drive<E> {
    reader: Reader,
    memory: Value,
    each: E,
}

impl<E> NativeFrame for Drive<E>
where
    E: FnMut(&mut Vm, &mut Value, Option<Value>) -> Res<Option<Value>> + Clone + 'static,
{
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let mut input = Some(input);
        loop {
            match self.reader.pull(vm, input.take())? {
                Pulled::Got(value) => {
                    if let Some(result) = (self.each)(vm, &mut self.memory, value)? {
                        return Ok(NativeStep::Return(result));
                    }
                    if value.is_none() {
                        return Ok(NativeStep::Return(Value::None));
                    }
                }
                Pulled::Ask(step) => return Ok(step),
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.reader.trace(visit);
        visit(self.memory);
    }
}

impl Vm {
    /// Passes the values of an iterable to `each`, and `None` at the end, until it has a result: at once, or (if that runs
    /// Python code) in a frame, to which the returned `Err` leads. `memory` is what `each` remembers.
    pub(crate) fn drive(
        &mut self,
        iterable: Value,
        mut memory: Value,
        mut each: impl FnMut(&mut Vm, &mut Value, Option<Value>) -> Res<Option<Value>> + Clone + 'static,
    ) -> Res {
        if matches!(iterable, Value::List(_) | Value::Tuple(_)) {
            let mut index = 0;
            loop {
                let value = match iterable {
                    Value::List(list) => self.heap[list].items.get(index).copied(),
                    Value::Tuple(tuple) => self.heap[tuple].items.get(index).copied(),
                    _ => None,
                };
                index += 1;
                if let Some(result) = each(self, &mut memory, value)? {
                    self.toil(index);
                    return Ok(result);
                }
            }
        }
        let python = self.needs_frame(iterable);
        let iterator = self.iter(iterable)?;
        if python || self.needs_frame(iterator) {
            let frame = Drive { reader: Reader::new(iterator), memory, each };
            return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))));
        }
        let mut seen = 0;
        loop {
            let value = self.next(iterator)?;
            seen += 1;
            if let Some(result) = each(self, &mut memory, value)? {
                self.toil(seen);
                return Ok(result);
            }
            if value.is_none() {
                return Ok(Value::None);
            }
        }
    }

    /// Collects an iterable and goes on with `then`: at once, or (if that runs Python code) in a frame, to which the
    /// returned `Err` leads. `kept` are the values that `then` refers to.
    pub(crate) fn collect_then(
        &mut self,
        iterable: Value,
        kept: &[Value],
        then: impl FnOnce(&mut Vm, Vec<Value>) -> Res + Clone + 'static,
    ) -> Res {
        if !self.needs_frame(iterable) {
            let values = self.collect(iterable)?;
            return then(self, values);
        }
        let iterator = self.iter(iterable)?;
        Err(Collect::new(iterator, then).keeping(kept).tail())
    }
}
