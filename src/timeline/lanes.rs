//! Which task has which lane.

use std::collections::BTreeSet;

use loopscope_recording::Recording;

/// The indentation of a lane under its parent's.
const INDENT: f64 = 10.0;
const MOST_INDENTS: u16 = 6;

/// The lanes from top to bottom: each task under its parent, siblings in order of creation. Tasks under one that is
/// folded have no lane of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lanes {
    rows: Vec<Row>,
    /// The lane of each task; of one that is folded away, that of the task under which it is.
    lanes: Vec<usize>,
    folded: BTreeSet<usize>,
    /// How many of the tasks exist; the others are foreseen.
    known: usize,
}

/// A lane's task, by its number in order of creation, and how deeply it is nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) task: usize,
    pub(super) depth: u16,
    /// Whether there are tasks under it.
    pub(super) is_parent: bool,
    /// How many tasks are folded away under it.
    pub(super) hidden: usize,
    /// Whether it is a thread.
    pub(super) is_thread: bool,
}

impl Row {
    pub(super) fn indent(self) -> f64 {
        f64::from(self.depth.min(MOST_INDENTS)) * INDENT
    }
}

impl Lanes {
    /// Takes new tasks in; costs nothing when there are none. What is foreseen has its lanes from the beginning, so
    /// that they stay where they are when it happens.
    pub(super) fn update(&mut self, recording: &Recording, foreseen: Option<&Recording>, folded: &BTreeSet<usize>) {
        let known = recording.tasks().len();
        let all = foreseen.map_or(0, |foreseen| foreseen.tasks().len()).max(known);
        if (known, all) == (self.known, self.lanes.len()) && *folded == self.folded {
            return;
        }
        let yet_to_come = foreseen.into_iter().flat_map(|foreseen| foreseen.tasks().skip(known));
        let parents = recording.tasks().chain(yet_to_come).map(|task| task.parent().map(|parent| parent.index()));
        *self = Self { known, ..Self::new(&parents.collect::<Vec<_>>(), folded) };
        let has_threads = |recording: &Recording| recording.statistics().threads > 0;
        if has_threads(recording) || foreseen.is_some_and(has_threads) {
            self.find_threads(recording, foreseen);
        }
    }

    #[cold]
    #[inline(never)]
    fn find_threads(&mut self, recording: &Recording, foreseen: Option<&Recording>) {
        for row in &mut self.rows {
            let task = recording.task_by_index(row.task).or_else(|| foreseen?.task_by_index(row.task));
            row.is_thread = task.is_some_and(|task| task.is_thread());
        }
    }

    /// The lanes of tasks with these parents (each is created before its children).
    fn new(parents: &[Option<usize>], folded: &BTreeSet<usize>) -> Self {
        const NONE: usize = usize::MAX;
        // Children as linked lists, filled from the last on, so that each list is in order of creation.
        let (mut first, mut next) = (vec![NONE; parents.len()], vec![NONE; parents.len()]);
        let mut roots = NONE;
        for (task, parent) in parents.iter().enumerate().rev() {
            let head = match parent {
                Some(parent) if *parent < task => &mut first[*parent],
                _ => &mut roots,
            };
            next[task] = std::mem::replace(head, task);
        }
        let mut rows = Vec::with_capacity(parents.len());
        let mut pending = Vec::new();
        let (mut task, mut depth) = (roots, 0u16);
        let mut lanes = vec![NONE; parents.len()];
        loop {
            if task != NONE {
                let is_parent = first[task] != NONE;
                lanes[task] = rows.len();
                rows.push(Row { task, depth, is_parent, hidden: 0, is_thread: false });
                pending.push((next[task], depth));
                let inner = if folded.contains(&task) { NONE } else { first[task] };
                (task, depth) = (inner, depth.saturating_add(1));
            } else if let Some(after) = pending.pop() {
                (task, depth) = after;
            } else {
                break;
            }
        }
        // Parents come before their children, and so have found their lane already.
        for (task, parent) in parents.iter().enumerate() {
            if let (NONE, Some(parent)) = (lanes[task], parent) {
                lanes[task] = lanes[*parent];
                rows[lanes[task]].hidden += 1;
            }
        }
        Self { rows, lanes, folded: folded.clone(), known: parents.len() }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, lane: usize) -> Option<Row> {
        self.rows.get(lane).copied()
    }

