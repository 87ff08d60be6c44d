//! Strings and f-strings.

use super::{Frame, Kind, MAX_BRACKETS, Problem, Scan};

impl Scan<'_> {
    /// A string that begins at `start`; its quote is here, after the prefix (in lower case).
    pub(super) fn string(&mut self, start: usize, prefix: &[u8]) -> Result<(), Problem> {
        let has = |letter: u8| prefix.contains(&letter);
        let (is_fstring, raw) = (has(b'f') || has(b't'), has(b'r'));
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if triple { 3 } else { 1 };
        self.after_operand = true;
        if is_fstring {
            if self.frames.len() > MAX_BRACKETS {
                return Err(self.too_deep("f-string: expressions nested too deeply"));
            }
            self.frames.push(Frame::new(Kind::FString { quote, triple, raw }, start));
            return Ok(());
        }
        while self.at < self.text.len() {
            match self.peek(0) {
                b'\\' => {
                    if !raw && !has(b'b') {
                        self.refuse_surrogate()?;
                    }
                    self.at += 1 + self.newline_or_one(1);
                }
                b'\n' | b'\r' if !triple => return Err(self.unterminated_in_field(start)),
                b if b == quote && (!triple || self.peek(1) == quote && self.peek(2) == quote) => {
                    self.at += if triple { 3 } else { 1 };
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
        self.at = self.text.len();
        if triple { Err(self.unterminated(start, true)) } else { Err(self.unterminated_in_field(start)) }
    }

    /// A string that ends with its line. In a replacement field it is the end of the f-string that was taken for a
    /// beginning.
    pub(super) fn unterminated_in_field(&self, start: usize) -> Problem {
        let is_field = matches!(self.frames.as_slice(), [.., Frame { kind: Kind::FString { quote, triple: false, .. }, .. },
            Frame { kind: Kind::Bracket(b'{'), .. }] if *quote == self.text[start]);
        match self.frames.last() {
            Some(field) if is_field => Problem::new(field.at, start + 1, "f-string: expecting '}'"),
            _ => self.unterminated(start, false),
        }
    }

    /// Half a character (`\ud83d`) cannot be in a Rust string, nor so in ours.
    pub(super) fn refuse_surrogate(&self) -> Result<(), Problem> {
        let length = match self.peek(1) {
            b'u' => 4,
            b'U' => 8,
            _ => return Ok(()),
        };
        let digits = self.text.get(self.at + 2..self.at + 2 + length).unwrap_or_default();
        let value = std::str::from_utf8(digits).ok().and_then(|d| u32::from_str_radix(d, 16).ok());
        if value.is_some_and(|v| (0xD800..0xE000).contains(&v)) {
            let message = "lone surrogates in string literals are not supported";
            let mut problem = Problem::new(self.at, self.at + 2 + length, message);
            problem.advice = Some("Write the character itself, or its whole code point as in `\\U0001F600`.");
            return Err(problem);
        }
        Ok(())
    }

    /// How long what follows a backslash is: `\r\n` counts as one.
    pub(super) fn newline_or_one(&self, ahead: usize) -> usize {
        if self.peek(ahead) == b'\r' && self.peek(ahead + 1) == b'\n' { 2 } else { 1 }
    }

    pub(super) fn fstring_text(&mut self, quote: u8, triple: bool, raw: bool) -> Result<(), Problem> {
        match self.peek(0) {
            b'\\' if !raw && self.peek(1) == b'N' && self.peek(2) == b'{' => {
                let rest = &self.text[self.at..];
                self.at += rest.iter().position(|b| *b == b'}' || *b == b'\n').unwrap_or(rest.len()).max(1);
                self.at += usize::from(self.peek(0) == b'}');
            }
            b'\\' if matches!(self.peek(1), b'{' | b'}') => self.at += 1,
            b'\\' if !raw && matches!(self.peek(1), b'u' | b'U') => {
                self.refuse_surrogate()?;
                self.at += 2;
            }
            b'\\' => self.at += 1 + self.newline_or_one(1),
            b'\n' | b'\r' if !triple => {
                let start = self.top().at;
                return Err(self.unterminated(start, false));
            }
            b'{' if self.peek(1) == b'{' => self.at += 2,
            b'{' => self.open(b'{')?,
            b if b == quote && (!triple || self.peek(1) == quote && self.peek(2) == quote) => {
                self.at += if triple { 3 } else { 1 };
                self.frames.pop();
                self.after_operand = true;
            }
            _ => self.at += 1,
        }
        Ok(())
    }

    /// The format specification of a replacement field: text up to `}`, with fields of its own.
    pub(super) fn spec(&mut self) -> Result<(), Problem> {
        let string = self.frames.iter().rev().find_map(|f| match f.kind {
            Kind::FString { quote, triple, .. } => Some((quote, triple)),
            _ => None,
        });
        let (quote, triple) = string.unwrap_or((b'"', false));
        match self.peek(0) {
            b'{' => self.open(b'{')?,
            b'}' => {
                self.frames.pop();
                self.close(b'}')?;
            }
            b if (b == b'\n' && !triple)
                || b == quote && (!triple || self.peek(1) == quote && self.peek(2) == quote) =>
            {
                self.frames.pop();
                let at = self.top().at;
                return Err(Problem::new(at, self.at, "f-string: expecting '}'"));
            }
            _ => self.at += 1,
        }
        Ok(())
    }
}
