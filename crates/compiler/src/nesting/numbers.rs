//! Numbers, whose errors CPython words better than Ruff does.

use super::{Problem, Scan, is_word};

impl Scan<'_> {
    /// A number, which must not run into a name.
    pub(super) fn number(&mut self) -> Result<(), Problem> {
        let start = self.at;
        let (base, digits): (_, &[u8]) = match (self.peek(0), self.peek(1) | 0x20) {
            (b'0', b'x') => ("hexadecimal", b"0123456789abcdefABCDEF"),
            (b'0', b'o') => ("octal", b"01234567"),
            (b'0', b'b') => ("binary", b"01"),
            _ => ("decimal", b"0123456789"),
        };
        if base == "decimal" {
            self.digits(digits);
            let mut is_float = self.peek(0) == b'.';
            if is_float {
                self.at += 1;
                self.digits(digits);
            }
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(0) | 0x20 == b'e' && self.peek(1 + sign).is_ascii_digit() {
                is_float = true;
                self.at += 1 + sign;
                self.digits(digits);
            }
            let text = &self.text[start..self.at];
            let is_imaginary = self.peek(0) | 0x20 == b'j';
            self.at += usize::from(is_imaginary);
            if !is_float && !is_imaginary && text[0] == b'0' && text.iter().any(|b| matches!(b, b'1'..=b'9')) {
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                return Err(Problem::new(start, self.at, message));
            }
        } else {
            self.at += 2;
            self.at += usize::from(self.peek(0) == b'_');
            let first = self.at;
            self.digits(digits);
            if self.at > first && self.peek(0).is_ascii_digit() {
                let message = format!("invalid digit '{}' in {base} literal", char::from(self.peek(0)));
                return Err(Problem::new(self.at, self.at + 1, message));
            }
            if self.at == first {
                if self.peek(0).is_ascii_digit() {
                    let message = format!("invalid digit '{}' in {base} literal", char::from(self.peek(0)));
                    return Err(Problem::new(self.at, self.at + 1, message));
                }
                return Err(Problem::new(start, self.at, format!("invalid {base} literal")));
            }
        }
        self.after_operand = true;
        let rest = &self.text[self.at..];
        let length = rest.iter().position(|b| !is_word(*b)).unwrap_or(rest.len());
        // `1if x else y` is allowed.
        let keyword =
            matches!(&rest[..length], b"" | b"and" | b"else" | b"for" | b"if" | b"in" | b"is" | b"not" | b"or");
        // A character that cannot be in a name is reported by the lexer.
        if keyword || rest[0] >= 0x80 {
            Ok(())
        } else {
            Err(Problem::new(self.at - 1, self.at + length, format!("invalid {base} literal")))
        }
    }

    /// Digits, with single underscores between them.
    pub(super) fn digits(&mut self, digits: &[u8]) {
        loop {
            if digits.contains(&self.peek(0)) || self.peek(0) == b'_' && digits.contains(&self.peek(1)) {
                self.at += 1;
            } else {
                return;
            }
        }
    }
}
