//! `heapq`: the same algorithms as CPython's, so that heaps look alike; what is lazy is in `lib/heapq.py`.

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::{List, Module};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "heapq", init: Some(init), source: Some(|| include_str!("lib/heapq.py")) };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("heappush", 2, 2, |vm, args| {
        let heap = heap(vm, args, "heappush")?;
        vm.heap.list_push(heap, args.at(1));
        let last = vm.heap[heap].items.len() - 1;
        sift_down(vm, heap, 0, last, false)?;
        Ok(Value::None)
    }),
    NativeDef::function("heappop", 1, 1, |vm, args| pop(vm, args, false)),
    NativeDef::function("_heappop_max", 1, 1, |vm, args| pop(vm, args, true)),
    NativeDef::function("heapreplace", 2, 2, |vm, args| replace(vm, args, false)),
    NativeDef::function("_heapreplace_max", 2, 2, |vm, args| replace(vm, args, true)),
    NativeDef::function("heappushpop", 2, 2, |vm, args| {
        let heap = heap(vm, args, "heappushpop")?;
        let item = args.at(1);
        let Some(smallest) = vm.heap[heap].items.first().copied() else { return Ok(item) };
        if !vm.less(smallest, item)? {
            return Ok(item);
        }
        set(vm, heap, 0, item)?;
        sift_up(vm, heap, 0, false)?;
        Ok(smallest)
    }),
    NativeDef::function("heapify", 1, 1, |vm, args| heapify(vm, args, false)),
    NativeDef::function("_heapify_max", 1, 1, |vm, args| heapify(vm, args, true)),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

fn heap(vm: &mut Vm, args: Args<'_>, name: &str) -> Res<Ref<List>> {
    match vm.unwrap(args.at(0)) {
        Value::List(list) => Ok(list),
        other => {
            let position = if name == "heapify" { "" } else { " 1" };
            let message = format!("{name}() argument{position} must be list, not {}", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

/// An item; an error if a comparison has made the list shorter.
fn get(vm: &mut Vm, heap: Ref<List>, at: usize) -> Res {
    match vm.heap[heap].items.get(at) {
        Some(value) => Ok(*value),
        None => Err(vm.runtime_error("list changed size during iteration")),
    }
}

fn set(vm: &mut Vm, heap: Ref<List>, at: usize, value: Value) -> Res<()> {
    match vm.heap[heap].items.get_mut(at) {
        Some(place) => {
            *place = value;
            Ok(())
        }
        None => Err(vm.runtime_error("list changed size during iteration")),
    }
}

/// Does `a` go before `b`?
fn before(vm: &mut Vm, a: Value, b: Value, max: bool) -> Res<bool> {
    if max { vm.less(b, a) } else { vm.less(a, b) }
}

/// Moves the item at `at` towards `start` to its place.
fn sift_down(vm: &mut Vm, heap: Ref<List>, start: usize, mut at: usize, max: bool) -> Res<()> {
    let item = get(vm, heap, at)?;
    while at > start {
        let parent_at = (at - 1) / 2;
        let parent = get(vm, heap, parent_at)?;
        if !before(vm, item, parent, max)? {
            break;
        }
        set(vm, heap, at, parent)?;
        set(vm, heap, parent_at, item)?;
        at = parent_at;
    }
    Ok(())
}

/// Moves the item at `at` to a leaf, along the smaller children, and from there to its place.
fn sift_up(vm: &mut Vm, heap: Ref<List>, mut at: usize, max: bool) -> Res<()> {
    let end = vm.heap[heap].items.len();
    let start = at;
    while at < end / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < end {
            let (left, right) = (get(vm, heap, child)?, get(vm, heap, child + 1)?);
            if !before(vm, left, right, max)? {
                child += 1;
            }
        }
        let (up, down) = (get(vm, heap, child)?, get(vm, heap, at)?);
        set(vm, heap, at, up)?;
        set(vm, heap, child, down)?;
        at = child;
    }
    sift_down(vm, heap, start, at, max)
}

fn pop(vm: &mut Vm, args: Args<'_>, max: bool) -> Res {
    let heap = heap(vm, args, "heappop")?;
    let Some(last) = vm.heap[heap].items.pop() else { return Err(vm.index_error("index out of range")) };
    let Some(first) = vm.heap[heap].items.first().copied() else { return Ok(last) };
    set(vm, heap, 0, last)?;
    sift_up(vm, heap, 0, max)?;
    Ok(first)
}

fn replace(vm: &mut Vm, args: Args<'_>, max: bool) -> Res {
    let heap = heap(vm, args, "heapreplace")?;
    let Some(first) = vm.heap[heap].items.first().copied() else {
        return Err(vm.index_error("index out of range"));
    };
    set(vm, heap, 0, args.at(1))?;
    sift_up(vm, heap, 0, max)?;
    Ok(first)
}

fn heapify(vm: &mut Vm, args: Args<'_>, max: bool) -> Res {
    let heap = heap(vm, args, "heapify")?;
    for at in (0..vm.heap[heap].items.len() / 2).rev() {
        sift_up(vm, heap, at, max)?;
    }
    Ok(Value::None)
}
