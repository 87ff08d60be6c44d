//! The graph at a moment, as SVG.

use std::{collections::BTreeSet, fmt::Write};

use loopscope_executor::{TaskId, WaitTarget};
use loopscope_recording::{Moment, TaskState, TaskStatus};

use super::{
    super::words::state,
    layout::{Kind, NODE_HEIGHT, NODE_WIDTH, Node, Plan},
};
use crate::{findings::ProgramText, palette, timeline::escape};

/// What is left beside a label for its sign, a number of three digits, and to the left of it.
const SIGN_ROOM: f64 = 34.0;
const LABEL_LEFT: f64 = 12.0;
/// Arrows between tasks that are drawn.
const MOST_ARROWS: usize = 600;

/// What the lines mean.
const LEGEND: &str = "<ul class=\"graph__legend\" aria-label=\"Lines\"><li><i class=\"graph__key\"></i>made</li>\
    <li><i class=\"graph__key graph__key--waits\"></i>waits for</li><li><i class=\"graph__key graph__key--held\"></i>held by</li>\
    <li><i class=\"graph__key graph__key--path\"></i>critical path</li></ul>";

/// Writes the graph.
pub(super) fn graph_html(plan: &Plan, now: Moment<'_>, chosen: Option<TaskId>, _text: &ProgramText) -> String {
    if plan.nodes.is_empty() {
        return "<p class=\"pane__empty\">When a program has run, or was run ahead, its tasks stand here: who made whom, and who \
                waits for whom.</p>"
            .to_owned();
    }
    let path = critical(plan, now);
    // All at once, which is much quicker than one by one. Tasks are created in the order of their numbers.
    let states: Vec<TaskStatus> = now.tasks().map(|(_, status)| status).collect();
    let mut html = String::new();
    let _ = write!(
        html,
        "<svg class=\"graph__picture\" style=\"width:{w}px;min-width:min({w}px,max(100%,{least}px))\" viewBox=\"0 0 {w} {h}\" role=\"group\" aria-label=\"Graph of tasks\">\
         <defs><marker id=\"graph-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">\
         <path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/></marker></defs>",
        w = plan.width,
        h = plan.height,
        least = plan.width * 0.75
    );
    arrows(&mut html, plan, now, &states, &path);
    for (at, node) in plan.nodes.iter().enumerate() {
        match &node.kind {
            Kind::Task(index) => task(&mut html, node, now, *index, chosen, path.nodes.contains(&at)),
            Kind::Group(members) => group(&mut html, node, (now, &states), members, chosen, path.nodes.contains(&at)),
            Kind::Resource(id) => {
                let Some(resource) = now.recording().resource(*id) else { continue };
                let status = resource.status_at(now.position());
                let kind = if status.is_none() { "unborn" } else { "here" };
                let level = status.map(|status| status.level.to_string()).unwrap_or_default();
                let _ = write!(html, "<g class=\"graph__resource graph__resource--{kind}\"");
                if resource.line() > 0 {
                    let _ =
                        write!(html, " role=\"button\" tabindex=\"0\" data-line=\"{}\" aria-label=\"", resource.line());
                    escape(&node.label, &mut html);
                    html.push('"');
                }
                html.push_str("><title>");
                escape(&node.label, &mut html);
                let _ = write!(
                    html,
                    "</title><rect x=\"{}\" y=\"{}\" width=\"{NODE_WIDTH}\" height=\"{NODE_HEIGHT}\" rx=\"15\"/>",
                    node.x, node.y
                );
                label(&mut html, node, &node.label, &level);
                html.push_str("</g>");
            }
        }
    }
    html.push_str("</svg>");
    html.push_str(LEGEND);
    if plan.missing > 0 {
        let _ = write!(html, "<p class=\"dock__soft\">and {} more that have no room here</p>", plan.missing);
    }
    html
}

/// The nodes and the steps between nodes that lie on the critical path up to a moment.
#[derive(Default)]
struct Critical {
    nodes: BTreeSet<usize>,
    steps: BTreeSet<(usize, usize)>,
}

fn critical(plan: &Plan, now: Moment<'_>) -> Critical {
    let recording = now.recording();
    let Some(main) = recording.leader() else { return Critical::default() };
    // Of a moment before the end: of the task that ran last.
    let task = if main.finished_position().is_some_and(|end| end < now.position()) {
        main.id()
    } else {
        now.running().unwrap_or(main.id())
    };
    let mut found = Critical::default();
    let mut last = None;
    for part in recording.critical_path(task, now.position()) {
        let Some(node) = plan.node_of(recording, part.task) else { continue };
        found.nodes.insert(node);
        if let Some(last) = last.filter(|&last| last != node) {
            found.steps.insert((last, node));
        }
        last = Some(node);
    }
    found
}

