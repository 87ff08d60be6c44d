//! In which order the tasks run that are ready in the same turn.

use std::fmt;
use std::str::FromStr;

/// The order in which a turn runs the tasks that are ready in it.
///
/// asyncio's order is that in which they became ready; programs that are right do not depend on it. Other orders are
/// for finding those that do. Only steps of tasks change places, and only within their turn: callbacks, timers and what
/// the loop does by itself keep theirs.
///
/// As text a schedule is `fifo`, `seed:7`, or `replay:` and the choices, as in `replay:1.0.2`.
///
/// # Examples
/// ```
/// use loopscope_executor::Schedule;
/// use loopscope_executor::aio::Loop;
/// use std::{cell::RefCell, rc::Rc};
///
/// let run = |schedule: Schedule| {
///     let lp = Loop::simulated();
///     lp.set_schedule(schedule);
///     let order = Rc::new(RefCell::new(Vec::new()));
///     for name in ["a", "b", "c"] {
///         let order = Rc::clone(&order);
///         lp.spawn(async move { order.borrow_mut().push(name) });
///     }
///     lp.run(lp.yield_now()).unwrap();
///     (order.take(), lp.recorded_schedule())
/// };
/// assert_eq!(run(Schedule::Fifo).0, ["a", "b", "c"]);
/// let (order, recorded) = run(Schedule::Seeded(3));
/// assert_ne!(order, ["a", "b", "c"]);
/// assert_eq!(run(recorded).0, order);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Schedule {
    /// asyncio's own order.
    #[default]
    Fifo,
    /// An order drawn by chance, the same for the same seed and program.
    Seeded(u64),
    /// The choices of another run, then asyncio's order.
    Replay(Vec<u32>),
}

/// The error of a text that is no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSchedule;

impl fmt::Display for NoSchedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a schedule is `fifo`, `seed:NUMBER` or `replay:NUMBER.NUMBER…`")
    }
}

impl std::error::Error for NoSchedule {}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Schedule::Fifo => f.write_str("fifo"),
            Schedule::Seeded(seed) => write!(f, "seed:{seed}"),
            Schedule::Replay(choices) => {
                f.write_str("replay:")?;
                for (i, choice) in choices.iter().enumerate() {
                    write!(f, "{}{choice}", if i > 0 { "." } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

impl FromStr for Schedule {
    type Err = NoSchedule;

    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        match text.split_once(':') {
            None if text == "fifo" => Ok(Schedule::Fifo),
            Some(("seed", seed)) => seed.parse().map(Schedule::Seeded).map_err(|_| NoSchedule),
            Some(("replay", "")) => Ok(Schedule::Replay(Vec::new())),
            Some(("replay", choices)) => {
                let choices: Result<Vec<u32>, _> = choices.split('.').map(str::parse).collect();
                choices.map(Schedule::Replay).map_err(|_| NoSchedule)
            }
            _ => Err(NoSchedule),
        }
    }
}

/// Makes the choices of a schedule, and records them.
#[derive(Clone)]
pub(crate) struct Chooser {
    source: Source,
    made: Vec<u32>,
}

#[derive(Clone)]
enum Source {
    /// The state of a generator (splitmix64).
    Seeded(u64),
    Replay(std::vec::IntoIter<u32>),
}

impl Chooser {
    pub(crate) fn new(schedule: Schedule) -> Option<Self> {
        let source = match schedule {
            Schedule::Fifo => return None,
            Schedule::Seeded(seed) => Source::Seeded(seed),
            Schedule::Replay(choices) => Source::Replay(choices.into_iter()),
        };
        Some(Chooser { source, made: Vec::new() })
    }

    /// Chooses one of so many, as its distance from the first.
    pub(crate) fn choose(&mut self, count: usize) -> usize {
        let count = count.max(1) as u64;
        let choice = match &mut self.source {
            Source::Seeded(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut mixed = *state;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                (mixed ^ (mixed >> 31)) % count
            }
            // A choice of another program may be too large; the run goes on all the same.
            Source::Replay(choices) => choices.next().map_or(0, u64::from) % count,
        };
        self.made.push(choice as u32);
        choice as usize
    }

    pub(crate) fn recorded(&self) -> Schedule {
        Schedule::Replay(self.made.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_written_and_read() {
        for text in ["fifo", "seed:7", "replay:", "replay:1.0.2"] {
            assert_eq!(text.parse::<Schedule>().map(|schedule| schedule.to_string()), Ok(text.into()));
        }
        for text in ["", "seed", "seed:", "seed:x", "replay:1.", "lifo"] {
            assert_eq!(text.parse::<Schedule>(), Err(NoSchedule), "{text}");
        }
    }
}
