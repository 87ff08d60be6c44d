//! Texts that programs have compiled while they run: `exec`, `eval` and `compile`.

use ruff_python_ast::ModModule;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::imports::Known;
use crate::spec::ModuleSpec;
use crate::{generate, look_over_and_parse};

/// How a text is to be compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Dynamic {
    /// It is one expression, whose value is wanted.
    pub is_expression: bool,
    /// Its names are those of a namespace, which is its code's only argument, and only then globals.
    pub has_namespace: bool,
}

impl Dynamic {
    /// As the statements of a module.
    pub(super) const MODULE: Self = Self { is_expression: false, has_namespace: false };
}

/// Compiles a text. Whether its imports work is seen when it is run.
///
/// # Errors
/// All diagnostics, if an error is among them.
pub fn compile_dynamic(source: &str, how: Dynamic) -> Result<ModuleSpec, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::new(source);
    let module = look_over_and_parse(source, &mut diagnostics);
    compile_parsed(source, module, how, diagnostics)
}

/// Compiles what has been parsed. Whether its imports work is seen when it is run.
pub(super) fn compile_parsed(
    source: &str,
    module: Option<ModModule>,
    how: Dynamic,
    mut diagnostics: Diagnostics<'_>,
) -> Result<ModuleSpec, Vec<Diagnostic>> {
    let module = module.and_then(|module| generate(source, &module, how, |_| Known::Yes, &mut diagnostics));
    match module {
        Some(module) if !diagnostics.has_errors() => Ok(module),
        _ => Err(diagnostics.finish()),
    }
}
