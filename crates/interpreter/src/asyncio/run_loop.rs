//! `run_forever` and `run_until_complete`: the loop, run by a frame of the main thread.

use loopscope_executor::LoopId;

use crate::frame::{NativeFrame, NativeStep};
use crate::native::Res;
use crate::value::Value;
use crate::vm::{Pause, Vm};

/// Runs the loop until it stops, within the main thread: `BaseEventLoop.run_forever`.
#[derive(Clone)]
pub(super) struct RunLoop {
    event_loop: Value,
    /// What `run_until_complete` waits for, or `None`.
    future: Value,
    started: bool,
    /// The loop that was at hand before.
    before: LoopId,
}

impl RunLoop {
    pub(super) fn new(event_loop: Value, future: Value) -> Self {
        RunLoop { event_loop, future, started: false, before: LoopId::default() }
    }
}

impl NativeFrame for RunLoop {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let future = match self.future {
            Value::Future(future) => vm.heap[future].id.map(|id| (future, id)),
            _ => None,
        };
        if !self.started {
            self.started = true;
            vm.asyncio.running = self.event_loop;
            self.before = vm.take_loop(self.event_loop);
            vm.asyncio.wanted = future.map(|(_, id)| id);
            if let Some((_, id)) = future {
                vm.asyncio.core.stop_when_done(id);
            }
            return Ok(NativeStep::Pause(Pause::Loop));
        }
        vm.asyncio.running = Value::None;
        vm.asyncio.core.switch_loop(self.before);
        let Some((future, id)) = future else { return input.map(|_| NativeStep::Return(Value::None)) };
        let core = &mut vm.asyncio.core;
        core.keep_running(id);
        if let Err(error) = input {
            // The exception is on its way already. (In CPython it keeps the task alive, which is then never reported.)
            let _ = core.exception(id);
            return Err(error);
        }
        match vm.future_outcome(future) {
            Some(result) => result.map(NativeStep::Return),
            None => Err(vm.runtime_error("Event loop stopped before Future completed.")),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.event_loop);
        visit(self.future);
    }
}
