//! What nobody may miss: lost exceptions, failing callbacks, tasks that were never finished.

use loopscope_executor::{FutureId, Report};

use super::Callback;
use super::schedule::{Active, What};
use crate::hash::IdMap;
use crate::heap::Ref;
use crate::host::Stream;
use crate::native::{Res, Unwind};
use crate::object::FutureObject;
use crate::session::Status;
use crate::value::Value;
use crate::vm::Vm;

/// A heap of more bytes is not searched for lost exceptions between two turns.
const SMALL_HEAP: usize = 4 << 20;

/// When exceptions that nobody can ask for any more are looked for.
pub(super) enum Moment {
    /// Between two turns of the loop.
    Turn,
    /// Before the loop sleeps.
    Pause,
    /// When the loop stops, or cannot go on.
    End,
}

/// Looks for lost exceptions, which are collections of garbage, become rarer the more there were.
#[derive(Clone, Default)]
pub(super) struct Suspicion {
    /// Is there something to look for?
    raised: bool,
    /// Turns until the next look.
    left: u32,
    looks: u32,
}

impl Suspicion {
    /// Something has failed.
    pub(super) fn raise(&mut self) {
        self.raised = true;
    }

    #[inline]
    pub(super) fn is_raised(&self) -> bool {
        self.raised
    }

    fn is_due(&mut self, moment: &Moment) -> bool {
        /// So many looks are made before each sleep.
        const EARLY: u32 = 100;
        if !self.raised {
            return false;
        }
        self.left = self.left.saturating_sub(1);
        let due = match moment {
            Moment::Turn => self.left == 0,
            Moment::Pause => self.left == 0 || self.looks < EARLY,
            Moment::End => true,
        };
        if due {
            self.looks += 1;
            self.left = 1 + self.looks.saturating_pow(2) / 256;
        }
        due
    }
}

impl Vm {
    /// The handles of these futures are gone.
    ///
    /// Those that were in a list go in its order, others in that of their creation.
    pub(crate) fn release_futures(&mut self, mut dead: Vec<FutureId>, listed: &[Ref<FutureObject>]) {
        let mut places = IdMap::default();
        for (place, object) in listed.iter().enumerate() {
            places.entry(object.index() as u64).or_insert(place);
        }
        dead.sort_by_cached_key(|id| {
            let handle = self.asyncio.handles.get(id);
            (handle.and_then(|handle| places.get(&(handle.index() as u64)).copied()), *id)
        });
        // What the resources held lives until the next collection.
        self.bury_resources();
        for id in dead {
            self.asyncio.handles.remove(&id);
            if self.asyncio.core.is_unretrieved(id) {
                // The handler is shown the future: it lives a little longer.
                let future = self.future_value(id);
                self.report_lost(id, future);
            } else {
                self.asyncio.core.release(id);
                if !self.asyncio.core.is_known(id) {
                    self.asyncio.failed.remove(&id);
                }
            }
        }
    }

    /// A future's exception that nobody has looked at.
    fn report_lost(&mut self, id: FutureId, future: Value) {
        let Ok(Some(exception)) = self.asyncio.core.exception(id) else { return };
        let error = self.python_error(exception);
        self.rewind_traceback(id, error);
        let class = self.class_name(self.class_of(future)).to_owned();
        let message = format!("{class} exception was never retrieved");
        self.report(&message, Some(error), &[("future", future)]);
    }

    /// Tells what the executor has to report.
    #[inline]
    pub(super) fn tell_reports(&mut self) {
        for report in self.asyncio.core.take_reports() {
            self.tell(report);
        }
    }

    #[cold]
    fn tell(&mut self, report: Report<super::Python>) {
        match report {
            Report::NeverRetrieved { future, is_task, exception } => {
                let error = self.python_error(exception);
                let kind = if is_task { "Task" } else { "Future" };
                // The future is gone; what it was is told as text.
                let mut text = format!("<{kind} finished");
                if let Some(failed) = self.asyncio.failed.remove(&future).filter(|_| is_task) {
                    let coroutine = self.coroutine_repr(failed.coroutine).unwrap_or_default();
                    let name = crate::types::format::quote_text(&failed.name);
                    text.push_str(&format!(" name={name} coro=<{coroutine}>"));
                }
                text.push_str(&format!(" exception={}>", self.repr(error).unwrap_or_default()));
                let text = self.heap.str(text);
                self.report(&format!("{kind} exception was never retrieved"), Some(error), &[("future", text)]);
            }
            // Nobody has asked for it.
            Report::Slow { .. } => {}
            Report::ParentFinished { task, parent, exception } => {
                let error = self.python_error(exception);
                let task = self.future_value(FutureId(task.0));
                let parent = self.future_value(FutureId(parent.0));
                let (shown, parent) = (self.repr(task).unwrap_or_default(), self.repr(parent).unwrap_or_default());
                let message = format!("Task {shown} has errored out but its parent task {parent} is already completed");
                self.report(&message, Some(error), &[("task", task)]);
            }
        }
    }

