//! `itemgetter`, `attrgetter` and `methodcaller`.

use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::NativeObject;
use crate::value::{Name, Value};
use crate::vm::Vm;

#[derive(Clone)]
struct ItemGetter(Box<[Value]>);

impl NativeObject for ItemGetter {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.0.iter().for_each(|v| visit(*v));
    }
}

pub(super) static ITEM_GETTER: ClassDef = ClassDef {
    name: "itemgetter",
    module: "operator",
    doc: "Return a callable object that fetches the given item(s) from its operand.",
    methods: &[
        NativeDef::class_method("__new__", 2, ANY, |vm, args| match args.at(0) {
            Value::Class(class) => Ok(vm.opaque(class, ItemGetter(args.values[1..].into()))),
            _ => Ok(Value::None),
        }),
        NativeDef::method("__call__", 2, 2, get_items),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let keys = state::<ItemGetter>(vm, args.at(0)).map(|g| g.0.clone());
            show(vm, "operator.itemgetter", &keys.unwrap_or_default(), &[])
        }),
    ],
};

fn state<T: NativeObject>(vm: &Vm, value: Value) -> Option<&T> {
    match value {
        Value::Opaque(o) => vm.heap[o].get(),
        _ => None,
    }
}

fn show(vm: &mut Vm, name: &str, values: &[Value], kwargs: &[(Name, Value)]) -> Res {
    let mut parts = Vec::new();
    for value in values {
        parts.push(vm.repr(*value)?);
    }
    for (name, value) in kwargs {
        let text = vm.repr(*value)?;
        parts.push(format!("{}={text}", vm.heap.name(*name)));
    }
    Ok(vm.heap.str(format!("{name}({})", parts.join(", "))))
}

fn get_items(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(getter) = state::<ItemGetter>(vm, args.at(0)) else { return Ok(Value::None) };
    if let [key] = *getter.0 {
        return vm.get_item(args.at(1), key);
    }
    let keys = getter.0.clone();
    let values = keys.iter().map(|k| vm.get_item(args.at(1), *k)).collect::<Res<Vec<Value>>>()?;
    Ok(vm.heap.tuple(values))
}

/// Dotted names.
#[derive(Clone)]
struct AttrGetter(Box<[Box<[Name]>]>);

impl NativeObject for AttrGetter {}

pub(super) static ATTR_GETTER: ClassDef = ClassDef {
    name: "attrgetter",
    module: "operator",
    doc: "Return a callable object that fetches the given attribute(s) from its operand.",
    methods: &[
        NativeDef::class_method("__new__", 2, ANY, new_attr_getter),
        NativeDef::method("__call__", 2, 2, get_attrs),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let paths = state::<AttrGetter>(vm, args.at(0)).map(|g| g.0.clone()).unwrap_or_default();
            let mut names = Vec::new();
            for path in paths {
                let path: Vec<&str> = path.iter().map(|n| vm.heap.name(*n)).collect();
                let path = path.join(".");
                names.push(vm.heap.str(path));
            }
            show(vm, "operator.attrgetter", &names, &[])
        }),
    ],
};

fn new_attr_getter(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut paths = Vec::new();
    for value in &args.values[1..] {
        let Some(text) = vm.text(*value).map(str::to_owned) else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        paths.push(text.split('.').map(|part| vm.heap.intern(part)).collect());
    }
    match args.at(0) {
        Value::Class(class) => Ok(vm.opaque(class, AttrGetter(paths.into()))),
        _ => Ok(Value::None),
    }
}

fn get_attrs(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(getter) = state::<AttrGetter>(vm, args.at(0)) else { return Ok(Value::None) };
    let paths = getter.0.clone();
    let mut values = Vec::new();
    for path in &paths {
        let mut value = args.at(1);
        for name in path {
            value = vm.get_attr(value, *name)?;
        }
        values.push(value);
    }
    Ok(if let [value] = values[..] { value } else { vm.heap.tuple(values) })
}

#[derive(Clone)]
struct MethodCaller {
    name: Name,
    args: Vec<Value>,
    kwargs: Vec<(Name, Value)>,
}

impl NativeObject for MethodCaller {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.args.iter().for_each(|v| visit(*v));
        self.kwargs.iter().for_each(|(_, v)| visit(*v));
    }
}

pub(super) static METHOD_CALLER: ClassDef = ClassDef {
    name: "methodcaller",
    module: "operator",
    doc: "Return a callable object that calls the given method on its operand.",
    methods: &[
        NativeDef::class_method("__new__", 2, ANY, new_method_caller).keywords(&["**"]),
        NativeDef::method("__call__", 2, 2, |vm, args| {
            let Some(caller) = state::<MethodCaller>(vm, args.at(0)) else { return Ok(Value::None) };
            let (name, given, kwargs) = (caller.name, caller.args.clone(), caller.kwargs.clone());
            let callable = vm.get_attr(args.at(1), name)?;
            Err(Unwind::Tail(Box::new(Tail::Call { callable, args: given, kwargs })))
        }),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let Some(caller) = state::<MethodCaller>(vm, args.at(0)) else { return Ok(Value::None) };
            let mut values = vec![vm.heap.name_value(caller.name)];
            values.extend_from_slice(&caller.args);
            let kwargs = caller.kwargs.clone();
            show(vm, "operator.methodcaller", &values, &kwargs)
        }),
    ],
};

fn new_method_caller(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Str(name) = args.at(1) else { return Err(vm.type_error("method name must be a string")) };
    let name = vm.heap.intern_str(name);
    let caller = MethodCaller { name, args: args.positional()[2..].to_vec(), kwargs: args.keywords().collect() };
    match args.at(0) {
        Value::Class(class) => Ok(vm.opaque(class, caller)),
        _ => Ok(Value::None),
    }
}
