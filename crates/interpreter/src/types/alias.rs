//! `types.GenericAlias` (`list[int]`) and `types.UnionType` (`int | None`): what annotations are made of.

use super::nesting::Level;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Class, NativeObject};
use crate::value::{Name, Value};
use crate::vm::Vm;

/// `origin[args]`.
#[derive(Clone)]
pub(crate) struct GenericAlias {
    pub(crate) origin: Value,
    pub(crate) args: Box<[Value]>,
}

impl NativeObject for GenericAlias {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.origin);
        self.args.iter().for_each(|v| visit(*v));
    }
}

/// `a | b | …`, flat and without repetitions.
#[derive(Clone)]
pub(crate) struct Union {
    pub(crate) args: Box<[Value]>,
}

impl NativeObject for Union {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.args.iter().for_each(|v| visit(*v));
    }
}

/// Can this class be subscripted, though it has no `__class_getitem__`? Native classes of modules can.
pub(crate) fn is_generic(vm: &Vm, class: Ref<Class>) -> bool {
    let t = &vm.types;
    let of_module = |c: Ref<Class>| {
        vm.heap[c].native && !matches!(vm.text(vm.heap[c].module), Some("builtins" | "types")) && c != t.object
    };
    let exception = vm.is_subclass(class, t.base_exception) && !vm.is_subclass(class, t.base_exception_group);
    class == t.type_ || class == t.enumerate || !exception && vm.heap[class].mro.iter().any(|c| of_module(*c))
}

/// `origin[key]`.
pub(crate) fn subscript(vm: &mut Vm, origin: Value, key: Value) -> Value {
    let args: Box<[Value]> = match key {
        Value::Tuple(tuple) => vm.heap[tuple].items.to_vec().into(),
        _ => Box::new([key]),
    };
    let class = vm.types.generic_alias;
    vm.opaque(class, GenericAlias { origin, args })
}

/// The alias that a value is.
pub(crate) fn as_alias(vm: &Vm, value: Value) -> Option<&GenericAlias> {
    match value {
        Value::Opaque(o) => vm.heap[o].get::<GenericAlias>(),
        _ => None,
    }
}

/// The members of the union that a value is.
pub(crate) fn union_args(vm: &Vm, value: Value) -> Option<Box<[Value]>> {
    match value {
        Value::Opaque(o) => vm.heap[o].get::<Union>().map(|u| u.args.clone()),
        _ => None,
    }
}

/// `a | b` of classes, aliases, unions and `None`; `None` if one of them is something else.
pub(crate) fn union(vm: &mut Vm, a: Value, b: Value) -> Option<Value> {
    let of_types = |v: Value| {
        matches!(v, Value::Class(_) | Value::None) || as_alias(vm, v).is_some() || union_args(vm, v).is_some()
    };
    if !of_types(a) || !of_types(b) || a.is_none() && b.is_none() {
        return None;
    }
    let none = Value::Class(vm.types.none);
    let mut args: Vec<Value> = Vec::new();
    for part in [a, b] {
        let members = union_args(vm, part).unwrap_or_else(|| Box::new([part]));
        for member in members {
            let member = if member.is_none() { none } else { member };
            if !args.iter().any(|seen| same(vm, *seen, member)) {
                args.push(member);
            }
        }
    }
    if let [only] = args[..] {
        return Some(only);
    }
    let class = vm.types.union_type;
    Some(vm.opaque(class, Union { args: args.into() }))
}

impl Vm {
    /// `a | b` of types; `None` if they are something else.
    pub(crate) fn union_of(&mut self, a: Value, b: Value) -> Option<Value> {
        union(self, a, b)
    }
}

/// Do two parts of annotations mean the same?
fn same(vm: &Vm, a: Value, b: Value) -> bool {
    if a.is(b) {
        return true;
    }
    let Some(_level) = Level::enter() else { return false };
    match (as_alias(vm, a), as_alias(vm, b)) {
        (Some(x), Some(y)) => {
            same(vm, x.origin, y.origin)
                && x.args.len() == y.args.len()
                && x.args.iter().zip(&*y.args).all(|(x, y)| same(vm, *x, *y))
        }
        _ => match (a, b) {
            (Value::Str(x), Value::Str(y)) => vm.heap.text(x) == vm.heap.text(y),
            _ => false,
        },
    }
}

/// A part of an annotation, as aliases show it (`ga_repr_item`).
pub(crate) fn show(vm: &mut Vm, value: Value) -> Res<String> {
    match value {
        Value::Ellipsis => Ok("...".to_owned()),
        Value::Class(class) => {
            let qualname = vm.text(vm.heap[class].qualname).unwrap_or("?");
            Ok(match vm.text(vm.heap[class].module) {
                Some("builtins") | None => qualname.to_owned(),
                Some(module) => format!("{module}.{qualname}"),
            })
        }
        Value::List(list) => {
            let Some(_level) = Level::enter() else {
                return Err(vm.error(vm.types.recursion_error, "maximum recursion depth exceeded"));
            };
            let mut parts = Vec::new();
            for item in vm.heap[list].items.clone() {
                parts.push(show(vm, item)?);
            }
            Ok(format!("[{}]", parts.join(", ")))
        }
        _ => vm.repr(value),
    }
}

