//! The dispatch loop: an arm for each instruction that is frequent or jumps. The others are in `uncommon.rs`.

use std::rc::Rc;

use super::Vm;
use crate::code::{Code, CodeKind};
use crate::frame::{Body, Fiber, Frame, NativeFrame, NativeStep, OnReturn};
use crate::heap::Ref;
use crate::native::{Args, NativeKind, Res, Unwind};
use crate::object::{Function, GenState, Generator, Iter, Method};
use crate::op::{CompareOp, Op, Reg};
use crate::value::{Name, Value};

/// Why [`Vm::execute`] came back.
pub(super) enum Leave {
    /// Frames have changed, or a tick is due: call it again.
    Again,
    Tick,
    /// The tracer stops before the next instruction.
    Stopped,
    /// Something may have died; what the fiber's stack has from here on is not used any more.
    Dropped(usize),
    /// Something was raised, or a native function wants something done in its place.
    Unwind(Unwind),
    /// The exception is raised again: its traceback already has this place.
    Reraise(Value),
    /// The fiber's last frame returned.
    Finished(Value),
    /// A `yield` expression.
    Yield(Value),
    /// `await` or `yield from`.
    Delegate {
        value: Value,
        awaiting: bool,
    },
    /// A `for` loop asks a generator.
    Resume(Ref<Generator>),
    /// Call a function of so many parameters, which stand for an attribute or an operator.
    Enter {
        dst: Reg,
        function: Ref<Function>,
        args: [Value; 2],
        count: usize,
        on_return: OnReturn,
    },
    /// The method of an operator returned `NotImplemented`.
    Refused,
    /// A frame written in Rust is awaited, and has taken its first step.
    Began(Box<dyn NativeFrame>, NativeStep),
    /// Call with anything but the plainest: `values` are at `base..` of the current window.
    Call {
        dst: Reg,
        callee: Value,
        first: usize,
        argc: usize,
        names: Option<Rc<[Name]>>,
    },
}

