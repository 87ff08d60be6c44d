//! Times everything, side by side.

use std::pin::Pin;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use loopscope_executor_bench::{
    Bare, Contender, Executor, Foreign, Ours, Pool, Ring, Tokio, Wait, channel, lock_hand_over, spawn_join,
    timers_cancel, timers_fire, wake, yield_many, yield_one,
};
use loopscope_recording::SharedRecording;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn group<'a>(c: &'a mut Criterion, name: &str, times: u64) -> Group<'a> {
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Elements(times));
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(900)).sample_size(15);
    group
}

/// The same for each contender.
macro_rules! each {
    ($group:expr, |$c:ident| $work:expr) => {
        each!($group, |$c| $work; Ours, Foreign, Pool, Executor, Tokio)
    };
    ($group:expr, |$c:ident| $work:expr; $($contender:ty),*) => {
        $({
            let $c = <$contender>::new();
            $group.bench_function(<$contender>::NAME, |b| b.iter(|| $work));
        })*
    };
}

fn yields(c: &mut Criterion) {
    let times = 100_000;
    let mut g = group(c, "yield, 1 task", times);
    each!(g, |c| yield_one(&c, times));
    g.bench_function("bare queue", |b| b.iter(|| Bare::yield_many(1, times)));
    g.bench_function("loopscope, guest", |b| b.iter(|| Ring::yield_many((), 1, times)));
    g.finish();
    let mut g = group(c, "yield, 10,000 tasks", times);
    each!(g, |c| yield_many(&c, 10_000, times));
    g.bench_function("bare queue", |b| b.iter(|| Bare::yield_many(10_000, times)));
    g.bench_function("loopscope, guest", |b| b.iter(|| Ring::yield_many((), 10_000, times)));
    g.finish();
}

fn tasks(c: &mut Criterion) {
    let times = 20_000;
    let mut g = group(c, "spawn and join", times);
    each!(g, |c| spawn_join(&c, times));
    g.bench_function("bare queue", |b| b.iter(|| Bare::spawn_all(times)));
    g.finish();
    let mut g = group(c, "wake", times);
    each!(g, |c| wake(&c, times));
    g.finish();
}

fn sync(c: &mut Criterion) {
    let times = 20_000;
    let mut g = group(c, "channel, 1 place", times);
    each!(g, |c| channel(&c, 1, times));
    g.finish();
    let mut g = group(c, "channel, 64 places", times);
    each!(g, |c| channel(&c, 64, times));
    g.finish();
    let mut g = group(c, "lock hand-over", times);
    each!(g, |c| lock_hand_over(&c, times));
    g.finish();
}

fn timers(c: &mut Criterion) {
    let (count, times) = (100_000, 100_000);
    let mut g = group(c, "timer set and fired, 100,000 pending", count);
    g.sample_size(10);
    timer_contenders(&mut g, |sleep| Box::pin(timers_fire(sleep, count)));
    g.finish();
    let mut g = group(c, "timer set and cancelled, 100,000 pending", count + times);
    g.sample_size(10);
    timer_contenders(&mut g, |sleep| Box::pin(timers_cancel(sleep, count, times)));
    g.finish();
}

fn timer_contenders(g: &mut Group<'_>, work: impl for<'a> Fn(Wait<'a>) -> Pin<Box<dyn Future<Output = ()> + 'a>>) {
    let ours = Ours::new();
    g.bench_function(Ours::NAME, |b| {
        b.iter(|| {
            let inner = ours.0.clone();
            ours.run(work(&|time| {
                let lp = inner.clone();
                Box::pin(async move { lp.sleep(time).await })
            }));
        });
    });
    let pool = Pool::new();
    g.bench_function("LocalPool", |b| {
        b.iter(|| pool.run(work(&|time| Box::pin(futures_timer::Delay::new(time)))));
    });
    let executor = Executor::new();
    g.bench_function("LocalExecutor", |b| {
        b.iter(|| {
            executor.run(work(&|time| {
                Box::pin(async move {
                    async_io::Timer::after(time).await;
                })
            }));
        });
    });
    let tokio = Tokio::new();
    g.bench_function("tokio LocalSet", |b| {
        b.iter(|| tokio.run(work(&|time| Box::pin(tokio::time::sleep(time)))));
    });
}

fn curve(c: &mut Criterion) {
    for tasks in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        let times = 1_000_000.max(tasks * 5);
        let mut g = group(c, &format!("flat, {tasks} tasks"), times);
        g.sample_size(10);
        g.bench_function("loopscope, guest", |b| b.iter(|| Ring::yield_many((), tasks, times)));
        each!(g, |c| yield_many(&c, tasks, times); Ours, Tokio);
        g.finish();
    }
}

fn observed(c: &mut Criterion) {
    let times = 100_000;
    let mut g = group(c, "observer", times);
    g.bench_function("off", |b| b.iter(|| Ring::yield_many((), 100, times)));
    g.bench_function("recording", |b| b.iter(|| Ring::yield_many(SharedRecording::new(), 100, times)));
    g.bench_function("recording, read", |b| {
        b.iter(|| {
            let recording = SharedRecording::new();
            Ring::yield_many(recording.clone(), 100, times);
            recording.read(|recording| recording.statistics())
        });
    });
    g.finish();
}

criterion_group!(benches, yields, tasks, sync, timers, curve, observed);
criterion_main!(benches);
