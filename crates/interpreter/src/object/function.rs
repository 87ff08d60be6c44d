//! Functions, methods, cells and descriptors.

use std::rc::Rc;

use super::{Class, NameMap};
use crate::code::Code;
use crate::heap::{Dying, Ref, Trace};
use crate::value::{Name, Value};

/// A function written in Python.
#[derive(Clone, Debug, Default)]
pub(crate) struct Function {
    /// `None` only in a freed place.
    pub(crate) code: Option<Rc<Code>>,
    pub(crate) name: Option<Name>,
    /// A `str`.
    pub(crate) qualname: Value,
    /// Of the last positional parameters.
    pub(crate) defaults: Box<[Value]>,
    pub(crate) kwdefaults: Box<[(Name, Value)]>,
    /// Cells of the free variables.
    pub(crate) closure: Box<[Value]>,
    /// A dict, or `None`.
    pub(crate) annotations: Value,
    /// `__doc__`.
    pub(crate) doc: Value,
    /// Attributes that the program set (`__wrapped__`, `__module__`…).
    pub(crate) attrs: NameMap,
    /// Registers to reserve; the code's.
    pub(crate) registers: u32,
    /// Called with exactly this many positional arguments and no keywords, its frame can be entered at once; `u32::MAX`
    /// if it never can (it has other parameters, or its call makes a generator or coroutine).
    pub(crate) fast_argc: u32,
}

impl Trace for Function {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.qualname);
        visit(self.annotations);
        visit(self.doc);
        self.defaults.iter().for_each(|v| visit(*v));
        self.closure.iter().for_each(|v| visit(*v));
        self.kwdefaults.iter().for_each(|(_, v)| visit(*v));
        self.attrs.trace(visit);
        if let Some(code) = &self.code {
            visit(Value::Module(code.module));
        }
    }
}

impl Dying for Function {}

/// A callable bound to its first argument.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Method {
    pub(crate) function: Value,
    pub(crate) this: Value,
}

impl Trace for Method {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.function);
        visit(self.this);
    }
}

impl Dying for Method {}

/// A captured variable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Unbound when empty.
    pub(crate) value: Value,
}

impl Default for Cell {
    fn default() -> Self {
        Cell { value: Value::Unbound }
    }
}

impl Trace for Cell {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.value);
    }
}

impl Dying for Cell {}

/// Which built-in descriptor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum DescriptorKind {
    #[default]
    Property,
    StaticMethod,
    ClassMethod,
    /// Of a name in `__slots__`: `get` is the name, `set` the class that has it.
    Member,
}

/// `property` (`get`, `set`, `delete`, `doc`), `staticmethod` or `classmethod` (`get` is the function), or the descriptor
/// of a slot.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Descriptor {
    pub(crate) kind: DescriptorKind,
    pub(crate) get: Value,
    pub(crate) set: Value,
    pub(crate) delete: Value,
    pub(crate) doc: Value,
    /// A subclass of `property` and the like; `None` for the built-in classes themselves.
    pub(crate) class: Option<Ref<Class>>,
}

impl Trace for Descriptor {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        [self.get, self.set, self.delete, self.doc].into_iter().for_each(&mut *visit);
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }
}

impl Dying for Descriptor {}
