//! The `loopscope` command, from the outside.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn loopscope(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loopscope")).args(arguments).output().expect("the command can be started")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes a program into the folder that cargo gives to integration tests.
fn program(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the folder can be written to");
    path.display().to_string()
}

/// What a program prints that finds this in its standard input, through a pipe.
fn output_with_input(name: &str, text: &str, input: &[u8]) -> String {
    let file = program(name, text);
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    command.args(["run", &file]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the command can be started");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input).expect("it is read");
    drop(stdin);
    stdout(&child.wait_with_output().expect("it ends"))
}

#[test]
fn run_prints_and_ends_with_status_0() {
    let file = program("hello.py", "print('hello')\n");
    let output = loopscope(&["run", &file]);
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str(), output.status.code()), ("hello\n", "", Some(0)));
}

#[test]
fn run_hands_over_arguments_even_if_they_look_like_options() {
    let file = program("argv.py", "import sys\nprint(sys.argv[1:])\n");
    let output = loopscope(&["run", &file, "1", "--clock", "-x"]);
    assert_eq!(stdout(&output), "['1', '--clock', '-x']\n");
}

#[test]
fn run_ends_with_the_status_that_the_program_asks_for() {
    let file = program("status.py", "import sys\nprint('out')\nsys.exit(3)\n");
    let output = loopscope(&["run", &file]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("out\n", Some(3)));
}

#[test]
fn run_shows_tracebacks_on_stderr_and_ends_with_status_1() {
    let file = program("fails.py", "print('before')\n1 / 0\n");
    let output = loopscope(&["run", &file]);
    let expected = format!(
        "Traceback (most recent call last):\n  File \"{file}\", line 2, in <module>\n    1 / 0\n    ~~^~~\n\
         ZeroDivisionError: division by zero\n"
    );
    assert_eq!((stdout(&output).as_str(), stderr(&output), output.status.code()), ("before\n", expected, Some(1)));
}

#[test]
fn the_virtual_clock_jumps_over_waiting() {
    let file = program(
        "patient.py",
        "import asyncio, time\nasyncio.run(asyncio.sleep(100_000))\nprint(round(time.monotonic(), -3))\n",
    );
    let output = loopscope(&["run", "--clock", "virtual", &file]);
    assert_eq!(stdout(&output), "100000.0\n");
}

#[test]
fn the_real_clock_waits() {
    let file = program("waits.py", "import asyncio\nasyncio.run(asyncio.sleep(0.2))\nprint('slept')\n");
    let start = std::time::Instant::now();
    let output = loopscope(&["run", &file]);
    assert_eq!(stdout(&output), "slept\n");
    assert!(start.elapsed().as_secs_f64() >= 0.2);
}

#[test]
fn a_seed_fixes_what_random_draws() {
    let file = program("draws.py", "import random\nprint(random.random())\n");
    let draw = |seed| stdout(&loopscope(&["run", "--seed", seed, &file]));
    assert_eq!(draw("1"), "0.13436424411240122\n");
    assert_eq!(draw("5"), draw("5"));
    assert_ne!(draw("5"), draw("6"));
}

#[test]
fn a_deadlock_on_the_virtual_clock_is_told_and_ends() {
    let file = program(
        "deadlock.py",
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
    );
    let output = loopscope(&["run", "--clock", "virtual", &file]);
    assert!(stderr(&output).starts_with("loopscope: every task waits"), "{}", stderr(&output));
    assert!(!output.status.success());
}

