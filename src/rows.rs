//! Which rows of a long list are to be rendered.

use std::ops::Range;

/// Rows that are rendered above and below what can be seen, so that scrolling shows no gap before the next frame.
const MARGIN: usize = 12;
/// Browsers cannot lay out anything much taller, in pixels.
const TALLEST: f64 = 10_000_000.0;

/// The part of a list of equally high rows that can be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewport {
    /// How far it is scrolled, in pixels.
    pub(crate) top: f64,
    /// How high it is, in pixels.
    pub(crate) height: f64,
    /// How high a row is, in pixels.
    pub(crate) row: f64,
}

impl Viewport {
    /// The rows to render, of so many.
    pub(crate) fn rows(&self, count: usize) -> Range<usize> {
        let first = (self.top.max(0.0) / self.row) as usize;
        let last = first + (self.height / self.row).ceil() as usize + 1;
        let last = (last + MARGIN).min(count);
        first.saturating_sub(MARGIN).min(last)..last
    }

    /// How many rows fit on one page at all; of more, the last are shown.
    pub(crate) fn most_rows(&self) -> usize {
        (TALLEST / self.row) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_what_can_be_seen_and_a_margin() {
        for (top, height, count, expected) in [
            (0.0, 200.0, 0, 0..0),
            (0.0, 200.0, 5, 0..5),
            (0.0, 200.0, 1_000, 0..23),
            (500.0, 200.0, 1_000, 13..48),
            (19_800.0, 200.0, 1_000, 978..1_000),
            (-30.0, 200.0, 1_000, 0..23),
            // The list became shorter, but the browser has not scrolled back yet.
            (9_000.0, 200.0, 10, 10..10),
        ] {
            let viewport = Viewport { top, height, row: 20.0 };
            assert_eq!(viewport.rows(count), expected, "{top} of {count}");
        }
    }

    #[test]
    fn there_is_a_highest_page() {
        assert_eq!(Viewport { top: 0.0, height: 1.0, row: 20.0 }.most_rows(), 500_000);
    }
}
