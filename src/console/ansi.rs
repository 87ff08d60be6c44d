//! ANSI escape sequences: colours and styles (SGR) are kept, all others are left out.

use std::fmt::Write;

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Color {
    /// The pane's own.
    #[default]
    Default,
    /// One of the 256.
    Indexed(u8),
    /// Any.
    Rgb(u8, u8, u8),
}

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// The letters' colour.
    pub(crate) foreground: Color,
    /// The ground's colour.
    pub(crate) background: Color,
    /// Bold.
    pub(crate) bold: bool,
    /// Dim.
    pub(crate) dim: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Underlined.
    pub(crate) underline: bool,
    /// Foreground and background exchanged.
    pub(crate) inverse: bool,
    /// Struck through.
    pub(crate) strike: bool,
}

/// Splits text into parts that look alike. `style` is how the text before it ended, and afterwards how this one does.
pub(crate) fn parse(text: &str, style: &mut Style) -> Vec<(Style, String)> {
    let mut parts: Vec<(Style, String)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\t') {
        push(&mut parts, *style, &rest[..at]);
        let mut chars = rest[at..].chars();
        let control = chars.next();
        rest = chars.as_str();
        if control == Some('\x1b') {
            rest = escape(rest, style);
        }
    }
    push(&mut parts, *style, rest);
    parts
}

/// The text alone.
pub(crate) fn strip(text: &str) -> String {
    let mut style = Style::default();
    let lines =
        text.split('\n').map(|line| parse(line, &mut style).into_iter().map(|(_, text)| text).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

fn push(parts: &mut Vec<(Style, String)>, style: Style, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some((last, part)) if *last == style => part.push_str(text),
        _ => parts.push((style, text.to_owned())),
    }
}

/// Reads what follows an escape character, and gives what follows that.
fn escape<'a>(rest: &'a str, style: &mut Style) -> &'a str {
    if let Some(sequence) = rest.strip_prefix('[') {
        // Parameters are 0x30 to 0x3f, intermediates 0x20 to 0x2f, then comes one final byte.
        let Some(end) = sequence.find(|c: char| !(' '..='?').contains(&c)) else { return "" };
        if sequence[end..].starts_with('m') {
            style.apply(&sequence[..end]);
        }
        return after_char(&sequence[end..]);
    }
    if let Some(command) = rest.strip_prefix(']') {
        // An operating system command (a title, a link) ends with a bell or with ESC \.
        let Some(end) = command.find(['\x07', '\x1b']) else { return "" };
        let rest = after_char(&command[end..]);
        return rest.strip_prefix('\\').unwrap_or(rest);
    }
    // Others are a final byte after any number of intermediates.
    after_char(rest.trim_start_matches(|c: char| (' '..='/').contains(&c)))
}

