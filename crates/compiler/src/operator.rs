//! The operators of expressions.

#![expect(missing_docs, reason = "operators have the names of their special methods")]

use std::cmp::Ordering;

/// Binary operators, in the order of `operator`'s special methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
}

impl BinaryOp {
    /// As error messages write it.
    #[inline]
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::MatMul => "@",
            BinaryOp::TrueDiv => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::Pow => "** or pow()",
            BinaryOp::LeftShift => "<<",
            BinaryOp::RightShift => ">>",
            BinaryOp::BitAnd => "&",
            BinaryOp::BitOr => "|",
            BinaryOp::BitXor => "^",
        }
    }
}

/// Unary operators (`not` is [`Op::Not`](crate::op::Op::Not)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Is,
    IsNot,
    In,
    NotIn,
}

impl CompareOp {
    /// As error messages write it.
    #[inline]
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
            CompareOp::Is => "is",
            CompareOp::IsNot => "is not",
            CompareOp::In => "in",
            CompareOp::NotIn => "not in",
        }
    }

    /// The same comparison with its sides exchanged.
    #[inline]
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            other => other,
        }
    }

    /// Does it hold when the left side is so to the right one? (`None`: not comparable, as NaN.)
    #[inline]
    pub fn holds(self, ordering: Option<Ordering>) -> bool {
        match self {
            CompareOp::Eq => ordering.is_some_and(Ordering::is_eq),
            CompareOp::Ne => !ordering.is_some_and(Ordering::is_eq),
            CompareOp::Lt => ordering.is_some_and(Ordering::is_lt),
            CompareOp::Le => ordering.is_some_and(Ordering::is_le),
            CompareOp::Gt => ordering.is_some_and(Ordering::is_gt),
            _ => ordering.is_some_and(Ordering::is_ge),
        }
    }
}
