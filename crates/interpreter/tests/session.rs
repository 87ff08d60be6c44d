//! A session as its owner sees it: slices, clocks, interrupts, and what can be asked between two slices.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_executor::{
    Event, FutureId, Item, Observer, Passage, QueueOrder, ResourceId, Schedule, TaskId, WaitTarget,
};
use loopscope_interpreter::{ClockKind, Host, Options, Session, Status, Stream};

/// Instructions in a slice that is long enough for any program here.
const FUEL: u64 = 1_000_000;

/// A host whose clock is set by hand.
#[derive(Default)]
struct Desk {
    out: String,
    err: String,
    now: f64,
}

impl Host for Desk {
    fn write(&mut self, stream: Stream, text: &str, _task: Option<TaskId>, _time: f64) {
        match stream {
            Stream::Stdout => self.out.push_str(text),
            Stream::Stderr => self.err.push_str(text),
        }
    }

    fn monotonic(&mut self) -> f64 {
        self.now
    }

    fn unix_time(&mut self) -> f64 {
        self.now
    }

    fn utc_offset(&mut self, _unix_time: f64) -> i32 {
        0
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        buffer.fill(1);
    }
}

/// An observer that keeps the events.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<Event>>>);

impl Observer for Log {
    fn event(&mut self, _time: u64, event: Event) {
        self.0.borrow_mut().push(event);
    }
}

fn options(clock: ClockKind) -> Options {
    Options {
        argv: vec!["main.py".into()],
        path: "main.py".into(),
        clock,
        seed: Some(1),
        schedule: Schedule::Fifo,
        memory_limit: 64 << 20,
    }
}

fn session(source: &str, clock: ClockKind) -> Session<Desk, Log> {
    match Session::new(source, options(clock), Desk::default(), Log::default()) {
        Ok(session) => session,
        Err(diagnostics) => panic!("{diagnostics:?}"),
    }
}

const VIRTUAL: ClockKind = ClockKind::Virtual { turn_cost: 50e-6 };

/// Runs slices of so much fuel until the session has something else to say than that it is ready.
fn run(session: &mut Session<Desk, Log>, fuel: u64) -> Status {
    for _ in 0..100_000 {
        match session.run(fuel) {
            Status::Ready => {}
            status => return status,
        }
    }
    panic!("it runs and runs");
}

#[test]
fn the_host_clock_is_waited_for() {
    let mut session = session(
        "import asyncio\nasync def main():\n    await asyncio.sleep(2)\n    print('awake')\nasyncio.run(main())",
        ClockKind::Host,
    );
    assert_eq!(run(&mut session, FUEL), Status::SleepUntil(2.0));
    session.host().now = 1.5;
    assert_eq!(run(&mut session, FUEL), Status::SleepUntil(2.0));
    session.host().now = 2.0;
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    assert_eq!(session.host().out, "awake\n");
    assert_eq!(session.run(FUEL), Status::Finished(0), "it stays finished");
}

#[test]
fn blocking_the_loop_shows_and_takes_the_hosts_time() {
    let mut session = session("import time\ntime.sleep(3)\nprint(time.monotonic())", ClockKind::Host);
    assert_eq!(run(&mut session, FUEL), Status::BlockedUntil(3.0));
    session.host().now = 2.0;
    assert_eq!(run(&mut session, FUEL), Status::BlockedUntil(3.0));
    session.host().now = 3.0;
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    assert_eq!(session.host().out, "3.0\n");
    let log = session.observer().0.borrow().clone();
    assert!(log.contains(&Event::Blocked { task: None, nanos: 3_000_000_000, line: 2 }), "{log:?}");
}

#[test]
fn an_endless_loop_comes_back_after_each_slice_and_can_be_interrupted() {
    let mut session = session("while True:\n    pass", VIRTUAL);
    assert_eq!(session.run(10_000), Status::Ready);
    assert_eq!(session.run(10_000), Status::Ready);
    session.interrupt();
    assert_eq!(run(&mut session, 10_000), Status::Finished(130));
    assert!(session.host().err.ends_with("KeyboardInterrupt\n"), "{}", session.host().err);
}

#[test]
fn an_interrupt_first_cancels_the_main_task() {
    let source = "
import asyncio
async def main():
    try:
        await asyncio.sleep(10)
    finally:
        print('cleaned up')
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print('interrupted')
";
    let mut session = session(source, ClockKind::Host);
    assert_eq!(run(&mut session, FUEL), Status::SleepUntil(10.0));
    session.interrupt();
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    assert_eq!(session.host().out, "cleaned up\ninterrupted\n");
}

