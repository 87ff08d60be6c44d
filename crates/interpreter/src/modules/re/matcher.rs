//! Running programs against texts, by backtracking with an explicit stack.

use super::program::{Inst, One, Program};
use super::set::{Category, fold};

/// What to try when the present way fails.
enum Choice {
    Branch {
        pc: usize,
        at: usize,
    },
    Restore {
        slot: usize,
        old: usize,
    },
    /// Give a character back, down to `least`.
    Fewer {
        pc: usize,
        least: usize,
        at: usize,
    },
    /// Take one more character, `left` times at most.
    More {
        pc: usize,
        at: usize,
        left: u32,
    },
}

/// No place.
const NOWHERE: usize = usize::MAX;
/// Matching that takes more steps than this is given up.
const MOST_STEPS: u64 = 50_000_000;

/// The attempt was given up: it takes too long.
#[derive(Debug)]
pub(super) struct TooLong;

/// A search of a text.
pub(super) struct Matcher<'a> {
    program: &'a Program,
    text: &'a str,
    slots: Vec<usize>,
    stack: Vec<Choice>,
    steps: u64,
    /// Where the text is taken to begin for look-behind and `^`.
    origin: usize,
    /// The match must end at the end of the text.
    full: bool,
    /// A match that ends here, where it began, does not count.
    not_empty_at: usize,
}

/// How a match may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Search,
    Match,
    Full,
}

impl<'a> Matcher<'a> {
    /// `text` ends where matching is to end.
    pub(super) fn new(program: &'a Program, text: &'a str) -> Self {
        Matcher {
            program,
            text,
            slots: vec![NOWHERE; program.slots],
            stack: Vec::new(),
            steps: 0,
            origin: 0,
            full: false,
            not_empty_at: NOWHERE,
        }
    }

    /// Finds a match from `start` on; the slots of the groups. An empty match at `not_empty_at` does not count.
    pub(super) fn find(
        &mut self,
        start: usize,
        mode: Mode,
        not_empty_at: usize,
    ) -> Result<Option<Vec<usize>>, TooLong> {
        self.full = mode == Mode::Full;
        self.not_empty_at = not_empty_at;
        let mut at = start;
        loop {
            if mode == Mode::Search
                && let Some(first) = self.program.first
            {
                match self.text[at..].find(first) {
                    Some(offset) => at += offset,
                    None => return Ok(None),
                }
            }
            self.slots.fill(NOWHERE);
            self.stack.clear();
            if let Some(end) = self.run(0, at, true)? {
                self.slots[0] = at;
                self.slots[1] = end;
                return Ok(Some(self.slots[..2 * (self.program.groups + 1)].to_vec()));
            }
            if mode != Mode::Search {
                return Ok(None);
            }
            match self.char_at(at) {
                Some(c) => at += c.len_utf8(),
                None => return Ok(None),
            }
        }
    }

