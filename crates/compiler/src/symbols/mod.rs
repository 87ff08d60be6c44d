//! The walk that fills the tables of [`super::scope`] and finds what `symtable.c` and `compile.c` object to.

mod definitions;
mod expressions;
mod statements;

use ruff_python_ast::{self as ast, Expr, NodeIndex, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::check;
use super::imports::{KnownModules, Refused};
use super::scope::{Scope, ScopeId, ScopeKind, Scopes, mangle};
use crate::diagnostic::Diagnostics;

/// What `break` and `continue` would leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    Nothing,
    Loop,
    /// A clause of `except*`, which cannot be left so.
    StarHandler,
}

/// Where in its function a statement stands.
#[derive(Clone, Copy)]
struct Position {
    leaves: Leaves,
    in_star_handler: bool,
    blocks: u32,
}

const OUTERMOST: Position = Position { leaves: Leaves::Nothing, in_star_handler: false, blocks: 0 };

/// The state of the walk.
pub(super) struct Symbols<'d, 's> {
    pub(super) scopes: Scopes,
    pub(super) diagnostics: &'d mut Diagnostics<'s>,
    pub(super) future_annotations: bool,
    known: KnownModules,
    pub(super) current: ScopeId,
    class: Option<Box<str>>,
    position: Position,
    /// Inside how many iterables of comprehensions.
    in_iterable: u32,
    /// Inside how many statements that deal with imports that fail.
    import_guards: u32,
    /// Imports that cannot work, to be judged when it is known which names are used.
    refused: Vec<Refused>,
    /// Imports of what nobody has heard of.
    unheard_of: Vec<(Box<str>, TextRange)>,
    /// Whether `from __future__` may still come.
    future_allowed: bool,
    /// Type parameters of the definition whose annotations are being walked, with their private names.
    hidden: Vec<(Box<str>, Box<str>)>,
    hidden_count: u32,
}

/// Fills the tables of a module; of one whose body has a namespace of its own, as a class has it, if `has_namespace`.
pub(super) fn walk(
    body: &[Stmt],
    has_namespace: bool,
    known: KnownModules,
    diagnostics: &mut Diagnostics<'_>,
) -> (Scopes, bool) {
    // A program that puts modules of its own there can import them.
    let makes_modules = diagnostics.source().contains("sys.modules[");
    let mut symbols = Symbols {
        scopes: Scopes { list: vec![Scope::new(ScopeKind::Module, 0)], left_out: Vec::new(), stood_in_for: Vec::new() },
        diagnostics,
        future_annotations: false,
        known,
        current: 0,
        class: None,
        position: OUTERMOST,
        in_iterable: 0,
        import_guards: u32::from(makes_modules),
        refused: Vec::new(),
        unheard_of: Vec::new(),
        future_allowed: true,
        hidden: Vec::new(),
        hidden_count: 0,
    };
    symbols.body(body);
    if !(symbols.refused.is_empty() && symbols.unheard_of.is_empty()) {
        symbols.judge_imports(body);
    }
    let Symbols { mut scopes, future_annotations, diagnostics, .. } = symbols;
    if has_namespace {
        scopes.list[0].kind = ScopeKind::Class;
    }
    scopes.resolve(diagnostics);
    (scopes, future_annotations)
}

