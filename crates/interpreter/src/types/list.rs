//! `list`.

use super::special::*;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::List;
use crate::value::Value;
use crate::vm::{Vm, place};

pub(crate) static LIST: ClassDef = ClassDef {
    name: "list",
    module: "builtins",
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n\
          The argument must be an iterable if specified.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::method("__init__", 1, 2, init).drains(1),
        NativeDef::method("append", 2, 2, append),
        NativeDef::method("extend", 2, 2, extend),
        NativeDef::method("insert", 3, 3, insert),
        NativeDef::method("pop", 1, 2, pop),
        NativeDef::method("remove", 2, 2, remove),
        NativeDef::method("index", 2, 4, index),
        NativeDef::method("count", 2, 2, count),
        NativeDef::method("reverse", 1, 1, reverse),
        NativeDef::method("copy", 1, 1, copy),
        NativeDef::method("clear", 1, 1, clear),
        NativeDef::method("sort", 1, 1, sort).keywords(&["key", "reverse"]),
        NativeDef::method("__iadd__", 2, 2, iadd),
        NativeDef::method("__imul__", 2, 2, imul),
        LEN,
        GETITEM,
        SETITEM,
        DELITEM,
        CONTAINS,
        ITER,
        REVERSED,
        REPR,
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        ADD,
        MUL,
        RMUL,
        CLASS_GETITEM,
    ],
};

fn this(vm: &mut Vm, args: Args<'_>, method: &str) -> Res<Ref<List>> {
    match vm.unwrap(args.at(0)) {
        Value::List(list) => Ok(list),
        other => Err(wrong_self(vm, method, "list", other)),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let exact = vm.types.list;
    if !class.is(Value::Class(exact)) {
        // `__init__` fills it.
        let empty = vm.heap.list(Vec::new());
        return Ok(vm.construct(class, exact, empty));
    }
    if !args.names.is_empty() {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
    match *args.positional() {
        [_] => Ok(vm.heap.list(Vec::new())),
        [_, iterable] => vm.collect_then(iterable, &[], |vm, values| Ok(vm.heap.list(values))),
        _ => {
            let given = args.values.len() - 1;
            Err(vm.type_error(format!("list expected at most 1 argument, got {given}")))
        }
    }
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "__init__")?;
    let Some(iterable) = args.get(1) else {
        vm.heap[list].items.clear();
        return Ok(Value::None);
    };
    // Not in a frame: when an instance is made, the result of `__init__` is not looked at.
    let values = vm.collect(iterable)?;
    vm.heap.charge(values.len() * size_of::<Value>());
    vm.heap[list].items = values;
    Ok(Value::None)
}

fn append(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "append")?;
    vm.heap.list_push(list, args.at(1));
    Ok(Value::None)
}

fn extend(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "extend")?;
    vm.list_extend(list, args.at(1))
}

fn insert(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "insert")?;
    let index = vm.to_index(args.at(1))?;
    let len = vm.heap[list].items.len() as i64;
    let index = if index < 0 { (index + len).max(0) } else { index.min(len) };
    vm.heap.charge(size_of::<Value>());
    vm.heap[list].items.insert(index as usize, args.at(2));
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "pop")?;
    let index = match args.get(1) {
        None => {
            return match vm.heap[list].items.pop() {
                Some(value) => Ok(value),
                None => Err(vm.index_error("pop from empty list")),
            };
        }
        Some(index) => vm.to_index(index)?,
    };
    let len = vm.heap[list].items.len();
    match place(index, len) {
        Some(index) => Ok(vm.heap[list].items.remove(index)),
        None if len == 0 => Err(vm.index_error("pop from empty list")),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "remove")?;
    let mut i = 0;
    while let Some(item) = vm.heap[list].items.get(i).copied() {
        if vm.equal(item, args.at(1))? {
            if i < vm.heap[list].items.len() {
                vm.heap[list].items.remove(i);
            }
            return Ok(Value::None);
        }
        i += 1;
    }
    Err(vm.value_error("list.remove(x): x not in list"))
}

/// The bounds that `index(value, start, stop)` searches in.
pub(super) fn search_bounds(vm: &mut Vm, args: Args<'_>, len: usize) -> Res<(usize, usize)> {
    let mut bounds = [0, len as i64];
    for (i, bound) in bounds.iter_mut().enumerate() {
        if let Some(value) = args.get(2 + i) {
            let index = match value {
                Value::BigInt(big) => {
                    if vm.heap[big].value.sign() == num_bigint::Sign::Minus {
                        i64::MIN
                    } else {
                        i64::MAX
                    }
                }
                _ if vm.special(value, vm.names.index).is_none() => {
                    return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
                }
                _ => vm.to_index(value)?,
            };
            *bound = if index < 0 { index.saturating_add(len as i64).max(0) } else { index };
        }
    }
    Ok((bounds[0] as usize, bounds[1] as usize))
}

fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "index")?;
    let (start, stop) = search_bounds(vm, args, vm.heap[list].items.len())?;
    let mut i = start;
    while i < stop && i < vm.heap[list].items.len() {
        if vm.equal(vm.heap[list].items[i], args.at(1))? {
            return Ok(Value::Int(i as i64));
        }
        i += 1;
    }
    let text = vm.repr(args.at(1))?;
    Err(vm.value_error(format!("{text} is not in list")))
}

fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "count")?;
    let mut count = 0;
    let mut i = 0;
    while let Some(item) = vm.heap[list].items.get(i).copied() {
        count += i64::from(vm.equal(item, args.at(1))?);
        i += 1;
    }
    Ok(Value::Int(count))
}

fn reverse(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "reverse")?;
    vm.heap[list].items.reverse();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "copy")?;
    let items = vm.heap[list].items.clone();
    Ok(vm.heap.list(items))
}

fn clear(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "clear")?;
    vm.heap[list].items = Vec::new();
    Ok(Value::None)
}

fn sort(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "sort")?;
    let key = args.keyword(vm, "key").unwrap_or(Value::None);
    let reverse = match args.keyword(vm, "reverse") {
        Some(reverse) => vm.truthy(reverse)?,
        None => false,
    };
    let items = std::mem::take(&mut vm.heap[list].items);
    crate::builtins::sort(vm, items, key, reverse, Some(list))
}

fn iadd(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "__iadd__")?;
    let me = args.at(0);
    let iterable = args.at(1);
    if !vm.needs_frame(iterable) {
        vm.list_extend(list, iterable)?;
        return Ok(me);
    }
    vm.collect_then(iterable, &[me], move |vm, values| {
        vm.heap.charge(values.len() * size_of::<Value>());
        vm.heap[list].items.extend(values);
        Ok(me)
    })
}

fn imul(vm: &mut Vm, args: Args<'_>) -> Res {
    let list = this(vm, args, "__imul__")?;
    let times = vm.to_index(args.at(1))?.max(0) as usize;
    let items = &vm.heap[list].items;
    let total = items.len().saturating_mul(times);
    vm.reserve(total.saturating_mul(size_of::<Value>()))?;
    vm.heap.charge(total * size_of::<Value>());
    let repeated = vm.heap[list].items.repeat(times);
    vm.heap[list].items = repeated;
    Ok(args.at(0))
}

impl Vm {
    /// `list.extend(iterable)`.
    pub(crate) fn list_extend(&mut self, list: Ref<List>, iterable: Value) -> Res {
        self.collect_then(iterable, &[Value::List(list)], move |vm, values| {
            vm.heap.charge(values.len() * size_of::<Value>());
            vm.heap[list].items.extend(values);
            Ok(Value::None)
        })
    }
}
