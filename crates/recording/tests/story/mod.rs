//! Runs that are made up: random ones, and the naive way to answer what the index answers.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "a part of several tests, each of which uses its own part")]

use std::collections::{BTreeMap, BTreeSet};

use loopscope_executor::{Event, FutureId, Outcome, ResourceId, ResourceKind, TaskId, TimerId, WaitId, WaitTarget};
use loopscope_recording::{TaskState, TaskStatus};

/// A small generator of random numbers (xorshift), so that every failure repeats itself.
pub struct Random(pub u64);

impl Random {
    fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }
}

/// A run of about `events` events with up to `tasks` tasks alive at once, of the shape that the executor produces.
pub fn random_run(seed: u64, events: usize, tasks: usize) -> Vec<(u64, Event)> {
    let mut random = Random(seed * 2 + 1);
    let mut run = Vec::with_capacity(events + 64);
    let mut time = 1_000;
    let (mut next_id, mut turn) = (1, 0);
    let mut ready = Vec::new();
    let mut suspended: Vec<TaskId> = Vec::new();
    while run.len() < events {
        turn += 1;
        time += if random.chance(30) { 50_000 } else { random.below(3) * random.below(1_000_000_000) };
        run.push((time, Event::TurnStarted { turn, ready: ready.len() as u32 }));
        if ready.is_empty() && suspended.is_empty() {
            let task = TaskId(next_id);
            next_id += 1;
            run.push((time, Event::TaskCreated { task, parent: None, line: 1 }));
            ready.push(task);
        }
        // Some timers fire.
        for _ in 0..random.below(4) {
            if !suspended.is_empty() {
                let task = suspended.swap_remove(random.below(suspended.len() as u64) as usize);
                run.push((time, Event::TimerFired { timer: TimerId(random.draw() as u32) }));
                run.push((time, Event::TaskReady { task, by: None }));
                ready.push(task);
            }
        }
        for task in std::mem::take(&mut ready) {
            run.push((time, Event::TaskRunning { task }));
            for _ in 0..random.below(4) {
                let line = 1 + random.below(200) as u32;
                let event = match random.below(9) {
                    0 | 1 if ready.len() + suspended.len() < tasks => {
                        let child = TaskId(next_id);
                        next_id += 1 + random.below(3) as u32;
                        ready.push(child);
                        Event::TaskCreated { task: child, parent: Some(task), line }
                    }
                    2 if !suspended.is_empty() => {
                        let other = suspended.swap_remove(random.below(suspended.len() as u64) as usize);
                        ready.push(other);
                        Event::TaskReady { task: other, by: Some(task) }
                    }
                    3 if !suspended.is_empty() => {
                        Event::CancelRequested { task: random.of(&suspended), by: Some(task) }
                    }
                    4 => Event::LineReached { task: Some(task), line: line + 1 },
                    5 => Event::ResourceChanged {
                        resource: ResourceId(random.below(5) as u32),
                        level: random.below(10_000) as u32,
                        waiters: random.below(100) as u32,
                        by: Some(task),
                    },
                    6 => {
                        let deadline = time + random.below(9_000_000_000);
                        Event::TimerSet { timer: TimerId(random.draw() as u32), deadline, by: Some(task) }
                    }
                    7 if random.chance(20) => {
                        let nanos = random.below(100_000_000);
                        // For as long as it takes: then it runs on.
                        let is_open = random.chance(30);
                        let told = if is_open { u64::MAX } else { nanos };
                        run.push((time, Event::Blocked { task: Some(task), nanos: told, line }));
                        time += nanos;
                        if is_open {
                            run.push((time, Event::TaskRunning { task }));
                        }
                        continue;
                    }
                    8 if random.chance(25) && ready.len() + suspended.len() < tasks => {
                        let thread = TaskId(next_id);
                        next_id += 1;
                        suspended.push(thread);
                        run.push((time, Event::ThreadCreated { thread, parent: Some(task), line }));
                        // It goes first, in the midst of the step.
                        run.push((time, Event::TaskRunning { task: thread }));
                        let other = WaitTarget::Other(WaitId(random.below(9) as u32));
                        let on = random.of(&[WaitTarget::Other(WaitId::LOOP), other, WaitTarget::Task(task)]);
                        Event::TaskSuspended { task: thread, on, line: line + 2 }
                    }
                    _ => Event::CancelRequested { task, by: Some(task) },
                };
                run.push((time, event));
            }
            if random.chance(5) {
                let outcome = random.of(&[Outcome::Returned, Outcome::Failed, Outcome::Cancelled]);
                run.push((time, Event::TaskFinished { task, outcome }));
                continue;
            }
            let on = match random.below(6) {
                0 => WaitTarget::Turn,
                1 => WaitTarget::Future(FutureId(random.draw() as u32)),
                2 => WaitTarget::Task(TaskId(random.below(u64::from(next_id)) as u32)),
                3 => WaitTarget::Group(FutureId(random.draw() as u32)),
                4 => WaitTarget::Resource(ResourceId(random.below(5) as u32)),
                _ => WaitTarget::Sleep(time + random.below(3) * random.below(9_000_000_000)),
            };
            run.push((time, Event::TaskSuspended { task, on, line: 1 + random.below(200) as u32 }));
            suspended.push(task);
            if on == WaitTarget::Turn {
                suspended.pop();
                run.push((time, Event::TaskReady { task, by: None }));
                ready.push(task);
            }
        }
    }
    run
}

