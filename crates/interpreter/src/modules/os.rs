//! `os`, as far as there is something to it without an operating system.

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{NativeDef, Res};
use crate::object::{Bytes, Module};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "os", init: Some(init), source: Some(|| include_str!("lib/os.py")) };

pub(super) const PATH: ModuleDef =
    ModuleDef { name: "os.path", init: None, source: Some(|| include_str!("lib/os_path.py")) };

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("urandom", 1, 1, |vm, args| {
    let Ok(size) = usize::try_from(vm.to_index(args.at(0))?) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    vm.reserve(size)?;
    let mut data = vec![0; size];
    vm.host.entropy(&mut data);
    Ok(Value::Bytes(vm.heap.alloc(Bytes { data, mutable: false })))
})];
