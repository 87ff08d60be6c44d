//! The only place that commands go to: run, pause, resume, stop, clock, speed.

mod ahead;
mod callbacks;
mod clock;
mod debug;
mod driver;
mod foresight;
mod host;
mod pace;

use std::rc::Rc;

use leptos::prelude::*;
use loopscope_executor::{FutureId, Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Diagnostic, Options, Session};
use loopscope_recording::{Comparison, Moment, Position, Progress, Recording, SharedRecording, Stride};

pub use ahead::Outlook;
pub use clock::HostClock;
pub use debug::{Command, Standing};
pub use driver::{Activity, Driver, Machine, Phase};
pub(crate) use foresight::Foresight;

use ahead::Ahead;
pub(crate) use callbacks::now_millis;
use host::SharedSession;
pub(crate) use host::{Output, Page};

/// What programs are called, in `sys.argv` and in tracebacks.
pub(crate) const PROGRAM_NAME: &str = "main.py";

/// Bytes that a program may use.
pub(crate) const MEMORY_LIMIT: usize = 256 << 20;
/// Seconds that a turn costs on the virtual clock.
const TURN_COST: f64 = 50e-6;

/// What chance is made of where all is to happen as before.
const SEED: u64 = 0;

/// What is read need not change more often, in milliseconds.
const CALM_MILLIS: f64 = 120.0;

/// Which clock a program runs by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockChoice {
    /// The page's, at some speed.
    #[default]
    Real,
    /// One that jumps over all waiting.
    Virtual,
}

/// A moment of the run that the person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playhead {
    /// After how many events.
    pub position: Position,
    /// When, in nanoseconds of the loop's time: events may be far apart.
    pub time: u64,
}

/// Runs programs, and says how the run stands. A context.
#[derive(Clone, Copy, Debug)]
pub struct Runner {
    phase: RwSignal<Option<Phase>>,
    /// What the panes show: the recording of the run, or of the run ahead.
    recording: RwSignal<SharedRecording, LocalStorage>,
    /// The recording of the last run.
    ran: RwSignal<SharedRecording, LocalStorage>,
    frame: RwSignal<u32>,
    /// As `frame`, but a few times a second at most.
    calm_frame: RwSignal<u32>,
    calm_since: StoredValue<f64>,
    now: RwSignal<u64>,
    /// Whether the program was edited since it was run.
    is_stale: RwSignal<bool>,
    /// Whether what the panes show is a run of another program than the one on the page.
    is_shown_stale: RwSignal<bool>,
    playhead: RwSignal<Option<Playhead>>,
    /// What came of the run ahead, if that is what the panes show.
    outlook: RwSignal<Option<Outlook>>,
    /// The arguments of that run ahead.
    ahead_argv: StoredValue<Vec<String>>,
    /// What was foreseen of the run that the panes show.
    foresight: RwSignal<Option<Foresight>, LocalStorage>,
    comparison: StoredValue<Comparison, LocalStorage>,
    /// Whether the run's clock was ever faster than the page's.
    is_hurried: StoredValue<bool>,
    ahead: StoredValue<Option<Ahead>, LocalStorage>,
    /// The program that the panes show a run of.
    shown_source: RwSignal<String>,
    run_clock: RwSignal<ClockChoice>,
    /// The clock of the next run.
    pub clock: RwSignal<ClockChoice>,
    /// The speed of the real clock; a change applies at once.
    pub speed: RwSignal<f64>,
    run: StoredValue<Option<Run>, LocalStorage>,
    /// The run that is being stepped through by line, and where it stands.
    debug: StoredValue<Option<debug::Stepped>, LocalStorage>,
    standing: RwSignal<Option<Standing>>,
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
            ran: RwSignal::new_local(SharedRecording::new()),
            frame: RwSignal::new(0),
            calm_frame: RwSignal::new(0),
            calm_since: StoredValue::new(0.0),
            now: RwSignal::new(0),
            is_stale: RwSignal::new(false),
            is_shown_stale: RwSignal::new(false),
            playhead: RwSignal::new(None),
            outlook: RwSignal::new(None),
            ahead_argv: StoredValue::default(),
            foresight: RwSignal::new_local(None),
            comparison: StoredValue::new_local(Comparison::default()),
            is_hurried: StoredValue::new(false),
            ahead: StoredValue::new_local(None),
            shown_source: RwSignal::default(),
            run_clock: RwSignal::new(ClockChoice::Real),
            clock: RwSignal::new(ClockChoice::Real),
            speed: RwSignal::new(1.0),
            run: StoredValue::new_local(None),
            debug: StoredValue::new_local(None),
            standing: RwSignal::new(None),
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

    /// The recording that the panes show: of the run, or of the run ahead. It changes with each.
    pub fn recording(&self) -> SharedRecording {
        self.recording.get()
    }

