//! The timeline: a lane per task, when it ran, was ready, waited, or blocked the loop.
//!
//! `layout` says where everything is (and is tested without a browser), `draw` draws it, `input` says what a gesture
//! or a key means, `facts` puts what is under the pointer into words. This module ties them to the page.

mod draw;
mod facts;
mod ghost;
mod input;
mod lanes;
mod layout;
mod look;
mod minimap;
mod pen;
mod scrub;
mod surface;
mod table;
mod ticks;
mod tooltip;
mod traffic;

use std::collections::BTreeSet;

use leptos::{
    ev::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent},
    html::Canvas,
    prelude::*,
};
use loopscope_executor::TaskId;
use loopscope_recording::{Axis, HandOver, Recording, SharedRecording, Stride};

use crate::{
    boxed::{aria, effect, flag, memo, on, text},
    runner::{Playhead, Runner},
    selection::Selection,
    theme::Theme,
};

pub(crate) use facts::{as_task, is_pool, name_of, resource_name, short_name, task_name, waits_for};
pub(crate) use table::escape;
pub(crate) use ticks::{duration, moment};

use draw::Scene;
use facts::{Facts, departure_in_words, facts, foreseen_facts, summary, task_facts};
use ghost::Ghost;
use input::{Command, Drag, Pointers, ZOOM_STEP, command, wheel_pixels, wheel_zoom};
use lanes::Lanes;
use layout::{Extent, Frame, LANE, Mode, Place, Scale, View};
use look::Look;
use table::TimelineTable;
use tooltip::Tooltip;
use traffic::traffic;

/// What the timeline shows, and how to change it.
#[derive(Clone, Copy)]
struct Timeline {
    runner: Runner,
    selection: Selection,
    view: RwSignal<View>,
    frame: Signal<Frame>,
    lanes: StoredValue<Lanes>,
    /// The recording that was shown last.
    shown: StoredValue<Option<SharedRecording>, LocalStorage>,
    /// Tasks whose children are folded away, by their numbers in order of creation.
    folded: RwSignal<BTreeSet<usize>>,
    bookmarks: RwSignal<Vec<Playhead>>,
    /// What the task that is looked at gave and took, of a recording of this length.
    overs: StoredValue<(Option<TaskId>, u32, Vec<HandOver>)>,
    drag: StoredValue<Drag>,
    pointers: StoredValue<Pointers>,
    pointer: RwSignal<Option<(f64, f64)>>,
    tooltip: RwSignal<Option<Tooltip>>,
}

/// What lies at a point.
struct Found {
    task: TaskId,
    line: u32,
    facts: Facts,
}

/// The timeline pane.
#[component]
pub fn TimelinePane() -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let timeline = Timeline::new(surface::use_size(canvas));
    timeline.draw_on(canvas, Theme::from_context().is_dark());
    let runner = timeline.runner;
    let state = memo(move || {
        runner.track();
        runner
            .recording()
            .read(|recording| (recording.tasks().len() == 0, recording.is_capped().then(|| recording.limits().events)))
    });
    let notice = text(move || match state.get().1 {
        Some(events) => format!("The run is longer than its recording: the first {events} events are shown."),
        None => String::new(),
    });
    let departure = text(move || {
        let Some(foresight) = runner.foresight() else { return String::new() };
        let Some(departure) = foresight.departure else { return String::new() };
        runner.recording().read(|run| foresight.recording.read(|known| departure_in_words(run, known, departure)))
    });
    let hint = text(move || {
        let plays = runner.is_active() && runner.foresight().is_some();
        if plays { PLAYING_HINT } else { HINT }.to_owned()
    });
    let shows_table = RwSignal::new(false);
    view! {
        <section class="pane timeline" aria-label="Timeline" class:pane--stale=flag(move || runner.is_stale())
            class:pane--ahead=flag(move || runner.outlook().is_some())>
            <header class="pane__head">
                <h2 class="pane__title">"Timeline"</h2>
                <p class="pane__hint" title=hint>{hint}</p>
                <Controls timeline shows_table/>
            </header>
            <div class="timeline__body">
                <Surface timeline canvas/>
                <p class="pane__empty timeline__empty" hidden=flag(move || !state.get().0)>
                    "When you run the program, each of its tasks gets a lane here: when it ran, when it was ready but \
                     had to wait its turn, and what it waited for."
                </p>
                <div class="timeline__tooltip" aria-hidden="true"
                    hidden=flag(move || timeline.tooltip.with(Option::is_none))
                    style=text(move || timeline.tooltip.with(|tooltip| tooltip.as_ref().map(Tooltip::style).unwrap_or_default()))
                    inner_html=text(move || timeline.tooltip.with(|tooltip| tooltip.as_ref().map(Tooltip::html).unwrap_or_default()))></div>
            </div>
            <TimelineTable is_shown=shows_table/>
            <p class="timeline__departure" role="status" hidden=flag(move || departure.with(String::is_empty))>{departure}</p>
            <p class="pane__warning" role="status" hidden=flag(move || state.get().1.is_none())>{notice}</p>
        </section>
    }
}

