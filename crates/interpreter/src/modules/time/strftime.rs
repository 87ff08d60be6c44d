//! Writing moments.

use super::calendar::Moment;

pub(super) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What glibc's `strftime` writes in the locale "C".
pub(super) fn format(format: &str, moment: &Moment) -> String {
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut pad = None;
        let mut upper = false;
        let mut directive = chars.next();
        while let Some(flag @ ('-' | '_' | '0' | '^' | '#')) = directive {
            if flag == '^' {
                upper = true;
            } else {
                pad = Some(flag);
            }
            directive = chars.next();
        }
        let Some(directive) = directive else {
            out.push('%');
            break;
        };
        let text = field(directive, pad, moment);
        match text {
            Some(text) if upper => out += &text.to_uppercase(),
            Some(text) => out += &text,
            None => {
                out.push('%');
                out.push(directive);
            }
        }
    }
    out
}

fn field(directive: char, pad: Option<char>, moment: &Moment) -> Option<String> {
    let number = |value: i64, width: usize, default: char| match pad.unwrap_or(default) {
        '-' => value.to_string(),
        '_' | ' ' => format!("{value:width$}"),
        _ => format!("{value:0width$}"),
    };
    let two = |value: u32| number(value.into(), 2, '0');
    let weekday = WEEKDAYS[moment.weekday as usize % 7];
    let month = MONTHS[(moment.month as usize).clamp(1, 12) - 1];
    let hour12 = (moment.hour + 11) % 12 + 1;
    let half = if moment.hour < 12 { "AM" } else { "PM" };
    let again = |format: &str| Some(self::format(format, moment));
    Some(match directive {
        'a' => weekday[..3].to_owned(),
        'A' => weekday.to_owned(),
        'b' | 'h' => month[..3].to_owned(),
        'B' => month.to_owned(),
        'c' => return again("%a %b %e %H:%M:%S %Y"),
        'C' => number(moment.year.div_euclid(100), 2, '0'),
        'd' => two(moment.day),
        'D' | 'x' => return again("%m/%d/%y"),
        'e' => number(moment.day.into(), 2, ' '),
        'f' if moment.fraction => format!("{:06}", moment.microsecond),
        'F' => return again("%Y-%m-%d"),
        'g' => number(iso_week(moment).0.rem_euclid(100), 2, '0'),
        'G' => iso_week(moment).0.to_string(),
        'H' => two(moment.hour),
        'I' => two(hour12),
        'j' => number(moment.yearday.into(), 3, '0'),
        'k' => number(moment.hour.into(), 2, ' '),
        'l' => number(hour12.into(), 2, ' '),
        'm' => two(moment.month),
        'M' => two(moment.minute),
        'n' => "\n".to_owned(),
        'p' => half.to_owned(),
        'P' => half.to_lowercase(),
        'r' => return again("%I:%M:%S %p"),
        'R' => return again("%H:%M"),
        's' => (moment.seconds() - i64::from(moment.offset)).to_string(),
        'S' => two(moment.second),
        't' => "\t".to_owned(),
        'T' | 'X' => return again("%H:%M:%S"),
        'u' => (moment.weekday + 1).to_string(),
        'U' => two((moment.yearday + 6 - (moment.weekday + 1) % 7) / 7),
        'V' => number(iso_week(moment).1, 2, '0'),
        'w' => ((moment.weekday + 1) % 7).to_string(),
        'W' => two((moment.yearday + 6 - moment.weekday) / 7),
        'y' => number(moment.year.rem_euclid(100), 2, '0'),
        'Y' => moment.year.to_string(),
        'z' => moment.offset_text.clone().unwrap_or_else(|| offset(moment.offset)),
        'Z' => moment.zone.clone(),
        '%' => "%".to_owned(),
        _ => return None,
    })
}

fn offset(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    format!("{}{:02}{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// ISO 8601's year and week.
fn iso_week(moment: &Moment) -> (i64, i64) {
    let week = (i64::from(moment.yearday) - i64::from(moment.weekday) + 9) / 7;
    let weeks = |year: i64| {
        let p = |y: i64| (y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400)).rem_euclid(7);
        if p(year) == 4 || p(year - 1) == 3 { 53 } else { 52 }
    };
    if week < 1 {
        (moment.year - 1, weeks(moment.year - 1))
    } else if week > weeks(moment.year) {
        (moment.year + 1, 1)
    } else {
        (moment.year, week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `time.strftime(format, time.gmtime(seconds))` gives.
    #[test]
    fn directives_as_in_cpython() {
        for (seconds, directives, expected) in [
            (
                1_700_000_000.0,
                "%c|%x|%X|%j|%U|%W|%V|%G|%u|%w",
                "Tue Nov 14 22:13:20 2023|11/14/23|22:13:20|318|46|46|46|2023|2|2",
            ),
            (0.0, "%Y-%m-%dT%H:%M:%S%z %Z", "1970-01-01T00:00:00+0000 UTC"),
            (86_400.0, "%-d.%-m.%y %I%p %e|%f|%Q|%", "2.1.70 12AM  2|%f|%Q|%"),
            (1_609_459_200.0, "%G-W%V %A %B %p", "2020-W53 Friday January AM"),
        ] {
            assert_eq!(format(directives, &Moment::at(seconds, 0)), expected);
        }
    }
}
