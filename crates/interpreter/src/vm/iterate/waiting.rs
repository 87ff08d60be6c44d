//! Loops in which a thread may wait: `for n, r in zip(numbers, pool.map(f, numbers))`.

use crate::native::Res;
use crate::object::Iter;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// In place of an iterator that would run Python code within native code, which a thread cannot leave when it has
    /// to wait, one that is Python itself. What is behind it stays the same, so both may be advanced.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn iterator_that_waits(&mut self, iterator: Value) -> Res {
        let Value::Iter(iter) = iterator else { return Ok(iterator) };
        if !self.runs_python(iterator) {
            return Ok(iterator);
        }
        let (name, args) = match &self.heap[iter] {
            Iter::Enumerate { iter, count } => ("enumerated", vec![*iter, Value::Int(*count)]),
            Iter::Zip { iters, strict: false } => ("zipped", iters.to_vec()),
            Iter::Map { function, iters } => ("mapped", [&[*function], &**iters].concat()),
            Iter::Filter { function, iter } => ("filtered", vec![*function, *iter]),
            _ => return Ok(iterator),
        };
        let module = self.import("_waiting")?;
        let name = self.heap.intern(name);
        let maker = self.get_attr(module, name)?;
        self.call(maker, &args)
    }
}
