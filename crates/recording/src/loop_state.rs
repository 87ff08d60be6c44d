//! The loop itself at a moment: who is ready, in which order, and which timers are set.

use loopscope_executor::{TaskId, WaitTarget};

use crate::{
    chain::NONE,
    moment::{Moment, TaskState},
    record::{Phase, Tag},
    tasks::Task,
};

/// A timer that was set before is looked for among so many events.
const RECENT: u32 = 20_000;

/// A timer that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// When it will fire, in nanoseconds of the loop's time.
    pub deadline: u64,
    /// The task or thread that sleeps until then, or that set it.
    pub task: Option<TaskId>,
    /// Whether the task sleeps until then; otherwise it is a callback, or a timeout.
    pub is_sleep: bool,
}

impl<'a> Moment<'a> {
    /// The ready tasks, in the order in which they will run.
    pub fn ready_queue(&self) -> Vec<Task<'a>> {
        let recording = self.recording;
        let log = &recording.log;
        let mut queue: Vec<(u32, u32)> = Vec::new();
        for (slot, member) in recording.last_members(self.position, self.task_count() as u32).into_iter().enumerate() {
            if member == NONE || recording.tasks.is_thread(slot as u32) {
                continue;
            }
            let record = log.get(member);
            let is_cancel = record.tag() == Tag::Cancel && record.previous != NONE;
            let at = if is_cancel { record.previous } else { member };
            if log.get(at).tag().phase() == Some(Phase::Ready) {
                queue.push((at, slot as u32));
            }
        }
        queue.sort_unstable();
        queue.into_iter().map(|(_, slot)| Task { recording, slot }).collect()
    }

    /// The earliest timers that are set, at most so many, the earliest first; and how many there are. Timers that no
    /// task sleeps on are known if they were set lately.
    pub fn timers(&self, most: usize) -> (Vec<Timer>, usize) {
        let recording = self.recording;
        let mut found: Vec<Timer> = Vec::new();
        for (task, status) in self.tasks() {
            if let TaskState::Suspended { on: WaitTarget::Sleep(deadline) } = status.state {
                found.push(Timer { deadline, task: Some(task.id()), is_sleep: true });
            }
        }
        let mut gone = Vec::new();
        let now = self.time();
        for event in (self.position.0.saturating_sub(RECENT)..self.position.0).rev() {
            let record = recording.log.get(event);
            match record.tag() {
                Tag::TimerFired | Tag::TimerCancelled => gone.push(record.subject),
                Tag::TimerSet | Tag::TimerSetWide => {
                    let deadline = record.number(&recording.wide);
                    if deadline < now || gone.contains(&record.subject) {
                        continue;
                    }
                    gone.push(record.subject);
                    let by = (record.small() < recording.tasks.rows.len())
                        .then(|| recording.tasks.rows.get(record.small()).id);
                    // A sleep is known already, with a rounded deadline.
                    let state = by.and_then(|by| self.status(by)).map(|status| status.state);
                    let is_known = matches!(state, Some(TaskState::Suspended { on: WaitTarget::Sleep(until) }) if until.abs_diff(deadline) <= 1);
                    if !is_known {
                        found.push(Timer { deadline, task: by, is_sleep: false });
                    }
                }
                _ => {}
            }
            if gone.len() > 250 {
                break;
            }
        }
        let count = found.len();
        // Of those with the same deadline, whose task was made first comes first.
        let mut order: Vec<usize> = (0..count).collect();
        let key = |at: &usize| (found[*at].deadline, *at);
        if most < count {
            order.select_nth_unstable_by_key(most, key);
            order.truncate(most);
        }
        order.sort_unstable_by_key(key);
        (order.into_iter().map(|at| found[at]).collect(), count)
    }

    /// Who made a ready task ready; `None` if it was a timer, a callback, or itself.
    pub fn woken_by(&self, task: TaskId) -> Option<TaskId> {
        let recording = self.recording;
        let chain = &recording.task(task)?.row().chain;
        let record = recording.log.get(chain.before(self.position.0, |event| recording.log.get(event).previous));
        let by = matches!(record.tag(), Tag::Ready | Tag::Created).then_some(record.object)?;
        (by != NONE).then(|| recording.tasks.rows.get(by).id)
    }
}

impl Task<'_> {
    /// The outermost line on which it first stood: that of its own coroutine; 0 if it never waited.
    pub fn entry_line(&self) -> u32 {
        let recording = self.recording;
        let chain = &self.row().chain;
        let previous = |event: u32| recording.log.get(event).previous;
        let mut at = self.row().first;
        // The first few events of a task are its creation and its first step.
        for _ in 0..8 {
            at = chain.from(at + 1, previous);
            if at == NONE {
                break;
            }
            let record = recording.log.get(at);
            match record.tag().phase() {
                Some(Phase::Suspended) => {
                    let stack = recording.stacks.get(record.small());
                    return stack.and_then(|lines| lines.last().copied()).unwrap_or(record.small());
                }
                Some(Phase::Finished) => break,
                _ => {}
            }
        }
        0
    }
}
