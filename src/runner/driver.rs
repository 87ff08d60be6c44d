//! Runs a program on the browser's event loop, a slice at a time.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use gloo_timers::callback::Timeout;
use loopscope_interpreter::Status;

use super::{
    callbacks::{Frame, Hop, now_millis, page_is_hidden},
    clock::HostClock,
    pace::Pace,
};

/// What a [`Driver`] drives.
pub trait Machine: 'static {
    /// Runs for about so much fuel, or until there is nothing to do.
    fn run(&mut self, fuel: u64) -> Status;
    /// How often a task's step began or ended so far.
    fn steps(&self) -> u64;
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// It runs, or waits.
    Running(Activity),
    /// The person paused it.
    Paused,
    /// It came to its end, with this exit status.
    Ended(i32),
    /// The person stopped it.
    Stopped,
    /// The machine itself failed, which is a bug.
    Crashed,
}

/// What a running program is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activity {
    /// It has something to do.
    Working,
    /// One step of a task goes on and on.
    Hogging {
        /// Since when, in milliseconds of `performance.now()`.
        since: f64,
    },
    /// Nothing to do before this time on its clock.
    Sleeping {
        /// Seconds on the [`HostClock`].
        until: f64,
    },
    /// It blocks its own loop until this time on its clock.
    Blocked {
        /// Seconds on the [`HostClock`].
        until: f64,
    },
    /// Nothing to do before something comes from outside.
    Waiting,
}

/// How long to wait for a frame before going on without: the page may just have been hidden.
const FRAME_TIMEOUT: u32 = 200;

/// Browsers let a timer that is set by a timer's callback wait for four milliseconds at least. What is due earlier is
/// waited for hop by hop.
const SHORTEST_TIMEOUT: u32 = 4;

/// Drives one run: slices of some milliseconds as macrotasks, one timer at a time for the earliest deadline, and a
/// report before each frame that is painted. Dropping it ends the run at once.
pub struct Driver(Rc<Inner>);

struct Inner {
    machine: RefCell<Option<Box<dyn Machine>>>,
    clock: Rc<HostClock>,
    pace: Cell<Pace>,
    phase: Cell<Phase>,
    in_slice: Cell<bool>,
    awaits_frame: Cell<bool>,
    hop: Hop,
    frame: Frame,
    timer: RefCell<Option<Timeout>>,
    report: Box<dyn Fn(Phase)>,
}

impl Driver {
    /// Begins to run a machine, soon. `report` is called before frames, as long as there is something to tell; the
    /// last call tells of a phase that is not running.
    pub fn start(machine: impl Machine, clock: Rc<HostClock>, report: impl Fn(Phase) + 'static) -> Self {
        Self::begin(machine, clock, Pace::new(now_millis()), report)
    }

    /// As [`Driver::start`], on a page where nothing moves: no time is left for painting.
    pub fn start_unseen(machine: impl Machine, clock: Rc<HostClock>, report: impl Fn(Phase) + 'static) -> Self {
        Self::begin(machine, clock, Pace::unseen(now_millis()), report)
    }

    fn begin(machine: impl Machine, clock: Rc<HostClock>, pace: Pace, report: impl Fn(Phase) + 'static) -> Self {
        let inner = Rc::new_cyclic(|weak: &Weak<Inner>| Inner {
            machine: RefCell::new(Some(Box::new(machine))),
            clock,
            pace: Cell::new(pace),
            phase: Cell::new(Phase::Running(Activity::Working)),
            in_slice: Cell::new(false),
            awaits_frame: Cell::new(false),
            hop: Hop::new(calling(weak, Inner::slice)),
            frame: Frame::new(calling(weak, Inner::before_frame)),
            timer: RefCell::new(None),
            report: Box::new(report),
        });
        inner.go_on();
        Self(inner)
    }

    /// Where the run stands.
    pub fn phase(&self) -> Phase {
        self.0.phase.get()
    }

    /// Stops the clock and runs nothing until [`Driver::resume`].
    pub fn pause(&self) {
        if matches!(self.phase(), Phase::Running(_)) {
            self.0.clock.pause(now_millis() / 1e3);
            self.0.rest(Phase::Paused);
        }
    }

    /// Goes on after [`Driver::pause`].
    pub fn resume(&self) {
        if self.phase() == Phase::Paused {
            self.0.clock.resume(now_millis() / 1e3);
            self.0.phase.set(Phase::Running(Activity::Working));
            self.0.go_on();
        }
    }

