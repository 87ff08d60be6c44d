//! The state at a point does not depend on how one came there.

mod world;

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use loopscope_debugger::{Debugger, Reason, Stride, Whose};
use loopscope_executor::TaskId;
use loopscope_interpreter::{Session, Status};
use world::{Heard, debug, options};

/// Points that are looked at of each program.
const POINTS: u64 = 150;

/// Programs with all sorts of things in their state: examples of the page, and cases of the suite.
fn programs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for (folder, prefixes) in [
        ("www/examples", &[""][..]),
        (
            "tests/cases",
            &[
                "queue",
                "itertools",
                "generator",
                "thread__l",
                "thread__to",
                "contextvars",
                "task_group",
                "gather",
                "weak",
            ],
        ),
    ] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_wanted = path.extension().is_some_and(|end| end == "py")
                && prefixes.iter().any(|prefix| name.starts_with(prefix));
            if is_wanted {
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// All that can be seen of the program where it stands.
fn state(program: &Debugger<Heard, Heard>) -> String {
    let stop = program.stop();
    let tasks = (0..40).map(|id| Whose::Task(TaskId(id)));
    let stacks: Vec<_> =
        [Whose::Main, Whose::Callback].into_iter().chain(tasks).filter_map(|whose| program.stack(whose)).collect();
    format!("{:?} {} {} {:?}", stop.place, stop.events, program.memory_used(), stacks)
}

fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn points_look_the_same_from_both_sides() {
    let mut looked = 0;
    for (name, source) in programs() {
        let Ok(mut program) = Debugger::new(&source, options(), Heard::default(), Heard::default()) else { continue };
        let mut states = vec![String::new()];
        program.start();
        while !matches!(program.finish().reason, Reason::Ended(_) | Reason::Stuck) && states.len() < POINTS as usize {
            let point = program.stop().point as usize;
            states.resize(point + 1, String::new());
            states[point] = state(&program);
            program.step(Stride::Into, true);
        }
        // Back by steps, as one came.
        for _ in 0..20 {
            program.step(Stride::Into, false);
            let stop = program.finish();
            assert_eq!(state(&program), states[stop.point as usize], "{name}: back at {}", stop.point);
        }
        // To and fro.
        let mut seed = 1;
        for _ in 0..25 {
            let forward = random(&mut seed).is_multiple_of(2);
            match random(&mut seed) % 5 {
                0 => program.step(Stride::Over, forward),
                1 => program.step(Stride::Switch, forward),
                2 => program.step(Stride::Turn, forward),
                3 => program.step(Stride::Out, false),
                _ => program.seek(1 + random(&mut seed) % (states.len() as u64 - 1).max(1)),
            }
            let stop = program.finish();
            if let (Some(place), Some(known)) = (stop.place, states.get(stop.point as usize))
                && !known.is_empty()
            {
                assert_eq!(&state(&program), known, "{name}: at {} (line {})", stop.point, place.line);
                looked += 1;
            }
        }
    }
    assert!(looked > 800, "only {looked} states were compared");
}

#[test]
fn who_steps_hears_what_happens_without_stepping() {
    let mut compared = 0;
    for (name, source) in programs() {
        let plain = Heard::default();
        let Ok(mut session) = Session::new(&source, options(), plain.clone(), plain.clone()) else { continue };
        let mut fuel = 400;
        while session.run(100_000) == Status::Ready && fuel > 0 {
            fuel -= 1;
        }
        if fuel == 0 || source.contains("urandom") || source.contains("uuid") || source.contains("secrets") {
            continue;
        }
        let (mut program, heard) = debug(&source);
        // Back and forth on the way: nothing is told twice.
        program.step(Stride::Switch, true);
        program.finish();
        program.step(Stride::Turn, true);
        program.finish();
        program.step(Stride::Into, false);
        program.finish();
        program.go(true);
        program.finish();
        let without_lines = |heard: &Heard| {
            let heard: &RefCell<Vec<String>> = &heard.0;
            heard.borrow().iter().filter(|item| !item.contains("LineReached")).cloned().collect::<Vec<_>>()
        };
        assert_eq!(without_lines(&heard), without_lines(&plain), "{name}");
        compared += 1;
    }
    assert!(compared > 40, "only {compared} programs were compared");
}

#[test]
fn slices_do_not_show() {
    let source = "\
import asyncio, weakref

class Thing:
    def __del__(self):
        print('gone')

async def churn(number):
    for round in range(30):
        things = [[Thing() for _ in range(3)] for _ in range(50)]
        things[0].append(things)
        await asyncio.sleep(0.001 * number)
    print('done', number)

async def main():
    await asyncio.gather(*(churn(number) for number in range(4)))

asyncio.run(main())
";
    let run = |slice: u64| {
        let heard = Heard::default();
        let Ok(mut session) = Session::new(source, options(), heard.clone(), heard.clone()) else {
            panic!("it compiles")
        };
        while session.run(slice) == Status::Ready {}
        Rc::clone(&heard.0).take()
    };
    assert!(run(1) == run(1_000_000), "a run in small slices differs from one in large ones");
}