fn show_all(vm: &mut Vm, values: &[Value]) -> Res<Vec<String>> {
    values.iter().map(|v| show(vm, *v)).collect()
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<GenericAlias> {
    match as_alias(vm, args.at(0)) {
        Some(alias) => Ok(alias.clone()),
        None => Err(super::special::wrong_self(vm, "__call__", "types.GenericAlias", args.at(0))),
    }
}

pub(crate) static GENERIC_ALIAS: ClassDef = ClassDef {
    name: "GenericAlias",
    module: "types",
    doc: "Represent a PEP 585 generic type.",
    methods: &[
        NativeDef::class_method("__new__", 3, 3, |vm, args| Ok(subscript(vm, args.at(1), args.at(2)))),
        NativeDef::getter("__origin__", |vm, args| this(vm, args).map(|a| a.origin)),
        NativeDef::getter("__args__", |vm, args| {
            let alias = this(vm, args)?;
            Ok(vm.heap.tuple(alias.args.into_vec()))
        }),
        NativeDef::getter("__parameters__", |vm, args| {
            let alias = this(vm, args)?;
            let variables =
                alias.args.iter().copied().filter(|a| vm.class_name(vm.class_of(*a)) == "TypeVar").collect();
            Ok(vm.heap.tuple(variables))
        }),
        NativeDef::getter("__name__", |vm, args| {
            let alias = this(vm, args)?;
            vm.get_attr(alias.origin, vm.names.name)
        }),
        NativeDef::getter("__qualname__", |vm, args| {
            let alias = this(vm, args)?;
            vm.get_attr(alias.origin, vm.names.qualname)
        }),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let alias = this(vm, args)?;
            let origin = show(vm, alias.origin)?;
            let parts = show_all(vm, &alias.args)?;
            let parts = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
            Ok(vm.heap.str(format!("{origin}[{parts}]")))
        }),
        NativeDef::method("__call__", 1, ANY, |vm, args| {
            let alias = this(vm, args)?;
            let kwargs: Vec<(Name, Value)> = args.keywords().collect();
            let positional = args.positional()[1..].to_vec();
            Err(Unwind::Tail(Box::new(Tail::Call { callable: alias.origin, args: positional, kwargs })))
        })
        .keywords(&["**"]),
        NativeDef::method("__getitem__", 2, 2, |vm, args| {
            let alias = this(vm, args)?;
            Ok(subscript(vm, alias.origin, args.at(1)))
        }),
        NativeDef::method("__getattr__", 2, 2, |vm, args| {
            let alias = this(vm, args)?;
            let Value::Str(name) = args.at(1) else { return Ok(Value::None) };
            let name = vm.heap.intern_str(name);
            vm.get_attr(alias.origin, name)
        }),
        NativeDef::method("__eq__", 2, 2, |vm, args| Ok(Value::Bool(same(vm, args.at(0), args.at(1))))),
        NativeDef::method("__hash__", 1, 1, |vm, args| {
            let alias = this(vm, args)?;
            let args = vm.heap.tuple(alias.args.into_vec());
            vm.hash(args).map(Value::Int)
        }),
        NativeDef::method("__instancecheck__", 2, 2, |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::method("__subclasscheck__", 2, 2, |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::method("__mro_entries__", 2, 2, |vm, args| {
            let alias = this(vm, args)?;
            Ok(vm.heap.tuple(vec![alias.origin]))
        }),
        NativeDef::method("__or__", 2, 2, |vm, args| Ok(or(vm, args.at(0), args.at(1)))),
        NativeDef::method("__ror__", 2, 2, |vm, args| Ok(or(vm, args.at(1), args.at(0)))),
    ],
};

/// `a | b` as a special method has it.
fn or(vm: &mut Vm, a: Value, b: Value) -> Value {
    union(vm, a, b).unwrap_or(Value::NotImplemented)
}

fn members(vm: &mut Vm, args: Args<'_>) -> Res<Box<[Value]>> {
    match union_args(vm, args.at(0)) {
        Some(members) => Ok(members),
        None => Err(super::special::wrong_self(vm, "__repr__", "types.UnionType", args.at(0))),
    }
}

pub(crate) static UNION_TYPE: ClassDef = ClassDef {
    name: "UnionType",
    module: "types",
    doc: "Represent a PEP 604 union type, e.g. int | str",
    methods: &[
        NativeDef::getter("__args__", |vm, args| {
            let members = members(vm, args)?;
            Ok(vm.heap.tuple(members.into_vec()))
        }),
        NativeDef::getter("__parameters__", |vm, _| Ok(vm.heap.tuple(Vec::new()))),
        NativeDef::method("__repr__", 1, 1, |vm, args| {
            let members = members(vm, args)?;
            let none = Value::Class(vm.types.none);
            let mut parts = Vec::new();
            for member in members {
                parts.push(if member.is(none) { "None".to_owned() } else { show(vm, member)? });
            }
            Ok(vm.heap.str(parts.join(" | ")))
        }),
        NativeDef::method("__eq__", 2, 2, |vm, args| {
            let mine = members(vm, args)?;
            let Some(theirs) = union_args(vm, args.at(1)) else { return Ok(Value::NotImplemented) };
            let equal = mine.len() == theirs.len() && mine.iter().all(|m| theirs.iter().any(|t| same(vm, *m, *t)));
            Ok(Value::Bool(equal))
        }),
        NativeDef::method("__hash__", 1, 1, |vm, args| {
            let members = members(vm, args)?;
            let set = vm.set_of(&members, true)?;
            vm.hash(set).map(Value::Int)
        }),
        NativeDef::method("__instancecheck__", 2, 2, |vm, args| {
            for member in members(vm, args)? {
                if vm.is_instance_of(args.at(1), member)? {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }),
        NativeDef::method("__subclasscheck__", 2, 2, |vm, args| {
            for member in members(vm, args)? {
                if vm.is_subclass_of(args.at(1), member)? {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }),
        NativeDef::method("__or__", 2, 2, |vm, args| Ok(or(vm, args.at(0), args.at(1)))),
        NativeDef::method("__ror__", 2, 2, |vm, args| Ok(or(vm, args.at(1), args.at(0)))),
    ],
};
