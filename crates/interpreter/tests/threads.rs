//! What observers are told of simulated threads.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use loopscope_executor::{
    Event, Item, Observer, Outcome, Passage, ResourceId, ResourceKind, Schedule, TaskId, WaitId, WaitTarget,
};
use loopscope_interpreter::{ClockKind, Options, Session, Status};

/// What was told of threads, in words: a line an event.
#[derive(Clone, Default)]
struct Diary(Rc<RefCell<Told>>);

#[derive(Default)]
struct Told {
    lines: Vec<String>,
    names: BTreeMap<TaskId, String>,
    threads: Vec<TaskId>,
    waits: BTreeMap<WaitId, String>,
    resources: BTreeMap<ResourceId, (ResourceKind, String)>,
}

impl Told {
    fn name(&self, task: TaskId) -> String {
        self.names.get(&task).cloned().unwrap_or_else(|| "it".to_owned())
    }

    fn by(&self, by: Option<TaskId>) -> String {
        by.map_or_else(String::new, |by| format!(" by {}", self.name(by)))
    }

    fn resource(&self, id: ResourceId) -> String {
        let (kind, name) = &self.resources[&id];
        format!("{} {name}", format!("{kind:?}").to_lowercase())
    }

    fn tell(&mut self, time: u64, event: Event) -> Option<String> {
        let is_thread = |task: &TaskId| self.threads.contains(task);
        Some(match event {
            Event::ThreadCreated { thread, parent, line } => {
                self.threads.push(thread);
                format!("a thread made{} on line {line}", self.by(parent))
            }
            Event::TaskCreated { parent, .. } => format!("a task made{}", self.by(parent)),
            Event::TaskReady { task, by } if is_thread(&task) => format!("{} ready{}", self.name(task), self.by(by)),
            Event::TaskReady { task, by } if by.is_some_and(|by| is_thread(&by)) => {
                format!("{} ready{}", self.name(task), self.by(by))
            }
            Event::TaskRunning { task } if is_thread(&task) => format!("{} runs", self.name(task)),
            Event::TaskSuspended { task, on, line } if is_thread(&task) => {
                let on = match on {
                    WaitTarget::Sleep(until) => format!("sleeps until {} ms", until / 1_000_000),
                    WaitTarget::Task(other) => format!("waits for the end of {}", self.name(other)),
                    WaitTarget::Resource(id) => format!("waits for {}", self.resource(id)),
                    WaitTarget::Other(WaitId::LOOP) => "runs its loop".to_owned(),
                    WaitTarget::Other(wait) => format!("waits for {}", self.waits[&wait]),
                    other => format!("{other:?}"),
                };
                format!("{} {on} on line {line}", self.name(task))
            }
            Event::TaskFinished { task, outcome } if is_thread(&task) => {
                let how = if outcome == Outcome::Failed { "failed" } else { "ended" };
                format!("{} {how}", self.name(task))
            }
            Event::Blocked { task: Some(task), nanos, line } => {
                let long =
                    if nanos == u64::MAX { "until woken".to_owned() } else { format!("{} ms", nanos / 1_000_000) };
                format!("{} blocks its loop, {long}, on line {line}", self.name(task))
            }
            Event::ResourceChanged { resource, level, waiters, by }
                if self.resources.get(&resource).is_some_and(|known| known.0 != ResourceKind::Pool) =>
            {
                format!("{} stands at {level}, {waiters} wait{}", self.resource(resource), self.by(by))
            }
            _ => return None,
        })
        .map(|line| format!("{} ms: {line}", time / 1_000_000))
    }
}

impl Observer for Diary {
    fn event(&mut self, time: u64, event: Event) {
        let mut told = self.0.borrow_mut();
        if let Some(line) = told.tell(time, event) {
            told.lines.push(line);
        }
        if let Event::ResourceCreated { resource, kind, .. } = event {
            told.resources.insert(resource, (kind, String::new()));
        }
    }

