//! Iterators that select, join or transform the values of others.

use loopscope_compiler::op::BinaryOp;

use super::{native, optional, required};
use crate::native::{Args, Res};
use crate::object::NativeIter;
use crate::value::Value;
use crate::vm::Vm;

/// One iterator with a function.
#[derive(Clone)]
struct With {
    function: Value,
    iter: Value,
    kind: Kind,
    done: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    DropWhile,
    /// After what was dropped.
    Rest,
    TakeWhile,
    FilterFalse,
    StarMap,
}

impl NativeIter for With {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        while let Some(value) = vm.next(self.iter)? {
            match self.kind {
                Kind::Rest => return Ok(Some(value)),
                Kind::StarMap => {
                    let args = vm.collect(value)?;
                    return vm.call(self.function, &args).map(Some);
                }
                _ => {}
            }
            let verdict = if self.function.is_none() { value } else { vm.call(self.function, &[value])? };
            match (self.kind, vm.truthy(verdict)?) {
                (Kind::DropWhile, false) => {
                    self.kind = Kind::Rest;
                    return Ok(Some(value));
                }
                (Kind::TakeWhile, true) | (Kind::FilterFalse, false) => return Ok(Some(value)),
                (Kind::TakeWhile, false) => break,
                _ => {}
            }
        }
        self.done = self.kind == Kind::TakeWhile;
        Ok(None)
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.function);
        visit(self.iter);
    }

    fn class_name(&self) -> &'static str {
        match self.kind {
            Kind::DropWhile | Kind::Rest => "itertools.dropwhile",
            Kind::TakeWhile => "itertools.takewhile",
            Kind::FilterFalse => "itertools.filterfalse",
            Kind::StarMap => "itertools.starmap",
        }
    }
}

fn with(vm: &mut Vm, args: Args<'_>, kind: Kind) -> Res {
    let iter = vm.iter(args.at(2))?;
    native(vm, args, With { function: args.at(1), iter, kind, done: false })
}

pub(super) fn dropwhile(vm: &mut Vm, args: Args<'_>) -> Res {
    with(vm, args, Kind::DropWhile)
}

pub(super) fn takewhile(vm: &mut Vm, args: Args<'_>) -> Res {
    with(vm, args, Kind::TakeWhile)
}

pub(super) fn filterfalse(vm: &mut Vm, args: Args<'_>) -> Res {
    with(vm, args, Kind::FilterFalse)
}

pub(super) fn starmap(vm: &mut Vm, args: Args<'_>) -> Res {
    with(vm, args, Kind::StarMap)
}

#[derive(Clone)]
struct Accumulate {
    iter: Value,
    function: Value,
    /// Unbound before the first.
    total: Value,
    /// The initial value is still to be given.
    initial: bool,
}

impl NativeIter for Accumulate {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if std::mem::take(&mut self.initial) {
            return Ok(Some(self.total));
        }
        let Some(value) = vm.next(self.iter)? else { return Ok(None) };
        self.total = if self.total.is_unbound() {
            value
        } else if self.function.is_none() {
            vm.binary(BinaryOp::Add, self.total, value)?
        } else {
            vm.call(self.function, &[self.total, value])?
        };
        Ok(Some(self.total))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iter);
        visit(self.function);
        visit(self.total);
    }

    fn class_name(&self) -> &'static str {
        "itertools.accumulate"
    }
}

pub(super) fn accumulate(vm: &mut Vm, args: Args<'_>) -> Res {
    let iterable = required(vm, args, 1, "iterable", "accumulate")?;
    let function = optional(vm, args, 2, "func");
    let initial = args.keyword(vm, "initial").filter(|v| !v.is_none());
    let iter = vm.iter(iterable)?;
    let total = initial.unwrap_or(Value::Unbound);
    native(vm, args, Accumulate { iter, function, total, initial: initial.is_some() })
}

#[derive(Clone)]
struct Chain {
    /// Of iterables.
    source: Value,
    current: Value,
}

impl NativeIter for Chain {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        loop {
            if !self.current.is_unbound() {
                if let Some(value) = vm.next(self.current)? {
                    return Ok(Some(value));
                }
                self.current = Value::Unbound;
            }
            if self.source.is_unbound() {
                return Ok(None);
            }
            match vm.next(self.source)? {
                Some(iterable) => self.current = vm.iter(iterable)?,
                None => self.source = Value::Unbound,
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.source);
        visit(self.current);
    }

    fn class_name(&self) -> &'static str {
        "itertools.chain"
    }
}

pub(super) fn chain(vm: &mut Vm, args: Args<'_>) -> Res {
    let source = vm.values_iter(&args.positional()[1..]);
    native(vm, args, Chain { source, current: Value::Unbound })
}

pub(super) fn chain_from_iterable(vm: &mut Vm, args: Args<'_>) -> Res {
    let source = vm.iter(args.at(1))?;
    native(vm, args, Chain { source, current: Value::Unbound })
}

