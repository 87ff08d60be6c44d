//! The recording of a run, and everything that is derived from it.
//!
//! A [`Recording`] is an [`Observer`](loopscope_executor::Observer): it is told what happens in a loop and keeps it,
//! 24 bytes an event, in the order in which it happened. It never forgets and never changes what it has; when it is
//! full it stops listening and says so ([`Recording::is_capped`]).
//!
//! Everything else is a pure query of it:
//!
//! - a [`Moment`] is the state of the whole loop after some event: of each task, each resource, the console. The live
//!   view is [`Recording::now`], looking back is [`Recording::at_time`] or [`Recording::at`];
//! - [`Span`]s are what a task did between two moments, as coarse as the screen needs them;
//! - [`Edge`]s say which task spawned, woke, cancelled or awaited which;
//! - [`Finding`]s are what a good teacher would say about the run;
//! - [`Console`] is what was printed, by whom.
//!
//! Threads of the guest are told of as tasks are, and are tasks here ([`Task::is_thread`]); only what is about the loop
//! itself leaves them out.
//!
//! Events have a *time*, and many share one: on a virtual clock all that happens in one turn, on a real one all that
//! happens between two looks at the clock. So the exact name of a moment is a [`Position`]: the number of events that
//! have happened.
//!
//! An [`Event::Blocked`](loopscope_executor::Event::Blocked) is to be told when the blocking *begins*: what is known
//! then reaches into the future, to [`Recording::end_time`].
//!
//! ```
//! use loopscope_executor::{Event, Observer, TaskId, WaitTarget};
//! use loopscope_recording::{Recording, TaskState};
//!
//! let mut recording = Recording::new();
//! let task = TaskId(1);
//! recording.event(0, Event::TaskCreated { task, parent: None, line: 12 });
//! recording.event(0, Event::TaskRunning { task });
//! recording.event(0, Event::TaskSuspended { task, on: WaitTarget::Sleep(1_000_000_000), line: 7 });
//!
//! let status = recording.now().status(task).unwrap();
//! assert_eq!(status.state, TaskState::Suspended { on: WaitTarget::Sleep(1_000_000_000) });
//! assert_eq!(status.line, 7);
//! ```

mod chain;
mod checkpoints;
mod comparison;
mod console;
mod edge;
mod findings;
mod handover;
mod holders;
mod items;
mod journal;
mod log;
mod loop_state;
mod moment;
mod names;
mod path;
mod record;
mod recording;
mod resources;
mod shared;
mod span;
mod stacks;
mod statuses;
mod step;
mod tasks;

pub use comparison::{Comparison, Deed, Departure, Step};
pub use console::{Console, Line, Piece, Stream, TextPosition};
pub use edge::{Edge, EdgeKind, Mark, MarkKind};
pub use findings::{Finding, FindingKind, Handler, Outline, Progress, Sequence, SequenceShape, Wait};
pub use handover::HandOver;
pub use items::Label;
pub use loop_state::Timer;
pub use moment::{Moment, TaskState, TaskStatus};
pub use path::PathPart;
pub use recording::{Limits, Position, Recording, Statistics};
pub use resources::{Level, Resource, ResourceStatus};
pub use shared::SharedRecording;
pub use span::{Axis, Blocking, Span, SpanKind};
pub use step::Stride;
pub use tasks::Task;
