//! `+` and `*` of sequences, and what `+=` and `*=` change in place.

use loopscope_compiler::op::BinaryOp;

use crate::native::Res;
use crate::object::Bytes;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `bytes`, or a `bytearray`.
    pub(crate) fn bytes_like(&mut self, data: Vec<u8>, mutable: bool) -> Value {
        Value::Bytes(self.heap.alloc(Bytes { data, mutable }))
    }

    pub(super) fn concatenate(&mut self, a: Value, b: Value) -> Res<Option<Value>> {
        Ok(Some(match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                self.reserve(self.heap.text(x).len() + self.heap.text(y).len())?;
                let (x, y) = (self.heap.text(x), self.heap.text(y));
                if x.is_empty() {
                    return Ok(Some(b));
                }
                if y.is_empty() {
                    return Ok(Some(a));
                }
                let mut text = String::with_capacity(x.len() + y.len());
                text.push_str(x);
                text.push_str(y);
                self.heap.str(text)
            }
            (Value::List(x), Value::List(y)) => {
                self.reserve((self.heap[x].items.len() + self.heap[y].items.len()) * size_of::<Value>())?;
                let items = [&self.heap[x].items[..], &self.heap[y].items[..]].concat();
                self.heap.list(items)
            }
            (Value::Tuple(x), Value::Tuple(y)) => {
                self.reserve((self.heap[x].items.len() + self.heap[y].items.len()) * size_of::<Value>())?;
                let items = [&self.heap[x].items[..], &self.heap[y].items[..]].concat();
                self.heap.tuple(items)
            }
            (Value::Bytes(x), Value::Bytes(y)) => {
                self.reserve(self.heap[x].data.len() + self.heap[y].data.len())?;
                let data = [&self.heap[x].data[..], &self.heap[y].data[..]].concat();
                let mutable = self.heap[x].mutable;
                self.bytes_like(data, mutable)
            }
            _ => return Ok(None),
        }))
    }

    /// Can it be multiplied by an integer?
    pub(super) fn is_repeatable(value: Value) -> bool {
        matches!(value, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_))
    }

    /// A sequence times an integer, in either order.
    pub(super) fn repeat(&mut self, a: Value, b: Value) -> Res<Option<Value>> {
        let (sequence, count) = if Self::is_repeatable(a) { (a, b) } else { (b, a) };
        if !Self::is_repeatable(sequence) {
            return Ok(None);
        }
        let count = match count {
            Value::Int(i) => usize::try_from(i).unwrap_or(0),
            Value::Bool(b) => usize::from(b),
            Value::BigInt(_) => return Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
            _ => return Ok(None),
        };
        Ok(Some(match sequence {
            Value::Str(s) => {
                if count == 1 {
                    return Ok(Some(sequence));
                }
                self.reserve(self.heap.text(s).len().saturating_mul(count))?;
                let text = self.heap.text(s).repeat(count);
                self.heap.str(text)
            }
            Value::List(l) => {
                self.reserve((self.heap[l].items.len() * size_of::<Value>()).saturating_mul(count))?;
                let items = self.heap[l].items.repeat(count);
                self.heap.list(items)
            }
            Value::Tuple(t) => {
                if count == 1 {
                    return Ok(Some(sequence));
                }
                self.reserve((self.heap[t].items.len() * size_of::<Value>()).saturating_mul(count))?;
                let items = self.heap[t].items.repeat(count);
                self.heap.tuple(items)
            }
            Value::Bytes(b) => {
                self.reserve(self.heap[b].data.len().saturating_mul(count))?;
                let (data, mutable) = (self.heap[b].data.repeat(count), self.heap[b].mutable);
                self.bytes_like(data, mutable)
            }
            _ => return Ok(None),
        }))
    }

    /// Changes a built-in value in place, if `a op= b` does that to it; tells whether it did.
    pub(crate) fn builtin_in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<bool> {
        match (op, a) {
            (BinaryOp::Add, Value::List(list)) => {
                let items = self.collect(b)?;
                let before = self.heap[list].items.capacity();
                self.reserve(items.len() * size_of::<Value>())?;
                self.heap[list].items.extend(items);
                let grown = self.heap[list].items.capacity().saturating_sub(before);
                self.heap.charge(grown * size_of::<Value>());
            }
            (BinaryOp::Mul, Value::List(list)) => match self.repeat(a, b)? {
                Some(Value::List(repeated)) => {
                    let items = std::mem::take(&mut self.heap[repeated].items);
                    self.heap[list].items = items;
                }
                _ => return Ok(false),
            },
            (BinaryOp::Add, Value::Bytes(bytes)) if self.heap[bytes].mutable => match self.unwrap(b) {
                Value::Bytes(other) => {
                    let data = self.heap[other].data.clone();
                    self.reserve(data.len())?;
                    self.heap.charge(data.len());
                    self.heap[bytes].data.extend(data);
                }
                _ => return Ok(false),
            },
            (BinaryOp::Mul, Value::Bytes(bytes)) if self.heap[bytes].mutable => match self.repeat(a, b)? {
                Some(Value::Bytes(repeated)) => {
                    let data = std::mem::take(&mut self.heap[repeated].data);
                    self.heap[bytes].data = data;
                }
                _ => return Ok(false),
            },
            (BinaryOp::BitOr, Value::Dict(dict)) => self.dict_update(dict, b)?,
            (BinaryOp::BitOr | BinaryOp::BitAnd | BinaryOp::Sub | BinaryOp::BitXor, Value::Set(set)) => {
                if self.heap[set].frozen {
                    return Ok(false);
                }
                let Value::Set(other) = self.unwrap(b) else { return Ok(false) };
                self.set_combine_in_place(op, set, other)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}