    /// A callback has raised an exception.
    pub(super) fn report_callback(&mut self, callback: Callback, future: Option<FutureId>, error: Value) {
        let Callback::Call { function, args, handle } = callback else { return };
        let mut values = match args {
            Value::Tuple(args) => self.heap[args].items.to_vec(),
            _ => Vec::new(),
        };
        values.extend(future.map(|future| self.future_value(future)));
        let (shown, handle_shown) = match handle {
            Value::Unbound => {
                let shown = self.callback_source(function, &values).unwrap_or_default();
                let handle = self.heap.str(format!("<Handle {shown}>"));
                (shown, handle)
            }
            handle => (self.callback_source(function, &values).unwrap_or_default(), handle),
        };
        self.report(&format!("Exception in callback {shown}"), Some(error), &[("handle", handle_shown)]);
    }

    /// `loop.call_exception_handler` with a context of these parts.
    pub(super) fn report(&mut self, message: &str, error: Option<Value>, parts: &[(&str, Value)]) {
        let before = self.roots.len();
        self.roots.extend(error);
        self.roots.extend(parts.iter().map(|(_, value)| *value));
        let message = self.heap.str(message);
        let mut items = vec![("message", message)];
        items.extend(error.map(|error| ("exception", error)));
        items.extend(parts.iter().copied());
        let result = self.context_of(&items).and_then(|context| {
            let event_loop = self.some_loop()?;
            self.roots.push(context);
            match event_loop {
                // The program's own class may have its own handler.
                Value::Instance(_) => self.call_method(event_loop, "call_exception_handler", &[context]),
                _ => self.call_exception_handler(event_loop, context),
            }
        });
        if let Err(Unwind::Raise(error)) = result {
            self.print_exception(error);
        }
        self.roots.truncate(before);
    }

    fn context_of(&mut self, items: &[(&str, Value)]) -> Res {
        let mut pairs = Vec::new();
        for (key, value) in items {
            let name = self.heap.intern(key);
            pairs.push(self.heap.name_value(name));
            pairs.push(*value);
        }
        self.map_of(&pairs)
    }

    /// `BaseEventLoop.call_exception_handler`.
    pub(super) fn call_exception_handler(&mut self, event_loop: Value, context: Value) -> Res {
        let handler = self.loop_handler(event_loop);
        if handler.is_none() {
            return self.default_exception_handler(context);
        }
        let error = match context {
            Value::Dict(dict) => self.dict_get_text(dict, "exception").unwrap_or(Value::None),
            _ => Value::None,
        };
        // The handler runs while the exception is handled, as its own exceptions show.
        let handling = std::mem::replace(&mut self.run.handling, error);
        let result = self.call(handler, &[event_loop, context]);
        self.run.handling = handling;
        match result {
            Err(Unwind::Raise(error)) if !self.is_base_error(error) => {
                let message = self.heap.str("Unhandled error in exception handler");
                let items = [("message", message), ("exception", error), ("context", context)];
                let context = self.context_of(&items)?;
                self.default_exception_handler(context)
            }
            result => result,
        }
    }

    /// `BaseEventLoop.default_exception_handler`: what the logger `asyncio` is told.
    pub(super) fn default_exception_handler(&mut self, context: Value) -> Res {
        let mut message = "Unhandled exception in event loop".to_owned();
        let mut error = Value::None;
        let mut lines = Vec::new();
        if let Value::Dict(dict) = context {
            for (key, value) in self.dict_items(dict) {
                match self.text(key).unwrap_or_default().to_owned().as_str() {
                    "message" => {
                        let text = self.to_text(value)?;
                        if !text.is_empty() {
                            message = text;
                        }
                    }
                    "exception" => error = value,
                    key => {
                        // What was made up for the purpose is text already.
                        let shown = match self.text(value) {
                            Some(text) if matches!(key, "handle" | "future") => text.to_owned(),
                            _ => self.repr(value)?,
                        };
                        lines.push(format!("{key}: {shown}"));
                    }
                }
            }
        }
        lines.sort();
        lines.insert(0, message);
        self.log_error(&lines.join("\n"), error)
    }

    /// Tells the logger `asyncio`; without logging, the text goes to `sys.stderr` as its last resort would print it.
    fn log_error(&mut self, message: &str, error: Value) -> Res {
        self.log_at("ERROR", message, error, 1771, "default_exception_handler")
    }

    /// Tells the logger `asyncio` what only debugging shows, if there is a logger.
    pub(super) fn log_debug(&mut self, message: &str, file: &str, line: i64, function: &str) {
        if let Some(logging) = self.logging()
            && let Err(Unwind::Raise(error)) =
                self.tell_logger(logging, "DEBUG", message, Value::None, file, line, function)
        {
            self.print_exception(error);
        }
    }

