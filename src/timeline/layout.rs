//! Where everything is: pure functions from the recording and the view to places on the canvas.

use std::ops::Range;

use loopscope_recording::{Axis, Position, Recording, Span, SpanKind};

use super::ticks::round_up;
use crate::runner::Playhead;

/// The height of the ruler above the lanes.
pub(super) const RULER: f64 = 24.0;
/// The height of a lane.
pub(super) const LANE: f64 = 26.0;
/// The height of what is drawn in a lane.
pub(super) const BAR: f64 = 16.0;
/// The height of the picture of the whole run below the lanes.
pub(super) const MINIMAP: f64 = 18.0;
/// A lower pane has no room for it.
const LEAST_HEIGHT: f64 = 140.0;
/// The least width of what ran: a step may take no time, but it must be seen.
pub(super) const LEAST_RUN: f64 = 3.0;
/// From this scale on (nanoseconds a pixel), events that share a time are spread so that their order is seen.
const SPREAD_FROM: f64 = 25_000.0;
/// ... as long as there are not many more events than pixels.
const SPREAD_EVENTS: f64 = 8.0;

/// Whether the view moves as the run goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// The whole run is shown.
    #[default]
    Fit,
    /// The newest is shown, at the scale that was chosen.
    Follow,
    /// What was chosen is shown.
    Free,
}

/// How far a run has come along the axis, counted from its beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Up to where it is recorded.
    pub(super) edge: f64,
    /// Up to where it is recorded or foreseen.
    pub(super) reach: f64,
    /// Whether the reach grows.
    pub(super) grows: bool,
}

/// What part of the run is shown: along the axis, counted from the run's beginning, and how far lanes are scrolled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    pub(super) axis: Axis,
    pub(super) mode: Mode,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) scroll: f64,
}

impl Default for View {
    fn default() -> Self {
        Self { axis: Axis::Time, mode: Mode::Fit, start: 0.0, end: 1e9, scroll: 0.0 }
    }
}

impl View {
    fn least(self) -> f64 {
        match self.axis {
            Axis::Time => 20.0,
            Axis::Order => 4.0,
        }
    }

    pub(super) fn width(self) -> f64 {
        self.end - self.start
    }

    /// Moves with a run. While it grows, the whole is shown in round sizes, so that the picture does not shrink with
    /// every frame.
    pub(super) fn settled(self, extent: Extent) -> Self {
        match self.mode {
            Mode::Fit => {
                let end = match (extent.grows, self.axis) {
                    (true, Axis::Time) => round_up(extent.reach.max(1e9)),
                    (true, Axis::Order) => round_up(extent.reach.max(50.0)),
                    (false, _) => extent.reach.max(self.least()),
                };
                Self { start: -end * 0.01, end: end * 1.02, ..self }
            }
            Mode::Follow => {
                let end = extent.edge + self.width() * 0.05;
                Self { start: end - self.width(), end, ..self }
            }
            Mode::Free => self,
        }
    }

    /// Zooms by a factor (less than 1: closer), so that `at` stays where it is. Who zooms at the growing end of a run
    /// goes on to follow it.
    pub(super) fn zoomed(self, at: f64, factor: f64, extent: Extent, is_live: bool) -> Self {
        let most = (extent.reach * 2.0).max(self.least());
        let width = (self.width() * factor).clamp(self.least(), most.max(self.width().min(most * 2.0)));
        let factor = width / self.width();
        let start = at - (at - self.start) * factor;
        let is_at_end = at > self.start + 0.75 * self.width() && (start..start + width).contains(&extent.edge);
        let mode = if is_live && self.mode != Mode::Free && is_at_end { Mode::Follow } else { Mode::Free };
        Self { start, end: start + width, mode, ..self }
    }

    /// Moves along the axis, but not so far that nothing of the run is seen.
    pub(super) fn panned(self, by: f64, extent: Extent) -> Self {
        let width = self.width();
        let start = (self.start + by).clamp(-width * 0.9, (extent.reach - width * 0.1).max(-width * 0.9));
        Self { start, end: start + width, mode: Mode::Free, ..self }
    }

    /// Scrolls so that it stays within lanes of this height in a pane of that.
    pub(super) fn scrolled(self, scroll: f64, lanes: usize, frame: Frame) -> Self {
        let most = (lanes as f64 * LANE + 8.0 - frame.lanes_height()).max(0.0);
        Self { scroll: scroll.clamp(0.0, most), ..self }
    }

