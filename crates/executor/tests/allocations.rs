//! What does not allocate: yields, wakes, locks and channels, once they have been warmed up.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use loopscope_executor::aio::{Lock, Loop, Queue};
use loopscope_executor::{Clock, Core, Exception, Guest, Outlook, Ready, Values, Wait};

fn allocations(story: impl AsyncFnOnce(&Loop)) -> u64 {
    let lp = Loop::simulated();
    let counted = allocation_counter::measure(|| lp.block_on(story(&lp)).expect("the story goes on"));
    counted.count_total
}

/// Work of which ten times as much allocates no more.
fn check(work: impl AsyncFn(&Loop, usize)) {
    let few = allocations(async |lp| work(lp, 1_000).await);
    let many = allocations(async |lp| work(lp, 11_000).await);
    // The index of serial numbers is a list of pages, which gets longer by one for every 256, twice as long at once.
    assert!(many <= few + 8, "1,000 take {few} allocations, 11,000 take {many}");
}

#[test]
fn yields_do_not_allocate() {
    check(async |lp, times| {
        let inner = lp.clone();
        let other = lp.spawn(async move {
            for _ in 0..times {
                inner.yield_now().await;
            }
        });
        for _ in 0..times {
            lp.yield_now().await;
        }
        other.await.unwrap();
    });
}

#[test]
fn wakes_do_not_allocate() {
    check(async |lp, times| {
        let (side, waiting) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new([None::<Waker>, None])));
        let play = |me: usize| {
            let (side, waiting) = (Rc::clone(&side), Rc::clone(&waiting));
            async move {
                for _ in 0..times {
                    poll_fn(|context| {
                        if side.get() == me {
                            return Poll::Ready(());
                        }
                        waiting.borrow_mut()[me] = Some(context.waker().clone());
                        Poll::Pending
                    })
                    .await;
                    side.set(1 - me);
                    let waker = waiting.borrow_mut()[1 - me].take();
                    waker.into_iter().for_each(Waker::wake);
                }
            }
        };
        let other = lp.spawn(play(1));
        play(0).await;
        other.await.unwrap();
    });
}

#[test]
fn locks_do_not_allocate() {
    check(async |lp, times| {
        let lock = Lock::new(lp);
        let work = |lp: Loop| {
            let lock = lock.clone();
            async move {
                for _ in 0..times {
                    let guard = lock.acquire().await;
                    lp.yield_now().await;
                    drop(guard);
                }
            }
        };
        let other = lp.spawn(work(lp.clone()));
        work(lp.clone()).await;
        other.await.unwrap();
    });
}

#[test]
fn queues_do_not_allocate() {
    check(async |lp, times| {
        let queue = Queue::bounded(lp, 1);
        let inner = queue.clone();
        let other = lp.spawn(async move {
            for n in 0..times {
                inner.put(n).await;
            }
        });
        for n in 0..times {
            assert_eq!(queue.get().await, n);
        }
        other.await.unwrap();
    });
}

/// A guest whose coroutines only count.
struct Counting;

impl Guest for Counting {
    type Value = u32;
    type Error = ();
    type Callback = ();
    type Context = ();
}

impl Values<Counting> for Counting {
    fn list(&mut self, _: Vec<u32>) -> u32 {
        0
    }
    fn exception(&mut self, _: &Exception<Counting>) -> u32 {
        0
    }
}

#[test]
fn switches_of_a_guest_do_not_allocate() {
    let mut core = Core::<Counting>::new(Clock::VIRTUAL);
    for body in 0..10 {
        core.create_task(body, None, 0);
    }
    let mut run = |turns: usize| {
        for _ in 0..turns {
            core.begin_turn();
            while let Some(Ready::Step { task, .. }) = core.next_ready(&mut Counting) {
                core.suspend(task, Wait::Turn, 1);
            }
            assert_eq!(core.outlook(), Outlook::MoreReady);
        }
    };
    run(10);
    assert_eq!(allocation_counter::measure(|| run(10_000)).count_total, 0);
}
