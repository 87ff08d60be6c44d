//! The editor's JavaScript side: `www/editor/`.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlTextAreaElement};

#[wasm_bindgen(module = "/www/editor/load.js")]
extern "C" {
    /// Loads the editor, once.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    pub(super) async fn load_editor() -> Result<EditorModule, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The module `editor.js`.
    pub(super) type EditorModule;

    /// Puts an editor into `parent`, with the text, the focus and the cursor of a text area.
    #[wasm_bindgen(method, catch, js_name = createEditor)]
    pub(super) fn create_editor(
        this: &EditorModule,
        parent: &HtmlElement,
        area: &HtmlTextAreaElement,
        handlers: &Object,
    ) -> Result<CodeMirror, JsValue>;

    /// An editor.
    #[derive(Clone)]
    pub(super) type CodeMirror;

    /// Replaces the text, as one step of the history.
    #[wasm_bindgen(method, js_name = setText)]
    pub(super) fn set_text(this: &CodeMirror, text: &str, forget: bool);

    /// Underlines `[from, to, isError, message]`.
    #[wasm_bindgen(method, js_name = setProblems)]
    pub(super) fn set_problems(this: &CodeMirror, problems: &Array);

    /// Marks lines in the gutter: `[line, colours, title, isStrong]`.
    #[wasm_bindgen(method, js_name = setMarks)]
    pub(super) fn set_marks(this: &CodeMirror, marks: &Array);

    /// Sets breakpoints at these lines, and at no others.
    #[wasm_bindgen(method, js_name = setBreakpoints)]
    pub(super) fn set_breakpoints(this: &CodeMirror, lines: Vec<u32>);

    /// Lets the line stand out that is about to run; 0: none.
    #[wasm_bindgen(method, js_name = standAt)]
    pub(super) fn stand_at(this: &CodeMirror, line: u32);

    /// Shows a place.
    #[wasm_bindgen(method, js_name = goTo)]
    pub(super) fn go_to(this: &CodeMirror, line: u32, column: u32, focus: bool);

    /// Ends it.
    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &CodeMirror);
}
