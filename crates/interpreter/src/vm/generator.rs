//! Generators, coroutines and async generators: their methods, and how they are resumed and closed.

use super::Vm;
use super::thread::Exit;
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::host::Stream;
use crate::native::{Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{GenKind, GenState, Generator, NativeObject};
use crate::value::Value;

/// What comes of resuming a generator.
pub(crate) enum Resumed {
    Yielded(Value),
    Returned,
}

/// What `__anext__`, `asend` and `athrow` of an async generator return: awaiting it resumes the generator.
#[derive(Clone)]
pub(crate) struct AsyncStep {
    pub(super) generator: Ref<Generator>,
    /// What is sent, or (`throw`) the exception that is thrown in.
    pub(super) input: Value,
    pub(super) throw: bool,
    /// The coroutine that is stepped if a program does that by hand.
    pub(super) driver: Value,
}

impl NativeObject for AsyncStep {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Generator(self.generator));
        visit(self.input);
        visit(self.driver);
    }
}

/// `aclose()` of an async generator.
#[derive(Clone)]
pub(super) struct AsyncClose {
    generator: Ref<Generator>,
    pub(super) driver: Value,
}

impl NativeObject for AsyncClose {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Generator(self.generator));
        visit(self.driver);
    }
}

impl Vm {
    /// What messages call it.
    pub(crate) fn generator_kind(&self, generator: Ref<Generator>) -> &'static str {
        match self.heap[generator].kind {
            GenKind::Generator => "generator",
            GenKind::Coroutine => "coroutine",
            GenKind::AsyncGenerator => "async generator",
        }
    }

    /// An exception leaves the code of a generator or coroutine: `StopIteration` must not be mistaken for its end.
    pub(crate) fn leaving_generator(
        &mut self,
        kind: loopscope_compiler::CodeKind,
        exc: Ref<crate::object::Exception>,
    ) -> Ref<crate::object::Exception> {
        use loopscope_compiler::CodeKind;
        let class = self.heap[exc].class();
        let (name, stop) = match kind {
            CodeKind::Generator => ("generator", "StopIteration"),
            CodeKind::Coroutine => ("coroutine", "StopIteration"),
            CodeKind::AsyncGenerator if self.is_subclass(class, self.types.stop_async_iteration) => {
                ("async generator", "StopAsyncIteration")
            }
            CodeKind::AsyncGenerator => ("async generator", "StopIteration"),
            _ => return exc,
        };
        if stop == "StopIteration" && !self.is_subclass(class, self.types.stop_iteration) {
            return exc;
        }
        let Unwind::Raise(Value::Exception(error)) = self.runtime_error(format!("{name} raised {stop}")) else {
            return exc;
        };
        self.set_cause(Value::Exception(error), Value::Exception(exc));
        error
    }

    /// Resumes a generator, nested.
    pub(crate) fn resume_nested(&mut self, generator: Ref<Generator>, input: Res) -> Res<Resumed> {
        let state = self.heap[generator].state;
        match (state, &input) {
            (GenState::Running | GenState::Joined, _) => {
                let kind = self.generator_kind(generator);
                return Err(self.value_error(format!("{kind} already executing")));
            }
            (GenState::Finished, Ok(_)) => return Ok(Resumed::Returned),
            (GenState::Finished | GenState::Created, Err(_)) => {
                self.heap[generator].state = GenState::Finished;
                self.heap[generator].fiber = None;
                return input.map(|_| Resumed::Returned);
            }
            _ => {}
        }
        let native_limit = self.nest()?;
        let mut thread = self.thread_of(generator);
        let mut input = if state == GenState::Created { None } else { Some(input) };
        let result = loop {
            match self.run(&mut thread, input.take()) {
                Exit::Fuel => break Err(self.runtime_error("the program ran too long inside a built-in function")),
                Exit::Pause(pause) => input = Some(self.pause_nested(pause)),
                Exit::Stopped => {}
                Exit::Yielded(value) => break Ok(Resumed::Yielded(value)),
                Exit::Done(result) => break result.map(|_| Resumed::Returned),
            }
        };
        self.run.nesting = native_limit;
        result
    }

    /// Goes one level deeper into nested runs; returns the level to go back to.
    pub(crate) fn nest(&mut self) -> Res<u32> {
        let level = self.run.nesting;
        if level >= 100 {
            return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
        }
        self.run.nesting += 1;
        Ok(level)
    }

    /// The next value of a generator, nested; `None` when it is finished.
    pub(crate) fn resume_generator(&mut self, generator: Ref<Generator>, value: Value) -> Res<Option<Value>> {
        Ok(match self.resume_nested(generator, Ok(value))? {
            Resumed::Yielded(value) => Some(value),
            Resumed::Returned => None,
        })
    }

    /// A loop has been left before its end, and nobody else has its iterator.
    pub(crate) fn close_iterator(&mut self, generator: Ref<Generator>) -> Res<()> {
        let object = &self.heap[generator];
        match object.kind {
            GenKind::AsyncGenerator if object.state == GenState::Suspended && object.hooked => {
                self.finalize_async_generator(generator)
            }
            GenKind::AsyncGenerator => Ok(()),
            _ => self.close_generator(generator),
        }
    }

    /// `generator.close()`, nested.
    pub(crate) fn close_generator(&mut self, generator: Ref<Generator>) -> Res<()> {
        match self.heap[generator].state {
            GenState::Created | GenState::Finished => {
                self.heap[generator].state = GenState::Finished;
                self.heap[generator].fiber = None;
                Ok(())
            }
            _ => {
                let exit = self.raise(self.types.generator_exit, Vec::new());
                let result = self.resume_nested(generator, Err(exit));
                self.closed(generator, result.map(|r| matches!(r, Resumed::Yielded(_))))
            }
        }
    }

    /// The outcome of throwing `GeneratorExit` in; `Ok(true)`: it yielded.
    fn closed(&mut self, generator: Ref<Generator>, result: Res<bool>) -> Res<()> {
        match result {
            Ok(true) => {
                let kind = self.generator_kind(generator);
                Err(self.runtime_error(format!("{kind} ignored GeneratorExit")))
            }
            Ok(false) => Ok(()),
            Err(error)
                if self.is_error(&error, self.types.generator_exit)
                    || self.is_error(&error, self.types.stop_iteration) =>
            {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// `aiter(value)`.
    pub(crate) fn async_iter(&mut self, value: Value) -> Res {
        if matches!(value, Value::Generator(g) if self.heap[g].kind == GenKind::AsyncGenerator) {
            return Ok(value);
        }
        let Some(iterator) = self.call_special(value, self.names.aiter, &[])? else {
            let name = self.type_name(value);
            let message = format!("'async for' requires an object with __aiter__ method, got {name}");
            return Err(self.type_error(message));
        };
        if self.special(iterator, self.names.anext).is_none() {
            let name = self.type_name(iterator);
            let message =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {name}");
            return Err(self.type_error(message));
        }
        Ok(iterator)
    }

    /// `anext(value)`, to be awaited.
    pub(crate) fn async_next(&mut self, value: Value) -> Res {
        if let Value::Generator(generator) = value
            && self.heap[generator].kind == GenKind::AsyncGenerator
        {
            return Ok(self.async_step_object(generator, Value::None, false));
        }
        match self.call_special(value, self.names.anext, &[])? {
            Some(awaitable)
                if matches!(
                    awaitable,
                    Value::Int(_) | Value::None | Value::Str(_) | Value::Float(_) | Value::Bool(_)
                ) =>
            {
                let name = self.type_name(awaitable).to_owned();
                let cause = self.type_error(format!("object {name} can't be used in 'await' expression"));
                let message = format!("'async for' received an invalid object from __anext__: {name}");
                let error = self.type_error(message);
                if let (Unwind::Raise(error), Unwind::Raise(cause)) = (&error, cause) {
                    self.set_cause(*error, cause);
                }
                Err(error)
            }
            Some(awaitable) => Ok(awaitable),
            None => {
                let name = self.type_name(value);
                let message = format!("'async for' requires an iterator with __anext__ method, got {name}");
                Err(self.type_error(message))
            }
        }
    }

    fn async_step_object(&mut self, generator: Ref<Generator>, input: Value, throw: bool) -> Value {
        let class = if throw { self.types.async_generator_athrow } else { self.types.async_generator_asend };
        self.opaque(class, AsyncStep { generator, input, throw, driver: Value::None })
    }

    /// What `aclose()` returns.
    pub(crate) fn async_close(&mut self, generator: Ref<Generator>) -> Value {
        self.opaque(self.types.async_generator_athrow, AsyncClose { generator, driver: Value::None })
    }

    /// CPython's words for a coroutine that was never awaited; once for each place, as of other warnings.
    pub(crate) fn warn_never_awaited(&mut self, qualname: &str, place: Option<(&str, u32, &str)>) {
        let (file, line, text) = place.unwrap_or(("sys", 1, ""));
        // At the very end, CPython has forgotten how to give advice, and the filters.
        let warnings = self.loaded_module("warnings");
        if let Some(warnings) = warnings.filter(|_| !self.run.ending) {
            let args = [self.heap.str(qualname), self.heap.str(file), Value::Int(line.into()), self.heap.str(text)];
            if let Err(Unwind::Raise(error)) = self.call_method(warnings, "_warn_never_awaited", &args) {
                self.write(Stream::Stderr, &format!("Exception ignored in: <coroutine object {qualname}>\n"));
                self.print_exception(error);
            }
            return;
        }
        if !self.run.told.insert((file.to_owned(), line, qualname.to_owned())) {
            return;
        }
        let source = if text.is_empty() { String::new() } else { format!("  {}\n", text.trim()) };
        let advice = if self.run.ending {
            ""
        } else {
            "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n"
        };
        let message = format!("RuntimeWarning: coroutine '{qualname}' was never awaited");
        self.write(Stream::Stderr, &format!("{file}:{line}: {message}\n{source}{advice}"));
    }
}

/// Resumes a generator once: `send`, `throw`, `__next__`.
#[derive(Clone)]
struct Step {
    generator: Value,
    /// What is sent or thrown.
    input: Value,
    throw: bool,
    started: bool,
}

impl NativeFrame for Step {
    fn resume(&mut self, _vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if self.started {
            return input.map(NativeStep::Return);
        }
        self.started = true;
        Ok(if self.throw {
            NativeStep::Throw { generator: self.generator, exception: self.input }
        } else {
            NativeStep::Send { generator: self.generator, value: self.input }
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.generator);
        visit(self.input);
    }
}

/// `close()`.
#[derive(Clone)]
struct Close {
    generator: Ref<Generator>,
    started: bool,
}

impl NativeFrame for Close {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if self.started {
            let generator = self.generator;
            return vm.closed(generator, input.map(|_| true)).map(|()| NativeStep::Return(Value::None));
        }
        self.started = true;
        let exception = vm.exception(vm.types.generator_exit, Vec::new());
        Ok(NativeStep::Throw { generator: Value::Generator(self.generator), exception })
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Generator(self.generator));
    }
}

impl AsyncClose {
    /// The frame that closes the generator when this is awaited.
    pub(super) fn frame(&self) -> Box<dyn NativeFrame> {
        Box::new(AsyncCloseFrame { generator: self.generator, started: false })
    }
}

/// Awaiting `aclose()`.
#[derive(Clone)]
struct AsyncCloseFrame {
    generator: Ref<Generator>,
    started: bool,
}

impl NativeFrame for AsyncCloseFrame {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if !self.started {
            self.started = true;
            if vm.heap[self.generator].busy {
                return Err(vm.runtime_error("aclose(): asynchronous generator is already running"));
            }
            vm.heap[self.generator].closed = true;
            if matches!(vm.heap[self.generator].state, GenState::Created | GenState::Finished) {
                vm.heap[self.generator].state = GenState::Finished;
                vm.heap[self.generator].fiber = None;
                return Ok(NativeStep::Return(Value::None));
            }
            let exit = vm.exception(vm.types.generator_exit, Vec::new());
            let step = vm.async_step_object(self.generator, exit, true);
            return Ok(NativeStep::Await(step));
        }
        match input {
            Ok(_) => Err(vm.runtime_error("async generator ignored GeneratorExit")),
            Err(error)
                if vm.is_error(&error, vm.types.generator_exit)
                    || vm.is_error(&error, vm.types.stop_async_iteration) =>
            {
                Ok(NativeStep::Return(Value::None))
            }
            Err(error) => Err(error),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Generator(self.generator));
    }
}

