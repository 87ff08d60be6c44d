//! Who runs the programs.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::rc::Rc;

use anyhow::{Context as _, Result, bail};

use crate::{app, oracle, process, project, setup};

/// Runs a program with uvloop's event loop.
const WITH_UVLOOP: &str =
    "import runpy, sys, uvloop; uvloop.install(); runpy.run_path(sys.argv[1], run_name='__main__')";

/// Somebody who runs programs.
pub(super) struct Contestant {
    name: &'static str,
    means: Means,
}

enum Means {
    Native(Box<dyn Fn(&Path) -> Command>),
    /// By the name that `benches/browser.mjs` knows it by.
    Browser(&'static str, Rc<RefCell<Browser>>),
}

impl Contestant {
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn is_ours(&self) -> bool {
        self.name.starts_with("Loopscope")
    }

    /// How long a program says that its work took.
    ///
    /// # Errors
    /// When it cannot be run here.
    pub(super) fn seconds(&mut self, program: &Path) -> Result<f64> {
        match &self.means {
            Means::Native(command) => native_seconds(&mut command(program)),
            Means::Browser(name, browser) => browser.borrow_mut().seconds(name, program),
        }
    }
}

/// Ours first, then those that are installed or can be.
///
/// # Errors
/// When ours cannot be built, or there is no browser.
pub(super) fn all() -> Result<Vec<Contestant>> {
    process::run(&mut process::cargo(["build", "--release", "-p", "loopscope-cli"]))?;
    let ours = process::target().join("release/loopscope");
    let native = |name, command: Box<dyn Fn(&Path) -> Command>| Contestant { name, means: Means::Native(command) };
    let browser = Rc::new(RefCell::new(Browser::open()?));
    let web = |name, known_as| Contestant { name, means: Means::Browser(known_as, browser.clone()) };
    let mut all = vec![
        web("Loopscope, tab", "loopscope"),
        native("Loopscope, native", Box::new(move |program| with(&ours, &["run"], program))),
    ];
    if let Some(python) = oracle::python() {
        all.push(native("CPython 3.11", Box::new(move |program| with(Path::new(python), &[], program))));
        // `LOOPSCOPE_UVLOOP` names a Python that has it, for example that of a virtual environment.
        let uvloop = std::env::var("LOOPSCOPE_UVLOOP").unwrap_or_else(|_| python.to_owned());
        if process::output(&uvloop, &["-c", "import uvloop"]).is_some() {
            let command = move |program: &Path| with(Path::new(&uvloop), &["-c", WITH_UVLOOP], program);
            all.push(native("uvloop", Box::new(command)));
        } else {
            println!("uvloop is not installed: `pip install uvloop` where LOOPSCOPE_UVLOOP names the Python");
        }
    } else {
        println!("CPython {} is not installed, and so not compared with", oracle::VERSION);
    }
    all.push(web("Pyodide, tab", "pyodide"));
    all.push(web("MicroPython, tab", "micropython"));
    Ok(all)
}

fn with(program: &Path, arguments: &[&str], file: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    command
}

fn native_seconds(command: &mut Command) -> Result<f64> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.lines().find_map(|line| line.strip_prefix("seconds: "));
    match said.and_then(|seconds| seconds.parse().ok()) {
        Some(seconds) if output.status.success() => Ok(seconds),
        _ => bail!("{command:?} failed:\n{text}{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// The script that runs programs in browsers.
struct Browser {
    script: Child,
    answers: BufReader<ChildStdout>,
}

impl Browser {
    fn open() -> Result<Self> {
        setup::npm()?;
        npm_packages()?;
        let chromium = setup::browser()?.chromium;
        if project::dist().join("bench.html").is_file() {
            println!("the page is timed as it stands in dist/; `cargo xtask build` makes it anew");
        } else {
            app::build(&[])?;
        }
        let mut script = process::command("node")
            .arg("benches/browser.mjs")
            .env("CHROMIUM", chromium)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node cannot be started")?;
        let answers = BufReader::new(script.stdout.take().context("the script has no stdout")?);
        Ok(Self { script, answers })
    }

    fn seconds(&mut self, contestant: &str, program: &Path) -> Result<f64> {
        let questions = self.script.stdin.as_mut().context("the script has no stdin")?;
        writeln!(questions, "{contestant} {}", program.display())?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        match answer.trim().parse() {
            Ok(seconds) => Ok(seconds),
            Err(_) => bail!("{}", answer.trim().trim_start_matches("! ")),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // This closes the script's stdin first, and so lets it end its servers.
        let _ = self.script.wait();
    }
}

/// The other Pythons for the browser, which only the benchmark needs.
fn npm_packages() -> Result<()> {
    let folder = project::root().join("benches");
    let modified = |file: PathBuf| std::fs::metadata(file).ok()?.modified().ok();
    if modified(folder.join("node_modules/.package-lock.json")) >= modified(folder.join("package-lock.json")) {
        return Ok(());
    }
    println!("installing Pyodide and MicroPython into benches/node_modules");
    process::run(process::command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}
