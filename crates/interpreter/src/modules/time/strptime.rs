//! Reading moments.

use super::calendar::{Moment, days, month_length};
use super::strftime::{MONTHS, WEEKDAYS};

/// What `_strptime` finds in a text, and whether that has an offset from UTC. Days are checked, weekdays found.
pub(super) fn parse(data: &str, format: &str) -> Result<(Moment, bool), String> {
    let mut reader = Reader {
        rest: data,
        moment: Moment { year: 1900, month: 1, day: 1, dst: -1, ..Moment::default() },
        afternoon: None,
        has_offset: false,
        yearday: None,
    };
    match reader.all(format) {
        Ok(true) => {}
        Ok(false) => return Err(format!("time data {} does not match format {}", quote(data), quote(format))),
        Err(directive) => return Err(format!("'{directive}' is a bad directive in format {}", quote(format))),
    }
    if !reader.rest.is_empty() {
        return Err(format!("unconverted data remains: {}", reader.rest));
    }
    let mut moment = reader.moment;
    match reader.afternoon {
        Some(true) if moment.hour != 12 => moment.hour += 12,
        Some(false) if moment.hour == 12 => moment.hour = 0,
        _ => {}
    }
    if let Some(yearday) = reader.yearday {
        let days = days(moment.year, 1, 1) + i64::from(yearday) - 1;
        let date = Moment::at(days as f64 * 86_400.0, 0);
        (moment.year, moment.month, moment.day) = (date.year, date.month, date.day);
    }
    if moment.day > month_length(moment.year, moment.month) {
        return Err("day is out of range for month".to_owned());
    }
    moment.fill();
    Ok((moment, reader.has_offset))
}

fn quote(text: &str) -> String {
    if text.contains('\'') && !text.contains('"') { format!("\"{text}\"") } else { format!("'{text}'") }
}

struct Reader<'a> {
    rest: &'a str,
    moment: Moment,
    afternoon: Option<bool>,
    has_offset: bool,
    yearday: Option<u32>,
}

impl Reader<'_> {
    /// Reads by a format; `Ok(false)` if the data does not match, the directive as the error if there is no such one.
    fn all(&mut self, format: &str) -> Result<bool, char> {
        let mut chars = format.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                while chars.peek().is_some_and(|c| c.is_whitespace()) {
                    chars.next();
                }
                let trimmed = self.rest.trim_start();
                if trimmed.len() == self.rest.len() {
                    return Ok(false);
                }
                self.rest = trimmed;
                continue;
            }
            if c != '%' {
                let Some(next) = self.rest.chars().next() else { return Ok(false) };
                if !next.to_lowercase().eq(c.to_lowercase()) {
                    return Ok(false);
                }
                self.rest = &self.rest[next.len_utf8()..];
                continue;
            }
            let directive = chars.next().unwrap_or('%');
            if !self.field(directive)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn field(&mut self, directive: char) -> Result<bool, char> {
        let m = &mut self.moment;
        let rest = &mut self.rest;
        let found = match directive {
            'd' => number(rest, 2, 1, 31).map(|n| m.day = n),
            'm' => number(rest, 2, 1, 12).map(|n| m.month = n),
            'Y' => digits(rest, 4).map(|n| m.year = n.into()),
            'y' => digits(rest, 2).map(|n| {
                m.year = i64::from(if n <= 68 { 2000 + n } else { 1900 + n });
            }),
            'H' => number(rest, 2, 0, 23).map(|n| m.hour = n),
            'I' => number(rest, 2, 1, 12).map(|n| m.hour = n),
            'M' => number(rest, 2, 0, 59).map(|n| m.minute = n),
            'S' => number(rest, 2, 0, 61).map(|n| m.second = n),
            'j' => number(rest, 3, 1, 366).map(|n| self.yearday = Some(n)),
            'U' | 'W' => number(rest, 2, 0, 53).map(|_| ()),
            'w' => number(rest, 1, 0, 6).map(|_| ()),
            'u' => number(rest, 1, 1, 7).map(|_| ()),
            'f' => fraction(rest).map(|n| m.microsecond = n),
            'a' => name(rest, &WEEKDAYS.map(|d| &d[..3])).map(|_| ()),
            'A' => name(rest, &WEEKDAYS).map(|_| ()),
            'b' => name(rest, &MONTHS.map(|d| &d[..3])).map(|i| m.month = i as u32 + 1),
            'B' => name(rest, &MONTHS).map(|i| m.month = i as u32 + 1),
            'p' => name(rest, &["AM", "PM"]).map(|i| self.afternoon = Some(i == 1)),
            'z' => offset(rest).map(|n| {
                m.offset = n;
                self.has_offset = true;
            }),
            'Z' => name(rest, &["UTC", "GMT"]).map(|i| ["UTC", "GMT"][i].clone_into(&mut m.zone)),
            '%' => rest.strip_prefix('%').map(|after| *rest = after),
            'c' => return self.all("%a %b %d %H:%M:%S %Y"),
            'x' => return self.all("%m/%d/%y"),
            'X' => return self.all("%H:%M:%S"),
            other => return Err(other),
        };
        Ok(found.is_some())
    }
}

