//! Reading patterns: `sre_parse`.

use super::set::{Category, Set};

pub(super) const IGNORECASE: u32 = 2;
pub(super) const LOCALE: u32 = 4;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOTALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const ASCII: u32 = 256;

/// Repetitions are at most so many.
const MAX_REPEAT: u32 = u32::MAX;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Empty,
    Char {
        c: char,
        ignore_case: bool,
    },
    Any {
        newline: bool,
    },
    Set(Set),
    LineStart,
    TextStart,
    LineEnd,
    /// `$`: the end, or before a newline at the end.
    End,
    TextEnd,
    Boundary {
        inside: bool,
        ascii: bool,
    },
    Group(u32, Box<Node>),
    Concat(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: u32,
        greedy: bool,
    },
    Atomic(Box<Node>),
    Backref {
        group: u32,
        ignore_case: bool,
    },
    Look {
        node: Box<Node>,
        behind: bool,
        negated: bool,
    },
    If {
        group: u32,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// What is wrong with a pattern, and at which character.
#[derive(Debug, PartialEq)]
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) at: usize,
}

/// A pattern that was read.
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) flags: u32,
    pub(super) groups: u32,
    pub(super) names: Vec<(String, u32)>,
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    groups: u32,
    open: Vec<u32>,
    names: Vec<(String, u32)>,
    /// Groups that conditions ask for, which may come later, and where.
    asked: Vec<(u32, usize)>,
    flags: u32,
    /// Bytes: no Unicode escapes.
    bytes: bool,
}

type Result<T> = std::result::Result<T, Wrong>;

/// Reads a pattern.
pub(super) fn parse(pattern: &str, flags: u32, bytes: bool) -> Result<Parsed> {
    let mut flags = flags;
    loop {
        let mut parser = Parser {
            chars: pattern.chars().collect(),
            at: 0,
            groups: 0,
            open: Vec::new(),
            names: Vec::new(),
            asked: Vec::new(),
            flags,
            bytes,
        };
        let node = parser.either()?;
        if parser.at < parser.chars.len() {
            return Err(parser.wrong("unbalanced parenthesis", parser.at));
        }
        if let Some((group, at)) = parser.asked.iter().find(|(group, _)| *group > parser.groups) {
            return Err(parser.wrong(format!("invalid group reference {group}"), *at));
        }
        if parser.flags & VERBOSE != 0 && flags & VERBOSE == 0 {
            // `(?x)` holds for the whole pattern: it is read again.
            flags |= VERBOSE;
            continue;
        }
        let mut flags = parser.flags;
        if !bytes && flags & ASCII == 0 {
            flags |= UNICODE;
        }
        return Ok(Parsed { node, flags, groups: parser.groups, names: parser.names });
    }
}

impl Parser {
    fn wrong(&self, message: impl Into<String>, at: usize) -> Wrong {
        Wrong { message: message.into(), at }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn ascii(&self) -> bool {
        self.bytes || self.has(ASCII)
    }

    fn either(&mut self) -> Result<Node> {
        let mut branches = vec![self.sequence()?];
        while self.take('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self) -> Result<Node> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if self.has(VERBOSE) && self.skip_blank(c) {
                continue;
            }
            let start = self.at;
            let Some(item) = self.item()? else { continue };
            items.push(self.repeated(item, start)?);
        }
        Ok(match items.len() {
            0 => Node::Empty,
            1 => items.remove(0),
            _ => Node::Concat(items),
        })
    }

    fn skip_blank(&mut self, c: char) -> bool {
        if c.is_whitespace() {
            self.at += 1;
            return true;
        }
        if c == '#' {
            while self.peek().is_some_and(|c| c != '\n') {
                self.at += 1;
            }
            return true;
        }
        false
    }

    /// A repetition of what was just read, if one follows.
    fn repeated(&mut self, item: Node, start: usize) -> Result<Node> {
        let mut item = item;
        let mut before = self.at;
        let mut repeated = false;
        while let Some(c) = self.peek() {
            if self.has(VERBOSE) && self.skip_blank(c) {
                before = self.at;
                continue;
            }
            let (min, max) = match c {
                '*' => (0, MAX_REPEAT),
                '+' => (1, MAX_REPEAT),
                '?' => (0, 1),
                '{' => match self.bounds()? {
                    Some(bounds) => bounds,
                    None => break,
                },
                _ => break,
            };
            if c != '{' {
                self.at += 1;
            }
            if repeated {
                return Err(self.wrong("multiple repeat", before));
            }
            if matches!(item, Node::LineStart | Node::TextStart | Node::Empty) {
                return Err(self.wrong("nothing to repeat", before.max(start)));
            }
            let greedy = !self.take('?');
            let possessive = greedy && self.take('+');
            item = Node::Repeat { node: Box::new(item), min, max, greedy };
            if possessive {
                item = Node::Atomic(Box::new(item));
            }
            repeated = true;
            before = self.at;
        }
        Ok(item)
    }

