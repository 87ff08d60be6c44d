//! The end of the interpreter: what the program still held is let go of, and what was lost is told.

use loopscope_executor::{FutureId, TaskId};

use crate::heap::Ref;
use crate::native::Unwind;
use crate::object::{FutureObject, GenState, Module};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Ends the interpreter.
    ///
    /// What becomes of a pending task is CPython's: one that only a cycle keeps alive is collected, its coroutine first;
    /// one that the program can still name is told of before its coroutine dies with the module; and what an open loop
    /// holds, that is still the current one and has something to do, is never looked at again.
    pub(super) fn tear_down(&mut self) {
        self.asyncio.context = Value::None;
        self.run.fuel = i64::MAX;
        let pending = if self.is_current_loop_waiting() { Vec::new() } else { self.pending_tasks() };
        if !pending.is_empty() || !self.asyncio.failed.is_empty() || !self.dies_silently() {
            self.tell_of_deaths(&pending);
        }
    }

    /// Lets all that is left die, and tells of what is to be told.
    #[cold]
    #[inline(never)]
    fn tell_of_deaths(&mut self, pending: &[Ref<FutureObject>]) {
        let main = self.loaded_module("__main__");
        let held = match main {
            Some(Value::Module(module)) => self.held_by(module, pending),
            _ => vec![false; pending.len()],
        };
        self.collect_at_rest();
        for (task, _) in pending.iter().zip(&held).filter(|(_, held)| !**held) {
            self.close_task(*task);
            self.report_destroyed(*task);
        }
        let held: Vec<_> = pending.iter().zip(&held).filter(|(_, held)| **held).map(|(task, _)| *task).collect();
        for task in &held {
            self.report_destroyed(*task);
        }
        for task in &held {
            self.close_task(*task);
        }
        if let Some(Value::Module(module)) = main {
            self.run.ending = true;
            let globals = &mut self.heap[module].globals;
            for slot in 0..globals.slots() {
                globals.set_at(slot, Value::Unbound);
            }
        }
        // The second time, of what was held by what died the first time.
        self.collect_at_rest();
        self.collect_at_rest();
    }

    /// The tasks that will never be finished, in order of creation.
    fn pending_tasks(&mut self) -> Vec<Ref<FutureObject>> {
        let mut pending = Vec::new();
        for TaskId(id) in self.asyncio.core.all_tasks() {
            if !self.asyncio.core.is_done(FutureId(id))
                && let Value::Future(task) = self.future_value(FutureId(id))
            {
                pending.push(task);
            }
        }
        pending
    }

    /// Which of these tasks a module's globals reach. A collection must follow.
    fn held_by(&mut self, module: Ref<Module>, tasks: &[Ref<FutureObject>]) -> Vec<bool> {
        let globals: Vec<Value> = self.heap[module].globals.iter().map(|(_, value)| value).collect();
        let tasks: Vec<Value> = tasks.iter().map(|task| Value::Future(*task)).collect();
        let mut loops: Vec<Value> = self.asyncio.loops.iter().map(|(_, event_loop)| *event_loop).collect();
        loops.retain(|event_loop| self.has_something_to_do(*event_loop));
        let wanted: Vec<Value> = tasks.iter().chain(&loops).copied().collect();
        let reached = self.heap.reach(|visit| globals.into_iter().for_each(visit), &wanted);
        let (tasks, loops) = reached.split_at(tasks.len());
        // An open loop holds what its timers and its ready queue will wake.
        let has_loop = loops.contains(&true);
        tasks.iter().map(|reached| *reached || has_loop).collect()
    }

    /// The coroutine of a task dies.
    fn close_task(&mut self, task: Ref<FutureObject>) {
        let Value::Generator(generator) = self.heap[task].coroutine else { return };
        let name = self.text(self.heap[generator].qualname).map(str::to_owned);
        let created = self.heap[generator].state == GenState::Created;
        if let Err(Unwind::Raise(error)) = self.close_generator(generator) {
            self.tell_ignored(Value::Generator(generator), error);
        }
        if let Some(name) = name.filter(|_| created) {
            self.warn_never_awaited(&name, None);
        }
    }

    fn report_destroyed(&mut self, task: Ref<FutureObject>) {
        if !self.heap[task].is_discreet {
            self.report("Task was destroyed but it is pending!", None, &[("task", Value::Future(task))]);
        }
    }
}
