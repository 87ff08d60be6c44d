//! Operators and comparisons of all but plain numbers, jumps that hang on them, and iteration.

use std::rc::Rc;

use loopscope_compiler::op::{BinaryOp, CompareOp, Op};

use crate::code::Code;
use crate::frame::{Fiber, OnReturn};
use crate::native::Res;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::execute::{Flow, Leave, save};

impl Vm {
    /// Runs an operator, a comparison, a jump or a step of a loop.
    #[inline(never)]
    pub(in crate::vm) fn perform_operator(
        &mut self,
        fiber: &mut Fiber,
        code: &Rc<Code>,
        op: Op,
        mut pc: usize,
    ) -> Res<Flow> {
        let base = fiber.frames.last().expect("the running frame").base as usize;
        let regs = &mut fiber.stack[base..base + code.spec.registers as usize];

        /// The result of an operator, or a call of the method that stands for it.
        macro_rules! operate {
            ($op:expr, $dst:expr, $a:expr, $b:expr) => {{
                let (a, b) = (regs[$a as usize], regs[$b as usize]);
                if let Value::Instance(_) = a
                    && let Some(function) = self.operator_function($op, a, b)
                {
                    return Ok(self.enter_method(fiber, code, $dst, function, &[a, b], OnReturn::Operator));
                }
                regs[$dst as usize] = self.binary($op, a, b)?;
            }};
        }
        /// Jumps; a jump backwards counts.
        macro_rules! jump_to {
            ($target:expr) => {{
                let target = $target;
                if target < pc && self.is_tick() {
                    save(&mut fiber.frames, target);
                    return Ok(Flow::Leave(Leave::Tick));
                }
                pc = target;
            }};
        }

        match op {
            Op::Add { dst, a, b } => match (regs[a as usize], regs[b as usize]) {
                (Value::Str(_), Value::Str(_)) if dst == a => {
                    regs[dst as usize] = self.in_place(BinaryOp::Add, regs[a as usize], regs[b as usize])?;
                }
                _ => operate!(BinaryOp::Add, dst, a, b),
            },
            Op::Sub { dst, a, b } => operate!(BinaryOp::Sub, dst, a, b),
            Op::Mul { dst, a, b } => operate!(BinaryOp::Mul, dst, a, b),
            Op::AddInt { negated, dst, a, value } => {
                let (op, b) = signed(negated, value);
                regs[dst as usize] = self.binary(op, regs[a as usize], b)?;
            }
            Op::InPlaceInt { negated, dst, a, value } => {
                let (op, b) = signed(negated, value);
                regs[dst as usize] = self.in_place(op, regs[a as usize], b)?;
            }
            Op::Binary { op, dst, a, b } => operate!(op, dst, a, b),
            Op::InPlace { op, dst, a, b } => {
                regs[dst as usize] = self.in_place(op, regs[a as usize], regs[b as usize])?;
            }
            Op::Not { dst, a } => {
                let truth = self.truth(regs[a as usize])?;
                regs[dst as usize] = Value::Bool(!truth);
            }
            Op::Compare { op, dst, a, b } => {
                regs[dst as usize] = self.compare_op(op, regs[a as usize], regs[b as usize])?;
            }
            Op::JumpIfTrue { reg, target } => {
                if self.truth(regs[reg as usize])? {
                    jump_to!(target as usize);
                }
            }
            Op::JumpIfFalse { reg, target } => {
                if !self.truth(regs[reg as usize])? {
                    jump_to!(target as usize);
                }
            }
            Op::JumpUnless { op, a, b, offset } => {
                if !self.test(op, regs[a as usize], regs[b as usize])? {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpIf { op, a, b, offset } => {
                if self.test(op, regs[a as usize], regs[b as usize])? {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpUnlessInt { op, a, value, offset } => {
                if !self.test(op, regs[a as usize], Value::Int(i64::from(value)))? {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::JumpIfInt { op, a, value, offset } => {
                if self.test(op, regs[a as usize], Value::Int(i64::from(value)))? {
                    jump_to!(pc.wrapping_add_signed(offset as isize));
                }
            }
            Op::GetIter { dst, src } => {
                let mut iterator = self.iter(regs[src as usize])?;
                if self.has_strands() && matches!(iterator, Value::Iter(_)) {
                    iterator = self.iterator_that_waits(iterator)?;
                }
                regs[dst as usize] = iterator;
            }
            Op::ForIter { iter, dst, offset } => {
                // A loop that takes pairs apart at once gets them without tuples.
                if let Value::Iter(r) = regs[iter as usize]
                    && let Op::Unpack { src, base, count: 2 } = code.spec.ops[pc]
                    && src == dst
                    && let Some(pair) = self.next_pair(r)
                {
                    match pair? {
                        Some(pair) => {
                            regs[base as usize..base as usize + 2].copy_from_slice(&pair);
                            pc += 1;
                        }
                        None => {
                            regs[iter as usize] = Value::Unbound;
                            pc = pc.wrapping_add_signed(offset as isize);
                        }
                    }
                    return Ok(Flow::Next(pc));
                }
                if let Value::Generator(generator) = regs[iter as usize] {
                    return Ok(Flow::Leave(Leave::Resume(generator)));
                }
                match self.next(regs[iter as usize])? {
                    Some(value) => regs[dst as usize] = value,
                    None => {
                        regs[iter as usize] = Value::Unbound;
                        pc = pc.wrapping_add_signed(offset as isize);
                    }
                }
            }
            _ => unreachable!("{op:?} is no operator"),
        }
        Ok(Flow::Next(pc))
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
