//! Measures what the recording promises: `cargo run --release -p loopscope-recording --example measure`.

#[path = "../tests/story/mod.rs"]
mod story;

use std::{hint::black_box, time::Instant};

use loopscope_executor::{Event, Observer};
use loopscope_recording::{Axis, Position, Recording, SharedRecording};

const EVENTS: usize = 1_000_000;

fn main() {
    println!(
        "{:<8} {:>10} {:>8} {:>8} {:>10} {:>10} {:>10} {:>10}",
        "alive", "tasks", "ns told", "ns kept", "B/event", "seek one", "seek all", "40 lanes"
    );
    for tasks in [3, 100, 10_000, 100_000] {
        measure(tasks);
    }
}

fn measure(alive: usize) {
    let mut run = story::random_run(7, EVENTS, alive);
    run.truncate(EVENTS);
    let (append, recording) = fastest(3, || record(&run));
    let (told, _) = fastest(3, || {
        let mut shared = SharedRecording::new();
        for &(time, event) in &run {
            shared.event(time, event);
        }
        shared
    });
    let tasks = recording.tasks().count();
    let end = recording.end_time();
    let times: Vec<u64> = (1..50).map(|n| end / 50 * n).collect();
    let one = recording.task_by_index(tasks / 2).map(|task| task.id());
    let (seek_one, ()) = fastest(3, || {
        for &time in &times {
            black_box(one.and_then(|task| recording.at_time(time).status(task)));
        }
    });
    let slowest_all = times.iter().map(|&time| {
        fastest(9, || {
            let moment = recording.at_time(time);
            black_box(moment.tasks().map(|(_, status)| u64::from(status.line)).sum::<u64>());
            black_box((moment.console(), moment.turn(), moment.running(), moment.resources().count()));
        })
        .0
    });
    let seek_all = slowest_all.fold(0.0, f64::max);
    let mut spans = Vec::new();
    let (lanes, _) = fastest(3, || {
        let mut count = 0;
        for task in recording.tasks().take(40) {
            recording.spans(task.id(), Axis::Time, 0..end, end, end / 1_500, &mut spans);
            count += spans.len();
        }
        count
    });
    println!(
        "{alive:<8} {tasks:>10} {:>8.1} {:>8.1} {:>10.1} {:>7.2} µs {:>7.2} ms {:>7.2} ms",
        told / EVENTS as f64 * 1e9,
        append / EVENTS as f64 * 1e9,
        recording.bytes() as f64 / EVENTS as f64,
        seek_one / times.len() as f64 * 1e6,
        seek_all * 1e3,
        lanes * 1e3,
    );
    assert_eq!(recording.now().position(), Position(EVENTS as u32));
}

fn record(run: &[(u64, Event)]) -> Recording {
    let mut recording = Recording::new();
    for &(time, event) in run {
        recording.event(time, event);
    }
    recording
}

/// The fewest seconds in which something was done.
fn fastest<R>(times: usize, mut work: impl FnMut() -> R) -> (f64, R) {
    let mut best = f64::INFINITY;
    let mut result = None;
    for _ in 0..times {
        let start = Instant::now();
        result = Some(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    (best, result.expect("something was done"))
}