impl Vm {
    /// Runs instructions of the fiber's top frame, which is Python code. Lines are told only by the copy of it that is
    /// `TRACED`, so that they cost nothing when nobody steps.
    #[expect(clippy::cognitive_complexity, reason = "one arm for each instruction")]
    pub(super) fn execute<const TRACED: bool>(&mut self, fiber: &mut Fiber) -> Leave {
        let Fiber { stack, frames, handling, result, .. } = fiber;
        'frame: loop {
            let frame = frames.last_mut().expect("execute has a frame to run");
            let Body::Code(code) = &frame.body else { return Leave::Again };
            let code: Rc<Code> = Rc::clone(code);
            let base = frame.base as usize;
            let depth = frame.depth;
            let mut pc = frame.pc as usize;
            let ops = &code.spec.ops[..];
            let lines = if TRACED { code.lines() } else { &[] };
            let regs = &mut stack[base..base + code.spec.registers as usize];

            /// Stores the value of a result, or leaves with what it asks for.
            macro_rules! put {
                ($dst:expr, $result:expr) => {
                    match $result {
                        Ok(value) => regs[$dst as usize] = value,
                        Err(unwind) => break Leave::Unwind(unwind),
                    }
                };
            }
            /// Leaves if the result is an error.
            macro_rules! check {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(unwind) => break Leave::Unwind(unwind),
                    }
                };
            }
            /// Calls a native function. If its result is awaited at once, a coroutine may be spared.
            macro_rules! native {
                ($dst:expr, $def:expr, $args:expr) => {{
                    let is_awaited = matches!(ops[pc], Op::Await { src, .. } if src == $dst);
                    self.run.awaits = is_awaited;
                    let result = ($def.function)(self, $args);
                    if is_awaited && let Some(begun) = self.begin_await() {
                        let Op::Await { dst, .. } = ops[pc] else { unreachable!("it has just been looked at") };
                        pc += 1;
                        match begun {
                            Ok(value) => regs[dst as usize] = value,
                            Err(leave) => break leave,
                        }
                        continue;
                    }
                    put!($dst, result);
                }};
            }
            /// Leaves to call the method that stands for an operator.
            macro_rules! operator {
                ($dst:expr, $function:expr, $a:expr, $b:expr) => {{
                    let (args, on_return) = ([$a, $b], OnReturn::Operator);
                    break Leave::Enter { dst: $dst, function: $function, args, count: 2, on_return };
                }};
            }
            /// Jumps; a jump backwards counts.
            macro_rules! jump_by {
                ($offset:expr) => {
                    pc = pc.wrapping_add_signed($offset as isize);
                    if $offset < 0 {
                        self.run.ticks = self.run.ticks.saturating_sub(1);
                        if self.run.ticks == 0 || self.heap.is_due() {
                            break Leave::Tick;
                        }
                    }
                };
            }

            let leave = loop {
                if TRACED
                    && let Some(&line @ 1..) = lines.get(pc)
                    && self.reach_line(line, frames.len(), pc)
                {
                    break Leave::Stopped;
                }
                let op = ops[pc];
                pc += 1;
                match op {
                    Op::Nop => {}
                    Op::LoadConst { dst, index } => regs[dst as usize] = code.consts[index as usize],
                    Op::LoadInt { dst, value } => regs[dst as usize] = Value::Int(i64::from(value)),
                    Op::LoadNone { dst } => regs[dst as usize] = Value::None,
                    Op::LoadBool { dst, value } => regs[dst as usize] = Value::Bool(value),
                    Op::Move { dst, src } => regs[dst as usize] = regs[src as usize],
                    Op::CheckBound { reg, name } => {
                        if regs[reg as usize].is_unbound() {
                            break Leave::Unwind(self.unbound_local(code.names[name as usize]));
                        }
                    }

                    Op::LoadCell { dst, cell, name } => {
                        let Value::Cell(r) = regs[cell as usize] else {
                            break Leave::Unwind(self.unbound_local(code.names[name as usize]));
                        };
                        let value = self.heap[r].value;
                        if value.is_unbound() {
                            break Leave::Unwind(
                                self.empty_cell(code.names[name as usize], cell >= code.spec.free_base),
                            );
                        }
                        regs[dst as usize] = value;
                    }
                    Op::StoreCell { cell, src } => {
                        if let Value::Cell(r) = regs[cell as usize] {
                            self.heap[r].value = regs[src as usize];
                        }
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
                                break Leave::Dropped(base + src as usize + 1);
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
                        if let Value::Instance(i) = object {
                            let instance = &self.heap[i];
                            let cache = site.cache.get();
                            if cache.shape == instance.shape {
                                if let Some(value) = instance.slots.get(cache.slot as usize)
                                    && !value.is_unbound()
                                {
                                    regs[dst as usize] = *value;
                                    continue;
                                }
                                if let Value::Function(function) = cache.value
                                    && cache.epoch == self.epoch
                                {
                                    let (args, on_return) = ([object, Value::Unbound], OnReturn::Store);
                                    break Leave::Enter { dst, function, args, count: 1, on_return };
                                }
                            }
                        }
                        put!(dst, self.load_attr(object, site));
                    }
                    Op::StoreAttr { obj, src, site } => {
                        let object = regs[obj as usize];
                        let value = regs[src as usize];
                        let site = &code.attrs[site as usize];
                        if let Value::Instance(i) = object {
                            let cache = site.cache.get();
                            let instance = &mut self.heap[i];
                            if cache.shape == instance.shape && cache.epoch == self.epoch {
                                if let Some(place) = instance.slots.get_mut(cache.slot as usize) {
                                    *place = value;
                                    continue;
                                }
                                // The attribute is a new one, as it was the last time.
                                if let Value::Int(next) = cache.value
                                    && instance.slots.len() == cache.slot as usize
                                {
                                    instance.shape = next as u32;
                                    instance.slots.push(value);
                                    self.heap.charge(size_of::<Value>());
                                    continue;
                                }
                            }
                        }
                        check!(self.store_attr(object, value, site));
                    }
                    Op::LoadItem { dst, obj, key } => {
                        let (object, key) = (regs[obj as usize], regs[key as usize]);
                        if let (Value::List(list), Value::Int(index)) = (object, key)
                            && let Some(value) = self.heap[list].items.get(index as usize)
                        {
                            regs[dst as usize] = *value;
                            continue;
                        }
                        put!(dst, self.get_item(object, key));
                    }
                    Op::StoreItem { obj, key, src } => {
                        let (object, key, value) = (regs[obj as usize], regs[key as usize], regs[src as usize]);
                        if let (Value::List(list), Value::Int(index)) = (object, key)
                            && let Some(place) = self.heap[list].items.get_mut(index as usize)
                        {
                            *place = value;
                            continue;
                        }
                        check!(self.set_item(object, key, value));
                    }

                    Op::Add { dst, a, b } => {
                        let replaced = dst == a;
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(sum) = x.checked_add(y) => Value::Int(sum),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x + y),
                            (Value::Str(_), Value::Str(_)) if replaced => {
                                check!(self.in_place(crate::op::BinaryOp::Add, a, b))
                            }
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Add, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Add, a, b)),
                        };
                    }
                    Op::Sub { dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(d) = x.checked_sub(y) => Value::Int(d),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x - y),
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Sub, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Sub, a, b)),
                        };
                    }
                    Op::Mul { dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        regs[dst as usize] = match (a, b) {
                            (Value::Int(x), Value::Int(y)) if let Some(p) = x.checked_mul(y) => Value::Int(p),
                            (Value::Float(x), Value::Float(y)) => Value::Float(x * y),
                            (Value::Instance(_), _)
                                if let Some(function) = self.operator_function(crate::op::BinaryOp::Mul, a, b) =>
                            {
                                operator!(dst, function, a, b)
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Mul, a, b)),
                        };
                    }
                    Op::AddInt { negated, dst, a, value } => {
                        let a = regs[a as usize];
                        regs[dst as usize] = match a {
                            Value::Int(x) if let Some(sum) = x.checked_add(i64::from(value)) => Value::Int(sum),
                            _ if negated => {
                                let b = Value::Int(-i64::from(value));
                                check!(self.binary(crate::op::BinaryOp::Sub, a, b))
                            }
                            _ => check!(self.binary(crate::op::BinaryOp::Add, a, Value::Int(i64::from(value)))),
                        };
                    }
                    Op::InPlaceInt { negated, dst, a, value } => {
                        let a = regs[a as usize];
                        regs[dst as usize] = match a {
                            Value::Int(x) if let Some(sum) = x.checked_add(i64::from(value)) => Value::Int(sum),
                            _ if negated => {
                                let b = Value::Int(-i64::from(value));
                                check!(self.in_place(crate::op::BinaryOp::Sub, a, b))
                            }
                            _ => check!(self.in_place(crate::op::BinaryOp::Add, a, Value::Int(i64::from(value)))),
                        };
                    }
                    Op::Binary { op, dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        if let (Value::Instance(_), Some(function)) = (a, self.operator_function(op, a, b)) {
                            operator!(dst, function, a, b);
                        }
                        put!(dst, self.binary(op, a, b));
                    }
                    Op::InPlace { op, dst, a, b } => {
                        let (a, b) = (regs[a as usize], regs[b as usize]);
                        if op == crate::op::BinaryOp::Add
                            && let (Value::Int(x), Value::Int(y)) = (a, b)
                            && let Some(sum) = x.checked_add(y)
                        {
                            regs[dst as usize] = Value::Int(sum);
                            continue;
                        }
                        put!(dst, self.in_place(op, a, b));
                    }
                    Op::Not { dst, a } => {
                        let truth = check!(self.truth(regs[a as usize]));
                        regs[dst as usize] = Value::Bool(!truth);
                    }
                    Op::Compare { op, dst, a, b } => {
                        put!(dst, self.compare_op(op, regs[a as usize], regs[b as usize]));
                    }

                    Op::Jump { target } => {
                        let offset = i64::from(target) - pc as i64;
                        jump_by!(offset);
                    }
                    Op::JumpIfTrue { reg, target } => {
                        if check!(self.truth(regs[reg as usize])) {
                            let offset = i64::from(target) - pc as i64;
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfFalse { reg, target } => {
                        if !check!(self.truth(regs[reg as usize])) {
                            let offset = i64::from(target) - pc as i64;
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfNone { reg, target } => {
                        if regs[reg as usize].is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpIfNotNone { reg, target } => {
                        if !regs[reg as usize].is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpUnless { op, a, b, offset } => {
                        if !check!(self.test(op, regs[a as usize], regs[b as usize])) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIf { op, a, b, offset } => {
                        if check!(self.test(op, regs[a as usize], regs[b as usize])) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpUnlessInt { op, a, value, offset } => {
                        if !check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                            jump_by!(offset);
                        }
                    }
                    Op::JumpIfInt { op, a, value, offset } => {
                        if check!(self.test(op, regs[a as usize], Value::Int(i64::from(value)))) {
                            jump_by!(offset);
                        }
                    }

                    Op::GetIter { dst, src } => put!(dst, self.iter(regs[src as usize])),
                    Op::ForIter { iter, dst, offset } => {
                        let next = match regs[iter as usize] {
                            Value::Iter(r) => match &mut self.heap[r] {
                                Iter::Range { next, step, left } => {
                                    if *left == 0 {
                                        None
                                    } else {
                                        let value = *next;
                                        *left -= 1;
                                        *next = value.wrapping_add(*step);
                                        Some(Value::Int(value))
                                    }
                                }
                                Iter::List { list, index } => {
                                    let (list, at) = (*list, *index);
                                    *index += 1;
                                    self.heap[list].items.get(at).copied()
                                }
                                _ => {
                                    // A loop that takes pairs apart at once gets them without tuples.
                                    if let Op::Unpack { src, base, count: 2 } = ops[pc]
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
                                        continue;
                                    }
                                    check!(self.next(Value::Iter(r)))
                                }
                            },
                            Value::Generator(generator) => break Leave::Resume(generator),
                            iterator => check!(self.next(iterator)),
                        };
                        match next {
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
                            break Leave::Dropped(base + from as usize);
                        }
                    }
                    Op::BuildString { dst, base, count } => {
                        regs[dst as usize] = self.join_strings(&regs[base as usize..base as usize + count as usize]);
                    }
                    Op::FormatValue { conversion, dst, src, spec } => {
                        let spec = if spec == crate::op::NO_REG { Value::Unbound } else { regs[spec as usize] };
                        if let Value::Future(_) = regs[src as usize] {
                            self.note_outermost(frames, pc);
                        }
                        put!(dst, self.format_value(conversion, regs[src as usize], spec));
                    }

                    Op::Call { dst, base: at, argc } => {
                        let first = at as usize + 1;
                        let argc = argc as usize;
                        match regs[at as usize] {
                            Value::Function(f) if self.heap[f].fast_argc == argc as u32 => {
                                break Leave::Call { dst, callee: Value::Function(f), first, argc, names: None };
                            }
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
                                break Leave::Call { dst, callee, first: first - 1, argc: argc + 1, names: None };
                            }
                            Value::Class(class)
                                if let Some(new) = self.recipe(class).new
                                    && argc + 1 >= new.min as usize
                                    && argc < new.max as usize =>
                            {
                                let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                                put!(dst, (new.function)(self, args));
                            }
                            callee => break Leave::Call { dst, callee, first, argc, names: None },
                        }
                    }
                    Op::CallKw { argc, dst, base: at, names } => {
                        let names = Some(Rc::clone(&code.kwnames[names as usize]));
                        break Leave::Call {
                            dst,
                            callee: regs[at as usize],
                            first: at as usize + 1,
                            argc: argc as usize,
                            names,
                        };
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
                                break Leave::Call { dst, callee, first: at + 1, argc: argc + 1, names: None };
                            }
                            (callee, false) => {
                                regs[at + 1] = callee;
                                break Leave::Call { dst, callee, first: at + 2, argc, names: None };
                            }
                        }
                    }
                    Op::Return { src } => {
                        let mut value = regs[src as usize];
                        let Frame { dst, on_return, coroutine, .. } = frames.pop().expect("the running frame");
                        if let Some(coroutine) = coroutine {
                            self.heap[coroutine].state = GenState::Finished;
                        }
                        match on_return {
                            OnReturn::Store => {}
                            OnReturn::Instance(instance) => {
                                if !value.is_none() {
                                    let got = self.type_name(value);
                                    let message = format!("__init__() should return None, not '{got}'");
                                    return Leave::Unwind(self.type_error(message));
                                }
                                value = instance;
                            }
                            OnReturn::Operator if matches!(value, Value::NotImplemented) => return Leave::Refused,
                            OnReturn::Operator => {}
                        }
                        match frames.last() {
                            Some(Frame { body: Body::Code(_), base: below, .. }) => {
                                if dst != crate::op::NO_REG {
                                    stack[*below as usize + dst as usize] = value;
                                }
                                if (self.run.unclaimed.is_some() || !self.mortals.is_empty())
                                    && matches!(on_return, OnReturn::Store)
                                    && self.leaves_mortals(&stack[base..], code.spec.locals.len())
                                {
                                    // The result may stand where the callee's registers began.
                                    let result = *below as usize + usize::from(dst.wrapping_add(1));
                                    return Leave::Dropped(base.max(result));
                                }
                                continue 'frame;
                            }
                            Some(_) => {
                                *result = Some(value);
                                return Leave::Again;
                            }
                            None => return Leave::Finished(value),
                        }
                    }

                    Op::Yield { src, .. } => break Leave::Yield(regs[src as usize]),
                    Op::YieldFrom { src, .. } => break Leave::Delegate { value: regs[src as usize], awaiting: false },
                    Op::Await { src, .. } => break Leave::Delegate { value: regs[src as usize], awaiting: true },
                    Op::EndAsyncFor { exc } => {
                        let exception = regs[exc as usize];
                        if !self.is_instance(exception, self.types.stop_async_iteration) {
                            break Leave::Reraise(exception);
                        }
                    }
                    Op::Discard { src, by_name } => {
                        let value = regs[src as usize];
                        if let Value::Generator(generator) = value {
                            self.discard(generator, &code, pc - 1);
                            regs[src as usize] = Value::Unbound;
                        }
                        let is_mortal = !self.mortals.is_empty() && self.is_mortal(value);
                        let of_unclaimed = self.run.unclaimed.is_some()
                            && (matches!(value, Value::List(_)) || by_name && self.has_used(regs, src as usize));
                        if is_mortal || of_unclaimed {
                            break Leave::Dropped(base + src as usize);
                        }
                    }

                    Op::Raise { exc, cause } => {
                        if exc == crate::op::NO_REG {
                            if handling.is_none() {
                                break Leave::Unwind(self.no_active_exception());
                            }
                            break Leave::Reraise(*handling);
                        }
                        let cause = if cause == crate::op::NO_REG { Value::Unbound } else { regs[cause as usize] };
                        break Leave::Unwind(self.make_raise(regs[exc as usize], cause));
                    }
                    Op::Reraise { exc } => break Leave::Reraise(regs[exc as usize]),
                    Op::PushExc { save, exc } => {
                        regs[save as usize] = *handling;
                        *handling = regs[exc as usize];
                        self.run.handling = *handling;
                    }
                    Op::PopExc { save } => {
                        *handling = regs[save as usize];
                        self.run.handling = *handling;
                    }
                    Op::JumpUnlessMatch { exc, types, offset } => {
                        if !check!(self.exception_matches(regs[exc as usize], regs[types as usize])) {
                            pc = pc.wrapping_add_signed(offset as isize);
                        }
                    }
                    op => check!(self.uncommon(op, regs, &code)),
                }
            };
            let frame = frames.last_mut().expect("the running frame");
            frame.pc = pc as u32;
            // The plainest calls are made here, without leaving.
            match leave {
                Leave::Call { dst, callee: Value::Function(f), first, argc, names: None }
                    if self.heap[f].fast_argc == argc as u32 && depth + 1 < self.run.recursion_limit =>
                {
                    enter(self, stack, frames, f, base + first, argc, dst, depth + 1);
                }
                // A coroutine that is awaited where it is made is a call: awaits do not count as depth.
                Leave::Call { dst, callee: Value::Function(f), first, argc, names: None }
                    if let Op::Await { src, dst: result } = ops[pc]
                        && src == dst
                        && self.is_plain_coroutine(f, argc)
                        && frames.len() < super::run::MAX_FRAMES =>
                {
                    if let Some(frame) = frames.last_mut() {
                        frame.pc += 1;
                    }
                    enter(self, stack, frames, f, base + first, argc, result, depth);
                }
                Leave::Call { dst, callee: Value::Class(class), first, argc, names: None }
                    if depth + 2 < self.run.recursion_limit
                        && let Some(init) = self.recipe(class).init
                        && self.heap[init].fast_argc == argc as u32 + 1 =>
                {
                    let object = self.new_instance(class);
                    stack[base + first - 1] = object;
                    // In CPython, the class's own call counts as well.
                    enter(self, stack, frames, init, base + first - 1, argc + 1, dst, depth + 2);
                    if let Some(frame) = frames.last_mut() {
                        frame.on_return = OnReturn::Instance(object);
                    }
                }
                Leave::Enter { dst, function, args, count, on_return } if depth + 1 < self.run.recursion_limit => {
                    let top = base + code.spec.registers as usize;
                    super::call::put(stack, top, &args[..count]);
                    enter(self, stack, frames, function, top, count, dst, depth + 1);
                    if let Some(frame) = frames.last_mut() {
                        frame.on_return = on_return;
                    }
                }
                leave => return leave,
            }
            self.run.ticks = self.run.ticks.saturating_sub(1);
            if self.run.ticks == 0 || self.heap.is_due() {
                return Leave::Tick;
            }
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
    #[inline(always)]
    fn truth(&mut self, value: Value) -> Res<bool> {
        match value {
            Value::Bool(b) => Ok(b),
            Value::None => Ok(false),
            Value::Int(i) => Ok(i != 0),
            _ => self.truthy(value),
        }
    }

    /// `a op b` as a value, the plain cases first.
    #[inline(always)]
    fn compare_op(&mut self, op: CompareOp, a: Value, b: Value) -> Res {
        match op {
            CompareOp::Is => Ok(Value::Bool(a.is(b))),
            CompareOp::IsNot => Ok(Value::Bool(!a.is(b))),
            CompareOp::In => self.contains(b, a).map(Value::Bool),
            CompareOp::NotIn => self.contains(b, a).map(|found| Value::Bool(!found)),
            _ => match (a, b) {
                (Value::Int(x), Value::Int(y)) => Ok(Value::Bool(ordered(op, &x, &y))),
                _ => self.compare(op, a, b),
            },
        }
    }

    /// The truth of `a op b`.
    #[inline(always)]
    fn test(&mut self, op: CompareOp, a: Value, b: Value) -> Res<bool> {
        match (a, b) {
            (Value::Int(x), Value::Int(y))
                if !matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) =>
            {
                Ok(ordered(op, &x, &y))
            }
            (Value::Float(x), Value::Float(y))
                if !matches!(op, CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn) =>
            {
                Ok(ordered(op, &x, &y))
            }
            _ => {
                let result = self.compare_op(op, a, b)?;
                self.truth(result)
            }
        }
    }
}

#[inline(always)]
fn ordered<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Eq | CompareOp::Is | CompareOp::In => a == b,
        CompareOp::Ne | CompareOp::IsNot | CompareOp::NotIn => a != b,
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// Enters a function whose arguments stand at `base` already.
#[expect(clippy::too_many_arguments, reason = "the parts of a frame, in registers")]
#[inline]
pub(crate) fn enter(
    vm: &Vm,
    stack: &mut Vec<Value>,
    frames: &mut Vec<Frame>,
    function: Ref<Function>,
    base: usize,
    argc: usize,
    dst: Reg,
    depth: u32,
) {
    let function = &vm.heap[function];
    let registers = function.registers as usize;
    if stack.len() < base + registers {
        stack.resize(base + registers, Value::Unbound);
    }
    stack[base + argc..base + registers].fill(Value::Unbound);
    let code = function.code.as_ref().expect("a living function has its code");
    let free = code.spec.free_base as usize;
    for (i, cell) in function.closure.iter().enumerate() {
        stack[base + free + i] = *cell;
    }
    frames.push(Frame { dst, depth, ..Frame::new(Body::Code(Rc::clone(code)), base) });
}
