//! Programs that must raise a finding, and programs that must not.

use loopscope_executor::{Schedule, TaskId};
use loopscope_interpreter::{ClockKind, Host, Options, Session, Status, Stream};
use loopscope_recording::{Progress, SharedRecording, Stream as Recorded};

use super::{
    text::ProgramText,
    words::{Said, say},
};
use crate::program::EXAMPLES;

struct Quiet(SharedRecording);

impl Host for Quiet {
    fn write(&mut self, stream: Stream, text: &str, task: Option<TaskId>, time: f64) {
        let stream = if stream == Stream::Stdout { Recorded::Out } else { Recorded::Err };
        self.0.wrote((time * 1e9) as u64, task, stream, text);
    }

    fn monotonic(&mut self) -> f64 {
        0.0
    }

    fn unix_time(&mut self) -> f64 {
        0.0
    }

    fn utc_offset(&mut self, _: f64) -> i32 {
        0
    }

    fn entropy(&mut self, _: &mut [u8]) {}
}

/// Runs a program on the virtual clock.
pub(super) fn recorded(program: &str) -> (SharedRecording, Progress) {
    let recording = SharedRecording::new();
    let options = Options {
        argv: vec!["main.py".to_owned()],
        path: "main.py".to_owned(),
        clock: ClockKind::Virtual { turn_cost: 50e-6 },
        seed: Some(0),
        schedule: Schedule::Fifo,
        memory_limit: 64 << 20,
    };
    let mut session = Session::new(program, options, Quiet(recording.clone()), recording.clone())
        .unwrap_or_else(|problems| panic!("{program}\n{problems:?}"));
    let progress = match session.run(50_000_000) {
        Status::Idle => Progress::Stuck,
        Status::Finished(_) => Progress::Ended,
        other => panic!("{program}\n{other:?}"),
    };
    (recording, progress)
}

/// What is found in the run of a program.
fn found_in(program: &str) -> Vec<Said> {
    let (recording, progress) = recorded(program);
    let text = ProgramText::new(program);
    recording.read(|recording| {
        let found = recording.findings(&text.outline, progress);
        found.iter().map(|finding| say(finding, recording, &text)).collect()
    })
}

/// The findings of a program, as `slug:line`.
fn slugs(program: &str) -> Vec<String> {
    found_in(program).iter().map(|said| format!("{}:{}", said.slug, said.line)).collect()
}

#[track_caller]
fn check(programs: &[(&str, &[&str])]) {
    for (program, expected) in programs {
        let program = format!("import asyncio, time\nsleep = asyncio.sleep\n{program}\nasyncio.run(main())\n");
        assert_eq!(slugs(&program), *expected, "{program}");
    }
}

/// What the only finding of a program, with a fix, makes of it; and that it is mended then.
#[track_caller]
fn fixed(program: &str) -> String {
    let found = found_in(program);
    let with_fix: Vec<_> = found.iter().filter_map(|said| said.fix.as_ref()).collect();
    assert_eq!(with_fix.len(), 1, "{found:?}");
    let mended = with_fix[0].edit.applied(program).unwrap();
    assert!(found_in(&mended).iter().all(|said| said.fix.is_none()), "{mended}\n{:?}", found_in(&mended));
    mended
}

#[test]
fn no_example_raises_a_false_alarm() {
    // These are meant to show a fault, and it is found.
    let meant: &[(&str, &[&str])] =
        &[("sequential", &["sequence:13"]), ("create-task", &["cut-off:21"]), ("blocking", &["blocked:25"])];
    for example in EXAMPLES {
        let expected = meant.iter().find(|meant| meant.0 == example.slug).map_or(&[][..], |meant| meant.1);
        assert_eq!(slugs(example.text()), expected, "{}", example.slug);
    }
}

#[test]
fn a_blocked_loop() {
    check(&[
        ("async def main():\n    time.sleep(0.2)", &["blocked:4"]),
        (
            "def pause():\n    time.sleep(0.03)\nasync def main():\n    for _ in range(3):\n        pause()\n        await sleep(0.1)",
            &["blocked:4"],
        ),
        ("async def main():\n    time.sleep(0.01)", &[]),
        ("async def main():\n    await sleep(0.2)", &[]),
        ("time.sleep(0.2)\nasync def main():\n    await sleep(0.2)", &[]),
        ("async def main():\n    await asyncio.to_thread(time.sleep, 0.2)", &[]),
    ]);
    let program = "import asyncio, time\n\nasync def main():\n    time.sleep(0.5)\n\nasyncio.run(main())\n";
    assert!(fixed(program).contains("\n    await asyncio.sleep(0.5)\n"));
}