fn this(args: Args<'_>) -> Ref<Generator> {
    match args.at(0) {
        Value::Generator(generator) => generator,
        _ => unreachable!("methods of generators are found on generators only"),
    }
}

fn frame(native: impl NativeFrame + 'static) -> Res {
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(native)))))
}

pub(super) fn next(_vm: &mut Vm, args: Args<'_>) -> Res {
    frame(Step { generator: args.at(0), input: Value::None, throw: false, started: false })
}

pub(super) fn send(_vm: &mut Vm, args: Args<'_>) -> Res {
    frame(Step { generator: args.at(0), input: args.at(1), throw: false, started: false })
}

/// The exception that `throw(type[, value[, traceback]])` throws.
fn thrown(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(1) {
        Value::Class(_) => {
            let values: Vec<Value> = args.get(2).filter(|v| !v.is_none()).into_iter().collect();
            if let [value @ Value::Exception(_)] = values[..] {
                return Ok(value);
            }
            vm.call(args.at(1), &values)
        }
        value => Ok(value),
    }
}

pub(super) fn throw(vm: &mut Vm, args: Args<'_>) -> Res {
    let input = thrown(vm, args)?;
    frame(Step { generator: args.at(0), input, throw: true, started: false })
}

pub(super) fn close(vm: &mut Vm, args: Args<'_>) -> Res {
    let generator = this(args);
    if matches!(vm.heap[generator].state, GenState::Created | GenState::Finished) {
        vm.heap[generator].state = GenState::Finished;
        vm.heap[generator].fiber = None;
        return Ok(Value::None);
    }
    frame(Close { generator, started: false })
}

