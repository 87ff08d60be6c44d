//! Debug mode: steps and callbacks that take long are reported.

use crate::core::{Core, Report};
use crate::event::Observer;
use crate::guest::Guest;
use crate::ids::TaskId;

#[derive(Clone)]
pub(crate) struct Slow {
    /// What counts as long, in seconds.
    duration: f64,
    /// Since when what runs now has been running, and whose step it is.
    began: Option<(f64, Option<TaskId>)>,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Has steps of tasks and callbacks that take at least so many seconds reported ([`Report::Slow`]), or none
    /// (asyncio's debug mode and `loop.slow_callback_duration`, where 0.1 s are usual).
    ///
    /// With the host's clock the host has to tell the time before each [`Core::next_ready`].
    pub fn set_slow_callback_duration(&mut self, seconds: Option<f64>) {
        self.slow = seconds.map(|duration| Box::new(Slow { duration, began: None }));
    }

    /// What ran last has ended.
    #[cold]
    pub(crate) fn look_for_slow(&mut self) {
        let now = self.now;
        if let Some(slow) = &mut self.slow
            && let Some((began, task)) = slow.began.take()
            && now - began >= slow.duration
        {
            self.reports.push(Report::Slow { task, seconds: now - began });
        }
    }

    /// This runs now: a step of this task, or a callback.
    #[cold]
    pub(crate) fn time_from_now(&mut self, task: Option<TaskId>) {
        let now = self.now;
        if let Some(slow) = &mut self.slow {
            slow.began = Some((now, task));
        }
    }
}
