//! Draws the timeline on a canvas.

use std::mem::discriminant;

use loopscope_recording::{Axis, EdgeKind, HandOver, Mark, MarkKind, Recording, SpanKind};
use web_sys::CanvasRenderingContext2d;

use super::{
    facts::{is_idle, task_name, waits_briefly},
    ghost::{self, Ghost},
    lanes::{Lanes, Row},
    layout::{BAR, Bar, Frame, LANE, RULER, Scale, View},
    look::Look,
    minimap,
    pen::{Dash, Pen},
    ticks::{duration, moment, ticks},
};
use crate::runner::Playhead;

/// All that there is to see.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) recording: &'a Recording,
    /// What was foreseen of the run.
    pub(super) ghost: Option<Ghost<'a>>,
    pub(super) lanes: &'a Lanes,
    pub(super) view: View,
    pub(super) frame: Frame,
    pub(super) look: &'a Look,
    /// The chosen task, by its number in order of creation.
    pub(super) chosen: Option<usize>,
    /// The task under the pointer.
    pub(super) hovered: Option<usize>,
    /// What the task that is looked at gave to others through queues and locks, and took from them.
    pub(super) overs: &'a [HandOver],
    /// The moment that is looked at; `None`: the newest.
    pub(super) playhead: Option<Playhead>,
    pub(super) bookmarks: &'a [Playhead],
    /// How far time has come.
    pub(super) now: u64,
    /// How far the run reaches along the axis, with what is foreseen.
    pub(super) reach: f64,
    pub(super) is_live: bool,
}

/// A step that takes longer keeps all others waiting: CPython's debug mode calls it slow.
const SLOW_STEP: u64 = 100_000_000;
/// The least width of a bar that has room for a word.
const WORD: f64 = 56.0;
/// More marks in a lane are not looked for.
const MOST_MARKS: usize = 64;
/// More arrows are only confusing.
const MOST_EDGES: usize = 60;
const TICK_SPACE: f64 = 96.0;

/// Draws everything.
pub(super) fn draw(context: &CanvasRenderingContext2d, scene: &Scene<'_>) {
    let pen = Pen::new(context);
    let Frame { width, height, .. } = scene.frame;
    let gutter = scene.frame.gutter();
    let scale = Scale::new(scene.view, scene.frame, scene.recording);
    pen.fill(&scene.look.ground);
    pen.rect(0.0, 0.0, width, height);
    if scene.recording.is_empty() {
        return;
    }
    draw_lane_grounds(&pen, scene);
    pen.clipped(gutter, 0.0, width - gutter, height, || draw_grid(&pen, scene, scale));
    pen.clipped(gutter, RULER, width - gutter, height - RULER, || {
        draw_lanes(&pen, scene, scale);
        ghost::draw(&pen, scene, scale);
        draw_edges(&pen, scene, scale);
        draw_hand_overs(&pen, scene, scale);
        draw_future(&pen, scene, scale);
    });
    pen.clipped(0.0, RULER, gutter, height - RULER, || draw_names(&pen, scene));
    minimap::draw(&pen, scene);
    pen.fill(&scene.look.line);
    pen.rect(gutter - 1.0, 0.0, 1.0, height);
    pen.rect(0.0, RULER - 1.0, width, 1.0);
    draw_playhead(&pen, scene, scale);
    draw_scrollbar(&pen, scene);
}

/// Marks the lanes of the chosen and the hovered task.
fn draw_lane_grounds(pen: &Pen<'_>, scene: &Scene<'_>) {
    for (task, strength) in [(scene.hovered, 0.05), (scene.chosen, 0.1)] {
        let Some(lane) = task.and_then(|task| scene.lanes.find(task)) else { continue };
        pen.fill(&scene.look.ink);
        pen.faded(strength, || pen.rect(0.0, scene.frame.lane_top(scene.view, lane), scene.frame.width, LANE));
    }
}

fn draw_grid(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let most = scene.frame.plot_width() / TICK_SPACE;
    let found = ticks(scene.view.axis, scene.view.start, scene.view.end, most);
    let height = scene.frame.height;
    pen.fill(&scene.look.line);
    for tick in &found.ticks {
        pen.rect(scale.x(tick.at).round(), 0.0, 1.0, height);
    }
    pen.font(&scene.look.words);
    pen.fill(&scene.look.faint);
    for tick in &found.ticks {
        pen.text(&tick.label, scale.x(tick.at).round() + 4.0, RULER / 2.0);
    }
    // What the labels count from stands where the names are.
    if let Some(base) = found.base {
        pen.fill(&scene.look.ground);
        let label = format!("from {base}");
        let x = scene.frame.gutter();
        pen.rect(x, 0.0, pen.width_of(&label) + 10.0, RULER - 1.0);
        pen.fill(&scene.look.ink);
        pen.text(&label, x + 4.0, RULER / 2.0);
    }
}

