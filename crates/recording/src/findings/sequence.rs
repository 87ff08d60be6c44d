//! Awaits that run one after the other, and could overlap.

use super::{Finding, FindingKind, Outline, Sequence, SequenceShape};
use crate::{
    chain::NONE,
    record::{Phase, Tag},
    recording::{Position, Recording},
};

/// What would be saved must be worth the trouble: nanoseconds, and a part of the whole.
const WORTH: u64 = 50_000_000;
const PART: u64 = 10;
/// Suspensions that are looked at.
const MOST_EVENTS: u32 = 300_000;

/// A wait of one task on one stack.
struct Wait<'a> {
    start: u64,
    end: u64,
    /// Where it stands, if on more than one line.
    stack: Option<&'a [u32]>,
    line: [u32; 1],
    event: u32,
    /// Whether it is for the end of a task.
    for_task: bool,
}

impl Wait<'_> {
    fn lines(&self) -> &[u32] {
        self.stack.unwrap_or(&self.line)
    }
}

/// One pass through a sequence: how long each part took.
#[derive(Default)]
struct Pass {
    parts: Vec<u64>,
    first: u32,
}

impl Pass {
    fn took(&self) -> u64 {
        self.parts.iter().sum()
    }

    fn together(&self) -> u64 {
        self.parts.iter().copied().max().unwrap_or(0)
    }
}

pub(super) fn find(recording: &Recording, outline: &Outline, found: &mut Vec<Finding>) {
    if outline.sequences.is_empty() || recording.len() > MOST_EVENTS {
        return;
    }
    for (number, sequence) in outline.sequences.iter().enumerate() {
        let mut best: Option<(Pass, u32)> = None;
        for slot in 0..recording.tasks.rows.len() {
            for pass in passes(sequence, &waits(recording, slot)) {
                let saved = pass.took() - pass.together();
                if best.as_ref().is_none_or(|(best, _)| saved > best.took() - best.together()) {
                    best = Some((pass, slot));
                }
            }
        }
        let Some((pass, slot)) = best else { continue };
        let (took, together) = (pass.took(), pass.together());
        if pass.parts.len() < 2 || took - together < WORTH.max(took / PART) {
            continue;
        }
        found.push(Finding {
            kind: FindingKind::Sequence { sequence: number, parts: pass.parts.len() as u32, took, together },
            line: *sequence.parts[0].start(),
            task: Some(recording.tasks.rows.get(slot).id),
            position: Position(pass.first),
        });
    }
}

/// All waits of a task, in order.
fn waits(recording: &Recording, slot: u32) -> Vec<Wait<'_>> {
    let log = &recording.log;
    let mut found = Vec::new();
    let mut at = recording.tasks.rows.get(slot).chain.last();
    let mut end = recording.end_time();
    while at != NONE {
        let record = log.get(at);
        match record.tag().phase() {
            Some(Phase::Suspended) => {
                let (stack, line) = (recording.stacks.get(record.small()), [record.line(&recording.stacks)]);
                let for_task = record.tag() == Tag::SuspendedTask;
                found.push(Wait { start: record.time, end, stack, line, event: at, for_task });
            }
            Some(Phase::Running) => end = record.time,
            Some(Phase::Finished) => end = record.time,
            _ => {}
        }
        at = record.previous;
    }
    found.reverse();
    found
}

/// How often a task went through a sequence, and how long each part took then.
fn passes(sequence: &Sequence, waits: &[Wait<'_>]) -> Vec<Pass> {
    match sequence.shape {
        SequenceShape::Statements => statements(sequence, waits),
        SequenceShape::Loop { is_simple: true } => rounds(sequence, waits),
        SequenceShape::Loop { is_simple: false } => Vec::new(),
    }
}

/// Which part a wait belongs to, and how deep in its stack. What a part awaits is deeper than the part itself, unless it
/// is a task.
fn part_of(sequence: &Sequence, wait: &Wait<'_>) -> Option<(usize, usize)> {
    let of = |line: &u32| sequence.parts.iter().position(|part| part.contains(line));
    wait.lines()
        .iter()
        .enumerate()
        .find_map(|(depth, line)| Some((of(line)?, depth)))
        .filter(|found| found.1 > 0 || wait.for_task)
}

fn statements(sequence: &Sequence, waits: &[Wait<'_>]) -> Vec<Pass> {
    let mut found: Vec<Pass> = Vec::new();
    let mut current = Pass::default();
    let mut last: Option<(usize, u64)> = None;
    for wait in waits {
        let Some((part, _)) = part_of(sequence, wait) else {
            last = None;
            continue;
        };
        match last {
            Some((before, start)) if before == part => {
                // The same await goes on: what lies between its waits is its own.
                if let Some(took) = current.parts.last_mut() {
                    *took = wait.end - start;
                }
            }
            Some((before, _)) if before < part => {
                current.parts.push(wait.end - wait.start);
                last = Some((part, wait.start));
            }
            _ => {
                found.push(std::mem::take(&mut current));
                current = Pass { parts: vec![wait.end - wait.start], first: wait.event };
                last = Some((part, wait.start));
            }
        }
    }
    found.push(current);
    found.retain(|pass| pass.parts.len() > 1);
    found
}

/// Rounds of a loop: each begins where the first one did.
fn rounds(sequence: &Sequence, waits: &[Wait<'_>]) -> Vec<Pass> {
    let mut found: Vec<Pass> = Vec::new();
    let mut current = Pass::default();
    let mut began: Option<(&[u32], u64)> = None;
    for wait in waits {
        let Some((_, depth)) = part_of(sequence, wait) else {
            found.push(std::mem::take(&mut current));
            began = None;
            continue;
        };
        // Only what the loop itself calls tells rounds apart, whatever calls the loop.
        let inner = &wait.lines()[..=depth];
        match began {
            Some((first, start)) if first != inner => {
                if let Some(took) = current.parts.last_mut() {
                    *took = wait.end - start;
                }
            }
            Some((first, _)) => {
                current.parts.push(wait.end - wait.start);
                began = Some((first, wait.start));
            }
            None => {
                current = Pass { parts: vec![wait.end - wait.start], first: wait.event };
                began = Some((inner, wait.start));
            }
        }
    }
    found.push(current);
    found.retain(|pass| pass.parts.len() > 1);
    found
}