fn itself(_vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(args.at(0))
}

fn name(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].name.map_or(Value::None, |n| vm.heap.name_value(n)))
}

fn qualname(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.heap[this(args)].qualname)
}

fn running(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Bool(vm.heap[this(args)].state == GenState::Running))
}

fn suspended(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Bool(matches!(vm.heap[this(args)].state, GenState::Suspended | GenState::Joined)))
}

fn own_frame(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.generator_frame(this(args))
}

fn awaited(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.awaited_by(this(args)))
}

fn code(vm: &mut Vm, args: Args<'_>) -> Res {
    match vm.heap[this(args)].code.clone() {
        Some(code) => Ok(vm.code_object(code)),
        None => Ok(Value::None),
    }
}

fn anext(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.async_step_object(this(args), Value::None, false))
}

fn asend(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.async_step_object(this(args), args.at(1), false))
}

fn athrow(vm: &mut Vm, args: Args<'_>) -> Res {
    let input = thrown(vm, args)?;
    Ok(vm.async_step_object(this(args), input, true))
}

fn aclose(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(vm.async_close(this(args)))
}

pub(crate) static GENERATOR: ClassDef = ClassDef {
    name: "generator",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::method("__iter__", 1, 1, itself),
        NativeDef::method("__next__", 1, 1, next),
        NativeDef::method("send", 2, 2, send),
        NativeDef::method("throw", 2, 4, throw),
        NativeDef::method("close", 1, 1, close),
        NativeDef::getter("__name__", name),
        NativeDef::getter("__qualname__", qualname),
        NativeDef::getter("gi_running", running),
        NativeDef::getter("gi_suspended", suspended),
        NativeDef::getter("gi_frame", own_frame),
        NativeDef::getter("gi_code", code),
        NativeDef::getter("gi_yieldfrom", awaited),
    ],
};

