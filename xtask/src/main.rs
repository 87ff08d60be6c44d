//! Developer commands: `cargo xtask …`.
//!
//! Each command sets up what it needs and is missing, and says so in a line.

mod app;
mod bench_executor;
mod bench_language;
mod bench_stepping;
mod form;
mod fuzz_language;
mod fuzz_order;
mod oracle;
mod pictures;
mod process;
mod project;
mod setup;
mod size;
mod split;
mod test;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
Usage: cargo xtask COMMAND

serve [ARGS...]       builds the page, serves it, and does so again whenever a file changes; ARGS go to `trunk serve`
build [ARGS...]       builds the page for release into dist/; ARGS go to `trunk build`
test [STEP...]        runs every check, or only the steps whose names contain one of the words given
size                  shows what a browser must download from dist/, and fails over budget
oracle [FILTER...]    writes what CPython prints for the cases in tests/cases; with --check only compares
bench executor        times the executor side by side with others; --write puts the tables into its README
fuzz-order            plays random programs on the executor and on CPython (--programs N, --seed S)
fuzz-language         runs random programs here and on CPython, and damaged ones here (--programs N, --seed S)
screenshots [WORD]    takes pictures of the page in dist/ into screenshots/: four sizes, both themes; or those named so
bench                 counts the long frames of a timeline with 10,000 lanes and 1,000,000 events
bench stepping        times steps back at any point of a run of a million lines
bench language        times the programs in benches/language here and on other Pythons, natively and in a browser
                      (--write puts the tables into benches/README.md)
visit                 visits the page, and writes down what its first part must have: xtask/first-visit.txt
setup                 only sets up what the other commands need
";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    match run(&command, &arguments.collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: &[String]) -> Result<()> {
    match command {
        "serve" => app::serve(arguments),
        "build" => app::build(arguments),
        "test" => test::test(arguments),
        "size" => size::size(),
        "visit" => split::visit(),
        // Trunk calls it, as Trunk.toml says.
        "split" => split::split(),
        "oracle" => oracle::oracle(arguments),
        "fuzz-language" => fuzz_language::fuzz_language(arguments),
        "fuzz-order" => fuzz_order::fuzz_order(arguments),
        "screenshots" => pictures::screenshots(arguments),
        "bench" => match arguments {
            [set, words @ ..] if set == "language" => bench_language::bench(words),
            [set, options @ ..] if set == "executor" => bench_executor::bench(options),
            [set] if set == "stepping" => bench_stepping::bench(),
            _ => pictures::bench(arguments),
        },
        "setup" => setup::page().and_then(|()| setup::browser().map(drop)),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command {other}\n\n{}", HELP.trim_end()),
    }
}
