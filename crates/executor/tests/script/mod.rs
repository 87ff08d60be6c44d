//! A guest for tests: its coroutines are Rust's, but exceptions are thrown into them, as into Python's.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use loopscope_executor::{
    Clock, Core, Exception, FutureId, Guest, Observer, OpStep, OpValue, Operation, Outlook, Ready, TaskId, Values, Wait,
};

/// The guest's types.
pub(crate) struct Script;

/// The exceptions it throws.
pub(crate) type Thrown = Exception<Script>;

#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    #[default]
    None,
    Text(String),
    List(Vec<Value>),
}

#[derive(Clone)]
pub(crate) enum Callback {
    Log(String, String),
    Stop,
}

impl Guest for Script {
    type Value = Value;
    /// An exception as CPython would show it.
    type Error = String;
    type Callback = Callback;
    type Context = ();
}

struct Builder;

impl Values<Script> for Builder {
    fn list(&mut self, items: Vec<Value>) -> Value {
        Value::List(items)
    }

    fn exception(&mut self, exception: &Thrown) -> Value {
        Value::Text(describe(exception))
    }
}

type Coroutine = Pin<Box<dyn Future<Output = Result<Value, Thrown>>>>;

/// A loop and the coroutines of its tasks. What they do is logged.
pub(crate) struct World<O: Observer = ()> {
    pub(crate) core: RefCell<Core<Script, O>>,
    coroutines: RefCell<HashMap<TaskId, Coroutine>>,
    wait: Cell<Option<Wait<Script>>>,
    input: Cell<Option<Result<(), Thrown>>>,
    pub(crate) things: RefCell<Vec<FutureId>>,
    pub(crate) lines: RefCell<Vec<String>>,
}

impl<O: Observer + 'static> World<O> {
    pub(crate) fn observed(observer: O) -> Rc<Self> {
        Rc::new(World {
            core: RefCell::new(Core::with_observer(Clock::VIRTUAL, observer)),
            coroutines: RefCell::default(),
            wait: Cell::default(),
            input: Cell::default(),
            things: RefCell::default(),
            lines: RefCell::default(),
        })
    }

    pub(crate) fn log(&self, who: &str, text: &str) {
        let time = self.core.borrow().time();
        self.lines.borrow_mut().push(format!("{time:.6} {who}: {text}"));
    }

    /// Makes a task.
    pub(crate) fn spawn(&self, coroutine: impl Future<Output = Result<Value, Thrown>> + 'static) -> TaskId {
        let task = self.core.borrow_mut().create_task(Value::None, None, 0);
        self.coroutines.borrow_mut().insert(task, Box::pin(coroutine));
        self.things.borrow_mut().push(FutureId(task.0));
        task
    }

    /// Runs until the loop is stopped or idle.
    pub(crate) fn run(&self) -> Outlook {
        loop {
            self.core.borrow_mut().begin_turn();
            loop {
                let ready = self.core.borrow_mut().next_ready(&mut Builder);
                match ready {
                    None => break,
                    Some(Ready::Step { task, input, .. }) => self.step(task, input.map_err(|thrown| *thrown)),
                    Some(Ready::Callback { callback, future, .. }) => self.call(callback, future),
                }
            }
            let outlook = self.core.borrow_mut().outlook();
            if matches!(outlook, Outlook::Stopped | Outlook::Idle) {
                return outlook;
            }
        }
    }

    /// Suspends the running task.
    pub(crate) async fn suspend(&self, wait: Wait<Script>) -> Result<(), Thrown> {
        self.wait.set(Some(wait));
        let mut first = true;
        std::future::poll_fn(|_| if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(()) }).await;
        self.input.take().unwrap_or(Ok(()))
    }

    /// Drives an operation from the running task.
    pub(crate) async fn operate(&self, mut operation: Operation<Script>) -> Result<OpValue<Script>, Thrown> {
        let mut input = Ok(());
        loop {
            let step = operation.resume(&mut self.core.borrow_mut(), input);
            input = match step {
                OpStep::Done(result) => return result.map_err(raised),
                OpStep::Wait(future) => self.suspend(Wait::Future(future)).await,
                OpStep::Yield => self.suspend(Wait::Turn).await,
            };
        }
    }

    /// Awaits a future from the running task.
    pub(crate) async fn wait_future(&self, future: FutureId) -> Result<Value, Thrown> {
        if !self.core.borrow().is_done(future) {
            self.suspend(Wait::Future(future)).await?;
        }
        self.core.borrow_mut().result(future).map_err(raised)
    }

    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut Core<Script, O>) -> R) -> R {
        f(&mut self.core.borrow_mut())
    }

    pub(crate) fn gather(&self, children: &[FutureId], return_exceptions: bool) -> FutureId {
        self.core.borrow_mut().gather(children, return_exceptions, &mut Builder)
    }

    fn step(&self, task: TaskId, input: Result<(), Thrown>) {
        let Some(mut coroutine) = self.coroutines.borrow_mut().remove(&task) else { panic!("{task:?} has ended") };
        self.input.set(Some(input.map_err(raised)));
        // A coroutine that was not started does not catch what is thrown into it; ours look at their first input.
        match coroutine.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => self.core.borrow_mut().finish(task, result),
            Poll::Pending => {
                let wait = self.wait.take().expect("a coroutine of a test suspends through its world");
                self.coroutines.borrow_mut().insert(task, coroutine);
                self.core.borrow_mut().suspend(task, wait, 0);
            }
        }
    }

    /// What the first step of a coroutine is resumed with.
    pub(crate) fn first_input(&self) -> Result<(), Thrown> {
        self.input.take().unwrap_or(Ok(()))
    }

    fn call(&self, callback: Callback, future: Option<FutureId>) {
        match (callback, future) {
            (Callback::Stop, _) => self.core.borrow_mut().stop(),
            (Callback::Log(who, text), Some(future)) => self.log(&who, &format!("{text} {}", self.name(future))),
            (Callback::Log(who, text), None) => self.log(&who, &text),
        }
    }

    pub(crate) fn name(&self, future: FutureId) -> String {
        let position = self.things.borrow().iter().position(|other| *other == future);
        format!("t{}", position.expect("a known future"))
    }
}

