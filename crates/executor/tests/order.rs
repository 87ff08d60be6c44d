//! Plays scripted programs, and compares the order of everything that happens with CPython's.
//!
//! `order/stories` has some for each module of asyncio: what its locks, queues, tasks and so on promise, and what comes
//! of cancellations there. In `order/programs.txt` come others first, then what `order/generate.py` made. What CPython
//! printed for them, by `order/play.py`, is in `.expected` files and `order/expected.txt`. `ORDER_PROGRAMS` and `ORDER_EXPECTED` name other files (as `cargo xtask fuzz-order` does, which
//! is told of differences in `ORDER_DIFFERENCES`). That events make sense
//! and that no future is left is checked on the way.

#[path = "order/form.rs"]
mod form;
mod script;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use form::{Form, parse};
use loopscope_executor::{
    Event, Exception, FutureId, Observer, OpValue, Operation, QueueOrder, ResourceId, ReturnWhen, TaskId, TimeoutState,
};
use script::{Callback, Script, Thrown, Value, World, describe, show};

const END: f64 = 100.0;

#[derive(Default)]
struct Resources {
    locks: Vec<ResourceId>,
    semaphores: Vec<ResourceId>,
    events: Vec<ResourceId>,
    queues: Vec<ResourceId>,
    conditions: Vec<ResourceId>,
    barriers: Vec<ResourceId>,
    /// The items of priority queues, which the guest keeps, in order.
    heaps: RefCell<HashMap<ResourceId, Vec<Value>>>,
    /// The first of what a future was made of.
    stands_for: RefCell<HashMap<usize, usize>>,
    /// What is counted under a condition's lock.
    counts: RefCell<HashMap<ResourceId, usize>>,
    /// The timeout that a task is in, or was in last.
    timeouts: RefCell<HashMap<usize, ResourceId>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Status {
    Ready,
    Running,
    Suspended,
    Finished,
}

/// Sees to it that the events make sense: each task goes from state to state as it should.
#[derive(Default)]
struct Checker(HashMap<TaskId, Status>);

impl Checker {
    fn passes(&mut self, task: TaskId, from: Option<Status>, to: Status) {
        assert_eq!(self.0.insert(task, to), from, "{task:?} becomes {to:?}");
    }
}

impl Observer for Checker {
    fn event(&mut self, _: u64, event: Event) {
        use Status::*;
        match event {
            Event::TaskCreated { task, .. } => self.passes(task, None, Ready),
            Event::TaskRunning { task } => self.passes(task, Some(Ready), Running),
            Event::TaskSuspended { task, .. } => self.passes(task, Some(Running), Suspended),
            Event::TaskReady { task, .. } => self.passes(task, Some(Suspended), Ready),
            Event::TaskFinished { task, .. } => self.passes(task, Some(Running), Finished),
            _ => {}
        }
    }
}

/// A program that is being played.
#[derive(Clone)]
struct Play {
    world: Rc<World<Checker>>,
    forms: &'static [Form],
    resources: Rc<Resources>,
}

/// Where a statement stands: in which task, in which task group.
#[derive(Clone, Copy)]
struct Place {
    me: usize,
    group: Option<ResourceId>,
}

type Running = Pin<Box<dyn Future<Output = Result<(), Thrown>>>>;

impl Play {
    fn new(forms: &'static [Form]) -> Self {
        let world = World::observed(Checker::default());
        let mut all = Resources::default();
        {
            let mut core = world.core.borrow_mut();
            for form in forms {
                let parts = form.parts();
                let number = parts.get(1).and_then(|part| part.text().parse::<u32>().ok()).unwrap_or(0);
                match form.text() {
                    "lock" => all.locks.push(core.create_lock()),
                    "semaphore" => all.semaphores.push(core.create_semaphore(number, false)),
                    "bounded" => all.semaphores.push(core.create_semaphore(number, true)),
                    "event" => all.events.push(core.create_event()),
                    "queue" => all.queues.push(core.create_queue(number as usize, QueueOrder::Fifo)),
                    "lifo" => all.queues.push(core.create_queue(number as usize, QueueOrder::Lifo)),
                    "priority" => {
                        let queue = core.create_queue(number as usize, QueueOrder::Guest);
                        all.heaps.borrow_mut().insert(queue, Vec::new());
                        all.queues.push(queue);
                    }
                    "condition" => all.conditions.push(core.create_condition(None)),
                    "barrier" => all.barriers.push(core.create_barrier(number)),
                    _ => {}
                }
            }
        }
        Play { world, forms, resources: Rc::new(all) }
    }

