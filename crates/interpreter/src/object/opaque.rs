//! Objects of native classes.

use std::any::Any;

use loopscope_executor::ResourceId;

use super::{Class, NameMap};
use crate::heap::{Dead, Dying, Ref, Trace};
use crate::value::Value;

/// The state of an object of a native class.
pub(crate) trait NativeObject: Any + CloneObject {
    /// Visits the values that it refers to.
    fn trace(&self, _visit: &mut dyn FnMut(Value)) {}
    /// Bytes that it owns.
    fn owned_bytes(&self) -> usize {
        0
    }
    /// The executor's resource that dies with it.
    fn resource(&self) -> Option<ResourceId> {
        None
    }
}

/// How a copy of the machine comes by the state: all states can be cloned.
pub(crate) trait CloneObject {
    fn clone_object(&self) -> Box<dyn NativeObject>;
}

impl<T: NativeObject + Clone> CloneObject for T {
    fn clone_object(&self) -> Box<dyn NativeObject> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn NativeObject> {
    fn clone(&self) -> Self {
        (**self).clone_object()
    }
}

/// An object of a native class, or of a subclass of one.
#[derive(Clone, Default)]
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

impl Dying for Opaque {
    fn dying(&mut self, dead: &mut Dead) {
        dead.resources.extend(self.state.as_ref().and_then(|state| state.resource()));
    }
}

/// What a weak reference holds: a value that it does not keep alive.
#[derive(Clone)]
pub(crate) struct WeakCell {
    /// Unbound when it has died.
    pub(crate) target: Value,
    /// Called, without arguments, when the target has died; or `None`.
    pub(crate) callback: Value,
}
