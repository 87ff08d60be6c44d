//! Dates of the proleptic Gregorian calendar.

/// A moment, as a calendar and a clock on the wall show it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: u32,
    /// From 1.
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) microsecond: u32,
    /// Monday is 0.
    pub(super) weekday: u32,
    /// From 1.
    pub(super) yearday: u32,
    pub(super) dst: i64,
    /// Seconds east of UTC.
    pub(super) offset: i32,
    pub(super) zone: String,
    /// What `%z` shows, if that is not the offset.
    pub(super) offset_text: Option<String>,
    /// It is a `datetime`'s, which knows `%f`.
    pub(super) fraction: bool,
}

const DAY: i64 = 86_400;

impl Moment {
    /// The moment so many seconds after 1970-01-01 00:00 UTC.
    pub(super) fn at(unix: f64, offset: i32) -> Self {
        let seconds = unix.floor() as i64 + i64::from(offset);
        let (days, time) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY) as u32);
        let (year, month, day) = date(days);
        let mut moment = Moment {
            year,
            month,
            day,
            hour: time / 3600,
            minute: time / 60 % 60,
            second: time % 60,
            ..Moment::default()
        };
        moment.fill();
        moment.set_zone(offset);
        moment
    }

    pub(super) fn set_zone(&mut self, offset: i32) {
        self.offset = offset;
        self.zone = zone_name(offset);
    }

    /// Finds the day of the week and of the year.
    pub(super) fn fill(&mut self) {
        let days = days(self.year, self.month, self.day);
        self.weekday = (days + 3).rem_euclid(7) as u32;
        self.yearday = (days - self::days(self.year, 1, 1) + 1) as u32;
    }

    /// Seconds since 1970-01-01 00:00 on the same wall.
    pub(super) fn seconds(&self) -> i64 {
        let time = self.hour * 3600 + self.minute * 60 + self.second;
        days(self.year, self.month, self.day) * DAY + i64::from(time)
    }
}

/// The zone's name, as far as it is known.
pub(super) fn zone_name(offset: i32) -> String {
    if offset == 0 {
        return "UTC".to_owned();
    }
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    if minutes % 60 == 0 {
        format!("{sign}{:02}", minutes / 60)
    } else {
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    }
}

/// Days since 1970-01-01.
pub(super) fn days(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day.
fn date(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted + 2) / 5 + 1) as u32;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u32;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Days of a month.
pub(super) fn month_length(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (year, month, day, expected) in [
            (1970, 1, 1, 0),
            (2000, 2, 29, 11_016),
            (1, 1, 1, -719_162),
            (2023, 11, 14, 19_675),
            (9999, 12, 31, 2_932_896),
        ] {
            assert_eq!(days(year, month, day), expected);
            assert_eq!(date(expected), (year, month, day));
        }
        let moment = Moment::at(1_700_000_000.9, 0);
        assert_eq!((moment.hour, moment.minute, moment.second), (22, 13, 20));
        assert_eq!((moment.weekday, moment.yearday), (1, 318));
    }
}
