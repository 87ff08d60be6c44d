//! The part of the walk that deals with expressions and patterns.

use ruff_python_ast::{self as ast, Expr, Pattern};
use ruff_text_size::{Ranged, TextRange};

use super::super::check;
use super::super::scope::ScopeKind;
use super::Symbols;

impl Symbols<'_, '_> {
    pub(super) fn expr(&mut self, mut expr: &Expr) {
        // The left sides of long chains are walked without recursion, their right sides afterwards.
        let mut pending = Vec::new();
        loop {
            expr = match expr {
                Expr::BinOp(e) => {
                    pending.push(expr);
                    &e.left
                }
                Expr::Call(e) => {
                    check::callee(e, self.diagnostics);
                    pending.push(expr);
                    &e.func
                }
                Expr::Attribute(e) => &e.value,
                Expr::Subscript(e) => {
                    check::subscript(e, self.diagnostics);
                    pending.push(expr);
                    &e.value
                }
                _ => break,
            };
        }
        self.expr_off_chain(expr);
        while let Some(expr) = pending.pop() {
            match expr {
                Expr::BinOp(e) => self.expr(&e.right),
                Expr::Call(e) => self.arguments(&e.arguments),
                Expr::Subscript(e) => self.expr(&e.slice),
                _ => {}
            }
        }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|e| self.expr(e));
    }

    fn expr_off_chain(&mut self, expr: &Expr) {
        match expr {
            Expr::BoolOp(e) => self.exprs(&e.values),
            Expr::Named(e) => {
                self.expr(&e.value);
                if let Expr::Name(name) = &*e.target {
                    self.bind_walrus(&name.id, name.range);
                }
            }
            Expr::UnaryOp(e) => self.expr(&e.operand),
            Expr::Lambda(e) => {
                if let Some(parameters) = &e.parameters {
                    self.defaults(parameters);
                }
                self.in_scope(ScopeKind::Lambda, &e.node_index, |me| {
                    if let Some(parameters) = &e.parameters {
                        me.parameters(parameters);
                    }
                    me.expr(&e.body);
                });
            }
            Expr::If(e) => self.exprs([&*e.test, &e.body, &e.orelse]),
            Expr::Dict(e) => {
                for item in &e.items {
                    self.exprs(&item.key);
                    self.expr(&item.value);
                }
            }
            Expr::Set(e) => self.exprs(&e.elts),
            Expr::ListComp(e) => {
                self.comprehension(ScopeKind::ListComprehension, &e.node_index, e.range, &e.generators, &[&e.elt]);
            }
            Expr::SetComp(e) => {
                self.comprehension(ScopeKind::SetComprehension, &e.node_index, e.range, &e.generators, &[&e.elt]);
            }
            Expr::DictComp(e) => {
                let elements: Vec<&Expr> = e.key.iter().map(|k| &**k).chain([&*e.value]).collect();
                if e.key.is_none() {
                    self.diagnostics.error(e.range, "dict unpacking cannot be used in dict comprehension");
                }
                self.comprehension(ScopeKind::DictComprehension, &e.node_index, e.range, &e.generators, &elements);
            }
            Expr::Generator(e) => {
                self.comprehension(ScopeKind::Generator, &e.node_index, e.range, &e.generators, &[&e.elt]);
            }
            Expr::Await(e) => {
                self.expr(&e.value);
                self.await_(e.range);
            }
            Expr::Yield(e) => {
                self.yield_(e.range);
                if let Some(value) = &e.value {
                    self.star_is_misplaced(value);
                    self.expr(value);
                }
            }
            Expr::YieldFrom(e) => {
                if self.scope().is_async {
                    self.diagnostics.error_with_advice(
                        e.range,
                        "'yield from' inside async function",
                        "Use `async for x in …: yield x`, or `await` it.",
                    );
                }
                self.yield_(e.range);
                self.expr(&e.value);
            }
            Expr::Compare(e) => {
                check::comparison(e, self.diagnostics);
                self.expr(&e.left);
                self.exprs(&e.comparators);
            }
            Expr::FString(e) => {
                for element in e.value.elements() {
                    self.interpolation(element);
                }
            }
            Expr::TString(e) => {
                self.diagnostics.error_with_advice(e.range, "template strings are not supported", "Use an f-string.");
            }
            Expr::Starred(e) => self.expr(&e.value),
            Expr::Name(name) => self.name(name),
            Expr::List(e) => {
                check::stars(&e.elts, e.ctx, e.range, self.diagnostics);
                self.exprs(&e.elts);
            }
            Expr::Tuple(e) => {
                check::stars(&e.elts, e.ctx, e.range, self.diagnostics);
                self.exprs(&e.elts);
            }
            Expr::Slice(e) => {
                for part in e.lower.iter().chain(&e.upper).chain(&e.step) {
                    self.expr(part);
                }
            }
            Expr::BinOp(_) | Expr::Call(_) | Expr::Attribute(_) | Expr::Subscript(_) => {}
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
        }
    }

    fn interpolation(&mut self, element: &ast::InterpolatedStringElement) {
        if let ast::InterpolatedStringElement::Interpolation(element) = element {
            self.expr(&element.expression);
            for element in element.format_spec.iter().flat_map(|s| &s.elements) {
                self.interpolation(element);
            }
        }
    }

    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) {
        check::keywords(arguments, self.diagnostics);
        self.exprs(&arguments.args);
        self.exprs(arguments.keywords.iter().map(|k| &k.value));
    }

    fn comprehension(
        &mut self,
        kind: ScopeKind,
        node: &ast::AtomicNodeIndex,
        range: TextRange,
        generators: &[ast::Comprehension],
        elements: &[&Expr],
    ) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.star_is_misplaced(&first.iter);
        self.in_iterable(|me| me.expr(&first.iter));
        let id = self.in_scope(kind, node, |me| {
            let argument = me.scope().symbol(".0");
            argument.parameter = true;
            argument.bound = true;
            me.scope().awaits = generators.iter().any(|g| g.is_async);
            me.comprehension_target(&first.target);
            me.exprs(&first.ifs);
            for generator in rest {
                me.in_iterable(|me| me.expr(&generator.iter));
                me.comprehension_target(&generator.target);
                me.exprs(&generator.ifs);
            }
            for element in elements {
                if element.is_starred_expr() {
                    let message = "iterable unpacking cannot be used in comprehension";
                    me.diagnostics.error(element.range(), message);
                }
                me.expr(element);
            }
        });
        if self.scopes.list[id].awaits && kind != ScopeKind::Generator {
            let scope = self.scope();
            if scope.kind.is_comprehension() {
                scope.awaits = true;
            } else if !scope.is_async {
                let message = "asynchronous comprehension outside of an asynchronous function";
                self.diagnostics.error(range, message);
            }
        }
    }

    fn comprehension_target(&mut self, target: &Expr) {
        if target.is_starred_expr() {
            self.diagnostics.error(target.range(), "starred assignment target must be in a list or tuple");
        }
        self.expr(target);
    }

    fn await_(&mut self, range: TextRange) {
        let scope = self.scope();
        if scope.kind.is_comprehension() {
            scope.awaits = true;
        } else if !scope.kind.is_function() {
            self.diagnostics.error_with_advice(
                range,
                "'await' outside function",
                "Put it into an `async def main()`, and run that with `asyncio.run(main())`.",
            );
        } else if !scope.is_async {
            let advice = "Make the function around it an `async def`.";
            self.diagnostics.error_with_advice(range, "'await' outside async function", advice);
        }
    }

    fn yield_(&mut self, range: TextRange) {
        let scope = self.scope();
        let inside = match scope.kind {
            ScopeKind::Function | ScopeKind::Lambda => {
                scope.has_yield = true;
                return;
            }
            ScopeKind::Module | ScopeKind::Class => {
                self.diagnostics.error(range, "'yield' outside function");
                return;
            }
            ScopeKind::ListComprehension => "list comprehension",
            ScopeKind::SetComprehension => "set comprehension",
            ScopeKind::DictComprehension => "dict comprehension",
            ScopeKind::Generator => "generator expression",
        };
        self.diagnostics.error(range, format!("'yield' inside {inside}"));
    }

    // ── Patterns ─────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::MatchValue(p) => self.expr(&p.value),
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(p) => p.patterns.iter().for_each(|p| self.pattern(p)),
            Pattern::MatchMapping(p) => {
                self.exprs(&p.keys);
                p.patterns.iter().for_each(|p| self.pattern(p));
                self.captured(p.rest.as_ref());
            }
            Pattern::MatchClass(p) => {
                self.expr(&p.cls);
                p.arguments.patterns.iter().for_each(|p| self.pattern(p));
                p.arguments.keywords.iter().for_each(|k| self.pattern(&k.pattern));
            }
            Pattern::MatchStar(p) => self.captured(p.name.as_ref()),
            Pattern::MatchAs(p) => {
                if let Some(pattern) = &p.pattern {
                    self.pattern(pattern);
                }
                self.captured(p.name.as_ref());
            }
            Pattern::MatchOr(p) => p.patterns.iter().for_each(|p| self.pattern(p)),
        }
    }

    fn captured(&mut self, name: Option<&ast::Identifier>) {
        if let Some(name) = name {
            self.bind(name, name.range);
        }
    }
}
