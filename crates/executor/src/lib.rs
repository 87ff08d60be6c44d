//! asyncio's machinery in Rust: an event loop that is single-threaded, driven by its host, and faithful to the order
//! in which CPython's asyncio does things.
//!
//! # For programs in Rust
//! [`aio::Loop`] runs futures. Take a loop, spawn tasks, and run until one of them is done:
//! ```
//! use loopscope_executor::aio::Loop;
//! use std::time::Duration;
//!
//! let lp = Loop::simulated();
//! let clock = lp.clone();
//! let greeting = lp.spawn(async move {
//!     clock.sleep(Duration::from_secs(60)).await;
//!     "good morning"
//! });
//! let text = lp.run(async { greeting.await.unwrap() });
//! assert_eq!(text, Ok("good morning"));
//! ```
//! This loop's time is virtual: when nothing is ready it jumps to the next deadline, so that the minute takes no time
//! at all, and each run is the same as the last. [`aio::Loop::new`] lives in real time instead.
//!
//! **Waiting for several things.** [`join_all`](aio::Loop::join_all) runs futures as tasks and gives their results;
//! [`timeout`](aio::Loop::timeout) gives up after a while. What is dropped is cancelled, and with it everything that it
//! had started and not let go of:
//! ```
//! # use loopscope_executor::aio::{Elapsed, Loop};
//! # use std::time::Duration;
//! let lp = Loop::simulated();
//! let naps = [1, 2, 500].map(|n| {
//!     let lp = lp.clone();
//!     async move { lp.sleep(Duration::from_secs(n)).await }
//! });
//! let result = lp.run(lp.timeout(Duration::from_secs(10), lp.join_all(naps)));
//! assert!(matches!(result, Ok(Err(Elapsed))));
//! assert_eq!(lp.time().as_secs(), 10);
//! ```
//!
//! **Sharing.** All runs on one thread, so tasks share what they like by `Rc`. A [`Lock`](aio::Lock) keeps others out
//! across an await, a [`Semaphore`](aio::Semaphore) lets so many in, an [`Event`](aio::Event) tells all; a
//! [`Queue`](aio::Queue) or a [`channel`](aio::channel()) hands items on. Who waits is served in order, and who stops
//! waiting loses nothing for the others:
//! ```
//! # use loopscope_executor::aio::{Loop, Queue};
//! let lp = Loop::simulated();
//! let queue = Queue::bounded(&lp, 1);
//! let producer = queue.clone();
//! lp.spawn(async move {
//!     for word in ["one", "two", "three"] {
//!         producer.put(word).await; // waits while the queue is full
//!     }
//! });
//! let words = lp.run(async { [queue.get().await, queue.get().await, queue.get().await] });
//! assert_eq!(words, Ok(["one", "two", "three"]));
//! ```
//!
//! **Streams.** [`generate`](aio::generate) makes a stream of an async block, [`merge`](aio::merge) one of several,
//! [`interval`](aio::Loop::interval) ticks. They are `futures_core::Stream`s, which other crates understand.
//!
//! **The world outside.** Blocking work goes [to a thread](aio::Loop::to_thread); other threads call in through a
//! [`Remote`](aio::Remote); a host with a loop of its own, such as a page, runs [slices](aio::Loop::turn). Any future
//! that wakes its waker can be awaited.
//!
//! **When things go wrong.** A task that panics ends alone, and who awaits it is told. If all tasks wait for each other,
//! [`run`](aio::Loop::run) says [`Deadlock`](aio::Deadlock). A [`Schedule`] runs tasks in other orders than asyncio's,
//! to find those that depend on it.
//!
//! # For languages
//! [`Core`] is the loop with its futures, tasks, timers and resources. It knows no coroutines: a guest (a
//! Python-like language, say, whose types [`Guest`] names) resumes its own and reports what they did. Everything in
//! asyncio that suspends and is more than a future is an [`Operation`], which the guest drives like a coroutine.
//! An [`Observer`] hears of everything that happens.
//!
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
mod vacancies;

pub use crate::core::{Clock, Core, DoneCallback, LoopId, Outlook, Ready, Report, TURN_COST, Wait};
pub use event::{Event, Item, Observer, Outcome, Passage, ResourceKind, WaitTarget};
pub use guest::{Exception, Guest, Held, Values};
pub use ids::{FutureId, HandleId, ResourceId, TaskId, TimerId, WaitId};
pub use ops::{OpStep, OpValue, Operation, QueueOrder, ReturnWhen, TimeoutState};
pub use schedule::{NoSchedule, Schedule};
