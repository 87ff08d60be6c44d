//! Native iterators.

use super::{Class, Dict, List, Set, Str, Tuple};
use crate::heap::{Dying, Ref, Trace};
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;

/// An iterator of a library module (`itertools` and others).
pub(crate) trait NativeIter: CloneIter {
    /// The next value, or `None` at the end (and ever after).
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>>;
    /// Visits the values that it refers to.
    fn trace(&self, visit: &mut dyn FnMut(Value));
    /// The name of its class.
    fn class_name(&self) -> &'static str;
    /// Its class, if it has one of its own.
    fn class(&self) -> Option<Ref<Class>> {
        None
    }
    /// Its `repr`, if it is not the ordinary one.
    fn show(&self, _vm: &mut Vm) -> Option<Res<String>> {
        None
    }
}

/// How a copy of the machine comes by the iterator: all iterators can be cloned.
pub(crate) trait CloneIter {
    fn clone_iter(&self) -> Box<dyn NativeIter>;
}

impl<T: NativeIter + Clone + 'static> CloneIter for T {
    fn clone_iter(&self) -> Box<dyn NativeIter> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn NativeIter> {
    fn clone(&self) -> Self {
        (**self).clone_iter()
    }
}

/// The state of a native iterator. Exhausted ones become [`Iter::Empty`].
#[derive(Clone, Default)]
pub(crate) enum Iter {
    #[default]
    Empty,
    Range {
        next: i64,
        step: i64,
        left: usize,
    },
    List {
        list: Ref<List>,
        index: usize,
    },
    ListReversed {
        list: Ref<List>,
        left: usize,
    },
    Tuple {
        tuple: Ref<Tuple>,
        index: usize,
    },
    /// `at` is a byte offset.
    Str {
        text: Ref<Str>,
        at: usize,
    },
    /// `size` is the dict's when it began; `left` of its items are still to come.
    DictKeys {
        dict: Ref<Dict>,
        at: usize,
        size: usize,
        left: usize,
    },
    DictValues {
        dict: Ref<Dict>,
        at: usize,
        size: usize,
        left: usize,
    },
    DictItems {
        dict: Ref<Dict>,
        at: usize,
        size: usize,
        left: usize,
    },
    /// `order` is a snapshot of the elements.
    Set {
        set: Ref<Set>,
        order: Box<[Value]>,
        index: usize,
    },
    /// Values known in advance.
    Values {
        class: Ref<Class>,
        values: Box<[Value]>,
        index: usize,
    },
    Zip {
        iters: Box<[Value]>,
        strict: bool,
    },
    Enumerate {
        iter: Value,
        count: i64,
    },
    /// `map` with a native function.
    Map {
        function: Value,
        iters: Box<[Value]>,
    },
    /// `filter` with a native function, or `None`.
    Filter {
        function: Value,
        iter: Value,
    },
    /// An object with `__getitem__` and no `__iter__`.
    Items {
        object: Value,
        index: i64,
    },
    /// `iter(callable, sentinel)`.
    Sentinel {
        callable: Value,
        sentinel: Value,
    },
    Native(Box<dyn NativeIter>),
}

impl std::fmt::Debug for Iter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<iterator>")
    }
}

impl Trace for Iter {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        match self {
            Iter::Empty | Iter::Range { .. } => {}
            Iter::List { list, .. } | Iter::ListReversed { list, .. } => visit(Value::List(*list)),
            Iter::Tuple { tuple, .. } => visit(Value::Tuple(*tuple)),
            Iter::Str { text, .. } => visit(Value::Str(*text)),
            Iter::DictKeys { dict, .. } | Iter::DictValues { dict, .. } | Iter::DictItems { dict, .. } => {
                visit(Value::Dict(*dict));
            }
            Iter::Set { set, order, .. } => {
                visit(Value::Set(*set));
                order.iter().for_each(|v| visit(*v));
            }
            Iter::Values { values, .. } => values.iter().for_each(|v| visit(*v)),
            Iter::Zip { iters, .. } => iters.iter().for_each(|v| visit(*v)),
            Iter::Enumerate { iter, .. } => visit(*iter),
            Iter::Map { function, iters } => {
                visit(*function);
                iters.iter().for_each(|v| visit(*v));
            }
            Iter::Filter { function, iter } => {
                visit(*function);
                visit(*iter);
            }
            Iter::Items { object, .. } => visit(*object),
            Iter::Sentinel { callable, sentinel } => {
                visit(*callable);
                visit(*sentinel);
            }
            Iter::Native(iter) => iter.trace(visit),
        }
    }
}

impl Dying for Iter {}
