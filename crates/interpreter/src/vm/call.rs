//! Calls: of functions written in Python and in Rust, methods, classes and callable objects.

use std::rc::Rc;

use loopscope_compiler::CodeKind;
use loopscope_compiler::op::{NO_REG, Reg};

use super::Vm;
use super::execute::enter;
use super::run::Awaited;
use super::thread::Thread;
use crate::code::Code;
use crate::frame::{Body, Fiber, Frame, NativeFrame, NativeStep, OnReturn};
use crate::heap::Ref;
use crate::native::{Args, NativeDef, NativeKind, PLACED, Res, Tail, Unwind};
use crate::object::{Class, DescriptorKind, Function, GenKind, GenState, Generator, Layout};
use crate::value::{Name, Value};

impl Vm {
    /// Calls anything, nested: the machine recurses, at most some hundred levels deep. For short calls from native code
    /// (`__repr__`, `__eq__`, a key function); what may run long asks for a [`crate::native::Tail`] or a frame instead.
    pub(crate) fn call(&mut self, callable: Value, args: &[Value]) -> Res {
        self.call_with(callable, args, &[])
    }

    /// As [`Vm::call`], with keyword arguments.
    pub(crate) fn call_with(&mut self, callable: Value, args: &[Value], kwargs: &[(Name, Value)]) -> Res {
        if let Value::Native(def) = callable {
            return self.call_native_nested(def, args, kwargs);
        }
        let mut thread = Thread::new();
        match self.call_values(thread.fiber(), callable, args, kwargs) {
            Ok(()) => {}
            Err(Unwind::Tail(tail)) => return self.run_tail(*tail),
            Err(unwind) => return Err(unwind),
        }
        match thread.fiber().result.take() {
            Some(value) => Ok(value),
            None => self.run_nested(&mut thread),
        }
    }

    fn call_native_nested(&mut self, def: &'static NativeDef, args: &[Value], kwargs: &[(Name, Value)]) -> Res {
        let is_wrapped = def.kind == NativeKind::Method && matches!(args.first(), Some(Value::Instance(_)));
        if kwargs.is_empty() && !is_wrapped {
            return self.call_native_with(def, Args { values: args, names: &[] });
        }
        let names: Vec<Name> = kwargs.iter().map(|(n, _)| *n).collect();
        let mut values = args.to_vec();
        if is_wrapped {
            values[0] = self.unwrap(values[0]);
        }
        values.extend(kwargs.iter().map(|(_, v)| *v));
        self.call_native_with(def, Args { values: &values, names: &names })
    }

    fn call_native_with(&mut self, def: &'static NativeDef, args: Args<'_>) -> Res {
        self.check_native_args(def, args)?;
        self.run.awaits = false;
        match (def.function)(self, args) {
            Err(Unwind::Tail(tail)) => self.run_tail(*tail),
            result => result,
        }
    }

    /// Does what a native function asked for in its place, nested.
    pub(crate) fn run_tail(&mut self, tail: Tail) -> Res {
        let mut thread = Thread::new();
        match tail {
            Tail::Call { callable, args, kwargs } => self.call_with(callable, &args, &kwargs),
            Tail::Frame(native) => {
                self.push_native(thread.fiber(), native);
                self.run_nested(&mut thread)
            }
            Tail::Pause(pause) => self.pause_nested(pause),
            Tail::Look(look, which) => look(self, &thread, which),
        }
    }

    /// `object.name(*args)`, nested.
    pub(crate) fn call_method(&mut self, object: Value, name: &str, args: &[Value]) -> Res {
        let name = self.heap.intern(name);
        let method = self.get_attr(object, name)?;
        self.call(method, args)
    }

    /// Can it be called?
    pub(crate) fn is_callable(&self, value: Value) -> bool {
        match value {
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
            Value::Descriptor(d) => self.heap[d].kind == DescriptorKind::StaticMethod,
            _ => self.special(value, self.names.call).is_some(),
        }
    }