    #[inline]
    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text[at..].chars().next() }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.origin..at].chars().next_back()
    }

    /// The place after the character at `at`, if that passes the test.
    #[inline]
    fn step(&self, one: &One, at: usize) -> Option<usize> {
        let c = self.char_at(at)?;
        let passes = match one {
            One::Char(wanted) => c == *wanted,
            One::Folded(wanted) => c == *wanted || fold(c) == *wanted,
            One::Any => true,
            One::NotNewline => c != '\n',
            One::Set(set) => set.has(c),
        };
        passes.then_some(at + c.len_utf8())
    }

    fn save(&mut self, slot: usize, at: usize) {
        self.stack.push(Choice::Restore { slot, old: self.slots[slot] });
        self.slots[slot] = at;
    }

    /// Runs from `pc` to an `Accept`; where it got to. `outer`: that ends the whole match.
    fn run(&mut self, pc: usize, at: usize, outer: bool) -> Result<Option<usize>, TooLong> {
        let floor = self.stack.len();
        let start = at;
        let program = self.program;
        let (mut pc, mut at) = (pc, at);
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return Err(TooLong);
            }
            let goes_on = match &program.insts[pc] {
                Inst::One(one) => match self.step(one, at) {
                    Some(next) => {
                        at = next;
                        true
                    }
                    None => false,
                },
                Inst::Many { one, min, max, greedy } => match self.many(one, *min, *max, *greedy, pc, at) {
                    Some(next) => {
                        at = next;
                        true
                    }
                    None => false,
                },
                Inst::LineStart => at == self.origin || self.text.as_bytes()[at - 1] == b'\n',
                Inst::TextStart => at == self.origin,
                Inst::LineEnd => at == self.text.len() || self.text.as_bytes()[at] == b'\n',
                Inst::End => at == self.text.len() || self.text[at..] == *"\n",
                Inst::TextEnd => at == self.text.len(),
                Inst::Boundary { inside, ascii } => {
                    let word = |c: Option<char>| c.is_some_and(|c| Category::Word.has(c, *ascii));
                    let between = word(self.char_before(at)) != word(self.char_at(at));
                    between != *inside && !(*inside && self.text.is_empty())
                }
                Inst::Save(slot) | Inst::Mark(slot) => {
                    self.save(*slot, at);
                    true
                }
                Inst::Progress { slot, end } => {
                    pc = if self.slots[*slot] == at { *end } else { pc + 1 };
                    continue;
                }
                Inst::Split { first, second } => {
                    self.stack.push(Choice::Branch { pc: *second, at });
                    pc = *first;
                    continue;
                }
                Inst::Jump(target) => {
                    pc = *target;
                    continue;
                }
                Inst::Backref { group, ignore_case } => match self.backref(*group, *ignore_case, at) {
                    Some(next) => {
                        at = next;
                        true
                    }
                    None => false,
                },
                Inst::Look { end, behind, negated } => {
                    let found = match self.back(at, *behind) {
                        Some(from) => self.inner(pc + 1, from, *negated)?,
                        None => None,
                    };
                    if found.is_some() == *negated {
                        false
                    } else {
                        pc = *end;
                        continue;
                    }
                }
                Inst::Atomic { end } => match self.inner(pc + 1, at, false)? {
                    Some(next) => {
                        at = next;
                        pc = *end;
                        continue;
                    }
                    None => false,
                },
                Inst::If { group, no } => {
                    if self.slots[2 * group + 1] == NOWHERE {
                        pc = *no;
                        continue;
                    }
                    true
                }
                Inst::Accept => {
                    let refused =
                        outer && ((self.full && at != self.text.len()) || (at == start && at == self.not_empty_at));
                    if !refused {
                        return Ok(Some(at));
                    }
                    false
                }
            };
            if goes_on {
                pc += 1;
            } else {
                match self.backtrack(floor) {
                    Some(next) => (pc, at) = next,
                    None => return Ok(None),
                }
            }
        }
    }

    /// Runs a part of the program whose choices are final.
    fn inner(&mut self, pc: usize, at: usize, undo: bool) -> Result<Option<usize>, TooLong> {
        let floor = self.stack.len();
        let result = self.run(pc, at, false)?;
        if undo {
            while self.stack.len() > floor {
                if let Some(Choice::Restore { slot, old }) = self.stack.pop() {
                    self.slots[slot] = old;
                }
            }
        } else {
            // What was saved must still be undone when the way to here fails.
            let kept: Vec<Choice> = self.stack.drain(floor..).filter(|c| matches!(c, Choice::Restore { .. })).collect();
            self.stack.extend(kept);
        }
        Ok(result)
    }

    fn backtrack(&mut self, floor: usize) -> Option<(usize, usize)> {
        while self.stack.len() > floor {
            match self.stack.pop()? {
                Choice::Branch { pc, at } => return Some((pc, at)),
                Choice::Restore { slot, old } => self.slots[slot] = old,
                Choice::Fewer { pc, least, at } => {
                    let at = self.previous(at);
                    if at > least {
                        self.stack.push(Choice::Fewer { pc, least, at });
                    }
                    return Some((pc + 1, at));
                }
                Choice::More { pc, at, left } => {
                    if let Inst::Many { one, .. } = &self.program.insts[pc]
                        && let Some(next) = self.step(one, at)
                    {
                        if left > 1 {
                            self.stack.push(Choice::More { pc, at: next, left: left - 1 });
                        }
                        return Some((pc + 1, next));
                    }
                }
            }
        }
        None
    }

    fn previous(&self, at: usize) -> usize {
        let mut at = at - 1;
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// So many characters back.
    fn back(&self, at: usize, count: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..count {
            if at <= self.origin {
                return None;
            }
            at = self.previous(at);
        }
        Some(at)
    }

    fn many(&mut self, one: &One, min: u32, max: u32, greedy: bool, pc: usize, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..min {
            at = self.step(one, at)?;
        }
        let left = max - min;
        if left == 0 {
            return Some(at);
        }
        if !greedy {
            self.stack.push(Choice::More { pc, at, left });
            return Some(at);
        }
        let least = at;
        let mut count = 0;
        while count < left
            && let Some(next) = self.step(one, at)
        {
            at = next;
            count += 1;
        }
        self.steps += u64::from(count) / 8;
        if at > least {
            self.stack.push(Choice::Fewer { pc, least, at });
        }
        Some(at)
    }

    fn backref(&self, group: usize, ignore_case: bool, at: usize) -> Option<usize> {
        let (start, end) = (self.slots[2 * group], self.slots[2 * group + 1]);
        if start == NOWHERE || end == NOWHERE {
            return None;
        }
        let wanted = &self.text[start..end];
        if !ignore_case {
            return self.text[at..].starts_with(wanted).then_some(at + wanted.len());
        }
        let mut at = at;
        for c in wanted.chars() {
            let here = self.char_at(at)?;
            if fold(here) != fold(c) {
                return None;
            }
            at += here.len_utf8();
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::program::compile;
    use super::*;

    fn find<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
        let program = compile(parse(pattern, 0, false).ok().unwrap()).ok().unwrap();
        let slots = Matcher::new(&program, text).find(0, Mode::Search, NOWHERE).unwrap()?;
        Some(&text[slots[0]..slots[1]])
    }

    #[test]
    fn patterns_find_what_they_find_in_cpython() {
        for (pattern, text, expected) in [
            ("a*", "aaab", Some("aaa")),
            ("a+?b", "aaab", Some("aaab")),
            ("(a|ab)(c|bcd)(d*)", "abcd", Some("abcd")),
            (r"(\w+) \1", "the the cat", Some("the the")),
            ("(?i)HELLO", "say hello", Some("hello")),
            (r"(?<=\$)\d+", "cost $42", Some("42")),
            (r"(?<!\$)\b\d+", "cost $42 or 17", Some("17")),
            ("(a*)*", "aaa", Some("aaa")),
            ("(a*)+$", "aaab", Some("")),
            ("x{2,3}", "xxxx", Some("xxx")),
            ("(ab){2}", "ababab", Some("abab")),
            ("[^a-c]+", "abcxyz", Some("xyz")),
            ("^b", "a\nb", None),
            ("(?m)^b", "a\nb", Some("b")),
            ("(?>a+)ab", "aaab", None),
            ("(<)?a(?(1)>|b)", "<a> ab", Some("<a>")),
            ("é+", "caféé", Some("éé")),
            ("日本|日", "日本語", Some("日本")),
        ] {
            assert_eq!(find(pattern, text), expected, "{pattern} in {text}");
        }
    }
}