/// Up to `width` digits that make a number in the range: as many as can be.
fn number(rest: &mut &str, width: usize, least: u32, most: u32) -> Option<u32> {
    let text = *rest;
    for width in (1..=width).rev() {
        let Some(part) = text.get(..width) else { continue };
        let digits = if width == 2 && least == 1 && most == 31 { part.trim_start_matches(' ') } else { part };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        if let Some(n) = digits.parse().ok().filter(|n| (least..=most).contains(n)) {
            *rest = &text[width..];
            return Some(n);
        }
    }
    None
}

/// Exactly so many digits.
fn digits(rest: &mut &str, width: usize) -> Option<u32> {
    let part = rest.get(..width).filter(|p| p.bytes().all(|b| b.is_ascii_digit()))?;
    *rest = &rest[width..];
    part.parse().ok()
}

/// Up to six digits after a point, as microseconds.
fn fraction(rest: &mut &str) -> Option<u32> {
    let width = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let n = digits(rest, width).filter(|_| width > 0)?;
    Some(n * 10_u32.pow(6 - width as u32))
}

/// One of the names, in any case.
fn name(rest: &mut &str, names: &[&str]) -> Option<usize> {
    let index = names.iter().position(|n| rest.get(..n.len()).is_some_and(|part| part.eq_ignore_ascii_case(n)))?;
    *rest = &rest[names[index].len()..];
    Some(index)
}

/// `Z`, `+hhmm`, `+hh:mm` and the like, in seconds.
fn offset(rest: &mut &str) -> Option<i32> {
    if let Some(after) = rest.strip_prefix('Z') {
        *rest = after;
        return Some(0);
    }
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let mut text = &rest[1..];
    let hours = digits(&mut text, 2)?;
    text = text.strip_prefix(':').unwrap_or(text);
    let minutes = digits(&mut text, 2)?;
    let mut after = text.strip_prefix(':').unwrap_or(text);
    let mut seconds = 0;
    if let Some(n) = digits(&mut after, 2) {
        seconds = n;
        text = after;
    }
    *rest = text;
    Some(sign * (hours * 3600 + minutes * 60 + seconds) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_in_cpython() {
        let read =
            |data, format| parse(data, format).map(|(m, _)| (m.year, m.month, m.day, m.hour, m.minute, m.second));
        assert_eq!(read("2024-02-29 13:05:09", "%Y-%m-%d %H:%M:%S"), Ok((2024, 2, 29, 13, 5, 9)));
        assert_eq!(read("3 Mar 99 12:30 am", "%d %b %y %I:%M %p"), Ok((1999, 3, 3, 0, 30, 0)));
        assert_eq!(read("2023-02-30", "%Y-%m-%d"), Err("day is out of range for month".to_owned()));
        assert_eq!(read("x", "%Y"), Err("time data 'x' does not match format '%Y'".to_owned()));
        assert_eq!(read("2023!", "%Y"), Err("unconverted data remains: !".to_owned()));
    }
}
