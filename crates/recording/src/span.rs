//! What a task did between two moments, as coarse as a screen can show it.

use std::ops::Range;

use loopscope_executor::{TaskId, WaitTarget};

use crate::{
    chain::NONE,
    record::{Phase, Record, Tag},
    recording::{Position, Recording},
};

/// What runs from left to right.
///
/// On a virtual clock a step takes no time, and on a real one all that happens between two looks at the clock has the
/// same time. What matters then is order: along [`Axis::Order`] every event is one unit wide, however long it took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Nanoseconds of the loop's time.
    #[default]
    Time,
    /// Events, in the order in which they happened.
    Order,
}

/// What a task was doing during a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// It was in the ready queue.
    Ready,
    /// It ran.
    Running,
    /// It ran, and blocked the loop.
    Blocked,
    /// It waited.
    Suspended(WaitTarget),
    /// It ran and waited several times, too quickly to tell apart at this scale.
    Many,
}

/// A part of a task's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it began, in nanoseconds of the loop's time.
    pub start: u64,
    /// When it ended; of an open span, how far time has come.
    pub end: u64,
    /// The event by which it began.
    pub first: Position,
    /// The event by which it ended; of an open span, the end of the recording.
    pub last: Position,
    /// What the task was doing.
    pub kind: SpanKind,
    /// The line where it stood; 0 if unknown.
    pub line: u32,
    /// Whether it has not ended yet.
    pub is_open: bool,
}

impl Span {
    /// Nanoseconds from start to end.
    pub fn duration(&self) -> u64 {
        self.end - self.start
    }

    /// Where it begins and ends along an axis.
    pub fn along(&self, axis: Axis) -> Range<u64> {
        match axis {
            Axis::Time => self.start..self.end,
            Axis::Order => u64::from(self.first.0)..u64::from(self.last.0),
        }
    }
}

/// A time in which nothing but one step could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocking {
    /// When it began, in nanoseconds of the loop's time.
    pub start: u64,
    /// When it ended.
    pub end: u64,
    /// Whose step it was; `None`: the program outside of tasks.
    pub task: Option<TaskId>,
    /// On which line.
    pub line: u32,
}

/// After so many narrow spans in one unit, the rest of the unit is skipped.
const ENOUGH: u32 = 32;

/// Narrow spans that are shown as one.
struct Heap {
    /// The latest of them.
    latest: Span,
    /// The earliest of them.
    earliest: Span,
    /// The one that stands for them all, so far.
    shown: Span,
    runs: u32,
    count: u32,
}

impl Recording {
    /// Where the whole recording begins and ends along an axis.
    pub fn extent(&self, axis: Axis) -> Range<u64> {
        match axis {
            Axis::Time => self.start_time()..self.end_time(),
            Axis::Order => 0..u64::from(self.len()),
        }
    }

    /// What a task did in a window, from the latest to the earliest.
    ///
    /// Spans narrower than `unit` that lie within one `unit` of the axis are given as one, so there are never more
    /// than twice as many as there are units in the window: with the nanoseconds of a pixel as `unit`, the effort is
    /// that of the pixels, however much has happened. With a `unit` of 0, every span is given.
    ///
    /// The first and the last may reach out of the window. `now` is how far time has come: a span that is still open
    /// ends there.
    pub fn spans(&self, task: TaskId, axis: Axis, window: Range<u64>, now: u64, unit: u64, found: &mut Vec<Span>) {
        found.clear();
        let Some(slot) = self.tasks.slots.get(task.0) else {
            return;
        };
        let mut spans = Spans { recording: self, slot, axis, unit, found };
        spans.collect(window, now);
    }

    /// The span in which a task was at a point of the axis, if it was alive.
    pub fn span_at(&self, task: TaskId, axis: Axis, point: u64, now: u64) -> Option<Span> {
        let mut found = Vec::new();
        self.spans(task, axis, point..point.saturating_add(1), now, 0, &mut found);
        found.iter().find(|span| span.along(axis).contains(&point)).or(found.first()).copied()
    }

