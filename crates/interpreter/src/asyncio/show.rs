//! `repr` of futures, tasks and callbacks, in CPython's words.

use std::rc::Rc;

use loopscope_executor::{DoneCallback, FutureId, TaskId};

use super::Callback;
use crate::frame::Body;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{GenState, Generator, TraceEntry};
use crate::types::nesting::{Level, Showing};
use crate::value::Value;
use crate::vm::Vm;

/// A function, its positional arguments, and those by keyword.
type Partial = (Value, Vec<Value>, Vec<(Value, Value)>);

impl Vm {
    /// `repr` of a future or task.
    pub(crate) fn future_repr(&mut self, value: Value) -> Res<String> {
        let Some(_showing) = Showing::enter(value) else { return Ok("...".into()) };
        let Some(_level) = Level::enter() else { return Ok("...".into()) };
        let id = self.future_id(value)?;
        let name = self.class_name(self.class_of(value)).to_owned();
        let mut parts = vec![self.future_state(id)];
        let mut rest = Vec::new();
        match self.asyncio.core.peek(id) {
            Some(Ok(result)) => {
                let result = *result;
                rest.push(format!("result={}", self.short_repr(result)?));
            }
            Some(Err(exception)) => {
                let error = exception.clone();
                let error = self.python_error(error);
                rest.push(format!("exception={}", self.repr(error)?));
            }
            None => {}
        }
        let callbacks = self.callbacks_repr(id)?;
        rest.extend(callbacks);
        if let (Some(task), Value::Future(object)) = (self.asyncio.core.as_task(id), value) {
            parts.push(format!("name={}", crate::types::format::quote_text(&self.asyncio.core.task_name(task))));
            let coroutine = self.heap[object].coroutine;
            parts.push(format!("coro=<{}>", self.coroutine_repr(coroutine)?));
            if let Some(waiter) = self.asyncio.core.awaited_by(task).filter(|_| !self.asyncio.core.is_done(id)) {
                let shown = match self.asyncio.handles.get(&waiter) {
                    Some(object) => {
                        let future = Value::Future(*object);
                        self.repr(future)?
                    }
                    None => self.hidden_future_repr(waiter)?,
                };
                parts.push(format!("wait_for={shown}"));
            }
        }
        parts.append(&mut rest);
        let created = if self.asyncio.debug { super::debug::CREATED } else { "" };
        Ok(format!("<{name} {}{created}>", parts.join(" ")))
    }

    fn future_state(&self, id: FutureId) -> String {
        let core = &self.asyncio.core;
        let state = match core.is_done(id) {
            false if core.as_task(id).is_some() && core.cancelling(TaskId(id.0)) > 0 => "cancelling",
            false => "pending",
            true if core.is_cancelled(id) => "cancelled",
            true => "finished",
        };
        state.to_owned()
    }

    /// A future of the executor's own, for which the program has no handle.
    fn hidden_future_repr(&mut self, id: FutureId) -> Res<String> {
        let class = if self.asyncio.core.gathered(id).is_empty() { "Future" } else { "_GatheringFuture" };
        let mut parts = vec![self.future_state(id)];
        parts.extend(self.callbacks_repr(id)?);
        Ok(format!("<{class} {}>", parts.join(" ")))
    }

    /// What a future that somebody waits for is called.
    pub(crate) fn any_future_repr(&mut self, id: FutureId) -> String {
        if !self.asyncio.core.is_known(id) {
            return String::new();
        }
        let shown = match self.asyncio.handles.get(&id) {
            Some(object) => {
                let future = Value::Future(*object);
                self.repr(future)
            }
            None => self.hidden_future_repr(id),
        };
        shown.unwrap_or_default()
    }

    fn callbacks_repr(&mut self, id: FutureId) -> Res<Option<String>> {
        let callbacks = self.asyncio.core.done_callbacks(id);
        let shown = match &callbacks[..] {
            [] => return Ok(None),
            [one] => self.callback_repr(one)?,
            [one, two] => format!("{}, {}", self.callback_repr(one)?, self.callback_repr(two)?),
            [first, between @ .., last] => {
                let (first, last) = (self.callback_repr(first)?, self.callback_repr(last)?);
                format!("{first}, <{} more>, {last}", between.len())
            }
        };
        Ok(Some(format!("cb=[{shown}]")))
    }

