//! `cargo xtask bench stepping`, and `cargo xtask bench language`: the same programs here, on CPython, and on CPython with
//! uvloop, side by side.
//!
//! The programs are in `benches/language`. Each prints how many seconds its work took, without the start of the
//! interpreter. Rounds alternate between the contestants, so that a busy machine is unfair to all alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{oracle, process, project};

/// Runs of each program; the fastest counts.
const ROUNDS: usize = 3;

/// Runs a program with uvloop's event loop.
const WITH_UVLOOP: &str =
    "import runpy, sys, uvloop; uvloop.install(); runpy.run_path(sys.argv[1], run_name='__main__')";

/// Who runs the programs.
struct Contestant {
    name: &'static str,
    command: Box<dyn Fn(&Path) -> Command>,
}

/// Runs the programs whose names contain one of the words, or all of them.
///
/// # Errors
/// When a program fails.
pub(crate) fn language(words: &[String]) -> Result<()> {
    process::run(&mut process::cargo(["build", "--release", "-p", "loopscope-cli"]))?;
    let contestants = contestants();
    let folder = project::root().join("benches/language");
    let mut programs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| words.is_empty() || words.iter().any(|word| stem(path).contains(word.as_str())))
        .collect();
    programs.sort();
    print!("\n{:<26}", "milliseconds");
    for Contestant { name, .. } in &contestants {
        print!(" {name:>17}");
    }
    println!("   times as fast as each");
    let mut products = vec![(0.0_f64, 0); contestants.len()];
    for program in &programs {
        let mut best = vec![f64::INFINITY; contestants.len()];
        for _ in 0..ROUNDS {
            for (contestant, best) in contestants.iter().zip(&mut best) {
                *best = best.min(seconds(&mut (contestant.command)(program))?);
            }
        }
        print!("{:<26}", stem(program));
        best.iter().for_each(|seconds| print!(" {:>17.1}", seconds * 1e3));
        print!("  ");
        for (other, product) in best.iter().zip(&mut products).skip(1) {
            let ratio = other / best[0];
            print!(" {ratio:>5.2}");
            *product = (product.0 + ratio.ln(), product.1 + 1);
        }
        println!();
    }
    print!("{:<26}", "geometric mean");
    print!("{}", " ".repeat(18 * contestants.len() + 2));
    for (sum, count) in products.iter().skip(1) {
        print!(" {:>5.2}", (sum / f64::from(*count)).exp());
    }
    println!();
    Ok(())
}

/// Shows how long a step back takes at any point of a run of a million lines.
///
/// # Errors
/// When it fails.
pub(crate) fn stepping() -> Result<()> {
    process::run(&mut process::cargo(["run", "--release", "-q", "-p", "loopscope-debugger", "--example", "latency"]))
}

/// Ours first, then those that are installed.
fn contestants() -> Vec<Contestant> {
    let ours = process::target().join("release/loopscope");
    let mut contestants =
        vec![Contestant { name: "loopscope", command: Box::new(move |program| with(&ours, &["run"], program)) }];
    let Some(python) = oracle::python() else {
        println!("CPython {} is not installed: there is nobody to compare with", oracle::VERSION);
        return contestants;
    };
    contestants
        .push(Contestant { name: "CPython", command: Box::new(move |program| with(Path::new(python), &[], program)) });
    // `LOOPSCOPE_UVLOOP` names a Python that has it, for example that of a virtual environment.
    let uvloop = std::env::var("LOOPSCOPE_UVLOOP").unwrap_or_else(|_| python.to_owned());
    if process::output(&uvloop, &["-c", "import uvloop"]).is_some() {
        contestants.push(Contestant {
            name: "CPython, uvloop",
            command: Box::new(move |program| with(Path::new(&uvloop), &["-c", WITH_UVLOOP], program)),
        });
    } else {
        println!("uvloop is not installed: `pip install uvloop` where LOOPSCOPE_UVLOOP names the Python");
    }
    contestants
}

fn with(program: &Path, arguments: &[&str], file: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    command
}

/// What the program says that it took.
fn seconds(command: &mut Command) -> Result<f64> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.lines().find_map(|line| line.strip_prefix("seconds: "));
    match said.and_then(|seconds| seconds.parse().ok()) {
        Some(seconds) if output.status.success() => Ok(seconds),
        _ => bail!("{command:?} failed:\n{text}{}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