const HINT: &str = "Solid: runs. Hatched: ready. Line: waits. Tube: a thread. Drag the ruler to go back in time.";
const PLAYING_HINT: &str = "Solid: runs. Hatched: ready. Line: waits. Pale: foreseen, not yet happened.";
/// A run may come so much later than was foreseen, as a part of the whole and in nanoseconds, before the picture shrinks.
const LATE_PART: f64 = 0.1;
const LATE_NANOS: f64 = 50e6;
/// More arrows are only confusing.
const MOST_HAND_OVERS: usize = 40;

/// A button of the pane's head.
fn button(
    label: &'static str,
    title: &'static str,
    pressed: Option<Signal<String>>,
    act: Box<dyn FnMut(MouseEvent)>,
) -> impl IntoView {
    let is_sign = label.chars().count() == 1;
    let name = is_sign.then_some(title);
    view! {
        <button class="button button--quiet" title=title aria-label=name aria-pressed=pressed on:click=act>{label}</button>
    }
}

#[component]
fn Controls(timeline: Timeline, shows_table: RwSignal<bool>) -> impl IntoView {
    let along = move |axis| Some(aria(move || timeline.view.with(|view| view.axis) == axis));
    let follows = aria(move || timeline.view.with(|view| view.mode) != Mode::Free);
    let is_table = aria(move || shows_table.get());
    let axis = |axis: Axis, label, title| button(label, title, along(axis), on(move |_| timeline.turn_to(axis)));
    let command = |label, title, command: Command| button(label, title, None, on(move |_| timeline.act(command)));
    view! {
        <div class="timeline__controls" role="group" aria-label="View of the timeline">
            <button class="button button--quiet timeline__latest" hidden=flag(move || timeline.runner.playhead().is_none())
                title="Back to the newest moment (Escape)" on:click=on(move |_| timeline.runner.seek(None))>"Latest"</button>
            {axis(Axis::Time, "Time", "Everything as long as it took")}
            {axis(Axis::Order, "Order", "Everything in its order, however little time it took")}
            {command("−", "Zoom out", Command::Zoom(1.0 / ZOOM_STEP))}
            {command("+", "Zoom in", Command::Zoom(ZOOM_STEP))}
            {command("Fit", "Show the whole run", Command::Fit)}
            {button("Follow", "Keep the newest in view", Some(follows), on(move |_| timeline.act(Command::Follow)))}
            {button("Table", "Show the same as a table", Some(is_table), on(move |_| shows_table.update(|is| *is = !*is)))}
        </div>
    }
}

#[component]
fn Surface(timeline: Timeline, canvas: NodeRef<Canvas>) -> impl IntoView {
    let runner = timeline.runner;
    let calm = memo(move || (runner.live_edge() / 1_000_000_000, runner.is_active()));
    let label = text(move || {
        // A memo that is only tracked is never looked at, and so never changes.
        calm.get();
        let summary = runner.recording().read(summary);
        format!(
            "Timeline: {summary}. Arrows up and down choose a task, left and right move, plus and minus zoom, 0 fits. \
             Comma and full stop step back and forth through time, with shift by turns, brackets by the chosen task; \
             Escape goes back to the newest. B sets a bookmark, N goes to the next; the space bar folds."
        )
    });
    view! {
        <canvas class="timeline__canvas" node_ref=canvas tabindex="0" role="application" aria-label=label
            on:pointerdown=on(move |event: PointerEvent| timeline.on_press(&event))
            on:pointermove=on(move |event: PointerEvent| timeline.on_move(&event))
            on:pointerup=on(move |event: PointerEvent| timeline.on_lift(&event))
            on:pointercancel=on(move |event: PointerEvent| timeline.on_lift(&event))
            on:pointerleave=on(move |_: PointerEvent| timeline.leave())
            on:dblclick=on(move |_: MouseEvent| timeline.act(Command::Fit))
            on:wheel=on(move |event: WheelEvent| timeline.on_wheel(&event))
            on:keydown=on(move |event: KeyboardEvent| timeline.on_key(&event))></canvas>
        <p class="visually-hidden" role="status">{text(move || timeline.chosen_in_words().unwrap_or_default())}</p>
    }
}

