//! Objects of native classes.

use std::any::Any;

use super::{Class, NameMap};
use crate::heap::{Dying, Ref, Trace};
use crate::value::Value;

/// The state of an object of a native class.
pub(crate) trait NativeObject: Any {
    /// Visits the values that it refers to.
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}
    /// Bytes that it owns.
    fn owned_bytes(&self) -> usize {
        0
    }
}

/// An object of a native class, or of a subclass of one.
#[derive(Default)]
pub(crate) struct Opaque {
    pub(crate) class: Option<Ref<Class>>,
    /// `None` only in a freed place.
    pub(crate) state: Option<Box<dyn NativeObject>>,
    /// Attributes that the program set.
    pub(crate) attrs: NameMap,
}

impl Opaque {
    /// The state, if it is a `T`.
    pub(crate) fn get<T: NativeObject>(&self) -> Option<&T> {
        let state: &dyn Any = &**self.state.as_ref()?;
        state.downcast_ref()
    }

    /// The state, if it is a `T`.
    pub(crate) fn get_mut<T: NativeObject>(&mut self) -> Option<&mut T> {
        let state: &mut dyn Any = &mut **self.state.as_mut()?;
        state.downcast_mut()
    }
}

impl std::fmt::Debug for Opaque {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<object>")
    }
}

impl Trace for Opaque {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.attrs.trace(visit);
        if let Some(state) = &self.state {
            state.trace(visit);
        }
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }

    fn owned_bytes(&self) -> usize {
        self.state.as_ref().map_or(0, |s| s.owned_bytes())
    }
}

impl Dying for Opaque {}

/// What a weak reference holds: a value that it does not keep alive.
pub(crate) struct WeakCell {
    /// Unbound when it has died.
    pub(crate) target: Value,
    /// Called, without arguments, when the target has died; or `None`.
    pub(crate) callback: Value,
}
