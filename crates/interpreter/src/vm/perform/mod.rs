//! Instructions that are not as plain as those that the dispatch loop does itself, one at a time, by family; the rare ones
//! are in `uncommon.rs`. A function for each family, for the same reason for which the dispatch loop is small.

mod calls;
mod control;
mod operators;
mod values;

use loopscope_compiler::op::Op;

/// The instructions that one function performs.
pub(super) enum Family {
    /// `perform_call`
    Call,
    /// `perform_method`
    Method,
    /// `leave_frame`
    Return,
    /// `perform_operator`
    Operator,
    /// `perform_value`
    Value,
    /// `perform_control`
    Control,
}

impl Family {
    #[inline(always)]
    pub(super) fn of(op: Op) -> Self {
        match op {
            Op::Call { .. } | Op::CallKw { .. } => Family::Call,
            Op::CallMethod { .. } => Family::Method,
            Op::Return { .. } => Family::Return,
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
            | Op::ForIter { .. } => Family::Operator,
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
            | Op::FormatValue { .. } => Family::Value,
            _ => Family::Control,
        }
    }
}
