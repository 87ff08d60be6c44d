# Files in memory: each run begins with an empty home and an empty /tmp, and what it writes is gone when it ends.
import io
import os
import sys
from time import time


class _File:
    def __init__(self):
        self.data = bytearray()
        self.mtime = time()
        self.mode = 0o100644


class _Folder(dict):
    def __init__(self):
        self.mtime = time()
        self.mode = 0o40755


def _folders(*names):
    folder = _Folder()
    for name in names:
        folder[name] = _Folder()
    return folder


_root = _folders("home", "tmp", "dev")
_root["home"]["web_user"] = _Folder()
_root["dev"]["null"] = _File()
_here = "/home/web_user"


def _keep_program():
    """The program's own file is there, in its folder."""
    folder = _root
    *folders, name = _parts(sys.modules["__main__"].__file__)
    for part in folders:
        folder = folder.setdefault(part, _Folder())
    folder[name] = _File()
    folder[name].data.extend(sys._program().encode())


def error(code, path, path2=None):
    kinds = {2: FileNotFoundError, 17: FileExistsError, 20: NotADirectoryError, 21: IsADirectoryError}
    text = {2: "No such file or directory", 17: "File exists", 20: "Not a directory", 21: "Is a directory",
            39: "Directory not empty", 22: "Invalid argument"}[code]
    names = (os.fspath(path),) if path2 is None else (os.fspath(path), None, os.fspath(path2))
    return kinds.get(code, OSError)(code, text, *names)


