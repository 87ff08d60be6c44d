//! Queues, locks, semaphores, events, conditions, barriers and pools: how they stand, and who waits for them.

use std::fmt::Write;

use leptos::prelude::*;
use loopscope_executor::{ResourceKind, TaskId, WaitTarget};
use loopscope_recording::{Moment, Position, Recording, Resource, ResourceStatus, TaskState};

use super::{
    Shown, pane,
    words::{state, task_by_id, task_html},
};
use crate::{
    app::Layout,
    boxed::text,
    findings::{Findings, ProgramText},
    runner::Runner,
    timeline::{escape, resource_name, waits_for},
};

/// More are only counted.
const MOST: usize = 60;
const MOST_WAITERS: usize = 12;
const MOST_ITEMS: usize = 24;
const MOST_WORKERS: usize = 64;
/// Changes that are drawn.
const MOST_LEVELS: usize = 4_000;
/// The picture of a level over time, in its own units.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 30.0;

/// The resources at the moment that is looked at.
#[component]
pub(crate) fn ResourcesPane() -> impl IntoView {
    let runner = Runner::from_context();
    let findings = Findings::from_context();
    let layout = Layout::from_context();
    let html = text(move || {
        if !layout.is_shown("resources") {
            return String::new();
        }
        runner.track_calmly();
        findings.text().with(|text| runner.moment(|now| resources_html(now, text)))
    });
    pane(Shown {
        key: "resources",
        label: "Resources",
        hint: "Queues, locks, pools and their kin: how full they are over time, who holds them, who waits in line.",
        html,
        controls: ().into_any(),
        act: Box::new(|_| false),
    })
}

fn resources_html(now: Moment<'_>, text: &ProgramText) -> String {
    let recording = now.recording();
    let waiting = waiting(now);
    let mut html = String::from("<ul class=\"dock__list resources__list\">");
    let mut count = 0;
    for (resource, status) in now.resources() {
        count += 1;
        if count <= MOST {
            let waiters: Vec<TaskId> =
                waiting.iter().filter(|wait| wait.0 == resource.id()).map(|wait| wait.1).collect();
            resource_html(&mut html, now, resource, status, &waiters, text);
        }
    }
    html += "</ul>";
    if count > MOST {
        let _ = write!(html, "<p class=\"dock__soft\">and {} more</p>", count - MOST);
    }
    if count == 0 {
        let what = if recording.resources().len() == 0 && !recording.is_empty() {
            "This program uses no queue, lock, semaphore, event, condition, barrier or pool."
        } else {
            "Queues, locks and their kin stand here as soon as the program makes one."
        };
        return format!("<p class=\"pane__empty\">{what}</p>");
    }
    html
}

/// Who waits for which resource, in the order of their coming.
fn waiting(now: Moment<'_>) -> Vec<(loopscope_executor::ResourceId, TaskId)> {
    let mut found: Vec<_> = now
        .tasks()
        .filter_map(|(task, status)| match status.state {
            TaskState::Suspended { on: WaitTarget::Resource(id) } => Some((status.since, id, task.id())),
            _ => None,
        })
        .collect();
    found.sort_by_key(|wait| wait.0);
    found.into_iter().map(|(_, id, task)| (id, task)).collect()
}

fn resource_html(
    html: &mut String,
    now: Moment<'_>,
    resource: Resource<'_>,
    status: ResourceStatus,
    waiters: &[TaskId],
    text: &ProgramText,
) {
    let recording = now.recording();
    let level = status.level;
    let holders = recording.holders_at(resource.id(), now.position());
    let said = level_in_words(resource, level);
    html.push_str("<li class=\"resource\"><h3 class=\"resource__name\">");
    let name = resource_name(recording, resource.id());
    if resource.line() > 0 {
        let line = resource.line();
        let _ = write!(html, "<button class=\"resource__link\" data-line=\"{line}\" title=\"made on line {line}\">");
        escape(&name, html);
        html.push_str("</button>");
    } else {
        escape(&name, html);
    }
    let _ = write!(html, "</h3><p class=\"resource__level\">{said}");
    if resource.kind() == ResourceKind::Lock
        && let Some(owner) = holders.first()
    {
        html.push_str(" by ");
        task_by_id(html, recording, *owner, text);
    }
    html.push_str("</p>");
    picture(html, recording, resource, now.position());
    if resource.kind().has_items() {
        items_html(html, now, resource, level as usize);
    }
    if resource.kind() == ResourceKind::Semaphore {
        tasks_html(html, now, "held by:", &holders, text);
    }
    if resource.kind() == ResourceKind::Pool {
        workers_html(html, now, resource, text);
    } else {
        tasks_html(html, now, "in line:", waiters, text);
    }
    html.push_str("</li>");
}

