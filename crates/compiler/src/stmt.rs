//! Statements, other than those that have a module of their own.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::literal::{constant, truth};
use crate::op::{NO_REG, Op, Reg};
use crate::spec::Const;

/// The docstring at the start of a body, its range, and the statements after it.
pub(super) fn docstring(body: &[Stmt]) -> Option<(&str, TextRange, &[Stmt])> {
    let (Stmt::Expr(first), rest) = body.split_first()? else { return None };
    let Expr::StringLiteral(text) = &*first.value else { return None };
    Some((text.value.to_str(), text.range, rest))
}

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            if !self.unit.reachable() || self.unit.too_big.is_some() {
                return;
            }
            let mark = self.unit.mark();
            self.unit.begin_line(statement.range());
            self.statement(statement);
            self.unit.release(mark);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Return(s) => self.return_(s),
            Stmt::Delete(s) => {
                s.targets.iter().for_each(|t| self.delete(t));
                self.dropped(true, s.range);
            }
            Stmt::TypeAlias(s) => self.type_alias(s),
            Stmt::Assign(s) => {
                self.assign(s);
                if s.value.is_none_literal_expr() {
                    self.dropped(false, s.range);
                }
            }
            Stmt::AugAssign(s) => self.augmented(s),
            Stmt::AnnAssign(s) => self.annotated(s),
            Stmt::For(s) => self.for_(s),
            Stmt::While(s) => self.while_(s),
            Stmt::If(s) => self.if_(s),
            Stmt::With(s) => self.with(s),
            Stmt::Match(s) => self.match_(s),
            Stmt::Raise(s) => self.raise(s),
            Stmt::Try(s) => self.try_(s),
            Stmt::Assert(s) => self.assert_(s),
            Stmt::Import(s) => self.import(s),
            Stmt::ImportFrom(s) => self.import_from(s),
            Stmt::Expr(s) => self.expr_statement(&s.value),
            Stmt::Break(s) => self.break_(s.range),
            Stmt::Continue(s) => self.continue_(s.range),
            // A line to stop at when stepping.
            Stmt::Pass(s) => self.unit.emit(Op::Nop, s.range),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    /// Something may have died by this statement.
    pub(super) fn dropped(&mut self, explicit: bool, range: TextRange) {
        let from = self.unit.mark() as Reg;
        self.unit.emit(Op::Dropped { explicit, from }, range);
    }

    fn expr_statement(&mut self, e: &'a Expr) {
        if constant(e).is_some() {
            return;
        }
        let src = self.expr(e);
        // Only what is called can be a coroutine that nobody awaits, or a list of them.
        if matches!(e, Expr::Call(_) | Expr::If(_) | Expr::BoolOp(_) | Expr::ListComp(_)) {
            let by_name = matches!(e, Expr::Call(call) if call.func.is_name_expr());
            self.unit.emit(Op::Discard { src, by_name }, e.range());
        }
    }

    fn return_(&mut self, s: &'a ast::StmtReturn) {
        let range = s.range;
        let src = match s.value.as_deref() {
            // What is done on leaving must not change the value.
            Some(value) if self.leaving_costs() => self.expr_to_temp(value),
            Some(value) => self.expr(value),
            None => {
                let src = self.unit.alloc();
                self.unit.load_const(src, Const::None, range);
                src
            }
        };
        self.leave_blocks(0, range, |me| me.unit.emit_last(Op::Return { src }, range));
    }

    fn delete(&mut self, target: &'a Expr) {
        let mark = self.unit.mark();
        match target {
            Expr::Name(name) => self.delete_name(&name.id, name.range),
            Expr::Attribute(target) => {
                let obj = self.expr(&target.value);
                let name = self.mangled(&target.attr);
                let range = self.method_range(target, target.range);
                let site = self.unit.attr_site(&name, range);
                self.unit.emit(Op::DeleteAttr { obj, site }, range);
            }
            Expr::Subscript(target) => {
                let obj = self.expr(&target.value);
                let key = self.index(&target.slice);
                self.unit.emit(Op::DeleteItem { obj, key }, target.range);
            }
            Expr::Tuple(target) => target.elts.iter().for_each(|t| self.delete(t)),
            Expr::List(target) => target.elts.iter().for_each(|t| self.delete(t)),
            _ => {}
        }
        self.unit.release(mark);
    }

    fn if_(&mut self, s: &'a ast::StmtIf) {
        let end = self.unit.label();
        let first = (Some(&*s.test), &s.body[..], s.range);
        let rest = s.elif_else_clauses.iter().map(|c| (c.test.as_ref(), &c.body[..], c.range));
        let mut clauses = std::iter::once(first).chain(rest).peekable();
        while let Some((test, body, range)) = clauses.next() {
            match test.map(truth) {
                None | Some(Some(true)) => {
                    self.body(body);
                    break;
                }
                Some(Some(false)) => continue,
                Some(None) => {}
            }
            let next = self.unit.label();
            if let Some(test) = test {
                self.unit.begin_line(range);
                self.condition(test, false, next);
            }
            self.body(body);
            if self.unit.reachable() && clauses.peek().is_some() {
                self.unit.jump(end, range);
            }
            self.unit.place(next);
        }
        self.unit.place(end);
    }

    fn raise(&mut self, s: &'a ast::StmtRaise) {
        let exc = s.exc.as_deref().map_or(NO_REG, |e| self.expr(e));
        let cause = s.cause.as_deref().map_or(NO_REG, |e| self.expr(e));
        self.unit.emit_last(Op::Raise { exc, cause }, s.range);
    }

    fn assert_(&mut self, s: &'a ast::StmtAssert) {
        // CPython 3.11 points at the comparison that it saw last.
        let range = last_comparison(&s.test).unwrap_or(s.range);
        let holds = self.unit.label();
        self.condition(&s.test, true, holds);
        if self.unit.reachable() {
            let exc = self.unit.alloc();
            self.unit.emit(Op::LoadAssertionError { dst: exc }, range);
            if let Some(message) = &s.msg {
                self.expr_to_temp(message);
                self.unit.emit(Op::Call { dst: exc, base: exc, argc: 1 }, range);
            }
            self.unit.emit_last(Op::Raise { exc, cause: NO_REG }, range);
        }
        self.unit.place(holds);
    }

    /// Cannot what is imported here work, and does nothing use it?
    fn is_left_out(&self, range: TextRange) -> bool {
        self.scopes.left_out.contains(&range.start())
    }

    fn is_stood_in_for(&self, range: TextRange) -> bool {
        self.scopes.stood_in_for.contains(&range.start())
    }

    /// Binds what says, when it is touched, why there is no such module.
    #[cold]
    fn stand_in(&mut self, bound: &'a str, module: &str, range: TextRange) {
        let mark = self.unit.mark();
        let (source, dst) = (self.unit.alloc(), self.unit.alloc());
        let name = self.unit.name_index("_refused");
        self.unit.emit(Op::Import { top: false, dst: source, name }, range);
        let name = self.unit.name_index(module);
        self.unit.emit(Op::ImportFrom { dst, module: source, name }, range);
        self.store_name(bound, dst, range);
        self.unit.release(mark);
    }

    fn import(&mut self, s: &'a ast::StmtImport) {
        for alias in &s.names {
            if self.is_left_out(alias.name.range) {
                continue;
            }
            let mark = self.unit.mark();
            let dst = self.unit.alloc();
            let name = self.unit.name_index(&alias.name);
            let (top, bound) = match &alias.asname {
                Some(asname) => (false, asname.as_str()),
                None => (true, alias.name.split('.').next().unwrap_or_default()),
            };
            if self.is_stood_in_for(alias.name.range) {
                let whole = if top { bound } else { alias.name.as_str() };
                self.stand_in(bound, whole, s.range);
                continue;
            }
            self.unit.emit(Op::Import { top, dst, name }, s.range);
            self.store_name(bound, dst, s.range);
            self.unit.release(mark);
        }
    }

    fn import_from(&mut self, s: &'a ast::StmtImportFrom) {
        let Some(module) = &s.module else { return };
        if module.as_str() == "__future__" || self.is_left_out(module.range) {
            return;
        }
        if self.is_stood_in_for(module.range) {
            for alias in &s.names {
                self.stand_in(alias.asname.as_ref().unwrap_or(&alias.name), module, s.range);
            }
            return;
        }
        let source = self.unit.alloc();
        let name = self.unit.name_index(module);
        self.unit.emit(Op::Import { top: false, dst: source, name }, s.range);
        for alias in &s.names {
            if alias.name.as_str() == "*" {
                self.unit.emit(Op::ImportStar { module: source }, s.range);
                continue;
            }
            if self.is_left_out(alias.range) {
                continue;
            }
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            if self.is_stood_in_for(alias.range) {
                self.stand_in(bound, &format!("{module}.{}", alias.name), s.range);
                continue;
            }
            let mark = self.unit.mark();
            let name = self.unit.name_index(&alias.name);
            let local = self.local_target(bound);
            let dst = local.unwrap_or_else(|| self.unit.alloc());
            self.unit.emit(Op::ImportFrom { dst, module: source, name }, s.range);
            self.store_name(bound, dst, s.range);
            self.unit.release(mark);
        }
    }
}

/// The comparison in a condition that `compiler_jump_if` visits last.
fn last_comparison(test: &Expr) -> Option<TextRange> {
    match test {
        Expr::Compare(e) => Some(e.range),
        Expr::UnaryOp(e) if e.op == ast::UnaryOp::Not => last_comparison(&e.operand),
        Expr::BoolOp(e) => e.values.iter().rev().find_map(last_comparison),
        Expr::If(e) => [&e.orelse, &e.body, &e.test].into_iter().find_map(|e| last_comparison(e)),
        _ => None,
    }
}
