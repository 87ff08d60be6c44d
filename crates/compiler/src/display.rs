//! Displays: tuples, lists, sets, dicts; and slices.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::Compiler;
use super::literal::constants;
use crate::op::{NO_REG, Op, Reg};
use crate::spec::Const;

/// Displays with more elements than this are built piece by piece.
const MAX_AT_ONCE: usize = 256;

impl<'a> Compiler<'a> {
    /// Evaluates into consecutive new temporaries; the first of them.
    pub(super) fn exprs_to_temps(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) -> Reg {
        let mut exprs = exprs.into_iter();
        let Some(first) = exprs.next() else { return self.unit.mark() as Reg };
        let base = self.expr_to_temp(first);
        for e in exprs {
            self.expr_to_temp(e);
        }
        base
    }

    pub(super) fn tuple_to(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        if elements.len() > MAX_AT_ONCE || elements.iter().any(Expr::is_starred_expr) {
            let src = self.unit.alloc();
            self.list_in_pieces(elements, src, range);
            self.unit.emit(Op::ListToTuple { dst, src }, range);
        } else {
            let base = self.exprs_to_temps(elements);
            self.unit.emit(Op::BuildTuple { dst, base, count: elements.len() as u16 }, range);
        }
        self.unit.release(mark);
    }

    pub(super) fn list_to(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        if elements.len() > MAX_AT_ONCE || elements.iter().any(Expr::is_starred_expr) {
            self.in_temp(dst, range, |me, dst| me.list_in_pieces(elements, dst, range));
        } else {
            let base = self.exprs_to_temps(elements);
            self.unit.emit(Op::BuildList { dst, base, count: elements.len() as u16 }, range);
        }
        self.unit.release(mark);
    }

    /// `list` is a temporary.
    pub(super) fn list_in_pieces(&mut self, elements: &'a [Expr], list: Reg, range: TextRange) {
        let mark = self.unit.mark();
        let plain = elements.iter().take(MAX_AT_ONCE).take_while(|e| !e.is_starred_expr()).count();
        let base = self.exprs_to_temps(&elements[..plain]);
        self.unit.emit(Op::BuildList { dst: list, base, count: plain as u16 }, range);
        self.unit.release(mark);
        for chunk in elements[plain..].chunk_by(|a, b| !a.is_starred_expr() && !b.is_starred_expr()) {
            if chunk.len() > 1
                && let Some(values) = constants(chunk)
            {
                let src = self.unit.alloc();
                self.unit.load_const(src, Const::Tuple(values), range);
                self.unit.emit(Op::ListExtend { list, src, function: NO_REG }, range);
                self.unit.release(mark);
                continue;
            }
            for element in chunk {
                if let Expr::Starred(starred) = element {
                    let src = self.expr(&starred.value);
                    self.unit.emit(Op::ListExtend { list, src, function: NO_REG }, range);
                } else {
                    let value = self.expr(element);
                    self.unit.emit(Op::ListAppend { list, value }, range);
                }
                self.unit.release(mark);
            }
        }
    }

    pub(super) fn set_to(&mut self, elements: &'a [Expr], dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        let plain = elements.iter().take(MAX_AT_ONCE).take_while(|e| !e.is_starred_expr()).count();
        if plain == elements.len() {
            let base = self.exprs_to_temps(elements);
            self.unit.emit(Op::BuildSet { dst, base, count: plain as u16 }, range);
        } else {
            self.in_temp(dst, range, |me, set| {
                let mark = me.unit.mark();
                let base = me.exprs_to_temps(&elements[..plain]);
                me.unit.emit(Op::BuildSet { dst: set, base, count: plain as u16 }, range);
                me.unit.release(mark);
                for element in &elements[plain..] {
                    if let Expr::Starred(starred) = element {
                        let src = me.expr(&starred.value);
                        me.unit.emit(Op::SetUpdate { set, src }, range);
                    } else {
                        let value = me.expr(element);
                        me.unit.emit(Op::SetAdd { set, value }, range);
                    }
                    me.unit.release(mark);
                }
            });
        }
        self.unit.release(mark);
    }

    pub(super) fn dict_to(&mut self, items: &'a [ast::DictItem], dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        let plain = items.iter().take(MAX_AT_ONCE / 2).take_while(|i| i.key.is_some()).count();
        let pairs = |items: &'a [ast::DictItem]| items.iter().flat_map(|i| i.key.iter().chain([&i.value]));
        if plain == items.len() {
            let base = self.exprs_to_temps(pairs(items));
            self.unit.emit(Op::BuildMap { dst, base, count: plain as u16 }, range);
        } else {
            self.in_temp(dst, range, |me, map| {
                let mark = me.unit.mark();
                let base = me.exprs_to_temps(pairs(&items[..plain]));
                me.unit.emit(Op::BuildMap { dst: map, base, count: plain as u16 }, range);
                me.unit.release(mark);
                for item in &items[plain..] {
                    if let Some(key) = &item.key {
                        let key = me.expr(key);
                        let value = me.expr(&item.value);
                        me.unit.emit(Op::MapInsert { map, key, value }, range);
                    } else {
                        let src = me.expr(&item.value);
                        me.unit.emit(Op::MapUpdate { map, src }, range);
                    }
                    me.unit.release(mark);
                }
            });
        }
        self.unit.release(mark);
    }

    pub(super) fn slice_to(&mut self, e: &'a ast::ExprSlice, dst: Reg) {
        let mark = self.unit.mark();
        let base = self.unit.mark() as Reg;
        for part in [&e.lower, &e.upper, &e.step] {
            let reg = self.unit.alloc();
            match part {
                Some(part) => self.expr_to(part, reg),
                None => self.unit.load_const(reg, Const::None, e.range),
            }
        }
        self.unit.emit(Op::BuildSlice { dst, base }, e.range);
        self.unit.release(mark);
    }
}
