//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

/// Why a value cannot be formatted so, in CPython's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FormatError {
    /// A `ValueError`.
    Value(String),
    /// An `OverflowError`.
    Overflow(String),
}

/// A parsed format specifier (CPython's `InternalFormatSpec`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    pub(crate) fill: char,
    /// `<`, `>`, `=` or `^`.
    pub(crate) align: char,
    /// `+`, `-` or a space, if given.
    pub(crate) sign: Option<char>,
    /// `z`: no negative zero.
    pub(crate) no_negative_zero: bool,
    /// `#`.
    pub(crate) alternate: bool,
    pub(crate) width: usize,
    /// `,` or `_`.
    pub(crate) grouping: Option<char>,
    pub(crate) precision: Option<usize>,
    /// The presentation type, if given.
    pub(crate) kind: Option<char>,
}

impl Spec {
    /// Parses a specifier for a value of the class `type_name`, of which `>` or `<` is the default alignment.
    pub(crate) fn parse(text: &str, default_align: char, type_name: &str) -> Result<Self, FormatError> {
        let mut rest = text;
        let mut spec = Spec {
            fill: ' ',
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let is_align = |c: &char| matches!(c, '<' | '>' | '=' | '^');
        let mut chars = rest.chars();
        let (first, second) = (chars.next(), chars.next());
        let (has_fill, has_align) = match (first, second.filter(is_align)) {
            (Some(fill), Some(align)) => {
                (spec.fill, spec.align) = (fill, align);
                rest = chars.as_str();
                (true, true)
            }
            (Some(align), None) if is_align(&align) => {
                spec.align = align;
                rest = &rest[1..];
                (false, true)
            }
            _ => (false, false),
        };
        if let Some(sign @ (b'+' | b'-' | b' ')) = rest.bytes().next() {
            spec.sign = Some(char::from(sign));
            rest = &rest[1..];
        }
        spec.no_negative_zero = take(&mut rest, 'z');
        spec.alternate = take(&mut rest, '#');
        if !has_fill && take(&mut rest, '0') {
            spec.fill = '0';
            if !has_align && default_align == '>' {
                spec.align = '=';
            }
        }
        spec.width = digits(&mut rest)?.unwrap_or(0);
        if take(&mut rest, ',') {
            spec.grouping = Some(',');
        }
        if take(&mut rest, '_') {
            if spec.grouping.is_some() {
                return Err(both_groupings());
            }
            spec.grouping = Some('_');
        }
        if spec.grouping == Some('_') && rest.starts_with(',') {
            return Err(both_groupings());
        }
        if take(&mut rest, '.') {
            spec.precision = digits(&mut rest)?;
            if spec.precision.is_none() {
                return Err(FormatError::Value("Format specifier missing precision".into()));
            }
        }
        let mut chars = rest.chars();
        spec.kind = chars.next();
        if chars.next().is_some() {
            let message = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
            return Err(FormatError::Value(message));
        }
        if let Some(grouping) = spec.grouping {
            let kind = spec.kind.unwrap_or(if default_align == '<' { 's' } else { 'd' });
            let fits = match kind {
                'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' => true,
                'b' | 'o' | 'x' | 'X' => grouping == '_',
                _ => false,
            };
            if !fits {
                return Err(FormatError::Value(format!("Cannot specify '{grouping}' with '{kind}'.")));
            }
        }
        Ok(spec)
    }

    /// `Unknown format code …`.
    pub(crate) fn unknown(&self, type_name: &str) -> FormatError {
        let kind = self.kind.unwrap_or('\0');
        let shown = if ('!'..'\u{7f}').contains(&kind) { kind.to_string() } else { format!("\\x{:x}", kind as u32) };
        FormatError::Value(format!("Unknown format code '{shown}' for object of type '{type_name}'"))
    }

    /// Fills `text` up to the width, by its alignment (`=` aligns to the right: numbers see to it themselves).
    pub(crate) fn pad(&self, text: &str) -> String {
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        let missing = self.width.saturating_sub(length);
        let before = match self.align {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let mut out = String::with_capacity(text.len() + missing);
        out.extend(std::iter::repeat_n(self.fill, before));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, missing - before));
        out
    }
}

fn take(rest: &mut &str, wanted: char) -> bool {
    match rest.strip_prefix(wanted) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}

/// A number, if there is one.
fn digits(rest: &mut &str) -> Result<Option<usize>, FormatError> {
    let end = rest.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    *rest = after;
    if number.is_empty() {
        return Ok(None);
    }
    match number.parse::<i64>() {
        Ok(number) => Ok(Some(number as usize)),
        Err(_) => Err(FormatError::Value("Too many decimal digits in format string".into())),
    }
}

fn both_groupings() -> FormatError {
    FormatError::Value("Cannot specify both ',' and '_'.".into())
}

/// `str.__format__` with a specifier that is not empty.
pub(crate) fn format_text(text: &str, spec: &str) -> Result<String, FormatError> {
    let spec = Spec::parse(spec, '<', "str")?;
    if spec.kind.is_some_and(|k| k != 's') {
        return Err(spec.unknown("str"));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => Some("Negative zero coercion (z) not allowed in string format specifier"),
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == '=' => Some("'=' alignment not allowed in string format specifier"),
        None => None,
    };
    if let Some(message) = refused {
        return Err(FormatError::Value(message.into()));
    }
    match spec.precision {
        Some(precision) => {
            let end = text.char_indices().nth(precision).map_or(text.len(), |(i, _)| i);
            Ok(spec.pad(&text[..end]))
        }
        None => Ok(spec.pad(text)),
    }
}
