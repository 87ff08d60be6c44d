//! What encloses a statement, and what must be done on leaving it early.

use ruff_python_ast::{Identifier, Stmt};
use ruff_text_size::TextRange;

use super::Compiler;
use super::emit::{Label, Region};
use crate::op::{Op, Reg};

/// A statement around the one that is being compiled.
#[derive(Clone, Copy, Debug)]
pub(super) enum Block<'a> {
    Loop {
        break_to: Label,
        continue_to: Label,
        /// The iterator of a `for` over a fresh iterable, and the region whose handler closes it.
        close: Option<(Reg, Region)>,
    },
    /// The body of a `try` with this `finally`.
    Finally {
        body: &'a [Stmt],
        region: Region,
    },
    /// A `try` without `finally`, whose handlers do not protect what is done on leaving an outer block.
    Protected {
        region: Region,
    },
    With {
        exit: Reg,
        is_async: bool,
        region: Region,
        range: TextRange,
    },
    /// A handler: what was handled before (`save`) is handled again after it, and its variable is deleted.
    Handler {
        save: Reg,
        name: Option<&'a Identifier>,
        region: Region,
    },
}

impl Block<'_> {
    fn region(&self) -> Option<Region> {
        match self {
            Block::Loop { close, .. } => close.map(|(_, region)| region),
            Block::Finally { region, .. }
            | Block::Protected { region }
            | Block::With { region, .. }
            | Block::Handler { region, .. } => Some(*region),
        }
    }
}

impl<'a> Compiler<'a> {
    /// Leaves the blocks above the first `keep` ones, and does `then` where they are left. What follows is not reached.
    pub(super) fn leave_blocks(&mut self, keep: usize, range: TextRange, then: impl FnOnce(&mut Self)) {
        let mut left = Vec::new();
        while self.unit.blocks.len() > keep
            && let Some(block) = self.unit.blocks.pop()
        {
            if let Some(region) = block.region() {
                self.unit.suspend_region(region);
            }
            left.push(block);
            if self.unit.reachable() {
                self.leave_block(block, range);
            }
        }
        if self.unit.reachable() {
            then(self);
        }
        for block in left.into_iter().rev() {
            if let Some(region) = block.region() {
                self.unit.resume_region(region);
            }
            self.unit.blocks.push(block);
        }
        self.unit.bound = None;
    }

    fn leave_block(&mut self, block: Block<'a>, range: TextRange) {
        match block {
            Block::Loop { close, .. } => {
                if let Some((iter, _)) = close {
                    self.unit.emit(Op::CloseIter { iter }, range);
                }
            }
            Block::Finally { body, .. } => self.body(body),
            Block::Protected { .. } => {}
            Block::With { exit, is_async, range, .. } => self.exit_normally(exit, is_async, range),
            Block::Handler { save, name, .. } => {
                self.unit.emit(Op::PopExc { save }, range);
                if let Some(name) = name {
                    self.unbind_exception(name, range);
                }
            }
        }
    }

    /// Must anything be done on leaving the function here?
    pub(super) fn leaving_costs(&self) -> bool {
        self.unit.blocks.iter().any(|b| !matches!(b, Block::Loop { close: None, .. } | Block::Protected { .. }))
    }

    /// The innermost loop, and how many blocks enclose it.
    fn innermost_loop(&self) -> Option<(usize, Block<'a>)> {
        let at = self.unit.blocks.iter().rposition(|b| matches!(b, Block::Loop { .. }))?;
        Some((at, self.unit.blocks[at]))
    }

    pub(super) fn break_(&mut self, range: TextRange) {
        if let Some((at, Block::Loop { break_to, .. })) = self.innermost_loop() {
            self.leave_blocks(at, range, |me| me.unit.jump(break_to, range));
        }
    }

    pub(super) fn continue_(&mut self, range: TextRange) {
        if let Some((at, Block::Loop { continue_to, .. })) = self.innermost_loop() {
            self.leave_blocks(at + 1, range, |me| me.unit.jump(continue_to, range));
        }
    }
}
