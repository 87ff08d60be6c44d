//! The compiler of Loopscope: from the text of a Python program to bytecode for a register machine, or to what is wrong
//! with the text.
//!
//! The text is looked over for brackets and nesting (`nesting`), parsed by Ruff, its scopes are analysed
//! (`symbols`, `scope`), and one walk over the tree then emits the code (all the other modules, by the kind of
//! syntax that they compile).
//!
//! # Conventions
//! - A temporary is the topmost register when it is made, so that the arguments of a call are the topmost registers.
//! - An expression's destination is written last of all, unless it is a temporary.
//! - A statement leaves no temporaries behind, other than those of the blocks that it opens.
//!
//! # What the machine must know
//! - The body of a class has its namespace in register 0, and returns the cell that its methods' `__class__` is, or
//!   `None` if no method needs it. The machine fills it as soon as the class exists (before `__set_name__` and
//!   `__init_subclass__`).
//! - `super()` is compiled as `super(__class__, first argument)` where both are there; elsewhere as a plain call.
//! - A comprehension is a function whose one parameter, `.0`, is the iterator of its first iterable. One that awaits is a
//!   coroutine, and its call is awaited.
//! - [`Op::Reraise`] adds nothing to the traceback in its own frame: it follows a handler that has been left.
//! - Every handler that runs statements is between [`Op::PushExc`] and [`Op::PopExc`], on each way out of it.
//! - [`Op::CloseIter`] comes on each way out of a `for` over a call's result, exceptions included, but the normal one.
//! - The registers that [`Op::Unpack`] writes may contain its source, and a destination may be an operand.
//! - [`Op::CallEx`] may be given the function's own `*args` and `**kwargs`, which it must not change or keep.
//! - Type parameters are made by hidden builtins: see `type_params`.

mod anchors;
mod annotation;
mod assign;
mod bits;
mod block;
mod call;
mod carets;
mod check;
mod class;
mod compare;
mod comprehension;
mod diagnostic;
#[cfg(test)]
mod disassemble;
mod display;
mod dynamic;
mod emit;
mod expr;
mod finish;
mod fstring;
mod function;
mod imports;
mod literal;
mod loops;
mod names;
mod nesting;
pub mod op;
mod operator;
mod pattern;
mod reach;
mod scope;
mod spec;
mod stmt;
mod symbols;
mod syntax_errors;
#[cfg(test)]
mod tests;
mod try_;
mod try_star;
mod type_params;
mod unavailable;
mod with;

use std::collections::HashMap;

use ruff_python_ast::{Expr, ModModule, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions};
use ruff_text_size::{Ranged, TextRange, TextSize};

pub use anchors::anchors;
pub use carets::Field;
pub use diagnostic::{Diagnostic, Severity};
pub use dynamic::{Dynamic, compile_dynamic};
pub use imports::{Known, KnownModules};
pub use spec::{CodeKind, CodeSpec, Const, FunctionSpec, Handler, ModuleSpec, Params};

use self::emit::Unit;
use self::scope::Scopes;
use crate::diagnostic::Diagnostics;
use crate::op::Op;

/// Compiles a module. An import that `known` does not know is an error, unless the program deals with its failure.
///
/// # Errors
/// All diagnostics, if an error is among them.
pub fn compile(source: &str, known: KnownModules) -> Result<ModuleSpec, Vec<Diagnostic>> {
    compile_with_warnings(source, known).map(|(module, _)| module)
}

/// As [`compile`], with what is only suspicious.
///
/// # Errors
/// All diagnostics, if an error is among them.
pub fn compile_with_warnings(
    source: &str,
    known: KnownModules,
) -> Result<(ModuleSpec, Vec<Diagnostic>), Vec<Diagnostic>> {
    match run(source, known) {
        (Some(module), warnings) => Ok((module, warnings)),
        (None, diagnostics) => Err(diagnostics),
    }
}

/// Compiles a module of the library, whose text is known to be sane: whether its imports work is seen when it is run.
///
/// # Errors
/// All diagnostics, if an error is among them.
pub fn compile_library(source: &str) -> Result<ModuleSpec, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::new(source);
    let module = parse(source, &mut diagnostics);
    dynamic::compile_parsed(source, module, Dynamic::MODULE, diagnostics)
}

/// Is it one expression, and nothing else?
///
/// # Errors
/// What is wrong with it.
pub fn check_expression(text: &str) -> Result<(), String> {
    let mut diagnostics = Diagnostics::new(text);
    nesting::check(text, &mut diagnostics);
    if let Some(problem) = diagnostics.finish().into_iter().next() {
        return Err(problem.message);
    }
    let inside = format!("({text}\n)");
    ruff_python_parser::parse_expression(&inside).map(drop).map_err(|problem| problem.error.to_string())
}

/// Finds what is wrong with a module: what [`compile`] would refuse, and what is only suspicious.
pub fn check(source: &str, known: KnownModules) -> Vec<Diagnostic> {
    run(source, known).1
}

