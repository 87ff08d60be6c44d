import sys as _sys

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + ("." if isinstance(self, BufferedIOBase) else ""))

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def readable(self):
        return False

    writable = seekable = isatty = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        if self._tail:
            self._data = self._empty.join([self._data, *self._tail])
            self._tail = []
        return self._data

    def tell(self):
        self._check()
        return self._pos

    def read(self, size=-1):
        data = self.getvalue()
        start = self._pos
        end = len(data) if size is None or size < 0 else start + size
        part = data[start:end]
        self._pos = start + len(part)
        return part

    def readline(self, size=-1):
        data = self.getvalue()
        start = self._pos
        end = data.find(self._newline, start) + 1 or len(data)
        if size is not None and size >= 0:
            end = min(end, start + size)
        part = data[start:end]
        self._pos = start + len(part)
        return part

    def seek(self, pos, whence=0):
        data = self.getvalue()
        if whence == 0 and pos < 0:
            raise ValueError(f"{self._negative} {pos}")
        if whence and self._newline == "\n" and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._pos = max(0, (0, self._pos, len(data))[whence] + pos)
        return self._pos

    def truncate(self, size=None):
        self._data = self.getvalue()[:self._pos if size is None else size]
        self._length = len(self._data)
        return self._pos if size is None else size

    def _put(self, data):
        self._check()
        count = len(data)
        if self._pos == self._length:
            self._tail.append(data)
            self._pos += count
            self._length = self._pos
        elif count:
            old = self.getvalue()
            gap = self._zero * (self._pos - len(old))
            self._data = old[:self._pos] + gap + data + old[self._pos + count:]
            self._pos += count
            self._length = len(self._data)
        return count


class StringIO(_Memory, TextIOBase):
    __module__ = "_io"
    _empty, _newline, _zero, _negative = "", "\n", "\0", "Negative seek position"
    encoding = errors = newlines = None
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._data, self._tail, self._pos = initial_value or "", [], 0
        self._length = len(self._data)

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return self._put(s)


class BytesIO(_Memory, BufferedIOBase):
    __module__ = "_io"
    _empty, _newline, _zero, _negative = b"", b"\n", b"\0", "negative seek value"

    def __init__(self, initial_bytes=b""):
        self._data, self._tail, self._pos = bytes(initial_bytes or b""), [], 0
        self._length = len(self._data)

    def write(self, b):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def getbuffer(self):
        return self.getvalue()

    read1 = _Memory.read

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)


TextIOWrapper = type(_sys.stdout)


def __getattr__(name):
    if name == "open":
        return open
    if name in ("FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair", "open_code"):
        raise AttributeError(f"io.{name} is not available here: use open")
    raise AttributeError(f"module 'io' has no attribute '{name}'")
