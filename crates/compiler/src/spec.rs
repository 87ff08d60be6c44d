//! What the compiler makes: code that belongs to no heap yet.

#![expect(missing_docs, reason = "what has no comment is named as in Python's data model")]

use std::ops::Range;
use std::rc::Rc;

use crate::op::{Op, Reg, Target};

/// A constant, before it is placed on a heap.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// Decimal digits.
    BigInt(Box<str>),
    Float(f64),
    /// The imaginary part.
    Complex(f64),
    Str(Box<str>),
    Bytes(Box<[u8]>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
}

/// What kind of callable a code is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    Module,
    Class,
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Parameters of a function. They are its first registers, in the order: positional-only, positional-or-keyword,
/// keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Names of all parameters, in register order.
    pub names: Vec<Box<str>>,
    pub positional_only: u16,
    /// Positional parameters, the positional-only ones included.
    pub positional: u16,
    pub keyword_only: u16,
    pub varargs: bool,
    pub varkw: bool,
}

/// Where an exception goes.
#[derive(Clone, Debug)]
pub struct Handler {
    /// Instructions that it protects.
    pub range: Range<Target>,
    pub target: Target,
    /// Receives the exception.
    pub exc: Reg,
}

/// A function that a code makes (see [`Op::MakeFunction`]).
#[derive(Clone, Debug)]
pub struct FunctionSpec {
    pub code: Rc<CodeSpec>,
    /// Positional defaults, in registers from `base` on.
    pub defaults: u16,
    /// Names of the keyword-only parameters with defaults, which follow.
    pub kwdefaults: Vec<Box<str>>,
    /// Whether a dict of annotations follows.
    pub annotations: bool,
    /// For each free variable of `code` (in the order of its `free`), the register of the enclosing frame that holds
    /// its cell.
    pub closure: Vec<Reg>,
}

/// A compiled code, independent of any heap.
#[derive(Clone, Debug)]
pub struct CodeSpec {
    pub kind: CodeKind,
    pub name: Box<str>,
    pub qualname: Box<str>,
    pub doc: Option<Box<str>>,
    pub params: Params,
    pub ops: Vec<Op>,
    /// Source range of each instruction (byte offsets), for tracebacks and stepping.
    pub ranges: Vec<(u32, u32)>,
    /// Instructions at which a line begins, and where in the text; ascending.
    pub starts: Vec<(Target, u32)>,
    pub consts: Vec<Const>,
    pub names: Vec<Box<str>>,
    /// Names of the attribute sites.
    pub attrs: Vec<Box<str>>,
    /// Source ranges of the attribute expressions, by site: where a `CallMethod` fails to find its method.
    pub attr_ranges: Vec<(u32, u32)>,
    pub kwnames: Vec<Vec<Box<str>>>,
    pub functions: Vec<FunctionSpec>,
    /// Innermost first.
    pub handlers: Vec<Handler>,
    /// Registers in all.
    pub registers: u16,
    /// Names of the local variables, by register (cells included), for inspection: parameters, locals, own cells, free.
    pub locals: Vec<Box<str>>,
    /// The register of the first free variable's cell, and how many there are. The call fills them in.
    pub free_base: Reg,
    pub free: Vec<Box<str>>,
    /// 1-based line of the `def`, `class` or `lambda` (its first decorator's, as in CPython).
    pub first_line: u32,
}

/// A compiled module.
#[derive(Clone, Debug)]
pub struct ModuleSpec {
    pub code: Rc<CodeSpec>,
    /// Names of the globals, by slot.
    pub globals: Vec<Box<str>>,
}
