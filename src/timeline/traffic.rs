//! What went between a task and others during a span, in words.

use loopscope_executor::ResourceKind;
use loopscope_recording::{EdgeKind, HandOver, Position, Recording, Span, SpanKind, Task};

use super::facts::{name_of, resource_name};

/// More lines are only counted.
const MOST: usize = 4;
/// Edges that are looked at.
const MOST_EDGES: usize = 50;

/// What a task did to others during a span, and they to it. `overs` are its hand-overs, if they are known.
pub(super) fn traffic(recording: &Recording, task: Task<'_>, span: &Span, overs: &[HandOver]) -> Vec<String> {
    let mut said: Vec<(Position, String)> = Vec::new();
    // The end of a wait is the beginning of what comes after it: who ended it belongs to both.
    let end = Position(span.last.0.saturating_add(1));
    for edge in recording.edges_of(task.id(), span.first..end, MOST_EDGES) {
        if edge.from == edge.to {
            continue;
        }
        let text = if edge.from == task.id() {
            let to = name_of(recording, edge.to);
            match edge.kind {
                EdgeKind::Spawn => format!("creates {to}"),
                EdgeKind::Wake => format!("wakes {to}"),
                EdgeKind::Cancel => format!("asks {to} to cancel"),
                EdgeKind::Await => continue,
            }
        } else {
            let from = name_of(recording, edge.from);
            match edge.kind {
                EdgeKind::Spawn => format!("created by {from}"),
                EdgeKind::Wake if matches!(span.kind, SpanKind::Suspended(_)) => format!("until {from} wakes it"),
                EdgeKind::Wake => format!("woken by {from}"),
                EdgeKind::Cancel => format!("asked to cancel by {from}"),
                EdgeKind::Await => continue,
            }
        };
        said.push((edge.position, text));
    }
    let during = |position: Position| (span.first..end).contains(&position);
    for over in overs {
        if over.from == task.id() && during(over.given) {
            said.push((over.given, passed(recording, over, true)));
        } else if over.to == task.id() && during(over.taken) {
            said.push((over.taken, passed(recording, over, false)));
        }
    }
    said.sort_by_key(|line| line.0);
    let count = said.len();
    let mut lines: Vec<String> = said.into_iter().map(|line| line.1).collect();
    lines.dedup();
    lines.truncate(MOST);
    if count > MOST {
        lines.push(format!("and {} more", count - MOST));
    }
    lines
}

/// What was handed over, from the side of who gave or of who took.
fn passed(recording: &Recording, over: &HandOver, gives: bool) -> String {
    let through = resource_name(recording, over.resource);
    let other = name_of(recording, if gives { over.to } else { over.from });
    if over.kind != ResourceKind::Queue {
        return if gives { format!("lets {through} go to {other}") } else { format!("gets {through} from {other}") };
    }
    let item = recording.resource(over.resource).and_then(|queue| queue.item_of(over.given));
    let item = item.map_or_else(|| "an item".to_owned(), |item| item.to_string());
    if gives {
        format!("puts {item} into {through}, which {other} gets")
    } else {
        format!("gets {item} from {through}, put there by {other}")
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Item, Observer, Outcome, Passage, QueueOrder, ResourceId, TaskId, WaitTarget};
    use loopscope_recording::Axis;

    use super::*;

    #[test]
    fn says_what_went_from_whom_to_whom() {
        let (main, taker, queue) = (TaskId(1), TaskId(2), ResourceId(3));
        let change = |level, by| Event::ResourceChanged { resource: queue, level, waiters: 0, by: Some(by) };
        let mut recording = Recording::new();
        recording.event(0, Event::TaskCreated { task: main, parent: None, line: 1 });
        recording.event(0, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: None });
        recording.queue_ordered(queue, QueueOrder::Fifo);
        recording.event(0, Event::TaskRunning { task: main });
        recording.event(0, Event::TaskCreated { task: taker, parent: Some(main), line: 2 });
        recording.event(0, Event::TaskSuspended { task: main, on: WaitTarget::Sleep(5), line: 3 });
        recording.event(0, Event::TaskRunning { task: taker });
        recording.event(0, Event::TaskSuspended { task: taker, on: WaitTarget::Resource(queue), line: 7 });
        recording.event(5, Event::TaskReady { task: main, by: None });
        recording.event(5, Event::TaskRunning { task: main });
        recording.event(5, change(1, main));
        recording.event(5, Event::TaskReady { task: taker, by: Some(main) });
        recording.item_passed(queue, Passage::Put, Item::Text("'tea'"));
        recording.event(5, Event::TaskSuspended { task: main, on: WaitTarget::Task(taker), line: 4 });
        recording.event(6, Event::TaskRunning { task: taker });
        recording.event(6, change(0, taker));
        recording.item_passed(queue, Passage::Got, Item::Text("'tea'"));
        recording.event(7, Event::TaskFinished { task: taker, outcome: Outcome::Returned });
        recording.task_named(main, "main");
        recording.task_named(taker, "taker");
        let said = |task: TaskId, event: u64| {
            let span = recording.span_at(task, Axis::Order, event, 9).unwrap();
            let overs = recording.hand_overs(task, 9);
            traffic(&recording, recording.task(task).unwrap(), &span, &overs)
        };
        assert_eq!(said(main, 2), ["creates taker"]);
        assert_eq!(said(main, 8), ["puts 'tea' into the queue, which taker gets", "wakes taker"]);
        assert_eq!(said(taker, 7), ["until main wakes it"]);
        assert_eq!(said(taker, 13), ["gets 'tea' from the queue, put there by main"]);
        assert_eq!(said(main, 5), Vec::<String>::new());
    }
}
