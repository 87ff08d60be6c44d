//! Patterns as programs of the matcher.

use super::parse::{Node, Parsed, Wrong};
use super::set::Set;

/// A single character's test.
#[derive(Clone, Debug)]
pub(super) enum One {
    Char(char),
    /// In lower case.
    Folded(char),
    Any,
    NotNewline,
    Set(Set),
}

/// An instruction.
#[derive(Clone, Debug)]
pub(super) enum Inst {
    One(One),
    /// As many of it as possible (or as few), at least `min`, at most `max`.
    Many {
        one: One,
        min: u32,
        max: u32,
        greedy: bool,
    },
    LineStart,
    TextStart,
    LineEnd,
    End,
    TextEnd,
    Boundary {
        inside: bool,
        ascii: bool,
    },
    Save(usize),
    /// Goes on at `first`; at `second` if that fails.
    Split {
        first: usize,
        second: usize,
    },
    Jump(usize),
    /// Remembers the place in a slot.
    Mark(usize),
    /// Leaves a loop, for `end`, if the place is still the one in the slot: it must make progress.
    Progress {
        slot: usize,
        end: usize,
    },
    Backref {
        group: usize,
        ignore_case: bool,
    },
    /// The instructions up to `end` must match here (or `behind` characters back), or must not.
    Look {
        end: usize,
        behind: usize,
        negated: bool,
    },
    /// The instructions up to `end` match as they first can.
    Atomic {
        end: usize,
    },
    /// Goes on at `no` if the group did not match.
    If {
        group: usize,
        no: usize,
    },
    Accept,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    /// Groups, the whole match not counted.
    pub(super) groups: usize,
    pub(super) names: Vec<(String, u32)>,
    pub(super) flags: u32,
    /// Slots: two for the whole match and for each group, then those of loops.
    pub(super) slots: usize,
    /// What a match begins with, if that is one character.
    pub(super) first: Option<char>,
}

/// Patterns that would become longer are refused.
const LONGEST: usize = 200_000;

/// Compiles a pattern that was read.
pub(super) fn compile(parsed: Parsed) -> Result<Program, Wrong> {
    let mut compiler = Compiler { insts: Vec::new(), slots: 2 * (parsed.groups as usize + 1) };
    compiler.node(&parsed.node)?;
    compiler.insts.push(Inst::Accept);
    Ok(Program {
        first: first(&parsed.node),
        insts: compiler.insts,
        groups: parsed.groups as usize,
        names: parsed.names,
        flags: parsed.flags,
        slots: compiler.slots,
    })
}

fn first(node: &Node) -> Option<char> {
    match node {
        Node::Char { c, ignore_case: false } => Some(*c),
        Node::Concat(items) => first(items.first()?),
        Node::Group(_, inner) | Node::Atomic(inner) => first(inner),
        Node::Repeat { node, min: 1.., .. } => first(node),
        _ => None,
    }
}

struct Compiler {
    insts: Vec<Inst>,
    slots: usize,
}

impl Compiler {
    fn push(&mut self, inst: Inst) -> Result<usize, Wrong> {
        if self.insts.len() >= LONGEST {
            return Err(Wrong { message: "the pattern is too large".to_owned(), at: 0 });
        }
        self.insts.push(inst);
        Ok(self.insts.len() - 1)
    }