impl Symbols<'_, '_> {
    pub(super) fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.list[self.current]
    }

    fn kind(&self) -> ScopeKind {
        self.scopes.list[self.current].kind
    }

    // ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// The name under which `name` is stored here.
    fn stored(&self, name: &str) -> Box<str> {
        if let Some((_, hidden)) = self.hidden.iter().rev().find(|(n, _)| &**n == name) {
            return hidden.clone();
        }
        mangle(self.class.as_deref(), name).into()
    }

    pub(super) fn use_name(&mut self, name: &str) {
        let stored = self.stored(name);
        self.scope().symbol(&stored).used = true;
        // `super()` finds its class through this cell.
        if name == "super" && self.kind().is_function() {
            self.scope().symbol("__class__").used = true;
        }
    }

    pub(super) fn bind(&mut self, name: &str, range: TextRange) {
        check::assignable(self.diagnostics, name, range);
        let stored = self.stored(name);
        let symbol = self.scope().symbol(&stored);
        symbol.bound = true;
        symbol.rebound = symbol.parameter;
    }

    fn delete(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.diagnostics.error(range, "cannot delete __debug__");
        }
        let stored = self.stored(name);
        let symbol = self.scope().symbol(&stored);
        symbol.bound = true;
        symbol.deleted = true;
    }

    /// `name := …`: binds in the nearest scope that is not a comprehension.
    pub(super) fn bind_walrus(&mut self, name: &str, range: TextRange) {
        if self.in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            self.diagnostics.error(range, message);
        }
        check::assignable(self.diagnostics, name, range);
        let stored = self.stored(name);
        let mut id = self.current;
        while self.scopes.list[id].kind.is_comprehension() {
            if self.scopes.list[id].get(&stored).is_some_and(|s| s.bound) {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                self.diagnostics.error(range, message);
                return;
            }
            self.scopes.list[id].symbol(&stored).used = true;
            id = self.scopes.list[id].parent;
        }
        if id != self.current && self.scopes.list[id].kind == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            self.diagnostics.error(range, message);
        }
        let symbol = self.scopes.list[id].symbol(&stored);
        symbol.bound = true;
        symbol.walrus = true;
        symbol.rebound = symbol.parameter;
    }

    fn declare(&mut self, name: &ast::Identifier, range: TextRange, global: bool) {
        let what = if global { "global" } else { "nonlocal" };
        if !global && self.kind() == ScopeKind::Module {
            self.diagnostics.error(range, "nonlocal declaration not allowed at module level");
            return;
        }
        let stored = self.stored(name);
        let symbol = self.scope().symbol(&stored);
        let message = if symbol.parameter {
            Some(format!("name '{name}' is parameter and {what}"))
        } else if symbol.global.is_some() && !global || symbol.nonlocal.is_some() && global {
            Some(format!("name '{name}' is nonlocal and global"))
        } else if symbol.used {
            Some(format!("name '{name}' is used prior to {what} declaration"))
        } else if symbol.annotated {
            Some(format!("annotated name '{name}' can't be {what}"))
        } else if symbol.bound {
            Some(format!("name '{name}' is assigned to before {what} declaration"))
        } else {
            None
        };
        if global {
            symbol.global = Some(range);
            // A module's function may well be the only one to bind it.
            self.scopes.list[0].symbol(&stored);
        } else {
            symbol.nonlocal = Some(range);
        }
        if let Some(message) = message {
            self.diagnostics.error(range, message);
        }
    }

    // ── Scopes ───────────────────────────────────────────────────────────────────────────────────────────────────

    /// Walks `inside` in a new scope.
    pub(super) fn in_scope(
        &mut self,
        kind: ScopeKind,
        node: &ast::AtomicNodeIndex,
        inside: impl FnOnce(&mut Self),
    ) -> ScopeId {
        let id = self.scopes.list.len();
        node.set(NodeIndex::from(id as u32));
        let mut scope = Scope::new(kind, self.current);
        scope.class.clone_from(&self.class);
        scope.type_params = std::mem::take(&mut self.hidden);
        self.scopes.list.push(scope);
        let outer = std::mem::replace(&mut self.current, id);
        let position = std::mem::replace(&mut self.position, OUTERMOST);
        inside(self);
        self.position = position;
        self.current = outer;
        self.hidden = std::mem::take(&mut self.scopes.list[id].type_params);
        self.scopes.list[id].type_params.clone_from(&self.hidden);
        id
    }

    // ── Expressions' context ─────────────────────────────────────────────────────────────────────────────────────

    /// An assignment's target, which must not be starred itself.
    fn target(&mut self, target: &Expr) {
        if target.is_starred_expr() {
            self.diagnostics.error(target.range(), "starred assignment target must be in a list or tuple");
        }
        self.expr(target);
    }

    pub(super) fn star_is_misplaced(&mut self, expr: &Expr) {
        if expr.is_starred_expr() {
            self.diagnostics.error(expr.range(), "can't use starred expression here");
        }
    }

    /// A name in an expression or a target.
    pub(super) fn name(&mut self, name: &ast::ExprName) {
        match name.ctx {
            ast::ExprContext::Load => self.use_name(&name.id),
            ast::ExprContext::Store => self.bind(&name.id, name.range),
            ast::ExprContext::Del => self.delete(&name.id, name.range),
            ast::ExprContext::Invalid => {}
        }
    }

    pub(super) fn in_iterable(&mut self, inside: impl FnOnce(&mut Self)) {
        self.in_iterable += 1;
        inside(self);
        self.in_iterable -= 1;
    }

    /// `async for`, `async with`.
    fn needs_async(&mut self, range: TextRange, what: &str) {
        if !self.scope().is_async {
            self.diagnostics.error_with_advice(
                range,
                format!("'{what}' outside async function"),
                "Make the function around it an `async def`.",
            );
        }
    }
}
