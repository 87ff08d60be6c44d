//! `_namespace`: the names of modules as dicts.

use super::ModuleDef;
use crate::native::NativeDef;
use crate::value::Value;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "_namespace",
    init: Some(|vm, module| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: Some(|| include_str!("lib/namespace.py")),
};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("names", 1, 1, |vm, args| match args.at(0) {
    Value::Module(module) => vm.copy_of_names(module),
    _ => Err(vm.type_error("names() argument must be a module")),
})];