/// What the index answers, found by going through all events.
#[derive(Clone, Default)]
pub struct Replay {
    pub tasks: BTreeMap<TaskId, TaskStatus>,
    pub threads: BTreeSet<TaskId>,
    pub order: Vec<TaskId>,
    pub resources: BTreeMap<ResourceId, (u32, u32)>,
    pub turn: Option<u32>,
    pub running: Option<TaskId>,
    /// The line that the running task has reached in this step.
    reached: Option<(TaskId, u32)>,
}

impl Replay {
    pub fn statuses(&self) -> BTreeMap<TaskId, TaskStatus> {
        let mut all = self.tasks.clone();
        if let Some((task, line)) = self.reached
            && let Some(status) = all.get_mut(&task).filter(|status| status.state == TaskState::Running)
        {
            status.line = line;
        }
        all
    }

    fn enter(&mut self, time: u64, task: TaskId, state: TaskState, line: u32) {
        self.reached.take_if(|(reached, _)| *reached == task);
        if let Some(status) = self.tasks.get_mut(&task) {
            let line = if line == 0 { status.line } else { line };
            *status = TaskStatus { state, since: time, line, is_cancelling: false };
        } else {
            self.order.push(task);
            self.tasks.insert(task, TaskStatus { state, since: time, line, is_cancelling: false });
        }
    }

    /// A step began or ended: those of threads are none of the loop's.
    fn step(&mut self, task: TaskId, running: Option<TaskId>) {
        if !self.threads.contains(&task) {
            self.running = running;
        }
    }

    pub fn apply(&mut self, time: u64, event: Event) {
        match event {
            Event::TurnStarted { turn, .. } => {
                self.turn = Some(turn);
                self.running = None;
            }
            Event::TaskCreated { task, line, .. } => self.enter(time, task, TaskState::Ready, line),
            Event::ThreadCreated { thread, line, .. } => {
                self.threads.insert(thread);
                self.enter(time, thread, TaskState::Ready, line);
            }
            Event::TaskReady { task, .. } => self.enter(time, task, TaskState::Ready, 0),
            Event::TaskRunning { task } => {
                self.enter(time, task, TaskState::Running, 0);
                self.step(task, Some(task));
            }
            Event::TaskSuspended { task, on, line } => {
                self.enter(time, task, TaskState::Suspended { on }, line);
                self.step(task, None);
            }
            Event::CancelRequested { task, .. } => {
                if let Some(status) = self.tasks.get_mut(&task) {
                    status.is_cancelling = true;
                }
            }
            Event::TaskFinished { task, outcome } => {
                self.enter(time, task, TaskState::Finished(outcome), 0);
                self.step(task, None);
            }
            Event::Blocked { task: Some(task), nanos, line } => {
                self.enter(time, task, TaskState::Blocked { until: time.saturating_add(nanos) }, line);
            }
            Event::ResourceCreated { resource, .. } => {
                self.resources.insert(resource, (0, 0));
            }
            Event::ResourceChanged { resource, level, waiters, .. } => {
                self.resources.insert(resource, (level, waiters));
            }
            Event::LineReached { task: Some(task), line } => self.reached = Some((task, line)),
            _ => {}
        }
    }
}

