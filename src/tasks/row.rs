//! A row of the table.

use leptos::prelude::*;
use loopscope_executor::TaskId;

use super::describe::{Described, describe};
use crate::{
    boxed::{aria, flag, memo, on, text},
    palette,
    runner::Runner,
    selection::Selection,
};

#[component]
pub(super) fn TaskRow(
    /// The row, from 0.
    row: usize,
    /// The task's number in order of creation.
    index: usize,
    /// The task.
    id: TaskId,
) -> impl IntoView {
    let runner = Runner::from_context();
    let selection = Selection::from_context();
    let described = memo(move || {
        runner.track();
        describe(&runner, index)
    });
    let field = move |get: fn(&Described) -> &str| text(move || described.with(|described| get(described).to_owned()));
    let line = move || described.with(|described| described.line);
    let is_chosen = move || selection.task.get() == Some(id);
    let choose = move |_| selection.choose(id, line());
    let hover = move |over: bool| selection.hovered.set(over.then_some(id));
    view! {
        <tr
            class="tasks__row"
            class:tasks__row--chosen=flag(is_chosen)
            data-task=id.0
            data-line=text(move || line().to_string())
            aria-rowindex=row + 2
            style=format!("--task:{}", palette::css(index))
            on:click=on(choose)
            on:pointerenter=on(move |_| hover(true))
            on:pointerleave=on(move |_| hover(false))
        >
            <td class="tasks__name">
                <button class="tasks__choose" aria-pressed=aria(is_chosen) title=field(|described| &described.name)>
                    <i class="swatch" class:swatch--thread=flag(move || described.with(|described| described.is_thread)) aria-hidden="true"></i><span class="tasks__text" dir="auto">{field(|described| &described.name)}</span>
                </button>
            </td>
            <td class="tasks__state"><span class="chip" data-state=field(|described| described.kind)>{field(|described| &described.state)}</span></td>
            <td class="tasks__wait" title=field(|described| &described.detail)>{field(|described| &described.wait)}</td>
            <td class="tasks__line">{text(move || match line() { 0 => String::new(), line => line.to_string() })}</td>
            <td class="tasks__time">{field(|described| &described.time)}</td>
        </tr>
    }
}
