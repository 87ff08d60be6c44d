import fnmatch
import os
from functools import total_ordering

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


@total_ordering
class PurePath:
    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        self = object.__new__(cls)
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                texts.append(str(arg))
                continue
            text = os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError("argument should be a str object or an os.PathLike object returning str, not "
                                f"{type(arg)}")
            texts.append(text)
        self._root, self._tail = "", []
        for text in texts:
            if text.startswith("/"):
                # Two slashes at the start, but not three, are a root of their own.
                self._root = "//" if text.startswith("//") and not text.startswith("///") else "/"
                self._tail = []
            self._tail += [part for part in text.split("/") if part and part != "."]
        return self

    def __init__(self, *args):
        pass

    @classmethod
    def _of(cls, root, tail):
        self = object.__new__(cls)
        self._root, self._tail = root, list(tail)
        return self

    def _like(self, tail, root=None):
        return type(self)._of(self._root if root is None else root, tail)

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(str(self))

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return "file://" + quote(str(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return (self._root, self._tail) == (other._root, other._tail)

    def __hash__(self):
        return hash((self._root, *self._tail))

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def parts(self):
        return (self._root, *self._tail) if self._root else tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    @property
    def parent(self):
        return self._like(self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._like(self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        name = self.name
        return self._like(self._tail[:-1] + [(name[:-len(self.suffix)] if self.suffix else name) + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        count = len(base.parts)
        if self.parts[:count] != base.parts:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the "
                             "other is absolute.")
        return self._like(self.parts[count:], "")

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self.parts[:len(base.parts)] == base.parts

    def joinpath(self, *args):
        return type(self)(self, *args)

    def __truediv__(self, key):
        try:
            return type(self)(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def match(self, path_pattern):
        pattern = PurePosixPath(path_pattern)
        if not pattern.parts:
            raise ValueError("empty pattern")
        if pattern._root and (not self._root or len(pattern.parts) != len(self.parts)):
            return False
        if len(pattern.parts) > len(self.parts):
            return False
        return all(fnmatch.fnmatchcase(part, wanted)
                   for part, wanted in zip(reversed(self.parts), reversed(pattern.parts)))


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    def __new__(cls, *args):
        raise NotImplementedError("paths of Windows are not available here: use PurePosixPath")


class _Parents:
    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return tuple(self[k] for k in range(*i.indices(len(self))))
        if not -len(self) <= i < len(self):
            raise IndexError(i)
        return self._path._like(self._path._tail[:-1 - i if i >= 0 else -i - 1])

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


def _matches(folder, parts, only_folders=False):
    """The paths below a folder that match the parts of a pattern."""
    if not parts:
        yield folder
        return
    first, *rest = parts
    if first == "**":
        seen = set()
        for path in _and_below(folder):
            for found in _matches(path, rest) if rest else [path]:
                if found not in seen:
                    seen.add(found)
                    yield found
        return
    if not folder.is_dir():
        return
    if not any(c in first for c in "*?["):
        path = folder / first
        if path.exists():
            yield from _matches(path, rest)
        return
    for path in folder.iterdir():
        if fnmatch.fnmatchcase(path.name, first):
            yield from _matches(path, rest) if rest else [path]


def _and_below(folder):
    yield folder
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            yield from _and_below(path)


class Path(PurePath):
    def __new__(cls, *args, **kwargs):
        return super().__new__(PosixPath if cls is Path else cls, *args)

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def expanduser(self):
        return type(self)(os.path.expanduser(str(self)))

    def absolute(self):
        return self if self.is_absolute() else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        return type(self)(os.path.realpath(str(self)))

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    lstat = stat

    def exists(self):
        return os.path.exists(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_symlink(self):
        return False

    is_mount = is_socket = is_fifo = is_block_device = is_char_device = is_symlink

    def owner(self):
        return "web_user"

    group = owner

    def iterdir(self):
        for name in os.listdir(self):
            yield self._like(self._tail + [name])

    def _glob_parts(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        wanted = PurePosixPath(pattern)
        if wanted._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return wanted._tail

    def glob(self, pattern):
        yield from _matches(self, self._glob_parts(pattern))

    def rglob(self, pattern):
        yield from _matches(self, ["**", *self._glob_parts(pattern)])

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        import io
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            os.utime(self)
        else:
            self.open("x").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        raise NotImplementedError("links are not available here: copy the file")

    hardlink_to = link_to = symlink_to

    def readlink(self):
        raise OSError(22, "Invalid argument", str(self))


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path):
    def __new__(cls, *args, **kwargs):
        raise NotImplementedError("cannot instantiate 'WindowsPath' on your system")
