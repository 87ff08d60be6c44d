//! `asyncio.Queue`, `LifoQueue` and `PriorityQueue`.

use loopscope_executor::{Item, Observer, OpValue, Operation, Passage, QueueOrder, ResourceId};

use super::Python;
use super::handle::Resource;
use super::internals;
use super::locks::make;
use super::operation::{OperationFrame, nothing, plainly};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::List;
use crate::types::special::OPAQUE_DICT;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static QUEUE: ClassDef = ClassDef {
    name: "Queue",
    module: "asyncio.queues",
    doc: "A queue, useful for coordinating producer and consumer coroutines.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| make(vm, args, vm.asyncio.classes().queue, init))
            .keywords(&["**"])
            .placed(),
        NativeDef::object_method("__init__", 1, 2, init).keywords(&["maxsize"]),
        NativeDef::object_method("__repr__", 1, 1, repr),
        NativeDef::object_method("__str__", 1, 1, str),
        NativeDef::getter("maxsize", maxsize),
        NativeDef::getter("_maxsize", maxsize),
        NativeDef::getter("_queue", |vm, args| container(vm, args.at(0))),
        NativeDef::setter("_queue", |vm, args| {
            let container = vm.heap.tuple(vec![args.at(1)]);
            vm.resource_state(args.at(0))?.extra = container;
            Ok(Value::None)
        }),
        NativeDef::object_method("_init", 2, 2, base_init),
        NativeDef::object_method("_put", 2, 2, base_put),
        NativeDef::object_method("_get", 1, 1, base_get),
        NativeDef::getter("_unfinished_tasks", internals::queue_unfinished),
        NativeDef::getter("_getters", internals::queue_getters),
        NativeDef::getter("_putters", internals::queue_putters),
        NativeDef::object_method("qsize", 1, 1, |vm, args| {
            let id = queue(vm, args.at(0))?;
            Ok(Value::Int(vm.asyncio.core.queue_size(id) as i64))
        }),
        NativeDef::object_method("empty", 1, 1, |vm, args| {
            let id = queue(vm, args.at(0))?;
            Ok(Value::Bool(vm.asyncio.core.queue_size(id) == 0))
        }),
        NativeDef::object_method("full", 1, 1, |vm, args| {
            let id = queue(vm, args.at(0))?;
            Ok(Value::Bool(vm.asyncio.core.queue_full(id)))
        }),
        NativeDef::object_method("put", 2, 2, put).keywords(&["item"]),
        NativeDef::object_method("put_nowait", 2, 2, |vm, args| put_nowait(vm, args.at(0), args.at(1)))
            .keywords(&["item"]),
        NativeDef::object_method("get", 1, 1, get),
        NativeDef::object_method("get_nowait", 1, 1, |vm, args| get_nowait(vm, args.at(0))),
        NativeDef::object_method("task_done", 1, 1, |vm, args| {
            let id = queue(vm, args.at(0))?;
            match vm.asyncio.core.queue_task_done(id) {
                Ok(()) => Ok(Value::None),
                Err(exception) => Err(vm.raise_executor(exception)),
            }
        }),
        NativeDef::object_method("shutdown", 1, 2, shutdown).keywords(&["immediate"]),
        NativeDef::object_method("join", 1, 1, |vm, args| {
            let id = queue(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::queue_join(id), args.at(0), nothing).coroutine(vm, "Queue.join"))
        }),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
    ],
};

pub(super) static LIFO_QUEUE: ClassDef = ClassDef {
    name: "LifoQueue",
    module: "asyncio.queues",
    doc: "A subclass of Queue that retrieves most recently added entries first.",
    methods: &[NativeDef::class_method("__new__", 1, ANY, |vm, args| {
        make(vm, args, vm.asyncio.classes().lifo_queue, init)
    })
    .keywords(&["**"])
    .placed()],
};

pub(super) static PRIORITY_QUEUE: ClassDef = ClassDef {
    name: "PriorityQueue",
    module: "asyncio.queues",
    doc: "A subclass of Queue; retrieves entries in priority order (lowest first).",
    methods: &[NativeDef::class_method("__new__", 1, ANY, |vm, args| {
        make(vm, args, vm.asyncio.classes().priority_queue, init)
    })
    .keywords(&["**"])
    .placed()],
};

fn maxsize(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Int(vm.resource_state(args.at(0))?.number))
}

/// Who keeps the items.
enum Keeper {
    Executor,
    /// A heap, in the list that is the state's `extra`.
    Heap(Ref<List>),
    /// A subclass's `_put` and `_get`.
    Program,
}

