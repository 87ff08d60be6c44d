//! Every check, one step after the other.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::{app, bench_executor, fuzz_language, fuzz_order, oracle, process, project, setup, size};

/// A check: its name, what it is for, and how it is run.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&mut Tally) -> Result<()>,
}

/// In the order of what fails soonest.
const STEPS: &[Step] = &[
    Step { name: "format", about: "the code is formatted by rustfmt", run: format },
    Step { name: "lint", about: "clippy finds nothing", run: lint },
    Step { name: "lint-wasm", about: "clippy finds nothing in the page", run: lint_wasm },
    Step {
        name: "benchmarks",
        about: "the executor's benchmarks build, and clippy finds nothing there",
        run: benchmarks,
    },
    Step { name: "docs", about: "the documentation builds without warnings", run: docs },
    Step { name: "unit", about: "the crates' own tests", run: unit },
    Step { name: "examples", about: "the executor's examples run, and say what they should", run: examples },
    Step { name: "doctest", about: "the examples in the documentation", run: doctest },
    Step { name: "miri", about: "the executor's tests under Miri, where it is installed", run: miri },
    Step { name: "command", about: "the loopscope command, from the outside", run: command },
    Step { name: "cases", about: "programs print what CPython prints", run: cases },
    Step { name: "oracle", about: "the expected outputs are what CPython prints", run: expected_outputs },
    Step { name: "order", about: "random programs run in CPython's order", run: fuzz },
    Step {
        name: "language",
        about: "random programs print what CPython prints, and damaged ones do no harm",
        run: language,
    },
    Step { name: "browser", about: "the page's own tests, in a headless browser", run: browser },
    Step { name: "build", about: "the page builds for release", run: build },
    Step { name: "size", about: "the page is within its budget", run: sizes },
    Step { name: "e2e", about: "what a visitor does, on the release build", run: e2e },
];

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    ignored: usize,
}

/// How a step ended.
struct Outcome {
    step: &'static Step,
    tally: Tally,
    took: Duration,
    error: Option<anyhow::Error>,
}

/// Runs all steps, or those whose names contain one of the words given, and ends with a summary.
///
/// # Errors
/// When a step fails. The others are run all the same.
pub(crate) fn test(words: &[String]) -> Result<()> {
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| words.is_empty() || words.iter().any(|word| step.name.contains(word.as_str())))
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no such step; the steps are: {}", names.join(", "));
    }
    let outcomes: Vec<Outcome> = chosen.into_iter().map(run).collect();
    summarise(&outcomes)
}

fn run(step: &'static Step) -> Outcome {
    println!("\n━━ {}: {}", step.name, step.about);
    let start = Instant::now();
    let mut tally = Tally::default();
    let error = (step.run)(&mut tally).err();
    // A step without tests of its own counts as one, and so does a failure that no test accounts for.
    match &error {
        Some(_) => tally.failed = tally.failed.max(1),
        None if tally == Tally::default() => tally.passed = 1,
        None => {}
    }
    if let Some(error) = &error {
        eprintln!("error: {error:#}");
    }
    let took = start.elapsed();
    println!("━━ {}: {} after {:.1} s", step.name, if error.is_some() { "FAILED" } else { "ok" }, took.as_secs_f64());
    Outcome { step, tally, took, error }
}

fn summarise(outcomes: &[Outcome]) -> Result<()> {
    println!("\n{:<10} {:>7} {:>7} {:>8} {:>9}", "step", "passed", "failed", "ignored", "seconds");
    let mut total = Tally::default();
    for Outcome { step, tally, took, .. } in outcomes {
        let Tally { passed, failed, ignored } = *tally;
        println!("{:<10} {passed:>7} {failed:>7} {ignored:>8} {:>9.1}", step.name, took.as_secs_f64());
        total.passed += passed;
        total.failed += failed;
        total.ignored += ignored;
    }
    for Outcome { step, error, .. } in outcomes {
        if let Some(error) = error {
            println!("{} failed: {error:#}", step.name);
        }
    }
    println!("loopscope: {} passed, {} failed", total.passed, total.failed);
    if outcomes.iter().any(|outcome| outcome.error.is_some()) {
        std::process::exit(1);
    }
    Ok(())
}

impl Tally {
    /// Runs a command whose tests are counted by what it prints.
    fn count(&mut self, command: &mut Command) -> Result<()> {
        process::run_listening(command, |line| self.add(line))
    }

    /// Adds what a line of a test runner's output says: libtest's and wasm-bindgen's, or Playwright's.
    fn add(&mut self, line: &str) {
        let line = line.trim();
        let counts = match line.strip_prefix("test result: ") {
            Some(result) => result.split_once(". ").map_or("", |(_, counts)| counts),
            None if is_playwright_count(line) => line,
            None => return,
        };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let Some(number) = words.next().and_then(|number| number.parse::<usize>().ok()) else {
                continue;
            };
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed") => self.failed += number,
                Some("ignored" | "skipped") => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// Whether a line is one of `3 passed (1.2s)`, `1 failed`, `2 skipped`.
fn is_playwright_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|number| number.parse::<usize>().is_ok())
        && words.next().is_some_and(|word| ["passed", "failed", "skipped"].contains(&word))
        && words.next().is_none_or(|word| word.starts_with('('))
}

fn format(_: &mut Tally) -> Result<()> {
    process::run(&mut process::cargo(["fmt", "--all", "--check"]))
}

