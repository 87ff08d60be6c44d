//! What programs that look into asyncio read of its objects, by CPython's private names: `semaphore._value`,
//! `lock._waiters`, `queue._maxsize`, `future._result`.
//!
//! Who waits in a line is not a future here, but a place in the executor. A line is shown as so many futures as wait.

use super::locks::{condition, event, lock, semaphore};
use super::queues::queue;
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn lock_locked(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = lock(vm, args.at(0))?;
    Ok(Value::Bool(vm.asyncio.core.lock_locked(id)))
}

pub(super) fn lock_waiters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = lock(vm, args.at(0))?;
    let count = vm.asyncio.core.lock_waiters(id);
    line(vm, count)
}

pub(super) fn event_waiters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = event(vm, args.at(0))?;
    let count = vm.asyncio.core.event_waiters(id);
    line(vm, count)
}

pub(super) fn semaphore_value(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = semaphore(vm, args.at(0))?;
    Ok(Value::Int(i64::from(vm.asyncio.core.semaphore_state(id).0)))
}

pub(super) fn semaphore_waiters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = semaphore(vm, args.at(0))?;
    let count = vm.asyncio.core.semaphore_state(id).1;
    line(vm, count)
}

pub(super) fn condition_waiters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = condition(vm, args.at(0))?;
    let count = vm.asyncio.core.condition_waiters(id);
    line(vm, count)
}

pub(super) fn queue_getters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = queue(vm, args.at(0))?;
    let count = vm.asyncio.core.queue_waiters(id).0;
    line(vm, count)
}

pub(super) fn queue_putters(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = queue(vm, args.at(0))?;
    let count = vm.asyncio.core.queue_waiters(id).1;
    line(vm, count)
}

pub(super) fn queue_unfinished(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = queue(vm, args.at(0))?;
    Ok(Value::Int(vm.asyncio.core.queue_waiters(id).2 as i64))
}

pub(super) fn future_result(vm: &mut Vm, args: Args<'_>) -> Res {
    let id = vm.future_id(args.at(0))?;
    // As in CPython, looking at it does not count as retrieving an exception.
    if !vm.asyncio.core.is_done(id) || vm.asyncio.failed.contains_key(&id) || vm.asyncio.core.is_cancelled(id) {
        return Ok(Value::None);
    }
    vm.asyncio.core.result(id).map_err(|exception| vm.raise_executor(exception))
}

/// A line of so many that wait: a deque of futures.
fn line(vm: &mut Vm, count: usize) -> Res {
    let futures = (0..count).map(|_| vm.new_future(None)).collect();
    let futures = vm.heap.list(futures);
    super::queues::new_deque(vm, &[futures])
}
