//! `BaseException` and the built-in exceptions that have attributes of their own.

use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Unwind};
use crate::object::{Class, Exception};
use crate::value::Value;
use crate::vm::Vm;

/// Gives the exception classes their methods.
pub(crate) fn install(vm: &mut Vm) {
    vm.install(vm.types.base_exception, &BASE_EXCEPTION);
    vm.install(vm.types.stop_iteration, &STOP_ITERATION);
    vm.install(vm.types.system_exit, &SYSTEM_EXIT);
    vm.install(vm.types.key_error, &KEY_ERROR);
    vm.install(vm.types.import_error, &IMPORT_ERROR);
    vm.install(vm.types.name_error, &NAME_ERROR);
    vm.install(vm.types.attribute_error, &ATTRIBUTE_ERROR);
    vm.install(vm.types.os_error, &OS_ERROR);
    vm.install(vm.types.syntax_error, &SYNTAX_ERROR);
    vm.install(vm.types.unicode_decode_error, &UNICODE_DECODE_ERROR);
    vm.install(vm.types.unicode_encode_error, &UNICODE_ENCODE_ERROR);
}

const fn class(name: &'static str, doc: &'static str, methods: &'static [NativeDef]) -> ClassDef {
    ClassDef { name, module: "builtins", doc, methods }
}

static BASE_EXCEPTION: ClassDef = class(
    "BaseException",
    "Common base class for all exceptions",
    &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, ANY, init).keywords(&["**"]),
        NativeDef::object_method("__str__", 1, 1, str),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("with_traceback", 2, 2, with_traceback),
        NativeDef::object_method("add_note", 2, 2, add_note),
        NativeDef::object_method("__reduce__", 1, 1, reduce),
        NativeDef::object_method("__setstate__", 2, 2, set_state),
        NativeDef::getter("args", args),
        NativeDef::setter("args", set_args),
        NativeDef::getter("__cause__", cause),
        NativeDef::setter("__cause__", set_cause),
        NativeDef::getter("__context__", context),
        NativeDef::setter("__context__", set_context),
        NativeDef::getter("__suppress_context__", suppress_context),
        NativeDef::setter("__suppress_context__", set_suppress_context),
        NativeDef::getter("__traceback__", traceback),
        NativeDef::setter("__traceback__", set_traceback),
    ],
);

static STOP_ITERATION: ClassDef = class(
    "StopIteration",
    "Signal the end from iterator.__next__().",
    &[
        NativeDef::getter("value", |vm, a| own(vm, a, "value", 0)),
        NativeDef::setter("value", |vm, a| set(vm, a, "value")),
    ],
);

static SYSTEM_EXIT: ClassDef = class(
    "SystemExit",
    "Request to exit from the interpreter.",
    &[NativeDef::getter("code", exit_code), NativeDef::setter("code", |vm, a| set(vm, a, "code"))],
);

static KEY_ERROR: ClassDef =
    class("KeyError", "Mapping key not found.", &[NativeDef::object_method("__str__", 1, 1, key_error_str)]);

static IMPORT_ERROR: ClassDef = class(
    "ImportError",
    "Import can't find module, or can't find name in module.",
    &[
        NativeDef::object_method("__init__", 1, ANY, init_with_keywords).keywords(&["name", "path"]),
        NativeDef::getter("msg", |vm, a| own(vm, a, "msg", 0)),
        NativeDef::setter("msg", |vm, a| set(vm, a, "msg")),
        NativeDef::getter("name", |vm, a| own(vm, a, "name", NOWHERE)),
        NativeDef::setter("name", |vm, a| set(vm, a, "name")),
        NativeDef::getter("path", |vm, a| own(vm, a, "path", NOWHERE)),
        NativeDef::setter("path", |vm, a| set(vm, a, "path")),
    ],
);

static NAME_ERROR: ClassDef = class(
    "NameError",
    "Name not found globally.",
    &[
        NativeDef::object_method("__init__", 1, ANY, init_with_keywords).keywords(&["name"]),
        NativeDef::getter("name", |vm, a| own(vm, a, "name", NOWHERE)),
        NativeDef::setter("name", |vm, a| set(vm, a, "name")),
    ],
);

