//! `set` and `frozenset`.

mod algebra;

use loopscope_compiler::op::{BinaryOp, CompareOp};

use super::special::*;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::Set;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! shared {
    ($($more:expr,)*) => {
        &[
            $($more,)*
            NativeDef::method("copy", 1, 1, copy),
            NativeDef::method("union", 1, ANY, union),
            NativeDef::method("intersection", 1, ANY, intersection),
            NativeDef::method("difference", 1, ANY, difference),
            NativeDef::method("symmetric_difference", 2, 2, symmetric_difference),
            NativeDef::method("isdisjoint", 2, 2, isdisjoint),
            NativeDef::method("issubset", 2, 2, issubset),
            NativeDef::method("issuperset", 2, 2, issuperset),
            NativeDef::method("__or__", 2, 2, |vm, args| operator(vm, BinaryOp::BitOr, args.at(0), args.at(1))),
            NativeDef::method("__ror__", 2, 2, |vm, args| operator(vm, BinaryOp::BitOr, args.at(1), args.at(0))),
            NativeDef::method("__and__", 2, 2, |vm, args| operator(vm, BinaryOp::BitAnd, args.at(0), args.at(1))),
            NativeDef::method("__rand__", 2, 2, |vm, args| operator(vm, BinaryOp::BitAnd, args.at(1), args.at(0))),
            NativeDef::method("__sub__", 2, 2, |vm, args| operator(vm, BinaryOp::Sub, args.at(0), args.at(1))),
            NativeDef::method("__rsub__", 2, 2, |vm, args| operator(vm, BinaryOp::Sub, args.at(1), args.at(0))),
            NativeDef::method("__xor__", 2, 2, |vm, args| operator(vm, BinaryOp::BitXor, args.at(0), args.at(1))),
            NativeDef::method("__rxor__", 2, 2, |vm, args| operator(vm, BinaryOp::BitXor, args.at(1), args.at(0))),
            LEN,
            CONTAINS,
            ITER,
            REPR,
            EQ,
            NE,
            LT,
            LE,
            GT,
            GE,
            CLASS_GETITEM,
        ]
    };
}

pub(crate) static SET: ClassDef = ClassDef {
    name: "set",
    module: "builtins",
    doc: "set() -> new empty set object\nset(iterable) -> new set object\n\n\
          Build an unordered collection of unique elements.",
    methods: shared![
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::method("__init__", 1, 2, init).drains(1),
        NativeDef::method("add", 2, 2, add),
        NativeDef::method("discard", 2, 2, discard),
        NativeDef::method("remove", 2, 2, remove),
        NativeDef::method("pop", 1, 1, pop),
        NativeDef::method("clear", 1, 1, clear),
        NativeDef::method("update", 1, ANY, update).drains(1),
        NativeDef::method("intersection_update", 1, ANY, intersection_update),
        NativeDef::method("difference_update", 1, ANY, difference_update).drains(1),
        NativeDef::method("symmetric_difference_update", 2, 2, symmetric_difference_update),
        NativeDef::object_method("__ior__", 2, 2, |vm, args| in_place(vm, BinaryOp::BitOr, args)),
        NativeDef::object_method("__iand__", 2, 2, |vm, args| in_place(vm, BinaryOp::BitAnd, args)),
        NativeDef::object_method("__isub__", 2, 2, |vm, args| in_place(vm, BinaryOp::Sub, args)),
        NativeDef::object_method("__ixor__", 2, 2, |vm, args| in_place(vm, BinaryOp::BitXor, args)),
    ],
};

pub(crate) static FROZENSET: ClassDef = ClassDef {
    name: "frozenset",
    module: "builtins",
    doc: "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n\
          Build an immutable unordered collection of unique elements.",
    methods: shared![NativeDef::class_method("__new__", 1, 2, new_frozen), HASH,],
};

fn this(vm: &mut Vm, args: Args<'_>, method: &str) -> Res<Ref<Set>> {
    match vm.unwrap(args.at(0)) {
        Value::Set(set) => Ok(set),
        other => Err(wrong_self(vm, method, "set", other)),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let exact = vm.types.set;
    let set = vm.heap.alloc(Set::default());
    if !class.is(Value::Class(exact)) {
        // `__init__` fills it.
        return Ok(vm.construct(class, exact, Value::Set(set)));
    }
    if !args.names.is_empty() {
        return Err(vm.type_error("set() takes no keyword arguments"));
    }
    match *args.positional() {
        [_] => Ok(Value::Set(set)),
        [_, iterable] => fill(vm, set, iterable),
        _ => {
            let given = args.values.len() - 1;
            Err(vm.type_error(format!("set expected at most 1 argument, got {given}")))
        }
    }
}

/// Adds the values of an iterable, in a frame if need be; the set.
fn fill(vm: &mut Vm, set: Ref<Set>, iterable: Value) -> Res {
    if !vm.needs_frame(iterable) {
        vm.set_update(set, iterable)?;
        return Ok(Value::Set(set));
    }
    vm.drive(iterable, Value::Set(set), move |vm, _, value| match value {
        Some(value) => {
            vm.set_add(set, value)?;
            Ok(None)
        }
        None => Ok(Some(Value::Set(set))),
    })
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "__init__")?;
    vm.heap[set].clear();
    if let Some(iterable) = args.get(1) {
        vm.set_update(set, iterable)?;
    }
    Ok(Value::None)
}

