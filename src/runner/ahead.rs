//! Runs a program ahead of the person: on the virtual clock, in small slices, as far as a budget lasts.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use loopscope_interpreter::{ClockKind, Session, Status};
use loopscope_recording::{Limits, Recording, SharedRecording};

use super::{
    MEMORY_LIMIT, SEED, TURN_COST,
    callbacks::{Hop, now_millis},
    clock::HostClock,
    driver::Machine,
    host::SharedSession,
    options,
};

/// How long the person must not have typed before the program is run ahead.
const PAUSE_MILLIS: u32 = 350;
/// Instructions that may be spent on it, and how many at a time: a slice takes a few milliseconds.
const FUEL: u64 = 40_000_000;
const SLICE: u64 = 200_000;
/// Milliseconds between two looks at the clock.
const SLICE_MILLIS: f64 = 4.0;
const LIMITS: Limits = Limits { events: 300_000, text: 1 << 20 };

/// How a run ahead came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// The program comes to its end.
    Ended {
        /// Its exit status.
        status: i32,
        /// What it said last, if that is not 0: the exception.
        error: String,
    },
    /// The program comes to a point at which nothing will ever happen.
    Stuck,
    /// The program goes on for longer than is looked ahead.
    Open {
        /// Whether one step goes on and on.
        hogs: bool,
        /// On which line, if a task's step does.
        line: Option<u32>,
    },
}

/// What was found out by running ahead.
pub(super) struct Foreseen {
    pub(super) source: String,
    pub(super) argv: Vec<String>,
    pub(super) recording: SharedRecording,
    pub(super) outlook: Outlook,
}

/// A run ahead. Dropping it ends it.
pub(super) struct Ahead {
    _timer: Timeout,
    _work: Rc<RefCell<Option<Work>>>,
}

/// Does a program ask for what somebody types? Nobody can know the answers ahead.
fn asks(source: &str) -> bool {
    source.contains("input(") || source.contains("stdin")
}

struct Work {
    source: String,
    argv: Vec<String>,
    session: SharedSession,
    recording: SharedRecording,
    fuel: u64,
    steps: u64,
    /// Fuel that the step that goes on has used.
    step_fuel: u64,
    hop: Option<Hop>,
    tell: Box<dyn Fn(Foreseen)>,
}

impl Ahead {
    /// Begins to run a program when the person has paused, and tells what comes of it. A program that cannot run is
    /// not told of: its problems are.
    pub(super) fn soon(source: String, argv: Vec<String>, tell: impl Fn(Foreseen) + 'static) -> Self {
        let work = Rc::new(RefCell::new(None::<Work>));
        let place = work.clone();
        let timer = Timeout::new(PAUSE_MILLIS, move || {
            let Some(mut begun) = Work::begin(source, argv, Box::new(tell)) else { return };
            let weak = Rc::downgrade(&place);
            begun.hop = Some(Hop::new(move || {
                let Some(place) = weak.upgrade() else { return };
                // While it runs, its place is empty: what it tells may put an end to it.
                let Some(mut work) = place.borrow_mut().take() else { return };
                match work.slice() {
                    Some(outlook) => work.finish(outlook),
                    None => {
                        work.hop.iter().for_each(Hop::request);
                        *place.borrow_mut() = Some(work);
                    }
                }
            }));
            begun.hop.iter().for_each(Hop::request);
            *place.borrow_mut() = Some(begun);
        });
        Self { _timer: timer, _work: work }
    }
}

impl Work {
    fn begin(source: String, argv: Vec<String>, tell: Box<dyn Fn(Foreseen)>) -> Option<Self> {
        if asks(&source) {
            return None;
        }
        let clock = ClockKind::Virtual { turn_cost: TURN_COST };
        let options = options(argv.clone(), clock, Some(SEED), MEMORY_LIMIT / 4);
        let recording = SharedRecording::with_limits(LIMITS);
        let host = Rc::new(HostClock::new(0.0, 1.0));
        let session = SharedSession::new(&source, options, host, recording.clone()).ok()?;
        Some(Self { source, argv, session, recording, fuel: FUEL, steps: 0, step_fuel: 0, hop: None, tell })
    }

    /// Runs for some milliseconds; says how it came out, if it has.
    fn slice(&mut self) -> Option<Outlook> {
        let end = now_millis() + SLICE_MILLIS;
        loop {
            let status = self.session.run(SLICE);
            self.fuel = self.fuel.saturating_sub(SLICE);
            self.step_fuel += SLICE;
            let steps = self.session.steps();
            if steps != self.steps {
                (self.steps, self.step_fuel) = (steps, 0);
            }
            match status {
                Status::Ready if self.fuel == 0 || self.recording.read(Recording::is_capped) => {
                    // One step took half of all: it is not the program that is long.
                    let hogs = self.step_fuel > FUEL / 2;
                    let stands = |session: &mut Session<_, _>| {
                        let stack = session.stack(session.current_task()?);
                        stack.first().map(|&(line, _)| line)
                    };
                    let line = self.session.ask(stands).flatten().filter(|_| hogs);
                    return Some(Outlook::Open { hogs, line });
                }
                Status::Ready if now_millis() < end => {}
                Status::Ready => return None,
                Status::Finished(status) => return Some(Outlook::Ended { status, error: self.error(status) }),
                Status::Idle => return Some(Outlook::Stuck),
                // Neither comes on the virtual clock.
                Status::SleepUntil(_) | Status::BlockedUntil(_) => {
                    return Some(Outlook::Open { hogs: false, line: None });
                }
            }
        }
    }

    fn error(&self, status: i32) -> String {
        if status == 0 {
            return String::new();
        }
        self.recording.read(|recording| {
            let console = recording.console();
            let end = console.end();
            let lines = (0..end.lines).rev().map(|line| console.line(line, end).text());
            lines.map(|line| within_frames(&line).to_owned()).find(|line| !line.is_empty()).unwrap_or_default()
        })
    }

    fn finish(self, outlook: Outlook) {
        let Self { source, argv, recording, tell, .. } = self;
        tell(Foreseen { source, argv, recording, outlook });
    }
}

/// A line without the frames that are drawn around exceptions within an `ExceptionGroup`; nothing of a line that is only
/// such a frame's edge.
fn within_frames(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('+') && line.contains("---") {
        return "";
    }
    line.trim_start_matches(['|', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_found_within_their_frames() {
        for (line, text) in [
            ("ValueError: no luck\n", "ValueError: no luck"),
            ("    | ValueError: no luck", "ValueError: no luck"),
            ("    | | KeyError: 1 + 1", "KeyError: 1 + 1"),
            ("    +------------------------------------", ""),
            ("  +-+---------------- 1 ----------------", ""),
            ("+1 is not a number", "+1 is not a number"),
            ("", ""),
        ] {
            assert_eq!(within_frames(line), text);
        }
    }
}