    /// The recording whose output the console shows: the last run's, unless the person looks at a moment of a run ahead.
    pub fn printed(&self) -> SharedRecording {
        if self.outlook.with(Option::is_some) && self.playhead.get().is_none() {
            self.ran.get()
        } else {
            self.recording.get()
        }
    }

    /// The program that the panes show a run of.
    pub fn shown_source(&self) -> Signal<String> {
        self.shown_source.into()
    }

    /// What came of the run ahead, if the panes show it.
    pub fn outlook(&self) -> Option<Outlook> {
        self.outlook.get()
    }

    /// What was foreseen of the run that the panes show, if it was run ahead before.
    pub(crate) fn foresight(&self) -> Option<Foresight> {
        self.foresight.get()
    }

    /// Tracks the run: whoever calls this is called again after each frame in which the recording may have grown, and
    /// when another moment of it is looked at.
    pub fn track(&self) {
        self.frame.track();
        self.recording.track();
        self.playhead.track();
    }

    /// As [`Runner::track`], but while a run goes on only a few times a second: for what is read, and takes long.
    pub fn track_calmly(&self) {
        self.calm_frame.track();
        self.recording.track();
        self.playhead.track();
        self.outlook.track();
    }

    /// How far time has come, in nanoseconds: the live edge, or where the playhead is. Changes at most once a frame.
    pub fn now(&self) -> u64 {
        self.playhead.get().map_or_else(|| self.now.get(), |playhead| playhead.time)
    }

    /// The same, without being told of changes.
    pub fn now_untracked(&self) -> u64 {
        untrack(|| self.now())
    }

    /// How far time has come in the run itself, wherever the playhead is.
    pub fn live_edge(&self) -> u64 {
        self.now.get()
    }

    /// The moment that the person looks at; `None`: the newest.
    pub fn playhead(&self) -> Option<Playhead> {
        self.playhead.get()
    }

    /// The same, without being told of changes.
    pub fn playhead_untracked(&self) -> Option<Playhead> {
        self.playhead.get_untracked()
    }

    /// Looks at a moment; `None`: at the newest, as it comes.
    pub fn seek(&self, playhead: Option<Playhead>) {
        if self.playhead.get_untracked() != playhead {
            self.playhead.set(playhead);
            if let Some(playhead) = playhead {
                self.follow(playhead.position);
            }
        }
    }

    /// Looks at the moment after so many events.
    pub fn seek_position(&self, position: Position) {
        let time = self.recording.with_untracked(|recording| {
            recording.read(|recording| recording.at(position).time().max(recording.start_time()))
        });
        self.seek(Some(Playhead { position, time }));
    }

    /// Goes a step forwards or backwards in what is recorded; a run that goes on is paused for that.
    pub fn step(&self, stride: Stride, forward: bool) {
        if self.is_stepped() {
            let stride = match stride {
                Stride::Switch => loopscope_debugger::Stride::Switch,
                Stride::Turn => loopscope_debugger::Stride::Turn,
                Stride::Wake(task) => loopscope_debugger::Stride::Wake(task),
            };
            return self.obey(Command::Step(stride, forward));
        }
        if matches!(self.phase.get_untracked(), Some(Phase::Running(_))) && self.outlook.with_untracked(Option::is_none)
        {
            self.pause();
        }
        let here = self.playhead.get_untracked();
        let next = self.recording.with_untracked(|recording| {
            recording.read(|recording| {
                let here = here.map_or(Position(recording.len()), |playhead| playhead.position);
                if forward { recording.step_forward(here, stride) } else { recording.step_back(here, stride) }
            })
        });
        match next {
            Some(position) => self.seek_position(position),
            // After the last step comes the newest; before the first the beginning.
            None if forward => self.seek(None),
            None => self.seek_position(Position(0)),
        }
    }

    /// How far time has come in the run itself, without being told of changes.
    pub fn live_edge_untracked(&self) -> u64 {
        self.now.get_untracked()
    }