    fn callback_repr(&mut self, callback: &DoneCallback<Callback>) -> Res<String> {
        Ok(match callback {
            DoneCallback::Wake(_) => "Task.task_wakeup()".into(),
            DoneCallback::Guest(Callback::Call { function, .. }) => self.callback_source(*function, &[])?,
            DoneCallback::Guest(Callback::Strand(_)) => "_chain_future.<locals>._call_set_state()".into(),
            DoneCallback::Gather => "gather.<locals>._done_callback()".into(),
            DoneCallback::Wait => "_wait.<locals>._on_completion()".into(),
            DoneCallback::Release(waiter) => {
                let shown = self.hidden_future_repr(*waiter)?;
                format!("_release_waiter({})()", shortened(&shown, 30))
            }
            DoneCallback::ShieldInner => "shield.<locals>._inner_done_callback()".into(),
            DoneCallback::ShieldOuter => "shield.<locals>._outer_done_callback()".into(),
            DoneCallback::TaskGroup => "TaskGroup._on_task_done()".into(),
            DoneCallback::AsCompleted => "as_completed.<locals>._on_completion()".into(),
            DoneCallback::Stop => "_run_until_complete_cb()".into(),
        })
    }

    /// `coroutines._format_coroutine`.
    pub(crate) fn coroutine_repr(&mut self, coroutine: Value) -> Res<String> {
        let Value::Generator(generator) = coroutine else {
            let name = self.class_name(self.class_of(coroutine)).to_owned();
            return Ok(format!("{name}()"));
        };
        let name = self.text(self.heap[generator].qualname).unwrap_or("?").to_owned();
        let finished = self.heap[generator].state == GenState::Finished;
        let Some(code) = self.heap[generator].code.clone() else {
            return Ok(if finished { format!("{name}() done, defined") } else { format!("{name}() running") });
        };
        let file = &code.source.file;
        if finished {
            return Ok(format!("{name}() done, defined at {file}:{}", code.spec.first_line));
        }
        let line =
            self.own_frame(generator).map_or(code.spec.first_line, |entry| entry.code.line_at(entry.pc as usize));
        Ok(format!("{name}() running at {file}:{line}"))
    }

    /// Where a coroutine stands itself.
    pub(crate) fn own_frame(&self, generator: Ref<Generator>) -> Option<TraceEntry> {
        let object = &self.heap[generator];
        let code = object.code.clone()?;
        match object.state {
            GenState::Created => return None,
            GenState::Running => return self.run.outermost.clone().filter(|entry| Rc::ptr_eq(&entry.code, &code)),
            _ => {}
        }
        let frame = object.fiber.as_ref()?.frames.first()?;
        Some(TraceEntry::new(code, frame.pc.saturating_sub(1)))
    }

    /// The frames of a suspended coroutine and of what it awaits, innermost first.
    pub(crate) fn suspended_frames(&self, generator: Ref<Generator>) -> Vec<TraceEntry> {
        let mut found = Vec::new();
        let mut next = Some(generator);
        while let Some(fiber) = next.take().and_then(|generator| self.heap[generator].fiber.as_ref()) {
            let start = self.heap[generator].state == GenState::Created;
            for frame in &fiber.frames {
                if let Body::Code(code) = &frame.body {
                    let pc = if start { 0 } else { frame.pc.saturating_sub(1) };
                    found.push(TraceEntry::new(code.clone(), pc));
                }
            }
            if let Value::Generator(inner) = fiber.delegate {
                next = Some(inner);
            }
        }
        found.reverse();
        found
    }

    /// `format_helpers._format_callback_source`.
    pub(crate) fn callback_source(&mut self, function: Value, args: &[Value]) -> Res<String> {
        let text = self.callback_text(function, args, &[], "")?;
        match self.function_source(function)? {
            Some(source) => Ok(format!("{text} at {source}")),
            None => Ok(text),
        }
    }

    fn callback_text(
        &mut self,
        function: Value,
        args: &[Value],
        kwargs: &[(Value, Value)],
        suffix: &str,
    ) -> Res<String> {
        let mut shown = Vec::new();
        for arg in args {
            shown.push(self.short_repr(*arg)?);
        }
        for (name, value) in kwargs {
            shown.push(format!("{}={}", self.to_text(*name)?, self.short_repr(*value)?));
        }
        let own = format!("({})", shown.join(", "));
        if let Some((inner, args, kwargs)) = self.partial_parts(function)? {
            return self.callback_text(inner, &args, &kwargs, &format!("{own}{suffix}"));
        }
        if let Value::Method(method) = function
            && let Value::Native(def) = self.heap[method].function
        {
            let class = self.class_of(self.heap[method].this);
            let name = self.heap.intern(def.name);
            let owner = self.lookup_in(class, name).map_or(class, |(owner, _)| owner);
            let owner = match self.asyncio.classes {
                Some(classes) if classes.event_loop == owner => "BaseEventLoop",
                _ => self.class_name(owner),
            };
            return Ok(format!("{owner}.{}{own}{suffix}", def.name));
        }
        let qualname = self.names.qualname;
        let name = match self.find_attr(function, qualname)? {
            Some(name) if self.text(name).is_some_and(|text| !text.is_empty()) => {
                self.text(name).unwrap_or_default().to_owned()
            }
            _ => self.repr(function)?,
        };
        Ok(format!("{name}{own}{suffix}"))
    }

