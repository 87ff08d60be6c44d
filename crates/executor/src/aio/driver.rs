//! Running a loop: turns, steps, and the waiting between them.

use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::aio::body::{Elsewhere, TaskBody};
use crate::aio::waker::{Message, Own, Ring, Running};
use crate::aio::{Loop, Native, NoValues, Panic, Polled, Source, Watch};
use crate::core::{Clock, Core, Current, Outlook, Ready, TaskIndex, Wait};
use crate::guest::Exception;
use crate::ids::{FutureId, TaskId};

/// The future that a run is about, and the task that stands for it.
struct Main<'a, F: Future> {
    task: TaskId,
    future: Pin<&'a mut F>,
    result: Option<Result<F::Output, Panic>>,
}

/// What a loop does next.
enum Next {
    /// Poll a task, or drop it.
    Step { step: Step, cancelled: bool },
    /// Call a callback.
    Call(Ring),
    /// The turn has ended.
    End,
}

/// A step of a task.
#[derive(Clone, Copy)]
struct Step {
    task: TaskId,
    index: TaskIndex,
}

/// How many turns follow each other at once before the loop looks around, and a task runs alone before others could.
/// Engines of WebAssembly put optimised code in place only where functions are called anew.
const AT_ONCE: u32 = 1024;

/// The error of a run that cannot go on: every task waits, and nothing is there that could wake one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlock;

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("all tasks wait, and nothing can wake them")
    }
}

impl std::error::Error for Deadlock {}