    fn play(self) -> Vec<String> {
        self.world.core.borrow_mut().call_at(END, Callback::Stop, ());
        self.start("0");
        self.world.run();
        let things = self.world.things.borrow().clone();
        for (i, thing) in things.into_iter().enumerate() {
            let done = self.world.core.borrow().is_done(thing);
            let result = self.world.core.borrow_mut().result(thing);
            let text = match result {
                _ if !done => "pending".into(),
                Ok(value) => show(&value),
                Err(exception) => describe(&exception),
            };
            self.world.log(&format!("t{i}"), &text);
        }
        let lines = self.world.lines.take();
        self.check_that_nothing_is_left();
        lines
    }

    /// When all tasks and futures are done and the guest lets go of them, the executor keeps nothing.
    fn check_that_nothing_is_left(&self) {
        let things = self.world.things.take();
        if things.iter().any(|thing| !self.world.core.borrow().is_done(*thing)) {
            return;
        }
        self.world.with(|core| things.iter().for_each(|thing| core.release(*thing)));
        self.world.run();
        assert_eq!(self.world.core.borrow().future_count(), 0, "a future is left");
    }

    /// Makes a task of a function.
    fn start(&self, name: &str) -> FutureId {
        let play = self.clone();
        let name = name.to_owned();
        let me = self.world.things.borrow().len();
        let task = self.world.spawn(async move {
            play.world.first_input()?;
            let who = format!("t{me}");
            play.world.log(&who, &format!("starts {name}"));
            let function = play.forms.iter().find(|form| form.text() == "function" && form.parts()[1].text() == name);
            match play.run(&function.unwrap().parts()[2..], Place { me, group: None }).await {
                Ok(()) => {
                    play.world.log(&who, "ends");
                    Ok(Value::Text(format!("r{me}")))
                }
                Err(exception) => {
                    play.world.log(&who, &format!("ends {}", describe(&exception)));
                    Err(exception)
                }
            }
        });
        FutureId(task.0)
    }

    fn run(&self, body: &'static [Form], place: Place) -> Running {
        let play = self.clone();
        Box::pin(async move {
            for statement in body {
                play.statement(statement, place).await?;
            }
            Ok(())
        })
    }

    fn any(&self, k: &str) -> FutureId {
        let things = self.world.things.borrow();
        things[k.parse::<usize>().unwrap() % things.len()]
    }

    /// Only what was created later is awaited.
    fn later(&self, me: usize, ks: &[Form]) -> Vec<FutureId> {
        let things = self.world.things.borrow();
        let later: Vec<FutureId> = (me + 1..things.len()).filter(|i| self.least(*i) > me).map(|i| things[i]).collect();
        if later.is_empty() {
            return Vec::new();
        }
        ks.iter().map(|k| later[k.text().parse::<usize>().unwrap() % later.len()]).collect()
    }

    /// The first of the things that this one stands for.
    fn least(&self, i: usize) -> usize {
        self.resources.stands_for.borrow().get(&i).copied().unwrap_or(i)
    }

    fn stand_for(&self, outer: FutureId, inner: &[FutureId]) -> String {
        let mut things = self.world.things.borrow_mut();
        let i = things.len();
        let least = (0..i).filter(|j| inner.contains(&things[*j])).map(|j| self.least(j)).min().unwrap_or(i);
        self.resources.stands_for.borrow_mut().insert(i, least);
        things.push(outer);
        format!("future t{i}")
    }

