//! What was foreseen of a run: drawn palely where the run has not come yet, and where it has gone another way.

use loopscope_recording::{Departure, Recording, SpanKind};

use super::{
    draw::{self, Scene},
    layout::{LANE, RULER, Scale},
    pen::{Dash, Pen},
};

/// How strongly what was foreseen is drawn.
const STRENGTH: f64 = 0.38;
/// The same once the run has gone another way.
const DOUBTFUL: f64 = 0.16;
/// The height of what was foreseen below what happened instead.
const STRIP: f64 = 2.0;

/// A run ahead, and where the run departs from it.
#[derive(Clone, Copy)]
pub(super) struct Ghost<'a> {
    pub(super) recording: &'a Recording,
    pub(super) departure: Option<Departure>,
}

/// The pixel up to which the run has come.
pub(super) fn edge_x(scene: &Scene<'_>, scale: Scale) -> f64 {
    scale.time_x(scene.now).unwrap_or_else(|| scale.x(f64::from(scene.recording.len())))
}

/// Draws it into the lanes.
pub(super) fn draw(pen: &Pen<'_>, scene: &Scene<'_>, scale: Scale) {
    let Some(ghost) = scene.ghost else { return };
    let (edge, pixels) = (edge_x(scene, scale), scale.pixels());
    let foreseen = Scene {
        recording: ghost.recording,
        now: ghost.recording.end_time(),
        is_live: false,
        playhead: None,
        ghost: None,
        ..*scene
    };
    let its_scale = Scale::new(scene.view, scene.frame, ghost.recording);
    let left = edge.max(pixels.start);
    if scene.is_live && left < pixels.end {
        let is_doubtful = ghost.departure.is_some_and(|departure| departure.shift.is_none());
        let strength = if is_doubtful { DOUBTFUL } else { STRENGTH };
        pen.clipped(left, RULER, pixels.end - left, scene.frame.height - RULER, || {
            pen.faded(strength, || draw::draw_lanes(pen, &foreseen, its_scale));
        });
    }
    let Some(departure) = ghost.departure else { return };
    let from = scale.event_x(scene.recording, departure.happened.position);
    strips(pen, &foreseen, its_scale, (from.max(pixels.start), edge.min(pixels.end)));
    if pixels.contains(&from) {
        pen.upright(from, RULER, scene.frame.height, &scene.look.ink, Dash::Dashed);
    }
}

/// Below each lane, when its task was foreseen to run.
fn strips(pen: &Pen<'_>, foreseen: &Scene<'_>, scale: Scale, (from, to): (f64, f64)) {
    if from >= to {
        return;
    }
    pen.fill(&foreseen.look.faint);
    for lane in foreseen.frame.visible_lanes(foreseen.view, foreseen.lanes.len()) {
        let Some(row) = foreseen.lanes.get(lane) else { continue };
        let bars = scale.bars(foreseen.recording, row.task, from..to, foreseen.now, &mut Vec::new());
        let ran = bars.iter().filter(|bar| !matches!(bar.span.kind, SpanKind::Suspended(_) | SpanKind::Ready));
        let top = foreseen.frame.lane_top(foreseen.view, lane) + LANE - STRIP - 1.0;
        pen.rects(ran.map(|bar| (bar.left.max(from), bar.right.min(to))), top, STRIP);
    }
}
