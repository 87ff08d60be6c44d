//! `product`, `permutations`, `combinations` and `combinations_with_replacement`.

use super::{native, optional, required};
use crate::native::{Args, Res};
use crate::object::NativeIter;
use crate::value::Value;
use crate::vm::Vm;

#[derive(Clone)]
struct Product {
    pools: Vec<Vec<Value>>,
    /// Empty before the first.
    indices: Vec<usize>,
    started: bool,
    done: bool,
}

impl NativeIter for Product {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        if !self.started {
            self.started = true;
            self.done = self.pools.iter().any(Vec::is_empty);
            self.indices = vec![0; self.pools.len()];
        } else {
            self.done = true;
            for (index, pool) in self.indices.iter_mut().zip(&self.pools).rev() {
                *index += 1;
                if *index < pool.len() {
                    self.done = false;
                    break;
                }
                *index = 0;
            }
        }
        if self.done {
            return Ok(None);
        }
        let values = self.indices.iter().zip(&self.pools).map(|(i, pool)| pool[*i]).collect();
        Ok(Some(vm.heap.tuple(values)))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.pools.iter().flatten().for_each(|v| visit(*v));
    }

    fn class_name(&self) -> &'static str {
        "itertools.product"
    }
}

pub(super) fn product(vm: &mut Vm, args: Args<'_>) -> Res {
    let times = match args.keyword(vm, "repeat") {
        Some(times) => vm.to_index(times)?,
        None => 1,
    };
    if times < 0 {
        return Err(vm.value_error("repeat argument cannot be negative"));
    }
    let pools = args.positional()[1..].iter().map(|v| vm.collect(*v)).collect::<Res<Vec<_>>>()?;
    vm.reserve(pools.iter().map(Vec::len).sum::<usize>().saturating_mul(times as usize).saturating_mul(16))?;
    let times = if pools.is_empty() { 0 } else { times };
    let pools = (0..times).flat_map(|_| pools.iter().cloned()).collect();
    native(vm, args, Product { pools, indices: Vec::new(), started: false, done: false })
}

/// How the next choice of `r` indices follows from the last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Permutations,
    Combinations,
    WithReplacement,
}

#[derive(Clone)]
struct Choose {
    kind: Kind,
    pool: Vec<Value>,
    indices: Vec<usize>,
    /// Of `permutations`.
    cycles: Vec<usize>,
    r: usize,
    started: bool,
    done: bool,
}

impl Choose {
    /// Goes to the next choice; tells whether there is one.
    fn advance(&mut self) -> bool {
        let (n, r) = (self.pool.len(), self.r);
        match self.kind {
            Kind::Combinations => {
                let Some(i) = (0..r).rev().find(|i| self.indices[*i] != i + n - r) else { return false };
                self.indices[i] += 1;
                for j in i + 1..r {
                    self.indices[j] = self.indices[j - 1] + 1;
                }
                true
            }
            Kind::WithReplacement => {
                let Some(i) = (0..r).rev().find(|i| self.indices[*i] != n - 1) else { return false };
                let index = self.indices[i] + 1;
                self.indices[i..].fill(index);
                true
            }
            Kind::Permutations => {
                for i in (0..r).rev() {
                    self.cycles[i] -= 1;
                    if self.cycles[i] == 0 {
                        self.indices[i..].rotate_left(1);
                        self.cycles[i] = n - i;
                    } else {
                        let j = n - self.cycles[i];
                        self.indices.swap(i, j);
                        return true;
                    }
                }
                false
            }
        }
    }
}

impl NativeIter for Choose {
    fn next(&mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.done {
            return Ok(None);
        }
        if self.started && !self.advance() {
            self.done = true;
            return Ok(None);
        }
        self.started = true;
        let values = self.indices[..self.r].iter().map(|i| self.pool[*i]).collect();
        Ok(Some(vm.heap.tuple(values)))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.pool.iter().for_each(|v| visit(*v));
    }

    fn class_name(&self) -> &'static str {
        match self.kind {
            Kind::Permutations => "itertools.permutations",
            Kind::Combinations => "itertools.combinations",
            Kind::WithReplacement => "itertools.combinations_with_replacement",
        }
    }
}

fn choose(vm: &mut Vm, args: Args<'_>, kind: Kind, name: &str) -> Res {
    let iterable = required(vm, args, 1, "iterable", name)?;
    let pool = vm.collect(iterable)?;
    let n = pool.len();
    let r = match optional(vm, args, 2, "r") {
        Value::None if kind == Kind::Permutations => n as i64,
        Value::None => return Err(vm.type_error(format!("{name}() missing required argument 'r' (pos 2)"))),
        r => vm.to_index(r)?,
    };
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let r = r as usize;
    if kind == Kind::WithReplacement {
        vm.reserve(r.saturating_mul(16))?;
    }
    let (indices, done) = match kind {
        Kind::Permutations => ((0..n).collect(), r > n),
        Kind::Combinations => ((0..r.min(n)).collect(), r > n),
        Kind::WithReplacement => (vec![0; r], n == 0 && r > 0),
    };
    let cycles = (0..r.min(n)).map(|i| n - i).collect();
    native(vm, args, Choose { kind, pool, indices, cycles, r, started: false, done })
}

pub(super) fn permutations(vm: &mut Vm, args: Args<'_>) -> Res {
    choose(vm, args, Kind::Permutations, "permutations")
}

pub(super) fn combinations(vm: &mut Vm, args: Args<'_>) -> Res {
    choose(vm, args, Kind::Combinations, "combinations")
}

pub(super) fn combinations_with_replacement(vm: &mut Vm, args: Args<'_>) -> Res {
    choose(vm, args, Kind::WithReplacement, "combinations_with_replacement")
}