/// All lines: who made whom, who uses what, who waits for whom.
fn arrows(html: &mut String, plan: &Plan, now: Moment<'_>, states: &[TaskStatus], path: &Critical) {
    let recording = now.recording();
    let mut drawn = Vec::new();
    for (to, node) in plan.nodes.iter().enumerate() {
        // All of a group have the same parent; the first is there first.
        let first = match &node.kind {
            Kind::Task(index) => *index,
            Kind::Group(members) => members[0],
            Kind::Resource(_) => continue,
        };
        let parent = recording.task_by_index(first).filter(|_| first < states.len()).and_then(|task| task.parent());
        let from = parent.and_then(|parent| plan.node_of(recording, parent.id()));
        let Some(from) = from.filter(|&from| from != to) else { continue };
        drawn.push((from, to));
        let on_path = path.steps.contains(&(from, to)) || path.steps.contains(&(to, from));
        line(html, plan, from, to, if on_path { "made graph__line--path" } else { "made" });
    }
    for &(from, to) in path.steps.iter().filter(|step| !drawn.contains(*step) && !drawn.contains(&(step.1, step.0))) {
        line(html, plan, from, to, "wakes graph__line--path");
    }
    for &(user, resource, gives) in &plan.uses {
        let (from, to) = if gives { (user, resource) } else { (resource, user) };
        line(html, plan, from, to, "uses");
    }
    let mut waits = BTreeSet::new();
    for (task, status) in recording.tasks().zip(states) {
        let TaskState::Suspended { on } = status.state else { continue };
        // Most sleep.
        if matches!(on, WaitTarget::Sleep(_) | WaitTarget::Turn | WaitTarget::Future(_)) {
            continue;
        }
        let Some(from) = plan.node_of(recording, task.id()) else { continue };
        let is_live =
            |id: &TaskId| now.status(*id).is_some_and(|status| !matches!(status.state, TaskState::Finished(_)));
        match on {
            WaitTarget::Task(id) => waits.extend(plan.node_of(recording, id).map(|to| (from, to, false))),
            WaitTarget::Group(group) => {
                let members = recording.members(group).iter().filter(|id| is_live(id)).take(MOST_ARROWS);
                waits.extend(members.filter_map(|id| Some((from, plan.node_of(recording, *id)?, false))));
            }
            WaitTarget::Resource(id) => {
                let to = plan.nodes.iter().position(|node| node.kind == Kind::Resource(id));
                waits.extend(to.map(|to| (from, to, true)));
            }
            _ => {}
        }
        if waits.len() > MOST_ARROWS {
            break;
        }
    }
    for (from, to, _) in waits.into_iter().filter(|wait| wait.0 != wait.1) {
        line(html, plan, from, to, "waits");
    }
    for (at, node) in plan.nodes.iter().enumerate() {
        let Kind::Resource(id) = node.kind else { continue };
        let holders = recording.holders_at(id, now.position());
        // Of a group, one line says it.
        let nodes: BTreeSet<usize> = holders.iter().filter_map(|holder| plan.node_of(recording, *holder)).collect();
        for holder in nodes {
            line(html, plan, at, holder, "held");
        }
    }
}

/// A line from one node to another.
fn line(html: &mut String, plan: &Plan, from: usize, to: usize, kind: &str) {
    let (a, b) = (&plan.nodes[from], &plan.nodes[to]);
    let middle = NODE_HEIGHT / 2.0;
    // Who waits points back to whom it waits for: a little beside the line by which it made it.
    let shift = if kind == "waits" || kind == "held" { 5.0 } else { 0.0 };
    let (ay, by) = (a.y + middle + shift, b.y + middle + shift);
    let path = if (a.x - b.x).abs() < 1.0 {
        let x = a.x + NODE_WIDTH;
        format!("M{x} {ay}C{} {ay} {} {by} {} {by}", x + 34.0, x + 34.0, x + 2.0)
    } else if a.x < b.x {
        let (x, to) = (a.x + NODE_WIDTH, b.x - 2.0);
        let bend = (to - x) / 2.0;
        format!("M{x} {ay}C{} {ay} {} {by} {to} {by}", x + bend, to - bend)
    } else {
        let (x, to) = (a.x, b.x + NODE_WIDTH + 2.0);
        let bend = (x - to) / 2.0;
        format!("M{x} {ay}C{} {ay} {} {by} {to} {by}", x - bend, to + bend)
    };
    let _ =
        write!(html, "<path class=\"graph__line graph__line--{kind}\" d=\"{path}\" marker-end=\"url(#graph-arrow)\"/>");
}

/// The name of a node, as much as there is room for, and a sign.
fn label(html: &mut String, node: &Node, name: &str, sign: &str) {
    let _ = write!(
        html,
        "<foreignObject x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><div class=\"graph__label\" dir=\"auto\">",
        node.x + LABEL_LEFT,
        node.y + 1.0,
        NODE_WIDTH - LABEL_LEFT - SIGN_ROOM,
        NODE_HEIGHT - 2.0
    );
    escape(name, html);
    let _ = write!(
        html,
        "</div></foreignObject><text class=\"graph__sign\" text-anchor=\"end\" x=\"{}\" y=\"{}\">{sign}</text>",
        node.x + NODE_WIDTH - 9.0,
        node.y + NODE_HEIGHT / 2.0
    );
}

