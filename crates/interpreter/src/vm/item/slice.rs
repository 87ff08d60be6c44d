//! Slices of sequences: their bounds, assignment and deletion.

use std::ops::Range;

use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Bytes, List, Slice};
use crate::value::Value;
use crate::vm::Vm;

/// The place that a (perhaps negative) index means in a sequence of this length.
#[inline]
pub(crate) fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    (0..len as i64).contains(&index).then_some(index as usize)
}

/// A slice applied to a sequence of some length (`PySlice_AdjustIndices`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
    /// How many items it selects.
    pub(crate) count: usize,
    /// The length of the sequence.
    len: usize,
}

impl Bounds {
    /// Does it select the whole sequence as it is?
    pub(crate) fn is_all(&self) -> bool {
        self.step == 1 && self.count == self.len
    }

    /// The selected places, for a step of 1.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.count
    }

    /// The selected places in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + use<> {
        let (start, step) = (self.start, self.step);
        (0..self.count as i64).map(move |i| (start + i * step) as usize)
    }

    /// The selected items.
    pub(crate) fn pick<T: Copy>(&self, items: &[T]) -> Vec<T> {
        if self.step == 1 { items[self.range()].to_vec() } else { self.places().map(|i| items[i]).collect() }
    }

    /// Removes the selected items.
    fn remove<T>(&self, items: &mut Vec<T>) {
        if self.step == 1 {
            items.drain(self.range());
            return;
        }
        let mut doomed = vec![false; items.len()];
        self.places().for_each(|i| doomed[i] = true);
        let mut doomed = doomed.into_iter();
        items.retain(|_| !doomed.next().unwrap_or(false));
    }

    /// Replaces the selected items; with a step other than 1, the caller has checked that there are as many.
    fn replace<T: Copy>(&self, items: &mut Vec<T>, new: Vec<T>) {
        if self.step == 1 {
            items.splice(self.range(), new);
        } else {
            for (i, item) in self.places().zip(new) {
                items[i] = item;
            }
        }
    }
}

impl Vm {
    /// A part of a slice: `default` for `None`, clamped to `i64` if it is too big.
    fn slice_part(&mut self, value: Value, default: i64) -> Res<i64> {
        match value {
            Value::None => Ok(default),
            Value::Int(i) => Ok(i),
            Value::Bool(b) => Ok(i64::from(b)),
            Value::BigInt(big) => Ok(match self.heap[big].value.sign() {
                num_bigint::Sign::Minus => i64::MIN,
                _ => i64::MAX,
            }),
            _ if self.special(value, self.names.index).is_some() => self.to_index(value),
            _ => Err(self.type_error("slice indices must be integers or None or have an __index__ method")),
        }
    }

    /// What a slice selects of a sequence of this length.
    pub(crate) fn slice_bounds(&mut self, slice: Ref<Slice>, len: usize) -> Res<Bounds> {
        let Slice { start, stop, step } = self.heap[slice];
        let step = self.slice_part(step, 1)?.max(-i64::MAX);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let length = len as i64;
        let (first, last) = if step < 0 { (length - 1, -1) } else { (0, length) };
        let clamp = |index: i64| {
            let index = if index < 0 { index.saturating_add(length) } else { index };
            if step < 0 { index.clamp(-1, length - 1) } else { index.clamp(0, length) }
        };
        let start = if start.is_none() { first } else { clamp(self.slice_part(start, 0)?) };
        let stop = if stop.is_none() { last } else { clamp(self.slice_part(stop, 0)?) };
        let count = if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Ok(Bounds { start, stop, step, count: count as usize, len })
    }

    /// `list[slice] = value`.
    pub(crate) fn set_list_slice(&mut self, list: Ref<List>, slice: Ref<Slice>, value: Value) -> Res<()> {
        if !self.is_iterable(value) {
            let message = if self.heap[slice].step.is_none() {
                "can only assign an iterable"
            } else {
                "must assign iterable to extended slice"
            };
            return Err(self.type_error(message));
        }
        let new = self.collect(value)?;
        let bounds = self.slice_bounds(slice, self.heap[list].items.len())?;
        if bounds.step != 1 && new.len() != bounds.count {
            let (given, wanted) = (new.len(), bounds.count);
            return Err(self.value_error(format!(
                "attempt to assign sequence of size {given} to extended slice of size {wanted}"
            )));
        }
        self.heap.charge(new.len() * size_of::<Value>());
        bounds.replace(&mut self.heap[list].items, new);
        Ok(())
    }

    /// `del list[slice]`.
    pub(crate) fn del_list_slice(&mut self, list: Ref<List>, slice: Ref<Slice>) -> Res<()> {
        let bounds = self.slice_bounds(slice, self.heap[list].items.len())?;
        bounds.remove(&mut self.heap[list].items);
        Ok(())
    }

    fn byte(&mut self, value: Value) -> Res<u8> {
        match u8::try_from(self.to_index(value)?) {
            Ok(byte) => Ok(byte),
            Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }

    /// `bytearray[key] = value`.
    pub(crate) fn set_bytes_item(&mut self, bytes: Ref<Bytes>, key: Value, value: Value) -> Res<()> {
        let len = self.heap[bytes].data.len();
        if let Value::Slice(slice) = key {
            let new = match self.unwrap(value) {
                Value::Bytes(new) => self.heap[new].data.clone(),
                _ => {
                    let values = self.collect(value)?;
                    values.into_iter().map(|v| self.byte(v)).collect::<Res<Vec<u8>>>()?
                }
            };
            let bounds = self.slice_bounds(slice, len)?;
            if bounds.step != 1 && new.len() != bounds.count {
                let (given, wanted) = (new.len(), bounds.count);
                return Err(self.value_error(format!(
                    "attempt to assign bytes of size {given} to extended slice of size {wanted}"
                )));
            }
            self.heap.charge(new.len());
            bounds.replace(&mut self.heap[bytes].data, new);
            return Ok(());
        }
        let index = self.sequence_index(key, "bytearray indices must be integers or slices, not ", "")?;
        let byte = self.byte(value)?;
        match place(index, len) {
            Some(i) => {
                self.heap[bytes].data[i] = byte;
                Ok(())
            }
            None => Err(self.index_error("bytearray index out of range")),
        }
    }

    /// `del bytearray[key]`.
    pub(crate) fn del_bytes_item(&mut self, bytes: Ref<Bytes>, key: Value) -> Res<()> {
        let len = self.heap[bytes].data.len();
        if let Value::Slice(slice) = key {
            let bounds = self.slice_bounds(slice, len)?;
            bounds.remove(&mut self.heap[bytes].data);
            return Ok(());
        }
        let index = self.sequence_index(key, "bytearray indices must be integers or slices, not ", "")?;
        match place(index, len) {
            Some(i) => {
                self.heap[bytes].data.remove(i);
                Ok(())
            }
            None => Err(self.index_error("bytearray index out of range")),
        }
    }
}