#[derive(Clone)]
struct Compress {
    data: Value,
    selectors: Value,
}

impl NativeIter for Compress {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        loop {
            let Some(value) = vm.next(self.data)? else { return Ok(None) };
            let Some(selector) = vm.next(self.selectors)? else { return Ok(None) };
            if vm.truthy(selector)? {
                return Ok(Some(value));
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.data);
        visit(self.selectors);
    }

    fn class_name(&self) -> &'static str {
        "itertools.compress"
    }
}

pub(super) fn compress(vm: &mut Vm, args: Args<'_>) -> Res {
    let data = required(vm, args, 1, "data", "compress")?;
    let selectors = required(vm, args, 2, "selectors", "compress")?;
    let (data, selectors) = (vm.iter(data)?, vm.iter(selectors)?);
    native(vm, args, Compress { data, selectors })
}

#[derive(Clone)]
struct Slice {
    iter: Value,
    /// The next index that is given, and the index of the iterator's next value.
    next: usize,
    at: usize,
    stop: Option<usize>,
    step: usize,
}

impl NativeIter for Slice {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let wanted = self.stop.map_or(self.next, |stop| self.next.min(stop));
        while self.at < wanted {
            if vm.next(self.iter)?.is_none() {
                self.stop = Some(0);
                return Ok(None);
            }
            self.at += 1;
        }
        if self.stop.is_some_and(|stop| self.at >= stop) {
            return Ok(None);
        }
        let Some(value) = vm.next(self.iter)? else {
            self.stop = Some(0);
            return Ok(None);
        };
        self.at += 1;
        self.next = self.next.saturating_add(self.step);
        Ok(Some(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iter);
    }

    fn class_name(&self) -> &'static str {
        "itertools.islice"
    }
}

pub(super) fn islice(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut bound = |value: Value, message: &str, least: i64| match value {
        Value::None => Ok(None),
        value if matches!(value, Value::Int(_) | Value::Bool(_)) || vm.special(value, vm.names.index).is_some() => {
            match vm.to_index(value)? {
                index if index >= least => Ok(Some(index as usize)),
                _ => Err(vm.value_error(message)),
            }
        }
        _ => Err(vm.value_error(message)),
    };
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let (start, stop, step) = match *args.positional() {
        [_, _, stop] => (None, bound(stop, STOP, 0)?, None),
        [_, _, start, stop] => {
            let stop = bound(stop, STOP, 0)?;
            (bound(start, INDICES, 0)?, stop, None)
        }
        [_, _, start, stop, step] => {
            let stop = bound(stop, STOP, 0)?;
            (bound(start, INDICES, 0)?, stop, bound(step, STEP, 1)?)
        }
        _ => return Err(vm.type_error("islice expected at least 2 arguments, got 1")),
    };
    let iter = vm.iter(args.at(1))?;
    native(vm, args, Slice { iter, next: start.unwrap_or(0), at: 0, stop, step: step.unwrap_or(1) })
}

#[derive(Clone)]
struct Pairwise {
    iter: Value,
    last: Value,
}

impl NativeIter for Pairwise {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.last.is_unbound() {
            let Some(first) = vm.next(self.iter)? else { return Ok(None) };
            self.last = first;
        }
        let Some(value) = vm.next(self.iter)? else { return Ok(None) };
        let pair = vec![std::mem::replace(&mut self.last, value), value];
        Ok(Some(vm.heap.tuple(pair)))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iter);
        visit(self.last);
    }

    fn class_name(&self) -> &'static str {
        "itertools.pairwise"
    }
}

pub(super) fn pairwise(vm: &mut Vm, args: Args<'_>) -> Res {
    let iter = vm.iter(args.at(1))?;
    native(vm, args, Pairwise { iter, last: Value::Unbound })
}

#[derive(Clone)]
struct ZipLongest {
    /// Unbound when exhausted.
    iters: Vec<Value>,
    fill: Value,
}

impl NativeIter for ZipLongest {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let mut values = Vec::with_capacity(self.iters.len());
        for iter in &mut self.iters {
            let value = if iter.is_unbound() { None } else { vm.next(*iter)? };
            if value.is_none() {
                *iter = Value::Unbound;
            }
            values.push(value.unwrap_or(self.fill));
        }
        if self.iters.iter().all(|i| i.is_unbound()) {
            return Ok(None);
        }
        Ok(Some(vm.heap.tuple(values)))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.fill);
        self.iters.iter().for_each(|v| visit(*v));
    }

    fn class_name(&self) -> &'static str {
        "itertools.zip_longest"
    }
}

pub(super) fn zip_longest(vm: &mut Vm, args: Args<'_>) -> Res {
    let fill = args.keyword(vm, "fillvalue").unwrap_or(Value::None);
    let iters = args.positional()[1..].iter().map(|v| vm.iter(*v)).collect::<Res<Vec<Value>>>()?;
    native(vm, args, ZipLongest { iters, fill })
}
