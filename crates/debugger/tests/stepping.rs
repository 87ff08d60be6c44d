//! Where steps lead, forwards and backwards.

mod world;

use loopscope_debugger::{Debugger, Occasion, Reason, Stop, Stride, Whose};
use world::{Heard, debug};

type Program = Debugger<Heard, Heard>;

const WORKERS: &str = "\
import asyncio

async def work(name, pause):
    for number in range(2):
        await asyncio.sleep(pause)
        print(name, number)
    return name

async def main():
    tasks = [asyncio.create_task(work('a', 1)), asyncio.create_task(work('b', 2))]
    done = await asyncio.gather(*tasks)
    print(done)

asyncio.run(main())
";

fn line(stop: Stop) -> u32 {
    stop.place.map_or(0, |place| place.line)
}

/// The lines to which so many steps lead from where it stands.
fn steps(program: &mut Program, stride: Stride, forward: bool, count: usize) -> Vec<u32> {
    let mut lines = Vec::new();
    for _ in 0..count {
        program.step(stride, forward);
        lines.push(line(program.finish()));
    }
    lines
}

#[test]
fn every_line_is_a_step() {
    let source = "\
total = 0
for number in range(2):
    if number:
        total += number
    else:
        pass
while total < 2:
    total += 1
print(total)
";
    let (mut program, heard) = debug(source);
    let lines = steps(&mut program, Stride::Into, true, 14);
    assert_eq!(lines, [1, 2, 3, 6, 2, 3, 4, 2, 7, 8, 7, 9, 0, 0]);
    assert_eq!(program.stop().reason, Reason::Ended(0));
    assert_eq!(heard.output(), "2\n");
}

#[test]
fn a_step_over_a_call_stays_in_its_frame() {
    let source = "\
def double(x):
    y = x * 2
    return y

a = double(1)
b = double(a)
";
    let (mut program, _) = debug(source);
    assert_eq!(steps(&mut program, Stride::Over, true, 4), [1, 5, 6, 0]);
    program.seek(1);
    program.finish();
    assert_eq!(steps(&mut program, Stride::Into, true, 3), [5, 2, 3]);
    assert_eq!(steps(&mut program, Stride::Out, true, 1), [6]);
    assert_eq!(steps(&mut program, Stride::Over, false, 2), [5, 1]);
}

#[test]
fn a_step_over_an_await_stays_in_its_task() {
    let (mut program, _) = debug(WORKERS);
    program.run_to(5, true);
    let stop = program.finish();
    let task = stop.place.and_then(|place| place.task);
    program.step(Stride::Over, true);
    let stop = program.finish();
    assert_eq!(line(stop), 6);
    assert_eq!(stop.place.and_then(|place| place.task), task);
    // Into leads to whatever runs next: the other task.
    program.step(Stride::Over, false);
    program.finish();
    program.step(Stride::Into, true);
    assert_ne!(program.finish().place.and_then(|place| place.task), task);
}

#[test]
fn steps_by_task_turn_and_wake() {
    let (mut program, _) = debug(WORKERS);
    program.start();
    program.finish();
    // main, a, b, a, a, b (a's end has no line), b, main
    assert_eq!(steps(&mut program, Stride::Switch, true, 6), [10, 4, 4, 6, 6, 6]);
    let stop = program.stop();
    let Some(task) = stop.place.and_then(|place| place.task) else { panic!("a task runs") };
    program.step(Stride::Wake(task), false);
    assert!(program.finish().point < stop.point);
    program.step(Stride::Wake(task), true);
    assert_eq!(program.finish().point, stop.point);
    program.step(Stride::Turn, false);
    let before = program.finish();
    program.step(Stride::Turn, true);
    assert_eq!(program.finish().point, stop.point);
    assert!(before.point < stop.point);
}

#[test]
fn breakpoints_stop_it_both_ways() {
    let (mut program, heard) = debug(WORKERS);
    program.breakpoints.lines.insert(6);
    let mut points = Vec::new();
    loop {
        program.go(true);
        let stop = program.finish();
        if stop.reason == Reason::Ended(0) {
            break;
        }
        assert_eq!((line(stop), stop.reason), (6, Reason::Line(6)));
        points.push(stop.point);
    }
    assert_eq!(points.len(), 4);
    assert_eq!(heard.output(), "a 0\nb 0\na 1\nb 1\n['a', 'b']\n");
    while let Some(point) = points.pop() {
        program.go(false);
        assert_eq!(program.finish().point, point);
    }
    program.go(false);
    assert_eq!(program.finish().reason, Reason::Beginning);
}

