//! `functools.partial`.

use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Dict, NativeObject};
use crate::types::special::{CLASS_GETITEM, OPAQUE_DICT};
use crate::value::{Name, Value};
use crate::vm::Vm;

#[derive(Clone)]
struct Partial {
    function: Value,
    args: Vec<Value>,
    kwargs: Vec<(Name, Value)>,
}

impl NativeObject for Partial {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.function);
        self.args.iter().for_each(|v| visit(*v));
        self.kwargs.iter().for_each(|(_, v)| visit(*v));
    }
}

pub(super) static PARTIAL: ClassDef = ClassDef {
    name: "partial",
    module: "functools",
    doc: "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::method("__call__", 1, ANY, call).keywords(&["**"]),
        NativeDef::getter("func", |vm, args| this(vm, args).map(|p| p.function)),
        NativeDef::getter("args", |vm, args| {
            let partial = this(vm, args)?;
            Ok(vm.heap.tuple(partial.args))
        }),
        NativeDef::getter("keywords", |vm, args| {
            let partial = this(vm, args)?;
            let dict = vm.heap.alloc(Dict::default());
            for (name, value) in partial.kwargs {
                let key = vm.heap.name_value(name);
                vm.dict_set(dict, key, value)?;
            }
            Ok(Value::Dict(dict))
        }),
        NativeDef::method("__repr__", 1, 1, repr),
        OPAQUE_DICT,
        CLASS_GETITEM,
    ],
};

fn as_partial(vm: &Vm, value: Value) -> Option<&Partial> {
    match value {
        Value::Opaque(o) => vm.heap[o].get(),
        _ => None,
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Partial> {
    match as_partial(vm, args.at(0)) {
        Some(partial) => Ok(partial.clone()),
        None => Err(crate::types::special::wrong_self(vm, "__call__", "functools.partial", args.at(0))),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let [Value::Class(class), function, positional @ ..] = args.positional() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(*function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let mut partial = match as_partial(vm, *function) {
        Some(inner) => inner.clone(),
        None => Partial { function: *function, args: Vec::new(), kwargs: Vec::new() },
    };
    partial.args.extend_from_slice(positional);
    merge(&mut partial.kwargs, args.keywords());
    Ok(vm.opaque(*class, partial))
}

fn merge(kwargs: &mut Vec<(Name, Value)>, more: impl Iterator<Item = (Name, Value)>) {
    for (name, value) in more {
        match kwargs.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) => *old = value,
            None => kwargs.push((name, value)),
        }
    }
}

fn call(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut partial = this(vm, args)?;
    partial.args.extend_from_slice(&args.positional()[1..]);
    merge(&mut partial.kwargs, args.keywords());
    let Partial { function: callable, args, kwargs } = partial;
    Err(Unwind::Tail(Box::new(Tail::Call { callable, args, kwargs })))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let partial = this(vm, args)?;
    let class = vm.class_of(args.at(0));
    let name = vm.text(vm.heap[class].qualname).unwrap_or("partial").to_owned();
    let module = vm.text(vm.heap[class].module).unwrap_or("functools").to_owned();
    let mut parts = vec![vm.repr(partial.function)?];
    for value in partial.args {
        parts.push(vm.repr(value)?);
    }
    for (name, value) in partial.kwargs {
        let text = vm.repr(value)?;
        parts.push(format!("{}={text}", vm.heap.name(name)));
    }
    Ok(vm.heap.str(format!("{module}.{name}({})", parts.join(", "))))
}