fn new_frozen(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let exact = vm.types.frozenset;
    let is_exact = class.is(Value::Class(exact));
    match args.get(1) {
        Some(set @ Value::Set(s)) if is_exact && vm.heap[s].frozen => Ok(set),
        iterable => {
            let set = vm.heap.alloc(Set { frozen: true, ..Set::default() });
            match iterable {
                Some(iterable) if is_exact => fill(vm, set, iterable),
                Some(iterable) => {
                    vm.set_update(set, iterable)?;
                    Ok(vm.construct(class, exact, Value::Set(set)))
                }
                None => Ok(vm.construct(class, exact, Value::Set(set))),
            }
        }
    }
}

fn add(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "add")?;
    vm.set_add(set, args.at(1))?;
    Ok(Value::None)
}

fn discard(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "discard")?;
    vm.set_remove(set, args.at(1))?;
    Ok(Value::None)
}

fn remove(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "remove")?;
    if vm.set_remove(set, args.at(1))? { Ok(Value::None) } else { Err(vm.key_error(args.at(1))) }
}

fn pop(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "pop")?;
    match vm.set_pop(set)? {
        Some(value) => Ok(value),
        None => {
            let message = vm.heap.str("pop from an empty set");
            Err(vm.key_error(message))
        }
    }
}

fn clear(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "clear")?;
    vm.heap[set].clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "copy")?;
    let frozen = vm.heap[set].frozen;
    if frozen { Ok(Value::Set(set)) } else { Ok(Value::Set(vm.set_copy(set, false))) }
}

fn update(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "update")?;
    for other in &args.positional()[1..] {
        vm.set_update(set, *other)?;
    }
    Ok(Value::None)
}

/// The set that a value is, or a new one of its values.
fn as_set(vm: &mut Vm, value: Value) -> Res<Ref<Set>> {
    if let Value::Set(set) = vm.unwrap(value) {
        return Ok(set);
    }
    let set = vm.heap.alloc(Set::default());
    vm.set_update(set, value)?;
    Ok(set)
}

fn union(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "union")?;
    let frozen = vm.heap[set].frozen;
    let result = vm.set_copy(set, frozen);
    for other in &args.positional()[1..] {
        vm.set_update(result, *other)?;
    }
    Ok(Value::Set(result))
}

/// `set & other` for any iterable: the values of the iterable, in its order, that are in the set.
fn intersect(vm: &mut Vm, set: Ref<Set>, other: Value, frozen: bool) -> Res<Ref<Set>> {
    if let Value::Set(other) = vm.unwrap(other) {
        return vm.set_combine(BinaryOp::BitAnd, set, other);
    }
    let result = vm.heap.alloc(Set { frozen, ..Set::default() });
    for value in vm.collect(other)? {
        if vm.set_contains(set, value)? {
            vm.set_add(result, value)?;
        }
    }
    Ok(result)
}

fn intersection(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "intersection")?;
    let frozen = vm.heap[set].frozen;
    let others = &args.positional()[1..];
    if others.is_empty() {
        return Ok(Value::Set(vm.set_copy(set, frozen)));
    }
    let mut result = set;
    for other in others {
        result = intersect(vm, result, *other, frozen)?;
    }
    Ok(Value::Set(result))
}

fn intersection_update(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "intersection_update")?;
    if let Value::Set(result) = intersection(vm, args)? {
        vm.set_replace(set, result);
    }
    Ok(Value::None)
}

fn difference(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "difference")?;
    let frozen = vm.heap[set].frozen;
    let others = &args.positional()[1..];
    if others.is_empty() {
        return Ok(Value::Set(vm.set_copy(set, frozen)));
    }
    let mut result = set;
    for other in others {
        let other = as_set(vm, *other)?;
        result = vm.set_combine(BinaryOp::Sub, result, other)?;
    }
    Ok(Value::Set(result))
}

fn difference_update(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "difference_update")?;
    for other in &args.positional()[1..] {
        let doomed = vm.collect(*other)?;
        vm.set_remove_all(set, &doomed)?;
    }
    Ok(Value::None)
}

fn symmetric_difference(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "symmetric_difference")?;
    let other = as_set(vm, args.at(1))?;
    vm.set_combine(BinaryOp::BitXor, set, other).map(Value::Set)
}

fn symmetric_difference_update(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "symmetric_difference_update")?;
    let other = as_set(vm, args.at(1))?;
    vm.set_combine_in_place(BinaryOp::BitXor, set, other)?;
    Ok(Value::None)
}

fn isdisjoint(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "isdisjoint")?;
    for value in vm.collect(args.at(1))? {
        if vm.set_contains(set, value)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn issubset(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "issubset")?;
    let other = as_set(vm, args.at(1))?;
    vm.compare(CompareOp::Le, Value::Set(set), Value::Set(other))
}

fn issuperset(vm: &mut Vm, args: Args<'_>) -> Res {
    let set = this(vm, args, "issuperset")?;
    let other = as_set(vm, args.at(1))?;
    vm.compare(CompareOp::Ge, Value::Set(set), Value::Set(other))
}

fn operator(vm: &mut Vm, op: BinaryOp, a: Value, b: Value) -> Res {
    match (vm.unwrap(a), vm.unwrap(b)) {
        (Value::Set(x), Value::Set(y)) => vm.set_combine(op, x, y).map(Value::Set),
        _ => Ok(Value::NotImplemented),
    }
}

fn in_place(vm: &mut Vm, op: BinaryOp, args: Args<'_>) -> Res {
    match (vm.unwrap(args.at(0)), vm.unwrap(args.at(1))) {
        (Value::Set(x), Value::Set(y)) => {
            vm.set_combine_in_place(op, x, y)?;
            Ok(args.at(0))
        }
        _ => Ok(Value::NotImplemented),
    }
}
