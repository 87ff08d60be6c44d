//! The only place that commands go to: run, pause, resume, stop, clock, speed.

mod callbacks;
mod clock;
mod driver;
mod host;
mod pace;

use std::rc::Rc;

use leptos::prelude::*;
use loopscope_executor::{FutureId, TaskId};
use loopscope_interpreter::{ClockKind, Diagnostic, Options, Session};
use loopscope_recording::{Recording, SharedRecording};

pub use clock::HostClock;
pub use driver::{Activity, Driver, Machine, Phase};

use host::SharedSession;

/// Bytes that a program may use.
const MEMORY_LIMIT: usize = 256 << 20;
/// Seconds that a turn costs on the virtual clock.
const TURN_COST: f64 = 50e-6;

/// Which clock a program runs by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockChoice {
    /// The page's, at some speed.
    #[default]
    Real,
    /// One that jumps over all waiting.
    Virtual,
}

/// Runs programs, and says how the run stands. A context.
#[derive(Clone, Copy, Debug)]
pub struct Runner {
    phase: RwSignal<Option<Phase>>,
    recording: RwSignal<SharedRecording, LocalStorage>,
    frame: RwSignal<u32>,
    now: RwSignal<u64>,
    is_stale: RwSignal<bool>,
    run_clock: RwSignal<ClockChoice>,
    /// The clock of the next run.
    pub clock: RwSignal<ClockChoice>,
    /// The speed of the real clock; a change applies at once.
    pub speed: RwSignal<f64>,
    run: StoredValue<Option<Run>, LocalStorage>,
    /// The program of the run that is shown.
    source: StoredValue<Option<String>>,
    /// How much had been recorded when the page was last told: events lost, events kept, bytes printed.
    reported: StoredValue<(u64, u32, u32)>,
}

struct Run {
    driver: Driver,
    session: SharedSession,
}

impl Runner {
    /// A runner that has run nothing yet.
    pub fn new() -> Self {
        let runner = Self {
            phase: RwSignal::new(None),
            recording: RwSignal::new_local(SharedRecording::new()),
            frame: RwSignal::new(0),
            now: RwSignal::new(0),
            is_stale: RwSignal::new(false),
            run_clock: RwSignal::new(ClockChoice::Real),
            clock: RwSignal::new(ClockChoice::Real),
            speed: RwSignal::new(1.0),
            run: StoredValue::new_local(None),
            source: StoredValue::new(None),
            reported: StoredValue::new((0, 0, 0)),
        };
        crate::boxed::effect(move || {
            let speed = runner.speed.get();
            runner.with_run(|run| run.driver.set_speed(speed));
        });
        runner
    }

    /// The runner of the page.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// How the run stands; `None` before the first.
    pub fn phase(&self) -> Option<Phase> {
        self.phase.get()
    }

    /// Whether there is a run that has not come to its end.
    pub fn is_active(&self) -> bool {
        matches!(self.phase.get(), Some(Phase::Running(_) | Phase::Paused))
    }

    /// The recording of the run that is shown. It changes with each run.
    pub fn recording(&self) -> SharedRecording {
        self.recording.get()
    }

    /// Tracks the run: whoever calls this is called again after each frame in which the recording may have grown.
    pub fn track(&self) {
        self.frame.track();
        self.recording.track();
    }

    /// The live edge: the loop's time now, in nanoseconds. Changes at most once a frame.
    pub fn now(&self) -> u64 {
        self.now.get()
    }

    /// The clock by which the run that is shown is run.
    pub fn run_clock(&self) -> ClockChoice {
        self.run_clock.get()
    }

    /// Whether the program was edited since it was run.
    pub fn is_stale(&self) -> bool {
        self.is_stale.get()
    }

    /// The program on the page is this now.
    pub fn note_text(&self, text: &str) {
        let ran = self.source.with_value(|source| source.as_deref().is_none_or(|source| source == text));
        if self.is_stale.get_untracked() == ran {
            self.is_stale.set(!ran);
        }
    }

