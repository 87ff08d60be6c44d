//! Simulated threads.
//!
//! A program's threads are *strands*: each has its stack of fibers, and may run a loop of its own. One strand runs at a
//! time. It goes on until it waits (for time, a lock, another strand, or its loop has nothing to do) or its slice is
//! over; then the one that has been ready for longest goes on. It is what CPython's global lock does, without chance.
//! What waits is a strand, never the machine: the scheduler runs others, and when all wait it lets time pass.

use std::collections::{BTreeMap, VecDeque};

use loopscope_executor::{Event, FutureId, LoopId, Ready, TaskId, TimerId};

use super::Callback;
use super::guest::Maker;
use super::report::Moment;
use super::schedule::{Active, What};
use super::telling::Told;
use crate::native::{Res, Unwind};
use crate::session::Status;
use crate::value::{Name, Value};
use crate::vm::{Pause, Thread, Vm};

/// The main thread.
pub(super) const MAIN: u32 = 0;

/// What `get_ident` says of the main thread; other threads count on from there.
const FIRST_IDENT: i64 = 140_000_000_000_000;

/// How long a strand may go on while another is ready: `sys.getswitchinterval()`.
const SLICE: f64 = 0.005;

/// Ticks of the machine that count as a slice.
const TICKS: u32 = 20;

/// A call that a strand begins with.
type Call = (Value, Vec<Value>, Vec<(Name, Value)>);

/// A simulated thread that does not run now.
#[derive(Clone, Default)]
struct Strand {
    /// What it has yet to call, if it has not started.
    call: Option<Call>,
    /// Its own stack, while it runs a loop, and the context there.
    base: Option<Thread>,
    base_context: Value,
    /// Where it stands, unless its loop is between two steps.
    active: Option<Active>,
    context: Value,
    /// The loop that it runs, and the one that was set for it.
    running: Value,
    current_loop: Option<Value>,
    /// The callback and the task in whose midst it was left.
    calling: Option<(Callback, Option<FutureId>)>,
    task: Option<TaskId>,
    home: LoopId,
    /// It waits in [`Strands::ready`].
    queued: bool,
    /// It waits to be woken by another strand.
    parked: bool,
    /// A task of its loop is parked with it, and so blocks the loop.
    blocks: bool,
    /// Wakes it.
    timer: Option<TimerId>,
}

impl Strand {
    /// Was it left outside of the loop that it may run?
    fn is_outside(&self) -> bool {
        self.base.is_none() && self.active.is_some()
    }

    /// Is its loop between two steps?
    fn is_in_loop(&self) -> bool {
        self.base.is_some() && self.active.is_none()
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        if let Some((callable, args, kwargs)) = &self.call {
            visit(*callable);
            args.iter().for_each(|value| visit(*value));
            kwargs.iter().for_each(|(_, value)| visit(*value));
        }
        self.base.iter().for_each(|thread| thread.trace(visit));
        self.active.iter().for_each(|active| active.trace(visit));
        self.current_loop.iter().for_each(|current| visit(*current));
        self.calling.iter().for_each(|(callback, _)| callback.trace(visit));
        [self.base_context, self.context, self.running].into_iter().for_each(visit);
    }
}

/// All simulated threads of a program.
#[derive(Clone)]
pub(crate) struct Strands {
    /// The strand that runs; if none does, the one that ran last.
    pub(super) this: u32,
    /// Those that do not run. While the main thread is the only one, it is empty.
    away: BTreeMap<u32, Strand>,
    /// Those that can go on, in the order in which they do.
    ready: VecDeque<u32>,
    /// How many were made.
    made: u32,
    /// Ticks left in the slice of the running strand, and when its slice began.
    ticks: u32,
    since: f64,
    /// Let another strand go on at the next occasion.
    over: bool,
    /// Whose timers wake strands.
    home: Option<LoopId>,
    /// How observers know strands. The main thread is told of when it makes another outside of tasks.
    pub(super) told: BTreeMap<u32, Told>,
    /// For what strands have waited, in words: those of the first [`WaitId`](loopscope_executor::WaitId), and so on.
    pub(super) waits: Vec<String>,
}

