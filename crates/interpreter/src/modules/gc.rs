//! `gc`.

use super::ModuleDef;
use crate::native::NativeDef;
use crate::value::Value;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "gc",
    init: Some(|vm, module| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: Some(|| include_str!("lib/gc.py")),
};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("_collect", 0, 0, |vm, _| {
    // The machine collects between two instructions, when no native code runs: it is made due.
    vm.heap.threshold = 0;
    Ok(Value::None)
})];
