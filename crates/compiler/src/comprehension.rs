//! Comprehensions and generator expressions: functions of the first iterable's iterator.

use ruff_python_ast::{self as ast, AtomicNodeIndex, Comprehension, Expr};
use ruff_text_size::{TextRange, TextSize};

use super::Compiler;
use super::scope::ScopeKind;
use crate::op::{Op, Reg};
use crate::spec::{CodeKind, Params};

/// What is made of the elements.
#[derive(Clone, Copy)]
enum Result {
    List(Reg),
    Set(Reg),
    Dict(Reg),
    Generator,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension_to(
        &mut self,
        node: &AtomicNodeIndex,
        range: TextRange,
        generators: &'a [Comprehension],
        key: Option<&'a Expr>,
        element: &'a Expr,
        dst: Reg,
    ) {
        let Some(first) = generators.first() else { return };
        let id = self.scopes.of(node);
        let scope = &self.scopes.list[id];
        let (name, kind) = match scope.kind {
            ScopeKind::SetComprehension => ("<setcomp>", CodeKind::Function),
            ScopeKind::DictComprehension => ("<dictcomp>", CodeKind::Function),
            ScopeKind::Generator => ("<genexpr>", CodeKind::Generator),
            _ => ("<listcomp>", CodeKind::Function),
        };
        let kind = match kind {
            CodeKind::Function if scope.awaits => CodeKind::Coroutine,
            CodeKind::Generator if scope.awaits => CodeKind::AsyncGenerator,
            kind => kind,
        };
        let params = Params { names: vec![".0".into()], positional: 1, positional_only: 1, ..Params::default() };
        let mark = self.unit.mark();
        let base = if self.unit.is_top(dst) { dst } else { self.unit.alloc() };
        let line = self.line_of(range.start());
        let code = self.nested(id, kind, name, params, line, range, |me| {
            me.comprehension_body(generators, key, element, range);
        });
        self.make_function(code, id, base, base, 0, Vec::new(), false, range);
        let iter = self.unit.alloc();
        let src = self.operand(&first.iter, iter);
        let op = if first.is_async { Op::GetAIter { dst: iter, src } } else { Op::GetIter { dst: iter, src } };
        self.unit.emit(op, range);
        if kind == CodeKind::Coroutine {
            self.unit.emit(Op::Call { dst: base, base, argc: 1 }, range);
            self.unit.emit(Op::Await { dst, src: base }, range);
        } else {
            self.unit.emit(Op::Call { dst, base, argc: 1 }, range);
        }
        self.unit.release(mark);
    }

    /// The range of a generator expression. That of a call's only argument includes the call's parentheses.
    pub(super) fn with_parentheses(&self, e: &ast::ExprGenerator) -> TextRange {
        let (before, rest) = self.source.split_at(e.range.start().to_usize());
        let after = &rest[e.range.len().to_usize()..];
        let (open, close) = (before.trim_end(), after.trim_start());
        if e.parenthesized || !open.ends_with('(') || !close.starts_with(')') {
            return e.range;
        }
        let end = e.range.end().to_usize() + (after.len() - close.len()) + 1;
        TextRange::new(TextSize::new(open.len() as u32 - 1), TextSize::new(end as u32))
    }

    fn comprehension_body(
        &mut self,
        generators: &'a [Comprehension],
        key: Option<&'a Expr>,
        element: &'a Expr,
        range: TextRange,
    ) {
        let result = match self.scope().kind {
            ScopeKind::SetComprehension => {
                let dst = self.unit.alloc();
                self.unit.emit(Op::BuildSet { dst, base: dst, count: 0 }, range);
                Result::Set(dst)
            }
            ScopeKind::DictComprehension => {
                let dst = self.unit.alloc();
                self.unit.emit(Op::BuildMap { dst, base: dst, count: 0 }, range);
                Result::Dict(dst)
            }
            ScopeKind::Generator => Result::Generator,
            _ => {
                let dst = self.unit.alloc();
                self.unit.emit(Op::BuildList { dst, base: dst, count: 0 }, range);
                Result::List(dst)
            }
        };
        let argument = self.unit.variables.get(".0").copied();
        self.generator(generators, argument, key, element, result, range);
        match result {
            Result::List(src) | Result::Set(src) | Result::Dict(src) => {
                self.unit.emit_last(Op::Return { src }, range);
            }
            Result::Generator => {}
        }
    }

    /// One `for … in … if …` with those that follow. `argument`: the iterator of the first.
    fn generator(
        &mut self,
        generators: &'a [Comprehension],
        argument: Option<Reg>,
        key: Option<&'a Expr>,
        element: &'a Expr,
        result: Result,
        range: TextRange,
    ) {
        let Some((first, rest)) = generators.split_first() else {
            self.element(key, element, result, range);
            return;
        };
        let mark = self.unit.mark();
        let iter = match argument {
            Some(iter) => iter,
            None => {
                let iter = self.unit.alloc();
                let src = self.operand(&first.iter, iter);
                let op = if first.is_async { Op::GetAIter { dst: iter, src } } else { Op::GetIter { dst: iter, src } };
                self.unit.emit(op, range);
                iter
            }
        };
        let (again, end) = (self.unit.label(), self.unit.label());
        let inside = |me: &mut Self| {
            me.conditions(&first.ifs, again);
            me.generator(rest, None, key, element, result, range);
            me.unit.jump(again, range);
        };
        if first.is_async {
            self.async_iteration(iter, &first.target, again, range, inside);
        } else {
            self.unit.place_loop(again);
            self.next_item(iter, &first.target, end, range);
            inside(self);
        }
        self.unit.place(end);
        self.unit.release(mark);
    }

    fn conditions(&mut self, ifs: &'a [Expr], otherwise: super::emit::Label) {
        for test in ifs {
            self.condition(test, false, otherwise);
        }
    }

    fn element(&mut self, key: Option<&'a Expr>, element: &'a Expr, result: Result, range: TextRange) {
        let mark = self.unit.mark();
        match result {
            Result::List(list) => {
                let value = self.expr(element);
                self.unit.emit(Op::ListAppend { list, value }, range);
            }
            Result::Set(set) => {
                let value = self.expr(element);
                self.unit.emit(Op::SetAdd { set, value }, range);
            }
            Result::Dict(map) => {
                let Some(key) = key else { return };
                let key = self.expr(key);
                let value = self.expr(element);
                self.unit.emit(Op::MapInsert { map, key, value }, range);
            }
            Result::Generator => {
                let src = self.expr(element);
                let dst = self.unit.alloc();
                self.unit.emit(Op::Yield { dst, src }, range);
            }
        }
        self.unit.release(mark);
    }
}
