//! The built-in functions.

mod attributes;
mod dynamic;
mod fold;
mod iterators;
mod numbers;
mod output;
mod sort;

use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::Class;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) use iterators::reversed;
pub(crate) use numbers::abs;
pub(crate) use sort::sort;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abs", 1, 1, numbers::abs),
    NativeDef::function("aiter", 1, 1, iterators::aiter),
    NativeDef::function("all", 1, 1, fold::all),
    NativeDef::function("anext", 1, 2, iterators::anext),
    NativeDef::function("any", 1, 1, fold::any),
    NativeDef::function("ascii", 1, 1, output::ascii),
    NativeDef::function("bin", 1, 1, numbers::bin),
    NativeDef::function("breakpoint", 0, crate::native::ANY, |_, _| Ok(Value::None)).keywords(&["**"]),
    NativeDef::function("callable", 1, 1, |vm, args| Ok(Value::Bool(vm.is_callable(args.at(0))))),
    NativeDef::function("chr", 1, 1, numbers::chr),
    NativeDef::function("compile", 3, 6, dynamic::compile).keywords(&[
        "source",
        "filename",
        "mode",
        "flags",
        "dont_inherit",
        "optimize",
        "_feature_version",
    ]),
    NativeDef::function("delattr", 2, 2, attributes::delattr),
    NativeDef::function("dir", 0, 1, attributes::dir),
    NativeDef::function("divmod", 2, 2, numbers::divmod),
    NativeDef::function("eval", 1, 3, dynamic::eval),
    NativeDef::function("exec", 1, 3, dynamic::exec).keywords(&["closure"]),
    NativeDef::function("exit", 0, 1, attributes::exit),
    NativeDef::function("format", 1, 2, output::format),
    NativeDef::function("getattr", 2, 3, attributes::getattr),
    NativeDef::function("globals", 0, 0, dynamic::globals),
    NativeDef::function("hasattr", 2, 2, attributes::hasattr),
    NativeDef::function("hash", 1, 1, |vm, args| vm.hash(args.at(0)).map(Value::Int)),
    NativeDef::function("hex", 1, 1, numbers::hex),
    NativeDef::function("id", 1, 1, |vm, args| Ok(Value::Int(vm.address(args.at(0)) as i64))),
    NativeDef::function("input", 0, 1, output::input),
    NativeDef::function("isinstance", 2, 2, |vm, args| vm.is_instance_of(args.at(0), args.at(1)).map(Value::Bool)),
    NativeDef::function("issubclass", 2, 2, |vm, args| vm.is_subclass_of(args.at(0), args.at(1)).map(Value::Bool)),
    NativeDef::function("iter", 1, 2, iterators::iter),
    NativeDef::function("len", 1, 1, |vm, args| vm.len(args.at(0)).map(|n| Value::Int(n as i64))),
    NativeDef::function("locals", 0, 0, attributes::locals),
    NativeDef::function("max", 0, crate::native::ANY, fold::max).keywords(&["key", "default"]),
    NativeDef::function("min", 0, crate::native::ANY, fold::min).keywords(&["key", "default"]),
    NativeDef::function("next", 1, 2, iterators::next),
    NativeDef::function("oct", 1, 1, numbers::oct),
    NativeDef::function("open", 0, crate::native::ANY, output::open).keywords(&["**"]),
    NativeDef::function("ord", 1, 1, numbers::ord),
    NativeDef::function("pow", 2, 3, numbers::pow).keywords(&["base", "exp", "mod"]),
    NativeDef::function("print", 0, crate::native::ANY, output::print)
        .keywords(&["sep", "end", "file", "flush"])
        .placed(),
    NativeDef::function("quit", 0, 1, attributes::exit),
    NativeDef::function("repr", 1, 1, |vm, args| {
        let text = vm.repr(args.at(0))?;
        Ok(vm.heap.str(text))
    })
    .placed(),
    NativeDef::function("round", 1, 2, numbers::round).keywords(&["number", "ndigits"]),
    NativeDef::function("setattr", 3, 3, attributes::setattr),
    NativeDef::function("sorted", 1, 1, sort::sorted).keywords(&["key", "reverse"]).drains(0),
    NativeDef::function("sum", 1, 2, fold::sum).keywords(&["start"]),
    NativeDef::function("vars", 0, 1, attributes::vars),
    NativeDef::function("__import__", 1, 5, import).keywords(&["globals", "locals", "fromlist", "level"]),
];

/// `__import__(name, globals, locals, fromlist, level)`: the outermost module, unless names are wanted of the innermost.
fn import(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(name) = vm.text(args.at(0)).map(str::to_owned) else {
        let message = format!("__import__() argument 1 must be str, not {}", vm.type_name(args.at(0)));
        return Err(vm.type_error(message));
    };
    let module = vm.import(&name)?;
    let inner = match args.arg(vm, 3, "fromlist") {
        Some(names) => vm.truthy(names)?,
        None => false,
    };
    match name.split_once('.') {
        Some((outermost, _)) if !inner => vm.import(outermost),
        _ => Ok(module),
    }
}

/// Fills the module `builtins`.
pub(crate) fn install(vm: &mut Vm) {
    let module = vm.builtins;
    vm.module_functions(module, FUNCTIONS);
    let exception = vm.types.base_exception;
    for class in vm.types.all() {
        if is_builtin_name(vm, class) || vm.is_subclass(class, exception) && is_of_builtins(vm, class) {
            let name = vm.class_name(class).to_owned();
            vm.module_set(module, &name, Value::Class(class));
        }
    }
    let os_error = Value::Class(vm.types.os_error);
    vm.module_set(module, "EnvironmentError", os_error);
    vm.module_set(module, "IOError", os_error);
    vm.module_set(module, "NotImplemented", Value::NotImplemented);
    vm.module_set(module, "Ellipsis", Value::Ellipsis);
    vm.module_set(module, "__debug__", Value::Bool(true));
    let name = vm.heap.intern("builtins");
    let name = vm.heap.name_value(name);
    vm.module_set(module, "__name__", name);
    iterators::install(vm);
}

fn is_of_builtins(vm: &Vm, class: Ref<Class>) -> bool {
    vm.text(vm.heap[class].module) == Some("builtins")
}

/// Is it one of the classes that have a name in `builtins`?
fn is_builtin_name(vm: &Vm, class: Ref<Class>) -> bool {
    let t = &vm.types;
    [
        t.object,
        t.type_,
        t.int,
        t.bool_,
        t.float,
        t.complex,
        t.str,
        t.bytes,
        t.bytearray,
        t.memoryview,
        t.tuple,
        t.list,
        t.dict,
        t.set,
        t.frozenset,
        t.slice,
        t.range,
        t.property,
        t.staticmethod,
        t.classmethod,
        t.super_,
        t.enumerate,
        t.zip,
        t.map,
        t.filter,
        t.reversed,
    ]
    .contains(&class)
}
