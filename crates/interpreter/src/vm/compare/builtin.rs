//! Comparisons of built-in values.

use std::cmp::Ordering;

use loopscope_compiler::op::CompareOp;

use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Dict, Range, Set};
use crate::types::nesting::Level;
use crate::types::number::{Number, compare_big_float};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `a op b` for built-in values (unwrapped); `None` if they do not compare so. Special methods of the values
    /// themselves are not called, those of their elements are.
    pub(crate) fn builtin_compare(&mut self, op: CompareOp, a: Value, b: Value) -> Res<Option<Value>> {
        let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        let holds = match (a, b) {
            (Value::Str(x), Value::Str(y)) => op.holds(Some(self.heap.text(x).cmp(self.heap.text(y)))),
            (Value::Bytes(x), Value::Bytes(y)) => op.holds(Some(self.heap[x].data.cmp(&self.heap[y].data))),
            (Value::Tuple(_), Value::Tuple(_)) | (Value::List(_), Value::List(_)) => {
                return self.compare_sequences(op, a, b).map(Some);
            }
            (Value::Dict(x), Value::Dict(y)) if is_equality => self.dicts_equal(x, y)? == (op == CompareOp::Eq),
            (Value::Set(x), Value::Set(y)) => self.compare_sets(op, x, y)?,
            (Value::Range(x), Value::Range(y)) if is_equality => {
                ranges_equal(&self.heap[x], &self.heap[y]) == (op == CompareOp::Eq)
            }
            (Value::Slice(x), Value::Slice(y)) => {
                let [x, y] = [self.heap[x], self.heap[y]].map(|s| vec![s.start, s.stop, s.step]);
                let (x, y) = (self.heap.tuple(x), self.heap.tuple(y));
                return self.compare_sequences(op, x, y).map(Some);
            }
            (Value::Method(x), Value::Method(y)) if is_equality => {
                let (x, y) = (self.heap[x], self.heap[y]);
                (x.this.is(y.this) && x.function.is(y.function)) == (op == CompareOp::Eq)
            }
            _ => match (self.number(a), self.number(b)) {
                (Some(x), Some(y)) => match compare_numbers(&x, &y) {
                    Some(ordering) => op.holds(ordering),
                    None if is_equality => {
                        let [x, y] = [x, y].map(|n| match n {
                            Number::Complex(re, im) => (Some(re), im),
                            other => (other.float().ok(), 0.0),
                        });
                        (x == y && x.0.is_some()) == (op == CompareOp::Eq)
                    }
                    None => return Ok(None),
                },
                _ if is_equality && a.is(b) => op == CompareOp::Eq,
                _ => return Ok(None),
            },
        };
        Ok(Some(Value::Bool(holds)))
    }

    fn compare_sequences(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        let (x, y) = (self.items(a).len(), self.items(b).len());
        if x != y && op == CompareOp::Eq {
            return Ok(Value::Bool(false));
        }
        if x != y && op == CompareOp::Ne {
            return Ok(Value::Bool(true));
        }
        let mut level = None;
        let mut index = 0;
        // Comparing the elements may change lists: they are looked at anew each time.
        while let (Some(x), Some(y)) = (self.items(a).get(index).copied(), self.items(b).get(index).copied()) {
            let equal = match (x, y) {
                (Value::Int(x), Value::Int(y)) => x == y,
                (Value::Str(x), Value::Str(y)) => x == y || self.heap.text(x) == self.heap.text(y),
                _ => {
                    level = level.or_else(Level::enter);
                    if level.is_none() {
                        let message = "maximum recursion depth exceeded in comparison";
                        return Err(self.error(self.types.recursion_error, message));
                    }
                    self.equal(x, y)?
                }
            };
            if !equal {
                return match op {
                    CompareOp::Eq => Ok(Value::Bool(false)),
                    CompareOp::Ne => Ok(Value::Bool(true)),
                    _ => self.compare(op, x, y),
                };
            }
            index += 1;
        }
        Ok(Value::Bool(op.holds(Some(self.items(a).len().cmp(&self.items(b).len())))))
    }

    /// The items of a list or tuple.
    fn items(&self, sequence: Value) -> &[Value] {
        match sequence {
            Value::List(l) => &self.heap[l].items,
            Value::Tuple(t) => &self.heap[t].items,
            _ => &[],
        }
    }

    fn dicts_equal(&mut self, a: Ref<Dict>, b: Ref<Dict>) -> Res<bool> {
        if self.heap[a].len() != self.heap[b].len() {
            return Ok(false);
        }
        let Some(_level) = Level::enter() else {
            let message = "maximum recursion depth exceeded in comparison";
            return Err(self.error(self.types.recursion_error, message));
        };
        let items: Vec<_> = self.heap[a].iter().map(|e| (e.key, e.value)).collect();
        for (key, value) in items {
            match self.dict_get(b, key)? {
                Some(other) if self.equal(value, other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn compare_sets(&mut self, op: CompareOp, a: Ref<Set>, b: Ref<Set>) -> Res<bool> {
        let sizes = self.heap[a].table.len().cmp(&self.heap[b].table.len());
        Ok(match op {
            CompareOp::Eq => sizes == Ordering::Equal && self.is_subset(a, b)?,
            CompareOp::Ne => sizes != Ordering::Equal || !self.is_subset(a, b)?,
            CompareOp::Lt => sizes == Ordering::Less && self.is_subset(a, b)?,
            CompareOp::Le => sizes != Ordering::Greater && self.is_subset(a, b)?,
            CompareOp::Gt => sizes == Ordering::Greater && self.is_subset(b, a)?,
            _ => sizes != Ordering::Less && self.is_subset(b, a)?,
        })
    }

    fn is_subset(&mut self, a: Ref<Set>, b: Ref<Set>) -> Res<bool> {
        let entries: Vec<_> = self.heap[a].table.iter().map(|e| (e.hash, e.key)).collect();
        for (hash, key) in entries {
            if !self.set_contains_hashed(b, hash, key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// How two numbers stand to each other, exactly: `Some(None)` if one is NaN, `None` if one is complex.
#[expect(clippy::option_option, reason = "a complex number is something else than NaN")]
fn compare_numbers(a: &Number, b: &Number) -> Option<Option<Ordering>> {
    Some(match (a, b) {
        (Number::Complex(..), _) | (_, Number::Complex(..)) => return None,
        (Number::Small(a), Number::Small(b)) => Some(a.cmp(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        (Number::Big(a), Number::Big(b)) => Some(a.cmp(b)),
        (Number::Small(_), Number::Big(b)) => {
            Some(if b.sign() == num_bigint::Sign::Minus { Ordering::Greater } else { Ordering::Less })
        }
        (Number::Small(a), Number::Float(b)) if a.unsigned_abs() < 1 << 53 => (*a as f64).partial_cmp(b),
        (Number::Small(a), Number::Float(b)) => compare_big_float(&num_bigint::BigInt::from(*a), *b),
        (Number::Big(a), Number::Float(b)) => compare_big_float(a, *b),
        (a, b) => return compare_numbers(b, a).map(|o| o.map(Ordering::reverse)),
    })
}

fn ranges_equal(a: &Range, b: &Range) -> bool {
    let len = a.len();
    len == b.len() && (len == 0 || (a.start == b.start && (len == 1 || a.step == b.step)))
}
