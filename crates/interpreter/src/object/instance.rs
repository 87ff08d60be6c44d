//! Instances of classes written in Python, and their shapes.

use loopscope_executor::FutureId;

use super::{Class, Dict, NameMap};
use crate::heap::{Dead, Dying, Ref, Trace, clone_with_room};
use crate::value::{Name, Value};

/// An object of a class written in Python.
#[derive(Debug, Default)]
pub(crate) struct Instance {
    /// `None` only in a freed place.
    pub(crate) class: Option<Ref<Class>>,
    /// Says which attribute is in which slot.
    pub(crate) shape: u32,
    /// Values of the attributes; unbound when deleted.
    pub(crate) slots: Vec<Value>,
    /// Where the attributes live once the program has asked for `__dict__`; the shape is [`Shapes::IN_DICT`] then.
    pub(crate) dict: Option<Ref<Dict>>,
    /// The built-in value that an instance of a subclass of a built-in class wraps; unbound if there is none.
    pub(crate) payload: Value,
}

impl Instance {
    pub(crate) fn class(&self) -> Ref<Class> {
        self.class.expect("a living instance has a class")
    }
}

impl Clone for Instance {
    fn clone(&self) -> Self {
        Instance { slots: clone_with_room(&self.slots), ..*self }
    }
}

impl Trace for Instance {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.slots.iter().for_each(|v| visit(*v));
        visit(self.payload);
        if let Some(dict) = self.dict {
            visit(Value::Dict(dict));
        }
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }

    fn owned_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Value>()
    }
}

impl Dying for Instance {}

/// The order in which instances of a class got their attributes: same shape, same slots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Names by slot.
    pub(crate) names: NameMap,
    /// The shape with one more name.
    next: Vec<(Name, u32)>,
}

/// All shapes. Each class has a first one of its own, so that a shape also tells the class.
#[derive(Clone, Debug)]
pub(crate) struct Shapes {
    shapes: Vec<Shape>,
}

impl Default for Shapes {
    fn default() -> Self {
        Shapes { shapes: vec![Shape::default()] }
    }
}

impl Shapes {
    /// The shape of instances whose attributes live in a dict: it has no slots, and nothing is remembered of it.
    pub(crate) const IN_DICT: u32 = 0;

    /// A class's first shape.
    pub(crate) fn root(&mut self) -> u32 {
        self.shapes.push(Shape::default());
        (self.shapes.len() - 1) as u32
    }

    #[inline]
    pub(crate) fn slot(&self, shape: u32, name: Name) -> Option<usize> {
        self.shapes[shape as usize].names.slot(name)
    }

    /// Names in order of their slots.
    pub(crate) fn names(&self, shape: u32) -> impl Iterator<Item = Name> + '_ {
        let names = &self.shapes[shape as usize].names;
        (0..names.slots()).map(|i| names.name_at(i))
    }

    /// The shape that has one more attribute.
    pub(crate) fn with(&mut self, shape: u32, name: Name) -> u32 {
        if let Some((_, next)) = self.shapes[shape as usize].next.iter().find(|(n, _)| *n == name) {
            return *next;
        }
        let mut names = self.shapes[shape as usize].names.clone();
        names.set(name, Value::None);
        self.shapes.push(Shape { names, next: Vec::new() });
        let next = (self.shapes.len() - 1) as u32;
        self.shapes[shape as usize].next.push((name, next));
        next
    }
}

/// `asyncio.Future` or `asyncio.Task`, as the program holds it.
#[derive(Clone, Debug, Default)]
pub(crate) struct FutureObject {
    pub(crate) id: Option<FutureId>,
    pub(crate) class: Option<Ref<Class>>,
    /// The task's coroutine; `None` for a plain future.
    pub(crate) coroutine: Value,
    /// The task's context (`contextvars`), while it does not run.
    pub(crate) context: Value,
    /// Attributes that the program set.
    pub(crate) attrs: NameMap,
    /// Nobody is told when it is destroyed while it is pending: whoever made it of a coroutine says what is wrong.
    pub(crate) is_discreet: bool,
}

impl Trace for FutureObject {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.coroutine);
        visit(self.context);
        self.attrs.trace(visit);
        if let Some(class) = self.class {
            visit(Value::Class(class));
        }
    }
}

impl Dying for FutureObject {
    fn dying(&mut self, dead: &mut Dead) {
        dead.futures.extend(self.id);
    }
}
