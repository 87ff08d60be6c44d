//! `asyncio.Lock`, `Event`, `Semaphore`, `BoundedSemaphore` and `Condition`.

use loopscope_executor::{Operation, ResourceId};

use super::handle::Resource;
use super::internals;
use super::operation::{Once, OperationFrame, nothing, plainly};
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::Class;
use crate::types::special::OPAQUE_DICT;
use crate::value::Value;
use crate::vm::Vm;

pub(super) static LOCK: ClassDef = ClassDef {
    name: "Lock",
    module: "asyncio.locks",
    doc: "Primitive lock objects.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| {
            make(vm, args, vm.asyncio.classes().lock, |vm, args| lock(vm, args.at(0)).map(|_| Value::None))
        })
        .keywords(&["**"])
        .placed(),
        NativeDef::method("__init__", 1, 1, |vm, args| lock(vm, args.at(0)).map(|_| Value::None)),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let id = lock(vm, args.at(0))?;
            let core = &vm.asyncio.core;
            let (state, waiters) = (locked(core.lock_locked(id)), core.lock_waiters(id));
            Ok(repr(vm, args.at(0), state, waiters))
        }),
        NativeDef::method("locked", 1, 1, internals::lock_locked),
        NativeDef::getter("_locked", internals::lock_locked),
        NativeDef::getter("_waiters", internals::lock_waiters),
        NativeDef::method("acquire", 1, 1, |vm, args| {
            let id = lock(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::lock_acquire(id), args.at(0), plainly).coroutine(vm, "Lock.acquire"))
        }),
        NativeDef::method("release", 1, 1, |vm, args| release_lock(vm, args.at(0))),
        NativeDef::method("__aenter__", 1, 1, |vm, args| {
            let id = lock(vm, args.at(0))?;
            let frame = OperationFrame::new(Operation::lock_acquire(id), args.at(0), nothing);
            Ok(frame.coroutine(vm, "_ContextManagerMixin.__aenter__"))
        }),
        NativeDef::method("__aexit__", 1, ANY, |vm, args| {
            Ok(Once::coroutine(vm, "_ContextManagerMixin.__aexit__", args.at(0), release_lock))
        }),
    ],
};

pub(super) static EVENT: ClassDef = ClassDef {
    name: "Event",
    module: "asyncio.locks",
    doc: "Asynchronous equivalent to threading.Event.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| {
            make(vm, args, vm.asyncio.classes().event, |vm, args| event(vm, args.at(0)).map(|_| Value::None))
        })
        .keywords(&["**"])
        .placed(),
        NativeDef::method("__init__", 1, 1, |vm, args| event(vm, args.at(0)).map(|_| Value::None)),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let id = event(vm, args.at(0))?;
            let core = &vm.asyncio.core;
            let state = if core.event_is_set(id) { "set" } else { "unset" };
            let waiters = core.event_waiters(id);
            Ok(repr(vm, args.at(0), state.to_owned(), waiters))
        }),
        NativeDef::method("is_set", 1, 1, is_set),
        NativeDef::getter("_value", is_set),
        NativeDef::getter("_waiters", internals::event_waiters),
        NativeDef::method("set", 1, 1, |vm, args| {
            let id = event(vm, args.at(0))?;
            vm.asyncio.core.event_set(id);
            Ok(Value::None)
        }),
        NativeDef::method("clear", 1, 1, |vm, args| {
            let id = event(vm, args.at(0))?;
            vm.asyncio.core.event_clear(id);
            Ok(Value::None)
        }),
        NativeDef::method("wait", 1, 1, |vm, args| {
            let id = event(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::event_wait(id), args.at(0), plainly).coroutine(vm, "Event.wait"))
        }),
    ],
};

