//! Stepping by line, breakpoints and variables: a run on the virtual clock that goes forwards and backwards.
//!
//! It is a run like any other to the panes: they show its recording, at the moment at which the program stands. A
//! command is carried out in slices, so that the page stays alive while an endless loop looks for a breakpoint.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use loopscope_debugger::{Breakpoints, Debugger, Reason, Stack, Stop, Stride, Whose};
use loopscope_interpreter::{ClockKind, Diagnostic};
use loopscope_recording::{Position, Recording, SharedRecording};

use super::{
    Activity, ClockChoice, MEMORY_LIMIT, Phase, Runner, SEED, TURN_COST,
    callbacks::{Hop, now_millis},
    clock::HostClock,
    options,
};

/// The page as the host of a program whose output is recorded.
type Page = super::host::Page<SharedRecording>;

/// Instructions between two looks at the clock, and milliseconds of a slice.
const SLICE: u64 = 50_000;
const SLICE_MILLIS: f64 = 6.0;

/// What the person wants of a run that is stepped through. `true`: forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A step.
    Step(Stride, bool),
    /// To the next breakpoint.
    Go(bool),
    /// To a line.
    RunTo(u32),
}

/// Where a run that is stepped through stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The point at which it is, or from which it is on its way.
    pub stop: Stop,
    /// A command is being carried out.
    pub is_working: bool,
}

/// A run that is stepped through. Dropping it ends it.
pub(super) struct Stepped {
    debugger: Rc<RefCell<Debugger<Page, SharedRecording>>>,
    hop: Hop,
    /// It only follows the playhead, which is to stay where it was put.
    follows: bool,
}

impl Runner {
    /// Where the run stands that is stepped through, if there is one.
    pub fn standing(&self) -> Option<Standing> {
        self.standing.get()
    }

    /// Whether a run is being stepped through.
    pub(super) fn is_stepped(&self) -> bool {
        self.standing.with_untracked(Option::is_some)
    }

    /// Carries out a command, on the run that is being stepped through or, if that is one of another program or there
    /// is none, on a new one.
    ///
    /// # Errors
    /// What is wrong with the program, when it cannot run.
    pub fn debug(
        &self,
        source: &str,
        argv: Vec<String>,
        breakpoints: Breakpoints,
        command: Command,
    ) -> Result<(), Vec<Diagnostic>> {
        let is_new = !self.is_stepped() || self.shown_source.with_untracked(|shown| shown != source);
        if is_new {
            self.begin_stepping(source, argv)?;
        }
        self.set_breakpoints(breakpoints);
        match command {
            // A new run has not come to its first line yet.
            Command::Step(Stride::Into | Stride::Over | Stride::Out, _) if is_new => self.command(Debugger::start),
            command => self.obey(command),
        }
        Ok(())
    }

    /// Where a run stops by itself that is being stepped through.
    pub fn set_breakpoints(&self, breakpoints: Breakpoints) {
        self.with_debugger(|debugger| debugger.breakpoints = breakpoints);
    }

    fn begin_stepping(&self, source: &str, argv: Vec<String>) -> Result<(), Vec<Diagnostic>> {
        self.stop();
        let clock = ClockKind::Virtual { turn_cost: TURN_COST };
        let options = options(argv, clock, Some(SEED), MEMORY_LIMIT);
        let recording = SharedRecording::new();
        let debugger = Debugger::new(source, options, page(&recording), recording.clone())?;
        let debugger = Rc::new(RefCell::new(debugger));
        self.show_new(source, recording, ClockChoice::Virtual, None);
        self.run.set_value(None);
        let runner = *self;
        let hop = Hop::new(move || runner.slice());
        let stop = debugger.borrow().stop();
        self.debug.set_value(Some(Stepped { debugger, hop, follows: false }));
        self.standing.set(Some(Standing { stop, is_working: false }));
        Ok(())
    }

    /// Carries out a command on the run that is being stepped through.
    pub(super) fn obey(&self, command: Command) {
        self.command(|debugger| match command {
            Command::Step(stride, forward) => debugger.step(stride, forward),
            Command::Go(forward) => debugger.go(forward),
            Command::RunTo(line) => debugger.run_to(line, true),
        });
    }

    fn command(&self, command: impl FnOnce(&mut Debugger<Page, SharedRecording>)) {
        self.with_debugger(command);
        self.go_on(false);
    }

    fn go_on(&self, follows: bool) {
        self.debug.update_value(|stepped| {
            if let Some(stepped) = stepped {
                stepped.follows = follows;
                stepped.hop.request();
            }
        });
    }