    /// The lane of a task.
    pub(super) fn find(&self, task: usize) -> Option<usize> {
        self.lanes.get(task).copied()
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, TaskId};

    use super::*;

    fn recording(parents: &[u32]) -> Recording {
        let mut recording = Recording::new();
        for (id, &parent) in parents.iter().enumerate() {
            let parent = (parent != 0).then_some(TaskId(parent));
            recording.event(0, Event::TaskCreated { task: TaskId(id as u32 + 1), parent, line: 1 });
        }
        recording
    }

    #[test]
    fn what_is_foreseen_has_its_lane_before_it_happens() {
        let foreseen = recording(&[0, 1, 2, 1]);
        let tasks = |lanes: &Lanes| lanes.rows.iter().map(|row| row.task).collect::<Vec<_>>();
        for (known, order) in [(&[0][..], [0, 1, 2, 3]), (&[0, 1, 2], [0, 1, 2, 3]), (&[0, 1, 1], [0, 1, 2, 3])] {
            let mut lanes = Lanes::default();
            lanes.update(&recording(known), Some(&foreseen), &BTreeSet::new());
            assert_eq!(tasks(&lanes), order, "{known:?}");
        }
        let mut lanes = Lanes::default();
        lanes.update(&recording(&[0, 1]), None, &BTreeSet::new());
        assert_eq!(tasks(&lanes), [0, 1]);
        // One more than was foreseen, and under another parent.
        lanes.update(&recording(&[0, 1, 1, 2, 3]), Some(&foreseen), &BTreeSet::new());
        assert_eq!(tasks(&lanes), [0, 1, 3, 2, 4]);
    }

    #[test]
    fn a_thread_has_its_lane_under_what_began_it_and_is_known_as_one() {
        let (main, thread, task) = (TaskId(1), TaskId(2), TaskId(3));
        let mut told = Recording::new();
        told.event(0, Event::TaskCreated { task: main, parent: None, line: 1 });
        let known = told.clone();
        told.event(0, Event::ThreadCreated { thread, parent: Some(main), line: 2 });
        told.event(0, Event::TaskCreated { task, parent: Some(thread), line: 3 });
        for (recording, foreseen) in [(&told, None), (&known, Some(&told))] {
            let mut lanes = Lanes::default();
            lanes.update(recording, foreseen, &BTreeSet::new());
            let rows: Vec<_> = lanes.rows.iter().map(|row| (row.task, row.depth, row.is_thread)).collect();
            assert_eq!(rows, [(0, 0, false), (1, 1, true), (2, 2, false)]);
        }
    }

    fn rows(parents: &[Option<usize>], folded: &[usize]) -> Vec<(usize, u16, usize)> {
        let lanes = Lanes::new(parents, &folded.iter().copied().collect());
        lanes.rows.iter().map(|row| (row.task, row.depth, row.hidden)).collect()
    }

    #[test]
    fn lanes_are_nested_in_order_of_creation() {
        let parents = [None, Some(0), Some(0), Some(1), None, Some(2), Some(1)];
        let all = [(0, 0, 0), (1, 1, 0), (3, 2, 0), (6, 2, 0), (2, 1, 0), (5, 2, 0), (4, 0, 0)];
        assert_eq!(rows(&parents, &[]), all);
        assert_eq!(rows(&[], &[]), []);
    }

    #[test]
    fn what_is_folded_away_is_found_in_the_lane_above() {
        let parents = [None, Some(0), Some(0), Some(1), None, Some(2), Some(1)];
        assert_eq!(rows(&parents, &[1]), [(0, 0, 0), (1, 1, 2), (2, 1, 0), (5, 2, 0), (4, 0, 0)]);
        assert_eq!(rows(&parents, &[0]), [(0, 0, 5), (4, 0, 0)]);
        let lanes = Lanes::new(&parents, &BTreeSet::from([0, 1]));
        assert_eq!((lanes.find(6), lanes.find(4), lanes.find(9)), (Some(0), Some(1), None));
    }
}
