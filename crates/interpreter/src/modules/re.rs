//! `re`.

mod found;
mod matcher;
mod parse;
mod pattern;
mod program;
mod set;
mod template;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use self::pattern::Regex;
use self::program::Program;
use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res, Unwind};
use crate::object::{Class, Module};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "re", init: Some(init), source: Some(|| include_str!("lib/re.py")) };

/// The functions that a pattern has as methods, which are given the pattern first.
macro_rules! through_pattern {
    ($name:literal, $max:literal, $keywords:expr) => {
        NativeDef::function($name, 1, $max, |vm, args| through_pattern(vm, args, $name)).keywords($keywords)
    };
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("compile", 1, 2, |vm, args| compile(vm, args.get(0), args.arg(vm, 1, "flags")))
        .keywords(&["pattern", "flags"]),
    through_pattern!("match", 3, &["pattern", "string", "flags"]),
    through_pattern!("fullmatch", 3, &["pattern", "string", "flags"]),
    through_pattern!("search", 3, &["pattern", "string", "flags"]),
    through_pattern!("findall", 3, &["pattern", "string", "flags"]),
    through_pattern!("finditer", 3, &["pattern", "string", "flags"]),
    through_pattern!("split", 4, &["pattern", "string", "maxsplit", "flags"]),
    through_pattern!("sub", 5, &["pattern", "repl", "string", "count", "flags"]),
    through_pattern!("subn", 5, &["pattern", "repl", "string", "count", "flags"]),
    NativeDef::function("escape", 1, 1, escape).keywords(&["pattern"]),
    NativeDef::function("purge", 0, 0, |_, _| {
        PROGRAMS.with_borrow_mut(HashMap::clear);
        Ok(Value::None)
    }),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    let error = vm.exception_class("re", "error", vm.types.exception);
    vm.module_set(module, "error", Value::Class(error));
    for def in [&pattern::PATTERN, &found::MATCH] {
        let class = vm.native_class(def, None);
        vm.module_set(module, def.name, Value::Class(class));
    }
    Ok(())
}

thread_local! {
    /// Compiled patterns, which know nothing of a heap.
    static PROGRAMS: RefCell<HashMap<(String, u32, bool), Rc<Program>>> = RefCell::default();
}

/// So many programs are kept.
const KEPT: usize = 512;

/// One of the module's classes.
fn class(vm: &mut Vm, name: &str) -> Res<Ref<Class>> {
    let module = vm.import("re")?;
    let name = vm.heap.intern(name);
    match vm.get_attr(module, name)? {
        Value::Class(class) => Ok(class),
        _ => Err(vm.runtime_error("a class of the module re was replaced")),
    }
}

/// The text of a `str`, or of `bytes` as if in Latin-1; whether it is bytes.
fn subject(vm: &Vm, value: Value) -> Option<(String, bool)> {
    match vm.unwrap(value) {
        Value::Str(s) => Some((vm.heap.text(s).to_owned(), false)),
        Value::Bytes(b) => Some((vm.heap[b].data.iter().map(|b| char::from(*b)).collect(), true)),
        _ => None,
    }
}

/// A piece of a subject as a value of its type.
fn piece(vm: &mut Vm, text: &str, bytes: bool) -> Value {
    if bytes {
        let data = text.chars().map(|c| u32::from(c) as u8).collect();
        return Value::Bytes(vm.heap.alloc(crate::object::Bytes { data, mutable: false }));
    }
    vm.heap.str(text)
}

/// `re.compile`: the pattern itself if it is compiled already.
fn compile(vm: &mut Vm, pattern: Option<Value>, flags: Option<Value>) -> Res {
    let pattern = pattern.unwrap_or(Value::None);
    let flags = match flags {
        Some(flags) => vm.to_index(flags)? as u32,
        None => 0,
    };
    if let Value::Opaque(o) = pattern
        && vm.heap[o].get::<Regex>().is_some()
    {
        if flags != 0 {
            return Err(vm.value_error("cannot process flags argument with a compiled pattern"));
        }
        return Ok(pattern);
    }
    let Some((text, bytes)) = subject(vm, pattern) else {
        return Err(vm.type_error("first argument must be string or compiled pattern"));
    };
    let key = (text, flags, bytes);
    let program = match PROGRAMS.with_borrow(|programs| programs.get(&key).cloned()) {
        Some(program) => program,
        None => {
            let program = parse::parse(&key.0, flags, bytes)
                .and_then(program::compile)
                .map_err(|wrong| bad_pattern(vm, pattern, &key.0, wrong))?;
            let program = Rc::new(program);
            PROGRAMS.with_borrow_mut(|programs| {
                if programs.len() >= KEPT {
                    programs.clear();
                }
                programs.insert(key, Rc::clone(&program));
            });
            program
        }
    };
    let (class, match_class) = (class(vm, "Pattern")?, class(vm, "Match")?);
    Ok(vm.opaque(class, Regex { program, pattern, bytes, match_class }))
}

/// `re.error`.
fn bad_pattern(vm: &mut Vm, pattern: Value, text: &str, wrong: parse::Wrong) -> Unwind {
    let class = match class(vm, "error") {
        Ok(class) => class,
        Err(error) => return error,
    };
    let parse::Wrong { message, at } = wrong;
    let mut full = message.clone();
    if at != usize::MAX {
        full += &format!(" at position {at}");
        if text.contains('\n') {
            let before: String = text.chars().take(at).collect();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            full += &format!(" (line {line}, column {column})");
        }
    }
    let full = vm.heap.str(full);
    let exc = vm.exception(class, vec![full]);
    if let Value::Exception(e) = exc {
        let msg = vm.heap.str(message);
        let at = if at == usize::MAX { Value::None } else { Value::Int(at as i64) };
        for (name, value) in [("msg", msg), ("pattern", pattern), ("pos", at)] {
            let name = vm.heap.intern(name);
            vm.heap[e].attrs.set(name, value);
        }
    }
    Unwind::Raise(exc)
}

/// A function of the module: compiles its pattern, and calls the method of that name.
fn through_pattern(vm: &mut Vm, args: Args<'_>, name: &str) -> Res {
    let positional = args.positional();
    let flags_at = match name {
        "split" => 3,
        "sub" | "subn" => 4,
        _ => 2,
    };
    let flags = args.arg(vm, flags_at, "flags");
    let pattern = args.arg(vm, 0, "pattern");
    let pattern = compile(vm, pattern, flags)?;
    let mut values = vec![pattern];
    values.extend(positional.iter().take(flags_at).skip(1));
    let mut names = Vec::new();
    for (name, value) in args.keywords() {
        if !matches!(vm.heap.name(name), "flags" | "pattern") {
            names.push(name);
            values.push(value);
        }
    }
    let args = Args { values: &values, names: &names };
    match name {
        "match" => pattern::match_(vm, args),
        "fullmatch" => pattern::fullmatch(vm, args),
        "search" => pattern::search(vm, args),
        "findall" => pattern::findall(vm, args),
        "finditer" => pattern::finditer(vm, args),
        "split" => pattern::split(vm, args),
        "sub" => pattern::sub(vm, args),
        _ => pattern::subn(vm, args),
    }
}

fn escape(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = args.arg(vm, 0, "pattern").unwrap_or(Value::None);
    let Some((text, bytes)) = subject(vm, value) else {
        let message = format!("expected string or bytes-like object, got '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    };
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    Ok(piece(vm, &escaped, bytes))
}
