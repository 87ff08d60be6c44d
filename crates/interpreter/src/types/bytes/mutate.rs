//! Methods that change a `bytearray`.

use super::new::byte;
use super::this_ref;
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::{Vm, place};

pub(super) fn append(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    let byte = byte(vm, args.at(1), "byte")?;
    vm.heap.charge(1);
    vm.heap[this].data.push(byte);
    Ok(Value::None)
}

pub(super) fn extend(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    let data = match vm.unwrap(args.at(1)) {
        Value::Bytes(b) => vm.heap[b].data.clone(),
        _ => {
            let items = vm.collect(args.at(1))?;
            items.into_iter().map(|item| byte(vm, item, "byte")).collect::<Res<_>>()?
        }
    };
    vm.reserve(data.len())?;
    vm.heap.charge(data.len());
    vm.heap[this].data.extend(data);
    Ok(Value::None)
}

pub(super) fn insert(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    let index = vm.to_index(args.at(1))?;
    let byte = byte(vm, args.at(2), "byte")?;
    let length = vm.heap[this].data.len() as i64;
    let index = if index < 0 { (index + length).max(0) } else { index.min(length) };
    vm.heap.charge(1);
    vm.heap[this].data.insert(index as usize, byte);
    Ok(Value::None)
}

pub(super) fn pop(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    let index = match args.get(1) {
        Some(index) => vm.to_index(index)?,
        None => -1,
    };
    let length = vm.heap[this].data.len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    match place(index, length) {
        Some(index) => Ok(Value::Int(i64::from(vm.heap[this].data.remove(index)))),
        None => Err(vm.index_error("pop index out of range")),
    }
}

pub(super) fn remove(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    let byte = byte(vm, args.at(1), "byte")?;
    match vm.heap[this].data.iter().position(|b| *b == byte) {
        Some(index) => {
            vm.heap[this].data.remove(index);
            Ok(Value::None)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

pub(super) fn clear(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    vm.heap[this].data.clear();
    Ok(Value::None)
}

pub(super) fn reverse(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this_ref(vm, args)?;
    vm.heap[this].data.reverse();
    Ok(Value::None)
}
