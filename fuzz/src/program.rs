//! Whatever the text: parsing, compiling and running it must neither panic nor hang nor use memory without bound.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use loopscope_executor::Schedule;
use loopscope_interpreter::{ClockKind, Options, Session, Status};

/// Longer texts are slower, and find no more.
const LONGEST: usize = 4_096;

/// Instructions of a slice, and slices after which a program is left.
const FUEL: u64 = 5_000;
const SLICES: usize = 8;

/// Bytes of memory that a program may use.
const MEMORY: usize = 16 << 20;

fuzz_target!(|data: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else { return Corpus::Reject };
    if text.len() > LONGEST {
        return Corpus::Reject;
    }
    let options = Options {
        argv: vec!["program.py".to_owned()],
        path: "program.py".to_owned(),
        clock: ClockKind::Virtual { turn_cost: 50e-6 },
        seed: Some(1),
        schedule: Schedule::Fifo,
        memory_limit: MEMORY,
    };
    let Ok(mut session) = Session::new(text, options, (), ()) else { return Corpus::Keep };
    for _ in 0..SLICES {
        if let Status::Finished(_) | Status::Idle = session.run(FUEL) {
            break;
        }
    }
    Corpus::Keep
});
