//! `object`.

use loopscope_compiler::op::CompareOp;

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Dict, Layout, Shapes};
use crate::value::Value;
use crate::vm::Vm;

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Class(class) = args.at(0) else {
        return Err(vm.type_error("object.__new__(X): X is not a type object"));
    };
    if class == vm.types.object && args.values.len() > 1 {
        return Err(vm.type_error("object() takes no arguments"));
    }
    vm.check_abstract(class)?;
    match vm.heap[class].layout {
        Layout::Object => Ok(vm.new_instance(class)),
        _ => {
            let name = vm.class_name(class).to_owned();
            Err(vm.type_error(format!("object.__new__({name}) is not safe, use {name}.__new__()")))
        }
    }
}

fn init(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Ok(Value::None)
}

fn init_subclass(vm: &mut Vm, args: Args<'_>) -> Res {
    if !args.names.is_empty()
        && let Value::Class(class) = args.at(0)
    {
        let message = format!("{}.__init_subclass__() takes no keyword arguments", vm.class_name(class));
        return Err(vm.type_error(message));
    }
    Ok(Value::None)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.object_repr(args.at(0))?;
    Ok(vm.heap.str(text))
}

fn str(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.repr(args.at(0))?;
    Ok(vm.heap.str(text))
}

fn format(vm: &mut Vm, args: Args<'_>) -> Res {
    let spec = vm.text(args.at(1)).unwrap_or("").to_owned();
    if !spec.is_empty() {
        let name = vm.type_name(args.at(0)).to_owned();
        return Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")));
    }
    vm.to_str(args.at(0))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Int(vm.identity_hash(args.at(0))))
}

fn eq(_vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(if args.at(0).is(args.at(1)) { Value::Bool(true) } else { Value::NotImplemented })
}

fn ne(vm: &mut Vm, args: Args<'_>) -> Res {
    let equal = vm.compare(CompareOp::Eq, args.at(0), args.at(1))?;
    if matches!(equal, Value::NotImplemented) {
        return Ok(equal);
    }
    Ok(Value::Bool(!vm.truthy(equal)?))
}

/// `__lt__` and its kin.
fn unordered(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Ok(Value::NotImplemented)
}

fn class(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Class(vm.class_of(args.at(0))))
}

fn set_class(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Value::Instance(instance), Value::Class(class)) = (args.at(0), args.at(1)) else {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    };
    if vm.heap[instance].dict.is_some() {
        vm.heap[instance].class = Some(class);
        return Ok(Value::None);
    }
    let names: Vec<_> = vm.shapes.names(vm.heap[instance].shape).collect();
    let mut shape = vm.heap[class].shape;
    for name in names {
        shape = vm.shapes.with(shape, name);
    }
    vm.heap[instance].class = Some(class);
    vm.heap[instance].shape = shape;
    Ok(Value::None)
}

/// `__dict__`: of an instance the live one, of others a copy.
fn dict(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.attributes(args.at(0))
}

fn set_dict(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Dict(dict) = vm.unwrap(args.at(1)) else {
        let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    if let Value::Instance(instance) = args.at(0) {
        // It has its attributes there from now on, and may share them: programs have instances of one state so.
        vm.attributes(args.at(0))?;
        vm.heap[instance].dict = Some(dict);
        return Ok(Value::None);
    }
    let items: Vec<(Value, Value)> = vm.heap[dict].iter().map(|e| (e.key, e.value)).collect();
    for (key, value) in items {
        let name = name_of(vm, key)?;
        let class = vm.class_of(args.at(0));
        vm.plain_set_attr(args.at(0), class, name, value)?;
    }
    Ok(Value::None)
}

fn name_of(vm: &mut Vm, key: Value) -> Res<crate::value::Name> {
    match vm.unwrap(key) {
        Value::Str(text) => Ok(vm.heap.intern_str(text)),
        other => {
            let got = vm.type_name(other).to_owned();
            Err(vm.type_error(format!("attribute name must be string, not '{got}'")))
        }
    }
}

fn getattribute(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    let class = vm.class_of(args.at(0));
    match vm.plain_attr(args.at(0), class, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(args.at(0), name)),
    }
}

fn setattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    let class = vm.class_of(args.at(0));
    vm.plain_set_attr(args.at(0), class, name, args.at(2))?;
    Ok(Value::None)
}

fn delattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    let class = vm.class_of(args.at(0));
    vm.plain_del_attr(args.at(0), class, name)?;
    Ok(Value::None)
}

