//! Special methods that several built-in classes have, as attributes: the machine itself does not call them, but
//! programs do, above all through `super()`.

use loopscope_compiler::op::{BinaryOp, CompareOp};

use crate::native::{Args, NativeDef, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) const LEN: NativeDef = NativeDef::method("__len__", 1, 1, |vm, args| {
    let length = vm.len(args.at(0))?;
    Ok(Value::Int(length as i64))
});
pub(crate) const GETITEM: NativeDef =
    NativeDef::method("__getitem__", 2, 2, |vm, args| vm.get_item(args.at(0), args.at(1)));
pub(crate) const SETITEM: NativeDef = NativeDef::method("__setitem__", 3, 3, |vm, args| {
    vm.set_item(args.at(0), args.at(1), args.at(2))?;
    Ok(Value::None)
});
pub(crate) const DELITEM: NativeDef = NativeDef::method("__delitem__", 2, 2, |vm, args| {
    vm.del_item(args.at(0), args.at(1))?;
    Ok(Value::None)
});
pub(crate) const CONTAINS: NativeDef =
    NativeDef::method("__contains__", 2, 2, |vm, args| vm.contains(args.at(0), args.at(1)).map(Value::Bool));
pub(crate) const ITER: NativeDef = NativeDef::method("__iter__", 1, 1, |vm, args| vm.iter(args.at(0)));
pub(crate) const REPR: NativeDef = NativeDef::method("__repr__", 1, 1, |vm, args| {
    let text = vm.repr(args.at(0))?;
    Ok(vm.heap.str(text))
});
pub(crate) const HASH: NativeDef = NativeDef::method("__hash__", 1, 1, |vm, args| vm.hash(args.at(0)).map(Value::Int));
pub(crate) const REVERSED: NativeDef =
    NativeDef::method("__reversed__", 1, 1, |vm, args| crate::builtins::reversed(vm, args.at(0)));

/// Compares with a value of the same kind; `NotImplemented` for others.
fn rich(vm: &mut Vm, args: Args<'_>, op: CompareOp) -> Res {
    let (a, b) = (args.at(0), vm.unwrap(args.at(1)));
    if std::mem::discriminant(&a) != std::mem::discriminant(&b) {
        return Ok(Value::NotImplemented);
    }
    vm.compare(op, a, b)
}

pub(crate) const EQ: NativeDef = NativeDef::method("__eq__", 2, 2, |vm, args| rich(vm, args, CompareOp::Eq));
pub(crate) const NE: NativeDef = NativeDef::method("__ne__", 2, 2, |vm, args| rich(vm, args, CompareOp::Ne));
pub(crate) const LT: NativeDef = NativeDef::method("__lt__", 2, 2, |vm, args| rich(vm, args, CompareOp::Lt));
pub(crate) const LE: NativeDef = NativeDef::method("__le__", 2, 2, |vm, args| rich(vm, args, CompareOp::Le));
pub(crate) const GT: NativeDef = NativeDef::method("__gt__", 2, 2, |vm, args| rich(vm, args, CompareOp::Gt));
pub(crate) const GE: NativeDef = NativeDef::method("__ge__", 2, 2, |vm, args| rich(vm, args, CompareOp::Ge));

/// An operator between values of the same kind; `NotImplemented` for others.
fn same_kind(vm: &mut Vm, args: Args<'_>, op: BinaryOp) -> Res {
    let (a, b) = (args.at(0), vm.unwrap(args.at(1)));
    if std::mem::discriminant(&a) != std::mem::discriminant(&b) {
        return Ok(Value::NotImplemented);
    }
    vm.binary(op, a, b)
}

pub(crate) const ADD: NativeDef = NativeDef::method("__add__", 2, 2, |vm, args| same_kind(vm, args, BinaryOp::Add));
pub(crate) const MUL: NativeDef =
    NativeDef::method("__mul__", 2, 2, |vm, args| vm.binary(BinaryOp::Mul, args.at(0), args.at(1)));
pub(crate) const RMUL: NativeDef =
    NativeDef::method("__rmul__", 2, 2, |vm, args| vm.binary(BinaryOp::Mul, args.at(0), args.at(1)));

/// `Class[…]` of a generic class.
pub(crate) const CLASS_GETITEM: NativeDef = NativeDef::class_method("__class_getitem__", 2, 2, |vm, args| {
    Ok(super::alias::subscript(vm, args.at(0), args.at(1)))
});

/// `__dict__` of objects of native classes to which programs may give attributes. Having it is what allows that.
pub(crate) const OPAQUE_DICT: NativeDef = NativeDef::getter("__dict__", |vm, args| {
    let Value::Opaque(object) = args.at(0) else { return Ok(Value::None) };
    let attrs: Vec<_> = vm.heap[object].attrs.iter().collect();
    let dict = vm.heap.alloc(crate::object::Dict::default());
    for (name, value) in attrs {
        let key = vm.heap.name_value(name);
        vm.dict_set(dict, key, value)?;
    }
    Ok(Value::Dict(dict))
});

/// The `TypeError` for a method that was called on something else: `list.append(1, 2)`.
#[cold]
pub(crate) fn wrong_self(vm: &mut Vm, method: &str, class: &str, value: Value) -> crate::native::Unwind {
    let got = vm.type_name(value);
    let message = format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{got}' object");
    vm.type_error(message)
}