    /// Ends the run at once: not one more instruction is run.
    pub fn stop(&self) {
        if matches!(self.phase(), Phase::Running(_) | Phase::Paused) {
            self.0.machine.take();
            self.0.clock.pause(now_millis() / 1e3);
            self.0.rest(Phase::Stopped);
        }
    }

    /// Lets the program's clock run at another speed from now on.
    pub fn set_speed(&self, speed: f64) {
        self.0.clock.set_speed(now_millis() / 1e3, speed);
        if matches!(self.phase(), Phase::Running(_)) {
            // The timer was set for the old speed.
            self.0.go_on();
        }
    }
}

/// A callback that does nothing once the driver is gone.
fn calling(weak: &Weak<Inner>, method: fn(&Rc<Inner>)) -> impl Fn() + 'static {
    let weak = weak.clone();
    move || {
        if let Some(inner) = weak.upgrade() {
            method(&inner);
        }
    }
}

impl Inner {
    /// Runs the next slice soon, whatever was waited for.
    fn go_on(&self) {
        self.update_pace(Pace::resumed);
        self.timer.take();
        self.awaits_frame.set(false);
        self.hop.request();
        self.frame.request();
    }

    /// Runs nothing more, for now or for ever.
    fn rest(&self, phase: Phase) {
        self.phase.set(phase);
        self.timer.take();
        self.awaits_frame.set(false);
        self.hop.cancel();
        self.frame.request();
    }

    fn slice(self: &Rc<Self>) {
        let Some(mut machine) = self.machine.take() else { return };
        let began = now_millis();
        self.in_slice.set(true);
        let status = machine.run(self.pace.get().fuel());
        self.in_slice.set(false);
        let now = now_millis();
        let mut pace = self.pace.get();
        pace.slice_ended(began, now, status == Status::Ready, machine.steps());
        self.pace.set(pace);
        match status {
            Status::Ready => self.continue_soon(pace),
            Status::SleepUntil(until) => self.wait_until(now, until, Activity::Sleeping { until }),
            Status::BlockedUntil(until) => self.wait_until(now, until, Activity::Blocked { until }),
            Status::Idle => self.set_activity(Activity::Waiting),
            Status::Finished(exit) => {
                self.clock.pause(now / 1e3);
                return self.rest(Phase::Ended(exit));
            }
        }
        self.machine.replace(Some(machine));
    }

    fn set_activity(&self, activity: Activity) {
        self.phase.set(Phase::Running(activity));
    }

    /// There is more to do: at once, or when the next frame has been painted.
    fn continue_soon(self: &Rc<Self>, pace: Pace) {
        self.set_activity(pace.hogging_since().map_or(Activity::Working, |since| Activity::Hogging { since }));
        if !pace.frame_is_used_up() || page_is_hidden() {
            self.hop.request();
            return;
        }
        self.awaits_frame.set(true);
        self.timer.replace(Some(Timeout::new(FRAME_TIMEOUT, calling(&Rc::downgrade(self), Self::frame_is_late))));
    }

    fn frame_is_late(self: &Rc<Self>) {
        self.update_pace(|pace, _| pace.frame_began());
        self.awaits_frame.set(false);
        self.hop.request();
    }

    fn wait_until(self: &Rc<Self>, now: f64, until: f64, activity: Activity) {
        self.set_activity(activity);
        let millis = self.clock.millis_until(now / 1e3, until);
        if millis < SHORTEST_TIMEOUT {
            self.hop.request();
            return;
        }
        self.timer.replace(Some(Timeout::new(millis, calling(&Rc::downgrade(self), |inner| inner.hop.request()))));
    }

    fn before_frame(self: &Rc<Self>) {
        if self.in_slice.replace(false) {
            // The machine never came back from its slice: it trapped.
            self.rest(Phase::Crashed);
        }
        self.update_pace(|pace, _| pace.frame_began());
        if self.awaits_frame.replace(false) {
            self.timer.take();
            self.hop.request();
        }
        let phase = self.phase.get();
        if matches!(phase, Phase::Running(_)) {
            self.frame.request();
        }
        (self.report)(phase);
    }

    fn update_pace(&self, change: impl Fn(&mut Pace, f64)) {
        let mut pace = self.pace.get();
        change(&mut pace, now_millis());
        self.pace.set(pace);
    }
}
