//! Code that belongs to a heap and a module: what the machine runs.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use loopscope_compiler::{CodeKind, CodeSpec};

use crate::heap::Ref;
use crate::object::Module;
use crate::value::{Name, Value};

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
