//! `asyncio.Barrier`.

use loopscope_executor::{Operation, ResourceId};

use super::handle::Resource;
use super::locks::make;
use super::operation::{Once, OperationFrame, nothing, plainly};
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::types::special::OPAQUE_DICT;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static BARRIER: ClassDef = ClassDef {
    name: "Barrier",
    module: "asyncio.locks",
    doc: "Asyncio equivalent to threading.Barrier.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| make(vm, args, vm.asyncio.classes().barrier, init))
            .keywords(&["**"])
            .placed(),
        NativeDef::method("__init__", 1, 2, init).keywords(&["parties"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::method("wait", 1, 1, |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::barrier_wait(id), args.at(0), plainly).coroutine(vm, "Barrier.wait"))
        }),
        NativeDef::method("reset", 1, 1, |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::barrier_reset(id), args.at(0), nothing).coroutine(vm, "Barrier.reset"))
        }),
        NativeDef::method("abort", 1, 1, |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::barrier_abort(id), args.at(0), nothing).coroutine(vm, "Barrier.abort"))
        }),
        NativeDef::method("__aenter__", 1, 1, |vm, args| {
            let id = barrier(vm, args.at(0))?;
            let frame = OperationFrame::new(Operation::barrier_wait(id), args.at(0), plainly);
            Ok(frame.coroutine(vm, "Barrier.__aenter__"))
        }),
        NativeDef::method("__aexit__", 1, ANY, |vm, args| {
            Ok(Once::coroutine(vm, "Barrier.__aexit__", args.at(0), |_, _| Ok(Value::None)))
        }),
        NativeDef::getter("parties", |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(Value::Int(i64::from(vm.asyncio.core.barrier_state(id).0)))
        }),
        NativeDef::getter("n_waiting", |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(Value::Int(i64::from(vm.asyncio.core.barrier_state(id).1)))
        }),
        NativeDef::getter("broken", |vm, args| {
            let id = barrier(vm, args.at(0))?;
            Ok(Value::Bool(vm.asyncio.core.barrier_state(id).2))
        }),
    ],
};

fn barrier(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, state: &Resource| {
        vm.asyncio.core.create_barrier(u32::try_from(state.number).unwrap_or(u32::MAX))
    })
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(parties) = args.arg(vm, 1, "parties") else {
        return Err(vm.type_error("Barrier.__init__() missing 1 required positional argument: 'parties'"));
    };
    let parties = vm.to_index(parties)?;
    if parties < 1 {
        return Err(vm.value_error("parties must be > 0"));
    }
    vm.resource_state(args.at(0))?.number = parties;
    barrier(vm, args.at(0)).map(|_| Value::None)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = barrier(vm, args.at(0))?;
    let core = &vm.asyncio.core;
    let ((parties, waiting, broken), phase) = (core.barrier_state(id), core.barrier_phase(id));
    let mut text = format!("{} [{phase}", vm.open_repr(args.at(0)));
    if !broken {
        text.push_str(&format!(", waiters:{waiting}/{parties}"));
    }
    text.push_str("]>");
    Ok(vm.heap.str(text))
}
