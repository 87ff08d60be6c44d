//! Built-in functions that make one value of an iterable: `all`, `any`, `sum`, `min`, `max`.

use loopscope_compiler::op::{BinaryOp, CompareOp};

use crate::frame::{NativeFrame, NativeStep};
use crate::native::{Args, Res, Tail, Unwind};
use crate::value::Value;
use crate::vm::{Pulled, Reader, Vm};

pub(super) fn all(vm: &mut Vm, args: Args<'_>) -> Res {
    until(vm, args.at(0), false)
}

pub(super) fn any(vm: &mut Vm, args: Args<'_>) -> Res {
    until(vm, args.at(0), true)
}

/// Is there a value of this truth? That truth if there is, the other if not.
fn until(vm: &mut Vm, iterable: Value, wanted: bool) -> Res {
    vm.drive(iterable, Value::None, move |vm, _, value| match value {
        Some(value) => Ok((vm.truthy(value)? == wanted).then_some(Value::Bool(wanted))),
        None => Ok(Some(Value::Bool(!wanted))),
    })
}

pub(super) fn sum(vm: &mut Vm, args: Args<'_>) -> Res {
    let start = args.arg(vm, 1, "start").unwrap_or(Value::Int(0));
    let wrong = match vm.unwrap(start) {
        Value::Str(_) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Value::Bytes(b) if vm.heap[b].mutable => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        Value::Bytes(_) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = wrong {
        return Err(vm.type_error(message));
    }
    vm.drive(args.at(0), start, |vm, total, value| match value {
        Some(value) => {
            *total = match (*total, value) {
                (Value::Int(x), Value::Int(y)) if let Some(sum) = x.checked_add(y) => Value::Int(sum),
                (Value::Float(x), Value::Float(y)) => Value::Float(x + y),
                (x, y) => vm.binary(BinaryOp::Add, x, y)?,
            };
            Ok(None)
        }
        None => Ok(Some(*total)),
    })
}

pub(super) fn min(vm: &mut Vm, args: Args<'_>) -> Res {
    extreme(vm, args, CompareOp::Lt, "min")
}

pub(super) fn max(vm: &mut Vm, args: Args<'_>) -> Res {
    extreme(vm, args, CompareOp::Gt, "max")
}

fn extreme(vm: &mut Vm, args: Args<'_>, op: CompareOp, name: &'static str) -> Res {
    let key = args.keyword(vm, "key").unwrap_or(Value::None);
    let default = args.keyword(vm, "default");
    let iterable = match args.positional() {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => *iterable,
        _ if default.is_some() => {
            return Err(
                vm.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments"))
            );
        }
        values if key.is_none() => {
            let mut frame = Extreme::new(Value::None, op, name);
            for value in values {
                frame.consider(vm, *value, *value)?;
            }
            return frame.end(vm);
        }
        values => vm.values_iter(values),
    };
    let iterator = vm.iter(iterable)?;
    let mut frame = Extreme { key, default, ..Extreme::new(iterator, op, name) };
    if vm.needs_frame(iterable) || vm.needs_frame(iterator) || vm.is_python(key) {
        return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))));
    }
    while let Some(value) = vm.next(iterator)? {
        let key = if key.is_none() { value } else { vm.call(key, &[value])? };
        frame.consider(vm, value, key)?;
    }
    frame.end(vm)
}

/// `min` and `max`.
#[derive(Clone)]
struct Extreme {
    reader: Reader,
    /// Says that the first is better than the second.
    op: CompareOp,
    name: &'static str,
    key: Value,
    default: Option<Value>,
    best: Value,
    best_key: Value,
    /// Its key is being computed.
    candidate: Value,
}

impl Extreme {
    fn new(iterator: Value, op: CompareOp, name: &'static str) -> Self {
        Extreme {
            reader: Reader::new(iterator),
            op,
            name,
            key: Value::None,
            default: None,
            best: Value::Unbound,
            best_key: Value::Unbound,
            candidate: Value::Unbound,
        }
    }

    fn consider(&mut self, vm: &mut Vm, value: Value, key: Value) -> Res<()> {
        let better = self.best.is_unbound()
            || match (key, self.best_key) {
                (Value::Int(x), Value::Int(y)) => {
                    if self.op == CompareOp::Lt {
                        x < y
                    } else {
                        x > y
                    }
                }
                (Value::Float(x), Value::Float(y)) => {
                    if self.op == CompareOp::Lt {
                        x < y
                    } else {
                        x > y
                    }
                }
                (x, y) => {
                    let verdict = vm.compare(self.op, x, y)?;
                    vm.truthy(verdict)?
                }
            };
        if better {
            self.best = value;
            self.best_key = key;
        }
        Ok(())
    }

    fn end(&self, vm: &mut Vm) -> Res {
        match self.best.bound().or(self.default) {
            Some(value) => Ok(value),
            None => Err(vm.value_error(format!("{}() arg is an empty sequence", self.name))),
        }
    }
}

impl NativeFrame for Extreme {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let mut input = Some(input);
        if !self.candidate.is_unbound() {
            let value = std::mem::replace(&mut self.candidate, Value::Unbound);
            let key = input.take().unwrap_or(Ok(Value::None))?;
            self.consider(vm, value, key)?;
        }
        loop {
            match self.reader.pull(vm, input.take())? {
                Pulled::Got(Some(value)) if self.key.is_none() => self.consider(vm, value, value)?,
                Pulled::Got(Some(value)) => {
                    self.candidate = value;
                    return Ok(NativeStep::Call { callable: self.key, args: vec![value], kwargs: Vec::new() });
                }
                Pulled::Got(None) => return self.end(vm).map(NativeStep::Return),
                Pulled::Ask(step) => return Ok(step),
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.reader.trace(visit);
        [self.key, self.best, self.best_key, self.candidate].into_iter().for_each(&mut *visit);
        self.default.into_iter().for_each(visit);
    }
}
