//! How the run stands, in words and numbers.

use leptos::prelude::*;
use loopscope_recording::{Recording, TaskState};

use crate::{
    boxed::{memo, text},
    runner::{Activity, ClockChoice, Phase, Runner},
};

/// How the run stands, in words.
#[component]
pub(super) fn RunState() -> impl IntoView {
    let runner = Runner::from_context();
    // Nothing that changes from frame to frame, since it is read out.
    let kind = memo(move || kind(runner.phase()));
    let sentence = text(move || match kind.get() {
        "hogging" => hog_sentence(&runner),
        "failed" => match runner.phase() {
            Some(Phase::Ended(status)) => format!("Ended with exit status {status}"),
            _ => String::new(),
        },
        other => sentence_for(other).to_owned(),
    });
    view! {
        <p class="state" data-state=text(move || kind.get().to_owned()) role="status">
            <span class="state__lamp" aria-hidden="true"></span>
            <span class="state__text">{sentence}</span>
        </p>
    }
}

fn kind(phase: Option<Phase>) -> &'static str {
    match phase {
        None => "idle",
        Some(Phase::Running(activity)) => match activity {
            Activity::Working | Activity::Sleeping { .. } => "running",
            Activity::Hogging { .. } => "hogging",
            Activity::Blocked { .. } => "blocked",
            Activity::Waiting => "waiting",
        },
        Some(Phase::Paused) => "paused",
        Some(Phase::Ended(0)) => "finished",
        Some(Phase::Ended(_)) => "failed",
        Some(Phase::Stopped) => "stopped",
        Some(Phase::Crashed) => "crashed",
    }
}

fn sentence_for(kind: &str) -> &'static str {
    match kind {
        "idle" => "Ready",
        "running" => "Running",
        "blocked" => "The loop is blocked: time.sleep holds everybody",
        "waiting" => "Waiting for ever: nothing is ready, and no timer is set",
        "paused" => "Paused",
        "finished" => "Finished",
        "stopped" => "Stopped",
        "crashed" => "Loopscope itself failed here, which is a bug. Your text is safe: reload the page",
        _ => "",
    }
}

/// Who hogs the loop, and where.
fn hog_sentence(runner: &Runner) -> String {
    let task = runner.current_task();
    let name = task
        .and_then(|task| runner.recording().read(|recording| recording.task(task).map(|task| task.name().to_owned())));
    let place = runner.current_line().map(|line| format!(" at line {line}")).unwrap_or_default();
    format!("{} hogs the loop{place}", name.as_deref().unwrap_or("The program"))
}

/// The run's numbers: time, turns, tasks.
#[component]
pub(super) fn RunNumbers() -> impl IntoView {
    let runner = Runner::from_context();
    let seconds = text(move || {
        let start = runner.recording().read(Recording::start_time);
        format!("{:.2}", runner.now().saturating_sub(start) as f64 / 1e9)
    });
    let counts = memo(move || {
        runner.track();
        if runner.playhead().is_some() {
            return runner.moment(|now| {
                let is_alive = |state| !matches!(state, TaskState::Finished(_));
                let (mut alive, mut all) = (0, 0);
                for (_, status) in now.tasks().filter(|(task, _)| !task.is_thread()) {
                    all += 1;
                    alive += u32::from(is_alive(status.state));
                }
                (now.turn().unwrap_or(0), alive, all)
            });
        }
        let statistics = runner.recording().read(Recording::statistics);
        let ended = statistics.returned + statistics.failed + statistics.cancelled;
        (statistics.turns, statistics.tasks - ended.min(statistics.tasks), statistics.tasks)
    });
    let clock = text(move || if runner.run_clock() == ClockChoice::Virtual { "virtual s" } else { "s" }.to_owned());
    view! {
        <dl class="numbers">
            <div class="numbers__item"><dt>"time"</dt><dd>{seconds}<small>{clock}</small></dd></div>
            <div class="numbers__item"><dt>"turns"</dt><dd>{text(move || counts.get().0.to_string())}</dd></div>
            <div class="numbers__item"><dt>"tasks"</dt><dd>{text(move || counts.get().1.to_string())}<small>{text(move || format!("of {}", counts.get().2))}</small></dd></div>
        </dl>
    }
}
