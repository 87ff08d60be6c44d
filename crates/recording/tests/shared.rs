//! A shared recording says the same whenever it is read, and however often.

mod story;

use loopscope_executor::{Event, Item, Observer, Passage, QueueOrder, ResourceId, ResourceKind, TaskId};
use loopscope_recording::{Limits, Position, Recording, Resource, SharedRecording, Stream};
use story::{Random, random_run};

/// All that is compared of a recording.
fn said(recording: &Recording) -> String {
    let events: Vec<_> = (0..recording.len()).map(|at| recording.event_at(Position(at))).collect();
    let moment = recording.now();
    let tasks: Vec<_> = moment.tasks().map(|(task, status)| (task.id(), task.name().to_owned(), status)).collect();
    let stacks: Vec<_> = tasks.iter().map(|(task, ..)| moment.stack(*task)).collect();
    let passed: Vec<_> = recording.resources().map(|queue| passed(recording, &queue)).collect();
    format!("{:?} {events:?} {tasks:?} {stacks:?} {passed:?} {:?}", recording.statistics(), recording.end_time())
}

/// What went through a queue, and what is in it.
fn passed(recording: &Recording, queue: &Resource<'_>) -> String {
    let items: Vec<_> = queue.levels().map(|level| queue.item_of(level.position)).collect();
    format!("{:?} {items:?} {:?}", queue.id(), queue.items_at(recording.now().position(), 99))
}

#[test]
fn it_does_not_matter_when_it_is_read() {
    for seed in 1..=10 {
        let limits = if seed % 2 == 0 { Limits::default() } else { Limits { events: 1_500, ..Limits::default() } };
        let mut random = Random(seed * 31);
        let (mut plain, mut shared) = (Recording::with_limits(limits), SharedRecording::with_limits(limits));
        for (queue, order) in [QueueOrder::Fifo, QueueOrder::Lifo, QueueOrder::Guest].into_iter().enumerate() {
            let resource = ResourceId(queue as u32);
            let event = Event::ResourceCreated { resource, kind: ResourceKind::Queue, by: None };
            plain.event(0, event);
            shared.event(0, event);
            plain.queue_ordered(resource, order);
            shared.queue_ordered(resource, order);
        }
        for (n, (time, event)) in random_run(seed, 2_000, 30).into_iter().enumerate() {
            let task = TaskId(n as u32 / 7 + 1);
            if random.chance(4) {
                let lines: Vec<u32> = (0..random.below(5) as u32 + 2).map(|call| call * 10 + seed as u32).collect();
                plain.task_stands(task, &lines);
                shared.task_stands(task, &lines);
            }
            if random.chance(9) {
                let name = format!("task {n} 🧵");
                plain.task_named(task, &name);
                shared.task_named(task, &name);
            }
            if random.chance(20) {
                plain.wrote(time, Some(task), Stream::Out, "a line\n");
                shared.wrote(time, Some(task), Stream::Out, "a line\n");
            }
            plain.event(time, event);
            shared.event(time, event);
            if let Event::ResourceChanged { resource, level, .. } = event {
                let passage = if random.chance(60) { Passage::Put } else { Passage::Got };
                let text = format!("'item {} 🧵'", random.below(5));
                let item = if random.chance(50) { Item::Int(i64::from(level) - 5_000) } else { Item::Text(&text) };
                plain.item_passed(resource, passage, item);
                shared.item_passed(resource, passage, item);
            }
            if random.chance(1) {
                assert_eq!(shared.read(said), said(&plain), "seed {seed}, after event {n}");
            }
        }
        assert_eq!(shared.read(said), said(&plain), "seed {seed}");
    }
}