impl Strands {
    pub(super) fn new() -> Self {
        Strands {
            this: MAIN,
            away: BTreeMap::new(),
            ready: VecDeque::new(),
            made: 0,
            ticks: TICKS,
            since: 0.0,
            over: false,
            home: None,
            told: BTreeMap::new(),
            waits: Vec::new(),
        }
    }

    /// Has there been another thread than the main one?
    pub(super) fn were_made(&self) -> bool {
        self.made > 0
    }

    /// Is the main thread the only one?
    #[inline]
    pub(super) fn is_alone(&self) -> bool {
        self.away.is_empty()
    }

    pub(super) fn is_main(&self) -> bool {
        self.this == MAIN
    }

    /// Does a strand, which is not the running one, run a loop?
    pub(super) fn is_in_loop(&self, number: u32) -> bool {
        self.away.get(&number).is_some_and(|strand| strand.base.is_some())
    }

    /// Of a strand that is not the running one: what runs its loop, or what was left in its midst.
    pub(super) fn stack(&self, number: u32, runs_loop: bool) -> Option<&Thread> {
        let strand = self.away.get(&number)?;
        if runs_loop { strand.base.as_ref() } else { strand.active.as_ref().map(Active::thread) }
    }

    /// The same, to be changed.
    pub(super) fn stack_mut(&mut self, number: u32, runs_loop: bool) -> Option<&mut Thread> {
        let strand = self.away.get_mut(&number)?;
        if runs_loop { strand.base.as_mut() } else { strand.active.as_mut().map(Active::thread_mut) }
    }

    /// The strand that was left in the midst of a step of this task, and where.
    pub(super) fn where_left(&self, task: TaskId) -> Option<(u32, &Thread)> {
        let mut found = self.away.iter().filter(|(_, strand)| strand.task == Some(task));
        let (number, strand) = found.next()?;
        Some((*number, strand.active.as_ref()?.thread()))
    }

    pub(super) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        self.away.values().for_each(|strand| strand.trace(visit));
    }
}

impl Vm {
    /// `threading.get_ident()`.
    pub(crate) fn strand_ident(&self) -> i64 {
        FIRST_IDENT + i64::from(self.asyncio.strands.this)
    }

    /// Makes a strand that will call this; its number. It is for [`Pause::Started`] to let it begin.
    ///
    /// [`Pause::Started`]: crate::vm::Pause::Started
    pub(crate) fn new_strand(&mut self, callable: Value, args: &[Value], kwargs: &[(Name, Value)]) -> u32 {
        let strands = &mut self.asyncio.strands;
        strands.made += 1;
        let number = strands.made;
        let call = Some((callable, args.to_vec(), kwargs.to_vec()));
        strands.away.insert(number, Strand { call, ..Strand::default() });
        number
    }

    /// The identity of a strand as the program knows it.
    pub(crate) fn ident_of_strand(number: u32) -> Value {
        Value::Int(FIRST_IDENT + i64::from(number))
    }

    /// The number of the strand that the program knows by this identity.
    pub(super) fn number_of_ident(ident: i64) -> Option<u32> {
        u32::try_from(ident.checked_sub(FIRST_IDENT)?).ok()
    }

    /// Is the strand still there? Wakes it if it is parked.
    pub(crate) fn unpark_strand(&mut self, ident: i64) -> bool {
        let Some(number) = Self::number_of_ident(ident) else { return false };
        match self.asyncio.strands.away.get_mut(&number) {
            Some(strand) if strand.parked => {
                strand.parked = false;
                if let Some(timer) = strand.timer.take() {
                    self.asyncio.core.cancel_timer(timer);
                }
                let by = self.asyncio.core.by();
                self.make_strand_ready(number, Some(Ok(Value::Bool(true))), by);
                true
            }
            _ => false,
        }
    }

