//! `functools`: what is hot of it; the rest is in `lib/functools.py`.

mod cache;
mod order;
mod partial;

use super::ModuleDef;
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res, Tail, Unwind};
use crate::object::Module;
use crate::value::Value;
use crate::vm::{Pulled, Reader, Vm};

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "functools", init: Some(init), source: Some(|| include_str!("lib/functools.py")) };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("reduce", 2, 3, reduce),
    NativeDef::function("cmp_to_key", 1, 1, order::cmp_to_key).keywords(&["mycmp"]),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    for def in [&partial::PARTIAL, &cache::CACHE, &order::KEY] {
        let class = vm.native_class(def, None);
        vm.module_set(module, def.name, Value::Class(class));
    }
    Ok(())
}

fn reduce(vm: &mut Vm, args: Args<'_>) -> Res {
    let iterable = args.at(1);
    if !vm.is_iterable(iterable) {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let iterator = vm.iter(iterable)?;
    let function = args.at(0);
    let mut total = args.get(2).unwrap_or(Value::Unbound);
    if !vm.is_python(function) && !vm.needs_frame(iterable) {
        while let Some(value) = vm.next(iterator)? {
            total = if total.is_unbound() { value } else { vm.call(function, &[total, value])? };
        }
        return reduced(vm, total);
    }
    let frame = Reduce { reader: Reader::new(iterator), function, total, calling: false };
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

fn reduced(vm: &mut Vm, total: Value) -> Res {
    match total.bound() {
        Some(total) => Ok(total),
        None => Err(vm.type_error("reduce() of empty iterable with no initial value")),
    }
}

/// `reduce` with a function written in Python.
#[derive(Clone)]
struct Reduce {
    reader: Reader,
    function: Value,
    /// Unbound before the first value.
    total: Value,
    /// What comes in is the new total.
    calling: bool,
}

impl NativeFrame for Reduce {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let mut input = Some(input);
        if std::mem::take(&mut self.calling) {
            self.total = input.take().unwrap_or(Ok(Value::None))?;
        }
        loop {
            match self.reader.pull(vm, input.take())? {
                Pulled::Got(Some(value)) if self.total.is_unbound() => self.total = value,
                Pulled::Got(Some(value)) => {
                    self.calling = true;
                    let args = vec![self.total, value];
                    return Ok(NativeStep::Call { callable: self.function, args, kwargs: Vec::new() });
                }
                Pulled::Got(None) => return reduced(vm, self.total).map(NativeStep::Return),
                Pulled::Ask(step) => return Ok(step),
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.reader.trace(visit);
        visit(self.function);
        visit(self.total);
    }
}
