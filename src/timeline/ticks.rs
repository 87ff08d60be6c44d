//! Numbers on the ruler, and durations in words.

use loopscope_recording::Axis;

/// Where the ruler has a line, and what it says there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

/// The lines of the ruler.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    /// What the labels count from, when that is not the beginning of the run.
    pub(super) base: Option<String>,
    pub(super) ticks: Vec<Tick>,
}

const MICRO: f64 = 1e3;
const MILLI: f64 = 1e6;
const SECOND: f64 = 1e9;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;

/// More digits than this behind the point are not read but counted, so labels then count from somewhere near.
const DIGITS: i32 = 4;

/// Lines from `start` to `end` (counted from the beginning of the run), at most `most` of them, at round numbers.
pub(super) fn ticks(axis: Axis, start: f64, end: f64, most: f64) -> Ticks {
    let least = (end - start) / most.max(1.0);
    let step = match axis {
        Axis::Time => round_time(least),
        Axis::Order => round_up(least).max(1.0),
    };
    let base = match axis {
        Axis::Time if digits_needed(step, end) > DIGITS => (start / (step * 1e3)).floor() * step * 1e3,
        _ => 0.0,
    };
    let first = (start.max(0.0) / step).ceil() as i64;
    let last = (end / step).floor() as i64;
    let ticks = (first..=last)
        .map(|n| {
            let at = n as f64 * step;
            let label = match axis {
                Axis::Time if base > 0.0 => format!("+{}", time_label(at - base, step, end - base)),
                Axis::Time => time_label(at, step, end),
                Axis::Order => format!("{at}"),
            };
            Tick { at, label }
        })
        .collect();
    Ticks { base: (base > 0.0).then(|| duration(base)), ticks }
}

