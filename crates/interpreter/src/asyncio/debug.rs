//! Debug mode: where things were created, and what took too long.

use super::schedule::What;
use crate::native::{Res, Unwind};
use crate::value::Value;
use crate::vm::Vm;

/// What is said in debug mode of what was made in the library, without its place there.
pub(super) const CREATED: &str = " created";

impl Vm {
    /// A step or a callback begins.
    pub(super) fn begin_timing(&mut self) {
        if self.asyncio.debug {
            self.asyncio.began = self.now();
        }
    }

    /// A step or a callback has ended: a slow one is told, as `BaseEventLoop._run_once` does.
    pub(super) fn tell_if_slow(&mut self, what: What, handle: Value) {
        let took = self.now() - self.asyncio.began;
        let running = self.asyncio.running;
        if !self.asyncio.debug || took < self.slow_callback_duration(running) {
            return;
        }
        let shown = match what {
            What::Task { object, .. } => self.repr(Value::Future(object)),
            _ if handle.is_unbound() => return,
            _ => self.repr(handle),
        };
        let result = shown.and_then(|shown| self.log_warning(&format!("Executing {shown} took {took:.3} seconds")));
        if let Err(Unwind::Raise(error)) = result {
            self.print_exception(error);
        }
    }

    /// Where the program called, in debug mode: ` created at FILE:LINE`.
    pub(super) fn created_here(&self) -> String {
        match &self.run.place {
            Some(place) if self.asyncio.debug => {
                let line = place.code.line_at(place.pc as usize);
                format!(" created at {}:{line}", place.code.source.file)
            }
            _ => String::new(),
        }
    }

    fn log_warning(&mut self, message: &str) -> Res {
        self.log_at("WARNING", message, Value::None, 1917, "_run_once")
    }
}
