//! `dict_keys`, `dict_values`, `dict_items` and `mappingproxy`.

use loopscope_compiler::op::BinaryOp;

use super::special::wrong_self;
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Dict, NativeObject};
use crate::value::Value;
use crate::vm::Vm;

/// What a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewKind {
    Keys,
    Values,
    Items,
}

/// A view of a dict.
#[derive(Clone, Copy)]
pub(crate) struct DictView {
    pub(crate) dict: Ref<Dict>,
    pub(crate) kind: ViewKind,
}

impl NativeObject for DictView {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Dict(self.dict));
    }
}

/// A read-only view of a mapping: `types.MappingProxyType`, and the `__dict__` of a class.
#[derive(Clone)]
pub(crate) struct MappingProxy {
    pub(crate) mapping: Value,
}

impl NativeObject for MappingProxy {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.mapping);
    }
}

pub(crate) fn new_view(vm: &mut Vm, dict: Ref<Dict>, kind: ViewKind) -> Value {
    let class = match kind {
        ViewKind::Keys => vm.types.dict_keys,
        ViewKind::Values => vm.types.dict_values,
        ViewKind::Items => vm.types.dict_items,
    };
    vm.opaque(class, DictView { dict, kind })
}

pub(crate) fn new_proxy(vm: &mut Vm, mapping: Value) -> Value {
    let class = vm.types.mappingproxy;
    vm.opaque(class, MappingProxy { mapping })
}

