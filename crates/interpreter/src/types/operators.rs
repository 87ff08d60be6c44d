//! Operators of numbers, strings and bytes as special methods. The machine does not call them for built-in values; it
//! does for instances of subclasses, and programs do through `super()`.

use loopscope_compiler::op::{BinaryOp, CompareOp, UnaryOp};

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::value::Value;
use crate::vm::Vm;

/// Gives the classes their operators.
pub(crate) fn install(vm: &mut Vm) {
    let t = &vm.types;
    let classes = [
        (t.int, &[&ARITHMETIC, &INTEGER, &ORDER, &TEXT, &NUMBER, &INVERT][..]),
        (t.float, &[&ARITHMETIC, &REAL, &ORDER, &TEXT, &NUMBER]),
        (t.complex, &[&ARITHMETIC, &TEXT, &EQUALITY, &NUMBER]),
        (t.str, &[&SEQUENCE, &ORDER, &TEXT, &STR]),
        (t.bytes, &[&SEQUENCE, &ORDER, &HASHED]),
        (t.bytearray, &[&SEQUENCE, &ORDER, &HASHED, &IN_PLACE]),
        (t.none, &[&HASHED, &NONE]),
        (t.ellipsis, &[&HASHED]),
        (t.not_implemented, &[&HASHED]),
    ];
    for (class, tables) in classes {
        for table in tables {
            vm.install(class, table);
        }
    }
}

const fn table(methods: &'static [NativeDef]) -> ClassDef {
    ClassDef { name: "", module: "builtins", doc: "", methods }
}

macro_rules! operators {
    ($($name:literal, $reflected:literal, $op:ident;)*) => {
        &[$(
            NativeDef::method($name, 2, 2, |vm, args| operate(vm, BinaryOp::$op, args.at(0), args.at(1))),
            NativeDef::method($reflected, 2, 2, |vm, args| operate(vm, BinaryOp::$op, args.at(1), args.at(0))),
        )*]
    };
}

static ARITHMETIC: ClassDef = table(operators! {
    "__add__", "__radd__", Add;
    "__sub__", "__rsub__", Sub;
    "__mul__", "__rmul__", Mul;
    "__truediv__", "__rtruediv__", TrueDiv;
    "__pow__", "__rpow__", Pow;
});

static REAL: ClassDef = table(operators! {
    "__floordiv__", "__rfloordiv__", FloorDiv;
    "__mod__", "__rmod__", Mod;
});

static INTEGER: ClassDef = table(operators! {
    "__floordiv__", "__rfloordiv__", FloorDiv;
    "__mod__", "__rmod__", Mod;
    "__lshift__", "__rlshift__", LeftShift;
    "__rshift__", "__rrshift__", RightShift;
    "__and__", "__rand__", BitAnd;
    "__or__", "__ror__", BitOr;
    "__xor__", "__rxor__", BitXor;
});

static NUMBER: ClassDef = table(&[
    NativeDef::method("__neg__", 1, 1, |vm, args| negate(vm, UnaryOp::Neg, args)),
    NativeDef::method("__pos__", 1, 1, |vm, args| negate(vm, UnaryOp::Pos, args)),
    NativeDef::method("__bool__", 1, 1, |vm, args| vm.truthy(args.at(0)).map(Value::Bool)),
    NativeDef::method("__hash__", 1, 1, hash),
]);

static INVERT: ClassDef = table(&[NativeDef::method("__invert__", 1, 1, |vm, args| negate(vm, UnaryOp::Invert, args))]);

static SEQUENCE: ClassDef = table(&[
    NativeDef::method("__add__", 2, 2, |vm, args| {
        let (a, b) = (args.at(0), vm.unwrap(args.at(1)));
        match vm.builtin_binary(BinaryOp::Add, a, b)? {
            Some(value) => Ok(value),
            None => Err(vm.unsupported_operands(BinaryOp::Add, "+", a, args.at(1))),
        }
    }),
    NativeDef::method("__mul__", 2, 2, |vm, args| operate(vm, BinaryOp::Mul, args.at(0), args.at(1))),
    NativeDef::method("__rmul__", 2, 2, |vm, args| operate(vm, BinaryOp::Mul, args.at(0), args.at(1))),
    NativeDef::method("__mod__", 2, 2, |vm, args| operate(vm, BinaryOp::Mod, args.at(0), args.at(1))),
    super::special::LEN,
    super::special::GETITEM,
    super::special::CONTAINS,
    super::special::ITER,
]);