    /// The function and the arguments of a `functools.partial`.
    fn partial_parts(&mut self, function: Value) -> Res<Option<Partial>> {
        if matches!(function, Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_))
            || !self.class_name(self.class_of(function)).starts_with("partial")
        {
            return Ok(None);
        }
        let (func, keywords) = (self.heap.intern("func"), self.heap.intern("keywords"));
        let args = self.names.args;
        let kwargs = match self.find_attr(function, keywords)? {
            Some(Value::Dict(dict)) => self.dict_items(dict),
            _ => Vec::new(),
        };
        match (self.find_attr(function, func)?, self.find_attr(function, args)?) {
            (Some(func), Some(args)) => Ok(Some((func, self.collect(args)?, kwargs))),
            _ => Ok(None),
        }
    }

    fn function_source(&mut self, function: Value) -> Res<Option<String>> {
        let mut function = function;
        for _ in 0..100 {
            if let Value::Function(f) = function {
                if let Some(wrapped) = self.heap[f].attrs.get(self.names.wrapped) {
                    function = wrapped;
                    continue;
                }
                let code = self.heap[f].code.clone();
                return Ok(code
                    .filter(|code| !code.is_of_library())
                    .map(|code| format!("{}:{}", code.source.file, code.spec.first_line)));
            }
            match self.partial_parts(function)? {
                Some((inner, ..)) => function = inner,
                None => break,
            }
        }
        Ok(None)
    }

    /// `reprlib.repr(value)`: of long things only the beginning and the end.
    pub(crate) fn short_repr(&mut self, value: Value) -> Res<String> {
        self.short_repr_at(value, 6)
    }

    fn short_repr_at(&mut self, value: Value, level: u32) -> Res<String> {
        Ok(match value {
            Value::Str(s) => {
                let text = self.heap.text(s);
                let start: String = text.chars().take(30).collect();
                let shown = crate::types::format::quote_text(&start);
                if shown.chars().count() <= 30 {
                    return Ok(shown);
                }
                let count = text.chars().count();
                let ends: String = text.chars().take(13).chain(text.chars().skip(count.saturating_sub(14))).collect();
                cut(&crate::types::format::quote_text(&ends), 30)
            }
            Value::Int(_) | Value::BigInt(_) => {
                let text = self.repr(value)?;
                if text.len() > 40 { shortened(&text, 40) } else { text }
            }
            Value::List(list) => {
                let items = self.heap[list].items.clone();
                format!("[{}]", self.short_items(&items, level)?)
            }
            Value::Tuple(tuple) => {
                let items = self.heap[tuple].items.to_vec();
                let comma = if items.len() == 1 && level > 0 { "," } else { "" };
                format!("({}{comma})", self.short_items(&items, level)?)
            }
            Value::Dict(dict) => {
                let items = self.dict_items(dict);
                if items.is_empty() {
                    return Ok("{}".into());
                }
                if level == 0 {
                    return Ok("{...}".into());
                }
                let mut parts = Vec::new();
                for (key, value) in items.iter().take(4) {
                    parts.push(format!(
                        "{}: {}",
                        self.short_repr_at(*key, level - 1)?,
                        self.short_repr_at(*value, level - 1)?
                    ));
                }
                if items.len() > 4 {
                    parts.push("...".into());
                }
                format!("{{{}}}", parts.join(", "))
            }
            _ => {
                let text = self.repr(value)?;
                if text.chars().count() > 30 { shortened(&text, 30) } else { text }
            }
        })
    }

    fn short_items(&mut self, items: &[Value], level: u32) -> Res<String> {
        if level == 0 && !items.is_empty() {
            return Ok("...".into());
        }
        let mut parts = Vec::new();
        for item in items.iter().take(6) {
            parts.push(self.short_repr_at(*item, level - 1)?);
        }
        if items.len() > 6 {
            parts.push("...".into());
        }
        Ok(parts.join(", "))
    }
}

/// The beginning and the end of a text, of which so many characters may be shown.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { cut(text, most) }
}

/// The beginning and the end of a text.
fn cut(text: &str, most: usize) -> String {
    let count = text.chars().count();
    let start = (most - 3) / 2;
    let end = most - 3 - start;
    let head: String = text.chars().take(start).collect();
    let tail: String = text.chars().skip(count - end).collect();
    format!("{head}...{tail}")
}
