//! `tuple`.

use super::special::*;
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::Tuple;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) static TUPLE: ClassDef = ClassDef {
    name: "tuple",
    module: "builtins",
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n\
          If iterable is specified the tuple is initialized from iterable's items.\n\n\
          If the argument is a tuple, the return value is the same object.",
    methods: &[
        NativeDef::class_method("__new__", 1, 2, new),
        NativeDef::method("index", 2, 4, index),
        NativeDef::method("count", 2, 2, count),
        NativeDef::method("__getnewargs__", 1, 1, |vm, args| Ok(vm.heap.tuple(vec![args.at(0)]))),
        LEN,
        GETITEM,
        CONTAINS,
        ITER,
        REPR,
        HASH,
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        ADD,
        MUL,
        RMUL,
        CLASS_GETITEM,
    ],
};

fn this(vm: &mut Vm, args: Args<'_>, method: &str) -> Res<Ref<Tuple>> {
    match vm.unwrap(args.at(0)) {
        Value::Tuple(tuple) => Ok(tuple),
        other => Err(wrong_self(vm, method, "tuple", other)),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let exact = vm.types.tuple;
    match args.get(1) {
        None => {
            let empty = vm.heap.tuple(Vec::new());
            Ok(vm.construct(class, exact, empty))
        }
        Some(tuple @ Value::Tuple(_)) => Ok(vm.construct(class, exact, tuple)),
        Some(iterable) if class.is(Value::Class(exact)) => {
            vm.collect_then(iterable, &[], |vm, values| Ok(vm.heap.tuple(values)))
        }
        Some(iterable) => {
            // Not in a frame: `__init__` follows.
            let values = vm.collect(iterable)?;
            let tuple = vm.heap.tuple(values);
            Ok(vm.construct(class, exact, tuple))
        }
    }
}

fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let tuple = this(vm, args, "index")?;
    let len = vm.heap[tuple].items.len();
    let (start, stop) = super::list::search_bounds(vm, args, len)?;
    for i in start..stop.min(len) {
        if vm.equal(vm.heap[tuple].items[i], args.at(1))? {
            return Ok(Value::Int(i as i64));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let tuple = this(vm, args, "count")?;
    let mut count = 0;
    for i in 0..vm.heap[tuple].items.len() {
        count += i64::from(vm.equal(vm.heap[tuple].items[i], args.at(1))?);
    }
    Ok(Value::Int(count))
}