    /// The same part of the run along the other axis.
    pub(super) fn along(self, axis: Axis, recording: &Recording) -> Self {
        if axis == self.axis {
            return self;
        }
        let origin = recording.start_time() as f64;
        let other = |at: f64| match axis {
            Axis::Order => f64::from(recording.position_before((origin + at.max(0.0)) as u64).0),
            Axis::Time => recording.time_at(Position(at.max(0.0) as u32)) as f64 - origin,
        };
        let (start, end) = (other(self.start), other(self.end));
        let view = Self { axis, start, end: end.max(start), ..self };
        let widened = view.end + (view.least() - view.width()).max(0.0);
        Self { end: widened, mode: if self.mode == Mode::Free { Mode::Free } else { Mode::Fit }, ..view }
    }
}

/// The pane's measures, in pixels of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    /// How many CSS pixels one of them is.
    pub(super) unit: f64,
}

impl Frame {
    /// The width of the names at the left.
    pub(super) fn gutter(self) -> f64 {
        (self.width * 0.28).clamp(72.0, 168.0)
    }

    pub(super) fn plot_width(self) -> f64 {
        (self.width - self.gutter()).max(1.0)
    }

    pub(super) fn lanes_height(self) -> f64 {
        (self.height - RULER - self.minimap()).max(0.0)
    }

    /// The height of the picture of the whole run.
    pub(super) fn minimap(self) -> f64 {
        if self.height >= LEAST_HEIGHT { MINIMAP } else { 0.0 }
    }

    /// Which of so many lanes can be seen.
    pub(super) fn visible_lanes(self, view: View, lanes: usize) -> Range<usize> {
        let first = (view.scroll / LANE).floor().max(0.0) as usize;
        let end = ((view.scroll + self.lanes_height()) / LANE).ceil() as usize;
        first.min(lanes)..end.min(lanes)
    }

    /// The top of a lane.
    pub(super) fn lane_top(self, view: View, lane: usize) -> f64 {
        RULER + lane as f64 * LANE - view.scroll
    }

    /// What lies at a point of the pane.
    pub(super) fn place(self, view: View, lanes: usize, x: f64, y: f64) -> Place {
        if y < RULER {
            return Place::Ruler;
        }
        if y >= self.height - self.minimap() {
            return Place::Minimap;
        }
        let lane = ((y - RULER + view.scroll) / LANE).floor() as usize;
        if lane >= lanes {
            Place::Nothing
        } else if x < self.gutter() {
            Place::Name(lane)
        } else {
            Place::Lane(lane)
        }
    }
}

/// What lies at a point of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Ruler,
    Minimap,
    Name(usize),
    Lane(usize),
    Nothing,
}

/// Converts between the axis (counted from the run's beginning) and pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    axis: Axis,
    origin: u64,
    start: f64,
    /// Nanoseconds or events a pixel.
    per_pixel: f64,
    left: f64,
    right: f64,
    /// Whether events that share a time are drawn beside each other.
    spreads: bool,
}

/// A span, and from where to where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) span: Span,
}

impl Scale {
    pub(super) fn new(view: View, frame: Frame, recording: &Recording) -> Self {
        let origin = recording.extent(view.axis).start;
        let per_pixel = view.width() / frame.plot_width();
        let position = |at: f64| recording.position_at(origin + at.max(0.0) as u64).0;
        let events = || f64::from(position(view.end) - position(view.start));
        Self {
            axis: view.axis,
            origin,
            start: view.start,
            per_pixel,
            left: frame.gutter(),
            right: frame.width,
            spreads: view.axis == Axis::Time
                && per_pixel < SPREAD_FROM
                && events() < SPREAD_EVENTS * frame.plot_width(),
        }
    }

    /// The pixel of a point on the axis.
    pub(super) fn x(self, at: f64) -> f64 {
        self.left + (at - self.start) / self.per_pixel
    }

    /// The point on the axis at a pixel.
    pub(super) fn at(self, x: f64) -> f64 {
        self.start + (x - self.left) * self.per_pixel
    }

    /// The part of the axis between two pixels, as the recording counts.
    fn window(self, recording: &Recording, from: f64, to: f64) -> Range<u64> {
        let absolute = |x: f64| self.origin.saturating_add(self.at(x).max(0.0) as u64);
        let mut start = absolute(from);
        if self.spreads {
            // The events of the last time before may be spread into the window.
            let before = recording.position_at(start).0.checked_sub(1);
            start = before.map_or(start, |event| recording.time_at(Position(event)));
        }
        start..absolute(to).saturating_add(1)
    }

    /// The pixel of an event, at its time or spread among those that share its time.
    pub(super) fn event_x(self, recording: &Recording, position: Position) -> f64 {
        let at = match self.axis {
            Axis::Order => f64::from(position.0),
            Axis::Time if self.spreads => recording.spread_time(position) - self.origin as f64,
            Axis::Time => recording.time_at(position) as f64 - self.origin as f64,
        };
        self.x(at)
    }

