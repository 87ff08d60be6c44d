//! `type`, `super`, `property`, `staticmethod` and `classmethod`.

use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Class, Descriptor, DescriptorKind, Dict, NativeObject};
use crate::value::{Name, Value};
use crate::vm::Vm;

/// `super()`: looks attributes up after `after` in the resolution order of `class`, for `this`.
#[derive(Clone, Copy)]
pub(crate) struct Super {
    pub(crate) after: Ref<Class>,
    pub(crate) this: Value,
    /// The class of `this` (or `this` itself, in a class method).
    pub(crate) class: Ref<Class>,
}

impl NativeObject for Super {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.this);
        visit(Value::Class(self.after));
        visit(Value::Class(self.class));
    }
}

fn super_new(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Some(after), Some(this)) = (args.get(1), args.get(2)) else {
        return Err(vm.runtime_error("super(): no arguments"));
    };
    let Value::Class(after) = after else { return Err(vm.type_error("super() argument 1 must be a type")) };
    let class = match this {
        Value::Class(class) if vm.is_subclass(class, after) => class,
        _ if vm.is_instance(this, after) => vm.class_of(this),
        _ => return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type")),
    };
    let class_of_super = vm.types.super_;
    Ok(vm.opaque(class_of_super, Super { after, this, class }))
}

fn this(args: Args<'_>) -> Ref<Class> {
    match args.at(0) {
        Value::Class(class) => class,
        _ => unreachable!("methods of type are found on classes only"),
    }
}

fn type_new(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Class(metaclass) = args.at(0) else {
        return Err(vm.type_error("type.__new__(X): X is not a type object"));
    };
    if args.positional().len() == 2 {
        return Ok(Value::Class(vm.class_of(args.at(1))));
    }
    if args.positional().len() != 4 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let bases = vm.collect(args.at(2))?;
    let Value::Dict(namespace) = vm.unwrap(args.at(3)) else {
        let got = vm.type_name(args.at(3)).to_owned();
        return Err(vm.type_error(format!("type.__new__() argument 3 must be dict, not {got}")));
    };
    let kwargs: Vec<(Name, Value)> = args.keywords().collect();
    let class = vm.make_class(metaclass, args.at(1), &bases, namespace, &kwargs)?;
    if let Some(cell) = vm.dict_get_text(namespace, "__classcell__")
        && let Value::Cell(cell) = cell
    {
        vm.heap[cell].value = class;
    }
    Ok(class)
}

fn type_init(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Ok(Value::None)
}

fn type_call(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.instantiate_frame(this(args), args.positional()[1..].to_vec(), args.keywords().collect())
}

fn prepare(vm: &mut Vm, _args: Args<'_>) -> Res {
    Ok(Value::Dict(vm.heap.alloc(Dict::default())))
}

fn name(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].name.map_or(Value::None, |n| vm.heap.name_value(n)))
}

fn qualname(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].qualname)
}

fn module(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].module)
}

fn classes(vm: &mut Vm, classes: Vec<Ref<Class>>) -> Vec<Value> {
    let _ = vm;
    classes.into_iter().map(Value::Class).collect()
}

fn bases(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = vm.heap[this(args)].bases.clone();
    let list = classes(vm, list);
    Ok(vm.heap.tuple(list))
}

fn mro(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = vm.heap[this(args)].mro.clone();
    let list = classes(vm, list);
    Ok(vm.heap.tuple(list))
}

fn mro_list(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = vm.heap[this(args)].mro.clone();
    let list = classes(vm, list);
    Ok(vm.heap.list(list))
}

fn subclasses(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = vm.heap[this(args)].subclasses.clone();
    let list = classes(vm, list);
    Ok(vm.heap.list(list))
}

fn base(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].bases.first().map_or(Value::None, |c| Value::Class(*c)))
}

fn doc(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].attrs.get(vm.names.doc).unwrap_or(Value::None))
}

fn class_dict(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.attributes(args.at(0))
}

fn annotations(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = this(args);
    if let Some(dict) = vm.heap[class].attrs.get(vm.names.annotations) {
        return Ok(dict);
    }
    let dict = Value::Dict(vm.heap.alloc(Dict::default()));
    vm.heap[class].attrs.set(vm.names.annotations, dict);
    Ok(dict)
}

fn instancecheck(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Bool(vm.is_instance(args.at(1), this(args))))
}

fn subclasscheck(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Bool(matches!(args.at(1), Value::Class(c) if vm.is_subclass(c, this(args)))))
}

impl Vm {
    pub(crate) fn static_method(&mut self, function: Value) -> Value {
        self.descriptor(DescriptorKind::StaticMethod, function)
    }

    pub(crate) fn class_method(&mut self, function: Value) -> Value {
        self.descriptor(DescriptorKind::ClassMethod, function)
    }

    fn descriptor(&mut self, kind: DescriptorKind, get: Value) -> Value {
        Value::Descriptor(self.heap.alloc(Descriptor { kind, get, ..Descriptor::default() }))
    }
}

fn static_new(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.static_method(args.at(1)))
}

fn class_new(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.class_method(args.at(1)))
}