impl Timeline {
    fn new(frame: Signal<Frame>) -> Self {
        let timeline = Self {
            runner: Runner::from_context(),
            selection: Selection::from_context(),
            view: RwSignal::new(View::default()),
            frame,
            lanes: StoredValue::new(Lanes::default()),
            shown: StoredValue::new_local(None),
            folded: RwSignal::default(),
            bookmarks: RwSignal::default(),
            overs: StoredValue::new((None, 0, Vec::new())),
            drag: StoredValue::new(Drag::Pan),
            pointers: StoredValue::new(Pointers::default()),
            pointer: RwSignal::new(None),
            tooltip: RwSignal::new(None),
        };
        // Another run is another picture, of which only the axis stays as it was chosen; but a run of what was foreseen
        // goes on in the same.
        effect(move || {
            let recording = timeline.runner.recording();
            let foreseen = untrack(|| timeline.runner.foresight()).map(|foresight| foresight.recording);
            let before = timeline.shown.try_update_value(|shown| shown.replace(recording)).flatten();
            timeline.lanes.set_value(Lanes::default());
            timeline.overs.set_value((None, 0, Vec::new()));
            timeline.bookmarks.update(Vec::clear);
            if foreseen.is_none() || foreseen != before {
                timeline.folded.update(BTreeSet::clear);
                timeline.view.update(|view| *view = View { axis: view.axis, ..View::default() });
            }
        });
        timeline
    }

    /// Draws whenever something changes that can be seen.
    fn draw_on(self, canvas: NodeRef<Canvas>, is_dark: Signal<bool>) {
        let request = surface::once_a_frame(move || {
            if let Some(canvas) = canvas.try_get_untracked().flatten() {
                self.draw(&canvas, is_dark.get_untracked());
            }
        });
        effect(move || {
            self.runner.track();
            self.runner.live_edge();
            self.runner.is_active();
            self.view.track();
            self.runner.playhead();
            self.folded.track();
            self.bookmarks.track();
            self.frame.track();
            self.pointer.track();
            self.selection.task.track();
            self.selection.hovered.track();
            is_dark.track();
            canvas.track();
            request();
        });
    }

    fn draw(self, canvas: &web_sys::HtmlCanvasElement, is_dark: bool) {
        let frame = self.frame.get_untracked();
        let Some(context) = surface::prepare(canvas, frame) else { return };
        let look = Look::of(canvas, is_dark);
        self.update_lanes();
        self.compare(|recording, ghost, now| {
            let is_live = self.is_live();
            let (chosen, hovered) = (self.selection.task.get_untracked(), self.selection.hovered.get_untracked());
            let looked_at = hovered.or(chosen);
            self.overs.update_value(|overs| {
                let len = recording.len();
                // While a run goes on, not with every frame.
                let is_known =
                    overs.0 == looked_at && (overs.1 == len || is_live && len - overs.1.min(len) < 100 + len / 8);
                if !is_known {
                    let found = looked_at.map(|task| recording.hand_overs(task, MOST_HAND_OVERS)).unwrap_or_default();
                    *overs = (looked_at, len, found);
                }
            });
            let extent = self.extent_of(recording, ghost, now);
            let mut view = self.view.get_untracked().settled(extent);
            self.lanes.with_value(|lanes| {
                view = view.scrolled(view.scroll, lanes.len(), frame);
                // What the drawing itself finds out is no reason to draw again.
                self.view.update_untracked(|old| *old = view);
                let index = |task: TaskId| recording.task(task).map(|task| task.index());
                draw::draw(
                    &context,
                    &Scene {
                        recording,
                        ghost,
                        lanes,
                        view,
                        frame,
                        look: &look,
                        chosen: chosen.and_then(index),
                        overs: &self.overs.with_value(|overs| overs.2.clone()),
                        playhead: self.runner.playhead_untracked(),
                        bookmarks: &self.bookmarks.get_untracked(),
                        hovered: hovered.and_then(index),
                        now,
                        reach: extent.reach,
                        is_live,
                    },
                );
            });
        });
        self.update_tooltip();
    }

    /// Reads the recording, with how far time has come.
    fn read<R>(self, question: impl FnOnce(&Recording, u64) -> R) -> R {
        let (recording, now) = untrack(|| (self.runner.recording(), self.runner.live_edge()));
        recording.read(|recording| question(recording, now.max(recording.end_time())))
    }