    /// `{m,n}`; `None`, and nothing read, if it is not one.
    fn bounds(&mut self) -> Result<Option<(u32, u32)>> {
        let start = self.at;
        self.at += 1;
        if self.peek() == Some('}') {
            self.at = start;
            return Ok(None);
        }
        let low = self.digits();
        let high = if self.take(',') { self.digits() } else { low.clone() };
        if !self.take('}') || (low.is_empty() && high.is_empty() && self.chars[start + 1] != ',') {
            self.at = start;
            return Ok(None);
        }
        let number = |text: &str, default| {
            if text.is_empty() {
                return Ok(default);
            }
            text.parse().map_err(|_| Wrong { message: "the repetition number is too large".to_owned(), at: start })
        };
        let (min, max) = (number(&low, 0)?, number(&high, MAX_REPEAT)?);
        if max < min {
            return Err(self.wrong("min repeat greater than max repeat", start + 1));
        }
        Ok(Some((min, max)))
    }

    fn digits(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    /// One item; `None` if what was read is no item (a comment, global flags).
    fn item(&mut self) -> Result<Option<Node>> {
        let start = self.at;
        let c = self.chars[start];
        self.at += 1;
        Ok(Some(match c {
            '.' => Node::Any { newline: self.has(DOTALL) },
            '^' if self.has(MULTILINE) => Node::LineStart,
            '^' => Node::TextStart,
            '$' if self.has(MULTILINE) => Node::LineEnd,
            '$' => Node::End,
            '[' => self.set(start)?,
            '(' => return self.group(start),
            '*' | '+' | '?' => return Err(self.wrong("nothing to repeat", start)),
            '{' => {
                self.at = start;
                let bounds = self.bounds()?;
                if bounds.is_some() {
                    return Err(self.wrong("nothing to repeat", start));
                }
                self.at = start + 1;
                self.char('{')
            }
            '\\' => self.escape(start)?,
            c => self.char(c),
        }))
    }

    fn char(&self, c: char) -> Node {
        let ignore_case = self.has(IGNORECASE);
        Node::Char { c: if ignore_case { super::set::fold(c) } else { c }, ignore_case }
    }

    fn category(&self, category: Category, inverse: bool) -> Node {
        Node::Set(Set { categories: vec![(category, inverse)], ascii: self.ascii(), ..Set::default() })
    }

    fn escape(&mut self, start: usize) -> Result<Node> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        self.at += 1;
        let ascii = self.ascii();
        Ok(match c {
            'A' => Node::TextStart,
            'Z' => Node::TextEnd,
            'b' => Node::Boundary { inside: false, ascii },
            'B' => Node::Boundary { inside: true, ascii },
            'd' | 'D' => self.category(Category::Digit, c == 'D'),
            's' | 'S' => self.category(Category::Space, c == 'S'),
            'w' | 'W' => self.category(Category::Word, c == 'W'),
            '1'..='9' => {
                let mut digits = c.to_string();
                if let Some(d) = self.peek().filter(char::is_ascii_digit) {
                    let third = self.chars.get(self.at + 1).copied();
                    if c <= '3' && d <= '7' && third.is_some_and(|t| ('0'..='7').contains(&t)) {
                        digits.extend([d, third.unwrap_or('0')]);
                        self.at += 2;
                        let code = u32::from_str_radix(&digits, 8).unwrap_or(0);
                        return Ok(self.char(char::from_u32(code).unwrap_or('\0')));
                    }
                    digits.push(d);
                    self.at += 1;
                }
                let group = digits.parse().unwrap_or(0);
                if group > self.groups {
                    return Err(self.wrong(format!("invalid group reference {group}"), start + 1));
                }
                self.backref(group, start)?
            }
            c => {
                let c = self.char_escape(c, start, true)?;
                self.char(c)
            }
        })
    }

    fn backref(&self, group: u32, start: usize) -> Result<Node> {
        if self.open.contains(&group) {
            return Err(self.wrong("cannot refer to an open group", start));
        }
        Ok(Node::Backref { group, ignore_case: self.has(IGNORECASE) })
    }

