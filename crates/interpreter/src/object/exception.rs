//! Exceptions.

use std::rc::Rc;

use super::{Class, NameMap};
use crate::code::Code;
use crate::heap::{Dying, Ref, Trace, clone_with_room};
use crate::value::Value;

/// A frame that an exception has passed.
#[derive(Clone, Debug)]
pub(crate) struct TraceEntry {
    pub(crate) code: Rc<Code>,
    /// The instruction.
    pub(crate) pc: u32,
    /// The instruction calls a method that was not found: the place is that of the attribute, not of the call.
    pub(crate) no_method: bool,
}

impl TraceEntry {
    /// The text of the instruction's part of the source.
    pub(crate) fn text(&self) -> Option<&str> {
        let range = self.code.spec.ranges.get(self.pc as usize)?;
        self.code.source.text.get(range.0 as usize..range.1 as usize)
    }

    pub(crate) fn new(code: Rc<Code>, pc: u32) -> Self {
        TraceEntry { code, pc, no_method: false }
    }
}

/// An object of a subclass of `BaseException`.
#[derive(Debug, Default)]
pub(crate) struct Exception {
    /// `None` only in a freed place.
    pub(crate) class: Option<Ref<Class>>,
    pub(crate) args: Vec<Value>,
    /// `__cause__`, an exception or `None`.
    pub(crate) cause: Value,
    /// `__context__`, an exception or `None`.
    pub(crate) context: Value,
    pub(crate) suppress_context: bool,
    /// Innermost frame first: appended while unwinding.
    pub(crate) traceback: Vec<TraceEntry>,
    /// Attributes: `__notes__`, `value`, `exceptions`, `message`, and what the program sets.
    pub(crate) attrs: NameMap,
}

impl Exception {
    pub(crate) fn class(&self) -> Ref<Class> {
        self.class.expect("a living exception has a class")
    }
}

impl Clone for Exception {
    fn clone(&self) -> Self {
        let traceback = clone_with_room(&self.traceback);
        Exception { args: self.args.clone(), traceback, attrs: self.attrs.clone(), ..*self }
    }
}

impl Trace for Exception {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.args.iter().for_each(|v| visit(*v));
        visit(self.cause);
        visit(self.context);
        self.attrs.trace(visit);
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }

    fn owned_bytes(&self) -> usize {
        self.traceback.capacity() * size_of::<TraceEntry>()
    }
}

impl Dying for Exception {}
