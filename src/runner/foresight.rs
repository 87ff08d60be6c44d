//! What was foreseen of the run that the panes show.

use loopscope_recording::{Comparison, Departure, SharedRecording};

/// The run ahead of the program that then was run for real, and how far the two agree.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Foresight {
    /// The run ahead.
    pub(crate) recording: SharedRecording,
    /// Where the run departs from it, if it has.
    pub(crate) departure: Option<Departure>,
    /// Whether it was run ahead to its end, and not only as far as the budget lasted.
    is_whole: bool,
    comparison: Comparison,
}

impl Foresight {
    /// A run ahead from which nothing has departed yet.
    pub(super) fn new(recording: SharedRecording, is_whole: bool) -> Self {
        Self { recording, departure: None, is_whole, comparison: Comparison::default() }
    }

    /// The same for another run, which has not begun.
    pub(super) fn anew(self) -> Self {
        Self::new(self.recording, self.is_whole)
    }

    /// Looks at what is new in the run; says whether it departs just now.
    pub(super) fn compare(&mut self, run: &SharedRecording) -> bool {
        let was_known = self.departure.is_some();
        self.departure =
            run.read(|run| self.recording.read(|foreseen| self.comparison.advance(run, foreseen, self.is_whole)));
        !was_known && self.departure.is_some()
    }
}
