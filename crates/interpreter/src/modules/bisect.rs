//! `bisect`.

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{Args, NativeDef, Res};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "bisect", init: Some(init), source: None };

const KEYWORDS: &[&str] = &["a", "x", "lo", "hi", "key"];

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("bisect", 2, 4, |vm, args| find(vm, args, true, false)).keywords(KEYWORDS),
    NativeDef::function("bisect_right", 2, 4, |vm, args| find(vm, args, true, false)).keywords(KEYWORDS),
    NativeDef::function("bisect_left", 2, 4, |vm, args| find(vm, args, false, false)).keywords(KEYWORDS),
    NativeDef::function("insort", 2, 4, |vm, args| insert(vm, args, true)).keywords(KEYWORDS),
    NativeDef::function("insort_right", 2, 4, |vm, args| insert(vm, args, true)).keywords(KEYWORDS),
    NativeDef::function("insort_left", 2, 4, |vm, args| insert(vm, args, false)).keywords(KEYWORDS),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

/// Where `x` belongs: after (`right`) or before what is equal. `inserting`: the key function is for `x` too.
fn find(vm: &mut Vm, args: Args<'_>, right: bool, inserting: bool) -> Res {
    let (Some(sequence), Some(mut x)) = (args.arg(vm, 0, "a"), args.arg(vm, 1, "x")) else {
        return Err(vm.type_error("bisect() missing required argument 'x' (pos 2)"));
    };
    let key = args.keyword(vm, "key").unwrap_or(Value::None);
    if inserting && !key.is_none() {
        x = vm.call(key, &[x])?;
    }
    let mut low = match args.arg(vm, 2, "lo") {
        Some(low) => vm.to_index(low)?,
        None => 0,
    };
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut high = match args.arg(vm, 3, "hi") {
        None | Some(Value::None) => vm.len(sequence)? as i64,
        Some(high) => vm.to_index(high)?,
    };
    while low < high {
        let middle = low.midpoint(high);
        let mut item = vm.get_item(sequence, Value::Int(middle))?;
        if !key.is_none() {
            item = vm.call(key, &[item])?;
        }
        let go_left = if right { vm.less(x, item)? } else { !vm.less(item, x)? };
        if go_left {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(Value::Int(low))
}

fn insert(vm: &mut Vm, args: Args<'_>, right: bool) -> Res {
    let index = find(vm, args, right, true)?;
    let (Some(sequence), Some(x)) = (args.arg(vm, 0, "a"), args.arg(vm, 1, "x")) else { return Ok(Value::None) };
    if let (Value::List(list), Value::Int(index)) = (sequence, index) {
        vm.heap.charge(size_of::<Value>());
        let len = vm.heap[list].items.len();
        vm.heap[list].items.insert((index as usize).min(len), x);
        return Ok(Value::None);
    }
    vm.call_method(sequence, "insert", &[index, x])?;
    Ok(Value::None)
}
