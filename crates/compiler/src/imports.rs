//! Imports that cannot work, found before the run.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use crate::diagnostic::Diagnostics;

/// What is known of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It can be imported.
    Yes,
    /// It exists in CPython, but cannot work here.
    Refused {
        /// Why not, as the end of the sentence "the module 'x' is not available here: …".
        reason: &'static str,
        /// What to use instead, in one sentence.
        advice: &'static str,
    },
    /// Nobody has heard of it.
    Unknown,
}

/// Tells what is known of a module (by its dotted name).
pub type KnownModules = fn(&str) -> Known;

/// An import that cannot work. It is an error if what is run of the program uses what it binds.
pub(super) struct Refused {
    /// The dotted name.
    pub(super) module: Box<str>,
    pub(super) range: TextRange,
    /// What it binds, as scopes store it.
    pub(super) names: Vec<Box<str>>,
    pub(super) reason: &'static str,
    pub(super) advice: &'static str,
}

/// Who uses what an import binds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Users {
    /// Something that may be run.
    Reached,
    /// Only functions that nothing calls.
    NotReached,
    Nobody,
}

impl Refused {
    /// Notes that it cannot work, and what becomes of it if nothing that is run uses it.
    #[cold]
    pub(super) fn report(&self, users: Users, diagnostics: &mut Diagnostics<'_>) {
        let Refused { module, range, reason, advice, .. } = self;
        let message = format!("the module '{module}' is not available here: {reason}");
        match users {
            Users::Reached => diagnostics.error_with_advice(*range, message, *advice),
            Users::NotReached => diagnostics.unavailable(*range, message, "Nothing that is run uses it."),
            Users::Nobody => diagnostics.unavailable(*range, message, "Nothing uses it: the import is left out."),
        }
    }
}

/// Notes that nobody has heard of the module, which is an error if the import may be run.
#[cold]
pub(super) fn unknown(module: &str, range: TextRange, is_reached: bool, diagnostics: &mut Diagnostics<'_>) {
    let top = module.split('.').next().unwrap_or(module);
    let message = format!("No module named '{top}'");
    if is_reached {
        let advice = "Only those modules of the standard library that can work in a browser are available here.";
        diagnostics.error_with_advice(range, message, advice);
    } else {
        diagnostics.unavailable(range, message, "Nothing that is run imports it.");
    }
}

/// Does the `try` statement deal with imports that fail?
pub(super) fn expects_failure(statement: &ast::StmtTry) -> bool {
    statement.handlers.iter().any(|handler| {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        handler.type_.as_deref().is_none_or(catches_import_error)
    })
}

fn catches_import_error(types: &Expr) -> bool {
    match types {
        Expr::Name(name) => {
            matches!(name.id.as_str(), "ImportError" | "ModuleNotFoundError" | "Exception" | "BaseException")
        }
        Expr::Tuple(tuple) => tuple.elts.iter().any(catches_import_error),
        _ => false,
    }
}

/// Is it the test of `if TYPE_CHECKING:`, under which nothing is run?
pub(super) fn is_type_checking(test: &Expr) -> bool {
    match test {
        Expr::Name(name) => name.id.as_str() == "TYPE_CHECKING",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
        _ => false,
    }
}