pub(super) static SEMAPHORE: ClassDef = ClassDef {
    name: "Semaphore",
    module: "asyncio.locks",
    doc: "A Semaphore implementation.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| {
            make(vm, args, vm.asyncio.classes().semaphore, init_semaphore)
        })
        .keywords(&["**"])
        .placed(),
        NativeDef::method("__init__", 1, 2, init_semaphore).keywords(&["value"]),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let id = semaphore(vm, args.at(0))?;
            let core = &vm.asyncio.core;
            let (value, waiters) = core.semaphore_state(id);
            let state =
                if core.semaphore_locked(id) { "locked".to_owned() } else { format!("unlocked, value:{value}") };
            Ok(repr(vm, args.at(0), state, waiters))
        }),
        NativeDef::method("locked", 1, 1, |vm, args| {
            let id = semaphore(vm, args.at(0))?;
            Ok(Value::Bool(vm.asyncio.core.semaphore_locked(id)))
        }),
        NativeDef::getter("_value", internals::semaphore_value),
        NativeDef::getter("_waiters", internals::semaphore_waiters),
        NativeDef::method("acquire", 1, 1, |vm, args| {
            let id = semaphore(vm, args.at(0))?;
            let frame = OperationFrame::new(Operation::semaphore_acquire(id), args.at(0), plainly);
            Ok(frame.coroutine(vm, "Semaphore.acquire"))
        }),
        NativeDef::method("release", 1, 1, |vm, args| release_semaphore(vm, args.at(0))),
        NativeDef::method("__aenter__", 1, 1, |vm, args| {
            let id = semaphore(vm, args.at(0))?;
            let frame = OperationFrame::new(Operation::semaphore_acquire(id), args.at(0), nothing);
            Ok(frame.coroutine(vm, "_ContextManagerMixin.__aenter__"))
        }),
        NativeDef::method("__aexit__", 1, ANY, |vm, args| {
            Ok(Once::coroutine(vm, "_ContextManagerMixin.__aexit__", args.at(0), release_semaphore))
        }),
    ],
};

pub(super) static BOUNDED_SEMAPHORE: ClassDef = ClassDef {
    name: "BoundedSemaphore",
    module: "asyncio.locks",
    doc: "A bounded semaphore implementation.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, |vm, args| {
            make(vm, args, vm.asyncio.classes().bounded_semaphore, init_bounded)
        })
        .keywords(&["**"])
        .placed(),
        NativeDef::method("__init__", 1, 2, init_bounded).keywords(&["value"]),
    ],
};

pub(super) static CONDITION: ClassDef = ClassDef {
    name: "Condition",
    module: "asyncio.locks",
    doc: "Asynchronous equivalent to threading.Condition.",
    methods: &[
        OPAQUE_DICT,
        NativeDef::class_method("__new__", 1, ANY, |vm, args| {
            make(vm, args, vm.asyncio.classes().condition, init_condition)
        })
        .keywords(&["**"])
        .placed(),
        NativeDef::method("__init__", 1, 2, init_condition).keywords(&["lock"]),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let id = condition(vm, args.at(0))?;
            let core = &vm.asyncio.core;
            let state = locked(core.lock_locked(core.condition_lock(id)));
            let waiters = core.condition_waiters(id);
            Ok(repr(vm, args.at(0), state, waiters))
        }),
        NativeDef::method("locked", 1, 1, |vm, args| {
            let id = condition(vm, args.at(0))?;
            let core = &vm.asyncio.core;
            Ok(Value::Bool(core.lock_locked(core.condition_lock(id))))
        }),
        NativeDef::getter("_waiters", internals::condition_waiters),
        NativeDef::method("acquire", 1, 1, |vm, args| {
            let id = condition(vm, args.at(0))?;
            let lock = vm.asyncio.core.condition_lock(id);
            Ok(OperationFrame::new(Operation::lock_acquire(lock), args.at(0), plainly).coroutine(vm, "Lock.acquire"))
        }),
        NativeDef::method("release", 1, 1, |vm, args| release_condition(vm, args.at(0))),
        NativeDef::method("wait", 1, 1, |vm, args| {
            let id = condition(vm, args.at(0))?;
            Ok(OperationFrame::new(Operation::condition_wait(id), args.at(0), plainly).coroutine(vm, "Condition.wait"))
        }),
        NativeDef::method("wait_for", 2, 2, |vm, args| {
            let frame = WaitFor { condition: args.at(0), predicate: args.at(1), asked: false };
            Ok(vm.native_coroutine("Condition.wait_for", Box::new(frame)))
        })
        .keywords(&["predicate"]),
        NativeDef::method("notify", 1, 2, |vm, args| {
            let count = match args.arg(vm, 1, "n") {
                Some(count) => vm.to_index(count)?.max(0) as usize,
                None => 1,
            };
            notify(vm, args.at(0), count)
        })
        .keywords(&["n"]),
        NativeDef::method("notify_all", 1, 1, |vm, args| notify(vm, args.at(0), usize::MAX)),
        NativeDef::method("__aenter__", 1, 1, |vm, args| {
            let id = condition(vm, args.at(0))?;
            let lock = vm.asyncio.core.condition_lock(id);
            let frame = OperationFrame::new(Operation::lock_acquire(lock), args.at(0), nothing);
            Ok(frame.coroutine(vm, "_ContextManagerMixin.__aenter__"))
        }),
        NativeDef::method("__aexit__", 1, ANY, |vm, args| {
            Ok(Once::coroutine(vm, "_ContextManagerMixin.__aexit__", args.at(0), release_condition))
        }),
    ],
};

