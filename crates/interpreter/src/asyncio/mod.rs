//! The bridge between Python's `asyncio` and the executor.
//!
//! Futures and tasks live in the executor's [`Core`]; programs hold [`FutureObject`]s that name them. What suspends is
//! an operation of the executor, driven by a frame ([`operation`]). The scheduler ([`schedule`]) resumes what the core
//! says is ready, and the main thread when the loop that it runs has stopped.

mod barrier;
mod combine;
mod context;
mod debug;
mod eager;
mod event_loop;
mod future;
mod guest;
mod handle;
mod internals;
mod locks;
mod module;
mod naming;
mod operation;
mod queues;
mod report;
mod run_loop;
mod schedule;
mod show;
mod standing;
mod strand;
mod task_group;
mod tear_down;
mod telling;
mod timeout;

use loopscope_executor::{Clock, Core, FutureId, Held, LoopId, Observer as _, ResourceId, TaskId};

use crate::hash::IdMap;
use crate::heap::Ref;
use crate::host::Host;
use crate::object::{Class, FutureObject, Generator};
use crate::value::Value;
use crate::vm::{Activation, Thread};

pub(crate) use combine::is_python_in_cpython;
pub(crate) use context::Context;
pub(crate) use guest::{Callback, Python, Watch};
pub(crate) use module::{MODULE, RARE_MODULE, THREADS_MODULE, part};
pub(crate) use operation::AwaitFrame;
use schedule::Active;
pub(crate) use standing::Spot;
use strand::Strands;

/// `time.time()` at the start of the virtual clock.
pub(crate) const VIRTUAL_EPOCH: f64 = 1_700_000_000.0;

/// Classes that the module makes.
#[derive(Clone, Copy)]
pub(crate) struct Classes {
    pub(crate) gathering: Ref<Class>,
    pub(crate) event_loop: Ref<Class>,
    pub(crate) handle: Ref<Class>,
    pub(crate) timer_handle: Ref<Class>,
    pub(crate) lock: Ref<Class>,
    pub(crate) event: Ref<Class>,
    pub(crate) semaphore: Ref<Class>,
    pub(crate) bounded_semaphore: Ref<Class>,
    pub(crate) condition: Ref<Class>,
    pub(crate) barrier: Ref<Class>,
    pub(crate) queue: Ref<Class>,
    pub(crate) lifo_queue: Ref<Class>,
    pub(crate) priority_queue: Ref<Class>,
    pub(crate) task_group: Ref<Class>,
    pub(crate) timeout: Ref<Class>,
    pub(crate) as_completed: Ref<Class>,
    pub(crate) invalid_state: Ref<Class>,
    pub(crate) queue_empty: Ref<Class>,
    pub(crate) queue_full: Ref<Class>,
    pub(crate) queue_shut_down: Ref<Class>,
    pub(crate) broken_barrier: Ref<Class>,
}

/// What is kept of a future that failed, until its handle dies.
#[derive(Clone)]
struct Failed {
    /// The task's coroutine, to be shown.
    coroutine: Value,
    class: Option<Ref<Class>>,
    /// The task's name.
    name: String,
    /// How long the exception's traceback was when it came here.
    traceback: usize,
}

impl Failed {
    fn new(traceback: usize) -> Self {
        Failed { coroutine: Value::None, class: None, name: String::new(), traceback }
    }
}

