//! The picture of the whole run below the lanes: how much happened when, where the loop was blocked, and what is in view.

use loopscope_recording::{Axis, Recording};

use super::{draw::Scene, layout::Frame, pen::Pen};

/// Columns are so many pixels wide.
const COLUMN: f64 = 3.0;

/// Draws it.
pub(super) fn draw(pen: &Pen<'_>, scene: &Scene<'_>) {
    let Frame { width, height, .. } = scene.frame;
    let (left, tall) = (scene.frame.gutter(), scene.frame.minimap());
    if tall == 0.0 {
        return;
    }
    let top = height - tall;
    let plot = scene.frame.plot_width();
    let extent = scene.reach.max(1.0);
    let x = |at: f64| left + at / extent * plot;
    pen.fill(&scene.look.ground);
    pen.rect(0.0, top, width, tall);
    pen.fill(&scene.look.line);
    pen.rect(0.0, top, width, 1.0);
    let columns = columns(scene.recording, scene.view.axis, extent, (plot / COLUMN) as usize);
    let most = columns.iter().copied().max().unwrap_or(0).max(1);
    let bars = |columns: &[u32], from: usize, most: u32| {
        for (at, &count) in columns.iter().enumerate().skip(from).filter(|column| *column.1 > 0) {
            // A logarithm, so that a few events are seen beside thousands.
            let part = f64::from(count + 1).ln() / f64::from(most + 1).ln();
            let tall = (part * (tall - 5.0)).max(1.5);
            pen.rect(left + at as f64 * COLUMN, height - tall - 1.0, COLUMN - 1.0, tall);
        }
    };
    pen.fill(&scene.look.faint);
    if let Some(ghost) = scene.ghost.filter(|_| scene.is_live) {
        let foreseen = self::columns(ghost.recording, scene.view.axis, extent, columns.len());
        let most = foreseen.iter().copied().max().unwrap_or(0).max(1);
        let come = columns.iter().rposition(|&count| count > 0).map_or(0, |last| last + 1);
        pen.faded(0.2, || bars(&foreseen, come, most));
    }
    pen.faded(0.45, || bars(&columns, 0, most));
    if scene.view.axis == Axis::Time {
        let origin = scene.recording.start_time();
        pen.fill(&scene.look.danger);
        pen.faded(0.35, || {
            let mut last = f64::NEG_INFINITY;
            for found in scene.recording.blockings(0..u64::MAX).take(2_000) {
                let (from, to) = (x((found.start - origin) as f64), x((found.end - origin) as f64));
                if to - last > 0.5 {
                    pen.rect(from.max(last), top + 1.0, (to - from.max(last)).max(1.0), tall - 1.0);
                    last = to;
                }
            }
        });
    }
    let (from, to) = (x(scene.view.start.max(0.0)), x(scene.view.end.min(extent)));
    let shown = to - from;
    if shown < plot - 4.0 {
        pen.fill(&scene.look.ink);
        pen.faded(0.12, || {
            pen.rect(left, top + 1.0, from - left, tall - 1.0);
            pen.rect(to, top + 1.0, left + plot - to, tall - 1.0);
        });
        pen.stroke(&scene.look.accent, 1.5);
        pen.frame(from, top + 1.0, shown.max(4.0), tall - 2.0);
    }
    if let Some(playhead) = scene.playhead {
        let at = match scene.view.axis {
            Axis::Time => playhead.time.saturating_sub(scene.recording.start_time()) as f64,
            Axis::Order => f64::from(playhead.position.0),
        };
        pen.fill(&scene.look.accent);
        pen.rect(x(at) - 1.0, top + 1.0, 2.0, tall - 1.0);
    }
}

/// How many events there are in each of so many equal parts of the run.
fn columns(recording: &Recording, axis: Axis, extent: f64, count: usize) -> Vec<u32> {
    let origin = recording.start_time();
    let before = |at: f64| match axis {
        Axis::Time => recording.position_before(origin + at as u64).0,
        Axis::Order => at as u32,
    };
    let mut last = 0;
    (1..=count)
        .map(|column| {
            let end = if column == count { recording.len() } else { before(extent * column as f64 / count as f64) };
            let found = end.saturating_sub(last);
            last = end;
            found
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, TaskId};

    use super::*;

    #[test]
    fn counts_what_happened_in_each_part() {
        let mut recording = Recording::new();
        for time in [0, 0, 10, 55, 99, 100] {
            recording.event(time, Event::TaskRunning { task: TaskId(1) });
        }
        assert_eq!(columns(&recording, Axis::Time, 100.0, 4), [3, 0, 1, 2]);
        assert_eq!(columns(&recording, Axis::Order, 6.0, 3), [2, 2, 2]);
        assert!(columns(&recording, Axis::Time, 100.0, 0).is_empty());
    }
}