    /// The character that an escape stands for; `c` was read.
    fn char_escape(&mut self, c: char, start: usize, outside: bool) -> Result<char> {
        Ok(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\x0c',
            'v' => '\x0b',
            'a' => '\x07',
            'b' if !outside => '\x08',
            'x' => self.hex(2, start)?,
            'u' if !self.bytes => self.hex(4, start)?,
            'U' if !self.bytes => self.hex(8, start)?,
            '0'..='7' => {
                let mut code = u32::from(c) - 48;
                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|d| d.to_digit(8)) else { break };
                    code = code * 8 + digit;
                    self.at += 1;
                }
                char::from_u32(code).unwrap_or('\0')
            }
            c if c.is_ascii_alphanumeric() => return Err(self.wrong(format!("bad escape \\{c}"), start)),
            c => c,
        })
    }

    fn hex(&mut self, width: usize, start: usize) -> Result<char> {
        let digits: String = self.chars[self.at..].iter().take(width).take_while(|c| c.is_ascii_hexdigit()).collect();
        self.at += digits.len();
        if digits.len() < width {
            let text: String = self.chars[start..self.at].iter().collect();
            return Err(self.wrong(format!("incomplete escape {text}"), start));
        }
        let code = u32::from_str_radix(&digits, 16).unwrap_or(0);
        char::from_u32(code).ok_or_else(|| self.wrong(format!("bad escape \\U{digits}"), start))
    }

    fn set(&mut self, start: usize) -> Result<Node> {
        let mut set = Set { ignore_case: self.has(IGNORECASE), ascii: self.ascii(), ..Set::default() };
        set.negated = self.take('^');
        let first = self.at;
        loop {
            let Some(c) = self.peek() else { return Err(self.wrong("unterminated character set", start)) };
            let from = self.at;
            self.at += 1;
            if c == ']' && from > first {
                break;
            }
            let low = self.member(c, from)?;
            if self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']') {
                self.at += 1;
                let high_at = self.at;
                let c = self.chars[high_at];
                self.at += 1;
                let high = self.member(c, high_at)?;
                let text: String = self.chars[from..self.at].iter().collect();
                match (low, high) {
                    (Member::Char(low), Member::Char(high)) if low <= high => set.ranges.push((low, high)),
                    _ => return Err(self.wrong(format!("bad character range {text}"), from)),
                }
                continue;
            }
            match low {
                Member::Char(c) => set.ranges.push((c, c)),
                Member::Category(category, inverse) => set.categories.push((category, inverse)),
            }
        }
        Ok(Node::Set(set))
    }

    fn member(&mut self, c: char, start: usize) -> Result<Member> {
        if c != '\\' {
            return Ok(Member::Char(c));
        }
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        self.at += 1;
        Ok(match c {
            'd' | 'D' => Member::Category(Category::Digit, c == 'D'),
            's' | 'S' => Member::Category(Category::Space, c == 'S'),
            'w' | 'W' => Member::Category(Category::Word, c == 'W'),
            c => Member::Char(self.char_escape(c, start, false)?),
        })
    }

    fn group(&mut self, start: usize) -> Result<Option<Node>> {
        if !self.take('?') {
            return self.capture(None, start).map(Some);
        }
        let Some(c) = self.peek() else { return Err(self.wrong("unexpected end of pattern", self.at)) };
        self.at += 1;
        let node = match c {
            ':' => self.inner(start)?,
            '>' => Node::Atomic(Box::new(self.inner(start)?)),
            '#' => {
                while let Some(c) = self.peek() {
                    self.at += 1;
                    if c == ')' {
                        return Ok(None);
                    }
                }
                return Err(self.wrong("missing ), unterminated comment", start));
            }
            '=' | '!' => Node::Look { node: Box::new(self.inner(start)?), behind: false, negated: c == '!' },
            '<' => {
                let Some(c @ ('=' | '!')) = self.peek() else {
                    let c = self.peek().map_or(String::new(), |c| c.to_string());
                    return Err(self.wrong(format!("unknown extension ?<{c}"), start + 1));
                };
                self.at += 1;
                Node::Look { node: Box::new(self.inner(start)?), behind: true, negated: c == '!' }
            }
            'P' => return self.named(start).map(Some),
            '(' => {
                let name = self.name(')', "group name")?;
                let group = match name.parse::<u32>() {
                    Ok(group) => group,
                    Err(_) => self.group_of(&name, start + 3)?,
                };
                if group == 0 {
                    return Err(self.wrong("bad group number", start + 3));
                }
                self.asked.push((group, start + 3));
                let yes = self.sequence()?;
                let no = if self.take('|') { self.sequence()? } else { Node::Empty };
                if self.peek() == Some('|') {
                    return Err(self.wrong("conditional backref with more than two branches", self.at));
                }
                self.close(start)?;
                Node::If { group, yes: Box::new(yes), no: Box::new(no) }
            }
            _ => return self.inline_flags(c, start),
        };
        Ok(Some(node))
    }

    fn close(&mut self, start: usize) -> Result<()> {
        if self.take(')') { Ok(()) } else { Err(self.wrong("missing ), unterminated subpattern", start)) }
    }

    fn inner(&mut self, start: usize) -> Result<Node> {
        let flags = self.flags;
        let node = self.either()?;
        self.close(start)?;
        // Flags given within hold within; global ones are written at the start only.
        self.flags = flags;
        Ok(node)
    }

    fn capture(&mut self, name: Option<String>, start: usize) -> Result<Node> {
        self.groups += 1;
        let group = self.groups;
        if let Some(name) = name {
            if let Some((_, old)) = self.names.iter().find(|(n, _)| *n == name) {
                let message = format!("redefinition of group name '{name}' as group {group}; was group {old}");
                return Err(self.wrong(message, start + 4));
            }
            self.names.push((name, group));
        }
        self.open.push(group);
        let node = self.inner(start)?;
        self.open.pop();
        Ok(Node::Group(group, Box::new(node)))
    }

    fn named(&mut self, start: usize) -> Result<Node> {
        if self.take('<') {
            let at = self.at;
            let name = self.name('>', "group name")?;
            if !crate::types::unicode::is_identifier(&name) {
                return Err(self.wrong(format!("bad character in group name '{name}'"), at));
            }
            return self.capture(Some(name), start);
        }
        if self.take('=') {
            let at = self.at;
            let name = self.name(')', "group name")?;
            let group = self.group_of(&name, at)?;
            return self.backref(group, at);
        }
        let c = self.peek().map_or(String::new(), |c| c.to_string());
        Err(self.wrong(format!("unknown extension ?P{c}"), start + 1))
    }

    fn name(&mut self, end: char, what: &str) -> Result<String> {
        let start = self.at;
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == end {
                let name: String = self.chars[start..self.at - 1].iter().collect();
                if name.is_empty() {
                    return Err(self.wrong(format!("missing {what}"), start));
                }
                return Ok(name);
            }
        }
        Err(self.wrong(format!("missing {end}, unterminated name"), start))
    }

    fn group_of(&self, name: &str, at: usize) -> Result<u32> {
        match self.names.iter().find(|(n, _)| n == name) {
            Some((_, group)) => Ok(*group),
            None => Err(self.wrong(format!("unknown group name '{name}'"), at)),
        }
    }

    /// `(?i)`, `(?i-s:…)`; `first` was read.
    fn inline_flags(&mut self, first: char, start: usize) -> Result<Option<Node>> {
        let (mut on, mut off) = (0, 0);
        let mut negative = false;
        let mut c = first;
        loop {
            let flag = match c {
                'i' => IGNORECASE,
                'L' => LOCALE,
                'm' => MULTILINE,
                's' => DOTALL,
                'u' => UNICODE,
                'x' => VERBOSE,
                'a' => ASCII,
                '-' if !negative => {
                    negative = true;
                    0
                }
                ')' if !negative => {
                    if start > 0 {
                        return Err(self.wrong("global flags not at the start of the expression", start));
                    }
                    self.flags |= on;
                    return Ok(None);
                }
                ':' => break,
                _ if on == 0 && !negative => {
                    return Err(self.wrong(format!("unknown extension ?{first}"), start + 1));
                }
                c if c.is_alphabetic() => return Err(self.wrong("unknown flag", self.at - 1)),
                _ => return Err(self.wrong("missing -, : or )", self.at - 1)),
            };
            if negative {
                off |= flag;
            } else {
                on |= flag;
            }
            let Some(next) = self.peek() else { return Err(self.wrong("missing -, : or )", self.at)) };
            self.at += 1;
            c = next;
        }
        let flags = self.flags;
        self.flags = (self.flags | on) & !off;
        let node = self.either()?;
        self.flags = flags;
        self.close(start)?;
        Ok(Some(node))
    }
}

enum Member {
    Char(char),
    Category(Category, bool),
}
