//! `traceback`: the texts are made by [`crate::traceback`], the classes and functions around them by Python.

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::Module;
use crate::traceback::Style;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "traceback", init: Some(init), source: Some(|| include_str!("lib/traceback.py")) };

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    // `_lines(exception, limit, chain)`: the pieces of its text.
    NativeDef::function("_lines", 3, 3, |vm, args| {
        let limit = match args.at(1) {
            Value::None => None,
            limit => Some(vm.to_index(limit)?),
        };
        let chain = vm.truthy(args.at(2))?;
        let lines = vm.exception_lines(args.at(0), Style { chain, limit, uncaught: false })?;
        Ok(strings(vm, lines))
    }),
    // `_only(exception)`: the lines that name it.
    NativeDef::function("_only", 1, 1, |vm, args| {
        let Value::Exception(e) = args.at(0) else { return Ok(vm.heap.list(Vec::new())) };
        let lines = vm.exception_only(e)?;
        Ok(strings(vm, lines))
    }),
    NativeDef::function("_frames", 1, 1, frames),
];

fn strings(vm: &mut Vm, lines: Vec<String>) -> Value {
    let lines = lines.into_iter().map(|line| vm.heap.str(line)).collect();
    vm.heap.list(lines)
}

/// `_frames(traceback)`: file, line, name, source line, text of each frame, and the rest of its range.
fn frames(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(entries) = vm.trace_entries(args.at(0)) else {
        return Err(vm.type_error("expected a traceback"));
    };
    let mut frames = Vec::new();
    for frame in crate::traceback::describe(&entries) {
        let texts = [frame.file, frame.name, frame.source, frame.text].map(|t| vm.heap.str(t));
        let [line, end_line, column, end_column] =
            [frame.line, frame.end_line, frame.column, frame.end_column].map(|n| Value::Int(n as i64));
        let [file, name, source, text] = texts;
        frames.push(vm.heap.tuple(vec![file, line, name, source, text, end_line, column, end_column]));
    }
    Ok(vm.heap.list(frames))
}
