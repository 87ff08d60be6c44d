//! asyncio's machinery in Rust: an event loop that is single-threaded, driven by its host, and faithful to the order
//! in which CPython's asyncio does things.
//!
//! [`Core`] is the loop with its futures, tasks, timers and resources. It knows no coroutines: a guest (a
//! Python-like language, say, whose types [`Guest`] names) resumes its own and reports what they did. Everything in
//! asyncio that suspends and is more than a future is an [`Operation`], which the guest drives like a coroutine.
//! An [`Observer`] hears of everything that happens.
//!
//! For futures of Rust there is [`aio`], a loop on top of the same core.
//!
//! # Examples
//! A guest whose coroutines are just operations, one each: two tasks that sleep, in virtual time.
//! ```
//! use loopscope_executor::{Clock, Core, Exception, Guest, OpStep, Operation, Outlook, Ready, Values, Wait};
//!
//! struct Sleepers;
//!
//! impl Guest for Sleepers {
//!     type Value = usize;
//!     type Error = &'static str;
//!     type Callback = fn();
//!     type Context = ();
//! }
//!
//! impl Values<Sleepers> for Sleepers {
//!     fn list(&mut self, items: Vec<usize>) -> usize {
//!         items.len()
//!     }
//!     fn exception(&mut self, _: &Exception<Sleepers>) -> usize {
//!         0
//!     }
//! }
//!
//! let mut core = Core::<Sleepers>::new(Clock::VIRTUAL);
//! let mut coroutines = [Operation::sleep(2.0), Operation::sleep(1.0)];
//! for body in 0..coroutines.len() {
//!     core.create_task(body, Some(["slow", "quick"][body]), 0);
//! }
//! let mut finished = Vec::new();
//! while core.outlook() != Outlook::Idle {
//!     core.begin_turn();
//!     while let Some(ready) = core.next_ready(&mut Sleepers) {
//!         match ready {
//!             Ready::Callback { callback, .. } => callback(),
//!             Ready::Step { task, body, input } => match coroutines[body].resume(&mut core, input.map_err(|thrown| *thrown)) {
//!                 OpStep::Wait(future) => core.suspend(task, Wait::Future(future), 1),
//!                 OpStep::Yield => core.suspend(task, Wait::Turn, 1),
//!                 OpStep::Done(result) => {
//!                     finished.push(core.task_name(task));
//!                     core.finish(task, result.map(|_| 0));
//!                 }
//!             },
//!         }
//!     }
//! }
//! assert_eq!(finished, ["quick", "slow"]);
//! assert_eq!(core.time().round(), 2.0);
//! ```

pub mod aio;
mod arena;
mod core;
mod event;
mod guest;
mod ids;
mod ops;
mod schedule;

pub use crate::core::{Clock, Core, DoneCallback, LoopId, Outlook, Ready, Report, TURN_COST, Wait};
pub use event::{Event, Observer, Outcome, ResourceKind, WaitTarget};
pub use guest::{Exception, Guest, Held, Values};
pub use ids::{FutureId, HandleId, ResourceId, TaskId, TimerId};
pub use ops::{OpStep, OpValue, Operation, QueueOrder, ReturnWhen, TimeoutState};
pub use schedule::{NoSchedule, Schedule};