fn keeper(vm: &mut Vm, value: Value) -> Res<Keeper> {
    if is_own(vm, value) {
        return Ok(Keeper::Program);
    }
    Ok(match vm.resource_state(value)?.extra {
        Value::List(list) => Keeper::Heap(list),
        _ => Keeper::Executor,
    })
}

/// Does a subclass keep its items in its own way, with methods of its own?
fn is_own(vm: &mut Vm, value: Value) -> bool {
    matches!(value, Value::Instance(_)) && {
        let class = vm.class_of(value);
        ["_put", "_get", "_init"].into_iter().any(|name| {
            let name = vm.heap.intern(name);
            matches!(vm.lookup(class, name), Some(Value::Function(_)))
        })
    }
}

/// `_queue`: what a subclass has put there, or what is in the queue, in a container as CPython has it.
fn container(vm: &mut Vm, value: Value) -> Res {
    if let Value::Tuple(own) = vm.resource_state(value)?.extra {
        return Ok(vm.heap[own].items[0]);
    }
    let items = items(vm, value)?;
    let list = vm.heap.list(items);
    if has_list(vm, value) { Ok(list) } else { new_deque(vm, &[list]) }
}

/// Does CPython keep the queue's items in a list?
fn has_list(vm: &Vm, value: Value) -> bool {
    let classes = vm.asyncio.classes();
    vm.is_instance(value, classes.priority_queue) || vm.is_instance(value, classes.lifo_queue)
}

pub(super) fn new_deque(vm: &mut Vm, args: &[Value]) -> Res {
    let collections = vm.import("collections")?;
    vm.call_method(collections, "deque", args)
}

/// `Queue._init`, for subclasses that have only `_put` or `_get` of their own, or call this one.
fn base_init(vm: &mut Vm, args: Args<'_>) -> Res {
    let made = if has_list(vm, args.at(0)) { vm.heap.list(Vec::new()) } else { new_deque(vm, &[])? };
    let container = vm.heap.tuple(vec![made]);
    vm.resource_state(args.at(0))?.extra = container;
    Ok(Value::None)
}

/// `Queue._put`.
fn base_put(vm: &mut Vm, args: Args<'_>) -> Res {
    let container = container(vm, args.at(0))?;
    match container {
        Value::List(list) if vm.is_instance(args.at(0), vm.asyncio.classes().priority_queue) => {
            push(vm, list, args.at(1)).map(|()| Value::None)
        }
        _ => vm.call_method(container, "append", &[args.at(1)]),
    }
}

/// `Queue._get`.
fn base_get(vm: &mut Vm, args: Args<'_>) -> Res {
    let container = container(vm, args.at(0))?;
    match container {
        Value::List(list) if vm.is_instance(args.at(0), vm.asyncio.classes().priority_queue) => pop(vm, list),
        Value::List(_) => vm.call_method(container, "pop", &[]),
        _ => vm.call_method(container, "popleft", &[]),
    }
}

pub(super) fn queue(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, state: &Resource| {
        let order = match state.extra {
            Value::List(_) | Value::Tuple(_) | Value::Ellipsis => QueueOrder::Guest,
            Value::Bool(_) => QueueOrder::Lifo,
            _ => QueueOrder::Fifo,
        };
        vm.asyncio.core.create_queue(usize::try_from(state.number).unwrap_or(0), order)
    })
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = args.at(0);
    let limit = match args.arg(vm, 1, "maxsize") {
        Some(limit) => vm.to_index(limit)?,
        None => 0,
    };
    let classes = vm.asyncio.classes();
    let extra = if is_own(vm, this) {
        vm.call_method(this, "_init", &[Value::Int(limit)])?;
        match vm.resource_state(this)?.extra {
            container @ Value::Tuple(_) => container,
            _ => Value::Ellipsis,
        }
    } else if vm.is_instance(this, classes.priority_queue) {
        vm.heap.list(Vec::new())
    } else if vm.is_instance(this, classes.lifo_queue) {
        Value::Bool(true)
    } else {
        Value::None
    };
    let state = vm.resource_state(this)?;
    state.number = limit;
    state.extra = extra;
    queue(vm, this).map(|_| Value::None)
}

fn items(vm: &mut Vm, value: Value) -> Res<Vec<Value>> {
    let id = queue(vm, value)?;
    match vm.resource_state(value)?.extra {
        Value::List(list) => Ok(vm.heap[list].items.clone()),
        Value::Tuple(own) => {
            let container = vm.heap[own].items[0];
            vm.collect(container)
        }
        _ => Ok(vm.asyncio.core.queue_items(id).copied().collect()),
    }
}

