"""Prints src/types/format/cases.tsv: `python3.11 tools/format_cases.py > src/types/format/cases.tsv`."""

import itertools
import random

random.seed(3)
FLOATS = [0.0, -0.0, 1.0, -2.5, 0.1, 1 / 3, 2.5, 99.995, 1e15, 1e16, 1e22, 1e23, 123456789.123, 5e-324, 1.7976931348623157e308]
FLOATS += [float("inf"), float("-inf"), float("nan"), 0.0001, 0.00001, 1014719133261222.25, 4503599627370497.5]
FLOATS += [random.uniform(-1, 1) * 10 ** random.randint(-12, 24) for _ in range(40)]
INTS = [0, 1, -1, 42, -1234567, 255, 10**20, -(10**25), 1114111]
TEXTS = ["", "a", "abc", "héllo", "中文", "it's", 'say "hi"', "it's \"", "\n\t\\", "\x00\x7f\x80\xa0\xad", "\u200b", "😀", "\ue000"]


def row(kind, value, spec, result):
    print("\t".join([kind, value, spec, result]))


def attempt(value, spec):
    try:
        return format(value, spec).encode("unicode_escape").decode()
    except (ValueError, OverflowError) as error:
        return f"!{error}"


def specs(kinds):
    for _ in range(160):
        parts = [
            random.choice(["", "", "<", ">", "^", "=", "*<", "0>", "0="]),
            random.choice(["", "", "+", " "]),
            random.choice(["", "", "", "z"]),
            random.choice(["", "", "#"]),
            random.choice(["", "0"]),
            random.choice(["", "5", "14"]),
            random.choice(["", "", ",", "_"]),
            random.choice(["", "", ".0", ".3", ".12"]),
            random.choice(kinds),
        ]
        yield "".join(parts)


for value in FLOATS:
    row("repr", value.hex(), "", repr(value))
for value, spec in zip(itertools.cycle(FLOATS), specs("efgEFG%nds" + " " * 3)):
    row("float", value.hex(), spec.strip(), attempt(value, spec.strip()))
for value, spec in zip(itertools.cycle(INTS), specs("dbxXocnefgq" + " " * 3)):
    row("int", str(value), spec.strip(), attempt(value, spec.strip()))
for value, spec in zip(itertools.cycle(TEXTS[:5]), specs("ssd" + " " * 3)):
    row("str", value, spec.strip(), attempt(value, spec.strip()))
for re, im, spec in zip(itertools.cycle([0.0, 1.5, -2.0]), itertools.cycle([1.0, -0.0, 3.25, 1e20]), specs("efgGd" + " " * 3)):
    row("complex", f"{re.hex()} {im.hex()}", spec.strip(), attempt(complex(re, im), spec.strip()))
for text in TEXTS:
    row("quote", text.encode("unicode_escape").decode(), "", repr(text))