/// The least of 1, 2, 5, 10, 20, 50, … that is not less.
pub(super) fn round_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(value.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= value * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

/// The same for time, where minutes have sixty seconds.
fn round_time(least: f64) -> f64 {
    let steps = [10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0].map(|step| step * SECOND);
    if least <= 5.0 * SECOND {
        round_up(least).max(1.0)
    } else {
        steps.into_iter().find(|&step| step >= least).unwrap_or_else(|| round_up(least / HOUR) * HOUR)
    }
}

/// The unit of labels up to `end`.
fn unit(end: f64) -> (f64, &'static str) {
    if end < MICRO {
        (1.0, "ns")
    } else if end < MILLI {
        (MICRO, "µs")
    } else if end < SECOND {
        (MILLI, "ms")
    } else {
        (SECOND, "s")
    }
}

/// How many digits behind the point tell labels a step apart.
fn digits_needed(step: f64, end: f64) -> i32 {
    let (unit, _) = unit(end);
    (unit / step).log10().ceil().max(0.0) as i32
}

fn time_label(at: f64, step: f64, end: f64) -> String {
    if end >= 2.0 * MINUTE && step >= SECOND {
        let seconds = (at / SECOND).round() as i64;
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        return if end >= HOUR {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        };
    }
    let (unit, name) = unit(end);
    format!("{:.*} {name}", digits_needed(step, end).min(9) as usize, at / unit)
}

/// A duration in nanoseconds, with three or four digits that matter.
pub(crate) fn duration(nanos: f64) -> String {
    let short = |value: f64, unit: &str| {
        let digits = if value >= 100.0 {
            1
        } else if value >= 10.0 {
            2
        } else {
            3
        };
        let text = format!("{value:.digits$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        format!("{text} {unit}")
    };
    if nanos < MICRO {
        format!("{nanos:.0} ns")
    } else if nanos < MILLI {
        short(nanos / MICRO, "µs")
    } else if nanos < SECOND {
        short(nanos / MILLI, "ms")
    } else if nanos < MINUTE {
        short(nanos / SECOND, "s")
    } else {
        let seconds = (nanos / SECOND).round() as u64;
        let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
        let words = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}"));
        words.collect::<Vec<_>>().join(" ")
    }
}

/// A moment, counted in nanoseconds from the beginning of the run: exact to the microsecond, or better at the beginning.
/// Where the ruler counts minutes and hours, so does this.
pub(crate) fn moment(nanos: f64) -> String {
    let exact = |value: f64, digits: usize, unit: &str| {
        let text = format!("{value:.digits$}");
        let text = if digits > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        format!("{text} {unit}")
    };
    if nanos == 0.0 {
        "0 s".to_owned()
    } else if nanos < MICRO {
        exact(nanos, 0, "ns")
    } else if nanos < MILLI {
        exact(nanos / MICRO, 3, "µs")
    } else if nanos < SECOND {
        exact(nanos / MILLI, 3, "ms")
    } else if nanos < 2.0 * MINUTE {
        exact(nanos / SECOND, 6, "s")
    } else {
        let micros = (nanos / MICRO).round() as u64;
        let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let mut text =
            if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") };
        if micros > 0 {
            text += format!(".{micros:06}").trim_end_matches('0');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: Axis, start: f64, end: f64) -> String {
        let found = ticks(axis, start, end, 5.0);
        let labels: Vec<_> = found.ticks.iter().map(|tick| tick.label.as_str()).collect();
        found.base.map(|base| base + " | ").unwrap_or_default() + &labels.join(", ")
    }

    #[test]
    fn the_ruler_has_round_numbers() {
        for (start, end, expected) in [
            (0.0, 9.0, "0 ns, 2 ns, 4 ns, 6 ns, 8 ns"),
            (0.0, 100e3, "0 µs, 20 µs, 40 µs, 60 µs, 80 µs, 100 µs"),
            (0.0, 1e9, "0.0 s, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1.0 s"),
            (-1e8, 3.1e9, "0 s, 1 s, 2 s, 3 s"),
            (2e9, 2.01e9, "2.000 s, 2.002 s, 2.004 s, 2.006 s, 2.008 s, 2.010 s"),
            (3.2e9, 3.2001e9, "3.2 s | +0 µs, +20 µs, +40 µs, +60 µs, +80 µs, +100 µs"),
            (0.0, 150e9, "0:00, 0:30, 1:00, 1:30, 2:00, 2:30"),
            (0.0, 4.0 * 3_600e9, "0:00:00, 1:00:00, 2:00:00, 3:00:00, 4:00:00"),
            (0.0, 30.0 * 3_600e9, "0:00:00, 10:00:00, 20:00:00, 30:00:00"),
        ] {
            assert_eq!(labels(Axis::Time, start, end), expected, "from {start} to {end}");
        }
        assert_eq!(labels(Axis::Order, 0.0, 4.5), "0, 1, 2, 3, 4");
        assert_eq!(labels(Axis::Order, 90.0, 1_090.0), "200, 400, 600, 800, 1000");
    }

    #[test]
    fn durations_are_short() {
        for (nanos, expected) in [
            (0.0, "0 ns"),
            (999.0, "999 ns"),
            (50e3, "50 µs"),
            (1.234_567e6, "1.235 ms"),
            (200e6, "200 ms"),
            (1.5e9, "1.5 s"),
            (59.94e9, "59.94 s"),
            (61e9, "1 min 1 s"),
            (7_322e9, "2 h 2 min 2 s"),
            (3.0 * 3_600e9, "3 h"),
            (3_605e9, "1 h 5 s"),
        ] {
            assert_eq!(duration(nanos), expected);
        }
    }

    #[test]
    fn moments_are_exact() {
        for (nanos, expected) in [
            (0.0, "0 s"),
            (100.0, "100 ns"),
            (50e3, "50 µs"),
            (900.05e6, "900.05 ms"),
            (1.200_05e9, "1.20005 s"),
            (100e9, "100 s"),
            (150.000_05e9, "2:30.00005"),
            (3.0 * 3_600e9 + 100e3, "3:00:00.0001"),
            (6_010e9, "1:40:10"),
        ] {
            assert_eq!(moment(nanos), expected);
        }
    }
}