fn run(source: &str, known: KnownModules) -> (Option<ModuleSpec>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new(source);
    let module = look_over_and_parse(source, &mut diagnostics).and_then(|module| {
        unavailable::check(&module.body, &mut diagnostics);
        generate(source, &module, Dynamic::MODULE, known, &mut diagnostics)
    });
    let module = if diagnostics.has_errors() { None } else { module };
    (module, diagnostics.finish())
}

/// The syntax tree of a text that anybody may have written, if it has no syntax errors.
fn look_over_and_parse(source: &str, diagnostics: &mut Diagnostics<'_>) -> Option<ModModule> {
    if u32::try_from(source.len()).is_err() {
        diagnostics.error(TextRange::default(), "the program is too long");
        return None;
    }
    nesting::check(source, diagnostics);
    if diagnostics.has_errors() { None } else { parse(source, diagnostics) }
}

/// The syntax tree, if the text has no syntax errors. The parser's depth on the stack is that of the text.
fn parse(source: &str, diagnostics: &mut Diagnostics<'_>) -> Option<ModModule> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = ruff_python_parser::parse_unchecked(source, options).try_into_module()?;
    if !parsed.errors().is_empty() {
        syntax_errors::report(source, parsed.errors(), diagnostics);
    }
    if !diagnostics.has_errors() && !parsed.unsupported_syntax_errors().is_empty() {
        syntax_errors::report_unsupported(parsed.unsupported_syntax_errors(), diagnostics);
    }
    if diagnostics.has_errors() { None } else { Some(parsed.into_syntax()) }
}

fn generate(
    source: &str,
    module: &ModModule,
    how: Dynamic,
    known: KnownModules,
    diagnostics: &mut Diagnostics<'_>,
) -> Option<ModuleSpec> {
    let Dynamic { is_expression, has_namespace } = how;
    let (scopes, future_annotations) = symbols::walk(&module.body, has_namespace, known, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let kind = if has_namespace { CodeKind::Class } else { CodeKind::Module };
    let unit = Unit::new(0, kind, "<module>", "<module>".into(), 1);
    let mut compiler = Compiler {
        source,
        scopes: &scopes,
        diagnostics: Diagnostics::new(source),
        future_annotations,
        globals: Vec::new(),
        global_slots: HashMap::new(),
        unit,
        line_starts: std::iter::once(0)
            .chain(source.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at as u32 + 1))
            .collect(),
    };
    match (is_expression, &module.body[..]) {
        (true, [Stmt::Expr(statement)]) => compiler.expression(&statement.value),
        (true, _) => compiler.diagnostics.error(TextRange::default(), "invalid syntax"),
        _ => compiler.module(&module.body),
    }
    let Compiler { unit, globals, diagnostics: found, .. } = compiler;
    diagnostics.extend(found);
    let code = finish::finish(unit, TextRange::up_to(TextSize::of(source)), diagnostics)?;
    Some(ModuleSpec { code: code.into(), globals })
}

/// The state of the walk that emits the code.
struct Compiler<'a> {
    source: &'a str,
    scopes: &'a Scopes,
    diagnostics: Diagnostics<'a>,
    future_annotations: bool,
    /// Names of the globals, by slot.
    globals: Vec<Box<str>>,
    global_slots: HashMap<Box<str>, u32>,
    /// The code that is being made.
    unit: Unit<'a>,
    line_starts: Vec<u32>,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, body: &'a [Stmt]) {
        self.enter_scope(TextRange::default());
        let mut body = body;
        if let Some((doc, range, rest)) = stmt::docstring(body) {
            self.unit.doc = Some(doc.into());
            let mark = self.unit.mark();
            let value = self.unit.alloc();
            self.unit.load_str(value, doc, range);
            self.store_name("__doc__", value, range);
            self.unit.release(mark);
            body = rest;
        }
        if self.scopes.list[0].has_annotations {
            self.set_up_annotations(TextRange::default());
        }
        self.body(body);
        self.return_none(body.last().map_or_else(TextRange::default, Ranged::range));
    }

    /// An expression, as the whole of a code.
    fn expression(&mut self, e: &'a Expr) {
        self.enter_scope(TextRange::default());
        let src = self.expr(e);
        self.unit.emit_last(Op::Return { src }, e.range());
    }

    /// The 1-based line of a place in the text.
    fn line_of(&self, at: TextSize) -> u32 {
        self.line_starts.partition_point(|start| *start <= at.to_u32()) as u32
    }

    /// Ends a code that may come to its end without `return`.
    fn return_none(&mut self, range: TextRange) {
        if self.unit.reachable() {
            let mark = self.unit.mark();
            let src = self.unit.alloc();
            self.unit.load_const(src, Const::None, range);
            self.unit.emit_last(Op::Return { src }, range);
            self.unit.release(mark);
        }
    }
}