    fn node(&mut self, node: &Node) -> Result<(), Wrong> {
        if let Some(one) = one(node) {
            self.push(Inst::One(one))?;
            return Ok(());
        }
        match node {
            Node::LineStart => drop(self.push(Inst::LineStart)?),
            Node::TextStart => drop(self.push(Inst::TextStart)?),
            Node::LineEnd => drop(self.push(Inst::LineEnd)?),
            Node::End => drop(self.push(Inst::End)?),
            Node::TextEnd => drop(self.push(Inst::TextEnd)?),
            Node::Boundary { inside, ascii } => drop(self.push(Inst::Boundary { inside: *inside, ascii: *ascii })?),
            Node::Group(group, inner) => {
                let slot = 2 * *group as usize;
                self.push(Inst::Save(slot))?;
                self.node(inner)?;
                self.push(Inst::Save(slot + 1))?;
            }
            Node::Concat(items) => items.iter().try_for_each(|item| self.node(item))?,
            Node::Either(branches) => self.either(branches)?,
            Node::Repeat { node, min, max, greedy } => self.repeat(node, *min, *max, *greedy)?,
            Node::Atomic(inner) => {
                let at = self.push(Inst::Accept)?;
                self.node(inner)?;
                self.push(Inst::Accept)?;
                self.insts[at] = Inst::Atomic { end: self.insts.len() };
            }
            Node::Backref { group, ignore_case } => {
                self.push(Inst::Backref { group: *group as usize, ignore_case: *ignore_case })?;
            }
            Node::Look { node, behind, negated } => {
                let behind = match (behind, width(node)) {
                    (false, _) => 0,
                    (true, Some(width)) => width,
                    (true, None) => {
                        return Err(Wrong {
                            message: "look-behind requires fixed-width pattern".to_owned(),
                            at: usize::MAX,
                        });
                    }
                };
                let at = self.push(Inst::Accept)?;
                self.node(node)?;
                self.push(Inst::Accept)?;
                self.insts[at] = Inst::Look { end: self.insts.len(), behind, negated: *negated };
            }
            Node::If { group, yes, no } => {
                let at = self.push(Inst::Accept)?;
                self.node(yes)?;
                let jump = self.push(Inst::Accept)?;
                self.insts[at] = Inst::If { group: *group as usize, no: self.insts.len() };
                self.node(no)?;
                self.insts[jump] = Inst::Jump(self.insts.len());
            }
            Node::Empty | Node::Char { .. } | Node::Any { .. } | Node::Set(_) => {}
        }
        Ok(())
    }

    fn either(&mut self, branches: &[Node]) -> Result<(), Wrong> {
        let mut jumps = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            if i + 1 == branches.len() {
                self.node(branch)?;
                break;
            }
            let split = self.push(Inst::Accept)?;
            self.node(branch)?;
            jumps.push(self.push(Inst::Accept)?);
            self.insts[split] = Inst::Split { first: split + 1, second: self.insts.len() };
        }
        for jump in jumps {
            self.insts[jump] = Inst::Jump(self.insts.len());
        }
        Ok(())
    }

    fn split(&mut self, at: usize, into: usize, past: usize, greedy: bool) {
        self.insts[at] =
            if greedy { Inst::Split { first: into, second: past } } else { Inst::Split { first: past, second: into } };
    }

    fn repeat(&mut self, node: &Node, min: u32, max: u32, greedy: bool) -> Result<(), Wrong> {
        if let Some(one) = one(node) {
            self.push(Inst::Many { one, min, max, greedy })?;
            return Ok(());
        }
        for _ in 0..min {
            self.node(node)?;
        }
        if max == u32::MAX {
            let slot = self.slots;
            self.slots += 1;
            let split = self.push(Inst::Accept)?;
            self.push(Inst::Mark(slot))?;
            self.node(node)?;
            let progress = self.push(Inst::Accept)?;
            self.push(Inst::Jump(split))?;
            let end = self.insts.len();
            self.insts[progress] = Inst::Progress { slot, end };
            self.split(split, split + 1, end, greedy);
            return Ok(());
        }
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(Inst::Accept)?);
            self.node(node)?;
        }
        let end = self.insts.len();
        for split in splits {
            self.split(split, split + 1, end, greedy);
        }
        Ok(())
    }
}

/// The test, if the node is a single character's.
fn one(node: &Node) -> Option<One> {
    Some(match node {
        Node::Char { c, ignore_case: false } => One::Char(*c),
        Node::Char { c, ignore_case: true } => One::Folded(*c),
        Node::Any { newline: true } => One::Any,
        Node::Any { newline: false } => One::NotNewline,
        Node::Set(set) => One::Set(set.clone()),
        _ => return None,
    })
}

/// How many characters a node matches, if that is always the same number.
fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Char { .. } | Node::Any { .. } | Node::Set(_) => Some(1),
        Node::Group(_, inner) | Node::Atomic(inner) => width(inner),
        Node::Concat(items) => items.iter().map(width).sum(),
        Node::Either(branches) => {
            let first = width(branches.first()?)?;
            branches.iter().all(|b| width(b) == Some(first)).then_some(first)
        }
        Node::Repeat { node, min, max, .. } if min == max => Some(width(node)? * *min as usize),
        Node::Repeat { .. } | Node::Backref { .. } => None,
        Node::If { yes, no, .. } => width(yes).filter(|w| width(no) == Some(*w)),
        _ => Some(0),
    }
}
