//! The executor side by side with others: native, in a browser, and what an idle task takes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{process, project, setup};

/// The rows of the tables, in order, and what they are called.
const ROWS: &[(&str, &str)] = &[
    ("yield, 1 task", "yield, 1 task"),
    ("yield, 10,000 tasks", "yield, 10,000 tasks"),
    ("spawn and join", "spawn a task and join it"),
    ("wake", "wake another task"),
    ("channel, 1 place", "send and receive, 1 place"),
    ("channel, 64 places", "send and receive, 64 places"),
    ("lock hand-over", "hand over a lock"),
    ("timer set and fired, 100,000 pending", "set and fire a timer, 100,000 pending"),
    ("timer set and cancelled, 100,000 pending", "set and cancel a timer, 100,000 pending"),
    ("memory", "memory of an idle task, bytes"),
];

const NAMES: &[&str] = &[
    "loopscope",
    "loopscope, by wakers",
    "LocalPool",
    "LocalExecutor",
    "tokio LocalSet",
    "spawn_local",
    "promises",
    "bare queue",
    "loopscope, guest",
];

/// Nanoseconds (or bytes) by row and name.
type Results = BTreeMap<(String, String), f64>;

/// Runs the benchmarks of the executor and shows their tables; with `--write` they go into its README.
///
/// # Errors
/// When something cannot be built or run.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let write = match arguments {
        [] => false,
        [option] if option == "--write" => true,
        _ => bail!("bench executor knows only --write"),
    };
    let native = native()?;
    let web = web()?;
    let text = format!(
        "Native, in nanoseconds (the median), with how many times as long as Loopscope's it takes:\n\n{}\n\
         In headless Chromium, likewise:\n\n{}\n\
         A yield, in nanoseconds, by the number of tasks:\n\n{}\n{}",
        table(&native),
        table(&web),
        curve(&native),
        observer(&native)
    );
    println!("\n{text}");
    if write { publish(&text) } else { Ok(()) }
}

fn folder() -> PathBuf {
    project::root().join("crates/executor/bench")
}

/// A cargo in the benchmark's own workspace, which builds beside the project's.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut cargo = process::cargo(arguments);
    cargo.current_dir(folder()).env("CARGO_TARGET_DIR", process::target());
    // What is built in increments inlines less than what users build.
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo
}

fn native() -> Result<Results> {
    let results = process::target().join("criterion");
    // Only what is measured now is to be shown.
    let _ = fs::remove_dir_all(&results);
    process::run(&mut cargo(["bench", "--quiet", "--bench", "native", "--", "--noplot", "--quiet"]))?;
    let mut found = Results::new();
    for group in folders(&results)? {
        for measured in folders(&group)? {
            if let Ok(file) = fs::read_to_string(measured.join("new/benchmark.json")) {
                let about: serde_json::Value = serde_json::from_str(&file)?;
                let estimates = fs::read_to_string(measured.join("new/estimates.json"))?;
                let estimates: serde_json::Value = serde_json::from_str(&estimates)?;
                let text = |key: &str| about[key].as_str().unwrap_or_default().to_owned();
                let times = about["throughput"]["Elements"].as_f64().unwrap_or(1.0);
                let nanos = estimates["median"]["point_estimate"].as_f64().context("criterion has no median")?;
                found.insert((text("group_id"), text("function_id")), nanos / times);
            }
        }
    }
    let memory = process::captured(&mut cargo(["run", "--quiet", "--release", "--bin", "memory"]))?;
    found.extend(memory.lines().filter_map(line));
    Ok(found)
}

fn web() -> Result<Results> {
    setup::wasm_target()?;
    setup::wasm_bindgen()?;
    let browser = setup::browser()?;
    let runner = project::find("wasm-bindgen-test-runner").context("wasm-bindgen-cli brings no test runner")?;
    let arguments = ["test", "--release", "--target", setup::WASM, "--test", "web", "--", "--nocapture"];
    let output = process::captured(
        cargo(arguments)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "170"),
    )?;
    Ok(output.lines().filter_map(line).collect())
}

