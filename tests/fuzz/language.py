#!/usr/bin/env python3
"""Runs random programs here and on CPython, and shows the first differences.

    language.py LOOPSCOPE [--programs N] [--seed S] [--keep FOLDER]

The programs are those of `generate.py`: the same for the same seed. One that differs is kept in the folder.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import generate

ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+")
TIMEOUT = 30  # seconds, for one program


def outcome(command, folder):
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL,
                              env=environment)
    except subprocess.TimeoutExpired:
        return "did not end\n"
    streams = [ADDRESS.sub("0x...", stream.decode(errors="replace")) for stream in (done.stdout, done.stderr)]
    return "".join([*streams, f"status {done.returncode}\n"])


def compare(loopscope, folder, seed):
    """The differences of one program, as lines."""
    program = folder / f"{seed}.py"
    program.write_text(generate.Generator(seed).program(), encoding="utf-8")
    expected = outcome([sys.executable, str(program)], folder)
    actual = outcome([loopscope, "run", str(program)], folder)
    if expected == actual:
        program.unlink()
        return []
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "CPython", "here", n=1, lineterm="")
    return [f"{program}:", *lines]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("loopscope")
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default=os.path.join(tempfile.gettempdir(), "loopscope-fuzz"))
    options = parser.parse_args()
    folder = pathlib.Path(options.keep)
    folder.mkdir(parents=True, exist_ok=True)
    loopscope = os.path.abspath(options.loopscope)
    different = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        seeds = range(options.seed, options.seed + options.programs)
        for found in pool.map(lambda seed: compare(loopscope, folder, seed), seeds):
            if found:
                different += 1
                if different <= 10:
                    print("\n".join(found[:40]))
    print(f"{options.programs} programs, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
