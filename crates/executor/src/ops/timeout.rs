//! `asyncio.timeout` and `asyncio.timeout_at`.

use crate::core::{Action, Core};
use crate::event::Observer;
use crate::guest::{Exception, Guest};
use crate::ids::{FutureId, HandleId, ResourceId, TaskId, TimerId};
use crate::ops::resources::Resource;

/// How far a timeout has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeoutState {
    /// It was not entered.
    Created,
    /// It was entered and its time is not up.
    Active,
    /// Its time is up and its task was cancelled.
    Expiring,
    /// It was left after its time was up.
    Expired,
    /// It was left in time.
    Finished,
}

impl TimeoutState {
    /// As CPython calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeoutState::Created => "created",
            TimeoutState::Active => "active",
            TimeoutState::Expiring => "expiring",
            TimeoutState::Expired => "expired",
            TimeoutState::Finished => "finished",
        }
    }
}

#[derive(Clone)]
pub(crate) struct Timeout {
    state: TimeoutState,
    when: Option<f64>,
    alarm: Alarm,
    task: Option<TaskId>,
    /// How many cancellations the task had been asked for when it entered.
    cancelling: u32,
}

impl Timeout {
    /// Is its time still to come?
    pub(crate) fn is_busy(&self) -> bool {
        !matches!(self.alarm, Alarm::None)
    }
}

#[derive(Clone)]
enum Alarm {
    None,
    /// Its time was up when it was set.
    Soon(HandleId),
    At(TimerId),
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// A new timeout, which will expire at this time of the loop, in seconds (`asyncio.timeout_at`).
    pub fn create_timeout(&mut self, when: Option<f64>) -> ResourceId {
        let timeout = Timeout { state: TimeoutState::Created, when, alarm: Alarm::None, task: None, cancelling: 0 };
        self.new_part(None, Resource::Timeout(timeout))
    }

    /// When it will expire (`Timeout.when`).
    pub fn timeout_when(&self, timeout: ResourceId) -> Option<f64> {
        self.resources.timeout(timeout).ok()?.when
    }

    /// How far it has got. `Timeout.expired()` is true while it is expiring and when it has expired.
    pub fn timeout_state(&self, timeout: ResourceId) -> TimeoutState {
        self.resources.timeout(timeout).map_or(TimeoutState::Finished, |timeout| timeout.state)
    }

    /// `Timeout.__aenter__`, in the running task.
    ///
    /// # Errors
    /// When it was entered before, or no task is running.
    pub fn timeout_enter(&mut self, timeout: ResourceId) -> Result<(), Exception<G>> {
        let current = self.current_task();
        let it = self.resources.timeout(timeout)?;
        if it.state != TimeoutState::Created {
            return Err(Exception::runtime("Timeout has already been entered"));
        }
        let Some(task) = current else {
            return Err(Exception::runtime("Timeout should be used inside a task"));
        };
        let when = it.when;
        let cancelling = self.cancelling(task);
        let it = self.resources.timeout_mut(timeout)?;
        it.state = TimeoutState::Active;
        it.task = Some(task);
        it.cancelling = cancelling;
        self.timeout_reschedule(timeout, when)
    }

    /// `Timeout.reschedule`, to a time of the loop in seconds, or to never.
    ///
    /// # Errors
    /// When it is not active.
    pub fn timeout_reschedule(&mut self, timeout: ResourceId, when: Option<f64>) -> Result<(), Exception<G>> {
        let it = self.resources.timeout_mut(timeout)?;
        match it.state {
            TimeoutState::Active => {}
            TimeoutState::Created => return Err(Exception::runtime("Timeout has not been entered")),
            state => {
                return Err(Exception::Runtime(format!("Cannot change state of {} Timeout", state.as_str()).into()));
            }
        }
        it.when = when;
        self.timeout_disarm(timeout);
        let alarm = match when {
            None => Alarm::None,
            Some(when) if when <= self.now => Alarm::Soon(self.soon(Action::Timeout(timeout))),
            Some(when) => Alarm::At(self.at(when, Action::Timeout(timeout))),
        };
        self.resources.timeout_mut(timeout)?.alarm = alarm;
        Ok(())
    }

    /// `Timeout.__aexit__`, with the exception that leaves the body.
    ///
    /// # Errors
    /// `TimeoutError`, if that exception is the cancellation that the timeout itself asked for.
    pub fn timeout_exit(&mut self, timeout: ResourceId, exception: Option<&Exception<G>>) -> Result<(), Exception<G>> {
        self.timeout_disarm(timeout);
        let it = self.resources.timeout_mut(timeout)?;
        match it.state {
            TimeoutState::Active => it.state = TimeoutState::Finished,
            TimeoutState::Expiring => {
                it.state = TimeoutState::Expired;
                let (task, cancelling) = (it.task, it.cancelling);
                let left = task.map_or(0, |task| self.uncancel(task));
                if left <= cancelling
                    && let Some(exception) = exception.filter(|exception| exception.is_cancelled())
                {
                    return Err(Exception::Timeout(Some(Box::new(exception.clone()))));
                }
            }
            TimeoutState::Created | TimeoutState::Expired | TimeoutState::Finished => {}
        }
        Ok(())
    }

    /// `Timeout._on_timeout`.
    pub(crate) fn timeout_expired(&mut self, timeout: ResourceId) {
        let Ok(it) = self.resources.timeout_mut(timeout) else { return };
        if it.state != TimeoutState::Active {
            return;
        }
        it.state = TimeoutState::Expiring;
        it.alarm = Alarm::None;
        if let Some(task) = it.task {
            self.cancel(FutureId(task.0), None);
        }
        self.free_resource_if_unused(timeout);
    }

    fn timeout_disarm(&mut self, timeout: ResourceId) {
        let Ok(it) = self.resources.timeout_mut(timeout) else { return };
        match std::mem::replace(&mut it.alarm, Alarm::None) {
            Alarm::None => {}
            Alarm::Soon(handle) => self.cancel_handle(handle),
            Alarm::At(timer) => self.cancel_timer(timer),
        }
    }
}
