//! Random programs, run here and by CPython: what they print must be the same. And damaged programs: whatever the text,
//! the interpreter must not panic or hang.

use anyhow::{Context as _, Result, bail};

use crate::{oracle, process, project};

/// Damaged programs for each random one: they need no other process, and so cost far less.
const DAMAGED_PER_PROGRAM: usize = 10;

/// Runs `--programs N` random programs, made from the seeds `--seed S` and those that follow.
///
/// # Errors
/// When a program prints something else than CPython does, or a damaged one makes the interpreter panic.
pub(crate) fn fuzz_language(arguments: &[String]) -> Result<()> {
    let (mut programs, mut seed) = (40_usize, 1_u64);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{argument} wants a number"))?;
        match argument.as_str() {
            "--programs" => programs = value.parse().context("--programs wants a number")?,
            "--seed" => seed = value.parse().context("--seed wants a number")?,
            other => bail!("fuzz-language knows --programs N and --seed S, not {other}"),
        }
    }
    let (programs_text, seed_text) = (programs.to_string(), seed.to_string());
    let damaged = (programs * DAMAGED_PER_PROGRAM).to_string();
    let mutate = ["run", "--quiet", "-p", "loopscope-interpreter", "--example", "mutate", "--", "tests/cases"];
    process::run(&mut process::cargo(mutate.into_iter().chain([&*seed_text, &*damaged])))?;
    let Some(python) = oracle::python() else {
        bail!("install CPython {} as python3: it runs the programs too", oracle::VERSION);
    };
    process::run(&mut process::cargo(["build", "--quiet", "-p", "loopscope-cli"]))?;
    let script = project::root().join("tests/fuzz/language.py");
    let loopscope = process::target().join("debug/loopscope");
    let options = ["--programs", &programs_text, "--seed", &seed_text];
    process::run(process::command(python).arg(script).arg(loopscope).args(options))
}