    fn logging(&self) -> Option<Value> {
        self.loaded_module("logging")
    }

    /// A record from the place where CPython's asyncio makes it.
    fn tell_logger(
        &mut self,
        logging: Value,
        level: &str,
        message: &str,
        error: Value,
        file: &str,
        line: i64,
        function: &str,
    ) -> Res {
        let level = self.heap.intern(level);
        let level = self.get_attr(logging, level)?;
        let path = self.heap.str(format!("/usr/lib/python3.11/asyncio/{file}"));
        let (message, function) = (self.heap.str(message), self.heap.str(function));
        self.call_method(logging, "_log_of_asyncio", &[level, message, error, path, Value::Int(line), function])
    }

    /// Tells the logger by this level, as from this line of `base_events.py`.
    pub(super) fn log_at(&mut self, level: &str, message: &str, error: Value, line: i64, function: &str) -> Res {
        if let Some(logging) = self.logging() {
            return self.tell_logger(logging, level, message, error, "base_events.py", line, function);
        }
        let mut text = format!("{message}\n");
        if let Value::Exception(e) = error {
            let shown = self.format_exception(error)?;
            // A callback that is native has no frame to show; CPython's loop has.
            let bare = self.heap[e].cause.is_none() && self.heap[e].context.is_none() && self.trace(e).is_empty();
            if bare && message.starts_with("Exception in callback") {
                text.push_str("Traceback (most recent call last):\n");
            }
            text.push_str(&shown);
        }
        self.write(Stream::Stderr, &text);
        Ok(Value::None)
    }

    /// If something has failed, looks now and then whether its last handle is gone. CPython, which counts references,
    /// sees it at once.
    #[inline]
    pub(super) fn look_for_lost(&mut self, moment: Moment) {
        if self.asyncio.suspicion.is_due(&moment) {
            self.search_for_lost();
        }
    }

    /// Has what the main thread waits for failed? The exception, which will be raised there, holds the frames that it has
    /// come through, and what is in them.
    pub(super) fn main_fails(&self) -> bool {
        self.asyncio.wanted.is_some_and(|wanted| self.asyncio.core.is_unretrieved(wanted))
    }

    #[cold]
    fn search_for_lost(&mut self) {
        if self.main_fails() {
            return;
        }
        let core = &self.asyncio.core;
        if !self.asyncio.failed.keys().any(|id| core.is_unretrieved(*id)) {
            self.asyncio.suspicion.raised = false;
        } else if self.heap.bytes < SMALL_HEAP {
            self.collect_at_rest();
        }
    }

    /// The main thread has ended. The program ends when what is to be called at its end has been: other threads are
    /// waited for, functions of `atexit` are called.
    pub(super) fn end_program(&mut self, result: Res) -> Option<Status> {
        let status = match result {
            Ok(_) | Err(Unwind::Tail(_)) => 0,
            Err(Unwind::Raise(error)) => self.exit_status(error),
        };
        self.end_further(status)
    }

    /// Has a function called when the main thread has ended.
    pub(crate) fn call_at_end(&mut self, function: Value, first: bool) {
        let place = if first { 0 } else { self.asyncio.at_end.len() };
        self.asyncio.at_end.insert(place, function);
    }

    /// Calls what is next to be called at the end of the program, or ends it.
    pub(super) fn end_further(&mut self, status: i32) -> Option<Status> {
        if self.asyncio.at_end.is_empty() {
            self.tell_ends(status != 0);
            self.tear_down();
            self.asyncio.exit = Some(status);
            return Some(Status::Finished(status));
        }
        let function = self.asyncio.at_end.remove(0);
        let mut thread = self.spare_thread();
        let input = match self.call_values(thread.fiber(), function, &[], &[]) {
            Ok(()) => thread.fiber().result.take().map(Ok),
            Err(unwind) => Some(Err(unwind)),
        };
        self.asyncio.active = Some(Active::new(thread, What::Ending(status), input));
        None
    }

    #[cold]
    #[inline(never)]
    fn exit_status(&mut self, error: Value) -> i32 {
        if !self.is_instance(error, self.types.system_exit) {
            self.print_uncaught(error);
            // What its frames held dies with the interpreter.
            self.run.ending = true;
            return if self.is_instance(error, self.types.keyboard_interrupt) { 130 } else { 1 };
        }
        let Value::Exception(e) = error else { return 1 };
        let code = match &self.heap[e].args[..] {
            [] => Value::None,
            [code] => *code,
            args => {
                let args = args.to_vec();
                self.heap.tuple(args)
            }
        };
        match code {
            Value::None => 0,
            Value::Bool(code) => i32::from(code),
            Value::Int(code) => (code & 0xff) as i32,
            Value::BigInt(_) => 255,
            other => {
                if let Ok(text) = self.to_text(other) {
                    self.write(Stream::Stderr, &format!("{text}\n"));
                }
                1
            }
        }
    }
}