fn format(vm: &mut Vm, value: Value) -> Res<String> {
    let id = queue(vm, value)?;
    let mut text = format!("maxsize={}", vm.resource_state(value)?.number);
    let items = items(vm, value)?;
    if !items.is_empty() {
        let list = vm.heap.list(items);
        text.push_str(&format!(" _queue={}", vm.repr(list)?));
    }
    let (getters, putters, unfinished) = vm.asyncio.core.queue_waiters(id);
    if getters > 0 {
        text.push_str(&format!(" _getters[{getters}]"));
    }
    if putters > 0 {
        text.push_str(&format!(" _putters[{putters}]"));
    }
    if unfinished > 0 {
        text.push_str(&format!(" tasks={unfinished}"));
    }
    if vm.asyncio.core.queue_is_shut_down(id) {
        text.push_str(" shutdown");
    }
    Ok(text)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let format = format(vm, args.at(0))?;
    let text = format!("<{} at {:#x} {format}>", vm.class_name(vm.class_of(args.at(0))), vm.address(args.at(0)));
    Ok(vm.heap.str(text))
}

fn str(vm: &mut Vm, args: Args<'_>) -> Res {
    let format = format(vm, args.at(0))?;
    let text = format!("<{} {format}>", vm.class_name(vm.class_of(args.at(0))));
    Ok(vm.heap.str(text))
}

fn put(vm: &mut Vm, args: Args<'_>) -> Res {
    let (this, item) = (args.at(0), args.at(1));
    let id = queue(vm, this)?;
    let frame = match keeper(vm, this)? {
        Keeper::Executor => OperationFrame::new(Operation::queue_put(id, item), this, was_put),
        Keeper::Heap(_) | Keeper::Program => {
            let both = vm.heap.tuple(vec![this, item]);
            OperationFrame::new(Operation::queue_room(id), both, |vm, both, _| {
                let Value::Tuple(both) = both else { return Ok(Value::None) };
                let [this, item] = *vm.heap[both].items else { return Ok(Value::None) };
                put_nowait(vm, this, item)
            })
        }
    };
    Ok(frame.coroutine(vm, "Queue.put"))
}

