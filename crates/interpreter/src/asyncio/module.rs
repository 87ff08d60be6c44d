//! The module `asyncio` and the names of its parts.

use super::Classes;
use super::{barrier, combine, event_loop, future, handle, locks, queues, task_group, timeout};
use crate::heap::Ref;
use crate::modules::ModuleDef;
use crate::native::{Args, NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

/// The module itself.
pub(crate) const MODULE: ModuleDef =
    ModuleDef { name: "asyncio", init: Some(init), source: Some(|| include_str!("asyncio.py")) };

/// Names that few programs use, in a module of their own.
const RARE: &str = "__all__ IncompleteReadError LimitOverrunError SendfileNotAvailableError create_eager_task_factory \
    BaseProtocol Protocol BufferedProtocol DatagramProtocol SubprocessProtocol BaseTransport \
    ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport AbstractServer Server StreamReader \
    StreamWriter StreamReaderProtocol AbstractChildWatcher SafeChildWatcher FastChildWatcher MultiLoopChildWatcher \
    PidfdChildWatcher ThreadedChildWatcher FlowControlMixin get_child_watcher set_child_watcher PIPE STDOUT DEVNULL";

/// The parts of CPython's package.
const PARTS: &str = "base_events base_futures base_subprocess base_tasks constants coroutines events exceptions \
    format_helpers futures locks log mixins protocols queues runners selector_events sslproto staggered \
    streams subprocess taskgroups tasks threads timeouts transports trsock unix_events";

/// The module of those names.
pub(crate) const RARE_MODULE: ModuleDef =
    ModuleDef { name: "asyncio._rare", init: None, source: Some(|| include_str!("rare.py")) };

/// The name of the module of threads beside a loop.
pub(super) const THREADS: &str = "asyncio._threads";

/// Its names that programs know.
const OF_THREADS: &str = "run_coroutine_threadsafe to_thread wrap_future";

/// The module itself.
pub(crate) const THREADS_MODULE: ModuleDef =
    ModuleDef { name: THREADS, init: None, source: Some(|| include_str!("threads.py")) };

/// One of its parts, which programs may import by themselves: it has all the names.
pub(crate) const fn part(name: &'static str) -> ModuleDef {
    ModuleDef { name, init: Some(mirror), source: None }
}

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let (future_class, task_class) = (vm.types.future, vm.types.task);
    vm.install(future_class, &future::FUTURE);
    vm.install(task_class, &future::TASK);
    let base = vm.native_class(&event_loop::ABSTRACT_EVENT_LOOP, None);
    let lookup_error = vm.types.runtime_error;
    let exception = vm.types.exception;
    let gathering = vm.exception_class("asyncio.tasks", "_GatheringFuture", future_class);
    let handle_class = vm.native_class(&handle::HANDLE, None);
    let semaphore = vm.native_class(&locks::SEMAPHORE, None);
    let queue = vm.native_class(&queues::QUEUE, None);
    let error = |vm: &mut Vm, name: &str, base| vm.exception_class("asyncio.exceptions", name, base);
    let classes = Classes {
        gathering,
        event_loop: vm.native_class(&event_loop::EVENT_LOOP, Some(base)),
        handle: handle_class,
        timer_handle: vm.native_class(&handle::TIMER_HANDLE, Some(handle_class)),
        lock: vm.native_class(&locks::LOCK, None),
        event: vm.native_class(&locks::EVENT, None),
        semaphore,
        bounded_semaphore: vm.native_class(&locks::BOUNDED_SEMAPHORE, Some(semaphore)),
        condition: vm.native_class(&locks::CONDITION, None),
        barrier: vm.native_class(&barrier::BARRIER, None),
        queue,
        lifo_queue: vm.native_class(&queues::LIFO_QUEUE, Some(queue)),
        priority_queue: vm.native_class(&queues::PRIORITY_QUEUE, Some(queue)),
        task_group: vm.native_class(&task_group::TASK_GROUP, None),
        timeout: vm.native_class(&timeout::TIMEOUT, None),
        as_completed: vm.native_class(&combine::AS_COMPLETED, None),
        invalid_state: error(vm, "InvalidStateError", exception),
        broken_barrier: error(vm, "BrokenBarrierError", lookup_error),
        queue_empty: vm.exception_class("asyncio.queues", "QueueEmpty", exception),
        queue_full: vm.exception_class("asyncio.queues", "QueueFull", exception),
        queue_shut_down: vm.exception_class("asyncio.queues", "QueueShutDown", exception),
    };
    vm.asyncio.classes = Some(classes);
    let named = [
        ("Future", future_class),
        ("Task", task_class),
        ("_GatheringFuture", gathering),
        ("AbstractEventLoop", base),
        ("BaseEventLoop", classes.event_loop),
        ("SelectorEventLoop", classes.event_loop),
        ("EventLoop", classes.event_loop),
        ("_UnixSelectorEventLoop", classes.event_loop),
        ("Handle", classes.handle),
        ("TimerHandle", classes.timer_handle),
        ("Lock", classes.lock),
        ("Event", classes.event),
        ("Semaphore", classes.semaphore),
        ("BoundedSemaphore", classes.bounded_semaphore),
        ("Condition", classes.condition),
        ("Barrier", classes.barrier),
        ("Queue", classes.queue),
        ("LifoQueue", classes.lifo_queue),
        ("PriorityQueue", classes.priority_queue),
        ("TaskGroup", classes.task_group),
        ("Timeout", classes.timeout),
        ("CancelledError", vm.types.cancelled_error),
        ("TimeoutError", vm.types.timeout_error),
        ("InvalidStateError", classes.invalid_state),
        ("BrokenBarrierError", classes.broken_barrier),
        ("QueueEmpty", classes.queue_empty),
        ("QueueFull", classes.queue_full),
        ("QueueShutDown", classes.queue_shut_down),
    ];
    for (name, class) in named {
        vm.module_set(module, name, Value::Class(class));
    }
    for name in ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] {
        let text = vm.heap.intern(name);
        let text = vm.heap.name_value(text);
        vm.module_set(module, name, text);
    }
    vm.module_functions(module, combine::FUNCTIONS);
    vm.module_functions(module, &GETATTR);
    vm.module_functions(module, &DIR);
    Ok(())
}