    /// Calls with values that are not on the fiber's stack: they are put there. The result goes to the top frame, or,
    /// if that is native or there is none, to [`Fiber::result`].
    pub(crate) fn call_values(
        &mut self,
        fiber: &mut Fiber,
        callable: Value,
        args: &[Value],
        kwargs: &[(Name, Value)],
    ) -> Res<()> {
        let dst = fiber.frames.last().map_or(NO_REG, super::resume::waiting_register);
        let top = fiber.top();
        // The windows of callers may reach further up than the top one: the stack is never cut.
        put(&mut fiber.stack, top, &[callable]);
        put(&mut fiber.stack, top + 1, args);
        let (names, values): (Vec<Name>, Vec<Value>) = kwargs.iter().copied().unzip();
        put(&mut fiber.stack, top + 1 + args.len(), &values);
        self.call_in(fiber, dst, callable, top + 1, args.len() + kwargs.len(), &names)
    }

    /// Calls with arguments that stand on the stack from `at` on, the callee before them. Enters a frame, or stores the
    /// result at once.
    pub(crate) fn call_in(
        &mut self,
        fiber: &mut Fiber,
        dst: Reg,
        mut callee: Value,
        mut at: usize,
        mut argc: usize,
        names: &[Name],
    ) -> Res<()> {
        loop {
            match callee {
                Value::Function(function) => return self.call_function(fiber, dst, function, at, argc, names),
                Value::Native(def) => return self.call_native(fiber, dst, def, at, argc, names),
                Value::Class(class) => return self.call_class(fiber, dst, class, at, argc, names),
                Value::Method(method) => {
                    let method = self.heap[method];
                    at -= 1;
                    argc += 1;
                    fiber.stack[at] = method.this;
                    callee = method.function;
                    if at == 0 || !matches!(callee, Value::Function(_) | Value::Native(_)) {
                        // Room for what is before the arguments.
                        fiber.stack.insert(at, callee);
                        at += 1;
                    }
                }
                Value::Descriptor(d) if self.heap[d].kind == DescriptorKind::StaticMethod => callee = self.heap[d].get,
                _ => {
                    let Some(call) = self.special(callee, self.names.call) else {
                        let message = format!("'{}' object is not callable", self.type_name(callee));
                        return Err(self.type_error(message));
                    };
                    at -= 1;
                    argc += 1;
                    fiber.stack[at] = callee;
                    callee = call;
                    if !matches!(callee, Value::Function(_) | Value::Native(_)) {
                        fiber.stack.insert(at, callee);
                        at += 1;
                    }
                }
            }
        }
    }

    /// Stores a result where the top frame wants it.
    fn give(&mut self, fiber: &mut Fiber, dst: Reg, value: Value) {
        match fiber.frames.last() {
            Some(Frame { body: Body::Code(_), base, .. }) => {
                if dst != NO_REG {
                    fiber.stack[*base as usize + dst as usize] = value;
                }
            }
            _ => fiber.result = Some(value),
        }
    }

    /// A task is about to be shown by the frame at the top, which stands at `pc`.
    #[cold]
    pub(super) fn note_outermost(&mut self, frames: &[Frame], pc: usize) {
        self.run.outermost = frames.first().and_then(Frame::place);
        if let ([_], Some(entry)) = (frames, &mut self.run.outermost) {
            entry.pc = pc as u32 - 1;
        }
    }