fn put_nowait(vm: &mut Vm, this: Value, item: Value) -> Res {
    let id = queue(vm, this)?;
    let keeper = keeper(vm, this)?;
    let shut_down = vm.asyncio.core.queue_is_shut_down(id);
    if !matches!(keeper, Keeper::Executor) && (shut_down || vm.asyncio.core.queue_full(id)) {
        let full = loopscope_executor::Exception::QueueFull;
        return Err(vm.raise_executor(if shut_down { loopscope_executor::Exception::QueueShutDown } else { full }));
    }
    match keeper {
        Keeper::Executor => {}
        Keeper::Heap(list) => push(vm, list, item)?,
        Keeper::Program => {
            let before = own_length(vm, this)?;
            vm.call_method(this, "_put", &[item])?;
            // It may have been there already, or be dropped.
            if before.is_some() && own_length(vm, this)? == before {
                return Ok(Value::None);
            }
        }
    }
    match vm.asyncio.core.queue_put_nowait(id, item) {
        Ok(()) => {
            vm.tell_passed(id, Passage::Put, item);
            Ok(Value::None)
        }
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

/// How many items a subclass keeps in its `_queue`, if it has one.
fn own_length(vm: &mut Vm, this: Value) -> Res<Option<usize>> {
    match vm.resource_state(this)?.extra {
        Value::Tuple(own) => {
            let container = vm.heap[own].items[0];
            vm.len(container).map(Some)
        }
        _ => Ok(None),
    }
}

fn get(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = args.at(0);
    let id = queue(vm, this)?;
    let frame = match keeper(vm, this)? {
        Keeper::Executor => OperationFrame::new(Operation::queue_get(id), this, was_got),
        Keeper::Heap(_) | Keeper::Program => {
            OperationFrame::new(Operation::queue_item(id), this, |vm, this, _| get_nowait(vm, this))
        }
    };
    Ok(frame.coroutine(vm, "Queue.get"))
}

fn get_nowait(vm: &mut Vm, this: Value) -> Res {
    let id = queue(vm, this)?;
    let keeper = keeper(vm, this)?;
    if vm.asyncio.core.queue_size(id) == 0 {
        let shut_down = vm.asyncio.core.queue_is_shut_down(id);
        let empty = loopscope_executor::Exception::QueueEmpty;
        return Err(vm.raise_executor(if shut_down { loopscope_executor::Exception::QueueShutDown } else { empty }));
    }
    let item = match keeper {
        Keeper::Executor => Value::None,
        Keeper::Heap(list) => pop(vm, list)?,
        Keeper::Program => vm.call_method(this, "_get", &[])?,
    };
    match vm.asyncio.core.queue_get_nowait(id) {
        Ok(got) => {
            let item = if matches!(keeper, Keeper::Executor) { got } else { item };
            vm.tell_passed(id, Passage::Got, item);
            Ok(item)
        }
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

/// What is shown of an item, in characters.
const GLANCE: usize = 40;

impl Vm {
    /// Tells the observer what went into a queue, or came out.
    pub(crate) fn tell_passed(&mut self, queue: ResourceId, passage: Passage, item: Value) {
        if !self.asyncio.is_observed() {
            return;
        }
        if let Value::Int(number) = item {
            return self.asyncio.core.observer_mut().item_passed(queue, passage, Item::Int(number));
        }
        let text = self.glance(item, GLANCE);
        self.asyncio.core.observer_mut().item_passed(queue, passage, Item::Text(&text));
    }
}

fn was_put(vm: &mut Vm, this: Value, _result: OpValue<Python>) -> Res {
    if !vm.asyncio.is_observed() {
        return Ok(Value::None);
    }
    let id = queue(vm, this)?;
    if let Some(&item) = vm.asyncio.core.queue_newest(id) {
        vm.tell_passed(id, Passage::Put, item);
    }
    Ok(Value::None)
}

fn was_got(vm: &mut Vm, this: Value, result: OpValue<Python>) -> Res {
    let item = plainly(vm, this, result)?;
    if vm.asyncio.is_observed() {
        let id = queue(vm, this)?;
        vm.tell_passed(id, Passage::Got, item);
    }
    Ok(item)
}

/// `Queue.shutdown` of CPython 3.13.
fn shutdown(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = args.at(0);
    let id = queue(vm, this)?;
    let immediate = match args.arg(vm, 1, "immediate") {
        Some(immediate) => vm.truthy(immediate)?,
        None => false,
    };
    if immediate {
        match keeper(vm, this)? {
            Keeper::Executor => {}
            Keeper::Heap(list) => vm.heap[list].items.clear(),
            Keeper::Program => {
                for _ in 0..vm.asyncio.core.queue_size(id) {
                    vm.call_method(this, "_get", &[])?;
                }
            }
        }
    }
    vm.asyncio.core.queue_shutdown(id, immediate);
    Ok(Value::None)
}

/// `heapq.heappush`.
fn push(vm: &mut Vm, list: Ref<List>, item: Value) -> Res<()> {
    vm.heap.list_push(list, item);
    let last = vm.heap[list].items.len() - 1;
    sift_down(vm, list, 0, last)
}

/// `heapq.heappop`.
fn pop(vm: &mut Vm, list: Ref<List>) -> Res {
    let Some(last) = vm.heap[list].items.pop() else { return Ok(Value::None) };
    if vm.heap[list].items.is_empty() {
        return Ok(last);
    }
    let first = std::mem::replace(&mut vm.heap[list].items[0], last);
    sift_up(vm, list)?;
    Ok(first)
}

fn sift_down(vm: &mut Vm, list: Ref<List>, start: usize, at: usize) -> Res<()> {
    let mut at = at;
    let new = vm.heap[list].items[at];
    while at > start {
        let parent_at = (at - 1) / 2;
        let parent = vm.heap[list].items[parent_at];
        if !vm.less(new, parent)? {
            break;
        }
        vm.heap[list].items[at] = parent;
        at = parent_at;
    }
    vm.heap[list].items[at] = new;
    Ok(())
}

fn sift_up(vm: &mut Vm, list: Ref<List>) -> Res<()> {
    let end = vm.heap[list].items.len();
    let new = vm.heap[list].items[0];
    let mut at = 0;
    let mut child = 1;
    while child < end {
        let right = child + 1;
        if right < end {
            let (a, b) = (vm.heap[list].items[child], vm.heap[list].items[right]);
            if !vm.less(a, b)? {
                child = right;
            }
        }
        vm.heap[list].items[at] = vm.heap[list].items[child];
        at = child;
        child = 2 * at + 1;
    }
    vm.heap[list].items[at] = new;
    sift_down(vm, list, 0, at)
}
