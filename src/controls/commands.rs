//! What the person can have done.

use leptos::{ev, prelude::*};
use loopscope_debugger::Breakpoints;
use loopscope_interpreter::Diagnostic;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    boxed::spawn,
    editor::Problems,
    notice::Notices,
    program::{Program, split},
    runner::{Command, PROGRAM_NAME, Runner},
    selection::Selection,
    share::{self, Shared},
};

/// The commands of the page, for buttons and keys. A context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Commands {
    program: Program,
    runner: Runner,
    problems: Problems,
    selection: Selection,
    notices: Notices,
    /// Counts the runs that were begun here.
    pub(crate) begun: RwSignal<u32>,
}

impl Commands {
    /// Commands for what the page has.
    pub(crate) fn new(
        program: Program,
        runner: Runner,
        problems: Problems,
        selection: Selection,
        notices: Notices,
    ) -> Self {
        Self { program, runner, problems, selection, notices, begun: RwSignal::new(0) }
    }

    /// The commands of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Runs the program from its beginning.
    pub(crate) fn run(&self) {
        let Some(argv) = self.argv() else { return };
        self.selection.clear();
        match self.program.text().with_untracked(|text| self.runner.start(text, argv)) {
            Ok(()) => self.begun.update(|begun| *begun += 1),
            Err(found) => self.refuse(found),
        }
    }

    /// Steps through the program: carries out a command on the run that is being stepped through, or on a new one.
    pub(crate) fn debug(&self, breakpoints: Breakpoints, command: Command) {
        let Some(argv) = self.argv() else { return };
        let debug = |text: &String| self.runner.debug(text, argv, breakpoints, command);
        if let Err(found) = self.program.text().with_untracked(debug) {
            self.refuse(found);
        }
    }

    /// `sys.argv` of the program; when the arguments are not complete, that is said.
    fn argv(&self) -> Option<Vec<String>> {
        match self.program.arguments().with_untracked(|line| split(line)) {
            Ok(arguments) => Some(argv(arguments)),
            Err(error) => {
                self.notices.warn(format!("The arguments are not complete: {error}."));
                None
            }
        }
    }

    /// Says something that does not disturb.
    pub(crate) fn tell(&self, text: &str) {
        self.notices.tell(text);
    }

    /// The program cannot run.
    fn refuse(&self, found: Vec<Diagnostic>) {
        if let Some(first) = found.first() {
            self.selection.go_to(first.line, first.column, true);
        }
        self.notices.tell("The program cannot run yet: see its problems under the editor.");
        self.problems.report(found);
    }

    /// Puts the program, its arguments and its clock into the address, and the address into the clipboard.
    pub(crate) fn share(&self) {
        let shared = Shared {
            text: self.program.text().get_untracked(),
            arguments: self.program.arguments().get_untracked(),
            clock: self.runner.clock.get_untracked(),
            speed: self.runner.speed.get_untracked(),
        };
        let Self { program, notices, .. } = *self;
        spawn(async move {
            let hash = match share::to_hash(&shared).await {
                Ok(hash) => hash,
                Err(error) => return notices.warn(error.to_string()),
            };
            replace_hash(&hash);
            program.become_link(&hash);
            let address = window().location().href().unwrap_or_default();
            match JsFuture::from(window().navigator().clipboard().write_text(&address)).await {
                Ok(_) => notices.tell("Link copied. Who opens it sees this program, these arguments and this clock."),
                Err(_) => notices.tell("The link is in the address bar: copy it from there."),
            }
        });
    }

    /// Opens an example, as it was left.
    pub(crate) fn open_example(&self, index: usize) {
        replace_hash("");
        self.program.open_example(index);
    }

    /// Opens the program in the address, if there is one, now and whenever the address changes. Nothing runs.
    pub(crate) fn follow_address(&self) {
        let commands = *self;
        commands.open_address();
        let listener = window_event_listener(ev::hashchange, move |_| commands.open_address());
        on_cleanup(move || listener.remove());
    }

    fn open_address(self) {
        let hash = window().location().hash().unwrap_or_default();
        let hash = hash.trim_start_matches('#').to_owned();
        if !share::is_link(&hash) {
            return;
        }
        spawn(async move {
            match share::from_hash(&hash).await {
                Ok(shared) => {
                    self.runner.clock.set(shared.clock);
                    self.runner.speed.set(shared.speed);
                    self.program.open_link(&shared, &hash);
                }
                Err(error) => self.notices.warn(error.to_string()),
            }
        });
    }
}

/// `sys.argv` of a program with these arguments.
pub(crate) fn argv(arguments: Vec<String>) -> Vec<String> {
    std::iter::once(PROGRAM_NAME.to_owned()).chain(arguments).collect()
}

/// Changes the address, without an event and without a step in the history.
fn replace_hash(hash: &str) {
    let location = window().location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let mark = if hash.is_empty() { "" } else { "#" };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}{mark}{hash}")));
    }
}
