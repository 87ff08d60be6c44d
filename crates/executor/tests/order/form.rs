//! Programs as S-expressions.

/// An atom or a list.
#[derive(Debug)]
pub(crate) enum Form {
    Atom(String),
    List(Vec<Form>),
}

impl Form {
    pub(crate) fn text(&self) -> &str {
        match self {
            Form::Atom(text) => text,
            Form::List(forms) => forms.first().map_or("", Form::text),
        }
    }

    pub(crate) fn parts(&self) -> &[Form] {
        match self {
            Form::Atom(_) => &[],
            Form::List(forms) => forms,
        }
    }
}

pub(crate) fn parse(text: &str) -> Vec<Form> {
    let mut stack = vec![Vec::new()];
    for token in text.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match token {
            "(" => stack.push(Vec::new()),
            ")" => {
                let done = stack.pop().unwrap();
                stack.last_mut().unwrap().push(Form::List(done));
            }
            atom => stack.last_mut().unwrap().push(Form::Atom(atom.into())),
        }
    }
    stack.pop().unwrap()
}
