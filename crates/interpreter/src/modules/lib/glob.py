import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return any(c in s for c in "*?[")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    root = "/" if pathname.startswith("/") else ""
    where = os.fspath(root_dir) if root_dir and not root else ""
    parts = [part for part in pathname.split("/") if part]

    def real(path):
        return os.path.join(where, path) or "."

    def visible(name, pattern):
        return include_hidden or not name.startswith(".") or pattern.startswith(".")

    def below(path):
        yield path
        for name in os.listdir(real(path)) if os.path.isdir(real(path)) else ():
            inner = os.path.join(path, name)
            if visible(name, "") and os.path.isdir(real(inner)):
                yield from below(inner)

    def matches(path, parts):
        if not parts:
            yield path
            return
        first, *rest = parts
        if first == "**" and recursive:
            for folder in below(path):
                if rest:
                    yield from matches(folder, rest)
                else:
                    if folder:
                        yield folder if folder != path else os.path.join(folder, "")
                    for name in os.listdir(real(folder)):
                        inner = os.path.join(folder, name)
                        if visible(name, "") and not os.path.isdir(real(inner)):
                            yield inner
        elif has_magic(first):
            for name in os.listdir(real(path)) if os.path.isdir(real(path)) else ():
                if fnmatch.fnmatchcase(name, first) and visible(name, first):
                    inner = os.path.join(path, name)
                    if not rest or os.path.isdir(real(inner)):
                        yield from matches(inner, rest)
        elif os.path.exists(real(os.path.join(path, first))):
            yield from matches(os.path.join(path, first), rest)

    yield from matches(root, parts)


def escape(pathname):
    return re.sub("([*?[])", r"[\1]", pathname)
