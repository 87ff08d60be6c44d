//! Comparisons, as values and as conditions.

use ruff_python_ast::{self as ast, CmpOp, Expr};
use ruff_text_size::TextRange;

use super::Compiler;
use super::emit::Label;
use super::literal::{constants, small_int};
use crate::op::{CompareOp, Op, Reg};
use crate::spec::Const;

impl<'a> Compiler<'a> {
    pub(super) fn compare_to(&mut self, e: &'a ast::ExprCompare, dst: Reg) {
        if let ([op], [right]) = (&*e.ops, &*e.comparators) {
            let a = self.operand(&e.left, dst);
            let b = self.comparand(*op, right);
            self.unit.emit(Op::Compare { op: compare_op(*op), dst, a, b }, e.range);
            return;
        }
        self.in_temp(dst, e.range, |me, dst| {
            let end = me.unit.label();
            let mut a = me.expr(&e.left);
            let last = e.ops.len() - 1;
            for (index, (op, right)) in e.ops.iter().zip(&e.comparators).enumerate() {
                let b = me.comparand(*op, right);
                me.unit.emit(Op::Compare { op: compare_op(*op), dst, a, b }, e.range);
                if index < last {
                    me.unit.emit_jump(Op::JumpIfFalse { reg: dst, target: 0 }, end, e.range);
                }
                a = b;
            }
            me.unit.place(end);
        });
    }

    /// Jumps to `label` if the truth of the comparison is `when`.
    pub(super) fn compare_condition(&mut self, e: &'a ast::ExprCompare, when: bool, label: Label) {
        let mut a = self.expr(&e.left);
        let Some((last_op, ops)) = e.ops.split_last() else { return };
        let Some((last, rights)) = e.comparators.split_last() else { return };
        // All but the last comparison decide only when they are false.
        let unless = if when { self.unit.label() } else { label };
        for (op, right) in ops.iter().zip(rights) {
            let b = self.comparand(*op, right);
            let jump = Op::JumpUnless { op: compare_op(*op), a, b, offset: 0 };
            self.unit.emit_jump(jump, unless, e.range);
            a = b;
        }
        self.last_condition(a, *last_op, last, when, label, e.range);
        if when {
            self.unit.place(unless);
        }
    }

    fn last_condition(&mut self, a: Reg, op: CmpOp, right: &'a Expr, when: bool, label: Label, range: TextRange) {
        if right.is_none_literal_expr()
            && let CmpOp::Is | CmpOp::IsNot = op
        {
            let jump = if (op == CmpOp::Is) == when {
                Op::JumpIfNone { reg: a, target: 0 }
            } else {
                Op::JumpIfNotNone { reg: a, target: 0 }
            };
            self.unit.emit_jump(jump, label, range);
            return;
        }
        let is_plain = !matches!(op, CmpOp::In | CmpOp::NotIn | CmpOp::Is | CmpOp::IsNot);
        if is_plain && let Some(value) = small_int(right) {
            let op = compare_op(op);
            let jump = if when {
                Op::JumpIfInt { op, a, value, offset: 0 }
            } else {
                Op::JumpUnlessInt { op, a, value, offset: 0 }
            };
            self.unit.emit_jump(jump, label, range);
            return;
        }
        let b = self.comparand(op, right);
        let op = compare_op(op);
        let jump = if when { Op::JumpIf { op, a, b, offset: 0 } } else { Op::JumpUnless { op, a, b, offset: 0 } };
        self.unit.emit_jump(jump, label, range);
    }

    /// The right side of a comparison. `x in {1, 2}` looks into a constant.
    fn comparand(&mut self, op: CmpOp, right: &'a Expr) -> Reg {
        if let CmpOp::In | CmpOp::NotIn = op {
            let folded = match right {
                Expr::Set(set) => constants(&set.elts).map(|items| (Const::FrozenSet(items), set.range)),
                Expr::List(list) => constants(&list.elts).map(|items| (Const::Tuple(items), list.range)),
                _ => None,
            };
            if let Some((value, range)) = folded {
                let reg = self.unit.alloc();
                self.unit.load_const(reg, value, range);
                return reg;
            }
        }
        self.expr(right)
    }
}

fn compare_op(op: CmpOp) -> CompareOp {
    match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::Ne,
        CmpOp::Lt => CompareOp::Lt,
        CmpOp::LtE => CompareOp::Le,
        CmpOp::Gt => CompareOp::Gt,
        CmpOp::GtE => CompareOp::Ge,
        CmpOp::Is => CompareOp::Is,
        CmpOp::IsNot => CompareOp::IsNot,
        CmpOp::In => CompareOp::In,
        CmpOp::NotIn => CompareOp::NotIn,
    }
}
