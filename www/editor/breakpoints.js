// Breakpoints in the gutter, and the line that is about to run.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view";

/** Replaces all breakpoints, by their lines. */
export const setBreakpoints = StateEffect.define();

/** The line at this offset is about to run; -1: none. */
export const standAt = StateEffect.define({ map: (at, changes) => (at < 0 ? at : changes.mapPos(at)) });

class Sign extends GutterMarker {
  constructor(kind, text, title) {
    super();
    Object.assign(this, { kind, text, title });
  }

  eq(other) {
    return this.kind === other.kind;
  }

  toDOM() {
    const sign = document.createElement("span");
    sign.className = `cm-sign cm-sign--${this.kind}`;
    sign.textContent = this.text;
    sign.title = this.title;
    return sign;
  }
}

// Told apart by their shape, not by colour alone.
const breakpoint = new Sign("breakpoint", "●", "Breakpoint (F9)");
const next = new Sign("next", "➤", "This line is about to run");
const space = new Sign("space", "●", "");

const atLines = (doc, lines) =>
  RangeSet.of(
    lines.filter((line) => line >= 1 && line <= doc.lines).map((line) => breakpoint.range(doc.line(line).from)),
    true,
  );

const breakpointField = StateField.define({
  create: () => RangeSet.empty,
  update(points, transaction) {
    if (transaction.docChanged) {
      // A line that moves takes its breakpoint along; two on one line are one.
      const moved = points.map(transaction.changes);
      points = atLines(transaction.state.doc, linesOf(transaction.state.doc, moved));
    }
    for (const effect of transaction.effects) {
      if (effect.is(setBreakpoints)) points = atLines(transaction.state.doc, effect.value);
    }
    return points;
  },
});

const standingLine = Decoration.line({ class: "cm-standing" });

const standingField = StateField.define({
  create: () => Decoration.none,
  update(decorations, transaction) {
    decorations = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(standAt)) {
        decorations = effect.value < 0 ? Decoration.none : Decoration.set([standingLine.range(effect.value)]);
      }
    }
    return decorations;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf(doc, points) {
  const lines = new Set();
  for (const point = points.iter(); point.value; point.next()) lines.add(doc.lineAt(point.from).number);
  return [...lines];
}

/** The lines that have a breakpoint, ascending. */
export function breakpointLines(state) {
  return linesOf(state.doc, state.field(breakpointField));
}

/** The same, when an update has changed them. */
export function changedBreakpointLines({ startState, state }) {
  if (state.field(breakpointField) === startState.field(breakpointField)) return undefined;
  const lines = breakpointLines(state);
  return String(lines) === String(breakpointLines(startState)) ? undefined : lines;
}

function toggleAt(view, line) {
  const lines = new Set(breakpointLines(view.state));
  if (!lines.delete(line)) lines.add(line);
  view.dispatch({ effects: setBreakpoints.of([...lines]) });
  return true;
}

/** Sets a breakpoint at the line of the cursor, or takes it away. */
export function toggleBreakpoint(view) {
  return toggleAt(view, view.state.doc.lineAt(view.state.selection.main.head).number);
}

export const breakpoints = [
  breakpointField,
  standingField,
  gutter({
    class: "cm-breakpoints",
    markers: (view) => {
      const standing = [];
      for (const at = view.state.field(standingField).iter(); at.value; at.next()) standing.push(next.range(at.from));
      return [view.state.field(breakpointField), RangeSet.of(standing)];
    },
    initialSpacer: () => space,
    domEventHandlers: {
      mousedown: (view, line) => toggleAt(view, view.state.doc.lineAt(line.from).number),
    },
  }),
];
