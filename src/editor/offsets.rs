//! Offsets of the interpreter (bytes) and of the browser (UTF-16 units).

use std::ops::Range;

/// The browser's offset for a byte offset; one within a character stands for its beginning.
pub(super) fn utf16_offset(text: &str, byte: usize) -> u32 {
    text[..text.floor_char_boundary(byte)].encode_utf16().count() as u32
}

/// Where a line (from 1) is in a text, without the spaces around it, and what it says.
pub(super) fn line(text: &str, number: u32) -> Option<(Range<usize>, &str)> {
    let line = text.split('\n').nth(number.checked_sub(1)? as usize)?;
    let line = line.trim();
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some((start..start + line.len(), line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_browser_does() {
        let text = "aé日🧵z";
        for (byte, expected) in [(0, 0), (1, 1), (2, 1), (3, 2), (6, 3), (8, 3), (10, 5), (11, 6), (99, 6)] {
            assert_eq!(utf16_offset(text, byte), expected, "byte {byte}");
        }
    }

    #[test]
    fn finds_lines_without_the_spaces_around_them() {
        let text = "a\n  b c \n\n";
        for (number, expected) in
            [(1, Some((0..1, "a"))), (2, Some((4..7, "b c"))), (3, Some((9..9, ""))), (9, None), (0, None)]
        {
            assert_eq!(line(text, number), expected, "line {number}");
        }
    }
}
