//! `cargo xtask bench stepping`: how long a step back takes.

use anyhow::Result;

use crate::process;

/// Shows how long a step back takes at any point of a run of a million lines.
///
/// # Errors
/// When it fails.
pub(crate) fn bench() -> Result<()> {
    process::run(&mut process::cargo(["run", "--release", "-q", "-p", "loopscope-debugger", "--example", "latency"]))
}
