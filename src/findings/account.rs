//! Why a run took as long as it did, in a sentence or two: what its critical path is made of, and what overlapped.

use std::collections::BTreeSet;

use loopscope_executor::{TaskId, WaitTarget};
use loopscope_recording::{Axis, Position, Recording, Span, SpanKind};

use super::{
    text::ProgramText,
    words::{kind_of, rough, with_function},
};
use crate::timeline::task_name;

/// Runs that are over sooner need no account.
const LEAST_NANOS: u64 = 1_000_000;
/// The largest shares are told, and none that is a smaller part of the whole than one in so many.
const MOST_SHARES: usize = 3;
const LEAST_SHARE: u64 = 12;
/// What is shorter than one in so many parts of the whole is not looked at.
const GRAIN: u64 = 2_000;
/// Of more tasks it is not added up how long they slept.
const MOST_TASKS: usize = 2_000;

/// What a task did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Slept,
    Waited,
    Ran,
    Blocked,
}

/// What was done on the critical path at a line.
struct Share {
    deed: Deed,
    line: u32,
    nanos: u64,
    tasks: BTreeSet<u32>,
}

/// Accounts for the time that a run took; `None` if there is nothing to say.
pub(super) fn account(recording: &Recording, text: &ProgramText) -> Option<String> {
    let whole = recording.duration();
    if whole < LEAST_NANOS {
        return None;
    }
    let mut shares = shares(recording, whole / GRAIN)?;
    shares.sort_by_key(|share| std::cmp::Reverse(share.nanos));
    let told = shares.iter().filter(|share| share.nanos > whole / LEAST_SHARE).take(MOST_SHARES);
    let told: Vec<String> = told.map(|share| in_words(share, recording, text)).collect();
    if told.is_empty() {
        return None;
    }
    let mut said = format!("Why it takes {}: {}.", rough(whole), listed(&told));
    // As long again as the whole, and not only by rounding.
    if let Some(slept) = slept(recording, whole / GRAIN).filter(|slept| *slept > whole + whole / LEAST_SHARE) {
        said += &format!(" All sleeps together are {}: they overlap.", rough(slept));
    }
    Some(said)
}

/// What the critical path up to the end of the first task (or thread, where there are no tasks) is made of.
fn shares(recording: &Recording, grain: u64) -> Option<Vec<Share>> {
    let main = recording.leader()?;
    let end = main.finished_position().unwrap_or(Position(recording.len()));
    let mut shares = Vec::new();
    let mut spans = Vec::new();
    for part in recording.critical_path(main.id(), end) {
        let window = recording.time_at(part.from)..recording.time_at(part.to);
        recording.spans(part.task, Axis::Time, window.clone(), window.end, grain, &mut spans);
        for span in &spans {
            let Some(deed) = deed(span) else { continue };
            let (start, end) = (span.start.max(window.start), span.end.min(window.end));
            // Who sleeps longer than it wanted to, or is ready, is kept waiting by whoever holds the loop.
            let own = match span.kind {
                SpanKind::Suspended(WaitTarget::Sleep(until)) => until.clamp(start, end.max(start)),
                SpanKind::Ready => start,
                _ => end,
            };
            add(&mut shares, deed, span.line, part.task, own.saturating_sub(start));
            for held in recording.blockings(own..end).filter(|_| own < end) {
                let nanos = held.end.min(end).saturating_sub(held.start.max(own));
                add(&mut shares, Deed::Blocked, held.line, held.task.unwrap_or(part.task), nanos);
            }
        }
    }
    Some(shares)
}

fn add(shares: &mut Vec<Share>, deed: Deed, line: u32, task: TaskId, nanos: u64) {
    if nanos == 0 {
        return;
    }
    match shares.iter_mut().find(|share| (share.deed, share.line) == (deed, line)) {
        Some(share) => {
            share.nanos += nanos;
            share.tasks.insert(task.0);
        }
        None => shares.push(Share { deed, line, nanos, tasks: BTreeSet::from([task.0]) }),
    }
}

fn deed(span: &Span) -> Option<Deed> {
    match span.kind {
        SpanKind::Running | SpanKind::Ready => Some(Deed::Ran),
        SpanKind::Blocked => Some(Deed::Blocked),
        SpanKind::Suspended(WaitTarget::Sleep(_)) => Some(Deed::Slept),
        SpanKind::Suspended(_) => Some(Deed::Waited),
        SpanKind::Many => None,
    }
}