pub(crate) static COROUTINE: ClassDef = ClassDef {
    name: "coroutine",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::method("__await__", 1, 1, |vm, args| Ok(vm.coroutine_wrapper(this(args)))),
        NativeDef::method("send", 2, 2, send),
        NativeDef::method("throw", 2, 4, throw),
        NativeDef::method("close", 1, 1, close),
        NativeDef::getter("__name__", name),
        NativeDef::getter("__qualname__", qualname),
        NativeDef::getter("cr_running", running),
        NativeDef::getter("cr_suspended", suspended),
        NativeDef::getter("cr_frame", own_frame),
        NativeDef::getter("cr_code", code),
        NativeDef::getter("cr_await", awaited),
        NativeDef::getter("cr_origin", |_, _| Ok(Value::None)),
    ],
};

pub(crate) static ASYNC_GENERATOR: ClassDef = ClassDef {
    name: "async_generator",
    module: "builtins",
    doc: "",
    methods: &[
        NativeDef::method("__aiter__", 1, 1, itself),
        NativeDef::method("__anext__", 1, 1, anext),
        NativeDef::method("asend", 2, 2, asend),
        NativeDef::method("athrow", 2, 4, athrow),
        NativeDef::method("aclose", 1, 1, aclose),
        NativeDef::getter("__name__", name),
        NativeDef::getter("__qualname__", qualname),
        NativeDef::getter("ag_running", |vm, args| Ok(Value::Bool(vm.heap[this(args)].busy))),
        NativeDef::getter("ag_frame", own_frame),
        NativeDef::getter("ag_code", code),
        NativeDef::getter("ag_await", awaited),
    ],
};
