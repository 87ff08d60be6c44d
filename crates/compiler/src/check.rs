//! Rules of the language that its grammar does not express, in CPython's words.

use std::collections::{BTreeSet, HashSet};

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::diagnostic::Diagnostics;

/// Said of statements that would leave an `except*` clause.
pub(super) const IN_STAR_HANDLER: &str = "'break', 'continue' and 'return' cannot appear in an except* block";

/// `__debug__` is a constant.
pub(super) fn assignable(diagnostics: &mut Diagnostics<'_>, name: &str, range: TextRange) {
    if name == "__debug__" {
        diagnostics.error(range, "cannot assign to __debug__");
    }
}

/// `f(a=1, a=2)`, and bare generators among other arguments.
pub(super) fn keywords(arguments: &ast::Arguments, diagnostics: &mut Diagnostics<'_>) {
    let mut seen = HashSet::new();
    for keyword in &arguments.keywords {
        let Some(name) = &keyword.arg else { continue };
        if !seen.insert(name.as_str()) {
            diagnostics.error(keyword.range, format!("keyword argument repeated: {name}"));
        }
        if name.as_str() == "__debug__" {
            diagnostics.error(keyword.range, "cannot assign to __debug__");
        }
    }
}

/// At most one star in a target.
pub(super) fn stars(elements: &[Expr], ctx: ast::ExprContext, range: TextRange, diagnostics: &mut Diagnostics<'_>) {
    if ctx == ast::ExprContext::Store {
        let mut stars = elements.iter().enumerate().filter(|(_, e)| e.is_starred_expr());
        let first = stars.next();
        if stars.next().is_some() {
            diagnostics.error(range, "multiple starred expressions in assignment");
        } else if first.is_some_and(|(at, _)| at > 255) {
            diagnostics.error(range, "too many expressions in star-unpacking assignment");
        }
    } else if ctx == ast::ExprContext::Del {
        for star in elements.iter().filter(|e| e.is_starred_expr()) {
            diagnostics.error(star.range(), "cannot delete starred");
        }
    }
}

/// `x is 1`.
pub(super) fn comparison(e: &ast::ExprCompare, diagnostics: &mut Diagnostics<'_>) {
    let mut left = &*e.left;
    for (op, right) in e.ops.iter().zip(&e.comparators) {
        let (operator, instead) = match op {
            ast::CmpOp::Is => ("is", "=="),
            ast::CmpOp::IsNot => ("is not", "!="),
            _ => {
                left = right;
                continue;
            }
        };
        if is_plain_literal(left) || is_plain_literal(right) {
            diagnostics.warning(
                e.range,
                format!("\"{operator}\" with a literal. Did you mean \"{instead}\"?"),
                format!("Compare values with `{instead}`."),
            );
        }
        left = right;
    }
}

/// `(1, 2) (3, 4)`: a call of what cannot be called.
pub(super) fn callee(e: &ast::ExprCall, diagnostics: &mut Diagnostics<'_>) {
    if let Some(class) = class_of_literal(&e.func).filter(|_| !e.func.is_lambda_expr()) {
        let message = format!("'{class}' object is not callable; perhaps you missed a comma?");
        diagnostics.warning(ruff_text_size::Ranged::range(e), message, MISSED_COMMA);
    }
}

const MISSED_COMMA: &str = "Put a comma between the two.";

/// `1 [2]` and `[1] ['a']`: a subscript of what has none, or none of this kind.
pub(super) fn subscript(e: &ast::ExprSubscript, diagnostics: &mut Diagnostics<'_>) {
    if e.ctx != ast::ExprContext::Load {
        return;
    }
    let Some(class) = class_of_literal(&e.value) else { return };
    match class {
        "str" | "bytes" | "tuple" | "list" => {
            if let Some(index) = class_of_literal(&e.slice)
                && !matches!(index, "int" | "bool")
            {
                let message =
                    format!("{class} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                diagnostics.warning(ruff_text_size::Ranged::range(e), message, MISSED_COMMA);
            }
        }
        "dict" => {}
        _ => {
            let message = format!("'{class}' object is not subscriptable; perhaps you missed a comma?");
            diagnostics.warning(ruff_text_size::Ranged::range(e), message, MISSED_COMMA);
        }
    }
}

/// The class of what the expression makes, where one can see it.
fn class_of_literal(e: &Expr) -> Option<&'static str> {
    Some(match e {
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(e) => match e.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}

fn is_plain_literal(e: &Expr) -> bool {
    matches!(e, Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_))
        || matches!(e, Expr::Tuple(t) if t.elts.iter().all(is_plain_literal))
        || matches!(e, Expr::UnaryOp(u) if !u.op.is_not() && u.operand.is_number_literal_expr())
}

/// `assert (test, "message")`.
pub(super) fn assertion(s: &ast::StmtAssert, diagnostics: &mut Diagnostics<'_>) {
    if matches!(&*s.test, Expr::Tuple(t) if !t.elts.is_empty()) {
        diagnostics.warning(
            s.range,
            "assertion is always true, perhaps remove parentheses?",
            "Write `assert test, message` without parentheses.",
        );
    }
}

/// `return value` in an async generator.
pub(super) fn async_generator(body: &[Stmt], diagnostics: &mut Diagnostics<'_>) {
    struct Returns<'d, 's>(&'d mut Diagnostics<'s>);

    impl StatementVisitor<'_> for Returns<'_, '_> {
        fn visit_stmt(&mut self, stmt: &Stmt) {
            match stmt {
                Stmt::Return(s) if s.value.is_some() => {
                    self.0.error(s.range, "'return' with value in async generator");
                }
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ => walk_stmt(self, stmt),
            }
        }
    }

    let mut returns = Returns(diagnostics);
    returns.visit_body(body);
}

// ── Patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Patterns that can never be reached, and names that they bind twice.
pub(super) fn match_cases(s: &ast::StmtMatch, diagnostics: &mut Diagnostics<'_>) {
    for (index, case) in s.cases.iter().enumerate() {
        if index + 1 < s.cases.len() && case.guard.is_none() {
            unreachable_after(&case.pattern, diagnostics);
        }
        bound_names(&case.pattern, diagnostics);
    }
}

fn unreachable_after(pattern: &Pattern, diagnostics: &mut Diagnostics<'_>) {
    if let Some(last) = irrefutable(pattern) {
        let message = match &last.name {
            Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
            None => "wildcard makes remaining patterns unreachable".to_owned(),
        };
        diagnostics.error(last.range, message);
    }
}

/// The part of a pattern that matches anything.
fn irrefutable(pattern: &Pattern) -> Option<&ast::PatternMatchAs> {
    match pattern {
        Pattern::MatchAs(p) => match &p.pattern {
            Some(pattern) => irrefutable(pattern),
            None => Some(p),
        },
        Pattern::MatchOr(p) => p.patterns.last().and_then(irrefutable),
        _ => None,
    }
}

/// The names that a pattern binds.
fn bound_names<'p>(pattern: &'p Pattern, diagnostics: &mut Diagnostics<'_>) -> BTreeSet<&'p str> {
    let mut names = BTreeSet::new();
    let mut add = |name: Option<&'p ast::Identifier>, diagnostics: &mut Diagnostics<'_>| {
        if let Some(name) = name
            && !names.insert(name.as_str())
        {
            diagnostics.error(name.range, format!("multiple assignments to name '{name}' in pattern"));
        }
    };
    let parts: Vec<&'p Pattern> = match pattern {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => Vec::new(),
        Pattern::MatchStar(p) => {
            add(p.name.as_ref(), diagnostics);
            Vec::new()
        }
        Pattern::MatchAs(p) => {
            add(p.name.as_ref(), diagnostics);
            p.pattern.iter().map(|p| &**p).collect()
        }
        Pattern::MatchSequence(p) => {
            if p.patterns.iter().filter(|p| p.is_match_star()).count() > 1 {
                diagnostics.error(p.range, "multiple starred names in sequence pattern");
            }
            p.patterns.iter().collect()
        }
        Pattern::MatchMapping(p) => {
            add(p.rest.as_ref(), diagnostics);
            repeated_keys(p, diagnostics);
            p.patterns.iter().collect()
        }
        Pattern::MatchClass(p) => {
            let mut seen = HashSet::new();
            for keyword in &p.arguments.keywords {
                if !seen.insert(keyword.attr.as_str()) {
                    let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                    diagnostics.error(keyword.pattern.range(), message);
                }
            }
            p.arguments.patterns.iter().chain(p.arguments.keywords.iter().map(|k| &k.pattern)).collect()
        }
        Pattern::MatchOr(p) => return names_of_alternatives(p, diagnostics),
    };
    for part in parts {
        for name in bound_names(part, diagnostics) {
            if !names.insert(name) {
                diagnostics.error(part.range(), format!("multiple assignments to name '{name}' in pattern"));
            }
        }
    }
    names
}

fn names_of_alternatives<'p>(p: &'p ast::PatternMatchOr, diagnostics: &mut Diagnostics<'_>) -> BTreeSet<&'p str> {
    for alternative in p.patterns.iter().rev().skip(1) {
        unreachable_after(alternative, diagnostics);
    }
    let mut names: Option<BTreeSet<&'p str>> = None;
    for alternative in &p.patterns {
        let bound = bound_names(alternative, diagnostics);
        match &names {
            Some(names) if *names != bound => {
                diagnostics.error(alternative.range(), "alternative patterns bind different names");
                break;
            }
            Some(_) => {}
            None => names = Some(bound),
        }
    }
    names.unwrap_or_default()
}

fn repeated_keys(p: &ast::PatternMatchMapping, diagnostics: &mut Diagnostics<'_>) {
    let mut seen = HashSet::new();
    for key in &p.keys {
        let shown = match key {
            Expr::StringLiteral(s) => format!("{:?}", s.value.to_str()).replace('"', "'"),
            Expr::NumberLiteral(ast::ExprNumberLiteral { value: ast::Number::Int(i), .. }) => i.to_string(),
            _ => continue,
        };
        if !seen.insert(shown.clone()) {
            diagnostics.error(p.range, format!("mapping pattern checks duplicate key ({shown})"));
        }
    }
}
