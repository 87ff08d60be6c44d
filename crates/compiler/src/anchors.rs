//! What the carets under an expression in a traceback single out.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

/// The part of an expression that carets single out: the operator, or the subscript
/// (`_extract_caret_anchors_from_line_segment`), as byte offsets. `uncaught`: as the interpreter prints it, and not the
/// `traceback` module.
pub fn anchors(segment: &str, uncaught: bool) -> Option<(usize, usize)> {
    if segment.starts_with(char::is_whitespace) {
        return None;
    }
    let module = ruff_python_parser::parse_module(segment).ok()?.into_syntax();
    let [Stmt::Expr(ast::StmtExpr { value, .. })] = &*module.body else { return None };
    let next = |from: usize, wanted: &dyn Fn(char) -> bool| {
        segment[from..].char_indices().find(|(_, c)| wanted(*c)).map_or(segment.len(), |(i, _)| from + i)
    };
    let (left, right) = match &**value {
        Expr::BinOp(binary) if uncaught => {
            let left = next(binary.left.end().to_usize(), &|c| !c.is_whitespace() && !")#".contains(c));
            let operator = segment.get(left..binary.right.start().to_usize())?;
            let double = operator.chars().nth(1).is_some_and(|c| !c.is_whitespace());
            (left, left + 1 + usize::from(double))
        }
        Expr::BinOp(binary) => {
            operator_anchors(segment, binary.left.end().to_usize(), binary.right.start().to_usize())?
        }
        Expr::Subscript(subscript) => {
            let left = next(subscript.value.end().to_usize(), &|c| c == '[');
            let right = next(subscript.slice.end().to_usize(), &|c| c == ']');
            (left, (right + 1).min(segment.len()))
        }
        _ => return None,
    };
    (segment.is_char_boundary(left) && segment.is_char_boundary(right) && left <= right).then_some((left, right))
}

/// Where CPython's library sees the operator. It takes byte offsets for indices at times, and is imitated in that.
fn operator_anchors(segment: &str, left_end: usize, right_start: usize) -> Option<(usize, usize)> {
    let chars: Vec<char> = segment.chars().collect();
    let operator: Vec<char> = segment.get(left_end..right_start)?.chars().collect();
    let blanks = operator.iter().take_while(|c| c.is_whitespace()).count();
    let double = operator.get(blanks + 1).is_some_and(|c| !c.is_whitespace());
    let mut left = left_end + blanks;
    let mut right = left + 1 + usize::from(double);
    while chars.get(left).is_some_and(|c| c.is_whitespace() || ")#".contains(*c)) {
        left += 1;
        right += 1;
    }
    let boundary =
        |offset: usize| (offset..=segment.len()).find(|o| segment.is_char_boundary(*o)).unwrap_or(segment.len());
    Some((boundary(left), boundary(right)))
}