/// The loops of a program.
///
/// All loops share one core: programs have one that runs at a time, and ids must be unique in a run.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) core: Core<Python, Watch>,
    /// Async generators that have been iterated, to be closed at the end of the loop.
    pub(crate) async_generators: Vec<Ref<Generator>>,
    /// The context (`contextvars`) of what runs.
    pub(crate) context: Value,
    /// The handles of futures. Those that the executor does not need may die.
    handles: IdMap<FutureId, Ref<FutureObject>>,
    failed: IdMap<FutureId, Failed>,
    classes: Option<Classes>,
    /// The loop that is running, or `None`.
    running: Value,
    /// The loop that was set (`None` if it was unset).
    current_loop: Option<Value>,
    /// The loop that was made or run last, or `None`.
    last_loop: Value,
    /// Resources whose objects have died.
    pub(crate) graveyard: Vec<ResourceId>,
    /// What [`Value::Unbound`] stands for when a frame yields it: the future for which the task waits.
    waiting: Option<FutureId>,
    /// The future that was awaited last: one that only was yielded is none of a task's business.
    pub(crate) awaited: Option<Ref<FutureObject>>,
    /// The thread of the program outside of its loop, while it waits for the loop.
    main: Option<Thread>,
    main_context: Value,
    /// What the main thread runs its loop for.
    wanted: Option<FutureId>,
    /// What is half-run: out of fuel, or blocking the program.
    active: Option<Active>,
    /// While the host's clock blocks the program: until when.
    blocked: Option<f64>,
    /// The callback that is running, and the future that it is told of.
    calling: Option<(Callback, Option<FutureId>)>,
    /// The simulated threads.
    strands: Strands,
    /// What is called at the end of the program, first things first.
    at_end: Vec<Value>,
    /// The loops of event loop objects.
    loops: Vec<(LoopId, Value)>,
    /// Room for activations, used again and again.
    spare: Vec<Activation>,
    /// When to look for exceptions that nobody can ask for any more.
    suspicion: report::Suspicion,
    /// The main task of a runner, which Ctrl-C cancels, and how often it was pressed.
    interruptible: Option<(FutureId, u32)>,
    /// Raise `KeyboardInterrupt` out of the loop that is running.
    interrupt_loop: bool,
    /// Turns since the host's clock was read.
    stale: u32,
    /// A loop is in debug mode.
    pub(crate) debug: bool,
    /// In debug mode: when the step or callback that is running began.
    began: f64,
    exit: Option<i32>,
}

impl State {
    pub(crate) fn new(clock: Clock, watch: Watch) -> Self {
        State {
            core: Core::with_observer(clock, watch),
            async_generators: Vec::new(),
            context: Value::None,
            handles: IdMap::default(),
            failed: IdMap::default(),
            classes: None,
            running: Value::None,
            current_loop: None,
            last_loop: Value::None,
            graveyard: Vec::new(),
            waiting: None,
            awaited: None,
            main: None,
            main_context: Value::None,
            wanted: None,
            active: None,
            blocked: None,
            calling: None,
            strands: Strands::new(),
            at_end: Vec::new(),
            loops: Vec::new(),
            spare: Vec::new(),
            suspicion: report::Suspicion::default(),
            interruptible: None,
            interrupt_loop: false,
            stale: 0,
            debug: false,
            began: 0.0,
            exit: None,
        }
    }

    /// The program's clock, in seconds.
    pub(crate) fn now(&mut self, host: &mut dyn Host) -> f64 {
        if !self.is_virtual() {
            self.core.set_time(host.monotonic());
        }
        self.core.time()
    }

    pub(crate) fn is_virtual(&self) -> bool {
        matches!(self.core.clock(), Clock::Virtual { .. })
    }

    /// A sleep within a nested run, which cannot be left: the virtual clock moves on.
    pub(crate) fn skip_to(&mut self, until: f64) {
        let seconds = until - self.core.time();
        if self.is_virtual() && seconds.is_finite() && seconds > 0.0 {
            self.core.block(seconds, 0);
        }
    }

    /// Has there been a loop?
    pub(crate) fn has_run(&self) -> bool {
        !self.last_loop.is_none()
    }

    pub(crate) fn running_task(&self) -> Option<TaskId> {
        self.core.current_task()
    }

    /// The module's classes. It has been imported when anything of it is used.
    pub(crate) fn classes(&self) -> Classes {
        self.classes.expect("asyncio is imported before it is used")
    }

    pub(crate) fn is_observed(&self) -> bool {
        self.core.observer().is_on()
    }

    /// Visits all that the loops keep alive.
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.core.trace(|held| match held {
            Held::Value(value) | Held::Error(value) | Held::Context(value) => visit(*value),
            Held::Callback(callback) => callback.trace(visit),
        });
        for (id, object) in &self.handles {
            if self.core.is_needed(*id) {
                visit(Value::Future(*object));
            }
        }
        visit(self.context);
        visit(self.main_context);
        visit(self.running);
        visit(self.last_loop);
        self.current_loop.iter().for_each(|current| visit(*current));
        self.async_generators.iter().for_each(|generator| visit(Value::Generator(*generator)));
        for failed in self.failed.values() {
            visit(failed.coroutine);
            failed.class.iter().for_each(|class| visit(Value::Class(*class)));
        }
        self.main.iter().for_each(|thread| thread.trace(visit));
        self.active.iter().for_each(|active| active.trace(visit));
        self.calling.iter().for_each(|(callback, _)| callback.trace(visit));
        self.strands.trace(visit);
        self.at_end.iter().for_each(|function| visit(*function));
        self.loops.iter().for_each(|(_, event_loop)| visit(*event_loop));
    }
}
