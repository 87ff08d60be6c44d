//! Modules.

use super::NameMap;
use crate::heap::{Dying, Trace};
use crate::value::{Name, Value};

/// A module. The slots of its names are fixed: compiled code refers to them.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) name: Option<Name>,
    pub(crate) globals: NameMap,
    /// For each slot of `globals`, the builtin of the same name (unbound if there is none).
    pub(crate) fallbacks: Vec<Value>,
}

impl Trace for Module {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.globals.trace(visit);
        self.fallbacks.iter().for_each(|v| visit(*v));
    }
}

impl Dying for Module {}
