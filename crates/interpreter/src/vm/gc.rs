//! Collecting garbage: what a program can still reach.

use super::Vm;
use super::thread::Thread;
use crate::value::Value;

impl Vm {
    /// Frees what neither the running thread nor anything else can reach.
    pub(crate) fn collect_garbage(&mut self, thread: &Thread) {
        self.collect_with(|visit| thread.trace(visit));
    }

    /// Frees what neither `more` nor the machine itself can reach.
    pub(crate) fn collect_with(&mut self, more: impl FnOnce(&mut dyn FnMut(Value))) {
        let mut roots: Vec<Value> = Vec::new();
        let mut visit = |v: Value| roots.push(v);
        more(&mut visit);
        for value in self.pinned.iter().chain(&self.roots).chain(self.modules.values()) {
            visit(*value);
        }
        for class in self.types.all() {
            visit(Value::Class(class));
        }
        visit(Value::Module(self.builtins));
        visit(self.run.handling);
        self.run.scratch.iter().for_each(|v| visit(*v));
        self.asyncio.trace(&mut visit);
        let dead = self.heap.collect(|visit| roots.into_iter().for_each(visit));
        self.bury(dead);
    }

    /// Tells of what has died.
    fn bury(&mut self, dead: crate::heap::Dead) {
        for qualname in dead.unawaited {
            self.warn_never_awaited(&qualname, None);
        }
        self.release_futures(dead.futures);
    }
}
