//! `groupby` and `tee`: iterators that share a state.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{native, optional, required};
use crate::native::{Args, Res};
use crate::object::{Iter, NativeIter};
use crate::value::Value;
use crate::vm::Vm;

/// What a `groupby` and its groups share. Never borrowed while Python code may run.
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

type Shared = Rc<RefCell<Groups>>;

/// Reads the next value and its key; tells whether there was one.
fn step(vm: &mut Vm, shared: &Shared) -> Res<bool> {
    let (iter, function) = {
        let groups = shared.borrow();
        (groups.iter, groups.key)
    };
    let Some(value) = vm.next(iter)? else { return Ok(false) };
    let key = if function.is_none() { value } else { vm.call(function, &[value])? };
    let mut groups = shared.borrow_mut();
    groups.value = value;
    groups.current = key;
    groups.pending = true;
    Ok(true)
}

fn trace_groups(shared: &Shared, visit: &mut dyn FnMut(Value)) {
    let groups = shared.borrow();
    [groups.iter, groups.key, groups.value, groups.current, groups.target].into_iter().for_each(visit);
}

struct GroupBy(Shared);

impl NativeIter for GroupBy {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        self.0.borrow_mut().group += 1;
        loop {
            let (current, target) = {
                let groups = self.0.borrow();
                (groups.current, groups.target)
            };
            if !current.is_unbound() && (target.is_unbound() || !vm.equal(target, current)?) {
                break;
            }
            if !step(vm, &self.0)? {
                return Ok(None);
            }
        }
        let (current, group) = {
            let mut groups = self.0.borrow_mut();
            groups.target = groups.current;
            (groups.current, groups.group)
        };
        let grouper = vm.new_iter(Iter::Native(Box::new(Grouper { shared: Rc::clone(&self.0), group })));
        Ok(Some(vm.heap.tuple_of(&[current, grouper])))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        trace_groups(&self.0, visit);
    }

    fn class_name(&self) -> &'static str {
        "itertools.groupby"
    }
}

/// The values of one group.
struct Grouper {
    shared: Shared,
    group: usize,
}

impl NativeIter for Grouper {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.shared.borrow().group != self.group {
            return Ok(None);
        }
        if !self.shared.borrow().pending && !step(vm, &self.shared)? {
            return Ok(None);
        }
        let (current, target) = {
            let groups = self.shared.borrow();
            (groups.current, groups.target)
        };
        if !vm.equal(target, current)? {
            return Ok(None);
        }
        let mut groups = self.shared.borrow_mut();
        groups.pending = false;
        Ok(Some(groups.value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        trace_groups(&self.shared, visit);
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
    native(vm, args, GroupBy(Rc::new(RefCell::new(groups))))
}

/// What the iterators of a `tee` share: for each, the values that it has not read yet.
struct Tees {
    iter: Value,
    queues: Vec<VecDeque<Value>>,
}

struct Tee {
    shared: Rc<RefCell<Tees>>,
    index: usize,
}

impl NativeIter for Tee {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if let Some(value) = self.shared.borrow_mut().queues[self.index].pop_front() {
            return Ok(Some(value));
        }
        let iter = self.shared.borrow().iter;
        let Some(value) = vm.next(iter)? else { return Ok(None) };
        for (i, queue) in self.shared.borrow_mut().queues.iter_mut().enumerate() {
            if i != self.index {
                queue.push_back(value);
            }
        }
        Ok(Some(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        let shared = self.shared.borrow();
        visit(shared.iter);
        shared.queues.iter().flatten().for_each(|v| visit(*v));
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
    let shared = Rc::new(RefCell::new(Tees { iter, queues: vec![VecDeque::new(); count as usize] }));
    let tees =
        (0..count as usize).map(|index| vm.new_iter(Iter::Native(Box::new(Tee { shared: Rc::clone(&shared), index }))));
    let tees = tees.collect();
    Ok(vm.heap.tuple(tees))
}
