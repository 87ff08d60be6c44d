//! The code that is being made: instructions, labels, temporaries, protected regions.

use std::collections::HashMap;
use std::ops::Range;

use ruff_text_size::TextRange;

use super::bits::Bits;
use super::block::Block;
use super::scope::ScopeId;
use crate::op::{NO_REG, Op, Reg, Target};
use crate::spec::{CodeKind, Const, FunctionSpec, Params};

/// A place to jump to, perhaps not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(usize);

#[derive(Debug, Default)]
struct LabelState {
    at: Option<Target>,
    /// What is bound at all the jumps seen so far; `None` before the first.
    bound: Option<Bits>,
}

/// Instructions that an exception handler protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region(usize);

#[derive(Debug)]
struct RegionState {
    /// Where the open segment begins.
    start: Option<Target>,
    segments: Vec<Range<Target>>,
    handler: Label,
    exc: Reg,
}

/// A handler whose target is still a label.
#[derive(Debug)]
pub(super) struct HandlerDraft {
    pub(super) range: Range<Target>,
    pub(super) target: Label,
    pub(super) exc: Reg,
}

/// More registers than this are refused.
const MAX_REGISTERS: u32 = 60_000;
/// More instructions in one code than this are refused.
const MAX_OPS: usize = 1_000_000;

/// Why a code cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooBig {
    Registers,
    Ops,
    Names,
}

/// A code in the making.
pub(super) struct Unit<'a> {
    pub(super) scope: ScopeId,
    pub(super) kind: CodeKind,
    pub(super) name: Box<str>,
    pub(super) qualname: Box<str>,
    pub(super) doc: Option<Box<str>>,
    pub(super) first_line: u32,
    pub(super) params: Params,
    pub(super) ops: Vec<Op>,
    pub(super) ranges: Vec<(u32, u32)>,
    /// Instructions at which a line begins, with its place in the text; ascending.
    pub(super) starts: Vec<(Target, u32)>,
    labels: Vec<LabelState>,
    /// Jumps, by instruction.
    pub(super) jumps: Vec<(Target, Label)>,
    regions: Vec<RegionState>,
    pub(super) handlers: Vec<HandlerDraft>,
    pub(super) consts: Vec<Const>,
    const_index: HashMap<String, u32>,
    pub(super) names: Vec<Box<str>>,
    name_index: HashMap<Box<str>, u16>,
    pub(super) attrs: Vec<Box<str>>,
    pub(super) attr_ranges: Vec<(u32, u32)>,
    pub(super) kwnames: Vec<Vec<Box<str>>>,
    pub(super) functions: Vec<FunctionSpec>,
    /// Names of the registers that are variables.
    pub(super) locals: Vec<Box<str>>,
    /// Registers of local variables.
    pub(super) variables: HashMap<Box<str>, Reg>,
    /// Registers that hold cells, own and free.
    pub(super) cells: HashMap<Box<str>, Reg>,
    /// The cell of the class that a class body makes.
    pub(super) class_cell: Option<Reg>,
    pub(super) free_base: Reg,
    pub(super) free: Vec<Box<str>>,
    /// Type parameters whose definition's annotations are being compiled, with their private names.
    pub(super) hidden: Vec<(Box<str>, Box<str>)>,
    /// The first temporary.
    temps: u32,
    next: u32,
    max: u32,
    /// What is bound here; `None` where control never comes.
    pub(super) bound: Option<Bits>,
    /// Variables that are deleted somewhere.
    pub(super) deletable: Bits,
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) too_big: Option<TooBig>,
}

