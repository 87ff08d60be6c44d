//! `cargo xtask bench language`: the same programs here and on other Pythons, natively and in a browser, side by side.
//!
//! The programs are in `benches/language`. Each prints how many seconds its work took, without the start of the
//! interpreter. Rounds alternate between the contestants, so that a busy machine is unfair to all alike. In the browser
//! every run has a browser of its own: what counts is the first run on a cold page.

mod contestants;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::project;
use contestants::Contestant;
use table::Row;

/// Runs of each program; the median counts.
const ROUNDS: usize = 3;

/// In seconds: what takes longer is not run again. Otherwise everybody waits most of the time for those who are far behind.
const LONG: f64 = 5.0;

/// Runs the programs whose names contain one of the words, or all of them; with `--write` the table goes into
/// `benches/README.md`.
///
/// # Errors
/// When one of ours fails, or the contestants cannot be got ready.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let write = arguments.iter().any(|argument| argument == "--write");
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--write").collect();
    let programs = programs(&words)?;
    let mut contestants = contestants::all()?;
    let mut rows = Vec::new();
    for program in &programs {
        let row = row(program, &mut contestants)?;
        println!("{}", row.line());
        rows.push(row);
    }
    let names: Vec<&str> = contestants.iter().map(Contestant::name).collect();
    let text = table::markdown(&names, &rows);
    println!("\n{text}");
    if write { publish(&text) } else { Ok(()) }
}

fn programs(words: &[&str]) -> Result<Vec<PathBuf>> {
    let folder = project::root().join("benches/language");
    let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut programs: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| words.is_empty() || words.iter().any(|word| stem(path).contains(word)))
        .collect();
    programs.sort();
    Ok(programs)
}

/// Runs a program by everybody, in turn. Who has failed once is not asked again.
fn row(program: &Path, contestants: &mut [Contestant]) -> Result<Row> {
    let mut times: Vec<Result<Vec<f64>, String>> = contestants.iter().map(|_| Ok(Vec::new())).collect();
    for _ in 0..ROUNDS {
        for (contestant, times) in contestants.iter_mut().zip(&mut times) {
            let Ok(so_far) = times else { continue };
            if so_far.iter().any(|seconds| *seconds > LONG) {
                continue;
            }
            match contestant.seconds(program) {
                Ok(seconds) => so_far.push(seconds),
                Err(error) if contestant.is_ours() => bail!("{} fails: {error:#}", program.display()),
                Err(error) => *times = Err(format!("{error:#}")),
            }
        }
    }
    for (contestant, failure) in contestants.iter().zip(&times) {
        if let Err(failure) = failure {
            println!("{}: {} cannot: {failure}", stem(program), contestant.name());
        }
    }
    Ok(Row { name: stem(program), seconds: times.into_iter().map(|times| times.ok().map(median)).collect() })
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Puts the table between its marks.
fn publish(text: &str) -> Result<()> {
    let path = project::root().join("benches/README.md");
    let readme = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let (begin, end) = ("<!-- bench -->\n", "<!-- /bench -->");
    let start = readme.find(begin).context("the README has no mark for the table")? + begin.len();
    let stop = readme.find(end).context("the README has no mark for the table's end")?;
    Ok(fs::write(&path, format!("{}\n{}\n{}", &readme[..start], text.trim_end(), &readme[stop..]))?)
}
