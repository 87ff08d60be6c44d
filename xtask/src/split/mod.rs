//! The page's WebAssembly, divided into what a first visit runs and the rest.
//!
//! The rest arrives after the first paint, like the editor, or when it is needed first (`www/rest.js`). What a first
//! visit runs is found out by one: `cargo xtask visit` counts which functions run, and writes their names down in
//! `xtask/first-visit.txt`. The list may be out of date without harm: what is not on it is one of the rest.

mod divide;
mod glue;
mod image;
mod module;
mod order;
mod references;
mod visit;

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::{process, project};
use divide::Division;
use module::Module;

pub(crate) use visit::visit;

/// Says that the page is built to be visited, with its functions counted.
const COUNT: &str = "LOOPSCOPE_COUNT";

/// What all browsers have that can show the page.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How the first part is optimised: it is waited for.
const SMALL: [&str; 5] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// How the whole is optimised: programs run in it. Large functions stay as they are: without a limit the dispatch loop and
/// its copy for stepping become one function with what calls them, which engines take twice as long to compile well.
const FAST: [&str; 3] = ["-O3", "--one-caller-inline-max-function-size", "500"];

/// Divides what Trunk has just built for release. Trunk calls this, and says by its variables what it has built.
pub(crate) fn split() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").context("this is called by Trunk, after it has built the page")?;
    let folder = PathBuf::from(folder);
    let first = built(&folder)?;
    glue::complete(&folder.join("bench.html"), &first)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let script = PathBuf::from(first.to_string_lossy().replace("_bg.wasm", ".js"));
    glue::introduce(&script)?;
    let bytes = fs::read(&first)?;
    let module = Module::parse(&bytes)?;
    if env::var_os(COUNT).is_some() {
        fs::write(first.with_extension("names"), visit::names(&module).join("\n"))?;
        return Ok(fs::write(&first, divide::counted(&module)?)?);
    }
    let name = first.file_name().unwrap_or_default().to_string_lossy().replace("_bg.wasm", "_rest.wasm");
    let rest = first.with_file_name(name);
    let parts = parts(&module)?;
    let optimised = optimise(&first, &parts.first, &SMALL)?;
    let optimised = Module::parse(&optimised)?;
    let names = glue::short_names(&optimised);
    fs::write(&first, order::by_table(&optimised, &names)?)?;
    glue::rename(&script, &names)?;
    glue::minify(&folder)?;
    let optimised = optimise(&rest, &parts.whole, &FAST)?;
    fs::write(&rest, order::by_table(&Module::parse(&optimised)?, &HashMap::new())?)?;
    name_by_content(&folder, &first, &rest)
}

/// Names the files by what is in them now, so that no cache puts parts together that do not fit.
fn name_by_content(folder: &Path, first: &Path, rest: &Path) -> Result<()> {
    let content = [fs::read(first)?, fs::read(rest)?].concat();
    let name = first.file_name().unwrap_or_default().to_string_lossy();
    let old = name.trim_end_matches("_bg.wasm");
    let (package, _) = old.rsplit_once('-').context("the module's name has no digest")?;
    let new = format!("{package}-{}", visit::digest(&content));
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "html" || extension == "js") {
            fs::write(&path, fs::read_to_string(&path)?.replace(old, &new))?;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(suffix) = name.strip_prefix(old) {
            fs::rename(&path, folder.join(format!("{new}{suffix}")))?;
        }
    }
    Ok(())
}

/// The module that Trunk has made.
fn built(folder: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with("_bg.wasm") {
            return Ok(path);
        }
    }
    bail!("there is no module in {}", folder.display())
}

fn parts(module: &Module<'_>) -> Result<divide::Parts> {
    let visited = visit::visited()?;
    let mut late: Vec<bool> = visit::names(module).iter().map(|name| !visited.contains(name.as_str())).collect();
    late[..module.imported as usize].fill(false);
    for function in module.exported_functions() {
        late[function as usize] = false;
    }
    // By their whole names, which are the linker's too.
    let early: HashSet<&str> =
        (0..).zip(&late).filter(|(_, late)| !**late).filter_map(|(f, _)| module.names.get(&f).copied()).collect();
    let linked = project::target().join("wasm32-unknown-unknown/page/loopscope-app.wasm");
    let linked = fs::read(&linked).with_context(|| format!("{} cannot be read", linked.display()))?;
    let (first_data, late_data) = image::divide(&module.data, &references::late_data(&linked, &early)?);
    let load = module.import_named("haveRest")?;
    Division { module, late, load, first_data, late_data }.parts()
}

/// A part, optimised by way of a file.
fn optimise(path: &Path, bytes: &[u8], how: &[&str]) -> Result<Vec<u8>> {
    fs::write(path, bytes)?;
    process::run(process::command("wasm-opt").args(FEATURES).args(how).arg(path).arg("-o").arg(path))?;
    Ok(fs::read(path)?)
}
