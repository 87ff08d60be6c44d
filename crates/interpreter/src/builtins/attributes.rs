//! Built-in functions about attributes, names and identity.

use crate::native::{Args, Res, Tail, Unwind};
use crate::value::{Name, Value};
use crate::vm::Vm;

fn name_of(vm: &mut Vm, value: Value) -> Res<Name> {
    match vm.unwrap(value) {
        Value::Str(s) => Ok(vm.heap.intern_str(s)),
        other => {
            let message = format!("attribute name must be string, not '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
    }
}

pub(super) fn getattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    match args.get(2) {
        None => vm.get_attr(args.at(0), name),
        Some(default) => Ok(vm.find_attr(args.at(0), name)?.unwrap_or(default)),
    }
}

pub(super) fn hasattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    Ok(Value::Bool(vm.find_attr(args.at(0), name)?.is_some()))
}

pub(super) fn setattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    vm.set_attr(args.at(0), name, args.at(2))?;
    Ok(Value::None)
}

pub(super) fn delattr(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = name_of(vm, args.at(1))?;
    vm.del_attr(args.at(0), name)?;
    Ok(Value::None)
}

pub(super) fn locals(vm: &mut Vm, args: Args<'_>) -> Res {
    let _ = (vm, args);
    Err(Unwind::Tail(Box::new(Tail::Look(|vm, thread, _| vm.locals_of_caller(thread), 0))))
}

pub(super) fn vars(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(object) = args.get(0) else { return locals(vm, args) };
    match vm.find_attr(object, vm.names.dict)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn exit(vm: &mut Vm, args: Args<'_>) -> Res {
    Err(vm.raise(vm.types.system_exit, args.values.to_vec()))
}

pub(super) fn dir(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(object) = args.get(0) else {
        return Err(Unwind::Tail(Box::new(Tail::Look(
            |vm, thread, _| {
                let locals = vm.locals_of_caller(thread)?;
                let Value::Dict(dict) = vm.unwrap(locals) else { return Ok(Value::None) };
                let names = vm.heap[dict].iter().map(|e| e.key).collect();
                sorted_names(vm, names)
            },
            0,
        ))));
    };
    if let Some(Value::Function(_) | Value::Method(_)) = vm.special(object, vm.names.dir)
        && let Some(names) = vm.call_special(object, vm.names.dir, &[])?
    {
        let names = vm.collect(names)?;
        return sorted_names(vm, names);
    }
    if let Value::Module(module) = object
        && let Some(own) = vm.heap[module].globals.get(vm.names.dir)
    {
        let names = vm.call(own, &[])?;
        let names = vm.collect(names)?;
        return sorted_names(vm, names);
    }
    let mut names: Vec<Name> = Vec::new();
    let class = match object {
        Value::Module(module) => {
            names.extend(vm.heap[module].globals.iter().map(|(n, _)| n));
            None
        }
        Value::Class(class) => Some(class),
        _ => {
            match object {
                Value::Instance(i) if let Some(dict) = vm.heap[i].dict => {
                    for (key, _) in vm.dict_items(dict) {
                        if let Value::Str(key) = key {
                            names.push(vm.heap.intern_str(key));
                        }
                    }
                }
                Value::Instance(i) => {
                    let instance = &vm.heap[i];
                    if let Some(dict) = instance.dict {
                        let keys: Vec<Value> = vm.heap[dict].iter().map(|e| e.key).collect();
                        names.extend(keys.into_iter().filter_map(|k| match k {
                            Value::Str(text) => Some(vm.heap.intern_str(text)),
                            _ => None,
                        }));
                    }
                    let instance = &vm.heap[i];
                    let own = vm.shapes.names(instance.shape).zip(&instance.slots);
                    names.extend(own.filter(|(_, v)| !v.is_unbound()).map(|(n, _)| n));
                }
                Value::Exception(e) => names.extend(vm.heap[e].attrs.iter().map(|(n, _)| n)),
                Value::Opaque(o) => names.extend(vm.heap[o].attrs.iter().map(|(n, _)| n)),
                Value::Function(f) => names.extend(vm.heap[f].attrs.iter().map(|(n, _)| n)),
                _ => {}
            }
            Some(vm.class_of(object))
        }
    };
    if let Some(class) = class {
        for class in vm.heap[class].mro.clone() {
            names.extend(vm.heap[class].attrs.iter().map(|(n, _)| n));
        }
    }
    names.sort_unstable();
    names.dedup();
    let names = names.into_iter().map(|n| vm.heap.name_value(n)).collect();
    sorted_names(vm, names)
}

fn sorted_names(vm: &mut Vm, names: Vec<Value>) -> Res {
    super::sort(vm, names, Value::None, false, None)
}