static IN_PLACE: ClassDef = table(&[
    NativeDef::object_method("__iadd__", 2, 2, |vm, args| in_place(vm, BinaryOp::Add, args)),
    NativeDef::object_method("__imul__", 2, 2, |vm, args| in_place(vm, BinaryOp::Mul, args)),
    super::special::SETITEM,
    super::special::DELITEM,
]);

static EQUALITY: ClassDef = table(&[
    NativeDef::method("__eq__", 2, 2, |vm, args| compare(vm, CompareOp::Eq, args)),
    NativeDef::method("__ne__", 2, 2, |vm, args| compare(vm, CompareOp::Ne, args)),
]);

static ORDER: ClassDef = table(&[
    NativeDef::method("__eq__", 2, 2, |vm, args| compare(vm, CompareOp::Eq, args)),
    NativeDef::method("__ne__", 2, 2, |vm, args| compare(vm, CompareOp::Ne, args)),
    NativeDef::method("__lt__", 2, 2, |vm, args| compare(vm, CompareOp::Lt, args)),
    NativeDef::method("__le__", 2, 2, |vm, args| compare(vm, CompareOp::Le, args)),
    NativeDef::method("__gt__", 2, 2, |vm, args| compare(vm, CompareOp::Gt, args)),
    NativeDef::method("__ge__", 2, 2, |vm, args| compare(vm, CompareOp::Ge, args)),
]);

static TEXT: ClassDef =
    table(&[NativeDef::object_method("__repr__", 1, 1, repr), NativeDef::object_method("__format__", 2, 2, format)]);

static HASHED: ClassDef =
    table(&[NativeDef::object_method("__repr__", 1, 1, repr), NativeDef::method("__hash__", 1, 1, hash)]);

static STR: ClassDef =
    table(&[NativeDef::method("__hash__", 1, 1, hash), NativeDef::method("__str__", 1, 1, |_, args| Ok(args.at(0)))]);

static NONE: ClassDef = table(&[NativeDef::method("__bool__", 1, 1, |_, _| Ok(Value::Bool(false)))]);

fn operate(vm: &mut Vm, op: BinaryOp, a: Value, b: Value) -> Res {
    let (a, b) = (vm.unwrap(a), vm.unwrap(b));
    Ok(vm.builtin_binary(op, a, b)?.unwrap_or(Value::NotImplemented))
}

fn in_place(vm: &mut Vm, op: BinaryOp, args: Args<'_>) -> Res {
    let this = vm.unwrap(args.at(0));
    if vm.builtin_in_place(op, this, args.at(1))? { Ok(args.at(0)) } else { Ok(Value::NotImplemented) }
}

fn negate(vm: &mut Vm, op: UnaryOp, args: Args<'_>) -> Res {
    Ok(vm.builtin_unary(op, args.at(0)).unwrap_or(Value::NotImplemented))
}

fn compare(vm: &mut Vm, op: CompareOp, args: Args<'_>) -> Res {
    let (a, b) = (vm.unwrap(args.at(0)), vm.unwrap(args.at(1)));
    Ok(vm.builtin_compare(op, a, b)?.unwrap_or(Value::NotImplemented))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.builtin_hash(args.at(0)).map(Value::Int)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = if let Value::Instance(_) = args.at(0) { Some(vm.class_of(args.at(0))) } else { None };
    let value = vm.unwrap(args.at(0));
    let text = vm.builtin_repr(value, class)?;
    Ok(vm.heap.str(text))
}

fn format(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(spec) = vm.text(args.at(1)).map(str::to_owned) else {
        let message = format!("__format__() argument must be str, not {}", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    let text = if spec.is_empty() {
        vm.to_text(args.at(0))?
    } else {
        let value = vm.unwrap(args.at(0));
        vm.builtin_format(value, &spec)?
    };
    Ok(vm.heap.str(text))
}
