//! Timers, in the order of their deadlines.

use crate::arena::{Arena, Slot};
use crate::core::deadlines::{Deadline, Deadlines};
use crate::core::ready::{Action, Job};
use crate::core::{Core, Ready, nanos};
use crate::event::{Event, Observer};
use crate::guest::Guest;
use crate::ids::TimerId;

/// As in asyncio: with more timers than this, of which more than half are cancelled, the heap is cleaned.
const MANY: usize = 100;

/// Timers fire up to this early, so that a deadline equal to the time counts as passed.
const RESOLUTION: f64 = 1e-9;

#[derive(Clone)]
pub(crate) struct Timers<G: Guest> {
    deadlines: Deadlines,
    /// How many of the timers that are kept are cancelled: those whose deadlines are not found at once are removed later.
    cancelled: usize,
    pub(crate) entries: Arena<Timer<G>>,
}

#[derive(Clone)]
pub(crate) struct Timer<G: Guest> {
    when: f64,
    action: Action<G>,
    /// The loop to which it belongs.
    home: u32,
    /// Where its deadline was put.
    place: u32,
}

impl<G: Guest> Timer<G> {
    pub(crate) fn action(&self) -> &Action<G> {
        &self.action
    }
}

impl<G: Guest> Timers<G> {
    pub(crate) fn new() -> Self {
        Timers { deadlines: Deadlines::default(), cancelled: 0, entries: Arena::new() }
    }

    /// Is there none, not even one that was cancelled or is about to be run?
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    fn insert(&mut self, when: f64, action: Action<G>, home: u32) -> TimerId {
        let place = self.deadlines.next_place();
        let (serial, slot) = self.entries.insert(Timer { when, action, home, place });
        self.deadlines.insert(Deadline { key: ordered(when), serial, slot });
        TimerId(serial)
    }

    /// Empties a timer; tells what it was to do, if it was still to fire.
    fn cancel(&mut self, timer: TimerId) -> Option<Action<G>> {
        let slot = self.entries.slot(timer.0)?;
        let entry = self.entries.get_mut(slot)?;
        let action = std::mem::replace(&mut entry.action, Action::Nothing);
        if matches!(action, Action::Nothing) {
            return None;
        }
        let place = entry.place;
        match self.deadlines.remove_at(place, slot) {
            Ok(moved) => {
                if let Some(moved) = moved.and_then(|moved| self.entries.get_mut(moved)) {
                    moved.place = place;
                }
                self.entries.free(slot);
            }
            // It is in order, or in the ready queue.
            Err(()) => self.cancelled += 1,
        }
        Some(action)
    }

    /// Takes a timer out whose deadline is out already; tells what it was to do.
    #[inline]
    pub(crate) fn take(&mut self, slot: Slot) -> Option<Action<G>> {
        let Timer { action, .. } = self.entries.remove(slot)?;
        self.cancelled -= usize::from(matches!(action, Action::Nothing));
        Some(action)
    }

    fn is_cancelled(&self, slot: Slot) -> bool {
        matches!(self.entries.get(slot), None | Some(Timer { action: Action::Nothing, .. }))
    }

    /// Removes cancelled timers: all when they are many, else those at the head.
    #[inline]
    pub(crate) fn clean(&mut self) {
        if self.cancelled > 0 {
            self.remove_cancelled();
        }
    }

    #[cold]
    fn remove_cancelled(&mut self) {
        if self.deadlines.len() > MANY && self.cancelled * 2 > self.deadlines.len() {
            let entries = &mut self.entries;
            let cancelled = &mut self.cancelled;
            self.deadlines.retain(|deadline| {
                let live = !matches!(entries.get(deadline.slot), None | Some(Timer { action: Action::Nothing, .. }));
                if !live {
                    entries.free(deadline.slot);
                    *cancelled -= 1;
                }
                live
            });
            return;
        }
        while let Some(first) = self.deadlines.first().filter(|first| self.is_cancelled(first.slot)) {
            self.deadlines.pop();
            self.take(first.slot);
        }
    }

    /// The deadline of the first timer; meaningful after [`Timers::clean`].
    pub(crate) fn next(&mut self) -> Option<f64> {
        self.deadlines.first().map(|first| time_of(first.key))
    }

    /// The loop to which a timer belongs.
    fn home(&self, slot: Slot) -> u32 {
        self.entries.get(slot).map_or(0, |timer| timer.home)
    }

