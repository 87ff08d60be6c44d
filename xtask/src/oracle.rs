//! What CPython prints for the cases.

use anyhow::{Result, bail};

use crate::{process, project};

/// The CPython whose outputs are taken for right.
pub(crate) const VERSION: &str = "3.11";

/// Writes the expected outputs of `tests/cases`, or with `--check` compares them.
pub(crate) fn oracle(arguments: &[String]) -> Result<()> {
    let Some(python) = python() else {
        bail!("install CPython {VERSION} as python{VERSION} or python3: the expected outputs are what it prints");
    };
    process::run(process::command(python).arg(project::root().join("tests/oracle/expected.py")).args(arguments))
}

/// The name of a CPython of the right version.
pub(crate) fn python() -> Option<&'static str> {
    ["python3", "python3.11"].into_iter().find(|python| {
        process::output(python, &["--version"])
            .and_then(|version| {
                version.strip_prefix("Python ")?.strip_prefix(VERSION).map(|rest| rest.starts_with('.'))
            })
            .unwrap_or(false)
    })
}
