//! `functools.cmp_to_key`.

use loopscope_compiler::op::CompareOp;

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::NativeObject;
use crate::value::Value;
use crate::vm::Vm;

/// What sorts by a comparison function. `object` is unbound in the callable that makes keys.
#[derive(Clone, Copy)]
struct Key {
    compare: Value,
    object: Value,
}

impl NativeObject for Key {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.compare);
        visit(self.object);
    }
}

pub(super) static KEY: ClassDef = ClassDef {
    name: "KeyWrapper",
    module: "functools",
    doc: "",
    methods: &[
        NativeDef::method("__call__", 2, 2, make).keywords(&["obj"]),
        NativeDef::getter("obj", |vm, args| this(vm, args.at(0)).map(|k| k.object)),
        NativeDef::method("__lt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Lt)),
        NativeDef::method("__le__", 2, 2, |vm, args| compare(vm, args, CompareOp::Le)),
        NativeDef::method("__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
        NativeDef::method("__gt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Gt)),
        NativeDef::method("__ge__", 2, 2, |vm, args| compare(vm, args, CompareOp::Ge)),
        NativeDef::method("__hash__", 1, 1, |vm, args| Err(vm.unhashable(args.at(0)))),
    ],
};

fn this(vm: &mut Vm, value: Value) -> Res<Key> {
    match value {
        Value::Opaque(o) if let Some(key) = vm.heap[o].get::<Key>() => Ok(*key),
        _ => Err(vm.type_error("other argument must be K instance")),
    }
}

pub(super) fn cmp_to_key(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(compare) = args.arg(vm, 0, "mycmp") else {
        return Err(vm.type_error("cmp_to_key() missing required argument 'mycmp' (pos 1)"));
    };
    let Value::Module(module) = vm.import("functools")? else { return Ok(Value::None) };
    let name = vm.heap.intern(KEY.name);
    match vm.heap[module].globals.get(name) {
        Some(Value::Class(class)) => Ok(vm.opaque(class, Key { compare, object: Value::Unbound })),
        _ => Ok(Value::None),
    }
}

fn make(vm: &mut Vm, args: Args<'_>) -> Res {
    let key = this(vm, args.at(0))?;
    let Some(object) = args.arg(vm, 1, "obj") else {
        return Err(vm.type_error("K() missing required argument 'obj' (pos 1)"));
    };
    let class = vm.class_of(args.at(0));
    Ok(vm.opaque(class, Key { object, ..key }))
}

fn compare(vm: &mut Vm, args: Args<'_>, op: CompareOp) -> Res {
    let (a, b) = (this(vm, args.at(0))?, this(vm, args.at(1))?);
    let verdict = vm.call(a.compare, &[a.object, b.object])?;
    vm.compare(op, verdict, Value::Int(0))
}
