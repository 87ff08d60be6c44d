//! Stepping: what a step is, where it stops by itself, and what is seen of the program there.

mod breakpoints;
mod pane;
mod variables;
mod words;

use std::collections::BTreeSet;

use leptos::{ev, prelude::*};
use loopscope_debugger::{Breakpoints, Stride, Whose};
use loopscope_recording as recording;

pub(crate) use pane::VariablesPane;

use crate::{
    boxed::effect,
    controls::Commands,
    runner::{Command, Runner},
    selection::Selection,
};

/// What the person chose a step to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StepBy {
    /// To where another task's step begins: past an await that waits.
    #[default]
    Task,
    /// To another turn of the loop.
    Turn,
    /// To the next step of the chosen task.
    Wake,
    /// To the next line in the same function.
    Line,
    /// To the next line that runs, in a function that is called or in another task too.
    Into,
    /// Out of the function.
    Out,
}

impl StepBy {
    /// All of them, with the value and the name by which they are chosen.
    const ALL: [(StepBy, &'static str, &'static str); 6] = [
        (StepBy::Task, "task", "task (await)"),
        (StepBy::Turn, "turn", "turn of the loop"),
        (StepBy::Wake, "wake", "wake of the chosen task"),
        (StepBy::Line, "line", "line"),
        (StepBy::Into, "into", "line, into calls"),
        (StepBy::Out, "out", "out of the function"),
    ];

    /// What the debugger calls it, if it leads to a line.
    fn line_stride(self) -> Option<Stride> {
        match self {
            StepBy::Task | StepBy::Turn | StepBy::Wake => None,
            StepBy::Line => Some(Stride::Over),
            StepBy::Into => Some(Stride::Into),
            StepBy::Out => Some(Stride::Out),
        }
    }
}

/// Breakpoints, watches, and which frame is looked at. A context.
#[derive(Clone, Copy)]
pub(crate) struct Stepping {
    runner: Runner,
    selection: Selection,
    commands: Commands,
    /// What Step and Step back do.
    pub(crate) by: RwSignal<StepBy>,
    /// Lines and occasions at which a run stops that is stepped through.
    pub(crate) breakpoints: RwSignal<Breakpoints>,
    /// Expressions whose values are shown.
    watches: RwSignal<Vec<String>>,
    /// The line of the cursor in the editor.
    pub(crate) cursor: RwSignal<u32>,
    /// Whose stack is looked at; `None`: of what is about to run.
    whose: RwSignal<Option<Whose>>,
    /// Which frame of it; 0 is the innermost.
    frame: RwSignal<usize>,
}

impl Stepping {
    pub(crate) fn new(runner: Runner, selection: Selection, commands: Commands) -> Self {
        Self {
            runner,
            selection,
            commands,
            by: RwSignal::default(),
            breakpoints: RwSignal::default(),
            watches: RwSignal::default(),
            cursor: RwSignal::new(1),
            whose: RwSignal::default(),
            frame: RwSignal::default(),
        }
    }

    /// The stepping of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Whether a step leads to a line, for which nothing need have run before.
    pub(crate) fn is_by_line(self) -> bool {
        self.by.get().line_stride().is_some()
    }

    /// Step, or Step back. By task, turn and wake it goes through what is recorded, as long as no line is asked for.
    pub(crate) fn step(self, forward: bool) {
        let through = |stride| self.runner.step(stride, forward);
        match self.by.get_untracked() {
            StepBy::Task => through(recording::Stride::Switch),
            StepBy::Turn => through(recording::Stride::Turn),
            StepBy::Wake => match self.selection.task.get_untracked() {
                Some(task) => through(recording::Stride::Wake(task)),
                None => self.commands.tell("Choose a task first: in the timeline, the graph or the tasks."),
            },
            by => {
                if let Some(stride) = by.line_stride() {
                    self.obey(Command::Step(stride, forward));
                }
            }
        }
    }

    /// Carries out a command on the program of the page.
    pub(crate) fn obey(self, command: Command) {
        self.look_at(None);
        let breakpoints = self.breakpoints.get_untracked();
        self.commands.debug(breakpoints, command);
    }

    /// Looks at the innermost frame of somebody's stack; `None`: of what is about to run. Where it was looked at already,
    /// nobody is told: what is shown would be made once more for nothing.
    fn look_at(self, whose: Option<Whose>) {
        if self.frame.get_untracked() != 0 {
            self.frame.set(0);
        }
        if self.whose.get_untracked() != whose {
            self.whose.set(whose);
        }
    }

    /// Runs on to a line, or to a breakpoint on the way.
    pub(crate) fn run_to(self, line: u32) {
        self.obey(Command::RunTo(line));
    }

    /// The editor has breakpoints at these lines now: they move with the text.
    pub(crate) fn set_lines(self, lines: BTreeSet<u32>) {
        if self.breakpoints.with_untracked(|breakpoints| breakpoints.lines != lines) {
            self.breakpoints.update(|breakpoints| breakpoints.lines = lines);
        }
    }

    /// Sets a breakpoint at a line, or takes it away.
    fn toggle(self, line: u32) {
        self.breakpoints.update(|breakpoints| {
            if !breakpoints.lines.remove(&line) {
                breakpoints.lines.insert(line);
            }
        });
    }

    /// Steps by keys, wherever the focus is, and lets breakpoints apply when they are set.
    pub(crate) fn follow(self) {
        effect(move || self.runner.set_breakpoints(self.breakpoints.get()));
        let listener = window_event_listener(ev::keydown, move |event| {
            let forward = !event.shift_key();
            if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let command = match event.key().as_str() {
                "F8" => Command::Go(forward),
                "F10" => Command::Step(Stride::Over, forward),
                "F11" => Command::Step(Stride::Into, forward),
                _ => return,
            };
            event.prevent_default();
            self.obey(command);
        });
        on_cleanup(move || listener.remove());
    }
}
