//! Event loop objects.

use loopscope_compiler::op::BinaryOp;
use loopscope_executor::{LoopId, Outlook};

use super::Callback;
use super::handle::{Handle, Scheduled};
use super::run_loop::RunLoop;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Class, Generator, NativeObject};
use crate::types::special::OPAQUE_DICT;
use crate::value::{Name, Value};
use crate::vm::Vm;

/// What an event loop remembers. What it does is the executor's.
#[derive(Clone)]
pub(super) struct EventLoop {
    closed: bool,
    debug: bool,
    handler: Value,
    task_factory: Value,
    slow: Value,
    /// Which of the executor's loops it is.
    id: LoopId,
}

impl NativeObject for EventLoop {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.handler);
        visit(self.task_factory);
        visit(self.slow);
    }
}

pub(super) static ABSTRACT_EVENT_LOOP: ClassDef =
    ClassDef { name: "AbstractEventLoop", module: "asyncio.events", doc: "Abstract event loop.", methods: &[] };

pub(super) static EVENT_LOOP: ClassDef = ClassDef {
    name: "_UnixSelectorEventLoop",
    module: "asyncio.unix_events",
    doc: "The event loop.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, |vm, args| Ok(vm.new_event_loop_of(args.at(0)))).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, 2, |_, _| Ok(Value::None)).keywords(&["selector"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        OPAQUE_DICT,
        NativeDef::object_method("run_forever", 1, 1, run_forever),
        NativeDef::object_method("run_until_complete", 2, 2, run_until_complete).keywords(&["future"]).placed(),
        NativeDef::object_method("stop", 1, 1, stop),
        NativeDef::object_method("close", 1, 1, close),
        NativeDef::object_method("is_running", 1, 1, |vm, args| Ok(Value::Bool(is_running(vm, args.at(0))))),
        NativeDef::object_method("is_closed", 1, 1, |vm, args| Ok(Value::Bool(state(vm, args.at(0))?.closed))),
        NativeDef::object_method("time", 1, 1, |vm, _| Ok(Value::Float(vm.now()))),
        NativeDef::object_method("call_soon", 2, ANY, call_soon).keywords(&["context"]).placed(),
        NativeDef::object_method("call_soon_threadsafe", 2, ANY, call_soon_threadsafe).keywords(&["context"]).placed(),
        NativeDef::object_method("call_later", 3, ANY, call_later).keywords(&["context"]),
        NativeDef::object_method("call_at", 3, ANY, call_at).keywords(&["context"]),
        NativeDef::object_method("create_future", 1, 1, |vm, args| vm.new_future_of_loop(args.at(0), None)),
        NativeDef::object_method("create_task", 2, 2, create_task).keywords(&["name", "context"]).placed(),
        NativeDef::object_method("run_in_executor", 3, ANY, run_in_executor),
        NativeDef::object_method("set_default_executor", 2, 2, |vm, args| {
            in_module(vm, super::module::THREADS, "_set_default_executor", args)
        }),
        NativeDef::object_method("set_exception_handler", 2, 2, set_exception_handler),
        NativeDef::object_method("get_exception_handler", 1, 1, |vm, args| Ok(state(vm, args.at(0))?.handler)),
        NativeDef::object_method("call_exception_handler", 2, 2, |vm, args| {
            vm.call_exception_handler(args.at(0), args.at(1))
        }),
        NativeDef::object_method("default_exception_handler", 2, 2, |vm, args| {
            vm.default_exception_handler(args.at(1))
        }),
        NativeDef::object_method("get_debug", 1, 1, |vm, args| Ok(Value::Bool(state(vm, args.at(0))?.debug))),
        NativeDef::object_method("set_debug", 2, 2, set_debug),
        NativeDef::object_method("set_task_factory", 2, 2, set_task_factory),
        NativeDef::object_method("get_task_factory", 1, 1, |vm, args| Ok(state(vm, args.at(0))?.task_factory)),
        NativeDef::object_method("shutdown_asyncgens", 1, 1, |vm, args| in_python(vm, "_shutdown_asyncgens", args)),
        NativeDef::object_method("shutdown_default_executor", 1, 1, |vm, args| {
            in_python(vm, "_shutdown_default_executor", args)
        }),
        NativeDef::object_method("add_signal_handler", 3, ANY, |vm, args| of_signals(vm, "_add_signal_handler", args)),
        NativeDef::object_method("remove_signal_handler", 2, 2, |vm, args| {
            of_signals(vm, "_remove_signal_handler", args)
        }),
        NativeDef::getter("slow_callback_duration", |vm, args| Ok(state(vm, args.at(0))?.slow)),
        NativeDef::setter("slow_callback_duration", set_slow),
        NativeDef::object_method("_check_closed", 1, 1, |vm, args| check_closed(vm, args.at(0)).map(|()| Value::None)),
        NativeDef::object_method("_check_running", 1, 1, |vm, args| {
            check_running(vm, args.at(0)).map(|()| Value::None)
        }),
        NativeDef::object_method("create_connection", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("create_server", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("create_datagram_endpoint", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("create_unix_connection", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("create_unix_server", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("getaddrinfo", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("getnameinfo", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("sock_connect", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("sock_accept", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("sock_recv", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("sock_sendall", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("add_reader", 3, ANY, |vm, args| of_console(vm, "add_reader", args)),
        NativeDef::object_method("add_writer", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("remove_reader", 2, 2, |vm, args| of_console(vm, "remove_reader", args)),
        NativeDef::object_method("remove_writer", 1, ANY, refuse_socket).keywords(&["**"]),
        NativeDef::object_method("connect_read_pipe", 3, 3, |vm, args| of_console(vm, "connect_read_pipe", args)),
        NativeDef::object_method("connect_write_pipe", 3, 3, |vm, args| of_console(vm, "connect_write_pipe", args)),
        NativeDef::object_method("subprocess_exec", 1, ANY, refuse_process).keywords(&["**"]),
        NativeDef::object_method("subprocess_shell", 1, ANY, refuse_process).keywords(&["**"]),
    ],
};

impl Vm {
    /// `asyncio.new_event_loop()`.
    pub(super) fn new_event_loop(&mut self) -> Value {
        let class = self.asyncio.classes().event_loop;
        self.new_event_loop_of(Value::Class(class))
    }

    /// A new loop of the class of event loops, or of a subclass.
    fn new_event_loop_of(&mut self, class: Value) -> Value {
        let state = EventLoop {
            closed: false,
            debug: false,
            handler: Value::None,
            task_factory: Value::None,
            slow: Value::Float(0.1),
            id: self.asyncio.core.new_loop(),
        };
        let id = state.id;
        let exact = self.asyncio.classes().event_loop;
        let made = self.opaque(exact, state);
        let made = self.construct(class, exact, made);
        self.asyncio.last_loop = made;
        self.asyncio.loops.push((id, made));
        self.log_debug("Using selector: EpollSelector", "selector_events.py", 54, "__init__");
        made
    }

    /// Takes the executor's loop of an event loop object to hand; the one that was at hand before is returned.
    pub(super) fn take_loop(&mut self, event_loop: Value) -> LoopId {
        let id = state(self, event_loop).map_or_else(|_| LoopId::default(), |state| state.id);
        self.asyncio.core.switch_loop(id)
    }

    /// Does something while an event loop's queue is at hand.
    fn at_loop<T>(&mut self, event_loop: Value, does: impl FnOnce(&mut Vm) -> T) -> T {
        let before = self.take_loop(event_loop);
        let result = does(self);
        self.asyncio.core.switch_loop(before);
        result
    }

    /// The event loop object to which a future belongs.
    pub(super) fn loop_of_future(&mut self, future: loopscope_executor::FutureId) -> Res {
        let id = self.asyncio.core.loop_of(future);
        match self.asyncio.loops.iter().find(|(known, _)| *known == id) {
            Some((_, event_loop)) => Ok(*event_loop),
            None => self.some_loop(),
        }
    }

    /// `asyncio.set_event_loop(loop)`, for the running thread.
    pub(super) fn set_current_loop(&mut self, event_loop: Value) {
        self.asyncio.current_loop = Some(event_loop);
        if self.asyncio.running.is_none() {
            self.take_loop(event_loop);
        }
    }

    /// A new future of the running loop, or of the one that is current.
    pub(super) fn new_future_of_loop(&mut self, event_loop: Value, class: Option<Ref<Class>>) -> Res {
        let event_loop = if event_loop.is_none() { self.current_loop()? } else { event_loop };
        Ok(self.at_loop(event_loop, |vm| vm.new_future(class)))
    }

    /// `asyncio.get_running_loop()`.
    pub(super) fn running_loop(&mut self) -> Res {
        match self.asyncio.running {
            Value::None => Err(self.runtime_error("no running event loop")),
            running => Ok(running),
        }
    }

    /// `asyncio.get_event_loop()`: the running loop, the one that was set, or a new one.
    pub(super) fn current_loop(&mut self) -> Res {
        if !self.asyncio.running.is_none() {
            return Ok(self.asyncio.running);
        }
        match self.asyncio.current_loop {
            Some(Value::None) => {
                let name = self.current_thread_name()?;
                Err(self.runtime_error(format!("There is no current event loop in thread {name}.")))
            }
            Some(current) => Ok(current),
            None => {
                let made = self.new_event_loop();
                self.set_current_loop(made);
                Ok(made)
            }
        }
    }

    /// Any loop: the one that runs, or ran last.
    pub(super) fn some_loop(&mut self) -> Res {
        Ok(match (self.asyncio.running, self.asyncio.last_loop) {
            (Value::None, Value::None) => self.new_event_loop(),
            (Value::None, last) => last,
            (running, _) => running,
        })
    }

    /// An async generator that was begun is of no use to anybody any more: `BaseEventLoop._asyncgen_finalizer_hook`.
    pub(crate) fn finalize_async_generator(&mut self, generator: Ref<Generator>) -> Res<()> {
        let running = self.asyncio.running;
        if running.is_none() {
            return Ok(());
        }
        self.asyncio.async_generators.retain(|known| *known != generator);
        let close = self.async_close(generator);
        let create_task = self.heap.intern("create_task");
        let create_task = self.get_attr(running, create_task)?;
        self.call_method(running, "call_soon_threadsafe", &[create_task, close]).map(drop)
    }

    /// A task, made by the factory of the current loop if it has one.
    pub(super) fn task_of_loop(&mut self, coroutine: Value, name: Value, context: Value) -> Res {
        let current = self.current_loop()?;
        self.task_of(current, coroutine, name, context)
    }

    /// `asyncio.create_task(coroutine, name=…)`: the task gets its number before its name.
    pub(super) fn named_task(&mut self, coroutine: Value, name: Value, context: Value) -> Res {
        let task = self.task_of_loop(coroutine, Value::None, context)?;
        if !name.is_none() {
            self.call_method(task, "set_name", &[name])?;
        }
        Ok(task)
    }

    /// A task of a loop, made by the program's own `create_task` if the loop's class has one.
    pub(super) fn task_of(&mut self, event_loop: Value, coroutine: Value, name: Value, context: Value) -> Res {
        if !matches!(event_loop, Value::Instance(_)) {
            return self.plain_task_of(event_loop, coroutine, name, context);
        }
        let method = self.heap.intern("create_task");
        let method = self.get_attr(event_loop, method)?;
        let given = [("name", name), ("context", context)].into_iter().filter(|(_, value)| !value.is_none());
        let kwargs: Vec<(Name, Value)> = given.map(|(key, value)| (self.heap.intern(key), value)).collect();
        self.call_with(method, &[coroutine], &kwargs)
    }

    /// `BaseEventLoop.create_task`.
    fn plain_task_of(&mut self, event_loop: Value, coroutine: Value, name: Value, context: Value) -> Res {
        check_closed(self, event_loop)?;
        let factory = state(self, event_loop)?.task_factory;
        if factory.is_none() {
            let before = self.take_loop(event_loop);
            let task = self.create_task(self.types.task, coroutine, name, context);
            self.asyncio.core.switch_loop(before);
            return task;
        }
        let kwargs: Vec<(Name, Value)> = match context {
            Value::None => Vec::new(),
            context => vec![(self.heap.intern("context"), context)],
        };
        let task = self.call_with(factory, &[event_loop, coroutine], &kwargs)?;
        if !name.is_none()
            && let Value::Future(_) = task
        {
            self.call_method(task, "set_name", &[name])?;
        }
        Ok(task)
    }

    /// `loop.slow_callback_duration`, in seconds.
    pub(super) fn slow_callback_duration(&mut self, event_loop: Value) -> f64 {
        let slow = state(self, event_loop).map_or(Value::None, |state| state.slow);
        self.to_f64(slow).unwrap_or(f64::INFINITY)
    }

    /// Is the loop that is current open, with something still to do?
    pub(super) fn is_current_loop_waiting(&mut self) -> bool {
        let current = self.asyncio.current_loop.filter(|current| !current.is_none());
        current.is_some_and(|current| self.has_something_to_do(current))
    }

    /// Is the loop open, and is something ready, or will a timer fire?
    pub(super) fn has_something_to_do(&mut self, event_loop: Value) -> bool {
        let is_open = state(self, event_loop).is_ok_and(|state| !state.closed);
        is_open && !matches!(self.at_loop(event_loop, |vm| vm.asyncio.core.outlook()), Outlook::Idle)
    }

    /// The exception handler of a loop.
    pub(super) fn loop_handler(&mut self, event_loop: Value) -> Value {
        state(self, event_loop).map_or(Value::None, |state| state.handler)
    }

    /// Calls a function soon, or at some time; returns the handle.
    fn schedule_call(
        &mut self,
        event_loop: Value,
        function: Value,
        args: &[Value],
        context: Value,
        when: Option<f64>,
    ) -> Value {
        let before = self.take_loop(event_loop);
        let args = if args.is_empty() { Value::Unbound } else { self.heap.tuple(args.to_vec()) };
        let classes = self.asyncio.classes();
        let class = if when.is_some() { classes.timer_handle } else { classes.handle };
        let id = Scheduled::At(loopscope_executor::TimerId(0), 0.0);
        let created = match when {
            Some(_) if self.asyncio.debug => super::debug::CREATED.to_owned(),
            Some(_) => String::new(),
            None => self.created_here(),
        };
        let caller = self.caller_from_elsewhere(event_loop);
        let handle = self.opaque(class, Handle { function, args, id, cancelled: false, caller, created });
        let callback = Callback::Call { function, args, handle };
        let core = &mut self.asyncio.core;
        let id = match when {
            Some(when) => Scheduled::At(core.call_at(when, callback, context), when),
            None => Scheduled::Soon(core.call_soon(callback, context)),
        };
        core.switch_loop(before);
        if let Value::Opaque(object) = handle
            && let Some(state) = self.heap[object].get_mut::<Handle>()
        {
            state.id = id;
        }
        handle
    }
}

impl Vm {
    /// Who asks this loop for a call, if it is not somebody in it.
    fn caller_from_elsewhere(&self, event_loop: Value) -> Option<loopscope_executor::TaskId> {
        if !self.asyncio.strands.were_made() || self.asyncio.running.is(event_loop) {
            return None;
        }
        self.asyncio.core.by()
    }
}

fn state(vm: &mut Vm, value: Value) -> Res<&mut EventLoop> {
    let value = vm.unwrap(value);
    let found = match value {
        Value::Opaque(object) if vm.heap[object].get::<EventLoop>().is_some() => object,
        _ => {
            let message = format!("an event loop was expected, got '{}'", vm.type_name(value));
            return Err(vm.type_error(message));
        }
    };
    Ok(vm.heap[found].get_mut().expect("its type was just seen"))
}

fn check_closed(vm: &mut Vm, event_loop: Value) -> Res<()> {
    if state(vm, event_loop)?.closed { Err(vm.runtime_error("Event loop is closed")) } else { Ok(()) }
}

fn check_running(vm: &mut Vm, event_loop: Value) -> Res<()> {
    match vm.asyncio.running {
        _ if vm.is_run_elsewhere(event_loop) => Err(vm.runtime_error("This event loop is already running")),
        Value::None => Ok(()),
        running if running.is(event_loop) => Err(vm.runtime_error("This event loop is already running")),
        _ => Err(vm.runtime_error("Cannot run the event loop while another loop is running")),
    }
}

/// Calls a function of the module's Python part.
pub(super) fn in_python(vm: &mut Vm, name: &str, args: Args<'_>) -> Res {
    in_module(vm, "asyncio", name, args)
}

fn of_signals(vm: &mut Vm, name: &str, args: Args<'_>) -> Res {
    in_module(vm, "signal", name, args)
}

fn of_console(vm: &mut Vm, name: &str, args: Args<'_>) -> Res {
    in_module(vm, "_console_pipes", name, args)
}

fn in_module(vm: &mut Vm, module: &str, name: &str, args: Args<'_>) -> Res {
    let Value::Module(module) = vm.import(module)? else { return Ok(Value::None) };
    let name = vm.heap.intern(name);
    let callable = vm.heap[module].globals.get(name).unwrap_or(Value::None);
    let kwargs = args.keywords().collect();
    Err(Unwind::Tail(Box::new(Tail::Call { callable, args: args.positional().to_vec(), kwargs })))
}

/// Does any thread run it?
fn is_running(vm: &Vm, event_loop: Value) -> bool {
    vm.asyncio.running.is(event_loop) || vm.is_run_elsewhere(event_loop)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.class_name(vm.class_of(args.at(0))).to_owned();
    let truth = |value: bool| if value { "True" } else { "False" };
    let running = truth(is_running(vm, args.at(0)));
    let state = state(vm, args.at(0))?;
    let text = format!("<{name} running={running} closed={} debug={}>", truth(state.closed), truth(state.debug));
    Ok(vm.heap.str(text))
}

fn run_forever(vm: &mut Vm, args: Args<'_>) -> Res {
    let event_loop = args.at(0);
    check_closed(vm, event_loop)?;
    check_running(vm, event_loop)?;
    let frame = RunLoop::new(event_loop, Value::None);
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

fn run_until_complete(vm: &mut Vm, args: Args<'_>) -> Res {
    let event_loop = args.at(0);
    check_closed(vm, event_loop)?;
    check_running(vm, event_loop)?;
    let future = args.at(1);
    let before = vm.asyncio.current_loop.replace(event_loop);
    let given = future;
    let future = vm.ensure_future(given);
    vm.asyncio.current_loop = before;
    let future = future?;
    vm.keep_discreet(given, future);
    vm.asyncio.last_loop = event_loop;
    let frame = RunLoop::new(event_loop, future);
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

fn stop(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.at_loop(args.at(0), |vm| vm.asyncio.core.stop());
    Ok(Value::None)
}

fn close(vm: &mut Vm, args: Args<'_>) -> Res {
    if is_running(vm, args.at(0)) {
        return Err(vm.runtime_error("Cannot close a running event loop"));
    }
    let is_new = !state(vm, args.at(0))?.closed;
    if is_new && state(vm, args.at(0))?.debug {
        let shown = vm.repr(args.at(0))?;
        vm.log_debug(&format!("Close {shown}"), "base_events.py", 676, "close");
    }
    let state = state(vm, args.at(0))?;
    let id = state.id;
    if std::mem::replace(&mut state.closed, true) {
        return Ok(Value::None);
    }
    vm.at_loop(args.at(0), |vm| vm.asyncio.core.close());
    vm.asyncio.loops.retain(|(known, _)| *known != id);
    in_python(vm, "_close_default_executor", args)
}

fn context(vm: &Vm, args: Args<'_>) -> Value {
    args.keyword(vm, "context").filter(|context| !context.is_none()).unwrap_or_else(|| vm.copy_context())
}

fn call_soon(vm: &mut Vm, args: Args<'_>) -> Res {
    check_closed(vm, args.at(0))?;
    check_callback(vm, args.at(0), args.at(1), "call_soon")?;
    let context = context(vm, args);
    Ok(vm.schedule_call(args.at(0), args.at(1), &args.positional()[2..], context, None))
}

fn call_soon_threadsafe(vm: &mut Vm, args: Args<'_>) -> Res {
    check_closed(vm, args.at(0))?;
    check_callback(vm, args.at(0), args.at(1), "call_soon_threadsafe")?;
    let context = context(vm, args);
    Ok(vm.schedule_call(args.at(0), args.at(1), &args.positional()[2..], context, None))
}

fn call_later(vm: &mut Vm, args: Args<'_>) -> Res {
    if args.at(1).is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let now = Value::Float(vm.now());
    let when = vm.binary(BinaryOp::Add, now, args.at(1))?;
    let when = vm.to_f64(when)?;
    call_when(vm, args, when)
}

fn call_at(vm: &mut Vm, args: Args<'_>) -> Res {
    if args.at(1).is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    let when = vm.to_f64(args.at(1))?;
    call_when(vm, args, when)
}

fn call_when(vm: &mut Vm, args: Args<'_>, when: f64) -> Res {
    check_closed(vm, args.at(0))?;
    check_callback(vm, args.at(0), args.at(2), "call_at")?;
    let context = context(vm, args);
    Ok(vm.schedule_call(args.at(0), args.at(2), &args.positional()[3..], context, Some(when)))
}

/// In debug mode, what is to be called is looked at at once.
fn check_callback(vm: &mut Vm, event_loop: Value, callback: Value, method: &str) -> Res<()> {
    if !state(vm, event_loop)?.debug {
        return Ok(());
    }
    if method != "call_soon_threadsafe" && vm.is_run_elsewhere(event_loop) {
        let message = "Non-thread-safe operation invoked on an event loop other than the current one";
        return Err(vm.runtime_error(message));
    }
    let is_coroutine = vm.is_coroutine(callback)
        || matches!(callback, Value::Function(f) if vm.heap[f].code.as_ref().is_some_and(|code| {
            code.spec.kind == loopscope_compiler::CodeKind::Coroutine
        }));
    if is_coroutine {
        return Err(vm.type_error(format!("coroutines cannot be used with {method}()")));
    }
    if !vm.is_callable(callback) {
        let shown = vm.repr(callback)?;
        return Err(vm.type_error(format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}

fn create_task(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = args.keyword(vm, "name").unwrap_or(Value::None);
    let context = args.keyword(vm, "context").unwrap_or(Value::None);
    vm.plain_task_of(args.at(0), args.at(1), name, context)
}

fn run_in_executor(vm: &mut Vm, args: Args<'_>) -> Res {
    check_closed(vm, args.at(0))?;
    in_module(vm, super::module::THREADS, "_run_in_executor", args)
}

fn set_exception_handler(vm: &mut Vm, args: Args<'_>) -> Res {
    if !args.at(1).is_none() && !vm.is_callable(args.at(1)) {
        let shown = vm.repr(args.at(1))?;
        return Err(vm.type_error(format!("A callable object or None is expected, got {shown}")));
    }
    state(vm, args.at(0))?.handler = args.at(1);
    Ok(Value::None)
}

fn set_debug(vm: &mut Vm, args: Args<'_>) -> Res {
    let debug = vm.truthy(args.at(1))?;
    state(vm, args.at(0))?.debug = debug;
    vm.asyncio.debug = debug;
    Ok(Value::None)
}

fn set_task_factory(vm: &mut Vm, args: Args<'_>) -> Res {
    if !args.at(1).is_none() && !vm.is_callable(args.at(1)) {
        return Err(vm.type_error("task factory must be a callable or None"));
    }
    state(vm, args.at(0))?.task_factory = args.at(1);
    Ok(Value::None)
}

fn set_slow(vm: &mut Vm, args: Args<'_>) -> Res {
    state(vm, args.at(0))?.slow = args.at(1);
    Ok(Value::None)
}

pub(super) fn refuse_socket(vm: &mut Vm, _args: Args<'_>) -> Res {
    Err(vm.not_implemented("a page has no sockets; pass data between tasks with asyncio.Queue"))
}

pub(super) fn refuse_process(vm: &mut Vm, _args: Args<'_>) -> Res {
    Err(vm.not_implemented("a page cannot start processes; use tasks in place of processes"))
}
