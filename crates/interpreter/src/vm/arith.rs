//! Operators on numbers and sequences: `+`, `-`, `*`, …

mod repeat;
mod sets;

use std::borrow::Cow;

use loopscope_compiler::op::{BinaryOp, UnaryOp};
use num_traits::ToPrimitive;

use super::Vm;
use crate::heap::Ref;
use crate::native::{Res, Unwind};
use crate::object::{BigInt, Function};
use crate::types::Complex;
use crate::types::number::{self, Number, NumberError};
use crate::value::{Name, Value};

/// The special methods of an operator.
struct Methods {
    plain: Name,
    reflected: Name,
    in_place: Name,
}

impl Vm {
    /// `a op b`, with the special methods of both sides.
    pub(crate) fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res {
        match plain_binary(op, a, b) {
            Some(value) => Ok(value),
            None => self.binary_slow(op, a, b),
        }
    }

    fn binary_slow(&mut self, op: BinaryOp, a: Value, b: Value) -> Res {
        match self.try_binary(op, a, b)? {
            Some(value) => Ok(value),
            None => Err(self.unsupported_operands(op, op.symbol(), a, b)),
        }
    }

    /// `a op b`, or `None` if neither side knows how.
    fn try_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        if self.is_plain(a) && self.is_plain(b) {
            if let Some(value) = self.builtin_binary(op, a, b)? {
                return Ok(Some(value));
            }
        } else if let Some(value) = self.special_binary(op, a, b)? {
            return Ok(Some(value));
        }
        self.fallback_binary(op, a, b)
    }

    /// `a op= b`.
    #[inline(never)]
    pub(crate) fn in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> Res {
        if let Some(value) = plain_binary(op, a, b) {
            return Ok(value);
        }
        if op == BinaryOp::Add
            && let (Value::Str(a), Value::Str(b)) = (a, b)
            && !self.heap.text(a).is_empty()
        {
            self.reserve(self.heap.text(a).len() + self.heap.text(b).len())?;
            return Ok(self.heap.append(a, b));
        }
        if self.is_plain(a) {
            if self.builtin_in_place(op, a, b)? {
                return Ok(a);
            }
        } else {
            let name = self.methods(op).in_place;
            let payload = self.unwrap(a);
            // What a built-in class does in place is done to the value that its subclass's instance wraps.
            if matches!(self.special(a, name), Some(Value::Native(_)))
                && self.is_plain(payload)
                && self.builtin_in_place(op, payload, b)?
            {
                return Ok(a);
            }
            if let Some(value) = self.call_special(a, name, &[b])?
                && !matches!(value, Value::NotImplemented)
            {
                return Ok(value);
            }
        }
        // What is no number and cannot be repeated does not let the other side repeat itself, unlike in `a * b`.
        let stubborn = op == BinaryOp::Mul && is_unrepeatable(a);
        match if stubborn { self.special_binary(op, a, b)? } else { self.try_binary(op, a, b)? } {
            Some(value) => Ok(value),
            None => {
                let symbol = if op == BinaryOp::Pow { "**=".to_owned() } else { format!("{}=", op.symbol()) };
                Err(self.unsupported_operands(op, &symbol, a, b))
            }
        }
    }

    /// `-a`, `+a`, `~a`.
    pub(crate) fn unary(&mut self, op: UnaryOp, a: Value) -> Res {
        if let Some(value) = self.builtin_unary(op, a) {
            return Ok(value);
        }
        let (name, symbol) = match op {
            UnaryOp::Neg => (self.names.neg, '-'),
            UnaryOp::Pos => (self.names.pos, '+'),
            UnaryOp::Invert => (self.names.invert, '~'),
        };
        if !self.is_plain(a)
            && let Some(value) = self.call_special(a, name, &[])?
        {
            return Ok(value);
        }
        let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(a));
        Err(self.type_error(message))
    }

    /// `-a`, `+a`, `~a` of a built-in number.
    pub(crate) fn builtin_unary(&mut self, op: UnaryOp, a: Value) -> Option<Value> {
        let result = match (op, self.number(a)?) {
            (UnaryOp::Neg, Number::Small(i)) => {
                i.checked_neg().map_or_else(|| Number::Big(Cow::Owned(-num_bigint::BigInt::from(i))), Number::Small)
            }
            (UnaryOp::Neg, Number::Big(i)) => Number::Big(Cow::Owned(-i.into_owned())),
            (UnaryOp::Neg, Number::Float(f)) => Number::Float(-f),
            (UnaryOp::Neg, Number::Complex(re, im)) => Number::Complex(-re, -im),
            (UnaryOp::Pos, Number::Big(_) | Number::Complex(..)) => return Some(a),
            (UnaryOp::Pos, Number::Small(i)) => Number::Small(i),
            (UnaryOp::Pos, Number::Float(f)) => Number::Float(f),
            (UnaryOp::Invert, Number::Small(i)) => Number::Small(!i),
            (UnaryOp::Invert, Number::Big(i)) => Number::Big(Cow::Owned(!i.into_owned())),
            (UnaryOp::Invert, _) => return None,
        };
        Some(self.number_value(result))
    }

    /// `pow(base, exponent, modulus)`.
    pub(crate) fn power_modulo(&mut self, base: Value, exponent: Value, modulus: Value) -> Res {
        if modulus.is_none() {
            return self.binary(BinaryOp::Pow, base, exponent);
        }
        let numbers = (self.number(base), self.number(exponent), self.number(modulus));
        if let (Some(a), Some(b), Some(c)) = numbers {
            return match number::power_modulo(&a, &b, &c) {
                Ok(result) => Ok(self.number_value(result)),
                Err(NumberError::Unsupported) => {
                    Err(self.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
                }
                Err(error) => Err(self.number_error(error)),
            };
        }
        let name = self.names.pow;
        if !self.is_plain(base)
            && let Some(value) = self.call_special(base, name, &[exponent, modulus])?
            && !matches!(value, Value::NotImplemented)
        {
            return Ok(value);
        }
        let message = format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.type_name(base),
            self.type_name(exponent),
            self.type_name(modulus)
        );
        Err(self.type_error(message))
    }

    /// An integer of any size: small ones are not boxed.
    pub(crate) fn int(&mut self, value: num_bigint::BigInt) -> Value {
        match value.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::BigInt(self.heap.alloc(BigInt { value })),
        }
    }

    /// `operator.index(value)` as an `i64`; `IndexError`/`OverflowError` if it does not fit.
    pub(crate) fn to_index(&mut self, value: Value) -> Res<i64> {
        match self.to_integer(value)? {
            Value::Int(i) => Ok(i),
            other => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(other));
                Err(self.index_error(message))
            }
        }
    }

    /// `operator.index(value)`: a [`Value::Int`] or [`Value::BigInt`].
    pub(crate) fn to_integer(&mut self, value: Value) -> Res {
        match self.unwrap(value) {
            Value::Bool(b) => return Ok(Value::Int(i64::from(b))),
            number @ (Value::Int(_) | Value::BigInt(_)) => return Ok(number),
            _ => {}
        }
        let name = self.names.index;
        if !self.is_plain(value)
            && let Some(index) = self.call_special(value, name, &[])?
        {
            return match self.unwrap(index) {
                Value::Bool(b) => Ok(Value::Int(i64::from(b))),
                number @ (Value::Int(_) | Value::BigInt(_)) => Ok(number),
                _ => {
                    let message = format!("__index__ returned non-int (type {})", self.type_name(index));
                    Err(self.type_error(message))
                }
            };
        }
        let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
        Err(self.type_error(message))
    }

    /// `float(value)` for a number (`__float__`, `__index__`), `TypeError` otherwise.
    pub(crate) fn to_f64(&mut self, value: Value) -> Res<f64> {
        match self.find_float(value)? {
            Some(float) => Ok(float),
            None => {
                let message = format!("must be real number, not {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// `float(value)` for a number, `None` if it is none.
    pub(crate) fn find_float(&mut self, value: Value) -> Res<Option<f64>> {
        if !self.is_plain(value) {
            let name = self.names.float;
            if let Some(float) = self.call_special(value, name, &[])? {
                return match self.unwrap(float) {
                    Value::Float(f) => Ok(Some(f)),
                    _ => {
                        let message = format!(
                            "{}.__float__ returned non-float (type {})",
                            self.type_name(value),
                            self.type_name(float)
                        );
                        Err(self.type_error(message))
                    }
                };
            }
            let name = self.names.index;
            if self.special(value, name).is_some() {
                let index = self.to_integer(value)?;
                return self.find_float(index);
            }
        }
        let value = self.unwrap(value);
        match self.number(value) {
            None | Some(Number::Complex(..)) => Ok(None),
            Some(number) => match number.float() {
                Ok(float) => Ok(Some(float)),
                Err(error) => Err(self.number_error(error)),
            },
        }
    }

    /// Its class has no special methods but those that the machine knows without looking.
    pub(crate) fn is_plain(&self, value: Value) -> bool {
        match value {
            Value::Class(_) | Value::Instance(_) | Value::Exception(_) | Value::Future(_) | Value::Descriptor(_) => {
                false
            }
            Value::Opaque(o) => self.heap[o].class == Some(self.types.complex),
            _ => true,
        }
    }

    /// The number that a built-in value is; `bool` is one.
    pub(crate) fn number(&self, value: Value) -> Option<Number<'_>> {
        match value {
            Value::Int(i) => Some(Number::Small(i)),
            Value::Bool(b) => Some(Number::Small(i64::from(b))),
            Value::Float(f) => Some(Number::Float(f)),
            Value::BigInt(i) => Some(Number::Big(Cow::Borrowed(&self.heap[i].value))),
            Value::Opaque(o) => self.heap[o].get::<Complex>().map(|c| Number::Complex(c.re, c.im)),
            _ => None,
        }
    }

    fn number_value(&mut self, number: Number<'_>) -> Value {
        match number {
            Number::Small(i) => Value::Int(i),
            Number::Float(f) => Value::Float(f),
            Number::Big(i) => self.int(i.into_owned()),
            Number::Complex(re, im) => self.complex(re, im),
        }
    }

    #[cold]
    pub(crate) fn number_error(&mut self, error: NumberError) -> Unwind {
        match error {
            NumberError::ZeroDivision(message) => self.zero_division(message),
            NumberError::Overflow(message) => self.overflow_error(message),
            NumberError::Value(message) => self.value_error(message),
            NumberError::Range => {
                let message = self.heap.str("Numerical result out of range");
                self.raise(self.types.overflow_error, vec![Value::Int(34), message])
            }
            NumberError::Unsupported => self.type_error("unsupported operand"),
        }
    }

    /// `a op b` for built-in operands (unwrapped), or `None` if they do not go together. Never calls special methods of
    /// the operands themselves.
    pub(crate) fn builtin_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        if let (Value::Bool(a), Value::Bool(b)) = (a, b) {
            match op {
                BinaryOp::BitAnd => return Ok(Some(Value::Bool(a & b))),
                BinaryOp::BitOr => return Ok(Some(Value::Bool(a | b))),
                BinaryOp::BitXor => return Ok(Some(Value::Bool(a ^ b))),
                _ => {}
            }
        }
        if let (Some(x), Some(y)) = (self.number(a), self.number(b)) {
            return match number::binary(op, &x, &y) {
                Ok(result) => Ok(Some(self.number_value(result))),
                Err(NumberError::Unsupported) => Ok(None),
                Err(error) => Err(self.number_error(error)),
            };
        }
        self.binary_of_containers(op, a, b)
    }

    /// The same of operands that are not both numbers.
    #[inline(never)]
    fn binary_of_containers(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        match op {
            BinaryOp::Add => self.concatenate(a, b),
            BinaryOp::Mul => self.repeat(a, b),
            BinaryOp::Mod => match a {
                Value::Str(text) => {
                    let template = self.heap.text(text).to_owned();
                    let text = crate::types::format::percent_text(self, &template, b)?;
                    Ok(Some(self.heap.str(text)))
                }
                Value::Bytes(bytes) => {
                    let (template, mutable) = (self.heap[bytes].data.clone(), self.heap[bytes].mutable);
                    let data = crate::types::format::percent_bytes(self, &template, b)?;
                    Ok(Some(self.bytes_like(data, mutable)))
                }
                _ => Ok(None),
            },
            BinaryOp::BitOr | BinaryOp::BitAnd | BinaryOp::BitXor | BinaryOp::Sub => self.combine_sets(op, a, b),
            _ => Ok(None),
        }
    }

    /// By the special methods of operands of which at least one may have them (CPython's `binary_op1` and
    /// `SLOT1BINFULL`).
    fn special_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        let Methods { plain, reflected, .. } = self.methods(op);
        let (left, right) = (self.class_of(a), self.class_of(b));
        let mut reflect = left != right;
        // The right side goes first if it is of a subclass with its own idea of the operator.
        if reflect && !self.is_plain(b) && self.is_subclass(right, left) {
            let (own, inherited) = (self.special(b, reflected), self.special(a, reflected));
            if own.is_some_and(|own| !inherited.is_some_and(|i| i.is(own))) {
                reflect = false;
                if let Some(value) = self.call_operator(b, reflected, a)? {
                    return Ok(Some(value));
                }
            }
        }
        let value = if self.is_plain(a) {
            // What `%` formats is shown as its own class shows it.
            let formats = op == BinaryOp::Mod && matches!(a, Value::Str(_) | Value::Bytes(_));
            let b = if formats { b } else { self.unwrap(b) };
            self.builtin_binary(op, a, b)?
        } else {
            self.call_operator(a, plain, b)?
        };
        if value.is_some() || !reflect { Ok(value) } else { self.reflected_binary(op, a, b) }
    }

    /// The function that is to be called first for `a op b`, where `a` is of a class written in Python, in the plain case:
    /// the right operand has no say before the left one.
    pub(crate) fn operator_function(&self, op: BinaryOp, a: Value, b: Value) -> Option<Ref<Function>> {
        if self.class_of(a) != self.class_of(b) && !self.is_plain(b) {
            return None;
        }
        match self.special(a, self.methods(op).plain) {
            Some(Value::Function(function)) if self.heap[function].fast_argc == 2 => Some(function),
            _ => None,
        }
    }

    /// `a op b`, where the left operand's own method has returned `NotImplemented`, and was to be called first.
    pub(crate) fn binary_refused(&mut self, op: BinaryOp, a: Value, b: Value) -> Res {
        let found = if self.class_of(a) == self.class_of(b) { None } else { self.reflected_binary(op, a, b)? };
        match found {
            Some(value) => Ok(value),
            None => match self.fallback_binary(op, a, b)? {
                Some(value) => Ok(value),
                None => Err(self.unsupported_operands(op, op.symbol(), a, b)),
            },
        }
    }

    /// What the right operand knows of `a op b`.
    fn reflected_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        if !self.is_plain(b) {
            return self.call_operator(b, self.methods(op).reflected, a);
        }
        let unwrapped = self.unwrap(a);
        if self.number(unwrapped).is_some() { self.builtin_binary(op, unwrapped, b) } else { Ok(None) }
    }

    /// Calls a special method; `None` if there is none or if it returns `NotImplemented`.
    fn call_operator(&mut self, this: Value, name: Name, other: Value) -> Res<Option<Value>> {
        let value = self.call_special(this, name, &[other])?;
        Ok(value.filter(|v| !matches!(v, Value::NotImplemented)))
    }

    /// What is tried after the special methods: repetition by an object with `__index__`, and unions of classes.
    fn fallback_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        match op {
            BinaryOp::Mul => {
                let (x, y) = (self.unwrap(a), self.unwrap(b));
                let (sequence, count) = if Self::is_repeatable(x) { (x, b) } else { (y, a) };
                if !Self::is_repeatable(sequence) || self.is_plain(count) {
                    return Ok(None);
                }
                let name = self.names.index;
                if self.special(count, name).is_none() {
                    return Ok(None);
                }
                let count = self.to_integer(count)?;
                self.repeat(sequence, count)
            }
            BinaryOp::BitOr => Ok(self.union_of(a, b)),
            _ => Ok(None),
        }
    }

    #[cold]
    pub(crate) fn unsupported_operands(&mut self, op: BinaryOp, symbol: &str, a: Value, b: Value) -> Unwind {
        let (x, y) = (self.unwrap(a), self.unwrap(b));
        let (left, right) = (self.type_name(a), self.type_name(b));
        let message = match (op, x) {
            (BinaryOp::Add, Value::Str(_)) => format!("can only concatenate str (not \"{right}\") to str"),
            (BinaryOp::Add, Value::List(_)) => format!("can only concatenate list (not \"{right}\") to list"),
            (BinaryOp::Add, Value::Tuple(_)) => format!("can only concatenate tuple (not \"{right}\") to tuple"),
            (BinaryOp::Add, Value::Bytes(_)) => format!("can't concat {right} to {left}"),
            (BinaryOp::Mul, x) if Self::is_repeatable(x) => {
                format!("can't multiply sequence by non-int of type '{right}'")
            }
            (BinaryOp::Mul, x) if Self::is_repeatable(y) && !(symbol == "*=" && is_unrepeatable(x)) => {
                format!("can't multiply sequence by non-int of type '{left}'")
            }
            _ => format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"),
        };
        self.type_error(message)
    }

    fn methods(&self, op: BinaryOp) -> Methods {
        let n = &self.names;
        let (plain, reflected, in_place) = match op {
            BinaryOp::Add => (n.add, n.radd, n.iadd),
            BinaryOp::Sub => (n.sub, n.rsub, n.isub),
            BinaryOp::Mul => (n.mul, n.rmul, n.imul),
            BinaryOp::MatMul => (n.matmul, n.rmatmul, n.imatmul),
            BinaryOp::TrueDiv => (n.truediv, n.rtruediv, n.itruediv),
            BinaryOp::FloorDiv => (n.floordiv, n.rfloordiv, n.ifloordiv),
            BinaryOp::Mod => (n.mod_, n.rmod, n.imod),
            BinaryOp::Pow => (n.pow, n.rpow, n.ipow),
            BinaryOp::LeftShift => (n.lshift, n.rlshift, n.ilshift),
            BinaryOp::RightShift => (n.rshift, n.rrshift, n.irshift),
            BinaryOp::BitAnd => (n.and, n.rand, n.iand),
            BinaryOp::BitOr => (n.or, n.ror, n.ior),
            BinaryOp::BitXor => (n.xor, n.rxor, n.ixor),
        };
        Methods { plain, reflected, in_place }
    }
}

/// Is it a container that cannot be repeated?
fn is_unrepeatable(value: Value) -> bool {
    matches!(value, Value::Set(_) | Value::Dict(_) | Value::Range(_))
}

/// The results that need neither the heap nor an exception.
#[inline(never)]
pub(super) fn plain_binary(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    let result = match (a, b) {
        (Value::Int(a), Value::Int(b)) => number::small(op, a, b)?,
        (Value::Float(a), Value::Float(b)) => number::float(op, a, b).ok()?,
        (Value::Float(a), Value::Int(b)) => number::float(op, a, b as f64).ok()?,
        (Value::Int(a), Value::Float(b)) => number::float(op, a as f64, b).ok()?,
        _ => return None,
    };
    match result {
        Number::Small(i) => Some(Value::Int(i)),
        Number::Float(f) => Some(Value::Float(f)),
        _ => None,
    }
}
