//! Modules.

use super::{Dict, NameMap};
use crate::heap::{Dying, Ref, Trace};
use crate::value::{Name, Value};

/// A module. The slots of its names are fixed: compiled code refers to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Module {
    pub(crate) name: Option<Name>,
    pub(crate) globals: NameMap,
    /// For each slot of `globals`, the builtin of the same name (unbound if there is none).
    pub(crate) fallbacks: Vec<Value>,
    /// The dict that a program has passed to `exec` as the globals, if this stands for it.
    pub(crate) namespace: Option<Ref<Dict>>,
}

impl Trace for Module {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.globals.trace(visit);
        self.fallbacks.iter().for_each(|v| visit(*v));
        self.namespace.into_iter().for_each(|dict| visit(Value::Dict(dict)));
    }
}

impl Dying for Module {}
