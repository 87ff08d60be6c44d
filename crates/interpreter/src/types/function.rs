//! Functions, methods and modules, as objects.

use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, NativeKind, Res, Tail, Unwind};
use crate::object::{Dict, Function};
use crate::value::Value;
use crate::vm::Vm;

fn this(args: Args<'_>) -> Ref<Function> {
    match args.at(0) {
        Value::Function(function) => function,
        _ => unreachable!("methods of functions are found on functions only"),
    }
}

fn name(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].name.map_or(Value::None, |n| vm.heap.name_value(n)))
}

fn set_name(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Str(text) = args.at(1) else {
        return Err(vm.type_error("__name__ must be set to a string object"));
    };
    let name = vm.heap.intern_str(text);
    vm.heap[this(args)].name = Some(name);
    Ok(Value::None)
}

fn qualname(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].qualname)
}

fn set_qualname(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.heap[this(args)].qualname = args.at(1);
    Ok(Value::None)
}

fn doc(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].doc)
}

fn set_doc(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.heap[this(args)].doc = args.at(1);
    Ok(Value::None)
}

fn module(vm: &mut Vm, args: Args<'_>) -> Res {
    let function = &vm.heap[this(args)];
    if let Some(value) = function.attrs.get(vm.names.module) {
        return Ok(value);
    }
    let name = function.code.as_ref().and_then(|c| vm.heap[c.module].name);
    Ok(name.map_or(Value::None, |n| vm.heap.name_value(n)))
}

fn set_module(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.names.module;
    vm.heap[this(args)].attrs.set(name, args.at(1));
    Ok(Value::None)
}

fn defaults(vm: &mut Vm, args: Args<'_>) -> Res {
    let values = vm.heap[this(args)].defaults.to_vec();
    Ok(if values.is_empty() { Value::None } else { vm.heap.tuple(values) })
}

fn set_defaults(vm: &mut Vm, args: Args<'_>) -> Res {
    let values = match args.at(1) {
        Value::None => Vec::new(),
        Value::Tuple(tuple) => vm.heap[tuple].items.to_vec(),
        _ => return Err(vm.type_error("__defaults__ must be set to a tuple object")),
    };
    vm.heap[this(args)].defaults = values.into();
    Ok(Value::None)
}

fn set_kwdefaults(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut values = Vec::new();
    match args.at(1) {
        Value::None => {}
        Value::Dict(dict) => {
            for (key, value) in vm.dict_items(dict) {
                if let Value::Str(key) = key {
                    values.push((vm.heap.intern_str(key), value));
                }
            }
        }
        _ => return Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
    }
    vm.heap[this(args)].kwdefaults = values.into();
    Ok(Value::None)
}

fn set_code(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(code) = vm.code_of(args.at(1)) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let function = this(args);
    let (wanted, has) = (code.spec.free.len(), vm.heap[function].closure.len());
    if wanted != has {
        let name = vm.heap[function].name.map_or("?", |n| vm.heap.name(n));
        let message = format!("{name}() requires a code object with {has} free vars, not {wanted}");
        return Err(vm.error(vm.types.value_error, message));
    }
    let function = &mut vm.heap[function];
    function.registers = u32::from(code.spec.registers);
    function.fast_argc = code.fast_argc();
    function.code = Some(code);
    Ok(Value::None)
}

fn kwdefaults(vm: &mut Vm, args: Args<'_>) -> Res {
    let values = vm.heap[this(args)].kwdefaults.to_vec();
    if values.is_empty() {
        return Ok(Value::None);
    }
    let dict = vm.heap.alloc(Dict::default());
    for (name, value) in values {
        let key = vm.heap.name_value(name);
        vm.dict_set(dict, key, value)?;
    }
    Ok(Value::Dict(dict))
}

fn annotations(vm: &mut Vm, args: Args<'_>) -> Res {
    if vm.heap[this(args)].annotations.is_none() {
        let dict = Value::Dict(vm.heap.alloc(Dict::default()));
        vm.heap[this(args)].annotations = dict;
    }
    Ok(vm.heap[this(args)].annotations)
}

fn set_annotations(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.heap[this(args)].annotations = args.at(1);
    Ok(Value::None)
}

fn globals(vm: &mut Vm, args: Args<'_>) -> Res {
    let module = vm.heap[this(args)].code.as_ref().map(|c| c.module);
    match module {
        Some(module) => vm.names_of_module(module),
        None => Ok(Value::None),
    }
}

fn closure(vm: &mut Vm, args: Args<'_>) -> Res {
    let cells = vm.heap[this(args)].closure.to_vec();
    Ok(if cells.is_empty() { Value::None } else { vm.heap.tuple(cells) })
}

fn code(vm: &mut Vm, args: Args<'_>) -> Res {
    match vm.heap[this(args)].code.clone() {
        Some(code) => Ok(vm.code_object(code)),
        None => Ok(Value::None),
    }
}

