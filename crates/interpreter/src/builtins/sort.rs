//! `sorted` and `list.sort`: stable, and tolerant of comparisons that raise.

use std::cmp::Ordering;

use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{Args, Res, Tail, Unwind};
use crate::object::List;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn sorted(vm: &mut Vm, args: Args<'_>) -> Res {
    let key = args.keyword(vm, "key").unwrap_or(Value::None);
    let reverse = match args.keyword(vm, "reverse") {
        Some(reverse) => vm.truthy(reverse)?,
        None => false,
    };
    let items = vm.collect(args.at(0))?;
    sort(vm, items, key, reverse, None)
}

/// Sorts items by a key function (or `None`) into a new list, or back into the list that they were taken from (and then
/// returns `None`).
pub(crate) fn sort(vm: &mut Vm, items: Vec<Value>, key: Value, reverse: bool, target: Option<Ref<List>>) -> Res {
    let mut sort = Sort { items, keys: Vec::new(), key, reverse, target, asked: false };
    if key.is_none() {
        return sort.finish(vm);
    }
    if vm.is_python(key) {
        sort.keys.reserve(sort.items.len());
        return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(sort)))));
    }
    for i in 0..sort.items.len() {
        match vm.call(key, &[sort.items[i]]) {
            Ok(key) => sort.keys.push(key),
            Err(unwind) => return Err(sort.give_back(vm, unwind)),
        }
    }
    sort.finish(vm)
}

/// A sort whose keys are being computed.
#[derive(Clone)]
struct Sort {
    items: Vec<Value>,
    keys: Vec<Value>,
    key: Value,
    reverse: bool,
    target: Option<Ref<List>>,
    /// A key has been asked for.
    asked: bool,
}

impl Sort {
    fn finish(&mut self, vm: &mut Vm) -> Res {
        let items = std::mem::take(&mut self.items);
        let keys = std::mem::take(&mut self.keys);
        vm.toil(items.len() * items.len().max(1).ilog2() as usize);
        let order = match order(vm, if self.key.is_none() { &items } else { &keys }, self.reverse) {
            Ok(order) => order,
            Err(unwind) => {
                self.items = items;
                return Err(self.give_back(vm, unwind));
            }
        };
        let sorted: Vec<Value> = order.into_iter().map(|i| items[i as usize]).collect();
        let Some(target) = self.target else { return Ok(vm.heap.list(sorted)) };
        let modified = !vm.heap[target].items.is_empty();
        vm.heap[target].items = sorted;
        if modified { Err(vm.value_error("list modified during sort")) } else { Ok(Value::None) }
    }

    /// The list gets its items back when something was raised.
    fn give_back(&mut self, vm: &mut Vm, unwind: Unwind) -> Unwind {
        if let Some(target) = self.target {
            vm.heap[target].items = std::mem::take(&mut self.items);
        }
        unwind
    }
}

impl NativeFrame for Sort {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        match input {
            Ok(key) if self.asked => self.keys.push(key),
            Ok(_) => self.asked = true,
            Err(unwind) => return Err(self.give_back(vm, unwind)),
        }
        match self.items.get(self.keys.len()) {
            Some(item) => Ok(NativeStep::Call { callable: self.key, args: vec![*item], kwargs: Vec::new() }),
            None => self.finish(vm).map(NativeStep::Return),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.items.iter().chain(&self.keys).for_each(|v| visit(*v));
        visit(self.key);
        self.target.into_iter().for_each(|t| visit(Value::List(t)));
    }
}

/// The order of values: their indices, sorted.
fn order(vm: &mut Vm, keys: &[Value], reverse: bool) -> Res<Vec<u32>> {
    if let Some(order) = plain_order(vm, keys, reverse) {
        return Ok(order);
    }
    merge_sort(vm, keys, reverse)
}

/// The order of values that are all integers, all floats (none of them NaN) or all strings.
fn plain_order(vm: &Vm, keys: &[Value], reverse: bool) -> Option<Vec<u32>> {
    fn sorted<K>(keys: Vec<K>, compare: impl Fn(&K, &K) -> Ordering, reverse: bool) -> Vec<u32> {
        let mut order: Vec<(K, u32)> = keys.into_iter().zip(0..).collect();
        if reverse {
            order.sort_by(|a, b| compare(&b.0, &a.0));
        } else {
            order.sort_by(|a, b| compare(&a.0, &b.0));
        }
        order.into_iter().map(|(_, i)| i).collect()
    }
    match keys.first()? {
        Value::Int(_) => {
            let ints = keys.iter().map(|v| if let Value::Int(i) = v { Some(*i) } else { None });
            Some(sorted(ints.collect::<Option<Vec<i64>>>()?, i64::cmp, reverse))
        }
        Value::Float(_) => {
            let floats = keys.iter().map(|v| match v {
                Value::Float(f) if !f.is_nan() => Some(*f),
                _ => None,
            });
            let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(Ordering::Equal);
            Some(sorted(floats.collect::<Option<Vec<f64>>>()?, compare, reverse))
        }
        Value::Str(_) => {
            let texts = keys.iter().map(|v| if let Value::Str(s) = v { Some(vm.heap.text(*s)) } else { None });
            Some(sorted(texts.collect::<Option<Vec<&str>>>()?, Ord::cmp, reverse))
        }
        _ => None,
    }
}

/// Shorter runs are sorted by insertion.
const RUN: usize = 8;

fn merge_sort(vm: &mut Vm, keys: &[Value], reverse: bool) -> Res<Vec<u32>> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    // Does the later element `b` go before the earlier `a`?
    let mut before = |b: u32, a: u32| {
        let (a, b) = (keys[a as usize], keys[b as usize]);
        if reverse { vm.less(a, b) } else { vm.less(b, a) }
    };
    for run in order.chunks_mut(RUN) {
        for i in 1..run.len() {
            let element = run[i];
            let mut at = i;
            while at > 0 && before(element, run[at - 1])? {
                run[at] = run[at - 1];
                at -= 1;
            }
            run[at] = element;
        }
    }
    let mut merged = order.clone();
    let mut width = RUN;
    while width < keys.len() {
        for start in (0..keys.len()).step_by(2 * width) {
            let middle = (start + width).min(keys.len());
            let end = (start + 2 * width).min(keys.len());
            let (mut left, mut right) = (start, middle);
            for place in &mut merged[start..end] {
                let take_right = right < end && (left >= middle || before(order[right], order[left])?);
                let from = if take_right { &mut right } else { &mut left };
                *place = order[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    Ok(order)
}
