//! A quick look at the text before it is parsed: brackets, quotes, and how deep things are nested.
//!
//! The parser and the compiler recurse as deep as the program is nested, on a stack that is small in a browser. What
//! is nested deeper than any reasonable program is refused here. Brackets and quotes that are never closed are found
//! here too, because one mistake of that kind makes nonsense of all that follows.

mod numbers;
mod strings;

use ruff_text_size::{TextRange, TextSize};

use super::syntax_errors;
use crate::diagnostic::Diagnostics;

/// As in CPython.
const MAX_BRACKETS: usize = 200;
/// As in CPython.
const MAX_INDENTS: usize = 100;
/// Prefix operators, conditional expressions, lambdas… inside each other, brackets included.
const MAX_DEPTH: u32 = 250;
/// Operators, calls and attributes in a row.
const MAX_CHAIN: u32 = 1_500;

/// Looks the text over.
pub(super) fn check(source: &str, diagnostics: &mut Diagnostics<'_>) {
    let mut scan = Scan {
        source,
        text: source.as_bytes(),
        at: 0,
        frames: vec![Frame::new(Kind::Top, 0)],
        indents: vec![(0, 0)],
        brackets: 0,
        compounds: 0,
        after_operand: false,
        at_line_start: true,
    };
    if let Err(problem) = scan.run() {
        if problem.message.ends_with("was never closed")
            && syntax_errors::report_beside_bracket(source, problem.start, diagnostics)
        {
            return;
        }
        let start = TextSize::new(problem.start as u32);
        let range = TextRange::new(start, TextSize::new(problem.end.max(problem.start) as u32));
        match problem.advice {
            Some(advice) => diagnostics.error_with_advice(range, problem.message, advice),
            None => diagnostics.error(range, problem.message),
        }
    }
}

/// What is wrong, and where.
struct Problem {
    start: usize,
    end: usize,
    message: String,
    advice: Option<&'static str>,
}

impl Problem {
    fn new(start: usize, end: usize, message: impl Into<String>) -> Self {
        Problem { start, end, message: message.into(), advice: None }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Top,
    /// An opening bracket.
    Bracket(u8),
    /// The literal part of an f-string with this quote.
    FString {
        quote: u8,
        triple: bool,
        raw: bool,
    },
    /// A format specification of the f-string below.
    Spec,
}

/// Something that has been opened.
struct Frame {
    kind: Kind,
    at: usize,
    /// Nested prefix operators and the like since the last separator.
    depth: u32,
    /// Operators since the last separator.
    chain: u32,
    /// Lambdas whose parameters are being listed.
    lambdas: u32,
}

impl Frame {
    fn new(kind: Kind, at: usize) -> Self {
        Frame { kind, at, depth: 0, chain: 0, lambdas: 0 }
    }
}

struct Scan<'s> {
    source: &'s str,
    text: &'s [u8],
    at: usize,
    frames: Vec<Frame>,
    /// Columns, with tabs of eight and of one.
    indents: Vec<(usize, usize)>,
    brackets: usize,
    /// Keywords of compound statements in this logical line.
    compounds: u32,
    /// Would an operator here be a binary one?
    after_operand: bool,
    at_line_start: bool,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Problem> {
        while self.at < self.text.len() {
            match self.top().kind {
                Kind::FString { quote, triple, raw } => self.fstring_text(quote, triple, raw)?,
                Kind::Spec => self.spec()?,
                Kind::Top | Kind::Bracket(_) => self.token()?,
            }
        }
        match self.frames.iter().rev().find(|f| f.kind != Kind::Spec) {
            Some(Frame { kind: Kind::Bracket(open), at, .. }) => Err(self.never_closed(*open, *at)),
            Some(Frame { kind: Kind::FString { triple, .. }, at, .. }) => Err(self.unterminated(*at, *triple)),
            _ => Ok(()),
        }
    }

