//! `groupby` and `tee`: iterators that share a state.

use std::collections::VecDeque;

use super::{native, optional, required};
use crate::heap::Ref;
use crate::native::{Args, Res};
use crate::object::{Iter, NativeIter, NativeObject, Opaque};
use crate::value::Value;
use crate::vm::Vm;

/// What iterators share lives on the heap, like all that more than one thing refers to.
fn share(vm: &mut Vm, state: impl NativeObject) -> Ref<Opaque> {
    vm.heap.alloc(Opaque { class: Some(vm.types.object), state: Some(Box::new(state)), ..Opaque::default() })
}

fn shared<T: NativeObject>(vm: &mut Vm, shared: Ref<Opaque>) -> &mut T {
    vm.heap[shared].get_mut().expect("it was made with this state")
}

/// What a `groupby` and its groups share.
#[derive(Clone)]
struct Groups {
    iter: Value,
    key: Value,
    /// The value that was read last and its key, unbound before the first.
    value: Value,
    current: Value,
    /// The key of the group that was given last.
    target: Value,
    /// The number of the group that was given last: earlier ones are over.
    group: usize,
    /// `value` has been read, but belongs to no group that took it.
    pending: bool,
}

impl NativeObject for Groups {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        [self.iter, self.key, self.value, self.current, self.target].into_iter().for_each(visit);
    }
}

/// Reads the next value and its key; tells whether there was one.
fn step(vm: &mut Vm, groups: Ref<Opaque>) -> Res<bool> {
    let Groups { iter, key: function, .. } = *shared(vm, groups);
    let Some(value) = vm.next(iter)? else { return Ok(false) };
    let key = if function.is_none() { value } else { vm.call(function, &[value])? };
    let groups: &mut Groups = shared(vm, groups);
    groups.value = value;
    groups.current = key;
    groups.pending = true;
    Ok(true)
}

#[derive(Clone)]
struct GroupBy(Ref<Opaque>);

impl NativeIter for GroupBy {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        shared::<Groups>(vm, self.0).group += 1;
        loop {
            let Groups { current, target, .. } = *shared(vm, self.0);
            if !current.is_unbound() && (target.is_unbound() || !vm.equal(target, current)?) {
                break;
            }
            if !step(vm, self.0)? {
                return Ok(None);
            }
        }
        let groups: &mut Groups = shared(vm, self.0);
        groups.target = groups.current;
        let (current, group) = (groups.current, groups.group);
        let grouper = vm.new_iter(Iter::Native(Box::new(Grouper { shared: self.0, group })));
        Ok(Some(vm.heap.tuple_of(&[current, grouper])))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.0));
    }

    fn class_name(&self) -> &'static str {
        "itertools.groupby"
    }
}

/// The values of one group.
#[derive(Clone)]
struct Grouper {
    shared: Ref<Opaque>,
    group: usize,
}

impl NativeIter for Grouper {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let Groups { group, pending, .. } = *shared(vm, self.shared);
        if group != self.group || !pending && !step(vm, self.shared)? {
            return Ok(None);
        }
        let Groups { current, target, .. } = *shared(vm, self.shared);
        if !vm.equal(target, current)? {
            return Ok(None);
        }
        let groups: &mut Groups = shared(vm, self.shared);
        groups.pending = false;
        Ok(Some(groups.value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.shared));
    }

    fn class_name(&self) -> &'static str {
        "itertools._grouper"
    }
}

pub(super) fn groupby(vm: &mut Vm, args: Args<'_>) -> Res {
    let iterable = required(vm, args, 1, "iterable", "groupby")?;
    let key = optional(vm, args, 2, "key");
    let iter = vm.iter(iterable)?;
    let unbound = Value::Unbound;
    let groups = Groups { iter, key, value: unbound, current: unbound, target: unbound, group: 0, pending: false };
    let groups = share(vm, groups);
    native(vm, args, GroupBy(groups))
}

/// What the iterators of a `tee` share: for each, the values that it has not read yet.
#[derive(Clone)]
struct Tees {
    iter: Value,
    queues: Vec<VecDeque<Value>>,
}

impl NativeObject for Tees {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.iter);
        self.queues.iter().flatten().for_each(|v| visit(*v));
    }
}

#[derive(Clone)]
struct Tee {
    shared: Ref<Opaque>,
    index: usize,
}

impl NativeIter for Tee {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        let tees: &mut Tees = shared(vm, self.shared);
        if let Some(value) = tees.queues[self.index].pop_front() {
            return Ok(Some(value));
        }
        let iter = tees.iter;
        let Some(value) = vm.next(iter)? else { return Ok(None) };
        for (i, queue) in shared::<Tees>(vm, self.shared).queues.iter_mut().enumerate() {
            if i != self.index {
                queue.push_back(value);
            }
        }
        Ok(Some(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.shared));
    }

    fn class_name(&self) -> &'static str {
        "itertools._tee"
    }
}

pub(super) fn tee(vm: &mut Vm, args: Args<'_>) -> Res {
    let count = match args.get(1) {
        Some(count) => vm.to_index(count)?,
        None => 2,
    };
    if count < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    vm.reserve((count as usize).saturating_mul(64))?;
    let iter = vm.iter(args.at(0))?;
    let shared = share(vm, Tees { iter, queues: vec![VecDeque::new(); count as usize] });
    let tees = (0..count as usize).map(|index| vm.new_iter(Iter::Native(Box::new(Tee { shared, index }))));
    let tees = tees.collect();
    Ok(vm.heap.tuple(tees))
}
