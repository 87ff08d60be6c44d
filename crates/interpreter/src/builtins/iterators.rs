//! `iter`, `next`, and the classes `enumerate`, `zip`, `map`, `filter` and `reversed`.

use crate::frame::{NativeFrame, NativeStep};
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{GenKind, Iter};
use crate::types::iter::{Classed, Reversed};
use crate::types::views::{ViewKind, as_view};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn iter(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.get(1) {
        None => vm.iter(args.at(0)),
        Some(sentinel) => {
            let callable = args.at(0);
            if !vm.is_callable(callable) {
                return Err(vm.type_error("iter(v, w): v must be callable"));
            }
            Ok(vm.new_iter(Iter::Sentinel { callable, sentinel }))
        }
    }
}

pub(super) fn next(vm: &mut Vm, args: Args<'_>) -> Res {
    let iterator = args.at(0);
    if let Value::Generator(generator) = iterator
        && vm.heap[generator].kind == GenKind::Generator
    {
        let frame = NextOf { iterator, default: args.get(1), asked: false };
        return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))));
    }
    if !matches!(iterator, Value::Iter(_)) && args.get(1).is_none() {
        // The exception of `__next__` passes through as it is.
        return match vm.call_special(iterator, vm.names.next, &[])? {
            Some(value) => Ok(value),
            None => {
                let message = format!("'{}' object is not an iterator", vm.type_name(iterator));
                Err(vm.type_error(message))
            }
        };
    }
    match vm.next(iterator)?.or(args.get(1)) {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(Value::None)),
    }
}

/// `next(generator)`.
#[derive(Clone)]
struct NextOf {
    iterator: Value,
    default: Option<Value>,
    asked: bool,
}

impl NativeFrame for NextOf {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let value = input?;
        if !self.asked {
            self.asked = true;
            return Ok(match self.default {
                Some(_) => NativeStep::Next(self.iterator),
                // What it returns is the value of the `StopIteration` that comes then.
                None => NativeStep::Send { generator: self.iterator, value: Value::None },
            });
        }
        match value.bound().or(self.default) {
            Some(value) => Ok(NativeStep::Return(value)),
            None => Err(vm.stop_iteration(Value::None)),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iterator);
        self.default.into_iter().for_each(visit);
    }
}

/// `anext(iterator, default)`.
#[derive(Clone)]
struct ANextOf {
    step: Value,
    default: Value,
    asked: bool,
}

impl NativeFrame for ANextOf {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if !self.asked {
            input?;
            self.asked = true;
            return Ok(NativeStep::Await(self.step));
        }
        match input {
            Ok(value) => Ok(NativeStep::Return(value)),
            Err(unwind) if vm.is_error(&unwind, vm.types.stop_async_iteration) => Ok(NativeStep::Return(self.default)),
            Err(unwind) => Err(unwind),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.step);
        visit(self.default);
    }
}

