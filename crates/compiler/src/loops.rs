//! Loops.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::Compiler;
use super::block::Block;
use super::emit::{Label, Region};
use super::literal::{constants, truth};
use crate::op::{Op, Reg};
use crate::spec::Const;

impl<'a> Compiler<'a> {
    pub(super) fn while_(&mut self, s: &'a ast::StmtWhile) {
        let (again, test, otherwise, end) =
            (self.unit.label(), self.unit.label(), self.unit.label(), self.unit.label());
        let truth = truth(&s.test);
        if truth.is_none() {
            // Tested once before the loop, then at its bottom.
            self.condition(&s.test, false, otherwise);
        }
        if truth != Some(false) {
            self.unit.place_loop(again);
            let continue_to = if truth.is_some() { again } else { test };
            self.unit.blocks.push(Block::Loop { break_to: end, continue_to, close: None });
            self.body(&s.body);
            self.unit.blocks.pop();
            self.unit.place(test);
            if self.unit.reachable() {
                match truth {
                    Some(_) => self.unit.jump(again, s.range),
                    None => {
                        self.unit.begin_line(s.range);
                        self.condition(&s.test, true, again);
                    }
                }
            }
        }
        self.unit.place(otherwise);
        self.body(&s.orelse);
        self.unit.place(end);
    }

    pub(super) fn for_(&mut self, s: &'a ast::StmtFor) {
        let (again, otherwise, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let iter = self.unit.alloc();
        if s.is_async {
            let src = self.operand(&s.iter, iter);
            self.unit.emit(Op::GetAIter { dst: iter, src }, s.range);
            self.unit.begin_line(s.range);
            if matches!(&*s.iter, Expr::Call(_)) {
                self.closing(iter, s.range, |me, region| {
                    let close = Some((iter, region));
                    me.async_iteration(iter, &s.target, again, s.range, |me| me.for_body(s, again, end, close));
                    me.unit.jump(otherwise, s.range);
                });
            } else {
                self.async_iteration(iter, &s.target, again, s.range, |me| me.for_body(s, again, end, None));
            }
        } else {
            let src = self.iterable(&s.iter, iter);
            self.unit.emit(Op::GetIter { dst: iter, src }, s.range);
            if matches!(&*s.iter, Expr::Call(_) | Expr::Generator(_)) {
                self.closing(iter, s.range, |me, region| {
                    me.for_items(s, iter, again, otherwise, end, Some((iter, region)));
                });
            } else {
                self.for_items(s, iter, again, otherwise, end, None);
            }
        }
        self.unit.place(otherwise);
        self.body(&s.orelse);
        self.unit.place(end);
    }

    /// Does `inside`, which does not end here, and closes the iterator when that raises. Nobody else can see the
    /// generator that a call returns: it ends with the loop, as it does where references are counted.
    fn closing(&mut self, iter: Reg, range: TextRange, inside: impl FnOnce(&mut Self, Region)) {
        let mark = self.unit.mark();
        let exc = self.unit.alloc();
        let on_error = self.unit.label();
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(on_error, exc);
        inside(self, region);
        self.unit.close_region(region);
        self.unit.place_handler(on_error, bound);
        self.unit.emit(Op::CloseIter { iter }, range);
        self.unit.emit_last(Op::Reraise { exc }, range);
        self.unit.release(mark);
    }

    fn for_items(
        &mut self,
        s: &'a ast::StmtFor,
        iter: Reg,
        again: Label,
        otherwise: Label,
        end: Label,
        close: Option<(Reg, Region)>,
    ) {
        self.unit.place_loop(again);
        self.unit.begin_line(s.range);
        self.next_item(iter, &s.target, otherwise, s.range);
        self.for_body(s, again, end, close);
    }

    fn for_body(&mut self, s: &'a ast::StmtFor, again: Label, end: Label, close: Option<(Reg, Region)>) {
        self.unit.blocks.push(Block::Loop { break_to: end, continue_to: again, close });
        self.body(&s.body);
        self.unit.blocks.pop();
        if self.unit.reachable() {
            self.unit.jump(again, s.range);
        }
    }

    /// The iterable of a loop. A list of constants need not be a list.
    fn iterable(&mut self, e: &'a Expr, scratch: Reg) -> Reg {
        if let Expr::List(list) = e
            && let Some(items) = constants(&list.elts)
        {
            self.unit.load_const(scratch, Const::Tuple(items), list.range);
            return scratch;
        }
        self.operand(e, scratch)
    }

    /// Takes the next item of an iterator into a target, or jumps to `end`.
    pub(super) fn next_item(&mut self, iter: Reg, target: &'a Expr, end: Label, range: TextRange) {
        let mark = self.unit.mark();
        let local = match target {
            Expr::Name(name) => self.local_target(&name.id),
            _ => None,
        };
        let dst = local.unwrap_or_else(|| self.unit.alloc());
        self.unit.emit_jump(Op::ForIter { iter, dst, offset: 0 }, end, range);
        match local {
            Some(reg) => self.unit.set_bound(reg),
            None => self.assign_to(target, dst),
        }
        self.unit.release(mark);
    }

    /// Takes the next item of an asynchronous iterator into a target, does `inside`, which jumps back to `again`, and
    /// goes on with what follows when there are no more.
    pub(super) fn async_iteration(
        &mut self,
        iter: Reg,
        target: &'a Expr,
        again: Label,
        range: TextRange,
        inside: impl FnOnce(&mut Self),
    ) {
        let mark = self.unit.mark();
        let exc = self.unit.alloc();
        let exhausted = self.unit.label();
        self.unit.place_loop(again);
        let bound = self.unit.bound.clone();
        let region = self.unit.open_region(exhausted, exc);
        let item = self.unit.alloc();
        self.unit.emit(Op::GetANext { dst: item, src: iter }, range);
        self.unit.emit(Op::Await { dst: item, src: item }, range);
        self.unit.close_region(region);
        self.assign_to(target, item);
        self.unit.release(u32::from(exc) + 1);
        inside(self);
        self.unit.place_handler(exhausted, bound);
        self.unit.emit(Op::EndAsyncFor { exc }, range);
        self.unit.release(mark);
    }
}
