//! Making exceptions.

use super::Vm;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{Class, Exception};
use crate::value::{Name, Value};

macro_rules! shorthands {
    ($($(#[$doc:meta])* $method:ident: $class:ident;)*) => {
        impl Vm {
            $($(#[$doc])* #[cold] pub(crate) fn $method(&mut self, message: impl Into<String>) -> Unwind {
                self.error(self.types.$class, message)
            })*
        }
    };
}

shorthands! {
    /// `TypeError(message)`.
    type_error: type_error;
    /// `ValueError(message)`.
    value_error: value_error;
    /// `IndexError(message)`.
    index_error: index_error;
    /// `AttributeError(message)`; see also [`Vm::no_attribute`].
    attribute_error: attribute_error;
    /// `RuntimeError(message)`.
    runtime_error: runtime_error;
    /// `OverflowError(message)`.
    overflow_error: overflow_error;
    /// `ZeroDivisionError(message)`.
    zero_division: zero_division_error;
    /// `NotImplementedError(message)`.
    not_implemented: not_implemented_error;
}

impl Vm {
    /// An exception with a message as its only argument, ready to be returned as `Err`.
    #[cold]
    pub(crate) fn error(&mut self, class: Ref<Class>, message: impl Into<String>) -> Unwind {
        let message = self.heap.str(message.into());
        self.raise(class, vec![message])
    }

    /// An exception with arguments, ready to be returned as `Err`.
    #[cold]
    pub(crate) fn raise(&mut self, class: Ref<Class>, args: Vec<Value>) -> Unwind {
        Unwind::Raise(self.exception(class, args))
    }

    /// A new exception of a built-in class (its `__init__` does not run).
    pub(crate) fn exception(&mut self, class: Ref<Class>, args: Vec<Value>) -> Value {
        Value::Exception(self.heap.alloc(Exception { class: Some(class), args, ..Exception::default() }))
    }

    /// `raise error from cause`, where the cause has been raised already.
    pub(crate) fn set_cause(&mut self, error: Value, cause: Value) {
        if let Value::Exception(error) = error {
            let error = &mut self.heap[error];
            (error.cause, error.context, error.suppress_context) = (cause, cause, true);
        }
    }

    /// `KeyError(key)`.
    #[cold]
    pub(crate) fn key_error(&mut self, key: Value) -> Unwind {
        self.raise(self.types.key_error, vec![key])
    }

    /// `StopIteration(value)`.
    #[cold]
    pub(crate) fn stop_iteration(&mut self, value: Value) -> Unwind {
        let args = if value.is_none() { Vec::new() } else { vec![value] };
        self.raise(self.types.stop_iteration, args)
    }

    /// `AttributeError: 'T' object has no attribute 'name'`.
    #[cold]
    pub(crate) fn no_attribute(&mut self, object: Value, name: Name) -> Unwind {
        let text = self.heap.name(name);
        let message = match object {
            Value::Class(c) => format!("type object '{}' has no attribute '{text}'", self.name_in_messages(c)),
            Value::Module(m) => {
                let module = self.heap[m].name.map_or("?", |n| self.heap.name(n));
                format!("module '{module}' has no attribute '{text}'")
            }
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        let key = self.heap.name_value(name);
        let error = self.attribute_error(message);
        if let Unwind::Raise(Value::Exception(e)) = error {
            let (of_name, of_object) = (self.heap.intern("name"), self.heap.intern("obj"));
            self.heap[e].attrs.set(of_name, key);
            self.heap[e].attrs.set(of_object, object);
        }
        error
    }

    /// Fails with `MemoryError` if so many more bytes would be over the limit.
    pub(crate) fn reserve(&mut self, bytes: usize) -> Res<()> {
        if self.heap.bytes.saturating_add(bytes) > self.heap.limit {
            return Err(self.raise(self.types.memory_error, Vec::new()));
        }
        Ok(())
    }

    /// The class of the exception that is being raised, if that is what it is.
    pub(crate) fn raised(&self, unwind: &Unwind) -> Option<Ref<Class>> {
        match unwind {
            Unwind::Raise(value) => Some(self.class_of(*value)),
            Unwind::Tail(_) => None,
        }
    }

    /// Is it an exception of this class (or of one derived from it)?
    pub(crate) fn is_error(&self, unwind: &Unwind, class: Ref<Class>) -> bool {
        self.raised(unwind).is_some_and(|c| self.is_subclass(c, class))
    }
}