    /// Are there other threads than the main one?
    #[inline]
    pub(crate) fn has_strands(&self) -> bool {
        !self.asyncio.strands.is_alone()
    }

    pub(crate) fn is_main_strand(&self) -> bool {
        self.asyncio.strands.is_main()
    }

    /// Does another thread than the running one run this loop?
    pub(super) fn is_run_elsewhere(&self, event_loop: Value) -> bool {
        self.asyncio.strands.away.values().any(|strand| strand.running.is(event_loop))
    }

    /// `threading.current_thread().name`, shown.
    pub(super) fn current_thread_name(&mut self) -> Res<String> {
        if self.is_main_strand() {
            return Ok("'MainThread'".to_owned());
        }
        let module = self.import("threading")?;
        let thread = self.call_method(module, "current_thread", &[])?;
        let name = self.heap.intern("name");
        let name = self.get_attr(thread, name)?;
        self.repr(name)
    }

    /// A pause within a function that native code has called, which cannot be left.
    #[cold]
    pub(crate) fn pause_nested(&mut self, pause: Pause) -> Res {
        let what = match pause {
            Pause::Until(until) => {
                self.asyncio.skip_to(until);
                return Ok(Value::None);
            }
            Pause::Started(number) => {
                self.tell_made(number, 0);
                self.make_strand_ready(number, None, None);
                return Ok(Self::ident_of_strand(number));
            }
            Pause::Parked(_) => "a thread cannot wait",
            Pause::Loop => "a loop cannot be run",
        };
        Err(self.runtime_error(format!("{what} within a function that a built-in function has called")))
    }

    fn make_strand_ready(&mut self, number: u32, input: Option<Res>, by: Option<TaskId>) {
        let strands = &mut self.asyncio.strands;
        let Some(strand) = strands.away.get_mut(&number) else { return };
        strand.parked = false;
        if strand.is_outside()
            && !strand.queued
            && let Some(told) = strands.told.get(&number)
        {
            self.asyncio.core.tell(Event::TaskReady { task: told.id, by });
        }
        if let (Some(active), Some(input)) = (&mut strand.active, input) {
            active.go_on_with(input);
        }
        if !std::mem::replace(&mut strand.queued, true) {
            strands.ready.push_back(number);
        }
    }

    /// The running strand sleeps, or is parked until it is woken; others go on.
    #[cold]
    #[inline(never)]
    pub(super) fn strand_waits(&mut self, active: Active, until: Option<f64>, parked: bool) {
        let blocks = self.tell_waits(&active, until, parked);
        let (number, who) = (self.asyncio.strands.this, self.asyncio.core.by());
        self.leave_strand(Some(active));
        let timer = until.filter(|until| until.is_finite()).map(|until| {
            let home = self.home_of_strands();
            let core = &mut self.asyncio.core;
            let before = core.switch_loop(home);
            core.set_thread(who);
            let timer = core.call_at(until, Callback::Strand(number), Value::None);
            core.set_thread(None);
            core.switch_loop(before);
            timer
        });
        if let Some(strand) = self.asyncio.strands.away.get_mut(&number) {
            strand.parked = parked;
            strand.blocks = blocks;
            strand.timer = timer;
        }
        self.next_strand();
    }

    /// The running strand has started another, which goes first.
    #[cold]
    #[inline(never)]
    pub(super) fn strand_starts(&mut self, active: Active, number: u32) {
        let this = self.asyncio.strands.this;
        let line = if self.asyncio.is_observed() { self.line_of_thread(active.thread()) } else { 0 };
        self.tell_made(number, line);
        self.tell_gives_way();
        self.leave_strand(Some(active));
        if let Some(strand) = self.asyncio.strands.away.get_mut(&this) {
            strand.queued = true;
            self.asyncio.strands.ready.push_front(this);
        }
        self.enter_strand(number);
    }

