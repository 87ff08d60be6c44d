//! A loop within a host that has one of its own, as a browser page has: `cargo run --example hosted`.
//!
//! A page must not be kept busy for long. So the host runs the loop in slices, between which it paints, and when the
//! loop has nothing to do it arms one timer for the earliest deadline. In a page `Host::post` is a `MessageChannel` (or
//! `scheduler.postTask`), `Host::after` is `setTimeout`, `Host::now` is `performance.now()`; here they are a queue and a
//! clock that jumps, so that the example runs anywhere.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::Outlook;
use loopscope_executor::aio::Loop;

/// How many steps a slice runs: a few milliseconds' worth.
const SLICE: usize = 1_000;

fn main() {
    let host = Rc::new(Host::default());
    let lp = Loop::hosted();
    let blinks = Rc::new(Cell::new(0));
    let (lp2, counted) = (lp.clone(), Rc::clone(&blinks));
    lp.spawn(async move {
        for _ in 0..3 {
            lp2.sleep(Duration::from_millis(500)).await;
            counted.set(counted.get() + 1);
        }
    });
    let lp3 = lp.clone();
    lp.spawn(async move {
        // A task that is always busy does not freeze the page.
        for _ in 0..10_000 {
            lp3.yield_now().await;
        }
    });
    drive(&host, &lp);
    host.run();
    println!("{} blinks in {:?} of the host's time, in {} slices", blinks.get(), host.now.get(), host.slices.get());
    assert_eq!((blinks.get(), host.now.get().as_millis()), (3, 1500));
    assert!(host.slices.get() >= 10);
}

/// Runs one slice, and sees to it that the next one follows.
fn drive(host: &Rc<Host>, lp: &Loop) {
    host.slices.set(host.slices.get() + 1);
    lp.set_time(host.now.get());
    let mut outlook = Outlook::MoreReady;
    let mut left = SLICE;
    while left > 0 && outlook == Outlook::MoreReady {
        outlook = lp.turn(100);
        left -= 100;
    }
    let (host2, lp2) = (Rc::clone(host), lp.clone());
    let again = Box::new(move || drive(&host2, &lp2));
    match outlook {
        // Painting and input come between this slice and the next.
        Outlook::MoreReady => host.post(again),
        Outlook::SleepUntil(when) => host.after(Duration::from_secs_f64(when), again),
        // A page that calls in from outside drives it again then.
        Outlook::Idle | Outlook::Stopped => {}
    }
}

type Callback = Box<dyn FnOnce()>;

/// What a page has: tasks that it runs one after the other, and timers.
#[derive(Default)]
struct Host {
    posted: RefCell<Vec<Callback>>,
    timers: RefCell<BTreeMap<Duration, Callback>>,
    now: Cell<Duration>,
    slices: Cell<u32>,
}

impl Host {
    fn post(&self, callback: Callback) {
        self.posted.borrow_mut().push(callback);
    }

    fn after(&self, time: Duration, callback: Callback) {
        self.timers.borrow_mut().insert(time, callback);
    }

    fn run(&self) {
        loop {
            let posted = self.posted.borrow_mut().pop();
            if let Some(callback) = posted {
                callback();
                continue;
            }
            let Some((time, callback)) = self.timers.borrow_mut().pop_first() else { return };
            self.now.set(self.now.get().max(time));
            callback();
        }
    }
}
