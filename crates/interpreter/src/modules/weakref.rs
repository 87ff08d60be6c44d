//! `weakref`: references that do not keep alive.

use super::ModuleDef;
use crate::native::{ClassDef, NativeDef};
use crate::object::{NativeObject, WeakCell};
use crate::value::Value;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "weakref",
    init: Some(|vm, module| {
        let class = vm.native_class(&CELL, None);
        vm.module_set(module, "_cell_class", Value::Class(class));
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: Some(|| include_str!("lib/weakref.py")),
};

impl NativeObject for WeakCell {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.callback);
    }
}

static CELL: ClassDef = ClassDef { name: "weakcell", module: "_weakref", doc: "", methods: &[] };

static FUNCTIONS: &[NativeDef] = &[
    // `_new_cell(class, target, callback)`: what is called, without arguments, when the target has died.
    NativeDef::function("_new_cell", 3, 3, |vm, args| {
        let Value::Class(class) = args.at(0) else { return Ok(Value::None) };
        let cell = vm.opaque(class, WeakCell { target: args.at(1), callback: args.at(2) });
        if let Value::Opaque(cell) = cell {
            vm.watch_weakly(cell, args.at(1));
        }
        Ok(cell)
    }),
    // `_count(target)`: how many cells there are.
    NativeDef::function("_count", 1, 1, |vm, args| {
        let is_of_it = |cell: &WeakCell| cell.target.is(args.at(0));
        let count = vm.weak.iter().filter(|cell| vm.heap[**cell].get::<WeakCell>().is_some_and(is_of_it)).count();
        Ok(Value::Int(count as i64))
    }),
    NativeDef::function("_look", 1, 1, |vm, args| match args.at(0) {
        Value::Opaque(cell) => {
            let target = vm.heap[cell].get::<WeakCell>().map(|cell| cell.target);
            Ok(target.and_then(Value::bound).unwrap_or(Value::None))
        }
        _ => Ok(Value::None),
    }),
];
