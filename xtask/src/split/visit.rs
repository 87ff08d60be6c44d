//! A first visit, by which it is known what the first part must have.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::module::Module;
use super::{COUNT, built};
use crate::{app, process, project, setup};

/// Builds the page with its functions counted, visits it, and writes down which of them have run.
pub(crate) fn visit() -> Result<()> {
    setup::page()?;
    let browser = setup::browser()?;
    let folder = project::target().join("visit");
    process::run(app::trunk().args(["build", "--release", "--dist"]).arg(&folder).env(COUNT, "1"))?;
    let hits = folder.join("hits.txt");
    process::run(
        process::command("node").arg("xtask/visit.mjs").args([&folder, &hits]).env("CHROMIUM", browser.chromium),
    )?;
    let names = fs::read_to_string(built(&folder)?.with_extension("names"))?;
    let names: Vec<&str> = names.lines().collect();
    let mut visited: Vec<&str> = Vec::new();
    for index in fs::read_to_string(&hits)?.lines() {
        visited.push(names.get(index.parse::<usize>()?).context("a function that ran has no name")?);
    }
    visited.sort_unstable();
    visited.dedup();
    println!("{} of {} functions were run", visited.len(), names.len());
    Ok(fs::write(list(), visited.join("\n") + "\n")?)
}

/// The names of the functions that a first visit runs.
pub(super) fn visited() -> Result<HashSet<String>> {
    let list =
        fs::read_to_string(list()).context("xtask/first-visit.txt cannot be read; `cargo xtask visit` writes it")?;
    Ok(list.lines().map(str::to_owned).collect())
}

fn list() -> PathBuf {
    project::root().join("xtask/first-visit.txt")
}

/// A short name for each function: a digest of its path and type arguments, the same whatever machine it is built on.
pub(super) fn names(module: &Module<'_>) -> Vec<String> {
    let name = |function| module.names.get(&function).map_or_else(String::new, |name| known_as(name));
    (0..module.functions()).map(name).collect()
}

/// What a function is known as: a digest of its name without the compiler's hashes of crates.
fn known_as(mangled: &str) -> String {
    digest(format!("{:#}", rustc_demangle::demangle(mangled)).as_bytes())
}

/// FNV-1a, shortened.
pub(super) fn digest(bytes: &[u8]) -> String {
    let hash =
        bytes.iter().fold(0xcbf29ce484222325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100000001b3));
    format!("{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::known_as;

    #[test]
    fn a_name_does_not_depend_on_the_hashes_of_crates() {
        let here = "_RNvCs4dwuGaDQsNa_9loopscope5mount";
        let there = "_RNvCs7UPQsDePhHR_9loopscope5mount";
        let other = "_RNvCs4dwuGaDQsNa_9loopscope5fetch";
        assert_eq!(known_as(here), known_as(there));
        assert_ne!(known_as(here), known_as(other));
    }
}