    /// The pixels of a span's ends. `known` is an event whose pixel was just asked for: spans follow upon each other.
    fn ends(self, recording: &Recording, span: &Span, known: &mut Option<(Position, f64)>) -> (f64, f64) {
        if !self.spreads {
            let range = span.along(self.axis);
            return (self.x(range.start as f64 - self.origin as f64), self.x(range.end as f64 - self.origin as f64));
        }
        let mut end = |time: u64, position: Position| {
            // The end of a blocking is no event.
            if position.0 >= recording.len() || recording.time_at(position) != time {
                return self.x(time as f64 - self.origin as f64);
            }
            match *known {
                Some((event, x)) if event == position => x,
                _ => {
                    let x = self.event_x(recording, position);
                    *known = Some((position, x));
                    x
                }
            }
        };
        // The end first: it is the beginning of the span before.
        let right = end(span.end, span.last);
        (end(span.start, span.first), right)
    }

    /// What a task did between two pixels, as bars: what lies behind first, what stands out last.
    pub(super) fn bars(
        self,
        recording: &Recording,
        task: usize,
        pixels: Range<f64>,
        now: u64,
        found: &mut Vec<Span>,
    ) -> Vec<Bar> {
        let Some(task) = recording.task_by_index(task) else { return Vec::new() };
        let window = self.window(recording, pixels.start, pixels.end);
        let unit = if self.spreads { 0 } else { self.per_pixel as u64 };
        recording.spans(task.id(), self.axis, window, now, unit, found);
        let mut known = None;
        let mut bars: Vec<_> = found
            .iter()
            .map(|span| {
                let (left, right) = self.ends(recording, span, &mut known);
                let least = match span.kind {
                    SpanKind::Running | SpanKind::Many | SpanKind::Blocked => LEAST_RUN,
                    SpanKind::Ready | SpanKind::Suspended(_) => 0.0,
                };
                Bar { left, right: right.max(left + least), span: *span }
            })
            .filter(|bar| bar.right >= pixels.start && bar.left <= pixels.end)
            .collect();
        bars.sort_by_key(|bar| height(bar.span.kind));
        bars
    }

    /// The bar that is seen at a pixel.
    pub(super) fn bar_at(self, recording: &Recording, task: usize, x: f64, now: u64) -> Option<Bar> {
        let bars = self.bars(recording, task, x - LEAST_RUN - 1.0..x + 1.0, now, &mut Vec::new());
        bars.into_iter().rev().find(|bar| bar.left - 1.0 <= x && x <= bar.right + 1.0)
    }

    /// The moment at a pixel.
    pub(super) fn moment_at(self, recording: &Recording, x: f64) -> Playhead {
        let at = self.at(x).max(0.0);
        match self.axis {
            Axis::Order => {
                let position = Position((at.round() as u32).min(recording.len()));
                Playhead { position, time: recording.at(position).time() }
            }
            Axis::Time => {
                let time = self.origin.saturating_add(at as u64);
                let position = if self.spreads {
                    recording.position_at_spread(self.origin as f64 + at)
                } else {
                    recording.position_at(time)
                };
                Playhead { position, time }
            }
        }
    }

    /// The pixel of a moment.
    pub(super) fn playhead_x(self, recording: &Recording, playhead: Playhead) -> f64 {
        match self.axis {
            Axis::Order => self.x(f64::from(playhead.position.0)),
            Axis::Time => {
                let x = self.x(playhead.time as f64 - self.origin as f64);
                let last = playhead.position.0.checked_sub(1).filter(|_| self.spreads);
                last.map_or(x, |last| x.max(self.event_x(recording, Position(last))))
            }
        }
    }

    /// The events that are shown.
    pub(super) fn positions(self, recording: &Recording) -> Range<Position> {
        let window = self.window(recording, self.left, self.right);
        match self.axis {
            Axis::Order => Position(window.start as u32)..Position(window.end.min(u64::from(u32::MAX)) as u32),
            Axis::Time => recording.position_before(window.start)..recording.position_at(window.end),
        }
    }

    /// The pixels of a time, if time is what runs from left to right.
    pub(super) fn time_x(self, time: u64) -> Option<f64> {
        (self.axis == Axis::Time).then(|| self.x(time as f64 - self.origin as f64))
    }

    /// The times that are shown.
    pub(super) fn times(self, recording: &Recording) -> Option<Range<u64>> {
        (self.axis == Axis::Time).then(|| self.window(recording, self.left, self.right))
    }

