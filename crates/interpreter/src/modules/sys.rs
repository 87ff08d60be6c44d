//! `sys`.

mod stack;

use super::ModuleDef;
use crate::heap::Ref;
use crate::host::Stream;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Module, NativeObject};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "sys", init: Some(init), source: Some(|| include_str!("lib/sys.py")) };

const VERSION: &str = "3.11.7 (Loopscope)";

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let modules = Value::Dict(vm.modules);
    vm.module_set(module, "modules", modules);
    vm.module_functions(module, FUNCTIONS);
    let class = vm.native_class(&TEXT_IO, None);
    vm.module_set(module, "_TextIOWrapper", Value::Class(class));
    for (name, stream) in [("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
        let file = vm.opaque(class, Output { stream });
        vm.module_set(module, name, file);
        vm.module_set(module, &format!("__{name}__"), file);
    }
    let stdin = vm.native_class(&STDIN, None);
    let stdin = vm.opaque(stdin, Input);
    vm.module_set(module, "stdin", stdin);
    vm.module_set(module, "__stdin__", stdin);
    let argv: Vec<Value> = vm.argv.clone().into_iter().map(|a| vm.heap.str(a)).collect();
    let argv = vm.heap.list(argv);
    vm.module_set(module, "argv", argv);
    let version = vm.heap.str(VERSION);
    vm.module_set(module, "version", version);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("exit", 0, 1, |vm, args| Err(vm.raise(vm.types.system_exit, args.values.to_vec()))),
    NativeDef::function("exc_info", 0, 0, exc_info),
    NativeDef::function("exception", 0, 0, |vm, _| Ok(vm.run.handling)),
    NativeDef::function("getrecursionlimit", 0, 0, |vm, _| Ok(Value::Int(vm.run.recursion_limit.into()))),
    NativeDef::function("setrecursionlimit", 1, 1, |vm, args| {
        let limit = vm.to_index(args.at(0))?;
        if limit < 1 {
            return Err(vm.value_error("recursion limit must be greater or equal than 1"));
        }
        vm.run.recursion_limit = u32::try_from(limit).unwrap_or(u32::MAX);
        Ok(Value::None)
    }),
    NativeDef::function("getsizeof", 1, 2, getsizeof),
    NativeDef::function("intern", 1, 1, |vm, args| match args.at(0) {
        Value::Str(s) => {
            let name = vm.heap.intern_str(s);
            Ok(vm.heap.name_value(name))
        }
        _ => Err(vm.type_error("intern() argument must be str")),
    }),
    NativeDef::function("getrefcount", 1, 1, |_, _| Ok(Value::Int(2))),
    NativeDef::function("excepthook", 3, 3, |vm, args| {
        vm.print_exception(args.at(1));
        Ok(Value::None)
    }),
    NativeDef::function("_program", 0, 0, |vm, _| {
        let text = vm.program.as_ref().map_or("", |source| &source.text).to_owned();
        Ok(vm.heap.str(text))
    }),
    NativeDef::function("_memory_used", 0, 0, |vm, _| Ok(Value::Int(vm.heap.bytes as i64))),
    NativeDef::function("_getframe", 0, 1, stack::get_frame),
    NativeDef::function("_stack", 0, 0, stack::stack),
];

impl Vm {
    /// What stands under a name of the module, if it is not the original any more.
    pub(crate) fn replaced_in_sys(&self, name: &str, original: &str) -> Option<Value> {
        let Value::Module(sys) = self.loaded_module("sys")? else { return None };
        let globals = &self.heap[sys].globals;
        let value = globals.get(self.heap.find_name(name)?)?;
        let original = globals.get(self.heap.find_name(original)?)?;
        (!value.is(original)).then_some(value)
    }
}

fn exc_info(vm: &mut Vm, _args: Args<'_>) -> Res {
    let triple = match vm.run.handling {
        exc @ Value::Exception(e) => {
            let traceback = vm.traceback_of(e);
            vec![Value::Class(vm.class_of(exc)), exc, traceback]
        }
        _ => vec![Value::None; 3],
    };
    Ok(vm.heap.tuple(triple))
}

