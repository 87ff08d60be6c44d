import io
import os
import random

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
tempdir = None
# A generator of its own, so that the program's numbers are not disturbed.
_random = random.Random()


def gettempdir():
    return tempdir or "/tmp"


def gettempprefix():
    return "tmp"


def gettempdirb():
    return gettempdir().encode()


def gettempprefixb():
    return b"tmp"


def mktemp(suffix="", prefix="tmp", dir=None):
    while True:
        name = "".join(_random.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))
        path = os.path.join(dir or gettempdir(), f"{prefix or 'tmp'}{name}{suffix or ''}")
        if not os.path.exists(path):
            return path


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path)
    return os.path.abspath(path)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    raise OSError("tempfile.mkstemp is not available here, where files have no numbers: use NamedTemporaryFile")


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)

    def __iter__(self):
        return iter(self.file)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    path = os.path.abspath(mktemp(suffix, prefix, dir))
    return _TemporaryFileWrapper(open(path, mode, buffering, encoding, errors, newline), path, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    path = mktemp(suffix, prefix, dir)
    file = open(path, mode, buffering, encoding, errors, newline)
    os.unlink(path)
    return file


def SpooledTemporaryFile(max_size=0, mode="w+b", **kwargs):
    return io.BytesIO() if "b" in mode else io.StringIO()


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore = ignore_cleanup_errors
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f"<TemporaryDirectory {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        import shutil
        if os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignore)

    __class_getitem__ = classmethod(type(list[int]))