fn lint(_: &mut Tally) -> Result<()> {
    process::run(&mut process::cargo(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-Dwarnings"]))
}

fn lint_wasm(_: &mut Tally) -> Result<()> {
    setup::wasm_target()?;
    let arguments = ["clippy", "--quiet", "--package", "loopscope", "--target", setup::WASM, "--all-targets"];
    process::run(process::cargo(arguments).args(["--", "-Dwarnings"]))
}

fn benchmarks(_: &mut Tally) -> Result<()> {
    process::run(&mut bench_executor::cargo(["clippy", "--quiet", "--locked", "--all-targets", "--", "-Dwarnings"]))
}

fn docs(_: &mut Tally) -> Result<()> {
    let arguments = ["doc", "--quiet", "--workspace", "--no-deps"];
    process::run(process::cargo(arguments).env("RUSTDOCFLAGS", "-Dwarnings"))
}

fn unit(tally: &mut Tally) -> Result<()> {
    let selection = ["--workspace", "--exclude", "loopscope-cli", "--lib", "--bins", "--tests"];
    tally.count(process::cargo(["test", "--quiet", "--no-fail-fast"]).args(selection))
}

fn examples(tally: &mut Tally) -> Result<()> {
    let folder = project::root().join("crates/executor/examples");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    for name in &names {
        println!("example {name}");
        process::run(&mut process::cargo(["run", "--quiet", "--package", "loopscope-executor", "--example", name]))?;
        tally.passed += 1;
    }
    Ok(())
}

fn doctest(tally: &mut Tally) -> Result<()> {
    tally.count(&mut process::cargo(["test", "--quiet", "--workspace", "--doc"]))
}

fn miri(tally: &mut Tally) -> Result<()> {
    // The proxy of rustup is there even where the component is not.
    let toolchain = ["", "+nightly"].into_iter().find(|toolchain| {
        let arguments: Vec<&str> =
            [*toolchain, "miri", "--version"].into_iter().filter(|word| !word.is_empty()).collect();
        process::output("cargo", &arguments).is_some()
    });
    let Some(toolchain) = toolchain else {
        println!("skipped: there is no Miri here");
        tally.ignored = 1;
        return Ok(());
    };
    // Those that are small: random programs would take hours.
    let tests = ["miri", "test", "--quiet", "--package", "loopscope-executor", "--lib"];
    let mut cargo = process::cargo([toolchain].into_iter().filter(|word| !word.is_empty()).chain(tests));
    for test in ["aio", "drops", "streams", "together", "troubles"] {
        cargo.args(["--test", test]);
    }
    tally.count(&mut cargo)
}

fn command(tally: &mut Tally) -> Result<()> {
    tally.count(&mut process::cargo(["test", "--quiet", "--package", "loopscope-cli", "--bins", "--test", "command"]))
}

fn cases(tally: &mut Tally) -> Result<()> {
    tally.count(&mut process::cargo(["test", "--quiet", "--package", "loopscope-cli", "--test", "cases"]))
}

fn expected_outputs(tally: &mut Tally) -> Result<()> {
    let Some(python) = oracle::python() else {
        println!("skipped: there is no CPython {} here, which the expected outputs are made by", oracle::VERSION);
        tally.ignored = 1;
        return Ok(());
    };
    process::run(process::command(python).args(["-B", "-m", "unittest", "discover", "--quiet", "tests/oracle"]))?;
    oracle::oracle(&["--check".to_owned()])
}

fn fuzz(tally: &mut Tally) -> Result<()> {
    if oracle::python().is_none() {
        println!("skipped: there is no CPython {} here, which the programs are compared with", oracle::VERSION);
        tally.ignored = 1;
        return Ok(());
    }
    fuzz_order::fuzz_order(&[])
}

fn language(tally: &mut Tally) -> Result<()> {
    if oracle::python().is_none() {
        println!("skipped: there is no CPython {} here, which the programs are compared with", oracle::VERSION);
        tally.ignored = 1;
        return Ok(());
    }
    fuzz_language::fuzz_language(&[])
}

fn browser(tally: &mut Tally) -> Result<()> {
    setup::wasm_target()?;
    setup::wasm_bindgen()?;
    let browser = setup::browser()?;
    let runner = project::find("wasm-bindgen-test-runner").context("wasm-bindgen-cli brings no test runner")?;
    tally.count(
        process::cargo(["test", "--package", "loopscope", "--target", setup::WASM, "--no-fail-fast", "--tests"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )?;
    // A runner that finds no tests is content; we are not.
    if tally.passed == 0 {
        bail!("no test ran in the browser");
    }
    Ok(())
}

fn build(_: &mut Tally) -> Result<()> {
    app::build(&[])
}

fn sizes(_: &mut Tally) -> Result<()> {
    size::size()
}

fn e2e(tally: &mut Tally) -> Result<()> {
    setup::npm()?;
    let browser = setup::browser()?;
    if !project::dist().join("index.html").is_file() {
        app::build(&[])?;
    }
    let config = ["ts", "mts", "mjs", "js"]
        .into_iter()
        .map(|extension| project::root().join(format!("tests/e2e/playwright.config.{extension}")))
        .find(|config| config.is_file())
        .context("tests/e2e has no playwright.config")?;
    tally.count(
        process::command("playwright")
            .arg("test")
            .arg("--config")
            .arg(config)
            .arg("--reporter=list")
            .env("CHROMIUM", browser.chromium)
            .env("CI", "1"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.add(line);
        }
        tally
    }

    #[test]
    fn tests_are_counted_by_what_their_runners_print() {
        assert_eq!(
            tally(&[
                "test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out",
            ]),
            Tally { passed: 8, failed: 2, ignored: 1 }
        );
        assert_eq!(
            tally(&["  1 failed", "  2 skipped", "  12 passed (3.4s)"]),
            Tally { passed: 12, failed: 1, ignored: 2 }
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(tally(&["3 passed the river", "12 tests", "", "passed 3"]), Tally::default());
    }
}
