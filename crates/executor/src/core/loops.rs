//! Several loops in one core: each has a ready queue of its own, and they share time, timers and ids.

use crate::core::ring::Ring;
use crate::core::{Core, Job};
use crate::event::Observer;
use crate::guest::Guest;
use crate::ids::TaskId;

/// One of the loops of a core. A core begins with one, the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LoopId(pub(crate) u32);

/// The ready queue of a loop that is not the one at hand.
#[derive(Clone, Default)]
pub(crate) struct Away {
    ready: Ring,
    left: usize,
    stopping: bool,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Makes another loop. What is made while it is at hand ([`Core::switch_loop`]) belongs to it: its callbacks and
    /// steps are run in its turns.
    pub fn new_loop(&mut self) -> LoopId {
        self.away.push(Away::default());
        LoopId(self.away.len() as u32 - 1)
    }

    /// The loop at hand: the one whose turns [`Core::begin_turn`] and [`Core::next_ready`] are about.
    pub fn loop_at_hand(&self) -> LoopId {
        LoopId(self.home)
    }

    /// Is there but one loop?
    #[inline]
    pub(crate) fn is_only_loop(&self) -> bool {
        self.away.len() == 1
    }

    /// Takes another loop to hand; the one that was at hand before is returned.
    pub fn switch_loop(&mut self, to: LoopId) -> LoopId {
        let before = self.home;
        if to.0 != before && (to.0 as usize) < self.away.len() {
            let now = std::mem::take(&mut self.away[to.0 as usize]);
            let away = &mut self.away[before as usize];
            away.ready = std::mem::replace(&mut self.ready, now.ready);
            away.left = std::mem::replace(&mut self.left, now.left);
            away.stopping = std::mem::replace(&mut self.stopping, now.stopping);
            self.home = to.0;
        }
        LoopId(before)
    }

    /// Has the loop something to do at once: handles that are ready, or to stop?
    pub fn has_work(&self, which: LoopId) -> bool {
        if which.0 == self.home {
            return self.stopping || !self.ready.is_empty();
        }
        self.away.get(which.0 as usize).is_some_and(|away| away.stopping || !away.ready.is_empty())
    }

    /// Moves timers that are due into the ready queues of their loops, as the beginning of a turn does.
    pub fn collect_timers(&mut self) {
        self.collect_due();
    }

    /// The deadline of the next timer of any loop, in seconds.
    pub fn next_deadline(&mut self) -> Option<f64> {
        self.timers.clean();
        self.timers.next()
    }

    /// The task that counts as running from now on. It is for guests that leave a step in its midst to run another
    /// thread of control.
    pub fn set_current_task(&mut self, task: Option<TaskId>) {
        self.current = task.and_then(|task| self.find_task(task));
    }

    /// To which loop does a future or task belong?
    pub fn loop_of(&self, future: crate::ids::FutureId) -> LoopId {
        LoopId(self.futures.by_serial(future.0).map_or(self.home, |future| future.home))
    }

    /// Puts a handle into the ready queue of its loop.
    #[inline(always)]
    pub(crate) fn enqueue(&mut self, home: u32, job: Job) {
        if home == self.home {
            self.ready.push_back(job);
        } else {
            self.enqueue_away(home, job);
        }
    }

    #[cold]
    fn enqueue_away(&mut self, home: u32, job: Job) {
        if let Some(away) = self.away.get_mut(home as usize) {
            away.ready.push_back(job);
        }
    }

    /// Puts a handle into the ready queue of the loop to which a future or task belongs.
    #[inline]
    pub(crate) fn enqueue_at(&mut self, slot: crate::arena::Slot, job: Job) {
        let home = self.futures.get(slot).map_or(self.home, |future| future.home);
        self.enqueue(home, job);
    }
}
