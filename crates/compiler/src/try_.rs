//! `try` with `except`, `else` and `finally`.

use ruff_python_ast::{self as ast, ExceptHandler, ExceptHandlerExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::bits::Bits;
use super::block::Block;
use super::emit::Label;
use crate::op::{Op, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn try_(&mut self, s: &'a ast::StmtTry) {
        if s.finalbody.is_empty() {
            self.try_without_finally(s);
        } else {
            self.try_finally(s);
        }
    }

    fn try_without_finally(&mut self, s: &'a ast::StmtTry) {
        if s.handlers.is_empty() {
            self.body(&s.body);
            self.body(&s.orelse);
        } else if s.is_star {
            self.try_star(s);
        } else {
            self.try_except(s);
        }
    }

    /// The `finally` body is compiled once for each way out of what it follows.
    fn try_finally(&mut self, s: &'a ast::StmtTry) {
        let mark = self.unit.mark();
        let [exc, save, again] = std::array::from_fn(|_| self.unit.alloc());
        let (on_error, end) = (self.unit.label(), self.unit.label());
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(on_error, exc);
        self.unit.blocks.push(Block::Finally { body: &s.finalbody, region });
        self.try_without_finally(s);
        self.unit.blocks.pop();
        self.unit.close_region(region);
        if self.unit.reachable() {
            self.body(&s.finalbody);
            if self.unit.reachable() {
                self.unit.jump(end, s.finalbody.last().map_or(s.range, Ranged::range));
            }
        }
        self.unit.place_handler(on_error, bound);
        self.handle(exc, save, again, None, s.range, |me| me.body(&s.finalbody));
        if self.unit.reachable() {
            self.unit.emit_last(Op::Reraise { exc }, s.range);
        }
        self.unit.place(end);
        self.unit.release(mark);
    }

    /// Does `inside` while `exc` is being handled, and stops handling it however that ends. Goes on where it ends
    /// normally.
    fn handle(
        &mut self,
        exc: Reg,
        save: Reg,
        again: Reg,
        name: Option<&'a ast::Identifier>,
        range: TextRange,
        inside: impl FnOnce(&mut Self),
    ) {
        self.unit.emit(Op::PushExc { save, exc }, range);
        self.handle_pushed(save, again, name, range, inside);
    }

    /// As [`Compiler::handle`], when the exception has been pushed.
    pub(super) fn handle_pushed(
        &mut self,
        save: Reg,
        again: Reg,
        name: Option<&'a ast::Identifier>,
        range: TextRange,
        inside: impl FnOnce(&mut Self),
    ) {
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(cleanup, again);
        self.unit.blocks.push(Block::Handler { save, name, region });
        inside(self);
        self.unit.blocks.pop();
        self.unit.close_region(region);
        if self.unit.reachable() {
            // What the exception held dies on the line on which the handler ends.
            let last = self.unit.last_range().unwrap_or(range);
            self.unit.emit(Op::PopExc { save }, range);
            if let Some(name) = name {
                self.unbind_exception(name, range);
                self.dropped(false, last);
            }
            self.unit.jump(end, range);
        }
        self.unit.place_handler(cleanup, bound);
        self.unit.emit(Op::PopExc { save }, range);
        if let Some(name) = name {
            self.unbind_exception(name, range);
        }
        self.unit.emit_last(Op::Reraise { exc: again }, range);
        self.unit.place(end);
    }

    fn try_except(&mut self, s: &'a ast::StmtTry) {
        let mark = self.unit.mark();
        let [exc, save, again] = std::array::from_fn(|_| self.unit.alloc());
        let (on_error, end) = (self.unit.label(), self.unit.label());
        let bound = self.unit.bound.clone();
        self.protected(&s.body, on_error, exc);
        self.body(&s.orelse);
        if self.unit.reachable() {
            self.unit.jump(end, s.range);
        }
        self.unit.place_handler(on_error, bound);
        self.unit.emit(Op::PushExc { save, exc }, s.range);
        let bound = self.unit.bound.clone();
        let cleanup = self.unit.label();
        for handler in &s.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.clause(handler, [exc, save, again], cleanup, end);
        }
        if self.unit.reachable() {
            self.unit.emit(Op::PopExc { save }, s.range);
            self.unit.emit_last(Op::Reraise { exc }, s.range);
        }
        self.cleanup(cleanup, save, again, bound, s.range);
        self.unit.place(end);
        self.unit.release(mark);
    }

    /// The body of a `try`, whose exceptions go to `on_error`.
    pub(super) fn protected(&mut self, body: &'a [Stmt], on_error: Label, exc: Reg) {
        let region = self.unit.open_region(on_error, exc);
        self.unit.blocks.push(Block::Protected { region });
        self.body(body);
        self.unit.blocks.pop();
        self.unit.close_region(region);
    }

    /// What is raised while the types of a clause are evaluated.
    pub(super) fn cleanup(&mut self, label: Label, save: Reg, again: Reg, bound: Option<Bits>, range: TextRange) {
        self.unit.place_handler(label, bound);
        self.unit.emit(Op::PopExc { save }, range);
        self.unit.emit_last(Op::Reraise { exc: again }, range);
    }

    /// One `except`; goes on where its types do not match.
    fn clause(&mut self, handler: &'a ExceptHandlerExceptHandler, regs: [Reg; 3], cleanup: Label, end: Label) {
        let [exc, save, again] = regs;
        let range = handler.range;
        let next = self.unit.label();
        self.unit.begin_line(range);
        if let Some(types) = &handler.type_ {
            let mark = self.unit.mark();
            let region = self.unit.open_region(cleanup, again);
            let types = self.expr(types);
            self.unit.emit_jump(Op::JumpUnlessMatch { exc, types, offset: 0 }, next, range);
            self.unit.close_region(region);
            self.unit.release(mark);
        }
        if let Some(name) = &handler.name {
            self.store_name(name, exc, range);
        }
        self.handle_pushed(save, again, handler.name.as_ref(), range, |me| me.body(&handler.body));
        if self.unit.reachable() {
            self.unit.jump(end, range);
        }
        self.unit.place(next);
    }
}