/// Runs a program, presses Ctrl-C when it has printed "ready", and returns what it prints then, and its status.
#[cfg(unix)]
fn interrupted(file: &str) -> (String, Option<i32>) {
    use std::io::{BufRead as _, BufReader, Read as _};

    let mut child = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .args(["run", file])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command can be started");
    let mut output = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let mut line = String::new();
    output.read_line(&mut line).expect("it prints");
    assert_eq!(line, "ready\n");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert!(killed.success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("it prints");
    (rest, child.wait().expect("it ends").code())
}

#[cfg(unix)]
#[test]
fn ctrl_c_raises_keyboard_interrupt() {
    let file = program(
        "interrupted.py",
        "import asyncio\nasync def main():\n    print('ready')\n    await asyncio.sleep(60)\n\
         try:\n    asyncio.run(main())\nexcept KeyboardInterrupt:\n    print('interrupted')\n",
    );
    assert_eq!(interrupted(&file), ("interrupted\n".to_owned(), Some(0)));
}

#[cfg(unix)]
#[test]
fn ctrl_c_goes_to_the_programs_own_handler() {
    let file = program(
        "own_handler.py",
        "import asyncio, signal\nasync def main():\n    stop = asyncio.Event()\n    \
         asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)\n    \
         print('ready')\n    await stop.wait()\n    print('stopped')\nasyncio.run(main())\n",
    );
    assert_eq!(interrupted(&file), ("stopped\n".to_owned(), Some(0)));
}

#[test]
fn input_reads_lines_of_standard_input() {
    let text = "import sys\nname = input('name? ')\nprint(f'hello {name}', sys.stdin.readline().split())\n\
                try:\n    input()\nexcept EOFError as error:\n    print(error)\n";
    let output = output_with_input("input.py", text, b"Ada\n3 4\n");
    assert_eq!(output, "name? hello Ada ['3', '4']\nEOF when reading a line\n");
}

#[test]
fn standard_input_is_a_pipe_of_the_loop() {
    let text = "import asyncio, sys\n\
                async def main():\n    loop = asyncio.get_running_loop()\n    reader = asyncio.StreamReader()\n    \
                await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)\n    \
                out, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, sys.stdout)\n    \
                writer = asyncio.StreamWriter(out, protocol, reader, loop)\n    \
                while line := await reader.readline():\n        \
                writer.write(b'> ' + line)\n        await writer.drain()\n    \
                print('end', reader.at_eof())\n    ended = asyncio.Event()\n    \
                loop.add_reader(sys.stdin, lambda: sys.stdin.readline() or ended.set())\n    \
                await ended.wait()\n    print(loop.remove_reader(sys.stdin), loop.remove_reader(0))\n\
                asyncio.run(main())\n";
    assert_eq!(output_with_input("pipes.py", text, b"Ada\n3 4\n"), "> Ada\n> 3 4\nend True\nTrue False\n");
}

#[test]
fn run_shows_a_syntax_error_at_its_place() {
    let file = program("broken.py", "x = 1\ny = (2\n");
    let output = loopscope(&["run", &file]);
    let told = stderr(&output);
    assert!(told.starts_with(&format!("  File \"{file}\", line ")), "{told}");
    assert!(told.contains("SyntaxError: "), "{told}");
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("", Some(1)));
}

#[test]
fn check_says_nothing_of_a_program_that_is_right() {
    let file = program("right.py", "import asyncio\nasyncio.run(asyncio.sleep(1))\n");
    let output = loopscope(&["check", &file]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn check_names_file_line_and_column() {
    let file = program("wrong.py", "x = 1\ny = 2 +\n");
    let output = loopscope(&["check", &file]);
    assert!(stdout(&output).starts_with(&format!("{file}:2:")), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_file_that_is_not_there_is_told_as_cpython_does() {
    let missing: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("absent.py");
    for command in ["run", "check"] {
        let output = loopscope(&[command, &missing.display().to_string()]);
        let expected =
            format!("loopscope: can't open file '{}': [Errno 2] No such file or directory\n", missing.display());
        assert_eq!((stderr(&output), output.status.code()), (expected, Some(2)));
    }
}

#[test]
fn a_wrong_command_line_is_told_with_the_usage() {
    let output = loopscope(&["frobnicate"]);
    assert!(stderr(&output).starts_with("loopscope: there is no command frobnicate\n\nUsage: "));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_schedule_seed_changes_the_order_of_ready_tasks_the_same_way_each_time() {
    let file = program(
        "race.py",
        "import asyncio\n\nasync def say(name):\n    print(name, end=' ')\n\n\
         async def main():\n    await asyncio.gather(*(say(i) for i in range(8)))\n\nasyncio.run(main())\n",
    );
    let run = |seed: &str| {
        let output = loopscope(&["run", "--clock", "virtual", "--schedule-seed", seed, &file]);
        assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)));
        stdout(&output)
    };
    let fifo = stdout(&loopscope(&["run", "--clock", "virtual", &file]));
    assert_eq!(fifo, "0 1 2 3 4 5 6 7 ");
    let other = run("1");
    assert_ne!(other, fifo);
    assert_eq!(run("1"), other);
    let mut names: Vec<&str> = other.split_whitespace().collect();
    names.sort_unstable();
    assert_eq!(names.join(" "), fifo.trim());
}
