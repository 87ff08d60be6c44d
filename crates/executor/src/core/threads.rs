//! Threads of the guest: the core does not run them, but it names them, and knows which one acts.

use crate::core::{Core, nanos};
use crate::event::{Event, Observer};
use crate::guest::Guest;
use crate::ids::TaskId;

impl<G: Guest, O: Observer> Core<G, O> {
    /// A thread was made by whoever acts now: names it, as no task or future is named.
    pub fn new_thread(&mut self, line: u32) -> TaskId {
        let thread = TaskId(self.futures.next_serial());
        self.emit(Event::ThreadCreated { thread, parent: self.by(), line });
        thread
    }

    /// The thread that makes things happen from now on while no task does; the one before is returned.
    pub fn set_thread(&mut self, thread: Option<TaskId>) -> Option<TaskId> {
        std::mem::replace(&mut self.thread, thread)
    }

    /// Tells the observer how a thread is called, from now on.
    pub fn name_thread(&mut self, thread: TaskId, name: &str) {
        if let Some(observer) = self.observe() {
            observer.task_named(thread, name);
        }
    }

    /// Tells the observer of what the guest does by itself, as with its threads.
    pub fn tell(&mut self, event: Event) {
        self.emit(event);
    }

    /// A time of the loop's as observers are told it.
    pub fn nanos_at(&self, seconds: f64) -> u64 {
        nanos(seconds)
    }
}
