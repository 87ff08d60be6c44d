//! f-strings.

use ruff_python_ast::{self as ast, ConversionFlag, InterpolatedStringElement};
use ruff_text_size::TextRange;

use super::Compiler;
use crate::op::{Conversion, NO_REG, Op, Reg};

/// A piece of an f-string, after literal pieces that follow each other have been joined.
enum Piece<'a> {
    Text(String),
    Value(&'a ast::InterpolatedElement),
}

impl<'a> Compiler<'a> {
    pub(super) fn fstring_to(&mut self, e: &'a ast::ExprFString, dst: Reg) {
        let mut pieces = Vec::new();
        for part in &e.value {
            match part {
                ast::FStringPart::Literal(literal) => add_text(&mut pieces, &literal.value),
                ast::FStringPart::FString(fstring) => add_pieces(&mut pieces, fstring.elements.iter()),
            }
        }
        self.pieces_to(pieces, dst, e.range);
    }

    fn pieces_to(&mut self, pieces: Vec<Piece<'a>>, dst: Reg, range: TextRange) {
        let mark = self.unit.mark();
        match pieces.as_slice() {
            [] => self.unit.load_str(dst, "", range),
            [piece] => self.piece_to(piece, dst, range),
            pieces => {
                let base = self.unit.mark() as Reg;
                for piece in pieces {
                    let reg = self.unit.alloc();
                    self.piece_to(piece, reg, range);
                }
                self.unit.emit(Op::BuildString { dst, base, count: pieces.len() as u16 }, range);
            }
        }
        self.unit.release(mark);
    }

    fn piece_to(&mut self, piece: &Piece<'a>, dst: Reg, range: TextRange) {
        let value = match piece {
            Piece::Text(text) => return self.unit.load_str(dst, text, range),
            Piece::Value(value) => value,
        };
        let mark = self.unit.mark();
        let conversion = match value.conversion {
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Repr => Conversion::Repr,
            ConversionFlag::Ascii => Conversion::Ascii,
            ConversionFlag::None if value.debug_text.is_some() && value.format_spec.is_none() => Conversion::Repr,
            ConversionFlag::None => Conversion::None,
        };
        let src = self.operand(&value.expression, dst);
        let spec = match &value.format_spec {
            Some(format) => {
                let mut pieces = Vec::new();
                add_pieces(&mut pieces, format.elements.iter());
                if pieces.is_empty() {
                    NO_REG
                } else {
                    let spec = self.unit.alloc();
                    self.pieces_to(pieces, spec, range);
                    spec
                }
            }
            None => NO_REG,
        };
        self.unit.emit(Op::FormatValue { conversion, dst, src, spec }, range);
        self.unit.release(mark);
    }
}

fn add_text(pieces: &mut Vec<Piece<'_>>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

fn add_pieces<'a>(pieces: &mut Vec<Piece<'a>>, elements: impl Iterator<Item = &'a InterpolatedStringElement>) {
    for element in elements {
        match element {
            InterpolatedStringElement::Literal(literal) => add_text(pieces, &literal.value),
            InterpolatedStringElement::Interpolation(value) => {
                // `{x=}` shows its own text.
                if let Some(text) = &value.debug_text {
                    add_text(pieces, text.as_str());
                }
                pieces.push(Piece::Value(value));
            }
        }
    }
}
