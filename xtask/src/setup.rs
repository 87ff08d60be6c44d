//! Sets up what the commands need and is missing; skips what is there.

use std::path::PathBuf;
use std::time::SystemTime;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::{process, project};

/// The Trunk that the page is built with. 0.22 needs a newer compiler than the workspace asks for.
const TRUNK: &str = "0.21.14";

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node whose npm and `node:` modules our scripts are written for.
const NODE: u32 = 20;

/// What building the page needs.
pub(crate) fn page() -> Result<()> {
    wasm_target()?;
    trunk()?;
    wasm_bindgen()?;
    npm()
}

/// A browser, and the driver by which tests talk to it.
pub(crate) struct Browser {
    /// Chromium, or one of its kin.
    pub(crate) chromium: PathBuf,
    /// ChromeDriver.
    pub(crate) driver: PathBuf,
}

/// Finds a Chromium and its driver, or installs them where that is possible unasked.
pub(crate) fn browser() -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    if project::find("apt-get").is_some() && process::output("id", &["-u"]).as_deref() == Some("0") {
        say("installing chromium and chromium-driver by apt, which the tests in a browser run in");
        process::run(process::command("apt-get").args(["update", "-qq"]))?;
        process::run(process::command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args([
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ]))?;
    }
    find_browser().context(
        "install Chromium or Chrome together with the chromedriver of its version, and put both on PATH (or name \
         them in the environment variables CHROMIUM and CHROMEDRIVER)",
    )
}

fn find_browser() -> Option<Browser> {
    let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let chromium = named("CHROMIUM")
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
                .into_iter()
                .find_map(project::find)
        })
        .or_else(|| {
            [
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            ]
            .into_iter()
            .map(PathBuf::from)
            .find(|path| path.is_file())
        })?;
    let driver = named("CHROMEDRIVER").or_else(|| project::find("chromedriver"))?;
    Some(Browser { chromium, driver })
}

/// The standard library, compiled for wasm.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = process::output("rustc", &["--print", "sysroot"]).context("rustc cannot be run: install Rust")?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    if project::find("rustup").is_none() {
        bail!("install Rust's standard library for {WASM} (with rustup: `rustup target add {WASM}`)");
    }
    say(&format!("adding the target {WASM} by rustup, which the page is compiled for"));
    process::run(process::command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("add the target {WASM} by hand"))
}

/// Trunk, which builds and serves the page.
fn trunk() -> Result<()> {
    if process::output("trunk", &["--version"]).is_some_and(|version| version.contains(" 0.21.")) {
        return Ok(());
    }
    say(&format!("compiling Trunk {TRUNK}, which builds and serves the page; this takes some minutes, once"));
    process::run(&mut process::cargo(["install", "trunk", "--version", TRUNK, "--locked", "--force"]))
        .with_context(|| format!("install Trunk {TRUNK} (https://trunkrs.dev) and put it on PATH"))
}

/// The command line of wasm-bindgen, whose version must be that of the library.
pub(crate) fn wasm_bindgen() -> Result<()> {
    let wanted = project::locked_version("wasm-bindgen")?;
    let found = process::output("wasm-bindgen", &["--version"]);
    if found.is_some_and(|version| version.split_whitespace().nth(1) == Some(&wanted))
        && project::find("wasm-bindgen-test-runner").is_some()
    {
        return Ok(());
    }
    say(&format!(
        "compiling wasm-bindgen-cli {wanted}, which joins wasm and JavaScript and must be as old as the library; this \
         takes some minutes, once"
    ));
    // Without --locked: the versions that its own lock names are not on every mirror.
    process::run(&mut process::cargo(["install", "wasm-bindgen-cli", "--version", &wanted, "--force"]))
        .with_context(|| format!("install wasm-bindgen-cli {wanted} and put it on PATH"))
}

/// The packages of `package.json`: the editor, esbuild, wasm-opt and Playwright.
pub(crate) fn npm() -> Result<()> {
    let root = project::root();
    let modified = |file: &str| -> Option<SystemTime> { fs::metadata(root.join(file)).ok()?.modified().ok() };
    if modified("node_modules/.package-lock.json") >= modified("package-lock.json") {
        return Ok(());
    }
    let node = process::output("node", &["--version"]);
    let major =
        node.as_deref().and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) || project::find("npm").is_none() {
        bail!("install Node.js {NODE} or newer with npm (https://nodejs.org)");
    }
    say("installing the npm packages: the editor, esbuild, wasm-opt and Playwright");
    process::run(process::command("npm").args(["ci", "--no-audit", "--no-fund"]))
        .context("npm cannot install the packages of package-lock.json: is the registry reachable?")
}

fn say(what: &str) {
    println!("setup: {what}");
}