    /// The running strand has had its slice: it goes on after the others.
    #[cold]
    #[inline(never)]
    pub(super) fn rotate_strands(&mut self, active: Option<Active>) {
        self.asyncio.strands.over = false;
        let this = self.asyncio.strands.this;
        self.leave_strand(active);
        self.wake_strands();
        self.make_strand_ready(this, None, None);
        self.next_strand();
    }

    /// The running strand has ended.
    #[cold]
    #[inline(never)]
    pub(super) fn strand_ends(&mut self, is_failure: bool) {
        let this = self.asyncio.strands.this;
        self.tell_ends(is_failure);
        self.leave_strand(None);
        self.asyncio.strands.away.remove(&this);
        self.next_strand();
    }

    /// The loop of the running strand has nothing to do now: lets others go on. `false`: there is nobody.
    pub(super) fn strand_idles(&mut self) -> bool {
        self.wake_strands();
        if self.asyncio.strands.ready.is_empty() {
            return false;
        }
        self.leave_strand(None);
        self.next_strand();
        true
    }

    /// Is the slice of the running strand over, between two turns of its loop?
    pub(super) fn is_slice_over(&mut self) -> bool {
        if self.asyncio.strands.is_alone() || self.now() - self.asyncio.strands.since < SLICE {
            return false;
        }
        self.wake_strands();
        self.asyncio.strands.since = self.asyncio.core.time();
        !self.asyncio.strands.ready.is_empty()
    }

    /// The machine ticks: is the slice of the running strand over? Work takes time then, on the virtual clock too, so
    /// that a strand that looks at a clock in vain comes to an end.
    #[cold]
    pub(crate) fn tick_strands(&mut self) -> bool {
        let strands = &mut self.asyncio.strands;
        strands.ticks = strands.ticks.saturating_sub(1);
        if strands.ticks == 0 {
            strands.ticks = TICKS;
            strands.over = true;
            self.asyncio.core.pass(SLICE);
        }
        self.asyncio.strands.over
    }

    /// The slice of the running strand was over, and it has come to where it can be left.
    pub(super) fn has_ticked_over(&mut self) -> bool {
        if !std::mem::take(&mut self.asyncio.strands.over) {
            return false;
        }
        self.wake_strands();
        !self.asyncio.strands.ready.is_empty()
    }

    /// Ctrl-C is for the main thread, whatever it waits for.
    pub(super) fn interrupt_strands(&mut self) {
        let Some(strand) = self.asyncio.strands.away.get_mut(&MAIN) else { return };
        if strand.is_in_loop() {
            self.asyncio.interrupt_loop = true;
            self.run.interrupted = false;
            self.make_strand_ready(MAIN, None, None);
        } else if strand.parked || strand.timer.is_some() {
            if let Some(timer) = strand.timer.take() {
                self.asyncio.core.cancel_timer(timer);
            }
            self.make_strand_ready(MAIN, Some(Ok(Value::None)), None);
        }
    }

    /// Nothing runs: lets time pass until a strand can go on, or says for what the host has to wait.
    pub(super) fn idle(&mut self) -> Option<Status> {
        self.wake_strands();
        if self.asyncio.strands.ready.is_empty() {
            let Some(when) = self.asyncio.core.next_deadline() else {
                self.look_for_lost(Moment::End);
                return Some(Status::Idle);
            };
            if !self.asyncio.is_virtual() && self.now() + 1e-9 < when {
                return Some(Status::SleepUntil(when));
            }
            let seconds = when - self.asyncio.core.time();
            self.asyncio.core.pass(seconds);
            self.wake_strands();
        }
        self.next_strand();
        None
    }

    /// The loop whose timers wake strands. No program sees it.
    fn home_of_strands(&mut self) -> LoopId {
        match self.asyncio.strands.home {
            Some(home) => home,
            None => {
                let home = self.asyncio.core.new_loop();
                self.asyncio.strands.home = Some(home);
                home
            }
        }
    }