/// While one task blocks the loop, no other can run: that concerns all lanes but those of threads.
fn draw_blockings(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let Some(times) = scale.times(scene.recording) else { return };
    let stripes = match scene.recording.statistics().threads {
        0 => vec![(RULER, scene.frame.height)],
        _ => lanes_of_tasks(scene),
    };
    pen.fill(&scene.look.danger);
    pen.faded(0.1, || {
        for found in scene.recording.blockings(times) {
            let (Some(left), Some(right)) = (scale.time_x(found.start), scale.time_x(found.end)) else { return };
            // What is narrower is seen in its lane, if at all: all over the pane, it would be noise.
            if right - left >= 1.0 {
                stripes.iter().for_each(|(top, end)| pen.rect(left, *top, right - left, end - top));
            }
        }
    });
}

/// From where to where the lanes reach that are not threads'.
#[inline(never)]
fn lanes_of_tasks(scene: &Scene<'_>) -> Vec<(f64, f64)> {
    let top = |lane| scene.frame.lane_top(scene.view, lane).max(RULER);
    let is_of_task = |lane: &usize| !scene.lanes.get(*lane).is_some_and(|row| row.is_thread);
    let lanes = scene.frame.visible_lanes(scene.view, scene.lanes.len());
    lanes.filter(is_of_task).map(|lane| (top(lane), top(lane + 1))).collect()
}

/// Draws what is in the lanes that are seen.
pub(super) fn draw_lanes(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    draw_blockings(pen, scene, scale);
    for lane in scene.frame.visible_lanes(scene.view, scene.lanes.len()) {
        if let Some(row) = scene.lanes.get(lane) {
            draw_lane(pen, scene, scale, row, scene.frame.lane_top(scene.view, lane));
        }
    }
}

fn draw_lane(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale, row: Row, top: f64) {
    let color = scene.look.task(row.task);
    let pixels = scale.pixels();
    let mut bars = scale.bars(scene.recording, row.task, pixels.clone(), scene.now, &mut Vec::new());
    // The canvas draws slowly, or wrongly, what reaches very far out of it.
    for bar in &mut bars {
        bar.left = bar.left.max(pixels.start - 20.0);
        bar.right = bar.right.min(pixels.end + 20.0);
    }
    let y = top + (LANE - BAR) / 2.0;
    // All that looks alike is drawn at once: there may be thousands of bars.
    for alike in bars.chunk_by(|one, other| discriminant(&one.span.kind) == discriminant(&other.span.kind)) {
        match alike[0].span.kind {
            SpanKind::Suspended(_) => draw_suspended(pen, scene, alike, top + LANE / 2.0, color, row.is_thread),
            SpanKind::Running if row.is_thread => draw_full_tubes(pen, alike, top + LANE / 2.0, color),
            SpanKind::Ready => {
                pen.fill(color);
                pen.faded(0.18, || pen.rects(alike.iter().map(|bar| (bar.left, bar.right)), y + 2.0, BAR - 4.0));
                pen.stroke(color, 1.0);
                let wide = alike.iter().filter(|bar| bar.right - bar.left >= 3.0);
                pen.hatches(wide.map(|bar| (bar.left, bar.right)), y + 2.0, BAR - 4.0, 4.0);
            }
            SpanKind::Many => {
                pen.fill(color);
                pen.faded(0.6, || pen.rects(alike.iter().map(|bar| (bar.left, bar.right)), y, BAR));
                pen.stroke(color, 1.0);
                for bar in alike {
                    pen.stripes(bar.left, y, bar.right - bar.left, BAR, 3.0);
                }
            }
            SpanKind::Running => {
                pen.fill(color);
                pen.rects(alike.iter().map(|bar| (bar.left, bar.right)), y, BAR);
                for bar in alike.iter().filter(|bar| bar.span.duration() >= SLOW_STEP) {
                    draw_holding(pen, scene, bar, y, "runs", "runs without a pause for");
                }
            }
            SpanKind::Blocked => {
                pen.fill(color);
                pen.rects(alike.iter().map(|bar| (bar.left, bar.right)), y, BAR);
                for bar in alike {
                    draw_holding(pen, scene, bar, y, "blocks", "blocks the loop for");
                }
            }
        }
    }
    draw_marks(pen, scene, scale, row.task, top);
}