fn dir(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut names: Vec<String> = Vec::new();
    let object = args.at(0);
    if !matches!(object, Value::Class(_))
        && let Ok(Value::Dict(own)) = vm.attributes(object)
    {
        let keys: Vec<Value> = vm.heap[own].iter().map(|e| e.key).collect();
        names.extend(keys.iter().filter_map(|k| vm.text(*k).map(str::to_owned)));
    }
    let class = match object {
        Value::Class(class) => class,
        _ => vm.class_of(object),
    };
    if !matches!(object, Value::Module(_)) {
        for class in vm.heap[class].mro.clone() {
            names.extend(vm.heap[class].attrs.iter().map(|(n, _)| vm.heap.name(n).to_owned()));
        }
    }
    names.retain(|n| !n.ends_with('='));
    names.sort();
    names.dedup();
    let values = names.into_iter().map(|n| vm.heap.str(n)).collect();
    Ok(vm.heap.list(values))
}

impl Vm {
    /// What identifies an object: the hash of those that define none.
    pub(crate) fn identity_hash(&self, value: Value) -> i64 {
        (self.address(value) >> 4) as i64
    }

    /// The value's own attributes: of an instance its live `__dict__`, of others a new dict.
    pub(crate) fn attributes(&mut self, value: Value) -> Res {
        let value_of = value;
        let items: Vec<(crate::value::Name, Value)> = match value {
            Value::Instance(i) => {
                let instance = &self.heap[i];
                if let Some(dict) = instance.dict {
                    return Ok(Value::Dict(dict));
                }
                if self.heap[instance.class()].slots.is_some() {
                    return Err(self.no_attribute(value, self.names.dict));
                }
                self.shapes.names(instance.shape).zip(instance.slots.iter().copied()).collect()
            }
            Value::Exception(e) => self.heap[e].attrs.iter().collect(),
            Value::Future(f) => self.heap[f].attrs.iter().collect(),
            Value::Opaque(o) => self.heap[o].attrs.iter().collect(),
            Value::Function(f) => self.heap[f].attrs.iter().collect(),
            Value::Module(m) => return self.names_of_module(m),
            Value::Class(c) => self.heap[c].attrs.iter().collect(),
            _ => {
                let name = self.heap.intern("__dict__");
                return Err(self.no_attribute(value, name));
            }
        };
        let dict = self.heap.alloc(Dict::default());
        let class = self.class_of(value_of);
        let mut members = Vec::new();
        for (name, value) in items.into_iter().filter(|(_, v)| !v.is_unbound()) {
            if matches!(value_of, Value::Instance(_)) && self.is_member(class, name) {
                members.push((name, value));
                continue;
            }
            let key = self.heap.name_value(name);
            self.dict_set(dict, key, value)?;
        }
        if let Value::Instance(i) = value_of {
            // From now on the attributes live there; those of `__slots__` stay.
            let mut shape = if members.is_empty() { Shapes::IN_DICT } else { self.heap[class].shape };
            for (name, _) in &members {
                shape = self.shapes.with(shape, *name);
            }
            let instance = &mut self.heap[i];
            instance.dict = Some(dict);
            instance.shape = shape;
            instance.slots = members.into_iter().map(|(_, value)| value).collect();
        }
        Ok(Value::Dict(dict))
    }
}

pub(super) static OBJECT: ClassDef = ClassDef {
    name: "object",
    module: "builtins",
    doc: "The base class of the class hierarchy.",
    methods: &[
        NativeDef::class_method("__new__", 1, crate::native::ANY, new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, crate::native::ANY, init).keywords(&["**"]),
        NativeDef::class_method("__subclasshook__", 2, 2, |_, _| Ok(Value::NotImplemented)),
        NativeDef::class_method("__init_subclass__", 1, 1, init_subclass).keywords(&["**"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("__str__", 1, 1, str),
        NativeDef::object_method("__format__", 2, 2, format),
        NativeDef::object_method("__hash__", 1, 1, hash),
        NativeDef::object_method("__eq__", 2, 2, eq),
        NativeDef::object_method("__ne__", 2, 2, ne),
        NativeDef::object_method("__lt__", 2, 2, unordered),
        NativeDef::object_method("__le__", 2, 2, unordered),
        NativeDef::object_method("__gt__", 2, 2, unordered),
        NativeDef::object_method("__ge__", 2, 2, unordered),
        NativeDef::object_method("__getattribute__", 2, 2, getattribute),
        NativeDef::object_method("__setattr__", 3, 3, setattr),
        NativeDef::object_method("__delattr__", 2, 2, delattr),
        NativeDef::object_method("__dir__", 1, 1, dir),
        NativeDef::getter("__class__", class),
        NativeDef::setter("__class__", set_class),
        NativeDef::getter("__dict__", dict),
        NativeDef::setter("__dict__", set_dict),
    ],
};
