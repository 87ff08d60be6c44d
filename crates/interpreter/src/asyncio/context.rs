//! Contexts (`contextvars`): which values context variables have where.
//!
//! The current context is `None` (no variable has a value), a dict that nobody changes (the context of a task or
//! callback, which is copied by sharing it), or a [`Context`] object that the program holds and has entered.

use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Dict, NativeObject};
use crate::value::Value;
use crate::vm::Vm;

/// A `contextvars.Context`: the values of variables, in a dict that is never changed but replaced, or `None`.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) values: Value,
    /// Somebody is within its `run`.
    pub(crate) entered: bool,
}

impl NativeObject for Context {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.values);
    }
}

impl Vm {
    /// A copy of the current context: what a new task or callback gets. Costs nothing.
    pub(crate) fn copy_context(&self) -> Value {
        self.values_of_context(self.asyncio.context)
    }

    /// The values in a context: a dict or `None`.
    pub(crate) fn values_of_context(&self, context: Value) -> Value {
        match context {
            Value::Opaque(object) => self.heap[object].get::<Context>().map_or(Value::None, |context| context.values),
            values => values,
        }
    }

    /// The value of a variable in the current context.
    pub(crate) fn context_value(&mut self, variable: Value) -> Res<Option<Value>> {
        match self.copy_context() {
            Value::Dict(dict) => self.dict_get(dict, variable),
            _ => Ok(None),
        }
    }

    /// Sets, or removes, the value of a variable in the current context.
    pub(crate) fn set_context_value(&mut self, variable: Value, value: Option<Value>) -> Res<()> {
        let changed: Ref<Dict> = self.heap.alloc(Dict::default());
        if let Value::Dict(values) = self.copy_context() {
            for (key, value) in self.dict_items(values) {
                self.dict_set(changed, key, value)?;
            }
        }
        match value {
            Some(value) => self.dict_set(changed, variable, value)?,
            None => drop(self.dict_remove(changed, variable)?),
        }
        let changed = Value::Dict(changed);
        if let Value::Opaque(object) = self.asyncio.context
            && let Some(context) = self.heap[object].get_mut::<Context>()
        {
            context.values = changed;
        } else {
            self.asyncio.context = changed;
        }
        Ok(())
    }
}
