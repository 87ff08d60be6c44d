//! The same in a browser, beside its own ways to be asynchronous. Each result is a line `bench|ROW|NAME|NANOSECONDS`.
#![cfg(target_arch = "wasm32")]

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Function, Promise};
use loopscope_executor_bench::{
    Bare, Contender, Executor, Foreign, Ours, Pool, Ring, Tokio, channel, lock_hand_over, spawn_join, wake, yield_many,
    yield_one,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ROUNDS: usize = 15;

fn now() -> f64 {
    let global = js_sys::global();
    let performance = js_sys::Reflect::get(&global, &"performance".into()).unwrap();
    let now: Function = js_sys::Reflect::get(&performance, &"now".into()).unwrap().into();
    now.call0(&performance).unwrap().as_f64().unwrap()
}

fn tell(row: &str, name: &str, mut millis: Vec<f64>, times: u64) {
    millis.sort_by(f64::total_cmp);
    let median = millis[millis.len() / 2];
    console_log!("bench|{row}|{name}|{:.2}", median * 1e6 / times as f64);
}

fn time(row: &str, name: &str, times: u64, mut work: impl FnMut()) {
    // The first rounds are run by the browser's baseline compiler.
    (0..20).for_each(|_| work());
    let millis = (0..ROUNDS)
        .map(|_| {
            let start = now();
            work();
            now() - start
        })
        .collect();
    tell(row, name, millis, times);
}

async fn time_async<F: Future<Output = ()>>(row: &str, name: &str, times: u64, mut work: impl FnMut() -> F) {
    for _ in 0..3 {
        work().await;
    }
    let mut millis = Vec::new();
    for _ in 0..ROUNDS {
        let start = now();
        work().await;
        millis.push(now() - start);
    }
    tell(row, name, millis, times);
}

macro_rules! each {
    ($row:expr, $times:expr, |$c:ident| $work:expr) => {
        each!($row, $times, |$c| $work; Ours, Foreign, Pool, Executor, Tokio)
    };
    ($row:expr, $times:expr, |$c:ident| $work:expr; $($contender:ty),*) => {
        $({
            let $c = <$contender>::new();
            time($row, <$contender>::NAME, $times, || {
                let _ = $work;
            });
        })*
    };
}

async fn yield_by_waker() {
    let mut yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Calls a function of JavaScript that returns a promise.
async fn script(code: &str) {
    let promise: Promise = Function::new_no_args(code).call0(&JsValue::NULL).unwrap().into();
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn yields() {
    let times = 100_000;
    each!("yield, 1 task", times, |c| yield_one(&c, times));
    time("yield, 1 task", "bare queue", times, || Bare::yield_many(1, times));
    time("yield, 1 task", "loopscope, guest", times, || drop(Ring::yield_many((), 1, times)));
    time_async("yield, 1 task", "spawn_local", times, || async move {
        for _ in 0..times {
            yield_by_waker().await;
        }
    })
    .await;
    time_async("yield, 1 task", "promises", times, || {
        script("return (async () => { for (let i = 0; i < 100000; i++) await null; })()")
    })
    .await;
    each!("yield, 10,000 tasks", times, |c| yield_many(&c, 10_000, times));
    time("yield, 10,000 tasks", "bare queue", times, || Bare::yield_many(10_000, times));
    time("yield, 10,000 tasks", "loopscope, guest", times, || drop(Ring::yield_many((), 10_000, times)));
    time_async("yield, 10,000 tasks", "spawn_local", times, || async move {
        let all: Vec<_> = (0..10_000)
            .map(|_| {
                let (sender, receiver) = futures::channel::oneshot::channel();
                spawn_local(async move {
                    for _ in 0..times / 10_000 {
                        yield_by_waker().await;
                    }
                    let _ = sender.send(());
                });
                receiver
            })
            .collect();
        for one in all {
            let _ = one.await;
        }
    })
    .await;
    time_async("yield, 10,000 tasks", "promises", times, || {
        script(
            "return Promise.all(Array.from({length: 10000}, async () => { for (let i = 0; i < 10; i++) await null; }))",
        )
    })
    .await;
}

#[wasm_bindgen_test]
async fn tasks() {
    let times = 20_000;
    each!("spawn and join", times, |c| spawn_join(&c, times));
    time("spawn and join", "bare queue", times, || Bare::spawn_all(times));
    time_async("spawn and join", "spawn_local", times, || async move {
        for n in 0..times {
            let (sender, receiver) = futures::channel::oneshot::channel();
            spawn_local(async move {
                let _ = sender.send(n);
            });
            let _ = receiver.await;
        }
    })
    .await;
    time_async("spawn and join", "promises", times, || {
        script("return (async () => { for (let i = 0; i < 20000; i++) await (async () => i)(); })()")
    })
    .await;
    each!("wake", times, |c| wake(&c, times));
    time_async("wake", "spawn_local", times, || async move {
        let (side, waiting) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new([None::<Waker>, None])));
        let ends: Vec<_> = (0..2)
            .map(|me| {
                let (side, waiting) = (Rc::clone(&side), Rc::clone(&waiting));
                let (sender, receiver) = futures::channel::oneshot::channel::<()>();
                spawn_local(async move {
                    let _sender = sender;
                    for _ in 0..times / 2 {
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
                });
                receiver
            })
            .collect();
        for end in ends {
            let _ = end.await;
        }
    })
    .await;
}

#[wasm_bindgen_test]
fn sync() {
    let times = 20_000;
    each!("channel, 1 place", times, |c| channel(&c, 1, times));
    each!("channel, 64 places", times, |c| channel(&c, 64, times));
    each!("lock hand-over", times, |c| lock_hand_over(&c, times));
}
