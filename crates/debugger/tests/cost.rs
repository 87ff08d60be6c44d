//! What going back costs, in points that are run through for it.

mod world;

use loopscope_debugger::{Debugger, Reason, Stride};
use loopscope_executor::TaskId;
use world::{Heard, debug};

/// Tasks that compute, call, wait and fail now and then: some thirty thousand points.
const LONG: &str = "\
import asyncio

def deep(number):
    if number == 0:
        return 0
    return deep(number - 1) + 1

async def work(name, lock):
    total = 0
    for round in range(40):
        for number in range(60):
            total = (total * 31 + number) % 1000003
        total += deep(20)
        async with lock:
            await asyncio.sleep(0.001)
        if round == 20 and name == 1:
            raise ValueError(name)
    return total

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(name, lock) for name in range(6)), return_exceptions=True)
    seen = 0
    while seen < 9000:
        seen += 1

asyncio.run(main())
";

/// No step back runs through more: two stretches between snapshots, which are 1,024 points long in a run of this length, and
/// something within a third.
const MOST: u64 = 2_560;

fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn at_the_end() -> (Debugger<Heard, Heard>, u64) {
    let (mut program, _) = debug(LONG);
    program.go(true);
    let stop = program.finish();
    assert_eq!(stop.reason, Reason::Ended(0));
    assert!(stop.point > 30_000, "only {} points", stop.point);
    (program, stop.point)
}

#[test]
fn a_step_back_runs_through_few_points_wherever_it_is_taken() {
    let (mut program, end) = at_the_end();
    let mut seed = 1;
    for _ in 0..60 {
        program.seek(2 + random(&mut seed) % (end - 2));
        program.finish();
        for stride in [Stride::Into, Stride::Over, Stride::Out, Stride::Switch, Stride::Turn, Stride::Wake(TaskId(2))] {
            let (from, before) = (program.stop().point, program.visits());
            program.step(stride, false);
            program.finish();
            let cost = program.visits() - before;
            assert!(cost <= MOST, "{stride:?} back from {from} to {} runs through {cost}", program.stop().point);
        }
    }
}

#[test]
fn going_back_to_what_is_rare_passes_by_what_lies_between() {
    let (mut program, _) = at_the_end();
    let line = LONG.lines().position(|line| line.contains("raise ValueError")).unwrap() as u32 + 1;
    program.breakpoints.lines.insert(line);
    let before = program.visits();
    program.go(false);
    assert_eq!(program.finish().reason, Reason::Line(line));
    assert!(program.visits() - before <= MOST);
    let before = program.visits();
    program.go(false);
    assert_eq!(program.finish().reason, Reason::Beginning);
    assert!(program.visits() - before <= MOST);
}

#[test]
fn steps_back_in_a_row_run_through_fewer_and_fewer() {
    let (mut program, end) = at_the_end();
    program.seek(end / 2);
    program.finish();
    program.step(Stride::Into, false);
    program.finish();
    let before = program.visits();
    for _ in 0..50 {
        program.step(Stride::Into, false);
        program.finish();
    }
    // A sixteenth of a stretch for the search, and once more to stand there.
    assert!(program.visits() - before <= 50 * 2 * 1024 / 16, "{}", program.visits() - before);
}

/// Lines of which each takes as long as thousands of others: some compute, some leave it to a built-in function.
const HEAVY: &str = "\
data = list(range(200000))

def work(round):
    total = sum(number * round for number in range(500))
    return total + sum(data)

seen = 0
for round in range(200):
    seen += work(round) % 7
print(seen)
";

#[test]
fn a_step_back_costs_little_where_lines_cost_much() {
    let (mut program, _) = debug(HEAVY);
    program.go(true);
    let stop = program.finish();
    assert_eq!(stop.reason, Reason::Ended(0));
    let all = program.toil();
    assert!(all > 5_000_000, "only {all}");
    let mut seed = 5;
    for _ in 0..20 {
        program.seek(2 + random(&mut seed) % (stop.point - 2));
        program.finish();
        let (from, before) = (program.stop().point, program.toil());
        program.step(Stride::Into, false);
        program.finish();
        // Two stretches and a part of a third, as for points: each is a million calls long, and a line more.
        let cost = program.toil() - before;
        assert!(cost <= 2_400_000, "back from {from} costs {cost} of {all}");
    }
}
