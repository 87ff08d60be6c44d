//! What has been measured, in words.

use std::fmt::Write as _;

/// How long a program took, by everybody; `None` for who cannot run it.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) seconds: Vec<Option<f64>>,
}

/// The programs are of two kinds, by the beginnings of their names.
const KINDS: [(&str, &str); 2] = [("loop_", "loop-bound"), ("cpu_", "CPU-bound")];

impl Row {
    /// The row for a terminal: milliseconds, and how many times as fast the first is as each.
    pub(super) fn line(&self) -> String {
        let mut text = format!("{:<26}", self.name);
        for seconds in &self.seconds {
            let _ = match seconds {
                Some(seconds) => write!(text, " {:>9.1}", seconds * 1e3),
                None => write!(text, " {:>9}", "-"),
            };
        }
        text.push_str("  ");
        for index in 1..self.seconds.len() {
            let _ = match self.ratio(index) {
                Some(ratio) => write!(text, " {ratio:>7.2}"),
                None => write!(text, " {:>7}", "-"),
            };
        }
        text
    }

    /// How many times as fast the first was as another.
    fn ratio(&self, other: usize) -> Option<f64> {
        Some(self.seconds[other]? / self.seconds[0]?)
    }
}

/// Tables of milliseconds, with how many times as long as the first everybody else took, and geometric means of that.
pub(super) fn markdown(names: &[&str], rows: &[Row]) -> String {
    let mut text = String::new();
    for (prefix, kind) in KINDS {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.name.starts_with(prefix)).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(text, "| {kind}, ms | {} |\n|---|{}", names.join(" | "), "---:|".repeat(names.len()));
        for row in &rows {
            let _ = write!(text, "| {} |", row.name.trim_start_matches(prefix).replace('_', " "));
            for (index, seconds) in row.seconds.iter().enumerate() {
                let _ = match (seconds, row.ratio(index)) {
                    (Some(seconds), _) if index == 0 => write!(text, " **{}** |", millis(*seconds)),
                    (Some(seconds), Some(ratio)) => write!(text, " {} (×{ratio:.1}) |", millis(*seconds)),
                    _ => write!(text, " |"),
                };
            }
            text.push('\n');
        }
        text.push_str("| geometric mean | |");
        for index in 1..names.len() {
            let ratios: Vec<f64> = rows.iter().filter_map(|row| row.ratio(index)).collect();
            let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
            let _ = if ratios.is_empty() { write!(text, " |") } else { write!(text, " ×{mean:.1} |") };
        }
        text.push_str("\n\n");
    }
    text
}

fn millis(seconds: f64) -> String {
    let millis = seconds * 1e3;
    if millis < 100.0 { format!("{millis:.1}") } else { format!("{millis:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, seconds: [Option<f64>; 3]) -> Row {
        Row { name: name.into(), seconds: seconds.into() }
    }

    #[test]
    fn tables_show_ratios_and_their_means() {
        let rows =
            [row("cpu_fib", [Some(0.01), Some(0.02), None]), row("cpu_dicts", [Some(0.1), Some(0.8), Some(0.05)])];
        let text = markdown(&["ours", "theirs", "others"], &rows);
        assert!(text.contains("| CPU-bound, ms | ours | theirs | others |"), "{text}");
        assert!(text.contains("| fib | **10.0** | 20.0 (×2.0) | |"), "{text}");
        assert!(text.contains("| dicts | **100** | 800 (×8.0) | 50.0 (×0.5) |"), "{text}");
        assert!(text.contains("| geometric mean | | ×4.0 | ×0.5 |"), "{text}");
        assert!(!text.contains("loop-bound"), "{text}");
    }

    #[test]
    fn lines_say_who_cannot_run_it() {
        let line = row("loop_queue", [Some(0.01), None, Some(0.05)]).line();
        assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["loop_queue", "10.0", "-", "50.0", "-", "5.00"]);
    }
}
