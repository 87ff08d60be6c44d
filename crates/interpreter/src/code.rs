//! Compiled code: what the compiler makes, and what the machine runs.

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::rc::Rc;

use crate::heap::Ref;
use crate::object::Module;
use crate::op::{Op, Reg, Target};
use crate::value::{Name, Value};

/// A constant, before it is placed on a heap.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Const {
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
pub(crate) enum CodeKind {
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
pub(crate) struct Params {
    /// Names of all parameters, in register order.
    pub(crate) names: Vec<Box<str>>,
    pub(crate) positional_only: u16,
    /// Positional parameters, the positional-only ones included.
    pub(crate) positional: u16,
    pub(crate) keyword_only: u16,
    pub(crate) varargs: bool,
    pub(crate) varkw: bool,
}

/// Where an exception goes.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    /// Instructions that it protects.
    pub(crate) range: Range<Target>,
    pub(crate) target: Target,
    /// Receives the exception.
    pub(crate) exc: Reg,
}

/// A function that a code makes (see [`Op::MakeFunction`]).
#[derive(Clone, Debug)]
pub(crate) struct FunctionSpec {
    pub(crate) code: Rc<CodeSpec>,
    /// Positional defaults, in registers from `base` on.
    pub(crate) defaults: u16,
    /// Names of the keyword-only parameters with defaults, which follow.
    pub(crate) kwdefaults: Vec<Box<str>>,
    /// Whether a dict of annotations follows.
    pub(crate) annotations: bool,
    /// For each free variable of `code` (in the order of its `free`), the register of the enclosing frame that holds
    /// its cell.
    pub(crate) closure: Vec<Reg>,
}

/// A compiled code, independent of any heap.
#[derive(Clone, Debug)]
pub(crate) struct CodeSpec {
    pub(crate) kind: CodeKind,
    pub(crate) name: Box<str>,
    pub(crate) qualname: Box<str>,
    pub(crate) doc: Option<Box<str>>,
    pub(crate) params: Params,
    pub(crate) ops: Vec<Op>,
    /// Source range of each instruction (byte offsets), for tracebacks and stepping.
    pub(crate) ranges: Vec<(u32, u32)>,
    /// Instructions at which a line begins, and where in the text; ascending.
    pub(crate) starts: Vec<(Target, u32)>,
    pub(crate) consts: Vec<Const>,
    pub(crate) names: Vec<Box<str>>,
    /// Names of the attribute sites.
    pub(crate) attrs: Vec<Box<str>>,
    /// Source ranges of the attribute expressions, by site: where a `CallMethod` fails to find its method.
    pub(crate) attr_ranges: Vec<(u32, u32)>,
    pub(crate) kwnames: Vec<Vec<Box<str>>>,
    pub(crate) functions: Vec<FunctionSpec>,
    /// Innermost first.
    pub(crate) handlers: Vec<Handler>,
    /// Registers in all.
    pub(crate) registers: u16,
    /// Names of the local variables, by register (cells included), for inspection: parameters, locals, own cells, free.
    pub(crate) locals: Vec<Box<str>>,
    /// The register of the first free variable's cell, and how many there are. The call fills them in.
    pub(crate) free_base: Reg,
    pub(crate) free: Vec<Box<str>>,
    /// 1-based line of the `def`, `class` or `lambda` (its first decorator's, as in CPython).
    pub(crate) first_line: u32,
}

/// A compiled module.
#[derive(Clone, Debug)]
pub(crate) struct ModuleSpec {
    pub(crate) code: Rc<CodeSpec>,
    /// Names of the globals, by slot.
    pub(crate) globals: Vec<Box<str>>,
}

/// The text of a module, for tracebacks.
#[derive(Debug)]
pub(crate) struct Source {
    /// As tracebacks name it.
    pub(crate) file: Box<str>,
    pub(crate) text: Box<str>,
    /// Byte offset of each line's start.
    pub(crate) lines: Vec<u32>,
}

