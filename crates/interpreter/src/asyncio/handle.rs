//! Handles: what `call_soon` and `call_later` return, and how objects of the program hold resources of the executor.

use loopscope_executor::{HandleId, ResourceId, TaskId, TimerId};

use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::NativeObject;
use crate::value::Value;
use crate::vm::Vm;

/// `asyncio.Handle` and `asyncio.TimerHandle`.
#[derive(Clone)]
pub(super) struct Handle {
    pub(super) function: Value,
    /// A tuple, or unbound.
    pub(super) args: Value,
    pub(super) id: Scheduled,
    pub(super) cancelled: bool,
    /// Who had it called in the loop of another thread.
    pub(super) caller: Option<TaskId>,
    /// In debug mode: where it was made.
    pub(super) created: String,
}

/// What the handle can cancel.
#[derive(Clone, Copy)]
pub(super) enum Scheduled {
    Soon(HandleId),
    At(TimerId, f64),
}

impl NativeObject for Handle {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.function);
        visit(self.args);
    }
}

pub(super) static HANDLE: ClassDef = ClassDef {
    name: "Handle",
    module: "asyncio.events",
    doc: "Object returned by callback registration methods.",
    methods: &[
        NativeDef::method("cancel", 1, 1, cancel),
        NativeDef::method("cancelled", 1, 1, cancelled),
        NativeDef::getter("_cancelled", cancelled),
        NativeDef::getter("_callback", |vm, args| Ok(this(vm, args).map_or(Value::None, |handle| handle.function))),
        NativeDef::getter("_args", |vm, args| {
            let handle = this(vm, args).map(|handle| (handle.args, handle.cancelled));
            Ok(match handle {
                Some((Value::Unbound, false)) => vm.heap.tuple(Vec::new()),
                Some((Value::Unbound, true)) | None => Value::None,
                Some((args, _)) => args,
            })
        }),
        NativeDef::object_method("__repr__", 1, 1, repr),
    ],
};

pub(super) static TIMER_HANDLE: ClassDef = ClassDef {
    name: "TimerHandle",
    module: "asyncio.events",
    doc: "Object returned by timed callback registration methods.",
    methods: &[NativeDef::method("when", 1, 1, when), NativeDef::getter("_when", when)],
};

fn this<'a>(vm: &'a mut Vm, args: Args<'_>) -> Option<&'a mut Handle> {
    match args.at(0) {
        Value::Opaque(object) => vm.heap[object].get_mut(),
        _ => None,
    }
}

fn cancel(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(handle) = this(vm, args) else { return Ok(Value::None) };
    handle.cancelled = true;
    handle.function = Value::None;
    handle.args = Value::Unbound;
    match handle.id {
        Scheduled::Soon(id) => vm.asyncio.core.cancel_handle(id),
        Scheduled::At(id, _) => vm.asyncio.core.cancel_timer(id),
    }
    Ok(Value::None)
}

fn cancelled(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Value::Bool(this(vm, args).is_some_and(|handle| handle.cancelled)))
}

fn when(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(match this(vm, args) {
        Some(Handle { id: Scheduled::At(_, when), .. }) => Value::Float(*when),
        _ => Value::None,
    })
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.class_name(vm.class_of(args.at(0))).to_owned();
    let Some(handle) = this(vm, args) else { return Ok(vm.heap.str(format!("<{name}>"))) };
    let (function, values, cancelled) = (handle.function, handle.args, handle.cancelled);
    let created = handle.created.clone();
    let when = match handle.id {
        Scheduled::At(_, when) => Some(when),
        Scheduled::Soon(_) => None,
    };
    let mut text = format!("<{name}");
    if cancelled {
        text.push_str(" cancelled");
    }
    if let Some(when) = when {
        text.push_str(&format!(" when={}", crate::types::format::float_repr(when)));
    }
    if !function.is_none() {
        let values = match values {
            Value::Tuple(values) => vm.heap[values].items.to_vec(),
            _ => Vec::new(),
        };
        text.push(' ');
        text.push_str(&vm.callback_source(function, &values)?);
    }
    text.push_str(&created);
    text.push('>');
    Ok(vm.heap.str(text))
}

/// The state of a lock, queue, group, …: the name of the executor's resource, made when it is first needed.
#[derive(Clone, Default)]
pub(super) struct Resource {
    id: Option<ResourceId>,
    /// What else it keeps: a condition's lock, a priority queue's items.
    pub(super) extra: Value,
    /// What it was made with: a limit, a number of parties.
    pub(super) number: i64,
}

impl NativeObject for Resource {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.extra);
    }

    fn resource(&self) -> Option<ResourceId> {
        self.id
    }
}

impl Vm {
    /// Releases what was owned by objects that have died.
    pub(super) fn bury_resources(&mut self) {
        let dead = std::mem::take(&mut self.asyncio.graveyard);
        for id in dead {
            self.asyncio.core.release_resource(id);
        }
    }

    /// The state of an object that holds a resource.
    pub(super) fn resource_state(&mut self, value: Value) -> Res<&mut Resource> {
        let value = self.unwrap(value);
        let found = match value {
            Value::Opaque(object) if self.heap[object].get::<Resource>().is_some() => object,
            _ => {
                let message = format!("'{}' object has no asyncio state", self.type_name(value));
                return Err(self.type_error(message));
            }
        };
        Ok(self.heap[found].get_mut().expect("its type was just seen"))
    }

    /// The resource of an object; `make` makes it if it is not there yet.
    pub(super) fn resource(&mut self, value: Value, make: fn(&mut Vm, &Resource) -> ResourceId) -> Res<ResourceId> {
        let state = self.resource_state(value)?;
        if let Some(id) = state.id {
            return Ok(id);
        }
        let copy = Resource { id: None, extra: state.extra, number: state.number };
        let id = make(self, &copy);
        if self.asyncio.is_observed() {
            self.tell_resource(id);
        }
        self.resource_state(value)?.id = Some(id);
        Ok(id)
    }

    /// The object, or the same in a subclass: what `__new__` of a class that holds a resource returns.
    pub(super) fn new_resource_object(&mut self, class: Value, exact: crate::heap::Ref<crate::object::Class>) -> Value {
        let object = self.opaque(exact, Resource::default());
        self.construct(class, exact, object)
    }

    /// `<module.Class object at 0x…` without its end, for what is added to it.
    pub(super) fn open_repr(&mut self, value: Value) -> String {
        let class = self.class_of(value);
        format!("<{} object at {:#x}", self.full_name(class), self.address(value))
    }
}
