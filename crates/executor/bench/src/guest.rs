//! The core with a guest whose coroutines do nothing: the price of a switch itself.

use loopscope_executor::{Clock, Core, Exception, Guest, Observer, Outlook, Ready, Values, Wait};

/// A guest whose coroutines only count.
pub struct Ring;

impl Guest for Ring {
    type Value = u64;
    type Error = ();
    type Callback = ();
    type Context = ();
}

impl Values<Ring> for Ring {
    fn list(&mut self, _: Vec<u64>) -> u64 {
        0
    }
    fn exception(&mut self, _: &Exception<Ring>) -> u64 {
        0
    }
}

impl Ring {
    /// So many tasks yield in turn, so often in all; `observer` hears of it.
    pub fn yield_many<O: Observer>(observer: O, tasks: u64, times: u64) -> Core<Ring, O> {
        let mut core = Core::<Ring, O>::with_observer(Clock::VIRTUAL, observer);
        let mut left: Vec<u64> = vec![times / tasks; tasks as usize];
        for body in 0..tasks {
            core.create_task(body, Some("ring"), 0);
        }
        while core.outlook() != Outlook::Idle {
            core.begin_turn();
            loop {
                match core.next_ready(&mut Ring) {
                    None => break,
                    Some(Ready::Callback { .. }) => {}
                    Some(Ready::Step { task, body, .. }) => {
                        let left = &mut left[body as usize];
                        if *left == 0 {
                            core.finish(task, Ok(0));
                            core.release(core.future_of(task));
                        } else {
                            *left -= 1;
                            core.suspend(task, Wait::Turn, 1);
                        }
                    }
                }
            }
        }
        core
    }
}
