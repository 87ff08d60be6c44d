//! The page as it looks, and how fast it draws: scripts that drive the release build in a headless browser.

use anyhow::Result;

use crate::{app, process, project, setup};

/// Takes pictures of the page in four sizes and both themes, into `screenshots/`.
pub(crate) fn screenshots(arguments: &[String]) -> Result<()> {
    script("tests/e2e/screenshots.mjs", arguments)
}

/// Counts the long frames of a timeline of 10,000 lanes and 1,000,000 events.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    script("tests/e2e/bench.mjs", arguments)
}

fn script(file: &str, arguments: &[String]) -> Result<()> {
    setup::npm()?;
    let browser = setup::browser()?;
    if !project::dist().join("index.html").is_file() {
        app::build(&[])?;
    }
    process::run(process::command("node").arg(file).args(arguments).env("CHROMIUM", browser.chromium))
}
