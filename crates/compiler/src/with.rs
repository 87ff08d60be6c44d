//! `with` and `async with`.

use ruff_python_ast::{self as ast, Stmt, WithItem};
use ruff_text_size::TextRange;

use super::Compiler;
use super::block::Block;
use crate::op::{Op, Reg, Special};
use crate::spec::Const;

impl<'a> Compiler<'a> {
    pub(super) fn with(&mut self, s: &'a ast::StmtWith) {
        self.with_items(&s.items, &s.body, s.is_async, s.range);
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool, range: TextRange) {
        let Some((item, rest)) = items.split_first() else {
            self.body(body);
            return;
        };
        let mark = self.unit.mark();
        let [exit, exc, save, again] = std::array::from_fn(|_| self.unit.alloc());
        let value = self.enter(item, exit, is_async, range);
        let (on_error, end) = (self.unit.label(), self.unit.label());
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(on_error, exc);
        self.unit.blocks.push(Block::With { exit, is_async, region, range });
        if let Some(target) = &item.optional_vars {
            self.assign_to(target, value);
        }
        self.unit.release(u32::from(again) + 1);
        self.with_items(rest, body, is_async, range);
        self.unit.blocks.pop();
        self.unit.close_region(region);
        if self.unit.reachable() {
            self.exit_normally(exit, is_async, range);
            self.unit.jump(end, range);
        }
        self.unit.place_handler(on_error, bound);
        let cleanup = self.unit.label();
        let bound = self.unit.bound.clone();
        self.unit.emit(Op::PushExc { save, exc }, range);
        let region = self.unit.open_region(cleanup, again);
        let base = self.unit.alloc();
        self.unit.emit(Op::Move { dst: base, src: exit }, range);
        let triple = self.unit.alloc();
        self.unit.alloc();
        self.unit.alloc();
        self.unit.emit(Op::ExcTriple { base: triple, exc }, range);
        self.unit.emit(Op::Call { dst: base, base, argc: 3 }, range);
        if is_async {
            self.unit.emit(Op::Await { dst: base, src: base }, range);
        }
        let suppressed = self.unit.label();
        self.unit.emit_jump(Op::JumpIfTrue { reg: base, target: 0 }, suppressed, range);
        self.unit.close_region(region);
        self.unit.emit(Op::PopExc { save }, range);
        self.unit.emit_last(Op::Reraise { exc }, range);
        self.unit.place_handler(cleanup, bound);
        self.unit.emit(Op::PopExc { save }, range);
        self.unit.emit_last(Op::Reraise { exc: again }, range);
        self.unit.place(suppressed);
        self.unit.emit(Op::PopExc { save }, range);
        self.unit.place(end);
        self.unit.release(mark);
    }

    /// Evaluates and enters a context manager; its bound exit method goes to `exit`, the entered value to a new
    /// temporary.
    fn enter(&mut self, item: &'a WithItem, exit: Reg, is_async: bool, range: TextRange) -> Reg {
        let (enter_which, exit_which) =
            if is_async { (Special::AsyncEnter, Special::AsyncExit) } else { (Special::Enter, Special::Exit) };
        let value = self.unit.alloc();
        let obj = self.operand(&item.context_expr, exit);
        self.unit.emit(Op::LoadSpecial { which: enter_which, dst: value, obj }, range);
        self.unit.emit(Op::LoadSpecial { which: exit_which, dst: exit, obj }, range);
        self.unit.emit(Op::Call { dst: value, base: value, argc: 0 }, range);
        if is_async {
            self.unit.emit(Op::Await { dst: value, src: value }, range);
        }
        value
    }

    /// Calls the exit method without an exception.
    pub(super) fn exit_normally(&mut self, exit: Reg, is_async: bool, range: TextRange) {
        let mark = self.unit.mark();
        let base = self.unit.alloc();
        self.unit.emit(Op::Move { dst: base, src: exit }, range);
        for _ in 0..3 {
            let none = self.unit.alloc();
            self.unit.load_const(none, Const::None, range);
        }
        self.unit.emit(Op::Call { dst: base, base, argc: 3 }, range);
        if is_async {
            self.unit.emit(Op::Await { dst: base, src: base }, range);
        }
        self.unit.release(mark);
    }
}
