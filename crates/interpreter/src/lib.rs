//! The Python subset of Loopscope: the machine that runs its bytecode, the built-in classes and functions,
//! and the modules of the standard library that asyncio programs use.

mod asyncio;
mod builtins;
mod code;
mod frame;
mod hash;
mod heap;
mod host;
mod modules;
mod native;
mod object;
mod session;
mod stepping;
mod traceback;
mod types;
mod value;
mod vm;

pub use host::{Host, Stream};
pub use loopscope_compiler::{Diagnostic, Severity};
pub use session::{ClockKind, Options, Session, Status};
pub use stepping::{Frame, Local, Place, Point, Snapshot, Stack, Tracer, Whose};

/// Finds what is wrong with a program without running it: syntax errors, and what is not supported.
pub fn check(source: &str) -> Vec<Diagnostic> {
    loopscope_compiler::check(source, modules::known)
}