/// One event of each kind and size, for what has to survive unharmed.
pub fn one_of_each() -> Vec<(u64, Event)> {
    let (a, b, q) = (TaskId(7), TaskId(4_000_000_000), ResourceId(3));
    let far = 86_400_000_000_000;
    let suspended = |on| Event::TaskSuspended { task: a, on, line: 16_000_000 };
    let mut run = vec![
        Event::TurnStarted { turn: 1, ready: 2 },
        Event::TaskCreated { task: a, parent: None, line: 0 },
        Event::TaskCreated { task: b, parent: Some(a), line: 9 },
        Event::TaskReady { task: a, by: Some(b) },
        Event::TaskReady { task: a, by: None },
        Event::TaskRunning { task: a },
        suspended(WaitTarget::Turn),
        suspended(WaitTarget::Future(FutureId(u32::MAX))),
        suspended(WaitTarget::Task(TaskId(12))),
        suspended(WaitTarget::Sleep(0)),
        suspended(WaitTarget::Sleep(1_000)),
        suspended(WaitTarget::Sleep(far)),
        suspended(WaitTarget::Group(FutureId(0))),
        suspended(WaitTarget::Resource(q)),
        suspended(WaitTarget::Other(WaitId(0))),
        suspended(WaitTarget::Other(WaitId(u32::MAX - 1))),
        Event::ThreadCreated { thread: TaskId(8), parent: None, line: 0 },
        Event::ThreadCreated { thread: TaskId(9), parent: Some(b), line: 77 },
        Event::Blocked { task: Some(a), nanos: u64::MAX, line: 3 },
        Event::CancelRequested { task: a, by: None },
        Event::CancelRequested { task: a, by: Some(b) },
        Event::Blocked { task: Some(a), nanos: 5, line: 3 },
        Event::Blocked { task: None, nanos: far, line: 3 },
        Event::TimerSet { timer: TimerId(1), deadline: 1_005, by: None },
        Event::TimerSet { timer: TimerId(1), deadline: far, by: Some(b) },
        Event::TimerFired { timer: TimerId(1) },
        Event::TimerCancelled { timer: TimerId(2) },
    ];
    for kind in [
        ResourceKind::Queue,
        ResourceKind::Lock,
        ResourceKind::Semaphore,
        ResourceKind::Event,
        ResourceKind::Condition,
        ResourceKind::Barrier,
        ResourceKind::Pool,
    ] {
        run.push(Event::ResourceCreated { resource: q, kind, by: Some(a) });
    }
    run.extend([
        Event::ResourceChanged { resource: q, level: 4_095, waiters: 4_095, by: None },
        Event::ResourceChanged { resource: q, level: 4_096, waiters: 0, by: Some(a) },
        Event::ResourceChanged { resource: q, level: 0, waiters: u32::MAX, by: Some(a) },
        Event::LineReached { task: Some(b), line: 1 },
        Event::LineReached { task: None, line: 2 },
        Event::TaskFinished { task: a, outcome: Outcome::Returned },
        Event::TaskFinished { task: a, outcome: Outcome::Failed },
        Event::TaskFinished { task: b, outcome: Outcome::Cancelled },
    ]);
    run.into_iter().map(|event| (1_000, event)).collect()
}
