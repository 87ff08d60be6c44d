//! `str.translate` and `str.maketrans`.

use super::text;
use crate::native::{Args, Res};
use crate::object::Dict;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn translate(vm: &mut Vm, args: Args<'_>) -> Res {
    let text = text(vm, args)?;
    let table = args.at(1);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let key = Value::Int(i64::from(u32::from(c)));
        let found = match vm.get_item(table, key) {
            Ok(value) => value,
            Err(error) if vm.is_error(&error, vm.types.lookup_error) => {
                out.push(c);
                continue;
            }
            Err(error) => return Err(error),
        };
        match found {
            Value::None => {}
            Value::Int(code) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(c) => out.push(c),
                None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            },
            other => match vm.text(other) {
                Some(text) => out.push_str(text),
                None => return Err(vm.type_error("character mapping must return integer, None or str")),
            },
        }
    }
    Ok(vm.heap.str(out))
}

pub(super) fn make_table(vm: &mut Vm, args: Args<'_>) -> Res {
    let table = vm.heap.alloc(Dict::default());
    if args.get(1).is_none() {
        let Value::Dict(source) = vm.unwrap(args.at(0)) else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let items: Vec<_> = vm.heap[source].iter().map(|e| (e.key, e.value)).collect();
        for (key, value) in items {
            let key = match vm.unwrap(key) {
                Value::Str(s) => match vm.heap.text(s).chars().next().filter(|_| vm.heap[s].chars == 1) {
                    Some(c) => Value::Int(i64::from(u32::from(c))),
                    None => return Err(vm.value_error("string keys in translate table must be of length 1")),
                },
                number @ Value::Int(_) => number,
                _ => return Err(vm.type_error("keys in translate table must be strings or integers")),
            };
            vm.dict_set(table, key, value)?;
        }
        return Ok(Value::Dict(table));
    }
    let mut parts = Vec::new();
    for (i, value) in args.positional().iter().enumerate() {
        match vm.text(*value) {
            Some(text) => parts.push(text.chars().collect::<Vec<_>>()),
            None if i == 0 => {
                return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
            }
            None => {
                let class = vm.type_name(*value);
                let message = format!("maketrans() argument {} must be str, not {class}", i + 1);
                return Err(vm.type_error(message));
            }
        }
    }
    if parts[0].len() != parts[1].len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let code = |c: &char| Value::Int(i64::from(u32::from(*c)));
    for (from, to) in parts[0].iter().zip(&parts[1]) {
        vm.dict_set(table, code(from), code(to))?;
    }
    for doomed in parts.get(2).into_iter().flatten() {
        vm.dict_set(table, code(doomed), Value::None)?;
    }
    Ok(Value::Dict(table))
}
