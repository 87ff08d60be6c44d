//! What a program printed.

use loopscope_executor::TaskId;

use crate::recording::Position;

/// Where text is printed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    #[default]
    Out,
    /// Standard error.
    Err,
}

/// A line this long is shown as several, so that no pane has to lay out a line of megabytes.
const LONGEST_LINE: usize = 16 << 10;

/// All text that was printed, in the order of printing, and who printed it.
#[derive(Clone, Debug)]
pub struct Console {
    text: String,
    /// What was printed at once, by one task to one stream.
    writes: Vec<Write>,
    /// Where each line but the first begins.
    breaks: Vec<u32>,
    limit: u32,
    is_capped: bool,
}

#[derive(Clone, Copy, Debug)]
struct Write {
    time: u64,
    start: u32,
    position: u32,
    task: Option<TaskId>,
    stream: Stream,
}

/// How far the console was written at some moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPosition {
    /// Bytes of text.
    pub bytes: u32,
    /// Lines; an unfinished last line counts.
    pub lines: u32,
}

/// A part of a line that one task printed to one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text, without a line break.
    pub text: &'a str,
    /// Who printed it; `None`: the program outside of tasks.
    pub task: Option<TaskId>,
    /// Where to.
    pub stream: Stream,
    /// When, in nanoseconds of the loop's time.
    pub time: u64,
    /// After how many events.
    pub position: Position,
}

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its pieces, at least one, unless it is the empty rest after the last line break.
    pub pieces: Vec<Piece<'a>>,
}

impl Line<'_> {
    /// The line's text.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text).collect()
    }
}

impl Default for Console {
    fn default() -> Self {
        Self::new(crate::recording::Limits::default().text)
    }
}

impl Console {
    pub(crate) fn new(limit: u32) -> Self {
        Self { text: String::new(), writes: Vec::new(), breaks: Vec::new(), limit, is_capped: false }
    }

    pub(crate) fn write(&mut self, time: u64, position: Position, task: Option<TaskId>, stream: Stream, text: &str) {
        let room = self.limit as usize - self.text.len();
        let text = if text.len() <= room {
            text
        } else {
            self.is_capped = true;
            &text[..text.floor_char_boundary(room)]
        };
        if text.is_empty() {
            return;
        }
        let write = Write { time, start: self.text.len() as u32, position: position.0, task, stream };
        let continues = self
            .writes
            .last()
            .is_some_and(|last| (last.time, last.position, last.task, last.stream) == (time, position.0, task, stream));
        if !continues {
            self.writes.push(write);
        }
        self.text.push_str(text);
        self.break_lines(write.start as usize);
    }

    /// Finds the line breaks in the text from `start` on.
    fn break_lines(&mut self, start: usize) {
        let mut line = self.breaks.last().map_or(0, |&at| at as usize);
        let mut rest = start;
        loop {
            let found = self.text.as_bytes()[rest..].iter().position(|&byte| byte == b'\n').map(|at| rest + at + 1);
            let end = found.unwrap_or(self.text.len());
            while end - line > LONGEST_LINE {
                line = self.text.floor_char_boundary(line + LONGEST_LINE);
                self.breaks.push(line as u32);
            }
            let Some(next) = found else { return };
            self.breaks.push(next as u32);
            (line, rest) = (next, next);
        }
    }

    /// Whether more was printed than could be kept: the rest is lost.
    pub fn is_capped(&self) -> bool {
        self.is_capped
    }

