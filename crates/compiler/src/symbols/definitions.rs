//! The part of the walk that deals with functions, classes, type parameters and imports.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::super::imports::{Known, Refused, Users};
use super::super::reach::Reach;
use super::super::scope::{ScopeKind, mangle};
use super::super::{check, function, imports};
use super::Symbols;

impl Symbols<'_, '_> {
    pub(super) fn function(&mut self, def: &ast::StmtFunctionDef) {
        def.decorator_list.iter().for_each(|d| self.expr(&d.expression));
        self.bind(&def.name, def.name.range);
        self.defaults(&def.parameters);
        self.with_type_params(def.type_params.as_deref(), |me| {
            if !me.future_annotations {
                for param in &*def.parameters {
                    if let Some(annotation) = param.annotation() {
                        me.annotation(annotation);
                    }
                }
                if let Some(returns) = &def.returns {
                    me.expr(returns);
                }
            }
            let id = me.in_scope(ScopeKind::Function, &def.node_index, |me| {
                me.scope().is_async = def.is_async;
                me.parameters(&def.parameters);
                me.body(&def.body);
            });
            let scope = &me.scopes.list[id];
            if scope.is_async && scope.has_yield {
                check::async_generator(&def.body, me.diagnostics);
            }
        });
    }

    pub(super) fn annotation(&mut self, annotation: &Expr) {
        // `*args: *Ts`
        match annotation {
            Expr::Starred(starred) => self.expr(&starred.value),
            _ => self.expr(annotation),
        }
    }

