//! What many tasks are doing at a moment.

use crate::{
    chain::NONE,
    moment::TaskStatus,
    record::Record,
    recording::{Position, Recording},
};

/// So many tasks are looked up together.
const BLOCK: usize = 256;

/// What tasks are doing, in order of their slots, by the members of their chains.
///
/// Each is somewhere in the log, in no cache. So what is needed of the log is first read for a block of tasks, in loops
/// in which nothing hangs on what has been read: the processor then asks for many places at once.
pub(crate) struct Statuses<'a> {
    recording: &'a Recording,
    position: Position,
    members: Vec<u32>,
    /// The next task's slot.
    next: usize,
    /// The members of the block, and those that name the lines.
    block: Vec<(Record, Record)>,
    /// Which of the block are without a line yet.
    open: Vec<usize>,
}

impl<'a> Statuses<'a> {
    pub(crate) fn new(recording: &'a Recording, position: Position, members: Vec<u32>) -> Self {
        Self { recording, position, members, next: 0, block: Vec::new(), open: Vec::new() }
    }

    /// Reads the block that begins with the next task.
    #[inline(never)]
    fn look_up(&mut self) {
        let log = &self.recording.log;
        let members = &self.members[self.next..self.members.len().min(self.next + BLOCK)];
        self.block.clear();
        self.block.extend(members.iter().map(|&member| {
            let record = if member == NONE { &Record::NONE } else { log.get(member) };
            (*record, *record)
        }));
        self.open.clear();
        self.open.extend(0..members.len());
        for _ in 0..Recording::FARTHEST_LINE {
            let block = &self.block;
            self.open.retain(|&at| self.recording.is_line_before(&block[at].1));
            if self.open.is_empty() {
                break;
            }
            for &at in &self.open {
                let named = &mut self.block[at].1;
                *named = *log.get(named.previous);
            }
        }
    }
}

impl Iterator for Statuses<'_> {
    type Item = (u32, TaskStatus);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.next < self.members.len() {
            let at = self.next % BLOCK;
            if at == 0 {
                self.look_up();
            }
            let (slot, (member, named)) = (self.next as u32, &self.block[at]);
            self.next += 1;
            let line = named.line(&self.recording.stacks);
            // A task that has not been made yet has no status.
            if let Some(status) = self.recording.status_by(slot, member, line, self.position) {
                return Some((slot, status));
            }
        }
        None
    }
}
