//! The dispatch loop: an arm for the plainest case of each instruction that is frequent.
//!
//! It is kept small. A function runs several times as slowly until an engine's optimising compiler is done with it, which
//! takes the longer the larger the function is: a short program would be over before. What is less plain is done out of
//! line (`perform/`). So is whatever an index out of bounds leads to: here that is but another case that is not plain.

use std::mem;
use std::rc::Rc;

use loopscope_compiler::op::{CompareOp, NO_REG, Op, Reg};

use super::Vm;
use super::arith::plain_binary;
use super::perform::Family;
use crate::frame::{Body, Fiber, Frame, NativeFrame, NativeStep, OnReturn};
use crate::heap::Ref;
use crate::native::Unwind;
use crate::object::{Function, Generator, Iter};
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
    /// Call a function that stands for an attribute or an operator, although there are too many calls already.
    Enter {
        function: Ref<Function>,
        args: Vec<Value>,
    },
    /// The method of an operator returned `NotImplemented`.
    Refused,
    /// A frame written in Rust is awaited, and has taken its first step.
    Began(Box<dyn NativeFrame>, NativeStep),
    /// Goes on with `None` when the others have run.
    Turn,
    /// Call with anything but the plainest: `values` are at `base..` of the current window.
    Call {
        dst: Reg,
        callee: Value,
        first: usize,
        argc: usize,
        names: Option<Rc<[Name]>>,
    },
}

/// Where the machine goes on after an instruction that was performed out of line.
pub(super) enum Flow {
    /// At this instruction of the same frame.
    Next(usize),
    /// In another frame.
    Frame,
    /// Outside of the dispatch loop. The frame knows where it stands.
    Leave(Leave),
}

/// Why the dispatch loop is done with a frame for now.
enum Turn {
    /// A function is to be entered, with so many arguments from a register of the caller on.
    Enter {
        function: Ref<Function>,
        first: usize,
        argc: usize,
        dst: Reg,
    },
    /// Another frame is on top.
    Frame,
    Tick,
}

