//! One program, run by the page's own engine with nothing recorded and nothing shown: what `www/bench.html` asks for.

use std::rc::Rc;

use js_sys::Function;
use loopscope_executor::{Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Options, Session, Status, Stream};
use wasm_bindgen::prelude::*;

use crate::rest;
use crate::runner::{Driver, HostClock, MEMORY_LIMIT, Machine, Output, Page, Phase, now_millis};

/// Runs a program on the page's clock, when all of the page's WebAssembly is there. `out` and `err` are called with each
/// line that it prints, `ended` at last with its exit status.
#[wasm_bindgen]
pub fn bench(source: String, path: String, out: Function, err: Function, ended: Function) {
    rest::fetch_for(move || begin(&source, &path, out, err, ended));
}

fn begin(source: &str, path: &str, out: Function, err: Function, ended: Function) {
    let clock = Rc::new(HostClock::new(now_millis() / 1e3, 1.0));
    let options = Options {
        argv: vec![path.to_owned()],
        path: path.to_owned(),
        clock: ClockKind::Host,
        seed: None,
        schedule: Schedule::Fifo,
        memory_limit: MEMORY_LIMIT,
    };
    let lines = Lines { streams: [out, err.clone()].map(|print| Printer { print, begun: String::new() }) };
    match Session::new(source, options, Page::new(lines, clock.clone()), ()) {
        Ok(session) => run(Unrecorded(session), clock, ended),
        Err(diagnostics) => {
            for diagnostic in diagnostics {
                let advice = diagnostic.advice.map(|advice| format!(" {advice}")).unwrap_or_default();
                let (line, column) = (diagnostic.line, diagnostic.column);
                call(&err, &format!("{path}:{line}:{column}: {}{advice}", diagnostic.message).into());
            }
            call(&ended, &1.into());
        }
    }
}

/// Drives a program to its end, which it tells.
fn run(session: Unrecorded, clock: Rc<HostClock>, ended: Function) {
    let status = |phase| match phase {
        Phase::Ended(status) => Some(status),
        Phase::Running(_) | Phase::Paused => None,
        Phase::Stopped | Phase::Crashed => Some(1),
    };
    let driver = Driver::start_unseen(session, clock, move |phase| {
        if let Some(status) = status(phase) {
            call(&ended, &status.into());
        }
    });
    // The page is there for nothing else.
    std::mem::forget(driver);
}

fn call(function: &Function, argument: &JsValue) {
    // What a callback throws, the browser reports.
    let _ = function.call1(&JsValue::NULL, argument);
}

/// A program that nobody observes.
struct Unrecorded(Session<Page<Lines>, ()>);

impl Machine for Unrecorded {
    fn run(&mut self, fuel: u64) -> Status {
        let status = self.0.run(fuel);
        if matches!(status, Status::Finished(_)) {
            self.0.host().output().end();
        }
        status
    }

    fn steps(&self) -> u64 {
        0
    }
}

/// Gives on what is printed, a line at a time.
struct Lines {
    /// For standard output, and for errors.
    streams: [Printer; 2],
}

struct Printer {
    print: Function,
    /// The line that has not ended yet.
    begun: String,
}

impl Lines {
    /// No more comes: what was begun is a line, too.
    fn end(&mut self) {
        self.streams.iter_mut().filter(|printer| !printer.begun.is_empty()).for_each(Printer::end_line);
    }
}

impl Output for Lines {
    fn wrote(&mut self, stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        let [out, err] = &mut self.streams;
        let printer = if stream == Stream::Stdout { out } else { err };
        let mut pieces = text.split('\n');
        printer.begun.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            printer.end_line();
            printer.begun.push_str(piece);
        }
    }
}

impl Printer {
    fn end_line(&mut self) {
        call(&self.print, &self.begun.as_str().into());
        self.begun.clear();
    }
}
