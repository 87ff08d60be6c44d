//! How each line of the console begins, when a style goes on from the line before.

use loopscope_recording::{Console, TextPosition};

use super::ansi::{Style, parse};

/// The styles with which lines begin, found out as the console grows.
#[derive(Clone, Debug, Default)]
pub(super) struct LineStyles {
    /// Lines that are known, and the bytes before them.
    lines: u32,
    bytes: u32,
    style: Style,
    /// The lines from which on another style holds.
    changes: Vec<(u32, Style)>,
}

impl LineStyles {
    /// Looks at what was printed since the last time.
    pub(super) fn update(&mut self, console: &Console, end: TextPosition) {
        let complete = end.lines.saturating_sub(1);
        let new = &console.text(end)[(self.bytes as usize).min(end.bytes as usize)..];
        if self.style == Style::default() && !new.contains('\x1b') {
            (self.lines, self.bytes) = (complete, end.bytes);
            return;
        }
        while self.lines < complete {
            for piece in console.line(self.lines, end).pieces {
                if piece.text.contains('\x1b') {
                    parse(piece.text, &mut self.style);
                }
            }
            self.lines += 1;
            if self.style != self.at(self.lines) {
                self.changes.push((self.lines, self.style));
            }
        }
        // The last line may go on: it is looked at again.
        self.bytes =
            end.bytes - console.line(complete, end).pieces.iter().map(|piece| piece.text.len() as u32).sum::<u32>();
    }

    /// The style with which a line begins.
    pub(super) fn at(&self, line: u32) -> Style {
        let after = self.changes.partition_point(|&(from, _)| from <= line);
        after.checked_sub(1).map(|index| self.changes[index].1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::ansi::Color;
    use loopscope_recording::{Recording, Stream};

    #[test]
    fn styles_go_on_over_lines() {
        let mut recording = Recording::new();
        let mut styles = LineStyles::default();
        for text in ["plain\n", "\x1b[31mred\nstill ", "red\n", "\x1b[0mplain\nplain"] {
            recording.wrote(0, None, Stream::Out, text);
            styles.update(recording.console(), recording.console().end());
        }
        let red = Style { foreground: Color::Indexed(1), ..Style::default() };
        let expected = [Style::default(), Style::default(), red, red, Style::default()];
        assert_eq!((0..5).map(|line| styles.at(line)).collect::<Vec<_>>(), expected);
    }
}
