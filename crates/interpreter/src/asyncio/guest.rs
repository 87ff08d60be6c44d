//! Python as the executor's guest: values, exceptions, callbacks, and who observes.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{
    Event, Exception, FutureId, Guest, Item, Observer, Passage, QueueOrder, ResourceId, TaskId, Values, WaitId,
};

use crate::heap::{Heap, Ref};
use crate::native::Unwind;
use crate::object::Class;
use crate::value::Value;
use crate::vm::{Types, Vm};

/// Python, whose heap lives in the [`Vm`].
#[derive(Clone)]
pub(crate) struct Python;

impl Guest for Python {
    type Value = Value;
    type Error = Value;
    type Callback = Callback;
    type Context = Value;
}

/// Something that the loop will call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Callback {
    /// A callable with its arguments (a tuple, or unbound for none), and the handle that stands for the call.
    Call { function: Value, args: Value, handle: Value },
    /// A simulated thread has slept long enough.
    Strand(u32),
}

impl Callback {
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        if let Callback::Call { function, args, handle } = *self {
            visit(function);
            visit(args);
            visit(handle);
        }
    }
}

/// The session's observer, if it wants to hear anything.
#[derive(Clone)]
pub(crate) struct Watch {
    observer: Option<Rc<RefCell<dyn Observer>>>,
    /// What happens now is not the program's doing, and is not told.
    pub(crate) quiet: bool,
}

impl Watch {
    pub(crate) fn new(observer: Option<Rc<RefCell<dyn Observer>>>) -> Self {
        Watch { observer, quiet: false }
    }
}

impl Observer for Watch {
    fn event(&mut self, time: u64, event: Event) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().event(time, event);
        }
    }

    fn task_yielded(&mut self, time: u64, task: TaskId, line: u32) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().task_yielded(time, task, line);
        }
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().task_named(task, name);
        }
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().wait_named(wait, words);
        }
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().resource_named(resource, name);
        }
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().resource_made_at(resource, line);
        }
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().thread_serves(thread, pool);
        }
    }

    fn resource_holds(&mut self, resource: ResourceId, most: u32) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().resource_holds(resource, most);
        }
    }

    fn queue_ordered(&mut self, queue: ResourceId, order: QueueOrder) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().queue_ordered(queue, order);
        }
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().item_passed(queue, passage, item);
        }
    }

    fn task_stands(&mut self, task: TaskId, lines: &[u32]) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().task_stands(task, lines);
        }
    }

    fn group_formed(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        if let Some(observer) = &self.observer {
            observer.borrow_mut().group_formed(group, members);
        }
    }

    #[inline(always)]
    fn is_on(&self) -> bool {
        self.observer.is_some() && !self.quiet
    }
}

/// Makes Python values for results of the executor's own.
pub(crate) struct Maker<'a> {
    pub(crate) heap: &'a mut Heap,
    pub(crate) types: &'a Types,
}

impl Values<Python> for Maker<'_> {
    fn list(&mut self, items: Vec<Value>) -> Value {
        self.heap.list(items)
    }

    fn exception(&mut self, exception: &Exception<Python>) -> Value {
        let (class, args) = match exception {
            Exception::Guest(error) | Exception::Cancelled { error: Some(error), .. } => return *error,
            Exception::Cancelled { message, error: None } => {
                let message = message.unwrap_or_else(|| self.heap.str(""));
                (self.types.cancelled_error, vec![message])
            }
            other => (self.types.runtime_error, vec![self.heap.str(other.text())]),
        };
        make(self.heap, class, args)
    }

    fn is_base_error(&self, exception: &Exception<Python>) -> bool {
        match exception {
            Exception::Guest(error) => is_base_error(self.heap, self.types, *error),
            _ => false,
        }
    }
}

fn make(heap: &mut Heap, class: Ref<Class>, args: Vec<Value>) -> Value {
    let exception = crate::object::Exception { class: Some(class), args, ..crate::object::Exception::default() };
    Value::Exception(heap.alloc(exception))
}

fn is_base_error(heap: &Heap, types: &Types, error: Value) -> bool {
    let mro = &heap[types.class_of(heap, error)].mro;
    mro.contains(&types.system_exit) || mro.contains(&types.keyboard_interrupt)
}

impl Vm {
    /// Does it stop the loop: is it a `SystemExit` or a `KeyboardInterrupt`?
    pub(crate) fn is_base_error(&self, error: Value) -> bool {
        is_base_error(&self.heap, &self.types, error)
    }

    /// A Python exception as the executor has it.
    pub(crate) fn executor_error(&self, error: Value) -> Exception<Python> {
        if self.is_instance(error, self.types.cancelled_error) {
            Exception::Cancelled { message: None, error: Some(error) }
        } else {
            Exception::Guest(error)
        }
    }

    /// An exception of the executor's as a Python object.
    pub(crate) fn python_error(&mut self, exception: Exception<Python>) -> Value {
        let text = exception.text().to_owned();
        let class = match exception {
            Exception::Guest(error) | Exception::Cancelled { error: Some(error), .. } => return error,
            Exception::Cancelled { message, error: None } => {
                return self.exception(self.types.cancelled_error, message.into_iter().collect());
            }
            Exception::Timeout(cause) => {
                let error = self.exception(self.types.timeout_error, Vec::new());
                let cause = cause.map(|cause| self.python_error(*cause));
                if let Some(cause) = cause {
                    self.set_cause(error, cause);
                }
                return error;
            }
            Exception::Group(members) => {
                let members = members.into_iter().map(|member| self.python_error(member)).collect();
                let group = self.exception_group(&text, members);
                if let Value::Exception(e) = group {
                    self.heap[e].suppress_context = true;
                }
                return group;
            }
            Exception::AwaitedItself(task) => {
                let future = self.future_value(loopscope_executor::FutureId(task.0));
                let shown = self.repr(future).unwrap_or_default();
                let message = self.heap.str(format!("Task cannot await on itself: {shown}"));
                return self.exception(self.types.runtime_error, vec![message]);
            }
            Exception::DifferentLoop(task, future) => {
                let task = self.future_value(loopscope_executor::FutureId(task.0));
                let (task, future) = (self.repr(task).unwrap_or_default(), self.any_future_repr(future));
                let message = self.heap.str(format!("Task {task} got Future {future} attached to a different loop"));
                return self.exception(self.types.runtime_error, vec![message]);
            }
            Exception::InvalidState(_) => self.asyncio.classes().invalid_state,
            Exception::QueueEmpty => {
                let class = self.asyncio.classes().queue_empty;
                return self.exception(class, Vec::new());
            }
            Exception::QueueFull => {
                let class = self.asyncio.classes().queue_full;
                return self.exception(class, Vec::new());
            }
            Exception::QueueShutDown => {
                let class = self.asyncio.classes().queue_shut_down;
                return self.exception(class, Vec::new());
            }
            Exception::BrokenBarrier(_) => self.asyncio.classes().broken_barrier,
            Exception::Runtime(_) => self.types.runtime_error,
            Exception::Value(_) => self.types.value_error,
        };
        let args = if text.is_empty() { Vec::new() } else { vec![self.heap.str(text)] };
        self.exception(class, args)
    }

    /// An exception of the executor's, ready to be raised.
    #[cold]
    pub(crate) fn raise_executor(&mut self, exception: Exception<Python>) -> Unwind {
        Unwind::Raise(self.python_error(exception))
    }
}
