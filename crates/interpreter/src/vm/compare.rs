//! Equality, order, truth and hashes.

mod builtin;
mod hash;

use loopscope_compiler::op::CompareOp;

use super::Vm;
use crate::native::Res;
use crate::value::{Name, Value};

impl Vm {
    /// `a op b` as a value (special methods may return anything).
    #[inline(never)]
    pub(crate) fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        let ordering = match (op, a, b) {
            (CompareOp::Is, ..) => return Ok(Value::Bool(self.is_same(a, b))),
            (CompareOp::IsNot, ..) => return Ok(Value::Bool(!self.is_same(a, b))),
            (CompareOp::In, ..) => return self.contains(b, a).map(Value::Bool),
            (CompareOp::NotIn, ..) => return self.contains(b, a).map(|found| Value::Bool(!found)),
            (_, Value::Int(x), Value::Int(y)) => Some(x.cmp(&y)),
            (_, Value::Float(x), Value::Float(y)) => x.partial_cmp(&y),
            (CompareOp::Eq, Value::Str(x), Value::Str(y)) => {
                return Ok(Value::Bool(x == y || self.heap.text(x) == self.heap.text(y)));
            }
            (CompareOp::Ne, Value::Str(x), Value::Str(y)) => {
                return Ok(Value::Bool(x != y && self.heap.text(x) != self.heap.text(y)));
            }
            (_, Value::Str(x), Value::Str(y)) => Some(self.heap.text(x).cmp(self.heap.text(y))),
            _ => return self.compare_slow(op, a, b),
        };
        Ok(Value::Bool(op.holds(ordering)))
    }

    /// `a is b`. Objects that have a value's identity here are compared by value: interned strings, empty tuples.
    fn is_same(&self, a: Value, b: Value) -> bool {
        match (a, b) {
            (Value::Tuple(x), Value::Tuple(y)) => {
                x == y || (self.heap[x].items.is_empty() && self.heap[y].items.is_empty())
            }
            (Value::Str(x), Value::Str(y)) => {
                x == y || (self.heap[x].name.is_some() && self.heap[x].name == self.heap[y].name) || {
                    let (x, y) = (self.heap.text(x), self.heap.text(y));
                    x.len() <= 1 && x == y
                }
            }
            _ => a.is(b),
        }
    }

    fn compare_slow(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        let (x, y) = (self.compares_plainly(a), self.compares_plainly(b));
        if x && y {
            if let Some(value) = self.builtin_compare(op, a, b)? {
                return Ok(value);
            }
        } else if let Some(value) = self.compare_specially(op, a, b, x)? {
            return Ok(value);
        }
        match op {
            CompareOp::Eq => Ok(Value::Bool(a.is(b))),
            CompareOp::Ne => Ok(Value::Bool(!a.is(b))),
            _ => {
                let message = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    self.type_name(a),
                    self.type_name(b)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// Nobody but the machine knows how to compare it.
    fn compares_plainly(&self, value: Value) -> bool {
        match value {
            Value::Class(c) => self.heap[c].metaclass.is_none_or(|m| m == self.types.type_),
            _ => self.is_plain(value),
        }
    }

    /// By special methods (CPython's `do_richcompare`); `None` if nobody knows.
    fn compare_specially(&mut self, op: CompareOp, a: Value, b: Value, a_is_plain: bool) -> Res<Option<Value>> {
        let (left, right) = (self.class_of(a), self.class_of(b));
        let b_is_plain = self.compares_plainly(b);
        let mut reflect = true;
        if left != right && !b_is_plain && self.is_subclass(right, left) {
            reflect = false;
            if let Some(value) = self.call_comparison(op.swapped(), b, a)? {
                return Ok(Some(value));
            }
        }
        let value = if a_is_plain {
            let b = self.unwrap(b);
            self.builtin_compare(op, a, b)?
        } else {
            self.call_comparison(op, a, b)?
        };
        if value.is_some() || !reflect {
            return Ok(value);
        }
        if b_is_plain {
            let a = self.unwrap(a);
            return self.builtin_compare(op.swapped(), b, a);
        }
        self.call_comparison(op.swapped(), b, a)
    }

    /// Calls the special method of a comparison; `None` if it returns `NotImplemented` or there is none.
    fn call_comparison(&mut self, op: CompareOp, this: Value, other: Value) -> Res<Option<Value>> {
        // What has neither a built-in value nor an `__eq__` of its own is equal to itself alone.
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && let Value::Instance(i) = this
            && self.heap[i].payload.is_unbound()
            && !self.heap[self.heap[i].class()].overrides.eq
            && (op == CompareOp::Eq || self.own_special(this, self.names.ne).is_none())
        {
            return Ok(this.is(other).then_some(Value::Bool(op == CompareOp::Eq)));
        }
        let name = self.comparison(op);
        let Some(method) = self.own_special(this, name) else {
            if op != CompareOp::Ne {
                return Ok(None);
            }
            // `object.__ne__` is the opposite of `__eq__`.
            return match self.call_comparison(CompareOp::Eq, this, other)? {
                Some(value) => Ok(Some(Value::Bool(!self.truthy(value)?))),
                None => Ok(None),
            };
        };
        if method.is_none() {
            return Ok(None);
        }
        let value = self.call_special(this, name, &[other])?;
        Ok(value.filter(|v| !matches!(v, Value::NotImplemented)))
    }

    fn comparison(&self, op: CompareOp) -> Name {
        match op {
            CompareOp::Eq => self.names.eq,
            CompareOp::Ne => self.names.ne,
            CompareOp::Lt => self.names.lt,
            CompareOp::Le => self.names.le,
            CompareOp::Gt => self.names.gt,
            _ => self.names.ge,
        }
    }

    /// The special method of the value's class, unless it is the one that all objects have.
    pub(crate) fn own_special(&self, value: Value, name: Name) -> Option<Value> {
        let method = self.special(value, name)?;
        let general = self.heap[self.types.object].attrs.get(name);
        if general.is_some_and(|g| g.is(method)) { None } else { Some(method) }
    }

    /// `a == b` as containers see it: identity first.
    pub(crate) fn equal(&mut self, a: Value, b: Value) -> Res<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if let Some(equal) = self.heap.quick_equal(a, b) {
            return Ok(equal);
        }
        match self.compare(CompareOp::Eq, a, b)? {
            Value::Bool(equal) => Ok(equal),
            other => self.truthy(other),
        }
    }

    /// `a < b`.
    pub(crate) fn less(&mut self, a: Value, b: Value) -> Res<bool> {
        if let Some(less) = self.heap.quick_less(a, b) {
            return Ok(less);
        }
        match self.compare(CompareOp::Lt, a, b)? {
            Value::Bool(less) => Ok(less),
            other => self.truthy(other),
        }
    }

    /// `bool(value)`.
    pub(crate) fn truthy(&mut self, value: Value) -> Res<bool> {
        match value {
            Value::Bool(b) => Ok(b),
            Value::None => Ok(false),
            Value::Int(i) => Ok(i != 0),
            Value::Float(f) => Ok(f != 0.0),
            Value::Str(s) => Ok(!self.heap.text(s).is_empty()),
            Value::Bytes(b) => Ok(!self.heap[b].data.is_empty()),
            Value::Tuple(t) => Ok(!self.heap[t].items.is_empty()),
            Value::List(l) => Ok(!self.heap[l].items.is_empty()),
            Value::Dict(d) => Ok(self.heap[d].len() > 0),
            Value::Set(s) => Ok(self.heap[s].table.len() > 0),
            Value::Range(r) => Ok(self.heap[r].len() > 0),
            Value::Instance(i) => {
                let instance = &self.heap[i];
                let overrides = self.heap[instance.class()].overrides;
                if overrides.bool_ || overrides.len {
                    return self.truthy_specially(value);
                }
                match instance.payload {
                    Value::Unbound => Ok(true),
                    payload => self.truthy(payload),
                }
            }
            Value::Opaque(o) => {
                if let Some(c) = self.heap[o].get::<crate::types::Complex>() {
                    return Ok(c.re != 0.0 || c.im != 0.0);
                }
                self.truthy_specially(value)
            }
            Value::Class(c) if self.heap[c].metaclass.is_none() => Ok(true),
            Value::Class(_) | Value::Exception(_) | Value::Future(_) => self.truthy_specially(value),
            _ => Ok(true),
        }
    }

    fn truthy_specially(&mut self, value: Value) -> Res<bool> {
        let name = self.names.bool_;
        if let Some(result) = self.call_special(value, name, &[])? {
            return match result {
                Value::Bool(b) => Ok(b),
                other => {
                    let message = format!("__bool__ should return bool, returned {}", self.type_name(other));
                    Err(self.type_error(message))
                }
            };
        }
        let name = self.names.len;
        let Some(result) = self.call_special(value, name, &[])? else { return Ok(true) };
        match self.to_index(result)? {
            ..0 => Err(self.value_error("__len__() should return >= 0")),
            len => Ok(len > 0),
        }
    }
}