    /// Reads the recording and what was foreseen of it, with how far time has come.
    fn compare<R>(self, question: impl FnOnce(&Recording, Option<Ghost<'_>>, u64) -> R) -> R {
        match untrack(|| self.runner.foresight()) {
            Some(foresight) => foresight.recording.read(|foreseen| {
                let ghost = Ghost { recording: foreseen, departure: foresight.departure };
                self.read(|recording, now| question(recording, Some(ghost), now))
            }),
            None => self.read(|recording, now| question(recording, None, now)),
        }
    }

    /// Gives each task its lane, also those that are yet to come.
    fn update_lanes(self) {
        self.compare(|recording, ghost, _| {
            let foreseen = ghost.filter(|_| self.is_live()).map(|ghost| ghost.recording);
            self.folded
                .with_untracked(|folded| self.lanes.update_value(|lanes| lanes.update(recording, foreseen, folded)));
        });
    }

    fn is_live(self) -> bool {
        untrack(|| self.runner.is_active())
    }

    fn axis(self) -> Axis {
        self.view.with_untracked(|view| view.axis)
    }

    /// How far the run has come along the axis, and how far it is foreseen.
    fn extent(self) -> Extent {
        self.compare(|recording, ghost, now| self.extent_of(recording, ghost, now))
    }

    fn extent_of(self, recording: &Recording, ghost: Option<Ghost<'_>>, now: u64) -> Extent {
        let edge = extent(recording, self.axis(), now);
        let is_live = self.is_live();
        let foreseen = ghost
            .filter(|_| is_live)
            .map_or(0.0, |ghost| extent(ghost.recording, self.axis(), ghost.recording.end_time()));
        let grows = is_live && (foreseen == 0.0 || edge > foreseen * (1.0 + LATE_PART) + LATE_NANOS);
        Extent { edge, reach: edge.max(foreseen), grows }
    }

    /// What lies at a point of the canvas.
    fn find(self, x: f64, y: f64) -> Option<Found> {
        let (view, frame) = (self.view.get_untracked(), self.frame.get_untracked());
        self.compare(|recording, ghost, now| {
            self.lanes.with_value(|lanes| {
                let place = frame.place(view, lanes.len(), x, y);
                let (Place::Lane(lane) | Place::Name(lane)) = place else { return None };
                let index = lanes.get(lane)?.task;
                let is_ahead = |scale: Scale| scale.at(x) > extent(recording, view.axis, now);
                if let Some(ghost) = ghost.filter(|_| {
                    self.is_live()
                        && (recording.task_by_index(index).is_none() || is_ahead(Scale::new(view, frame, recording)))
                }) {
                    return foreseen_at(ghost.recording, index, (view, frame), x);
                }
                let task = recording.task_by_index(index)?;
                if matches!(place, Place::Lane(_)) {
                    let scale = Scale::new(view, frame, recording);
                    let span = scale.bar_at(recording, task.index(), x, now)?.span;
                    let mut facts = facts(recording, task, &span);
                    let went = |overs: &Vec<HandOver>| traffic(recording, task, &span, overs);
                    facts.lines.extend(self.overs.with_value(|known| went(&known.2)));
                    return Some(Found { task: task.id(), line: span.line, facts });
                }
                let line = recording.now().status(task.id()).map_or(0, |status| status.line);
                Some(Found { task: task.id(), line, facts: task_facts(recording, task) })
            })
        })
    }

    fn update_tooltip(self) {
        let is_dragging = self.pointers.with_value(Pointers::is_dragging);
        let pointer = self.pointer.get_untracked().filter(|_| !is_dragging);
        let found = pointer.and_then(|(x, y)| Some((x, y, self.find(x, y)?)));
        let hovered = found.as_ref().map(|(_, _, found)| found.task);
        if pointer.is_some() && self.selection.hovered.get_untracked() != hovered {
            self.selection.hovered.set(hovered);
        }
        let Frame { width, height, unit } = self.frame.get_untracked();
        let tooltip = found.map(|(x, y, found)| Tooltip {
            x: x * unit,
            y: y * unit,
            is_left: x > width * 0.55,
            is_above: y > height * 0.5,
            facts: found.facts,
        });
        if self.tooltip.with_untracked(|old| *old != tooltip) {
            self.tooltip.set(tooltip);
        }
    }

    /// Where an event happened, on the canvas.
    fn point(self, event: &MouseEvent) -> (f64, f64) {
        let unit = self.frame.with_untracked(|frame| frame.unit);
        (f64::from(event.offset_x()) / unit, f64::from(event.offset_y()) / unit)
    }

    fn on_press(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let target: web_sys::Element = event_target(event);
        let _ = target.set_pointer_capture(event.pointer_id());
        let (x, y) = self.point(event);
        let drag = if self.pointers.with_value(Pointers::is_down) { Drag::Pan } else { self.drag_at(x, y) };
        self.drag.set_value(drag);
        self.pointers.update_value(|pointers| pointers.press(event.pointer_id(), x, y));
        self.dragged(drag, x);
    }

    fn on_move(self, event: &PointerEvent) {
        let (x, y) = self.point(event);
        let drag = self.drag.get_value();
        let is_down = self.pointers.with_value(Pointers::is_down);
        let gesture = self.pointers.try_update_value(|pointers| pointers.drag(event.pointer_id(), x, y)).flatten();
        if is_down && drag != Drag::Pan {
            return self.dragged(drag, x);
        }
        if let Some(gesture) = gesture {
            self.change(|view, frame| {
                let extent = self.extent();
                let per_pixel = view.width() / frame.plot_width();
                let around = view.start + (gesture.around - frame.gutter()) * per_pixel;
                let zoomed =
                    if gesture.zoom == 1.0 { view } else { view.zoomed(around, gesture.zoom, extent, self.is_live()) };
                let moved = -gesture.right * zoomed.width() / frame.plot_width();
                let panned = if gesture.right == 0.0 { zoomed } else { zoomed.panned(moved, extent) };
                View { scroll: view.scroll - gesture.down, ..panned }
            });
        }
        self.pointer.set(Some((x, y)));
    }

    fn on_lift(self, event: &PointerEvent) {
        let was_click = self.pointers.try_update_value(|pointers| pointers.lift(event.pointer_id()));
        let is_pan = self.drag.get_value() == Drag::Pan;
        if was_click == Some(true) && is_pan && event.type_() == "pointerup" {
            let (x, y) = self.point(event);
            if self.fold_at(x, y) {
                return;
            }
            match self.find(x, y) {
                Some(found) => self.selection.choose(found.task, found.line),
                None => self.selection.task.set(None),
            }
        }
        if event.pointer_type() == "touch" {
            self.leave();
        }
    }

    fn leave(self) {
        self.pointer.set(None);
        self.selection.hovered.set(None);
    }

    fn on_wheel(self, event: &WheelEvent) {
        if self.read(|recording, _| recording.is_empty()) {
            return;
        }
        event.prevent_default();
        let (x, _) = self.point(event);
        let (across, along) = (event.delta_x(), event.delta_y());
        let mode = event.delta_mode();
        self.change(|view, frame| {
            let per_pixel = view.width() / frame.plot_width();
            if event.ctrl_key() || event.meta_key() {
                // A pinch on a touchpad comes as a wheel with the control key, in small steps.
                let at = view.start + (x - frame.gutter()) * per_pixel;
                view.zoomed(at, wheel_zoom(along * 4.0, mode), self.extent(), self.is_live())
            } else if across.abs() > along.abs() || event.shift_key() {
                let delta = if across == 0.0 { along } else { across };
                view.panned(wheel_pixels(delta, mode) * per_pixel, self.extent())
            } else if x < frame.gutter() {
                View { scroll: view.scroll + wheel_pixels(along, mode), ..view }
            } else {
                let at = view.start + (x - frame.gutter()) * per_pixel;
                view.zoomed(at, wheel_zoom(along, mode), self.extent(), self.is_live())
            }
        });
    }

    fn on_key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(command) = command(&event.key(), event.shift_key()) {
            event.prevent_default();
            self.act(command);
        }
    }