    /// The range of the axis that is shown, in pixels.
    pub(super) fn pixels(self) -> Range<f64> {
        self.left..self.right
    }
}

/// What is drawn over what.
fn height(kind: SpanKind) -> u8 {
    match kind {
        SpanKind::Suspended(_) => 0,
        SpanKind::Ready => 1,
        SpanKind::Many => 2,
        SpanKind::Running => 3,
        SpanKind::Blocked => 4,
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, TaskId, WaitTarget};

    use super::*;

    const FRAME: Frame = Frame { width: 1_168.0, height: 24.0 + 260.0 + MINIMAP, unit: 1.0 };
    const TASK: TaskId = TaskId(1);

    fn recording(events: &[(u64, Event)]) -> Recording {
        let mut recording = Recording::new();
        events.iter().for_each(|&(time, event)| recording.event(time, event));
        recording
    }

    /// Created at 1 s (the run's beginning), runs for no time, sleeps for a second, and again.
    fn sleeper() -> Recording {
        let mut events = vec![(1_000_000_000, Event::TaskCreated { task: TASK, parent: None, line: 1 })];
        for n in 1..=3 {
            let time = n * 1_000_000_000;
            events.push((time, Event::TaskReady { task: TASK, by: None }));
            events.push((time, Event::TaskRunning { task: TASK }));
            events.push((time, Event::TaskSuspended { task: TASK, on: WaitTarget::Sleep(time), line: 2 }));
        }
        recording(&events)
    }

    fn extent(reach: f64, grows: bool) -> Extent {
        Extent { edge: reach, reach, grows }
    }

    fn view(start: f64, end: f64) -> View {
        View { start, end, mode: Mode::Free, ..View::default() }
    }

    #[test]
    fn the_whole_is_shown_in_round_sizes_while_it_grows() {
        let fit = View::default();
        for (reach, is_live, end) in
            [(0.0, true, 1.02e9), (1.5e9, true, 2.04e9), (4.0e9, true, 5.1e9), (4.0e9, false, 4.08e9)]
        {
            assert_eq!(fit.settled(extent(reach, is_live)).end, end, "{reach}");
        }
        assert!(fit.settled(extent(0.0, false)).width() >= 20.0);
        // What was foreseen is shown from the first moment on, as it was before the run.
        let begun = Extent { edge: 1e6, reach: 4.0e9, grows: false };
        assert_eq!(fit.settled(begun), fit.settled(extent(4.0e9, false)));
    }

    #[test]
    fn the_newest_stays_in_view_while_following() {
        let follow = View { mode: Mode::Follow, ..view(0.0, 100.0) };
        let settled = follow.settled(Extent { edge: 500.0, reach: 900.0, grows: true });
        assert_eq!((settled.start, settled.end), (405.0, 505.0));
        assert_eq!(view(0.0, 100.0).settled(extent(500.0, true)), view(0.0, 100.0));
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let zoomed = view(0.0, 1e9).zoomed(2.5e8, 0.5, extent(1e9, true), true);
        assert_eq!((zoomed.start, zoomed.end), (1.25e8, 6.25e8));
        let closest = view(0.0, 30.0).zoomed(10.0, 1e-9, extent(1e9, true), true);
        assert_eq!(closest.width(), 20.0);
        let widest = view(0.0, 1e9).zoomed(0.0, 1e9, extent(1e9, true), true);
        assert_eq!(widest.width(), 2e9);
    }

    #[test]
    fn zooming_at_the_growing_end_follows_it() {
        let fit = View::default().settled(extent(1e9, true));
        for (at, is_live, mode) in [(1e9, true, Mode::Follow), (1e9, false, Mode::Free), (0.0, true, Mode::Free)] {
            assert_eq!(fit.zoomed(at, 0.5, extent(1e9, is_live), is_live).mode, mode, "at {at}");
        }
        assert_eq!(fit.panned(10.0, extent(1e9, true)).mode, Mode::Free);
    }

    #[test]
    fn panning_never_loses_the_run() {
        assert_eq!(view(0.0, 100.0).panned(1e9, extent(500.0, false)).start, 490.0);
        assert_eq!(view(0.0, 100.0).panned(-1e9, extent(500.0, false)).start, -90.0);
    }

    #[test]
    fn lanes_are_found_by_their_place() {
        let scrolled = View { scroll: 13.0, ..View::default() };
        assert_eq!(FRAME.visible_lanes(View::default(), 100), 0..10);
        assert_eq!(FRAME.visible_lanes(scrolled, 100), 0..11);
        assert_eq!(FRAME.visible_lanes(scrolled, 3), 0..3);
        for (x, y, place) in [
            (0.0, 5.0, Place::Ruler),
            (10.0, 25.0, Place::Name(0)),
            (200.0, 25.0, Place::Lane(0)),
            (200.0, 38.0, Place::Lane(1)),
            (200.0, 280.0, Place::Nothing),
            (200.0, 290.0, Place::Minimap),
        ] {
            assert_eq!(FRAME.place(scrolled, 3, x, y), place, "at {x}, {y}");
        }
        assert_eq!(View::default().scrolled(1e9, 20, FRAME).scroll, 20.0 * 26.0 + 8.0 - 260.0);
        assert_eq!(View::default().scrolled(1e9, 3, FRAME).scroll, 0.0);
    }

    #[test]
    fn a_step_that_takes_no_time_is_seen_and_found() {
        let recording = sleeper();
        let scale = Scale::new(view(0.0, 2e9), FRAME, &recording);
        let now = recording.end_time();
        let bars = scale.bars(&recording, 0, scale.pixels(), now, &mut Vec::new());
        let places: Vec<_> = bars.iter().map(|bar| (bar.left, bar.right, height(bar.span.kind))).collect();
        let runs = [(1_168.0, 1_171.0, 3), (668.0, 671.0, 3), (168.0, 171.0, 3)];
        assert_eq!(places[places.len() - 3..], runs);
        assert_eq!(places[..2], [(668.0, 1_168.0, 0), (168.0, 668.0, 0)]);
        let kind_at = |x| scale.bar_at(&recording, 0, x, now).map(|bar| height(bar.span.kind));
        assert_eq!(
            [kind_at(400.0), kind_at(669.0), kind_at(672.0), kind_at(680.0)],
            [Some(0), Some(3), Some(3), Some(0)]
        );
    }

    #[test]
    fn zoomed_in_what_shares_a_time_is_seen_in_order() {
        let recording = sleeper();
        // Ready, running and suspended share the 50 µs of a turn.
        let scale = Scale::new(view(1e9, 1e9 + 100e3), FRAME, &recording);
        let bars = scale.bars(&recording, 0, scale.pixels(), recording.end_time(), &mut Vec::new());
        let place = |level| bars.iter().find(|bar| height(bar.span.kind) == level && bar.span.start == 2_000_000_000);
        let (ready, running) = (place(1).unwrap(), place(3).unwrap());
        assert_eq!((ready.left.round(), ready.right.round()), (168.0, 335.0));
        assert_eq!((running.left.round(), running.right.round()), (335.0, 501.0));
    }

    #[test]
    fn along_the_order_every_event_is_one_wide() {
        let recording = sleeper();
        let view = View { axis: Axis::Order, ..view(0.0, 10.0) };
        let scale = Scale::new(view, FRAME, &recording);
        let bars = scale.bars(&recording, 0, scale.pixels(), recording.end_time(), &mut Vec::new());
        let running: Vec<_> =
            bars.iter().filter(|bar| bar.span.kind == SpanKind::Running).map(|bar| (bar.left, bar.right)).collect();
        assert_eq!(running, [(968.0, 1_068.0), (668.0, 768.0), (368.0, 468.0)]);
    }

    #[test]
    fn the_other_axis_shows_the_same_part() {
        let recording = sleeper();
        let order = view(0.9e9, 1.1e9).along(Axis::Order, &recording);
        assert_eq!((order.start, order.end), (4.0, 8.0));
        let time = View { axis: Axis::Order, ..view(4.0, 7.0) }.along(Axis::Time, &recording);
        assert_eq!((time.start, time.end), (1e9, 2e9));
    }

    #[test]
    fn a_moment_is_found_again_where_it_was_pointed_at() {
        let recording = sleeper();
        for axis in [Axis::Time, Axis::Order] {
            for (start, end) in [(0.0, 10.0), (-5e8, 3e9), (1e9 - 1e5, 1e9 + 1e5)] {
                let scale = Scale::new(View { axis, ..view(start, end) }, FRAME, &recording);
                for x in [200.0, 500.0, 900.0] {
                    let playhead = scale.moment_at(&recording, x);
                    let found = scale.playhead_x(&recording, playhead);
                    // A moment is a whole number of nanoseconds, or of events.
                    let pixel = scale.x(1.0) - scale.x(0.0);
                    let expected = x.max(scale.x(0.0)).min(match axis {
                        Axis::Order => scale.x(f64::from(recording.len())),
                        Axis::Time => f64::INFINITY,
                    });
                    assert!((found - expected).abs() <= pixel.max(1.0), "{axis:?} {start} {x}: {found}");
                }
            }
        }
    }
}
