//! Literals, and what of them is folded at compile time.

use ruff_python_ast::{self as ast, Expr, Number};

use crate::spec::Const;

/// The value of a constant expression: a literal, a negated number, a tuple of constants.
pub(super) fn constant(expr: &Expr) -> Option<Const> {
    match expr {
        Expr::NoneLiteral(_) => Some(Const::None),
        Expr::BooleanLiteral(e) => Some(Const::Bool(e.value)),
        Expr::EllipsisLiteral(_) => Some(Const::Ellipsis),
        Expr::NumberLiteral(e) => Some(number(&e.value)),
        Expr::StringLiteral(e) => Some(Const::Str(e.value.to_str().into())),
        Expr::BytesLiteral(e) => Some(Const::Bytes(e.value.bytes().collect())),
        Expr::Tuple(e) => constants(&e.elts).map(Const::Tuple),
        Expr::UnaryOp(e) if e.op == ast::UnaryOp::USub => match constant(&e.operand)? {
            Const::Int(value) => Some(value.checked_neg().map_or_else(|| big(value.unsigned_abs()), Const::Int)),
            Const::BigInt(digits) if &*digits == "9223372036854775808" => Some(Const::Int(i64::MIN)),
            Const::BigInt(digits) if !digits.starts_with('-') => Some(Const::BigInt(format!("-{digits}").into())),
            Const::Float(value) => Some(Const::Float(-value)),
            _ => None,
        },
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(Const::Bool(true)),
        _ => None,
    }
}

/// The values of constant expressions.
pub(super) fn constants(exprs: &[Expr]) -> Option<Vec<Const>> {
    exprs.iter().map(constant).collect()
}

/// A small integer that is written out (`-1` too).
pub(super) fn small_int(expr: &Expr) -> Option<i16> {
    match constant(expr)? {
        Const::Int(value) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// Is the test always true, or always false?
pub(super) fn truth(expr: &Expr) -> Option<bool> {
    match constant(expr)? {
        Const::None => Some(false),
        Const::Bool(value) => Some(value),
        Const::Ellipsis | Const::BigInt(_) => Some(true),
        Const::Int(value) => Some(value != 0),
        Const::Float(value) => Some(value != 0.0),
        Const::Complex(imaginary) => Some(imaginary != 0.0),
        Const::Str(text) => Some(!text.is_empty()),
        Const::Bytes(bytes) => Some(!bytes.is_empty()),
        Const::Tuple(items) | Const::FrozenSet(items) => Some(!items.is_empty()),
    }
}

fn number(number: &Number) -> Const {
    match number {
        Number::Int(int) => match int.as_u64() {
            Some(value) => i64::try_from(value).map_or_else(|_| big(value), Const::Int),
            None => Const::BigInt(decimal(&int.to_string()).into()),
        },
        Number::Float(value) => Const::Float(*value),
        Number::Complex { imag, .. } => Const::Complex(*imag),
    }
}

fn big(value: u64) -> Const {
    Const::BigInt(value.to_string().into())
}

/// The decimal digits of an integer literal in any base.
fn decimal(literal: &str) -> String {
    let literal = literal.replace('_', "");
    let radix = match literal.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => return literal.trim_start_matches('0').to_owned(),
    };
    // Schoolbook conversion, nine decimal digits at a time, the lowest first.
    const BASE: u64 = 1_000_000_000;
    let mut limbs = vec![0u64];
    for digit in literal[2..].chars().filter_map(|c| c.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = *limb * u64::from(radix) + carry;
            *limb = value % BASE;
            carry = value / BASE;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut digits = limbs.pop().unwrap_or(0).to_string();
    for limb in limbs.iter().rev() {
        digits.push_str(&format!("{limb:09}"));
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_in_any_base_become_decimal_digits() {
        assert_eq!(decimal("0xFFFF_FFFF_FFFF_FFFF_FFFF"), "1208925819614629174706175");
        assert_eq!(decimal("0b1_0"), "2");
        assert_eq!(decimal("0o7777777777777777777777777"), "37778931862957161709567");
        assert_eq!(decimal("100_000_000_000_000_000_000"), "100000000000000000000");
    }
}
