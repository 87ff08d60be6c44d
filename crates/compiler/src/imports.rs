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

/// An import that cannot work. It is an error if the program uses what it binds.
pub(super) struct Refused {
    /// The dotted name.
    pub(super) module: Box<str>,
    pub(super) range: TextRange,
    /// What it binds, as scopes store it.
    pub(super) names: Vec<Box<str>>,
    pub(super) reason: &'static str,
    pub(super) advice: &'static str,
}

impl Refused {
    /// Notes that it cannot work; that it is left out, if nothing uses it.
    #[cold]
    pub(super) fn report(&self, is_used: bool, diagnostics: &mut Diagnostics<'_>) {
        let Refused { module, range, reason, advice, .. } = self;
        let message = format!("the module '{module}' is not available here: {reason}");
        if is_used {
            diagnostics.error_with_advice(*range, message, *advice);
        } else {
            diagnostics.unavailable(*range, message, "Nothing uses it: the import is left out.");
        }
    }
}

/// Notes that nobody has heard of the module.
#[cold]
pub(super) fn unknown(module: &str, range: TextRange, diagnostics: &mut Diagnostics<'_>) {
    let top = module.split('.').next().unwrap_or(module);
    diagnostics.error_with_advice(
        range,
        format!("No module named '{top}'"),
        "Only those modules of the standard library that can work in a browser are available here.",
    );
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
