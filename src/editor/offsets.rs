//! Offsets of the interpreter (bytes) and of the browser (UTF-16 units).

/// The browser's offset for a byte offset; one within a character stands for its beginning.
pub(super) fn utf16_offset(text: &str, byte: usize) -> u32 {
    text[..text.floor_char_boundary(byte)].encode_utf16().count() as u32
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
}
