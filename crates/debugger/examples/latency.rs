//! How long a step back takes, at any point of a run of a million line steps.

use std::time::{Duration, Instant};

use loopscope_debugger::{Debugger, Stride};
use loopscope_executor::Schedule;
use loopscope_interpreter::{ClockKind, Options};

/// A run of a million lines: workers that compute, wait, and keep what they have found.
const PROGRAM: &str = "\
import asyncio

async def work(name, found):
    total = 0
    for round in range(500):
        for number in range(100):
            total = (total * 31 + number) % 1000003
            if total % 97 == 0:
                found.append((name, round, total))
        await asyncio.sleep(0.001)
    return total

async def main():
    found = []
    print(await asyncio.gather(*(work(name, found) for name in range(6))))
    print(len(found))

asyncio.run(main())
";

fn main() {
    let clock = ClockKind::Virtual { turn_cost: loopscope_executor::TURN_COST };
    let path = "main.py".to_owned();
    let schedule = Schedule::Fifo;
    let options = Options { argv: Vec::new(), path, clock, seed: Some(0), schedule, memory_limit: 256 << 20 };
    let Ok(mut debugger) = Debugger::new(PROGRAM, options, (), ()) else { return };

    let began = Instant::now();
    debugger.go(true);
    let end = debugger.finish().point;
    let took = began.elapsed();
    println!("{end} points in {took:.0?}, {} bytes of memory", debugger.memory_used());

    let mut seed = 1_u64;
    let mut point = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        2 + (seed >> 33) % (end - 2)
    };
    for (name, stride) in
        [("line", Stride::Into), ("over", Stride::Over), ("await", Stride::Switch), ("turn", Stride::Turn)]
    {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..200 {
            debugger.seek(point());
            debugger.finish();
            let began = Instant::now();
            debugger.step(stride, false);
            debugger.finish();
            times.push(began.elapsed());
        }
        times.sort_unstable();
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!("step back by {name:5}: p50 {:.1?}, p99 {:.1?}, longest {:.1?}", at(0.5), at(0.99), at(1.0));
    }
}