    fn call_native(
        &mut self,
        fiber: &mut Fiber,
        dst: Reg,
        def: &'static NativeDef,
        at: usize,
        argc: usize,
        names: &[Name],
    ) -> Res<()> {
        if def.kind == NativeKind::Method && argc > names.len() && matches!(fiber.stack[at], Value::Instance(_)) {
            fiber.stack[at] = self.unwrap(fiber.stack[at]);
        }
        if def.drains == Some(PLACED) {
            self.run.place = fiber.frames.iter().rev().find_map(Frame::place);
            self.run.outermost = fiber.frames.first().and_then(Frame::place);
        }
        let args = Args { values: &fiber.stack[at..at + argc], names };
        self.check_native_args(def, args)?;
        if let Some(index) = def.drains.filter(|index| *index != PLACED)
            && let Some(iterable) = args.get(index as usize)
            && self.needs_frame(iterable)
        {
            let mut values = args.values.to_vec();
            let names = names.to_vec();
            let iterator = self.iter(iterable)?;
            let collect = super::iterate::Collect::new(iterator, move |vm: &mut Vm, collected| {
                values[index as usize] = vm.heap.list(collected);
                (def.function)(vm, Args { values: &values, names: &names })
            });
            return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(collect)))));
        }
        let value = (def.function)(self, args)?;
        self.give(fiber, dst, value);
        Ok(())
    }

    /// Enters a function, or makes the generator or coroutine that it stands for.
    #[inline(never)]
    pub(super) fn call_function(
        &mut self,
        fiber: &mut Fiber,
        dst: Reg,
        function: Ref<Function>,
        at: usize,
        argc: usize,
        names: &[Name],
    ) -> Res<()> {
        let depth = fiber.frames.last().map_or(0, |f| f.depth + 1);
        if depth >= self.run.recursion_limit {
            return Err(self.error(self.types.recursion_error, "maximum recursion depth exceeded"));
        }
        let mut argc = argc;
        if self.heap[function].fast_argc != argc as u32 || !names.is_empty() {
            argc = self.bind(fiber, function, at, argc, names)?;
        }
        let code = Rc::clone(self.heap[function].code.as_ref().expect("a living function has its code"));
        let kind = match code.spec.kind {
            CodeKind::Function | CodeKind::Class | CodeKind::Module => {
                enter(self, &mut fiber.stack, &mut fiber.frames, function, at, argc, dst, depth);
                return Ok(());
            }
            CodeKind::Generator => GenKind::Generator,
            CodeKind::Coroutine => GenKind::Coroutine,
            CodeKind::AsyncGenerator => GenKind::AsyncGenerator,
        };
        let args = &fiber.stack[at..at + argc];
        let value = self.make_generator(kind, function, code, args);
        self.give(fiber, dst, value);
        Ok(())
    }

    fn make_generator(&mut self, kind: GenKind, function: Ref<Function>, code: Rc<Code>, args: &[Value]) -> Value {
        let registers = code.spec.registers as usize;
        let mut stack = Vec::with_capacity(registers);
        stack.extend_from_slice(args);
        stack.resize(registers, Value::Unbound);
        let free = code.spec.free_base as usize;
        let object = &self.heap[function];
        for (i, cell) in object.closure.iter().enumerate() {
            stack[free + i] = *cell;
        }
        let (name, qualname) = (object.name, object.qualname);
        let code_has_cleanup = !code.spec.handlers.is_empty() && !code.is_of_library();
        // A coroutine waits by one more frame, as a rule: there is room for that, and not for more.
        let mut frames = Vec::with_capacity(if kind == GenKind::Coroutine { 2 } else { 1 });
        frames.push(Frame::new(Body::Code(Rc::clone(&code)), 0));
        let fiber = Box::new(Fiber { stack, frames, ..Fiber::default() });
        let has_cleanup = kind == GenKind::Generator && code_has_cleanup;
        let generator = self.heap.alloc(Generator {
            kind,
            state: GenState::Created,
            fiber: Some(fiber),
            code: Some(code),
            name,
            qualname,
            ..Generator::default()
        });
        if has_cleanup {
            self.mortals.push(Value::Generator(generator));
        }
        if kind == GenKind::Coroutine {
            self.note_coroutine(generator);
        }
        Value::Generator(generator)
    }

    /// A coroutine has been made, of which nobody has taken care yet.
    #[inline]
    fn note_coroutine(&mut self, coroutine: Ref<Generator>) {
        if let Some(before) = self.run.unclaimed.replace(coroutine) {
            self.run.unclaimed_before = Some(before);
        }
        self.run.any_coroutine = true;
        self.run.unstarted += 1;
    }

    /// What a native function returns to be awaited: a coroutine whose body is a native frame. If it is awaited at once,
    /// the frame begins here, and what is returned is not looked at. To be called at the end of such a function.
    pub(crate) fn awaitable(&mut self, name: &str, mut native: impl NativeFrame + 'static) -> Value {
        if !std::mem::take(&mut self.run.awaits) {
            return self.native_coroutine(name, Box::new(native));
        }
        self.run.awaited = Some(match native.resume(self, Ok(Value::None)) {
            Ok(NativeStep::Return(value)) => Awaited::Ended(Ok(value)),
            Err(unwind) => Awaited::Ended(Err(unwind)),
            Ok(NativeStep::Turn) => Awaited::Turn,
            Ok(step) => Awaited::Begun(Box::new(native), step),
        });
        Value::Unbound
    }

    /// A coroutine whose body is a native frame.
    pub(crate) fn native_coroutine(&mut self, name: &str, native: Box<dyn NativeFrame>) -> Value {
        let frames = vec![Frame::new(Body::Native(native), 0)];
        let fiber = Box::new(Fiber { frames, ..Fiber::default() });
        let name = self.heap.intern(name);
        let qualname = self.heap.name_value(name);
        let coroutine = self.heap.alloc(Generator {
            kind: GenKind::Coroutine,
            state: GenState::Created,
            fiber: Some(fiber),
            name: Some(name),
            qualname,
            ..Generator::default()
        });
        self.note_coroutine(coroutine);
        Value::Generator(coroutine)
    }

    /// Brings arguments into the order of the parameters, in place. Returns how many registers they fill.
    fn bind(
        &mut self,
        fiber: &mut Fiber,
        function: Ref<Function>,
        at: usize,
        argc: usize,
        names: &[Name],
    ) -> Res<usize> {
        let object = &self.heap[function];
        let code = Rc::clone(object.code.as_ref().expect("a living function has its code"));
        let params = &code.spec.params;
        let positional = params.positional as usize;
        if code.spec.kind == CodeKind::Class {
            return Ok(argc);
        }
        let required = positional - object.defaults.len();
        if names.is_empty() && code.simple && argc <= positional && argc >= required {
            put(&mut fiber.stack, at + argc, &object.defaults[argc - required..]);
            return Ok(positional);
        }
        let total = params.names.len();
        let mut bound = std::mem::take(&mut self.run.scratch);
        bound.clear();
        bound.resize(total, Value::Unbound);
        let result = self.bind_into(&mut bound, function, &code, &fiber.stack[at..at + argc], names);
        if result.is_ok() {
            put(&mut fiber.stack, at, &bound);
        }
        self.run.scratch = bound;
        result.map(|()| total)
    }

    fn bind_into(
        &mut self,
        bound: &mut [Value],
        function: Ref<Function>,
        code: &Rc<Code>,
        values: &[Value],
        names: &[Name],
    ) -> Res<()> {
        let params = &code.spec.params;
        let positional = params.positional as usize;
        let named = positional + params.keyword_only as usize;
        let given = values.len() - names.len();
        let (args, keyword_values) = values.split_at(given);
        let taken = given.min(positional);
        bound[..taken].copy_from_slice(&args[..taken]);
        if params.varargs {
            bound[named] = self.heap.tuple(args[taken..].to_vec());
        }
        let mut extra = None;
        if params.varkw {
            let dict = self.heap.alloc(crate::object::Dict::default());
            bound[named + usize::from(params.varargs)] = Value::Dict(dict);
            extra = Some(dict);
        }
        let mut positional_only_by_name = Vec::new();
        for (name, value) in names.iter().zip(keyword_values) {
            let index = code.param_names[..named].iter().position(|n| n == name);
            match index {
                Some(index) if index >= params.positional_only as usize => {
                    if !bound[index].is_unbound() {
                        let message = format!(
                            "{}() got multiple values for argument '{}'",
                            self.qualname_of(function),
                            self.heap.name(*name)
                        );
                        return Err(self.type_error(message));
                    }
                    bound[index] = *value;
                }
                _ => match extra {
                    Some(dict) => {
                        let key = self.heap.name_value(*name);
                        self.dict_set(dict, key, *value)?;
                    }
                    None if index.is_some() => positional_only_by_name.push(self.heap.name(*name).to_owned()),
                    None => {
                        let message = format!(
                            "{}() got an unexpected keyword argument '{}'",
                            self.qualname_of(function),
                            self.heap.name(*name)
                        );
                        return Err(self.type_error(message));
                    }
                },
            }
        }
        if !positional_only_by_name.is_empty() {
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.qualname_of(function),
                positional_only_by_name.join(", ")
            );
            return Err(self.type_error(message));
        }
        if given > positional && !params.varargs {
            return Err(self.too_many_positional(function, code, given, bound));
        }
        let object = &self.heap[function];
        let first_default = positional - object.defaults.len();
        for (index, value) in object.defaults.iter().enumerate() {
            if bound[first_default + index].is_unbound() {
                bound[first_default + index] = *value;
            }
        }
        for (name, value) in &object.kwdefaults {
            let index = code.param_names[positional..named].iter().position(|n| n == name);
            if let Some(index) = index
                && bound[positional + index].is_unbound()
            {
                bound[positional + index] = *value;
            }
        }
        for (range, kind) in [(0..positional, "positional"), (positional..named, "keyword-only")] {
            let missing: Vec<&str> = range.filter(|i| bound[*i].is_unbound()).map(|i| &*params.names[i]).collect();
            if !missing.is_empty() {
                let message = missing_arguments(&self.qualname_of(function), &missing, kind);
                return Err(self.type_error(message));
            }
        }
        Ok(())
    }

    fn too_many_positional(&mut self, function: Ref<Function>, code: &Code, given: usize, bound: &[Value]) -> Unwind {
        let params = &code.spec.params;
        let positional = params.positional as usize;
        let defaults = self.heap[function].defaults.len();
        let takes = if defaults > 0 {
            format!("from {} to {positional} positional arguments", positional - defaults)
        } else {
            format!("{positional} positional argument{}", if positional == 1 { "" } else { "s" })
        };
        let keyword_only =
            bound[positional..positional + params.keyword_only as usize].iter().filter(|v| !v.is_unbound()).count();
        let was = if given == 1 && keyword_only == 0 { "was" } else { "were" };
        let given = if keyword_only > 0 {
            let plural = |n: usize| if n == 1 { "" } else { "s" };
            format!(
                "{given} positional argument{} (and {keyword_only} keyword-only argument{})",
                plural(given),
                plural(keyword_only)
            )
        } else {
            given.to_string()
        };
        let message = format!("{}() takes {takes} but {given} {was} given", self.qualname_of(function));
        self.type_error(message)
    }

    fn qualname_of(&self, function: Ref<Function>) -> String {
        self.text(self.heap[function].qualname).unwrap_or("?").to_owned()
    }

    /// `Class(…)`: `type.__call__`.
    fn call_class(
        &mut self,
        fiber: &mut Fiber,
        dst: Reg,
        class: Ref<Class>,
        at: usize,
        argc: usize,
        names: &[Name],
    ) -> Res<()> {
        if class == self.types.type_ && argc == 1 && names.is_empty() {
            let value = Value::Class(self.class_of(fiber.stack[at]));
            self.give(fiber, dst, value);
            return Ok(());
        }
        // The class stands before its arguments, where `__new__` and `__init__` want their first one.
        fiber.stack[at - 1] = Value::Class(class);
        if let Some(metaclass) = self.heap[class].metaclass
            && let Some(call @ Value::Function(_)) = self.lookup(metaclass, self.names.call)
        {
            fiber.stack.insert(at - 1, call);
            return self.call_in(fiber, dst, call, at, argc + 1, names);
        }
        self.instantiate(fiber, dst, class, at, argc, names)
    }

    /// `__new__`, then `__init__`. The class is at `at - 1`.
    fn instantiate(
        &mut self,
        fiber: &mut Fiber,
        dst: Reg,
        class: Ref<Class>,
        at: usize,
        argc: usize,
        names: &[Name],
    ) -> Res<()> {
        let init = self.lookup(class, self.names.init);
        let object = if self.makes_plain_instances(class) {
            self.check_abstract(class)?;
            if argc > 0 && !matches!(init, Some(Value::Function(_) | Value::Class(_) | Value::Instance(_))) {
                let message = format!("{}() takes no arguments", self.class_name(class));
                return Err(self.type_error(message));
            }
            self.new_instance(class)
        } else {
            match self.lookup(class, self.names.new) {
                Some(Value::Native(def)) => {
                    if def.drains == Some(PLACED) {
                        self.run.place = fiber.frames.iter().rev().find_map(Frame::place);
                    }
                    let args = Args { values: &fiber.stack[at - 1..at + argc], names };
                    if self.heap[class].native {
                        self.check_native_args(def, args)?;
                    }
                    if let Some(index) = def.drains.filter(|index| *index != PLACED)
                        && let Some(iterable) = args.get(index as usize)
                        && self.needs_frame(iterable)
                        && !self.tells_its_bytes(class, iterable)
                    {
                        return self.instantiate_draining(class, iterable, index as usize, args, names);
                    }
                    (def.function)(self, args)?
                }
                Some(new) => {
                    let new = match new {
                        Value::Descriptor(d) => self.heap[d].get,
                        other => other,
                    };
                    let (args, kwargs) = spread(&fiber.stack[at..at + argc], names);
                    let frame = Construct { class, new, args, kwargs, object: Value::Unbound, state: 0 };
                    return Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))));
                }
                None => {
                    let message = format!("cannot create '{}' instances", self.name_in_messages(class));
                    return Err(self.type_error(message));
                }
            }
        };
        match init {
            Some(Value::Function(init)) if self.is_instance(object, class) => {
                fiber.stack[at - 1] = object;
                let before = fiber.frames.len();
                self.call_function(fiber, dst, init, at - 1, argc + 1, names)?;
                if fiber.frames.len() > before
                    && let Some(frame) = fiber.frames.last_mut()
                {
                    frame.on_return = OnReturn::made(object);
                    // In CPython, the class's own call counts as well.
                    frame.depth += 1;
                    return Ok(());
                }
                let code = self.heap[init].code.as_ref();
                let is_coroutine = code.is_some_and(|code| code.spec.kind == loopscope_compiler::CodeKind::Coroutine);
                let got = if is_coroutine { "coroutine" } else { "generator" };
                Err(self.type_error(format!("__init__() should return None, not '{got}'")))
            }
            Some(Value::Native(init)) if !self.heap[class].native || self.heap[class].layout == Layout::Exception => {
                fiber.stack[at - 1] = if init.kind == NativeKind::Method { self.unwrap(object) } else { object };
                let args = Args { values: &fiber.stack[at - 1..at + argc], names };
                if self.is_instance(object, class) {
                    (init.function)(self, args)?;
                }
                self.give(fiber, dst, object);
                Ok(())
            }
            _ => {
                self.give(fiber, dst, object);
                Ok(())
            }
        }
    }

    /// A built-in class is given an iterable that runs Python code: a list is made of it first.
    fn instantiate_draining(
        &mut self,
        class: Ref<Class>,
        iterable: Value,
        index: usize,
        args: Args<'_>,
        names: &[Name],
    ) -> Res<()> {
        let mut values = args.values.to_vec();
        let names = names.to_vec();
        let iterator = self.iter(iterable)?;
        let collect = super::iterate::Collect::new(iterator, move |vm: &mut Vm, collected| {
            values[index] = vm.heap.list(collected);
            let (args, kwargs) = spread(&values[1..], &names);
            Err(Unwind::Tail(Box::new(Tail::Call { callable: Value::Class(class), args, kwargs })))
        });
        Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(collect)))))
    }

    /// Does the class make bytes of the object, or refuse to, without iterating over it?
    fn tells_its_bytes(&self, class: Ref<Class>, object: Value) -> bool {
        let names = &self.names;
        let has = |name| self.special(object, name).is_some();
        let mutable = self.is_subclass(class, self.types.bytearray);
        (mutable || self.is_subclass(class, self.types.bytes))
            && (!mutable && has(names.bytes_) || has(names.index) || !crate::types::bytes::is_iterable(self, object))
    }

    /// `type.__call__(class, …)`, as metaclasses call it by `super().__call__(…)`.
    pub(crate) fn instantiate_frame(&mut self, class: Ref<Class>, args: Vec<Value>, kwargs: Vec<(Name, Value)>) -> Res {
        let new = self.lookup(class, self.names.new).unwrap_or(Value::None);
        let new = match new {
            Value::Descriptor(d) => self.heap[d].get,
            other => other,
        };
        let frame = Construct { class, new, args, kwargs, object: Value::Unbound, state: 0 };
        Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
    }

    /// `f(*args, **kwargs)`: the values of the list (or tuple) and of the dict.
    pub(crate) fn spread(&mut self, args: Value, kwargs: Value) -> Res<(Vec<Value>, Vec<(Name, Value)>)> {
        let args = match args {
            Value::List(list) => self.heap[list].items.clone(),
            Value::Tuple(tuple) => self.heap[tuple].items.to_vec(),
            Value::None => Vec::new(),
            other => self.collect(other)?,
        };
        let mut named = Vec::new();
        if let Value::Dict(dict) = kwargs {
            let items: Vec<(Value, Value)> = self.heap[dict].iter().map(|e| (e.key, e.value)).collect();
            for (key, value) in items {
                let Value::Str(key) = key else { return Err(self.type_error("keywords must be strings")) };
                named.push((self.heap.intern_str(key), value));
            }
        }
        Ok((args, named))
    }

    /// The function that a `def` or `lambda` makes; its defaults and annotations are in the first `values`.
    pub(crate) fn make_function(&mut self, code: &Rc<Code>, index: usize, values: &[Value], regs: &[Value]) -> Value {
        let spec = &code.spec.functions[index];
        let body = Rc::clone(&code.functions[index]);
        let (defaults, rest) = values.split_at(spec.defaults as usize);
        let kwdefaults =
            spec.kwdefaults.iter().zip(rest).map(|(name, value)| (self.heap.intern(name), *value)).collect();
        let annotations = if spec.annotations { rest[spec.kwdefaults.len()] } else { Value::None };
        let closure = spec.closure.iter().map(|reg| regs[*reg as usize]).collect();
        let qualname = self.heap.intern(&body.spec.qualname);
        let doc = match &body.spec.doc {
            Some(doc) => self.heap.str(doc.clone()),
            None => Value::None,
        };
        let function = Function {
            name: Some(self.heap.intern(&body.spec.name)),
            qualname: self.heap.name_value(qualname),
            defaults: defaults.into(),
            kwdefaults,
            closure,
            annotations,
            doc,
            registers: u32::from(body.spec.registers),
            fast_argc: body.fast_argc(),
            code: Some(body),
            ..Function::default()
        };
        Value::Function(self.heap.alloc(function))
    }
}