#[test]
fn awaits_in_sequence() {
    let f = "async def f(x=1):\n    await sleep(x)\n    return x\n";
    let with = |main: &str| format!("{f}async def main():\n    {main}");
    for (main, expected) in [
        ("await f(1)\n    await f(2)\n    await f(1)", &["sequence:7"][..]),
        ("a = await f(1)\n    b = await f(2)", &["sequence:7"]),
        ("for x in (1, 2):\n        await f(x)", &["sequence:7"]),
        ("return [await f(x) for x in (1, 2)]", &["sequence:7"]),
        ("while True:\n        await f(1)\n        await f(2)\n        break", &["sequence:8"]),
        ("await asyncio.create_task(f(1))\n    await asyncio.create_task(f(2))", &["sequence:7"]),
        ("a = asyncio.create_task(f(1))\n    await a\n    b = asyncio.create_task(f(2))\n    await b", &[]),
        ("a = await f(1)\n    b = await f(a)", &[]),
        ("await f(0.01)\n    await f(0.01)", &[]),
        ("await asyncio.gather(f(1), f(2))", &[]),
        ("await sleep(1)\n    await sleep(1)", &[]),
        ("a = asyncio.create_task(f(1))\n    b = asyncio.create_task(f(1))\n    await a\n    await b", &[]),
        // Almost all of the time is one of them: there is nothing to be had.
        ("await f(0.01)\n    await f(9)", &[]),
        ("for x in (1, 2):\n        print(await f(x))", &[]),
    ] {
        check(&[(&with(main), expected)]);
    }
    let looping = "async def f(x):\n    for _ in range(x):\n        await sleep(1)\nasync def main():\n    for x in (1, 2):\n        await f(x)";
    // Where its passes cannot be told apart, nothing is claimed.
    check(&[(looping, &[])]);
    let program = "import asyncio\n\nasync def f(x):\n    await asyncio.sleep(x)\n    await asyncio.sleep(x)\n\nasync def main():\n    await f(1)\n    await f(2)\n    await f(1.5)\n\nasyncio.run(main())\n";
    let found = found_in(program);
    assert_eq!(found[0].title, "These three awaits run one after the other: 9 s");
    assert_eq!(found[0].reason, "None needs the result of another; together they would take 4 s.");
    assert!(fixed(program).contains("    await asyncio.gather(f(1), f(2), f(1.5))\n"));
}

#[test]
fn coroutines_that_are_never_awaited() {
    let f = "async def f():\n    await sleep(0)\n";
    for (main, expected) in [
        ("f()\n    await sleep(1)", &["never-awaited:6"][..]),
        ("x = f()\n    await sleep(1)", &["never-awaited:6"]),
        ("await f()", &[]),
        ("await asyncio.create_task(f())", &[]),
        ("f().close()", &[]),
    ] {
        check(&[(&format!("{f}async def main():\n    {main}"), expected)]);
    }
    let program = "import asyncio\n\nasync def f():\n    pass\n\nasync def main():\n    f()\n\nasyncio.run(main())\n";
    assert!(fixed(program).contains("\n    await f()\n"));
}

#[test]
fn exceptions_that_nobody_asks_for() {
    let f = "async def f():\n    raise ValueError('no')\n";
    check(&[
        (&format!("{f}async def main():\n    asyncio.create_task(f())\n    await sleep(1)"), &["never-retrieved:4"]),
        (&format!("{f}async def main():\n    try:\n        await f()\n    except ValueError:\n        pass"), &[]),
        (&format!("{f}async def main():\n    await asyncio.gather(f(), return_exceptions=True)"), &[]),
        (
            &format!(
                "{f}async def main():\n    t = asyncio.create_task(f())\n    await sleep(1)\n    print(t.exception())"
            ),
            &[],
        ),
    ]);
}