    /// Runs a program from its beginning; one that is still running is stopped first.
    ///
    /// # Errors
    /// What is wrong with the program, when it cannot run. The last run is then left as it is.
    pub fn start(&self, source: &str, argv: Vec<String>) -> Result<(), Vec<Diagnostic>> {
        self.stop();
        let choice = self.clock.get_untracked();
        let (kind, seed) = match choice {
            ClockChoice::Real => (ClockKind::Host, None),
            // Without chance, so that the same program does the same each time.
            ClockChoice::Virtual => (ClockKind::Virtual { turn_cost: TURN_COST }, Some(0)),
        };
        let path = "main.py".to_owned();
        let options = Options { argv, path, clock: kind, seed, memory_limit: MEMORY_LIMIT };
        let clock = Rc::new(HostClock::new(callbacks::now_millis() / 1e3, self.speed.get_untracked()));
        let recording = SharedRecording::new();
        let session = SharedSession::new(source, options, clock.clone(), recording.clone())?;
        self.recording.set(recording);
        self.run_clock.set(choice);
        self.source.set_value(Some(source.to_owned()));
        self.is_stale.set(false);
        self.now.set(0);
        self.phase.set(Some(Phase::Running(Activity::Working)));
        let runner = *self;
        let driver = Driver::start(session.clone(), clock, move |phase| runner.report(phase));
        self.run.set_value(Some(Run { driver, session }));
        Ok(())
    }

    /// Halts the run and its clock.
    pub fn pause(&self) {
        self.with_run(|run| run.driver.pause());
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        self.with_run(|run| run.driver.resume());
    }

    /// Ends the run at once.
    pub fn stop(&self) {
        self.with_run(|run| run.driver.stop());
    }

    /// What the program calls a future, for as long as its run exists.
    pub fn describe_future(&self, future: FutureId) -> Option<String> {
        self.with_run(|run| run.session.ask(|session| session.describe_future(future)))
            .flatten()
            .filter(|text| !text.is_empty())
    }

    /// The line that the running task has reached.
    pub fn current_line(&self) -> Option<u32> {
        let line = |run: &Run| {
            run.session.ask(|session| session.stack(session.current_task()?).first().map(|&(line, _)| line))
        };
        self.with_run(line).flatten().flatten()
    }

    /// The task whose step is going on.
    pub fn current_task(&self) -> Option<TaskId> {
        self.with_run(|run| run.session.ask(|session| session.current_task())).flatten().flatten()
    }

    /// Bytes of memory that the program uses.
    pub fn memory_used(&self) -> Option<usize> {
        self.with_run(|run| run.session.ask(|session| session.memory_used())).flatten()
    }

    fn with_run<R>(&self, question: impl FnOnce(&Run) -> R) -> Option<R> {
        self.run.try_with_value(|run| run.as_ref().map(question)).flatten()
    }

    /// Hears from the driver, once before each frame.
    fn report(&self, phase: Phase) {
        let time = self.with_run(|run| run.session.ask(Session::time)).flatten().unwrap_or(0.0);
        let recorded = self.recording.with_untracked(|recording| recording.read(Recording::end_time));
        let now = recorded.max((time * 1e9) as u64);
        if self.now.get_untracked() != now {
            self.now.set(now);
        }
        let is_other_phase = self.phase.get_untracked() != Some(phase);
        if is_other_phase {
            self.phase.set(Some(phase));
        }
        // While all tasks sleep, time goes on and nothing else.
        let grown = self.recording.with_untracked(|recording| {
            recording
                .read(|recording| (recording.statistics().dropped, recording.len(), recording.console().end().bytes))
        });
        let has_grown = self.reported.with_value(|reported| *reported != grown);
        if has_grown || is_other_phase || matches!(phase, Phase::Running(Activity::Hogging { .. })) {
            self.reported.set_value(grown);
            self.frame.update(|frame| *frame = frame.wrapping_add(1));
        }
    }
}

impl Default for Runner {
    fn default() -> Self {
        Self::new()
    }
}
