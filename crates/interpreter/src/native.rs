//! Functions and classes written in Rust, as programs see them.

use crate::frame::NativeFrame;
use crate::value::{Name, Value};
use crate::vm::{Pause, Thread, Vm};

/// What ends the normal course of things.
#[derive(Clone)]
pub(crate) enum Unwind {
    /// A Python exception ([`Value::Exception`]).
    Raise(Value),
    /// A native function's wish that something else be run in its place, without recursion: see [`Tail`].
    Tail(Box<Tail>),
}

/// What a native function may ask to be done in its place; the result of that is its result.
#[derive(Clone)]
pub(crate) enum Tail {
    /// Call this.
    Call { callable: Value, args: Vec<Value>, kwargs: Vec<(Name, Value)> },
    /// Run this frame.
    Frame(Box<dyn NativeFrame>),
    /// Stand still (`time.sleep`, and whatever waits for another thread).
    Pause(Pause),
    /// Look at what is running (the stack of callers); the result is that of the function.
    Look(fn(&mut Vm, &Thread, i64) -> Res, i64),
}

/// The result of what may raise.
pub(crate) type Res<T = Value> = Result<T, Unwind>;

/// The arguments of a native call: positional ones, then the values of keyword arguments.
#[derive(Clone, Copy)]
pub(crate) struct Args<'a> {
    pub(crate) values: &'a [Value],
    pub(crate) names: &'a [Name],
}

impl<'a> Args<'a> {
    /// Positional arguments (`self` included).
    pub(crate) fn positional(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.names.len()]
    }

    /// The positional argument at `index`.
    pub(crate) fn get(&self, index: usize) -> Option<Value> {
        self.positional().get(index).copied().and_then(Value::bound)
    }

    /// A positional argument that the definition's `min` promises.
    pub(crate) fn at(&self, index: usize) -> Value {
        self.values[index]
    }

    /// The keyword argument `name`.
    pub(crate) fn keyword(&self, vm: &Vm, name: &str) -> Option<Value> {
        let first = self.values.len() - self.names.len();
        let index = self.names.iter().position(|n| vm.heap.name(*n) == name)?;
        Some(self.values[first + index])
    }

    /// The argument at `index` or, if there is none, the keyword argument `name`.
    pub(crate) fn arg(&self, vm: &Vm, index: usize, name: &str) -> Option<Value> {
        self.get(index).or_else(|| self.keyword(vm, name))
    }

    /// Keyword arguments with their names.
    pub(crate) fn keywords(&self) -> impl Iterator<Item = (Name, Value)> + 'a {
        let first = self.values.len() - self.names.len();
        self.names.iter().copied().zip(self.values[first..].iter().copied())
    }
}

/// A native function's code.
pub(crate) type NativeFn = fn(&mut Vm, Args<'_>) -> Res;

/// How a native function is found on its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NativeKind {
    /// A function of a module.
    Function,
    /// A method. An instance of a subclass of a built-in type is passed as the built-in value that it wraps.
    Method,
    /// A method that is passed the instance itself, also of a subclass.
    ObjectMethod,
    ClassMethod,
    StaticMethod,
    /// A read-only attribute, computed.
    Getter,
    /// The setter of the getter of the same name.
    Setter,
}

/// Any number of positional arguments.
pub(crate) const ANY: u8 = u8::MAX;

/// In the place of the argument that a function drains: it drains none, but wants to know from where it is called.
pub(crate) const PLACED: u8 = u8::MAX;

/// The definition of a native function.
pub(crate) struct NativeDef {
    pub(crate) name: &'static str,
    pub(crate) kind: NativeKind,
    /// Fewest positional arguments (`self` or `cls` included), when no keywords are given.
    pub(crate) min: u8,
    /// Most positional arguments, or [`ANY`].
    pub(crate) max: u8,
    /// Names of the parameters that may be given by keyword; `["**"]`: any.
    pub(crate) keywords: &'static [&'static str],
    /// Which positional argument (if any) is an iterable that the function reads to its end: when it is a generator or
    /// another iterator written in Python, the machine makes a list of it first, without recursion, and passes that.
    pub(crate) drains: Option<u8>,
    pub(crate) function: NativeFn,
}

impl std::fmt::Debug for NativeDef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<native {}>", self.name)
    }
}

impl NativeDef {
    /// A module's function that takes `min` to `max` positional arguments.
    pub(crate) const fn function(name: &'static str, min: u8, max: u8, function: NativeFn) -> Self {
        NativeDef { name, kind: NativeKind::Function, min, max, keywords: &[], drains: None, function }
    }

    /// A method; `min` and `max` count `self`.
    pub(crate) const fn method(name: &'static str, min: u8, max: u8, function: NativeFn) -> Self {
        Self::function(name, min, max, function).of_kind(NativeKind::Method)
    }

    /// A method that is passed the instance itself.
    pub(crate) const fn object_method(name: &'static str, min: u8, max: u8, function: NativeFn) -> Self {
        Self::function(name, min, max, function).of_kind(NativeKind::ObjectMethod)
    }

    /// A class method; `min` and `max` count `cls`. `__new__` is one.
    pub(crate) const fn class_method(name: &'static str, min: u8, max: u8, function: NativeFn) -> Self {
        Self::function(name, min, max, function).of_kind(NativeKind::ClassMethod)
    }

    /// A static method.
    pub(crate) const fn static_method(name: &'static str, min: u8, max: u8, function: NativeFn) -> Self {
        Self::function(name, min, max, function).of_kind(NativeKind::StaticMethod)
    }

    /// A computed attribute.
    pub(crate) const fn getter(name: &'static str, function: NativeFn) -> Self {
        Self::function(name, 1, 1, function).of_kind(NativeKind::Getter)
    }

    /// The setter of a computed attribute.
    pub(crate) const fn setter(name: &'static str, function: NativeFn) -> Self {
        Self::function(name, 2, 2, function).of_kind(NativeKind::Setter)
    }

    /// A function that wants to know from where it is called: see `Vm::run.place`.
    pub(crate) const fn placed(self) -> Self {
        self.drains(PLACED)
    }

    const fn of_kind(mut self, kind: NativeKind) -> Self {
        self.kind = kind;
        self
    }

    /// With parameters that may be given by keyword.
    pub(crate) const fn keywords(mut self, keywords: &'static [&'static str]) -> Self {
        self.keywords = keywords;
        self
    }

    /// With the positional argument that it reads to its end.
    pub(crate) const fn drains(mut self, index: u8) -> Self {
        self.drains = Some(index);
        self
    }
}

/// The definition of a native class.
pub(crate) struct ClassDef {
    pub(crate) name: &'static str,
    /// As `__module__` has it; `builtins` is not shown by `repr`.
    pub(crate) module: &'static str,
    pub(crate) doc: &'static str,
    /// `__new__` (a class method), `__init__`, special methods and others. `__hash__` absent with `__eq__` present
    /// means that it is inherited, unlike in Python source.
    pub(crate) methods: &'static [NativeDef],
}
