//! One run of one program.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use loopscope_compiler::Severity;
use loopscope_executor::{Clock, FutureId, Observer, Schedule, TaskId};

use crate::asyncio::{State, Watch};
use crate::code::Source;
use crate::vm::{Thread, Vm};
use crate::{Diagnostic, Host, Stream};

/// Which clock a program lives by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClockKind {
    /// Jumps over all waiting; each turn of the loop costs `turn_cost` seconds (50e-6 unless there is a reason).
    Virtual {
        /// Seconds that a turn costs.
        turn_cost: f64,
    },
    /// The host's clock ([`Host::monotonic`]).
    Host,
}

/// How to run a program.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// The program's file, as tracebacks and `__file__` name it.
    pub path: String,
    /// The clock.
    pub clock: ClockKind,
    /// Seeds `random` (and the hashes); `None` takes the seed from the host's entropy.
    pub seed: Option<u64>,
    /// In which order tasks run that are ready in the same turn: asyncio's ([`Schedule::Fifo`]), or another legal one.
    pub schedule: Schedule,
    /// Bytes of memory that the program may use before `MemoryError`.
    pub memory_limit: usize,
}

/// What a [`Session`] needs next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
    /// It has more to do: call [`Session::run`] again soon.
    Ready,
    /// Nothing to do before the host's clock ([`Host::monotonic`]) shows this.
    SleepUntil(f64),
    /// The program blocks its own loop (`time.sleep`) until the host's clock shows this.
    BlockedUntil(f64),
    /// Nothing to do before something comes from outside.
    Idle,
    /// The program has ended, with this exit status.
    Finished(i32),
}

/// One run of one program, bounded in every slice: never blocks, never recurses in proportion to the program's depth.
pub struct Session<H: Host, O: Observer> {
    host: Rc<RefCell<H>>,
    observer: Rc<RefCell<O>>,
    pub(crate) vm: Vm,
}

/// The host, as the machine and whoever owns the session share it.
struct Shared<H>(Rc<RefCell<H>>);

impl<H: Host> Host for Shared<H> {
    fn write(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64) {
        self.0.borrow_mut().write(stream, text, task, time);
    }

    fn monotonic(&mut self) -> f64 {
        self.0.borrow_mut().monotonic()
    }

    fn unix_time(&mut self) -> f64 {
        self.0.borrow_mut().unix_time()
    }

    fn utc_offset(&mut self, unix_time: f64) -> i32 {
        self.0.borrow_mut().utc_offset(unix_time)
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        self.0.borrow_mut().entropy(buffer);
    }

    fn read_line(&mut self, prompt: &str) -> Option<String> {
        self.0.borrow_mut().read_line(prompt)
    }
}

impl<H: Host + 'static, O: Observer + 'static> Session<H, O> {
    /// Compiles a program and makes it ready to run.
    ///
    /// # Errors
    /// The diagnostics of [`crate::check`], when there is an error among them.
    pub fn new(source: &str, options: Options, host: H, observer: O) -> Result<Self, Vec<Diagnostic>> {
        let (spec, warnings) = loopscope_compiler::compile_with_warnings(source, crate::modules::known)?;
        let host = Rc::new(RefCell::new(host));
        let is_on = observer.is_on();
        let observer = Rc::new(RefCell::new(observer));
        let clock = match options.clock {
            ClockKind::Virtual { turn_cost } => Clock::Virtual { turn_cost },
            ClockKind::Host => Clock::Host,
        };
        let watch: Option<Rc<RefCell<dyn Observer>>> = if is_on { Some(observer.clone()) } else { None };
        let mut state = State::new(clock, Watch::new(watch));
        state.core.set_schedule(options.schedule);
        let shared = Box::new(Shared(Rc::clone(&host)));
        let mut vm = Vm::new(shared, options.memory_limit, state, options.argv, options.seed);
        let module = vm.new_module("__main__");
        vm.add_module("__main__", crate::value::Value::Module(module));
        let file = vm.heap.str(options.path.as_str());
        vm.module_set(module, "__file__", file);
        let source = Rc::new(Source::new(&options.path, source));
        vm.program = Some(Rc::clone(&source));
        for Diagnostic { line, message, .. } in warnings.iter().filter(|d| d.severity == Severity::Warning) {
            let shown = source.line(*line).trim();
            vm.write(Stream::Stderr, &format!("{}:{line}: SyntaxWarning: {message}\n  {shown}\n", options.path));
        }
        let function = vm.link_module(module, &spec, &source);
        let mut thread = Thread::new();
        // A module's code takes no arguments: its frame is entered, nothing runs yet.
        let _ = vm.call_values(thread.fiber(), function, &[], &[]);
        vm.start_main(thread);
        Ok(Session { host, observer, vm })
    }

    /// Runs for about `fuel` instructions (a million are some milliseconds), or until there is nothing to do.
    pub fn run(&mut self, fuel: u64) -> Status {
        self.vm.run.fuel = i64::try_from(fuel).unwrap_or(i64::MAX);
        self.vm.schedule()
    }

    /// What is left of the fuel of the last [`Session::run`], to within what passes between two ticks.
    pub fn fuel_left(&self) -> u64 {
        u64::try_from(self.vm.run.fuel).unwrap_or(0)
    }

    /// The choices that the schedule has made so far, to be replayed; [`Schedule::Fifo`] makes none.
    pub fn recorded_schedule(&self) -> Schedule {
        self.vm.asyncio.core.recorded_schedule()
    }

    /// Ends the program as Ctrl-C would: `KeyboardInterrupt` is raised where it stands at the next [`Session::run`].
    /// `asyncio.run` first cancels its main task.
    pub fn interrupt(&mut self) {
        self.vm.interrupt();
    }

    /// The program's clock, in seconds (the loop's time).
    pub fn time(&mut self) -> f64 {
        self.vm.now()
    }

    /// The task that is running, or ran last, or the thread.
    pub fn current_task(&self) -> Option<TaskId> {
        self.vm.actor()
    }

    /// The source line at which a task stands (1-based), innermost frame first, with the function's name.
    pub fn stack(&self, task: TaskId) -> Vec<(u32, String)> {
        self.vm.task_stack(task)
    }

    /// What the guest calls a future that somebody waits for, as `repr` has it.
    pub fn describe_future(&mut self, future: FutureId) -> String {
        self.vm.any_future_repr(future)
    }

    /// The host, for another machine.
    pub(crate) fn shared_host(&self) -> Box<dyn Host> {
        Box::new(Shared(Rc::clone(&self.host)))
    }

    /// Bytes of memory in use.
    pub fn memory_used(&self) -> usize {
        self.vm.heap.bytes
    }

    /// The host. It must be given back before the program runs on.
    pub fn host(&mut self) -> RefMut<'_, H> {
        self.host.borrow_mut()
    }

    /// The observer. It must be given back before the program runs on.
    pub fn observer(&mut self) -> RefMut<'_, O> {
        self.observer.borrow_mut()
    }
}
