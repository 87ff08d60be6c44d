//! The programs of `tests/cases` print what CPython prints, byte for byte, on a virtual clock.
//!
//! Each is a test of its own. `pending.txt` beside them names those that do not run yet; it is an error when one of
//! them does.

#[path = "../src/report.rs"]
#[expect(dead_code, reason = "only how errors are shown is needed here")]
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use loopscope_executor::{Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Host, Options, Session, Status, Stream};
use similar::TextDiff;

/// Instructions per slice: as in real runs, and so few that programs are interrupted everywhere, which must not show.
const SLICES: [u64; 2] = [1_000_000, 997];

/// Instructions after which a program is taken to run for ever.
const LIMIT: u64 = 1_000_000_000;

/// What a program did, or is expected to do.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    stdout: String,
    stderr: String,
    status: i32,
}

/// A host that keeps what is written.
#[derive(Default)]
struct Captured(Outcome);

impl Host for Captured {
    fn write(&mut self, stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        match stream {
            Stream::Stdout => self.0.stdout.push_str(text),
            Stream::Stderr => self.0.stderr.push_str(text),
        }
    }

    fn monotonic(&mut self) -> f64 {
        panic!("the host's clock is not asked on the virtual clock")
    }

    fn unix_time(&mut self) -> f64 {
        panic!("the host's clock is not asked on the virtual clock")
    }

    fn utc_offset(&mut self, _unix_time: f64) -> i32 {
        0
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        buffer.fill(0x5a);
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let programs = programs(&folder);
    let pending = pending(&folder);
    if let Some(name) = pending.iter().find(|name| !programs.iter().any(|program| stem(program) == **name)) {
        eprintln!("pending.txt names {name}, which is no case");
        return ExitCode::FAILURE;
    }
    let mut trials: Vec<Trial> = programs
        .iter()
        .cloned()
        .map(|program| {
            let ignored = pending.contains(&stem(&program));
            Trial::test(stem(&program), move || with_room(move || check(&program))).with_ignored_flag(ignored)
        })
        .collect();
    let still: Vec<PathBuf> = programs.into_iter().filter(|program| pending.contains(&stem(program))).collect();
    trials.push(Trial::test("pending_cases_do_not_run_yet", move || check_pending(&still)));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let mut programs: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    programs.sort();
    programs
}

/// The names in `pending.txt`: the first word of each line that is not a comment.
fn pending(folder: &Path) -> Vec<String> {
    fs::read_to_string(folder.join("pending.txt"))
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn stem(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Nested runs of the machine take far more of the stack when they are not optimised than a test's thread has.
fn with_room<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    const STACK: usize = 16 << 20;
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread can be started");
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn check(program: &Path) -> Result<(), Failed> {
    let expected = expected(program);
    for fuel in SLICES {
        let differences = differences(&expected, &run(program, fuel)?);
        if !differences.is_empty() {
            return Err(format!("in slices of {fuel} instructions:\n{differences}").into());
        }
    }
    Ok(())
}

fn check_pending(programs: &[PathBuf]) -> Result<(), Failed> {
    let passing: Vec<String> = programs
        .iter()
        .filter(|program| std::panic::catch_unwind(|| check(program).is_ok()).unwrap_or(false))
        .map(|program| stem(program))
        .collect();
    if passing.is_empty() { Ok(()) } else { Err(format!("run now, take them out of pending.txt: {passing:?}").into()) }
}

fn expected(program: &Path) -> Outcome {
    let read = |extension| fs::read_to_string(program.with_extension(extension)).unwrap_or_default();
    Outcome {
        stdout: fs::read_to_string(program.with_extension("out")).expect("`cargo xtask oracle` has made its .out file"),
        stderr: read("err"),
        status: read("status").trim().parse().unwrap_or(0),
    }
}

fn run(program: &Path, fuel: u64) -> Result<Outcome, Failed> {
    let source = fs::read_to_string(program)?;
    let name = format!("{}.py", stem(program));
    let arguments = fs::read_to_string(program.with_extension("args")).unwrap_or_default();
    let options = Options {
        argv: [name.as_str()].into_iter().chain(arguments.lines()).map(str::to_owned).collect(),
        path: name.clone(),
        clock: ClockKind::Virtual { turn_cost: 50e-6 },
        seed: Some(1),
        schedule: Schedule::Fifo,
        memory_limit: 1 << 30,
    };
    let mut session = match Session::new(&source, options, Captured::default(), ()) {
        Ok(session) => session,
        Err(diagnostics) => {
            // As `loopscope run` shows it.
            let stderr = report::errors(&name, &source, &diagnostics);
            return Ok(Outcome { stdout: String::new(), stderr, status: 1 });
        }
    };
    for _ in 0..LIMIT / fuel {
        match session.run(fuel) {
            Status::Ready => {}
            Status::Finished(status) => {
                let mut outcome = std::mem::take(&mut session.host().0);
                outcome.stdout = without_addresses(&outcome.stdout);
                outcome.stderr = without_addresses(&outcome.stderr);
                outcome.status = status;
                return Ok(outcome);
            }
            waiting => return Err(format!("waits on the virtual clock: {waiting:?}").into()),
        }
    }
    let so_far = &session.host().0.stdout;
    Err(format!(
        "did not end after {LIMIT} instructions; it printed:\n{}",
        so_far.chars().take(2_000).collect::<String>()
    )
    .into())
}

/// Replaces addresses (`<f at 0x7f…>`) as the oracle does.
fn without_addresses(text: &str) -> String {
    let mut pieces = text.split(" at 0x");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(" at 0x...");
        kept.push_str(piece.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()));
    }
    kept
}

fn differences(expected: &Outcome, actual: &Outcome) -> String {
    let mut report = String::new();
    for (name, want, got) in
        [("stdout", &expected.stdout, &actual.stdout), ("stderr", &expected.stderr, &actual.stderr)]
    {
        if want != got {
            let diff = TextDiff::from_lines(want, got);
            report += &diff.unified_diff().header(&format!("{name} of CPython"), &format!("{name} here")).to_string();
        }
    }
    if expected.status != actual.status {
        report += &format!("status {} with CPython, {} here\n", expected.status, actual.status);
    }
    report
}
