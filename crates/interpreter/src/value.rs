//! Values: what a register holds.

use crate::heap::Ref;
use crate::native::NativeDef;
use crate::object::{
    BigInt, Bytes, Cell, Class, Descriptor, Dict, Exception, Function, FutureObject, Generator, Instance, Iter, List,
    Method, Module, Opaque, Range, Set, Slice, Str, Tuple,
};

/// An interned string: the names of attributes, globals and keyword arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Name(pub(crate) u32);

/// A Python value: small things as they are, others by reference into the [`crate::heap::Heap`].
///
/// It is plain data: copying it costs nothing and keeps nothing alive; what is alive is found by tracing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    /// No value: an empty register, a missing argument, the end of an iteration. Never seen by a program.
    Unbound,
    None,
    NotImplemented,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// An integer beyond `i64` (always: what fits is an [`Value::Int`]).
    BigInt(Ref<BigInt>),
    Str(Ref<Str>),
    /// `bytes` and `bytearray`.
    Bytes(Ref<Bytes>),
    Tuple(Ref<Tuple>),
    List(Ref<List>),
    Dict(Ref<Dict>),
    /// `set` and `frozenset`.
    Set(Ref<Set>),
    Slice(Ref<Slice>),
    Range(Ref<Range>),
    /// A native iterator (of a list, a range, `zip`, `enumerate`…).
    Iter(Ref<Iter>),
    Function(Ref<Function>),
    Native(&'static NativeDef),
    /// A function bound to its first argument.
    Method(Ref<Method>),
    Class(Ref<Class>),
    Instance(Ref<Instance>),
    Exception(Ref<Exception>),
    Module(Ref<Module>),
    /// A generator, coroutine or async generator.
    Generator(Ref<Generator>),
    /// `asyncio.Future` and `asyncio.Task`.
    Future(Ref<FutureObject>),
    /// `property`, `staticmethod`, `classmethod`.
    Descriptor(Ref<Descriptor>),
    /// A captured variable. Never seen by a program.
    Cell(Ref<Cell>),
    /// An object of a native class (`deque`, `asyncio.Lock`, `random.Random`, `complex`…).
    Opaque(Ref<Opaque>),
}

/// What freed places hold.
impl Default for Value {
    fn default() -> Self {
        Value::None
    }
}

impl Value {
    /// Is it the same object (`is`)?
    pub(crate) fn is(self, other: Self) -> bool {
        use Value::*;
        match (self, other) {
            (Unbound, Unbound) | (None, None) | (NotImplemented, NotImplemented) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (BigInt(a), BigInt(b)) => a == b,
            (Str(a), Str(b)) => a == b,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) => a == b,
            (List(a), List(b)) => a == b,
            (Dict(a), Dict(b)) => a == b,
            (Set(a), Set(b)) => a == b,
            (Slice(a), Slice(b)) => a == b,
            (Range(a), Range(b)) => a == b,
            (Iter(a), Iter(b)) => a == b,
            (Function(a), Function(b)) => a == b,
            (Native(a), Native(b)) => std::ptr::eq(a, b),
            (Method(a), Method(b)) => a == b,
            (Class(a), Class(b)) => a == b,
            (Instance(a), Instance(b)) => a == b,
            (Exception(a), Exception(b)) => a == b,
            (Module(a), Module(b)) => a == b,
            (Generator(a), Generator(b)) => a == b,
            (Future(a), Future(b)) => a == b,
            (Descriptor(a), Descriptor(b)) => a == b,
            (Cell(a), Cell(b)) => a == b,
            (Opaque(a), Opaque(b)) => a == b,
            _ => false,
        }
    }

    /// Does it refer to an object of the heap?
    #[inline]
    pub(crate) fn is_on_heap(self) -> bool {
        use Value::*;
        !matches!(self, Unbound | None | NotImplemented | Ellipsis | Bool(_) | Int(_) | Float(_) | Native(_))
    }

    pub(crate) fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    pub(crate) fn is_unbound(self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// `None` for an unbound value.
    pub(crate) fn bound(self) -> Option<Value> {
        if self.is_unbound() { None } else { Some(self) }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}