pub(super) fn aiter(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = args.at(0);
    if !matches!(value, Value::Generator(_)) && vm.special(value, vm.names.aiter).is_none() {
        let message = format!("'{}' object is not an async iterable", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    vm.async_iter(value)
}

pub(super) fn anext(vm: &mut Vm, args: Args<'_>) -> Res {
    let iterator = args.at(0);
    if vm.special(iterator, vm.names.anext).is_none() {
        let message = format!("'{}' object is not an async iterator", vm.type_name(iterator));
        return Err(vm.type_error(message));
    }
    let step = vm.async_next(iterator)?;
    match args.get(1) {
        None => Ok(step),
        Some(default) => Ok(vm.native_coroutine("anext", Box::new(ANextOf { step, default, asked: false }))),
    }
}

static ENUMERATE: ClassDef = ClassDef {
    name: "enumerate",
    module: "builtins",
    doc: "Return an enumerate object.",
    methods: &[NativeDef::class_method("__new__", 2, 3, enumerate).keywords(&["iterable", "start"])],
};

static ZIP: ClassDef = ClassDef {
    name: "zip",
    module: "builtins",
    doc: "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.",
    methods: &[NativeDef::class_method("__new__", 1, ANY, zip).keywords(&["strict"])],
};

static MAP: ClassDef = ClassDef {
    name: "map",
    module: "builtins",
    doc: "map(func, *iterables) --> map object\n\n\
          Make an iterator that computes the function using arguments from\n\
          each of the iterables.  Stops when the shortest iterable is exhausted.",
    methods: &[NativeDef::class_method("__new__", 1, ANY, map)],
};

static FILTER: ClassDef = ClassDef {
    name: "filter",
    module: "builtins",
    doc: "filter(function or None, iterable) --> filter object\n\n\
          Return an iterator yielding those items of iterable for which function(item)\n\
          is true. If function is None, return the items that are true.",
    methods: &[NativeDef::class_method("__new__", 3, 3, filter)],
};

static REVERSED: ClassDef = ClassDef {
    name: "reversed",
    module: "builtins",
    doc: "Return a reverse iterator over the values of the given sequence.",
    methods: &[NativeDef::class_method("__new__", 2, 2, |vm, args| reversed(vm, args.at(1)))],
};

/// Makes the classes callable.
pub(super) fn install(vm: &mut Vm) {
    vm.install(vm.types.enumerate, &ENUMERATE);
    vm.install(vm.types.zip, &ZIP);
    vm.install(vm.types.map, &MAP);
    vm.install(vm.types.filter, &FILTER);
    vm.install(vm.types.reversed, &REVERSED);
}

fn enumerate(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(iterable) = args.arg(vm, 1, "iterable") else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable' (pos 1)"));
    };
    let count = match args.arg(vm, 2, "start") {
        Some(start) => vm.to_index(start)?,
        None => 0,
    };
    let iter = vm.iter(iterable)?;
    Ok(vm.new_iter(Iter::Enumerate { iter, count }))
}

/// Iterators of the arguments.
fn iters(vm: &mut Vm, iterables: &[Value]) -> Res<Box<[Value]>> {
    iterables.iter().map(|v| vm.iter(*v)).collect()
}

fn zip(vm: &mut Vm, args: Args<'_>) -> Res {
    let strict = match args.keyword(vm, "strict") {
        Some(strict) => vm.truthy(strict)?,
        None => false,
    };
    let mut iters = Vec::with_capacity(args.values.len());
    for (i, iterable) in args.positional()[1..].iter().enumerate() {
        if !vm.is_iterable(*iterable) {
            let message = format!("'{}' object is not iterable", vm.type_name(*iterable));
            let _ = i;
            return Err(vm.type_error(message));
        }
        iters.push(vm.iter(*iterable)?);
    }
    Ok(vm.new_iter(Iter::Zip { iters: iters.into(), strict }))
}

fn map(vm: &mut Vm, args: Args<'_>) -> Res {
    let [_, function, iterables @ ..] = args.positional() else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iters = iters(vm, iterables)?;
    Ok(vm.new_iter(Iter::Map { function: *function, iters }))
}

fn filter(vm: &mut Vm, args: Args<'_>) -> Res {
    let iter = vm.iter(args.at(2))?;
    Ok(vm.new_iter(Iter::Filter { function: args.at(1), iter }))
}

/// `reversed(value)`.
pub(crate) fn reversed(vm: &mut Vm, value: Value) -> Res {
    let iter = match value {
        Value::List(list) => Iter::ListReversed { list, left: vm.heap[list].items.len() },
        Value::Range(range) => {
            let range = vm.heap[range];
            let left = range.len();
            let last = range.start.wrapping_add((left as i64).wrapping_sub(1).wrapping_mul(range.step));
            Iter::Range { next: last, step: range.step.wrapping_neg(), left }
        }
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => {
            let (values, class) = (vm.collect(value)?, vm.types.reversed);
            Iter::Native(Box::new(Classed { class, iter: Reversed { values } }))
        }
        Value::Dict(dict) => return Ok(vm.dict_reversed(dict, ViewKind::Keys)),
        _ => {
            if let Some(view) = as_view(vm, value) {
                return Ok(vm.dict_reversed(view.dict, view.kind));
            }
            return reversed_object(vm, value);
        }
    };
    Ok(vm.new_iter(iter))
}

fn reversed_object(vm: &mut Vm, value: Value) -> Res {
    let payload = vm.unwrap(value);
    let method = vm.special(value, vm.names.reversed);
    if !payload.is(value) && matches!(method, Some(Value::Native(_)) | None) {
        return reversed(vm, payload);
    }
    if let Some(iterator) = vm.call_special(value, vm.names.reversed, &[])? {
        return Ok(iterator);
    }
    let is_refused = matches!(vm.lookup(vm.class_of(value), vm.names.reversed), Some(Value::None));
    let is_sequence = !is_refused && vm.special(value, vm.names.getitem).is_some() && !matches!(value, Value::Class(_));
    if !is_sequence {
        let message = format!("'{}' object is not reversible", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    let len = vm.len(value)?;
    let mut values = Vec::with_capacity(len);
    for i in (0..len as i64).rev() {
        values.push(vm.get_item(value, Value::Int(i))?);
    }
    values.reverse();
    let class = vm.types.reversed;
    Ok(vm.new_iter(Iter::Native(Box::new(Classed { class, iter: Reversed { values } }))))
}
