//! `collections`: what is hot of it; the rest is in `lib/collections.py`.

mod defaultdict;
mod deque;
mod field;

pub(crate) use deque::Deque;

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "collections", init: Some(init), source: Some(|| include_str!("lib/collections.py")) };

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("_count_elements", 2, 2, defaultdict::count_elements).drains(1)];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let deque = vm.native_class(&deque::DEQUE, None);
    vm.module_set(module, "deque", Value::Class(deque));
    let field = vm.native_class(&field::FIELD, None);
    vm.module_set(module, "_tuplegetter", Value::Class(field));
    let dict = vm.types.dict;
    let defaultdict = vm.native_class(&defaultdict::DEFAULT_DICT, Some(dict));
    vm.module_set(module, "defaultdict", Value::Class(defaultdict));
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}