/// What the executor throws becomes an exception object of the guest's when it is raised.
fn raised(exception: Thrown) -> Thrown {
    match exception {
        Exception::Cancelled { error: None, .. } => {
            let error = Some(describe(&exception));
            Exception::Cancelled { message: None, error }
        }
        Exception::Cancelled { .. } | Exception::Guest(_) | Exception::Group(_) => exception,
        // Kept apart, because `except` clauses look at them.
        Exception::Timeout(_) | Exception::QueueEmpty | Exception::QueueFull | Exception::QueueShutDown => exception,
        other => Exception::Guest(describe(&other)),
    }
}

/// An exception as the Python side of the tests shows it.
pub(crate) fn describe(exception: &Thrown) -> String {
    match exception {
        Exception::Cancelled { error: Some(error), .. } | Exception::Guest(error) => error.clone(),
        Exception::Cancelled { message: Some(message), .. } => format!("CancelledError({})", show(message)),
        Exception::Cancelled { .. } => "CancelledError()".into(),
        Exception::Timeout(_) => "TimeoutError()".into(),
        Exception::InvalidState(text) => format!("InvalidStateError({text})"),
        Exception::Runtime(text) => format!("RuntimeError({text})"),
        Exception::Value(text) => format!("ValueError({text})"),
        Exception::QueueEmpty => "QueueEmpty()".into(),
        Exception::QueueFull => "QueueFull()".into(),
        Exception::QueueShutDown => "QueueShutDown()".into(),
        Exception::BrokenBarrier(text) => format!("BrokenBarrierError({text})"),
        Exception::Group(all) => format!("Group[{}]", all.iter().map(describe).collect::<Vec<_>>().join(", ")),
        Exception::AwaitedItself(_) => "RuntimeError(Task cannot await on itself)".into(),
        Exception::DifferentLoop(..) => "RuntimeError(Task got Future attached to a different loop)".into(),
    }
}

pub(crate) fn show(value: &Value) -> String {
    match value {
        Value::None => "None".into(),
        Value::Text(text) => text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
    }
}
