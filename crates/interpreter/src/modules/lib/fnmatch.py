import re
from functools import lru_cache

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


def filter(names, pat):
    match = _matcher(pat)
    return [name for name in names if match(name)]


@lru_cache(maxsize=256)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def translate(pat):
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if parts[-1:] != [".*"]:
                parts.append(".*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            # A bracket right after the opening one, or its negation, is one of the set.
            end = pat.find("]", i + 1 + (pat[i:i + 1] == "!"))
            if end < 0:
                parts.append(r"\[")
                continue
            inside = pat[i:end].replace("\\", r"\\")
            i = end + 1
            if inside[0] == "!":
                inside = "^" + inside[1:]
            elif inside[0] in ("^", "["):
                inside = "\\" + inside
            parts.append(f"[{inside}]")
        else:
            parts.append(re.escape(c))
    return f"(?s:{''.join(parts)})\\Z"
