//! What raising means.

use super::Vm;
use super::thread::Thread;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{Exception, Module};
use crate::value::{Name, Value};

impl Vm {
    /// An exception that is raised while another is handled remembers that one.
    pub(crate) fn set_context(&mut self, thread: &Thread, exc: Ref<Exception>) {
        let mut handling = thread.handling();
        if handling.is_none() && self.run.nesting > 0 {
            handling = self.run.handling;
        }
        let Value::Exception(context) = handling else { return };
        if context == exc || !self.heap[exc].context.is_none() {
            return;
        }
        // No cycles: if the new one is in the other's chain, the chain is cut there.
        let mut link = context;
        while let Value::Exception(next) = self.heap[link].context {
            if next == exc {
                self.heap[link].context = Value::None;
                break;
            }
            link = next;
        }
        self.heap[exc].context = Value::Exception(context);
    }

    /// `raise exc from cause`.
    pub(crate) fn make_raise(&mut self, exc: Value, cause: Value) -> Unwind {
        let exception = match self.as_exception(exc, "exceptions must derive from BaseException") {
            Ok(exception) => exception,
            Err(error) => return error,
        };
        if !cause.is_unbound() {
            let cause = match cause {
                Value::None => Value::None,
                other => match self.as_exception(other, "exception causes must derive from BaseException") {
                    Ok(cause) => cause,
                    Err(error) => return error,
                },
            };
            if let Value::Exception(e) = exception {
                self.heap[e].cause = cause;
                self.heap[e].suppress_context = true;
            }
        }
        Unwind::Raise(exception)
    }

    fn as_exception(&mut self, value: Value, message: &str) -> Res {
        match value {
            Value::Exception(_) => Ok(value),
            Value::Class(class) if self.is_subclass(class, self.types.base_exception) => match self.call(value, &[])? {
                made @ Value::Exception(_) => Ok(made),
                other => {
                    let class = self.class_name(class).to_owned();
                    let got = self.type_name(other).to_owned();
                    Err(self.type_error(format!(
                        "calling <class '{class}'> should have returned an instance of BaseException, not {got}"
                    )))
                }
            },
            _ => Err(self.type_error(message)),
        }
    }

    /// A bare `raise` with nothing to raise again.
    pub(crate) fn no_active_exception(&mut self) -> Unwind {
        self.runtime_error("No active exception to reraise")
    }

    /// `except types:`.
    pub(crate) fn exception_matches(&mut self, exc: Value, types: Value) -> Res<bool> {
        match types {
            Value::Class(class) if self.is_subclass(class, self.types.base_exception) => {
                Ok(self.is_instance(exc, class))
            }
            Value::Tuple(tuple) => {
                for class in self.heap[tuple].items.clone() {
                    if self.exception_matches(exc, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(self.type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }

    /// A local variable that has no value.
    #[cold]
    pub(crate) fn unbound_local(&mut self, name: Name) -> Unwind {
        let name = self.heap.name(name);
        let message = format!("cannot access local variable '{name}' where it is not associated with a value");
        self.error(self.types.unbound_local_error, message)
    }

    /// A captured variable that has no value.
    #[cold]
    pub(crate) fn empty_cell(&mut self, name: Name, free: bool) -> Unwind {
        if !free {
            return self.unbound_local(name);
        }
        let name = self.heap.name(name);
        let message =
            format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
        self.error(self.types.name_error, message)
    }

    /// A name that is neither a global nor a builtin.
    #[cold]
    pub(crate) fn no_global(&mut self, module: Ref<Module>, slot: u32) -> Unwind {
        let name = self.heap[module].globals.name_at(slot as usize);
        let message = format!("name '{}' is not defined", self.heap.name(name));
        let error = self.error(self.types.name_error, message);
        if let Unwind::Raise(Value::Exception(e)) = error {
            let value = self.heap.name_value(name);
            let attr = self.heap.intern("name");
            self.heap[e].attrs.set(attr, value);
        }
        error
    }
}