/// How full it is, and of how much where that is known.
fn level_in_words(resource: Resource<'_>, level: u32) -> String {
    // More than there was room for at first: places may be added to a semaphore.
    let most = resource.most().filter(|most| level <= *most);
    match (resource.kind(), most) {
        (ResourceKind::Queue, Some(most)) if level == most => format!("{level} of {most} items: full"),
        (ResourceKind::Queue, Some(most)) => format!("{level} of {most} items"),
        (ResourceKind::Queue, None) => format!("{level} {}", if level == 1 { "item" } else { "items" }),
        (ResourceKind::Lock, _) => if level == 1 { "locked" } else { "free" }.to_owned(),
        (ResourceKind::Semaphore, Some(most)) => format!("{level} of {most} places free"),
        (ResourceKind::Semaphore, None) => format!("{level} free {}", if level == 1 { "place" } else { "places" }),
        (ResourceKind::Event, _) => if level == 1 { "set" } else { "not set" }.to_owned(),
        (ResourceKind::Condition, _) => String::new(),
        (ResourceKind::Pool, _) => match level {
            0 => "no work waits".to_owned(),
            1 => "1 call waits".to_owned(),
            level => format!("{level} calls wait"),
        },
        (ResourceKind::Barrier, Some(most)) => format!("{level} of {most} arrived"),
        (ResourceKind::Barrier, None) => format!("{level} arrived"),
    }
}

/// Some tasks in their order, if there are any.
fn tasks_html(html: &mut String, now: Moment<'_>, said: &str, tasks: &[TaskId], text: &ProgramText) {
    if tasks.is_empty() {
        return;
    }
    let _ = write!(html, "<p class=\"resource__tasks\"><span class=\"dock__soft\">{said}</span> ");
    for task in tasks.iter().take(MOST_WAITERS).filter_map(|id| now.recording().task(*id)) {
        task_html(html, task, now.status(task.id()).map_or(0, |status| status.line), text);
    }
    if tasks.len() > MOST_WAITERS {
        let _ = write!(html, "<span class=\"dock__soft\">and {} more</span>", tasks.len() - MOST_WAITERS);
    }
    html.push_str("</p>");
}

/// The threads of a pool, and what each is doing.
fn workers_html(html: &mut String, now: Moment<'_>, pool: Resource<'_>, text: &ProgramText) {
    let recording = now.recording();
    let workers: Vec<_> =
        recording.workers(pool.id()).filter_map(|thread| Some((thread, now.status(thread.id())?))).collect();
    let most = pool.most().unwrap_or_default();
    let _ = write!(
        html,
        "<p class=\"resource__tasks\"><span class=\"dock__soft\">{} of at most {most} workers</span></p><ol class=\"dock__list resource__workers\" aria-label=\"Workers\">",
        workers.len()
    );
    for (task, status) in workers.iter().take(MOST_WORKERS) {
        html.push_str("<li>");
        task_html(html, *task, status.line, text);
        html.push_str("<span class=\"dock__soft\">");
        let function =
            text.function_at(status.line).map_or_else(String::new, |function| format!("{}: ", function.name));
        let line = if status.line > 0 { format!(" (line {})", status.line) } else { String::new() };
        let said = match status.state {
            TaskState::Suspended { on: WaitTarget::Resource(id) } if id == pool.id() => "idle".to_owned(),
            TaskState::Suspended { on } => format!("{function}waits for {}{line}", waits_for(recording, on)),
            _ => format!("{function}{}{line}", state(Some(*status)).2),
        };
        escape(&said, html);
        html.push_str("</span></li>");
    }
    html.push_str("</ol>");
    if workers.len() > MOST_WORKERS {
        let _ = write!(html, "<p class=\"dock__soft\">and {} more</p>", workers.len() - MOST_WORKERS);
    }
}

