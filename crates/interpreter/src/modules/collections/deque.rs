//! `collections.deque`.

use std::collections::VecDeque;

use loopscope_compiler::op::CompareOp;

use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Iter, NativeIter, NativeObject, Opaque};
use crate::types::special::CLASS_GETITEM;
use crate::value::Value;
use crate::vm::{Vm, place};

#[derive(Default)]
pub(crate) struct Deque {
    items: VecDeque<Value>,
    maxlen: Option<usize>,
    /// Counts changes of its length, for iterators.
    version: u32,
}

impl Clone for Deque {
    fn clone(&self) -> Self {
        // With as much room: see `clone_with_room`.
        let mut items = VecDeque::with_capacity(self.items.capacity());
        items.extend(&self.items);
        Deque { items, ..*self }
    }
}

impl Deque {
    /// Its items, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = Value> + '_ {
        self.items.iter().copied()
    }

    fn push_back(&mut self, value: Value) {
        if self.maxlen == Some(self.items.len()) {
            self.items.pop_front();
        }
        if self.maxlen != Some(0) {
            self.items.push_back(value);
        }
        self.version = self.version.wrapping_add(1);
    }

    fn push_front(&mut self, value: Value) {
        if self.maxlen == Some(self.items.len()) {
            self.items.pop_back();
        }
        if self.maxlen != Some(0) {
            self.items.push_front(value);
        }
        self.version = self.version.wrapping_add(1);
    }
}

impl NativeObject for Deque {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.items.iter().for_each(|v| visit(*v));
    }

    fn owned_bytes(&self) -> usize {
        self.items.capacity() * size_of::<Value>()
    }
}