/// What CPython 3.11 says on a 64-bit machine, for the common classes.
fn getsizeof(vm: &mut Vm, args: Args<'_>) -> Res {
    let size = match vm.unwrap(args.at(0)) {
        Value::None | Value::NotImplemented | Value::Ellipsis => 16,
        Value::Bool(b) => 24 + 4 * usize::from(b),
        Value::Int(i) => 24 + 4 * (64 - i.unsigned_abs().leading_zeros() as usize).div_ceil(30),
        Value::BigInt(i) => 24 + 4 * (vm.heap[i].value.bits() as usize).div_ceil(30),
        Value::Float(_) => 24,
        Value::Str(s) => {
            let text = &vm.heap[s];
            match vm.heap.text(s).chars().max().map_or(0, u32::from) {
                0..=0x7f => 49 + text.chars,
                0x80..=0xff => 73 + text.chars,
                0x100..=0xffff => 74 + 2 * text.chars,
                _ => 76 + 4 * text.chars,
            }
        }
        Value::Bytes(b) => 33 + vm.heap[b].data.len(),
        Value::Tuple(t) => 40 + 8 * vm.heap[t].items.len(),
        Value::List(l) => 56 + 8 * vm.heap[l].items.len(),
        Value::Dict(d) => match vm.heap[d].len() {
            0 => 64,
            n => (n * 3 / 2).next_power_of_two().max(8) * 16 + 100,
        },
        Value::Set(s) => match vm.heap[s].table.len() {
            0..=4 => 216,
            n => 200 + (n * 2).next_power_of_two() * 32,
        },
        Value::Function(_) => 152,
        Value::Generator(_) => 200,
        Value::Class(_) => 1072,
        _ => 48,
    };
    Ok(Value::Int(size as i64))
}

/// `sys.stdout` and `sys.stderr`.
#[derive(Clone)]
struct Output {
    stream: Stream,
}

impl NativeObject for Output {}

/// `sys.stdin`: the lines that the host gives.
#[derive(Clone)]
struct Input;

impl NativeObject for Input {}

static TEXT_IO: ClassDef = ClassDef {
    name: "TextIOWrapper",
    module: "_io",
    doc: "",
    methods: &[
        NativeDef::object_method("write", 2, 2, write),
        NativeDef::object_method("writelines", 2, 2, |vm, args| {
            for line in vm.collect(args.at(1))? {
                write(vm, Args { values: &[args.at(0), line], names: &[] })?;
            }
            Ok(Value::None)
        }),
        NativeDef::object_method("flush", 1, 1, |_, _| Ok(Value::None)),
        NativeDef::object_method("close", 1, 1, |_, _| Ok(Value::None)),
        NativeDef::object_method("isatty", 1, 1, |_, _| Ok(Value::Bool(false))),
        NativeDef::object_method("writable", 1, 1, |_, _| Ok(Value::Bool(true))),
        NativeDef::object_method("readable", 1, 1, |_, _| Ok(Value::Bool(false))),
        NativeDef::object_method("reconfigure", 1, ANY, |_, _| Ok(Value::None)).keywords(&["**"]),
        NativeDef::object_method("fileno", 1, 1, |vm, args| {
            Ok(Value::Int(if stream(vm, args) == Stream::Stdout { 1 } else { 2 }))
        }),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let name = stream_name(vm, args);
            Ok(vm.heap.str(format!("<_io.TextIOWrapper name='<{name}>' mode='w' encoding='utf-8'>")))
        }),
        NativeDef::getter("name", |vm, args| {
            let name = stream_name(vm, args);
            Ok(vm.heap.str(format!("<{name}>")))
        }),
        NativeDef::getter("encoding", |vm, _| Ok(vm.heap.str("utf-8"))),
        NativeDef::getter("errors", |vm, _| Ok(vm.heap.str("strict"))),
        NativeDef::getter("mode", |vm, _| Ok(vm.heap.str("w"))),
        NativeDef::getter("closed", |_, _| Ok(Value::Bool(false))),
        NativeDef::getter("line_buffering", |_, _| Ok(Value::Bool(true))),
        // What is written to it as bytes is decoded and goes the same way.
        NativeDef::getter("buffer", |_, args| Ok(args.at(0))),
        NativeDef::object_method("detach", 1, 1, |_, args| Ok(args.at(0))),
    ],
};

