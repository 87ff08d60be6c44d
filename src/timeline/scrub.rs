//! Going back and forth in time: the playhead, its steps, bookmarks; and folding.

use leptos::prelude::*;
use loopscope_recording::{Position, Stride};

use super::{
    Timeline,
    input::Drag,
    lanes::Lanes,
    layout::{Mode, Place, Scale, View},
};

impl Timeline {
    /// What a pointer does that is put down here.
    pub(super) fn drag_at(self, x: f64, y: f64) -> Drag {
        let (view, frame) = (self.view.get_untracked(), self.frame.get_untracked());
        match frame.place(view, self.lanes.with_value(Lanes::len), x, y) {
            Place::Ruler if x >= frame.gutter() => Drag::Scrub,
            Place::Minimap if x >= frame.gutter() => Drag::Map,
            _ => Drag::Pan,
        }
    }

    /// A pointer is down at this pixel.
    pub(super) fn dragged(self, drag: Drag, x: f64) {
        let frame = self.frame.get_untracked();
        match drag {
            Drag::Pan => {}
            Drag::Scrub => {
                let (view, x) = (self.view.get_untracked(), x.clamp(frame.gutter(), frame.width));
                let playhead = self.read(|recording, _| {
                    (!recording.is_empty()).then(|| Scale::new(view, frame, recording).moment_at(recording, x))
                });
                self.runner.seek(playhead);
            }
            Drag::Map => {
                let extent = self.extent();
                let part = ((x - frame.gutter()) / frame.plot_width()).clamp(0.0, 1.0);
                self.change(|view, _| {
                    // The whole is seen already: nothing is to be chosen.
                    let by = part * extent.reach - f64::midpoint(view.start, view.end);
                    if view.width() >= extent.reach { view } else { view.panned(by, extent) }
                });
            }
        }
    }

    /// Moves the playhead by a step, and keeps it in view.
    pub(super) fn step(self, stride: Stride, forward: bool) {
        self.runner.step(stride, forward);
        self.show_playhead();
    }

    /// Moves the view so that the playhead is in it.
    pub(super) fn show_playhead(self) {
        let Some(playhead) = self.runner.playhead_untracked() else { return };
        self.change(|view, frame| {
            let x = self.read(|recording, _| Scale::new(view, frame, recording).playhead_x(recording, playhead));
            let is_seen = (frame.gutter()..=frame.width).contains(&x);
            if is_seen {
                return View { mode: if view.mode == Mode::Follow { Mode::Free } else { view.mode }, ..view };
            }
            let by = (x - frame.gutter() - frame.plot_width() / 2.0) * view.width() / frame.plot_width();
            View { start: view.start + by, end: view.end + by, mode: Mode::Free, ..view }
        });
    }

    pub(super) fn toggle_bookmark(self) {
        let newest = || {
            let position = self.read(|recording, _| Position(recording.len()));
            crate::runner::Playhead { position, time: self.runner.live_edge_untracked() }
        };
        let here = self.runner.playhead_untracked().unwrap_or_else(newest);
        self.bookmarks.update(|bookmarks| match bookmarks.iter().position(|known| *known == here) {
            Some(at) => drop(bookmarks.remove(at)),
            None => {
                bookmarks.push(here);
                bookmarks.sort_by_key(|known| (known.position, known.time));
            }
        });
    }

    pub(super) fn next_bookmark(self) {
        let here = self.runner.playhead_untracked();
        let next = self.bookmarks.with_untracked(|bookmarks| {
            let is_later = |known: &&crate::runner::Playhead| {
                here.is_some_and(|here| (known.position, known.time) > (here.position, here.time))
            };
            bookmarks.iter().find(is_later).or(bookmarks.first()).copied()
        });
        if next.is_some() {
            self.runner.seek(next);
            self.show_playhead();
        }
    }

    /// Folds or unfolds a task by the sign before its name; says whether there is one at this point.
    pub(super) fn fold_at(self, x: f64, y: f64) -> bool {
        let (view, frame) = (self.view.get_untracked(), self.frame.get_untracked());
        let row = self.lanes.with_value(|lanes| match frame.place(view, lanes.len(), x, y) {
            Place::Name(lane) => lanes.get(lane),
            _ => None,
        });
        let Some(row) = row.filter(|row| row.is_parent && x < row.indent() + 20.0) else { return false };
        self.fold(row.task);
        true
    }

    pub(super) fn fold_chosen(self) {
        let chosen = self.selection.task.get_untracked();
        let task = self.read(|recording, _| chosen.and_then(|task| Some(recording.task(task)?.index())));
        let is_parent = |task| self.lanes.with_value(|lanes| lanes.get(lanes.find(task)?).map(|row| row.is_parent));
        if let Some(task) = task.filter(|&task| is_parent(task) == Some(true)) {
            self.fold(task);
        }
    }

    fn fold(self, task: usize) {
        self.folded.update(|folded| {
            if !folded.remove(&task) {
                folded.insert(task);
            }
        });
        // At once, and not with the next frame: a key may follow that counts lanes.
        self.update_lanes();
    }
}
