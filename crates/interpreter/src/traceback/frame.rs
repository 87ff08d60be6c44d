//! One frame of a traceback: place, source line, carets.

use loopscope_compiler::{anchors, op::Op};

use super::width::columns;
use crate::code::Source;
use crate::object::TraceEntry;

/// Where an instruction stands in the source. Lines are counted from 1, columns are byte offsets in their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// How often the same line is shown before it is only counted.
const REPETITIONS: usize = 3;

impl Position {
    pub(super) fn of(entry: &TraceEntry) -> Self {
        let source = &entry.code.source;
        let spec = &entry.code.spec;
        let range = match spec.ops.get(entry.pc as usize) {
            Some(Op::CallMethod { site, .. }) if entry.no_method => spec.attr_ranges.get(*site as usize),
            _ => spec.ranges.get(entry.pc as usize),
        };
        let (start, end) = range.copied().unwrap_or_default();
        let (line, column) = place(source, start);
        let (end_line, end_column) = place(source, end);
        Position { line, column, end_line, end_column }
    }
}

fn place(source: &Source, offset: u32) -> (usize, usize) {
    let line = source.lines.partition_point(|start| *start <= offset).max(1);
    (line, (offset - source.lines.get(line - 1).copied().unwrap_or(0)) as usize)
}

/// A line of the source (counted from 1), without its end.
pub(super) fn source_line(source: &Source, line: usize) -> &str {
    let start = source.lines.get(line - 1).map_or(source.text.len(), |s| *s as usize);
    let end = source.lines.get(line).map_or(source.text.len(), |s| *s as usize);
    source.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
}

/// A frame as `traceback.FrameSummary` shows it.
pub(crate) struct Summary {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) end_line: usize,
    pub(crate) column: usize,
    pub(crate) end_column: usize,
}

/// Describes the frames of a traceback, outermost first.
pub(crate) fn describe(entries: &[TraceEntry]) -> Vec<Summary> {
    let one = |entry: &TraceEntry| {
        let Position { line, column, end_line, end_column } = Position::of(entry);
        let code = &entry.code;
        Summary {
            file: code.source.file.to_string(),
            name: code.spec.name.to_string(),
            source: source_line(&code.source, line).trim().to_owned(),
            text: frame_text(entry, false),
            line,
            end_line,
            column,
            end_column,
        }
    };
    entries.iter().rev().map(one).collect()
}

/// The lines of a stack, outermost frame first; repeated ones are folded. `uncaught`: as CPython's machine prints them,
/// whose carets differ a little from those of its library.
pub(super) fn stack_lines(entries: &[TraceEntry], uncaught: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last: Option<(&TraceEntry, usize)> = None;
    let mut count = 0;
    for entry in entries {
        let line = Position::of(entry).line;
        let same = last.is_some_and(|(other, other_line)| {
            other_line == line
                && other.code.spec.name == entry.code.spec.name
                && other.code.source.file == entry.code.source.file
        });
        if !same {
            lines.extend(repeated(count));
            last = Some((entry, line));
            count = 0;
        }
        count += 1;
        if count <= REPETITIONS {
            lines.push(frame_text(entry, uncaught));
        }
    }
    lines.extend(repeated(count));
    lines
}

fn repeated(count: usize) -> Option<String> {
    let more = count.checked_sub(REPETITIONS).filter(|more| *more > 0)?;
    Some(format!("  [Previous line repeated {more} more time{}]\n", if more == 1 { "" } else { "s" }))
}

/// `  File "…", line …, in …` with the source line and the carets.
pub(super) fn frame_text(entry: &TraceEntry, uncaught: bool) -> String {
    let code = &entry.code;
    let position = Position::of(entry);
    let mut text = format!("  File \"{}\", line {}, in {}\n", code.source.file, position.line, code.spec.name);
    let line = source_line(&code.source, position.line);
    if !line.trim().is_empty() {
        text += "    ";
        text += line.trim();
        text.push('\n');
        if let Some(carets) = carets(line, position, uncaught) {
            text += &carets;
        }
    }
    text
}

/// The line of carets under a source line, if there is one (`StackSummary.format_frame_summary`).
fn carets(line: &str, position: Position, uncaught: bool) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let one_line = position.line == position.end_line;
    let start = position.column.min(line.len());
    let end = if one_line { position.end_column.min(line.len()) } else { line.trim_end().len() };
    let segment = line.get(start..end)?;
    let anchors = if one_line { anchors(segment, uncaught) } else { None };
    let marked = anchors.is_some_and(|(left, right)| right > left);
    if segment.chars().count() >= line.trim().chars().count() && !marked {
        return None;
    }
    let mut text = " ".repeat(4 + columns(line.get(indent..start).unwrap_or("")));
    match anchors {
        Some((left, right)) => {
            let widths = [&segment[..left], &segment[left..right], &segment[right..]].map(columns);
            for (sign, width) in ["~", "^", "~"].into_iter().zip(widths) {
                text += &sign.repeat(width);
            }
        }
        None => text += &"^".repeat(columns(segment)),
    }
    text.push('\n');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The carets that CPython 3.11 prints for the part of the line between the marks `«` and `»`.
    fn check(marked: &str, expected: &str) {
        let column = marked.find('«').unwrap();
        let end_column = marked.find('»').unwrap() - '«'.len_utf8();
        let line = marked.replace(['«', '»'], "");
        let position = Position { line: 1, column, end_line: 1, end_column };
        let shown = carets(&line, position, true).unwrap_or_default();
        assert_eq!(shown.trim_end(), expected, "{marked}");
    }

    #[test]
    fn carets_as_in_cpython() {
        check("    return «1 + 2»", "           ~~^~~");
        check("  «whole()»", "");
        check("  «1 // 0»", "    ~~^^~~");
        check("x = «a[b]['c']»", "        ~~~~^^^^^");
        check("x = «a.b.c»", "        ^^^^^");
        check("return «(1 + 2) +  ( 'a' )» # foo", "           ~~~~~~~~^~~~~~~~~~");
        check("return «x [ 'a' ]» . foo", "           ~~^^^^^^^");
        check("x='你好世界'; return «'你好世界'+ 1»", "                         ~~~~~~~~~~^~~");
        check("x = «f(1)» + 2", "        ^^^^");
    }
}