    /// Asks something of the moment that all panes show.
    pub fn moment<R>(&self, question: impl FnOnce(Moment<'_>) -> R) -> R {
        let playhead = self.playhead.get();
        self.recording().read(|recording| {
            question(playhead.map_or_else(|| recording.now(), |playhead| recording.at(playhead.position)))
        })
    }

    /// Whether the panes show the newest of a run that exists: then the program itself can be asked.
    fn is_live(&self) -> bool {
        self.outlook.with(Option::is_none) && self.playhead.get().is_none()
    }

    /// How far the run has come that the panes show.
    pub fn progress(&self) -> Progress {
        match (self.outlook.get(), self.phase.get()) {
            (Some(Outlook::Stuck), _) | (None, Some(Phase::Running(Activity::Waiting))) => Progress::Stuck,
            (Some(Outlook::Ended { .. }), _) | (None, Some(Phase::Ended(_))) => Progress::Ended,
            _ => Progress::Running,
        }
    }

    /// The clock by which the run that is shown is run.
    pub fn run_clock(&self) -> ClockChoice {
        if self.outlook.with(Option::is_some) { ClockChoice::Virtual } else { self.run_clock.get() }
    }

    /// Whether the panes show a run of another program than the one on the page.
    pub fn is_stale(&self) -> bool {
        self.is_shown_stale.get()
    }

    /// Whether the program was edited since it was run.
    pub fn is_output_stale(&self) -> bool {
        self.is_stale.get() && !(self.outlook.with(Option::is_some) && self.playhead.get().is_some())
    }

    /// The program on the page is this now: soon, when nobody types any more, it is run ahead.
    pub fn note_text(&self, text: &str, argv: Option<Vec<String>>) {
        let ran = self.source.with_value(|source| source.as_deref().is_none_or(|source| source == text));
        if self.is_stale.get_untracked() == ran {
            self.is_stale.set(!ran);
        }
        let has_run = self.source.with_value(|source| source.as_deref() == Some(text));
        if has_run && self.outlook.with_untracked(Option::is_some) {
            self.show_run(text);
        }
        let is_other = self.shown_source.with_untracked(|shown| !shown.is_empty() && shown != text);
        if self.is_shown_stale.get_untracked() != is_other {
            self.is_shown_stale.set(is_other);
        }
        let runner = *self;
        let ahead = argv
            .filter(|_| !has_run)
            .map(|argv| Ahead::soon(text.to_owned(), argv, move |ahead| runner.foresee(ahead)));
        self.ahead.set_value(ahead);
    }

    /// Goes back from a run ahead to the last run, since the program is that again.
    fn show_run(&self, source: &str) {
        let ran = self.ran.get_untracked();
        self.seek(None);
        self.outlook.set(None);
        self.foresight.set(None);
        self.shown_source.set(source.to_owned());
        self.now.set(ran.read(Recording::end_time));
        self.recording.set(ran);
        self.frame.update(|frame| *frame = frame.wrapping_add(1));
    }

    /// Shows what was found out by running ahead.
    fn foresee(&self, ahead: ahead::Foreseen) {
        if untrack(|| self.is_active()) {
            return;
        }
        self.end_stepping();
        self.seek(None);
        let end = ahead.recording.read(Recording::end_time);
        self.foresight.set(None);
        self.ahead_argv.set_value(ahead.argv);
        self.shown_source.set(ahead.source);
        self.recording.set(ahead.recording);
        self.now.set(end);
        self.outlook.set(Some(ahead.outlook));
        self.is_shown_stale.set(false);
        self.frame.update(|frame| *frame = frame.wrapping_add(1));
    }

    /// Runs a program from its beginning; one that is still running is stopped first.
    ///
    /// # Errors
    /// What is wrong with the program, when it cannot run. The last run is then left as it is.
    pub fn start(&self, source: &str, argv: Vec<String>) -> Result<(), Vec<Diagnostic>> {
        self.stop();
        let choice = self.clock.get_untracked();
        let is_foreseen = self.is_foreseen(source, &argv);
        let (kind, seed) = match choice {
            // The first run does what was foreseen, also where chance decides; those after it try other chances.
            ClockChoice::Real => (ClockKind::Host, is_foreseen.then_some(SEED)),
            // Without chance, so that the same program does the same each time.
            ClockChoice::Virtual => (ClockKind::Virtual { turn_cost: TURN_COST }, Some(SEED)),
        };
        let options = options(argv, kind, seed, MEMORY_LIMIT);
        let clock = Rc::new(HostClock::new(callbacks::now_millis() / 1e3, self.speed.get_untracked()));
        let recording = SharedRecording::new();
        let session = SharedSession::new(source, options, clock.clone(), recording.clone())?;
        let foresight = self.foresight_of(source, choice, is_foreseen);
        self.show_new(source, recording, choice, foresight);
        let runner = *self;
        let driver = Driver::start(session.clone(), clock, move |phase| runner.report(phase));
        self.run.set_value(Some(Run { driver, session }));
        Ok(())
    }

    /// Whether the panes show a run ahead of just this.
    fn is_foreseen(&self, source: &str, argv: &[String]) -> bool {
        self.outlook.with_untracked(Option::is_some)
            && self.shown_source.with_untracked(|shown| shown == source)
            && self.ahead_argv.with_value(|known| known == argv)
    }

    /// What was foreseen of a run that begins.
    fn foresight_of(&self, source: &str, clock: ClockChoice, is_foreseen: bool) -> Option<Foresight> {
        if clock == ClockChoice::Virtual {
            // It is over at once.
            return None;
        }
        if is_foreseen {
            let is_whole = !self.outlook.with_untracked(|outlook| matches!(outlook, Some(Outlook::Open { .. })));
            return Some(Foresight::new(self.recording.get_untracked(), is_whole));
        }
        let is_again = self.source.with_value(|known| known.as_deref() == Some(source));
        let known = self.foresight.get_untracked().filter(|_| is_again)?;
        Some(Foresight { departure: None, ..known })
    }

    /// Lets the panes show a run that begins, and what was foreseen of it.
    fn show_new(&self, source: &str, recording: SharedRecording, clock: ClockChoice, foresight: Option<Foresight>) {
        self.ahead.set_value(None);
        self.seek(None);
        // Before the recording changes: whoever shows that asks what was foreseen of it.
        self.foresight.set(foresight);
        self.comparison.set_value(Comparison::default());
        self.is_hurried.set_value(false);
        self.outlook.set(None);
        self.shown_source.set(source.to_owned());
        self.ran.set(recording.clone());
        self.recording.set(recording);
        self.run_clock.set(clock);
        self.source.set_value(Some(source.to_owned()));
        self.is_stale.set(false);
        self.is_shown_stale.set(false);
        self.now.set(0);
        self.phase.set(Some(Phase::Running(Activity::Working)));
    }

    /// Halts the run and its clock.
    pub fn pause(&self) {
        if self.is_stepped() {
            return self.pause_stepping();
        }
        self.with_run(|run| run.driver.pause());
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        if self.is_stepped() {
            return self.obey(Command::Go(true));
        }
        self.with_run(|run| run.driver.resume());
    }

    /// Ends the run at once.
    pub fn stop(&self) {
        if self.is_stepped() {
            self.end_stepping();
            self.phase.set(Some(Phase::Stopped));
            return;
        }
        self.with_run(|run| run.driver.stop());
    }

    /// What the program calls a future, for as long as its run exists.
    pub fn describe_future(&self, future: FutureId) -> Option<String> {
        if !self.is_live() {
            return None;
        }
        self.with_run(|run| run.session.ask(|session| session.describe_future(future)))
            .flatten()
            .filter(|text| !text.is_empty())
    }

    /// The line that the running task has reached.
    pub fn current_line(&self) -> Option<u32> {
        if let Some(standing) = self.standing.get() {
            return standing.stop.place.map(|place| place.line);
        }
        if !self.is_live() {
            return None;
        }
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

    /// Looks whether the run still does what was foreseen.
    fn compare(&self) {
        let Some(foresight) = self.foresight.get_untracked().filter(|known| known.departure.is_none()) else { return };
        let ran = self.ran.get_untracked();
        let is_hurried = self.is_hurried.get_value() || self.speed.get_untracked() > 1.0;
        self.is_hurried.set_value(is_hurried);
        let compare = |comparison: &mut Comparison| foresight.compare(&ran, comparison, is_hurried);
        let departure = self.comparison.try_update_value(compare).flatten();
        if departure.is_some() {
            self.foresight.set(Some(Foresight { departure, ..foresight }));
        }
    }

    /// Hears from the driver, once before each frame.
    fn report(&self, phase: Phase) {
        let time = self.with_run(|run| run.session.ask(Session::time)).flatten().unwrap_or(0.0);
        let recorded = self.ran.with_untracked(|recording| recording.read(Recording::end_time));
        let now = recorded.max((time * 1e9) as u64);
        let is_shown = self.outlook.with_untracked(Option::is_none);
        if is_shown && self.now.get_untracked() != now {
            self.now.set(now);
        }
        let is_other_phase = self.phase.get_untracked() != Some(phase);
        if is_other_phase {
            self.phase.set(Some(phase));
        }
        // While all tasks sleep, time goes on and nothing else.
        let grown = self.ran.with_untracked(|recording| {
            recording
                .read(|recording| (recording.statistics().dropped, recording.len(), recording.console().end().bytes))
        });
        let has_grown = self.reported.with_value(|reported| *reported != grown);
        if has_grown {
            self.compare();
        }
        if has_grown || is_other_phase || matches!(phase, Phase::Running(Activity::Hogging { .. })) {
            self.reported.set_value(grown);
            self.frame.update(|frame| *frame = frame.wrapping_add(1));
        }
        let millis = callbacks::now_millis();
        if is_other_phase || millis - self.calm_since.get_value() > CALM_MILLIS {
            self.calm_since.set_value(millis);
            self.calm_frame.update(|frame| *frame = frame.wrapping_add(1));
        }
    }
}

impl Default for Runner {
    fn default() -> Self {
        Self::new()
    }
}

/// How the program on the page is run.
fn options(argv: Vec<String>, clock: ClockKind, seed: Option<u64>, memory_limit: usize) -> Options {
    Options { argv, path: PROGRAM_NAME.to_owned(), clock, seed, schedule: Schedule::Fifo, memory_limit }
}
