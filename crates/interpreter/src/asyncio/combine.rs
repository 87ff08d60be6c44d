//! The functions of the module: `sleep`, `gather`, `wait`, `wait_for`, `shield`, `as_completed` and others.

use std::collections::{HashMap, HashSet};

use loopscope_compiler::CodeKind;
use loopscope_executor::{FutureId, Operation, ResourceId, ReturnWhen};

use super::guest::Maker;
use super::operation::{Begun, Late, OperationFrame, its_owner, plainly};
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::NativeObject;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("sleep", 0, 2, sleep).keywords(&["delay", "result"]),
    NativeDef::function("gather", 0, ANY, gather).keywords(&["return_exceptions"]).placed(),
    NativeDef::function("wait", 0, 1, wait).keywords(&["fs", "timeout", "return_when"]),
    NativeDef::function("wait_for", 0, 2, wait_for).keywords(&["fut", "timeout"]),
    NativeDef::function("shield", 1, 1, shield).keywords(&["arg"]).placed(),
    NativeDef::function("as_completed", 1, 1, as_completed).keywords(&["fs", "timeout"]),
    NativeDef::function("create_task", 1, 1, create_task).keywords(&["coro", "name", "context"]).placed(),
    NativeDef::function("ensure_future", 1, 1, |vm, args| {
        let event_loop = args.keyword(vm, "loop").unwrap_or(Value::None);
        vm.ensure_future_of(args.at(0), event_loop)
    })
    .keywords(&["coro_or_future", "loop"])
    .placed(),
    NativeDef::function("current_task", 0, 1, current_task).keywords(&["loop"]).placed(),
    NativeDef::function("all_tasks", 0, 1, all_tasks).keywords(&["loop"]),
    NativeDef::function("timeout", 0, 1, super::timeout::after).keywords(&["delay"]),
    NativeDef::function("timeout_at", 0, 1, super::timeout::at).keywords(&["when"]),
    NativeDef::function("get_running_loop", 0, 0, |vm, _| vm.running_loop()),
    NativeDef::function("_get_running_loop", 0, 0, |vm, _| Ok(vm.asyncio.running)),
    NativeDef::function("_set_running_loop", 1, 1, |vm, args| {
        vm.asyncio.running = args.at(0);
        Ok(Value::None)
    }),
    NativeDef::function("_current_loop", 0, 0, |vm, _| vm.current_loop()),
    NativeDef::function("_new_event_loop", 0, 0, |vm, _| Ok(vm.new_event_loop())),
    NativeDef::function("_set_current_loop", 1, 1, |vm, args| {
        vm.set_current_loop(args.at(0));
        Ok(Value::None)
    }),
    NativeDef::function("_take_async_generators", 0, 0, take_async_generators),
    NativeDef::function("eager_task_factory", 2, 2, super::eager::eager_task_factory)
        .keywords(&["name", "context"])
        .placed(),
    NativeDef::function("_begin_shutdown", 1, 1, begin_shutdown),
    NativeDef::function("_end_shutdown", 0, 0, |vm, _| {
        vm.asyncio.core.observer_mut().quiet = false;
        Ok(Value::None)
    }),
    NativeDef::function("_listen_for_interrupts", 1, 1, listen_for_interrupts),
    NativeDef::function("_interrupt_main_task", 0, 0, interrupt_main_task),
    NativeDef::function("isfuture", 1, 1, is_future).keywords(&["obj"]),
    NativeDef::function("iscoroutine", 1, 1, |vm, args| Ok(Value::Bool(vm.is_coroutine(args.at(0)))))
        .keywords(&["obj"]),
    NativeDef::function("iscoroutinefunction", 1, 1, is_coroutine_function).keywords(&["func"]),
    NativeDef::function("open_connection", 0, ANY, super::event_loop::refuse_socket).keywords(&["**"]),
    NativeDef::function("start_server", 0, ANY, super::event_loop::refuse_socket).keywords(&["**"]),
    NativeDef::function("open_unix_connection", 0, ANY, super::event_loop::refuse_socket).keywords(&["**"]),
    NativeDef::function("start_unix_server", 0, ANY, super::event_loop::refuse_socket).keywords(&["**"]),
    NativeDef::function("create_subprocess_exec", 0, ANY, super::event_loop::refuse_process).keywords(&["**"]),
    NativeDef::function("create_subprocess_shell", 0, ANY, super::event_loop::refuse_process).keywords(&["**"]),
];

