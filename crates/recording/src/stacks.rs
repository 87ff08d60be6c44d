//! Where suspended tasks stand, call by call; and which tasks a future stands for.

use loopscope_executor::{FutureId, TaskId};

/// From here on, the small number of a suspension names a stack, and not a line.
const FIRST: u32 = 1 << 23;
/// More stacks than this are not told apart; a task then stands on its innermost line only.
const MOST: usize = 1 << 16;

/// Stacks of lines, innermost first, each kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stacks {
    rows: Vec<Box<[u32]>>,
    /// The numbers of the rows, in the order of what they hold.
    sorted: Vec<u32>,
}

impl Stacks {
    /// What stands for a stack of at least two lines in a record; `None` when there are too many already.
    pub(crate) fn small(&mut self, lines: &[u32]) -> Option<u32> {
        let found = self.sorted.binary_search_by(|&row| (*self.rows[row as usize]).cmp(lines));
        let row = match found {
            Ok(at) => self.sorted[at],
            Err(_) if self.rows.len() >= MOST => return None,
            Err(at) => {
                let row = self.rows.len() as u32;
                self.rows.push(lines.into());
                self.sorted.insert(at, row);
                row
            }
        };
        Some(FIRST + row)
    }

    /// The innermost line that a record's small number stands for.
    pub(crate) fn line(&self, small: u32) -> u32 {
        self.get(small).map_or(small, |lines| lines[0])
    }

    /// The stack that a record's small number stands for, if it is not merely a line.
    pub(crate) fn get(&self, small: u32) -> Option<&[u32]> {
        self.rows.get(small.checked_sub(FIRST)? as usize).map(|lines| &**lines)
    }

    pub(crate) fn bytes(&self) -> usize {
        let lines: usize = self.rows.iter().map(|lines| size_of_val::<[u32]>(lines)).sum();
        lines + self.rows.capacity() * size_of::<Box<[u32]>>() + self.sorted.capacity() * size_of::<u32>()
    }
}

/// Which tasks a future stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    /// Each group's id, and where its members begin; in order of ids.
    starts: Vec<(u32, u32)>,
    members: Vec<TaskId>,
}

impl Groups {
    /// Keeps a group, unless it is known. Ids only grow.
    pub(crate) fn add(&mut self, group: FutureId, members: &mut dyn Iterator<Item = TaskId>) {
        if self.starts.last().is_some_and(|last| last.0 >= group.0) {
            return;
        }
        self.starts.push((group.0, self.members.len() as u32));
        self.members.extend(members);
    }

    pub(crate) fn get(&self, group: FutureId) -> &[TaskId] {
        let Ok(at) = self.starts.binary_search_by_key(&group.0, |start| start.0) else { return &[] };
        let end = self.starts.get(at + 1).map_or(self.members.len(), |next| next.1 as usize);
        &self.members[self.starts[at].1 as usize..end]
    }

    pub(crate) fn bytes(&self) -> usize {
        self.starts.capacity() * size_of::<(u32, u32)>() + self.members.capacity() * size_of::<TaskId>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stack_is_kept_once() {
        let mut stacks = Stacks::default();
        let (deep, other) = (stacks.small(&[3, 9, 20]).unwrap(), stacks.small(&[3, 9]).unwrap());
        assert_ne!(deep, other);
        assert_eq!(stacks.small(&[3, 9, 20]), Some(deep));
        assert_eq!((stacks.line(deep), stacks.line(other), stacks.line(7)), (3, 3, 7));
        assert_eq!((stacks.get(other), stacks.get(7)), (Some(&[3, 9][..]), None));
    }

    #[test]
    fn a_group_knows_its_members() {
        let mut groups = Groups::default();
        groups.add(FutureId(4), &mut [TaskId(1), TaskId(2)].into_iter());
        groups.add(FutureId(9), &mut [TaskId(3)].into_iter());
        groups.add(FutureId(9), &mut [TaskId(8)].into_iter());
        assert_eq!(groups.get(FutureId(4)), [TaskId(1), TaskId(2)]);
        assert_eq!(groups.get(FutureId(9)), [TaskId(3)]);
        assert_eq!(groups.get(FutureId(5)), []);
    }
}
