//! A network of a hundred peers that gossip, in virtual time: `cargo run --example network`.
//!
//! Each peer tells a rumour that is new to it to three others, over links that delay and sometimes lose messages. Minutes
//! of simulated time take milliseconds, and a seed makes the run repeatable, which is what one wants of a test.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use loopscope_executor::aio::{Loop, Receiver, Sender, channel, next};

const PEERS: usize = 100;

fn main() {
    let first = simulate(7);
    println!("{} of {PEERS} peers have heard after {:.1} s; {} messages, {} lost", first.0, first.1, first.2, first.3);
    assert!(first.0 > PEERS / 2);
    assert_eq!(simulate(7), first, "the same seed makes the same run");
}

/// How many heard, when the last of them did, how many messages there were and how many were lost.
fn simulate(seed: u64) -> (usize, f64, u32, u32) {
    let lp = Loop::simulated();
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..PEERS).map(|_| channel::<u32>(&lp, 0)).unzip();
    let network = Rc::new(Network {
        lp: lp.clone(),
        links: RefCell::new(senders),
        chance: Cell::new(seed),
        sent: Cell::new(0),
        lost: Cell::new(0),
    });
    lp.run(async {
        network.send(0, 1);
        let peers = receivers.into_iter().map(|inbox| peer(Rc::clone(&network), inbox));
        // The first hour is enough; who has not heard by then never will.
        let closing = Rc::clone(&network);
        lp.call_later(Duration::from_hours(1), move || drop(closing.links.take()));
        let heard: Vec<f64> = lp.join_all(peers).await.expect("no peer fails").into_iter().flatten().collect();
        let last = heard.iter().copied().fold(0.0, f64::max);
        (heard.len(), last, network.sent.get(), network.lost.get())
    })
    .expect("timers go on")
}

struct Network {
    lp: Loop,
    links: RefCell<Vec<Sender<u32>>>,
    chance: Cell<u64>,
    sent: Cell<u32>,
    lost: Cell<u32>,
}

impl Network {
    /// Sends a rumour to a peer. It takes a while, and may be lost.
    fn send(self: &Rc<Self>, to: usize, rumour: u32) {
        self.sent.set(self.sent.get() + 1);
        if self.below(10) == 0 {
            self.lost.set(self.lost.get() + 1);
            return;
        }
        let link = self.links.borrow()[to].clone();
        let delay = Duration::from_millis(20 + self.below(480));
        self.lp.call_later(delay, move || {
            // A peer that is gone does not listen any more.
            let _ = link.try_send(rumour);
        });
    }

    fn below(&self, end: u64) -> u64 {
        let next = self.chance.get().wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.chance.set(next);
        (next >> 33) % end
    }
}

/// Listens until the network closes, and says when it first heard something.
async fn peer(network: Rc<Network>, mut inbox: Receiver<u32>) -> Option<f64> {
    let mut heard = None;
    while let Some(rumour) = next(&mut inbox).await {
        if heard.is_none() {
            heard = Some(network.lp.time().as_secs_f64());
            for _ in 0..3 {
                let to = network.below(PEERS as u64) as usize;
                network.send(to, rumour);
            }
        }
    }
    heard
}