impl Loop {
    /// Runs until the future is done, then drops the tasks that are left, as `asyncio.run` does.
    ///
    /// # Errors
    /// When all tasks wait and nothing can wake one.
    ///
    /// # Panics
    /// When the future panics. The tasks that are left are dropped then, too.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, Deadlock> {
        let result = catch_unwind(AssertUnwindSafe(|| self.block_on(future)));
        self.close();
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Runs until the future is done. Other tasks stay where they are, for the next run.
    ///
    /// # Errors
    /// When all tasks wait and nothing can wake one, or somebody stops the loop.
    ///
    /// # Panics
    /// When the future panics. The loop can be run again.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Deadlock> {
        let _running = Running::enter(self);
        // The future may borrow from the caller, so it is polled here; a task of the loop stands for it.
        let Current { id: task, index, .. } = self.spawn_body(Box::pin(Elsewhere));
        let mut main = Main { task, future: std::pin::pin!(future), result: None };
        self.0.core.borrow_mut().stop_when_done(FutureId(task.0));
        loop {
            self.begin_turn();
            self.run_turns(&mut main);
            let outlook = self.0.core.borrow_mut().outlook();
            if outlook == Outlook::Stopped || !self.pass_time(outlook) {
                break;
            }
        }
        let result = main.result;
        self.forget_main(task, index);
        match result {
            Some(Ok(value)) => Ok(value),
            Some(Err(panic)) => resume_unwind(panic),
            None => Err(Deadlock),
        }
    }

    /// Runs until [`Loop::stop`] is called (`loop.run_forever`). Tasks stay where they are.
    ///
    /// # Errors
    /// When all tasks wait and nothing can wake one.
    ///
    /// # Examples
    /// ```
    /// # use loopscope_executor::aio::Loop;
    /// # use std::time::Duration;
    /// let lp = Loop::simulated();
    /// let inner = lp.clone();
    /// lp.call_later(Duration::from_secs(5), move || inner.stop());
    /// lp.run_forever().unwrap();
    /// assert_eq!(lp.time().as_secs(), 5);
    /// ```
    pub fn run_forever(&self) -> Result<(), Deadlock> {
        let _running = Running::enter(self);
        let never = std::pin::pin!(std::future::pending::<()>());
        // No task has this id.
        let mut nobody = Main { task: TaskId(0), future: never, result: None };
        loop {
            self.begin_turn();
            self.run_turns(&mut nobody);
            let outlook = self.0.core.borrow_mut().outlook();
            if outlook == Outlook::Stopped {
                self.tell_troubles();
                return Ok(());
            }
            if !self.pass_time(outlook) {
                return Err(Deadlock);
            }
        }
    }

    /// Stops the loop at the end of this turn (`loop.stop`). A [`Loop::block_on`] that is not done then fails.
    pub fn stop(&self) {
        self.0.core.borrow_mut().stop();
    }

    /// Runs what is left of the turn, and turns after it as long as there is nothing else to do between them.
    #[inline(never)]
    fn run_turns<F: Future>(&self, main: &mut Main<'_, F>) {
        let mut more = AT_ONCE;
        loop {
            let (step, cancelled) = match self.next_plain_step(&mut more) {
                Some(step) => (step, false),
                None => match self.next(&mut more) {
                    Next::End => return,
                    Next::Call(ring) => {
                        self.ring(ring);
                        continue;
                    }
                    Next::Step { step, cancelled } => (step, cancelled),
                },
            };
            if step.task == main.task {
                self.step_main(main, step, cancelled);
            } else {
                self.step(step, cancelled, AT_ONCE);
            }
        }
    }

    #[inline]
    fn step_main<F: Future>(&self, main: &mut Main<'_, F>, step: Step, cancelled: bool) {
        let Some((body, own)) = self.take(step) else { return };
        if cancelled {
            return self.finish(step, body, own, Err(Exception::cancelled()));
        }
        match self.poll(step, &own.waker, AT_ONCE, |context| main.future.as_mut().poll(context)) {
            Ok(Poll::Pending) => return self.suspend(step, body, own),
            Ok(Poll::Ready(value)) => main.result = Some(Ok(value)),
            Err(panic) => main.result = Some(Err(panic)),
        }
        self.finish(step, body, own, Ok(()));
    }

    /// Runs at most so many handles and says what comes next: for hosts that have a loop of their own.
    pub fn turn(&self, budget: usize) -> Outlook {
        let _running = Running::enter(self);
        for _ in 0..budget {
            if !self.0.core.borrow().in_turn() {
                self.begin_turn();
            }
            match self.next(&mut 0) {
                Next::End => break,
                Next::Call(ring) => self.ring(ring),
                Next::Step { step, cancelled } => self.step(step, cancelled, 0),
            }
        }
        self.deliver();
        self.tell_troubles();
        self.0.core.borrow_mut().outlook()
    }

    fn forget_main(&self, task: TaskId, index: TaskIndex) {
        self.0.bodies.borrow_mut().remove(index);
        let mut core = self.0.core.borrow_mut();
        core.keep_running(FutureId(task.0));
        core.discard_task(task);
        core.release(FutureId(task.0));
        drop(core);
        self.tell_troubles();
    }

    fn begin_turn(&self) {
        if !self.0.inbox.is_empty() {
            self.deliver();
        }
        let mut core = self.0.core.borrow_mut();
        if core.has_timers() {
            self.0.source.tell_time(&mut core);
        }
        core.begin_turn();
    }

    /// The next step, if it is a task's with nothing, as most are. `more` turns may begin without looking around.
    // Apart from the others, so that what it returns is never in memory.
    #[inline(always)]
    fn next_plain_step(&self, more: &mut u32) -> Option<Step> {
        let mut core = self.0.core.borrow_mut();
        if core.turn_is_over() && *more > 0 && self.0.inbox.is_empty() && core.begin_turn_at_once() {
            *more -= 1;
        }
        core.next_plain_step().map(|(task, index)| Step { task, index })
    }

    /// What is to be done next. `more` turns may begin without looking around.
    #[inline(never)]
    fn next(&self, more: &mut u32) -> Next {
        let mut core = self.0.core.borrow_mut();
        loop {
            if self.0.debug.get() {
                self.0.source.tell_time(&mut core);
            }
            match core.next_ready(&mut NoValues) {
                None if *more == 0 || !self.0.inbox.is_empty() || !core.begin_turn_at_once() => return Next::End,
                None => *more -= 1,
                Some(Ready::Step { task, input, .. }) => {
                    let step = Step { task, index: core.current_index() };
                    return Next::Step { step, cancelled: input.is_err() };
                }
                Some(Ready::Callback { callback, .. }) => return Next::Call(callback),
            }
        }
    }

    fn ring(&self, ring: Ring) {
        match ring {
            Ring::Wake(waker) => self.call(|| waker.wake()),
            Ring::Call(call) => {
                let call = call.borrow_mut().take();
                if let Some(call) = call {
                    self.call(call);
                }
            }
        }
    }

    #[inline(always)]
    fn take(&self, step: Step) -> Option<(TaskBody, Box<Own>)> {
        self.0.bodies.borrow_mut().take(step.index, step.task, &self.0.inbox)
    }

    /// Polls a task, or drops it if it was cancelled. It may have so many turns more as long as nobody else is ready.
    #[inline(always)]
    fn step(&self, step: Step, cancelled: bool, alone: u32) {
        let Some((mut body, own)) = self.take(step) else { return };
        if cancelled {
            return self.finish(step, body, own, Err(Exception::cancelled()));
        }
        match self.poll(step, &own.waker, alone, |context| body.as_mut().poll(context)) {
            Ok(Poll::Pending) => self.suspend(step, body, own),
            Ok(Poll::Ready(())) => self.finish(step, body, own, Ok(())),
            Err(panic) => {
                self.0.panics.borrow_mut().insert(step.task, panic);
                self.finish(step, body, own, Err(Exception::Guest(())));
            }
        }
    }

    #[inline]
    fn poll<T>(
        &self,
        step: Step,
        waker: &Waker,
        mut alone: u32,
        mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Result<Poll<T>, Panic> {
        self.0.current.set(Polled { waker: waker.data(), index: step.index, task: step.task });
        if self.0.watched {
            self.0.awaits.set(None);
        }
        let polled = catch_unwind(AssertUnwindSafe(|| {
            let mut context = Context::from_waker(waker);
            loop {
                let polled = poll(&mut context);
                if polled.is_ready() || alone == 0 || !self.goes_on_alone() {
                    return polled;
                }
                alone -= 1;
            }
        }));
        self.0.current.set(Polled::NOBODY);
        polled
    }

    /// The running task is pending. Is all that it waits for its next turn, and has nobody else anything to do in it?
    #[inline]
    fn goes_on_alone(&self) -> bool {
        if !self.0.yielded.get() || !self.0.inbox.is_empty() || !self.0.core.borrow_mut().runs_alone() {
            return false;
        }
        self.0.yielded.set(false);
        true
    }

    #[inline(always)]
    fn suspend(&self, step: Step, body: TaskBody, own: Box<Own>) {
        self.0.bodies.borrow_mut().put(step.index, body, own);
        let yields = self.0.yielded.replace(false);
        let mut core = self.0.core.borrow_mut();
        if self.0.watched {
            let wait = if yields { Wait::Turn } else { Wait::Parked(self.0.awaits.take()) };
            drop(core);
            self.tell_suspended(step, wait);
        } else {
            core.suspend_quietly(yields);
        }
    }

    #[cold]
    fn tell_suspended(&self, step: Step, wait: Wait<Native>) {
        self.0.core.borrow_mut().suspend(step.task, wait, 0);
    }

    #[inline]
    fn finish(&self, step: Step, body: TaskBody, own: Box<Own>, result: Result<(), Exception<Native>>) {
        self.0.yielded.set(false);
        let (kept, dropped) = if result.is_ok() && self.0.core.borrow().current_is_wanted() {
            (Some(body), None)
        } else {
            (None, Some(body))
        };
        // What is dropped is dropped by the task, which is the running one still.
        if dropped.is_some() {
            self.drop_body(dropped);
        }
        self.0.bodies.borrow_mut().end(step.index, kept, own);
        let mut core = self.0.core.borrow_mut();
        core.finish(step.task, result);
        if core.has_reports() {
            drop(core);
            self.tell_troubles();
        }
    }

    pub(crate) fn drop_body(&self, body: Option<TaskBody>) {
        self.call(|| drop(body));
    }

    /// Lets what has come from outside in.
    pub(crate) fn deliver(&self) {
        for message in self.0.inbox.take() {
            match message {
                Message::Wake(task) => {
                    self.0.core.borrow_mut().poke_at((task >> 32) as u32, TaskId(task as u32));
                }
                Message::Call(call) => {
                    let lp = self.clone();
                    self.call_soon(move || call(&lp));
                }
            }
        }
    }

    /// Lets the time pass until something happens; tells whether anything can.
    fn pass_time(&self, outlook: Outlook) -> bool {
        if !self.0.inbox.is_empty() {
            self.deliver();
            return true;
        }
        self.tell_troubles();
        let is_virtual = self.0.core.borrow().clock() != Clock::Host;
        match outlook {
            Outlook::MoreReady | Outlook::Stopped => true,
            _ if self.0.core.borrow().ready_count() > 0 => true,
            // What is done outside takes no virtual time.
            Outlook::SleepUntil(_) if is_virtual => {
                if self.0.inbox.may_hear() {
                    self.0.inbox.wait(None);
                }
                true
            }
            Outlook::SleepUntil(when) => match &self.0.source {
                Source::System { scale, .. } => {
                    let mut core = self.0.core.borrow_mut();
                    self.0.source.tell_time(&mut core);
                    let seconds = (when - core.time()) / scale;
                    drop(core);
                    if seconds > 0.0 {
                        self.0.inbox.wait(Duration::try_from_secs_f64(seconds).ok());
                    }
                    true
                }
                // Who tells the time is the caller, and does not while it waits here.
                Source::Told => false,
            },
            Outlook::Idle => {
                let awaited = self.0.inbox.may_hear() || !is_virtual && self.0.bodies.borrow().any_shared();
                if awaited {
                    self.0.inbox.wait(None);
                }
                awaited
            }
        }
    }
}

impl Source {
    pub(crate) fn tell_time(&self, core: &mut Core<Native, Watch>) {
        let Source::System { started, scale } = self else { return };
        let now = Instant::now();
        let start = started.get().unwrap_or(now);
        started.set(Some(start));
        core.set_time((now - start).as_secs_f64() * scale);
    }
}
