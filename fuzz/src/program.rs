//! Whatever the text: parsing, compiling and running it must neither panic nor hang nor use memory without bound.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use loopscope_executor::{Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Host, Options, Session, Status, Stream};

/// Longer texts are slower, and find no more.
const LONGEST: usize = 4_096;

/// Instructions of a slice, and slices after which a program is left.
const FUEL: u64 = 5_000;
const SLICES: usize = 8;

/// Bytes of memory that a program may use.
const MEMORY: usize = 16 << 20;

struct Silent;

impl Host for Silent {
    fn write(&mut self, _stream: Stream, _text: &str, _task: Option<TaskId>, _time: f64) {}

    fn monotonic(&mut self) -> f64 {
        0.0
    }

    fn unix_time(&mut self) -> f64 {
        0.0
    }

    fn utc_offset(&mut self, _unix_time: f64) -> i32 {
        0
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        buffer.fill(7);
    }
}

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
    let Ok(mut session) = Session::new(text, options, Silent, ()) else { return Corpus::Keep };
    for _ in 0..SLICES {
        if let Status::Finished(_) | Status::Idle = session.run(FUEL) {
            break;
        }
    }
    Corpus::Keep
});
