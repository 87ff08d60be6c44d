//! `match` statements.

use std::collections::BTreeMap;

use ruff_python_ast::{self as ast, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::emit::Label;
use super::literal::constants;
use crate::op::{CompareOp, Op, Reg};
use crate::spec::Const;

/// Registers in which the names of a pattern are kept until all of it has matched.
type Captures<'a> = BTreeMap<&'a str, (Reg, TextRange)>;

impl<'a> Compiler<'a> {
    pub(super) fn match_(&mut self, s: &'a ast::StmtMatch) {
        let subject = self.expr_to_temp(&s.subject);
        let end = self.unit.label();
        for case in &s.cases {
            let mark = self.unit.mark();
            self.unit.begin_line(case.range);
            let next = self.unit.label();
            let mut captures = Captures::new();
            self.reserve(&case.pattern, &mut captures);
            let temps = self.unit.mark();
            self.pattern(&case.pattern, subject, next, &captures);
            self.unit.release(temps);
            for (name, (reg, range)) in &captures {
                self.store_name(name, *reg, *range);
            }
            self.unit.release(mark);
            if let Some(guard) = &case.guard {
                self.condition(guard, false, next);
            }
            self.body(&case.body);
            if self.unit.reachable() {
                self.unit.jump(end, case.range);
            }
            self.unit.place(next);
        }
        self.unit.place(end);
    }

    /// Gives each name of a pattern a temporary.
    fn reserve(&mut self, pattern: &'a Pattern, captures: &mut Captures<'a>) {
        let name = match pattern {
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => None,
            Pattern::MatchSequence(p) => {
                p.patterns.iter().for_each(|p| self.reserve(p, captures));
                None
            }
            Pattern::MatchMapping(p) => {
                p.patterns.iter().for_each(|p| self.reserve(p, captures));
                p.rest.as_ref()
            }
            Pattern::MatchClass(p) => {
                p.arguments.patterns.iter().for_each(|p| self.reserve(p, captures));
                p.arguments.keywords.iter().for_each(|k| self.reserve(&k.pattern, captures));
                None
            }
            Pattern::MatchStar(p) => p.name.as_ref(),
            Pattern::MatchAs(p) => {
                p.pattern.iter().for_each(|p| self.reserve(p, captures));
                p.name.as_ref()
            }
            Pattern::MatchOr(p) => {
                p.patterns.iter().for_each(|p| self.reserve(p, captures));
                None
            }
        };
        if let Some(name) = name
            && !captures.contains_key(name.as_str())
        {
            let reg = self.unit.alloc();
            captures.insert(name, (reg, name.range));
        }
    }

    /// Matches `subject`; jumps to `fail` if it does not match.
    fn pattern(&mut self, pattern: &'a Pattern, subject: Reg, fail: Label, captures: &Captures<'a>) {
        let mark = self.unit.mark();
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(p) => {
                let b = self.expr(&p.value);
                let jump = Op::JumpUnless { op: CompareOp::Eq, a: subject, b, offset: 0 };
                self.unit.emit_jump(jump, fail, range);
            }
            Pattern::MatchSingleton(p) => self.singleton(p.value, subject, fail, range),
            Pattern::MatchSequence(p) => self.sequence(&p.patterns, subject, fail, captures, range),
            Pattern::MatchMapping(p) => self.mapping(p, subject, fail, captures),
            Pattern::MatchClass(p) => self.class_pattern(p, subject, fail, captures),
            Pattern::MatchStar(p) => self.capture(p.name.as_ref(), subject, captures, range),
            Pattern::MatchAs(p) => {
                if let Some(pattern) = &p.pattern {
                    self.pattern(pattern, subject, fail, captures);
                }
                self.capture(p.name.as_ref(), subject, captures, range);
            }
            Pattern::MatchOr(p) => self.alternatives(&p.patterns, subject, fail, captures, range),
        }
        self.unit.release(mark);
    }

    fn capture(&mut self, name: Option<&ast::Identifier>, subject: Reg, captures: &Captures<'a>, range: TextRange) {
        if let Some((dst, _)) = name.and_then(|name| captures.get(name.as_str())) {
            self.unit.emit(Op::Move { dst: *dst, src: subject }, range);
        }
    }

    fn singleton(&mut self, value: Singleton, subject: Reg, fail: Label, range: TextRange) {
        let value = match value {
            Singleton::None => {
                self.unit.emit_jump(Op::JumpIfNotNone { reg: subject, target: 0 }, fail, range);
                return;
            }
            Singleton::True => true,
            Singleton::False => false,
        };
        let b = self.unit.alloc();
        self.unit.load_const(b, Const::Bool(value), range);
        self.unit.emit_jump(Op::JumpUnless { op: CompareOp::Is, a: subject, b, offset: 0 }, fail, range);
    }

    fn sequence(
        &mut self,
        patterns: &'a [Pattern],
        subject: Reg,
        fail: Label,
        captures: &Captures<'a>,
        range: TextRange,
    ) {
        let star = patterns.iter().position(Pattern::is_match_star);
        let required = patterns.len() - usize::from(star.is_some());
        let test = self.unit.alloc();
        self.unit.emit(Op::MatchSequence { dst: test, src: subject }, range);
        self.unit.emit_jump(Op::JumpIfFalse { reg: test, target: 0 }, fail, range);
        if star.is_none() || required > 0 {
            self.unit.emit(Op::Len { dst: test, src: subject }, range);
            let op = if star.is_some() { CompareOp::Ge } else { CompareOp::Eq };
            self.unless_int(op, test, required, fail, range);
        }
        let needs = |p: &Pattern| !matches!(p, Pattern::MatchAs(ast::PatternMatchAs { pattern: None, name: None, .. }));
        match star {
            Some(at) if is_nameless(&patterns[at]) || at > usize::from(u8::MAX) => {
                // Nobody asks for what is in the middle.
                for (index, pattern) in patterns.iter().enumerate() {
                    if index == at || !needs(pattern) {
                        continue;
                    }
                    let position = if index < at { index as i16 } else { index as i16 - patterns.len() as i16 };
                    self.item_pattern(pattern, subject, position, fail, captures, range);
                }
            }
            _ if star.is_none() && !patterns.iter().any(needs) => {}
            _ => {
                let base = self.unit.mark() as Reg;
                for _ in patterns {
                    self.unit.alloc();
                }
                let count = patterns.len() as u16;
                let op = match star {
                    Some(at) => Op::UnpackEx { before: at as u8, src: subject, base, after: count - at as u16 - 1 },
                    None => Op::Unpack { src: subject, base, count },
                };
                self.unit.emit(op, range);
                self.patterns(patterns.iter(), base, fail, captures);
            }
        }
    }

    /// Matches a pattern against the item at an index; a negative one is counted from the length.
    fn item_pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        position: i16,
        fail: Label,
        captures: &Captures<'a>,
        range: TextRange,
    ) {
        let mark = self.unit.mark();
        let item = self.unit.alloc();
        if position < 0 {
            self.unit.emit(Op::Len { dst: item, src: subject }, range);
            self.unit.emit(Op::AddInt { negated: true, dst: item, a: item, value: position }, range);
        } else {
            self.unit.load_const(item, Const::Int(i64::from(position)), range);
        }
        self.unit.emit(Op::LoadItem { dst: item, obj: subject, key: item }, range);
        self.pattern(pattern, item, fail, captures);
        self.unit.release(mark);
    }

    /// Matches patterns against the registers from `base` on.
    fn patterns(
        &mut self,
        patterns: impl Iterator<Item = &'a Pattern>,
        base: Reg,
        fail: Label,
        captures: &Captures<'a>,
    ) {
        for (index, pattern) in patterns.enumerate() {
            self.pattern(pattern, base.saturating_add(index as u16), fail, captures);
        }
    }

    fn unless_int(&mut self, op: CompareOp, a: Reg, value: usize, fail: Label, range: TextRange) {
        if let Ok(value) = i16::try_from(value) {
            self.unit.emit_jump(Op::JumpUnlessInt { op, a, value, offset: 0 }, fail, range);
        } else {
            let b = self.unit.alloc();
            self.unit.load_const(b, Const::Int(value as i64), range);
            self.unit.emit_jump(Op::JumpUnless { op, a, b, offset: 0 }, fail, range);
        }
    }

    fn mapping(&mut self, p: &'a ast::PatternMatchMapping, subject: Reg, fail: Label, captures: &Captures<'a>) {
        let range = p.range;
        let test = self.unit.alloc();
        self.unit.emit(Op::MatchMapping { dst: test, src: subject }, range);
        self.unit.emit_jump(Op::JumpIfFalse { reg: test, target: 0 }, fail, range);
        if p.keys.is_empty() {
            self.rest(p, subject, None, captures);
            return;
        }
        self.unit.emit(Op::Len { dst: test, src: subject }, range);
        self.unless_int(CompareOp::Ge, test, p.keys.len(), fail, range);
        let keys = self.unit.alloc();
        match constants(&p.keys) {
            Some(values) => self.unit.load_const(keys, Const::Tuple(values), range),
            None => self.tuple_to(&p.keys, keys, range),
        }
        let values = self.unit.alloc();
        self.unit.emit(Op::MatchKeys { dst: values, src: subject, keys }, range);
        self.unit.emit_jump(Op::JumpIfNone { reg: values, target: 0 }, fail, range);
        let base = self.unpack_to_temps(values, p.patterns.len(), range);
        self.patterns(p.patterns.iter(), base, fail, captures);
        self.rest(p, subject, Some(keys), captures);
    }

    fn unpack_to_temps(&mut self, src: Reg, count: usize, range: TextRange) -> Reg {
        let base = self.unit.mark() as Reg;
        for _ in 0..count {
            self.unit.alloc();
        }
        self.unit.emit(Op::Unpack { src, base, count: count as u16 }, range);
        base
    }

    fn rest(&mut self, p: &'a ast::PatternMatchMapping, subject: Reg, keys: Option<Reg>, captures: &Captures<'a>) {
        let Some((dst, range)) = p.rest.as_ref().and_then(|name| captures.get(name.as_str())) else { return };
        let keys = keys.unwrap_or_else(|| {
            let keys = self.unit.alloc();
            self.unit.load_const(keys, Const::Tuple(Vec::new()), *range);
            keys
        });
        self.unit.emit(Op::MatchRest { dst: *dst, src: subject, keys }, *range);
    }

    fn class_pattern(&mut self, p: &'a ast::PatternMatchClass, subject: Reg, fail: Label, captures: &Captures<'a>) {
        let range = p.range;
        let arguments = &p.arguments;
        let base = self.expr_to_temp(&p.cls);
        let names = self.unit.alloc();
        let attrs = arguments.keywords.iter().map(|k| Const::Str(k.attr.as_str().into())).collect();
        self.unit.load_const(names, Const::Tuple(attrs), range);
        let values = self.unit.alloc();
        if arguments.patterns.len() > usize::from(u8::MAX) {
            self.diagnostics.error(range, "too many sub-patterns in class pattern");
        }
        let count = arguments.patterns.len() as u8;
        self.unit.emit(Op::MatchClass { count, dst: values, src: subject, base }, range);
        self.unit.emit_jump(Op::JumpIfNone { reg: values, target: 0 }, fail, range);
        let patterns = || arguments.patterns.iter().chain(arguments.keywords.iter().map(|k| &k.pattern));
        let count = patterns().count();
        if count > 0 {
            let base = self.unpack_to_temps(values, count, range);
            self.patterns(patterns(), base, fail, captures);
        }
    }

    fn alternatives(
        &mut self,
        patterns: &'a [Pattern],
        subject: Reg,
        fail: Label,
        captures: &Captures<'a>,
        range: TextRange,
    ) {
        let Some((last, rest)) = patterns.split_last() else { return };
        let matched = self.unit.label();
        for pattern in rest {
            let next = self.unit.label();
            self.pattern(pattern, subject, next, captures);
            self.unit.jump(matched, range);
            self.unit.place(next);
        }
        self.pattern(last, subject, fail, captures);
        self.unit.place(matched);
    }
}

fn is_nameless(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(p) if p.name.is_none())
}