fn property_new(vm: &mut Vm, args: Args<'_>) -> Res {
    let get = args.arg(vm, 1, "fget").unwrap_or(Value::None);
    let set = args.arg(vm, 2, "fset").unwrap_or(Value::None);
    let delete = args.arg(vm, 3, "fdel").unwrap_or(Value::None);
    let mut doc = args.arg(vm, 4, "doc").unwrap_or(Value::None);
    if let (Value::None, Value::Function(f)) = (doc, get) {
        doc = vm.heap[f].doc;
    }
    let class = match args.at(0) {
        Value::Class(class) if class != vm.types.property => Some(class),
        _ => None,
    };
    let kind = DescriptorKind::Property;
    Ok(Value::Descriptor(vm.heap.alloc(Descriptor { kind, get, set, delete, doc, class })))
}

fn descriptor(args: Args<'_>) -> Ref<Descriptor> {
    match args.at(0) {
        Value::Descriptor(descriptor) => descriptor,
        _ => unreachable!("methods of descriptors are found on descriptors only"),
    }
}

fn property_getter(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut copy = vm.heap[descriptor(args)];
    copy.get = args.at(1);
    Ok(Value::Descriptor(vm.heap.alloc(copy)))
}

fn property_setter(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut copy = vm.heap[descriptor(args)];
    copy.set = args.at(1);
    Ok(Value::Descriptor(vm.heap.alloc(copy)))
}

fn property_deleter(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut copy = vm.heap[descriptor(args)];
    copy.delete = args.at(1);
    Ok(Value::Descriptor(vm.heap.alloc(copy)))
}

fn get(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[descriptor(args)].get)
}

fn set(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[descriptor(args)].set)
}

fn delete(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[descriptor(args)].delete)
}

fn property_doc(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[descriptor(args)].doc)
}

fn is_abstract(vm: &mut Vm, args: Args<'_>) -> Res {
    let function = vm.heap[descriptor(args)].get;
    let name = vm.heap.intern("__isabstractmethod__");
    Ok(vm.find_attr(function, name)?.unwrap_or(Value::Bool(false)))
}

fn descriptor_get(vm: &mut Vm, args: Args<'_>) -> Res {
    let object = *vm.heap.index_descriptor(descriptor(args));
    match object.kind {
        DescriptorKind::StaticMethod => Ok(object.get),
        DescriptorKind::ClassMethod => {
            let class = args.get(2).unwrap_or_else(|| Value::Class(vm.class_of(args.at(1))));
            Ok(vm.bound(object.get, class))
        }
        DescriptorKind::Property if args.at(1).is_none() => Ok(args.at(0)),
        DescriptorKind::Property if object.get.is_none() => Err(vm.no_getter(args.at(0), vm.class_of(args.at(1)))),
        DescriptorKind::Property => vm.call(object.get, &[args.at(1)]),
        DescriptorKind::Member => Ok(args.at(0)),
    }
}

impl crate::heap::Heap {
    fn index_descriptor(&self, r: Ref<Descriptor>) -> &Descriptor {
        &self[r]
    }
}

pub(super) static TYPE: ClassDef = ClassDef {
    name: "type",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, type_new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, ANY, type_init).keywords(&["**"]),
        NativeDef::object_method("__call__", 1, ANY, type_call).keywords(&["**"]),
        NativeDef::class_method("__prepare__", 1, ANY, prepare).keywords(&["**"]),
        NativeDef::object_method("__instancecheck__", 2, 2, instancecheck),
        NativeDef::object_method("__subclasscheck__", 2, 2, subclasscheck),
        NativeDef::object_method("__subclasses__", 1, 1, subclasses),
        NativeDef::object_method("mro", 1, 1, mro_list),
        NativeDef::getter("__name__", name),
        NativeDef::getter("__qualname__", qualname),
        NativeDef::getter("__module__", module),
        NativeDef::getter("__bases__", bases),
        NativeDef::getter("__base__", base),
        NativeDef::getter("__mro__", mro),
        NativeDef::getter("__doc__", doc),
        NativeDef::getter("__dict__", class_dict),
        NativeDef::getter("__annotations__", annotations),
    ],
};

pub(super) static SUPER: ClassDef = ClassDef {
    name: "super",
    module: "builtins",
    doc: "",
    methods: &[NativeDef::class_method("__new__", 1, 3, super_new)],
};

pub(super) static PROPERTY: ClassDef = ClassDef {
    name: "property",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 1, 5, property_new).keywords(&["fget", "fset", "fdel", "doc"]),
        NativeDef::object_method("getter", 2, 2, property_getter),
        NativeDef::object_method("setter", 2, 2, property_setter),
        NativeDef::object_method("deleter", 2, 2, property_deleter),
        NativeDef::object_method("__get__", 2, 3, descriptor_get),
        NativeDef::getter("fget", get),
        NativeDef::getter("fset", set),
        NativeDef::getter("fdel", delete),
        NativeDef::getter("__doc__", property_doc),
        NativeDef::getter("__isabstractmethod__", is_abstract),
    ],
};

pub(super) static STATIC_METHOD: ClassDef = ClassDef {
    name: "staticmethod",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 2, 2, static_new),
        NativeDef::object_method("__get__", 2, 3, descriptor_get),
        NativeDef::getter("__func__", get),
        NativeDef::getter("__wrapped__", get),
        NativeDef::getter("__isabstractmethod__", is_abstract),
    ],
};

pub(super) static CLASS_METHOD: ClassDef = ClassDef {
    name: "classmethod",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 2, 2, class_new),
        NativeDef::object_method("__get__", 2, 3, descriptor_get),
        NativeDef::getter("__func__", get),
        NativeDef::getter("__wrapped__", get),
        NativeDef::getter("__isabstractmethod__", is_abstract),
    ],
};