static ATTRIBUTE_ERROR: ClassDef = class(
    "AttributeError",
    "Attribute not found.",
    &[
        NativeDef::object_method("__init__", 1, ANY, init_with_keywords).keywords(&["name", "obj"]),
        NativeDef::getter("name", |vm, a| own(vm, a, "name", NOWHERE)),
        NativeDef::setter("name", |vm, a| set(vm, a, "name")),
        NativeDef::getter("obj", |vm, a| own(vm, a, "obj", NOWHERE)),
        NativeDef::setter("obj", |vm, a| set(vm, a, "obj")),
    ],
);

static OS_ERROR: ClassDef = class(
    "OSError",
    "Base class for I/O related errors.",
    &[
        NativeDef::class_method("__new__", 1, ANY, os_error_new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, ANY, os_error_init).keywords(&["**"]),
        NativeDef::object_method("__str__", 1, 1, os_error_str),
        NativeDef::getter("errno", |vm, a| os_error_part(vm, a, "errno", 0)),
        NativeDef::setter("errno", |vm, a| set(vm, a, "errno")),
        NativeDef::getter("strerror", |vm, a| os_error_part(vm, a, "strerror", 1)),
        NativeDef::setter("strerror", |vm, a| set(vm, a, "strerror")),
        NativeDef::getter("filename", |vm, a| own(vm, a, "filename", NOWHERE)),
        NativeDef::setter("filename", |vm, a| set(vm, a, "filename")),
        NativeDef::getter("filename2", |vm, a| own(vm, a, "filename2", NOWHERE)),
        NativeDef::setter("filename2", |vm, a| set(vm, a, "filename2")),
    ],
);

static SYNTAX_ERROR: ClassDef = class(
    "SyntaxError",
    "Invalid syntax.",
    &[
        NativeDef::object_method("__str__", 1, 1, syntax_error_str),
        NativeDef::getter("msg", |vm, a| own(vm, a, "msg", 0)),
        NativeDef::setter("msg", |vm, a| set(vm, a, "msg")),
        NativeDef::getter("filename", |vm, a| detail(vm, a, "filename", 0)),
        NativeDef::setter("filename", |vm, a| set(vm, a, "filename")),
        NativeDef::getter("lineno", |vm, a| detail(vm, a, "lineno", 1)),
        NativeDef::setter("lineno", |vm, a| set(vm, a, "lineno")),
        NativeDef::getter("offset", |vm, a| detail(vm, a, "offset", 2)),
        NativeDef::setter("offset", |vm, a| set(vm, a, "offset")),
        NativeDef::getter("text", |vm, a| detail(vm, a, "text", 3)),
        NativeDef::setter("text", |vm, a| set(vm, a, "text")),
        NativeDef::getter("end_lineno", |vm, a| detail(vm, a, "end_lineno", 4)),
        NativeDef::setter("end_lineno", |vm, a| set(vm, a, "end_lineno")),
        NativeDef::getter("end_offset", |vm, a| detail(vm, a, "end_offset", 5)),
        NativeDef::setter("end_offset", |vm, a| set(vm, a, "end_offset")),
    ],
);

static UNICODE_DECODE_ERROR: ClassDef = class(
    "UnicodeDecodeError",
    "Unicode decoding error.",
    &[
        NativeDef::object_method("__str__", 1, 1, unicode_error_str),
        NativeDef::getter("encoding", |vm, a| own(vm, a, "encoding", 0)),
        NativeDef::getter("object", |vm, a| own(vm, a, "object", 1)),
        NativeDef::getter("start", |vm, a| own(vm, a, "start", 2)),
        NativeDef::getter("end", |vm, a| own(vm, a, "end", 3)),
        NativeDef::getter("reason", |vm, a| own(vm, a, "reason", 4)),
    ],
);

static UNICODE_ENCODE_ERROR: ClassDef = class(
    "UnicodeEncodeError",
    "Unicode encoding error.",
    &[
        NativeDef::object_method("__str__", 1, 1, unicode_error_str),
        NativeDef::getter("encoding", |vm, a| own(vm, a, "encoding", 0)),
        NativeDef::getter("object", |vm, a| own(vm, a, "object", 1)),
        NativeDef::getter("start", |vm, a| own(vm, a, "start", 2)),
        NativeDef::getter("end", |vm, a| own(vm, a, "end", 3)),
        NativeDef::getter("reason", |vm, a| own(vm, a, "reason", 4)),
    ],
);

/// No argument holds it.
const NOWHERE: usize = usize::MAX;

