//! The page: served while it is worked on, or built for release.

use std::process::Command;

use anyhow::Result;

use crate::{process, setup};

/// Serves the page, and builds it again whenever a file changes.
pub(crate) fn serve(arguments: &[String]) -> Result<()> {
    setup::page()?;
    process::run(trunk().arg("serve").args(arguments))
}

/// Builds the page for release into `dist/`.
pub(crate) fn build(arguments: &[String]) -> Result<()> {
    setup::page()?;
    process::run(trunk().args(["build", "--release"]).args(arguments))
}

/// Trunk.
pub(crate) fn trunk() -> Command {
    let mut trunk = process::command("trunk");
    // It takes only true and false here, and refuses to start on the usual NO_COLOR=1.
    trunk.env_remove("NO_COLOR");
    trunk
}
