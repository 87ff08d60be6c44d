//! `complex`.

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{NativeObject, Opaque};
use crate::types::format::quote_text;
use crate::types::number::Number;
use crate::types::unicode::{decimal_digit, is_space};
use crate::value::Value;
use crate::vm::Vm;

/// The state of a `complex`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complex {
    pub(crate) re: f64,
    pub(crate) im: f64,
}

impl NativeObject for Complex {}

pub(crate) static COMPLEX: ClassDef = ClassDef {
    name: "complex",
    module: "builtins",
    doc: "Create a complex number from a real part and an optional imaginary part.",
    methods: &[
        NativeDef::class_method("__new__", 1, 3, new).keywords(&["real", "imag"]),
        NativeDef::getter("real", |vm, a| Ok(Value::Float(this(vm, a)?.re))),
        NativeDef::getter("imag", |vm, a| Ok(Value::Float(this(vm, a)?.im))),
        NativeDef::method("conjugate", 1, 1, |vm, a| {
            let Complex { re, im } = this(vm, a)?;
            Ok(vm.complex(re, -im))
        }),
        NativeDef::method("__abs__", 1, 1, |vm, a| {
            let Complex { re, im } = this(vm, a)?;
            let size = re.hypot(im);
            if size.is_infinite() && re.is_finite() && im.is_finite() {
                return Err(vm.overflow_error("absolute value too large"));
            }
            Ok(Value::Float(size))
        }),
        NativeDef::method("__complex__", 1, 1, |_, a| Ok(a.at(0))),
        NativeDef::method("__getnewargs__", 1, 1, |vm, a| {
            let Complex { re, im } = this(vm, a)?;
            Ok(vm.heap.tuple(vec![Value::Float(re), Value::Float(im)]))
        }),
    ],
};

impl Vm {
    /// A `complex`.
    pub(crate) fn complex(&mut self, re: f64, im: f64) -> Value {
        let state: Box<dyn NativeObject> = Box::new(Complex { re, im });
        let class = Some(self.types.complex);
        Value::Opaque(self.heap.alloc(Opaque { class, state: Some(state), ..Opaque::default() }))
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Complex> {
    if let Value::Opaque(o) = args.at(0)
        && let Some(complex) = vm.heap[o].get::<Complex>()
    {
        return Ok(*complex);
    }
    let message = format!("descriptor requires a 'complex' object but received a '{}'", vm.type_name(args.at(0)));
    Err(vm.type_error(message))
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let (re, im) = (args.arg(vm, 1, "real"), args.arg(vm, 2, "imag"));
    if let Some(text) = re.and_then(|v| vm.text(v)) {
        let parsed = parse(text);
        if im.is_some() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        let Some((re, im)) = parsed else {
            if text.contains('_') {
                let message = format!("could not convert string to complex: {}", quote_text(text));
                return Err(vm.value_error(message));
            }
            return Err(vm.value_error("complex() arg is a malformed string"));
        };
        let value = vm.complex(re, im);
        return Ok(vm.construct(args.at(0), vm.types.complex, value));
    }
    if im.is_some_and(|v| vm.text(v).is_some()) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let first = part(vm, re, "complex() first argument must be a string or a number, not ")?;
    let value = if im.is_none() {
        vm.complex(first.re, first.im)
    } else {
        let second = part(vm, im, "complex() second argument must be a number, not ")?;
        // The signs of zeros stay when both are real.
        let re = if second.im == 0.0 { first.re } else { first.re - second.im };
        let im = if first.im == 0.0 { second.re } else { first.im + second.re };
        vm.complex(re, im)
    };
    Ok(vm.construct(args.at(0), vm.types.complex, value))
}

/// A constructor's argument.
fn part(vm: &mut Vm, value: Option<Value>, message: &str) -> Res<Complex> {
    let Some(value) = value else { return Ok(Complex { re: 0.0, im: 0.0 }) };
    if let Some(Number::Complex(re, im)) = vm.number(vm.unwrap(value)) {
        return Ok(Complex { re, im });
    }
    if !vm.is_plain(value) {
        let name = vm.names.complex_;
        if let Some(result) = vm.call_special(value, name, &[])? {
            let Some(Number::Complex(re, im)) = vm.number(vm.unwrap(result)) else {
                let message = format!("__complex__ returned non-complex (type {})", vm.type_name(result));
                return Err(vm.type_error(message));
            };
            return Ok(Complex { re, im });
        }
    }
    match vm.find_float(value)? {
        Some(re) => Ok(Complex { re, im: 0.0 }),
        None => {
            let message = format!("{message}'{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

/// `1`, `2j`, `1+2j`, in parentheses or not.
fn parse(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_matches(is_space);
    let text = text.strip_prefix('(').map_or(Some(text), |t| t.strip_suffix(')'))?.trim_matches(is_space);
    if text.contains(is_space) {
        return None;
    }
    let text: String = text.chars().map(|c| decimal_digit(c).map_or(c, |d| (b'0' + d as u8).into())).collect();
    let Some(body) = text.strip_suffix(['j', 'J']) else { return Some((super::float::parse(&text)?, 0.0)) };
    // The sign of the imaginary part: the last one that does not belong to an exponent.
    let bytes = body.as_bytes();
    let split =
        (1..bytes.len()).rev().find(|i| matches!(bytes[*i], b'+' | b'-') && !matches!(bytes[i - 1], b'e' | b'E'));
    let (re, im) = split.map_or(("", body), |at| body.split_at(at));
    let re = if re.is_empty() { 0.0 } else { super::float::parse(re)? };
    let im = match im {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => super::float::parse(digits)?,
    };
    Some((re, im))
}
