import os

__name__ = "posixpath"

sep, altsep, extsep, curdir, pardir, pathsep, devnull = "/", None, ".", ".", "..", ":", "/dev/null"
supports_unicode_filenames = True


def normcase(s):
    return os.fspath(s)


def isabs(s):
    return os.fspath(s).startswith("/")


def join(a, *p):
    path = os.fspath(a)
    for b in map(os.fspath, p):
        if b.startswith("/"):
            path = b
        elif not path or path.endswith("/"):
            path += b
        else:
            path += "/" + b
    return path


def split(p):
    p = os.fspath(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    return (head.rstrip("/") or head), tail


def splitext(p):
    p = os.fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    return (p[:dot], p[dot:]) if dot > start and p[start:dot].strip(".") else (p, p[:0])


def splitdrive(p):
    return "", os.fspath(p)


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ""
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if c != b[i]:
            return a[:i]
    return a


def commonpath(paths):
    paths = [os.fspath(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({p.startswith("/") for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = commonprefix([[c for c in p.split("/") if c and c != "."] for p in paths])
    return ("/" if paths[0].startswith("/") else "") + "/".join(parts)


def exists(path):
    return _files().find(path, False) is not None


lexists = exists


def isfile(path):
    return _files().is_file(path)


def isdir(path):
    return _files().is_folder(path)


def islink(path):
    return False


def ismount(path):
    return os.fspath(path) == "/"


def samefile(f1, f2):
    return _files().find(f1) is _files().find(f2)


def getsize(path):
    return _files().stat(path).st_size


def getmtime(path):
    return _files().stat(path).st_mtime


getatime = getctime = getmtime


def _files():
    import _files
    return _files


def expanduser(path):
    path = os.fspath(path)
    return os.environ["HOME"] + path[1:] if path == "~" or path.startswith("~/") else path


def expandvars(path):
    path = os.fspath(path)
    for name in sorted(os.environ, key=len, reverse=True):
        path = path.replace("${%s}" % name, os.environ[name]).replace("$" + name, os.environ[name])
    return path


def normpath(path):
    path = os.fspath(path)
    if not path:
        return "."
    start = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not start and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return start + "/".join(parts) or "."


def abspath(path):
    path = os.fspath(path)
    return normpath(path if isabs(path) else join(os.getcwd(), path))


realpath = abspath


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    start = [x for x in abspath(start).split("/") if x]
    path = [x for x in abspath(path).split("/") if x]
    i = len(commonprefix([start, path]))
    return join(*[".."] * (len(start) - i) + path[i:] or ["."])