impl Unit<'_> {
    pub(super) fn new(scope: ScopeId, kind: CodeKind, name: &str, qualname: Box<str>, first_line: u32) -> Self {
        Unit {
            scope,
            kind,
            name: name.into(),
            qualname,
            doc: None,
            first_line,
            params: Params::default(),
            ops: Vec::new(),
            ranges: Vec::new(),
            starts: Vec::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            regions: Vec::new(),
            handlers: Vec::new(),
            consts: Vec::new(),
            const_index: HashMap::new(),
            names: Vec::new(),
            name_index: HashMap::new(),
            attrs: Vec::new(),
            attr_ranges: Vec::new(),
            kwnames: Vec::new(),
            functions: Vec::new(),
            locals: Vec::new(),
            variables: HashMap::new(),
            cells: HashMap::new(),
            class_cell: None,
            free_base: 0,
            free: Vec::new(),
            hidden: Vec::new(),
            temps: 0,
            next: 0,
            max: 0,
            bound: Some(Bits::default()),
            deletable: Bits::default(),
            blocks: Vec::new(),
            too_big: None,
        }
    }

    // ── Instructions ─────────────────────────────────────────────────────────────────────────────────────────────

    /// Does control come here?
    pub(super) fn reachable(&self) -> bool {
        self.bound.is_some()
    }

    /// Where the next instruction will be.
    pub(super) fn here(&self) -> Target {
        self.ops.len() as Target
    }

    /// The line of `range` begins here: stepping stops before it. It costs no instruction.
    pub(super) fn begin_line(&mut self, range: TextRange) {
        let (here, place) = (self.here(), range.start().to_u32());
        match self.starts.last_mut() {
            // Nothing has come of the line before.
            Some((at, before)) if *at == here => *before = place,
            _ => self.starts.push((here, place)),
        }
    }

    /// Adds an instruction that stems from `range`.
    pub(super) fn emit(&mut self, op: Op, range: TextRange) {
        if self.ops.len() >= MAX_OPS {
            self.too_big.get_or_insert(TooBig::Ops);
            return;
        }
        self.ops.push(op);
        self.ranges.push((range.start().to_u32(), range.end().to_u32()));
    }

    /// Where the last instruction stands in the text.
    pub(super) fn last_range(&self) -> Option<TextRange> {
        self.ranges.last().map(|(start, end)| TextRange::new((*start).into(), (*end).into()))
    }

    /// Adds an instruction after which control does not go on.
    pub(super) fn emit_last(&mut self, op: Op, range: TextRange) {
        self.emit(op, range);
        self.bound = None;
    }

    // ── Jumps ────────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() - 1)
    }

    /// Adds a jump to `label`; its target or offset is filled in at the end.
    pub(super) fn emit_jump(&mut self, op: Op, label: Label, range: TextRange) {
        self.note_jump(label);
        let here = self.here();
        self.emit(op, range);
        self.jumps.push((here, label));
    }

    pub(super) fn jump(&mut self, label: Label, range: TextRange) {
        self.emit_jump(Op::Jump { target: 0 }, label, range);
        self.bound = None;
    }

    fn note_jump(&mut self, label: Label) {
        if let Some(bound) = &self.bound {
            match &mut self.labels[label.0].bound {
                Some(merged) => merged.intersect(bound),
                merged => *merged = Some(bound.clone()),
            }
        }
    }

    /// The label is here: control comes from above (if it does) and from the jumps to it.
    pub(super) fn place(&mut self, label: Label) {
        self.note_jump(label);
        self.bound.clone_from(&self.labels[label.0].bound);
        self.labels[label.0].at = Some(self.here());
    }

    /// As [`Unit::place`], for the head of a loop: what the loop may delete is not surely bound.
    pub(super) fn place_loop(&mut self, label: Label) {
        if let Some(bound) = &mut self.bound {
            bound.subtract(&self.deletable);
        }
        self.place(label);
    }

    /// As [`Unit::place`], for a handler of exceptions that are raised where `bound` was bound at first.
    pub(super) fn place_handler(&mut self, label: Label, bound: Option<Bits>) {
        self.bound = bound;
        if let Some(bound) = &mut self.bound {
            bound.subtract(&self.deletable);
        }
        self.place(label);
    }

    pub(super) fn target_of(&self, label: Label) -> Target {
        // A label that nobody placed is one that nobody can reach.
        self.labels[label.0].at.unwrap_or(0)
    }

    /// Instructions have moved: so do the labels.
    pub(super) fn move_labels(&mut self, to: impl Fn(Target) -> Target) {
        for label in &mut self.labels {
            label.at = label.at.map(&to);
        }
    }

    // ── Protected regions ────────────────────────────────────────────────────────────────────────────────────────

    /// From here on, exceptions go to `handler`, in register `exc`.
    pub(super) fn open_region(&mut self, handler: Label, exc: Reg) -> Region {
        let start = Some(self.here());
        self.regions.push(RegionState { start, segments: Vec::new(), handler, exc });
        Region(self.regions.len() - 1)
    }

    /// From here on, they do not, for a while.
    pub(super) fn suspend_region(&mut self, region: Region) {
        let here = self.here();
        let state = &mut self.regions[region.0];
        if let Some(start) = state.start.take()
            && start < here
        {
            state.segments.push(start..here);
        }
    }

    pub(super) fn resume_region(&mut self, region: Region) {
        let here = self.here();
        self.regions[region.0].start = Some(here);
    }

    /// The region ends for good.
    pub(super) fn close_region(&mut self, region: Region) {
        self.suspend_region(region);
        let state = &mut self.regions[region.0];
        let (target, exc) = (state.handler, state.exc);
        for range in std::mem::take(&mut state.segments) {
            self.handlers.push(HandlerDraft { range, target, exc });
        }
    }

    // ── Registers ────────────────────────────────────────────────────────────────────────────────────────────────

    /// Gives a variable a register. Only before the first temporary.
    pub(super) fn declare(&mut self, name: &str) -> Reg {
        let reg = self.alloc();
        self.locals.push(name.into());
        self.temps = self.next;
        reg
    }

    /// A new temporary, on top.
    pub(super) fn alloc(&mut self) -> Reg {
        let reg = self.next;
        if reg >= MAX_REGISTERS {
            self.too_big.get_or_insert(TooBig::Registers);
            return 0;
        }
        self.next += 1;
        self.max = self.max.max(self.next);
        reg as Reg
    }

    /// The top of the temporaries, for [`Unit::release`].
    pub(super) fn mark(&self) -> u32 {
        self.next
    }

    /// Frees all temporaries above `mark`.
    pub(super) fn release(&mut self, mark: u32) {
        self.next = mark;
    }

    pub(super) fn is_temp(&self, reg: Reg) -> bool {
        u32::from(reg) >= self.temps
    }

    /// Is it the topmost temporary?
    pub(super) fn is_top(&self, reg: Reg) -> bool {
        self.is_temp(reg) && u32::from(reg) + 1 == self.next
    }

    pub(super) fn registers(&self) -> u16 {
        self.max as u16
    }

    pub(super) fn is_bound(&self, reg: Reg) -> bool {
        self.bound.as_ref().is_none_or(|b| b.contains(reg))
    }

    pub(super) fn set_bound(&mut self, reg: Reg) {
        if let Some(bound) = &mut self.bound {
            bound.insert(reg);
        }
    }

    pub(super) fn set_unbound(&mut self, reg: Reg) {
        if let Some(bound) = &mut self.bound {
            bound.remove(reg);
        }
    }

    // ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// Adds a constant, unless it is there.
    pub(super) fn constant(&mut self, value: Const) -> u32 {
        let key = format!("{value:?}");
        if let Some(index) = self.const_index.get(&key) {
            return *index;
        }
        let index = self.consts.len() as u32;
        self.consts.push(value);
        self.const_index.insert(key, index);
        index
    }

    pub(super) fn load_const(&mut self, dst: Reg, value: Const, range: TextRange) {
        let op = match value {
            Const::None => Op::LoadNone { dst },
            Const::Bool(value) => Op::LoadBool { dst, value },
            Const::Int(value) if i32::try_from(value).is_ok() => Op::LoadInt { dst, value: value as i32 },
            value => {
                let index = self.constant(value);
                Op::LoadConst { dst, index }
            }
        };
        self.emit(op, range);
    }

    pub(super) fn load_str(&mut self, dst: Reg, text: &str, range: TextRange) {
        self.load_const(dst, Const::Str(text.into()), range);
    }

    /// The index of a name.
    pub(super) fn name_index(&mut self, name: &str) -> u16 {
        if let Some(index) = self.name_index.get(name) {
            return *index;
        }
        let Ok(index) = u16::try_from(self.names.len()) else {
            self.too_big.get_or_insert(TooBig::Names);
            return 0;
        };
        self.names.push(name.into());
        self.name_index.insert(name.into(), index);
        index
    }

    /// A new attribute site. `range` is that of the whole attribute expression.
    pub(super) fn attr_site(&mut self, name: &str, range: TextRange) -> u16 {
        if self.attrs.len() >= usize::from(u16::MAX) {
            // So huge a function may share its sites.
            match self.attrs.iter().position(|n| &**n == name) {
                Some(index) => return index as u16,
                None => {
                    self.too_big.get_or_insert(TooBig::Names);
                    return 0;
                }
            }
        }
        self.attrs.push(name.into());
        self.attr_ranges.push((range.start().to_u32(), range.end().to_u32()));
        (self.attrs.len() - 1) as u16
    }

    pub(super) fn keyword_names(&mut self, names: Vec<Box<str>>) -> u16 {
        if let Some(index) = self.kwnames.iter().rposition(|n| *n == names) {
            return index as u16;
        }
        if self.kwnames.len() >= usize::from(NO_REG) {
            self.too_big.get_or_insert(TooBig::Names);
            return 0;
        }
        self.kwnames.push(names);
        (self.kwnames.len() - 1) as u16
    }
}