    fn top(&mut self) -> &mut Frame {
        // The bottom frame is never popped.
        self.frames.last_mut().expect("a frame")
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    // ── Problems ─────────────────────────────────────────────────────────────────────────────────────────────────

    fn never_closed(&self, open: u8, at: usize) -> Problem {
        let in_fstring = self.frames.iter().any(|f| matches!(f.kind, Kind::FString { .. }) && f.at < at);
        if open == b'{' && in_fstring {
            return Problem::new(at, at + 1, "f-string: expecting '}'");
        }
        Problem::new(at, at + 1, format!("'{}' was never closed", char::from(open)))
    }

    fn unterminated(&self, start: usize, triple: bool) -> Problem {
        let scanned = &self.source[..self.at.min(self.source.len())];
        let line = scanned.matches('\n').count() + usize::from(!scanned.ends_with('\n'));
        let what = if triple { "triple-quoted string" } else { "string" };
        let message = format!("unterminated {what} literal (detected at line {line})");
        let end = if triple { self.text.len().min(start + 3) } else { self.at };
        Problem::new(start, end, message)
    }

    fn too_deep(&self, message: &str) -> Problem {
        let mut problem = Problem::new(self.at, self.at + 1, message);
        problem.advice = Some("Give parts of it names of their own.");
        problem
    }

    // ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────────

    fn token(&mut self) -> Result<(), Problem> {
        if self.at_line_start && self.frames.len() == 1 {
            self.at_line_start = false;
            return self.indentation();
        }
        let byte = self.peek(0);
        match byte {
            b' ' | b'\t' | b'\x0c' => self.at += 1,
            b'\n' | b'\r' => self.newline(),
            b'#' => self.comment(),
            b'\\' => self.at += 1 + self.newline_or_one(1),
            b'"' | b'\'' => return self.string(self.at, b""),
            b'(' | b'[' | b'{' => return self.open(byte),
            b')' | b']' | b'}' => return self.close(byte),
            b'0'..=b'9' => return self.number(),
            b'.' if self.peek(1).is_ascii_digit() => return self.number(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => return self.word(),
            _ => return self.operator(byte),
        }
        Ok(())
    }

    fn newline(&mut self) {
        self.at += 1;
        if self.frames.len() == 1 {
            self.separate();
            self.compounds = 0;
            self.at_line_start = true;
            let top = self.top();
            top.lambdas = 0;
        }
    }

    fn comment(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.iter().position(|b| *b == b'\n' || *b == b'\r').unwrap_or(rest.len());
    }

    /// Measures the indentation of a logical line, with tabs of eight and of one, as CPython does to tell whether
    /// tabs and spaces are mixed consistently.
    fn indentation(&mut self) -> Result<(), Problem> {
        let start = self.at;
        let (mut column, mut narrow) = (0, 0);
        loop {
            match self.peek(0) {
                b' ' => (column, narrow) = (column + 1, narrow + 1),
                b'\t' => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                b'\x0c' => (column, narrow) = (0, 0),
                b'\n' | b'\r' | b'#' | b'\\' | 0 => return Ok(()),
                _ => break,
            }
            self.at += 1;
        }
        let mixed = "inconsistent use of tabs and spaces in indentation";
        let mut dedented = false;
        while self.indents.last().is_some_and(|last| last.0 > column) {
            self.indents.pop();
            dedented = true;
        }
        let last = self.indents.last().copied().unwrap_or((0, 0));
        if column == last.0 {
            if narrow != last.1 {
                return Err(Problem::new(start, self.at, mixed));
            }
        } else if dedented {
            let message = "unindent does not match any outer indentation level";
            return Err(Problem::new(start, self.at, message));
        } else if narrow <= last.1 {
            return Err(Problem::new(start, self.at, mixed));
        } else {
            self.indents.push((column, narrow));
        }
        if self.indents.len() > MAX_INDENTS {
            let mut problem = Problem::new(self.at, self.at + 1, "too many levels of indentation");
            problem.advice = Some("Move the inner parts into functions of their own.");
            return Err(problem);
        }
        Ok(())
    }

    fn word(&mut self) -> Result<(), Problem> {
        let start = self.at;
        while is_word(self.peek(0)) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if matches!(self.peek(0), b'"' | b'\'') && word.len() <= 2 {
            let lower = word.to_ascii_lowercase();
            if lower.iter().all(|b| b"rbuft".contains(b)) {
                return self.string(start, &lower);
            }
        }
        self.after_operand = false;
        match word {
            b"and" | b"or" | b"in" | b"is" => self.top().chain = 0,
            b"not" | b"await" | b"yield" => self.deeper()?,
            b"lambda" => {
                self.top().lambdas += 1;
                self.deeper()?;
            }
            b"if" | b"else" | b"for" | b"async" | b"elif" | b"while" | b"with" | b"try" | b"def" | b"class"
            | b"match" | b"case" | b"except" | b"finally" => {
                if self.frames.len() == 1 {
                    self.compounds += 1;
                    if self.compounds > MAX_DEPTH {
                        return Err(self.too_deep("too many compound statements in one line"));
                    }
                }
                self.top().chain = 0;
                self.deeper()?;
            }
            b"return" | b"del" | b"raise" | b"assert" | b"from" | b"import" | b"global" | b"nonlocal" => {}
            _ => self.after_operand = true,
        }
        Ok(())
    }

    fn operator(&mut self, byte: u8) -> Result<(), Problem> {
        self.at += 1;
        let next = self.peek(0);
        let was_operand = std::mem::replace(&mut self.after_operand, false);
        match byte {
            // Between a lambda's parameters it separates nothing.
            b',' if self.top().lambdas > 0 => {}
            b',' => self.separate(),
            b';' => self.separate(),
            b':' if next == b'=' && !self.is_field() => {
                self.at += 1;
                self.deeper()?;
            }
            b':' => self.colon(),
            b'.' => {
                if next == b'.' && self.peek(1) == b'.' {
                    self.at += 2;
                    self.after_operand = true;
                } else {
                    self.longer()?;
                }
            }
            b'<' | b'>' | b'=' | b'!' => {
                if next == byte && byte != b'=' {
                    // A shift.
                    self.at += 1;
                    self.longer()?;
                } else {
                    self.top().chain = 0;
                }
                if self.peek(0) == b'=' {
                    self.at += 1;
                }
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' => {
                let is_power = byte == b'*' && next == b'*';
                if next == byte && (is_power || byte == b'/') {
                    self.at += 1;
                }
                if self.peek(0) == b'=' {
                    self.at += 1;
                    self.top().chain = 0;
                } else if was_operand && !is_power {
                    self.longer()?;
                } else {
                    self.deeper()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A colon may end a lambda's parameters, or begin a format specification.
    fn colon(&mut self) {
        let top = self.top();
        if top.lambdas > 0 {
            top.lambdas -= 1;
            return;
        }
        top.chain = 0;
        if self.is_field() {
            self.frames.push(Frame::new(Kind::Spec, self.at));
        }
    }

    /// Is this the top level of an f-string's replacement field, where a colon begins the format specification?
    fn is_field(&self) -> bool {
        matches!(self.frames.as_slice(), [.., below, top]
            if top.kind == Kind::Bracket(b'{')
                && top.lambdas == 0
                && matches!(below.kind, Kind::FString { .. } | Kind::Spec))
    }

    fn separate(&mut self) {
        let top = self.top();
        top.chain = 0;
        top.depth = 0;
    }

    fn deeper(&mut self) -> Result<(), Problem> {
        self.top().depth += 1;
        let depth: u32 = self.frames.iter().map(|f| 1 + f.depth).sum();
        if depth > MAX_DEPTH { Err(self.too_deep("the expression is nested too deeply")) } else { Ok(()) }
    }

    fn longer(&mut self) -> Result<(), Problem> {
        let top = self.top();
        top.chain += 1;
        if top.chain > MAX_CHAIN { Err(self.too_deep("the expression is too long")) } else { Ok(()) }
    }

    fn open(&mut self, bracket: u8) -> Result<(), Problem> {
        if self.after_operand && bracket != b'{' {
            self.longer()?;
        }
        self.brackets += 1;
        if self.brackets > MAX_BRACKETS {
            return Err(Problem::new(self.at, self.at + 1, "too many nested parentheses"));
        }
        self.frames.push(Frame::new(Kind::Bracket(bracket), self.at));
        self.after_operand = false;
        self.at += 1;
        // Brackets add to what is nested around them.
        let depth: u32 = self.frames.iter().map(|f| 1 + f.depth).sum();
        if depth > MAX_DEPTH { Err(self.too_deep("the expression is nested too deeply")) } else { Ok(()) }
    }

    fn close(&mut self, bracket: u8) -> Result<(), Problem> {
        let (at, shown) = (self.at, char::from(bracket));
        self.at += 1;
        self.after_operand = true;
        let (kind, opened) = (self.top().kind, self.top().at);
        let Kind::Bracket(open) = kind else {
            return Err(Problem::new(at, at + 1, format!("unmatched '{shown}'")));
        };
        if !matches!((open, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            let line = |at: usize| self.source.get(..at).unwrap_or_default().matches('\n').count() + 1;
            let mut message =
                format!("closing parenthesis '{shown}' does not match opening parenthesis '{}'", char::from(open));
            if line(opened) != line(at) {
                message.push_str(&format!(" on line {}", line(opened)));
            }
            return Err(Problem::new(at, at + 1, message));
        }
        self.frames.pop();
        self.brackets -= 1;
        Ok(())
    }
}

/// May the byte be part of a name?
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
