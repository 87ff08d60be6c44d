//! The Python subset of Loopscope: a compiler to register bytecode, the machine that runs it, the built-in classes and
//! functions, and the modules of the standard library that asyncio programs use.

mod asyncio;
mod builtins;
mod carets;
mod code;
mod compile;
mod diagnostic;
mod frame;
mod hash;
mod heap;
mod host;
mod modules;
mod native;
mod object;
mod op;
mod session;
mod stepping;
mod traceback;
mod types;
mod value;
mod vm;

pub use diagnostic::{Diagnostic, Severity, check};
pub use host::{Host, Stream};
pub use session::{ClockKind, Options, Session, Status};
pub use stepping::{Frame, Local, Place, Point, Snapshot, Stack, Tracer, Whose};
