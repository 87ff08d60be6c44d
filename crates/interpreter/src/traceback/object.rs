//! Traceback, frame and code objects: what a program sees of them.

use std::rc::Rc;

use loopscope_compiler::CodeKind;
use loopscope_compiler::op::Op;

use super::frame::Position;
use crate::code::Code;
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Exception, NativeObject, TraceEntry};
use crate::value::Value;
use crate::vm::Vm;

/// Gives `traceback`, `frame` and `code` their attributes.
pub(crate) fn install(vm: &mut Vm) {
    vm.install(vm.types.traceback, &TRACEBACK);
    vm.install(vm.types.frame, &FRAME);
    vm.install(vm.types.code, &CODE);
}

/// A traceback object: the frames from `at` on, outermost first.
#[derive(Clone)]
struct Traceback {
    entries: Rc<[TraceEntry]>,
    at: usize,
}

impl NativeObject for Traceback {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.entries.iter().for_each(|e| visit(Value::Module(e.code.module)));
    }
}

/// A frame object: a place in a code.
#[derive(Clone)]
struct FrameObject {
    entry: TraceEntry,
    locals: Value,
    back: Value,
}

impl NativeObject for FrameObject {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Module(self.entry.code.module));
        visit(self.locals);
        visit(self.back);
    }
}

/// A code object.
#[derive(Clone)]
struct CodeObject {
    code: Rc<Code>,
    /// What `compile` has made it of.
    prepared: Option<Prepared>,
}

impl NativeObject for CodeObject {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Module(self.code.module));
    }
}

/// A text that has been compiled for `exec` or `eval`. How its names are looked up is known when it is run: it is then
/// compiled anew.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) text: Rc<str>,
    /// As tracebacks name it.
    pub(crate) file: Box<str>,
    pub(crate) is_expression: bool,
}

static TRACEBACK: ClassDef = ClassDef {
    name: "traceback",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::getter("tb_frame", |vm, args| {
            let entry = entry(vm, args)?;
            Ok(vm.frame_object(entry, Value::None))
        }),
        NativeDef::getter("tb_lineno", |vm, args| {
            let entry = entry(vm, args)?;
            Ok(Value::Int(Position::of(&entry).line as i64))
        }),
        NativeDef::getter("tb_lasti", |vm, args| {
            let entry = entry(vm, args)?;
            Ok(Value::Int(i64::from(entry.pc) * 2))
        }),
        NativeDef::getter("tb_next", |vm, args| {
            let Some((entries, at)) = traceback(vm, args.at(0)) else { return Ok(Value::None) };
            if at + 1 == entries.len() {
                return Ok(Value::None);
            }
            Ok(vm.opaque(vm.types.traceback, Traceback { entries, at: at + 1 }))
        }),
    ],
};

static FRAME: ClassDef = ClassDef {
    name: "frame",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::getter("f_code", |vm, args| {
            let code = frame(vm, args)?.entry.code.clone();
            Ok(vm.code_object(code))
        }),
        NativeDef::getter("f_lineno", |vm, args| {
            let frame = frame(vm, args)?;
            Ok(Value::Int(Position::of(&frame.entry).line as i64))
        }),
        NativeDef::getter("f_lasti", |vm, args| Ok(Value::Int(i64::from(frame(vm, args)?.entry.pc) * 2))),
        NativeDef::getter("f_back", |vm, args| Ok(frame(vm, args)?.back)),
        NativeDef::getter("f_locals", |vm, args| {
            let locals = frame(vm, args)?.locals;
            Ok(if locals.is_none() { vm.dict_of(&[]) } else { locals })
        }),
        NativeDef::getter("f_globals", |vm, args| {
            let module = frame(vm, args)?.entry.code.module;
            vm.names_of_module(module)
        }),
        NativeDef::object_method("clear", 1, 1, |_, _| Ok(Value::None)),
    ],
};

