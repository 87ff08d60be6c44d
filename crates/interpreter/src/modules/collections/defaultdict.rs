//! `collections.defaultdict`, and the counting of `Counter`.

use loopscope_compiler::op::BinaryOp;

use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::Dict;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static DEFAULT_DICT: ClassDef = ClassDef {
    name: "defaultdict",
    module: "collections",
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n\
          The default factory is called without arguments to produce\n\
          a new value when a key is not present, in __getitem__ only.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, 3, init).keywords(&["**"]).drains(2),
        NativeDef::object_method("__missing__", 2, 2, missing),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("copy", 1, 1, copy),
        NativeDef::object_method("__copy__", 1, 1, copy),
        NativeDef::object_method("__or__", 2, 2, |vm, args| union(vm, args.at(0), args.at(0), args.at(1))),
        NativeDef::object_method("__ror__", 2, 2, |vm, args| union(vm, args.at(0), args.at(1), args.at(0))),
    ],
};

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = vm.heap.alloc(Dict::default());
    let dict = vm.construct(args.at(0), vm.types.dict, Value::Dict(dict));
    if let Value::Class(class) = args.at(0)
        && vm.heap[class].native
    {
        let mut values = args.values.to_vec();
        values[0] = dict;
        fill(vm, Args { values: &values, names: args.names })?;
    }
    Ok(dict)
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    fill(vm, args)?;
    Ok(Value::None)
}

fn fill(vm: &mut Vm, args: Args<'_>) -> Res<()> {
    let me = args.at(0);
    let factory = args.get(1).unwrap_or(Value::None);
    if !factory.is_none() && !vm.is_callable(factory) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    let name = vm.heap.intern("default_factory");
    vm.set_attr(me, name, factory)?;
    if args.positional().len() > 3 {
        let given = args.positional().len() - 2;
        return Err(vm.type_error(format!("dict expected at most 1 argument, got {given}")));
    }
    let Value::Dict(dict) = vm.unwrap(me) else { return Ok(()) };
    if let Some(source) = args.get(2) {
        vm.dict_update(dict, source)?;
    }
    vm.dict_set_keywords(dict, args)
}

fn factory(vm: &mut Vm, me: Value) -> Res {
    let name = vm.heap.intern("default_factory");
    Ok(vm.find_attr(me, name)?.unwrap_or(Value::None))
}

fn missing(vm: &mut Vm, args: Args<'_>) -> Res {
    let (me, key) = (args.at(0), args.at(1));
    let factory = factory(vm, me)?;
    if factory.is_none() {
        return Err(vm.key_error(key));
    }
    let value = vm.call(factory, &[])?;
    vm.set_item(me, key, value)?;
    Ok(value)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let me = args.at(0);
    let factory = factory(vm, me)?;
    let name = vm.class_name(vm.class_of(me)).to_owned();
    let payload = vm.unwrap(me);
    if vm.roots.iter().any(|v| v.is(me)) {
        return Ok(vm.heap.str(format!("{name}(...)")));
    }
    vm.roots.push(me);
    let factory = vm.repr(factory);
    let items = vm.repr(payload);
    vm.roots.pop();
    let (factory, items) = (factory?, items?);
    Ok(vm.heap.str(format!("{name}({factory}, {items})")))
}

fn copy(vm: &mut Vm, args: Args<'_>) -> Res {
    let me = args.at(0);
    let factory = factory(vm, me)?;
    let class = vm.class_of(me);
    vm.call(Value::Class(class), &[factory, me])
}

/// `a | b`, one of which is `this`: of its class, and with its factory.
fn union(vm: &mut Vm, this: Value, a: Value, b: Value) -> Res {
    let (Value::Dict(_), Value::Dict(_)) = (vm.unwrap(a), vm.unwrap(b)) else { return Ok(Value::NotImplemented) };
    let factory = factory(vm, this)?;
    let class = vm.class_of(this);
    let result = vm.call(Value::Class(class), &[factory, a])?;
    if let Value::Dict(dict) = vm.unwrap(result) {
        vm.dict_update(dict, b)?;
    }
    Ok(result)
}

/// `_count_elements(mapping, iterable)`: counts each element in a dict (or in an instance of a subclass of `dict`).
pub(super) fn count_elements(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Dict(dict) = vm.unwrap(args.at(0)) else { return Err(vm.type_error("a dict is required")) };
    for element in vm.collect(args.at(1))? {
        let count = vm.dict_get(dict, element)?.unwrap_or(Value::Int(0));
        let count = vm.binary(BinaryOp::Add, count, Value::Int(1))?;
        vm.dict_set(dict, element, count)?;
    }
    Ok(Value::None)
}