    fn task_named(&mut self, task: TaskId, name: &str) {
        let mut told = self.0.borrow_mut();
        if told.threads.contains(&task) {
            told.lines.push(format!("it is called {name}"));
        }
        told.names.insert(task, name.to_owned());
    }

    fn wait_named(&mut self, wait: WaitId, words: &str) {
        let known = self.0.borrow_mut().waits.insert(wait, words.to_owned());
        assert_eq!(known, None, "it is told once");
    }

    fn resource_named(&mut self, resource: ResourceId, name: &str) {
        if let Some(known) = self.0.borrow_mut().resources.get_mut(&resource) {
            name.clone_into(&mut known.1);
        }
    }

    fn resource_made_at(&mut self, resource: ResourceId, line: u32) {
        let mut told = self.0.borrow_mut();
        let made = told.resource(resource);
        told.lines.push(format!("a {}made on line {line}", made.trim_start()));
    }

    fn thread_serves(&mut self, thread: TaskId, pool: ResourceId) {
        let mut told = self.0.borrow_mut();
        let line = format!("{} serves {}", told.name(thread), told.resource(pool));
        told.lines.push(line);
    }

    fn item_passed(&mut self, queue: ResourceId, passage: Passage, item: Item<'_>) {
        let mut told = self.0.borrow_mut();
        let how = if passage == Passage::Put { "is brought to" } else { "is taken from" };
        let line = format!("{item:?} {how} {}", told.resource(queue));
        told.lines.push(line);
    }
}

fn check(source: &str, status: Status, expected: &str) {
    let options = Options {
        argv: vec!["main.py".into()],
        path: "main.py".into(),
        clock: ClockKind::Virtual { turn_cost: 50e-6 },
        seed: Some(1),
        schedule: Schedule::Fifo,
        memory_limit: 64 << 20,
    };
    let diary = Diary::default();
    let mut session = Session::new(source, options, (), diary.clone()).expect("a program");
    let ended = std::iter::repeat_with(|| session.run(1_000_000)).find(|status| *status != Status::Ready);
    let told = diary.0.borrow().lines.join("\n");
    assert_eq!(told, expected.trim_matches('\n'), "{told}");
    assert_eq!(ended, Some(status));
}

