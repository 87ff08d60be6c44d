//! Scopes: which variable each name stands for.
//!
//! [`super::symbols`] fills a table per scope while it walks the tree; [`Scopes::resolve`] then decides for each name of
//! each scope where it lives, as CPython's `symtable.c` does.

use std::borrow::Cow;
use std::collections::HashMap;

use ruff_python_ast::AtomicNodeIndex;
use ruff_text_size::{TextRange, TextSize};

use crate::diagnostic::Diagnostics;

/// Names a scope; 0 is the module's.
pub(super) type ScopeId = usize;

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    ListComprehension,
    SetComprehension,
    DictComprehension,
    Generator,
}

impl ScopeKind {
    /// A comprehension of any kind, generator expressions included.
    pub(super) fn is_comprehension(self) -> bool {
        matches!(
            self,
            ScopeKind::ListComprehension
                | ScopeKind::SetComprehension
                | ScopeKind::DictComprehension
                | ScopeKind::Generator
        )
    }

    /// Are its variables local, and seen by the functions in it?
    pub(super) fn is_function(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }
}

/// Where a variable lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a register.
    Local,
    /// In a cell of this scope.
    Cell,
    /// In a cell of an enclosing scope, where it has this name.
    Free(Box<str>),
    /// Among the globals, or the builtins.
    Global,
    /// In the namespace of the class body, or else among the globals.
    Name,
    /// In the namespace of the class body, or else in a cell of an enclosing scope, where it has this name.
    NameOrFree(Box<str>),
}

/// What is known of a name in a scope.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub(super) name: Box<str>,
    pub(super) used: bool,
    pub(super) bound: bool,
    pub(super) parameter: bool,
    /// A parameter that is assigned to.
    pub(super) rebound: bool,
    pub(super) annotated: bool,
    /// Deleted somewhere: by `del`, or at the end of an `except … as`.
    pub(super) deleted: bool,
    /// Target of an assignment expression.
    pub(super) walrus: bool,
    pub(super) global: Option<TextRange>,
    pub(super) nonlocal: Option<TextRange>,
    /// A type parameter, under its private name: a local of whatever scope its definition stands in.
    pub(super) hidden: bool,
    pub(super) place: Place,
}

/// The table of one scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: ScopeId,
    pub(super) is_async: bool,
    pub(super) has_yield: bool,
    /// A comprehension with `async for` or `await` in it.
    pub(super) awaits: bool,
    pub(super) has_annotations: bool,
    /// A class of whose methods one refers to the class itself.
    pub(super) class_cell: bool,
    /// The class whose private names are mangled here.
    pub(super) class: Option<Box<str>>,
    /// Type parameters of the definition that this scope is of: their names, and their names in the parent scope.
    pub(super) type_params: Vec<(Box<str>, Box<str>)>,
    pub(super) symbols: Vec<Symbol>,
    index: HashMap<Box<str>, usize>,
    /// Cells that come from enclosing scopes.
    pub(super) free: Vec<Box<str>>,
}

impl Scope {
    pub(super) fn new(kind: ScopeKind, parent: ScopeId) -> Self {
        Scope {
            kind,
            parent,
            is_async: false,
            has_yield: false,
            awaits: false,
            has_annotations: false,
            class_cell: false,
            class: None,
            type_params: Vec::new(),
            symbols: Vec::new(),
            index: HashMap::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Symbol> {
        self.index.get(name).map(|i| &self.symbols[*i])
    }

    /// The symbol, made if need be.
    pub(super) fn symbol(&mut self, name: &str) -> &mut Symbol {
        let index = match self.index.get(name) {
            Some(index) => *index,
            None => {
                let index = self.symbols.len();
                self.symbols.push(Symbol {
                    name: name.into(),
                    used: false,
                    bound: false,
                    parameter: false,
                    rebound: false,
                    annotated: false,
                    deleted: false,
                    walrus: false,
                    global: None,
                    nonlocal: None,
                    hidden: false,
                    place: Place::Global,
                });
                self.index.insert(name.into(), index);
                index
            }
        };
        &mut self.symbols[index]
    }

    /// Where the name lives.
    pub(super) fn place(&self, name: &str) -> Place {
        match self.get(name) {
            Some(symbol) => symbol.place.clone(),
            None if self.kind == ScopeKind::Class => Place::Name,
            None => Place::Global,
        }
    }

    fn add_free(&mut self, name: &str) {
        if !self.free.iter().any(|n| &**n == name) {
            self.free.push(name.into());
        }
    }
}

/// The tables of all scopes of a module.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    pub(super) list: Vec<Scope>,
    /// Where the modules (or names) stand whose imports cannot work and that nothing uses.
    pub(super) left_out: Vec<TextSize>,
    /// Imports in whose place something is bound that says why they cannot work.
    pub(super) stood_in_for: Vec<TextSize>,
}

/// A variable that was found in an enclosing scope.
struct Found {
    scope: ScopeId,
    name: Box<str>,
}

impl Scopes {
    /// The scope that a node opens.
    pub(super) fn of(&self, node: &AtomicNodeIndex) -> ScopeId {
        let id = node.load().as_u32().map_or(0, |id| id as usize);
        if id < self.list.len() { id } else { 0 }
    }

