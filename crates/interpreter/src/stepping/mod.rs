//! What a debugger needs of the machine: to be told of every line, to take and restore snapshots, to see and set
//! variables, and to evaluate expressions where the program stands.
//!
//! A run is traced while a [`Tracer`] is set. Then a second copy of the dispatch loop runs, which knows where lines
//! begin; the usual one knows nothing of it.

mod evaluate;
mod glimpse;
mod snapshot;
mod stand;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{Observer, TaskId};

use crate::{Host, Session};

pub use snapshot::Snapshot;
pub use stand::{Frame, Local, Stack, Whose};

/// A place at which a traced run can stop. What happens between two points is not divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A line of the program is about to run.
    Line(Place),
    /// The loop is about to do the next thing that is ready: nothing of the program is running.
    Between,
}

/// Where a line is about to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The 1-based line.
    pub line: u32,
    /// The task that runs it, or the thread; `None` outside of both.
    pub task: Option<TaskId>,
    /// How many frames deep, those of what it awaits included.
    pub depth: u32,
    /// The number of the instruction in its function: a loop comes back to a smaller one.
    pub at: u32,
}

/// Is told of every point of a traced run.
///
/// Points are reached in the order in which the program goes, and the same program with the same seed on the virtual
/// clock reaches the same points. Functions that built-in functions call by themselves (`__eq__`, `__repr__`…) have
/// none: what called them cannot be left.
pub trait Tracer {
    /// A point is reached. If this is `true`, [`Session::run`] returns before what comes there has been done, and goes
    /// on from there (without telling it again) when it is called next.
    ///
    /// `spent` is what the run has cost so far, in calls and jumps backwards.
    fn reached(&mut self, point: Point, spent: u64) -> bool;
}

impl<H: Host + 'static, O: Observer + 'static> Session<H, O> {
    /// Traces the run from now on, or no longer.
    pub fn set_tracer(&mut self, tracer: Option<Rc<RefCell<dyn Tracer>>>) {
        self.vm.run.tracer = tracer;
    }

    /// Does the run stand at a point, where its tracer has stopped it?
    pub fn stands(&self) -> bool {
        self.vm.stands()
    }

    /// The lines of the program at which something begins, ascending: where it can stop.
    pub fn lines(&self) -> Vec<u32> {
        self.vm.lines_of_program()
    }
}