static GETATTR: [NativeDef; 1] = [NativeDef::function("__getattr__", 1, 1, getattr)];
static DIR: [NativeDef; 1] = [NativeDef::function("__dir__", 0, 0, dir)];

/// `asyncio.tasks` and the like without an import of their own.
fn getattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.text(args.at(0)).unwrap_or_default().to_owned();
    for (home, names) in [(RARE_MODULE.name, RARE), (THREADS, OF_THREADS)] {
        if names.split_ascii_whitespace().any(|known| known == name) {
            let home = vm.import(home)?;
            let name = vm.heap.intern(&name);
            return vm.get_attr(home, name);
        }
    }
    let full = format!("asyncio.{name}");
    if crate::modules::find(&full).is_some() {
        return vm.import(&full);
    }
    let module = vm.import("asyncio")?;
    let name = vm.heap.intern(&name);
    Err(vm.no_attribute(module, name))
}

/// `dir(asyncio)`: without what is the bridge's own, with the parts of the package.
fn dir(vm: &mut Vm, _args: Args<'_>) -> Res {
    let Value::Module(module) = vm.import("asyncio")? else { return Ok(Value::None) };
    let globals = vm.heap[module].globals.iter().map(|(name, _)| vm.heap.name(name));
    let public =
        globals.filter(|name| !name.starts_with('_') || name.starts_with("__") || *name == "_get_running_loop");
    let mut names: Vec<String> = public.chain(PARTS.split_ascii_whitespace()).map(str::to_owned).collect();
    names.extend([RARE, OF_THREADS].iter().flat_map(|names| names.split_ascii_whitespace()).map(str::to_owned));
    let names = names.into_iter().map(|name| vm.heap.str(name)).collect();
    Ok(vm.heap.list(names))
}

/// Gives a part all the names of the whole.
fn mirror(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let Value::Module(whole) = vm.import("asyncio")? else { return Ok(()) };
    let names: Vec<_> = vm.heap[whole].globals.iter().collect();
    for (name, value) in names {
        if name != vm.names.name && name != vm.names.getattr {
            vm.module_bind(module, name, value);
        }
    }
    vm.module_functions(module, &GETATTR);
    Ok(())
}
