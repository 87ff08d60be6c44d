//! From labels to targets: the last step of making a code.

use ruff_text_size::TextRange;

use super::emit::{TooBig, Unit};
use crate::diagnostic::Diagnostics;
use crate::op::{Op, Target};
use crate::spec::{CodeSpec, Handler};

/// Completes a code. `range` is where it says so if it is too big.
pub(super) fn finish(mut unit: Unit<'_>, range: TextRange, diagnostics: &mut Diagnostics<'_>) -> Option<CodeSpec> {
    if let Some(too_big) = unit.too_big {
        let what = match too_big {
            TooBig::Registers => "has too many values at once",
            TooBig::Ops => "is too long",
            TooBig::Names => "uses too many names",
        };
        let name = &unit.name;
        diagnostics.error_with_advice(
            range,
            format!("the code of '{name}' {what} to be compiled"),
            "Divide it into smaller functions, or its data into smaller parts.",
        );
        return None;
    }
    if unit.ops.is_empty() {
        // Every jump needs a place to go to.
        unit.emit(Op::Nop, range);
    }
    stretch(&mut unit);
    let handlers = unit
        .handlers
        .iter()
        .map(|h| Handler { range: h.range.clone(), target: unit.target_of(h.target), exc: h.exc })
        .collect();
    let registers = unit.registers();
    Some(CodeSpec {
        kind: unit.kind,
        name: unit.name,
        qualname: unit.qualname,
        doc: unit.doc,
        params: unit.params,
        ops: unit.ops,
        ranges: unit.ranges,
        starts: unit.starts,
        consts: unit.consts,
        names: unit.names,
        attrs: unit.attrs,
        attr_ranges: unit.attr_ranges,
        kwnames: unit.kwnames,
        functions: unit.functions,
        handlers,
        registers,
        locals: unit.locals,
        free_base: unit.free_base,
        free: unit.free,
        first_line: unit.first_line,
    })
}

/// Fills in all targets and offsets. Where an offset does not fit, the jump is compiled in a longer form.
fn stretch(unit: &mut Unit<'_>) {
    let jumps = jumps(unit);
    let mut long = vec![false; jumps.len()];
    let mut places = Places::default();
    if unit.ops.len() > i16::MAX as usize {
        // Each longer form may push other jumps over the edge.
        loop {
            places = Places::new(unit, &jumps, &long);
            let mut grown = false;
            for (index, (at, target)) in jumps.iter().enumerate() {
                let is_short = is_short(&unit.ops[*at]);
                if is_short && !long[index] && places.offset(*at, *target).is_none() {
                    long[index] = true;
                    grown = true;
                }
            }
            if !grown {
                break;
            }
        }
    }
    if long.contains(&true) {
        lengthen(unit, &jumps, &long, &places);
    } else {
        for (at, target) in jumps {
            aim(&mut unit.ops[at], at as Target, target);
        }
    }
}

/// All jumps with their targets. A jump to a jump goes on to where that goes.
fn jumps(unit: &Unit<'_>) -> Vec<(usize, Target)> {
    /// More than this in a row is a loop of jumps.
    const MAX_HOPS: usize = 8;
    let mut next = vec![None; unit.ops.len()];
    for (at, label) in &unit.jumps {
        if let Some(Op::Jump { .. }) = unit.ops.get(*at as usize) {
            next[*at as usize] = Some(unit.target_of(*label));
        }
    }
    // A line that is nothing but a jump (`break`) is to be stopped at.
    let is_line = |target: Target| unit.starts.binary_search_by_key(&target, |(at, _)| *at).is_ok();
    let follow = |mut target: Target| {
        for _ in 0..MAX_HOPS {
            match next.get(target as usize) {
                Some(Some(further)) if !is_line(target) => target = *further,
                _ => break,
            }
        }
        target
    };
    unit.jumps.iter().map(|(at, label)| (*at as usize, follow(unit.target_of(*label)))).collect()
}

fn is_short(op: &Op) -> bool {
    extra(op) > 0
}

/// How many instructions the longer form has more.
fn extra(op: &Op) -> u32 {
    match op {
        Op::JumpUnless { .. } | Op::JumpIf { .. } | Op::JumpUnlessInt { .. } | Op::JumpIfInt { .. } => 1,
        Op::ForIter { .. } | Op::JumpUnlessMatch { .. } => 2,
        _ => 0,
    }
}

