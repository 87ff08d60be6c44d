//! `_thread`: the simulated threads under `threading`.

use loopscope_executor::{Item, Observer, Passage, QueueOrder, ResourceId, ResourceKind};

use super::ModuleDef;
use crate::native::{Args, NativeDef, Res, Tail, Unwind};
use crate::value::{Name, Value};
use crate::vm::{Pause, Vm};

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "_thread",
    init: Some(|vm, module| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: Some(|| include_str!("lib/thread.py")),
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("start_new_thread", 2, 3, start),
    NativeDef::function("get_ident", 0, 0, |vm, _| Ok(Value::Int(vm.strand_ident()))),
    NativeDef::function("_park", 0, 1, park),
    NativeDef::function("_unpark", 1, 1, |vm, args| {
        let ident = vm.to_index(args.at(0))?;
        Ok(Value::Bool(vm.unpark_strand(ident)))
    }),
    NativeDef::function("_at_end", 1, 2, at_end),
    NativeDef::function("_named", 2, 2, |vm, args| {
        let ident = vm.to_index(args.at(0))?;
        let name = vm.text(args.at(1)).unwrap_or_default().to_owned();
        vm.name_strand(ident, &name);
        Ok(Value::None)
    }),
    NativeDef::function("_new_pool", 2, 2, new_pool).placed(),
    NativeDef::function("_pool_changed", 3, 5, pool_changed),
    NativeDef::function("_serves", 1, 1, |vm, args| {
        if let Some(pool) = told(args) {
            vm.strand_serves(pool);
        }
        Ok(Value::None)
    }),
    NativeDef::function("_new_resource", 1, 3, new_resource).placed(),
    NativeDef::function("_changed", 3, 4, changed),
    NativeDef::function("_passed", 3, 3, passed),
    NativeDef::function("_failed", 0, 0, |vm, _| {
        vm.strand_raised();
        Ok(Value::None)
    }),
];

fn tail(tail: Tail) -> Res {
    Err(Unwind::Tail(Box::new(tail)))
}

/// `start_new_thread(function, args, kwargs)`: the thread goes first, until it waits for something.
fn start(vm: &mut Vm, args: Args<'_>) -> Res {
    if !vm.is_callable(args.at(0)) {
        return Err(vm.type_error("first arg must be callable"));
    }
    let Value::Tuple(values) = vm.unwrap(args.at(1)) else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let values = vm.heap[values].items.to_vec();
    let kwargs: Vec<(Name, Value)> = match args.get(2) {
        Some(Value::Dict(dict)) => {
            let items = vm.dict_items(dict);
            let named = |(key, value)| match key {
                Value::Str(key) => Some((vm.heap.intern_str(key), value)),
                _ => None,
            };
            items.into_iter().filter_map(named).collect()
        }
        None => Vec::new(),
        Some(_) => return Err(vm.type_error("optional 3rd arg must be a dictionary")),
    };
    let number = vm.new_strand(args.at(0), &values, &kwargs);
    tail(Tail::Pause(Pause::Started(number)))
}

/// `_park(timeout=None)`: waits for `_unpark`; tells whether it came in time.
fn park(vm: &mut Vm, args: Args<'_>) -> Res {
    let until = match args.get(0).filter(|timeout| !timeout.is_none()) {
        Some(timeout) => Some(vm.now() + vm.to_f64(timeout)?),
        None => None,
    };
    tail(Tail::Pause(Pause::Parked(until)))
}

/// `_at_end(function, first=False)`: calls it when the main thread has ended.
fn at_end(vm: &mut Vm, args: Args<'_>) -> Res {
    let first = match args.get(1) {
        Some(first) => vm.truthy(first)?,
        None => false,
    };
    vm.call_at_end(args.at(0), first);
    Ok(Value::None)
}

/// `_new_pool(name, workers)`: the number by which observers know a pool of threads.
fn new_pool(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.text(args.at(0)).unwrap_or_default().to_owned();
    let most = u32::try_from(vm.to_index(args.at(1))?).unwrap_or(0);
    Ok(Value::Int(i64::from(vm.new_pool(&name, most).0)))
}

/// `_pool_changed(pool, waiting, idle, work=None, is_taken=False)`: so much work waits now and so many workers have none;
/// this work was brought, or taken.
fn pool_changed(vm: &mut Vm, args: Args<'_>) -> Res {
    if !vm.asyncio.is_observed() {
        return Ok(Value::None);
    }
    let mut number = |at| Ok(u32::try_from(vm.to_index(args.at(at))?).unwrap_or(0));
    let (pool, level, idle) = (ResourceId(number(0)?), number(1)?, number(2)?);
    vm.asyncio.core.kept_changed(pool, level, idle);
    if let Some(work) = args.get(3).filter(|work| !work.is_none()) {
        let is_taken = matches!(args.get(4), Some(Value::Bool(true)));
        let text = vm.text(work).unwrap_or_default().to_owned();
        let passage = if is_taken { Passage::Got } else { Passage::Put };
        vm.asyncio.core.observer_mut().item_passed(pool, passage, Item::Text(&text));
    }
    Ok(Value::None)
}

/// `_new_resource(kind, level=0, most=0)`: the number by which observers know a lock or its kin, which stands so and has
/// room for so many; `None` if there are none.
fn new_resource(vm: &mut Vm, args: Args<'_>) -> Res {
    if !vm.asyncio.is_observed() {
        return Ok(Value::None);
    }
    let (kind, order) = match vm.text(args.at(0)).unwrap_or_default() {
        "lock" => (ResourceKind::Lock, None),
        "semaphore" => (ResourceKind::Semaphore, None),
        "event" => (ResourceKind::Event, None),
        "condition" => (ResourceKind::Condition, None),
        "barrier" => (ResourceKind::Barrier, None),
        "stack" => (ResourceKind::Queue, Some(QueueOrder::Lifo)),
        "heap" => (ResourceKind::Queue, Some(QueueOrder::Guest)),
        _ => (ResourceKind::Queue, Some(QueueOrder::Fifo)),
    };
    // A program may say any number of places.
    let number = |at| match args.get(at) {
        Some(Value::Int(number)) => u32::try_from(number).unwrap_or(0),
        _ => 0,
    };
    let resource = vm.new_thread_resource(kind, number(1), number(2), order);
    Ok(Value::Int(i64::from(resource.0)))
}

/// `_changed(resource, level, waiters, is_own=True)`: how it stands now, by the doing of who runs or, if somebody has but
/// given up waiting, of nobody.
fn changed(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(resource) = told(args) else { return Ok(Value::None) };
    let number = |value| match value {
        Value::Int(number) => u32::try_from(number).unwrap_or(0),
        value => u32::from(matches!(value, Value::Bool(true))),
    };
    let is_own = !matches!(args.get(3), Some(Value::Bool(false)));
    vm.asyncio.core.kept_changed_by(resource, number(args.at(1)), number(args.at(2)), is_own);
    Ok(Value::None)
}

/// `_passed(queue, item, is_taken)`: an item was put in, or taken out.
fn passed(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Some(queue) = told(args) {
        let passage = if matches!(args.at(2), Value::Bool(true)) { Passage::Got } else { Passage::Put };
        vm.tell_passed(queue, passage, args.at(1));
    }
    Ok(Value::None)
}

/// The resource of which observers are to be told something; `None` if they do not know it.
fn told(args: Args<'_>) -> Option<ResourceId> {
    match args.at(0) {
        Value::Int(number) => u32::try_from(number).ok().map(ResourceId),
        _ => None,
    }
}