#[test]
fn tasks_at_the_end() {
    let f = "async def f():\n    await sleep(5)\n";
    check(&[
        (&format!("{f}async def main():\n    asyncio.create_task(f())\n    await sleep(1)"), &["cut-off:6"]),
        (
            &format!(
                "{f}async def main():\n    for _ in range(3):\n        asyncio.create_task(f())\n    await sleep(1)"
            ),
            &["cut-off:7"],
        ),
        (&format!("{f}async def main():\n    await asyncio.create_task(f())"), &[]),
        (&format!("{f}async def main():\n    t = asyncio.create_task(f())\n    await sleep(1)\n    t.cancel()"), &[]),
        (&format!("{f}async def main():\n    async with asyncio.TaskGroup() as g:\n        g.create_task(f())"), &[]),
    ]);
    let destroyed = "import asyncio\nasync def f():\n    await asyncio.sleep(1)\nasync def main():\n    asyncio.ensure_future(f())\n    await asyncio.sleep(0)\nloop = asyncio.new_event_loop()\nloop.run_until_complete(main())\nloop.close()\n";
    assert_eq!(slugs(destroyed), ["destroyed:5"]);
    let end = "loop.run_until_complete(main())\nloop.close()\n";
    for kept in [
        destroyed.replace("    asyncio.ensure_future(f())", "    await asyncio.ensure_future(f())"),
        destroyed.replace(end, &format!("loop.create_task(f())\n{end}").replace("main()", "asyncio.sleep(2)")),
    ] {
        assert_ne!(kept, destroyed);
        assert_eq!(slugs(&kept), [""; 0], "{kept}");
    }
}

#[test]
fn deadlocks() {
    let two = "import asyncio\nasync def f(a, b):\n    async with a:\n        await asyncio.sleep(0.1)\n        async with b:\n            pass\nasync def main():\n    a, b = asyncio.Lock(), asyncio.Lock()\n    await asyncio.gather(f(a, b), f(b, a))\nasyncio.run(main())\n";
    let found = found_in(two);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].slug, found[0].line), ("deadlock", 5));
    assert_eq!(found[0].title, "Deadlock: tasks wait for each other in a circle");
    let reason =
        "Task-2 waits for lock b (line 5), which Task-3 holds; Task-3 waits for lock a (line 5), which Task-2 holds";
    assert!(found[0].reason.starts_with(reason), "{}", found[0].reason);
    check(&[
        ("async def main():\n    await asyncio.Queue().get()", &["deadlock:4"]),
        ("async def main():\n    await asyncio.get_running_loop().create_future()", &["deadlock:4"]),
        (
            "async def main():\n    lock = asyncio.Lock()\n    async with lock:\n        async with lock:\n            pass",
            &["deadlock:6"],
        ),
        (
            "async def main():\n    lock = asyncio.Lock()\n    async with lock:\n        pass\n    async with lock:\n        pass",
            &[],
        ),
    ]);
}

#[test]
fn queues_that_only_grow() {
    let with = |put: &str, get: &str| {
        format!(
            "async def make(q):\n    for n in range(60):\n        {put}\n        await sleep(0.01)\nasync def take(q):\n    while True:\n        await q.get()\n        await sleep({get})\nasync def main():\n    q = asyncio.Queue()\n    t = asyncio.create_task(take(q))\n    await make(q)\n    t.cancel()"
        )
    };
    check(&[
        (&with("await q.put(n)", "0.1"), &["queue-grows:6"]),
        (&with("q.put_nowait(n)", "0.1"), &["queue-grows:6"]),
        (&with("await q.put(n)", "0.005"), &[]),
        (
            "async def main():\n    q = asyncio.Queue()\n    for n in range(50):\n        q.put_nowait(n)\n    while not q.empty():\n        q.get_nowait()\n        await sleep(0.1)",
            &[],
        ),
        (
            "async def main():\n    q = asyncio.Queue()\n    for n in range(50):\n        q.put_nowait(n)\n    await sleep(1)",
            &[],
        ),
    ]);
}

