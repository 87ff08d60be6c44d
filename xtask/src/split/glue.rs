//! The JavaScript between the page and its WebAssembly, made small.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::module::Module;
use crate::process;

/// Short names for what a module imports, by the long ones. Files of their own keep the names of what they export.
pub(super) fn short_names<'a>(module: &Module<'a>) -> HashMap<&'a str, String> {
    let generated = module.imports.iter().filter(|import| !import.module.contains("/snippets/"));
    generated.enumerate().map(|(index, import)| (import.name, format!("${index}"))).collect()
}

/// Gives the imports short names in the script that provides them.
pub(super) fn rename(script: &Path, names: &HashMap<&str, String>) -> Result<()> {
    let text = fs::read_to_string(script).with_context(|| format!("{} cannot be read", script.display()))?;
    Ok(fs::write(script, renamed(&text, names))?)
}

/// Puts the names of the page's files into another page of the same program, which knows them without their digest.
pub(super) fn complete(page: &Path, module: &Path) -> Result<()> {
    let file = module.file_name().unwrap_or_default().to_string_lossy();
    let name = file.trim_end_matches("_bg.wasm");
    let (plain, _) = name.rsplit_once('-').unwrap_or((name, ""));
    let text = fs::read_to_string(page).with_context(|| format!("{} cannot be read", page.display()))?;
    Ok(fs::write(
        page,
        text.replace(&format!("{plain}.js"), &format!("{name}.js")).replace(&format!("{plain}_bg.wasm"), &file),
    )?)
}

/// Has the script introduce the module to `www/rest.js` before any of it runs. Only then may anything be missing in the
/// first part, even what runs first.
pub(super) fn introduce(script: &Path) -> Result<()> {
    let text = fs::read_to_string(script).with_context(|| format!("{} cannot be read", script.display()))?;
    let text =
        introducing(&text).context("wasm-bindgen's script is not as it used to be: nothing runs `rest.js` in it")?;
    Ok(fs::write(script, text)?)
}

fn introducing(text: &str) -> Option<String> {
    let start = "wasm.__wbindgen_start();";
    let import = text.lines().find(|line| line.starts_with("import * as ") && line.contains("/www/rest.js"))?;
    let rest = import.trim_start_matches("import * as ").split_whitespace().next()?;
    text.contains(start).then(|| text.replace(start, &format!("{rest}.introduceFirst(wasm);\n    {start}")))
}

/// Makes all scripts of a folder small.
pub(super) fn minify(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            minify(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let mut esbuild = process::command("esbuild");
            esbuild.arg(&path).args(["--minify", "--allow-overwrite", "--log-level=warning"]);
            process::run(esbuild.arg(format!("--outfile={}", path.display())))?;
        }
    }
    Ok(())
}

/// A script with its words renamed.
fn renamed(text: &str, names: &HashMap<&str, String>) -> String {
    let is_in_word = |character: char| character.is_alphanumeric() || character == '_' || character == '$';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|character| !is_in_word(character)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let gap = after.find(is_in_word).unwrap_or(after.len());
        let (gap, next) = after.split_at(gap);
        out.push_str(gap);
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_is_introduced_before_it_starts() {
        let script =
            "import * as import1 from \"./snippets/a/www/rest.js\"\nwasm = instance.exports;\nwasm.__wbindgen_start();";
        let text = introducing(script).unwrap();
        assert!(text.ends_with("import1.introduceFirst(wasm);\n    wasm.__wbindgen_start();"), "{text}");
        assert_eq!(introducing("wasm = instance.exports;"), None);
    }

    #[test]
    fn whole_words_are_renamed() {
        let names = HashMap::from([("__wbg_now_1a2b", "$0".to_owned())]);
        let script = "const imports = { __wbg_now_1a2b: () => now(), __wbg_now_1a2bc: 1 };";
        assert_eq!(renamed(script, &names), "const imports = { $0: () => now(), __wbg_now_1a2bc: 1 };");
    }
}
