// The code editor: CodeMirror 6, set up for Python and for what the page wants to show in it.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import {
  breakpointLines,
  breakpoints,
  changedBreakpointLines,
  setBreakpoints,
  standAt,
  toggleBreakpoint,
} from "./breakpoints.js";
import { goToEffect, goneTo, markedLines, setMarks } from "./marks.js";
import { colors, look } from "./theme.js";

/** Puts an editor in place of a text area, with its text, cursor and focus. */
export function createEditor(parent, area, { onChange, onRun, onLine, onBreakpoints, onRunTo }) {
  const hadFocus = area.ownerDocument.activeElement === area;
  const run = () => (onRun(), true);
  const lineOf = (view) => view.state.doc.lineAt(view.state.selection.main.head).number;
  const runTo = (view) => (onRunTo(lineOf(view)), true);
  const extensions = [
    // Before the default keymap, in which Mod-Enter opens a line.
    keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }]),
    keymap.of([{ key: "Mod-F10", run: runTo }, { key: "Ctrl-F10", run: runTo }, { key: "F9", run: toggleBreakpoint }]),
    breakpoints,
    markedLines,
    lintGutter(),
    lineNumbers(),
    goneTo,
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    python(),
    syntaxHighlighting(colors),
    look,
    // Tab indents; Escape and then Tab leaves the editor.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      "aria-label": "Program",
      tabindex: "0",
      "aria-description": "Tab indents. Press Escape, then Tab, to leave the editor. F9 sets a breakpoint.",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
      const lines = changedBreakpointLines(update);
      if (lines) onBreakpoints(new Uint32Array(lines));
      if (update.selectionSet) onLine(lineOf(update.view));
    }),
  ];
  const stateOf = (doc, selection) => EditorState.create({ doc, selection, extensions });
  // Who has not been in the text area begins at the top.
  const selection = hadFocus ? EditorSelection.single(area.selectionStart, area.selectionEnd) : undefined;
  const view = new EditorView({ parent, state: stateOf(area.value, selection) });
  if (hadFocus) view.focus();

  return {
    setText(text, forget) {
      if (text === view.state.doc.toString()) return;
      if (forget) {
        // Another program's text is nothing to undo to.
        view.setState(stateOf(text));
        return;
      }
      // Only what differs, so that the rest keeps its marks and its place.
      const old = view.state.doc.toString();
      let from = 0;
      while (from < old.length && from < text.length && old[from] === text[from]) from++;
      let same = 0;
      const most = Math.min(old.length, text.length) - from;
      while (same < most && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
      view.dispatch({
        changes: { from, to: old.length - same, insert: text.slice(from, text.length - same) },
        selection: EditorSelection.cursor(from),
        annotations: isolateHistory.of("full"),
        scrollIntoView: true,
      });
    },

    setProblems(problems) {
      const end = view.state.doc.length;
      const diagnostics = problems.map(([from, to, isError, message]) => ({
        from: Math.min(from, end),
        to: Math.min(Math.max(to, from), end),
        severity: isError ? "error" : "warning",
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },

    setMarks(marks) {
      view.dispatch({ effects: setMarks.of(marks) });
    },

    setBreakpoints(lines) {
      if (String(lines) === String(breakpointLines(view.state))) return;
      view.dispatch({ effects: setBreakpoints.of([...lines]) });
    },

    standAt(line) {
      const known = line >= 1 && line <= view.state.doc.lines;
      const at = known ? view.state.doc.line(line).from : -1;
      const effects = [standAt.of(at)];
      if (known) effects.push(EditorView.scrollIntoView(at, { y: "nearest", yMargin: 60 }));
      view.dispatch({ effects });
    },

    goTo(line, column, focus) {
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const position = Math.min(at.from + column - 1, at.to);
      view.dispatch({
        selection: focus ? EditorSelection.cursor(position) : undefined,
        effects: [EditorView.scrollIntoView(position, { y: "center" }), goToEffect.of(at.from)],
      });
      if (focus) view.focus();
    },

    destroy() {
      view.destroy();
    },
  };
}
