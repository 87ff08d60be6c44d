//! `asyncio.timeout`, `asyncio.timeout_at` and `asyncio.Timeout`.

use loopscope_executor::{ResourceId, TimeoutState};

use super::handle::Resource;
use super::locks::make;
use super::operation::Once;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(super) static TIMEOUT: ClassDef = ClassDef {
    name: "Timeout",
    module: "asyncio.timeouts",
    doc: "Asynchronous context manager for cancelling overdue coroutines.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, |vm, args| make(vm, args, vm.asyncio.classes().timeout, init))
            .keywords(&["**"]),
        NativeDef::object_method("__init__", 1, 2, init).keywords(&["when"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("when", 1, 1, |vm, args| {
            let id = timeout(vm, args.at(0))?;
            Ok(vm.asyncio.core.timeout_when(id).map_or(Value::None, Value::Float))
        }),
        NativeDef::object_method("expired", 1, 1, |vm, args| {
            let id = timeout(vm, args.at(0))?;
            let state = vm.asyncio.core.timeout_state(id);
            Ok(Value::Bool(matches!(state, TimeoutState::Expiring | TimeoutState::Expired)))
        }),
        NativeDef::object_method("reschedule", 2, 2, |vm, args| {
            let id = timeout(vm, args.at(0))?;
            let when = time(vm, args.at(1))?;
            match vm.asyncio.core.timeout_reschedule(id, when) {
                Ok(()) => Ok(Value::None),
                Err(exception) => Err(vm.raise_executor(exception)),
            }
        })
        .keywords(&["when"]),
        NativeDef::object_method("__aenter__", 1, 1, |vm, args| {
            Ok(Once::coroutine(vm, "Timeout.__aenter__", args.at(0), |vm, this| {
                let id = timeout(vm, this)?;
                match vm.asyncio.core.timeout_enter(id) {
                    Ok(()) => Ok(this),
                    Err(exception) => Err(vm.raise_executor(exception)),
                }
            }))
        }),
        NativeDef::object_method("__aexit__", 4, 4, |vm, args| {
            let both = vm.heap.tuple(vec![args.at(0), args.at(2)]);
            Ok(Once::coroutine(vm, "Timeout.__aexit__", both, leave))
        }),
    ],
};

fn time(vm: &mut Vm, value: Value) -> Res<Option<f64>> {
    if value.is_none() { Ok(None) } else { vm.to_f64(value).map(Some) }
}

fn timeout(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, state: &Resource| {
        let when = match state.extra {
            Value::Float(when) => Some(when),
            _ => None,
        };
        vm.asyncio.core.create_timeout(when)
    })
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let when = args.arg(vm, 1, "when").unwrap_or(Value::None);
    let when = time(vm, when)?.map_or(Value::None, Value::Float);
    vm.resource_state(args.at(0))?.extra = when;
    timeout(vm, args.at(0)).map(|_| Value::None)
}

fn leave(vm: &mut Vm, both: Value) -> Res {
    let Value::Tuple(both) = both else { return Ok(Value::None) };
    let [this, error] = *vm.heap[both].items else { return Ok(Value::None) };
    let id = timeout(vm, this)?;
    let exception = (!error.is_none()).then(|| vm.executor_error(error));
    match vm.asyncio.core.timeout_exit(id, exception.as_ref()) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = timeout(vm, args.at(0))?;
    let core = &vm.asyncio.core;
    let state = core.timeout_state(id);
    let mut text = format!("<Timeout [{}]", state.as_str());
    if state == TimeoutState::Active {
        let when = core.timeout_when(id);
        let rounded = when.map(|when| (when * 1e3).round_ties_even() / 1e3);
        let shown = rounded.map_or_else(|| "None".to_owned(), crate::types::format::float_repr);
        text.push_str(&format!(" when={shown}"));
    }
    text.push('>');
    Ok(vm.heap.str(text))
}

/// `asyncio.timeout(delay)`.
pub(super) fn after(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.running_loop()?;
    let Some(delay) = args.arg(vm, 0, "delay") else {
        return Err(vm.type_error("timeout() missing 1 required positional argument: 'delay'"));
    };
    let when = match time(vm, delay)? {
        Some(delay) => Value::Float(vm.now() + delay),
        None => Value::None,
    };
    new(vm, when)
}

/// `asyncio.timeout_at(when)`.
pub(super) fn at(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(when) = args.arg(vm, 0, "when") else {
        return Err(vm.type_error("timeout_at() missing 1 required positional argument: 'when'"));
    };
    new(vm, when)
}

fn new(vm: &mut Vm, when: Value) -> Res {
    let class = vm.asyncio.classes().timeout;
    make(vm, Args { values: &[Value::Class(class), when], names: &[] }, class, init)
}