    fn act(self, command: Command) {
        match command {
            Command::Choose(by) => self.choose_lane(by),
            Command::GoToLine => {
                if let Some((task, line)) = self.chosen_line() {
                    self.selection.choose(task, line);
                }
            }
            Command::Drop if self.runner.playhead_untracked().is_some() => self.runner.seek(None),
            Command::Drop => self.selection.task.set(None),
            Command::Step(forward) => self.step(Stride::Switch, forward),
            Command::Turn(forward) => self.step(Stride::Turn, forward),
            Command::Wake(forward) => {
                let stride = self.selection.task.get_untracked().map_or(Stride::Switch, Stride::Wake);
                self.step(stride, forward);
            }
            Command::Bookmark => self.toggle_bookmark(),
            Command::NextBookmark => self.next_bookmark(),
            Command::Fold => self.fold_chosen(),
            _ => self.change(|view, _| self.moved(view, command)),
        }
    }

    fn moved(self, view: View, command: Command) -> View {
        let extent = self.extent();
        match command {
            Command::Zoom(factor) => {
                let is_live = self.is_live();
                let follows = is_live && view.mode != Mode::Free && (view.start..view.end).contains(&extent.edge);
                let at = if follows { extent.edge } else { f64::midpoint(view.start, view.end) };
                let zoomed = view.zoomed(at, factor, extent, is_live);
                if follows { View { mode: Mode::Follow, ..zoomed } } else { zoomed }
            }
            Command::Pan(part) => view.panned(part * view.width(), extent),
            Command::Fit => View { mode: Mode::Fit, ..view },
            Command::Follow if view.mode == Mode::Free => View { mode: Mode::Follow, ..view },
            Command::Follow => View { mode: Mode::Free, ..view },
            Command::Begin => view.panned(-view.start - 0.02 * view.width(), extent),
            Command::End => view.panned(extent.reach - view.end + 0.02 * view.width(), extent),
            _ => view,
        }
    }

