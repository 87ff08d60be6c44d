//! Union, intersection and differences, with elements in the order in which CPython comes to them.

use loopscope_compiler::op::BinaryOp;

use crate::heap::Ref;
use crate::native::Res;
use crate::object::Set;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `set.update(iterable)`.
    pub(crate) fn set_update(&mut self, set: Ref<Set>, iterable: Value) -> Res<()> {
        match iterable {
            Value::Set(other) => self.set_merge(set, other),
            Value::Dict(dict) => {
                self.set_merging(set, self.heap[dict].len());
                for key in self.collect(iterable)? {
                    self.set_add(set, key)?;
                }
                Ok(())
            }
            _ => {
                let iterator = self.iter(iterable)?;
                while let Some(value) = self.next(iterator)? {
                    self.set_add(set, value)?;
                }
                Ok(())
            }
        }
    }

    /// `x op y` for `|`, `&`, `-` and `^`; frozen if `x` is.
    pub(crate) fn set_combine(&mut self, op: BinaryOp, x: Ref<Set>, y: Ref<Set>) -> Res<Ref<Set>> {
        let frozen = self.heap[x].frozen;
        let (mine, theirs) = (self.heap[x].table.len(), self.heap[y].table.len());
        self.reserve((mine + theirs) * 64)?;
        match op {
            BinaryOp::BitOr => {
                let result = self.set_copy(x, frozen);
                self.set_merge(result, y)?;
                Ok(result)
            }
            // The smaller one is walked over.
            BinaryOp::BitAnd if theirs > mine => self.set_filter(x, y, true, frozen),
            BinaryOp::BitAnd => self.set_filter(y, x, true, frozen),
            BinaryOp::Sub if mine >> 2 > theirs => {
                let result = self.set_copy(x, frozen);
                let doomed = self.set_order(y);
                self.set_remove_all(result, &doomed)?;
                Ok(result)
            }
            BinaryOp::Sub => self.set_filter(x, y, false, frozen),
            _ => {
                let result = self.set_copy(y, frozen);
                self.set_flip(result, x)?;
                Ok(result)
            }
        }
    }

    /// `x op= y`.
    pub(crate) fn set_combine_in_place(&mut self, op: BinaryOp, x: Ref<Set>, y: Ref<Set>) -> Res<()> {
        match op {
            BinaryOp::BitOr if x == y => Ok(()),
            BinaryOp::BitOr => self.set_merge(x, y),
            BinaryOp::Sub => {
                let doomed = self.set_order(y);
                self.set_remove_all(x, &doomed)
            }
            BinaryOp::BitXor if x == y => {
                self.heap[x].clear();
                Ok(())
            }
            BinaryOp::BitXor => self.set_flip(x, y),
            _ => {
                let result = self.set_combine(op, x, y)?;
                self.set_replace(x, result);
                Ok(())
            }
        }
    }

    /// Removes elements; CPython makes its table anew when many removed ones are in it (`set_difference_update_internal`).
    pub(crate) fn set_remove_all(&mut self, set: Ref<Set>, values: &[Value]) -> Res<()> {
        for value in values {
            self.set_remove(set, *value)?;
        }
        self.heap[set].tidy();
        Ok(())
    }

    /// The elements of `walked` that are (or are not) in `other`.
    fn set_filter(&mut self, walked: Ref<Set>, other: Ref<Set>, kept: bool, frozen: bool) -> Res<Ref<Set>> {
        let result = self.heap.alloc(Set { frozen, ..Set::default() });
        for value in self.set_order(walked) {
            let hash = self.key_hash(value)?;
            if self.set_contains_hashed(other, hash, value)? == kept {
                self.set_add_hashed(result, hash, value)?;
            }
        }
        Ok(result)
    }

    /// Removes the elements of `other` that are there and adds those that are not.
    fn set_flip(&mut self, set: Ref<Set>, other: Ref<Set>) -> Res<()> {
        for value in self.set_order(other) {
            if !self.set_remove(set, value)? {
                self.set_add(set, value)?;
            }
        }
        Ok(())
    }
}
