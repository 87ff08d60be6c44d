//! Stepping through a program, forwards and backwards.
//!
//! A [`Debugger`] runs a program on the virtual clock, with a fixed seed: then the same program does the same each time,
//! and *where it stands* is a number: how many [points](loopscope_interpreter::Point) it has reached. Going back to a
//! point is to run from an earlier [snapshot](loopscope_interpreter::Snapshot) up to it; what happens again on the way
//! is not told again to host and observer, who have heard it.
//!
//! A command ([`Debugger::step`], [`Debugger::go`], [`Debugger::run_to`]…) says where to; [`Debugger::work`] then does
//! a bounded part of it, until it says where the program has stopped. So an endless loop does not freeze who waits.
//!
//! ```
//! use loopscope_debugger::{Debugger, Stride};
//! # use loopscope_interpreter::{ClockKind, Options};
//! # use loopscope_executor::Schedule;
//! # let options = Options { argv: vec![], path: "main.py".into(), clock: ClockKind::Virtual { turn_cost: 50e-6 },
//! #     seed: Some(0), schedule: Schedule::Fifo, memory_limit: 64 << 20 };
//! let mut debugger = Debugger::new("x = 1\nx = 2\nprint(x)\n", options, (), ()).unwrap();
//! let line = |debugger: &mut Debugger<_, _>| debugger.finish().place.map(|place| place.line);
//! debugger.start();
//! assert_eq!(line(&mut debugger), Some(1));
//! debugger.step(Stride::Over, true);
//! assert_eq!(line(&mut debugger), Some(2));
//! debugger.step(Stride::Over, false);
//! assert_eq!(line(&mut debugger), Some(1));
//! ```

mod breakpoint;
mod debugger;
mod meter;
mod snapshots;
mod stretch;
mod tape;

pub use breakpoint::{Breakpoints, Occasion};
pub use debugger::{Debugger, Reason, Stop, Stride};
pub use loopscope_interpreter::{Frame, Local, Place, Stack, Whose};
