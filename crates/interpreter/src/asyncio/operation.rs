//! Frames that drive the executor's operations.

use loopscope_executor::{Held, OpStep, OpValue, Operation};

use super::Python;
use crate::frame::{NativeFrame, NativeStep};
use crate::native::{Res, Unwind};
use crate::value::Value;
use crate::vm::Vm;

/// What becomes of an operation's result. `owner` is what the frame was given to keep.
pub(super) type Then = fn(&mut Vm, owner: Value, result: OpValue<Python>) -> Res;

/// Drives an operation: the body of `asyncio.sleep`, `Lock.acquire` and their like.
#[derive(Clone)]
pub(super) struct OperationFrame {
    operation: Operation<Python>,
    owner: Value,
    then: Then,
    name: &'static str,
}

impl OperationFrame {
    pub(super) fn new(operation: Operation<Python>, owner: Value, then: Then) -> Self {
        OperationFrame { operation, owner, then, name: "" }
    }

    /// A coroutine that does the operation.
    pub(super) fn coroutine(self, vm: &mut Vm, name: &'static str) -> Value {
        vm.awaitable(name, OperationFrame { name, ..self })
    }
}

impl NativeFrame for OperationFrame {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = match input {
            Ok(_) => Ok(()),
            Err(Unwind::Raise(error)) => Err(vm.executor_error(error)),
            Err(tail) => return Err(tail),
        };
        match self.operation.resume(&mut vm.asyncio.core, input) {
            OpStep::Wait(future) => {
                if vm.asyncio.running.is_none() {
                    self.operation.abandon(&mut vm.asyncio.core);
                    return Err(vm.runtime_error("no running event loop"));
                }
                vm.asyncio.waiting = Some(future);
                Ok(NativeStep::Yield(Value::Unbound))
            }
            // Only `sleep` does this, and its result is what the frame was given.
            OpStep::Yield if self.owner.is_none() => Ok(NativeStep::Turn),
            OpStep::Yield => Ok(NativeStep::Yield(Value::None)),
            OpStep::Done(Ok(result)) => (self.then)(vm, self.owner, result).map(NativeStep::Return),
            OpStep::Done(Err(exception)) => Err(vm.raise_executor(exception)),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.owner);
        self.operation.trace(&mut |held| match held {
            Held::Value(value) | Held::Error(value) | Held::Context(value) => visit(*value),
            Held::Callback(callback) => callback.trace(visit),
        });
    }

    fn name(&self) -> &'static str {
        self.name
    }
}

/// The result is `None`.
pub(super) fn nothing(_vm: &mut Vm, _owner: Value, _result: OpValue<Python>) -> Res {
    Ok(Value::None)
}

/// The result is the operation's.
pub(super) fn plainly(vm: &mut Vm, _owner: Value, result: OpValue<Python>) -> Res {
    Ok(match result {
        OpValue::None => Value::None,
        OpValue::Bool(value) => Value::Bool(value),
        OpValue::Int(value) => Value::Int(i64::from(value)),
        OpValue::Value(value) => value,
        OpValue::Futures { done, pending } => {
            let done: Vec<Value> = done.into_iter().map(|id| vm.future_value(id)).collect();
            let pending: Vec<Value> = pending.into_iter().map(|id| vm.future_value(id)).collect();
            let sets = vec![vm.set_of(&done, false)?, vm.set_of(&pending, false)?];
            vm.heap.tuple(sets)
        }
    })
}

/// The result is what the frame was given to keep.
pub(super) fn its_owner(_vm: &mut Vm, owner: Value, _result: OpValue<Python>) -> Res {
    Ok(owner)
}

/// Awaits something, and returns what comes of it: `tasks._wrap_awaitable`.
#[derive(Clone)]
pub(crate) struct AwaitFrame {
    awaitable: Value,
    started: bool,
}

impl AwaitFrame {
    pub(crate) fn new(awaitable: Value) -> Self {
        AwaitFrame { awaitable, started: false }
    }
}

impl NativeFrame for AwaitFrame {
    fn resume(&mut self, _vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = input?;
        if self.started {
            return Ok(NativeStep::Return(input));
        }
        self.started = true;
        Ok(NativeStep::Await(self.awaitable))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.awaitable);
    }
}

/// A coroutine that has nothing to wait for: it does something once and is done.
#[derive(Clone)]
pub(super) struct Once {
    pub(super) owner: Value,
    pub(super) does: fn(&mut Vm, Value) -> Res,
}

impl Once {
    pub(super) fn coroutine(vm: &mut Vm, name: &str, owner: Value, does: fn(&mut Vm, Value) -> Res) -> Value {
        vm.awaitable(name, Once { owner, does })
    }
}

impl NativeFrame for Once {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        input?;
        (self.does)(vm, self.owner).map(NativeStep::Return)
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.owner);
    }
}

/// With what a coroutine goes on after its first step.
#[derive(Clone)]
pub(super) enum Begun {
    Operation(OperationFrame),
    /// It returns what this gives when awaited.
    Await(Value),
}

/// A coroutine whose arguments are looked at only when it is awaited.
#[derive(Clone)]
pub(super) struct Late {
    values: Vec<Value>,
    begin: fn(&mut Vm, &[Value]) -> Res<Begun>,
    begun: Option<OperationFrame>,
    started: bool,
    name: &'static str,
}

impl Late {
    pub(super) fn coroutine(
        vm: &mut Vm,
        name: &'static str,
        values: Vec<Value>,
        begin: fn(&mut Vm, &[Value]) -> Res<Begun>,
    ) -> Value {
        vm.awaitable(name, Late { values, begin, begun: None, started: false, name })
    }
}

impl NativeFrame for Late {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if let Some(operation) = &mut self.begun {
            return operation.resume(vm, input);
        }
        let input = input?;
        if self.started {
            return Ok(NativeStep::Return(input));
        }
        self.started = true;
        match (self.begin)(vm, &self.values)? {
            Begun::Operation(operation) => self.begun.insert(operation).resume(vm, Ok(Value::None)),
            Begun::Await(value) => Ok(NativeStep::Await(value)),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.values.iter().for_each(|value| visit(*value));
        if let Some(operation) = &self.begun {
            operation.trace(visit);
        }
    }

    fn name(&self) -> &'static str {
        self.name
    }
}
