//! `itertools`.

mod combinatoric;
mod endless;
mod group;
mod select;

use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Iter, Module, NativeIter};
use crate::types::iter::Classed;
use crate::value::Value;
use crate::vm::Vm;

use super::ModuleDef;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "itertools", init: Some(init), source: None };

macro_rules! classes {
    ($($name:literal, $new:expr $(, $more:expr)*;)*) => {
        static CLASSES: &[ClassDef] = &[$(ClassDef {
            name: $name,
            module: "itertools",
            doc: "",
            methods: &[$new, $($more,)*],
        },)*];
    };
}

classes! {
    "accumulate", NativeDef::class_method("__new__", 2, 3, select::accumulate).keywords(&["iterable", "func", "initial"]);
    "chain", NativeDef::class_method("__new__", 1, ANY, select::chain),
        NativeDef::class_method("from_iterable", 2, 2, select::chain_from_iterable);
    "combinations", NativeDef::class_method("__new__", 2, 3, combinatoric::combinations).keywords(&["iterable", "r"]);
    "combinations_with_replacement",
        NativeDef::class_method("__new__", 2, 3, combinatoric::combinations_with_replacement)
            .keywords(&["iterable", "r"]);
    "compress", NativeDef::class_method("__new__", 3, 3, select::compress).keywords(&["data", "selectors"]);
    "count", NativeDef::class_method("__new__", 1, 3, endless::count).keywords(&["start", "step"]);
    "cycle", NativeDef::class_method("__new__", 2, 2, endless::cycle);
    "dropwhile", NativeDef::class_method("__new__", 3, 3, select::dropwhile);
    "filterfalse", NativeDef::class_method("__new__", 3, 3, select::filterfalse);
    "groupby", NativeDef::class_method("__new__", 2, 3, group::groupby).keywords(&["iterable", "key"]);
    "islice", NativeDef::class_method("__new__", 3, 5, select::islice);
    "pairwise", NativeDef::class_method("__new__", 2, 2, select::pairwise);
    "permutations", NativeDef::class_method("__new__", 2, 3, combinatoric::permutations).keywords(&["iterable", "r"]);
    "product", NativeDef::class_method("__new__", 1, ANY, combinatoric::product).keywords(&["repeat"]);
    "repeat", NativeDef::class_method("__new__", 2, 3, endless::repeat).keywords(&["object", "times"]);
    "starmap", NativeDef::class_method("__new__", 3, 3, select::starmap);
    "takewhile", NativeDef::class_method("__new__", 3, 3, select::takewhile);
    "zip_longest", NativeDef::class_method("__new__", 1, ANY, select::zip_longest).keywords(&["fillvalue"]);
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("tee", 1, 2, group::tee)];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let base = Some(vm.types.iterator);
    for def in CLASSES {
        let class = vm.native_class(def, base);
        vm.module_set(module, def.name, Value::Class(class));
    }
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

/// A new iterator of the class that is the first argument of its `__new__`.
fn native(vm: &mut Vm, args: Args<'_>, iter: impl NativeIter + Clone + 'static) -> Res {
    match args.at(0) {
        Value::Class(class) => Ok(vm.new_iter(Iter::Native(Box::new(Classed { class, iter })))),
        _ => Err(vm.type_error("__new__() needs a class")),
    }
}

/// An argument by place or name; a `TypeError` if it is missing.
fn required(vm: &mut Vm, args: Args<'_>, index: usize, name: &str, function: &str) -> Res {
    match args.arg(vm, index, name) {
        Some(value) => Ok(value),
        None => Err(vm.type_error(format!("{function}() missing required argument '{name}' (pos {index})"))),
    }
}

/// An optional argument, `None` if it is missing.
fn optional(vm: &Vm, args: Args<'_>, index: usize, name: &str) -> Value {
    args.arg(vm, index, name).unwrap_or(Value::None)
}