#[test]
fn locks_that_are_held_for_long() {
    let with = |inside: &str, outside: &str| {
        format!(
            "async def f(lock):\n    async with lock:\n        await sleep({inside})\n    await sleep({outside})\nasync def main():\n    lock = asyncio.Lock()\n    await asyncio.gather(f(lock), f(lock), f(lock))"
        )
    };
    check(&[
        (&with("1", "0"), &["lock-held:5"]),
        (&with("0.1", "2"), &[]),
        ("async def main():\n    lock = asyncio.Lock()\n    async with lock:\n        await sleep(3)", &[]),
    ]);
}

#[test]
fn cancellations_that_are_swallowed() {
    let with = |handler: &str, after: &str| {
        format!(
            "async def f():\n    try:\n        await sleep(9)\n    {handler}\n    {after}\nasync def main():\n    t = asyncio.create_task(f())\n    await sleep(0.1)\n    t.cancel()\n    try:\n        await t\n    except asyncio.CancelledError:\n        print('gone')"
        )
    };
    check(&[
        (&with("except asyncio.CancelledError:\n        print('no')", "await sleep(1)"), &["cancel-swallowed:6"]),
        (&with("except BaseException:\n        pass", "return 3"), &["cancel-swallowed:6"]),
        (&with("except asyncio.CancelledError:\n        raise", "return 3"), &[]),
        (&with("finally:\n        print('bye')", "return 3"), &[]),
        (&with("except ValueError:\n        print('no')", "return 3"), &[]),
        // Nobody was asked to cancel.
        ("async def main():\n    try:\n        await sleep(1)\n    except asyncio.CancelledError:\n        pass", &[]),
        // A timeout takes its request back.
        (
            "async def main():\n    try:\n        async with asyncio.timeout(0.1):\n            await sleep(1)\n    except TimeoutError:\n        pass",
            &[],
        ),
    ]);
    let program = "import asyncio\n\nasync def f():\n    try:\n        await asyncio.sleep(9)\n    except asyncio.CancelledError:\n        print('stopping')\n\nasync def main():\n    t = asyncio.create_task(f())\n    await asyncio.sleep(0.1)\n    t.cancel()\n    await asyncio.wait([t])\n\nasyncio.run(main())\n";
    assert!(fixed(program).contains("        print('stopping')\n        raise\n"));
}

#[test]
fn what_threads_do() {
    let with = |name: &str| slugs(&std::fs::read_to_string(tutorial(name)).unwrap());
    assert_eq!(with("thread_deadlock"), ["deadlock:7"]);
    let said = first_said("thread_deadlock");
    assert_eq!(said.title, "Deadlock: threads wait for each other in a circle");
    let reason = "one waits for lock second (line 7), which two holds; two waits for lock first (line 7), which one holds; \
                  MainThread waits for one (line 14).";
    assert_eq!(said.reason, reason);
    let said = first_said("thread_holds_lock");
    assert_eq!(said.title, "first holds lock turn while it waits for 1 s");
    assert_eq!(said.reason, "Meanwhile up to 2 threads wait for the lock.");
}

/// Programs as tutorials have them, each with what is to be found in it on its first line.
#[test]
fn programs_of_tutorials() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/findings");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() >= 30, "{files:?}");
    for file in files {
        let program = std::fs::read_to_string(&file).unwrap();
        let expected = program.lines().next().and_then(|line| line.strip_prefix("# finds: ")).unwrap();
        let found = slugs(&program);
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join(" ") };
        assert_eq!(found, expected, "{}", file.display());
    }
}

fn tutorial(name: &str) -> String {
    format!("{}/tests/findings/{name}.py", env!("CARGO_MANIFEST_DIR"))
}

/// What is said first of a program of a tutorial.
fn first_said(name: &str) -> Said {
    found_in(&std::fs::read_to_string(tutorial(name)).unwrap()).remove(0)
}

#[test]
fn tasks_and_locks_are_called_as_in_the_program() {
    assert_eq!(first_said("fire_and_forget").title, "Task-2 (log) was still at work when main returned");
    let reason = first_said("dining_philosophers").reason;
    assert!(reason.starts_with("Task-2 waits for lock forks[1] (line 6), which Task-3 holds;"), "{reason}");
    let reason = first_said("event_never_set").reason;
    assert!(reason.starts_with("Task-2 waits for the event (line 4);"), "{reason}");
    assert!(first_said("fast_producer").title.starts_with("159 items are left in queue q"));
}