    pub(super) fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.expr(default);
            }
        }
    }

    pub(super) fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in function::in_register_order(parameters) {
            let name = &parameter.name;
            check::assignable(self.diagnostics, name, name.range);
            let stored = mangle(self.class.as_deref(), name);
            let symbol = self.scopes.list[self.current].symbol(&stored);
            if symbol.parameter {
                let message = format!("duplicate argument '{name}' in function definition");
                self.diagnostics.error(name.range, message);
            }
            symbol.parameter = true;
            symbol.bound = true;
        }
    }

    pub(super) fn class(&mut self, def: &ast::StmtClassDef) {
        def.decorator_list.iter().for_each(|d| self.expr(&d.expression));
        self.bind(&def.name, def.name.range);
        self.with_type_params(def.type_params.as_deref(), |me| {
            if let Some(arguments) = &def.arguments {
                me.arguments(arguments);
            }
            let outer = me.class.replace(def.name.as_str().into());
            me.in_scope(ScopeKind::Class, &def.node_index, |me| {
                // The class remembers its type parameters.
                let params = me.scope().type_params.clone();
                if def.type_params.is_some() {
                    for (name, _) in &params {
                        me.use_name(name);
                    }
                }
                me.body(&def.body);
            });
            me.class = outer;
        });
    }

    pub(super) fn type_alias(&mut self, s: &ast::StmtTypeAlias) {
        if let Expr::Name(name) = &*s.name {
            self.bind(&name.id, name.range);
        }
        self.with_type_params(s.type_params.as_deref(), |me| {
            me.in_scope(ScopeKind::Lambda, &s.node_index, |me| me.expr(&s.value));
        });
    }

    /// Makes the type parameters of a definition known to what `inside` walks.
    pub(super) fn with_type_params(&mut self, params: Option<&ast::TypeParams>, inside: impl FnOnce(&mut Self)) {
        let outer = self.hidden.len();
        for param in params.iter().flat_map(|p| &p.type_params) {
            let name = param.name();
            if self.hidden[outer..].iter().any(|(n, _)| **n == *name.as_str()) {
                self.diagnostics.error(name.range, format!("duplicate type parameter '{name}'"));
            }
            self.hidden_count += 1;
            let hidden = format!(".{name}.{}", self.hidden_count).into_boxed_str();
            let symbol = self.scope().symbol(&hidden);
            symbol.bound = true;
            symbol.hidden = true;
            self.hidden.push((name.as_str().into(), hidden));
        }
        for param in params.iter().flat_map(|p| &p.type_params) {
            // A bound is evaluated when it is asked for.
            if let ast::TypeParam::TypeVar(ast::TypeParamTypeVar { node_index, bound: Some(bound), .. }) = param {
                self.in_scope(ScopeKind::Lambda, node_index, |s| s.expr(bound));
            }
        }
        inside(self);
        self.hidden.truncate(outer);
    }

    // ── Imports ──────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn import(&mut self, s: &ast::StmtImport) {
        for alias in &s.names {
            let name = match &alias.asname {
                Some(name) => name.as_str(),
                None => alias.name.split('.').next().unwrap_or_default(),
            };
            self.check_module(&alias.name, alias.name.range, &[name]);
            self.bind(name, alias.range);
        }
    }

    pub(super) fn import_from(&mut self, s: &ast::StmtImportFrom) {
        let module = s.module.as_deref().unwrap_or_default();
        if s.level > 0 {
            self.diagnostics.error_with_advice(
                s.range,
                "attempted relative import with no known parent package",
                "A program here is a single file: put what it needs into it.",
            );
        } else if module == "__future__" {
            self.import_future(s);
        } else {
            let range = s.module.as_ref().map_or(s.range, |m| m.range);
            let names: Vec<&str> = s.names.iter().map(|a| a.asname.as_ref().unwrap_or(&a.name).as_str()).collect();
            self.check_module(module, range, &names);
        }
        for alias in &s.names {
            if alias.name.as_str() == "*" {
                if self.kind() != ScopeKind::Module {
                    self.diagnostics.error(s.range, "import * only allowed at module level");
                }
                continue;
            }
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            if s.level == 0 && self.import_guards == 0 {
                // `from urllib import request` imports a module that may be refused.
                let whole = format!("{module}.{}", alias.name);
                if matches!((self.known)(&whole), Known::Refused { .. }) && (self.known)(module) == Known::Yes {
                    self.check_module(&whole, alias.range, &[name]);
                }
            }
            self.bind(name, alias.range);
        }
    }

    pub(super) fn import_future(&mut self, s: &ast::StmtImportFrom) {
        if !self.future_allowed || self.kind() != ScopeKind::Module {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.diagnostics.error(s.range, message);
        }
        for alias in &s.names {
            match alias.name.as_str() {
                "annotations" => self.future_annotations = true,
                "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop" => {}
                "braces" => self.diagnostics.error(alias.range, "not a chance"),
                name => self.diagnostics.error(alias.range, format!("future feature {name} is not defined")),
            }
        }
    }

    /// Notes what is wrong with the import of a module that binds these names.
    fn check_module(&mut self, module: &str, range: TextRange, names: &[&str]) {
        if self.import_guards > 0 {
            return;
        }
        match (self.known)(module) {
            Known::Yes => {}
            Known::Refused { reason, advice } => {
                let names = names.iter().map(|name| self.stored(name)).collect();
                self.refused.push(Refused { module: module.into(), range, names, reason, advice });
            }
            Known::Unknown => self.unheard_of.push((module.into(), range)),
        }
    }

    /// Refuses imports that cannot work, unless nothing that is run uses what they bind.
    #[cold]
    pub(super) fn judge_imports(&mut self, body: &[Stmt]) {
        let reach = Reach::of(body, self.future_annotations);
        for (module, range) in std::mem::take(&mut self.unheard_of) {
            imports::unknown(&module, range, reach.imports(range.start()), self.diagnostics);
        }
        for import in std::mem::take(&mut self.refused) {
            let at = import.range.start();
            let is_used = |name: &str| {
                let mut symbols = self.scopes.list.iter().filter_map(|scope| scope.get(name));
                name == "*" || symbols.any(|symbol| symbol.used || symbol.deleted)
            };
            // Of `import urllib.request` it is the last name that counts: the first may be there for another's sake.
            let last = import.module.rsplit('.').next().unwrap_or_default();
            let is_part = import.names.iter().all(|name| import.module.split('.').next() == Some(name));
            let is_mentioned = |name: &str| name == "*" || reach.mentions(name) && (!is_part || reach.mentions(last));
            let users = if !import.names.iter().any(|name| is_used(name)) {
                self.scopes.left_out.push(at);
                Users::Nobody
            } else if reach.imports(at) && import.names.iter().any(|name| is_mentioned(name)) {
                Users::Reached
            } else {
                self.scopes.stood_in_for.push(at);
                Users::NotReached
            };
            import.report(users, self.diagnostics);
        }
    }
}
