//! Expressions.

use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::emit::Label;
use super::literal::{constant, small_int, truth};
use crate::op::{BinaryOp, Op, Reg, UnaryOp};
use crate::spec::Const;

impl<'a> Compiler<'a> {
    /// Evaluates into any register: a local variable's own, or a new temporary.
    pub(super) fn expr(&mut self, e: &'a Expr) -> Reg {
        if let Expr::Name(name) = e
            && !self.is_walrus_target(&name.id)
            && let Some(reg) = self.local(&name.id, name.range)
        {
            return reg;
        }
        self.expr_to_temp(e)
    }

    /// Evaluates into a new temporary.
    pub(super) fn expr_to_temp(&mut self, e: &'a Expr) -> Reg {
        let dst = self.unit.alloc();
        self.expr_to(e, dst);
        dst
    }

    /// Evaluates into any register; if that is a temporary, then `scratch` will do, if that is one.
    pub(super) fn operand(&mut self, e: &'a Expr, scratch: Reg) -> Reg {
        if matches!(e, Expr::Name(_)) || !self.unit.is_temp(scratch) {
            return self.expr(e);
        }
        self.expr_to(e, scratch);
        scratch
    }

    /// Evaluates into `dst`, which is written last of all unless it is a temporary.
    pub(super) fn expr_to(&mut self, e: &'a Expr, dst: Reg) {
        let mark = self.unit.mark();
        let range = e.range();
        if let Some(value) = constant(e) {
            self.unit.load_const(dst, value, range);
            return;
        }
        match e {
            Expr::Name(e) => self.load_name(dst, &e.id, range),
            Expr::BinOp(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::Call(_) => self.chain_to(e, dst),
            Expr::BoolOp(e) => self.in_temp(dst, range, |me, dst| me.bool_op(e, dst)),
            Expr::Compare(e) => self.compare_to(e, dst),
            Expr::UnaryOp(e) => self.unary_to(e, dst),
            Expr::If(e) => self.conditional_to(e, dst),
            Expr::Named(e) => {
                if let Expr::Name(name) = &*e.target {
                    let value = self.operand(&e.value, dst);
                    self.store_name(&name.id, value, range);
                    self.move_to(dst, value, range);
                }
            }
            Expr::Lambda(e) => self.lambda_to(e, dst),
            Expr::Tuple(e) => self.tuple_to(&e.elts, dst, range),
            Expr::List(e) => self.list_to(&e.elts, dst, range),
            Expr::Set(e) => self.set_to(&e.elts, dst, range),
            Expr::Dict(e) => self.dict_to(&e.items, dst, range),
            Expr::ListComp(e) => self.comprehension_to(&e.node_index, range, &e.generators, None, &e.elt, dst),
            Expr::SetComp(e) => self.comprehension_to(&e.node_index, range, &e.generators, None, &e.elt, dst),
            Expr::DictComp(e) => {
                self.comprehension_to(&e.node_index, range, &e.generators, e.key.as_deref(), &e.value, dst);
            }
            Expr::Generator(e) => {
                let range = self.with_parentheses(e);
                self.comprehension_to(&e.node_index, range, &e.generators, None, &e.elt, dst);
            }
            Expr::Await(e) => self.await_to(&e.value, dst, range),
            Expr::Yield(e) => {
                let src = match &e.value {
                    Some(value) => self.operand(value, dst),
                    None => {
                        let src = self.unit.alloc();
                        self.unit.load_const(src, Const::None, range);
                        src
                    }
                };
                self.unit.emit(Op::Yield { dst, src }, range);
            }
            Expr::YieldFrom(e) => {
                let src = self.expr_to_temp(&e.value);
                self.unit.emit(Op::YieldFrom { dst, src }, range);
            }
            Expr::FString(e) => self.fstring_to(e, dst),
            Expr::Slice(e) => self.slice_to(e, dst),
            // Refused before.
            Expr::Starred(_) | Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                self.diagnostics.error(range, "invalid syntax");
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {}
        }
        self.unit.release(mark);
    }

    pub(super) fn move_to(&mut self, dst: Reg, src: Reg, range: TextRange) {
        if dst != src {
            self.unit.emit(Op::Move { dst, src }, range);
        }
    }

    /// Does `inside` with a temporary that may be written early, and moves its value to `dst`.
    pub(super) fn in_temp(&mut self, dst: Reg, range: TextRange, inside: impl FnOnce(&mut Self, Reg)) {
        if self.unit.is_temp(dst) {
            inside(self, dst);
            return;
        }
        let mark = self.unit.mark();
        let temp = self.unit.alloc();
        inside(self, temp);
        self.unit.emit(Op::Move { dst, src: temp }, range);
        self.unit.release(mark);
    }

    pub(super) fn await_to(&mut self, awaited: &'a Expr, dst: Reg, range: TextRange) {
        let src = if self.unit.is_temp(dst) { dst } else { self.unit.alloc() };
        self.expr_to(awaited, src);
        self.unit.emit(Op::Await { dst, src }, range);
    }

    // ── Chains that grow to the left ─────────────────────────────────────────────────────────────────────────────

    /// `a + b + c`, `a.b(c)[d]`: compiled without recursion on the left.
    fn chain_to(&mut self, e: &'a Expr, dst: Reg) {
        let mut links = Vec::new();
        let mut first = e;
        loop {
            let next = match first {
                Expr::BinOp(link) => &*link.left,
                Expr::Attribute(link) => &*link.value,
                Expr::Subscript(link) => &*link.value,
                // A method's object is handled by the call itself; so is `super()`.
                Expr::Call(link) => match &*link.func {
                    Expr::Attribute(method) if self.is_method_call(link) => &*method.value,
                    func => func,
                },
                _ => break,
            };
            links.push(first);
            first = next;
        }
        let mark = self.unit.mark();
        let mut links = links.into_iter().rev().peekable();
        // The value so far; `None` while it is only the first expression.
        let mut value: Option<Reg> = None;
        // A method call needs a spare register before its object.
        let calls_method = links.len() > 1
            && links.clone().skip(1).any(|l| matches!(l, Expr::Call(call) if self.is_method_call(call)));
        let work = if calls_method {
            if !self.unit.is_top(dst) {
                self.unit.alloc();
            }
            self.unit.alloc()
        } else if self.unit.is_temp(dst) {
            dst
        } else {
            self.unit.alloc()
        };
        while let Some(link) = links.next() {
            let to = if links.peek().is_none() { dst } else { work };
            let inner = self.unit.mark();
            match link {
                Expr::BinOp(link) => self.binary_to(link, value, work, to),
                Expr::Attribute(link) => {
                    let obj = self.link_operand(value, &link.value, work);
                    let name = self.mangled(&link.attr);
                    let range = self.method_range(link, link.range);
                    let site = self.unit.attr_site(&name, range);
                    self.unit.emit(Op::LoadAttr { dst: to, obj, site }, range);
                }
                Expr::Subscript(link) => {
                    let obj = self.link_operand(value, &link.value, work);
                    let key = self.index(&link.slice);
                    self.unit.emit(Op::LoadItem { dst: to, obj, key }, link.range);
                }
                Expr::Call(link) => self.call_to(link, value, to),
                _ => {}
            }
            self.unit.release(inner);
            value = Some(to);
        }
        self.unit.release(mark);
    }

    /// The left operand of a link: the value of the links before it, or the first expression.
    fn link_operand(&mut self, value: Option<Reg>, first: &'a Expr, work: Reg) -> Reg {
        match value {
            Some(reg) => reg,
            None => self.operand(first, work),
        }
    }

    /// A subscript's key.
    pub(super) fn index(&mut self, slice: &'a Expr) -> Reg {
        match slice {
            Expr::Tuple(tuple) if constant(slice).is_none() => {
                let dst = self.unit.alloc();
                self.tuple_to(&tuple.elts, dst, tuple.range);
                dst
            }
            _ => self.expr(slice),
        }
    }

    // ── Operators ────────────────────────────────────────────────────────────────────────────────────────────────

    fn binary_to(&mut self, e: &'a ast::ExprBinOp, value: Option<Reg>, work: Reg, dst: Reg) {
        let a = self.link_operand(value, &e.left, work);
        if let (Operator::Add | Operator::Sub, Some(value)) = (e.op, small_int(&e.right)) {
            let negated = e.op == Operator::Sub;
            let signed = if negated { value.checked_neg() } else { Some(value) };
            if let Some(value) = signed {
                self.unit.emit(Op::AddInt { negated, dst, a, value }, e.range);
                return;
            }
        }
        let b = self.expr(&e.right);
        let op = match e.op {
            Operator::Add => Op::Add { dst, a, b },
            Operator::Sub => Op::Sub { dst, a, b },
            Operator::Mult => Op::Mul { dst, a, b },
            op => Op::Binary { op: binary_op(op), dst, a, b },
        };
        self.unit.emit(op, e.range);
    }

    fn unary_to(&mut self, e: &'a ast::ExprUnaryOp, dst: Reg) {
        let a = self.operand(&e.operand, dst);
        let op = match e.op {
            ast::UnaryOp::Not => Op::Not { dst, a },
            ast::UnaryOp::USub => Op::Unary { op: UnaryOp::Neg, dst, a },
            ast::UnaryOp::UAdd => Op::Unary { op: UnaryOp::Pos, dst, a },
            ast::UnaryOp::Invert => Op::Unary { op: UnaryOp::Invert, dst, a },
        };
        self.unit.emit(op, e.range);
    }

    /// `dst` is a temporary.
    fn bool_op(&mut self, e: &'a ast::ExprBoolOp, dst: Reg) {
        let end = self.unit.label();
        for (index, value) in e.values.iter().enumerate() {
            self.expr_to(value, dst);
            if index + 1 < e.values.len() {
                let op = match e.op {
                    ast::BoolOp::And => Op::JumpIfFalse { reg: dst, target: 0 },
                    ast::BoolOp::Or => Op::JumpIfTrue { reg: dst, target: 0 },
                };
                self.unit.emit_jump(op, end, e.range);
            }
        }
        self.unit.place(end);
    }

    fn conditional_to(&mut self, e: &'a ast::ExprIf, dst: Reg) {
        match truth(&e.test) {
            Some(true) => return self.expr_to(&e.body, dst),
            Some(false) => return self.expr_to(&e.orelse, dst),
            None => {}
        }
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.condition(&e.test, false, otherwise);
        self.expr_to(&e.body, dst);
        self.unit.jump(end, e.range);
        self.unit.place(otherwise);
        self.expr_to(&e.orelse, dst);
        self.unit.place(end);
    }

    /// Jumps to `label` if the truth of `e` is `when`; otherwise goes on.
    pub(super) fn condition(&mut self, e: &'a Expr, when: bool, label: Label) {
        let mark = self.unit.mark();
        match e {
            _ if truth(e).is_some() => {
                if truth(e) == Some(when) {
                    self.unit.jump(label, e.range());
                }
            }
            Expr::UnaryOp(not) if not.op == ast::UnaryOp::Not => self.condition(&not.operand, !when, label),
            Expr::BoolOp(e) => self.bool_condition(e, when, label),
            Expr::Compare(e) => self.compare_condition(e, when, label),
            _ => {
                let reg = self.expr(e);
                let op = if when { Op::JumpIfTrue { reg, target: 0 } } else { Op::JumpIfFalse { reg, target: 0 } };
                self.unit.emit_jump(op, label, e.range());
            }
        }
        self.unit.release(mark);
    }

    fn bool_condition(&mut self, e: &'a ast::ExprBoolOp, when: bool, label: Label) {
        // `a or b` jumps when true as soon as one is; `a and b` when false.
        let decides = e.op == ast::BoolOp::Or;
        let Some((last, rest)) = e.values.split_last() else { return };
        if decides == when {
            for value in rest {
                self.condition(value, when, label);
            }
            self.condition(last, when, label);
        } else {
            let end = self.unit.label();
            for value in rest {
                self.condition(value, !when, end);
            }
            self.condition(last, when, label);
            self.unit.place(end);
        }
    }
}

/// The operator, as instructions name it.
pub(super) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::FloorDiv => BinaryOp::FloorDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LeftShift,
        Operator::RShift => BinaryOp::RightShift,
        Operator::BitAnd => BinaryOp::BitAnd,
        Operator::BitOr => BinaryOp::BitOr,
        Operator::BitXor => BinaryOp::BitXor,
    }
}