#[test]
fn a_call_in_a_thread_is_told_beside_the_task_that_waits_for_it() {
    check(
        "\
import asyncio, time

def slow():
    time.sleep(0.5)
    return 42

async def main():
    print(await asyncio.to_thread(slow))

asyncio.run(main())
",
        Status::Finished(0),
        "\
0 ms: a task made
a pool made on line 8
Text(\"slow\") is brought to pool asyncio
0 ms: a thread made by Task-1 on line 8
0 ms: it runs
it is called asyncio_0
asyncio_0 serves pool asyncio
Text(\"slow\") is taken from pool asyncio
0 ms: asyncio_0 sleeps until 500 ms on line 4
500 ms: asyncio_0 ready
500 ms: asyncio_0 runs
500 ms: asyncio_0 waits for pool asyncio on line 0
500 ms: Task-1 ready by asyncio_0
500 ms: a task made
500 ms: a task made
500 ms: a thread made by Task-3 on line 0
500 ms: it runs
it is called Thread-1 (_do_shutdown)
500 ms: asyncio_0 ready by Thread-1 (_do_shutdown)
500 ms: Thread-1 (_do_shutdown) waits for the end of asyncio_0 on line 0
500 ms: asyncio_0 runs
500 ms: Thread-1 (_do_shutdown) ready by asyncio_0
500 ms: asyncio_0 ended
500 ms: Thread-1 (_do_shutdown) runs
500 ms: Thread-1 (_do_shutdown) ended
500 ms: Task-3 ready by Thread-1 (_do_shutdown)
",
    );
}

#[test]
fn what_the_loop_does_after_a_threads_call_is_not_the_threads_doing() {
    check(
        "\
import asyncio, threading, time

def work(loop, flag):
    time.sleep(0.1)
    loop.call_soon_threadsafe(flag.set)

async def main():
    flag = asyncio.Event()
    threading.Thread(target=work, args=(asyncio.get_running_loop(), flag), name='setter').start()
    await flag.wait()
    await asyncio.sleep(0.2)

asyncio.run(main())
",
        Status::Finished(0),
        "\
0 ms: a task made
a event made on line 8
0 ms: a thread made by Task-1 on line 9
0 ms: it runs
it is called setter
0 ms: setter sleeps until 100 ms on line 4
0 ms: event flag stands at 0, 1 wait by Task-1
100 ms: setter ready
100 ms: setter runs
100 ms: setter ended
100 ms: event flag stands at 1, 0 wait by setter
100 ms: Task-1 ready by setter
100 ms: event flag stands at 1, 0 wait by Task-1
",
    );
}

#[test]
fn threads_of_the_program_wait_for_each_other() {
    check(
        "\
import threading, queue, time
jobs, lock = queue.Queue(), threading.Lock()

def work():
    with lock:
        print(jobs.get())
        time.sleep(0.1)
        raise ValueError

def other():
    with lock:
        pass

worker = threading.Thread(target=work, name='worker')
worker.start()
threading.Thread(target=other).start()
time.sleep(0.1)
jobs.put(1)
worker.join()
",
        Status::Finished(0),
        "\
a queue made on line 2
0 ms: queue jobs stands at 0, 0 wait
a lock made on line 2
0 ms: lock lock stands at 0, 0 wait
0 ms: a thread made on line 0
it is called MainThread
0 ms: MainThread runs
0 ms: a thread made by MainThread on line 15
0 ms: MainThread ready
0 ms: it runs
it is called worker
0 ms: lock lock stands at 1, 0 wait by worker
0 ms: queue jobs stands at 0, 1 wait by worker
0 ms: worker waits for queue jobs on line 6
0 ms: MainThread runs
0 ms: a thread made by MainThread on line 16
0 ms: MainThread ready
0 ms: it runs
it is called Thread-1 (other)
0 ms: lock lock stands at 1, 1 wait by Thread-1 (other)
0 ms: Thread-1 (other) waits for lock lock on line 11
0 ms: MainThread runs
0 ms: MainThread sleeps until 100 ms on line 17
100 ms: MainThread ready
100 ms: MainThread runs
100 ms: worker ready by MainThread
100 ms: queue jobs stands at 1, 0 wait by MainThread
Int(1) is brought to queue jobs
100 ms: MainThread waits for the end of worker on line 19
100 ms: worker runs
100 ms: queue jobs stands at 0, 0 wait by worker
Int(1) is taken from queue jobs
100 ms: worker sleeps until 200 ms on line 7
200 ms: worker ready
200 ms: worker runs
200 ms: lock lock stands at 0, 1 wait by worker
200 ms: Thread-1 (other) ready by worker
200 ms: MainThread ready by worker
200 ms: worker failed
200 ms: Thread-1 (other) runs
200 ms: lock lock stands at 1, 0 wait by Thread-1 (other)
200 ms: lock lock stands at 0, 0 wait by Thread-1 (other)
200 ms: Thread-1 (other) ended
200 ms: MainThread runs
200 ms: MainThread ended
",
    );
}

#[test]
fn a_loop_in_a_thread_and_who_asks_it() {
    check(
        "\
import asyncio, threading

async def work():
    await asyncio.sleep(0.2)
    return 1

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
future = asyncio.run_coroutine_threadsafe(work(), loop)
future.result()

async def main():
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    print(future.result())

asyncio.run(main())
loop.call_soon_threadsafe(loop.stop)
thread.join()
",
        Status::Finished(0),
        "\
0 ms: a thread made on line 0
it is called MainThread
0 ms: MainThread runs
0 ms: a thread made by MainThread on line 9
0 ms: MainThread ready
0 ms: it runs
it is called Thread-1 (run_forever)
0 ms: Thread-1 (run_forever) runs its loop on line 0
0 ms: MainThread runs
0 ms: MainThread waits for the result of future on line 11
0 ms: a task made by MainThread
200 ms: MainThread ready by Task-1
200 ms: MainThread runs
200 ms: a task made by MainThread
200 ms: MainThread runs its loop on line 17
200 ms: Task-2 blocks its loop, until woken, on line 15
200 ms: a task made by Task-2
400 ms: MainThread runs
400 ms: MainThread waits for the end of Thread-1 (run_forever) on line 19
400 ms: Thread-1 (run_forever) runs
400 ms: MainThread ready by Thread-1 (run_forever)
400 ms: Thread-1 (run_forever) ended
400 ms: MainThread runs
400 ms: MainThread ended
",
    );
}

#[test]
fn what_threads_wait_at_is_told_as_what_tasks_wait_at_is() {
    check(
        "\
import threading, time
from queue import LifoQueue
gate, ready, places = threading.RLock(), threading.Condition(), threading.BoundedSemaphore(1)
go, meet, plates = threading.Event(), threading.Barrier(2), LifoQueue(2)

def work():
    with gate, places:
        go.wait()
    with ready:
        ready.wait()
    meet.wait()

threading.Thread(target=work, name='worker').start()
places.acquire(timeout=0.1)
gate.acquire(timeout=0.1)
go.set()
time.sleep(0.1)
with ready:
    ready.notify()
    time.sleep(0.1)
meet.wait()
plates.put('a')
",
        Status::Finished(0),
        "\
a lock made on line 3
0 ms: lock gate stands at 0, 0 wait
a condition made on line 3
0 ms: condition ready stands at 0, 0 wait
a semaphore made on line 3
0 ms: semaphore places stands at 1, 0 wait
a event made on line 4
0 ms: event go stands at 0, 0 wait
a barrier made on line 4
0 ms: barrier meet stands at 0, 0 wait
a queue made on line 4
0 ms: queue plates stands at 0, 0 wait
0 ms: a thread made on line 0
it is called MainThread
0 ms: MainThread runs
0 ms: a thread made by MainThread on line 13
0 ms: MainThread ready
0 ms: it runs
it is called worker
0 ms: lock gate stands at 1, 0 wait by worker
0 ms: semaphore places stands at 0, 0 wait by worker
0 ms: event go stands at 0, 1 wait by worker
0 ms: worker waits for event go on line 8
0 ms: MainThread runs
0 ms: semaphore places stands at 0, 1 wait by MainThread
0 ms: MainThread waits for semaphore places on line 14
100 ms: MainThread ready
100 ms: MainThread runs
100 ms: semaphore places stands at 0, 0 wait
100 ms: lock gate stands at 1, 1 wait by MainThread
100 ms: MainThread waits for lock gate on line 15
200 ms: MainThread ready
200 ms: MainThread runs
200 ms: lock gate stands at 1, 0 wait
200 ms: worker ready by MainThread
200 ms: event go stands at 1, 0 wait by MainThread
200 ms: MainThread sleeps until 300 ms on line 17
200 ms: worker runs
200 ms: semaphore places stands at 1, 0 wait by worker
200 ms: lock gate stands at 0, 0 wait by worker
200 ms: condition ready stands at 0, 1 wait by worker
200 ms: worker waits for condition ready on line 10
300 ms: MainThread ready
300 ms: MainThread runs
300 ms: worker ready by MainThread
300 ms: condition ready stands at 0, 0 wait by MainThread
300 ms: MainThread sleeps until 400 ms on line 20
300 ms: worker runs
300 ms: worker waits for condition ready on line 10
400 ms: MainThread ready
400 ms: MainThread runs
400 ms: worker ready by MainThread
400 ms: barrier meet stands at 1, 1 wait by MainThread
400 ms: MainThread waits for barrier meet on line 21
400 ms: worker runs
400 ms: barrier meet stands at 2, 2 wait by worker
400 ms: MainThread ready by worker
400 ms: barrier meet stands at 1, 1 wait by worker
400 ms: worker ended
400 ms: MainThread runs
400 ms: barrier meet stands at 0, 0 wait by MainThread
400 ms: queue plates stands at 1, 0 wait by MainThread
Text(\"'a'\") is brought to queue plates
400 ms: MainThread ended
",
    );
}