fn sleep(vm: &mut Vm, args: Args<'_>) -> Res {
    let delay = match args.arg(vm, 0, "delay") {
        Some(Value::Float(delay)) => delay,
        Some(Value::Int(delay)) => delay as f64,
        Some(other) => match vm.find_float(other)? {
            Some(delay) => delay,
            None => {
                let name = vm.type_name(other);
                let message = format!("'<=' not supported between instances of '{name}' and 'int'");
                return Err(vm.type_error(message));
            }
        },
        None => return Err(vm.type_error("sleep() missing 1 required positional argument: 'delay'")),
    };
    let result = args.arg(vm, 1, "result").unwrap_or(Value::None);
    Ok(OperationFrame::new(Operation::sleep(delay), result, its_owner).coroutine(vm, "sleep"))
}

fn gather(vm: &mut Vm, args: Args<'_>) -> Res {
    let return_exceptions = match args.keyword(vm, "return_exceptions") {
        Some(value) => vm.truthy(value)?,
        None => false,
    };
    let given = args.positional();
    if given.is_empty() {
        vm.current_loop()?;
    }
    let mut children = Vec::with_capacity(given.len());
    let mut coroutines = HashMap::new();
    for value in given {
        if let Value::List(_) | Value::Dict(_) | Value::Set(_) = value {
            // CPython looks for it among what it has seen first.
            return Err(vm.type_error(format!("unhashable type: '{}'", vm.type_name(*value))));
        }
        let known = match value {
            Value::Generator(generator) => coroutines.get(generator).copied(),
            _ => None,
        };
        let id = match known {
            Some(id) => id,
            None => {
                let future = vm.ensure_future(*value)?;
                vm.keep_discreet(*value, future);
                let id = vm.future_id(future)?;
                if let Value::Generator(generator) = value {
                    coroutines.insert(*generator, id);
                }
                id
            }
        };
        children.push(id);
    }
    let mut maker = Maker { heap: &mut vm.heap, types: &vm.types };
    let id = vm.asyncio.core.gather(&children, return_exceptions, &mut maker);
    let class = if children.is_empty() { vm.types.future } else { vm.asyncio.classes().gathering };
    Ok(vm.future_value_of(id, class))
}

fn wait(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(futures) = args.arg(vm, 0, "fs") else {
        return Err(vm.type_error("wait() missing 1 required positional argument: 'fs'"));
    };
    let timeout = args.keyword(vm, "timeout").unwrap_or(Value::None);
    let when = args.keyword(vm, "return_when").unwrap_or(Value::None);
    Ok(Late::coroutine(vm, "wait", vec![futures, timeout, when], |vm, values| {
        let [given, timeout, when] = *values else { return Ok(Begun::Await(Value::None)) };
        if is_one_awaitable(vm, given) {
            let message = format!("expect a list of futures, not {}", vm.class_name(vm.class_of(given)));
            return Err(vm.type_error(message));
        }
        let given = vm.collect(given)?;
        if given.is_empty() {
            return Err(vm.value_error("Set of Tasks/Futures is empty."));
        }
        let return_when = match vm.text(when) {
            None if when.is_none() => ReturnWhen::AllCompleted,
            Some("ALL_COMPLETED") => ReturnWhen::AllCompleted,
            Some("FIRST_COMPLETED") => ReturnWhen::FirstCompleted,
            Some("FIRST_EXCEPTION") => ReturnWhen::FirstException,
            _ => {
                let shown = vm.to_text(when)?;
                return Err(vm.value_error(format!("Invalid return_when value: {shown}")));
            }
        };
        if given.iter().any(|value| vm.is_coroutine(*value)) {
            return Err(vm.type_error("Passing coroutines is forbidden, use tasks explicitly."));
        }
        let ids = ids(vm, &given)?;
        let timeout = seconds(vm, timeout)?;
        let kept = vm.heap.tuple(given);
        Ok(Begun::Operation(OperationFrame::new(Operation::wait(&ids, timeout, return_when), kept, plainly)))
    }))
}

fn wait_for(vm: &mut Vm, args: Args<'_>) -> Res {
    let (Some(future), Some(timeout)) = (args.arg(vm, 0, "fut"), args.arg(vm, 1, "timeout")) else {
        return Err(vm.type_error("wait_for() missing 1 required positional argument: 'timeout'"));
    };
    Ok(Late::coroutine(vm, "wait_for", vec![future, timeout], |vm, values| {
        let [future, timeout] = *values else { return Ok(Begun::Await(Value::None)) };
        vm.running_loop()?;
        let Some(timeout) = seconds(vm, timeout)? else { return Ok(Begun::Await(future)) };
        let future = vm.ensure_future(future)?;
        let id = vm.future_id(future)?;
        Ok(Begun::Operation(OperationFrame::new(Operation::wait_for(id, timeout), future, plainly)))
    }))
}