    /// Decides for all names where they live.
    pub(super) fn resolve(&mut self, diagnostics: &mut Diagnostics<'_>) {
        for id in 0..self.list.len() {
            for index in 0..self.list[id].symbols.len() {
                self.resolve_symbol(id, index, diagnostics);
            }
        }
    }

    fn resolve_symbol(&mut self, id: ScopeId, index: usize, diagnostics: &mut Diagnostics<'_>) {
        let scope = &self.list[id];
        let symbol = &scope.symbols[index];
        if symbol.place == Place::Cell {
            return;
        }
        let name = symbol.name.clone();
        let place = if symbol.hidden {
            Place::Local
        } else if symbol.global.is_some() || scope.kind == ScopeKind::Module {
            Place::Global
        } else if symbol.bound && symbol.nonlocal.is_none() {
            if scope.kind == ScopeKind::Class { Place::Name } else { Place::Local }
        } else {
            let (nonlocal, in_class) = (symbol.nonlocal, scope.kind == ScopeKind::Class);
            match (self.find(id, &name), nonlocal) {
                (Some(found), _) => {
                    self.capture(id, &found);
                    if in_class && nonlocal.is_none() { Place::NameOrFree(found.name) } else { Place::Free(found.name) }
                }
                (None, Some(range)) => {
                    diagnostics.error(range, format!("no binding for nonlocal '{name}' found"));
                    Place::Global
                }
                (None, None) => {
                    if in_class {
                        Place::Name
                    } else {
                        Place::Global
                    }
                }
            }
        };
        self.list[id].symbols[index].place = place;
    }

    /// Finds the function (or class, for `__class__`) around `id` that binds the name.
    fn find(&self, id: ScopeId, name: &str) -> Option<Found> {
        let mut child = id;
        loop {
            let scope = &self.list[child];
            if let Some((_, hidden)) = scope.type_params.iter().rev().find(|(n, _)| &**n == name) {
                return Some(Found { scope: scope.parent, name: hidden.clone() });
            }
            if child == 0 {
                return None;
            }
            child = scope.parent;
            let scope = &self.list[child];
            if scope.kind == ScopeKind::Class && child != 0 && name == "__class__" {
                return Some(Found { scope: child, name: name.into() });
            }
            if !scope.kind.is_function() {
                continue;
            }
            if let Some(symbol) = scope.get(name) {
                if symbol.global.is_some() {
                    return None;
                }
                if symbol.bound && symbol.nonlocal.is_none() {
                    return Some(Found { scope: child, name: name.into() });
                }
            }
        }
    }

    /// Makes the variable a cell, and hands it down to scope `id`.
    fn capture(&mut self, id: ScopeId, found: &Found) {
        let owner = &mut self.list[found.scope];
        if owner.kind == ScopeKind::Class && &*found.name == "__class__" {
            owner.class_cell = true;
        } else {
            owner.symbol(&found.name).place = Place::Cell;
        }
        let mut scope = id;
        while scope != found.scope {
            self.list[scope].add_free(&found.name);
            scope = self.list[scope].parent;
        }
    }
}

/// A private name (`__x` in a class) as it is stored.
pub(super) fn mangle<'n>(class: Option<&str>, name: &'n str) -> Cow<'n, str> {
    let Some(class) = class else { return Cow::Borrowed(name) };
    let class = class.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("_{class}{name}"))
}
