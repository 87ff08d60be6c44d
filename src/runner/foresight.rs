//! What was foreseen of the run that the panes show.

use loopscope_recording::{Comparison, Departure, SharedRecording};

/// The run ahead of the program that then was run for real, and how far the two agree.
#[derive(Clone)]
pub(crate) struct Foresight {
    /// The run ahead.
    pub(crate) recording: SharedRecording,
    /// Where the run departs from it, if it has.
    pub(crate) departure: Option<Departure>,
    /// Whether it was run ahead to its end, and not only as far as the budget lasted.
    pub(super) is_whole: bool,
}

impl Foresight {
    /// A run ahead from which nothing has departed yet.
    pub(super) fn new(recording: SharedRecording, is_whole: bool) -> Self {
        Self { recording, departure: None, is_whole }
    }

    /// Looks at what is new in the run; says how it departs.
    pub(super) fn compare(
        &self,
        run: &SharedRecording,
        comparison: &mut Comparison,
        is_hurried: bool,
    ) -> Option<Departure> {
        run.read(|run| self.recording.read(|foreseen| comparison.advance(run, foreseen, self.is_whole, is_hurried)))
    }
}