/// A thread that runs is a full tube: it is not the loop's.
#[inline(never)]
fn draw_full_tubes(pen: &Pen<'_>, bars: &[Bar], middle: f64, color: &str) {
    let ends = || bars.iter().map(|bar| (bar.left, bar.right));
    pen.fill(color);
    pen.faded(0.45, || pen.rects(ends(), middle - BAR / 2.0, BAR));
    walls(pen, ends(), middle, 3.0);
}

/// A thread that waits is occupied all the same: an empty tube.
#[inline(never)]
fn draw_empty_tubes(pen: &Pen<'_>, bars: &[Bar], middle: f64, color: &str, is_idle: impl Fn(&Bar) -> bool) {
    let occupied: Vec<_> = bars.iter().filter(|bar| !is_idle(bar)).map(|bar| (bar.left, bar.right)).collect();
    pen.fill(color);
    pen.faded(0.7, || walls(pen, occupied.into_iter(), middle, 1.5));
}

/// The walls of a tube, so thick.
fn walls(pen: &Pen<'_>, ends: impl Iterator<Item = (f64, f64)> + Clone, middle: f64, thick: f64) {
    pen.rects(ends.clone(), middle - BAR / 2.0, thick);
    pen.rects(ends, middle + BAR / 2.0 - thick, thick);
}

/// Thin lines, with a word on what the task waits for where there is room; tubes for threads that are not idle.
fn draw_suspended(pen: &Pen<'_>, scene: &Scene<'_>, bars: &[Bar], middle: f64, color: &str, is_thread: bool) {
    let is_occupied = |bar: &&Bar| is_thread && !is_idle(scene.recording, bar.span.kind);
    if is_thread {
        draw_empty_tubes(pen, bars, middle, color, |bar| !is_occupied(&bar));
    }
    let (start, end) = (scene.frame.gutter(), scene.frame.width);
    let room = |bar: &Bar| bar.right.min(end) - bar.left.max(start);
    pen.fill(color);
    let narrow = bars.iter().filter(|bar| room(bar) <= WORD && !is_occupied(bar));
    pen.faded(0.55, || pen.rects(narrow.map(|bar| (bar.left, bar.right)), middle - 1.0, 2.0));
    for bar in bars.iter().filter(|bar| room(bar) > WORD) {
        let SpanKind::Suspended(on) = bar.span.kind else { continue };
        let left = bar.left.max(start);
        let word = waits_briefly(scene.recording, on, is_thread);
        let (word, word_width) = pen.fitted(&word, room(bar) - 24.0, &scene.look.words);
        if !is_occupied(&bar) {
            let lines = [(bar.left, left + 5.0), (left + 11.0 + word_width, bar.right)];
            pen.fill(color);
            pen.faded(0.55, || pen.rects(lines.into_iter(), middle - 1.0, 2.0));
        }
        pen.fill(&scene.look.faint);
        pen.text(&word, left + 8.0, middle + 0.5);
    }
}

/// A bar that holds up all others: framed and hatched, with a word if there is room.
fn draw_holding(pen: &Pen<'_>, scene: &Scene<'_>, bar: &Bar, y: f64, brief: &str, full: &str) {
    let width = bar.right - bar.left;
    pen.fill(&scene.look.ground);
    pen.faded(0.75, || pen.rect(bar.left, y, width, BAR));
    pen.stroke(&scene.look.danger, 1.5);
    pen.hatches([(bar.left, bar.right)].into_iter(), y, BAR, 6.0);
    pen.frame(bar.left, y, width, BAR);
    let left = bar.left.max(scene.frame.gutter());
    let room = bar.right.min(scene.frame.width) - left;
    if room > WORD {
        let long = duration(bar.span.duration() as f64);
        let full = format!("{full} {long}");
        pen.font(&scene.look.words);
        let word = if pen.width_of(&full) <= room - 20.0 { full } else { format!("{brief} {long}") };
        let (word, word_width) = pen.fitted(&word, room - 20.0, &scene.look.words);
        pen.fill(&scene.look.ground);
        pen.rect(left + 5.0, y + 1.5, word_width + 6.0, BAR - 3.0);
        pen.fill(&scene.look.danger);
        pen.text(&word, left + 8.0, y + BAR / 2.0 + 0.5);
    }
}

