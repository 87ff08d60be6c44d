//! What the person looks at: the same task, the same line, in every pane.

use leptos::prelude::*;
use loopscope_executor::TaskId;

/// The chosen and the hovered task, the line that is looked at, and the place that the editor was asked to show. A
/// context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selection {
    /// The chosen task.
    pub(crate) task: RwSignal<Option<TaskId>>,
    /// The task under the pointer.
    pub(crate) hovered: RwSignal<Option<TaskId>>,
    /// The line that is looked at, from 1; 0: none.
    pub(crate) line: RwSignal<u32>,
    /// The place that the editor shows next. Set by [`Selection::go_to`].
    pub(crate) place: RwSignal<Option<Place>>,
}

/// A place in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The line, from 1.
    pub(crate) line: u32,
    /// The column, from 1, in characters.
    pub(crate) column: u32,
    /// Whether the editor takes the focus.
    pub(crate) focus: bool,
}

impl Selection {
    /// Nothing is chosen.
    pub(crate) fn new() -> Self {
        Self {
            task: RwSignal::new(None),
            hovered: RwSignal::new(None),
            line: RwSignal::new(0),
            place: RwSignal::new(None),
        }
    }

    /// The selection of the page.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Chooses a task, and shows the line on which it stands (0: unknown).
    pub(crate) fn choose(&self, task: TaskId, line: u32) {
        self.task.set(Some(task));
        self.go_to(line, 1, false);
    }

    /// Shows a line in the editor.
    pub(crate) fn go_to(&self, line: u32, column: u32, focus: bool) {
        if line > 0 {
            self.look_at(line);
            self.place.set(Some(Place { line, column, focus }));
        }
    }

    /// Looks at a line: what stands on it stands out.
    pub(crate) fn look_at(&self, line: u32) {
        if self.line.get_untracked() != line {
            self.line.set(line);
        }
    }

    /// Styles that let what belongs to the chosen task, to the one under the pointer, and to the line that is looked at
    /// stand out.
    pub(crate) fn stylesheet(&self) -> String {
        let rule = |task: Option<TaskId>| {
            task.map(|TaskId(id)| format!("[data-task=\"{id}\"]{{background-color:var(--shown)}}")).unwrap_or_default()
        };
        let of_line = match self.line.get() {
            0 => String::new(),
            line => format!("[data-line=\"{line}\"]{{background-color:var(--shown)}}"),
        };
        rule(self.task.get()) + &rule(self.hovered.get()) + &of_line
    }

    /// Nothing is chosen any longer, since a new run begins.
    pub(crate) fn clear(&self) {
        self.task.set(None);
        self.hovered.set(None);
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::new()
    }
}