fn shield(vm: &mut Vm, args: Args<'_>) -> Res {
    let inner = vm.ensure_future(args.at(0))?;
    let inner = vm.future_id(inner)?;
    let outer = vm.asyncio.core.shield(inner);
    Ok(vm.future_value(outer))
}

fn create_task(vm: &mut Vm, args: Args<'_>) -> Res {
    vm.running_loop()?;
    let name = args.keyword(vm, "name").unwrap_or(Value::None);
    let context = args.keyword(vm, "context").unwrap_or(Value::None);
    vm.named_task(args.at(0), name, context)
}

fn current_task(vm: &mut Vm, args: Args<'_>) -> Res {
    if args.arg(vm, 0, "loop").is_none_or(Value::is_none) {
        vm.running_loop()?;
    }
    match vm.asyncio.core.current_task() {
        Some(task) => Ok(vm.future_value(FutureId(task.0))),
        None => Ok(Value::None),
    }
}

fn all_tasks(vm: &mut Vm, args: Args<'_>) -> Res {
    let event_loop = match args.arg(vm, 0, "loop") {
        Some(event_loop) if !event_loop.is_none() => event_loop,
        _ => vm.running_loop()?,
    };
    let before = vm.take_loop(event_loop);
    let core = &mut vm.asyncio.core;
    let home = core.switch_loop(before);
    let mut tasks = core.all_tasks();
    tasks.retain(|task| core.loop_of(FutureId(task.0)) == home);
    let tasks: Vec<Value> = tasks.into_iter().map(|task| vm.future_value(FutureId(task.0))).collect();
    vm.set_of(&tasks, false)
}

/// The tasks that shut a loop down are not shown if they have nothing to do.
fn begin_shutdown(vm: &mut Vm, args: Args<'_>) -> Res {
    let has_threads = vm.truthy(args.at(0))?;
    let state = &vm.asyncio;
    let heap = &vm.heap;
    let open = state.async_generators.iter().any(|g| heap[*g].state != crate::object::GenState::Finished);
    let quiet = !open && !has_threads;
    vm.asyncio.core.observer_mut().quiet = quiet;
    Ok(Value::None)
}

/// The async generators that are not finished, which are forgotten.
fn take_async_generators(vm: &mut Vm, _args: Args<'_>) -> Res {
    let generators = std::mem::take(&mut vm.asyncio.async_generators);
    let open = generators
        .into_iter()
        .filter(|generator| vm.heap[*generator].state != crate::object::GenState::Finished)
        .map(Value::Generator)
        .collect();
    Ok(vm.heap.list(open))
}

/// Has Ctrl-C cancel a task; with `None`, no longer, and tells how often it was pressed.
fn listen_for_interrupts(vm: &mut Vm, args: Args<'_>) -> Res {
    let before = match args.at(0) {
        Value::None => vm.asyncio.interruptible.take(),
        task => {
            let task = vm.future_id(task)?;
            vm.asyncio.interruptible.replace((task, 0))
        }
    };
    Ok(Value::Int(before.map_or(0, |(_, count)| i64::from(count))))
}

/// A signal that the program raises itself: cancels the main task of a runner, once; tells whether it did.
fn interrupt_main_task(vm: &mut Vm, _args: Args<'_>) -> Res {
    let Some((task, count)) = &mut vm.asyncio.interruptible else { return Ok(Value::Bool(false)) };
    *count += 1;
    let (task, first) = (*task, *count == 1);
    if !first || vm.asyncio.core.is_done(task) {
        return Ok(Value::Bool(false));
    }
    vm.asyncio.core.cancel(task, None);
    Ok(Value::Bool(true))
}

fn is_future(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.heap.intern("_asyncio_future_blocking");
    let class = vm.class_of(args.at(0));
    Ok(Value::Bool(matches!(args.at(0), Value::Future(_)) || vm.lookup(class, name).is_some()))
}

fn is_coroutine_function(vm: &mut Vm, args: Args<'_>) -> Res {
    let mut function = args.at(0);
    let marker = vm.heap.intern("_is_coroutine");
    if matches!(vm.find_attr(function, marker)?, Some(Value::Bool(true))) {
        return Ok(Value::Bool(true));
    }
    loop {
        function = match function {
            Value::Method(method) => vm.heap[method].function,
            Value::Function(f) => {
                let code = vm.heap[f].code.as_ref();
                return Ok(Value::Bool(code.is_some_and(|code| code.spec.kind == CodeKind::Coroutine)));
            }
            Value::Native(def) => {
                let known = matches!(def.name, "sleep" | "wait" | "wait_for" | "to_thread");
                return Ok(Value::Bool(known && std::ptr::eq(def, native(def.name))));
            }
            Value::Opaque(_) | Value::Instance(_) if vm.type_name(function) == "functools.partial" => {
                let func = vm.heap.intern("func");
                vm.find_attr(function, func)?.unwrap_or(Value::None)
            }
            _ => return Ok(Value::Bool(false)),
        };
    }
}