/// `__new__`: an object of the exact class is made ready at once, one of a subclass by `__init__`.
pub(super) fn make(vm: &mut Vm, args: Args<'_>, exact: Ref<Class>, init: fn(&mut Vm, Args<'_>) -> Res) -> Res {
    let object = vm.new_resource_object(args.at(0), exact);
    if matches!(object, Value::Opaque(_)) {
        let mut values = args.values.to_vec();
        values[0] = object;
        if let Some((_, Value::Native(def))) = vm.lookup_in(exact, vm.names.init)
            && let Some(message) = vm.python_refusal(def, Args { values: &values, names: args.names })
        {
            return Err(vm.type_error(message));
        }
        init(vm, Args { values: &values, names: args.names })?;
    }
    Ok(object)
}

fn repr(vm: &mut Vm, value: Value, state: String, waiters: usize) -> Value {
    let mut text = vm.open_repr(value);
    text.push_str(&format!(" [{state}"));
    if waiters > 0 {
        text.push_str(&format!(", waiters:{waiters}"));
    }
    text.push_str("]>");
    vm.heap.str(text)
}

fn locked(locked: bool) -> String {
    if locked { "locked" } else { "unlocked" }.to_owned()
}

pub(super) fn lock(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, _| vm.asyncio.core.create_lock())
}

pub(super) fn event(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, _| vm.asyncio.core.create_event())
}

fn is_set(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = event(vm, args.at(0))?;
    Ok(Value::Bool(vm.asyncio.core.event_is_set(id)))
}

/// A semaphore's number is its value plus one, negative if it is bounded; 0: not made ready.
pub(super) fn semaphore(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, state: &Resource| {
        let value = match state.number {
            0 => 1,
            number => number.abs() - 1,
        };
        vm.asyncio.core.create_semaphore(u32::try_from(value).unwrap_or(u32::MAX), state.number < 0)
    })
}

pub(super) fn condition(vm: &mut Vm, value: Value) -> Res<ResourceId> {
    vm.resource(value, |vm, state: &Resource| {
        let lock = match state.extra {
            Value::None => None,
            given => lock(vm, given).ok(),
        };
        vm.asyncio.core.create_condition(lock)
    })
}

fn release_lock(vm: &mut Vm, value: Value) -> Res {
    let id = lock(vm, value)?;
    match vm.asyncio.core.lock_release(id) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn release_semaphore(vm: &mut Vm, value: Value) -> Res {
    let id = semaphore(vm, value)?;
    match vm.asyncio.core.semaphore_release(id) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn release_condition(vm: &mut Vm, value: Value) -> Res {
    let id = condition(vm, value)?;
    let lock = vm.asyncio.core.condition_lock(id);
    match vm.asyncio.core.lock_release(lock) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn notify(vm: &mut Vm, value: Value, count: usize) -> Res {
    let id = condition(vm, value)?;
    match vm.asyncio.core.condition_notify(id, count) {
        Ok(()) => Ok(Value::None),
        Err(exception) => Err(vm.raise_executor(exception)),
    }
}

fn semaphore_value(vm: &mut Vm, args: Args<'_>) -> Res<i64> {
    let value = match args.arg(vm, 1, "value") {
        Some(value) => vm.to_index(value)?,
        None => 1,
    };
    if value < 0 {
        return Err(vm.value_error("Semaphore initial value must be >= 0"));
    }
    Ok(value + 1)
}

fn init_semaphore(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = semaphore_value(vm, args)?;
    vm.resource_state(args.at(0))?.number = value;
    semaphore(vm, args.at(0)).map(|_| Value::None)
}

fn init_bounded(vm: &mut Vm, args: Args<'_>) -> Res {
    let value = semaphore_value(vm, args)?;
    vm.resource_state(args.at(0))?.number = -value;
    semaphore(vm, args.at(0)).map(|_| Value::None)
}

fn init_condition(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Some(lock) = args.arg(vm, 1, "lock") {
        vm.resource_state(args.at(0))?.extra = lock;
    }
    condition(vm, args.at(0)).map(|_| Value::None)
}

/// `Condition.wait_for`.
#[derive(Clone)]
struct WaitFor {
    condition: Value,
    predicate: Value,
    /// The predicate was asked; its answer comes in.
    asked: bool,
}

impl NativeFrame for WaitFor {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = input?;
        if self.asked {
            if vm.truthy(input)? {
                return Ok(NativeStep::Return(input));
            }
            self.asked = false;
            let wait = vm.call_method(self.condition, "wait", &[])?;
            return Ok(NativeStep::Await(wait));
        }
        self.asked = true;
        Ok(NativeStep::Call { callable: self.predicate, args: Vec::new(), kwargs: Vec::new() })
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.condition);
        visit(self.predicate);
    }
}
