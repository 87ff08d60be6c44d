//! Random programs, played by the executor and by CPython: the order of everything that happens must be the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::{form, oracle, process, project};

/// How many programs are played at once.
const PART: usize = 2000;

/// What the command is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Fuzz {
    programs: usize,
    seed: u64,
}

impl Fuzz {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut fuzz = Fuzz { programs: 300, seed: 1 };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let value = arguments.next().with_context(|| format!("{argument} wants a number"))?;
            match argument.as_str() {
                "--programs" => fuzz.programs = value.parse().context("--programs wants a number")?,
                "--seed" => fuzz.seed = value.parse().context("--seed wants a number")?,
                other => bail!("fuzz-order knows --programs N and --seed S, not {other}"),
            }
        }
        Ok(fuzz)
    }
}

/// Plays random programs here and on CPython, and shows the smallest one found that they play differently.
///
/// # Errors
/// When a program is played differently.
pub(crate) fn fuzz_order(arguments: &[String]) -> Result<()> {
    let Fuzz { programs, seed } = Fuzz::parse(arguments)?;
    let Some(python) = oracle::python() else {
        bail!("install CPython {} as python3: it plays the programs too", oracle::VERSION);
    };
    let arena = Arena::new(python)?;
    let everywhere = arena.generate(&["everywhere".into()])?;
    let differences = arena.play(&everywhere)?;
    if let Some(difference) = differences.first() {
        return arena.explain(&everywhere, difference, differences.len());
    }
    println!("{} programs with a cancellation at every await: no difference", form::parse(&everywhere).len());
    let mut played = 0;
    while played < programs {
        let count = PART.min(programs - played);
        let made = arena.generate(&[count.to_string(), seed.to_string(), played.to_string()])?;
        let differences = arena.play(&made)?;
        if let Some(difference) = differences.first() {
            return arena.explain(&made, difference, differences.len());
        }
        played += count;
        println!("{played} programs of seed {seed}: no difference");
    }
    Ok(())
}

/// A program that is played differently.
struct Difference {
    name: String,
    /// Where, and what both say there.
    place: String,
}

/// Where programs are played.
struct Arena {
    python: &'static str,
    folder: PathBuf,
}

impl Arena {
    fn new(python: &'static str) -> Result<Self> {
        let folder = process::target().join("fuzz-order");
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Arena { python, folder })
    }

    fn generate(&self, arguments: &[String]) -> Result<String> {
        let script = order().join("generate.py");
        process::captured(process::command(self.python).arg(script).args(arguments))
    }

    /// Plays programs on both sides.
    fn play(&self, programs: &str) -> Result<Vec<Difference>> {
        let [file, expected, differences] =
            ["programs.txt", "expected.txt", "differences.txt"].map(|name| self.file(name));
        fs::write(&file, programs)?;
        let clock = project::root().join("tests/oracle/virtual_clock.py");
        let played =
            process::captured(process::command(self.python).arg(clock).arg(order().join("play.py")).arg(&file))?;
        fs::write(&expected, played)?;
        // The test fails when there are differences; what it leaves in the file tells that from a broken build.
        let _ = fs::remove_file(&differences);
        let test = ["test", "--quiet", "--package", "loopscope-executor", "--test", "order"];
        let run = process::captured(
            process::cargo(test)
                .env("ORDER_PROGRAMS", &file)
                .env("ORDER_EXPECTED", &expected)
                .env("ORDER_DIFFERENCES", &differences),
        );
        let found = fs::read_to_string(&differences);
        match (run, found) {
            (_, Ok(found)) => Ok(found.lines().filter_map(Difference::parse).collect()),
            (Err(error), Err(_)) => Err(error),
            (Ok(_), Err(error)) => Err(error).context("the test has not said what differs"),
        }
    }

    /// Makes a differing program as small as it gets, and shows it.
    fn explain(&self, made: &str, difference: &Difference, count: usize) -> Result<()> {
        println!("{count} programs differ; making {} smaller", difference.name);
        let programs = form::parse(made);
        let found = programs.into_iter().find(|program| program.name() == Some(difference.name.as_str()));
        let mut smallest = found.with_context(|| format!("{} is not there", difference.name))?;
        let mut place = difference.place.clone();
        loop {
            let candidates = smallest.smaller();
            let named = candidates.iter().enumerate().map(|(i, it)| it.named(&format!("candidate-{i}")).to_string());
            let text = named.collect::<Vec<_>>().join("\n");
            let Some(difference) = self.play(&text)?.into_iter().next() else { break };
            let chosen = difference.name.strip_prefix("candidate-").and_then(|number| number.parse::<usize>().ok());
            smallest = chosen.and_then(|i| candidates.into_iter().nth(i)).context("an unknown program differs")?;
            place = difference.place;
        }
        let text = smallest.to_string();
        let file = self.file("smallest.txt");
        fs::write(&file, &text)?;
        println!("\n{text}\n\n{place}\n");
        bail!("{} programs differ from CPython; the smallest that was found is in {}", count, file.display())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Difference {
    fn parse(line: &str) -> Option<Self> {
        let (name, place) = line.split_once(", ")?;
        Some(Difference { name: name.into(), place: place.into() })
    }
}

fn order() -> PathBuf {
    project::root().join(Path::new("crates/executor/tests/order"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_asked_for_by_name() {
        let parse = |text: &str| Fuzz::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(parse("").unwrap(), Fuzz { programs: 300, seed: 1 });
        assert_eq!(parse("--programs 5 --seed 7").unwrap(), Fuzz { programs: 5, seed: 7 });
        assert!(parse("--programs").is_err());
        assert!(parse("--programs many").is_err());
        assert!(parse("--depth 3").is_err());
    }
}
