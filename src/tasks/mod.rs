//! The table of tasks: what each is doing, what it waits for, and where.

mod describe;
mod row;

use leptos::{html, prelude::*};
use loopscope_executor::TaskId;
use loopscope_recording::TaskState;

use crate::{
    boxed::{aria, effect, flag, memo, on, text},
    rows::Viewport,
    runner::Runner,
    selection::Selection,
};

use row::TaskRow;

/// The height of a row in pixels; `tasks.css` has the same.
const ROW: f64 = 28.0;
/// The height of the table's head, which stays in sight.
const HEAD: f64 = 26.0;

const HINT: &str = "Every task and thread at this moment: what it does, what it waits for, and on which line.";
const NO_TASKS: &str =
    "Each task of the program gets a row here: what it is doing, what it waits for, and on which line.";

/// The tasks of the run, in order of creation.
#[component]
pub(crate) fn TasksPane() -> impl IntoView {
    let runner = Runner::from_context();
    let selection = Selection::from_context();
    let scroller: NodeRef<html::Div> = NodeRef::new();
    let viewport = RwSignal::new(Viewport { top: 0.0, height: 300.0, row: ROW });
    let only_live = RwSignal::new(false);

    // The numbers of the tasks that are listed, when not all are.
    let live = memo(move || {
        only_live.get().then(|| {
            runner.track();
            runner.moment(|now| {
                let recording = now.recording();
                let is_live =
                    |id: TaskId| !matches!(now.status(id).map(|status| status.state), Some(TaskState::Finished(_)));
                recording.tasks().filter(|task| is_live(task.id())).map(|task| task.index()).collect::<Vec<_>>()
            })
        })
    });
    let created = memo(move || {
        runner.track();
        runner.moment(|now| now.task_count())
    });
    let count = memo(move || live.with(|live| live.as_ref().map_or_else(|| created.get(), Vec::len)));
    let rows = memo(move || viewport.get().rows(count.get()));
    let listed = memo(move || {
        runner.recording().read(|recording| {
            live.with(|live| {
                let listed = |row: usize| {
                    let index = live.as_ref().map_or(row, |live| live[row]);
                    Some((row, index, recording.task_by_index(index)?.id()))
                };
                rows.get().filter_map(listed).collect::<Vec<_>>()
            })
        })
    });

    let measure = move || {
        if let Some(scroller) = scroller.get_untracked() {
            let (top, height) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
            viewport.set(Viewport { top, height, row: ROW });
        }
    };
    effect(move || {
        count.track();
        measure();
    });
    // A task that is chosen elsewhere comes into sight.
    effect(move || {
        let (Some(task), Some(scroller)) = (selection.task.get(), scroller.get_untracked()) else { return };
        let index = runner.recording().read(|recording| recording.task(task).map(|task| task.index()));
        let row = live.with_untracked(|live| match live {
            Some(live) => live.iter().position(|&listed| Some(listed) == index),
            None => index,
        });
        let Some(top) = row.map(|row| row as f64 * ROW) else { return };
        let seen = viewport.get_untracked();
        if top < seen.top || top + ROW + HEAD > seen.top + seen.height {
            scroller.set_scroll_top((top - seen.height / 2.0) as i32);
        }
    });
    let height = |rows: usize| format!("height:{}px", rows as f64 * ROW);

    view! {
        <section class="pane tasks" aria-label="Tasks" class:pane--stale=flag(move || runner.is_stale())>
            <header class="pane__head">
                <h2 class="pane__title">"Tasks"</h2>
                <span class="pane__note">{text(move || created.get().to_string())}</span>
                <p class="pane__hint" title=HINT>{HINT}</p>
                <button
                    class="button button--quiet"
                    aria-pressed=aria(move || only_live.get())
                    title="Leave out the tasks that have ended"
                    on:click=on(move |_| only_live.update(|only| *only = !*only))
                >
                    "Live only"
                </button>
            </header>
            <div class="tasks__scroll" tabindex="0" role="group" aria-label="Table of tasks" node_ref=scroller on:scroll=on(move |_| measure())>
                <table class="tasks__table" aria-rowcount=text(move || (count.get() + 1).to_string())>
                    <thead>
                        <tr>
                            <th scope="col" class="tasks__name">"Task"</th>
                            <th scope="col" class="tasks__state">"State"</th>
                            <th scope="col" class="tasks__wait">"Waits for"</th>
                            <th scope="col" class="tasks__line">"Line"</th>
                            <th scope="col" class="tasks__time">"For"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <tr aria-hidden="true" style=text(move || height(rows.get().start))></tr>
                        {move || listed.get().into_iter().map(|(row, index, id)| view! { <TaskRow row index id/> }).collect_view()}
                        <tr aria-hidden="true" style=text(move || height(count.get() - rows.get().end))></tr>
                    </tbody>
                </table>
                <p class="pane__empty" hidden=flag(move || count.get() > 0)>
                    {text(move || if created.get() == 0 { NO_TASKS } else { "All tasks have ended." }.to_owned())}
                </p>
            </div>
        </section>
    }
}
