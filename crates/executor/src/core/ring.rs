//! How the ready queue keeps its handles.

use std::collections::VecDeque;

use crate::core::ready::{Callback, Job};
use crate::ids::ResourceId;

/// The handles that are ready, in order.
///
/// Each is kept as one number. An `enum` would be written in pieces and read as a whole a moment later, for which
/// processors wait longer than the rest of a switch takes.
#[derive(Clone, Default)]
pub(crate) struct Ring(VecDeque<Packed>);

/// From above: the kind (4 bits), the future that is done, if it is one's callback (28 bits), and what the handle names.
#[derive(Clone, Copy)]
struct Packed(u64);

/// The last slot in which a future can be, so that a handle is one number.
pub(crate) const LAST_SLOT: u32 = (1 << 28) - 1;

const STEP: u32 = 0;
const THROW: u32 = 1;
const WAKE: u32 = 2;
const CALL: u32 = 3;
const TIMER: u32 = 4;
/// Callbacks of futures follow.
const POKE: u32 = 5;
const GUEST: u32 = 6;
const GATHER: u32 = 7;
const WAIT: u32 = 8;
const RELEASE: u32 = 9;
const SHIELD_INNER: u32 = 10;
const SHIELD_OUTER: u32 = 11;
const TASK_GROUP: u32 = 12;
const AS_COMPLETED: u32 = 13;
const STOP: u32 = 14;
const DONE_WAKE: u32 = 15;

impl Packed {
    #[inline(always)]
    fn new(kind: u32, of: u32, future: u32) -> Self {
        Packed(u64::from(kind << 28 | future) << 32 | u64::from(of))
    }

    #[inline(always)]
    fn pack(job: Job) -> Self {
        match job {
            Job::Step(task) => Packed::new(STEP, task, 0),
            Job::Throw(task) => Packed::new(THROW, task, 0),
            Job::Wake(task, future) => Packed::new(WAKE, task, future),
            Job::Call(handle) => Packed::new(CALL, handle, 0),
            Job::Timer(timer) => Packed::new(TIMER, timer, 0),
            Job::Done(callback, future) => {
                let (kind, of) = match callback {
                    Callback::Wake(task) => (DONE_WAKE, task),
                    Callback::Poke(task) => (POKE, task),
                    Callback::Guest(handle) => (GUEST, handle),
                    Callback::Gather(outer) => (GATHER, outer),
                    Callback::Wait(waiter) => (WAIT, waiter),
                    Callback::Release(waiter) => (RELEASE, waiter),
                    Callback::ShieldInner(outer) => (SHIELD_INNER, outer),
                    Callback::ShieldOuter(inner) => (SHIELD_OUTER, inner),
                    Callback::TaskGroup(group) => (TASK_GROUP, group.0),
                    Callback::AsCompleted(all) => (AS_COMPLETED, all.0),
                    Callback::Stop => (STOP, 0),
                };
                Packed::new(kind, of, future)
            }
        }
    }

    #[inline(always)]
    fn unpack(self) -> Job {
        let (of, future) = (self.0 as u32, (self.0 >> 32) as u32 & LAST_SLOT);
        let callback = match (self.0 >> 60) as u32 {
            STEP => return Job::Step(of),
            THROW => return Job::Throw(of),
            WAKE => return Job::Wake(of, future),
            CALL => return Job::Call(of),
            TIMER => return Job::Timer(of),
            POKE => Callback::Poke(of),
            GUEST => Callback::Guest(of),
            GATHER => Callback::Gather(of),
            WAIT => Callback::Wait(of),
            RELEASE => Callback::Release(of),
            SHIELD_INNER => Callback::ShieldInner(of),
            SHIELD_OUTER => Callback::ShieldOuter(of),
            TASK_GROUP => Callback::TaskGroup(ResourceId(of)),
            AS_COMPLETED => Callback::AsCompleted(ResourceId(of)),
            DONE_WAKE => Callback::Wake(of),
            _ => Callback::Stop,
        };
        Job::Done(callback, future)
    }
}

impl Ring {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline(always)]
    pub(crate) fn push_back(&mut self, job: Job) {
        self.0.push_back(Packed::pack(job));
    }

    #[inline(always)]
    pub(crate) fn pop_front(&mut self) -> Option<Job> {
        self.0.pop_front().map(Packed::unpack)
    }

    /// The task, if the first handle is its step with nothing.
    #[inline(always)]
    pub(crate) fn front_step(&self) -> Option<u32> {
        let packed = self.0.front()?.0;
        (packed >> 32 == u64::from(STEP)).then_some(packed as u32)
    }

    /// Is the handle at this position a step of a task?
    pub(crate) fn is_step(&self, position: usize) -> bool {
        self.0.get(position).is_some_and(|packed| packed.unpack().is_step())
    }

    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        self.0.swap(a, b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_come_out_as_they_went_in() {
        let callbacks = [
            Callback::Wake(1),
            Callback::Poke(2),
            Callback::Guest(3),
            Callback::Gather(4),
            Callback::Wait(5),
            Callback::Release(u32::MAX),
            Callback::ShieldInner(7),
            Callback::ShieldOuter(8),
            Callback::TaskGroup(ResourceId(9)),
            Callback::AsCompleted(ResourceId(10)),
            Callback::Stop,
        ];
        let others =
            [Job::Step(1), Job::Throw(u32::MAX), Job::Wake(u32::MAX, LAST_SLOT), Job::Call(4), Job::Timer(u32::MAX)];
        let done = callbacks.iter().flat_map(|callback| [0, 6, LAST_SLOT].map(|future| Job::Done(*callback, future)));
        let jobs: Vec<Job> = others.into_iter().chain(done).collect();
        let mut ring = Ring::default();
        jobs.iter().for_each(|job| ring.push_back(*job));
        assert_eq!(ring.len(), jobs.len());
        assert_eq!(std::iter::from_fn(|| ring.pop_front()).collect::<Vec<_>>(), jobs);
        assert!(ring.is_empty());
    }
}
