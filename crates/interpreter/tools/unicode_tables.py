"""Prints src/types/unicode/tables.rs: `python3.11 tools/unicode_tables.py > src/types/unicode/tables.rs`."""

import unicodedata

END = 0x110000


def ranges(holds, first):
    found, start = [], None
    for code in range(first, END + 1):
        inside = code < END and holds(code)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            found.append(f"(0x{start:x}, 0x{code - 1:x})")
            start = None
    return found


def table(name, doc, item_type, items):
    print(f"\n/// {doc}\npub(super) static {name}: [{item_type}; {len(items)}] = [")
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 120:
            print(line)
            line = "   "
        line += f" {item},"
    print(line + "\n];")


print("//! Made by `tools/unicode_tables.py` from CPython 3.11's tables (Unicode 14). Not edited by hand.")
table(
    "NOT_PRINTABLE",
    "First and last of the characters beyond ASCII for which `str.isprintable` is false.",
    "(u32, u32)",
    ranges(lambda c: not chr(c).isprintable(), 0x7F),
)
table(
    "DECIMAL_ZEROS",
    "The zeros of the scripts beyond ASCII; their other digits follow.",
    "u32",
    [f"0x{c:x}" for c in range(0x80, END) if unicodedata.decimal(chr(c), None) == 0],
)
table(
    "OTHER_DIGITS",
    "First and last of the characters that are digits but not decimal ones (superscripts, circled digits…).",
    "(u32, u32)",
    ranges(lambda c: chr(c).isdigit() and not chr(c).isdecimal(), 0x80),
)
table(
    "NUMERIC_LETTERS",
    "First and last of the letters with a numeric value (Chinese numerals…).",
    "(u32, u32)",
    ranges(lambda c: chr(c).isnumeric() and unicodedata.category(chr(c))[0] == "L", 0x80),
)
table(
    "MARKS",
    "First and last of the combining marks: no letters, but parts of identifiers.",
    "(u32, u32)",
    ranges(lambda c: unicodedata.category(chr(c)) in ("Mn", "Mc"), 0x80),
)
table(
    "ALPHABETIC_SYMBOLS",
    "First and last of other characters that Unicode calls alphabetic but that are no letters to CPython.",
    "(u32, u32)",
    ranges(lambda c: unicodedata.category(chr(c)) in ("Nl", "So", "Me"), 0x80),
)