    /// The numbers of the lines on which something stands that went to standard error, in order.
    pub(crate) fn error_lines(&self) -> impl Iterator<Item = u32> + '_ {
        let mut last = None;
        let starts = self.writes.iter().enumerate().filter(|(_, write)| write.stream == Stream::Err);
        starts
            .flat_map(move |(at, write)| {
                let end = self.writes.get(at + 1).map_or(self.text.len() as u32, |next| next.start);
                let line = |byte: u32| self.breaks.partition_point(|&begin| begin <= byte) as u32;
                line(write.start)..=line(end.saturating_sub(1).max(write.start))
            })
            .filter(move |&line| {
                let is_new = last.is_none_or(|last| line > last);
                last = last.max(Some(line));
                is_new
            })
    }

    /// How far it is written.
    pub fn end(&self) -> TextPosition {
        self.text_position(self.text.len() as u32)
    }

    /// How far it was written after so many events.
    pub fn at(&self, position: Position) -> TextPosition {
        self.until(self.writes.partition_point(|write| write.position <= position.0))
    }

    /// How far it was written at a time.
    pub fn at_time(&self, time: u64) -> TextPosition {
        self.until(self.writes.partition_point(|write| write.time <= time))
    }

    fn until(&self, writes: usize) -> TextPosition {
        self.text_position(self.writes.get(writes).map_or(self.text.len() as u32, |next| next.start))
    }

    fn text_position(&self, bytes: u32) -> TextPosition {
        let breaks = self.breaks.partition_point(|&at| at < bytes) as u32;
        TextPosition { bytes, lines: if bytes == 0 { 0 } else { breaks + 1 } }
    }

    /// All that was printed up to somewhere.
    pub fn text(&self, until: TextPosition) -> &str {
        &self.text[..until.bytes as usize]
    }

    /// A line, by its number from 0, of what was printed up to somewhere.
    pub fn line(&self, number: u32, until: TextPosition) -> Line<'_> {
        let limit = until.bytes;
        let start = match number {
            0 => 0,
            _ => self.breaks.get(number as usize - 1).map_or(limit, |&at| at.min(limit)),
        };
        let end = self.breaks.get(number as usize).map_or(limit, |&at| at.min(limit));
        let mut pieces = Vec::new();
        let mut at = self.writes.partition_point(|write| write.start <= start).saturating_sub(1);
        while let Some(write) = self.writes.get(at).filter(|write| write.start < end) {
            let next = self.writes.get(at + 1).map_or(end, |next| next.start.min(end));
            let text = self.text[write.start.max(start) as usize..next as usize].trim_end_matches('\n');
            let Write { time, position, task, stream, .. } = *write;
            // A piece of nothing but the line break says nothing, unless the line is empty.
            if !text.is_empty() || pieces.is_empty() {
                pieces.push(Piece { text, task, stream, time, position: Position(position) });
            }
            at += 1;
        }
        Line { pieces }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + self.writes.capacity() * size_of::<Write>() + self.breaks.capacity() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(writes: &[(u64, u32, Option<u32>, Stream, &str)]) -> Console {
        let mut console = Console::default();
        for &(time, position, task, stream, text) in writes {
            console.write(time, Position(position), task.map(TaskId), stream, text);
        }
        console
    }

    fn lines(console: &Console, until: TextPosition) -> Vec<String> {
        let piece = |piece: &Piece<'_>| {
            let who = piece.task.map_or("-".to_owned(), |task| task.0.to_string());
            format!("{who}{}{}", if piece.stream == Stream::Err { "!" } else { ":" }, piece.text)
        };
        (0..until.lines)
            .map(|n| console.line(n, until).pieces.iter().map(piece).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn knows_who_printed_what_and_when() {
        let console = written(&[
            (0, 1, Some(1), Stream::Out, "one"),
            (0, 1, Some(1), Stream::Out, "\n"),
            (5, 2, Some(2), Stream::Out, "two "),
            (5, 3, Some(1), Stream::Err, "oops"),
            (6, 4, Some(2), Stream::Out, "\n\nthree\n"),
            (9, 9, None, Stream::Out, "end"),
        ]);
        for (time, expected) in [
            (0, &["1:one"][..]),
            (5, &["1:one", "2:two |1!oops"]),
            (6, &["1:one", "2:two |1!oops", "2:", "2:three"]),
            (99, &["1:one", "2:two |1!oops", "2:", "2:three", "-:end"]),
        ] {
            assert_eq!(lines(&console, console.at_time(time)), expected, "at {time}");
        }
        assert_eq!(console.text(console.at(Position(3))), "one\ntwo oops");
        assert_eq!(console.text(console.at(Position(0))), "");
        assert_eq!(console.line(7, console.end()).text(), "");
    }

    #[test]
    fn breaks_lines_that_are_too_long_between_characters() {
        let long = "é".repeat(20_000);
        let console = written(&[(0, 0, None, Stream::Out, &long), (0, 0, None, Stream::Out, "\nshort\n")]);
        let end = console.end();
        assert_eq!(end.lines, 4);
        let all: Vec<_> = (0..end.lines).map(|n| console.line(n, end).text()).collect();
        assert_eq!(all[..3].concat(), long);
        assert_eq!(all[3], "short");
        assert_eq!(console.text(end), format!("{long}\nshort\n"));
    }

    #[test]
    fn keeps_the_beginning_when_there_is_too_much() {
        let mut console = Console::new(10);
        console.write(0, Position(0), None, Stream::Out, "12345678é and so on");
        assert!(console.is_capped());
        assert_eq!(console.text(console.end()), "12345678é");
        console.write(1, Position(0), None, Stream::Out, "more");
        assert_eq!(console.text(console.end()), "12345678é");
    }
}
