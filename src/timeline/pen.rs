//! Shapes on a canvas.

use std::{
    cell::Cell,
    f64::consts::{PI, TAU},
};

use js_sys::Array;
use loopscope_executor::Outcome;
use web_sys::CanvasRenderingContext2d;

use super::look::Look;

/// Draws shapes on a canvas.
pub(super) struct Pen<'a> {
    context: &'a CanvasRenderingContext2d,
    /// How strongly it draws.
    strength: Cell<f64>,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

impl<'a> Pen<'a> {
    pub(super) fn new(context: &'a CanvasRenderingContext2d) -> Self {
        context.set_text_baseline("middle");
        Self { context, strength: Cell::new(1.0) }
    }

    pub(super) fn fill(&self, color: &str) {
        self.context.set_fill_style_str(color);
    }

    pub(super) fn stroke(&self, color: &str, width: f64) {
        self.context.set_stroke_style_str(color);
        self.context.set_line_width(width);
    }

    pub(super) fn rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.context.fill_rect(x, y, width, height);
    }

    pub(super) fn frame(&self, x: f64, y: f64, width: f64, height: f64) {
        self.context.stroke_rect(x + 0.75, y + 0.75, (width - 1.5).max(0.5), height - 1.5);
    }

    /// Draws less strongly; within what is drawn less strongly, even less.
    pub(super) fn faded(&self, strength: f64, draw: impl FnOnce()) {
        let outer = self.strength.replace(self.strength.get() * strength);
        self.context.set_global_alpha(self.strength.get());
        draw();
        self.strength.set(outer);
        self.context.set_global_alpha(outer);
    }

    /// Draws nothing outside of a rectangle.
    pub(super) fn clipped(&self, x: f64, y: f64, width: f64, height: f64, draw: impl FnOnce()) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(x, y, width, height);
        self.context.clip();
        draw();
        self.context.restore();
    }

    pub(super) fn font(&self, font: &str) {
        self.context.set_font(font);
    }

    /// Writes, vertically centred.
    pub(super) fn text(&self, text: &str, x: f64, middle: f64) {
        let _ = self.context.fill_text(text, x, middle);
    }

    pub(super) fn width_of(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }

    /// As much of a text as fits into some pixels, and how wide that is. The font stays set.
    pub(super) fn fitted(&self, text: &str, room: f64, font: &str) -> (String, f64) {
        self.font(font);
        let width = self.width_of(text);
        if width <= room {
            return (text.to_owned(), width);
        }
        let mut count = (text.chars().count() as f64 * room / width) as usize;
        loop {
            let cut: String = text.chars().take(count).chain(['…']).collect();
            let width = self.width_of(&cut);
            if width <= room || count == 0 {
                return (cut, width);
            }
            count -= 1;
        }
    }

    /// Fills rectangles of one height, given by their left and right ends.
    pub(super) fn rects(&self, ends: impl Iterator<Item = (f64, f64)>, y: f64, height: f64) {
        self.context.begin_path();
        ends.for_each(|(left, right)| self.context.rect(left, y, right - left, height));
        self.context.fill();
    }

    /// Fills rectangles with slanted lines that continue from one rectangle to the next.
    pub(super) fn hatches(&self, ends: impl Iterator<Item = (f64, f64)>, y: f64, height: f64, distance: f64) {
        self.context.begin_path();
        for (left, right) in ends {
            let mut at = ((left - height) / distance).ceil() * distance;
            while at < right {
                // The line goes up to the right, from (at, y + height) to (at + height, y), as far as it is inside.
                let (from, to) = (at.max(left), (at + height).min(right));
                self.context.move_to(from, y + height - (from - at));
                self.context.line_to(to, y + height - (to - at));
                at += distance;
            }
        }
        self.context.stroke();
    }

    /// Fills a rectangle with upright lines.
    pub(super) fn stripes(&self, x: f64, y: f64, width: f64, height: f64, distance: f64) {
        self.context.begin_path();
        let mut at = (x / distance).ceil() * distance;
        while at < x + width {
            self.context.move_to(at, y);
            self.context.line_to(at, y + height);
            at += distance;
        }
        self.context.stroke();
    }

    /// A triangle that points down, below (x, top).
    pub(super) fn triangle(&self, x: f64, top: f64, size: f64) {
        self.context.begin_path();
        self.context.move_to(x - size, top);
        self.context.line_to(x + size, top);
        self.context.line_to(x, top + 1.6 * size);
        self.context.fill();
    }

    /// The sign of a thread.
    #[inline(never)]
    pub(super) fn strands(&self, x: f64, middle: f64) {
        self.rect(x, middle - 5.0, 3.0, 10.0);
        self.rect(x + 5.0, middle - 5.0, 3.0, 10.0);
    }

    /// A sign before a task with others under it: pointing down, or right if they are folded away.
    pub(super) fn fold(&self, x: f64, y: f64, is_folded: bool) {
        self.context.begin_path();
        if is_folded {
            self.context.move_to(x - 3.5, y - 5.0);
            self.context.line_to(x + 4.5, y);
            self.context.line_to(x - 3.5, y + 5.0);
        } else {
            self.context.move_to(x - 5.0, y - 3.5);
            self.context.line_to(x + 5.0, y - 3.5);
            self.context.line_to(x, y + 4.5);
        }
        self.context.fill();
    }

    /// A bookmark on the ruler's lower edge.
    pub(super) fn flag(&self, x: f64, bottom: f64) {
        self.rect(x - 0.75, bottom - 14.0, 1.5, 14.0);
        self.context.begin_path();
        self.context.move_to(x, bottom - 14.0);
        self.context.line_to(x + 9.0, bottom - 10.5);
        self.context.line_to(x, bottom - 7.0);
        self.context.fill();
    }

    /// An arrow from one lane and time to another.
    pub(super) fn slanted(&self, from_x: f64, from_y: f64, to_x: f64, to_y: f64, color: &str) {
        let context = self.context;
        let (across, down) = (to_x - from_x, to_y - from_y);
        let long = across.hypot(down).max(1.0);
        let (right, below) = (across / long, down / long);
        let (neck_x, neck_y) = (to_x - right * 7.0, to_y - below * 7.0);
        self.stroke(color, 1.25);
        context.begin_path();
        context.move_to(from_x, from_y);
        context.line_to(neck_x, neck_y);
        context.stroke();
        self.fill(color);
        context.begin_path();
        context.move_to(to_x, to_y);
        context.line_to(neck_x - below * 3.5, neck_y + right * 3.5);
        context.line_to(neck_x + below * 3.5, neck_y - right * 3.5);
        context.fill();
        self.rect(from_x - 2.0, from_y - 2.0, 4.0, 4.0);
    }

    /// How a task ended: a disc, a diamond with an exclamation mark, or a cross.
    pub(super) fn ending(&self, x: f64, y: f64, outcome: Outcome, color: &str, look: &Look) {
        let context = self.context;
        context.begin_path();
        match outcome {
            Outcome::Returned => {
                let _ = context.arc(x, y, 4.0, 0.0, TAU);
                self.fill(color);
                context.fill();
                self.stroke(&look.ground, 1.5);
                context.stroke();
            }
            Outcome::Failed => {
                context.move_to(x, y - 9.0);
                context.line_to(x + 9.0, y);
                context.line_to(x, y + 9.0);
                context.line_to(x - 9.0, y);
                context.close_path();
                self.fill(&look.danger);
                context.fill();
                self.fill(&look.ground);
                self.rect(x - 1.0, y - 5.0, 2.0, 6.0);
                self.rect(x - 1.0, y + 2.5, 2.0, 2.0);
            }
            Outcome::Cancelled => {
                for (width, ink) in [(5.0, look.ground.as_str()), (2.0, look.danger.as_str())] {
                    context.begin_path();
                    context.move_to(x - 4.5, y - 4.5);
                    context.line_to(x + 4.5, y + 4.5);
                    context.move_to(x + 4.5, y - 4.5);
                    context.line_to(x - 4.5, y + 4.5);
                    self.stroke(ink, width);
                    context.stroke();
                }
            }
        }
    }

    /// An upright line.
    pub(super) fn upright(&self, x: f64, from: f64, to: f64, color: &str, dash: Dash) {
        let pattern: &[f64] = match dash {
            Dash::Solid => &[],
            Dash::Dashed => &[5.0, 3.0],
            Dash::Dotted => &[1.5, 3.0],
        };
        let context = self.context;
        let _ = context.set_line_dash(&pattern.iter().copied().map(wasm_bindgen::JsValue::from_f64).collect::<Array>());
        self.stroke(color, 1.5);
        context.begin_path();
        context.move_to(x, from);
        context.line_to(x, to);
        context.stroke();
        let _ = context.set_line_dash(&Array::new());
    }

    /// An upright arrow.
    pub(super) fn arrow(&self, x: f64, from: f64, to: f64, color: &str, dash: Dash) {
        let context = self.context;
        let down = if to > from { 1.0 } else { -1.0 };
        self.upright(x, from, to - down * 7.0, color, dash);
        self.fill(color);
        context.begin_path();
        context.move_to(x, to);
        context.line_to(x - 4.0, to - down * 7.0);
        context.line_to(x + 4.0, to - down * 7.0);
        context.fill();
        context.begin_path();
        let _ = context.arc(x, from, 2.5, 0.0, 2.0 * PI);
        context.fill();
    }
}
