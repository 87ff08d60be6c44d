//! Where each task and each resource stands: in columns by their depth, so that what is made or given goes right.

use std::collections::{BTreeMap, BTreeSet};

use loopscope_executor::{ResourceId, TaskId};
use loopscope_recording::{Position, Recording, Task};

use super::super::words::short_label;
use crate::findings::ProgramText;

/// So many equal siblings are shown one by one.
const FEW: usize = 5;
/// The column of a resource that nobody uses, until all others have theirs.
const UNUSED: usize = usize::MAX;
/// More nodes are not drawn.
const MOST: usize = 300;
/// Changes of a resource by which its users are known.
const MOST_LEVELS: usize = 2_000;

pub(super) const NODE_WIDTH: f64 = 148.0;
pub(super) const NODE_HEIGHT: f64 = 30.0;
const COLUMN: f64 = 196.0;
const ROW: f64 = 42.0;
const MARGIN: f64 = 14.0;

/// What a node stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// One task, by its number in order of creation.
    Task(usize),
    /// Siblings that are alike.
    Group(Vec<usize>),
    /// A queue, lock, ….
    Resource(ResourceId),
}

/// A node and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) label: String,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The places of all that takes part in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    pub(super) nodes: Vec<Node>,
    /// The node of each task, by its number.
    task_nodes: Vec<Option<usize>>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// How many nodes there was no room for.
    pub(super) missing: usize,
    /// Which tasks changed which resources, as nodes: (task's, resource's, whether it gives).
    pub(super) uses: Vec<(usize, usize, bool)>,
}

/// What makes siblings alike.
type Likeness = (Option<usize>, u32, u32, String);

impl Plan {
    /// Gives all of a run its place. Groups of which one is `opened` are shown one by one.
    pub(super) fn new(recording: &Recording, text: &ProgramText, opened: &BTreeSet<usize>) -> Self {
        let mut plan = Self { task_nodes: vec![None; recording.tasks().len()], ..Self::default() };
        let depths = plan.add_tasks(recording, text, opened);
        let columns = plan.add_resources(recording, depths);
        plan.place(&columns);
        plan
    }

    /// The node that shows a task.
    pub(super) fn node_of(&self, recording: &Recording, task: TaskId) -> Option<usize> {
        *self.task_nodes.get(recording.task(task)?.index())?
    }

    /// Adds nodes for tasks, and gives the depth of each node.
    fn add_tasks(&mut self, recording: &Recording, text: &ProgramText, opened: &BTreeSet<usize>) -> Vec<usize> {
        let mut groups: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
        for task in recording.tasks() {
            groups.entry(likeness(task)).or_default().push(task.index());
        }
        let mut task_depths: Vec<usize> = Vec::with_capacity(self.task_nodes.len());
        let mut depths = Vec::new();
        for task in recording.tasks() {
            let depth = task.parent().map_or(0, |parent| task_depths.get(parent.index()).map_or(0, |depth| depth + 1));
            task_depths.push(depth);
            if self.task_nodes[task.index()].is_some() {
                continue;
            }
            if self.nodes.len() >= MOST {
                self.missing += 1;
                continue;
            }
            let group = &groups[&likeness(task)];
            let node = self.nodes.len();
            let name = short_label(task, text);
            if group.len() > FEW && !opened.contains(&group[0]) {
                group.iter().for_each(|&member| self.task_nodes[member] = Some(node));
                let stem = stem(&name).trim_end_matches(['-', ' ', '_', '#']);
                let label = format!("{} ×{}", if stem.is_empty() { "task" } else { stem }, group.len());
                self.nodes.push(Node { kind: Kind::Group(group.clone()), label, x: 0.0, y: 0.0 });
            } else {
                self.task_nodes[task.index()] = Some(node);
                self.nodes.push(Node { kind: Kind::Task(task.index()), label: name, x: 0.0, y: 0.0 });
            }
            depths.push(depth);
        }
        depths
    }

    /// Adds nodes for resources, and gives the column of each node: those who take from a queue stand right of it.
    fn add_resources(&mut self, recording: &Recording, depths: Vec<usize>) -> Vec<usize> {
        let mut columns: Vec<usize> = depths.iter().map(|depth| depth * 2).collect();
        for resource in recording.resources() {
            if self.nodes.len() >= MOST {
                self.missing += 1;
                continue;
            }
            let node = self.nodes.len();
            let mut users: BTreeMap<usize, bool> = BTreeMap::new();
            let mut before = 0;
            for level in resource.levels_before(Position(recording.len()), MOST_LEVELS) {
                let gives = level.level > before;
                // Who only gets in line, or makes it, does not tell which way things go.
                if std::mem::replace(&mut before, level.level) == level.level {
                    continue;
                }
                if let Some(user) = level.by.and_then(|by| self.node_of(recording, by)) {
                    *users.entry(user).or_default() |= gives;
                }
            }
            let is_queue = resource.kind().has_items();
            let giver = users.iter().filter(|user| *user.1).map(|user| columns[*user.0]).max();
            let all = users.keys().map(|&user| columns[user]).max();
            let column = if is_queue { giver.or(all) } else { all }.map_or(UNUSED, |column| column + 1);
            if is_queue && giver.is_some() {
                for (&user, &gives) in &users {
                    // The root stays where it is.
                    if !gives && columns[user] > 0 {
                        columns[user] = columns[user].max(column + 1);
                    }
                }
            }
            columns.push(column);
            self.uses.extend(users.into_iter().map(|(user, gives)| (user, node, gives || !is_queue)));
            let label = crate::timeline::resource_name(recording, resource.id());
            let label = label.strip_prefix("the ").map_or(label.clone(), str::to_owned);
            self.nodes.push(Node { kind: Kind::Resource(resource.id()), label, x: 0.0, y: 0.0 });
        }
        let used = columns.iter().copied().filter(|&column| column != UNUSED);
        let beside = used.max().map_or(0, |last| last + 1);
        columns.iter_mut().filter(|column| **column == UNUSED).for_each(|column| *column = beside);
        columns
    }

