//! Annotations as texts, which is what `from __future__ import annotations` makes of them: `ast_unparse.c`, for the kinds of
//! expressions of which types are made. Others keep the text that the program has.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

/// The text of an annotation.
#[cold]
#[inline(never)]
pub(super) fn text(annotation: &Expr, source: &str) -> String {
    write(annotation, source)
        .unwrap_or_else(|| source.get(annotation.range().to_std_range()).unwrap_or_default().into())
}

fn write(e: &Expr, source: &str) -> Option<String> {
    Some(match e {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(e) => format!("{}.{}", write(&e.value, source)?, e.attr),
        Expr::Subscript(e) => {
            let inside = match &*e.slice {
                Expr::Tuple(tuple) if !tuple.elts.is_empty() => list(&tuple.elts, source)?,
                slice => write(slice, source)?,
            };
            format!("{}[{inside}]", write(&e.value, source)?)
        }
        Expr::List(e) => format!("[{}]", list(&e.elts, source)?),
        Expr::Tuple(e) if e.elts.len() == 1 => format!("({},)", list(&e.elts, source)?),
        Expr::Tuple(e) => format!("({})", list(&e.elts, source)?),
        Expr::BinOp(e) if e.op == ast::Operator::BitOr && !e.right.is_bin_op_expr() => {
            format!("{} | {}", write(&e.left, source)?, write(&e.right, source)?)
        }
        Expr::StringLiteral(e) => {
            let value = e.value.to_str();
            // Anything that would need an escape is left as it stands.
            if value.chars().any(|c| c == '\\' || c.is_control() || !c.is_ascii()) {
                return None;
            }
            let quote = if value.contains('\'') && !value.contains('"') { '"' } else { '\'' };
            if value.contains(quote) {
                return None;
            }
            format!("{quote}{value}{quote}")
        }
        Expr::NoneLiteral(_) => "None".to_owned(),
        Expr::EllipsisLiteral(_) => "...".to_owned(),
        Expr::BooleanLiteral(e) => if e.value { "True" } else { "False" }.to_owned(),
        Expr::NumberLiteral(_) => source.get(e.range().to_std_range())?.to_owned(),
        _ => return None,
    })
}

fn list(items: &[Expr], source: &str) -> Option<String> {
    let texts: Option<Vec<String>> = items.iter().map(|item| write(item, source)).collect();
    Some(texts?.join(", "))
}