    /// Takes the first timer out of the queue if it is due.
    pub(crate) fn pop_due(&mut self, now: f64) -> Option<Slot> {
        let first = self.deadlines.first()?;
        if time_of(first.key) >= now + RESOLUTION {
            return None;
        }
        self.deadlines.pop();
        Some(first.slot)
    }

    /// Takes all timers of a loop out, and tells what they would have done.
    pub(crate) fn drain(&mut self, home: u32) -> Vec<Action<G>> {
        let mut actions = Vec::new();
        let entries = &mut self.entries;
        let cancelled = &mut self.cancelled;
        self.deadlines.retain(|deadline| {
            let keep = entries.get(deadline.slot).is_some_and(|timer| timer.home != home);
            if !keep && let Some(Timer { action, .. }) = entries.remove(deadline.slot) {
                *cancelled -= usize::from(matches!(action, Action::Nothing));
                actions.push(action);
            }
            keep
        });
        actions
    }
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Calls back at a time of the loop, in seconds (`loop.call_at`).
    pub fn call_at(&mut self, when: f64, callback: G::Callback, context: G::Context) -> TimerId {
        self.at(when, Action::Guest { callback, context })
    }

    /// Calls back after so many seconds (`loop.call_later`).
    pub fn call_later(&mut self, delay: f64, callback: G::Callback, context: G::Context) -> TimerId {
        self.call_at(self.now + delay, callback, context)
    }

    /// Cancels a timer. One that has fired, or was cancelled before, is left alone.
    pub fn cancel_timer(&mut self, timer: TimerId) {
        let Some(action) = self.timers.cancel(timer) else { return };
        if let Action::Complete(future) = action {
            self.unhold(future);
        }
        self.emit(Event::TimerCancelled { timer });
    }

    /// Is the timer still to fire, or to be run?
    #[inline]
    pub(crate) fn timer_is_set(&self, timer: TimerId) -> bool {
        self.timers.entries.slot(timer.0).is_some()
    }

    /// Changes what a timer that is still to fire does then; returns what it would have done.
    pub(crate) fn aim_timer(&mut self, timer: TimerId, action: Action<G>) -> Option<Action<G>> {
        self.timers.entries.by_serial_mut(timer.0).map(|entry| std::mem::replace(&mut entry.action, action))
    }

    /// When a timer fires, in seconds of the loop's time, if it is still to fire.
    pub fn timer_deadline(&self, timer: TimerId) -> Option<f64> {
        self.timers.entries.by_serial(timer.0).map(|timer| timer.when)
    }

    pub(crate) fn at(&mut self, when: f64, action: Action<G>) -> TimerId {
        let timer = self.timers.insert(when, action, self.home);
        self.emit(Event::TimerSet { timer, deadline: nanos(when), by: self.by() });
        timer
    }

    /// A timer that completes the future. It keeps the future alive.
    pub(crate) fn complete_at(&mut self, when: f64, future: Slot) -> TimerId {
        self.hold(future);
        self.at(when, Action::Complete(future))
    }

    /// Moves the timers that are due into the ready queue.
    pub(crate) fn collect_due(&mut self) {
        while let Some(slot) = self.timers.pop_due(self.now) {
            // What is about to be run is not looked at before: with many timers it is in no cache.
            let home = if self.is_only_loop() { self.home } else { self.timers.home(slot) };
            self.enqueue(home, Job::Timer(slot));
        }
    }

    pub(crate) fn run_timer(&mut self, slot: Slot) -> Option<Ready<G>> {
        let timer = TimerId(self.timers.entries.serial(slot));
        let action = self.timers.take(slot)?;
        if !matches!(action, Action::Nothing) {
            self.emit(Event::TimerFired { timer });
        }
        self.run_action(action)
    }
}

/// Maps floats to integers of the same order.
fn ordered(when: f64) -> u64 {
    // Both zeros are one deadline.
    let bits = (when + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The time of such an integer.
fn time_of(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

#[cfg(test)]
mod tests {
    use super::{ordered, time_of};

    #[test]
    fn deadlines_keep_their_order_as_integers() {
        let times = [f64::NEG_INFINITY, -2.0, -1e-9, 0.0, 1e-9, 0.1 + 0.2, 1.0, 1e9, f64::INFINITY];
        assert!(times.windows(2).all(|pair| ordered(pair[0]) < ordered(pair[1])));
        assert_eq!(ordered(0.0), ordered(-0.0));
        assert!(times.iter().all(|time| time_of(ordered(*time)) == *time));
        assert!(time_of(ordered(f64::NAN)).is_nan() && time_of(ordered(-f64::NAN)).is_nan());
    }
}