pub(super) static DEQUE: ClassDef = ClassDef {
    name: "deque",
    module: "collections",
    doc: "deque([iterable[, maxlen]]) --> deque object\n\n\
          A list-like sequence optimized for data accesses near its endpoints.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::method("__init__", 1, 3, init).keywords(&["iterable", "maxlen"]).drains(1),
        NativeDef::method("append", 2, 2, append),
        NativeDef::method("appendleft", 2, 2, appendleft),
        NativeDef::method("pop", 1, 1, pop),
        NativeDef::method("popleft", 1, 1, popleft),
        NativeDef::method("extend", 2, 2, extend).drains(1),
        NativeDef::method("extendleft", 2, 2, extendleft).drains(1),
        NativeDef::method("clear", 1, 1, clear),
        NativeDef::method("copy", 1, 1, copy),
        NativeDef::method("__copy__", 1, 1, copy),
        NativeDef::method("count", 2, 2, count),
        NativeDef::method("index", 2, 4, index),
        NativeDef::method("insert", 3, 3, insert),
        NativeDef::method("remove", 2, 2, remove),
        NativeDef::method("reverse", 1, 1, reverse),
        NativeDef::method("rotate", 1, 2, rotate),
        NativeDef::getter("maxlen", |vm, args| {
            let deque = this(vm, args)?;
            Ok(state(vm, deque).maxlen.map_or(Value::None, |n| Value::Int(n as i64)))
        }),
        NativeDef::method("__len__", 1, 1, |vm, args| {
            let deque = this(vm, args)?;
            Ok(Value::Int(state(vm, deque).items.len() as i64))
        }),
        NativeDef::method("__bool__", 1, 1, |vm, args| {
            let deque = this(vm, args)?;
            Ok(Value::Bool(!state(vm, deque).items.is_empty()))
        }),
        NativeDef::method("__getitem__", 2, 2, getitem),
        NativeDef::method("__setitem__", 3, 3, setitem),
        NativeDef::method("__delitem__", 2, 2, delitem),
        NativeDef::method("__contains__", 2, 2, contains),
        NativeDef::method("__iter__", 1, 1, |vm, args| {
            let deque = this(vm, args)?;
            let version = state(vm, deque).version;
            Ok(vm.new_iter(Iter::Native(Box::new(DequeIter { deque, index: 0, version, reversed: false }))))
        }),
        NativeDef::method("__reversed__", 1, 1, |vm, args| {
            let deque = this(vm, args)?;
            let version = state(vm, deque).version;
            Ok(vm.new_iter(Iter::Native(Box::new(DequeIter { deque, index: 0, version, reversed: true }))))
        }),
        NativeDef::method("__repr__", 1, 1, repr),
        NativeDef::method("__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
        NativeDef::method("__ne__", 2, 2, |vm, args| compare(vm, args, CompareOp::Ne)),
        NativeDef::method("__lt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Lt)),
        NativeDef::method("__le__", 2, 2, |vm, args| compare(vm, args, CompareOp::Le)),
        NativeDef::method("__gt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Gt)),
        NativeDef::method("__ge__", 2, 2, |vm, args| compare(vm, args, CompareOp::Ge)),
        NativeDef::method("__hash__", 1, 1, |vm, _| Err(vm.type_error("unhashable type: 'collections.deque'"))),
        NativeDef::method("__add__", 2, 2, add),
        NativeDef::method("__iadd__", 2, 2, |vm, args| extend(vm, args).map(|_| args.at(0))),
        NativeDef::method("__mul__", 2, 2, mul),
        NativeDef::method("__rmul__", 2, 2, mul),
        CLASS_GETITEM,
    ],
};

fn as_deque(vm: &Vm, value: Value) -> Option<Ref<Opaque>> {
    match value {
        Value::Opaque(o) if vm.heap[o].get::<Deque>().is_some() => Some(o),
        _ => None,
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    match as_deque(vm, args.at(0)) {
        Some(deque) => Ok(deque),
        None => Err(crate::types::special::wrong_self(vm, "append", "collections.deque", args.at(0))),
    }
}

fn state(vm: &mut Vm, deque: Ref<Opaque>) -> &mut Deque {
    vm.heap[deque].get_mut().expect("the caller has seen that it is a deque")
}

/// The items, copied.
fn items(vm: &mut Vm, deque: Ref<Opaque>) -> Vec<Value> {
    state(vm, deque).items.iter().copied().collect()
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Class(class) = args.at(0) else { return Err(vm.type_error("deque.__new__(X): X is not a type object")) };
    let deque = vm.opaque(class, Deque::default());
    if vm.heap[class].native {
        let mut values = args.values.to_vec();
        values[0] = deque;
        fill(vm, Args { values: &values, names: args.names })?;
    }
    Ok(deque)
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    fill(vm, args)?;
    Ok(Value::None)
}

fn fill(vm: &mut Vm, args: Args<'_>) -> Res<()> {
    let deque = this(vm, args)?;
    if args.positional().len() > 3 {
        let given = args.positional().len() - 1;
        return Err(vm.type_error(format!("deque() takes at most 2 arguments ({given} given)")));
    }
    let maxlen = match args.arg(vm, 2, "maxlen") {
        None | Some(Value::None) => None,
        Some(value @ (Value::Int(_) | Value::Bool(_))) => match vm.to_index(value)? {
            length @ 0.. => Some(length as usize),
            _ => return Err(vm.value_error("maxlen must be non-negative")),
        },
        Some(_) => return Err(vm.type_error("an integer is required")),
    };
    let values = match args.arg(vm, 1, "iterable") {
        Some(iterable) => vm.collect(iterable)?,
        None => Vec::new(),
    };
    let state = state(vm, deque);
    state.maxlen = maxlen;
    state.items.clear();
    for value in values {
        state.push_back(value);
    }
    Ok(())
}

fn append(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    vm.heap.charge(size_of::<Value>());
    state(vm, deque).push_back(args.at(1));
    Ok(Value::None)
}

fn appendleft(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    vm.heap.charge(size_of::<Value>());
    state(vm, deque).push_front(args.at(1));
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let state = state(vm, deque);
    state.version = state.version.wrapping_add(1);
    match state.items.pop_back() {
        Some(value) => Ok(value),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn popleft(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let state = state(vm, deque);
    state.version = state.version.wrapping_add(1);
    match state.items.pop_front() {
        Some(value) => Ok(value),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn extend(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let values = vm.collect(args.at(1))?;
    vm.heap.charge(values.len() * size_of::<Value>());
    let state = state(vm, deque);
    for value in values {
        state.push_back(value);
    }
    Ok(Value::None)
}

fn extendleft(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let values = vm.collect(args.at(1))?;
    vm.heap.charge(values.len() * size_of::<Value>());
    let state = state(vm, deque);
    for value in values {
        state.push_front(value);
    }
    Ok(Value::None)
}

fn clear(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let state = state(vm, deque);
    state.items.clear();
    state.version = state.version.wrapping_add(1);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let class = vm.class_of(args.at(0));
    if !vm.heap[class].native {
        let maxlen = state(vm, deque).maxlen.map_or(Value::None, |n| Value::Int(n as i64));
        return vm.call(Value::Class(class), &[args.at(0), maxlen]);
    }
    let copy = state(vm, deque).clone();
    Ok(vm.opaque(class, copy))
}

fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let mut count = 0;
    for item in items(vm, deque) {
        count += i64::from(vm.equal(item, args.at(1))?);
    }
    Ok(Value::Int(count))
}

fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let len = state(vm, deque).items.len() as i64;
    let mut bounds = [0, len];
    for (i, bound) in bounds.iter_mut().enumerate() {
        if let Some(value) = args.get(2 + i) {
            let value = vm.to_index(value)?;
            *bound = if value < 0 { (value + len).max(0) } else { value.min(len) };
        }
    }
    let items = items(vm, deque);
    for i in bounds[0]..bounds[1] {
        if vm.equal(items[i as usize], args.at(1))? {
            return Ok(Value::Int(i));
        }
    }
    let text = vm.repr(args.at(1))?;
    Err(vm.value_error(format!("{text} is not in deque")))
}

fn insert(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let index = vm.to_index(args.at(1))?;
    let len = state(vm, deque).items.len();
    if state(vm, deque).maxlen == Some(len) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let index = if index < 0 { (index + len as i64).max(0) } else { index.min(len as i64) };
    let state = state(vm, deque);
    state.items.insert(index as usize, args.at(2));
    state.version = state.version.wrapping_add(1);
    Ok(Value::None)
}

fn remove(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let values = items(vm, deque);
    let version = state(vm, deque).version;
    for (i, item) in values.into_iter().enumerate() {
        let found = vm.equal(item, args.at(1))?;
        let state = state(vm, deque);
        if state.version != version {
            return Err(vm.index_error("deque mutated during remove()."));
        }
        if found {
            state.items.remove(i);
            state.version = state.version.wrapping_add(1);
            return Ok(Value::None);
        }
    }
    let text = vm.repr(args.at(1))?;
    Err(vm.value_error(format!("{text} is not in deque")))
}

fn reverse(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    state(vm, deque).items.make_contiguous().reverse();
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let steps = match args.get(1) {
        Some(steps) => vm.to_index(steps)?,
        None => 1,
    };
    let state = state(vm, deque);
    if !state.items.is_empty() {
        let steps = steps.rem_euclid(state.items.len() as i64) as usize;
        state.items.rotate_right(steps);
        state.version = state.version.wrapping_add(1);
    }
    Ok(Value::None)
}

/// The place of an index; an `IndexError` if there is none.
fn at(vm: &mut Vm, deque: Ref<Opaque>, index: Value) -> Res<usize> {
    if !matches!(index, Value::Int(_) | Value::Bool(_)) && vm.special(index, vm.names.index).is_none() {
        let message = format!("sequence index must be integer, not '{}'", vm.type_name(index));
        return Err(vm.type_error(message));
    }
    let index = vm.to_index(index)?;
    let len = state(vm, deque).items.len();
    match place(index, len) {
        Some(index) => Ok(index),
        None => Err(vm.index_error("deque index out of range")),
    }
}

fn getitem(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let index = at(vm, deque, args.at(1))?;
    Ok(state(vm, deque).items[index])
}

fn setitem(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let index = at(vm, deque, args.at(1))?;
    state(vm, deque).items[index] = args.at(2);
    Ok(Value::None)
}

fn delitem(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let index = at(vm, deque, args.at(1))?;
    let state = state(vm, deque);
    state.items.remove(index);
    state.version = state.version.wrapping_add(1);
    Ok(Value::None)
}

fn contains(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let version = state(vm, deque).version;
    for item in items(vm, deque) {
        if vm.equal(item, args.at(1))? {
            return Ok(Value::Bool(true));
        }
        if state(vm, deque).version != version {
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
    }
    Ok(Value::Bool(false))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let me = args.at(0);
    let name = vm.class_name(vm.class_of(me)).to_owned();
    if vm.roots.iter().any(|v| v.is(me)) {
        return Ok(vm.heap.str("[...]"));
    }
    let values = items(vm, deque);
    let maxlen = state(vm, deque).maxlen;
    let list = vm.heap.list(values);
    vm.roots.push(me);
    let text = vm.repr(list);
    vm.roots.pop();
    let text = text?;
    Ok(vm.heap.str(match maxlen {
        Some(maxlen) => format!("{name}({text}, maxlen={maxlen})"),
        None => format!("{name}({text})"),
    }))
}

fn compare(vm: &mut Vm, args: Args<'_>, op: CompareOp) -> Res {
    let deque = this(vm, args)?;
    let Some(other) = as_deque(vm, args.at(1)) else { return Ok(Value::NotImplemented) };
    let (mine, theirs) = (items(vm, deque), items(vm, other));
    let (mine, theirs) = (vm.heap.list(mine), vm.heap.list(theirs));
    vm.compare(op, mine, theirs)
}

fn add(vm: &mut Vm, args: Args<'_>) -> Res {
    this(vm, args)?;
    let Some(other) = as_deque(vm, args.at(1)) else {
        let message = format!("can only concatenate deque (not \"{}\") to deque", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    let Value::Opaque(sum) = copy(vm, args)? else { return Ok(Value::None) };
    let more = items(vm, other);
    let sum_state = state(vm, sum);
    for value in more {
        sum_state.push_back(value);
    }
    Ok(Value::Opaque(sum))
}

fn mul(vm: &mut Vm, args: Args<'_>) -> Res {
    let deque = this(vm, args)?;
    let times = vm.to_index(args.at(1))?.max(0) as usize;
    let values = items(vm, deque);
    vm.reserve((values.len() * size_of::<Value>()).saturating_mul(times))?;
    let mut product = Deque { maxlen: state(vm, deque).maxlen, ..Deque::default() };
    for value in values.repeat(times) {
        product.push_back(value);
    }
    let class = vm.class_of(args.at(0));
    Ok(vm.opaque(class, product))
}

/// An iterator over a deque.
#[derive(Clone)]
struct DequeIter {
    deque: Ref<Opaque>,
    index: usize,
    version: u32,
    reversed: bool,
}

impl NativeIter for DequeIter {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let state = state(vm, self.deque);
        if state.version != self.version {
            if self.index == usize::MAX {
                return Ok(None);
            }
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
        let len = state.items.len();
        if self.index >= len {
            self.index = usize::MAX;
            return Ok(None);
        }
        let at = if self.reversed { len - 1 - self.index } else { self.index };
        self.index += 1;
        Ok(Some(state.items[at]))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.deque));
    }

    fn class_name(&self) -> &'static str {
        if self.reversed { "_collections._deque_reverse_iterator" } else { "_collections._deque_iterator" }
    }
}