#[test]
fn there_is_no_way_back_from_before_the_first_line() {
    let (mut program, _) = debug("x = 0\nwhile True:\n    x += 1\n");
    let commands: [fn(&mut Program); 4] = [
        |program| program.step(Stride::Into, false),
        |program| program.step(Stride::Turn, false),
        |program| program.go(false),
        |program| program.run_to(3, false),
    ];
    for command in commands {
        command(&mut program);
        let stop = program.finish();
        assert_eq!((stop.point, stop.reason, stop.place), (0, Reason::Beginning, None));
        // Nor when a command that led forwards is given up for it.
        program.go(true);
        assert_eq!(program.work(100_000), None);
        command(&mut program);
        assert_eq!(program.finish(), stop);
    }
    program.start();
    assert_eq!(line(program.finish()), 1);
}

#[test]
fn a_breakpoint_where_nothing_begins_stands_for_the_next_line() {
    let (mut program, _) = debug("x = 1\n\n# nothing\ny = 2\n");
    program.breakpoints.lines.insert(2);
    program.go(true);
    assert_eq!(line(program.finish()), 4);
}

#[test]
fn occasions_stop_it() {
    let source = "\
import asyncio

async def fail():
    await asyncio.sleep(1)
    raise ValueError('no')

async def put(queue):
    await queue.put(1)
    await queue.put(2)

async def main():
    queue = asyncio.Queue(maxsize=1)
    putting = asyncio.create_task(put(queue))
    failing = asyncio.create_task(fail())
    await asyncio.wait([failing])
    putting.cancel()
    await asyncio.wait([putting])
    print('end', failing.exception())

asyncio.run(main())
";
    use Occasion::*;
    let expected = [TaskCreated, TaskCreated, TaskCreated, QueueFull, TaskFails, TaskCancelled];
    assert_eq!(occasions(source, &Occasion::ALL), expected);
}

/// Where a program stops, if it is to stop at these occasions.
fn occasions(source: &str, wanted: &[Occasion]) -> Vec<Occasion> {
    let (mut program, _) = debug(source);
    program.breakpoints.occasions.extend(wanted);
    let mut seen = Vec::new();
    for _ in 0..20 {
        program.go(true);
        match program.finish().reason {
            Reason::Happening(happening) => seen.push(happening.occasion),
            Reason::Ended(status) => {
                assert_eq!(status, 0);
                return seen;
            }
            other => panic!("{other:?}"),
        }
    }
    panic!("no end: {seen:?}");
}

#[test]
fn a_lock_that_goes_from_hand_to_hand_is_no_new_wait() {
    let tasks = "\
import asyncio

async def work(lock):
    async with lock:
        await asyncio.sleep(1)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(lock) for _ in range(4)))

asyncio.run(main())
";
    assert_eq!(occasions(tasks, &[Occasion::LockTaken]), [Occasion::LockTaken; 3]);
    let threads = "\
import threading, time

def work(lock):
    with lock:
        time.sleep(1)

