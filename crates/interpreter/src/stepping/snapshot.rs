//! Snapshots: copies of the machine, to which a run can be set back.
//!
//! All that a program is made of is plain data in arenas, so a copy of it is a copy of some vectors. What is not copied
//! is code, which does not change; only what it has remembered of objects is forgotten when another copy goes on.

use std::rc::Weak;

use loopscope_executor::Observer;

use crate::vm::Vm;
use crate::{Host, Session};

/// All that a run has come to at some moment.
pub struct Snapshot {
    vm: Vm,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<snapshot of {} bytes>", self.bytes())
    }
}

impl Snapshot {
    /// Bytes of the program's memory that it keeps.
    pub fn bytes(&self) -> usize {
        self.vm.heap.bytes
    }
}

impl<H: Host + 'static, O: Observer + 'static> Session<H, O> {
    /// A copy of all that the program has come to. Host and observer are not in it: whoever takes snapshots keeps what
    /// they had been told by then.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { vm: self.vm.copy(Box::new(())) }
    }

    /// Sets the run back (or forward) to a snapshot of the same session.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        let mut vm = snapshot.vm.copy(self.shared_host());
        vm.run.tracer = self.vm.run.tracer.take();
        self.vm = vm;
        self.vm.forget_caches();
    }
}

impl Vm {
    /// Forgets what code has remembered of shapes and classes, because another copy of the machine is to run it: the
    /// same numbers may mean something else there.
    pub(crate) fn forget_caches(&self) {
        self.codes.iter().filter_map(Weak::upgrade).for_each(|code| code.forget_caches());
    }
}
