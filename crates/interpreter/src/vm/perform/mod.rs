//! Instructions that are not as plain as those that the dispatch loop does itself, one at a time, by family; the rare ones
//! are in `uncommon.rs`. A function for each family, for the same reason for which the dispatch loop is small.

mod calls;
mod control;
mod operators;
mod values;

use std::rc::Rc;

use loopscope_compiler::op::Op;

use super::Vm;
use super::execute::{Flow, Leave, save};
use crate::code::Code;
use crate::frame::Fiber;

impl Vm {
    /// Runs the instruction before `pc` of the fiber's top frame, whose code it is.
    #[inline(never)]
    pub(super) fn perform(&mut self, fiber: &mut Fiber, code: &Rc<Code>, pc: usize) -> Flow {
        save(&mut fiber.frames, pc);
        let op = code.spec.ops[pc - 1];
        let result = match op {
            Op::Call { .. } | Op::CallKw { .. } | Op::CallMethod { .. } => self.perform_call(fiber, code, op, pc),
            Op::Return { src } => return self.leave_frame(fiber, code, src),
            Op::Add { .. }
            | Op::Sub { .. }
            | Op::Mul { .. }
            | Op::AddInt { .. }
            | Op::InPlaceInt { .. }
            | Op::Binary { .. }
            | Op::InPlace { .. }
            | Op::Not { .. }
            | Op::Compare { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpUnless { .. }
            | Op::JumpIf { .. }
            | Op::JumpUnlessInt { .. }
            | Op::JumpIfInt { .. }
            | Op::GetIter { .. }
            | Op::ForIter { .. } => self.perform_operator(fiber, code, op, pc),
            Op::CheckBound { .. }
            | Op::LoadCell { .. }
            | Op::LoadGlobal { .. }
            | Op::StoreGlobal { .. }
            | Op::TryLoadName { .. }
            | Op::LoadAttr { .. }
            | Op::StoreAttr { .. }
            | Op::LoadItem { .. }
            | Op::StoreItem { .. }
            | Op::Unpack { .. }
            | Op::BuildTuple { .. }
            | Op::BuildList { .. }
            | Op::ListAppend { .. }
            | Op::SetAdd { .. }
            | Op::MapInsert { .. }
            | Op::BuildString { .. }
            | Op::FormatValue { .. } => self.perform_value(fiber, code, op, pc),
            _ => self.perform_control(fiber, code, op, pc),
        };
        result.unwrap_or_else(|unwind| Flow::Leave(Leave::Unwind(unwind)))
    }
}