fn after_char(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

impl Style {
    /// Applies the parameters of an SGR sequence.
    fn apply(&mut self, parameters: &str) {
        let mut codes =
            parameters.split([';', ':']).map(|code| if code.is_empty() { Some(0) } else { code.parse::<u16>().ok() });
        while let Some(code) = codes.next() {
            match code {
                Some(0) => *self = Self::default(),
                Some(1) => self.bold = true,
                Some(2) => self.dim = true,
                Some(3) => self.italic = true,
                Some(4) => self.underline = true,
                Some(7) => self.inverse = true,
                Some(9) => self.strike = true,
                Some(21 | 22) => (self.bold, self.dim) = (false, false),
                Some(23) => self.italic = false,
                Some(24) => self.underline = false,
                Some(27) => self.inverse = false,
                Some(29) => self.strike = false,
                Some(code @ 30..=37) => self.foreground = Color::Indexed(code as u8 - 30),
                Some(38) => self.foreground = extended(&mut codes).unwrap_or(self.foreground),
                Some(39) => self.foreground = Color::Default,
                Some(code @ 40..=47) => self.background = Color::Indexed(code as u8 - 40),
                Some(48) => self.background = extended(&mut codes).unwrap_or(self.background),
                Some(49) => self.background = Color::Default,
                Some(code @ 90..=97) => self.foreground = Color::Indexed(code as u8 - 90 + 8),
                Some(code @ 100..=107) => self.background = Color::Indexed(code as u8 - 100 + 8),
                _ => {}
            }
        }
    }

    /// The inline style for it; empty for the default.
    pub(crate) fn css(&self) -> String {
        let mut colors = (self.foreground.css(), self.background.css());
        if self.inverse {
            colors = (
                Some(colors.1.unwrap_or_else(|| "var(--pane)".into())),
                Some(colors.0.unwrap_or_else(|| "var(--ink)".into())),
            );
        }
        let mut css = String::new();
        let mut add = |property: &str, value: &str| {
            let _ = write!(css, "{property}:{value};");
        };
        if let Some(color) = colors.0 {
            add("color", &color);
        }
        if let Some(color) = colors.1 {
            add("background", &color);
        }
        if self.bold {
            add("font-weight", "700");
        }
        if self.dim {
            add("opacity", ".65");
        }
        if self.italic {
            add("font-style", "italic");
        }
        match (self.underline, self.strike) {
            (true, true) => add("text-decoration", "underline line-through"),
            (true, false) => add("text-decoration", "underline"),
            (false, true) => add("text-decoration", "line-through"),
            (false, false) => {}
        }
        css
    }
}

/// What follows 38 or 48: `5;n` or `2;r;g;b`.
fn extended(codes: &mut impl Iterator<Item = Option<u16>>) -> Option<Color> {
    let mut byte = || codes.next().flatten().and_then(|code| u8::try_from(code).ok());
    match byte()? {
        5 => Some(Color::Indexed(byte()?)),
        2 => Some(Color::Rgb(byte()?, byte()?, byte()?)),
        _ => None,
    }
}

impl Color {
    fn css(self) -> Option<String> {
        Some(match self {
            Self::Default => return None,
            Self::Indexed(index @ 0..16) => format!("var(--ansi-{index})"),
            Self::Indexed(index @ 16..232) => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let cube = index - 16;
                format!("rgb({} {} {})", level(cube / 36), level(cube / 6 % 6), level(cube % 6))
            }
            Self::Indexed(index) => {
                let grey = 8 + 10 * (index - 232);
                format!("rgb({grey} {grey} {grey})")
            }
            Self::Rgb(red, green, blue) => format!("rgb({red} {green} {blue})"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes parts as `css|text`.
    fn parsed(text: &str) -> Vec<String> {
        parse(text, &mut Style::default()).iter().map(|(style, text)| format!("{}|{text}", style.css())).collect()
    }

    #[test]
    fn splits_by_style() {
        for (text, expected) in [
            ("", &[][..]),
            ("plain\ttext", &["|plain\ttext"]),
            ("\x1b[36mcyan\x1b[0m not", &["color:var(--ansi-6);|cyan", "| not"]),
            (
                "\x1b[1;91mloud\x1b[22m less\x1b[39m",
                &["color:var(--ansi-9);font-weight:700;|loud", "color:var(--ansi-9);| less"],
            ),
            (
                "\x1b[38;5;208mo\x1b[48;2;1;2;3mn",
                &["color:rgb(255 135 0);|o", "color:rgb(255 135 0);background:rgb(1 2 3);|n"],
            ),
            ("\x1b[38;5;244mg", &["color:rgb(128 128 128);|g"]),
            ("\x1b[31;7mr", &["color:var(--pane);background:var(--ansi-1);|r"]),
            ("\x1b[4;9mx\x1b[24my", &["text-decoration:underline line-through;|x", "text-decoration:line-through;|y"]),
            ("\x1b[7mr", &["color:var(--pane);background:var(--ink);|r"]),
            ("\x1b[3mi\x1b[m.", &["font-style:italic;|i", "|."]),
        ] {
            assert_eq!(parsed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn leaves_out_what_moves_the_cursor() {
        for (text, expected) in [
            ("a\x1b[2Kb\x1b[1;1Hc", &["|abc"][..]),
            ("\x1b]0;title\x07x\x1b]8;;http://example.org\x1b\\y", &["|xy"]),
            ("\x1b(Bz", &["|z"]),
            ("bell\x07\x08", &["|bell"]),
            ("cut\x1b[3", &["|cut"]),
            ("cut\x1b", &["|cut"]),
            ("\x1b[38;5", &[]),
            ("\x1b[99999999m\x1b[é", &[]),
        ] {
            assert_eq!(parsed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_style_goes_on_in_the_next_line() {
        let mut style = Style::default();
        parse("\x1b[32mgreen", &mut style);
        assert_eq!(parse("still", &mut style), [(style, "still".to_owned())]);
        assert_eq!(style.foreground, Color::Indexed(2));
    }

    #[test]
    fn strips() {
        assert_eq!(strip("\x1b[36ma\x1b[0m\nb\r\n\n"), "a\nb\n\n");
    }
}