fn function_get(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(if args.at(1).is_none() { args.at(0) } else { vm.bound(args.at(0), args.at(1)) })
}

fn call(_vm: &mut Vm, args: Args<'_>) -> Res {
    let callable = args.at(0);
    let kwargs = args.keywords().collect();
    Err(Unwind::Tail(Box::new(Tail::Call { callable, args: args.positional()[1..].to_vec(), kwargs })))
}

fn method_new(vm: &mut Vm, args: Args<'_>) -> Res {
    if !vm.is_callable(args.at(1)) {
        return Err(vm.type_error("first argument must be callable"));
    }
    Ok(vm.bound(args.at(1), args.at(2)))
}

fn method_self(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(match args.at(0) {
        Value::Method(m) => vm.heap[m].this,
        _ => Value::None,
    })
}

fn method_func(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(match args.at(0) {
        Value::Method(m) => vm.heap[m].function,
        other => other,
    })
}

fn native_name(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(0) {
        Value::Native(def) => Ok(vm.heap.str(def.name)),
        _ => Ok(Value::None),
    }
}

fn native_doc(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Ok(Value::None)
}

fn native_get(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(0) {
        Value::Native(def) if def.kind != NativeKind::Function && !args.at(1).is_none() => {
            Ok(vm.bound(args.at(0), args.at(1)))
        }
        other => Ok(other),
    }
}

fn module_name(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.heap.str("builtins");
    let _ = args;
    Ok(text)
}

fn module_new(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.text(args.at(1)).unwrap_or("?").to_owned();
    let doc = args.arg(vm, 2, "doc").unwrap_or(Value::None);
    let module = vm.new_module(&name);
    vm.module_set(module, "__doc__", doc);
    for part in ["__package__", "__loader__", "__spec__"] {
        vm.module_set(module, part, Value::None);
    }
    Ok(Value::Module(module))
}

pub(super) static FUNCTION: ClassDef = ClassDef {
    name: "function",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::object_method("__get__", 2, 3, function_get),
        NativeDef::object_method("__call__", 1, ANY, call).keywords(&["**"]),
        NativeDef::getter("__name__", name),
        NativeDef::setter("__name__", set_name),
        NativeDef::getter("__qualname__", qualname),
        NativeDef::setter("__qualname__", set_qualname),
        NativeDef::getter("__doc__", doc),
        NativeDef::setter("__doc__", set_doc),
        NativeDef::getter("__module__", module),
        NativeDef::setter("__module__", set_module),
        NativeDef::getter("__defaults__", defaults),
        NativeDef::setter("__defaults__", set_defaults),
        NativeDef::getter("__kwdefaults__", kwdefaults),
        NativeDef::setter("__kwdefaults__", set_kwdefaults),
        NativeDef::getter("__annotations__", annotations),
        NativeDef::setter("__annotations__", set_annotations),
        NativeDef::getter("__globals__", globals),
        NativeDef::getter("__closure__", closure),
        NativeDef::getter("__code__", code),
        NativeDef::setter("__code__", set_code),
    ],
};

fn cell_contents(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = match args.at(0) {
        Value::Cell(cell) => vm.heap[cell].value,
        _ => Value::Unbound,
    };
    match value.bound() {
        Some(value) => Ok(value),
        None => Err(vm.error(vm.types.value_error, "Cell is empty")),
    }
}

fn set_cell_contents(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Value::Cell(cell) = args.at(0) {
        vm.heap[cell].value = args.at(1);
    }
    Ok(Value::None)
}

pub(super) static CELL: ClassDef = ClassDef {
    name: "cell",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::getter("cell_contents", cell_contents),
        NativeDef::setter("cell_contents", set_cell_contents),
    ],
};

pub(super) static METHOD: ClassDef = ClassDef {
    name: "method",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 3, 3, method_new),
        NativeDef::object_method("__call__", 1, ANY, call).keywords(&["**"]),
        NativeDef::getter("__self__", method_self),
        NativeDef::getter("__func__", method_func),
        NativeDef::getter("__doc__", |vm, args| {
            let function = method_func(vm, args)?;
            vm.get_attr(function, vm.names.doc)
        }),
    ],
};

pub(super) static BUILTIN_FUNCTION: ClassDef = ClassDef {
    name: "builtin_function_or_method",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::object_method("__call__", 1, ANY, call).keywords(&["**"]),
        NativeDef::object_method("__get__", 2, 3, native_get),
        NativeDef::getter("__name__", native_name),
        NativeDef::getter("__qualname__", native_name),
        NativeDef::getter("__module__", module_name),
        NativeDef::getter("__doc__", native_doc),
    ],
};

pub(super) static MODULE: ClassDef = ClassDef {
    name: "module",
    module: "builtins",
    doc: "",
    methods: &[NativeDef::class_method("__new__", 2, 3, module_new).keywords(&["name", "doc"])],
};