fn task(html: &mut String, node: &Node, now: Moment<'_>, index: usize, chosen: Option<TaskId>, on_path: bool) {
    let Some(task) = now.recording().task_by_index(index) else { return };
    let status = now.status(task.id());
    let (kind, sign, word) = state(status);
    let line = status.map_or(task.created_line(), |status| status.line);
    let pressed = chosen == Some(task.id());
    let path = if on_path { " graph__node--path" } else { "" };
    let _ = write!(
        html,
        "<g class=\"graph__node{path}\" data-state=\"{kind}\" data-task=\"{}\" data-line=\"{line}\" style=\"--task:{}\" \
         role=\"button\" tabindex=\"0\" aria-pressed=\"{pressed}\" aria-label=\"",
        task.id().0,
        palette::css(index)
    );
    escape(&node.label, html);
    let _ = write!(html, ": {word}\"><title>");
    escape(&node.label, html);
    let _ = write!(html, ": {word}</title>");
    shape(html, node);
    let mut name = node.label.as_str();
    if task.is_thread() {
        // As elsewhere, a thread has two bars: they say what it is in less room than a word.
        let _ = write!(
            html,
            "<rect class=\"graph__stripe\" x=\"{}\" y=\"{}\" width=\"2\" height=\"{NODE_HEIGHT}\"/>",
            node.x + 6.0,
            node.y
        );
        name = name.strip_prefix("thread ").unwrap_or(name);
    }
    label(html, node, name, sign);
    html.push_str("</g>");
}

fn group(
    html: &mut String,
    node: &Node,
    (now, states): (Moment<'_>, &[TaskStatus]),
    members: &[usize],
    chosen: Option<TaskId>,
    on_path: bool,
) {
    let chosen = chosen.and_then(|chosen| Some(now.recording().task(chosen)?.index()));
    let mut counts: Vec<(&'static str, &'static str, usize)> = Vec::new();
    let is_chosen = chosen.is_some_and(|chosen| members.binary_search(&chosen).is_ok());
    for &member in members {
        let (_, sign, word) = state(states.get(member).copied());
        match counts.iter_mut().find(|known| known.0 == sign) {
            Some(known) => known.2 += 1,
            None => counts.push((sign, word, 1)),
        }
    }
    counts.sort_by_key(|count| std::cmp::Reverse(count.2));
    let words: Vec<String> = counts.iter().map(|(_, word, count)| format!("{count} {word}")).collect();
    let most = counts.first().map_or("", |count| count.0);
    let path = if on_path { " graph__node--path" } else { "" };
    let _ = write!(
        html,
        "<g class=\"graph__node graph__node--group{path}\" data-group=\"{}\" data-state=\"{}\" role=\"button\" tabindex=\"0\" \
         aria-pressed=\"{is_chosen}\" style=\"--task:{}\" aria-label=\"",
        members[0],
        group_state(states, members),
        palette::css(members[0])
    );
    escape(&node.label, html);
    let _ = write!(html, ": {}. Opens it\"><title>", words.join(", "));
    escape(&node.label, html);
    let _ = write!(html, ": {}</title>", words.join(", "));
    let _ = write!(
        html,
        "<rect class=\"graph__behind\" x=\"{}\" y=\"{}\" width=\"{NODE_WIDTH}\" height=\"{NODE_HEIGHT}\" rx=\"4\"/>",
        node.x + 4.0,
        node.y + 4.0
    );
    shape(html, node);
    label(html, node, &node.label, most);
    html.push_str("</g>");
}

/// The state of a group is that of the liveliest of its members.
fn group_state(states: &[TaskStatus], members: &[usize]) -> &'static str {
    let weight = |status: Option<TaskStatus>| match status.map(|status| status.state) {
        Some(TaskState::Running | TaskState::Blocked { .. }) => 5,
        Some(TaskState::Ready) => 4,
        Some(TaskState::Suspended { .. }) => 3,
        Some(TaskState::Finished(_)) => 2,
        None => 1,
    };
    let status = |&member: &usize| states.get(member).copied();
    let liveliest = members.iter().map(status).max_by_key(|status| weight(*status));
    state(liveliest.flatten()).0
}

fn shape(html: &mut String, node: &Node) {
    let _ = write!(
        html,
        "<rect class=\"graph__shape\" x=\"{}\" y=\"{}\" width=\"{NODE_WIDTH}\" height=\"{NODE_HEIGHT}\" rx=\"4\"/>\
         <rect class=\"graph__stripe\" x=\"{}\" y=\"{}\" width=\"4\" height=\"{NODE_HEIGHT}\"/>",
        node.x, node.y, node.x, node.y
    );
}