/// The exception that a method was called on.
pub(super) fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Exception>> {
    match args.at(0) {
        Value::Exception(e) => Ok(e),
        other => {
            let message =
                format!("descriptor requires a 'BaseException' object but received a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

/// An attribute: as the program set it, or else the argument from which it is initialised, or else `None`.
fn own(vm: &mut Vm, args: Args<'_>, name: &str, index: usize) -> Res {
    let e = this(vm, args)?;
    let set = vm.heap.find_name(name).and_then(|n| vm.heap[e].attrs.get(n));
    Ok(set.or_else(|| vm.heap[e].args.get(index).copied()).unwrap_or(Value::None))
}

fn set(vm: &mut Vm, args: Args<'_>, name: &str) -> Res {
    let e = this(vm, args)?;
    let name = vm.heap.intern(name);
    vm.heap[e].attrs.set(name, args.at(1));
    Ok(Value::None)
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = exception_class(vm, args.at(0))?;
    Ok(vm.exception(class, args.positional()[1..].to_vec()))
}

/// The class that `__new__` is called for.
pub(super) fn exception_class(vm: &mut Vm, class: Value) -> Res<Ref<Class>> {
    match class {
        Value::Class(c) if vm.is_subclass(c, vm.types.base_exception) => Ok(c),
        other => {
            let message = format!("BaseException.__new__(X): X is not a type object ({})", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if !args.names.is_empty() {
        let message = format!("{}() takes no keyword arguments", vm.type_name(args.at(0)));
        return Err(vm.type_error(message));
    }
    vm.heap[e].args = args.positional()[1..].to_vec();
    Ok(Value::None)
}

/// `__init__` of the classes that take some attributes by keyword.
fn init_with_keywords(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    vm.heap[e].args = args.positional()[1..].to_vec();
    for (name, value) in args.keywords() {
        vm.heap[e].attrs.set(name, value);
    }
    Ok(Value::None)
}

fn str(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    match &*vm.heap[e].args {
        [] => Ok(vm.heap.str("")),
        [only] => {
            let only = *only;
            vm.to_str(only)
        }
        all => {
            let all = all.to_vec();
            let tuple = vm.heap.tuple(all);
            let text = vm.repr(tuple)?;
            Ok(vm.heap.str(text))
        }
    }
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let name = vm.class_name(vm.heap[e].class()).to_owned();
    let arguments = match &*vm.heap[e].args {
        [only] => {
            let only = *only;
            format!("({})", vm.repr(only)?)
        }
        all => {
            let all = all.to_vec();
            let tuple = vm.heap.tuple(all);
            vm.repr(tuple)?
        }
    };
    Ok(vm.heap.str(name + &arguments))
}

fn with_traceback(vm: &mut Vm, args: Args<'_>) -> Res {
    set_traceback(vm, args)?;
    Ok(args.at(0))
}

fn add_note(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let note = args.at(1);
    if vm.text(note).is_none() {
        let message = format!("note must be a str, not '{}'", vm.type_name(note));
        return Err(vm.type_error(message));
    }
    let name = vm.names.notes;
    match vm.heap[e].attrs.get(name) {
        Some(Value::List(notes)) => vm.heap.list_push(notes, note),
        Some(_) => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        None => {
            let notes = vm.heap.list(vec![note]);
            vm.heap[e].attrs.set(name, notes);
        }
    }
    Ok(Value::None)
}

/// `(class, args)` or `(class, args, dict)`: what `copy` needs.
fn reduce(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let values = vm.heap[e].args.clone();
    let values = vm.heap.tuple(values);
    let mut parts = vec![Value::Class(vm.heap[e].class()), values];
    let attrs: Vec<_> = vm.heap[e].attrs.iter().map(|(n, v)| (vm.heap.name(n).to_owned(), v)).collect();
    if !attrs.is_empty() {
        let items: Vec<_> = attrs.iter().map(|(n, v)| (&**n, *v)).collect();
        parts.push(vm.dict_of(&items));
    }
    Ok(vm.heap.tuple(parts))
}

fn set_state(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if let Value::Dict(state) = args.at(1) {
        let items: Vec<_> = vm.heap[state].iter().map(|entry| (entry.key, entry.value)).collect();
        for (key, value) in items {
            if let Value::Str(key) = key {
                let key = vm.heap.intern_str(key);
                vm.heap[e].attrs.set(key, value);
            }
        }
    }
    Ok(Value::None)
}

fn args(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let values = vm.heap[e].args.clone();
    Ok(vm.heap.tuple(values))
}

fn set_args(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let values = vm.collect(args.at(1))?;
    vm.heap[e].args = values;
    Ok(Value::None)
}

/// Checks that a value can be a cause or context.
fn chained(vm: &mut Vm, value: Value, what: &str) -> Res {
    match value {
        Value::None | Value::Exception(_) => Ok(value),
        _ => Err(vm.type_error(format!("exception {what} must be None or derive from BaseException"))),
    }
}

fn cause(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    Ok(vm.heap[e].cause)
}

fn set_cause(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    vm.heap[e].cause = chained(vm, args.at(1), "cause")?;
    vm.heap[e].suppress_context = true;
    Ok(Value::None)
}

fn context(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    Ok(vm.heap[e].context)
}

fn set_context(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    vm.heap[e].context = chained(vm, args.at(1), "context")?;
    Ok(Value::None)
}

fn suppress_context(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    Ok(Value::Bool(vm.heap[e].suppress_context))
}

fn set_suppress_context(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let Value::Bool(value) = args.at(1) else {
        return Err(vm.type_error("attribute value type must be bool"));
    };
    vm.heap[e].suppress_context = value;
    Ok(Value::None)
}

fn traceback(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    Ok(vm.traceback_of(e))
}

fn set_traceback(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let Some(entries) = vm.trace_entries(args.at(1)) else {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    };
    vm.heap[e].traceback = entries;
    Ok(Value::None)
}

fn exit_code(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if let Some(code) = vm.heap[e].attrs.get(vm.names.code) {
        return Ok(code);
    }
    let values = vm.heap[e].args.clone();
    Ok(match &*values {
        [] => Value::None,
        [only] => *only,
        _ => vm.heap.tuple(values),
    })
}

fn key_error_str(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if let [key] = *vm.heap[e].args {
        let text = vm.repr(key)?;
        return Ok(vm.heap.str(text));
    }
    str(vm, args)
}

/// Does instances' initialisation run code of the program's own, so that `__new__` leaves the arguments to it?
fn initialises_itself(vm: &Vm, class: Ref<Class>) -> bool {
    let init = vm.heap[class].mro.iter().find_map(|c| vm.heap[*c].attrs.get(vm.names.init));
    matches!(init, Some(Value::Function(_)))
}

fn os_error_new(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut class = exception_class(vm, args.at(0))?;
    let values = &args.positional()[1..];
    if initialises_itself(vm, class) {
        return Ok(vm.exception(class, Vec::new()));
    }
    if let ([Value::Int(errno), _, ..], true) = (values, class == vm.types.os_error) {
        class = os_error_class(vm, *errno).unwrap_or(class);
    }
    let exc = vm.exception(class, Vec::new());
    set_os_error(vm, exc, values);
    Ok(exc)
}

fn os_error_init(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if !args.names.is_empty() {
        let message = format!("{}() takes no keyword arguments", vm.type_name(args.at(0)));
        return Err(vm.type_error(message));
    }
    set_os_error(vm, Value::Exception(e), &args.positional()[1..]);
    Ok(Value::None)
}

/// Takes `(errno, strerror[, filename[, winerror[, filename2]]])` apart.
fn set_os_error(vm: &mut Vm, exc: Value, values: &[Value]) {
    let Value::Exception(e) = exc else { return };
    let count = values.len();
    if (3..=5).contains(&count) {
        let (filename, filename2) = (vm.heap.intern("filename"), vm.heap.intern("filename2"));
        vm.heap[e].attrs.set(filename, values[2]);
        if let Some(value) = values.get(4) {
            vm.heap[e].attrs.set(filename2, *value);
        }
        vm.heap[e].args = values[..2].to_vec();
    } else {
        vm.heap[e].args = values.to_vec();
    }
}

/// The subclass of `OSError` for an `errno` of Linux.
fn os_error_class(vm: &Vm, errno: i64) -> Option<Ref<Class>> {
    let types = &vm.types;
    Some(match errno {
        11 | 114 | 115 => types.blocking_io_error,
        32 | 108 => types.broken_pipe_error,
        10 => types.child_process_error,
        103 => types.connection_aborted_error,
        111 => types.connection_refused_error,
        104 => types.connection_reset_error,
        17 => types.file_exists_error,
        2 => types.file_not_found_error,
        21 => types.is_a_directory_error,
        20 => types.not_a_directory_error,
        4 => types.interrupted_error,
        1 | 13 => types.permission_error,
        3 => types.process_lookup_error,
        110 => types.timeout_error,
        _ => return None,
    })
}

/// `errno` and `strerror` are there only if both were given.
fn os_error_part(vm: &mut Vm, args: Args<'_>, name: &str, index: usize) -> Res {
    let e = this(vm, args)?;
    let index = if vm.heap[e].args.len() == 2 { index } else { NOWHERE };
    own(vm, args, name, index)
}

fn os_error_str(vm: &mut Vm, args: Args<'_>) -> Res {
    let errno = os_error_part(vm, args, "errno", 0)?;
    let strerror = os_error_part(vm, args, "strerror", 1)?;
    let filename = own(vm, args, "filename", NOWHERE)?;
    if errno.is_none() && strerror.is_none() && filename.is_none() {
        return str(vm, args);
    }
    let mut text = format!("[Errno {}] {}", vm.to_text(errno)?, vm.to_text(strerror)?);
    if !filename.is_none() {
        text += &format!(": {}", vm.repr(filename)?);
        let filename2 = own(vm, args, "filename2", NOWHERE)?;
        if !filename2.is_none() {
            text += &format!(" -> {}", vm.repr(filename2)?);
        }
    }
    Ok(vm.heap.str(text))
}

/// A part of the tuple that is a `SyntaxError`'s second argument.
fn detail(vm: &mut Vm, args: Args<'_>, name: &str, index: usize) -> Res {
    let e = this(vm, args)?;
    if let Some(value) = vm.heap.find_name(name).and_then(|n| vm.heap[e].attrs.get(n)) {
        return Ok(value);
    }
    Ok(match vm.heap[e].args.get(1) {
        Some(Value::Tuple(t)) => vm.heap[*t].items.get(index).copied().unwrap_or(Value::None),
        _ => Value::None,
    })
}

fn syntax_error_str(vm: &mut Vm, args: Args<'_>) -> Res {
    let msg = own(vm, args, "msg", 0)?;
    let mut text = vm.to_text(msg)?;
    let filename = detail(vm, args, "filename", 0)?;
    let line = detail(vm, args, "lineno", 1)?;
    let file = vm.text(filename).map(|f| f.rsplit('/').next().unwrap_or(f).to_owned());
    match (file, line) {
        (Some(file), Value::Int(line)) => text += &format!(" ({file}, line {line})"),
        (Some(file), _) => text += &format!(" ({file})"),
        (None, Value::Int(line)) => text += &format!(" (line {line})"),
        (None, _) => {}
    }
    Ok(vm.heap.str(text))
}

fn unicode_error_str(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let [encoding, object, Value::Int(start), Value::Int(end), reason] = *vm.heap[e].args else {
        return str(vm, args);
    };
    let (encoding, reason) = (vm.to_text(encoding)?, vm.to_text(reason)?);
    let one = end == start + 1;
    let (verb, what) = match object {
        Value::Bytes(b) if one => {
            ("decode", format!("byte 0x{:02x}", vm.heap[b].data.get(start as usize).copied().unwrap_or(0)))
        }
        Value::Str(s) if one => {
            let code = vm.heap.text(s).chars().nth(start as usize).map_or(0, u32::from);
            let escape = match code {
                0..=0xff => format!("\\x{code:02x}"),
                0x100..=0xffff => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            ("encode", format!("character '{escape}'"))
        }
        Value::Str(_) => ("encode", "characters".to_owned()),
        _ => ("decode", "bytes".to_owned()),
    };
    let place = if one { start.to_string() } else { format!("{start}-{}", end - 1) };
    Ok(vm.heap.str(format!("'{encoding}' codec can't {verb} {what} in position {place}: {reason}")))
}

impl Vm {
    /// `UnicodeDecodeError`, ready to be returned as `Err`.
    #[cold]
    pub(crate) fn decode_error(
        &mut self,
        encoding: &str,
        object: Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Unwind {
        let (encoding, reason) = (self.heap.str(encoding), self.heap.str(reason));
        let args = vec![encoding, object, Value::Int(start as i64), Value::Int(end as i64), reason];
        self.raise(self.types.unicode_decode_error, args)
    }

    /// `UnicodeEncodeError`, ready to be returned as `Err`.
    #[cold]
    pub(crate) fn encode_error(
        &mut self,
        encoding: &str,
        object: Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Unwind {
        let (encoding, reason) = (self.heap.str(encoding), self.heap.str(reason));
        let args = vec![encoding, object, Value::Int(start as i64), Value::Int(end as i64), reason];
        self.raise(self.types.unicode_encode_error, args)
    }
}
