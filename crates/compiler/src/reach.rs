//! What of a program may be run: a guess by names, made only for programs that import what cannot work.
//!
//! A function counts as called if its name stands anywhere in what is run, a method if that of its class does, too. So what
//! is not reached is not run, unless the program finds it by other means than its name.

use std::collections::HashSet;

use ruff_python_ast::visitor::{Visitor, walk_annotation, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextSize};

/// What is mentioned and imported in what may be run.
pub(super) struct Reach<'t> {
    names: HashSet<&'t str>,
    imports: HashSet<TextSize>,
    /// Functions that have been defined and are not called yet, with the classes in which they stand.
    waiting: Vec<(&'t ast::StmtFunctionDef, Option<&'t ast::StmtClassDef>)>,
    class: Option<&'t ast::StmtClassDef>,
    /// Annotations are not evaluated.
    skips_annotations: bool,
}

impl<'t> Reach<'t> {
    /// Goes through all that may be run of a program.
    #[cold]
    #[inline(never)]
    pub(super) fn of(body: &'t [Stmt], skips_annotations: bool) -> Self {
        let (names, imports) = (HashSet::new(), HashSet::new());
        let mut reach = Reach { names, imports, waiting: Vec::new(), class: None, skips_annotations };
        reach.visit_body(body);
        while let Some(place) = reach.waiting.iter().position(|(function, class)| reach.calls(function, *class)) {
            let (function, _) = reach.waiting.swap_remove(place);
            reach.class = None;
            reach.visit_body(&function.body);
        }
        reach
    }

    /// Is the name mentioned?
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Is what stands here imported?
    pub(super) fn imports(&self, at: TextSize) -> bool {
        self.imports.contains(&at)
    }

    fn calls(&self, function: &ast::StmtFunctionDef, class: Option<&ast::StmtClassDef>) -> bool {
        let name = function.name.as_str();
        // A decorator may have kept it somewhere.
        let is_named = self.names.contains(name) || !function.decorator_list.is_empty();
        class.map_or(is_named, |class| {
            let is_made = self.names.contains(class.name.as_str()) || !class.decorator_list.is_empty();
            let is_called_by_others = name.starts_with("__") || !class.bases().is_empty();
            is_made && (is_named || is_called_by_others)
        })
    }
}

impl<'t> Visitor<'t> for Reach<'t> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => {
                function.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.visit_parameters(&function.parameters);
                function.returns.iter().for_each(|returns| self.visit_annotation(returns));
                self.waiting.push((function, self.class));
            }
            Stmt::ClassDef(class) => {
                class.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                class.arguments.iter().for_each(|arguments| self.visit_arguments(arguments));
                let outer = self.class.replace(class);
                self.visit_body(&class.body);
                self.class = outer;
            }
            Stmt::Import(import) => self.imports.extend(import.names.iter().map(|alias| alias.name.range.start())),
            Stmt::ImportFrom(import) => {
                self.imports.extend(import.module.iter().map(|module| module.range.start()));
                self.imports.extend(import.names.iter().map(Ranged::start));
            }
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_parameters(&mut self, parameters: &'t Parameters) {
        for parameter in parameters {
            parameter.default().iter().for_each(|default| self.visit_expr(default));
            parameter.annotation().iter().for_each(|annotation| self.visit_annotation(annotation));
        }
    }

    fn visit_annotation(&mut self, annotation: &'t Expr) {
        if !self.skips_annotations {
            walk_annotation(self, annotation);
        }
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Name(name) => drop(self.names.insert(name.id.as_str())),
            Expr::Attribute(attribute) => drop(self.names.insert(attribute.attr.as_str())),
            // Programs look functions up by their names.
            Expr::StringLiteral(text) => drop(self.names.insert(text.value.to_str())),
            _ => {}
        }
        walk_expr(self, expr);
    }
}
