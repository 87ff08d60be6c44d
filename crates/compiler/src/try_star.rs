//! `try` with `except*`.

use ruff_python_ast::{self as ast, ExceptHandler, ExceptHandlerExceptHandler};

use super::Compiler;
use super::block::Block;
use crate::op::{Op, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn try_star(&mut self, s: &'a ast::StmtTry) {
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
        let region = self.unit.open_region(cleanup, again);
        // The exceptions that clauses raise, and what is left of the group.
        let list = self.unit.alloc();
        let rest = self.unit.alloc();
        self.unit.emit(Op::BuildList { dst: list, base: list, count: 0 }, s.range);
        self.unit.emit(Op::Move { dst: rest, src: exc }, s.range);
        for handler in &s.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.star_clause(handler, list, rest);
        }
        let raised = self.unit.alloc();
        self.unit.emit(Op::JoinGroup { dst: raised, orig: exc, list }, s.range);
        self.unit.close_region(region);
        self.unit.emit(Op::PopExc { save }, s.range);
        self.unit.emit_jump(Op::JumpIfNone { reg: raised, target: 0 }, end, s.range);
        self.unit.emit_last(Op::Reraise { exc: raised }, s.range);
        self.cleanup(cleanup, save, again, bound, s.range);
        self.unit.place(end);
        self.unit.release(mark);
    }

    /// One `except*`: what it raises is added to `list`.
    fn star_clause(&mut self, handler: &'a ExceptHandlerExceptHandler, list: Reg, rest: Reg) {
        let Some(types) = &handler.type_ else { return };
        let range = handler.range;
        let mark = self.unit.mark();
        let [part, save, raised] = std::array::from_fn(|_| self.unit.alloc());
        let types = self.expr(types);
        self.unit.emit(Op::SplitGroup { dst: part, rest, types }, range);
        let next = self.unit.label();
        self.unit.emit_jump(Op::JumpIfNone { reg: part, target: 0 }, next, range);
        self.unit.emit(Op::PushExc { save, exc: part }, range);
        if let Some(name) = &handler.name {
            self.store_name(name, part, range);
        }
        let on_error = self.unit.label();
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(on_error, raised);
        let name = handler.name.as_ref();
        self.unit.blocks.push(Block::Handler { save, name, region });
        self.body(&handler.body);
        self.unit.blocks.pop();
        self.unit.close_region(region);
        if self.unit.reachable() {
            self.unit.emit(Op::PopExc { save }, range);
            if let Some(name) = name {
                self.unbind_exception(name, range);
            }
            self.unit.jump(next, range);
        }
        self.unit.place_handler(on_error, bound);
        self.unit.emit(Op::PopExc { save }, range);
        if let Some(name) = name {
            self.unbind_exception(name, range);
        }
        self.unit.emit(Op::ListAppend { list, value: raised }, range);
        self.unit.place(next);
        self.unit.release(mark);
    }
}
