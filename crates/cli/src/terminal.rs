//! The world outside a program: the terminal, the system's clock and its randomness.

use std::io::{self, BufWriter, Stderr, Stdout, Write};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use chrono::{Local, Offset, TimeZone};
use loopscope_executor::TaskId;
use loopscope_interpreter::{Host, Stream};

/// A [`Host`] that writes to the process' own streams.
pub(crate) struct Terminal {
    stdout: BufWriter<Stdout>,
    stderr: Stderr,
    start: Instant,
    closed: bool,
}

impl Terminal {
    /// A terminal whose clock starts now.
    pub(crate) fn new() -> Self {
        Self { stdout: BufWriter::new(io::stdout()), stderr: io::stderr(), start: Instant::now(), closed: false }
    }

    /// Writes out what is still buffered. To be called before waiting, and at the end.
    pub(crate) fn flush(&mut self) {
        self.closed |= self.stdout.flush().is_err();
    }

    /// Whether nobody reads stdout any more, as with `loopscope run … | head`.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }
}

impl Host for Terminal {
    fn write(&mut self, stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        match stream {
            Stream::Stdout => self.closed |= self.stdout.write_all(text.as_bytes()).is_err(),
            Stream::Stderr => {
                // On a terminal, the two appear in the order in which they were written.
                self.flush();
                // There is nowhere left to report to.
                let _ = self.stderr.write_all(text.as_bytes());
            }
        }
    }

    fn monotonic(&mut self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    fn unix_time(&mut self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
    }

    fn utc_offset(&mut self, unix_time: f64) -> i32 {
        Local
            .timestamp_opt(unix_time.floor() as i64, 0)
            .earliest()
            .map_or(0, |local| local.offset().fix().local_minus_utc())
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the system has randomness");
    }

    fn read_line(&mut self, _prompt: &str) -> Option<String> {
        self.flush();
        let mut line = String::new();
        io::stdin().read_line(&mut line).is_ok_and(|read| read > 0).then_some(line)
    }
}
