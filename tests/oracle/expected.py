#!/usr/bin/env python3
"""Writes, or checks, what CPython prints for the cases in tests/cases.

    expected.py [--check] [FILTER...]

A case is a program `feature__topic.py`, with its arguments, one a line, in `feature__topic.args` if it has any. Its
expected files are `.out` (stdout), `.err` (stderr, when there is any) and `.status` (exit status, when it is not 0).
With filters, only cases whose name contains one of them are taken.

Cases of threads (`thread…`) live in real time, others on a virtual clock.

What differs between two CPythons on two machines is taken out: addresses, and traceback entries and source positions
of CPython's own library.
"""
import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "cases"
VERSION = (3, 11)
TIMEOUT = 60  # seconds of real time, for one program
TRIES = 4  # for a program in real time, which a busy machine can disturb

ENTRY = re.compile(r'^(?P<margin>[ |]*)File "(?P<file>[^"]*)", line \d+')
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+")
LIBRARY_LINE = re.compile(r"^/\S*/python3\.\d+/(?=\S+:\d+: )", re.MULTILINE)
LIBRARY_POSITION = re.compile(r" at /[^\s\]>]*/python3[^\s\]>]*:\d+")


def without_foreign_entries(text, program):
    """Drops the traceback entries that are not the program's own, with the lines that belong to them."""
    kept = []
    margin = None
    for line in text.splitlines(keepends=True):
        entry = ENTRY.match(line)
        if entry:
            margin = None if entry["file"] == program else entry["margin"]
        elif margin is not None and not line.startswith((margin + "  ", margin + "[Previous line repeated")):
            margin = None
        if margin is None:
            kept.append(line)
    return "".join(kept)


def normalised(text, program):
    text = without_foreign_entries(text, program)
    text = LIBRARY_POSITION.sub("", text)
    text = LIBRARY_LINE.sub("/usr/lib/python3.11/", text)
    return ADDRESS.sub("0x...", text)


def is_real_time(program):
    return program.stem.startswith("thread")


def run(program):
    """What a case is expected to print, as texts by suffix; `None` stands for "no such file"."""
    arguments_file = program.with_suffix(".args")
    arguments = arguments_file.read_text().splitlines() if arguments_file.exists() else []
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "ORACLE_CLOCK": "real" if is_real_time(program) else "virtual",
    }
    done = subprocess.run(
        [sys.executable, str(HERE / "virtual_clock.py"), program.name, *arguments],
        cwd=program.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT,
    )
    errors = normalised(done.stderr.decode(), program.name)
    return {
        ".out": normalised(done.stdout.decode(), program.name),
        ".err": errors or None,
        ".status": f"{done.returncode}\n" if done.returncode else None,
    }


def differences(program, texts):
    """The expected files that are not what CPython prints."""
    for suffix, text in texts.items():
        file = program.with_suffix(suffix)
        if (file.read_bytes().decode() if file.exists() else None) != text:
            yield file, text


def settled(program):
    """What `run` says; of several tries in real time, the first that agrees with the expected files."""
    for _ in range(TRIES if is_real_time(program) else 1):
        texts = run(program)
        if not any(differences(program, texts)):
            break
    return texts


def main(arguments):
    # In the background of a shell, SIGINT is ignored, and the programs would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    check = "--check" in arguments
    filters = [argument for argument in arguments if argument != "--check"]
    if sys.version_info[:2] != VERSION:
        print("the expected outputs are those of CPython {}.{}, this is {}.{}".format(*VERSION, *sys.version_info))
        return 2
    programs = [
        program
        for program in sorted(CASES.glob("*.py"))
        if not filters or any(part in program.stem for part in filters)
    ]
    changed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for program, texts in zip(programs, pool.map(settled, programs)):
            for file, text in differences(program, texts):
                changed += 1
                print(f"{'differs' if check else 'written'}: {file.relative_to(CASES.parent.parent)}")
                if check:
                    continue
                if text is None:
                    file.unlink()
                else:
                    file.write_bytes(text.encode())
    print(f"{len(programs)} cases, {changed} files {'differ' if check else 'written'}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
