//! Functions and lambdas.

use ruff_python_ast::{self as ast, Decorator, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Compiler;
use super::emit::Unit;
use super::finish::finish;
use super::scope::{ScopeId, mangle};
use super::stmt::docstring;
use crate::op::{Op, Reg};
use crate::spec::{CodeKind, CodeSpec, FunctionSpec, Params};

/// All parameters in the order of their registers: positional-only, positional, keyword-only, `*args`, `**kwargs`.
pub(super) fn in_register_order(parameters: &Parameters) -> impl Iterator<Item = &ast::Parameter> {
    let plain = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
    plain.map(|p| &p.parameter).chain(parameters.vararg.as_deref()).chain(parameters.kwarg.as_deref())
}

impl<'a> Compiler<'a> {
    pub(super) fn function(&mut self, def: &'a ast::StmtFunctionDef) {
        let mark = self.unit.mark();
        let range = self.without_decorators(&def.decorator_list, def.range);
        let (first, dst) = self.decorators(&def.decorator_list);
        let id = self.scopes.of(&def.node_index);
        let defaults = self.defaults(&def.parameters);
        self.define_type_params(def.type_params.as_deref(), id, range);
        let annotated = self.annotations(def);
        self.unit.hidden.clear();
        let kind = match (def.is_async, self.scopes.list[id].has_yield) {
            (false, false) => CodeKind::Function,
            (false, true) => CodeKind::Generator,
            (true, false) => CodeKind::Coroutine,
            (true, true) => CodeKind::AsyncGenerator,
        };
        let params = self.params(&def.parameters, id);
        let line = self.line_of(def.range.start());
        let code = self.nested(id, kind, &def.name, params, line, range, |me| me.function_body(&def.body));
        let base = defaults.base;
        self.make_function(code, id, dst, base, defaults.positional, defaults.keyword, annotated, range);
        self.unit.release(u32::from(dst) + 1);
        self.set_type_params(def.type_params.as_deref(), id, dst, range);
        let dst = self.decorate(&def.decorator_list, first, dst);
        self.store_name(&def.name, dst, range);
        self.unit.release(mark);
    }

    pub(super) fn function_body(&mut self, body: &'a [Stmt]) {
        let mut rest = body;
        if let Some((doc, _, after)) = docstring(body) {
            self.unit.doc = Some(doc.into());
            rest = after;
        }
        self.body(rest);
        self.return_none(body.last().map_or_else(TextRange::default, Ranged::range));
    }

    pub(super) fn lambda_to(&mut self, e: &'a ast::ExprLambda, dst: Reg) {
        let mark = self.unit.mark();
        let id = self.scopes.of(&e.node_index);
        let (defaults, params) = match &e.parameters {
            Some(parameters) => (self.defaults(parameters), self.params(parameters, id)),
            None => (Defaults { base: self.unit.mark() as Reg, ..Defaults::default() }, Params::default()),
        };
        let line = self.line_of(e.range.start());
        let kind = if self.scopes.list[id].has_yield { CodeKind::Generator } else { CodeKind::Function };
        let code = self.nested(id, kind, "<lambda>", params, line, e.range, |me| me.expr_body(&e.body));
        self.make_function(code, id, dst, defaults.base, defaults.positional, defaults.keyword, false, e.range);
        self.unit.release(mark);
    }

    /// The body of a function that returns an expression.
    pub(super) fn expr_body(&mut self, body: &'a Expr) {
        let src = self.expr(body);
        self.unit.emit_last(Op::Return { src }, body.range());
    }

    /// Compiles the code of an inner scope.
    pub(super) fn nested(
        &mut self,
        id: ScopeId,
        kind: CodeKind,
        name: &str,
        params: Params,
        first_line: u32,
        range: TextRange,
        body: impl FnOnce(&mut Self),
    ) -> Option<CodeSpec> {
        let qualname = self.qualname(name);
        let mut unit = Unit::new(id, kind, name, qualname, first_line);
        unit.params = params;
        let outer = std::mem::replace(&mut self.unit, unit);
        self.enter_scope(TextRange::at(range.start(), TextSize::default()));
        body(self);
        self.return_none(range);
        let unit = std::mem::replace(&mut self.unit, outer);
        finish(unit, range, &mut self.diagnostics)
    }

    fn qualname(&self, name: &str) -> Box<str> {
        let scope = self.scope();
        // A function that a function declares global has no prefix.
        let is_global = scope.get(&mangle(scope.class.as_deref(), name)).is_some_and(|s| s.global.is_some());
        match self.unit.kind {
            _ if self.unit.scope == 0 || is_global => name.into(),
            CodeKind::Class => format!("{}.{name}", self.unit.qualname).into(),
            _ => format!("{}.<locals>.{name}", self.unit.qualname).into(),
        }
    }

    /// Makes the function; its defaults and annotations are in the registers from `base` on.
    pub(super) fn make_function(
        &mut self,
        code: Option<CodeSpec>,
        id: ScopeId,
        dst: Reg,
        base: Reg,
        defaults: u16,
        kwdefaults: Vec<Box<str>>,
        annotations: bool,
        range: TextRange,
    ) {
        // Too big: it has been said.
        let Some(code) = code else { return };
        let closure = self.closure(id);
        let Ok(index) = u16::try_from(self.unit.functions.len()) else {
            self.unit.too_big.get_or_insert(super::emit::TooBig::Names);
            return;
        };
        self.unit.functions.push(FunctionSpec { code: code.into(), defaults, kwdefaults, annotations, closure });
        self.unit.emit(Op::MakeFunction { dst, index, base }, range);
    }

    // ── Parameters ───────────────────────────────────────────────────────────────────────────────────────────────

    fn params(&self, parameters: &Parameters, id: ScopeId) -> Params {
        let class = self.scopes.list[id].class.as_deref();
        Params {
            names: in_register_order(parameters).map(|p| mangle(class, &p.name).into()).collect(),
            positional_only: parameters.posonlyargs.len() as u16,
            positional: (parameters.posonlyargs.len() + parameters.args.len()) as u16,
            keyword_only: parameters.kwonlyargs.len() as u16,
            varargs: parameters.vararg.is_some(),
            varkw: parameters.kwarg.is_some(),
        }
    }

    fn defaults(&mut self, parameters: &'a Parameters) -> Defaults {
        let mut defaults = Defaults { base: self.unit.mark() as Reg, ..Defaults::default() };
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
            if let Some(default) = &parameter.default {
                self.expr_to_temp(default);
                defaults.positional += 1;
            }
        }
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                self.expr_to_temp(default);
                defaults.keyword.push(self.mangled(&parameter.parameter.name).into());
            }
        }
        defaults
    }

    /// Evaluates the annotations into a dict in a new temporary; tells whether there are any.
    fn annotations(&mut self, def: &'a ast::StmtFunctionDef) -> bool {
        let p = &*def.parameters;
        // The order is that of `compiler_visit_annotations`.
        let plain = p.args.iter().chain(&p.posonlyargs).map(|p| &p.parameter);
        let parameters =
            plain.chain(p.vararg.as_deref()).chain(p.kwonlyargs.iter().map(|p| &p.parameter)).chain(p.kwarg.as_deref());
        let mut annotations: Vec<(String, &'a Expr)> =
            parameters.filter_map(|p| Some((self.mangled(&p.name).into_owned(), p.annotation.as_deref()?))).collect();
        annotations.extend(def.returns.as_deref().map(|returns| ("return".to_owned(), returns)));
        if annotations.is_empty() {
            return false;
        }
        let dst = self.unit.alloc();
        let mark = self.unit.mark();
        let base = mark as Reg;
        for (name, annotation) in &annotations {
            let key = self.unit.alloc();
            self.unit.load_str(key, name, def.range);
            let value = self.unit.alloc();
            self.annotation_to(annotation, value);
        }
        self.unit.emit(Op::BuildMap { dst, base, count: annotations.len() as u16 }, def.range);
        self.unit.release(mark);
        true
    }

    /// Evaluates an annotation, or takes its text.
    pub(super) fn annotation_to(&mut self, annotation: &'a Expr, dst: Reg) {
        let range = annotation.range();
        if self.future_annotations {
            let text = crate::annotation::text(annotation, self.source);
            self.unit.load_str(dst, &text, range);
        } else if let Expr::Starred(starred) = annotation {
            // `*args: *Ts`
            let src = self.operand(&starred.value, dst);
            self.unit.emit(Op::Unpack { src, base: dst, count: 1 }, range);
        } else {
            self.expr_to(annotation, dst);
        }
    }

    // ── Decorators ───────────────────────────────────────────────────────────────────────────────────────────────

    /// Evaluates the decorators; the first one's register, and the one for what they decorate.
    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> (Reg, Reg) {
        let first = self.exprs_to_temps(decorators.iter().map(|d| &d.expression));
        let dst = self.unit.alloc();
        (first, dst)
    }

    /// Calls the decorators, the last one first.
    pub(super) fn decorate(&mut self, decorators: &'a [Decorator], first: Reg, decorated: Reg) -> Reg {
        let mut decorated = decorated;
        for decorator in decorators.iter().rev() {
            let base = decorated - 1;
            self.unit.emit(Op::Call { dst: base, base, argc: 1 }, decorator.expression.range());
            decorated = base;
        }
        debug_assert!(decorators.is_empty() || decorated == first);
        decorated
    }

    /// The range of a definition from `def` or `class` on.
    pub(super) fn without_decorators(&self, decorators: &[Decorator], range: TextRange) -> TextRange {
        let Some(last) = decorators.last() else { return range };
        let mut rest = self.source.get(last.range.end().to_usize()..range.end().to_usize()).unwrap_or_default();
        loop {
            rest = rest.trim_start();
            if !rest.starts_with('#') {
                break;
            }
            rest = rest.find('\n').map_or("", |at| &rest[at..]);
        }
        TextRange::new(range.end() - TextSize::of(rest), range.end())
    }
}

/// Defaults, in consecutive registers.
#[derive(Default)]
struct Defaults {
    base: Reg,
    positional: u16,
    keyword: Vec<Box<str>>,
}
