//! `count`, `cycle` and `repeat`.

use loopscope_compiler::op::BinaryOp;

use super::{native, optional, required};
use crate::native::{Args, Res};
use crate::object::NativeIter;
use crate::value::Value;
use crate::vm::Vm;

#[derive(Clone)]
struct Count {
    next: Value,
    step: Value,
}

impl NativeIter for Count {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let value = self.next;
        self.next = vm.binary(BinaryOp::Add, value, self.step)?;
        Ok(Some(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.next);
        visit(self.step);
    }

    fn class_name(&self) -> &'static str {
        "itertools.count"
    }

    fn show(&self, vm: &mut Vm) -> Option<Res<String>> {
        let shown = vm.repr(self.next).and_then(|next| match self.step {
            Value::Int(1) => Ok(format!("count({next})")),
            step => Ok(format!("count({next}, {})", vm.repr(step)?)),
        });
        Some(shown)
    }
}

pub(super) fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let next = args.arg(vm, 1, "start").unwrap_or(Value::Int(0));
    let step = args.arg(vm, 2, "step").unwrap_or(Value::Int(1));
    for value in [next, step] {
        let number = matches!(vm.unwrap(value), Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::BigInt(_));
        let ways = [vm.names.index, vm.names.int, vm.names.float, vm.names.complex_];
        if !number && ways.iter().all(|way| vm.special(value, *way).is_none()) {
            return Err(vm.type_error("a number is required"));
        }
    }
    native(vm, args, Count { next, step })
}

#[derive(Clone)]
struct Cycle {
    iter: Value,
    saved: Vec<Value>,
    index: usize,
}

impl NativeIter for Cycle {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if !self.iter.is_unbound() {
            if let Some(value) = vm.next(self.iter)? {
                self.saved.push(value);
                return Ok(Some(value));
            }
            self.iter = Value::Unbound;
        }
        if self.saved.is_empty() {
            return Ok(None);
        }
        let value = self.saved[self.index];
        self.index = (self.index + 1) % self.saved.len();
        Ok(Some(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iter);
        self.saved.iter().for_each(|v| visit(*v));
    }

    fn class_name(&self) -> &'static str {
        "itertools.cycle"
    }
}

pub(super) fn cycle(vm: &mut Vm, args: Args<'_>) -> Res {
    let iter = vm.iter(args.at(1))?;
    native(vm, args, Cycle { iter, saved: Vec::new(), index: 0 })
}

#[derive(Clone)]
struct Repeat {
    value: Value,
    /// `None`: for ever.
    left: Option<i64>,
}

impl NativeIter for Repeat {
    fn next(&mut self, _vm: &mut Vm) -> Res<Option<Value>> {
        match &mut self.left {
            None => Ok(Some(self.value)),
            Some(left) if *left > 0 => {
                *left -= 1;
                Ok(Some(self.value))
            }
            Some(_) => Ok(None),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.value);
    }

    fn class_name(&self) -> &'static str {
        "itertools.repeat"
    }

    fn show(&self, vm: &mut Vm) -> Option<Res<String>> {
        let value = vm.repr(self.value);
        Some(value.map(|value| match self.left {
            None => format!("repeat({value})"),
            Some(left) => format!("repeat({value}, {left})"),
        }))
    }
}

pub(super) fn repeat(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = required(vm, args, 1, "object", "repeat")?;
    let left = match optional(vm, args, 2, "times") {
        Value::None if args.arg(vm, 2, "times").is_none() => None,
        times => Some(vm.to_index(times)?.max(0)),
    };
    native(vm, args, Repeat { value, left })
}
