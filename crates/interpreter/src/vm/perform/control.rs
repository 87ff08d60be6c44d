//! What suspends a frame, raises or handles an exception, or lets go of a value.

use std::rc::Rc;

use loopscope_compiler::op::{NO_REG, Op};

use crate::code::Code;
use crate::frame::Fiber;
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::execute::{Flow, Leave};

impl Vm {
    /// Runs an instruction of no other family.
    #[inline(never)]
    pub(in crate::vm) fn perform_control(
        &mut self,
        fiber: &mut Fiber,
        code: &Rc<Code>,
        op: Op,
        mut pc: usize,
    ) -> Res<Flow> {
        let base = fiber.frames.last().expect("the running frame").base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];
        match op {
            Op::Dropped { explicit, from } => {
                if self.may_have_died(explicit) {
                    return Ok(Flow::Leave(Leave::Dropped(base + from as usize)));
                }
            }
            Op::Yield { src, .. } => return Ok(Flow::Leave(Leave::Yield(regs[src as usize]))),
            Op::YieldFrom { src, .. } => {
                return Ok(Flow::Leave(Leave::Delegate { value: regs[src as usize], awaiting: false }));
            }
            Op::Await { src, .. } => {
                return Ok(Flow::Leave(Leave::Delegate { value: regs[src as usize], awaiting: true }));
            }
            Op::EndAsyncFor { exc } => {
                let exception = regs[exc as usize];
                if !self.is_instance(exception, self.types.stop_async_iteration) {
                    return Ok(Flow::Leave(Leave::Reraise(exception)));
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
                    return Ok(Flow::Leave(Leave::Dropped(base + src as usize)));
                }
            }
            Op::Raise { exc, cause } => {
                if exc == NO_REG {
                    if fiber.handling.is_none() {
                        return Err(self.no_active_exception());
                    }
                    return Ok(Flow::Leave(Leave::Reraise(fiber.handling)));
                }
                let cause = if cause == NO_REG { Value::Unbound } else { regs[cause as usize] };
                return Err(self.make_raise(regs[exc as usize], cause));
            }
            Op::Reraise { exc } => return Ok(Flow::Leave(Leave::Reraise(regs[exc as usize]))),
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
                if !self.exception_matches(regs[exc as usize], regs[types as usize])? {
                    pc = pc.wrapping_add_signed(offset as isize);
                }
            }
            op => self.uncommon(op, regs, code)?,
        }
        Ok(Flow::Next(pc))
    }
}