fn stream(vm: &Vm, args: Args<'_>) -> Stream {
    match args.at(0) {
        Value::Opaque(o) => vm.heap[o].get::<Output>().map_or(Stream::Stdout, |f| f.stream),
        _ => Stream::Stdout,
    }
}

fn stream_name(vm: &Vm, args: Args<'_>) -> &'static str {
    if stream(vm, args) == Stream::Stdout { "stdout" } else { "stderr" }
}

fn write(vm: &mut Vm, args: Args<'_>) -> Res {
    let stream = stream(vm, args);
    let (text, count) = match vm.unwrap(args.at(1)) {
        Value::Str(s) => (vm.heap.text(s).to_owned(), vm.heap[s].chars),
        Value::Bytes(b) => {
            let data = &vm.heap[b].data;
            (String::from_utf8_lossy(data).into_owned(), data.len())
        }
        _ => {
            let message = format!("write() argument must be str, not {}", vm.type_name(args.at(1)));
            return Err(vm.type_error(message));
        }
    };
    vm.write(stream, &text);
    Ok(Value::Int(count as i64))
}

/// All that is still to be typed.
fn typed_lines(vm: &mut Vm) -> impl Iterator<Item = String> {
    std::iter::from_fn(|| vm.host.read_line(""))
}

static STDIN: ClassDef = ClassDef {
    name: "TextIOWrapper",
    module: "_io",
    doc: "",
    methods: &[
        NativeDef::object_method("read", 1, 2, |vm, _| {
            let text: String = typed_lines(vm).collect();
            Ok(vm.heap.str(text))
        }),
        NativeDef::object_method("readline", 1, 2, |vm, _| {
            let line = vm.host.read_line("").unwrap_or_default();
            Ok(vm.heap.str(line))
        }),
        NativeDef::object_method("readlines", 1, 2, |vm, _| {
            let lines: Vec<String> = typed_lines(vm).collect();
            let lines = lines.into_iter().map(|line| vm.heap.str(line)).collect();
            Ok(vm.heap.list(lines))
        }),
        NativeDef::object_method("__iter__", 1, 1, |_, args| Ok(args.at(0))),
        NativeDef::object_method("__next__", 1, 1, |vm, _| match vm.host.read_line("") {
            Some(line) => Ok(vm.heap.str(line)),
            None => Err(vm.raise(vm.types.stop_iteration, Vec::new())),
        }),
        NativeDef::object_method("isatty", 1, 1, |_, _| Ok(Value::Bool(false))),
        NativeDef::object_method("readable", 1, 1, |_, _| Ok(Value::Bool(true))),
        NativeDef::object_method("fileno", 1, 1, |_, _| Ok(Value::Int(0))),
        NativeDef::object_method("close", 1, 1, |_, _| Ok(Value::None)),
        NativeDef::getter("name", |vm, _| Ok(vm.heap.str("<stdin>"))),
        NativeDef::getter("encoding", |vm, _| Ok(vm.heap.str("utf-8"))),
        NativeDef::getter("closed", |_, _| Ok(Value::Bool(false))),
        NativeDef::getter("buffer", |_, args| Ok(args.at(0))),
        NativeDef::object_method("detach", 1, 1, |_, args| Ok(args.at(0))),
        NativeDef::object_method("reconfigure", 1, ANY, |_, _| Ok(Value::None)).keywords(&["**"]),
    ],
};
