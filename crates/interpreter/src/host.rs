//! The world outside a program.

use loopscope_executor::TaskId;

/// Where text is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// `sys.stdout`.
    Stdout,
    /// `sys.stderr`.
    Stderr,
}

/// The world outside a program, as its [`crate::Session`] sees it.
///
/// The interpreter does no I/O and reads no clock of its own.
pub trait Host {
    /// Text was written by `task` (`None`: outside of tasks) at `time`, in seconds of the program's clock.
    fn write(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64);
    /// Seconds since some fixed moment; never goes back. Not asked on the virtual clock.
    fn monotonic(&mut self) -> f64;
    /// Seconds since 1970-01-01 00:00 UTC. Not asked on the virtual clock.
    fn unix_time(&mut self) -> f64;
    /// Seconds east of UTC of local time at the given Unix time.
    fn utc_offset(&mut self, unix_time: f64) -> i32;
    /// Fills `buffer` with randomness of the system.
    fn entropy(&mut self, buffer: &mut [u8]);
    /// The next line that is typed, with its end if it has one; `None`: there are no more. `prompt`, which may be
    /// empty, has been written to stdout already.
    fn read_line(&mut self, prompt: &str) -> Option<String> {
        let _ = prompt;
        None
    }
}

/// A world in which nothing is heard, for programs on the virtual clock whose effects are of no interest.
impl Host for () {
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
        buffer.fill(0);
    }
}
