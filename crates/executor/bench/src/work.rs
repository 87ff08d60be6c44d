//! What is done, the same for all.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::Contender;

/// One task yields.
pub fn yield_one<C: Contender>(c: &C, times: u64) {
    let inner = c.clone();
    c.run(async move {
        for _ in 0..times {
            inner.yield_now().await;
        }
    });
}

/// Many tasks yield in turn, so often in all.
pub fn yield_many<C: Contender>(c: &C, tasks: u64, times: u64) {
    let each = times / tasks;
    let handles: Vec<C::Join> = (0..tasks)
        .map(|_| {
            let inner = c.clone();
            c.spawn(async move {
                for _ in 0..each {
                    inner.yield_now().await;
                }
                0
            })
        })
        .collect();
    c.run(async {
        for handle in handles {
            C::join(handle).await;
        }
    });
}

/// A task is made and waited for, again and again.
pub fn spawn_join<C: Contender>(c: &C, times: u64) -> u64 {
    c.run(async {
        let mut sum = 0;
        for n in 0..times {
            sum += C::join(c.spawn(async move { n })).await;
        }
        sum
    })
}

/// What two players hand to and fro.
#[derive(Default)]
struct Ball {
    side: Cell<usize>,
    waiting: [RefCell<Option<Waker>>; 2],
}

impl Ball {
    async fn hit(&self, side: usize) {
        poll_fn(|context| {
            if self.side.get() == side {
                return Poll::Ready(());
            }
            *self.waiting[side].borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
        let other = 1 - side;
        self.side.set(other);
        let waker = self.waiting[other].borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Two tasks wake each other, so often in all, through plain wakers.
pub fn wake<C: Contender>(c: &C, times: u64) {
    let ball = Rc::new(Ball::default());
    let players: Vec<C::Join> = (0..2)
        .map(|side| {
            let ball = Rc::clone(&ball);
            c.spawn(async move {
                for _ in 0..times / 2 {
                    ball.hit(side).await;
                }
                0
            })
        })
        .collect();
    c.run(async {
        for player in players {
            C::join(player).await;
        }
    });
}

/// One task sends to another through a channel of this capacity.
pub fn channel<C: Contender>(c: &C, capacity: usize, times: u64) -> u64 {
    let (mut sender, mut receiver) = c.channel(capacity);
    c.run(async {
        let producer = async {
            for n in 0..times {
                C::send(&mut sender, n).await;
            }
        };
        let consumer = async {
            let mut sum = 0;
            for _ in 0..times {
                sum += C::receive(&mut receiver).await.unwrap_or(0);
            }
            sum
        };
        futures::join!(producer, consumer).1
    })
}

/// Two tasks hand a lock to each other: each lets the other ask for it while it holds it.
pub fn lock_hand_over<C: Contender>(c: &C, times: u64) {
    let lock = c.lock();
    let handles: Vec<C::Join> = (0..2)
        .map(|_| {
            let (lock, inner) = (lock.clone(), c.clone());
            c.spawn(async move {
                for _ in 0..times / 2 {
                    let guard = C::acquire(&lock).await;
                    inner.yield_now().await;
                    drop(guard);
                }
                0
            })
        })
        .collect();
    c.run(async {
        for handle in handles {
            C::join(handle).await;
        }
    });
}

/// How a contender, or what its users take, sleeps.
pub type Wait<'a> = &'a dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()>>>;

/// So many timers are set, in no order, all for the next millisecond, and waited for.
pub async fn timers_fire(sleep: Wait<'_>, count: u64) {
    let mut random = 1_u64;
    let mut sleeps: Vec<_> = (0..count)
        .map(|_| {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            sleep(Duration::from_nanos(1 + (random >> 33) % 1_000_000))
        })
        .collect();
    let mut done = Vec::with_capacity(sleeps.len());
    for sleep in &mut sleeps {
        done.push(start(sleep).await);
    }
    for (sleep, done) in sleeps.into_iter().zip(done) {
        if !done {
            sleep.await;
        }
    }
}

/// While so many timers are set, others are set and cancelled, so often.
pub async fn timers_cancel(sleep: Wait<'_>, pending: u64, times: u64) {
    let mut random = 1_u64;
    let mut draw = || {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        Duration::from_micros(100_000_000 + (random >> 33) % 1_000_000_000)
    };
    let mut sleeps = Vec::new();
    for _ in 0..pending {
        let mut one = sleep(draw());
        start(&mut one).await;
        sleeps.push(one);
    }
    for _ in 0..times {
        let mut one = sleep(draw());
        start(&mut one).await;
        drop(one);
    }
}

/// Polls a future once; tells whether it was done.
async fn start(future: &mut Pin<Box<dyn Future<Output = ()>>>) -> bool {
    poll_fn(|context: &mut Context<'_>| Poll::Ready(future.as_mut().poll(context).is_ready())).await
}
