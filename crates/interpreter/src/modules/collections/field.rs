//! The descriptors of the fields of named tuples.

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::NativeObject;
use crate::value::Value;
use crate::vm::Vm;

/// An item of a tuple as an attribute.
#[derive(Clone, Copy)]
struct Field {
    index: usize,
    doc: Value,
}

impl NativeObject for Field {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.doc);
    }
}

/// `_tuplegetter(index, doc)`.
pub(super) static FIELD: ClassDef = ClassDef {
    name: "_tuplegetter",
    module: "collections",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 3, 3, |vm, args| {
            let index = vm.to_index(args.at(1))? as usize;
            match args.at(0) {
                Value::Class(class) => Ok(vm.opaque(class, Field { index, doc: args.at(2) })),
                _ => Ok(Value::None),
            }
        }),
        NativeDef::object_method("__get__", 2, 3, get),
        NativeDef::object_method("__set__", 3, 3, |vm, _| Err(vm.attribute_error("can't set attribute"))),
        NativeDef::object_method("__delete__", 2, 2, |vm, _| Err(vm.attribute_error("can't delete attribute"))),
        NativeDef::getter("__doc__", |vm, args| Ok(this(vm, args.at(0)).map_or(Value::None, |f| f.doc))),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let Some(Field { index, doc }) = this(vm, args.at(0)) else { return Ok(Value::None) };
            let doc = vm.repr(doc)?;
            Ok(vm.heap.str(format!("_tuplegetter({index}, {doc})")))
        }),
    ],
};

fn this(vm: &Vm, value: Value) -> Option<Field> {
    match value {
        Value::Opaque(o) => vm.heap[o].get().copied(),
        _ => None,
    }
}

fn get(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(field) = this(vm, args.at(0)) else { return Ok(Value::None) };
    match vm.unwrap(args.at(1)) {
        Value::None => Ok(args.at(0)),
        Value::Tuple(tuple) => match vm.heap[tuple].items.get(field.index) {
            Some(item) => Ok(*item),
            None => Err(vm.index_error("tuple index out of range")),
        },
        _ => {
            let (index, got) = (field.index, vm.type_name(args.at(1)));
            let message =
                format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{got}' object");
            Err(vm.type_error(message))
        }
    }
}
