//! `int` and `bool`.

mod bytes;
mod parse;

use loopscope_compiler::op::BinaryOp;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Signed;

pub(crate) use parse::parse_integer;

use super::number::Number;
use crate::native::{Args, ClassDef, NativeDef, Res, Unwind};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) static INT: ClassDef = ClassDef {
    name: "int",
    module: "builtins",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer",
    methods: &[
        NativeDef::class_method("__new__", 1, 3, new).keywords(&["base"]),
        NativeDef::method("bit_length", 1, 1, |vm, a| Ok(Value::Int(magnitude(vm, a)?.bits() as i64))),
        NativeDef::method("bit_count", 1, 1, |vm, a| Ok(Value::Int(magnitude(vm, a)?.count_ones() as i64))),
        NativeDef::method("to_bytes", 1, 3, bytes::to_bytes).keywords(&["length", "byteorder", "signed"]),
        NativeDef::class_method("from_bytes", 2, 3, bytes::from_bytes).keywords(&["bytes", "byteorder", "signed"]),
        NativeDef::method("as_integer_ratio", 1, 1, |vm, a| {
            let numerator = plus(a);
            Ok(vm.heap.tuple_of(&[numerator, Value::Int(1)]))
        }),
        NativeDef::method("conjugate", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::getter("real", |_, a| Ok(plus(a))),
        NativeDef::getter("imag", |_, _| Ok(Value::Int(0))),
        NativeDef::getter("numerator", |_, a| Ok(plus(a))),
        NativeDef::getter("denominator", |_, _| Ok(Value::Int(1))),
        NativeDef::method("__int__", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::method("__index__", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::method("__trunc__", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::method("__floor__", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::method("__ceil__", 1, 1, |_, a| Ok(plus(a))),
        NativeDef::method("__float__", 1, 1, |vm, a| vm.to_f64(a.at(0)).map(Value::Float)),
        NativeDef::method("__abs__", 1, 1, |vm, a| vm.builtin_abs(a.at(0))),
        NativeDef::method("__round__", 1, 2, round),
        NativeDef::method("__divmod__", 2, 2, |vm, a| vm.divmod_method(a.at(0), a.at(1))),
        NativeDef::method("__rdivmod__", 2, 2, |vm, a| vm.divmod_method(a.at(1), a.at(0))),
        NativeDef::method("__pow__", 2, 3, Vm::power_method),
        NativeDef::method("__getnewargs__", 1, 1, |vm, a| {
            let this = plus(a);
            Ok(vm.heap.tuple_of(&[this]))
        }),
    ],
};

pub(crate) static BOOL: ClassDef = ClassDef {
    name: "bool",
    module: "builtins",
    doc: "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.",
    methods: &[NativeDef::class_method("__new__", 1, 2, |vm, a| match a.get(1) {
        Some(value) => vm.truthy(value).map(Value::Bool),
        None => Ok(Value::Bool(false)),
    })],
};

/// `+self`: a `bool` becomes an `int`.
fn plus(args: Args<'_>) -> Value {
    match args.at(0) {
        Value::Bool(b) => Value::Int(i64::from(b)),
        other => other,
    }
}

/// The integer that `self` is.
fn this(vm: &mut Vm, args: Args<'_>) -> Res<BigInt> {
    match vm.number(args.at(0)) {
        Some(Number::Small(i)) => Ok(BigInt::from(i)),
        Some(Number::Big(i)) => Ok(i.into_owned()),
        _ => {
            let message = format!("descriptor requires a 'int' object but received a '{}'", vm.type_name(args.at(0)));
            Err(vm.type_error(message))
        }
    }
}

fn magnitude(vm: &mut Vm, args: Args<'_>) -> Res<num_bigint::BigUint> {
    Ok(this(vm, args)?.into_parts().1)
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let base = args.arg(vm, 2, "base");
    let value = match (args.get(1), base) {
        (None, None) => Value::Int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(value), Some(base)) => {
            let base = vm.to_index(base)?;
            from_text(vm, value, base)?
        }
        (Some(value), None) => vm.to_int(value)?,
    };
    let class = args.at(0);
    Ok(vm.construct(class, vm.types.int, value))
}

/// The integer that a string (or bytes) shows in a base.
fn from_text(vm: &mut Vm, value: Value, base: i64) -> Res {
    let text = match vm.unwrap(value) {
        Value::Str(s) => vm.heap.text(s).to_owned(),
        Value::Bytes(b) => vm.heap[b].data.iter().map(|b| char::from(*b)).collect(),
        _ => return Err(vm.type_error("int() can't convert non-string with explicit base")),
    };
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match parse_integer(&text, base as u32) {
        Ok(number) => Ok(vm.int(number)),
        Err(Some(digits)) => Err(vm.value_error(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; use \
             sys.set_int_max_str_digits() to increase the limit"
        ))),
        Err(None) => Err(invalid_literal(vm, value, base)),
    }
}

fn invalid_literal(vm: &mut Vm, value: Value, base: i64) -> Unwind {
    let value = match vm.unwrap(value) {
        Value::Bytes(b) => {
            let data = vm.heap[b].data.clone();
            vm.bytes_like(data, false)
        }
        _ => value,
    };
    match vm.repr(value) {
        Ok(shown) => vm.value_error(format!("invalid literal for int() with base {base}: {shown}")),
        Err(error) => error,
    }
}

fn round(vm: &mut Vm, args: Args<'_>) -> Res {
    let places = match args.get(1).filter(|v| !v.is_none()) {
        Some(places) => vm.to_index(places)?,
        None => 0,
    };
    if places >= 0 {
        return Ok(plus(args));
    }
    let number = this(vm, args)?;
    // Ten to more than this is beyond twice the number: it rounds to zero.
    let Some(places) = u32::try_from(-places).ok().filter(|p| u64::from(*p) <= number.bits()) else {
        return Ok(Value::Int(0));
    };
    let rounded = round_to_multiple(&number, &BigInt::from(10).pow(places), false);
    Ok(vm.int(rounded))
}

/// The multiple of `unit` that is nearest to `number` (plus a little, if `more`): the even one of two.
pub(crate) fn round_to_multiple(number: &BigInt, unit: &BigInt, more: bool) -> BigInt {
    let (quotient, rest) = number.div_mod_floor(unit);
    let up = match (rest * 2u8).cmp(unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => more || quotient.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    (quotient + u8::from(up)) * unit
}

impl Vm {
    /// `int(value)`.
    pub(crate) fn to_int(&mut self, value: Value) -> Res {
        if self.is_plain(value) {
            return self.builtin_int(value, value);
        }
        for name in [self.names.int, self.names.index, self.names.trunc] {
            if let Some(result) = self.call_special(value, name, &[])? {
                return match self.unwrap(result) {
                    Value::Bool(b) => Ok(Value::Int(i64::from(b))),
                    number @ (Value::Int(_) | Value::BigInt(_)) => Ok(number),
                    _ => {
                        let name = self.heap.name(name).to_owned();
                        let message = format!("{name} returned non-int (type {})", self.type_name(result));
                        Err(self.type_error(message))
                    }
                };
            }
        }
        let unwrapped = self.unwrap(value);
        self.builtin_int(unwrapped, value)
    }

    fn builtin_int(&mut self, value: Value, shown: Value) -> Res {
        match value {
            Value::Int(_) | Value::BigInt(_) => Ok(value),
            Value::Bool(b) => Ok(Value::Int(i64::from(b))),
            Value::Float(f) => super::float::truncate(self, f),
            Value::Str(_) | Value::Bytes(_) => from_text(self, shown, 10),
            _ => {
                let message = format!(
                    "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                    self.type_name(shown)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// `abs` of a built-in `int` or `float`.
    pub(crate) fn builtin_abs(&mut self, value: Value) -> Res {
        match value {
            Value::Float(f) => return Ok(Value::Float(f.abs())),
            Value::Int(i) if i != i64::MIN => return Ok(Value::Int(i.abs())),
            _ => {}
        }
        let number = match self.number(value) {
            Some(Number::Small(i)) => BigInt::from(i),
            Some(Number::Big(i)) => i.into_owned(),
            _ => {
                let message = format!("bad operand type for abs(): '{}'", self.type_name(value));
                return Err(self.type_error(message));
            }
        };
        Ok(self.int(number.abs()))
    }

    /// `divmod(a, b)`.
    pub(crate) fn divmod(&mut self, a: Value, b: Value) -> Res {
        if let Some(result) = self.builtin_divmod(a, b)? {
            return Ok(result);
        }
        for (this, name, other) in [(a, self.names.divmod, b), (b, self.names.rdivmod, a)] {
            if !self.is_plain(this)
                && let Some(result) = self.call_special(this, name, &[other])?
                && !matches!(result, Value::NotImplemented)
            {
                return Ok(result);
            }
        }
        let (x, y) = (self.unwrap(a), self.unwrap(b));
        if let Some(result) = self.builtin_divmod(x, y)? {
            return Ok(result);
        }
        let message =
            format!("unsupported operand type(s) for divmod(): '{}' and '{}'", self.type_name(a), self.type_name(b));
        Err(self.type_error(message))
    }

    /// `divmod` of built-in numbers (unwrapped), `None` if they do not go together.
    fn builtin_divmod(&mut self, a: Value, b: Value) -> Res<Option<Value>> {
        if let (Value::Int(x), Value::Int(y)) = (a, b)
            && y > 0
        {
            return Ok(Some(self.heap.tuple_of(&[Value::Int(x.div_euclid(y)), Value::Int(x.rem_euclid(y))])));
        }
        let (Some(x), Some(y)) = (self.number(a), self.number(b)) else { return Ok(None) };
        match (&x, &y) {
            (Number::Complex(..), _) | (_, Number::Complex(..)) => Ok(None),
            (Number::Float(_), _) | (_, Number::Float(_)) => {
                let (x, y) = (self.to_f64(a)?, self.to_f64(b)?);
                if y == 0.0 {
                    return Err(self.zero_division("float divmod()"));
                }
                let (quotient, rest) = super::number::divmod_float(x, y);
                Ok(Some(self.heap.tuple_of(&[Value::Float(quotient), Value::Float(rest)])))
            }
            _ => {
                if matches!(y, Number::Small(0)) {
                    return Err(self.zero_division("integer division or modulo by zero"));
                }
                let quotient = self.builtin_binary(BinaryOp::FloorDiv, a, b)?.unwrap_or_default();
                let rest = self.builtin_binary(BinaryOp::Mod, a, b)?.unwrap_or_default();
                Ok(Some(self.heap.tuple_of(&[quotient, rest])))
            }
        }
    }

    /// `__divmod__` and `__rdivmod__` of numbers.
    pub(crate) fn divmod_method(&mut self, a: Value, b: Value) -> Res {
        let (a, b) = (self.unwrap(a), self.unwrap(b));
        Ok(self.builtin_divmod(a, b)?.unwrap_or(Value::NotImplemented))
    }

    /// `__pow__` of numbers, with or without a modulus.
    pub(crate) fn power_method(&mut self, args: Args<'_>) -> Res {
        let (base, exponent) = (args.at(0), self.unwrap(args.at(1)));
        match args.get(2).map(|m| self.unwrap(m)).filter(|m| !m.is_none()) {
            Some(modulus) if self.is_plain(exponent) => self.power_modulo(base, exponent, modulus),
            Some(_) => Ok(Value::NotImplemented),
            None => Ok(self.builtin_binary(BinaryOp::Pow, base, exponent)?.unwrap_or(Value::NotImplemented)),
        }
    }
}
