//! `asyncio.Barrier`: a condition, a count and a state.

use crate::core::Core;
use crate::event::{Observer, ResourceKind};
use crate::guest::{Exception, Guest, Held};
use crate::ids::ResourceId;
use crate::ops::condition::WaitNotified;
use crate::ops::resources::Resource;
use crate::ops::{OpStep, OpValue, lock};

#[derive(Clone)]
pub(crate) struct Barrier {
    parties: u32,
    pub(crate) count: u32,
    phase: Phase,
    pub(crate) condition: ResourceId,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Filling,
    Draining,
    Resetting,
    Broken,
}

/// `Barrier.wait`.
#[derive(Clone)]
pub(crate) struct Arrive<G: Guest> {
    barrier: ResourceId,
    state: State<G>,
}

#[derive(Clone)]
enum State<G: Guest> {
    New,
    Locking(lock::Acquire),
    /// The barrier drains or is reset: until it fills again.
    Blocked(WaitNotified<G>),
    /// It fills: until all have arrived. The number is ours.
    Waiting(WaitNotified<G>, u32),
}

/// `Barrier.reset` and `Barrier.abort`.
#[derive(Clone)]
pub(crate) struct Change {
    barrier: ResourceId,
    abort: bool,
    lock: Option<lock::Acquire>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new barrier for so many tasks.
    pub fn create_barrier(&mut self, parties: u32) -> ResourceId {
        let condition = self.new_condition(None, false);
        let barrier = Barrier { parties, count: 0, phase: Phase::Filling, condition };
        let id = self.new_resource(ResourceKind::Barrier, Resource::Barrier(barrier));
        self.show_as(condition, id);
        self.show_as(self.condition_lock(condition), id);
        if let Some(observer) = self.observe() {
            observer.resource_holds(id, parties);
        }
        id
    }

    /// How many tasks the barrier is for, how many wait at it, and whether it is broken.
    pub fn barrier_state(&self, barrier: ResourceId) -> (u32, u32, bool) {
        self.resources.barrier(barrier).map_or((0, 0, false), |it| {
            let waiting = if it.phase == Phase::Filling { it.count } else { 0 };
            (it.parties, waiting, it.phase == Phase::Broken)
        })
    }

    /// The barrier's state, as its `repr` shows it.
    pub fn barrier_phase(&self, barrier: ResourceId) -> &'static str {
        match self.resources.barrier(barrier).map(|it| it.phase) {
            Ok(Phase::Filling) | Err(_) => "filling",
            Ok(Phase::Draining) => "draining",
            Ok(Phase::Resetting) => "resetting",
            Ok(Phase::Broken) => "broken",
        }
    }

    /// A task leaves the barrier; the last one opens it again.
    fn barrier_leave(&mut self, id: ResourceId) {
        let Ok(barrier) = self.resources.barrier_mut(id) else { return };
        barrier.count = barrier.count.saturating_sub(1);
        if barrier.count == 0 {
            if matches!(barrier.phase, Phase::Resetting | Phase::Draining) {
                barrier.phase = Phase::Filling;
            }
            let condition = barrier.condition;
            let _ = self.condition_notify(condition, usize::MAX);
        }
        self.changed(id);
    }

    fn barrier_unlock(&mut self, id: ResourceId) {
        if let Ok(barrier) = self.resources.barrier(id) {
            let lock = self.condition_lock(barrier.condition);
            let _ = self.lock_release(lock);
        }
    }
}

impl<G: Guest> Arrive<G> {
    pub(crate) fn new(barrier: ResourceId) -> Self {
        Arrive { barrier, state: State::New }
    }

    #[inline(never)]
    pub(crate) fn resume<O: Observer>(&mut self, core: &mut Core<G, O>, input: Result<(), Exception<G>>) -> OpStep<G> {
        let step = match &mut self.state {
            State::New => match input.and_then(|()| core.resources.barrier(self.barrier)) {
                Ok(barrier) => {
                    let mut lock = lock::Acquire::new(core.condition_lock(barrier.condition));
                    let step = lock.resume(core, Ok(()));
                    self.state = State::Locking(lock);
                    step
                }
                Err(exception) => return OpStep::Done(Err(exception)),
            },
            State::Locking(lock) => lock.resume(core, input),
            State::Blocked(wait) | State::Waiting(wait, _) => wait.resume(core, input),
        };
        let OpStep::Done(result) = step else { return step };
        if let Err(exception) = result {
            match self.state {
                State::New | State::Locking(_) => {}
                State::Blocked(_) => core.barrier_unlock(self.barrier),
                State::Waiting(..) => self.leave(core),
            }
            return OpStep::Done(Err(exception));
        }
        match self.state {
            State::Waiting(_, index) => self.wait(core, index),
            _ => self.enter(core),
        }
    }