/// What is in a queue, the item that leaves it next at the left.
fn items_html(html: &mut String, now: Moment<'_>, queue: Resource<'_>, level: usize) {
    let items = queue.items_at(now.position(), MOST_ITEMS);
    if items.is_empty() {
        return;
    }
    html.push_str("<ol class=\"resource__items\" aria-label=\"Items, the next one first\">");
    for item in &items {
        html.push_str("<li class=\"resource__item\"><bdi>");
        escape(&item.to_string(), html);
        html.push_str("</bdi></li>");
    }
    if level > items.len() {
        let _ = write!(html, "<li class=\"dock__soft\">and {} more</li>", level - items.len());
    }
    html.push_str("</ol>");
}

/// The level over the whole run, what is still to come faintly.
fn picture(html: &mut String, recording: &Recording, resource: Resource<'_>, position: Position) {
    let levels = resource.levels_before(Position(recording.len()), MOST_LEVELS);
    let most = levels.iter().map(|level| level.level).max().unwrap_or(0).max(1);
    let (start, long) = (recording.start_time(), recording.duration().max(1) as f64);
    let x = |time: u64| (time.saturating_sub(start)) as f64 / long * WIDTH;
    let y = |level: u32| HEIGHT - 1.0 - f64::from(level) / f64::from(most) * (HEIGHT - 4.0);
    let steps = |until: Position, end: f64| {
        let mut path = String::new();
        let mut last_x = f64::NEG_INFINITY;
        let shown = levels.iter().filter(|level| level.position < until);
        let mut last = 0;
        for (at, level) in shown.enumerate() {
            let to = x(level.time);
            if at == 0 {
                let _ = write!(path, "M{to:.1} {:.1}", y(level.level));
            } else if to - last_x >= 0.25 || level.level == most || level.level == 0 {
                let _ = write!(path, "H{to:.1}V{:.1}", y(level.level));
                last_x = to;
            }
            last = level.level;
        }
        if !path.is_empty() {
            let _ = write!(path, "V{:.1}H{end:.1}", y(last));
        }
        path
    };
    let here = x(recording.at(position).time());
    let _ = write!(
        html,
        "<svg class=\"resource__picture\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"level over time, at most {most}\">\
         <path class=\"resource__future\" d=\"{}\"/><path class=\"resource__past\" d=\"{}\"/>\
         <path class=\"resource__now\" d=\"M{here:.1} 0V{HEIGHT}\"/></svg>",
        steps(Position(recording.len()), WIDTH),
        steps(position, here)
    );
    if resource.kind().has_items() || matches!(resource.kind(), ResourceKind::Semaphore | ResourceKind::Barrier) {
        let _ = write!(html, "<span class=\"resource__most dock__soft\">max {most}</span>");
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Item, Observer, Passage, QueueOrder, ResourceId};

    use super::*;

    #[test]
    fn shows_what_is_in_a_queue() {
        let queue = ResourceId(5);
        let mut recording = Recording::new();
        recording.event(0, Event::ResourceCreated { resource: queue, kind: ResourceKind::Queue, by: None });
        recording.resource_made_at(queue, 7);
        recording.queue_ordered(queue, QueueOrder::Fifo);
        recording.resource_named(queue, "jobs");
        for number in 1..=30 {
            recording.event(1, Event::ResourceChanged { resource: queue, level: number, waiters: 0, by: None });
            let text = format!("'<{number}>'");
            recording.item_passed(queue, Passage::Put, Item::Text(&text));
        }
        let html = resources_html(recording.now(), &ProgramText::default());
        for part in [
            "data-line=\"7\" title=\"made on line 7\">queue jobs</button>",
            "30 items",
            "<bdi>&#39;&lt;1&gt;&#39;</bdi></li><li class=\"resource__item\"><bdi>&#39;&lt;2&gt;&#39;",
            "and 6 more",
        ] {
            assert!(html.replace('\'', "&#39;").contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn shows_what_the_workers_of_a_pool_do() {
        let (pool, main) = (ResourceId(5), TaskId(1));
        let mut recording = Recording::new();
        recording.event(0, Event::TaskCreated { task: main, parent: None, line: 1 });
        recording.event(0, Event::ResourceCreated { resource: pool, kind: ResourceKind::Pool, by: Some(main) });
        recording.resource_named(pool, "io");
        recording.resource_holds(pool, 4);
        recording.queue_ordered(pool, QueueOrder::Fifo);
        recording.event(0, Event::ResourceChanged { resource: pool, level: 1, waiters: 0, by: Some(main) });
        recording.item_passed(pool, Passage::Put, Item::Text("fetch"));
        // Two of this pool, one of another whose threads are called alike, and one of none.
        let threads = [("io_0", Some(pool)), ("io_1", Some(pool)), ("io_3", Some(ResourceId(6))), ("io_2", None)];
        for (id, (name, serves)) in (2..).zip(threads) {
            let thread = TaskId(id);
            recording.event(0, Event::ThreadCreated { thread, parent: Some(main), line: 2 });
            recording.task_named(thread, name);
            serves.into_iter().for_each(|pool| recording.thread_serves(thread, pool));
        }
        for (id, on) in [(2, WaitTarget::Sleep(2_000_000_000)), (3, WaitTarget::Resource(pool))] {
            recording.event(0, Event::TaskSuspended { task: TaskId(id), on, line: 3 * (4 - id) });
        }
        let html = resources_html(recording.now(), &ProgramText::default());
        let parts = [
            "pool io",
            "1 call waits",
            "<bdi>fetch</bdi>",
            "2 of at most 4 workers",
            "sleep until 2 s (line 6)",
            ">idle<",
        ];
        for part in parts {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("io_2") && !html.contains("io_3"), "{html}");
    }

    #[test]
    fn says_of_how_much() {
        for (kind, most, level, said) in [
            (ResourceKind::Queue, 3, 3, "3 of 3 items: full"),
            (ResourceKind::Queue, 3, 1, "1 of 3 items"),
            (ResourceKind::Queue, 0, 1, "1 item"),
            (ResourceKind::Semaphore, 2, 0, "0 of 2 places free"),
            (ResourceKind::Semaphore, 2, 5, "5 free places"),
            (ResourceKind::Barrier, 4, 2, "2 of 4 arrived"),
        ] {
            let id = ResourceId(1);
            let mut recording = Recording::new();
            recording.event(0, Event::ResourceCreated { resource: id, kind, by: None });
            recording.resource_holds(id, most);
            assert_eq!(recording.resource(id).map(|resource| level_in_words(resource, level)).as_deref(), Some(said));
        }
    }

    #[test]
    fn says_how_resources_stand_and_who_waits() {
        let (owner, waiter, lock) = (TaskId(1), TaskId(2), ResourceId(5));
        let mut recording = Recording::new();
        for (time, event) in [
            (0, Event::TaskCreated { task: owner, parent: None, line: 1 }),
            (0, Event::TaskCreated { task: waiter, parent: None, line: 1 }),
            (0, Event::ResourceCreated { resource: lock, kind: ResourceKind::Lock, by: Some(owner) }),
            (5, Event::ResourceChanged { resource: lock, level: 1, waiters: 0, by: Some(owner) }),
            (6, Event::ResourceChanged { resource: lock, level: 1, waiters: 1, by: Some(waiter) }),
            (6, Event::TaskSuspended { task: waiter, on: WaitTarget::Resource(lock), line: 3 }),
            (9, Event::ResourceChanged { resource: lock, level: 0, waiters: 1, by: Some(owner) }),
        ] {
            recording.event(time, event);
        }
        recording.task_named(owner, "owner");
        recording.task_named(waiter, "<waiter>");
        let text = ProgramText::default();
        let html = resources_html(recording.at(Position(6)), &text);
        assert!(
            html.contains("the lock</h3>") && html.contains("locked by <button") && html.contains(">owner<"),
            "{html}"
        );
        assert!(html.contains("in line:") && html.contains("&lt;waiter&gt;"), "{html}");
        let html = resources_html(recording.now(), &text);
        assert!(html.contains("\">free</p>"), "{html}");
        assert!(resources_html(Recording::new().now(), &text).contains("as soon as the program makes one"));
    }
}
