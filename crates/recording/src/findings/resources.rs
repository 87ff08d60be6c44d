//! Queues that only grow, and locks that are held for too long.

use loopscope_executor::{ResourceKind, TaskId, WaitTarget};

use super::{Finding, FindingKind, Progress};
use crate::{
    recording::{Position, Recording},
    resources::{Level, Resource},
    span::{Axis, SpanKind},
};

/// A queue with less left is no trouble.
const MANY: u32 = 10;
/// A wait with a lock in hand is long from here on, in nanoseconds.
const LONG: u64 = 500_000_000;
/// More resources are not looked at.
const MOST: usize = 1_000;

pub(super) fn find(recording: &Recording, progress: Progress, found: &mut Vec<Finding>) {
    for resource in recording.resources().take(MOST) {
        match resource.kind() {
            ResourceKind::Queue if progress != Progress::Running => found.extend(grows(recording, resource)),
            ResourceKind::Lock => found.extend(held(recording, resource)),
            _ => {}
        }
    }
}

/// A queue that is fuller at each third of its life, and keeps most of what it gets.
fn grows(recording: &Recording, queue: Resource<'_>) -> Option<Finding> {
    let levels: Vec<Level> = queue.levels().collect();
    let (first, last) = (levels.first()?, levels.last()?);
    let (mut puts, mut gets, mut before, mut waited) = (0, 0, 0, 0);
    for level in &levels {
        puts += level.level.saturating_sub(before);
        gets += before.saturating_sub(level.level);
        before = level.level;
        waited = waited.max(level.waiters);
    }
    let left = last.level;
    // Who fills it all at once, without time passing, has it taken care of afterwards.
    let span = last.time - first.time;
    if left < MANY || gets * 2 > puts || span == 0 {
        return None;
    }
    let at = |part: u64| {
        let time = first.time + span / 3 * part;
        levels.iter().take_while(|level| level.time <= time).last().map_or(0, |level| level.level)
    };
    let (one, two) = (at(1), at(2));
    if !(one + 2 < two && two + 2 < left) {
        return None;
    }
    let putter = levels.windows(2).rev().find(|pair| pair[1].level > pair[0].level).and_then(|pair| pair[1].by);
    let line = putter.map_or(0, |task| busiest_line(recording, task));
    Some(Finding {
        kind: FindingKind::QueueGrows { queue: queue.id(), puts, gets, left },
        line,
        task: putter,
        position: last.position,
    })
}

/// The line on which a task stood most often: of a producer, that is its loop.
fn busiest_line(recording: &Recording, task: TaskId) -> u32 {
    let mut spans = Vec::new();
    recording.spans(task, Axis::Order, 0..u64::MAX, recording.end_time(), 0, &mut spans);
    let mut lines: Vec<(u32, u32)> = Vec::new();
    for span in spans.iter().filter(|span| span.line > 0 && matches!(span.kind, SpanKind::Suspended(_))).take(1_000) {
        match lines.iter_mut().find(|line| line.0 == span.line) {
            Some(line) => line.1 += 1,
            None => lines.push((span.line, 1)),
        }
    }
    let created = || recording.task(task).map_or(0, |task| task.created_line());
    lines.into_iter().max_by_key(|line| line.1).map_or_else(created, |line| line.0)
}

/// A lock whose owner waits for long, while others wait for the lock.
fn held(recording: &Recording, lock: Resource<'_>) -> Option<Finding> {
    let mut worst: Option<(u64, u32, TaskId, Position, u32)> = None;
    let mut owner: Option<(TaskId, Position)> = None;
    let mut waiters = 0;
    let levels: Vec<Level> = lock.levels().collect();
    for (at, level) in levels.iter().enumerate() {
        waiters = waiters.max(level.waiters);
        if level.level == 1 && owner.is_none() {
            owner = level.by.map(|by| (by, level.position));
            waiters = level.waiters;
        }
        let is_last = at + 1 == levels.len();
        if (level.level == 0 || is_last)
            && let Some((task, since)) = owner.take()
        {
            let until = if level.level == 0 { level.position } else { Position(recording.len()) };
            if waiters > 0
                && let Some((nanos, line, position)) = longest_wait(recording, task, since, until)
                && nanos >= LONG
                && worst.is_none_or(|worst| nanos > worst.0)
            {
                worst = Some((nanos, waiters, task, position, line));
            }
        }
    }
    let (nanos, waiters, task, position, line) = worst?;
    Some(Finding { kind: FindingKind::LockHeld { lock: lock.id(), nanos, waiters }, line, task: Some(task), position })
}

/// The longest wait of a task between two moments, for anything but a resource.
fn longest_wait(recording: &Recording, task: TaskId, from: Position, to: Position) -> Option<(u64, u32, Position)> {
    let mut spans = Vec::new();
    recording.spans(task, Axis::Order, u64::from(from.0)..u64::from(to.0), recording.end_time(), 0, &mut spans);
    let is_wait = |kind| matches!(kind, SpanKind::Suspended(on) if !matches!(on, WaitTarget::Resource(_)));
    spans
        .iter()
        .filter(|span| is_wait(span.kind) && span.first >= from && span.first < to)
        .map(|span| (span.duration(), span.line, span.first))
        .max_by_key(|wait| wait.0)
}