    /// Stops what is being carried out at the next line.
    pub(super) fn pause_stepping(&self) {
        self.command(Debugger::pause);
    }

    /// The playhead was put elsewhere: the run goes to the last line before that moment.
    pub(super) fn follow(&self, position: Position) {
        let is_there = self.standing.with_untracked(|standing| {
            standing.is_none_or(|standing| standing.is_working || standing.stop.events == position.0)
        });
        if !is_there {
            self.with_debugger(|debugger| debugger.seek_event(position.0));
            self.go_on(true);
        }
    }

    /// Ends the run that is being stepped through.
    pub(super) fn end_stepping(&self) {
        self.debug.set_value(None);
        self.standing.set(None);
    }

    /// Carries out a part of a command.
    fn slice(&self) {
        let end = now_millis() + SLICE_MILLIS;
        let mut stop = None;
        while stop.is_none() && now_millis() < end {
            match self.with_debugger(|debugger| debugger.work(SLICE)) {
                Some(worked) => stop = worked,
                None => return,
            }
        }
        let follows = self.debug.with_value(|stepped| stepped.as_ref().is_some_and(|stepped| stepped.follows));
        match stop {
            Some(stop) => self.arrive(stop, follows),
            None => {
                self.go_on(follows);
                if !follows {
                    self.tell_working();
                }
            }
        }
    }

    fn arrive(&self, stop: Stop, follows: bool) {
        self.standing.set(Some(Standing { stop, is_working: false }));
        if follows {
            return;
        }
        self.tell_growth();
        self.phase.set(Some(match stop.reason {
            Reason::Ended(status) => Phase::Ended(status),
            _ => Phase::Paused,
        }));
        match stop.reason {
            Reason::Ended(_) => self.seek(None),
            _ => self.seek_position(Position(stop.events)),
        }
        self.calm_frame.update(|frame| *frame = frame.wrapping_add(1));
    }

    /// It takes longer than a moment: what is shown of the program is not true any more.
    fn tell_working(&self) {
        if self.standing.with_untracked(|standing| standing.is_some_and(|standing| !standing.is_working)) {
            self.standing.update(|standing| standing.iter_mut().for_each(|standing| standing.is_working = true));
            self.phase.set(Some(Phase::Running(Activity::Working)));
        }
        self.tell_growth();
    }

    /// There may be more in the recording.
    fn tell_growth(&self) {
        self.now.set(self.recording.with_untracked(|recording| recording.read(Recording::end_time)));
        self.frame.update(|frame| *frame = frame.wrapping_add(1));
    }

    fn with_debugger<R>(&self, question: impl FnOnce(&mut Debugger<Page, SharedRecording>) -> R) -> Option<R> {
        let debugger = self.debug.with_value(|stepped| stepped.as_ref().map(|stepped| stepped.debugger.clone()))?;
        Some(question(&mut *debugger.try_borrow_mut().ok()?))
    }

    /// What is about to go on in the run that is being stepped through.
    pub fn whose_turn(&self) -> Option<Whose> {
        self.with_debugger(|debugger| debugger.running()).flatten()
    }

    /// Where somebody stands in the run that is being stepped through, with variables.
    pub fn stack(&self, whose: Whose) -> Option<Stack> {
        self.with_debugger(|debugger| debugger.stack(whose)).flatten()
    }

    /// The value of an expression in a frame of the run that is being stepped through, or what is wrong with it.
    pub fn evaluate(&self, whose: Whose, frame: usize, expression: &str) -> Option<Result<String, String>> {
        self.with_debugger(|debugger| debugger.evaluate(whose, frame, expression))
    }

    /// Gives a variable another value. What was recorded after this moment is of another run, and is discarded.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub fn assign(&self, whose: Whose, frame: usize, name: &str, expression: &str) -> Result<(), String> {
        let recording = SharedRecording::new();
        self.with_debugger(|debugger| {
            debugger.assign(whose, frame, name, expression)?;
            debugger.retell(page(&recording), recording.clone());
            Ok(())
        })
        .unwrap_or_else(|| Err("no program is being stepped through".to_owned()))?;
        self.ran.set(recording.clone());
        self.recording.set(recording);
        // The same stop may look different now.
        self.standing.notify();
        self.go_on(false);
        Ok(())
    }
}

/// A host whose output is recorded.
fn page(recording: &SharedRecording) -> Page {
    Page::new(recording.clone(), Rc::new(HostClock::new(0.0, 1.0)))
}
