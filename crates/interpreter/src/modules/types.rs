//! `types`: names of the machine's classes; what is written in Python is in `lib/types.py`.

use loopscope_compiler::CodeKind;

use super::ModuleDef;
use crate::code::Code;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "types", init: Some(init), source: Some(|| include_str!("lib/types.py")) };

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let t = &vm.types;
    let names = [
        ("AsyncGeneratorType", t.async_generator),
        ("BuiltinFunctionType", t.builtin_function),
        ("BuiltinMethodType", t.builtin_function),
        ("CellType", t.cell),
        ("ClassMethodDescriptorType", t.builtin_function),
        ("CodeType", t.code),
        ("CoroutineType", t.coroutine),
        ("EllipsisType", t.ellipsis),
        ("FrameType", t.frame),
        ("FunctionType", t.function),
        ("GeneratorType", t.generator),
        ("GenericAlias", t.generic_alias),
        ("GetSetDescriptorType", t.getset_descriptor),
        ("LambdaType", t.function),
        ("MappingProxyType", t.mappingproxy),
        ("MemberDescriptorType", t.member_descriptor),
        ("MethodDescriptorType", t.builtin_function),
        ("MethodType", t.method),
        ("MethodWrapperType", t.builtin_function),
        ("ModuleType", t.module),
        ("NoneType", t.none),
        ("NotImplementedType", t.not_implemented),
        ("TracebackType", t.traceback),
        ("UnionType", t.union_type),
        ("WrapperDescriptorType", t.builtin_function),
    ];
    for (name, class) in names {
        vm.module_set(module, name, Value::Class(class));
    }
    vm.module_functions(module, &FUNCTIONS);
    Ok(())
}

static FUNCTIONS: [NativeDef; 1] = [NativeDef::function("_mark_awaitable", 1, 1, mark_awaitable)];

/// Lets the generators of a generator function be awaited; false if it is none, or no function at all.
fn mark_awaitable(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Function(function) = args.at(0) else { return Ok(Value::Bool(false)) };
    let Some(code) = vm.heap[function].code.clone() else { return Ok(Value::Bool(false)) };
    Ok(Value::Bool(match code.spec.kind {
        CodeKind::Coroutine => true,
        CodeKind::Generator => {
            let code = Code { awaitable: true, ..(*code).clone() };
            vm.heap[function].code = Some(vm.list_code(code));
            true
        }
        _ => false,
    }))
}
