// Marks beside the lines on which tasks stand, and a flash on a line that was asked for.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view";

/** Replaces all marks: `[line, colours, title, isStrong]`. */
export const setMarks = StateEffect.define();

class TaskMark extends GutterMarker {
  constructor(colors, title, isStrong) {
    super();
    Object.assign(this, { colors, title, isStrong });
  }

  eq(other) {
    return this.colors === other.colors && this.title === other.title && this.isStrong === other.isStrong;
  }

  toDOM() {
    const mark = document.createElement("span");
    mark.className = this.isStrong ? "task-mark task-mark--strong" : "task-mark";
    mark.title = this.title;
    for (const color of this.colors.split(" ")) {
      const dot = document.createElement("i");
      dot.style.background = color;
      mark.append(dot);
    }
    return mark;
  }
}

const marksField = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const { doc } = transaction.state;
      const known = effect.value.filter(([line]) => line >= 1 && line <= doc.lines);
      marks = RangeSet.of(
        known.map(([line, colors, title, isStrong]) =>
          new TaskMark(colors, title, isStrong).range(doc.line(line).from),
        ),
        true,
      );
    }
    return marks;
  },
});

export const markedLines = [
  marksField,
  gutter({ class: "cm-tasks", markers: (view) => view.state.field(marksField) }),
];

/** Lets the line at an offset stand out. */
export const goToEffect = StateEffect.define();

const goneToLine = Decoration.line({ class: "cm-gone-to" });

export const goneTo = StateField.define({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(goToEffect)) return Decoration.set([goneToLine.range(effect.value)]);
    }
    return transaction.docChanged ? Decoration.none : decorations;
  },
  provide: (field) => EditorView.decorations.from(field),
});