    /// Those whose time has come, or whose loops have something to do, become ready.
    fn wake_strands(&mut self) {
        self.now();
        let home = self.home_of_strands();
        let core = &mut self.asyncio.core;
        core.collect_timers();
        if core.has_work(home) {
            let current = core.current_task();
            let before = core.switch_loop(home);
            let mut due = Vec::new();
            core.begin_turn_quietly();
            let mut maker = Maker { heap: &mut self.heap, types: &self.types };
            while let Some(ready) = core.next_ready(&mut maker) {
                if let Ready::Callback { callback: Callback::Strand(number), .. } = ready {
                    due.push(number);
                }
            }
            core.switch_loop(before);
            core.set_current_task(current);
            for number in due {
                let Some(strand) = self.asyncio.strands.away.get_mut(&number) else { continue };
                strand.timer = None;
                // A parked strand is told that nobody has woken it.
                let input = if strand.parked { Value::Bool(false) } else { Value::None };
                self.make_strand_ready(number, Some(Ok(input)), None);
            }
        }
        let core = &self.asyncio.core;
        let strands = &mut self.asyncio.strands;
        for (number, strand) in &mut strands.away {
            if !strand.queued && strand.is_in_loop() && core.has_work(strand.home) {
                strand.queued = true;
                strands.ready.push_back(*number);
            }
        }
    }

    fn next_strand(&mut self) {
        if let Some(number) = self.asyncio.strands.ready.pop_front() {
            self.enter_strand(number);
        }
    }

    /// Puts the running strand away.
    fn leave_strand(&mut self, active: Option<Active>) {
        let state = &mut self.asyncio;
        let strand = Strand {
            base: state.main.take(),
            base_context: std::mem::take(&mut state.main_context),
            active,
            context: std::mem::take(&mut state.context),
            running: std::mem::take(&mut state.running),
            current_loop: state.current_loop.take(),
            calling: state.calling.take(),
            task: state.core.current_task(),
            home: state.core.loop_at_hand(),
            ..Strand::default()
        };
        state.core.switch_loop(LoopId::default());
        state.core.set_current_task(None);
        state.core.set_thread(None);
        state.strands.away.insert(state.strands.this, strand);
    }

    /// Goes on with a strand that was put away.
    fn enter_strand(&mut self, number: u32) {
        let Some(mut strand) = self.asyncio.strands.away.remove(&number) else { return };
        let state = &mut self.asyncio;
        state.strands.this = number;
        state.strands.ticks = TICKS;
        state.strands.since = state.core.time();
        state.main = strand.base.take();
        state.main_context = strand.base_context;
        state.active = strand.active.take();
        state.context = strand.context;
        state.running = strand.running;
        state.current_loop = strand.current_loop;
        state.calling = strand.calling.take();
        state.core.switch_loop(strand.home);
        state.core.set_current_task(strand.task);
        if let Some((callable, args, kwargs)) = strand.call.take() {
            // A new thread has no loop, where the main one would be given one.
            state.current_loop = Some(Value::None);
            let mut thread = self.spare_thread();
            let input = match self.call_values(thread.fiber(), callable, &args, &kwargs) {
                Ok(()) => thread.fiber().result.take().map(Ok),
                Err(unwind) => Some(Err(unwind)),
            };
            self.asyncio.active = Some(Active::new(thread, What::Strand, input));
        }
        if self.asyncio.active.is_some() {
            self.tell_runs();
        }
        if let (true, Some(task)) = (strand.blocks, strand.task) {
            self.asyncio.core.tell(Event::TaskRunning { task });
        }
    }

    /// What the program does outside of loops on this strand.
    pub(super) fn what_runs_loops(&self) -> What {
        if self.asyncio.strands.is_main() { What::Main } else { What::Strand }
    }

    /// Has a strand's function raised what nobody caught? (Python's `Thread` catches everything.)
    pub(super) fn strand_failed(&mut self, result: Res) -> bool {
        let Err(Unwind::Raise(error)) = result else { return false };
        self.print_exception(error);
        true
    }
}
