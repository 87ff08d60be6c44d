//! Where strings begin and end in a text that may not be a program.

/// Where the contents of the string begin that is still open at the end of a text.
pub(crate) fn open_string(before: &str) -> Option<usize> {
    let bytes = before.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => at += before[at..].find('\n')?,
            b'"' | b'\'' => {
                let (content, end) = string_at(bytes, at);
                if end > bytes.len() {
                    return Some(content);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    None
}

/// Where the contents of the string whose quotes are here begin, and where it ends: behind the text if it does not.
fn string_at(bytes: &[u8], start: usize) -> (usize, usize) {
    let quote = bytes[start];
    let width = if bytes[start..].starts_with(&[quote; 3]) { 3 } else { 1 };
    let content = start + width;
    let mut end = content;
    while end < bytes.len() && !bytes[end..].starts_with(&[quote; 3][..width]) {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    (content, if end < bytes.len() { end + width } else { bytes.len() + 1 })
}

/// Where the string around `at` ends, with the strings and the blanks that follow it.
pub(super) fn end_of_strings(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut end = 0;
    let mut inside = false;
    while end < bytes.len() {
        match bytes[end] {
            b'#' => end += source[end..].find('\n').unwrap_or(source.len() - end),
            b'"' | b'\'' => {
                let start = end;
                end = string_at(bytes, start).1.min(bytes.len());
                inside |= (start..end).contains(&at);
            }
            b' ' | b'\t' => end += 1,
            b if inside && !(b.is_ascii_alphabetic() && is_prefix_of_string(&bytes[end..])) => return Some(end),
            _ => end += 1,
        }
    }
    inside.then_some(bytes.len())
}

fn is_prefix_of_string(text: &[u8]) -> bool {
    let length = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    length <= 2 && matches!(text.get(length), Some(b'"' | b'\''))
}
