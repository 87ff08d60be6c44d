//! What Python itself complains about on standard error: coroutines, exceptions and tasks that nobody cares for.

use super::{Finding, FindingKind};
use crate::{
    console::Stream,
    recording::{Position, Recording},
};

/// More are not listed.
const MOST: usize = 20;
/// A complaint's traceback is not read further, in lines.
const TRACEBACK: u32 = 60;

pub(super) fn find(recording: &Recording, found: &mut Vec<Finding>) {
    let console = recording.console();
    let end = console.end();
    let mut count = 0;
    for number in console.error_lines() {
        if count == MOST {
            return;
        }
        let line = console.line(number, end);
        let Some(piece) = line.pieces.iter().find(|piece| piece.stream == Stream::Err) else { continue };
        let position = piece.position;
        let next = || console.line(number + 1, end).text();
        if let Some((place, rest)) = piece.text.split_once(": RuntimeWarning: coroutine '") {
            let Some((name, _)) = rest.split_once("' was never awaited") else { continue };
            // Where nobody stands any more when it is noticed, Python says `sys:1`, or where the loop runs a step.
            let is_elsewhere = place.starts_with("sys:") || place.contains("/asyncio/events.py:");
            let line = place.rsplit(':').next().filter(|_| !is_elsewhere);
            let line = line.and_then(|line| line.parse().ok()).unwrap_or(0);
            let kind = FindingKind::NeverAwaited { name: name.to_owned() };
            if !found.iter().any(|known| known.line == line && known.kind == kind) {
                found.push(Finding { kind, line, task: piece.task, position });
                count += 1;
            }
        } else if piece.text == "Task exception was never retrieved" {
            let told = next();
            let name = between(&told, "name='", "'").unwrap_or_default();
            let error = told.rsplit_once(" exception=").map_or("", |(_, error)| error.trim_end_matches('>')).to_owned();
            // The innermost line of the traceback that follows is where it was raised.
            let raised = (number + 1..end.lines.min(number + TRACEBACK))
                .map(|number| console.line(number, end).text())
                .take_while(|text| {
                    text.starts_with(' ') || text.starts_with("future:") || text.starts_with("Traceback")
                })
                .filter_map(|text| between(&text, "\", line ", ",")?.parse::<u32>().ok())
                .last();
            push_task(recording, found, position, name, raised, |name| FindingKind::NeverRetrieved { error, name });
            count += 1;
        } else if piece.text == "Task was destroyed but it is pending!" {
            let told = next();
            let name = between(&told, "name='", "'").unwrap_or_default();
            push_task(recording, found, position, name, None, |name| FindingKind::Destroyed { name });
            count += 1;
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

/// Notes something of a task that is known by its name.
fn push_task(
    recording: &Recording,
    found: &mut Vec<Finding>,
    position: Position,
    name: &str,
    line: Option<u32>,
    kind: impl FnOnce(String) -> FindingKind,
) {
    let task = recording.tasks().rev().find(|task| task.name() == name);
    let line = line.or_else(|| task.map(|task| task.created_line())).unwrap_or(0);
    found.push(Finding { kind: kind(name.to_owned()), line, task: task.map(|task| task.id()), position });
}