/// The view that a value is.
pub(crate) fn as_view(vm: &Vm, value: Value) -> Option<DictView> {
    match value {
        Value::Opaque(o) => vm.heap[o].get::<DictView>().copied(),
        _ => None,
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<DictView> {
    match as_view(vm, args.at(0)) {
        Some(view) => Ok(view),
        None => Err(wrong_self(vm, "__len__", "dict_keys", args.at(0))),
    }
}

const LEN: NativeDef = NativeDef::method("__len__", 1, 1, |vm, args| {
    let view = this(vm, args)?;
    Ok(Value::Int(vm.heap[view.dict].len() as i64))
});
const ITER: NativeDef = NativeDef::method("__iter__", 1, 1, |vm, args| vm.iter(args.at(0)));
const REVERSED: NativeDef = NativeDef::method("__reversed__", 1, 1, |vm, args| {
    let view = this(vm, args)?;
    Ok(vm.dict_reversed(view.dict, view.kind))
});
const MAPPING: NativeDef = NativeDef::getter("mapping", |vm, args| {
    let view = this(vm, args)?;
    Ok(new_proxy(vm, Value::Dict(view.dict)))
});
const REPR: NativeDef = NativeDef::method("__repr__", 1, 1, |vm, args| {
    let view = this(vm, args)?;
    let values = vm.collect(args.at(0))?;
    let list = vm.heap.list(values);
    let name = match view.kind {
        ViewKind::Keys => "dict_keys",
        ViewKind::Values => "dict_values",
        ViewKind::Items => "dict_items",
    };
    let text = vm.repr(list)?;
    Ok(vm.heap.str(format!("{name}({text})")))
});
const CONTAINS: NativeDef = NativeDef::method("__contains__", 2, 2, |vm, args| {
    let view = this(vm, args)?;
    contains(vm, view, args.at(1)).map(Value::Bool)
});
const EQ: NativeDef = NativeDef::method("__eq__", 2, 2, |vm, args| compare(vm, args, |a, b| a == b, false));
const LE: NativeDef = NativeDef::method("__le__", 2, 2, |vm, args| compare(vm, args, |a, b| a <= b, false));
const LT: NativeDef = NativeDef::method("__lt__", 2, 2, |vm, args| compare(vm, args, |a, b| a < b, false));
const GE: NativeDef = NativeDef::method("__ge__", 2, 2, |vm, args| compare(vm, args, |a, b| a >= b, true));
const GT: NativeDef = NativeDef::method("__gt__", 2, 2, |vm, args| compare(vm, args, |a, b| a > b, true));
const AND: NativeDef =
    NativeDef::method("__and__", 2, 2, |vm, args| combine(vm, BinaryOp::BitAnd, args.at(0), args.at(1)));
const RAND: NativeDef =
    NativeDef::method("__rand__", 2, 2, |vm, args| combine(vm, BinaryOp::BitAnd, args.at(1), args.at(0)));
const OR: NativeDef =
    NativeDef::method("__or__", 2, 2, |vm, args| combine(vm, BinaryOp::BitOr, args.at(0), args.at(1)));
const ROR: NativeDef =
    NativeDef::method("__ror__", 2, 2, |vm, args| combine(vm, BinaryOp::BitOr, args.at(1), args.at(0)));
const SUB: NativeDef =
    NativeDef::method("__sub__", 2, 2, |vm, args| combine(vm, BinaryOp::Sub, args.at(0), args.at(1)));
const RSUB: NativeDef =
    NativeDef::method("__rsub__", 2, 2, |vm, args| combine(vm, BinaryOp::Sub, args.at(1), args.at(0)));
const XOR: NativeDef =
    NativeDef::method("__xor__", 2, 2, |vm, args| combine(vm, BinaryOp::BitXor, args.at(0), args.at(1)));
const RXOR: NativeDef =
    NativeDef::method("__rxor__", 2, 2, |vm, args| combine(vm, BinaryOp::BitXor, args.at(1), args.at(0)));
const ISDISJOINT: NativeDef = NativeDef::method("isdisjoint", 2, 2, |vm, args| {
    let view = this(vm, args)?;
    for value in vm.collect(args.at(1))? {
        if contains(vm, view, value)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
});

pub(crate) static DICT_KEYS: ClassDef = ClassDef {
    name: "dict_keys",
    module: "builtins",
    doc: "",
    methods: &[
        LEN, ITER, REVERSED, MAPPING, REPR, CONTAINS, EQ, LE, LT, GE, GT, AND, RAND, OR, ROR, SUB, RSUB, XOR, RXOR,
        ISDISJOINT,
    ],
};

pub(crate) static DICT_ITEMS: ClassDef = ClassDef {
    name: "dict_items",
    module: "builtins",
    doc: "",
    methods: &[
        LEN, ITER, REVERSED, MAPPING, REPR, CONTAINS, EQ, LE, LT, GE, GT, AND, RAND, OR, ROR, SUB, RSUB, XOR, RXOR,
        ISDISJOINT,
    ],
};

pub(crate) static DICT_VALUES: ClassDef =
    ClassDef { name: "dict_values", module: "builtins", doc: "", methods: &[LEN, ITER, REVERSED, MAPPING, REPR] };

fn contains(vm: &mut Vm, view: DictView, value: Value) -> Res<bool> {
    match view.kind {
        ViewKind::Keys => Ok(vm.dict_get(view.dict, value)?.is_some()),
        ViewKind::Items => {
            let Value::Tuple(tuple) = vm.unwrap(value) else { return Ok(false) };
            let [key, wanted] = *vm.heap[tuple].items else { return Ok(false) };
            match vm.dict_get(view.dict, key)? {
                Some(found) => vm.equal(found, wanted),
                None => Ok(false),
            }
        }
        ViewKind::Values => {
            for (_, found) in vm.dict_items(view.dict) {
                if vm.equal(found, value)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// Compares as sets: by sizes, then whether the one (`other_in_this`: the other) contains all of the other.
fn compare(vm: &mut Vm, args: Args<'_>, sizes: fn(usize, usize) -> bool, other_in_this: bool) -> Res {
    let view = this(vm, args)?;
    let (me, other) = (args.at(0), vm.unwrap(args.at(1)));
    let is_set = matches!(other, Value::Set(_)) || as_view(vm, other).is_some_and(|v| v.kind != ViewKind::Values);
    if !is_set {
        return Ok(Value::NotImplemented);
    }
    let len = vm.len(other)?;
    if !sizes(vm.heap[view.dict].len(), len) {
        return Ok(Value::Bool(false));
    }
    let (part, whole) = if other_in_this { (other, me) } else { (me, other) };
    for value in vm.collect(part)? {
        if !vm.contains(whole, value)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

/// An operator of sets on a view and an iterable, in either order. The result is a set.
fn combine(vm: &mut Vm, op: BinaryOp, a: Value, b: Value) -> Res {
    if !vm.is_iterable(a) || !vm.is_iterable(b) {
        return Ok(Value::NotImplemented);
    }
    let (x, y) = (vm.collect(a)?, vm.collect(b)?);
    let (Value::Set(x), Value::Set(y)) = (vm.set_of(&x, false)?, vm.set_of(&y, false)?) else {
        return Ok(Value::NotImplemented);
    };
    vm.set_combine(op, x, y).map(Value::Set)
}

pub(crate) static MAPPING_PROXY: ClassDef = ClassDef {
    name: "mappingproxy",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 2, 2, |vm, args| Ok(new_proxy(vm, args.at(1)))),
        NativeDef::method("__len__", 1, 1, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.len(mapping).map(|n| Value::Int(n as i64))
        }),
        NativeDef::method("__iter__", 1, 1, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.iter(mapping)
        }),
        NativeDef::method("__getitem__", 2, 2, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.get_item(mapping, args.at(1))
        }),
        NativeDef::method("__contains__", 2, 2, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.contains(mapping, args.at(1)).map(Value::Bool)
        }),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let mapping = proxied(vm, args)?;
            let text = vm.repr(mapping)?;
            Ok(vm.heap.str(format!("mappingproxy({text})")))
        }),
        NativeDef::method("__str__", 1, 1, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.to_str(mapping)
        }),
        NativeDef::method("__eq__", 2, 2, |vm, args| {
            let mapping = proxied(vm, args)?;
            vm.equal(mapping, args.at(1)).map(Value::Bool)
        }),
        NativeDef::method("get", 2, 3, |vm, args| forward(vm, args, "get")),
        NativeDef::method("keys", 1, 1, |vm, args| forward(vm, args, "keys")),
        NativeDef::method("values", 1, 1, |vm, args| forward(vm, args, "values")),
        NativeDef::method("items", 1, 1, |vm, args| forward(vm, args, "items")),
        NativeDef::method("copy", 1, 1, |vm, args| forward(vm, args, "copy")),
    ],
};

fn proxied(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(0) {
        Value::Opaque(o) if let Some(proxy) = vm.heap[o].get::<MappingProxy>() => Ok(proxy.mapping),
        other => Err(wrong_self(vm, "get", "mappingproxy", other)),
    }
}

fn forward(vm: &mut Vm, args: Args<'_>, method: &str) -> Res {
    let mapping = proxied(vm, args)?;
    vm.call_method(mapping, method, &args.values[1..])
}