/// How long all tasks slept, added up.
fn slept(recording: &Recording, grain: u64) -> Option<u64> {
    if recording.tasks().len() > MOST_TASKS {
        return None;
    }
    let all = recording.extent(Axis::Time);
    let mut spans = Vec::new();
    let mut nanos = 0;
    for task in recording.tasks() {
        recording.spans(task.id(), Axis::Time, all.clone(), all.end, grain, &mut spans);
        nanos += spans.iter().filter(|span| deed(span) == Some(Deed::Slept)).map(Span::duration).sum::<u64>();
    }
    Some(nanos)
}

fn in_words(share: &Share, recording: &Recording, text: &ProgramText) -> String {
    let mut who: Vec<String> = Vec::new();
    for task in share.tasks.iter().take(2).filter_map(|id| recording.task(TaskId(*id))) {
        // One that never waited stands where it ran last.
        let line = match task.entry_line() {
            0 => recording.now().status(task.id()).map_or(0, |status| status.line),
            line => line,
        };
        who.push(with_function(task_name(task), line, text));
    }
    let who = match share.tasks.len() {
        0..=2 => who.join(" and "),
        count => format!("{count} {}", kind_of(recording, share.tasks.iter().map(|id| TaskId(*id)))),
    };
    let long = rough(share.nanos);
    let one = share.tasks.len() == 1;
    let place = if share.line > 0 { format!(" at line {}", share.line) } else { String::new() };
    match share.deed {
        Deed::Slept if one => format!("{who} sleeps {long}{place}"),
        Deed::Slept => format!("{who} sleep {long}{place}"),
        Deed::Waited if one => format!("{who} waits {long}{place}"),
        Deed::Waited => format!("{who} wait {long}{place}"),
        Deed::Ran if one => format!("{who} runs for {long}"),
        Deed::Ran => format!("{who} run for {long}"),
        Deed::Blocked if one => format!("{who} blocks the loop for {long}{place}"),
        Deed::Blocked => format!("{who} block the loop for {long}{place}"),
    }
}

/// `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::findings::programs::recorded;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let program = format!("import asyncio, time\nsleep = asyncio.sleep\n{body}\nasyncio.run(main())\n");
        let text = ProgramText::new(&program);
        let said = recorded(&program).0.read(|recording| account(recording, &text));
        assert_eq!(said.unwrap_or_default(), expected, "{program}");
    }

    #[test]
    fn a_run_is_accounted_for() {
        check("async def main():\n    await sleep(1)", "Why it takes 1 s: Task-1 (main) sleeps 1 s at line 4.");
        check(
            "async def main():\n    await sleep(1)\n    time.sleep(0.5)\n    await sleep(2)",
            "Why it takes 3.5 s: Task-1 (main) sleeps 2 s at line 6, Task-1 (main) sleeps 1 s at line 4, and \
             Task-1 (main) blocks the loop for 500 ms at line 5.",
        );
        check("async def main():\n    pass", "");
    }

    #[test]
    fn what_overlaps_is_told() {
        check(
            "async def one(n):\n    await sleep(n)\nasync def main():\n    await asyncio.gather(one(1), one(3), one(2))",
            "Why it takes 3 s: Task-3 (one) sleeps 3 s at line 4. All sleeps together are 6 s: they overlap.",
        );
        check(
            "async def one(n):\n    await sleep(n)\nasync def main():\n    for n in (1, 2):\n        await asyncio.create_task(one(n))",
            "Why it takes 3 s: Task-2 (one) and Task-3 (one) sleep 3 s at line 4.",
        );
    }

    #[test]
    fn a_program_of_threads_is_accounted_for() {
        let check = |body: &str, expected: &str| {
            let program = format!(
                "import threading, time\ndef work(n):\n    time.sleep(n)\nthreads = [threading.Thread(target=work, args=(n,), name=f'w{{n}}') for n in (1, 3, 2)]\n{body}\n"
            );
            let said = recorded(&program).0.read(|recording| account(recording, &ProgramText::new(&program)));
            assert_eq!(said.as_deref(), Some(expected));
        };
        check(
            "for t in threads: t.start()\nfor t in threads: t.join()",
            "Why it takes 3 s: w3 sleeps 3 s at line 3. All sleeps together are 6 s: they overlap.",
        );
        check("for t in threads: t.start(); t.join()", "Why it takes 6 s: 3 threads sleep 6 s at line 3.");
    }

    #[test]
    fn who_is_late_because_of_another_is_not_to_blame() {
        check(
            "async def busy():\n    time.sleep(2)\nasync def main():\n    task = asyncio.create_task(busy())\n    await sleep(0.1)\n    await task",
            "Why it takes 2 s: Task-2 (busy) blocks the loop for 1.9 s at line 4.",
        );
    }
}
