//! Programs as S-expressions, and smaller ones made of them.

use std::fmt;

/// An atom or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Atom(String),
    List(Vec<Form>),
}

/// Statements that run others, and how many arguments come before those.
const BLOCKS: &[(&str, usize)] =
    &[("try", 1), ("group", 1), ("timeout", 2), ("lock", 2), ("semaphore", 2), ("finally", 2)];

/// Reads a sequence of forms. Brackets that do not match are taken as they come.
pub(crate) fn parse(text: &str) -> Vec<Form> {
    let mut stack = vec![Vec::new()];
    for token in text.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match token {
            "(" => stack.push(Vec::new()),
            ")" => {
                let done = stack.pop().unwrap_or_default();
                if let Some(outer) = stack.last_mut() {
                    outer.push(Form::List(done));
                }
            }
            atom => {
                if let Some(list) = stack.last_mut() {
                    list.push(Form::Atom(atom.into()));
                }
            }
        }
    }
    stack.pop().unwrap_or_default()
}

impl Form {
    /// The name of a program.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Form::List(forms) => match forms.as_slice() {
                [Form::Atom(head), Form::Atom(name), ..] if head == "program" => Some(name),
                _ => None,
            },
            Form::Atom(_) => None,
        }
    }

    /// The same program by another name.
    pub(crate) fn named(&self, name: &str) -> Form {
        let mut form = self.clone();
        if let Form::List(forms) = &mut form
            && let Some(place) = forms.get_mut(1)
        {
            *place = Form::Atom(name.into());
        }
        form
    }

    /// All programs that are smaller by a statement, the smallest first.
    ///
    /// Functions and resources stay, since statements name them by number.
    pub(crate) fn smaller(&self) -> Vec<Form> {
        let mut found = Vec::new();
        if let Form::List(parts) = self {
            for (i, part) in parts.iter().enumerate() {
                if part.head() == Some("function") {
                    for smaller in part.shrunk(2) {
                        let mut parts = parts.clone();
                        parts[i] = smaller;
                        found.push(Form::List(parts));
                    }
                }
            }
        }
        found.sort_by_key(Form::size);
        found
    }

    /// This list with one of its statements, from this position on, left out, replaced by its body, or shrunk.
    fn shrunk(&self, first: usize) -> Vec<Form> {
        let Form::List(statements) = self else { return Vec::new() };
        let mut found = Vec::new();
        for (i, statement) in statements.iter().enumerate().skip(first) {
            let mut replace = |by: &[Form]| {
                let (before, after) = (&statements[..i], &statements[i + 1..]);
                found.push(Form::List([before, by, after].concat()));
            };
            replace(&[]);
            let Form::List(parts) = statement else { continue };
            let block = BLOCKS.iter().find(|(name, _)| statement.head() == Some(name));
            let Some((name, body)) = block.filter(|(_, body)| *body <= parts.len()) else { continue };
            replace(&parts[*body..]);
            statement.shrunk(*body).into_iter().for_each(|smaller| replace(&[smaller]));
            if *name == "finally" {
                for cleanup in parts[1].shrunk(0) {
                    let mut parts = parts.clone();
                    parts[1] = cleanup;
                    replace(&[Form::List(parts)]);
                }
            }
        }
        found
    }

    fn head(&self) -> Option<&str> {
        match self {
            Form::List(forms) => match forms.first() {
                Some(Form::Atom(head)) => Some(head),
                _ => None,
            },
            Form::Atom(_) => None,
        }
    }

    fn size(&self) -> usize {
        match self {
            Form::Atom(_) => 1,
            Form::List(forms) => 1 + forms.iter().map(Form::size).sum::<usize>(),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Atom(text) => f.write_str(text),
            Form::List(forms) => {
                f.write_str("(")?;
                for (i, form) in forms.iter().enumerate() {
                    f.write_str(match () {
                        () if i == 0 => "",
                        () if form.head() == Some("function") => "\n  ",
                        () => " ",
                    })?;
                    form.fmt(f)?;
                }
                f.write_str(")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_read_and_written() {
        let text = "(program a (lock)\n  (function 0 (sleep 1) (try (turn)))\n  (function 1))";
        let forms = parse(text);
        assert_eq!(forms.len(), 1);
        assert_eq!(forms[0].to_string(), text);
        assert_eq!(forms[0].named("b").name(), Some("b"));
    }

    #[test]
    fn smaller_programs_lack_one_statement_each() {
        let program = |text: &str| format!("(program a\n  (function 0{text}))");
        let smaller =
            |text: &str| -> Vec<String> { parse(&program(text))[0].smaller().iter().map(Form::to_string).collect() };
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(smaller(text), expected.iter().map(|text| program(text)).collect::<Vec<_>>());
        };
        check(" (turn) (sleep 1)", &[" (turn)", " (sleep 1)"]);
        check(" (timeout 1 (turn))", &["", " (turn)", " (timeout 1)"]);
        check(" (finally ((turn)) (set 0))", &["", " (set 0)", " (finally ((turn)))", " (finally () (set 0))"]);
    }
}
