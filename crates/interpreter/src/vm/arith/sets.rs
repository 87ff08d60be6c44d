//! `|`, `&`, `-` and `^` of sets, and `|` of dicts.

use loopscope_compiler::op::BinaryOp;

use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The operators of sets and dicts; `None` if it is not for these.
    pub(super) fn combine_sets(&mut self, op: BinaryOp, a: Value, b: Value) -> Res<Option<Value>> {
        match (a, b) {
            (Value::Dict(x), Value::Dict(_)) if op == BinaryOp::BitOr => {
                self.reserve(self.heap[x].len() * size_of::<Value>() * 4)?;
                let copy = self.heap[x].clone();
                let copy = self.heap.alloc(copy);
                self.dict_update(copy, b)?;
                Ok(Some(Value::Dict(copy)))
            }
            (Value::Set(x), Value::Set(y)) => {
                let result = self.set_combine(op, x, y)?;
                Ok(Some(Value::Set(result)))
            }
            _ => Ok(None),
        }
    }
}