    /// Places nodes: columns that are used from left to right, each centred upon the tallest.
    fn place(&mut self, columns: &[usize]) {
        let used: BTreeSet<usize> = columns.iter().copied().collect();
        let index: BTreeMap<usize, usize> = used.into_iter().enumerate().map(|(at, column)| (column, at)).collect();
        let mut counts = vec![0usize; index.len()];
        columns.iter().for_each(|column| counts[index[column]] += 1);
        let tallest = counts.iter().copied().max().unwrap_or(0);
        let mut rows = vec![0usize; index.len()];
        for (node, column) in self.nodes.iter_mut().zip(columns) {
            let at = index[column];
            let above = (tallest - counts[at]) as f64 / 2.0;
            node.x = MARGIN + at as f64 * COLUMN;
            node.y = MARGIN + (above + rows[at] as f64) * ROW;
            rows[at] += 1;
        }
        self.width = index.len().max(1) as f64 * COLUMN - (COLUMN - NODE_WIDTH) + 2.0 * MARGIN;
        self.height = tallest.max(1) as f64 * ROW - (ROW - NODE_HEIGHT) + 2.0 * MARGIN;
    }
}

/// Siblings are alike when they have the same parent, were made on the same line, run the same coroutine, and differ
/// in a number at most.
fn likeness(task: Task<'_>) -> Likeness {
    let parent = task.parent().map(|parent| parent.index());
    (parent, task.created_line(), task.entry_line(), stem(task.name()).to_owned())
}

/// A name without the number at its end.
fn stem(name: &str) -> &str {
    match name.strip_prefix("Task-") {
        // `Task-12 fetch` is known by its function.
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start(),
        None => name.trim_end_matches(|c: char| c.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, ResourceKind};

    use super::*;

    /// `main` with so many children, the last of which takes from a queue that the first gives to.
    fn run(children: u32) -> Recording {
        let mut recording = Recording::new();
        let main = TaskId(0);
        recording.event(0, Event::TaskCreated { task: main, parent: None, line: 1 });
        recording.task_named(main, "main");
        for id in 1..=children {
            recording.event(0, Event::TaskCreated { task: TaskId(id), parent: Some(main), line: 5 });
            recording.task_named(TaskId(id), &format!("worker-{id}"));
        }
        let queue = ResourceId(9);
        recording.event(0, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: Some(main) });
        recording.event(0, Event::ResourceChanged { resource: queue, level: 1, waiters: 0, by: Some(TaskId(1)) });
        recording
            .event(0, Event::ResourceChanged { resource: queue, level: 0, waiters: 0, by: Some(TaskId(children)) });
        recording
    }

    fn plan(recording: &Recording, opened: &[usize]) -> Plan {
        Plan::new(recording, &ProgramText::default(), &opened.iter().copied().collect())
    }

    #[test]
    fn what_is_given_goes_right() {
        let plan = plan(&run(3), &[]);
        let x = |name: &str| plan.nodes.iter().find(|node| node.label == name).unwrap().x;
        assert!(x("main") < x("worker-1"));
        assert!(x("worker-1") < x("queue") && x("queue") < x("worker-3"));
        assert_eq!(x("worker-1"), x("worker-2"));
    }

    #[test]
    fn what_nobody_uses_stands_in_nobodys_way() {
        let mut recording = run(3);
        let idle = ResourceId(10);
        recording.event(0, Event::ResourceCreated { resource: idle, kind: ResourceKind::Lock, by: Some(TaskId(0)) });
        let plan = plan(&recording, &[]);
        let (last, others) = plan.nodes.split_last().unwrap();
        assert_eq!(last.label, "lock");
        assert!(others.iter().all(|node| node.x + NODE_WIDTH < last.x), "it is right of all");
    }

    #[test]
    fn equal_siblings_are_one_until_they_are_opened() {
        let recording = run(100);
        let closed = plan(&recording, &[]);
        assert_eq!(
            closed.nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(),
            ["main", "worker ×100", "queue"]
        );
        assert_eq!(closed.node_of(&recording, TaskId(50)), Some(1));
        assert_eq!(plan(&recording, &[1]).nodes.len(), 102);
        assert_eq!(plan(&run(4), &[]).nodes.len(), 6);
    }

    #[test]
    fn nothing_lies_upon_anything_else_and_too_many_are_only_counted() {
        let plan = plan(&run(1_000), &[1]);
        assert_eq!((plan.nodes.len(), plan.missing), (300, 702));
        for (at, node) in plan.nodes.iter().enumerate() {
            let overlaps =
                |other: &&Node| (other.x - node.x).abs() < NODE_WIDTH && (other.y - node.y).abs() < NODE_HEIGHT;
            assert_eq!(plan.nodes[at + 1..].iter().find(overlaps), None);
            assert!(node.x + NODE_WIDTH <= plan.width && node.y + NODE_HEIGHT <= plan.height);
        }
    }
}
