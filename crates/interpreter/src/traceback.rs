//! What is printed of exceptions: CPython 3.11's text, to the character.

mod chain;
mod frame;
mod object;
mod suggest;
mod width;

use crate::heap::Ref;
use crate::host::Stream;
use crate::native::{Res, Unwind};
use crate::object::{Exception, TraceEntry};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) use chain::Style;
pub(crate) use frame::describe;
pub(crate) use object::{Prepared, install};

/// Does a file belong to the library? Its frames are not shown.
fn is_library(entry: &TraceEntry) -> bool {
    entry.code.is_of_library()
}

impl Vm {
    /// The text of an exception with its traceback and all that led to it, as `traceback.format_exc` has it.
    pub(crate) fn format_exception(&mut self, exc: Value) -> Res<String> {
        Ok(self.exception_lines(exc, Style::default())?.concat())
    }

    /// The pieces of which [`Vm::format_exception`] is made: a header, a frame, a message each.
    pub(crate) fn exception_lines(&mut self, exc: Value, style: Style) -> Res<Vec<String>> {
        chain::format(self, exc, style)
    }

    /// The lines that name an exception, without its traceback.
    pub(crate) fn exception_only(&mut self, e: Ref<Exception>) -> Res<Vec<String>> {
        chain::message_lines(self, e, None)
    }

    /// Tells of an exception that nobody can catch: where it came from, and its traceback.
    pub(crate) fn tell_ignored(&mut self, source: Value, error: Value) {
        let shown = self.repr(source).unwrap_or_default();
        self.write(Stream::Stderr, &format!("Exception ignored in: {shown}\n"));
        self.print_exception(error);
    }

    /// Prints an exception that nobody caught on `sys.stderr`.
    pub(crate) fn print_exception(&mut self, exc: Value) {
        let lines = self.exception_lines(exc, Style { uncaught: true, ..Style::default() });
        let text = lines.map_or_else(|_| "<exception cannot be shown>\n".to_owned(), |l| l.concat());
        self.write(Stream::Stderr, &text);
    }

    /// Tells of an exception that has ended the program: `sys.excepthook`.
    pub(crate) fn print_uncaught(&mut self, exc: Value) {
        let (Some(hook), Value::Exception(e)) = (self.replaced_in_sys("excepthook", "__excepthook__"), exc) else {
            return self.print_exception(exc);
        };
        let traceback = self.traceback_of(e);
        let class = Value::Class(self.class_of(exc));
        if let Err(Unwind::Raise(error)) = self.call(hook, &[class, exc, traceback]) {
            self.write(Stream::Stderr, "Error in sys.excepthook:\n");
            self.print_exception(error);
            self.write(Stream::Stderr, "\nOriginal exception was:\n");
            self.print_exception(exc);
        }
    }

    /// The frames that an exception has passed, outermost first, without those of the library.
    pub(crate) fn trace(&self, e: Ref<Exception>) -> Vec<TraceEntry> {
        self.heap[e].traceback.iter().rev().filter(|entry| !is_library(entry)).cloned().collect()
    }
}