    fn different(&self, me: usize, ks: &[Form]) -> Vec<FutureId> {
        self.later(me, ks).into_iter().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Puts an item into a queue that has room.
    fn put(&self, queue: ResourceId, item: Value) -> Result<(), Thrown> {
        self.world.with(|core| core.queue_put_nowait(queue, item.clone()))?;
        if let Some(heap) = self.resources.heaps.borrow_mut().get_mut(&queue) {
            heap.push(item);
            heap.sort_by_key(show);
        }
        Ok(())
    }

    /// Takes an item out of a queue that has one.
    fn get(&self, queue: ResourceId) -> Result<Value, Thrown> {
        let item = self.world.with(|core| core.queue_get_nowait(queue))?;
        Ok(self.resources.heaps.borrow_mut().get_mut(&queue).map_or(item, |heap| heap.remove(0)))
    }

    /// `Condition.wait_for`, under the condition's lock.
    async fn until(&self, condition: ResourceId, least: usize) -> Result<usize, Thrown> {
        loop {
            let count = self.resources.counts.borrow().get(&condition).copied().unwrap_or(0);
            if count >= least {
                return Ok(count);
            }
            self.world.operate(Operation::condition_wait(condition)).await?;
        }
    }

    async fn value(&self, operation: Operation<Script>) -> Result<Value, Thrown> {
        match self.world.operate(operation).await? {
            OpValue::Value(value) => Ok(value),
            other => panic!("expected a value, got {other:?}"),
        }
    }

    async fn statement(&self, statement: &'static Form, place: Place) -> Result<(), Thrown> {
        let Place { me, group } = place;
        let world = &self.world;
        let core = &world.core;
        let parts = statement.parts();
        let text = |i: usize| parts[i].text();
        let number = |i: usize| parts[i].text().parse::<f64>().unwrap();
        let which = |i: usize, all: &[ResourceId]| all[parts[i].text().parse::<usize>().unwrap()];
        let timeout = |i: usize| parts[i].text().parse::<f64>().ok();
        let log = |text: &str| world.log(&format!("t{me}"), text);
        let attempt = |result: Result<(), Thrown>| {
            if let Err(exception) = result {
                log(&describe(&exception));
            }
        };
        let all = &self.resources;
        match statement.text() {
            "log" => log(text(1)),
            "sleep" => {
                world.operate(Operation::sleep(number(1))).await?;
                log("slept");
            }
            "turn" => {
                world.operate(Operation::sleep(0.0)).await?;
                log("turned");
            }
            "block" => core.borrow_mut().block(number(1), 0),
            "spawn" => {
                let task = self.start(text(1));
                log(&format!("spawns {}", world.name(task)));
            }
            "gspawn" => {
                let Some(group) = group else {
                    log("no group");
                    return Ok(());
                };
                let allowed = core.borrow().task_group_check(group);
                if let Err(exception) = allowed {
                    log(&describe(&exception));
                    return Ok(());
                }
                let task = self.start(text(1));
                core.borrow_mut().task_group_add(group, TaskId(task.0))?;
                log(&format!("spawns {}", world.name(task)));
            }
            "future" => {
                let future = core.borrow_mut().create_future();
                world.things.borrow_mut().push(future);
                log(&format!("future {}", world.name(future)));
            }
            "set" => attempt(world.with(|core| core.set_result(self.any(text(1)), Value::Text("set".into())))),
            "fail" => {
                let failure = Exception::Guest("Boom(failed)".into());
                attempt(world.with(|core| core.set_exception(self.any(text(1)), failure)));
            }
            "await" => {
                for thing in self.later(me, &parts[1..]) {
                    log(&format!("got {}", show(&world.wait_future(thing).await?)));
                }
            }
            "cancel" => {
                let thing = self.any(text(1));
                let message = parts.get(2).map(|message| Value::Text(message.text().into()));
                let cancelled = core.borrow_mut().cancel(thing, message);
                let cancelled = if cancelled { "True" } else { "False" };
                log(&format!("cancel {} {cancelled}", world.name(thing)));
            }
            "gather" | "gatherf" => {
                let children = if statement.text() == "gather" {
                    self.later(me, &parts[2..])
                } else {
                    parts[2..].iter().map(|name| self.start(name.text())).collect()
                };
                let outer = world.gather(&children, text(1) == "1");
                let result = world.wait_future(outer).await;
                core.borrow_mut().release(outer);
                log(&format!("gathered {}", show(&result?)));
            }
            "wait" => {
                let mode = match text(1) {
                    "FIRST_COMPLETED" => ReturnWhen::FirstCompleted,
                    "FIRST_EXCEPTION" => ReturnWhen::FirstException,
                    _ => ReturnWhen::AllCompleted,
                };
                let things = self.different(me, &parts[3..]);
                if things.is_empty() {
                    return Ok(());
                }
                let OpValue::Futures { done, pending } =
                    world.operate(Operation::wait(&things, timeout(2), mode)).await?
                else {
                    panic!("wait returns futures")
                };
                let names = |all: Vec<FutureId>| all.into_iter().map(|f| world.name(f)).collect::<Vec<_>>().join(", ");
                log(&format!("done [{}] pending [{}]", names(done), names(pending)));
            }
            "waitfor" => {
                for thing in self.later(me, &parts[2..]) {
                    log(&format!("got {}", show(&self.value(Operation::wait_for(thing, number(1))).await?)));
                }
            }
            "waitforf" => {
                let task = self.start(text(2));
                log(&format!("got {}", show(&self.value(Operation::wait_for(task, number(1))).await?)));
            }
            "shield" => {
                for thing in self.later(me, &parts[1..]) {
                    let outer = core.borrow_mut().shield(thing);
                    let result = world.wait_future(outer).await;
                    if outer != thing {
                        core.borrow_mut().release(outer);
                    }
                    log(&format!("got {}", show(&result?)));
                }
            }
            "completed" => {
                let things = self.different(me, &parts[2..]);
                let (id, count) = core.borrow_mut().as_completed(&things, timeout(1));
                let mut result = Ok(());
                for _ in 0..count {
                    match self.value(Operation::as_completed_next(id)).await {
                        Ok(value) => log(&format!("got {}", show(&value))),
                        Err(exception) => {
                            result = Err(exception);
                            break;
                        }
                    }
                }
                core.borrow_mut().release_resource(id);
                result?;
            }
            "gatherk" => {
                let inner = self.later(me, &parts[2..]);
                let outer = world.gather(&inner, text(1) == "1");
                log(&self.stand_for(outer, &inner));
            }
            "shieldk" => {
                for thing in self.later(me, &parts[1..]) {
                    let outer = core.borrow_mut().shield(thing);
                    if outer != thing {
                        log(&self.stand_for(outer, &[thing]));
                    }
                }
            }
            "unlock" => match world.with(|core| core.lock_release(which(1, &all.locks))) {
                Ok(()) => log(&format!("unlocks {}", text(1))),
                Err(exception) => log(&describe(&exception)),
            },
            "lock" => {
                let lock = which(1, &all.locks);
                world.operate(Operation::lock_acquire(lock)).await?;
                log(&format!("locked {}", text(1)));
                let result = self.run(&parts[2..], place).await;
                core.borrow_mut().lock_release(lock)?;
                result?;
                log(&format!("unlocked {}", text(1)));
            }
            "semaphore" => {
                let semaphore = which(1, &all.semaphores);
                world.operate(Operation::semaphore_acquire(semaphore)).await?;
                log(&format!("acquired {}", text(1)));
                let result = self.run(&parts[2..], place).await;
                core.borrow_mut().semaphore_release(semaphore).map_err(|e| Exception::Guest(describe(&e)))?;
                result?;
                log(&format!("released {}", text(1)));
            }
            "release" => attempt(world.with(|core| core.semaphore_release(which(1, &all.semaphores)))),
            "ewait" => {
                world.operate(Operation::event_wait(which(1, &all.events))).await?;
                log(&format!("event {}", text(1)));
            }
            "eset" => core.borrow_mut().event_set(which(1, &all.events)),
            "eclear" => core.borrow_mut().event_clear(which(1, &all.events)),
            "put" | "putn" => {
                let (queue, item) = (which(1, &all.queues), Value::Text(text(2).into()));
                let is_ours = all.heaps.borrow().contains_key(&queue);
                let put = match statement.text() {
                    "put" if is_ours => {
                        world.operate(Operation::queue_room(queue)).await?;
                        self.put(queue, item)
                    }
                    "put" => world.operate(Operation::queue_put(queue, item)).await.map(drop),
                    _ => self.put(queue, item),
                };
                match put {
                    Err(Exception::QueueFull) => log("QueueFull()"),
                    put => {
                        put?;
                        log(&format!("put {}", text(2)));
                    }
                }
            }
            "get" | "getn" => {
                let queue = which(1, &all.queues);
                let is_ours = all.heaps.borrow().contains_key(&queue);
                let got = match statement.text() {
                    "get" if is_ours => {
                        world.operate(Operation::queue_item(queue)).await?;
                        self.get(queue)
                    }
                    "get" => self.value(Operation::queue_get(queue)).await,
                    _ => self.get(queue),
                };
                match got {
                    Err(Exception::QueueEmpty) => log("QueueEmpty()"),
                    got => log(&format!("got {}", show(&got?))),
                }
            }
            "taskdone" => attempt(world.with(|core| core.queue_task_done(which(1, &all.queues)))),
            "join" => {
                world.operate(Operation::queue_join(which(1, &all.queues))).await?;
                log(&format!("joined {}", text(1)));
            }
            "cwait" | "notify" => {
                let condition = which(1, &all.conditions);
                let lock = core.borrow().condition_lock(condition);
                world.operate(Operation::lock_acquire(lock)).await?;
                let result = if statement.text() == "cwait" {
                    world.operate(Operation::condition_wait(condition)).await.map(|_| "notified")
                } else {
                    core.borrow_mut().condition_notify(condition, number(2) as usize).map(|()| "notifies")
                };
                let result = result.map(|text| log(&format!("{text} {}", parts[1].text())));
                core.borrow_mut().lock_release(lock)?;
                result?;
            }
            "cuntil" | "notifyall" => {
                let condition = which(1, &all.conditions);
                let lock = core.borrow().condition_lock(condition);
                world.operate(Operation::lock_acquire(lock)).await?;
                let result = if statement.text() == "cuntil" {
                    self.until(condition, number(2) as usize).await.map(|count| log(&format!("counted {count}")))
                } else {
                    *all.counts.borrow_mut().entry(condition).or_default() += 1;
                    let notified = core.borrow_mut().condition_notify(condition, usize::MAX);
                    notified.map(|()| log(&format!("notifies {}", text(1))))
                };
                core.borrow_mut().lock_release(lock)?;
                result?;
            }
            "barrier" => match world.operate(Operation::barrier_wait(which(1, &all.barriers))).await? {
                OpValue::Int(index) => log(&format!("barrier {index}")),
                other => panic!("a barrier gives a number, not {other:?}"),
            },
            "breset" => {
                world.operate(Operation::barrier_reset(which(1, &all.barriers))).await?;
            }
            "babort" => {
                world.operate(Operation::barrier_abort(which(1, &all.barriers))).await?;
            }
            "timeout" => {
                let when = timeout(1).map(|delay| core.borrow().time() + delay);
                let timeout = core.borrow_mut().create_timeout(when);
                core.borrow_mut().timeout_enter(timeout)?;
                let outer = all.timeouts.borrow_mut().insert(me, timeout);
                let result = self.run(&parts[2..], place).await;
                all.timeouts.borrow_mut().insert(me, outer.unwrap_or(timeout));
                let left = core.borrow_mut().timeout_exit(timeout, result.as_ref().err());
                let expired = core.borrow().timeout_state(timeout) == TimeoutState::Expired;
                left?;
                result?;
                log(if expired { "in time True" } else { "in time False" });
            }
            "reschedule" => {
                let Some(it) = all.timeouts.borrow().get(&me).copied() else {
                    log("no timeout");
                    return Ok(());
                };
                let when = timeout(1).map(|delay| core.borrow().time() + delay);
                let rescheduled = core.borrow_mut().timeout_reschedule(it, when);
                let expired = core.borrow().timeout_state(it) == TimeoutState::Expired;
                match rescheduled {
                    Ok(()) => log(if expired { "reschedules True" } else { "reschedules False" }),
                    Err(exception) => log(&describe(&exception)),
                }
            }
            "group" => {
                let group = core.borrow_mut().create_task_group();
                core.borrow_mut().task_group_enter(group)?;
                let result = self.run(&parts[1..], Place { me, group: Some(group) }).await;
                world.operate(Operation::task_group_exit(group, result.as_ref().err().cloned())).await?;
                result?;
                log("group done");
            }
            "try" => {
                if let Err(exception) = self.run(&parts[1..], place).await {
                    log(&format!("caught {}", describe(&exception)));
                }
            }
            "finally" => {
                let result = self.run(&parts[2..], place).await;
                log("finally");
                self.run(parts[1].parts(), place).await?;
                result?;
            }
            "raise" => return Err(Exception::Guest(format!("Boom({})", text(1)))),
            "uncancel" | "cancelling" => {
                let task = core.borrow().current_task().unwrap();
                let count = if statement.text() == "uncancel" {
                    core.borrow_mut().uncancel(task)
                } else {
                    core.borrow().cancelling(task)
                };
                log(&format!("{} {count}", statement.text()));
            }
            "soon" => {
                core.borrow_mut().call_soon(Callback::Log("soon".into(), text(1).into()), ());
            }
            "later" => {
                core.borrow_mut().call_later(number(1), Callback::Log("later".into(), text(2).into()), ());
            }
            "callback" => {
                let callback = Callback::Log("callback".into(), text(2).into());
                core.borrow_mut().add_done_callback(self.any(text(1)), callback, ());
            }
            other => panic!("unknown statement {other}"),
        }
        Ok(())
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Plays the programs of a file, and tells where they differ from what is expected.
fn differences(programs: &str, expected: &str) -> Vec<String> {
    let programs: &'static [Form] = Vec::leak(parse(&read(programs)));
    let expected = read(expected);
    let mut expected = expected.split("=== ").skip(1);
    let mut failures = Vec::new();
    for program in programs {
        let name = program.parts()[1].text();
        let lines = Play::new(&program.parts()[2..]).play();
        let expected: Vec<&str> = expected.next().expect("as many results as programs").lines().collect();
        assert_eq!(expected[0], name);
        let differs = (0..).map(|i| (lines.get(i).map(String::as_str), expected.get(i + 1).copied()));
        let first =
            differs.take(lines.len().max(expected.len())).enumerate().find(|(_, (ours, theirs))| ours != theirs);
        if let Some((i, (ours, theirs))) = first {
            failures.push(format!("{name}, line {i}: {ours:?}, CPython {theirs:?}"));
        }
    }
    failures
}

fn check(failures: &[String]) {
    let shown = failures.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} programs differ:\n{shown}", failures.len());
}

fn folder() -> String {
    format!("{}/tests/order", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn programs_run_in_the_order_of_cpython() {
    let file = |variable, name| std::env::var(variable).unwrap_or_else(|_| format!("{}/{name}", folder()));
    let failures = differences(&file("ORDER_PROGRAMS", "programs.txt"), &file("ORDER_EXPECTED", "expected.txt"));
    if let Ok(file) = std::env::var("ORDER_DIFFERENCES") {
        std::fs::write(&file, failures.join("\n")).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    check(&failures);
}

#[test]
fn the_stories_of_each_module_go_as_in_cpython() {
    for module in ["base_events", "futures", "locks", "queues", "taskgroups", "tasks", "timeouts"] {
        let file = |extension| format!("{}/stories/{module}.{extension}", folder());
        check(&differences(&file("txt"), &file("expected")));
    }
}
