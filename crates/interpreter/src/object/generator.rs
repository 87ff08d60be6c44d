//! Generators, coroutines and async generators: suspended frames.

use std::rc::Rc;

use super::Class;
use crate::code::Code;
use crate::frame::Fiber;
use crate::heap::{Dead, Dying, Ref, Trace};
use crate::value::{Name, Value};

/// Which of the three it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum GenKind {
    #[default]
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where its frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum GenState {
    /// Not started: the frame, with its arguments, is in `fiber`.
    Created,
    /// At a `yield` or `await`: the frame is in `fiber`.
    Suspended,
    /// Its fiber is on a thread.
    Running,
    /// Awaited by another coroutine, whose fiber its frame has joined (running or suspended with it).
    Joined,
    #[default]
    Finished,
}

/// A generator, coroutine or async generator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Generator {
    pub(crate) kind: GenKind,
    pub(crate) state: GenState,
    /// There while created or suspended.
    pub(crate) fiber: Option<Box<Fiber>>,
    /// `None` for a native coroutine.
    pub(crate) code: Option<Rc<Code>>,
    pub(crate) name: Option<Name>,
    /// A `str`.
    pub(crate) qualname: Value,
    /// Class to show in place of `generator` (prelude's `map` and `filter`).
    pub(crate) class: Option<Ref<Class>>,
    /// An async generator: an `asend`, `athrow` or `aclose` is under way.
    pub(crate) busy: bool,
    /// An async generator that was closed, or iterated at all (its finalizer hook is set).
    pub(crate) closed: bool,
    pub(crate) hooked: bool,
}

impl Trace for Generator {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.qualname);
        if let Some(fiber) = &self.fiber {
            fiber.trace(visit);
        }
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }

    fn owned_bytes(&self) -> usize {
        self.fiber.as_ref().map_or(0, |f| f.owned_bytes())
    }
}

impl Dying for Generator {
    fn dying(&mut self, dead: &mut Dead) {
        if self.kind == GenKind::Coroutine && self.state == GenState::Created {
            dead.unawaited.extend(self.code.as_ref().map(|code| code.spec.qualname.to_string()));
            dead.native_unawaited.extend(self.name.filter(|_| self.code.is_none()));
        }
    }
}
