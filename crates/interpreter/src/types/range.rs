//! `range` and `slice`.

use super::special::*;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Range, Slice};
use crate::value::Value;
use crate::vm::{Vm, range_index};

pub(crate) static RANGE: ClassDef = ClassDef {
    name: "range",
    module: "builtins",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n\
          Return an object that produces a sequence of integers from start (inclusive)\n\
          to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n\
          start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n\
          These are exactly the valid indices for a list of 4 elements.\n\
          When step is given, it specifies the increment (or decrement).",
    methods: &[
        NativeDef::class_method("__new__", 1, 4, new),
        NativeDef::method("index", 2, 2, index),
        NativeDef::method("count", 2, 2, |vm, args| {
            let found = vm.contains(args.at(0), args.at(1))?;
            Ok(Value::Int(i64::from(found)))
        }),
        NativeDef::getter("start", |vm, args| this(vm, args).map(|r| Value::Int(r.start))),
        NativeDef::getter("stop", |vm, args| this(vm, args).map(|r| Value::Int(r.stop))),
        NativeDef::getter("step", |vm, args| this(vm, args).map(|r| Value::Int(r.step))),
        LEN,
        GETITEM,
        CONTAINS,
        ITER,
        REVERSED,
        REPR,
        HASH,
        EQ,
        NE,
    ],
};

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Range> {
    match args.at(0) {
        Value::Range(range) => Ok(vm.heap[range]),
        other => Err(wrong_self(vm, "index", "range", other)),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut bound = |value: Value| match value {
        Value::Int(i) => Ok(i),
        Value::BigInt(_) => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        _ => vm.to_index(value),
    };
    let (start, stop, step) = match *args.positional() {
        [_, stop] => (0, bound(stop)?, 1),
        [_, start, stop] => (bound(start)?, bound(stop)?, 1),
        [_, start, stop, step] => (bound(start)?, bound(stop)?, bound(step)?),
        _ => return Err(vm.type_error("range expected at least 1 argument, got 0")),
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(vm.heap.alloc(Range { start, stop, step })))
}

fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let range = this(vm, args)?;
    let value = match vm.unwrap(args.at(1)) {
        Value::Int(i) => Some(i),
        Value::Bool(b) => Some(i64::from(b)),
        Value::Float(f) if f as i64 as f64 == f => Some(f as i64),
        _ => None,
    };
    if let Some(index) = value.and_then(|v| range_index(&range, v)) {
        return Ok(Value::Int(index));
    }
    let text = vm.repr(args.at(1))?;
    Err(vm.value_error(format!("{text} is not in range")))
}

pub(crate) static SLICE: ClassDef = ClassDef {
    name: "slice",
    module: "builtins",
    doc: "slice(stop)\nslice(start, stop[, step])\n\n\
          Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    methods: &[
        NativeDef::class_method("__new__", 1, 4, new_slice),
        NativeDef::method("indices", 2, 2, indices),
        NativeDef::getter("start", |vm, args| slice(vm, args).map(|s| s.start)),
        NativeDef::getter("stop", |vm, args| slice(vm, args).map(|s| s.stop)),
        NativeDef::getter("step", |vm, args| slice(vm, args).map(|s| s.step)),
        REPR,
        EQ,
    ],
};

fn slice(vm: &mut Vm, args: Args<'_>) -> Res<Slice> {
    match args.at(0) {
        Value::Slice(slice) => Ok(vm.heap[slice]),
        other => Err(wrong_self(vm, "indices", "slice", other)),
    }
}

fn new_slice(vm: &mut Vm, args: Args<'_>) -> Res {
    let slice = match *args.positional() {
        [_, stop] => Slice { stop, ..Slice::default() },
        [_, start, stop] => Slice { start, stop, ..Slice::default() },
        [_, start, stop, step] => Slice { start, stop, step },
        _ => return Err(vm.type_error("slice expected at least 1 argument, got 0")),
    };
    Ok(Value::Slice(vm.heap.alloc(slice)))
}

fn indices(vm: &mut Vm, args: Args<'_>) -> Res {
    slice(vm, args)?;
    let len = vm.to_index(args.at(1))?;
    if len < 0 {
        return Err(vm.value_error("length should not be negative"));
    }
    let Value::Slice(slice) = args.at(0) else { return Ok(Value::None) };
    let bounds = vm.slice_bounds(slice, len as usize)?;
    Ok(vm.heap.tuple([bounds.start, bounds.stop, bounds.step].map(Value::Int).to_vec()))
}