#[test]
fn threads_sleep_side_by_side() {
    let source = "
import threading, time
def sleep(seconds):
    time.sleep(seconds)
    print(seconds)
threads = [threading.Thread(target=sleep, args=(n,)) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let mut session = session(source, ClockKind::Host);
    for time in [1.0, 2.0, 3.0] {
        assert_eq!(run(&mut session, FUEL), Status::SleepUntil(time));
        session.host().now = time;
    }
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    assert_eq!(session.host().out, "1\n2\n3\n");
}

#[test]
fn an_interrupt_is_for_the_main_thread() {
    let source = "
import threading, time
threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
stop = False
def spin():
    while not stop:
        pass
thread = threading.Thread(target=spin)
thread.start()
try:
    thread.join()
except KeyboardInterrupt:
    print('interrupted')
    stop = True
";
    let mut session = session(source, ClockKind::Host);
    // By now the main thread waits.
    assert_eq!(session.run(FUEL), Status::Ready);
    session.interrupt();
    assert_eq!(run(&mut session, 100_000), Status::Finished(0));
    assert_eq!(session.host().out, "interrupted\n");
}

#[test]
fn threads_that_wait_for_each_other_are_idle() {
    let source = "
import threading
a, b = threading.Lock(), threading.Lock()
def other():
    with b:
        started.set()
        a.acquire()
started = threading.Event()
with a:
    threading.Thread(target=other).start()
    started.wait()
    b.acquire()
";
    for clock in [ClockKind::Host, VIRTUAL] {
        let mut session = session(source, clock);
        assert_eq!(run(&mut session, FUEL), Status::Idle);
        session.interrupt();
        assert_eq!(run(&mut session, FUEL), Status::Finished(130));
    }
}

#[test]
fn a_deadlock_is_idle() {
    let source = "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())";
    for clock in [ClockKind::Host, VIRTUAL] {
        assert_eq!(run(&mut session(source, clock), FUEL), Status::Idle);
    }
}

#[test]
fn a_suspended_task_shows_where_it_stands_and_what_it_waits_for() {
    let source = "
import asyncio
async def inner(future):
    return await future
async def main():
    future = asyncio.get_running_loop().create_future()
    await inner(future)
asyncio.run(main())
";
    let mut session = session(source, VIRTUAL);
    assert_eq!(run(&mut session, FUEL), Status::Idle);
    let log = session.observer().0.borrow().clone();
    let (task, future) = log
        .iter()
        .find_map(|event| match event {
            Event::TaskSuspended { task, on: WaitTarget::Future(future), line: 4 } => Some((*task, *future)),
            _ => None,
        })
        .expect("main is suspended at line 4");
    assert_eq!(session.stack(task), [(4, "inner".to_owned()), (7, "main".to_owned())]);
    assert_eq!(session.describe_future(future), "<Future pending cb=[Task.task_wakeup()]>");
    assert_eq!(session.describe_future(FutureId(9_999)), "");
}

#[test]
fn memory_has_a_limit() {
    let mut session = session("try:\n    x = 'a' * 10**9\nexcept MemoryError:\n    print('no')", VIRTUAL);
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    assert_eq!(session.host().out, "no\n");
}

/// Bytes of the machine's memory for each task that sleeps, with its coroutine; what the executor keeps of it is apart.
#[test]
fn a_suspended_coroutine_is_small() {
    let used = |tasks: u32| {
        let source = format!(
            "import asyncio, gc, sys
async def work():
    await asyncio.sleep(1)
async def main():
    tasks = [asyncio.create_task(work()) for _ in range({tasks})]
    await asyncio.sleep(0)
    gc.collect()
    print(sys._memory_used())
asyncio.run(main())
"
        );
        let mut session = session(&source, VIRTUAL);
        assert_eq!(run(&mut session, FUEL), Status::Finished(0));
        let bytes: usize = session.host().out.trim().parse().expect("the program prints a number");
        bytes
    };
    let each = (used(2_000) - used(1_000)) / 1_000;
    assert!(each <= 416, "{each} bytes");
}

#[test]
fn what_does_not_compile_is_told_at_its_place() {
    let Err(diagnostics) = Session::new("print(1)\nx = = 2\n", options(VIRTUAL), Desk::default(), Log::default())
    else {
        panic!("it is no program")
    };
    assert_eq!((diagnostics[0].line, diagnostics[0].column), (2, 5));
}

#[test]
fn exit_statuses_are_cpythons() {
    for (source, status, err) in [
        ("", 0, ""),
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(7)", 7, ""),
        ("raise SystemExit(256 + 3)", 3, ""),
        ("raise SystemExit('bye')", 1, "bye\n"),
        ("raise SystemExit(True)", 1, ""),
    ] {
        let mut session = session(source, VIRTUAL);
        assert_eq!(run(&mut session, FUEL), Status::Finished(status), "{source}");
        assert_eq!(session.host().err, err, "{source}");
    }
}

#[test]
fn tasks_know_the_line_that_made_them() {
    let source = "
import asyncio
async def work():
    pass
async def main():
    a = asyncio.create_task(work())
    await asyncio.gather(
        a, work())
asyncio.run(main())
";
    let mut session = session(source, VIRTUAL);
    assert_eq!(run(&mut session, FUEL), Status::Finished(0));
    let log = session.observer().0.borrow().clone();
    let lines: Vec<u32> = log
        .iter()
        .filter_map(|event| match event {
            Event::TaskCreated { line, .. } => Some(*line),
            _ => None,
        })
        .collect();
    assert_eq!(lines, [9, 6, 7]);
}

/// An observer that keeps what is told of queues and locks, in a word each.
#[derive(Clone, Default)]
struct Told(Rc<RefCell<Vec<String>>>);

impl Observer for Told {
    fn event(&mut self, _time: u64, _event: Event) {}

    fn resource_named(&mut self, _resource: ResourceId, name: &str) {
        self.0.borrow_mut().push(name.to_owned());
    }

    fn resource_made_at(&mut self, _resource: ResourceId, line: u32) {
        self.0.borrow_mut().push(format!("line {line}"));
    }

    fn resource_holds(&mut self, _resource: ResourceId, most: u32) {
        self.0.borrow_mut().push(format!("of {most}"));
    }

    fn queue_ordered(&mut self, _queue: ResourceId, order: QueueOrder) {
        self.0.borrow_mut().push(format!("{order:?}"));
    }

    fn item_passed(&mut self, _queue: ResourceId, passage: Passage, item: Item<'_>) {
        let item = match item {
            Item::Int(number) => number.to_string(),
            Item::Text(text) => text.to_owned(),
        };
        self.0.borrow_mut().push(format!("{passage:?} {item}"));
    }
}

fn told(source: &str) -> Vec<String> {
    let log = Told::default();
    let mut session =
        Session::new(source, options(ClockKind::Virtual { turn_cost: 0.0 }), Desk::default(), log.clone()).unwrap();
    while session.run(FUEL) == Status::Ready {}
    log.0.take()
}

#[test]
fn an_observer_hears_what_goes_through_queues() {
    let source = "import asyncio
async def main():
    jobs = asyncio.Queue(1)
    taker = asyncio.create_task(jobs.get())
    await jobs.put(7)
    jobs.put_nowait('tea') if jobs.empty() else await jobs.put('tea')
    await taker
    print(await jobs.get())
    stack, heap = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for item in (2, 'b'), (1, 'a'):
        stack.put_nowait(item)
        await heap.put(item)
    stack.get_nowait(), await heap.get()
asyncio.run(main())";
    assert_eq!(
        told(source),
        [
            "Fifo",
            "of 1",
            "line 3",
            "jobs",
            "Put 7",
            "Got 7",
            "Put 'tea'",
            "Got 'tea'",
            "Lifo",
            "line 9",
            "stack",
            "Guest",
            "line 9",
            "heap",
            "Put (2, 'b')",
            "Put (2, 'b')",
            "Put (1, 'a')",
            "Put (1, 'a')",
            "Got (1, 'a')",
            "Got (1, 'a')",
        ]
    );
}

#[test]
fn items_are_glanced_at_without_running_the_program() {
    let source = "import asyncio
class Job:
    def __init__(self):
        self.id, self.urls = 3, ['a', 'b']
    def __repr__(self):
        print('looked at')
async def main():
    queue = asyncio.Queue()
    me = []
    me.append(me)
    for item in (None, 2.5, 10 ** 60, 'x' * 10000, b'ab', (1,), [], {'k': {1}}, Job(), me, ValueError('no'), len,
                 list(range(1000)), Job, print, range(3)):
        queue.put_nowait(item)
asyncio.run(main())";
    let found = told(source);
    let items: Vec<&str> = found.iter().filter_map(|line| line.strip_prefix("Put ")).collect();
    let long = format!("'{}…'", "x".repeat(40));
    assert_eq!(
        items,
        [
            "None",
            "2.5",
            "int of 200 bits",
            &long,
            "b'ab'",
            "(1,)",
            "[]",
            "{'k': {1}}",
            "Job(id=3, urls=['a', 'b'])",
            "[[[[…]]]]",
            "ValueError('no')",
            "builtin_function_or_method",
            "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …]",
            "Job",
            "builtin_function_or_method",
            "range(0, 3)",
        ]
    );
}
