//! Assignments.

use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::TextRange;

use super::Compiler;
use super::expr::binary_op;
use super::literal::small_int;
use super::scope::ScopeKind;
use crate::op::{BinaryOp, Op, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, s: &'a ast::StmtAssign) {
        if let [target] = s.targets.as_slice() {
            if self.assign_pairwise(target, &s.value) {
                return;
            }
            self.assign_expr(target, &s.value);
            return;
        }
        let src = self.expr_to_temp(&s.value);
        for target in &s.targets {
            self.assign_to(target, src);
        }
    }

    /// Assigns the value of an expression to one target.
    fn assign_expr(&mut self, target: &'a Expr, value: &'a Expr) {
        if let Expr::Name(name) = target
            && let Some(reg) = self.local_target(&name.id)
        {
            self.expr_to(value, reg);
            self.unit.set_bound(reg);
            return;
        }
        let src = self.expr(value);
        self.assign_to(target, src);
    }

    /// `a, b = b, a`: without a tuple. Tells whether it was that.
    fn assign_pairwise(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (Some(targets), Some(values)) = (elements(target), elements(value)) else { return false };
        if targets.len() != values.len() || targets.len() > 8 || targets.iter().chain(values).any(Expr::is_starred_expr)
        {
            return false;
        }
        let mut sources = Vec::with_capacity(values.len());
        for value in values {
            sources.push(self.expr_to_temp(value));
        }
        for (target, src) in targets.iter().zip(sources) {
            self.assign_to(target, src);
        }
        true
    }

    /// Assigns a register to a target.
    pub(super) fn assign_to(&mut self, target: &'a Expr, src: Reg) {
        let mark = self.unit.mark();
        match target {
            Expr::Name(name) => self.store_name(&name.id, src, name.range),
            Expr::Attribute(target) => {
                let obj = self.expr(&target.value);
                let name = self.mangled(&target.attr);
                let range = self.method_range(target, target.range);
                let site = self.unit.attr_site(&name, range);
                self.unit.emit(Op::StoreAttr { obj, src, site }, range);
            }
            Expr::Subscript(target) => {
                let obj = self.expr(&target.value);
                let key = self.index(&target.slice);
                self.unit.emit(Op::StoreItem { obj, key, src }, target.range);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, src, tuple.range),
            Expr::List(list) => self.unpack(&list.elts, src, list.range),
            Expr::Starred(starred) => self.assign_to(&starred.value, src),
            _ => {}
        }
        self.unit.release(mark);
    }

    fn unpack(&mut self, targets: &'a [Expr], src: Reg, range: TextRange) {
        let count = targets.len() as u16;
        let star = targets.iter().position(Expr::is_starred_expr);
        if star.is_none()
            && let Some(base) = self.consecutive_locals(targets)
        {
            self.unit.emit(Op::Unpack { src, base, count }, range);
            for reg in base..base + count {
                self.unit.set_bound(reg);
            }
            return;
        }
        let base = self.unit.mark() as Reg;
        for _ in targets {
            self.unit.alloc();
        }
        match star {
            Some(before) => {
                let after = count - before as u16 - 1;
                self.unit.emit(Op::UnpackEx { before: before as u8, src, base, after }, range);
            }
            None => self.unit.emit(Op::Unpack { src, base, count }, range),
        }
        for (index, target) in targets.iter().enumerate() {
            self.assign_to(target, base.saturating_add(index as u16));
        }
    }

    /// The first of the targets' registers, if they are variables in registers that follow each other.
    fn consecutive_locals(&self, targets: &[Expr]) -> Option<Reg> {
        let mut base = None;
        for (index, target) in targets.iter().enumerate() {
            let Expr::Name(name) = target else { return None };
            let reg = self.local_target(&name.id)?;
            let first = *base.get_or_insert(reg);
            if usize::from(reg) != usize::from(first) + index {
                return None;
            }
        }
        base
    }

    // ── Augmented assignment ─────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn augmented(&mut self, s: &'a ast::StmtAugAssign) {
        match &*s.target {
            Expr::Name(name) => {
                let local = if self.is_walrus_target(&name.id) { None } else { self.local(&name.id, name.range) };
                if let Some(reg) = local {
                    self.in_place(s, reg, reg);
                } else {
                    let dst = self.unit.alloc();
                    self.load_name(dst, &name.id, name.range);
                    self.in_place(s, dst, dst);
                    self.store_name(&name.id, dst, name.range);
                }
            }
            Expr::Attribute(target) => {
                let obj = self.expr(&target.value);
                let dst = self.unit.alloc();
                let name = self.mangled(&target.attr);
                let range = self.method_range(target, target.range);
                let site = self.unit.attr_site(&name, range);
                self.unit.emit(Op::LoadAttr { dst, obj, site }, range);
                self.in_place(s, dst, dst);
                let site = self.unit.attr_site(&name, range);
                self.unit.emit(Op::StoreAttr { obj, src: dst, site }, range);
            }
            Expr::Subscript(target) => {
                let obj = self.expr(&target.value);
                let key = self.index(&target.slice);
                let dst = self.unit.alloc();
                self.unit.emit(Op::LoadItem { dst, obj, key }, target.range);
                self.in_place(s, dst, dst);
                self.unit.emit(Op::StoreItem { obj, key, src: dst }, target.range);
            }
            _ => {}
        }
    }

    fn in_place(&mut self, s: &'a ast::StmtAugAssign, dst: Reg, a: Reg) {
        let mark = self.unit.mark();
        if let (Operator::Add | Operator::Sub, Some(value)) = (s.op, small_int(&s.value)) {
            let negated = s.op == Operator::Sub;
            let signed = if negated { value.checked_neg() } else { Some(value) };
            if let Some(value) = signed {
                self.unit.emit(Op::InPlaceInt { negated, dst, a, value }, s.range);
                return;
            }
        }
        let b = self.expr(&s.value);
        let op: BinaryOp = binary_op(s.op);
        self.unit.emit(Op::InPlace { op, dst, a, b }, s.range);
        self.unit.release(mark);
    }

    // ── Annotated assignment ─────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn annotated(&mut self, s: &'a ast::StmtAnnAssign) {
        if let Some(value) = &s.value {
            self.assign_expr(&s.target, value);
        } else {
            self.evaluate_parts(&s.target);
        }
        if self.scope().kind.is_function() {
            return;
        }
        debug_assert!(matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class));

        match &*s.target {
            Expr::Name(name) if s.simple => {
                let src = self.unit.alloc();
                self.annotation_to(&s.annotation, src);
                let obj = self.unit.alloc();
                self.load_name(obj, "__annotations__", s.range);
                let key = self.unit.alloc();
                let stored = self.mangled(&name.id);
                self.unit.load_str(key, &stored, s.range);
                self.unit.emit(Op::StoreItem { obj, key, src }, s.range);
            }
            _ if !self.future_annotations => {
                let dst = self.unit.alloc();
                self.expr_to(&s.annotation, dst);
            }
            _ => {}
        }
    }

    /// `a.b: int` without a value evaluates `a`.
    fn evaluate_parts(&mut self, target: &'a Expr) {
        match target {
            Expr::Attribute(target) => {
                self.expr(&target.value);
            }
            Expr::Subscript(target) => {
                self.expr(&target.value);
                self.index(&target.slice);
            }
            _ => {}
        }
    }
}

/// The elements of a tuple or list.
fn elements(e: &Expr) -> Option<&[Expr]> {
    match e {
        Expr::Tuple(e) => Some(&e.elts),
        Expr::List(e) => Some(&e.elts),
        _ => None,
    }
}
