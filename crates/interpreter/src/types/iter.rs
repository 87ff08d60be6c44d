//! Native iterators, as programs see them.

use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Class, Iter, NativeIter};
use crate::value::Value;
use crate::vm::Vm;

const METHODS: [NativeDef; 3] = [
    NativeDef::method("__iter__", 1, 1, |_, args| Ok(args.at(0))),
    NativeDef::method("__next__", 1, 1, |vm, args| match vm.next(args.at(0))? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(Value::None)),
    }),
    NativeDef::method("__length_hint__", 1, 1, length_hint),
];

/// The methods of all native iterators (`enumerate`, `zip`, `map`, `filter` and `reversed` have a `__new__` besides).
pub(crate) static ITERATOR: ClassDef = ClassDef { name: "iterator", module: "builtins", doc: "", methods: &METHODS };

fn length_hint(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Iter(r) = args.at(0) else { return Ok(Value::NotImplemented) };
    let left = match &vm.heap[r] {
        Iter::Range { left, .. } => *left,
        Iter::List { list, index } => vm.heap[*list].items.len().saturating_sub(*index),
        Iter::ListReversed { left, .. } => *left,
        Iter::Tuple { tuple, index } => vm.heap[*tuple].items.len().saturating_sub(*index),
        Iter::DictKeys { left, .. } | Iter::DictValues { left, .. } | Iter::DictItems { left, .. } => *left,
        Iter::Set { order, index, .. } => order.len().saturating_sub(*index),
        Iter::Values { values, index, .. } => values.len().saturating_sub(*index),
        Iter::Str { text, at } => vm.heap.text(*text)[*at..].chars().count(),
        Iter::Empty => 0,
        _ => return Ok(Value::NotImplemented),
    };
    Ok(Value::Int(left as i64))
}

/// An iterator with a class of its own.
#[derive(Clone)]
pub(crate) struct Classed<I> {
    pub(crate) class: Ref<Class>,
    pub(crate) iter: I,
}

impl<I: NativeIter + Clone + 'static> NativeIter for Classed<I> {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        self.iter.next(vm)
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Class(self.class));
        self.iter.trace(visit);
    }

    fn class_name(&self) -> &'static str {
        self.iter.class_name()
    }

    fn class(&self) -> Option<Ref<Class>> {
        Some(self.class)
    }

    fn show(&self, vm: &mut Vm) -> Option<Res<String>> {
        self.iter.show(vm)
    }
}

/// What `reversed` makes of sequences that do not change.
#[derive(Clone)]
pub(crate) struct Reversed {
    /// What is left, the next one last.
    pub(crate) values: Vec<Value>,
}

impl NativeIter for Reversed {
    fn next(&mut self, _vm: &mut Vm) -> Res<Option<Value>> {
        Ok(self.values.pop())
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.values.iter().for_each(|v| visit(*v));
    }

    fn class_name(&self) -> &'static str {
        "reversed"
    }
}

/// The `repr` of an iterator of a library module.
pub(crate) fn shown(vm: &mut Vm, r: Ref<Iter>) -> Option<Res<String>> {
    let Iter::Native(native) = &vm.heap[r] else { return None };
    let name = native.class_name();
    // The state is taken out, because it gets the machine.
    let Iter::Native(native) = std::mem::take(&mut vm.heap[r]) else { return None };
    let shown = native.show(vm);
    vm.heap[r] = Iter::Native(native);
    Some(shown.unwrap_or_else(|| Ok(format!("<{name} object at {:#x}>", vm.address(Value::Iter(r))))))
}

/// Gives the classes of iterators their methods.
pub(crate) fn install(vm: &mut Vm) {
    let t = &vm.types;
    let classes = [
        t.list_iterator,
        t.list_reverseiterator,
        t.tuple_iterator,
        t.str_iterator,
        t.range_iterator,
        t.dict_keyiterator,
        t.dict_valueiterator,
        t.dict_itemiterator,
        t.set_iterator,
        t.bytes_iterator,
        t.bytearray_iterator,
        t.dict_reversekeyiterator,
        t.dict_reversevalueiterator,
        t.dict_reverseitemiterator,
        t.iterator,
        t.callable_iterator,
        t.enumerate,
        t.zip,
        t.map,
        t.filter,
        t.reversed,
    ];
    for class in classes {
        vm.install(class, &ITERATOR);
    }
}
