#!/usr/bin/env python3
"""Writes src/modules/lib/zones.py: the present rule of each time zone, from this machine's database of time zones."""
import collections
import pathlib
import textwrap
import zoneinfo

OUTPUT = pathlib.Path(__file__).parent.parent / "src/modules/lib/zones.py"


def rule_of(name):
    for folder in zoneinfo.TZPATH:
        file = pathlib.Path(folder, name)
        if file.is_file():
            # The last line of a file is the rule for the times after its table.
            return file.read_bytes().rsplit(b"\n", 2)[-2].decode()
    return None


def main():
    names_by_rule = collections.defaultdict(list)
    for name in sorted(zoneinfo.available_timezones() - {"localtime"}):
        rule = rule_of(name)
        if rule:
            names_by_rule[rule].append(name)
    title = "The present rules of time zones, as POSIX writes them, and whose they are. Made by tools/zones.py."
    lines = [f'"""{title}"""', "names = {"]
    for rule, names in sorted(names_by_rule.items()):
        lines.append(f'    "{rule}":')
        lines += [f'        "{part} "' for part in textwrap.wrap(" ".join(names), 106)]
        lines[-1] = lines[-1].removesuffix(' "') + '",'
    OUTPUT.write_text("\n".join([*lines, "}", ""]))


if __name__ == "__main__":
    main()
