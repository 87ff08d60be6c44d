//! What stands around a mistake.

use std::ops::Range;

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{Mode, ParseOptions, parse_expression, parse_unchecked};
use ruff_text_size::Ranged;

use super::strings::end_of_strings;

/// How much of an expression is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// An operand of a comparison.
    Operand,
    /// All but conditions and lambdas.
    Disjunction,
    Whole,
}

impl Extent {
    /// Does it end before such a token?
    fn ends(self, kind: TokenKind) -> bool {
        match kind {
            TokenKind::If | TokenKind::Else | TokenKind::Lambda => self != Extent::Whole,
            TokenKind::And
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual => self == Extent::Operand,
            kind => ends_expression(kind),
        }
    }
}

/// A text that has a mistake in it.
#[derive(Clone, Copy)]
pub(crate) struct Text<'s> {
    pub(crate) source: &'s str,
}

impl Text<'_> {
    fn tokens(self) -> Vec<Token> {
        let parsed = parse_unchecked(self.source, ParseOptions::from(Mode::Module));
        parsed.tokens().iter().copied().filter(|token| !token.kind().is_trivia()).collect()
    }

    /// Is this stretch an expression?
    fn is_expression(self, range: Range<usize>) -> bool {
        // Inside brackets an expression may go on in the next line.
        self.source
            .get(range)
            .is_some_and(|text| !text.trim().is_empty() && parse_expression(&format!("({text}\n)")).is_ok())
    }

    /// The longest expression that ends before the token at `index`.
    fn expression_before(self, tokens: &[Token], index: usize, extent: Extent) -> Option<Range<usize>> {
        let end = tokens.get(index.checked_sub(1)?)?.end().to_usize();
        let mut depth = 0;
        let mut first = index;
        while let Some(token) = first.checked_sub(1).and_then(|at| tokens.get(at)) {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth == 0 => break,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
                kind if depth == 0 && extent.ends(kind) => break,
                _ => {}
            }
            first -= 1;
        }
        let start = tokens[first..index].iter().map(|t| t.start().to_usize()).find(|s| self.is_expression(*s..end))?;
        Some(start..end)
    }

    /// The longest expression that begins with the token at `index`.
    fn expression_from(self, tokens: &[Token], index: usize, extent: Extent) -> Option<Range<usize>> {
        let start = tokens.get(index)?.start().to_usize();
        let mut depth = 0;
        let mut ends = Vec::new();
        for token in &tokens[index..] {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth == 0 => break,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                kind if depth == 0 && extent.ends(kind) => break,
                _ => {}
            }
            ends.push(token.end().to_usize());
        }
        ends.into_iter().rev().find(|end| self.is_expression(start..*end)).map(|end| start..end)
    }

    /// Two expressions with nothing between them, within brackets: the second begins at `at`.
    pub(crate) fn two_expressions(self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at)?;
        if depth(&tokens[..index]) == 0 {
            return None;
        }
        let first = self.expression_before(&tokens, index, Extent::Disjunction)?;
        let second = self.expression_from(&tokens, index, Extent::Whole)?;
        let of_first: Vec<TokenKind> =
            tokens.iter().filter(|t| first.contains(&t.start().to_usize())).map(Token::kind).collect();
        // A name before a string may be meant as its prefix.
        let next = of_first.get(1).copied().unwrap_or(tokens[index].kind());
        let is_prefix = of_first[0] == TokenKind::Name && next == TokenKind::String;
        let is_soft = matches!(of_first[0], TokenKind::Match | TokenKind::Case | TokenKind::Type);
        (!is_prefix && !is_soft).then_some(first.start..second.end)
    }

    /// `name = value` where a value is expected: the `=` is at `at`.
    pub(super) fn assignment(self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at)?;
        let name = tokens.get(index.checked_sub(1)?)?;
        let value = self.expression_from(&tokens, index + 1, Extent::Operand)?;
        Some(name.start().to_usize()..value.end)
    }

    /// What stands before the `=` at `at`, if it is more than a name.
    pub(crate) fn compared(self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at)?;
        // What follows is no value where it is another operator.
        self.expression_from(&tokens, index + 1, Extent::Operand)?;
        let found = self.expression_before(&tokens, index, Extent::Operand)?;
        if self.expression_before(&tokens, index, Extent::Disjunction)? != found {
            return None;
        }
        let is_name = index >= 2 && tokens[index - 1].start().to_usize() == found.start;
        (!is_name || tokens[index - 1].kind() != TokenKind::Name).then_some(found)
    }

    /// `a, b` in `[a, b for …]`, whose `for` is at `at`.
    pub(crate) fn target_of_comprehension(self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at)?;
        let is_for = matches!(tokens[index].kind(), TokenKind::For | TokenKind::Async);
        let open = (0..index).rev().find(|open| depth(&tokens[*open..index]) == 1)?;
        let items = &tokens[open + 1..index];
        let has_comma = (0..items.len()).any(|i| items[i].kind() == TokenKind::Comma && depth(&items[..i]) == 0);
        let is_display = matches!(tokens[open].kind(), TokenKind::Lsqb | TokenKind::Lbrace);
        let range = items.first()?.start().to_usize()..items.last()?.end().to_usize();
        (is_for && has_comma && is_display).then_some(range)
    }

    /// Is the innermost open bracket at `at` a brace?
    pub(crate) fn is_in_braces(self, at: usize) -> bool {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at).unwrap_or(tokens.len());
        let open = (0..index).rev().find(|open| depth(&tokens[*open..index]) == 1);
        open.is_some_and(|open| tokens[open].kind() == TokenKind::Lbrace)
    }

    /// How many brackets are open at `at`.
    pub(crate) fn depth(self, at: usize) -> usize {
        let tokens = self.tokens();
        depth(&tokens[..tokens.iter().position(|token| token.start().to_usize() >= at).unwrap_or(tokens.len())])
    }

    /// Is `at` in an f-string's replacement field?
    pub(crate) fn is_in_fstring(self, at: usize) -> bool {
        let tokens = self.tokens();
        let count = |kind| tokens.iter().filter(|t| t.kind() == kind && t.start().to_usize() < at).count();
        count(TokenKind::FStringStart) > count(TokenKind::FStringEnd)
    }

    /// Is it the sign of an augmented assignment, with a tuple before it?
    pub(crate) fn is_sign_of_tuple(self, at: usize) -> bool {
        let tokens = self.tokens();
        let Some(index) = tokens.iter().position(|token| token.start().to_usize() >= at) else { return false };
        let starts = |token: &Token| matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent);
        let first = tokens[..index].iter().rposition(starts).map_or(0, |before| before + 1);
        tokens[index].kind().as_augmented_assign_operator().is_some()
            && tokens[first..index].iter().any(|token| token.kind() == TokenKind::Comma)
            && tokens.get(first).is_some_and(|token| self.is_expression(token.start().to_usize()..at))
    }

    /// Does a value follow the `=` at `at`?
    ///
    /// CPython looks for this mistake where an expression begins, so that nothing but a name is before the `=`.
    pub(crate) fn is_assignment(self, at: usize) -> bool {
        let tokens = self.tokens();
        let Some(index) = tokens.iter().position(|token| token.start().to_usize() >= at) else { return false };
        let before = self.expression_before(&tokens, index, Extent::Disjunction);
        let is_name = before.is_some_and(|before| before.start == tokens[index - 1].start().to_usize());
        is_name && self.expression_from(&tokens, index + 1, Extent::Operand).is_some()
    }

    /// `value if test`, which ends before `at`.
    pub(super) fn half_a_condition(self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens();
        let index = tokens.iter().position(|token| token.start().to_usize() >= at).unwrap_or(tokens.len());
        let condition = tokens[..index].iter().rposition(|token| token.kind() == TokenKind::If)?;
        let value = self.expression_before(&tokens, condition, Extent::Disjunction)?;
        let test = self.expression_from(&tokens, condition + 1, Extent::Disjunction)?;
        Some(value.start..test.end)
    }

    /// The token after the string in which `at` is, and after those beside it.
    pub(super) fn token_after_strings(self, at: usize) -> Option<Range<usize>> {
        let end = end_of_strings(self.source, at)?;
        let next = self.source.get(end..)?.chars().next().filter(|c| !matches!(c, '\n' | '\r' | '#'));
        let Some(next) = next else { return Some(end..end) };
        let rest = &self.source[end..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        Some(end..end + word.max(next.len_utf8()))
    }

    /// The bracket that closes what `at` is in.
    pub(super) fn closing_bracket(self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for token in self.tokens().iter().filter(|token| token.start().to_usize() >= at) {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar if depth == 0 => return Some(token.start().to_usize()),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The end of the `=` after what was taken for the name of an argument.
    pub(super) fn sign_of_keyword(self, start: usize, end: usize) -> Option<usize> {
        let before = self.source.get(..start)?.trim_end();
        let rest = self.source.get(end..)?;
        let sign = end + rest.len() - rest.trim_start_matches(' ').len();
        (before.ends_with(['(', ',']) && self.source[sign..].starts_with('=')).then_some(sign + 1)
    }

    pub(super) fn end_of_statement(self, at: usize) -> usize {
        let mut end = at;
        for token in self.tokens() {
            if token.start().to_usize() >= at {
                if matches!(token.kind(), TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile) {
                    break;
                }
                end = token.end().to_usize();
            }
        }
        end
    }

    /// The last character of the number around `at` that can be part of one.
    pub(super) fn end_of_number(self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
        let start = bytes[..at.min(bytes.len())].iter().rposition(|b| !is_part(b)).map_or(0, |before| before + 1);
        let number = &bytes[start..];
        let run = |from: usize, is_digit: fn(&u8) -> bool| {
            let mut end = from;
            while number.get(end).is_some_and(is_digit)
                || end > from && number.get(end) == Some(&b'_') && number.get(end + 1).is_some_and(is_digit)
            {
                end += 1;
            }
            // A line that no digit follows belongs to it.
            if end > from && number.get(end) == Some(&b'_') { end + 1 } else { end }
        };
        let end = match number {
            [b'0', b'x' | b'X', ..] => run(2, u8::is_ascii_hexdigit).max(2),
            [b'0', b'o' | b'O' | b'b' | b'B', ..] => run(2, u8::is_ascii_digit).max(2),
            _ => {
                let whole = run(0, u8::is_ascii_digit);
                if number.get(whole) == Some(&b'.') { run(whole + 1, u8::is_ascii_digit) } else { whole }
            }
        };
        start + end.saturating_sub(1)
    }
}

/// How many brackets are open.
fn depth(tokens: &[Token]) -> usize {
    tokens.iter().fold(0usize, |depth, token| match token.kind() {
        TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth + 1,
        TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Does any expression end before such a token?
fn ends_expression(kind: TokenKind) -> bool {
    kind.as_augmented_assign_operator().is_some()
        || matches!(
            kind,
            TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::ColonEqual
                | TokenKind::Equal
                | TokenKind::Semi
                | TokenKind::Rarrow
                | TokenKind::Newline
                | TokenKind::EndOfFile
                | TokenKind::Indent
                | TokenKind::Dedent
                | TokenKind::Elif
                | TokenKind::For
                | TokenKind::While
                | TokenKind::Return
                | TokenKind::Yield
                | TokenKind::Assert
                | TokenKind::Raise
                | TokenKind::From
                | TokenKind::Import
                | TokenKind::As
                | TokenKind::With
                | TokenKind::Del
                | TokenKind::Def
                | TokenKind::Class
                | TokenKind::Async
                | TokenKind::Except
        )
}