/// Positional and keyword arguments apart.
fn spread(values: &[Value], names: &[Name]) -> (Vec<Value>, Vec<(Name, Value)>) {
    let (args, rest) = values.split_at(values.len() - names.len());
    (args.to_vec(), names.iter().copied().zip(rest.iter().copied()).collect())
}

/// Writes values onto a stack, which grows if need be.
pub(super) fn put(stack: &mut Vec<Value>, at: usize, values: &[Value]) {
    if stack.len() < at + values.len() {
        stack.resize(at + values.len(), Value::Unbound);
    }
    stack[at..at + values.len()].copy_from_slice(values);
}

fn missing_arguments(function: &str, missing: &[&str], kind: &str) -> String {
    let quoted: Vec<String> = missing.iter().map(|n| format!("'{n}'")).collect();
    let list = match &quoted[..] {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    let plural = if missing.len() == 1 { "" } else { "s" };
    format!("{function}() missing {} required {kind} argument{plural}: {list}", missing.len())
}

/// `__new__` written in Python, then `__init__`.
#[derive(Clone)]
struct Construct {
    class: Ref<Class>,
    new: Value,
    args: Vec<Value>,
    kwargs: Vec<(Name, Value)>,
    object: Value,
    state: u8,
}

impl NativeFrame for Construct {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = input?;
        self.state += 1;
        match self.state {
            1 => {
                let mut args = vec![Value::Class(self.class)];
                args.extend_from_slice(&self.args);
                Ok(NativeStep::Call { callable: self.new, args, kwargs: self.kwargs.clone() })
            }
            2 => {
                self.object = input;
                if !vm.is_instance(input, self.class) {
                    return Ok(NativeStep::Return(input));
                }
                let class = vm.class_of(input);
                match vm.lookup(class, vm.names.init) {
                    Some(init @ Value::Function(_)) => {
                        let mut args = vec![input];
                        args.append(&mut self.args);
                        Ok(NativeStep::Call { callable: init, args, kwargs: std::mem::take(&mut self.kwargs) })
                    }
                    Some(init @ Value::Native(def)) if def.kind == NativeKind::Method => {
                        let mut args = vec![input];
                        args.append(&mut self.args);
                        Ok(NativeStep::Call { callable: init, args, kwargs: std::mem::take(&mut self.kwargs) })
                    }
                    _ => Ok(NativeStep::Return(input)),
                }
            }
            _ => {
                if !input.is_none() {
                    let message = format!("__init__() should return None, not '{}'", vm.type_name(input));
                    return Err(vm.type_error(message));
                }
                Ok(NativeStep::Return(self.object))
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Class(self.class));
        visit(self.new);
        visit(self.object);
        self.args.iter().for_each(|v| visit(*v));
        self.kwargs.iter().for_each(|(_, v)| visit(*v));
    }
}
