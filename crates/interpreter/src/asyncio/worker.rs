//! Simulated threads: what `to_thread` and `run_in_executor` run beside the loop.
//!
//! A worker runs as one step of the loop until it sleeps: while it does, the loop goes on, as with a thread.

use super::Callback;
use super::schedule::What;
use crate::native::{Res, Unwind};
use crate::session::Status;
use crate::value::{Name, Value};
use crate::vm::{Thread, Vm};

/// A simulated thread.
pub(crate) struct Worker {
    /// What it has yet to call.
    call: Option<(Value, Vec<Value>, Vec<(Name, Value)>)>,
    /// Where it stands, while it sleeps.
    thread: Option<Thread>,
    /// Gets the result.
    future: Value,
    /// Is done when the worker is, though the result may not be wanted any more.
    finished: Value,
    context: Value,
}

impl Worker {
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.future);
        visit(self.finished);
        visit(self.context);
        if let Some((callable, args, kwargs)) = &self.call {
            visit(*callable);
            for value in args {
                visit(*value);
            }
            for (_, value) in kwargs {
                visit(*value);
            }
        }
        self.thread.iter().for_each(|thread| thread.trace(visit));
    }
}

impl Vm {
    /// Has something called beside the loop; the future that gets the result.
    pub(crate) fn start_worker(&mut self, callable: Value, args: &[Value], kwargs: &[(Name, Value)]) -> Value {
        let future = self.new_future(None);
        let context = self.copy_context();
        let call = Some((callable, args.to_vec(), kwargs.to_vec()));
        let finished = self.new_future(None);
        let worker = Worker { call, thread: None, future, finished, context };
        let index = match self.asyncio.workers.iter().position(Option::is_none) {
            Some(index) => {
                self.asyncio.workers[index] = Some(worker);
                index
            }
            None => {
                self.asyncio.workers.push(Some(worker));
                self.asyncio.workers.len() - 1
            }
        };
        self.asyncio.core.call_soon(Callback::Worker(index as u32), context);
        future
    }

    /// A worker runs, for the first time or after a sleep.
    pub(super) fn resume_worker(&mut self, index: u32) -> Option<Status> {
        let worker = self.asyncio.workers.get_mut(index as usize)?.as_mut()?;
        self.asyncio.context = worker.context;
        if let Some(thread) = worker.thread.take() {
            return self.advance_worker(thread, index, Some(Ok(Value::None)));
        }
        let (callable, args, kwargs) = worker.call.take()?;
        let mut thread = self.spare_thread();
        let input = match self.call_values(thread.fiber(), callable, &args, &kwargs) {
            Ok(()) => thread.fiber().result.take().map(Ok),
            Err(unwind) => Some(Err(unwind)),
        };
        self.advance_worker(thread, index, input)
    }

    fn advance_worker(&mut self, thread: Thread, index: u32, input: Option<Res>) -> Option<Status> {
        self.advance_thread(thread, What::Worker(index), input)
    }

    /// A worker sleeps: the loop goes on.
    pub(super) fn worker_sleeps(&mut self, index: u32, thread: Thread, until: f64) {
        let context = self.asyncio.context;
        if let Some(Some(worker)) = self.asyncio.workers.get_mut(index as usize) {
            worker.thread = Some(thread);
            worker.context = context;
        }
        self.asyncio.core.call_at(until, Callback::Worker(index), context);
    }

    /// Futures that are done when the workers are.
    pub(super) fn working(&self) -> Vec<Value> {
        self.asyncio.workers.iter().flatten().map(|worker| worker.finished).collect()
    }

    /// A worker is done.
    pub(super) fn worker_done(&mut self, index: u32, result: Res) {
        let Some(worker) = self.asyncio.workers.get_mut(index as usize).and_then(Option::take) else { return };
        let (Ok(id), Ok(finished)) = (self.future_id(worker.future), self.future_id(worker.finished)) else { return };
        // A future that was cancelled meanwhile does not want to know.
        let core = &mut self.asyncio.core;
        let _: Result<(), _> = match result {
            Ok(value) => core.set_result(id, value),
            Err(Unwind::Raise(error)) => {
                let set = core.set_exception(id, loopscope_executor::Exception::Guest(error));
                self.note_failure(id, error);
                set
            }
            Err(Unwind::Tail(_)) => Ok(()),
        };
        let _ = self.asyncio.core.set_result(finished, Value::None);
    }
}