impl Vm {
    /// Runs instructions of the fiber's top frame, which is Python code. Lines are told only by the copy of it that is
    /// `TRACED`, so that they cost nothing when nobody steps.
    #[inline(never)]
    pub(super) fn execute<const TRACED: bool>(&mut self, fiber: &mut Fiber) -> Leave {
        loop {
            let Some(Frame { body: Body::Code(code), pc, base, depth, .. }) = fiber.frames.last() else {
                return Leave::Again;
            };
            let (code, base, depth, mut pc) = (Rc::clone(code), *base as usize, *depth, *pc as usize);
            let ops = &code.spec.ops[..];
            let lines = if TRACED { code.lines() } else { &[] };
            let registers = code.spec.registers as usize;
            let mut regs = window(&mut fiber.stack, base, registers);

            /// Jumps; a jump backwards counts.
            macro_rules! jump_by {
                ($offset:expr) => {
                    pc = pc.wrapping_add_signed($offset as isize);
                    if $offset < 0 && self.is_tick() {
                        break Turn::Tick;
                    }
                };
            }
            /// Jumps if two numbers compare so; other values are compared out of line.
            macro_rules! jump_if {
                ($wanted:expr, $op:expr, $a:expr, $b:expr, $offset:expr) => {
                    let holds = match ($a, $b) {
                        (Some(&Value::Int(x)), Some(&Value::Int(y))) => holds($op, x, y),
                        (Some(&Value::Float(x)), Some(&Value::Float(y))) => holds($op, x, y),
                        _ => None,
                    };
                    if let Some(holds) = holds {
                        if holds == $wanted {
                            jump_by!($offset);
                        }
                        continue;
                    }
                };
            }
            /// Stores a number, if the operands are numbers of one kind and the result is one, too.
            macro_rules! arithmetic {
                ($dst:expr, $a:expr, $b:expr, $int:expr, $float:expr) => {
                    let result = match (regs.get($a as usize), regs.get($b as usize)) {
                        (Some(&Value::Int(x)), Some(&Value::Int(y))) => $int(x, y).map(Value::Int),
                        (Some(&Value::Float(x)), Some(&Value::Float(y))) => Some(Value::Float($float(x, y))),
                        _ => None,
                    };
                    if let (Some(result), Some(place)) = (result, regs.get_mut($dst as usize)) {
                        *place = result;
                        continue;
                    }
                };
            }
            /// Stores a value.
            macro_rules! put {
                ($dst:expr, $value:expr) => {
                    let value = $value;
                    if let Some(place) = regs.get_mut($dst as usize) {
                        *place = value;
                        continue;
                    }
                };
            }

            let turn = loop {
                if TRACED
                    && let Some(&line @ 1..) = lines.get(pc)
                    && self.reach_line(line, fiber.frames.len(), pc)
                {
                    save(&mut fiber.frames, pc);
                    return Leave::Stopped;
                }
                let op = ops[pc];
                pc += 1;
                match op {
                    Op::Nop => continue,
                    Op::LoadConst { dst, index } => {
                        if let Some(value) = code.consts.get(index as usize) {
                            put!(dst, *value);
                        }
                    }
                    Op::LoadInt { dst, value } => {
                        put!(dst, Value::Int(i64::from(value)));
                    }
                    Op::LoadNone { dst } => {
                        put!(dst, Value::None);
                    }
                    Op::LoadBool { dst, value } => {
                        put!(dst, Value::Bool(value));
                    }
                    Op::Move { dst, src } => {
                        if let Some(value) = regs.get(src as usize) {
                            put!(dst, *value);
                        }
                    }
                    Op::CheckBound { reg, .. } => {
                        if let Some(value) = regs.get(reg as usize)
                            && !value.is_unbound()
                        {
                            continue;
                        }
                    }
                    Op::LoadCell { dst, cell, .. } => {
                        if let Some(Value::Cell(cell)) = regs.get(cell as usize)
                            && let Some(cell) = self.heap.cells.get(*cell)
                            && !cell.value.is_unbound()
                        {
                            put!(dst, cell.value);
                        }
                    }
                    Op::StoreCell { cell, src } => {
                        if let (Some(Value::Cell(cell)), Some(value)) =
                            (regs.get(cell as usize), regs.get(src as usize))
                            && let Some(cell) = self.heap.cells.get_mut(*cell)
                        {
                            cell.value = *value;
                            continue;
                        }
                    }
                    Op::LoadGlobal { dst, slot } => {
                        if let Some(module) = self.heap.modules.get(code.module)
                            && let Some(mut value) = module.globals.get_at(slot as usize)
                            && let Some(fallback) = module.fallbacks.get(slot as usize)
                        {
                            if value.is_unbound() {
                                value = *fallback;
                            }
                            if !value.is_unbound() {
                                put!(dst, value);
                            }
                        }
                    }
                    Op::StoreGlobal { src, slot } if self.mortals.is_empty() => {
                        if let Some(module) = self.heap.modules.get_mut(code.module)
                            && let Some(place) = module.globals.place_at(slot as usize)
                            && let Some(value) = regs.get(src as usize)
                        {
                            *place = *value;
                            continue;
                        }
                    }
                    Op::LoadAttr { dst, obj, site } => {
                        if let Some(Value::Instance(instance)) = regs.get(obj as usize)
                            && let Some(instance) = self.heap.instances.get(*instance)
                            && let Some(site) = code.attrs.get(site as usize)
                            && let cache = site.cache.get()
                            && cache.shape == instance.shape
                            && let Some(value) = instance.slots.get(cache.slot as usize)
                            && !value.is_unbound()
                        {
                            put!(dst, *value);
                        }
                    }
                    Op::StoreAttr { obj, src, site } => {
                        if let (Some(Value::Instance(instance)), Some(value)) =
                            (regs.get(obj as usize), regs.get(src as usize))
                            && let Some(instance) = self.heap.instances.get_mut(*instance)
                            && let Some(site) = code.attrs.get(site as usize)
                            && let cache = site.cache.get()
                            && cache.shape == instance.shape
                            && cache.epoch == self.epoch
                        {
                            if let Some(place) = instance.slots.get_mut(cache.slot as usize) {
                                *place = *value;
                                continue;
                            }
                            // The attribute is a new one, as it was the last time.
                            if let Value::Int(next) = cache.value
                                && instance.slots.len() == cache.slot as usize
                            {
                                instance.shape = next as u32;
                                instance.slots.push(*value);
                                self.heap.charge(size_of::<Value>());
                                continue;
                            }
                        }
                    }
                    Op::LoadItem { dst, obj, key } => {
                        if let (Some(Value::List(list)), Some(Value::Int(index))) =
                            (regs.get(obj as usize), regs.get(key as usize))
                            && let Some(list) = self.heap.lists.get(*list)
                            && let Some(value) = list.items.get(*index as usize)
                        {
                            put!(dst, *value);
                        }
                    }
                    Op::StoreItem { obj, key, src } => {
                        if let (Some(Value::List(list)), Some(Value::Int(index)), Some(value)) =
                            (regs.get(obj as usize), regs.get(key as usize), regs.get(src as usize))
                            && let Some(list) = self.heap.lists.get_mut(*list)
                            && let Some(place) = list.items.get_mut(*index as usize)
                        {
                            *place = *value;
                            continue;
                        }
                    }

                    Op::Add { dst, a, b } => {
                        arithmetic!(dst, a, b, i64::checked_add, |x: f64, y: f64| x + y);
                    }
                    Op::Sub { dst, a, b } => {
                        arithmetic!(dst, a, b, i64::checked_sub, |x: f64, y: f64| x - y);
                    }
                    Op::Mul { dst, a, b } => {
                        arithmetic!(dst, a, b, small_product, |x: f64, y: f64| x * y);
                    }
                    Op::AddInt { dst, a, value, .. } | Op::InPlaceInt { dst, a, value, .. } => {
                        if let Some(Value::Int(x)) = regs.get(a as usize)
                            && let Some(sum) = x.checked_add(i64::from(value))
                        {
                            put!(dst, Value::Int(sum));
                        }
                    }
                    Op::Binary { op, dst, a, b } | Op::InPlace { op, dst, a, b } => {
                        if let (Some(&a), Some(&b)) = (regs.get(a as usize), regs.get(b as usize))
                            && let Some(result) = plain_binary(op, a, b)
                        {
                            put!(dst, result);
                        }
                    }
                    Op::Not { dst, a } => {
                        if let Some(&Value::Bool(value)) = regs.get(a as usize) {
                            put!(dst, Value::Bool(!value));
                        }
                    }
                    Op::Compare { op, dst, a, b } => {
                        if let (Some(&Value::Int(x)), Some(&Value::Int(y))) =
                            (regs.get(a as usize), regs.get(b as usize))
                            && let Some(holds) = holds(op, x, y)
                        {
                            put!(dst, Value::Bool(holds));
                        }
                    }

                    Op::Jump { target } => {
                        let offset = i64::from(target) - pc as i64;
                        jump_by!(offset);
                        continue;
                    }
                    Op::JumpIfTrue { reg, target } | Op::JumpIfFalse { reg, target } => {
                        let truth = match regs.get(reg as usize) {
                            Some(Value::Bool(value)) => Some(*value),
                            Some(Value::None) => Some(false),
                            Some(Value::Int(value)) => Some(*value != 0),
                            _ => None,
                        };
                        if let Some(truth) = truth {
                            if truth == matches!(op, Op::JumpIfTrue { .. }) {
                                let offset = i64::from(target) - pc as i64;
                                jump_by!(offset);
                            }
                            continue;
                        }
                    }
                    Op::JumpIfNone { reg, target } => {
                        if matches!(regs.get(reg as usize), Some(Value::None)) {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpIfNotNone { reg, target } => {
                        if !matches!(regs.get(reg as usize), Some(Value::None)) {
                            pc = target as usize;
                        }
                        continue;
                    }
                    Op::JumpUnless { op, a, b, offset } => {
                        jump_if!(false, op, regs.get(a as usize), regs.get(b as usize), offset);
                    }
                    Op::JumpIf { op, a, b, offset } => {
                        jump_if!(true, op, regs.get(a as usize), regs.get(b as usize), offset);
                    }
                    Op::JumpUnlessInt { op, a, value, offset } => {
                        jump_if!(false, op, regs.get(a as usize), Some(&Value::Int(i64::from(value))), offset);
                    }
                    Op::JumpIfInt { op, a, value, offset } => {
                        jump_if!(true, op, regs.get(a as usize), Some(&Value::Int(i64::from(value))), offset);
                    }

                    Op::ForIter { iter, dst, .. } => {
                        if let Some(&Value::Iter(r)) = regs.get(iter as usize)
                            && let Some(iterator) = self.heap.iters.get_mut(r)
                        {
                            let next = match iterator {
                                Iter::Range { left: 0, .. } => None,
                                Iter::Range { next, step, left } => {
                                    let value = *next;
                                    *left -= 1;
                                    *next = value.wrapping_add(*step);
                                    Some(Some(Value::Int(value)))
                                }
                                Iter::List { list, index } => self.heap.lists.get(*list).map(|list| {
                                    let value = list.items.get(*index);
                                    *index += usize::from(value.is_some());
                                    value.copied()
                                }),
                                _ => None,
                            };
                            if let Some(Some(value)) = next {
                                put!(dst, value);
                            }
                        }
                    }
                    Op::ListAppend { list, value } => {
                        if let (Some(&Value::List(list)), Some(&value)) =
                            (regs.get(list as usize), regs.get(value as usize))
                        {
                            self.heap.list_push(list, value);
                            continue;
                        }
                    }
                    Op::Dropped { explicit, .. } if !self.may_have_died(explicit) => continue,
                    Op::Discard { src, .. } => {
                        let is_generator = matches!(regs.get(src as usize), None | Some(Value::Generator(_)));
                        if !is_generator && self.run.unclaimed.is_none() && self.mortals.is_empty() {
                            continue;
                        }
                    }

                    Op::Call { dst, base: at, argc } => {
                        if let Some(&Value::Function(function)) = regs.get(at as usize)
                            && let Some(object) = self.heap.functions.get(function)
                            && object.fast_argc == u32::from(argc)
                            && depth + 1 < self.run.recursion_limit
                        {
                            break Turn::Enter { function, first: at as usize + 1, argc: argc as usize, dst };
                        }
                    }
                    Op::CallMethod { argc, dst, base: at, site } => {
                        if let Some(Value::Instance(instance)) = regs.get(at as usize + 1)
                            && let Some(instance) = self.heap.instances.get(*instance)
                            && let Some(site) = code.attrs.get(site as usize)
                            && let cache = site.cache.get()
                            && cache.shape == instance.shape
                            && cache.epoch == self.epoch
                            && let Value::Function(function) = cache.value
                            && let Some(object) = self.heap.functions.get(function)
                            && object.fast_argc == u32::from(argc) + 1
                            && depth + 1 < self.run.recursion_limit
                        {
                            break Turn::Enter { function, first: at as usize + 1, argc: argc as usize + 1, dst };
                        }
                    }
                    Op::Return { src } => {
                        if let [.., Frame { body: Body::Code(_), base: below, .. }, frame] = &fiber.frames[..]
                            && matches!(frame.on_return, OnReturn::Store)
                            && self.run.unclaimed.is_none()
                            && self.mortals.is_empty()
                            && let Some(&value) = regs.get(src as usize)
                        {
                            let (dst, below) = (frame.dst, *below as usize);
                            if let Some(frame) = fiber.frames.pop() {
                                drop_plain(frame);
                            }
                            if let Some(place) = fiber.stack.get_mut(below + dst as usize)
                                && dst != NO_REG
                            {
                                *place = value;
                            }
                            break Turn::Frame;
                        }
                    }
                    _ => {}
                }
                save(&mut fiber.frames, pc);
                let flow = match Family::of(op) {
                    Family::Call => self.perform_call(fiber, &code, op, pc),
                    Family::Method => self.perform_method(fiber, &code, op, pc),
                    Family::Return => Ok(self.leave_frame(fiber, &code, op)),
                    Family::Operator => self.perform_operator(fiber, &code, op, pc),
                    Family::Value => self.perform_value(fiber, &code, op, pc),
                    Family::Control => self.perform_control(fiber, &code, op, pc),
                };
                match flow {
                    Ok(Flow::Next(next)) => pc = next,
                    Ok(Flow::Frame) => break Turn::Frame,
                    Ok(Flow::Leave(leave)) => return leave,
                    Err(unwind) => return Leave::Unwind(unwind),
                }
                regs = window(&mut fiber.stack, base, registers);
            };
            match turn {
                Turn::Frame => {}
                Turn::Enter { function, first, argc, dst } => {
                    save(&mut fiber.frames, pc);
                    enter(self, &mut fiber.stack, &mut fiber.frames, function, base + first, argc, dst, depth + 1);
                    if self.is_tick() {
                        return Leave::Tick;
                    }
                }
                Turn::Tick => {
                    save(&mut fiber.frames, pc);
                    return Leave::Tick;
                }
            }
        }
    }

    /// Counts a jump backwards or a call: is it time to look after fuel, memory and the like?
    #[inline(always)]
    pub(super) fn is_tick(&mut self) -> bool {
        self.run.ticks = self.run.ticks.saturating_sub(1);
        self.run.ticks == 0 || self.heap.is_due()
    }
}

/// A frame's window of the stack.
#[inline(always)]
fn window(stack: &mut [Value], base: usize, registers: usize) -> &mut [Value] {
    let from = stack.get_mut(base..).unwrap_or_default();
    from.get_mut(..registers).unwrap_or_default()
}

/// Remembers in the top frame where it goes on.
#[inline(always)]
pub(super) fn save(frames: &mut [Frame], pc: usize) {
    if let Some(frame) = frames.last_mut() {
        frame.pc = pc as u32;
    }
}

/// Whether two numbers compare so; `None` for operators that do not ask how numbers compare.
#[inline(always)]
fn holds<T: PartialOrd>(op: CompareOp, a: T, b: T) -> Option<bool> {
    // A bit for each of: less, equal, greater, none of these.
    let cases = match op {
        CompareOp::Eq => 0b0010,
        CompareOp::Ne => 0b1101,
        CompareOp::Lt => 0b0001,
        CompareOp::Le => 0b0011,
        CompareOp::Gt => 0b0100,
        CompareOp::Ge => 0b0110,
        CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => return None,
    };
    let case = match a.partial_cmp(&b) {
        Some(order) => order as i8 + 1,
        None => 3,
    };
    Some(cases >> case & 1 == 1)
}

/// A product that surely does not overflow. To see whether one of any factors does costs WebAssembly a call.
#[inline(always)]
fn small_product(a: i64, b: i64) -> Option<i64> {
    (i32::try_from(a).is_ok() && i32::try_from(b).is_ok()).then(|| a * b)
}

/// Drops a frame of Python code whose result is but stored: without a look at what else a frame may own.
#[inline(always)]
fn drop_plain(frame: Frame) {
    let Frame { body, on_return, .. } = frame;
    mem::forget(on_return);
    match body {
        Body::Code(code) => drop(code),
        Body::Native(native) => drop(native),
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
    let Some(function) = vm.heap.functions.get(function) else { unreachable!("the function lives") };
    let Some(code) = &function.code else { unreachable!("a living function has its code") };
    let registers = function.registers as usize;
    if stack.len() < base + registers {
        grow(stack, base + registers);
    }
    for register in window(stack, base + argc, registers - argc) {
        *register = Value::Unbound;
    }
    if !function.closure.is_empty() {
        let free = base + code.spec.free_base as usize;
        stack[free..free + function.closure.len()].copy_from_slice(&function.closure);
    }
    frames.push(Frame {
        body: Body::Code(Rc::clone(code)),
        pc: 0,
        base: base as u32,
        dst,
        depth,
        on_return: OnReturn::Store,
    });
}

#[cold]
#[inline(never)]
fn grow(stack: &mut Vec<Value>, length: usize) {
    stack.resize(length, Value::Unbound);
}
