//! `loopscope run`: gives a program turns, and waits when it waits.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use loopscope_interpreter::{ClockKind, Host as _, Options, Session, Status};

use crate::arguments::{Clock, Run};
use crate::terminal::Terminal;
use crate::{report, source};

/// Instructions per slice: some milliseconds, so that Ctrl-C is heard at once.
const FUEL: u64 = 1_000_000;

/// Bytes of memory that a program may use.
const MEMORY_LIMIT: usize = 2 << 30;

/// Seconds that a turn costs on the virtual clock.
const TURN_COST: f64 = 50e-6;

/// Runs a program to its end; returns its exit status.
pub(crate) fn run(run: &Run) -> i32 {
    let source = match source::read(&run.file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("loopscope: {error}");
            return 2;
        }
    };
    let schedule = run.schedule.clone();
    let argv = [&run.file].into_iter().chain(&run.arguments).cloned().collect();
    let clock = match run.clock {
        Clock::Real => ClockKind::Host,
        Clock::Virtual => ClockKind::Virtual { turn_cost: TURN_COST },
    };
    // As in CPython, tracebacks show the whole path.
    let path = std::path::absolute(&run.file).map_or_else(|_| run.file.clone(), |path| path.display().to_string());
    let options = Options { argv, path: path.clone(), clock, seed: run.seed, schedule, memory_limit: MEMORY_LIMIT };
    match Session::new(&source, options, Terminal::new(), ()) {
        Ok(session) => {
            let (_sender, interrupts) = interrupts();
            drive(session, &interrupts, run.clock)
        }
        Err(diagnostics) => {
            eprint!("{}", report::errors(&path, &source, &diagnostics));
            1
        }
    }
}

/// A message for each Ctrl-C. The sender is to be kept for as long as somebody may wait for a message.
fn interrupts() -> (Sender<()>, Receiver<()>) {
    let (sender, receiver) = mpsc::channel();
    let handler = sender.clone();
    // Where the handler cannot be set, Ctrl-C ends the process, which is well enough.
    let _ = ctrlc::set_handler(move || {
        let _ = handler.send(());
    });
    (sender, receiver)
}

fn drive(mut session: Session<Terminal, ()>, interrupts: &Receiver<()>, clock: Clock) -> i32 {
    loop {
        let interrupted = match session.run(FUEL) {
            Status::Ready => interrupts.try_recv().is_ok(),
            Status::SleepUntil(time) | Status::BlockedUntil(time) => {
                session.host().flush();
                let seconds = (time - session.host().monotonic()).max(0.0);
                let wait = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
                interrupts.recv_timeout(wait) != Err(RecvTimeoutError::Timeout)
            }
            Status::Idle => {
                session.host().flush();
                eprintln!("loopscope: every task waits for another, so nothing will ever happen again");
                match clock {
                    // As with CPython, it is up to the user to end it.
                    Clock::Real => interrupts.recv().is_ok(),
                    // Nobody is expected to watch.
                    Clock::Virtual => true,
                }
            }
            Status::Finished(status) => {
                session.host().flush();
                return status;
            }
        };
        if interrupted {
            session.interrupt();
        }
        if session.host().is_closed() {
            return 1;
        }
    }
}