    /// When the loop was blocked within a window of time, from the earliest on.
    ///
    /// Only `time.sleep` and its kin tell of it; a step that merely takes long is seen by its [`Span`].
    pub fn blockings(&self, window: Range<u64>) -> impl Iterator<Item = Blocking> + '_ {
        let starts_before = |&event: &u32| self.log.get(event).time < window.start;
        // One that began before the window may reach into it. They do not overlap where there is one loop; else one of
        // another loop may be the one that reaches farthest.
        let back = if self.tasks.threads.is_empty() { 1 } else { 64 };
        let first = self.blocked.partition_point(starts_before).saturating_sub(back);
        self.blocked[first..]
            .iter()
            .map(|&event| self.blocking(event))
            .take_while(move |found| found.start < window.end)
    }

    fn blocking(&self, event: u32) -> Blocking {
        let record = self.log.get(event);
        Blocking {
            start: record.time,
            end: record.time.saturating_add(self.blocked_nanos(event)),
            task: (record.subject != NONE).then(|| self.tasks.rows.get(record.subject).id),
            line: record.small(),
        }
    }

    /// For how long an event says that the loop was blocked.
    pub(crate) fn blocked_nanos(&self, event: u32) -> u64 {
        let record = self.log.get(event);
        if !record.is_open_blocking(&self.wide) || record.subject == NONE {
            return record.number(&self.wide);
        }
        let chain = &self.tasks.rows.get(record.subject).chain;
        let next = chain.from(event + 1, |event| self.log.get(event).previous);
        let end = if next == NONE { self.end_time() } else { self.log.get(next).time };
        end - record.time
    }

    /// When to draw the event at a position, so that events that share a time can be told apart.
    ///
    /// They are spread evenly over what their turn costs (50 µs), or over a microsecond each if they are more, but
    /// never beyond the next event that has a time of its own. Events so keep their order, and their distance to
    /// events of other times is right to within that.
    pub fn spread_time(&self, position: Position) -> f64 {
        const TURN: u64 = 50_000;
        const STEP: u64 = 1_000;
        let time = self.time_at(position);
        let first = self.position_before(time);
        let next = self.position_at(time);
        if position >= next {
            return time as f64;
        }
        let count = u64::from(next.0 - first.0);
        let room = TURN.max(count * STEP);
        let room = if next.0 < self.len() { room.min(self.log.get(next.0).time - time) } else { room };
        time as f64 + room as f64 * f64::from(position.0 - first.0) / count as f64
    }

    fn position_along(&self, axis: Axis, point: u64) -> u32 {
        match axis {
            Axis::Time => self.position_at(point).0,
            Axis::Order => point.saturating_add(1).min(u64::from(self.len())) as u32,
        }
    }
}

/// One query for spans.
struct Spans<'a> {
    recording: &'a Recording,
    slot: u32,
    axis: Axis,
    unit: u64,
    found: &'a mut Vec<Span>,
}

