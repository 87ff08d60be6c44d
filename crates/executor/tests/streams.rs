//! Channels, generators and merged streams.

use std::time::Duration;

use loopscope_executor::aio::{Loop, SendError, channel, generate, merge, next};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn a_channel_holds_so_many_and_keeps_their_order() {
    let lp = Loop::simulated();
    let (sender, mut receiver) = channel(&lp, 2);
    assert_eq!((sender.try_send(1), sender.try_send(2), sender.try_send(3)), (Ok(()), Ok(()), Err(SendError(3))));
    lp.spawn(async move {
        for n in 3..6 {
            sender.send(n).await.unwrap();
        }
    });
    let got = lp.run(async {
        let mut got = Vec::new();
        while let Some(n) = next(&mut receiver).await {
            got.push(n);
        }
        (got, next(&mut receiver).await)
    });
    assert_eq!(got.unwrap(), (vec![1, 2, 3, 4, 5], None));
}

#[test]
fn a_receiver_waits_until_the_last_sender_is_gone() {
    let lp = Loop::simulated();
    let (sender, mut receiver) = channel::<()>(&lp, 0);
    for delay in [1, 3, 2] {
        let (lp2, sender) = (lp.clone(), sender.clone());
        lp.spawn(async move {
            lp2.sleep(seconds(delay)).await;
            drop(sender);
        });
    }
    drop(sender);
    assert_eq!(lp.run(receiver.receive()), Ok(None));
    assert_eq!(lp.time().as_secs(), 3);
}

#[test]
fn senders_are_told_when_the_receiver_goes() {
    let lp = Loop::simulated();
    let (sender, receiver) = channel(&lp, 1);
    sender.try_send("in it").unwrap();
    let blocked = sender.clone();
    let task = lp.spawn(async move { blocked.send("waits").await });
    lp.run(async {
        lp.yield_now().await;
        drop(receiver);
        assert_eq!(task.await.unwrap(), Err(SendError("waits")));
        assert!(sender.is_closed());
        assert_eq!(sender.send("late").await, Err(SendError("late")));
    })
    .unwrap();
}

#[test]
fn a_receiver_that_is_dropped_while_it_waits_loses_no_item() {
    let lp = Loop::simulated();
    let (sender, mut receiver) = channel(&lp, 0);
    lp.run(async {
        for n in 0..3 {
            assert!(lp.timeout(seconds(1), receiver.receive()).await.is_err());
            assert!(lp.timeout(seconds(1), next(&mut receiver)).await.is_err());
            sender.try_send(n).unwrap();
            assert_eq!(next(&mut receiver).await, Some(n));
        }
    })
    .unwrap();
}

#[test]
fn streams_are_merged_as_their_values_come() {
    let lp = Loop::simulated();
    let ticks = |name: &'static str, period: u64, count: u64| {
        let lp = lp.clone();
        generate(move |emitter| async move {
            for n in 1..=count {
                lp.sleep(seconds(period)).await;
                emitter.emit(format!("{name}{n}@{}", lp.time().as_secs())).await;
            }
        })
    };
    let mut merged = merge(
        [ticks("a", 2, 3), ticks("b", 3, 2), ticks("c", 7, 1)]
            .map(|stream| Box::new(stream) as Box<dyn loopscope_executor::aio::Stream<Item = String> + Unpin>),
    );
    let got = lp.run(async {
        let mut got = Vec::new();
        while let Some(value) = next(&mut merged).await {
            got.push(value);
        }
        got
    });
    assert_eq!(got.unwrap(), ["a1@2", "b1@3", "a2@4", "b2@6", "a3@6", "c1@7"]);
}

#[test]
fn an_interval_keeps_its_pace_when_its_ticks_are_late() {
    let lp = Loop::simulated();
    let mut ticks = lp.interval(seconds(10));
    let times = lp.run(async {
        let mut times = Vec::new();
        for wait in [0, 0, 25, 0, 0, 0] {
            lp.sleep(seconds(wait)).await;
            next(&mut ticks).await;
            times.push(lp.time().as_secs());
        }
        times
    });
    assert_eq!(times.unwrap(), [0, 10, 35, 35, 40, 50]);
}
