//! What `sub` puts in place of a match.

use super::parse::Wrong;
use super::program::Program;

/// A part of a replacement.
enum Part {
    Text(String),
    Group(usize),
}

/// A replacement in which `\1` and `\g<name>` stand for groups.
pub(super) struct Template(Vec<Part>);

impl Template {
    /// Reads a replacement (`sre_parse.parse_template`).
    pub(super) fn parse(text: &str, program: &Program) -> Result<Self, Wrong> {
        let chars: Vec<char> = text.chars().collect();
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut at = 0;
        let wrong = |message: String, at: usize| Err(Wrong { message, at });
        while at < chars.len() {
            let start = at;
            let c = chars[at];
            at += 1;
            if c != '\\' {
                plain.push(c);
                continue;
            }
            let Some(c) = chars.get(at).copied() else {
                return wrong("bad escape (end of pattern)".to_owned(), start);
            };
            at += 1;
            let group = match c {
                'g' => {
                    if chars.get(at) != Some(&'<') {
                        return wrong("missing <".to_owned(), at);
                    }
                    let Some(length) = chars[at + 1..].iter().position(|c| *c == '>') else {
                        return wrong("missing >, unterminated name".to_owned(), at + 1);
                    };
                    let name: String = chars[at + 1..at + 1 + length].iter().collect();
                    let from = at + 1;
                    at += length + 2;
                    if name.is_empty() {
                        return wrong("missing group name".to_owned(), from);
                    }
                    let number = match name.parse::<usize>() {
                        Ok(number) => number,
                        Err(_) => match program.names.iter().find(|(n, _)| *n == name) {
                            Some((_, group)) => *group as usize,
                            None => return wrong(format!("unknown group name '{name}'"), from),
                        },
                    };
                    if number > program.groups {
                        return wrong(format!("invalid group reference {number}"), from);
                    }
                    number
                }
                '0' => {
                    let mut code = 0;
                    for _ in 0..2 {
                        let Some(digit) = chars.get(at).and_then(|c| c.to_digit(8)) else { break };
                        code = code * 8 + digit;
                        at += 1;
                    }
                    plain.extend(char::from_u32(code));
                    continue;
                }
                '1'..='9' => {
                    let mut number = c as usize - '0' as usize;
                    if let Some(digit) = chars.get(at).and_then(|c| c.to_digit(10)) {
                        number = number * 10 + digit as usize;
                        at += 1;
                    }
                    if number > program.groups {
                        return wrong(format!("invalid group reference {number}"), start + 1);
                    }
                    number
                }
                'n' => {
                    plain.push('\n');
                    continue;
                }
                't' => {
                    plain.push('\t');
                    continue;
                }
                'r' => {
                    plain.push('\r');
                    continue;
                }
                'a' | 'b' | 'f' | 'v' => {
                    plain.push(match c {
                        'a' => '\x07',
                        'b' => '\x08',
                        'f' => '\x0c',
                        _ => '\x0b',
                    });
                    continue;
                }
                c if c.is_ascii_alphabetic() => return wrong(format!("bad escape \\{c}"), start),
                c => {
                    if c != '\\' {
                        plain.push('\\');
                    }
                    plain.push(c);
                    continue;
                }
            };
            parts.push(Part::Text(std::mem::take(&mut plain)));
            parts.push(Part::Group(group));
        }
        parts.push(Part::Text(plain));
        Ok(Template(parts))
    }

    /// Writes the replacement of a match.
    pub(super) fn expand(&self, text: &str, slots: &[usize], out: &mut String) {
        for part in &self.0 {
            match part {
                Part::Text(plain) => out.push_str(plain),
                Part::Group(group) => match (slots[2 * group], slots[2 * group + 1]) {
                    (usize::MAX, _) | (_, usize::MAX) => {}
                    (start, end) => out.push_str(&text[start..end]),
                },
            }
        }
    }
}
