//! Runs damaged programs: whatever the text, the interpreter must neither panic nor hang nor use memory without bound.
//!
//!     mutate FOLDER SEED PROGRAMS
//!
//! The programs of the folder are damaged byte by byte, token by token and line by line, or joined with parts of others.
//! One that makes the interpreter panic is printed, and the exit status is 1.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use loopscope_executor::Schedule;
use loopscope_interpreter::{ClockKind, Options, Session, Status};

/// Instructions of a slice, and the number of slices after which a program is left.
const FUEL: u64 = 20_000;
const SLICES: usize = 20;

/// Bytes of memory that a program may use.
const MEMORY: usize = 24 << 20;

/// xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound.max(1)
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

const PIECES: &[&str] = &[
    "0",
    "-1",
    "1",
    "10**20",
    "1 << 70",
    "1e308",
    "float('nan')",
    "None",
    "True",
    "...",
    "[]",
    "{}",
    "()",
    "''",
    "'\\x00'",
    "b''",
    "'é汉🎉'",
    "self",
    "lambda: 0",
    "yield",
    "await ",
    "async ",
    "for x in ",
    "if ",
    "else",
    "*",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    ":=",
    "==",
    "not ",
    "in ",
    "is ",
    "+",
    "-",
    "//",
    "%",
    "<<",
    "@",
    "|",
    "print",
    "len",
    "range",
    "sorted",
    "return",
    "raise ",
    "try:",
    "except:",
    "finally:",
    "with ",
    "class ",
    "def f():",
    "del ",
    "global x",
    "nonlocal x",
    "match x:",
    "case _:",
    "import ",
    "from ",
    "f'{x!r:>{x}}'",
    "__class__",
    "super()",
    "type",
    "object",
    "int",
    "str",
    "dict",
    "list",
    "set",
    "asyncio",
    "sleep",
    "gather",
    "cancel()",
    "result()",
    "\n",
    "\n    ",
    "\t",
    " ",
    "\\",
    "#",
    "'",
    "\"\"\"",
    "\u{feff}",
];

fn damage(text: &str, others: &[String], random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let at = place(&text, random);
        match random.below(9) {
            0 => text.insert_str(at, random.pick(PIECES)),
            1 => {
                let end = place(&text[at..], random).min(40) + at;
                let end = boundary(&text, end);
                text.replace_range(at..end, random.pick(PIECES));
            }
            2 => {
                let end = boundary(&text, at + random.below(12));
                text.replace_range(at..end, "");
            }
            3 => text.truncate(at),
            4 => swap_lines(&mut text, random),
            5 => {
                let other = &others[random.below(others.len())];
                let line = other.lines().nth(random.below(other.lines().count())).unwrap_or_default();
                let _ = write!(text, "\n{line}\n");
            }
            6 => replace_word(&mut text, random),
            7 => {
                let part = text[..at].to_owned();
                text.push_str(&part);
            }
            _ => replace_number(&mut text, random),
        }
    }
    text
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn place(text: &str, random: &mut Random) -> usize {
    boundary(text, random.below(text.len() + 1))
}

fn swap_lines(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 1 {
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        lines.swap(a, b);
        *text = lines.join("\n");
    }
}

/// Puts something else in the place of a word, wherever that stands.
fn replace_word(text: &mut String, random: &mut Random) {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| w.len() > 1).collect();
    if !words.is_empty() {
        let word = words[random.below(words.len())].to_owned();
        let other = words[random.below(words.len())].to_owned();
        let instead = if random.below(2) == 0 { other } else { random.pick(PIECES).to_owned() };
        *text = text.replacen(&word, &instead, 1 + random.below(3));
    }
}

fn replace_number(text: &mut String, random: &mut Random) {
    const NUMBERS: &[&str] = &[
        "0",
        "-1",
        "2**63",
        "-2**63",
        "9999999999",
        "1e400",
        "0.0",
        "-0.0",
        "1000000",
        "0x7fffffff",
        "1j",
        "255",
        "0.1",
    ];
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    if !digits.is_empty() {
        let at = digits[random.below(digits.len())];
        text.replace_range(at..=at, random.pick(NUMBERS));
    }
}

/// Runs a program for a while.
fn run(source: &str) {
    let _ = loopscope_interpreter::check(source);
    let clock = ClockKind::Virtual { turn_cost: 50e-6 };
    let options = Options {
        argv: vec!["main.py".into()],
        path: "main.py".into(),
        clock,
        seed: Some(1),
        memory_limit: MEMORY,
        schedule: Schedule::Fifo,
    };
    let Ok(mut session) = Session::new(source, options, (), ()) else { return };
    for slice in 0..SLICES {
        if session.run(FUEL) != Status::Ready {
            return;
        }
        if slice == SLICES - 3 {
            session.interrupt();
        }
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(seed), Some(programs)) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: mutate FOLDER SEED PROGRAMS");
        return ExitCode::from(2);
    };
    let (seed, programs): (u64, usize) = (seed.parse().unwrap_or(1), programs.parse().unwrap_or(1000));
    let mut sources: Vec<(String, String)> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "py"))
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, std::fs::read_to_string(entry.path()).ok()?)))
        .collect();
    sources.sort();
    let texts: Vec<String> = sources.into_iter().map(|(_, text)| text).filter(|t| !t.is_empty()).collect();
    if texts.is_empty() {
        eprintln!("{folder} has no programs");
        return ExitCode::from(2);
    }
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for number in 0..programs {
        let text = &texts[random.below(texts.len())];
        let source = damage(text, &texts, &mut random);
        let start = std::time::Instant::now();
        if catch_unwind(AssertUnwindSafe(|| run(&source))).is_err() {
            println!("program {number} of seed {seed} panics:\n{source}");
            return ExitCode::FAILURE;
        }
        if start.elapsed().as_secs() > 20 {
            println!("program {number} of seed {seed} takes {:?}:\n{source}", start.elapsed());
            return ExitCode::FAILURE;
        }
    }
    println!("{programs} damaged programs of seed {seed}: none panics or hangs");
    ExitCode::SUCCESS
}
