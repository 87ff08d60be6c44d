//! A world that keeps what a program prints and what its loop does.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_debugger::Debugger;
use loopscope_executor::{Event, Observer, Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Host, Options, Stream};

/// What was told, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(pub(crate) Rc<RefCell<Vec<String>>>);

impl Heard {
    /// What was printed.
    #[allow(dead_code, reason = "not every test looks at it")]
    pub(crate) fn output(&self) -> String {
        self.0.borrow().iter().filter_map(|item| item.strip_prefix("write ")).collect()
    }
}

impl Host for Heard {
    fn write(&mut self, _stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        self.0.borrow_mut().push(format!("write {text}"));
    }

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

impl Observer for Heard {
    fn event(&mut self, time: u64, event: Event) {
        self.0.borrow_mut().push(format!("{time} {event:?}"));
    }
}

pub(crate) fn options() -> Options {
    Options {
        argv: Vec::new(),
        path: "main.py".to_owned(),
        clock: ClockKind::Virtual { turn_cost: 50e-6 },
        seed: Some(0),
        schedule: Schedule::Fifo,
        memory_limit: 256 << 20,
    }
}

/// A debugger of a program, and what it has told.
pub(crate) fn debug(source: &str) -> (Debugger<Heard, Heard>, Heard) {
    let heard = Heard::default();
    let debugger = Debugger::new(source, options(), heard.clone(), heard.clone());
    (debugger.unwrap_or_else(|found| panic!("{found:?}")), heard)
}
