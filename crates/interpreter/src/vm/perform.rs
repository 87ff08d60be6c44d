//! Instructions that are not as plain as those that the dispatch loop does itself, one at a time; the rare ones are in
//! `uncommon.rs`.

use std::rc::Rc;

use super::Vm;
use super::attr::BOUND;
use super::execute::{Flow, Leave, enter};
use crate::code::{Code, CodeKind};
use crate::frame::{Body, Fiber, Frame, NativeStep, OnReturn};
use crate::heap::Ref;
use crate::native::{Args, NativeKind, Res};
use crate::object::{Function, GenState, Method};
use crate::op::{BinaryOp, CompareOp, NO_REG, Op, Reg};
use crate::value::Value;

impl Vm {
    /// Runs the instruction before `pc` of the fiber's top frame, whose code it is.
    #[inline(never)]
    pub(super) fn perform(&mut self, fiber: &mut Fiber, code: &Rc<Code>, mut pc: usize) -> Flow {
        let frame = fiber.frames.last_mut().expect("the running frame");
        frame.pc = pc as u32;
        let base = frame.base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];
        let op = code.spec.ops[pc - 1];

        /// Stores the value of a result, or leaves with what it asks for.
        macro_rules! put {
            ($dst:expr, $result:expr) => {
                regs[$dst as usize] = check!($result)
            };
        }
        /// Leaves if the result is an error.
        macro_rules! check {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(unwind) => return Flow::Leave(Leave::Unwind(unwind)),
                }
            };
        }
        /// Calls a native function. If its result is awaited at once, a coroutine may be spared.
        macro_rules! native {
            ($dst:expr, $def:expr, $args:expr) => {{
                let awaited = match code.spec.ops[pc] {
                    Op::Await { src, dst } if src == $dst => Some(dst),
                    _ => None,
                };
                self.run.awaits = awaited.is_some();
                let result = ($def.function)(self, $args);
                if let Some(dst) = awaited
                    && let Some(begun) = self.begin_await()
                {
                    frame.pc += 1;
                    match begun {
                        Ok(value) => regs[dst as usize] = value,
                        Err(leave) => return Flow::Leave(leave),
                    }
                    return Flow::Next(pc + 1);
                }
                put!($dst, result);
            }};
        }
        /// The result of an operator, or a call of the method that stands for it.
        macro_rules! operate {
            ($op:expr, $dst:expr, $a:expr, $b:expr) => {{
                let (a, b) = (regs[$a as usize], regs[$b as usize]);
                if let (Value::Instance(_), Some(function)) = (a, self.operator_function($op, a, b)) {
                    return self.enter_method(fiber, code, $dst, function, &[a, b], OnReturn::Operator);
                }
                put!($dst, self.binary($op, a, b));
            }};
        }
        /// Jumps; a jump backwards counts.
        macro_rules! jump_to {
            ($target:expr) => {{
                let target = $target;
                if target < pc && self.is_tick() {
                    frame.pc = target as u32;
                    return Flow::Leave(Leave::Tick);
                }
                pc = target;
            }};
        }

        match op {
            Op::CheckBound { reg, name } => {
                if regs[reg as usize].is_unbound() {
                    return Flow::Leave(Leave::Unwind(self.unbound_local(code.names[name as usize])));
                }
            }

            Op::LoadCell { dst, cell, name } => {
                let Value::Cell(r) = regs[cell as usize] else {
                    return Flow::Leave(Leave::Unwind(self.unbound_local(code.names[name as usize])));
                };
                let value = self.heap[r].value;
                if value.is_unbound() {
                    let name = code.names[name as usize];
                    return Flow::Leave(Leave::Unwind(self.empty_cell(name, cell >= code.spec.free_base)));
                }
                regs[dst as usize] = value;
            }

            Op::LoadGlobal { dst, slot } => {
                let module = &self.heap[code.module];
                let mut value = module.globals.at(slot as usize);
                if value.is_unbound() {
                    value = module.fallbacks[slot as usize];
                    if value.is_unbound() {
                        value = check!(self.missing_global(code.module, slot));
                    }
                }
                regs[dst as usize] = value;
            }
            Op::StoreGlobal { src, slot } => {
                let value = regs[src as usize];
                let globals = &mut self.heap[code.module].globals;
                if self.mortals.is_empty() {
                    globals.set_at(slot as usize, value);
                } else {
                    let before = globals.at(slot as usize);
                    globals.set_at(slot as usize, value);
                    if self.is_mortal(before) {
                        return Flow::Leave(Leave::Dropped(base + src as usize + 1));
                    }
                }
            }
            Op::TryLoadName { dst, name } => {
                let found = check!(self.load_class_name(regs[0], code.names[name as usize]));
                if let Some(value) = found {
                    regs[dst as usize] = value;
                    pc += 1;
                }
            }

            Op::LoadAttr { dst, obj, site } => {
                let object = regs[obj as usize];
                let site = &code.attrs[site as usize];
                let cache = site.cache.get();
                if let (Value::Instance(i), Value::Function(function)) = (object, cache.value)
                    && cache.shape == self.heap[i].shape
                    && cache.epoch == self.epoch
                {
                    if cache.slot == BOUND {
                        regs[dst as usize] = self.bound(cache.value, object);
                        return Flow::Next(pc);
                    }
                    return self.enter_method(fiber, code, dst, function, &[object], OnReturn::Store);
                }
                put!(dst, self.load_attr(object, site));
            }
            Op::StoreAttr { obj, src, site } => {
                check!(self.store_attr(regs[obj as usize], regs[src as usize], &code.attrs[site as usize]));
            }
            Op::LoadItem { dst, obj, key } => put!(dst, self.get_item(regs[obj as usize], regs[key as usize])),
            Op::StoreItem { obj, key, src } => {
                check!(self.set_item(regs[obj as usize], regs[key as usize], regs[src as usize]));
            }

            Op::Add { dst, a, b } => match (regs[a as usize], regs[b as usize]) {
                (Value::Str(_), Value::Str(_)) if dst == a => {
                    put!(dst, self.in_place(BinaryOp::Add, regs[a as usize], regs[b as usize]));
                }
                _ => operate!(BinaryOp::Add, dst, a, b),
            },
            Op::Sub { dst, a, b } => operate!(BinaryOp::Sub, dst, a, b),
            Op::Mul { dst, a, b } => operate!(BinaryOp::Mul, dst, a, b),
            Op::AddInt { negated, dst, a, value } => {
                let (op, b) = signed(negated, value);
                put!(dst, self.binary(op, regs[a as usize], b));
            }
            Op::InPlaceInt { negated, dst, a, value } => {
                let (op, b) = signed(negated, value);
                put!(dst, self.in_place(op, regs[a as usize], b));
            }
            Op::Binary { op, dst, a, b } => operate!(op, dst, a, b),
            Op::InPlace { op, dst, a, b } => put!(dst, self.in_place(op, regs[a as usize], regs[b as usize])),
            Op::Not { dst, a } => {
                let truth = check!(self.truth(regs[a as usize]));
                regs[dst as usize] = Value::Bool(!truth);
            }
            Op::Compare { op, dst, a, b } => {
                put!(dst, self.compare_op(op, regs[a as usize], regs[b as usize]));
            }

            Op::Jump { target } => jump_to!(target as usize),
            Op::JumpIfTrue { reg, target } => {
                if check!(self.truth(regs[reg as usize])) {
                    jump_to!(target as usize);
                }
            }
            Op::JumpIfFalse { reg, target } => {
                if !check!(self.truth(regs[reg as usize])) {
                    jump_to!(target as usize);
                }
            }
            Op::JumpUnless { op, a, b, offset } => {
                if !check!(self.test(op, regs[a as usize], regs[b as usize])) {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpIf { op, a, b, offset } => {
                if check!(self.test(op, regs[a as usize], regs[b as usize])) {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpUnlessInt { op, a, value, offset } => {
                if !check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpIfInt { op, a, value, offset } => {
                if check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }

            Op::GetIter { dst, src } => put!(dst, self.iter(regs[src as usize])),
            Op::ForIter { iter, dst, offset } => {
                // A loop that takes pairs apart at once gets them without tuples.
                if let Value::Iter(r) = regs[iter as usize]
                    && let Op::Unpack { src, base, count: 2 } = code.spec.ops[pc]
                    && src == dst
                    && let Some(pair) = self.next_pair(r)
                {
                    match check!(pair) {
                        Some(pair) => {
                            regs[base as usize..base as usize + 2].copy_from_slice(&pair);
                            pc += 1;
                        }
                        None => {
                            regs[iter as usize] = Value::Unbound;
                            pc = pc.wrapping_add_signed(offset as isize);
                        }
                    }
                    return Flow::Next(pc);
                }
                if let Value::Generator(generator) = regs[iter as usize] {
                    return Flow::Leave(Leave::Resume(generator));
                }
                match check!(self.next(regs[iter as usize])) {
                    Some(value) => regs[dst as usize] = value,
                    None => {
                        regs[iter as usize] = Value::Unbound;
                        pc = pc.wrapping_add_signed(offset as isize);
                    }
                }
            }
            Op::Unpack { src, base, count } => {
                let targets = base as usize..base as usize + count as usize;
                match regs[src as usize] {
                    Value::Tuple(t) if self.heap[t].items.len() == count as usize => {
                        regs[targets].copy_from_slice(&self.heap[t].items);
                    }
                    Value::List(l) if self.heap[l].items.len() == count as usize => {
                        regs[targets].copy_from_slice(&self.heap[l].items);
                    }
                    value => {
                        let values = check!(self.unpack(value, count as usize));
                        regs[targets].copy_from_slice(&values);
                    }
                }
            }

            Op::BuildTuple { dst, base, count } => {
                let items = &regs[base as usize..base as usize + count as usize];
                regs[dst as usize] = self.heap.tuple_of(items);
            }
            Op::BuildList { dst, base, count } => {
                let items = regs[base as usize..base as usize + count as usize].to_vec();
                regs[dst as usize] = self.heap.list(items);
            }
            Op::ListAppend { list, value } => {
                if let Value::List(list) = regs[list as usize] {
                    self.heap.list_push(list, regs[value as usize]);
                }
            }
            Op::SetAdd { set, value } => {
                if let Value::Set(set) = regs[set as usize] {
                    check!(self.set_add(set, regs[value as usize]));
                }
            }
            Op::MapInsert { map, key, value } => {
                if let Value::Dict(map) = regs[map as usize] {
                    check!(self.dict_set(map, regs[key as usize], regs[value as usize]));
                }
            }
            Op::Dropped { explicit, from } => {
                if self.may_have_died(explicit) {
                    return Flow::Leave(Leave::Dropped(base + from as usize));
                }
            }
            Op::BuildString { dst, base, count } => {
                regs[dst as usize] = self.join_strings(&regs[base as usize..base as usize + count as usize]);
            }
            Op::FormatValue { conversion, dst, src, spec } => {
                let spec = if spec == NO_REG { Value::Unbound } else { regs[spec as usize] };
                if let Value::Future(_) = regs[src as usize] {
                    self.note_outermost(&fiber.frames, pc);
                }
                put!(dst, self.format_value(conversion, regs[src as usize], spec));
            }

            Op::Call { dst, base: at, argc } => {
                let first = at as usize + 1;
                let argc = argc as usize;
                match regs[at as usize] {
                    Value::Native(def)
                        if def.drains.is_none() && argc >= def.min as usize && argc <= def.max as usize =>
                    {
                        let args = Args { values: &regs[first..first + argc], names: &[] };
                        native!(dst, def, args);
                    }
                    // A bound method's object stands before the arguments, in the place of the method.
                    Value::Method(method)
                        if let Method { function: Value::Native(def), this } = self.heap[method]
                            && def.drains.is_none()
                            && argc + 1 >= def.min as usize
                            && argc < def.max as usize
                            && !matches!(this, Value::Instance(_)) =>
                    {
                        regs[at as usize] = this;
                        let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                        native!(dst, def, args);
                    }
                    Value::Method(method)
                        if let Method { function: callee @ Value::Function(_), this } = self.heap[method] =>
                    {
                        regs[at as usize] = this;
                        return self.call_plainly(fiber, code, dst, callee, first - 1, argc + 1);
                    }
                    Value::Class(class)
                        if let Some(new) = self.recipe(class).new
                            && argc + 1 >= new.min as usize
                            && argc < new.max as usize =>
                    {
                        let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                        put!(dst, (new.function)(self, args));
                    }
                    callee => return self.call_plainly(fiber, code, dst, callee, first, argc),
                }
            }
            Op::CallKw { argc, dst, base: at, names } => {
                let names = Some(Rc::clone(&code.kwnames[names as usize]));
                return Flow::Leave(Leave::Call {
                    dst,
                    callee: regs[at as usize],
                    first: at as usize + 1,
                    argc: argc as usize,
                    names,
                });
            }
            Op::CallMethod { argc, dst, base: at, site } => {
                let at = at as usize;
                let argc = argc as usize;
                let object = regs[at + 1];
                let method = self.load_method(object, &code.attrs[site as usize]);
                self.run.no_method = method.is_err();
                match check!(method) {
                    // The function's first argument is the object.
                    (Value::Native(def), true)
                        if def.drains.is_none()
                            && argc + 1 >= def.min as usize
                            && argc < def.max as usize
                            && !matches!(object, Value::Instance(_)) =>
                    {
                        let args = Args { values: &regs[at + 1..at + 2 + argc], names: &[] };
                        native!(dst, def, args);
                    }
                    // A function of a module.
                    (Value::Native(def), false)
                        if def.kind == NativeKind::Function
                            && def.drains.is_none()
                            && argc >= def.min as usize
                            && argc <= def.max as usize =>
                    {
                        let args = Args { values: &regs[at + 2..at + 2 + argc], names: &[] };
                        native!(dst, def, args);
                    }
                    (callee, true) => {
                        return self.call_plainly(fiber, code, dst, callee, at + 1, argc + 1);
                    }
                    (callee, false) => {
                        regs[at + 1] = callee;
                        return self.call_plainly(fiber, code, dst, callee, at + 2, argc);
                    }
                }
            }
            Op::Return { src } => {
                let value = regs[src as usize];
                return self.leave_frame(fiber, code, value);
            }

            Op::Yield { src, .. } => return Flow::Leave(Leave::Yield(regs[src as usize])),
            Op::YieldFrom { src, .. } => {
                return Flow::Leave(Leave::Delegate { value: regs[src as usize], awaiting: false });
            }
            Op::Await { src, .. } => {
                return Flow::Leave(Leave::Delegate { value: regs[src as usize], awaiting: true });
            }
            Op::EndAsyncFor { exc } => {
                let exception = regs[exc as usize];
                if !self.is_instance(exception, self.types.stop_async_iteration) {
                    return Flow::Leave(Leave::Reraise(exception));
                }
            }
            Op::Discard { src, by_name } => {
                let value = regs[src as usize];
                let may_have_died = match value {
                    Value::Generator(generator) => self.may_be_forgotten(generator),
                    Value::List(_) if self.run.unclaimed.is_some() => true,
                    _ if by_name && self.run.unclaimed.is_some() && self.has_used(regs, src as usize) => true,
                    _ => !self.mortals.is_empty() && self.is_mortal(value),
                };
                if may_have_died {
                    return Flow::Leave(Leave::Dropped(base + src as usize));
                }
            }

            Op::Raise { exc, cause } => {
                if exc == NO_REG {
                    if fiber.handling.is_none() {
                        return Flow::Leave(Leave::Unwind(self.no_active_exception()));
                    }
                    return Flow::Leave(Leave::Reraise(fiber.handling));
                }
                let cause = if cause == NO_REG { Value::Unbound } else { regs[cause as usize] };
                return Flow::Leave(Leave::Unwind(self.make_raise(regs[exc as usize], cause)));
            }
            Op::Reraise { exc } => return Flow::Leave(Leave::Reraise(regs[exc as usize])),
            Op::PushExc { save, exc } => {
                regs[save as usize] = fiber.handling;
                fiber.handling = regs[exc as usize];
                self.run.handling = fiber.handling;
            }
            Op::PopExc { save } => {
                fiber.handling = regs[save as usize];
                self.run.handling = fiber.handling;
            }
            Op::JumpUnlessMatch { exc, types, offset } => {
                if !check!(self.exception_matches(regs[exc as usize], regs[types as usize])) {
                    pc = pc.wrapping_add_signed(offset as isize);
                }
            }
            op => check!(self.uncommon(op, regs, code)),
        }
        Flow::Next(pc)
    }

    /// Calls what stands before its arguments, which are in the window from `first` on. The plainest calls are made here,
    /// so that the dispatch loop need not be left.
    fn call_plainly(
        &mut self,
        fiber: &mut Fiber,
        code: &Rc<Code>,
        dst: Reg,
        callee: Value,
        first: usize,
        argc: usize,
    ) -> Flow {
        let Fiber { stack, frames, .. } = fiber;
        let frame = frames.last_mut().expect("the running frame");
        let (at, depth) = (frame.base as usize + first, frame.depth);
        match callee {
            Value::Function(f) if self.heap[f].fast_argc == argc as u32 && depth + 1 < self.run.recursion_limit => {
                enter(self, stack, frames, f, at, argc, dst, depth + 1);
            }
            // A coroutine that is awaited where it is made is a call: awaits do not count as depth.
            Value::Function(f)
                if let Op::Await { src, dst: result } = code.spec.ops[frame.pc as usize]
                    && src == dst
                    && self.is_plain_coroutine(f, argc)
                    && frames.len() < super::run::MAX_FRAMES =>
            {
                if let Some(frame) = frames.last_mut() {
                    frame.pc += 1;
                }
                enter(self, stack, frames, f, at, argc, result, depth);
            }
            Value::Class(class)
                if depth + 2 < self.run.recursion_limit
                    && let Some(init) = self.recipe(class).init
                    && self.heap[init].fast_argc == argc as u32 + 1 =>
            {
                let object = self.new_instance(class);
                stack[at - 1] = object;
                // In CPython, the class's own call counts as well.
                enter(self, stack, frames, init, at - 1, argc + 1, dst, depth + 2);
                if let Some(frame) = frames.last_mut() {
                    frame.on_return = OnReturn::made(object);
                }
            }
            callee => return Flow::Leave(Leave::Call { dst, callee, first, argc, names: None }),
        }
        self.entered()
    }

    /// Enters a function of so many parameters, which stands for an attribute or an operator.
    fn enter_method(
        &mut self,
        fiber: &mut Fiber,
        code: &Rc<Code>,
        dst: Reg,
        function: Ref<Function>,
        args: &[Value],
        on_return: OnReturn,
    ) -> Flow {
        let Fiber { stack, frames, .. } = fiber;
        let frame = frames.last().expect("the running frame");
        let (top, depth) = (frame.base as usize + code.spec.registers as usize, frame.depth);
        if depth + 1 >= self.run.recursion_limit {
            return Flow::Leave(Leave::Enter { function, args: args.to_vec() });
        }
        super::call::put(stack, top, args);
        enter(self, stack, frames, function, top, args.len(), dst, depth + 1);
        if let Some(frame) = frames.last_mut() {
            frame.on_return = on_return;
        }
        self.entered()
    }

    /// A frame has been entered, which counts.
    fn entered(&mut self) -> Flow {
        if self.is_tick() { Flow::Leave(Leave::Tick) } else { Flow::Frame }
    }

    /// Returns from the top frame, whose window begins at `base`.
    fn leave_frame(&mut self, fiber: &mut Fiber, code: &Rc<Code>, mut value: Value) -> Flow {
        let Fiber { stack, frames, result, .. } = fiber;
        let Frame { dst, base, on_return, .. } = frames.pop().expect("the running frame");
        let made = match &on_return {
            OnReturn::Store => None,
            OnReturn::Coroutine(coroutine) => {
                self.heap[*coroutine].state = GenState::Finished;
                None
            }
            OnReturn::Operator if matches!(value, Value::NotImplemented) => return Flow::Leave(Leave::Refused),
            OnReturn::Operator => None,
            OnReturn::Instance(instance) => Some(Value::Instance(*instance)),
            OnReturn::Object(object) => Some(**object),
        };
        let is_stored = matches!(on_return, OnReturn::Store | OnReturn::Coroutine(_));
        if let Some(object) = made {
            if !value.is_none() {
                let got = self.type_name(value);
                let message = format!("__init__() should return None, not '{got}'");
                return Flow::Leave(Leave::Unwind(self.type_error(message)));
            }
            value = object;
        }
        match frames.last() {
            Some(Frame { body: Body::Code(_), base: below, .. }) => {
                if dst != NO_REG {
                    stack[*below as usize + dst as usize] = value;
                }
                let base = base as usize;
                if (self.run.unclaimed.is_some() || !self.mortals.is_empty())
                    && is_stored
                    && self.leaves_mortals(&stack[base..], code.spec.locals.len())
                {
                    // The result may stand where the callee's registers began.
                    let result = *below as usize + usize::from(dst.wrapping_add(1));
                    return Flow::Leave(Leave::Dropped(base.max(result)));
                }
                Flow::Frame
            }
            Some(_) => {
                *result = Some(value);
                Flow::Leave(Leave::Again)
            }
            None => Flow::Leave(Leave::Finished(value)),
        }
    }

    /// The first step of a coroutine that the native function has not made, but left the frame of.
    fn begin_await(&mut self) -> Option<Result<Value, Leave>> {
        self.run.awaits = false;
        let mut native = self.run.awaited.take()?;
        Some(match native.resume(self, Ok(Value::None)) {
            Ok(NativeStep::Return(value)) => Ok(value),
            Ok(step) => Err(Leave::Began(native, step)),
            Err(unwind) => Err(Leave::Unwind(unwind)),
        })
    }

    /// Is it a coroutine function that takes exactly so many arguments, and does nobody want to see its coroutine?
    fn is_plain_coroutine(&self, function: Ref<Function>, argc: usize) -> bool {
        self.heap[function].code.as_ref().is_some_and(|code| {
            code.spec.kind == CodeKind::Coroutine
                && code.simple
                && usize::from(code.spec.params.positional) == argc
                && !self.asyncio.debug
        })
    }

    /// `bool(value)`, the plain cases first.
    fn truth(&mut self, value: Value) -> Res<bool> {
        match value {
            Value::Bool(b) => Ok(b),
            Value::None => Ok(false),
            Value::Int(i) => Ok(i != 0),
            _ => self.truthy(value),
        }
    }

    /// `a op b` as a value, the plain cases first.
    fn compare_op(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        match op {
            CompareOp::Is => Ok(Value::Bool(a.is(b))),
            CompareOp::IsNot => Ok(Value::Bool(!a.is(b))),
            CompareOp::In => self.contains(b, a).map(Value::Bool),
            CompareOp::NotIn => self.contains(b, a).map(|found| Value::Bool(!found)),
            _ => self.compare(op, a, b),
        }
    }

    /// The truth of `a op b`.
    fn test(&mut self, op: CompareOp, a: Value, b: Value) -> Res<bool> {
        let result = self.compare_op(op, a, b)?;
        self.truth(result)
    }
}

/// What is to be done with an integer in an instruction.
fn signed(negated: bool, value: i16) -> (BinaryOp, Value) {
    let value = i64::from(value);
    if negated { (BinaryOp::Sub, Value::Int(-value)) } else { (BinaryOp::Add, Value::Int(value)) }
}
