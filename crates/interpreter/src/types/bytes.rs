//! `bytes` and `bytearray`.

mod change;
mod mutate;
mod new;
mod search;
mod split;

use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::Bytes;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) use new::{from_iterable, is_iterable};

/// What both classes have.
macro_rules! methods {
    ($($own:expr,)*) => {
        &[
            $($own,)*
            NativeDef::class_method("fromhex", 2, 2, new::from_hex),
            NativeDef::static_method("maketrans", 2, 2, change::make_table),
            NativeDef::method("decode", 1, 3, new::decode).keywords(&["encoding", "errors"]),
            NativeDef::method("hex", 1, 3, new::hex).keywords(&["sep", "bytes_per_sep"]),
            NativeDef::method("find", 2, 4, search::find),
            NativeDef::method("rfind", 2, 4, search::rfind),
            NativeDef::method("index", 2, 4, search::index),
            NativeDef::method("rindex", 2, 4, search::rindex),
            NativeDef::method("count", 2, 4, search::count),
            NativeDef::method("startswith", 2, 4, |vm, a| search::edge(vm, a, "startswith")),
            NativeDef::method("endswith", 2, 4, |vm, a| search::edge(vm, a, "endswith")),
            NativeDef::method("replace", 3, 4, search::replace).keywords(&["count"]),
            NativeDef::method("removeprefix", 2, 2, |vm, a| search::remove(vm, a, false)),
            NativeDef::method("removesuffix", 2, 2, |vm, a| search::remove(vm, a, true)),
            NativeDef::method("split", 1, 3, |vm, a| split::split(vm, a, false)).keywords(&["sep", "maxsplit"]),
            NativeDef::method("rsplit", 1, 3, |vm, a| split::split(vm, a, true)).keywords(&["sep", "maxsplit"]),
            NativeDef::method("splitlines", 1, 2, split::lines).keywords(&["keepends"]),
            NativeDef::method("partition", 2, 2, |vm, a| split::partition(vm, a, false)),
            NativeDef::method("rpartition", 2, 2, |vm, a| split::partition(vm, a, true)),
            NativeDef::method("strip", 1, 2, |vm, a| split::strip(vm, a, true, true)),
            NativeDef::method("lstrip", 1, 2, |vm, a| split::strip(vm, a, true, false)),
            NativeDef::method("rstrip", 1, 2, |vm, a| split::strip(vm, a, false, true)),
            NativeDef::method("join", 2, 2, split::join).drains(1),
            NativeDef::method("upper", 1, 1, |vm, a| change::map(vm, a, |b| b.to_ascii_uppercase())),
            NativeDef::method("lower", 1, 1, |vm, a| change::map(vm, a, |b| b.to_ascii_lowercase())),
            NativeDef::method("title", 1, 1, |vm, a| change::map(vm, a, change::title)),
            NativeDef::method("capitalize", 1, 1, |vm, a| change::map(vm, a, change::capitalize)),
            NativeDef::method("swapcase", 1, 1, |vm, a| change::map(vm, a, change::swap_case)),
            NativeDef::method("isupper", 1, 1, |vm, a| change::is_case(vm, a, u8::is_ascii_lowercase)),
            NativeDef::method("islower", 1, 1, |vm, a| change::is_case(vm, a, u8::is_ascii_uppercase)),
            NativeDef::method("istitle", 1, 1, |vm, a| {
                let data = this(vm, a)?;
                let cased = data.iter().any(u8::is_ascii_alphabetic);
                Ok(Value::Bool(cased && change::title(&data) == data))
            }),
            NativeDef::method("isalpha", 1, 1, |vm, a| change::is_all(vm, a, u8::is_ascii_alphabetic)),
            NativeDef::method("isalnum", 1, 1, |vm, a| change::is_all(vm, a, u8::is_ascii_alphanumeric)),
            NativeDef::method("isdigit", 1, 1, |vm, a| change::is_all(vm, a, u8::is_ascii_digit)),
            NativeDef::method("isspace", 1, 1, |vm, a| change::is_all(vm, a, is_space)),
            NativeDef::method("isascii", 1, 1, |vm, a| Ok(Value::Bool(this(vm, a)?.is_ascii()))),
            NativeDef::method("center", 2, 3, |vm, a| change::justify(vm, a, "center")),
            NativeDef::method("ljust", 2, 3, |vm, a| change::justify(vm, a, "ljust")),
            NativeDef::method("rjust", 2, 3, |vm, a| change::justify(vm, a, "rjust")),
            NativeDef::method("zfill", 2, 2, change::zfill),
            NativeDef::method("expandtabs", 1, 2, change::expand_tabs).keywords(&["tabsize"]),
            NativeDef::method("translate", 2, 3, change::translate).keywords(&["delete"]),
        ]
    };
}

pub(crate) static BYTES: ClassDef = ClassDef {
    name: "bytes",
    module: "builtins",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes",
    methods: methods![
        NativeDef::class_method("__new__", 1, 4, new::bytes).keywords(&["source", "encoding", "errors"]).drains(1),
        NativeDef::method("__bytes__", 1, 1, |_, a| Ok(a.at(0))),
        NativeDef::method("__getnewargs__", 1, 1, |vm, a| Ok(vm.heap.tuple(vec![a.at(0)]))),
    ],
};

pub(crate) static BYTEARRAY: ClassDef = ClassDef {
    name: "bytearray",
    module: "builtins",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray",
    methods: methods![
        NativeDef::class_method("__new__", 1, 4, new::bytearray).keywords(&["source", "encoding", "errors"]).drains(1),
        NativeDef::method("append", 2, 2, mutate::append),
        NativeDef::method("extend", 2, 2, mutate::extend).drains(1),
        NativeDef::method("insert", 3, 3, mutate::insert),
        NativeDef::method("pop", 1, 2, mutate::pop),
        NativeDef::method("remove", 2, 2, mutate::remove),
        NativeDef::method("clear", 1, 1, mutate::clear),
        NativeDef::method("reverse", 1, 1, mutate::reverse),
        NativeDef::method("copy", 1, 1, |vm, a| change::map(vm, a, <[u8]>::to_vec)),
    ],
};

/// What bytes methods take for white space.
fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xb | 0xc)
}

fn this_ref(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Bytes>> {
    match args.at(0) {
        Value::Bytes(b) => Ok(b),
        other => {
            let message = format!("descriptor requires a 'bytes' object but received a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

/// The bytes of `self`.
fn this(vm: &mut Vm, args: Args<'_>) -> Res<Vec<u8>> {
    let this = this_ref(vm, args)?;
    Ok(vm.heap[this].data.clone())
}

/// New bytes of the kind that `self` is.
fn like(vm: &mut Vm, args: Args<'_>, data: Vec<u8>) -> Res {
    let this = this_ref(vm, args)?;
    vm.reserve(data.len())?;
    let mutable = vm.heap[this].mutable;
    Ok(vm.bytes_like(data, mutable))
}

/// An argument that must be bytes.
pub(super) fn bytes_arg(vm: &mut Vm, value: Value) -> Res<Vec<u8>> {
    match vm.buffer(value) {
        Some(data) => Ok(data),
        None => {
            let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}