/// Sets where a jump goes to.
fn aim(op: &mut Op, at: Target, to: Target) {
    let distance = (i64::from(to) - i64::from(at) - 1) as i16;
    match op {
        Op::Jump { target }
        | Op::JumpIfTrue { target, .. }
        | Op::JumpIfFalse { target, .. }
        | Op::JumpIfNone { target, .. }
        | Op::JumpIfNotNone { target, .. } => *target = to,
        Op::JumpUnless { offset, .. }
        | Op::JumpIf { offset, .. }
        | Op::JumpUnlessInt { offset, .. }
        | Op::JumpIfInt { offset, .. }
        | Op::ForIter { offset, .. }
        | Op::JumpUnlessMatch { offset, .. } => *offset = distance,
        _ => {}
    }
}

/// Where each instruction will be.
#[derive(Default)]
struct Places(Vec<Target>);

impl Places {
    fn new(unit: &Unit<'_>, jumps: &[(usize, Target)], long: &[bool]) -> Self {
        let mut extras = vec![0; unit.ops.len()];
        for ((at, _), long) in jumps.iter().zip(long) {
            if *long {
                extras[*at] = extra(&unit.ops[*at]);
            }
        }
        let mut place = 0;
        let mut places = Vec::with_capacity(unit.ops.len() + 1);
        for extra in extras {
            places.push(place);
            place += 1 + extra;
        }
        places.push(place);
        Places(places)
    }

    fn of(&self, at: Target) -> Target {
        self.0[at as usize]
    }

    fn offset(&self, at: usize, target: Target) -> Option<i16> {
        i16::try_from(i64::from(self.of(target)) - i64::from(self.0[at]) - 1).ok()
    }
}

fn lengthen(unit: &mut Unit<'_>, jumps: &[(usize, Target)], long: &[bool], places: &Places) {
    let mut by_op = vec![None; unit.ops.len()];
    for ((at, target), long) in jumps.iter().zip(long) {
        by_op[*at] = Some((*target, *long));
    }
    let mut ops = Vec::with_capacity(unit.ops.len() + 2 * long.len());
    let mut ranges = Vec::with_capacity(ops.capacity());
    for (at, op) in unit.ops.iter().enumerate() {
        let mut op = *op;
        let before = ops.len();
        match by_op[at] {
            None => ops.push(op),
            Some((target, false)) => {
                aim(&mut op, before as Target, places.of(target));
                ops.push(op);
            }
            Some((target, true)) => over_jump(&mut ops, op, places.of(target)),
        }
        ranges.resize(ops.len(), unit.ranges[at]);
    }
    unit.ops = ops;
    unit.ranges = ranges;
    for handler in &mut unit.handlers {
        handler.range = places.of(handler.range.start)..places.of(handler.range.end);
    }
    for (at, _) in &mut unit.starts {
        *at = places.of(*at);
    }
    unit.move_labels(|target| places.of(target));
}

/// The longer form of a jump: over a [`Op::Jump`].
fn over_jump(ops: &mut Vec<Op>, op: Op, target: Target) {
    let next = ops.len() as Target;
    match op {
        Op::JumpUnless { op, a, b, .. } => ops.push(Op::JumpIf { op, a, b, offset: 1 }),
        Op::JumpIf { op, a, b, .. } => ops.push(Op::JumpUnless { op, a, b, offset: 1 }),
        Op::JumpUnlessInt { op, a, value, .. } => ops.push(Op::JumpIfInt { op, a, value, offset: 1 }),
        Op::JumpIfInt { op, a, value, .. } => ops.push(Op::JumpUnlessInt { op, a, value, offset: 1 }),
        Op::ForIter { iter, dst, .. } => {
            ops.push(Op::ForIter { iter, dst, offset: 1 });
            ops.push(Op::Jump { target: next + 3 });
        }
        Op::JumpUnlessMatch { exc, types, .. } => {
            ops.push(Op::JumpUnlessMatch { exc, types, offset: 1 });
            ops.push(Op::Jump { target: next + 3 });
        }
        other => ops.push(other),
    }
    ops.push(Op::Jump { target });
}