def _parts(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        path = path.decode()
    if "\0" in path:
        raise ValueError("embedded null byte")
    return [part for part in os.path.normpath(os.path.join(_here, path)).split("/") if part]


def find(path, missing=True):
    """The file or folder of this path; with `missing`, an error if there is none."""
    if os.fspath(path) in ("", b""):
        if missing:
            raise error(2, path)
        return None
    node = _root
    for part in _parts(path):
        if not isinstance(node, _Folder):
            if missing:
                raise error(20, path)
            return None
        node = node.get(part)
        if node is None:
            if missing:
                raise error(2, path)
            return None
    if os.fspath(path)[-1:] == "/" and isinstance(node, _File):
        if missing:
            raise error(20, path)
        return None
    return node


def _parent(path):
    """The folder in which the path is, and its name there."""
    parts = _parts(path)
    if not parts:
        raise error(17, path)
    node = _root
    for part in parts[:-1]:
        node = node.get(part) if isinstance(node, _Folder) else None
        if node is None:
            raise error(2, path)
    if not isinstance(node, _Folder):
        raise error(20, path)
    return node, parts[-1]


def is_file(path):
    return isinstance(find(path, False), _File)


def is_folder(path):
    return isinstance(find(path, False), _Folder)


def getcwd():
    return _here


def chdir(path):
    global _here
    if not isinstance(find(path), _Folder):
        raise error(20, path)
    _here = "/" + "/".join(_parts(path))


def mkdir(path, mode=0o777):
    if find(path, False) is not None:
        raise error(17, path)
    folder, name = _parent(path)
    folder[name] = _Folder()


def remove(path):
    node = find(path)
    if isinstance(node, _Folder):
        raise error(21, path)
    folder, name = _parent(path)
    del folder[name]


def rmdir(path):
    node = find(path)
    if not isinstance(node, _Folder):
        raise error(20, path)
    if node:
        raise error(39, path)
    folder, name = _parent(path)
    del folder[name]


def rename(source, target):
    try:
        node = find(source)
        folder, name = _parent(target)
    except FileNotFoundError:
        raise error(2, source, target) from None
    there = folder.get(name)
    if isinstance(there, _Folder):
        if not isinstance(node, _Folder):
            raise error(21, source, target)
        if there:
            raise error(39, source, target)
    before, old = _parent(source)
    del before[old]
    folder[name] = node


def names(path="."):
    node = find(path)
    if not isinstance(node, _Folder):
        raise error(20, path)
    return list(node)


class stat_result:
    def __init__(self, node):
        is_folder = isinstance(node, _Folder)
        self.st_mode = node.mode
        self.st_ino, self.st_dev, self.st_nlink = id(node), 1, 2 if is_folder else 1
        self.st_uid = self.st_gid = 1000
        self.st_size = 4096 if is_folder else len(node.data)
        self.st_atime = self.st_mtime = self.st_ctime = node.mtime
        self.st_atime_ns = self.st_mtime_ns = self.st_ctime_ns = int(node.mtime * 1e9)

    def __getitem__(self, i):
        return (self.st_mode, self.st_ino, self.st_dev, self.st_nlink, self.st_uid, self.st_gid, self.st_size,
                int(self.st_atime), int(self.st_mtime), int(self.st_ctime))[i]

    def __repr__(self):
        fields = "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime".split()
        return f"os.stat_result({', '.join(f'{name}={self[i]}' for i, name in enumerate(fields))})"


def stat(path):
    return stat_result(find(path))


def set_times(path, times=None):
    find(path).mtime = time() if times is None else times[1]


def set_mode(path, mode):
    node = find(path)
    node.mode = node.mode & ~0o7777 | mode


class _Opened(io.BufferedIOBase):
    """An open file, as bytes."""

    def __init__(self, node, name, mode):
        self._node, self.name, self.mode = node, name, mode
        self._readable = "r" in mode or "+" in mode
        self._writable = mode[0] != "r" or "+" in mode
        self._appends = "a" in mode
        self._pos = len(node.data) if self._appends else 0

    def __repr__(self):
        kind = "BufferedRandom" if "+" in self.mode else "BufferedWriter" if self._writable else "BufferedReader"
        return f"<_io.{kind} name={self.name!r}>"

    def __del__(self):
        pass

    def _may(self, allowed, word):
        self._check()
        if not allowed:
            raise io.UnsupportedOperation(word)

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def seekable(self):
        self._check()
        return True

    def fileno(self):
        raise io.UnsupportedOperation("fileno")

    def read(self, size=-1):
        self._may(self._readable, "read")
        data = self._node.data
        end = len(data) if size is None or size < 0 else self._pos + size
        part = bytes(data[self._pos:end])
        self._pos += len(part)
        return part

    read1 = read
    peek = lambda self, size=0: bytes(self._node.data[self._pos:])

    def readinto(self, b):
        part = self.read(len(b))
        b[:len(part)] = part
        return len(part)

    def readline(self, size=-1):
        self._may(self._readable, "read")
        data = self._node.data
        end = data.find(b"\n", self._pos) + 1 or len(data)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        return self.read(end - self._pos)

    def write(self, b):
        self._may(self._writable, "write")
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        data = self._node.data
        if self._appends:
            self._pos = len(data)
        if self._pos > len(data):
            data.extend(bytes(self._pos - len(data)))
        data[self._pos:self._pos + len(b)] = b
        self._pos += len(b)
        self._node.mtime = time()
        return len(b)

    def tell(self):
        self._check()
        return self._pos

    def seek(self, pos, whence=0):
        self._check()
        pos += (0, self._pos, len(self._node.data))[whence]
        if pos < 0:
            raise error(22, self.name)
        self._pos = pos
        return pos

    def truncate(self, size=None):
        self._may(self._writable, "truncate")
        size = self._pos if size is None else size
        data = self._node.data
        if size > len(data):
            data.extend(bytes(size - len(data)))
        del data[size:]
        return size


class _Text(io.TextIOWrapper):
    """An open file, as text."""

    def __init__(self, buffer, mode, encoding, errors, newline):
        super().__init__(buffer, encoding, errors, newline)
        self.mode = mode



def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor", file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters = set(mode)
    if letters - set("rwaxbt+") or len(letters) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if len(letters & set("rwax")) != 1 or mode.count("+") > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    binary = "b" in letters
    if binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    for name, value in ("encoding", encoding), ("errors", errors), ("newline", newline):
        if binary and value is not None:
            raise ValueError(f"binary mode doesn't take {'an' if name[0] == 'e' else 'a'} {name} argument")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")
    if encoding not in (None, "locale"):
        try:
            "".encode(encoding)
        except LookupError:
            raise LookupError(f"unknown encoding: {encoding}") from None
    file = os.fspath(file)
    node = find(file, False)
    if isinstance(node, _Folder):
        raise error(21, file)
    if node is not None and "x" in letters:
        raise error(17, file)
    if node is None:
        if "r" in letters:
            find(file)
        folder, name = _parent(file)
        node = folder[name] = _File()
    elif "w" in letters:
        node.data.clear()
    plain = next(iter(letters & set("rwax"))) + ("b" if binary else "") + ("+" if "+" in letters else "")
    opened = _Opened(_File() if file == "/dev/null" else node, file, plain if binary else plain[0] + plain[1:])
    return opened if binary else _Text(opened, mode, encoding if encoding != "locale" else None, errors, newline)


_keep_program()
