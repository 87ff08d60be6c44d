// Fetches the editor when it is first wanted, so that the page paints without it.

let loading;

export function loadEditor() {
  loading ??= import(new URL("editor/editor.js", document.baseURI).href);
  return loading;
}