/// Where the task's life begins and ends, and where its cancellation was asked for. Each has a shape of its own.
fn draw_marks(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale, task: usize, top: f64) {
    let Some(task) = scene.recording.task_by_index(task) else { return };
    let color = scene.look.task(task.index());
    let middle = top + LANE / 2.0;
    let pixels = scale.pixels();
    let seen = |x: f64| (pixels.start - 10.0..pixels.end + 10.0).contains(&x);
    let x = scale.event_x(scene.recording, task.created_position());
    if seen(x) {
        pen.fill(color);
        pen.rect(x - 1.0, top + 2.0, 2.0, LANE - 4.0);
    }
    let mut last = f64::INFINITY;
    for Mark { kind, position, .. } in scene.recording.marks(task.id(), scale.positions(scene.recording), MOST_MARKS) {
        let x = scale.event_x(scene.recording, position);
        if matches!(kind, MarkKind::CancelRequested(_)) && seen(x) && last - x > 3.0 {
            pen.fill(&scene.look.danger);
            pen.triangle(x, top + 1.0, 4.0);
            last = x;
        }
    }
    if let (Some(position), Some((_, outcome))) = (task.finished_position(), task.finished()) {
        let x = scale.event_x(scene.recording, position);
        if seen(x) {
            pen.ending(x, middle, outcome, color, scene.look);
        }
    }
}

/// What the task under the pointer, or else the chosen one, did to others, and they to it.
fn draw_edges(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let Some(task) = scene.hovered.or(scene.chosen).and_then(|task| scene.recording.task_by_index(task)) else {
        return;
    };
    let lane_of = |task| {
        let index = scene.recording.task(task)?.index();
        let lane = scene.lanes.find(index)?;
        Some((index, scene.frame.lane_top(scene.view, lane) + LANE / 2.0))
    };
    for edge in scene.recording.edges_of(task.id(), scale.positions(scene.recording), MOST_EDGES) {
        let (Some((from, from_y)), Some((to, to_y))) = (lane_of(edge.from), lane_of(edge.to)) else { continue };
        if from == to {
            continue;
        }
        if from_y == to_y {
            // Both are folded away under the same task.
            continue;
        }
        let (color, dash) = match edge.kind {
            EdgeKind::Spawn => (scene.look.task(to), Dash::Solid),
            EdgeKind::Wake => (scene.look.task(from), Dash::Dashed),
            EdgeKind::Await => (scene.look.task(from), Dash::Dotted),
            EdgeKind::Cancel => (scene.look.danger.as_str(), Dash::Solid),
        };
        let reach = -20.0..scene.frame.height + 20.0;
        let clamp = |y: f64| y.clamp(reach.start, reach.end);
        pen.arrow(scale.event_x(scene.recording, edge.position), clamp(from_y), clamp(to_y), color, dash);
    }
}

/// What went from task to task through queues and locks.
fn draw_hand_overs(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let lane_of = |task| {
        let index = scene.recording.task(task)?.index();
        Some((index, scene.frame.lane_top(scene.view, scene.lanes.find(index)?) + LANE / 2.0))
    };
    let pixels = scale.pixels();
    for over in scene.overs {
        let (Some((from, from_y)), Some((_, to_y))) = (lane_of(over.from), lane_of(over.to)) else { continue };
        let (left, right) = (scale.event_x(scene.recording, over.given), scale.event_x(scene.recording, over.taken));
        if right < pixels.start || left > pixels.end || from_y == to_y {
            continue;
        }
        pen.slanted(left, from_y, right, to_y, scene.look.task(from));
    }
}

/// What has not happened yet at the moment that is looked at.
fn draw_future(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let Some(playhead) = scene.playhead else { return };
    let x = scale.playhead_x(scene.recording, playhead).max(scale.pixels().start);
    pen.fill(&scene.look.ground);
    pen.faded(0.62, || pen.rect(x, RULER, scene.frame.width, scene.frame.height));
}

