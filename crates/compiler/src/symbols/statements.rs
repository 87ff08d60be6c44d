//! The part of the walk that deals with statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::super::scope::ScopeKind;
use super::super::{check, imports};
use super::{Leaves, Symbols};

/// How deep loops, `try` and `with` can be nested in a function, as in CPython.
const MAX_BLOCKS: u32 = 20;

impl Symbols<'_, '_> {
    pub(super) fn body(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    pub(super) fn statement(&mut self, statement: &Stmt) {
        self.note_future_boundary(statement);
        match statement {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Return(s) => self.return_(s),
            Stmt::Delete(s) => s.targets.iter().for_each(|t| self.expr(t)),
            Stmt::TypeAlias(s) => self.type_alias(s),
            Stmt::Assign(s) => {
                self.star_is_misplaced(&s.value);
                self.expr(&s.value);
                for target in &s.targets {
                    self.target(target);
                }
            }
            Stmt::AugAssign(s) => {
                self.expr(&s.value);
                if let Expr::Name(name) = &*s.target {
                    self.use_name(&name.id);
                }
                self.expr(&s.target);
            }
            Stmt::AnnAssign(s) => self.annotated(s),
            Stmt::For(s) => {
                if s.is_async {
                    self.needs_async(s.range, "async for");
                }
                self.star_is_misplaced(&s.iter);
                self.expr(&s.iter);
                self.target(&s.target);
                self.block(s.range, |me| {
                    me.position.leaves = Leaves::Loop;
                    me.body(&s.body);
                });
                self.body(&s.orelse);
            }
            Stmt::While(s) => {
                self.expr(&s.test);
                self.block(s.range, |me| {
                    me.position.leaves = Leaves::Loop;
                    me.body(&s.body);
                });
                self.body(&s.orelse);
            }
            Stmt::If(s) => {
                self.expr(&s.test);
                self.guarding(imports::is_type_checking(&s.test), |me| me.body(&s.body));
                for clause in &s.elif_else_clauses {
                    if let Some(test) = &clause.test {
                        self.expr(test);
                    }
                    self.body(&clause.body);
                }
            }
            Stmt::With(s) => {
                if s.is_async {
                    self.needs_async(s.range, "async with");
                }
                for item in &s.items {
                    self.expr(&item.context_expr);
                    if let Some(target) = &item.optional_vars {
                        self.target(target);
                    }
                }
                self.block(s.range, |me| me.body(&s.body));
            }
            Stmt::Match(s) => {
                self.expr(&s.subject);
                check::match_cases(s, self.diagnostics);
                for case in &s.cases {
                    self.pattern(&case.pattern);
                    if let Some(guard) = &case.guard {
                        self.expr(guard);
                    }
                    self.body(&case.body);
                }
            }
            Stmt::Raise(s) => {
                s.exc.iter().chain(&s.cause).for_each(|e| self.expr(e));
            }
            Stmt::Try(s) => self.try_(s),
            Stmt::Assert(s) => {
                check::assertion(s, self.diagnostics);
                self.expr(&s.test);
                s.msg.iter().for_each(|e| self.expr(e));
            }
            Stmt::Import(s) => self.import(s),
            Stmt::ImportFrom(s) => self.import_from(s),
            Stmt::Global(s) => s.names.iter().for_each(|n| self.declare(n, s.range, true)),
            Stmt::Nonlocal(s) => s.names.iter().for_each(|n| self.declare(n, s.range, false)),
            Stmt::Expr(s) => {
                self.star_is_misplaced(&s.value);
                self.expr(&s.value);
            }
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
            Stmt::Break(s) => self.leave(s.range, "'break' outside loop"),
            Stmt::Continue(s) => self.leave(s.range, "'continue' not properly in loop"),
        }
    }

    /// `from __future__` must come first.
    pub(super) fn note_future_boundary(&mut self, statement: &Stmt) {
        let allowed = match statement {
            Stmt::Expr(s) => s.value.is_string_literal_expr(),
            Stmt::ImportFrom(s) => s.level == 0 && s.module.as_deref() == Some("__future__"),
            _ => false,
        };
        if !allowed {
            self.future_allowed = false;
        }
    }

    pub(super) fn leave(&mut self, range: TextRange, outside: &str) {
        match self.position.leaves {
            Leaves::Loop => {}
            Leaves::Nothing => self.diagnostics.error(range, outside),
            Leaves::StarHandler => self.diagnostics.error(range, check::IN_STAR_HANDLER),
        }
    }

    /// Walks what is inside a loop, `try` or `with`.
    pub(super) fn block(&mut self, range: TextRange, inside: impl FnOnce(&mut Self)) {
        let outer = self.position;
        self.position.blocks += 1;
        if self.position.blocks == MAX_BLOCKS + 1 {
            self.diagnostics.error(range, "too many statically nested blocks");
        }
        inside(self);
        self.position = outer;
    }

    pub(super) fn guarding(&mut self, guards: bool, inside: impl FnOnce(&mut Self)) {
        self.import_guards += u32::from(guards);
        inside(self);
        self.import_guards -= u32::from(guards);
    }

    pub(super) fn return_(&mut self, s: &ast::StmtReturn) {
        if !self.kind().is_function() {
            self.diagnostics.error(s.range, "'return' outside function");
        } else if self.position.in_star_handler {
            self.diagnostics.error(s.range, check::IN_STAR_HANDLER);
        }
        if let Some(value) = &s.value {
            self.star_is_misplaced(value);
            self.expr(value);
        }
    }

    pub(super) fn try_(&mut self, s: &ast::StmtTry) {
        self.block(s.range, |me| {
            me.guarding(imports::expects_failure(s), |me| me.body(&s.body));
            for (index, handler) in s.handlers.iter().enumerate() {
                let ast::ExceptHandler::ExceptHandler(handler) = handler;
                match &handler.type_ {
                    Some(types) => me.expr(types),
                    None if index + 1 < s.handlers.len() => {
                        me.diagnostics.error(handler.range, "default 'except:' must be last");
                    }
                    None => {}
                }
                if let Some(name) = &handler.name {
                    me.bind(name, name.range);
                    let stored = me.stored(name);
                    me.scope().symbol(&stored).deleted = true;
                }
                let outer = me.position;
                if s.is_star {
                    me.position.leaves = Leaves::StarHandler;
                    me.position.in_star_handler = true;
                }
                me.guarding(imports::expects_failure(s), |me| me.body(&handler.body));
                me.position = outer;
            }
            me.body(&s.orelse);
        });
        self.block(s.range, |me| me.body(&s.finalbody));
    }

    pub(super) fn annotated(&mut self, s: &ast::StmtAnnAssign) {
        match &*s.target {
            Expr::Name(name) => {
                let stored = self.stored(&name.id);
                let in_module = self.kind() == ScopeKind::Module;
                let symbol = self.scope().symbol(&stored);
                symbol.annotated |= s.simple;
                if symbol.global.is_some() && !in_module {
                    self.diagnostics.error(s.range, format!("annotated name '{}' can't be global", name.id));
                } else if symbol.nonlocal.is_some() {
                    self.diagnostics.error(s.range, format!("annotated name '{}' can't be nonlocal", name.id));
                }
                // `(x): int` alone makes no variable.
                if s.simple || s.value.is_some() {
                    self.bind(&name.id, name.range);
                }
                if s.simple && !self.kind().is_function() {
                    self.scope().has_annotations = true;
                }
            }
            target => self.expr(target),
        }
        if !self.future_annotations {
            self.expr(&s.annotation);
        }
        if let Some(value) = &s.value {
            self.expr(value);
        }
    }
}