/// Is it one of this module's functions that CPython has in Python, and shows as such?
pub(crate) fn is_python_in_cpython(def: &'static NativeDef) -> bool {
    let is_native = matches!(def.name, "get_running_loop" | "_get_running_loop" | "_set_running_loop");
    !is_native && FUNCTIONS.iter().any(|own| std::ptr::eq(own, def))
}

/// The function of this module that has this name.
fn native(name: &str) -> *const NativeDef {
    FUNCTIONS.iter().find(|def| def.name == name).map_or(std::ptr::null(), std::ptr::from_ref)
}

fn is_one_awaitable(vm: &mut Vm, value: Value) -> bool {
    matches!(value, Value::Future(_))
        || matches!(value, Value::Generator(g) if vm.heap[g].kind == crate::object::GenKind::Coroutine)
}

fn seconds(vm: &mut Vm, value: Value) -> Res<Option<f64>> {
    if value.is_none() { Ok(None) } else { vm.to_f64(value).map(Some) }
}

fn ids(vm: &mut Vm, values: &[Value]) -> Res<Vec<FutureId>> {
    values.iter().map(|value| vm.future_id(*value)).collect()
}

pub(super) static AS_COMPLETED: ClassDef = ClassDef {
    name: "_AsCompletedIterator",
    module: "asyncio.tasks",
    doc: "Iterator of awaitables representing tasks of asyncio.as_completed.",
    methods: &[
        NativeDef::method("__iter__", 1, 1, |_, args| Ok(args.at(0))),
        NativeDef::method("__next__", 1, 1, next_completed),
        NativeDef::method("__aiter__", 1, 1, |vm, args| {
            let Some(state) = completed(vm, args.at(0)) else { return Ok(Value::None) };
            let values = [state.given, state.timeout];
            super::event_loop::in_python(vm, "_as_completed", Args { values: &values, names: &[] })
        }),
    ],
};

/// What `as_completed` returns: coroutines, one for each future.
#[derive(Clone)]
struct AsCompleted {
    given: Value,
    timeout: Value,
    /// The executor's resource, and how many coroutines are still to be made.
    started: Option<(ResourceId, usize)>,
}

impl NativeObject for AsCompleted {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.given);
        visit(self.timeout);
    }

    fn resource(&self) -> Option<ResourceId> {
        self.started.map(|(id, _)| id)
    }
}

fn as_completed(vm: &mut Vm, args: Args<'_>) -> Res {
    let given = args.at(0);
    if is_one_awaitable(vm, given) {
        let message = format!("expect an iterable of futures, not {}", vm.type_name(given));
        return Err(vm.type_error(message));
    }
    let timeout = args.keyword(vm, "timeout").unwrap_or(Value::None);
    let given = vm.collect(given)?;
    let given = vm.heap.list(given);
    let class = vm.asyncio.classes().as_completed;
    Ok(vm.opaque(class, AsCompleted { given, timeout, started: None }))
}

fn completed(vm: &mut Vm, value: Value) -> Option<&mut AsCompleted> {
    match value {
        Value::Opaque(object) => vm.heap[object].get_mut(),
        _ => None,
    }
}

fn next_completed(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = args.at(0);
    let Some(state) = completed(vm, this) else { return Ok(Value::None) };
    let (given, timeout) = (state.given, state.timeout);
    if state.started.is_none() {
        let mut futures = Vec::new();
        let mut seen = HashSet::new();
        for value in vm.collect(given)? {
            if matches!(value, Value::Generator(generator) if !seen.insert(generator)) {
                continue;
            }
            futures.push(vm.ensure_future(value)?);
        }
        let ids = ids(vm, &futures)?;
        let timeout = seconds(vm, timeout)?;
        let (id, count) = vm.asyncio.core.as_completed(&ids, timeout);
        let kept = vm.heap.list(futures);
        if let Some(state) = completed(vm, this) {
            state.given = kept;
            state.started = Some((id, count));
        }
    }
    let next = completed(vm, this).and_then(|state| state.started.as_mut()).and_then(|(id, left)| {
        *left = left.checked_sub(1)?;
        Some(*id)
    });
    match next {
        Some(id) => {
            let frame = OperationFrame::new(Operation::as_completed_next(id), this, plainly);
            Ok(frame.coroutine(vm, "as_completed.<locals>._wait_for_one"))
        }
        None => Err(vm.stop_iteration(Value::None)),
    }
}
