//! The lines that can be seen, ready to be shown.

use std::ops::Range;

use loopscope_executor::TaskId;
use loopscope_recording::{Recording, Stream, TextPosition};

use super::{
    ansi::{Style, parse},
    styles::LineStyles,
};

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownLine {
    /// The first task that printed on it, and its number in order of creation.
    pub(super) task: Option<(TaskId, usize)>,
    /// The name to show beside it: empty if the line before has the same.
    pub(super) tag: String,
    /// Whether some of it went to stderr.
    pub(super) is_error: bool,
    /// Parts that look alike.
    pub(super) parts: Vec<ShownPart>,
    /// A line of the program that it names, as tracebacks do.
    pub(super) place: Option<u32>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownPart {
    pub(super) style: Style,
    /// The number of its task in order of creation.
    pub(super) task: Option<usize>,
    pub(super) text: String,
}

/// Prepares lines.
pub(super) fn shown_lines(
    recording: &Recording,
    styles: &LineStyles,
    numbers: Range<u32>,
    end: TextPosition,
) -> Vec<ShownLine> {
    let console = recording.console();
    let mut last: Option<Option<TaskId>> = numbers
        .start
        .checked_sub(1)
        .map(|before| console.line(before, end).pieces.first().and_then(|piece| piece.task));
    let mut shown = Vec::with_capacity(numbers.len());
    for number in numbers {
        let line = console.line(number, end);
        let mut style = styles.at(number);
        let mut parts = Vec::new();
        for piece in &line.pieces {
            // A carriage return goes back to the line's beginning, and what comes then covers what was there.
            let text = piece.text.trim_end_matches('\r');
            let text = text.rsplit_once('\r').map_or(text, |(covered, rest)| {
                parse(covered, &mut style);
                parts.clear();
                rest
            });
            let task = piece.task.and_then(|task| recording.task(task)).map(|task| task.index());
            parts.extend(parse(text, &mut style).into_iter().map(|(style, text)| ShownPart { style, task, text }));
        }
        let task = line.pieces.first().and_then(|piece| piece.task);
        let known = task.and_then(|task| recording.task(task));
        let is_error = line.pieces.iter().any(|piece| piece.stream == Stream::Err);
        let tag = if last == Some(task) || line.pieces.is_empty() {
            String::new()
        } else {
            known.map_or("—", |task| task.name()).to_owned()
        };
        last = Some(task);
        let place = if is_error { place_in(&parts) } else { None };
        shown.push(ShownLine { task: known.map(|task| (task.id(), task.index())), tag, is_error, parts, place });
    }
    shown
}

/// The line number in `File "…", line 12, in main`.
fn place_in(parts: &[ShownPart]) -> Option<u32> {
    let text = &parts.first()?.text;
    let rest = text.trim_start().strip_prefix("File \"")?.split_once("\", line ")?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_executor::{Event, Observer};

    #[test]
    fn lines_know_their_tasks_and_streams() {
        let mut recording = Recording::new();
        for (index, name) in ["main", "worker"].iter().enumerate() {
            let task = TaskId(index as u32 + 5);
            recording.event(0, Event::TaskCreated { task, parent: None, line: 1 });
            recording.task_named(task, name);
        }
        let (main, worker) = (Some(TaskId(5)), Some(TaskId(6)));
        for (task, stream, text) in [
            (main, Stream::Out, "a\nb\n"),
            (worker, Stream::Out, "\x1b[32mc"),
            (main, Stream::Out, " d\n"),
            (None, Stream::Err, "  File \"main.py\", line 12, in main\n"),
            (None, Stream::Out, "10%\r20%\rdone\r\n"),
        ] {
            recording.wrote(0, task, stream, text);
        }
        let mut styles = LineStyles::default();
        styles.update(recording.console(), recording.console().end());
        let shown: Vec<String> = shown_lines(&recording, &styles, 0..5, recording.console().end())
            .iter()
            .map(|line| {
                let parts: Vec<_> = line.parts.iter().map(|part| format!("{:?}{}", part.task, part.text)).collect();
                format!("{}{} {} {:?}", line.tag, if line.is_error { "!" } else { ":" }, parts.join("|"), line.place)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "main: Some(0)a None",
                ": Some(0)b None",
                "worker: Some(1)c|Some(0) d None",
                "—!   None  File \"main.py\", line 12, in main Some(12)".replace("!   ", "! ").as_str(),
                ": Nonedone None",
            ]
        );
    }
}