lock = threading.Lock()
threads = [threading.Thread(target=work, args=(lock,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
";
    assert_eq!(occasions(threads, &[Occasion::LockTaken]), [Occasion::LockTaken; 3]);
}

#[test]
fn a_queue_at_which_others_wait_for_items_is_not_full() {
    let with = |make: &str, most: u32| {
        format!(
            "\
import asyncio, queue, threading, time

def get(jobs):
    time.sleep(jobs.maxsize)
    print(jobs.get(), jobs.get())

async def aget(jobs):
    await asyncio.sleep(jobs.maxsize)
    print(await jobs.get(), await jobs.get())

def threads():
    jobs = queue.Queue({most})
    getters = [threading.Thread(target=get, args=(jobs,)) for _ in range(3)]
    for getter in getters: getter.start()
    time.sleep(0.5)
    for number in range(6): jobs.put(number)

async def tasks():
    jobs = asyncio.Queue({most})
    getters = [asyncio.create_task(aget(jobs)) for _ in range(3)]
    await asyncio.sleep(0.5)
    for number in range(6): await jobs.put(number)
    await asyncio.wait(getters)

{make}
"
        )
    };
    for make in ["threads()", "asyncio.run(tasks())"] {
        assert_eq!(occasions(&with(make, 0), &[Occasion::QueueFull]), [], "{make}");
        assert_eq!(occasions(&with(make, 5), &[Occasion::QueueFull]), [Occasion::QueueFull], "{make}");
    }
}

#[test]
fn a_deadlock_is_an_end_from_which_one_can_go_back() {
    let source = "\
import asyncio

async def main():
    queue = asyncio.Queue()
    await queue.get()

asyncio.run(main())
";
    let (mut program, _) = debug(source);
    program.go(true);
    assert_eq!(program.finish().reason, Reason::Stuck);
    program.step(Stride::Over, false);
    assert_eq!(line(program.finish()), 5);
    let stack = program.stack(program.running().unwrap()).unwrap();
    assert_eq!(stack.frames[0].locals[0].name, "queue");
}

#[test]
fn variables_of_every_frame_and_task() {
    let source = "\
import asyncio

class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        raise SystemExit('the debugger must not call this')

async def inner(depth):
    point = Point(depth)
    await asyncio.sleep(depth)
    return point

async def outer(name):
    numbers = [1, 2.5, 'three', None]
    return await inner(2)

async def main():
    task = asyncio.create_task(outer('x'), name='worker')
    await asyncio.sleep(1)
    shown = {'a': (1,), 'b': {2}}
    await task

asyncio.run(main())
";
    let (mut program, _) = debug(source);
    program.run_to(23, true);
    let stop = program.finish();
    let shown = |whose| {
        let stack = program.stack(whose).unwrap();
        let frames = stack.frames.into_iter().map(|frame| {
            let locals: Vec<String> = frame.locals.into_iter().map(|l| format!("{}={}", l.name, l.value)).collect();
            format!("{}:{} {}", frame.function, frame.line, locals.join(" "))
        });
        frames.collect::<Vec<String>>()
    };
    let running = program.running().unwrap();
    assert_eq!(running, Whose::Task(stop.place.and_then(|place| place.task).unwrap()));
    assert_eq!(shown(running), ["main:23 task=<Task 'worker' pending> shown={'a': (1,), 'b': {2}}"]);
    let Whose::Task(main) = running else { panic!("main is a task") };
    let worker = Whose::Task(loopscope_executor::TaskId(main.0 + 1));
    let worker = [worker, Whose::Task(loopscope_executor::TaskId(main.0 + 2))]
        .into_iter()
        .find(|whose| program.stack(*whose).is_some())
        .unwrap();
    assert_eq!(
        shown(worker),
        ["inner:12 depth=2 point=Point(x=2)", "outer:17 name='x' numbers=[1, 2.5, 'three', None]"]
    );
    assert_eq!(shown(Whose::Main), ["<module>:25 "]);
}

#[test]
fn watches_do_not_disturb_the_run() {
    let (mut program, heard) = debug("items = [1, 2]\nprint(items)\n");
    program.run_to(2, true);
    program.finish();
    let watch = |program: &Program, text| program.evaluate(Whose::Main, 0, text);
    assert_eq!(watch(&program, "len(items) + 1"), Ok("3".to_owned()));
    assert_eq!(watch(&program, "items.append(3) or items"), Ok("[1, 2, 3]".to_owned()));
    assert_eq!(watch(&program, "[x * x for x in items]"), Ok("[1, 4]".to_owned()));
    assert_eq!(watch(&program, "items[5]"), Err("IndexError: list index out of range".to_owned()));
    assert_eq!(watch(&program, "missing"), Err("NameError: name 'missing' is not defined".to_owned()));
    assert!(watch(&program, "1 +").is_err());
    assert!(watch(&program, "x = 1").is_err());
    assert!(watch(&program, "1)\nimport os\n(1").is_err());
    assert!(watch(&program, "print('seen')").is_ok());
    assert!(watch(&program, "[0 for _ in iter(int, 1)]").is_err(), "an endless expression ends");
    program.go(true);
    program.finish();
    assert_eq!(heard.output(), "[1, 2]\n");
}

#[test]
fn a_variable_can_be_set_and_makes_another_history() {
    let source = "\
def count(limit):
    total = 0
    for number in range(limit):
        total += number
    return total

print(count(4))
";
    let (mut program, heard) = debug(source);
    program.run_to(4, true);
    program.finish();
    program.run_to(4, true);
    let stop = program.finish();
    assert_eq!(program.evaluate(Whose::Main, 0, "(number, total)"), Ok("(1, 0)".to_owned()));
    assert!(program.assign(Whose::Main, 0, "absent", "1").is_err());
    assert!(program.assign(Whose::Main, 0, "total", "1 / 0").is_err());
    program.assign(Whose::Main, 0, "total", "100 + number").unwrap();
    assert_eq!(program.evaluate(Whose::Main, 0, "total"), Ok("101".to_owned()));
    // It is part of the history: who goes back past it and forwards again finds it there.
    program.seek(2);
    program.finish();
    program.seek(stop.point);
    program.finish();
    assert_eq!(program.evaluate(Whose::Main, 0, "total"), Ok("101".to_owned()));
    program.go(true);
    program.finish();
    assert_eq!(heard.output(), "107\n");
    program.step(Stride::Over, false);
    program.finish();
    assert_eq!(program.evaluate(Whose::Main, 0, "2 + 2"), Ok("4".to_owned()));
}

#[test]
fn a_new_history_can_be_told_from_the_beginning() {
    let source = "print('one')\nx = 1\nprint('two')\nprint(x)\n";
    let (mut program, heard) = debug(source);
    program.go(true);
    program.finish();
    assert_eq!(heard.output(), "one\ntwo\n1\n");
    program.run_to(3, false);
    program.finish();
    program.assign(Whose::Main, 0, "x", "'changed'").unwrap();
    let again = Heard::default();
    program.retell(again.clone(), again.clone());
    assert_eq!(line(program.finish()), 3);
    assert_eq!(again.output(), "one\n");
    program.go(true);
    program.finish();
    assert_eq!(again.output(), "one\ntwo\nchanged\n");
}

#[test]
fn who_is_told_from_the_beginning_misses_nothing_when_something_else_is_commanded() {
    let source = "for n in range(50000):\n    pass\nprint('one')\nx = 1\nprint('two')\nprint(x)\n";
    let commands: [fn(&mut Program); 6] = [
        |program| program.step(Stride::Into, true),
        |program| program.step(Stride::Into, false),
        |program| program.go(false),
        |program| program.seek(program.stop().point - 1),
        |program| program.seek_event(1),
        |program| program.pause(),
    ];
    for (number, command) in commands.into_iter().enumerate() {
        let (mut program, _) = debug(source);
        program.run_to(5, true);
        program.finish();
        program.assign(Whose::Main, 0, "x", "'changed'").unwrap();
        let again = Heard::default();
        program.retell(again.clone(), again.clone());
        assert_eq!(program.work(20_000), None);
        command(&mut program);
        program.finish();
        program.go(true);
        program.finish();
        assert_eq!(again.output(), "one\ntwo\nchanged\n", "command {number}");
    }
}

#[test]
fn a_moment_of_the_recording_leads_to_the_last_line_before_it() {
    let (mut program, _) = debug(WORKERS);
    let mut stops = Vec::new();
    program.start();
    while program.finish().place.is_some() {
        stops.push(program.stop());
        program.step(Stride::Into, true);
    }
    for events in (0..60).rev().step_by(7) {
        program.seek_event(events);
        let stop = program.finish();
        let known = stops.iter().rev().find(|known| known.events <= events).unwrap();
        assert_eq!((stop.point, stop.place), (known.point, known.place), "after {events} events");
    }
}

#[test]
fn an_endless_loop_can_be_paused() {
    let (mut program, _) = debug("x = 0\nwhile True:\n    x += 1\n");
    program.go(true);
    assert_eq!(program.work(100_000), None);
    program.pause();
    let stop = program.finish();
    assert_eq!(line(stop), 3);
    assert!(stop.point > 1000);
    program.step(Stride::Over, false);
    assert_eq!(program.finish().point, stop.point - 1);
}