    /// It is given up, and does not have the lock.
    pub(crate) fn abandon<O: Observer>(&mut self, core: &mut Core<G, O>) {
        match &mut self.state {
            State::New => {}
            State::Locking(lock) => {
                lock.resume(core, Err(Exception::cancelled()));
            }
            State::Blocked(wait) => wait.abandon(core),
            State::Waiting(wait, _) => {
                wait.abandon(core);
                core.barrier_leave(self.barrier);
            }
        }
    }

    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Held<'_, G>)) {
        if let State::Blocked(wait) | State::Waiting(wait, _) = &self.state {
            wait.trace(visit);
        }
    }

    /// It has the lock: it waits while the barrier drains, then counts itself.
    fn enter<O: Observer>(&mut self, core: &mut Core<G, O>) -> OpStep<G> {
        let barrier = match core.resources.barrier_mut(self.barrier) {
            Ok(barrier) => barrier,
            Err(exception) => return OpStep::Done(Err(exception)),
        };
        match barrier.phase {
            Phase::Draining | Phase::Resetting => {
                let mut wait = WaitNotified::new(barrier.condition);
                let step = wait.resume(core, Ok(()));
                self.state = State::Blocked(wait);
                return step;
            }
            Phase::Broken => {
                core.barrier_unlock(self.barrier);
                return OpStep::Done(Err(Exception::BrokenBarrier("Barrier aborted")));
            }
            Phase::Filling => {}
        }
        let index = barrier.count;
        barrier.count += 1;
        if barrier.count == barrier.parties {
            barrier.phase = Phase::Draining;
            let condition = barrier.condition;
            core.changed(self.barrier);
            let _ = core.condition_notify(condition, usize::MAX);
            self.leave(core);
            return OpStep::Done(Ok(OpValue::Int(index)));
        }
        core.changed(self.barrier);
        self.wait(core, index)
    }

    /// It has the lock and is counted: it waits while the barrier fills.
    fn wait<O: Observer>(&mut self, core: &mut Core<G, O>, index: u32) -> OpStep<G> {
        let (phase, condition) = match core.resources.barrier(self.barrier) {
            Ok(barrier) => (barrier.phase, barrier.condition),
            Err(exception) => return OpStep::Done(Err(exception)),
        };
        if phase == Phase::Filling {
            let mut wait = WaitNotified::new(condition);
            let step = wait.resume(core, Ok(()));
            self.state = State::Waiting(wait, index);
            return step;
        }
        self.leave(core);
        if phase == Phase::Draining {
            OpStep::Done(Ok(OpValue::Int(index)))
        } else {
            OpStep::Done(Err(Exception::BrokenBarrier("Abort or reset of barrier")))
        }
    }

    fn leave<O: Observer>(&self, core: &mut Core<G, O>) {
        core.barrier_leave(self.barrier);
        core.barrier_unlock(self.barrier);
    }
}

impl Change {
    pub(crate) fn new(barrier: ResourceId, abort: bool) -> Self {
        Change { barrier, abort, lock: None }
    }

    #[inline(never)]
    pub(crate) fn resume<G: Guest, O: Observer>(
        &mut self,
        core: &mut Core<G, O>,
        input: Result<(), Exception<G>>,
    ) -> OpStep<G> {
        let step = match &mut self.lock {
            Some(lock) => lock.resume(core, input),
            None => match input.and_then(|()| core.resources.barrier(self.barrier)) {
                Ok(barrier) => {
                    let lock = lock::Acquire::new(core.condition_lock(barrier.condition));
                    self.lock.insert(lock).resume(core, Ok(()))
                }
                Err(exception) => return OpStep::Done(Err(exception)),
            },
        };
        match step {
            OpStep::Done(Ok(_)) => {}
            step => return step,
        }
        if let Ok(barrier) = core.resources.barrier_mut(self.barrier) {
            barrier.phase = match barrier.count {
                _ if self.abort => Phase::Broken,
                0 => Phase::Filling,
                _ => Phase::Resetting,
            };
            let condition = barrier.condition;
            let _ = core.condition_notify(condition, usize::MAX);
            core.barrier_unlock(self.barrier);
        }
        OpStep::Done(Ok(OpValue::None))
    }
}