    fn turn_to(self, axis: Axis) {
        self.change(|view, _| self.read(|recording, _| view.along(axis, recording)));
    }

    fn change(self, change: impl FnOnce(View, Frame) -> View) {
        let frame = self.frame.get_untracked();
        let lanes = self.lanes.with_value(Lanes::len);
        let old = self.view.get_untracked();
        let view = change(old, frame);
        let view = view.scrolled(view.scroll, lanes, frame);
        if view != old {
            self.view.set(view);
        }
    }

    /// Chooses the task so many lanes below the chosen one, and makes sure that it can be seen.
    fn choose_lane(self, by: isize) {
        let lanes = self.lanes.with_value(Lanes::len);
        if lanes == 0 {
            return;
        }
        let chosen = self.selection.task.get_untracked();
        let found = self.compare(|recording, ghost, _| {
            self.lanes.with_value(|all| {
                let current = chosen.and_then(|task| all.find(recording.task(task)?.index()));
                let lane = current.map_or(0, |lane| lane.saturating_add_signed(by).min(lanes - 1));
                let index = all.get(lane)?.task;
                let foreseen = || ghost.and_then(|ghost| ghost.recording.task_by_index(index));
                Some((lane, recording.task_by_index(index).or_else(foreseen)?.id()))
            })
        });
        let Some((lane, task)) = found else { return };
        self.selection.task.set(Some(task));
        self.change(|view, frame| {
            let top = lane as f64 * LANE;
            let scroll = view.scroll.min(top).max(top + LANE - frame.lanes_height());
            View { scroll, ..view }
        });
    }

    fn chosen_line(self) -> Option<(TaskId, u32)> {
        let task = self.selection.task.get_untracked()?;
        untrack(|| self.runner.moment(|now| Some((task, now.status(task)?.line))))
    }

    /// What the chosen task is doing, for those who do not see it.
    fn chosen_in_words(self) -> Option<String> {
        let task = self.selection.task.get()?;
        let playhead = self.runner.playhead();
        self.read(|recording, now| {
            let known = recording.task(task)?;
            let position = playhead.map_or(recording.len(), |playhead| playhead.position.0).saturating_sub(1);
            let Facts { title, lines } = match recording.span_at(task, Axis::Order, u64::from(position), now) {
                Some(span) => facts(recording, known, &span),
                None => task_facts(recording, known),
            };
            Some(format!("{title}: {}", lines.join(", ")))
        })
    }
}

/// What is foreseen for a lane at a pixel.
fn foreseen_at(foreseen: &Recording, index: usize, (view, frame): (View, Frame), x: f64) -> Option<Found> {
    let task = foreseen.task_by_index(index)?;
    let scale = Scale::new(view, frame, foreseen);
    let span = scale.bar_at(foreseen, index, x, foreseen.end_time()).map(|bar| bar.span);
    let line = span.map_or(0, |span| span.line);
    Some(Found { task: task.id(), line, facts: foreseen_facts(foreseen, task, span.as_ref()) })
}

fn extent(recording: &Recording, axis: Axis, now: u64) -> f64 {
    match axis {
        Axis::Time if recording.is_empty() => 0.0,
        Axis::Time => now.saturating_sub(recording.start_time()) as f64,
        Axis::Order => f64::from(recording.len()),
    }
}
