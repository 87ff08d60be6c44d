//! `_exec`: compiling functions that library modules write themselves (the methods of dataclasses).

use std::rc::Rc;

use super::ModuleDef;
use crate::code::Source;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "_exec",
    init: Some(|vm: &mut Vm, module: Ref<Module>| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: None,
};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("execute", 2, 2, execute)];

/// `execute(source, names)`: runs the source with these globals; returns what it bound to `result`.
fn execute(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Some(text), Value::Dict(names)) = (vm.text(args.at(0)).map(str::to_owned), args.at(1)) else {
        return Err(vm.type_error("execute() takes a string and a dict"));
    };
    let spec = loopscope_compiler::compile_library(&text).map_err(|diagnostics| {
        let message = diagnostics.first().map_or(String::new(), |d| d.message.clone());
        vm.error(vm.types.syntax_error, message)
    })?;
    let module = vm.new_module("_exec.source");
    let names: Vec<_> = vm.heap[names].iter().map(|entry| (entry.key, entry.value)).collect();
    for (key, value) in names {
        if let Value::Str(key) = key {
            let key = vm.heap.intern_str(key);
            vm.module_bind(module, key, value);
        }
    }
    // As CPython names it, so that its frames are shown, and without text, so that no line of it is.
    let mut source = Source::new("<string>", &text);
    source.text = "".into();
    let function = vm.link_module(module, &spec, &Rc::new(source));
    vm.call(function, &[])?;
    let result = vm.heap.intern("result");
    Ok(vm.heap[module].globals.get(result).unwrap_or(Value::None))
}
