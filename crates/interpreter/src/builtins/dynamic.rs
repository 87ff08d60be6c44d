//! `exec`, `eval`, `compile` and `globals`: code that is made while the program runs.

use std::rc::Rc;

use loopscope_compiler::CodeKind;
use loopscope_compiler::{Diagnostic, Severity};
use loopscope_compiler::{Dynamic, compile_dynamic};

use crate::code::Source;
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res, Tail, Unwind};
use crate::object::Module;
use crate::traceback::Prepared;
use crate::value::Value;
use crate::vm::Vm;

/// `exec(source, globals=None, locals=None)`.
pub(super) fn exec(vm: &mut Vm, args: Args<'_>) -> Res {
    execute(vm, args, false)
}

/// `eval(source, globals=None, locals=None)`.
pub(super) fn eval(vm: &mut Vm, args: Args<'_>) -> Res {
    execute(vm, args, true)
}

fn execute(vm: &mut Vm, args: Args<'_>, is_eval: bool) -> Res {
    let what = if is_eval { "eval" } else { "exec" };
    let text = match vm.prepared_code(args.at(0)) {
        Some(prepared) => prepared,
        None => Prepared { text: source_text(vm, args.at(0), what)?, file: "<string>".into(), is_expression: is_eval },
    };
    let globals = args.get(1).unwrap_or(Value::None);
    let locals = args.get(2).unwrap_or(Value::None);
    let module = if globals.is_none() { None } else { module_of(vm, globals) };
    if !globals.is_none() && module.is_none() {
        let message = match what {
            "eval" => "globals must be a dict".to_owned(),
            _ => format!("exec() globals must be a dict, not {}", vm.type_name(globals)),
        };
        return Err(vm.type_error(message));
    }
    let frame = Execute { text, is_eval, module, globals, locals, stage: Stage::Start };
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

/// The text of a `str` or of bytes.
fn source_text(vm: &mut Vm, source: Value, what: &str) -> Res<Rc<str>> {
    let text = match vm.unwrap(source) {
        Value::Str(s) => vm.heap.text(s).to_owned(),
        Value::Bytes(b) => String::from_utf8_lossy(&vm.heap[b].data).into_owned(),
        _ => {
            let message = match what {
                "compile" => "compile() arg 1 must be a string, bytes or AST object".to_owned(),
                _ => format!("{what}() arg 1 must be a string, bytes or code object"),
            };
            return Err(vm.type_error(message));
        }
    };
    if text.contains('\0') {
        return Err(vm.value_error("source code string cannot contain null bytes"));
    }
    // As `eval` does it, and as the others need not to.
    Ok(if what == "eval" { text.trim_start_matches([' ', '\t']) } else { &text }.into())
}

/// The module whose names are a dict's: that of `globals()`, or one that stands for a dict of the program's own.
fn module_of(vm: &mut Vm, globals: Value) -> Option<Ref<Module>> {
    if let Some(module) = vm.module_of_names(globals) {
        return Some(module);
    }
    match vm.unwrap(globals) {
        Value::Dict(dict) => Some(vm.heap.alloc(Module { namespace: Some(dict), ..Module::default() })),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Start,
    Caller,
    Result,
}

/// Finds out which names the code is to see, and runs it.
#[derive(Clone)]
struct Execute {
    text: Prepared,
    is_eval: bool,
    /// The module of the globals, if any are given.
    module: Option<Ref<Module>>,
    globals: Value,
    locals: Value,
    stage: Stage,
}

impl NativeFrame for Execute {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = input?;
        match self.stage {
            Stage::Start => {
                let Some(module) = self.module else {
                    self.stage = Stage::Caller;
                    let callable = Value::Native(&CALLER);
                    return Ok(NativeStep::Call { callable, args: Vec::new(), kwargs: Vec::new() });
                };
                provide_builtins(vm, module)?;
                let is_same = self.locals.is_none() || self.locals.is(self.globals);
                let namespace = if is_same { None } else { Some(self.locals) };
                self.run(vm, module, namespace)
            }
            Stage::Caller => {
                let Value::Tuple(caller) = input else { return Ok(NativeStep::Return(Value::None)) };
                let [Value::Module(module), locals] = *vm.heap[caller].items else {
                    return Ok(NativeStep::Return(Value::None));
                };
                let namespace = if self.locals.is_none() { locals } else { self.locals };
                self.run(vm, module, namespace.bound().filter(|n| !n.is_none()))
            }
            Stage::Result => Ok(NativeStep::Return(if self.is_eval { input } else { Value::None })),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.module.into_iter().for_each(|module| visit(Value::Module(module)));
        visit(self.globals);
        visit(self.locals);
    }
}

/// Puts `__builtins__` into a dict of the program's own, as CPython does, for the program to see.
fn provide_builtins(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let Some(dict) = vm.heap[module].namespace else { return Ok(()) };
    let name = vm.heap.intern("__builtins__");
    let key = vm.heap.name_value(name);
    let builtins = Value::Module(vm.builtins);
    vm.dict_set_default(dict, key, builtins)?;
    Ok(())
}

impl Execute {
    fn run(&mut self, vm: &mut Vm, module: Ref<Module>, namespace: Option<Value>) -> Res<NativeStep> {
        self.stage = Stage::Result;
        let how = Dynamic { is_expression: self.text.is_expression, has_namespace: namespace.is_some() };
        let spec = compile_dynamic(&self.text.text, how).map_err(|found| syntax_error(vm, &self.text, &found))?;
        // Without its text, so that no line of it is shown: CPython has none, either.
        let mut source = Source::new(&self.text.file, &self.text.text);
        source.text = "".into();
        let callable = vm.link_dynamic(module, &spec, &Rc::new(source));
        Ok(NativeStep::Call { callable, args: namespace.into_iter().collect(), kwargs: Vec::new() })
    }
}

/// The module and, if they are not its globals, the local variables of the innermost frame of Python code.
static CALLER: NativeDef = NativeDef::function("_caller", 0, 0, |_, _| {
    Err(Unwind::Tail(Box::new(Tail::Look(
        |vm, thread, _| {
            let Some((fiber, frame, code)) = thread.innermost_code() else { return Ok(Value::None) };
            let is_module = code.spec.kind == CodeKind::Module;
            let locals = if is_module { Value::None } else { vm.locals_of(&fiber.stack, frame)? };
            Ok(vm.heap.tuple(vec![Value::Module(code.module), locals]))
        },
        0,
    ))))
});

/// `globals()`.
pub(super) fn globals(_vm: &mut Vm, _args: Args<'_>) -> Res {
    Err(Unwind::Tail(Box::new(Tail::Look(
        |vm, thread, _| match thread.innermost_code() {
            Some((.., code)) => vm.names_of_module(code.module),
            None => Ok(vm.dict_of(&[])),
        },
        0,
    ))))
}

/// `compile(source, filename, mode)`.
pub(super) fn compile(vm: &mut Vm, args: Args<'_>) -> Res {
    let given = |index: usize, name: &str| args.arg(vm, index, name);
    let (source, file, mode) = (given(0, "source"), given(1, "filename"), given(2, "mode"));
    let (Some(source), Some(file), Some(mode)) = (source, file, mode) else {
        return Err(vm.type_error("compile() missing required argument"));
    };
    let file = vm.to_text(file)?;
    let mode = vm.to_text(mode)?;
    let is_expression = match &*mode {
        "exec" => false,
        "eval" => true,
        "single" => return Err(vm.not_implemented("compile() in the mode 'single' is not supported here: use 'exec'")),
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    if vm.prepared_code(source).is_some() {
        return Ok(source);
    }
    let text = source_text(vm, source, if is_expression { "eval" } else { "compile" })?;
    let prepared = Prepared { text, file: file.into(), is_expression };
    let how = Dynamic { is_expression, has_namespace: true };
    let spec = compile_dynamic(&prepared.text, how).map_err(|found| syntax_error(vm, &prepared, &found))?;
    let module = vm.heap.alloc(Module::default());
    let source = Rc::new(Source::new(&prepared.file, &prepared.text));
    let function = vm.link_dynamic(module, &spec, &source);
    Ok(vm.prepared_object(function, prepared))
}

/// `SyntaxError`, or a subclass.
fn syntax_error(vm: &mut Vm, text: &Prepared, found: &[Diagnostic]) -> Unwind {
    let Some(first) = found.iter().find(|d| d.severity == Severity::Error) else {
        return vm.error(vm.types.syntax_error, "invalid syntax");
    };
    let class = match first.class_name() {
        "IndentationError" => vm.types.indentation_error,
        "TabError" => vm.types.tab_error,
        _ => vm.types.syntax_error,
    };
    // Where CPython shows no carets, it still has an offset: the end of the indentation that it did not expect.
    let marked = first.carets(&text.text).unwrap_or_else(|| match first.class_name() {
        "TabError" => first.range.start..first.range.start + 1,
        _ => first.range.end.saturating_sub(1)..first.range.end,
    });
    let before = text.text.get(..marked.start.min(text.text.len())).unwrap_or("");
    let number = before.matches('\n').count();
    let line = text.text.lines().nth(number).unwrap_or("").to_owned();
    let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() as i64 + 1;
    let width = text.text.get(marked).unwrap_or("").lines().next().unwrap_or("").chars().count();
    let number = Value::Int(number as i64 + 1);
    let parts = [
        vm.heap.str(&*text.file),
        number,
        Value::Int(column),
        vm.heap.str(line),
        number,
        Value::Int(column + width as i64),
    ];
    let place = vm.heap.tuple(parts.to_vec());
    let message = vm.heap.str(first.message.clone());
    vm.raise(class, vec![message, place])
}