static CODE: ClassDef = ClassDef {
    name: "code",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::getter("co_name", |vm, args| {
            let code = code(vm, args)?;
            Ok(vm.heap.str(code.spec.name.clone()))
        }),
        NativeDef::getter("co_qualname", |vm, args| {
            let code = code(vm, args)?;
            Ok(vm.heap.str(code.spec.qualname.clone()))
        }),
        NativeDef::getter("co_filename", |vm, args| {
            let code = code(vm, args)?;
            Ok(vm.heap.str(code.source.file.clone()))
        }),
        NativeDef::getter("co_firstlineno", |vm, args| {
            let code = code(vm, args)?;
            Ok(Value::Int(i64::from(code.spec.first_line)))
        }),
        NativeDef::getter("co_argcount", |vm, args| {
            let code = code(vm, args)?;
            Ok(Value::Int(i64::from(code.spec.params.positional)))
        }),
        NativeDef::getter("co_posonlyargcount", |vm, args| {
            let code = code(vm, args)?;
            Ok(Value::Int(i64::from(code.spec.params.positional_only)))
        }),
        NativeDef::getter("co_kwonlyargcount", |vm, args| {
            let code = code(vm, args)?;
            Ok(Value::Int(i64::from(code.spec.params.keyword_only)))
        }),
        NativeDef::getter("co_varnames", |vm, args| {
            let code = code(vm, args)?;
            let params = &code.spec.params.names;
            let others = code.spec.locals.iter().filter(|n| !params.contains(n));
            let names = params.iter().chain(others).map(|n| vm.heap.str(n.clone())).collect();
            Ok(vm.heap.tuple(names))
        }),
        NativeDef::getter("co_nlocals", |vm, args| {
            let code = code(vm, args)?;
            Ok(Value::Int(code.spec.locals.len() as i64))
        }),
        NativeDef::getter("co_cellvars", |vm, args| {
            let code = code(vm, args)?;
            let cell = |register: usize| {
                let makes = |op: &Op| matches!(op, Op::MakeCell { reg, .. } if usize::from(*reg) == register);
                code.spec.ops.iter().any(makes)
            };
            let names = code.spec.locals.iter().enumerate().filter(|(i, _)| cell(*i));
            let names = names.map(|(_, n)| vm.heap.str(n.clone())).collect();
            Ok(vm.heap.tuple(names))
        }),
        NativeDef::getter("co_names", |vm, args| {
            let code = code(vm, args)?;
            let names = code.spec.names.iter().chain(&code.spec.attrs).map(|n| vm.heap.str(n.clone())).collect();
            Ok(vm.heap.tuple(names))
        }),
        NativeDef::getter("co_consts", |vm, args| {
            let consts = code(vm, args)?.consts.clone();
            Ok(vm.heap.tuple(consts))
        }),
        NativeDef::getter("co_freevars", |vm, args| {
            let code = code(vm, args)?;
            let names = code.spec.free.iter().map(|n| vm.heap.str(n.clone())).collect();
            Ok(vm.heap.tuple(names))
        }),
        NativeDef::getter("co_flags", |vm, args| {
            let code = code(vm, args)?;
            let params = &code.spec.params;
            let kind = match code.spec.kind {
                CodeKind::Generator if code.awaitable => 0x120,
                CodeKind::Generator => 0x20,
                CodeKind::Coroutine => 0x80,
                CodeKind::AsyncGenerator => 0x200,
                _ => 0,
            };
            Ok(Value::Int(3 | i64::from(params.varargs) << 2 | i64::from(params.varkw) << 3 | kind))
        }),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let code = code(vm, args)?;
            let (name, file, line) = (&code.spec.name, &code.source.file, code.spec.first_line);
            Ok(vm.heap.str(format!("<code object {name} at 0x7f0000000000, file \"{file}\", line {line}>")))
        }),
    ],
};

fn traceback(vm: &Vm, value: Value) -> Option<(Rc<[TraceEntry]>, usize)> {
    let Value::Opaque(o) = value else { return None };
    vm.heap[o].get::<Traceback>().map(|t| (t.entries.clone(), t.at))
}

fn entry(vm: &mut Vm, args: Args<'_>) -> Res<TraceEntry> {
    match traceback(vm, args.at(0)) {
        Some((entries, at)) => Ok(entries[at].clone()),
        None => Err(vm.type_error("expected a traceback")),
    }
}

fn frame<'a>(vm: &'a mut Vm, args: Args<'_>) -> Res<&'a FrameObject> {
    let is_frame = matches!(args.at(0), Value::Opaque(o) if vm.heap[o].get::<FrameObject>().is_some());
    match args.at(0) {
        Value::Opaque(o) if is_frame => Ok(vm.heap[o].get::<FrameObject>().expect("just seen")),
        _ => Err(vm.type_error("expected a frame")),
    }
}

fn code(vm: &mut Vm, args: Args<'_>) -> Res<Rc<Code>> {
    if let Value::Opaque(o) = args.at(0)
        && let Some(object) = vm.heap[o].get::<CodeObject>()
    {
        return Ok(object.code.clone());
    }
    Err(vm.type_error("expected a code object"))
}

impl Vm {
    /// `__traceback__`.
    pub(crate) fn traceback_of(&mut self, e: Ref<Exception>) -> Value {
        let entries = self.trace(e);
        if entries.is_empty() {
            return Value::None;
        }
        self.opaque(self.types.traceback, Traceback { entries: entries.into(), at: 0 })
    }

    /// The frames of a traceback object (innermost first, as exceptions hold them); `None` if it is not one.
    pub(crate) fn trace_entries(&self, value: Value) -> Option<Vec<TraceEntry>> {
        if value.is_none() {
            return Some(Vec::new());
        }
        traceback(self, value).map(|(entries, at)| entries[at..].iter().rev().cloned().collect())
    }

    /// A frame object (`tb_frame`, `cr_frame`, `sys._getframe()`). `locals` is a dict or `None`.
    pub(crate) fn frame_object(&mut self, entry: TraceEntry, locals: Value) -> Value {
        self.opaque(self.types.frame, FrameObject { entry, locals, back: Value::None })
    }

    /// A frame object with its `f_back`.
    pub(crate) fn frame_of_caller(&mut self, entry: TraceEntry, back: Value, locals: Value) -> Value {
        self.opaque(self.types.frame, FrameObject { entry, locals, back })
    }

    /// The code of a code object.
    pub(crate) fn code_of(&self, value: Value) -> Option<Rc<Code>> {
        let Value::Opaque(o) = value else { return None };
        self.heap[o].get::<CodeObject>().map(|object| object.code.clone())
    }

    /// The text of which `compile` has made this code object.
    pub(crate) fn prepared_code(&self, value: Value) -> Option<Prepared> {
        let Value::Opaque(o) = value else { return None };
        self.heap[o].get::<CodeObject>().and_then(|object| object.prepared.clone())
    }

    /// The code object that `compile` returns.
    pub(crate) fn prepared_object(&mut self, function: Value, prepared: Prepared) -> Value {
        let Value::Function(function) = function else { return Value::None };
        let Some(code) = self.heap[function].code.clone() else { return Value::None };
        self.opaque(self.types.code, CodeObject { code, prepared: Some(prepared) })
    }

    /// `function.__code__`.
    pub(crate) fn code_object(&mut self, code: Rc<Code>) -> Value {
        self.opaque(self.types.code, CodeObject { code, prepared: None })
    }
}
