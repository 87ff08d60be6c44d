//! `json`: reading and writing are Rust, the classes and functions around them Python.

mod read;
mod write;

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{NativeDef, Res};
use crate::object::Module;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "json", init: Some(init), source: Some(|| include_str!("lib/json.py")) };

/// Arrays and objects inside each other, as deep as CPython gets.
const MAX_DEPTH: usize = 990;

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    // `_read(text, start, strict, object_hook, object_pairs_hook, parse_int, parse_float, parse_constant)`: the value
    // and where it ends, or what is wrong and where.
    NativeDef::function("_read", 8, 8, read::read),
    // `_write(object, default, skipkeys, ensure_ascii, allow_nan, sort_keys, indent, item_separator, key_separator)`.
    NativeDef::function("_write", 9, 9, write::write),
];
