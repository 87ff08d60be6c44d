//! Calls, and the return from them.

use std::ops::Range;
use std::rc::Rc;

use loopscope_compiler::CodeKind;
use loopscope_compiler::op::{NO_REG, Op, Reg};

use crate::code::Code;
use crate::frame::{Body, Fiber, Frame, OnReturn};
use crate::heap::Ref;
use crate::native::{Args, NativeDef, NativeKind, Res};
use crate::object::{Function, GenState, Method};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::call::put;
use crate::vm::execute::{Flow, Leave, enter, save};
use crate::vm::run::{Awaited, MAX_FRAMES};

impl Vm {
    /// Runs a call of a value.
    #[inline(never)]
    pub(in crate::vm) fn perform_call(&mut self, fiber: &mut Fiber, code: &Rc<Code>, op: Op, pc: usize) -> Res<Flow> {
        let base = fiber.frames.last().expect("the running frame").base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];

        match op {
            Op::Call { dst, base: at, argc } => {
                let first = at as usize + 1;
                let argc = argc as usize;
                match regs[at as usize] {
                    Value::Native(def)
                        if def.drains.is_none() && argc >= def.min as usize && argc <= def.max as usize =>
                    {
                        return self.call_native_in_window(
                            &mut fiber.frames,
                            regs,
                            code,
                            pc,
                            dst,
                            def,
                            first..first + argc,
                        );
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
                        return self.call_native_in_window(
                            &mut fiber.frames,
                            regs,
                            code,
                            pc,
                            dst,
                            def,
                            first - 1..first + argc,
                        );
                    }
                    Value::Method(method)
                        if let Method { function: callee @ Value::Function(_), this } = self.heap[method] =>
                    {
                        regs[at as usize] = this;
                        return Ok(self.call_plainly(fiber, code, dst, callee, first - 1, argc + 1));
                    }
                    Value::Class(class)
                        if let Some(new) = self.recipe(class).new
                            && argc + 1 >= new.min as usize
                            && argc < new.max as usize =>
                    {
                        let args = Args { values: &regs[first - 1..first + argc], names: &[] };
                        regs[dst as usize] = (new.function)(self, args)?;
                    }
                    callee => return Ok(self.call_plainly(fiber, code, dst, callee, first, argc)),
                }
            }
            Op::CallKw { argc, dst, base: at, names } => {
                let names = Some(Rc::clone(&code.kwnames[names as usize]));
                let (first, argc) = (at as usize + 1, argc as usize);
                return Ok(Flow::Leave(Leave::Call { dst, callee: regs[at as usize], first, argc, names }));
            }
            _ => unreachable!("{op:?} is no call"),
        }
        Ok(Flow::Next(pc))
    }

    /// Runs a call of a method.
    #[inline(never)]
    pub(in crate::vm) fn perform_method(&mut self, fiber: &mut Fiber, code: &Rc<Code>, op: Op, pc: usize) -> Res<Flow> {
        let Op::CallMethod { argc, dst, base: at, site } = op else { unreachable!("{op:?} is no call of a method") };
        let base = fiber.frames.last().expect("the running frame").base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];
        let at = at as usize;
        let argc = argc as usize;
        let object = regs[at + 1];
        let method = self.load_method(object, &code.attrs[site as usize]);
        self.run.no_method = method.is_err();
        match method? {
            // The function's first argument is the object.
            (Value::Native(def), true)
                if def.drains.is_none()
                    && argc + 1 >= def.min as usize
                    && argc < def.max as usize
                    && !matches!(object, Value::Instance(_)) =>
            {
                self.call_native_in_window(&mut fiber.frames, regs, code, pc, dst, def, at + 1..at + 2 + argc)
            }
            // A function of a module.
            (Value::Native(def), false)
                if def.kind == NativeKind::Function
                    && def.drains.is_none()
                    && argc >= def.min as usize
                    && argc <= def.max as usize =>
            {
                self.call_native_in_window(&mut fiber.frames, regs, code, pc, dst, def, at + 2..at + 2 + argc)
            }
            (callee, true) => Ok(self.call_plainly(fiber, code, dst, callee, at + 1, argc + 1)),
            (callee, false) => {
                regs[at + 1] = callee;
                Ok(self.call_plainly(fiber, code, dst, callee, at + 2, argc))
            }
        }
    }

    /// Calls a native function with what stands in this part of the window. If its result is awaited at once, a coroutine
    /// may be spared.
    #[expect(clippy::too_many_arguments, reason = "the parts of a frame, in registers")]
    #[inline(always)]
    fn call_native_in_window(
        &mut self,
        frames: &mut [Frame],
        regs: &mut [Value],
        code: &Code,
        pc: usize,
        dst: Reg,
        def: &'static NativeDef,
        args: Range<usize>,
    ) -> Res<Flow> {
        let awaited = match code.spec.ops[pc] {
            Op::Await { src, dst: result } if src == dst => Some(result),
            _ => None,
        };
        self.run.awaits = awaited.is_some();
        let result = (def.function)(self, Args { values: &regs[args], names: &[] });
        if let Some(dst) = awaited
            && let Some(begun) = self.begun()
        {
            save(frames, pc + 1);
            return Ok(match begun {
                Ok(value) => {
                    regs[dst as usize] = value;
                    Flow::Next(pc + 1)
                }
                Err(leave) => Flow::Leave(leave),
            });
        }
        regs[dst as usize] = result?;
        Ok(Flow::Next(pc))
    }

    /// Calls what stands before its arguments, which are in the window from `first` on. Functions, and classes whose
    /// instances are plain, are called here, so that the dispatch loop need not be left.
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
                    && frames.len() < MAX_FRAMES =>
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
            Value::Function(f) => {
                if let Err(unwind) = self.call_function(fiber, dst, f, at, argc, &[]) {
                    return Flow::Leave(Leave::Unwind(unwind));
                }
            }
            callee => return Flow::Leave(Leave::Call { dst, callee, first, argc, names: None }),
        }
        self.entered()
    }

    /// Enters a function of so many parameters, which stands for an attribute or an operator.
    pub(super) fn enter_method(
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
        put(stack, top, args);
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

    /// Returns what is in a register from the top frame.
    #[inline(never)]
    pub(in crate::vm) fn leave_frame(&mut self, fiber: &mut Fiber, code: &Rc<Code>, op: Op) -> Flow {
        let Op::Return { src } = op else { unreachable!("{op:?} is no return") };
        let Fiber { stack, frames, result, .. } = fiber;
        let Frame { dst, base, on_return, .. } = frames.pop().expect("the running frame");
        let mut value = stack[base as usize + src as usize];
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

    /// What has come of the first step of a coroutine that the native function has begun in place of making it.
    fn begun(&mut self) -> Option<Result<Value, Leave>> {
        self.run.awaits = false;
        Some(match self.run.awaited.take()? {
            Awaited::Ended(Ok(value)) => Ok(value),
            Awaited::Ended(Err(unwind)) => Err(Leave::Unwind(unwind)),
            Awaited::Turn => Err(Leave::Turn),
            Awaited::Begun(native, step) => Err(Leave::Began(native, step)),
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
}