impl Spans<'_> {
    fn before(&self, position: u32) -> u32 {
        let log = &self.recording.log;
        self.recording.tasks.rows.get(self.slot).chain.before(position, |event| log.get(event).previous)
    }

    /// The first member from a position on that changes the state.
    fn change_from(&self, position: u32) -> u32 {
        let log = &self.recording.log;
        let chain = &self.recording.tasks.rows.get(self.slot).chain;
        let at = chain.from(position, |event| log.get(event).previous);
        if at != NONE && log.get(at).tag() == Tag::Cancel {
            chain.from(at + 1, |event| log.get(event).previous)
        } else {
            at
        }
    }

    fn collect(&mut self, window: Range<u64>, now: u64) {
        let log = &self.recording.log;
        let mut position = self.recording.position_along(self.axis, window.end);
        let mut at = self.before(position);
        let next = self.change_from(position);
        // Where the span that is looked at ends.
        let (mut end, mut last, mut is_open) = if next == NONE {
            (now.max(self.recording.end_time()), self.recording.len(), true)
        } else {
            (log.get(next).time, next, false)
        };
        let mut heap: Option<Heap> = None;
        while at != NONE {
            let record = log.get(at);
            if record.tag() == Tag::Cancel {
                at = record.previous;
                continue;
            }
            let start = record.time;
            let piece = |kind, start, end| Span {
                start,
                end,
                first: Position(at),
                last: Position(last),
                kind,
                line: self.recording.line_of(record),
                is_open,
            };
            match record.tag().phase() {
                Some(Phase::Ready) => self.put(&mut heap, piece(SpanKind::Ready, start, end)),
                Some(Phase::Running) => self.put(&mut heap, piece(SpanKind::Running, start, end)),
                Some(Phase::Suspended) => {
                    if let Some(on) = record.wait_target(&self.recording.wide) {
                        self.put(&mut heap, piece(SpanKind::Suspended(on), start, end));
                    }
                }
                Some(Phase::Blocked) => {
                    let until = start.saturating_add(record.number(&self.recording.wide)).min(end);
                    if until < end && self.axis == Axis::Time {
                        self.put(&mut heap, piece(SpanKind::Running, until, end));
                    }
                    self.put(
                        &mut heap,
                        Span { is_open: is_open && until == end, ..piece(SpanKind::Blocked, start, until) },
                    );
                }
                // After the end there is nothing.
                Some(Phase::Finished) | None => {}
            }
            let point = match self.axis {
                Axis::Time => start,
                Axis::Order => u64::from(at),
            };
            // What begins and ends just there is still to come.
            if point < window.start {
                break;
            }
            (end, last, is_open) = (start, at, false);
            at = record.previous;
            if self.unit > 0 && heap.as_ref().is_some_and(|heap| heap.count >= ENOUGH) {
                // All else that lies in this unit would not be seen: go on where it begins.
                let begin = heap.as_ref().map_or(0, |heap| heap.latest.along(self.axis).end.saturating_sub(self.unit));
                position = self.recording.position_along(self.axis, begin.max(window.start));
                let target = self.before(position);
                if target != NONE && target < at {
                    let resumed = self.change_from(position);
                    if resumed != NONE && resumed < last {
                        self.skip_to(&mut heap, resumed, last);
                        (end, last) = (log.get(resumed).time, resumed);
                        at = target;
                    }
                }
                self.flush(&mut heap);
            }
        }
        self.flush(&mut heap);
    }

    /// Lets the heap stand for all from an event on.
    fn skip_to(&self, heap: &mut Option<Heap>, resumed: u32, last: u32) {
        let Some(heap) = heap else { return };
        heap.earliest.start = self.recording.log.get(resumed).time;
        heap.earliest.first = Position(resumed);
        heap.runs = ENOUGH;
        if let Some(blocked) = self.blocked_between(resumed, last) {
            heap.shown.kind = SpanKind::Blocked;
            heap.shown.line = blocked.small();
        }
    }

    /// A blocking by the task among some events, if there is one soon.
    fn blocked_between(&self, from: u32, to: u32) -> Option<&Record> {
        let blocked = &self.recording.blocked;
        let first = blocked.partition_point(|&event| event < from);
        blocked[first..]
            .iter()
            .take(ENOUGH as usize)
            .take_while(|&&event| event < to)
            .map(|&event| self.recording.log.get(event))
            .find(|record| record.subject == self.slot)
    }

    /// Takes one more span, earlier than all before.
    fn put(&mut self, heap: &mut Option<Heap>, span: Span) {
        let Range { start, end } = span.along(self.axis);
        if self.unit == 0 || end - start >= self.unit {
            self.flush(heap);
            self.found.push(span);
            return;
        }
        if heap.as_ref().is_some_and(|heap| heap.latest.along(self.axis).end - start > self.unit) {
            self.flush(heap);
        }
        let runs = u32::from(span.kind == SpanKind::Running);
        match heap {
            None => {
                *heap = Some(Heap { latest: span, earliest: span, shown: span, runs, count: 1 });
            }
            Some(heap) => {
                heap.earliest = span;
                heap.runs += runs;
                heap.count += 1;
                if weight(span.kind) >= weight(heap.shown.kind) {
                    heap.shown = span;
                }
            }
        }
    }

    fn flush(&mut self, heap: &mut Option<Heap>) {
        let Some(heap) = heap.take() else { return };
        if heap.shown.kind == SpanKind::Running && heap.runs == 1 || heap.count == 1 {
            self.found.push(heap.shown);
            return;
        }
        let is_many = heap.runs > 1 && heap.shown.kind != SpanKind::Blocked;
        let whole = Span {
            start: heap.earliest.start,
            first: heap.earliest.first,
            end: heap.latest.end,
            last: heap.latest.last,
            is_open: heap.latest.is_open,
            kind: if is_many { SpanKind::Many } else { heap.shown.kind },
            line: heap.shown.line,
        };
        match self.found.last_mut() {
            Some(later) if is_many && later.kind == SpanKind::Many && later.first == whole.last => {
                later.start = whole.start;
                later.first = whole.first;
            }
            _ => self.found.push(whole),
        }
    }
}

/// Which of several spans in one place is worth showing.
fn weight(kind: SpanKind) -> u8 {
    match kind {
        SpanKind::Suspended(_) => 0,
        SpanKind::Ready => 1,
        SpanKind::Many => 2,
        SpanKind::Running => 3,
        SpanKind::Blocked => 4,
    }
}