/// A result as it is told by programs that cannot write files: `bench|ROW|NAME|NUMBER` or `memory|NAME|NUMBER`.
fn line(line: &str) -> Option<((String, String), f64)> {
    let start = line.find("bench|").map(|start| start + "bench|".len()).or_else(|| line.find("memory|"))?;
    let mut parts = line[start..].trim().split('|');
    let (row, name, number) = (parts.next()?, parts.next()?, parts.next()?);
    Some(((row.to_owned(), name.to_owned()), number.parse().ok()?))
}

fn folders(of: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(of).with_context(|| format!("{} cannot be read", of.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect())
}

fn get(results: &Results, row: &str, name: &str) -> Option<f64> {
    results.get(&(row.to_owned(), name.to_owned())).copied()
}

fn table(results: &Results) -> String {
    let names: Vec<&str> =
        NAMES.iter().copied().filter(|name| results.keys().any(|(_, known)| known == name)).collect();
    let mut text = format!("| | {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(names.len()));
    for (row, title) in ROWS {
        let Some(ours) = get(results, row, NAMES[0]) else { continue };
        let _ = write!(text, "| {title} |");
        for (i, name) in names.iter().enumerate() {
            let _ = match get(results, row, name) {
                None => write!(text, " |"),
                Some(value) if i == 0 => write!(text, " **{}** |", number(value)),
                Some(value) => write!(text, " {} (×{:.1}) |", number(value), value / ours),
            };
        }
        text.push('\n');
    }
    text
}

fn curve(results: &Results) -> String {
    let names = ["loopscope, guest", "loopscope", "tokio LocalSet"];
    let counts = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
    let mut text = format!("| tasks | {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(names.len()));
    for count in counts {
        let cells: Vec<String> = names
            .iter()
            .map(|name| get(results, &format!("flat, {count} tasks"), name).map_or(String::new(), number))
            .collect();
        let _ = writeln!(text, "| {count} | {} |", cells.join(" | "));
    }
    text
}

fn observer(results: &Results) -> String {
    let of = |name| get(results, "observer", name);
    let (Some(off), Some(on), Some(read)) = (of("off"), of("recording"), of("recording, read")) else {
        return String::new();
    };
    format!(
        "With the recording on, a switch of a guest takes {} ns instead of {} (×{:.1}). When somebody looks, what was \
         told of it finds its place in the recording, which takes {} ns more.\n",
        number(on),
        number(off),
        on / off,
        number((read - on).max(0.0))
    )
}

fn number(value: f64) -> String {
    if value < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// Puts the tables between their marks in the executor's README.
fn publish(text: &str) -> Result<()> {
    let path = project::root().join("crates/executor/README.md");
    let readme = fs::read_to_string(&path).context("the executor's README cannot be read")?;
    let (begin, end) = ("<!-- bench -->\n", "<!-- /bench -->");
    let start = readme.find(begin).context("the README has no mark for the tables")? + begin.len();
    let stop = readme.find(end).context("the README has no mark for the tables' end")?;
    fs::write(&path, format!("{}\n{}\n{}", &readme[..start], text.trim_end(), &readme[stop..]))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_lines() {
        let found = |text: &str| line(text).map(|((row, name), number)| (row, name, number));
        assert_eq!(found("    bench|wake|promises|12.50"), Some(("wake".into(), "promises".into(), 12.5)));
        assert_eq!(found("memory|LocalPool|96"), Some(("memory".into(), "LocalPool".into(), 96.0)));
        assert_eq!(found("test yields ... ok"), None);
    }

    #[test]
    fn tables_show_ratios() {
        let results: Results = [("wake", "loopscope", 20.0), ("wake", "LocalPool", 50.0)]
            .map(|(row, name, value)| ((row.into(), name.into()), value))
            .into();
        assert!(table(&results).contains("| wake another task | **20.0** | 50.0 (×2.5) |"));
    }
}
