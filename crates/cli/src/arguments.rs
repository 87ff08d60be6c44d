//! What the command line asks for.

use std::ffi::OsString;

use lexopt::prelude::*;
use loopscope_executor::Schedule;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Usage: loopscope run [OPTIONS] FILE [ARGS...]
       loopscope check FILE

run     Runs a program as `python3 FILE ARGS...` does.
check   Finds what is wrong with a program without running it; prints file:line:col: message.

Options of run:
  --clock real|virtual  the virtual clock jumps over all waiting (real unless told otherwise)
  --seed N              seeds `random`, so that every run draws the same numbers
  --schedule-seed N     runs tasks that are ready at once in an order drawn by chance, the same for the same N
  --schedule SCHEDULE   the same by name: fifo (asyncio's order), seed:N, or replay:0.2.1… (choices of another run)
  -h, --help            prints this
  -V, --version         prints the version
";

/// What to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Run a program.
    Run(Run),
    /// Find what is wrong with a program.
    Check {
        /// The program's file.
        file: String,
    },
    /// Say what can be done.
    Help,
    /// Say which version this is.
    Version,
}

/// A program, and how to run it.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    /// The program's file.
    pub(crate) file: String,
    /// `sys.argv[1:]`.
    pub(crate) arguments: Vec<String>,
    /// The clock it lives by.
    pub(crate) clock: Clock,
    /// The seed of `random`, if it is to be always the same.
    pub(crate) seed: Option<u64>,
    /// In which order tasks run that are ready at once.
    pub(crate) schedule: Schedule,
}

/// The clock that a program lives by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Clock {
    /// The system's.
    Real,
    /// Jumps over all waiting.
    Virtual,
}

impl Command {
    /// Reads the command line. What follows the file belongs to the program, even if it looks like an option.
    pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Self, lexopt::Error> {
        match parser.next()? {
            None | Some(Short('h') | Long("help")) => Ok(Self::Help),
            Some(Short('V') | Long("version")) => Ok(Self::Version),
            Some(Value(command)) if command == "run" => parse_run(parser),
            Some(Value(command)) if command == "check" => parse_check(parser),
            Some(Value(command)) => Err(format!("there is no command {}", command.to_string_lossy()).into()),
            Some(other) => Err(other.unexpected()),
        }
    }
}

fn parse_run(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut clock = Clock::Real;
    let mut seed = None;
    let mut schedule = Schedule::Fifo;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("clock") => clock = parser.value()?.parse_with(parse_clock)?,
            Long("seed") => seed = Some(parser.value()?.parse()?),
            Long("schedule-seed") => schedule = Schedule::Seeded(parser.value()?.parse()?),
            Long("schedule") => schedule = parser.value()?.parse()?,
            Value(file) => {
                let arguments = parser.raw_args()?.map(text).collect::<Result<_, _>>()?;
                return Ok(Command::Run(Run { file: text(file)?, arguments, clock, seed, schedule }));
            }
            other => return Err(other.unexpected()),
        }
    }
    Err("run needs the file of a program".into())
}

fn parse_check(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut file = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(value) if file.is_none() => file = Some(text(value)?),
            other => return Err(other.unexpected()),
        }
    }
    file.map(|file| Command::Check { file }).ok_or_else(|| "check needs the file of a program".into())
}

fn parse_clock(name: &str) -> Result<Clock, &'static str> {
    match name {
        "real" => Ok(Clock::Real),
        "virtual" => Ok(Clock::Virtual),
        _ => Err("the clocks are: real, virtual"),
    }
}

fn text(argument: OsString) -> Result<String, lexopt::Error> {
    argument.into_string().map_err(lexopt::Error::NonUnicodeValue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        Command::parse(lexopt::Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    fn run(file: &str, arguments: &[&str], clock: Clock, seed: Option<u64>) -> Result<Command, String> {
        let arguments = arguments.iter().map(ToString::to_string).collect();
        Ok(Command::Run(Run { file: file.into(), arguments, clock, seed, schedule: Schedule::Fifo }))
    }

    #[test]
    fn a_program_runs_on_the_real_clock_unless_told_otherwise() {
        assert_eq!(parse("run a.py"), run("a.py", &[], Clock::Real, None));
        assert_eq!(parse("run --clock virtual --seed 7 a.py"), run("a.py", &[], Clock::Virtual, Some(7)));
        assert_eq!(parse("run --clock=real a.py"), run("a.py", &[], Clock::Real, None));
    }

    #[test]
    fn a_schedule_is_chosen_by_seed_or_by_name() {
        let schedule = |line: &str| match parse(line) {
            Ok(Command::Run(run)) => Ok(run.schedule),
            other => Err(other),
        };
        assert_eq!(schedule("run a.py"), Ok(Schedule::Fifo));
        assert_eq!(schedule("run --schedule-seed 7 a.py"), Ok(Schedule::Seeded(7)));
        assert_eq!(schedule("run --schedule seed:7 a.py"), Ok(Schedule::Seeded(7)));
        assert_eq!(schedule("run --schedule replay:1.0 a.py"), Ok(Schedule::Replay(vec![1, 0])));
        assert!(schedule("run --schedule lifo a.py").is_err());
    }

    #[test]
    fn what_follows_the_file_belongs_to_the_program() {
        assert_eq!(
            parse("run a.py 1 -n2 --seed 3 -- x"),
            run("a.py", &["1", "-n2", "--seed", "3", "--", "x"], Clock::Real, None)
        );
    }

    #[test]
    fn check_takes_one_file() {
        assert_eq!(parse("check a.py"), Ok(Command::Check { file: "a.py".into() }));
        assert!(parse("check").is_err());
        assert!(parse("check a.py b.py").is_err());
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(parse("frobnicate"), Err("there is no command frobnicate".into()));
        assert_eq!(parse("run"), Err("run needs the file of a program".into()));
        assert!(parse("run --clock sundial a.py").unwrap_err().contains("the clocks are: real, virtual"));
        assert!(parse("run --seed x a.py").is_err());
        assert!(parse("run --frob a.py").unwrap_err().contains("--frob"));
    }

    #[test]
    fn help_and_version_can_be_asked_for() {
        assert_eq!(parse(""), Ok(Command::Help));
        assert_eq!(parse("--help"), Ok(Command::Help));
        assert_eq!(parse("run -h"), Ok(Command::Help));
        assert_eq!(parse("-V"), Ok(Command::Version));
    }
}
