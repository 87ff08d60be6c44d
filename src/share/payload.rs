//! What a link carries.

use super::ShareError;
use crate::runner::ClockChoice;

/// A program, and how it is to be run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shared {
    /// The program's text.
    pub(crate) text: String,
    /// Its arguments, as typed.
    pub(crate) arguments: String,
    /// The clock.
    pub(crate) clock: ClockChoice,
    /// The real clock's speed.
    pub(crate) speed: f64,
}

/// Where the header ends and the program begins.
const END_OF_HEADER: &str = "\n\n";

impl Shared {
    /// As bytes: lines of `key value` up to an empty one, then the program. Unknown keys are passed over, so that newer
    /// pages can say more.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        if !self.arguments.is_empty() {
            text += &format!("arguments {}\n", self.arguments.replace('\n', " "));
        }
        if self.clock == ClockChoice::Virtual {
            text += "clock virtual\n";
        }
        if self.speed != 1.0 {
            text += &format!("speed {}\n", self.speed);
        }
        text += "\n";
        if text.len() == 1 {
            text += "\n";
        }
        text += &self.text;
        text.into_bytes()
    }

    /// Back from bytes.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Result<Self, ShareError> {
        let all = String::from_utf8(bytes).map_err(|_| ShareError::Broken)?;
        let (header, text) = all.split_once(END_OF_HEADER).ok_or(ShareError::Broken)?;
        let mut shared = Self { text: text.to_owned(), speed: 1.0, ..Self::default() };
        for line in header.lines() {
            match line.split_once(' ') {
                Some(("arguments", value)) => value.clone_into(&mut shared.arguments),
                Some(("clock", "virtual")) => shared.clock = ClockChoice::Virtual,
                Some(("speed", value)) => shared.speed = known_speed(value).unwrap_or(1.0),
                _ => {}
            }
        }
        Ok(shared)
    }
}

fn known_speed(value: &str) -> Option<f64> {
    let speed: f64 = value.parse().ok()?;
    crate::controls::SPEEDS.contains(&speed).then_some(speed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        for (text, arguments, clock, speed) in [
            ("", "", ClockChoice::Real, 1.0),
            ("print('hi')\n", "", ClockChoice::Real, 1.0),
            ("\n\n# begins with empty lines\n", "", ClockChoice::Real, 1.0),
            ("await x  # 日本 🧵", "-p 2 'two words'", ClockChoice::Virtual, 10.0),
            ("clock virtual\n\n", "", ClockChoice::Real, 0.1),
        ] {
            let shared = Shared { text: text.to_owned(), arguments: arguments.to_owned(), clock, speed };
            assert_eq!(Shared::from_bytes(shared.to_bytes()).unwrap(), shared);
        }
    }

    #[test]
    fn passes_over_what_it_does_not_know() {
        let shared = Shared::from_bytes(b"seed 7\nspeed 1e9\nclock lunar\n\npass".to_vec()).unwrap();
        assert_eq!(shared, Shared { text: "pass".to_owned(), speed: 1.0, ..Shared::default() });
    }

    #[test]
    fn refuses_what_is_no_payload() {
        assert_eq!(Shared::from_bytes(b"pass".to_vec()), Err(ShareError::Broken));
        assert_eq!(Shared::from_bytes(b"\n\n\xff".to_vec()), Err(ShareError::Broken));
    }
}
