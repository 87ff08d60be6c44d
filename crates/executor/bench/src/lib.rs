//! The same work done by several executors, to be timed side by side.

mod bare;
mod contender;
mod guest;
mod work;

pub use bare::Bare;
pub use contender::{Contender, Executor, Foreign, Ours, Pool, Tokio};
pub use guest::Ring;
pub use work::{Wait, channel, lock_hand_over, spawn_join, timers_cancel, timers_fire, wake, yield_many, yield_one};
