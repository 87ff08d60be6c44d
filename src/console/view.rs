//! The console's pane.

use leptos::{html, prelude::*};
use loopscope_executor::TaskId;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{ansi::strip, lines::shown_lines, markup::markup, styles::LineStyles};
use crate::{
    boxed::{effect, flag, memo, on, spawn, text},
    notice::Notices,
    rows::Viewport,
    runner::Runner,
    selection::Selection,
};

/// The height of a line in pixels; `console.css` has the same.
const ROW: f64 = 20.0;

/// The console: what was printed, virtualised so that 100,000 lines stay smooth.
#[component]
pub(crate) fn ConsolePane() -> impl IntoView {
    let runner = Runner::from_context();
    let notices = Notices::from_context();
    let selection = Selection::from_context();
    let scroller: NodeRef<html::Div> = NodeRef::new();
    let viewport = RwSignal::new(Viewport { top: 0.0, height: 400.0, row: ROW });
    let follows = RwSignal::new(true);
    let cleared = RwSignal::new(0u32);
    let styles = StoredValue::new_local(LineStyles::default());

    // A new run begins with an empty console.
    effect(move || {
        runner.printed();
        cleared.set(0);
        follows.set(true);
        styles.set_value(LineStyles::default());
    });

    // How many lines there are, and whether some are missing.
    let end = memo(move || {
        runner.track();
        let playhead = runner.playhead();
        runner.printed().read(|recording| {
            let console = recording.console();
            let end = playhead.map_or_else(
                || console.end(),
                // What a step prints after it has blocked the loop comes later than its event.
                |playhead| console.at(playhead.position).min(console.at_time(playhead.time)),
            );
            (end, console.is_capped())
        })
    });
    let first = memo(move || {
        let most = viewport.with(Viewport::most_rows) as u32;
        cleared.get().max(end.get().0.lines.saturating_sub(most))
    });
    let count = memo(move || end.get().0.lines.saturating_sub(first.get()) as usize);
    let rows = memo(move || viewport.get().rows(count.get()));
    let lines = memo(move || {
        let (rows, first) = (rows.get(), first.get());
        let end = end.get().0;
        runner.printed().read(|recording| {
            styles.update_value(|styles| styles.update(recording.console(), recording.console().end()));
            let numbers = first + rows.start as u32..first + rows.end as u32;
            styles.with_value(|styles| markup(&shown_lines(recording, styles, numbers, end)))
        })
    });

    let measure = move || {
        if let Some(scroller) = scroller.try_get_untracked().flatten() {
            let (top, height) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
            let before = viewport.get_untracked();
            if before.top != top || before.height != height {
                viewport.set(Viewport { top, height, row: ROW });
            }
        }
    };
    let on_scroll = move |_| {
        let before = viewport.get_untracked().top;
        measure();
        let now = viewport.get_untracked();
        let is_at_end = now.top + now.height >= count.get_untracked() as f64 * ROW - ROW;
        if is_at_end {
            follows.set(true);
        } else if now.top < before - 1.0 {
            // Only the person scrolls back.
            follows.set(false);
        }
    };
    // When the list has grown on the page too, keep its end in sight.
    effect(move || {
        count.track();
        follows.track();
        scroller.track();
        queue_microtask(move || {
            if let (Some(true), Some(scroller)) = (follows.try_get_untracked(), scroller.try_get_untracked().flatten())
            {
                scroller.set_scroll_top(scroller.scroll_height());
            }
            measure();
        });
    });

    let copy = move |_| {
        let end = end.get_untracked().0;
        let text = untrack(|| runner.printed()).read(|recording| {
            let console = recording.console();
            let from = cleared.get_untracked();
            (from..end.lines).map(|line| console.line(line, end).text()).collect::<Vec<_>>().join("\n")
        });
        spawn(async move {
            let copied = JsFuture::from(window().navigator().clipboard().write_text(&strip(&text))).await;
            match copied {
                Ok(_) => notices.tell("The output is in the clipboard."),
                Err(_) => notices.warn("The browser did not let the page write to the clipboard."),
            }
        });
    };
    let choose = move |event: web_sys::MouseEvent| {
        if let Some(place) = named(&event, "data-place") {
            selection.go_to(place, 1, true);
        } else if let Some(task) = named(&event, "data-task") {
            selection.task.set(Some(TaskId(task)));
        }
    };
    let hover = move |event: web_sys::PointerEvent| {
        let task = named(&event, "data-task").map(TaskId);
        if selection.hovered.get_untracked() != task {
            selection.hovered.set(task);
        }
    };
    let clear = move |_| cleared.set(end.get_untracked().0.lines);
    let is_empty = flag(move || count.get() == 0);
    let summary = text(move || match count.get() {
        0 => String::new(),
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    });

    view! {
        <section class="pane console" aria-label="Console" class:pane--stale=flag(move || runner.is_output_stale())>
            <header class="pane__head">
                <h2 class="pane__title">"Console"</h2>
                <span class="pane__note">{summary}</span>
                <p class="pane__hint" title=HINT>{HINT}</p>
                <button class="button button--quiet" prop:disabled=is_empty on:click=on(copy)>"Copy"</button>
                <button class="button button--quiet" prop:disabled=is_empty on:click=on(clear)>"Clear"</button>
            </header>
            <div class="console__body">
                <div class="console__scroll" role="log" aria-label="Output" tabindex="0" node_ref=scroller on:scroll=on(on_scroll)>
                    <div class="console__sizer" style=text(move || format!("height:{}px", count.get() as f64 * ROW))>
                        <div
                            class="console__rows"
                            style=text(move || format!("transform:translateY({}px)", rows.get().start as f64 * ROW))
                            inner_html=text(move || lines.get())
                            on:click=on(choose)
                            on:pointerover=on(hover)
                            on:pointerleave=on(move |_| selection.hovered.set(None))
                        ></div>
                    </div>
                </div>
                <p class="console__hint" hidden=flag(move || !is_empty.get() || runner.phase().is_some())>
                    "What the program prints will stand here, each line in the colour of its task."
                </p>
                <button class="button console__latest" hidden=flag(move || follows.get()) on:click=on(move |_| follows.set(true))>
                    "↓ Latest"
                </button>
            </div>
            <p class="pane__warning" hidden=flag(move || !end.get().1)>
                "The program printed more than 16 MB: what came after that is not kept."
            </p>
            <p class="pane__warning" hidden=flag(move || first.get() <= cleared.get())>
                "Only the last 500,000 lines are shown. Copy gives all."
            </p>
        </section>
    }
}

const HINT: &str = "What is printed, in the colour of its task.";

/// What an attribute says of the element that an event is about, or of the nearest around it.
fn named(event: &web_sys::Event, attribute: &str) -> Option<u32> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)?.parse().ok()
}
