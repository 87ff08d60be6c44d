//! `asyncio.TaskGroup`.

use loopscope_executor::{Operation, ResourceId, TaskId};

use super::locks::make;
use super::operation::{Once, OperationFrame, nothing};
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::types::special::OPAQUE_DICT;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static TASK_GROUP: ClassDef = ClassDef {
    name: "TaskGroup",
    module: "asyncio.taskgroups",
    doc: "Asynchronous context manager for managing groups of tasks.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| make(vm, args, vm.asyncio.classes().task_group, init))
            .keywords(&["**"]),
        NativeDef::object_method("__init__", 1, 1, init),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let id = group(vm, args.at(0))?;
            let text = vm.asyncio.core.task_group_repr(id);
            Ok(vm.heap.str(text))
        }),
        NativeDef::object_method("__aenter__", 1, 1, |vm, args| {
            Ok(Once::coroutine(vm, "TaskGroup.__aenter__", args.at(0), |vm, this| {
                let id = group(vm, this)?;
                match vm.asyncio.core.task_group_enter(id) {
                    Ok(()) => Ok(this),
                    Err(exception) => Err(vm.raise_executor(exception)),
                }
            }))
        }),
        NativeDef::object_method("__aexit__", 4, 4, |vm, args| {
            let id = group(vm, args.at(0))?;
            let exception = match args.at(2) {
                Value::None => None,
                error => Some(vm.executor_error(error)),
            };
            let frame = OperationFrame::new(Operation::task_group_exit(id, exception), args.at(0), nothing);
            Ok(frame.coroutine(vm, "TaskGroup.__aexit__"))
        }),
        NativeDef::object_method("create_task", 2, 2, create_task).keywords(&["name", "context"]).placed(),
    ],
};

fn group(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, _| vm.asyncio.core.create_task_group())
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    group(vm, args.at(0)).map(|_| Value::None)
}

fn create_task(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = group(vm, args.at(0))?;
    if let Err(exception) = vm.asyncio.core.task_group_check(id) {
        return Err(vm.raise_executor(exception));
    }
    let name = args.keyword(vm, "name").unwrap_or(Value::None);
    let context = args.keyword(vm, "context").unwrap_or(Value::None);
    let task = vm.named_task(args.at(1), name, context)?;
    let task_id = vm.future_id(task)?;
    match vm.asyncio.core.task_group_add(id, TaskId(task_id.0)) {
        Ok(()) => Ok(task),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}