fn draw_names(pen: &Pen<'_>, scene: &Scene<'_>) {
    let gutter = scene.frame.gutter();
    for lane in scene.frame.visible_lanes(scene.view, scene.lanes.len()) {
        let Some(row) = scene.lanes.get(lane) else { continue };
        let foreseen = || scene.ghost.and_then(|ghost| ghost.recording.task_by_index(row.task));
        let known = scene.recording.task_by_index(row.task);
        let Some(task) = known.or_else(foreseen) else { continue };
        let strength = if known.is_some() { 1.0 } else { 0.6 };
        let top = scene.frame.lane_top(scene.view, lane);
        let indent = row.indent().min(gutter * 0.3);
        if row.depth > 0 {
            // A corner leads from the parent to its child.
            pen.fill(&scene.look.line);
            pen.rect(indent, top, 1.0, LANE / 2.0);
            pen.rect(indent, top + LANE / 2.0, 6.0, 1.0);
        }
        let left = indent + 9.0;
        let color = scene.look.task(row.task);
        pen.fill(color);
        if row.is_parent {
            pen.fold(left + 4.0, top + LANE / 2.0, row.hidden > 0);
        }
        let strands = if row.is_parent { left + 13.0 } else { left };
        if row.is_thread {
            pen.strands(strands, top + LANE / 2.0);
        } else if row.is_parent {
            // The sign for that says enough.
        } else if known.is_some() {
            pen.rect(left, top + LANE / 2.0 - 4.0, 8.0, 8.0);
        } else {
            // It does not exist yet.
            pen.stroke(color, 1.0);
            pen.frame(left, top + LANE / 2.0 - 4.0, 8.0, 8.0);
        }
        let mut name = task_name(task);
        if row.hidden > 0 {
            name = format!("+{} {name}", row.hidden);
        }
        let left = if row.is_thread { strands } else { left };
        let (name, _) = pen.fitted(&name, gutter - left - 20.0, &scene.look.names);
        pen.fill(&scene.look.ink);
        pen.faded(strength, || pen.text(&name, left + 13.0, top + LANE / 2.0 + 0.5));
    }
}

/// Where the run has come to, and the moment that is looked at.
fn draw_playhead(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    for bookmark in scene.bookmarks {
        let x = scale.playhead_x(scene.recording, *bookmark);
        if scale.pixels().contains(&x) {
            pen.fill(&scene.look.ink);
            pen.flag(x, RULER);
        }
    }
    if let Some(playhead) = scene.playhead {
        let x = scale.playhead_x(scene.recording, playhead);
        if scale.pixels().contains(&x) {
            let label = match scene.view.axis {
                Axis::Time => {
                    // No more digits than a pixel tells apart.
                    let unit = 10f64.powf((scene.view.width() / scene.frame.plot_width()).max(1.0).log10().floor());
                    let time = playhead.time.saturating_sub(scene.recording.start_time()) as f64;
                    moment((time / unit).round() * unit)
                }
                Axis::Order => format!("event {}", playhead.position.0),
            };
            pen.fill(&scene.look.accent);
            pen.rect(x - 1.0, 0.0, 2.0, scene.frame.height - scene.frame.minimap());
            pen.font(&scene.look.words);
            let wide = pen.width_of(&label) + 12.0;
            let left = (x - wide / 2.0).clamp(scene.frame.gutter(), scene.frame.width - wide);
            pen.rect(left, 2.0, wide, RULER - 6.0);
            pen.triangle(x, RULER - 5.0, 4.0);
            pen.fill(&scene.look.ground);
            pen.text(&label, left + 6.0, RULER / 2.0 - 0.5);
        }
        return;
    }
    let x = ghost::edge_x(scene, scale);
    if scene.is_live && scale.pixels().contains(&x) {
        pen.fill(&scene.look.accent);
        pen.rect(x - 0.75, 0.0, 1.5, scene.frame.height);
        pen.triangle(x, RULER - 9.0, 5.0);
    }
}

/// Says that there are more lanes than can be seen.
fn draw_scrollbar(pen: &Pen<'_>, scene: &Scene<'_>) {
    let all = scene.lanes.len() as f64 * LANE + 8.0;
    let seen = scene.frame.lanes_height();
    if all > seen && seen > 0.0 {
        let height = (seen / all * seen).max(16.0).min(seen);
        let y = RULER + scene.view.scroll / (all - seen).max(1.0) * (seen - height);
        pen.fill(&scene.look.faint);
        pen.faded(0.5, || pen.rect(scene.frame.width - 5.0, y, 4.0, height));
    }
}