/// What an attribute site remembers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttrCache {
    /// The shape for which it holds; `u32::MAX`: nothing remembered.
    pub(crate) shape: u32,
    /// The classes' epoch in which it was seen (any change of a class ends the epoch).
    pub(crate) epoch: u32,
    /// The instance's slot, or `u32::MAX` when `value` is the class's attribute (one less if it is to be bound).
    pub(crate) slot: u32,
    /// The class's attribute (of a property, its getter); for a slot that the place gives to instances of this shape,
    /// the shape that they have then.
    pub(crate) value: Value,
}

/// A place in a code where an attribute is looked up.
#[derive(Clone, Debug)]
pub(crate) struct AttrSite {
    pub(crate) name: Name,
    pub(crate) cache: Cell<AttrCache>,
}

/// Code linked to a heap and a module: what frames run.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) spec: Rc<CodeSpec>,
    pub(crate) module: Ref<Module>,
    pub(crate) source: Rc<Source>,
    pub(crate) consts: Vec<Value>,
    pub(crate) names: Vec<Name>,
    pub(crate) attrs: Vec<AttrSite>,
    pub(crate) kwnames: Vec<Rc<[Name]>>,
    pub(crate) functions: Vec<Rc<Code>>,
    pub(crate) param_names: Vec<Name>,
    /// Called with exactly its positional parameters, its frame needs nothing but them: no keyword-only parameters, no
    /// `*args`, no `**kwargs`.
    pub(crate) simple: bool,
    /// A generator function's, whose generators may be awaited (`types.coroutine`).
    pub(crate) awaitable: bool,
    /// See [`Code::lines`].
    pub(crate) lines: OnceCell<Box<[u32]>>,
}

impl Source {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1);
        Source { file: file.into(), text: text.into(), lines: std::iter::once(0).chain(starts).collect() }
    }

    /// The 1-based line of a byte offset.
    pub(crate) fn line_of(&self, offset: u32) -> u32 {
        self.lines.partition_point(|start| *start <= offset) as u32
    }

    /// The text of a 1-based line, without its end.
    pub(crate) fn line(&self, line: u32) -> &str {
        let Some(start) = self.lines.get((line as usize).wrapping_sub(1)) else { return "" };
        let rest = &self.text[*start as usize..];
        rest.split('\n').next().unwrap_or("").trim_end_matches('\r')
    }
}

impl Code {
    /// See [`crate::object::Function::fast_argc`].
    pub(crate) fn fast_argc(&self) -> u32 {
        match self.spec.kind {
            CodeKind::Function if self.simple => u32::from(self.spec.params.positional),
            CodeKind::Class => 1,
            _ => u32::MAX,
        }
    }

    /// Does it belong to a library module?
    pub(crate) fn is_of_library(&self) -> bool {
        self.source.file.starts_with("<lib/")
    }

    /// Does it belong to the program's own text, and neither to a library module nor to a text that `exec` was given?
    pub(crate) fn is_of_program(&self) -> bool {
        !self.source.file.starts_with('<')
    }

    /// For each instruction the line that begins there, or 0; nothing for code that is not the program's. Made when the
    /// code is first stepped through.
    pub(crate) fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            if !self.is_of_program() {
                return Box::default();
            }
            let mut lines = vec![0; self.spec.ops.len()];
            for (at, place) in &self.spec.starts {
                if let Some(line) = lines.get_mut(*at as usize) {
                    *line = self.source.line_of(*place);
                }
            }
            lines.into()
        })
    }

    /// Forgets what its instructions have remembered of objects: see [`crate::vm::Vm::forget_caches`].
    pub(crate) fn forget_caches(&self) {
        for site in &self.attrs {
            site.cache.set(crate::vm::NO_CACHE);
        }
    }

    /// The 1-based line of an instruction.
    pub(crate) fn line_at(&self, pc: usize) -> u32 {
        self.spec.ranges.get(pc).map_or(self.spec.first_line, |(start, _)| self.source.line_of(*start))
    }
}
