//! `asyncio.Future` and `asyncio.Task`, as programs hold them.

use loopscope_executor::{FutureId, TaskId};

use super::{Callback, Failed};
use crate::heap::Ref;
use crate::host::Stream;
use crate::native::{Args, ClassDef, NativeDef, Res, Unwind};
use crate::object::{Class, FutureObject, GenKind, GenState};
use crate::value::Value;
use crate::vm::Vm;

pub(super) static FUTURE: ClassDef = ClassDef {
    name: "Future",
    module: "_asyncio",
    doc: "This class is *almost* compatible with concurrent.futures.Future.",
    methods: &[
        NativeDef::class_method("__new__", 1, crate::native::ANY, new_future).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, crate::native::ANY, |_, _| Ok(Value::None)).keywords(&["**"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("__await__", 1, 1, iterator),
        NativeDef::object_method("__iter__", 1, 1, iterator),
        NativeDef::object_method("done", 1, 1, done),
        NativeDef::object_method("cancelled", 1, 1, cancelled),
        NativeDef::object_method("result", 1, 1, result),
        NativeDef::object_method("exception", 1, 1, exception),
        NativeDef::object_method("set_result", 2, 2, set_result),
        NativeDef::object_method("set_exception", 2, 2, set_exception),
        NativeDef::object_method("cancel", 1, 2, cancel).keywords(&["msg"]),
        NativeDef::object_method("add_done_callback", 2, 2, add_done_callback).keywords(&["context"]),
        NativeDef::object_method("remove_done_callback", 2, 2, remove_done_callback),
        NativeDef::object_method("get_loop", 1, 1, get_loop),
        NativeDef::object_method("_make_cancelled_error", 1, 1, make_cancelled_error),
        NativeDef::getter("_loop", get_loop),
        NativeDef::getter("_state", state),
        NativeDef::getter("_result", super::internals::future_result),
        NativeDef::getter("_asyncio_future_blocking", |_, _| Ok(Value::Bool(false))),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
    ],
};

pub(super) static TASK: ClassDef = ClassDef {
    name: "Task",
    module: "_asyncio",
    doc: "A coroutine wrapped in a Future.",
    methods: &[
        NativeDef::class_method("__new__", 1, crate::native::ANY, new_task).keywords(&["**"]).placed(),
        NativeDef::object_method("get_name", 1, 1, get_name),
        NativeDef::object_method("set_name", 2, 2, set_name),
        NativeDef::object_method("get_coro", 1, 1, get_coro),
        NativeDef::object_method("cancelling", 1, 1, cancelling),
        NativeDef::object_method("uncancel", 1, 1, uncancel),
        NativeDef::object_method("get_stack", 1, 1, get_stack).keywords(&["limit"]).placed(),
        NativeDef::object_method("print_stack", 1, 1, print_stack).keywords(&["limit", "file"]).placed(),
        NativeDef::getter("_coro", get_coro),
    ],
};

impl Vm {
    /// A new future, pending.
    pub(crate) fn new_future(&mut self, class: Option<Ref<Class>>) -> Value {
        let id = self.asyncio.core.create_future();
        self.future_handle(id, class)
    }

    /// A handle for a future that has none.
    fn future_handle(&mut self, id: FutureId, class: Option<Ref<Class>>) -> Value {
        let object = self.heap.alloc(FutureObject { id: Some(id), class, ..FutureObject::default() });
        self.asyncio.handles.insert(id, object);
        Value::Future(object)
    }

    /// A handle of a future that the executor has made, of this class.
    pub(crate) fn future_value_of(&mut self, id: FutureId, class: Ref<Class>) -> Value {
        match self.asyncio.handles.get(&id) {
            Some(object) => Value::Future(*object),
            None => self.future_handle(id, Some(class)),
        }
    }

    /// The handle of a future.
    pub(crate) fn future_value(&mut self, id: FutureId) -> Value {
        if let Some(object) = self.asyncio.handles.get(&id) {
            return Value::Future(*object);
        }
        self.asyncio.core.retain(id);
        let class = match self.asyncio.core.as_task(id) {
            Some(_) => Some(self.types.task),
            None => self.asyncio.core.is_gathering(id).then(|| self.asyncio.classes().gathering),
        };
        let value = self.future_handle(id, class);
        if let (Value::Future(object), Some(failed)) = (value, self.asyncio.failed.get(&id)) {
            self.heap[object].coroutine = failed.coroutine;
            self.heap[object].class = failed.class;
        }
        value
    }

    /// The future that a task waits for, if it yielded a value that only stands for it.
    #[cold]
    pub(crate) fn yielded_future(&mut self) -> Value {
        match self.asyncio.waiting.take() {
            Some(id) => self.future_value(id),
            None => Value::None,
        }
    }

    /// The id of a future.
    pub(crate) fn future_id(&mut self, value: Value) -> Res<FutureId> {
        match value {
            Value::Future(object) => match self.heap[object].id {
                Some(id) => Ok(id),
                None => Err(self.runtime_error("Future object is not initialized.")),
            },
            _ => {
                let message = format!("a Future was expected, got '{}'", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    /// Is it what tasks can be made of?
    pub(crate) fn is_coroutine(&mut self, value: Value) -> bool {
        match value {
            Value::Generator(generator) => self.heap[generator].kind != GenKind::AsyncGenerator,
            Value::Instance(_) => {
                let [await_, send, throw] = [self.names.await_, self.names.send, self.names.throw];
                [await_, send, throw].into_iter().all(|name| self.special(value, name).is_some())
            }
            _ => self.is_async_step(value),
        }
    }

    /// Is it what `__anext__`, `asend`, `athrow` or `aclose` of an async generator has returned?
    fn is_async_step(&self, value: Value) -> bool {
        let class = self.class_of(value);
        class == self.types.async_generator_asend || class == self.types.async_generator_athrow
    }

    /// What async generators' methods return is as good as a coroutine.
    fn as_coroutine(&mut self, value: Value) -> Value {
        if !self.is_async_step(value) {
            return value;
        }
        let name = format!("<{} without __name__>", self.class_name(self.class_of(value)));
        let frame = super::operation::AwaitFrame::new(value);
        self.native_coroutine(&name, Box::new(frame))
    }

    /// A new task. Without a context it gets a copy of the current one.
    pub(crate) fn create_task(&mut self, class: Ref<Class>, coroutine: Value, name: Value, context: Value) -> Res {
        let coroutine = self.as_coroutine(coroutine);
        if let Value::Generator(generator) = coroutine {
            self.claim(generator);
        }
        if !self.is_coroutine(coroutine) {
            let shown = self.repr(coroutine)?;
            return Err(self.type_error(format!("a coroutine was expected, got {shown}")));
        }
        let name = match name {
            Value::None => None,
            name => Some(self.to_text(name)?),
        };
        let context = if context.is_none() { self.copy_context() } else { context };
        let object = FutureObject { class: Some(class), coroutine, context, ..FutureObject::default() };
        let object = self.heap.alloc(object);
        let body = Value::Future(object);
        let task = self.asyncio.core.create_task(body, name.as_deref(), self.current_line());
        self.adopt_task(task, object);
        Ok(body)
    }

    /// A task that was made of a coroutine for a function that tells itself what becomes of it: its
    /// `_log_destroy_pending` is false.
    pub(super) fn keep_discreet(&mut self, given: Value, future: Value) {
        if let Value::Future(task) = future
            && !matches!(given, Value::Future(_))
        {
            self.heap[task].is_discreet = true;
        }
    }

    /// `asyncio.ensure_future(value)`.
    pub(crate) fn ensure_future(&mut self, value: Value) -> Res {
        self.ensure_future_of(value, Value::None)
    }

    /// `asyncio.ensure_future(value, loop=event_loop)`.
    pub(super) fn ensure_future_of(&mut self, value: Value, event_loop: Value) -> Res {
        if let Value::Future(_) = value {
            return Ok(value);
        }
        let coroutine = if self.is_coroutine(value) {
            value
        } else if self.special(value, self.names.await_).is_some() {
            let frame = super::operation::AwaitFrame::new(value);
            self.native_coroutine("_wrap_awaitable", Box::new(frame))
        } else {
            return Err(self.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
        };
        let event_loop = if event_loop.is_none() { self.current_loop()? } else { event_loop };
        self.task_of(event_loop, coroutine, Value::None, Value::None)
    }

    /// What awaiting a future gives: `None` while it is pending. Its exception then counts as retrieved.
    pub(crate) fn future_outcome(&mut self, future: Ref<FutureObject>) -> Option<Res> {
        let Some(id) = self.heap[future].id else {
            return Some(Err(self.runtime_error("Future object is not initialized.")));
        };
        if !self.asyncio.core.is_done(id) {
            return None;
        }
        Some(match self.asyncio.core.result(id) {
            Ok(value) => Ok(value),
            Err(exception) => {
                let error = self.python_error(exception);
                self.rewind_traceback(id, error);
                Err(Unwind::Raise(error))
            }
        })
    }

    /// However often a future raises its exception, its traceback begins where the exception came from.
    pub(super) fn rewind_traceback(&mut self, id: FutureId, error: Value) {
        let Value::Exception(e) = error else { return };
        let length = self.heap[e].traceback.len();
        let failed = self.asyncio.failed.entry(id).or_insert_with(|| Failed::new(length));
        let length = failed.traceback;
        self.heap[e].traceback.truncate(length);
    }

    /// A future was given an exception: somebody should look at it.
    pub(super) fn note_failure(&mut self, id: FutureId, error: Value) {
        let traceback = match error {
            Value::Exception(e) => self.heap[e].traceback.len(),
            _ => 0,
        };
        self.asyncio.failed.insert(id, Failed::new(traceback));
        self.asyncio.suspicion.raise();
    }

    /// The line that is running, for whoever watches.
    pub(crate) fn current_line(&self) -> u32 {
        if !self.asyncio.is_observed() {
            return 0;
        }
        self.run.place.as_ref().map_or(0, |place| place.code.line_at(place.pc as usize))
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<FutureId> {
    vm.future_id(args.at(0))
}

fn class(vm: &Vm, value: Value, default: Ref<Class>) -> Ref<Class> {
    match value {
        Value::Class(class) if vm.is_subclass(class, vm.types.future) => class,
        _ => default,
    }
}

fn new_future(vm: &mut Vm, args: Args<'_>) -> Res {
    if args.get(1).is_some() {
        return Err(vm.type_error("Future() takes no positional arguments"));
    }
    let class = class(vm, args.at(0), vm.types.future);
    let event_loop = args.keyword(vm, "loop").unwrap_or(Value::None);
    vm.new_future_of_loop(event_loop, Some(class))
}

fn new_task(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = class(vm, args.at(0), vm.types.task);
    let Some(coroutine) = args.arg(vm, 1, "coro") else {
        return Err(vm.type_error("Task() missing required argument 'coro' (pos 1)"));
    };
    let name = args.keyword(vm, "name").unwrap_or(Value::None);
    let context = args.keyword(vm, "context").unwrap_or(Value::None);
    let event_loop = match args.keyword(vm, "loop").filter(|event_loop| !event_loop.is_none()) {
        Some(event_loop) => event_loop,
        None => vm.current_loop()?,
    };
    let before = vm.take_loop(event_loop);
    let task = vm.create_task(class, coroutine, name, context);
    vm.asyncio.core.switch_loop(before);
    task
}

fn iterator(vm: &mut Vm, args: Args<'_>) -> Res {
    match args.at(0) {
        Value::Future(future) => Ok(vm.future_iterator(future)),
        other => Ok(other),
    }
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = vm.future_repr(args.at(0))?;
    Ok(vm.heap.str(text))
}

fn done(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    Ok(Value::Bool(vm.asyncio.core.is_done(id)))
}

fn cancelled(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    Ok(Value::Bool(vm.asyncio.core.is_cancelled(id)))
}

fn result(vm: &mut Vm, args: Args<'_>) -> Res {
    this(vm, args)?;
    let Value::Future(object) = args.at(0) else { return Ok(Value::None) };
    match vm.future_outcome(object) {
        Some(result) => result,
        None => {
            let class = vm.asyncio.classes().invalid_state;
            Err(vm.error(class, "Result is not set."))
        }
    }
}

fn exception(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    match vm.asyncio.core.exception(id) {
        Ok(None) => Ok(Value::None),
        Ok(Some(exception)) => {
            let error = vm.python_error(exception);
            vm.rewind_traceback(id, error);
            Ok(error)
        }
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn set_result(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    match vm.asyncio.core.set_result(id, args.at(1)) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn set_exception(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    let error = match args.at(1) {
        class @ Value::Class(_) => vm.call(class, &[])?,
        other => other,
    };
    let Value::Exception(_) = error else { return Err(vm.type_error("invalid exception object")) };
    if vm.is_instance(error, vm.types.stop_iteration) {
        return Err(vm.type_error("StopIteration interacts badly with generators and cannot be raised into a Future"));
    }
    // A future may fail with a `CancelledError` without being cancelled.
    match vm.asyncio.core.set_exception(id, loopscope_executor::Exception::Guest(error)) {
        Ok(()) => {
            vm.note_failure(id, error);
            Ok(Value::None)
        }
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn cancel(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    let message = args.arg(vm, 1, "msg").filter(|message| !message.is_none());
    Ok(Value::Bool(vm.asyncio.core.cancel(id, message)))
}

fn add_done_callback(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    let context = args.keyword(vm, "context").filter(|context| !context.is_none()).unwrap_or_else(|| vm.copy_context());
    let callback = Callback::Call { function: args.at(1), args: Value::Unbound, handle: Value::Unbound };
    vm.asyncio.core.add_done_callback(id, callback, context);
    Ok(Value::None)
}

fn remove_done_callback(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    let wanted = args.at(1);
    let heap = &vm.heap;
    let is = |callback: &Callback| match (*callback, wanted) {
        (Callback::Call { function: Value::Method(a), .. }, Value::Method(b)) => {
            heap[a].function.is(heap[b].function) && heap[a].this.is(heap[b].this)
        }
        (Callback::Call { function, .. }, wanted) => function.is(wanted),
        (Callback::Strand(_), _) => false,
    };
    Ok(Value::Int(vm.asyncio.core.remove_done_callback(id, is) as i64))
}

fn get_loop(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    vm.loop_of_future(id)
}

fn make_cancelled_error(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    match vm.asyncio.core.result(id) {
        Err(exception) if exception.is_cancelled() => Ok(vm.python_error(exception)),
        _ => Ok(vm.exception(vm.types.cancelled_error, Vec::new())),
    }
}

fn state(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = this(vm, args)?;
    let text = match vm.asyncio.core.is_done(id) {
        false => "PENDING",
        true if vm.asyncio.core.is_cancelled(id) => "CANCELLED",
        true => "FINISHED",
    };
    Ok(vm.heap.str(text))
}

fn task(vm: &mut Vm, args: Args<'_>) -> Res<TaskId> {
    Ok(TaskId(this(vm, args)?.0))
}

fn get_name(vm: &mut Vm, args: Args<'_>) -> Res {
    let task = task(vm, args)?;
    let name = vm.asyncio.core.task_name(task);
    Ok(vm.heap.str(name))
}

fn set_name(vm: &mut Vm, args: Args<'_>) -> Res {
    let task = task(vm, args)?;
    let name = vm.to_text(args.at(1))?;
    vm.asyncio.core.set_task_name(task, &name);
    Ok(Value::None)
}

fn get_coro(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Future(object) = args.at(0) else { return Ok(Value::None) };
    Ok(vm.heap[object].coroutine)
}

fn cancelling(vm: &mut Vm, args: Args<'_>) -> Res {
    let task = task(vm, args)?;
    Ok(Value::Int(i64::from(vm.asyncio.core.cancelling(task))))
}

fn uncancel(vm: &mut Vm, args: Args<'_>) -> Res {
    let task = task(vm, args)?;
    Ok(Value::Int(i64::from(vm.asyncio.core.uncancel(task))))
}

/// The frames of a task: that of its coroutine while it is suspended, else those that its exception has passed.
fn stack(vm: &mut Vm, args: Args<'_>) -> Res<Vec<crate::object::TraceEntry>> {
    let id = this(vm, args)?;
    let Value::Future(object) = args.at(0) else { return Ok(Vec::new()) };
    if let Value::Generator(generator) = vm.heap[object].coroutine
        && vm.heap[generator].state != GenState::Finished
    {
        let start = vm.heap[generator].code.clone().map(|code| crate::object::TraceEntry::new(code, u32::MAX));
        let own = vm.own_frame(generator).or(start);
        let callers = if vm.heap[generator].state == GenState::Running { vm.frames_of_main() } else { Vec::new() };
        return Ok(callers.into_iter().chain(own).collect());
    }
    match vm.asyncio.core.peek(id) {
        Some(Err(loopscope_executor::Exception::Guest(Value::Exception(e)))) => {
            let e = *e;
            Ok(vm.trace(e))
        }
        _ => Ok(Vec::new()),
    }
}

fn get_stack(vm: &mut Vm, args: Args<'_>) -> Res {
    let entries = stack(vm, args)?;
    let frames = entries.into_iter().map(|entry| vm.frame_object(entry, Value::None)).collect();
    Ok(vm.heap.list(frames))
}

fn print_stack(vm: &mut Vm, args: Args<'_>) -> Res {
    use std::fmt::Write as _;
    let id = this(vm, args)?;
    let entries = stack(vm, args)?;
    let shown = vm.repr(args.at(0))?;
    let error = match vm.asyncio.core.peek(id) {
        Some(Err(loopscope_executor::Exception::Guest(error))) => Some(*error),
        _ => None,
    };
    let head = match (entries.is_empty(), error) {
        (true, _) => format!("No stack for {shown}\n"),
        (false, Some(_)) => format!("Traceback for {shown} (most recent call last):\n"),
        (false, None) => format!("Stack for {shown} (most recent call last):\n"),
    };
    let mut frames = String::new();
    for entry in &entries {
        let line = entry.code.line_at(entry.pc as usize);
        let source = &entry.code.source;
        let _ = writeln!(frames, "  File \"{}\", line {line}, in {}", source.file, entry.code.spec.name);
        let _ = writeln!(frames, "    {}", source.line(line).trim());
    }
    let end = match error {
        Some(Value::Exception(e)) => vm.exception_only(e)?.concat(),
        _ => String::new(),
    };
    match args.keyword(vm, "file").filter(|file| !file.is_none()) {
        Some(file) => {
            let text = vm.heap.str(head + &frames + &end);
            vm.call_method(file, "write", &[text])?;
        }
        // CPython prints the frames as tracebacks are printed, the lines around them as anything is.
        None => {
            vm.write(Stream::Stdout, &head);
            vm.write(Stream::Stderr, &frames);
            vm.write(Stream::Stdout, &end);
        }
    }
    Ok(Value::None)
}
