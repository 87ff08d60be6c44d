//! Barriers for Rust's futures.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use crate::aio::Loop;
use crate::aio::line::{InLine, Line, Lined, Resource, Turn, resume_all};
use crate::event::ResourceKind;

/// The error of waiting at a barrier that was aborted, or reset meanwhile (`asyncio.BrokenBarrierError`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenBarrier;

impl fmt::Display for BrokenBarrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the barrier is broken")
    }
}

impl std::error::Error for BrokenBarrier {}

/// Where so many tasks wait for each other, and then go on together (`asyncio.Barrier`). Clones are of the same one.
///
/// # Examples
/// ```
/// # use loopscope_executor::aio::{Barrier, Loop};
/// # use std::time::Duration;
/// let lp = Loop::simulated();
/// let barrier = Barrier::new(&lp, 3);
/// let runners = (1..=3).map(|n| {
///     let (lp, barrier) = (lp.clone(), barrier.clone());
///     async move {
///         lp.sleep(Duration::from_secs(n)).await;
///         barrier.wait().await.unwrap();
///         lp.time().as_secs()
///     }
/// });
/// assert_eq!(lp.run(lp.join_all(runners)).unwrap().unwrap(), [3, 3, 3]);
/// ```
#[derive(Clone)]
pub struct Barrier(Rc<BarrierInner>);

struct BarrierInner {
    resource: Resource,
    parties: u32,
    /// How many wait.
    arrived: Cell<u32>,
    broken: Cell<bool>,
    line: RefCell<Line>,
}

impl Barrier {
    /// A barrier for so many tasks.
    ///
    /// # Panics
    /// When that is none.
    pub fn new(lp: &Loop, parties: u32) -> Self {
        assert!(parties > 0, "a barrier is for one task at least");
        let resource = Resource::new(lp, ResourceKind::Barrier);
        resource.holds(parties);
        let (arrived, broken) = (Cell::new(0), Cell::new(false));
        Barrier(Rc::new(BarrierInner { resource, parties, arrived, broken, line: RefCell::default() }))
    }

    /// Waits until enough tasks have come; tells how many had come before this one. The barrier can then be used again.
    ///
    /// # Errors
    /// When the barrier is broken, or is broken or reset meanwhile.
    ///
    /// # Cancel safety
    /// If it is dropped before enough have come, it does not count.
    pub async fn wait(&self) -> Result<u32, BrokenBarrier> {
        let inner = &*self.0;
        if inner.broken.get() {
            return Err(BrokenBarrier);
        }
        let place = inner.arrived.get();
        inner.arrived.set(place + 1);
        if place + 1 == inner.parties {
            inner.send_all(Turn::Come);
            return Ok(place);
        }
        match InLine::new(inner).await {
            Turn::Come => Ok(place),
            _ => Err(BrokenBarrier),
        }
    }

    /// Lets those who wait fail, and makes the barrier as new (`Barrier.reset`).
    pub fn reset(&self) {
        self.0.broken.set(false);
        self.0.send_all(Turn::Refused);
    }

    /// Breaks the barrier: who waits or will wait fails (`Barrier.abort`).
    pub fn abort(&self) {
        self.0.broken.set(true);
        self.0.send_all(Turn::Refused);
    }

    /// How many tasks it is for.
    pub fn parties(&self) -> u32 {
        self.0.parties
    }

    /// How many wait now.
    pub fn waiting(&self) -> u32 {
        self.0.arrived.get()
    }

    /// Is it broken?
    pub fn is_broken(&self) -> bool {
        self.0.broken.get()
    }
}

impl BarrierInner {
    fn send_all(&self, turn: Turn) {
        self.arrived.set(0);
        resume_all(&self, turn);
        (&self).changed();
    }
}

impl Lined for &BarrierInner {
    fn resource(&self) -> &Resource {
        &self.resource
    }

    fn with_line<R>(&self, work: impl FnOnce(&mut Line) -> R) -> R {
        work(&mut self.line.borrow_mut())
    }

    fn changed(&self) {
        self.resource.changed(self.arrived.get(), || self.line.borrow().waiting());
    }

    fn abandoned(&self, turn: Turn) {
        if turn == Turn::NotYet {
            self.arrived.set(self.arrived.get().saturating_sub(1));
            self.changed();
        }
    }
}
