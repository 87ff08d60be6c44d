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


_Console, _Keyboard = type(_sys.stdout), type(_sys.stdin)


class _Kind(type):
    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or cls is TextIOWrapper and isinstance(instance, (_Console, _Keyboard))


class TextIOWrapper(TextIOBase, metaclass=_Kind):
    """Bytes, as text. They are read as a whole when they are first wanted."""

    __module__ = "_io"

    def __new__(cls, buffer, *args, **kwargs):
        # The console takes text of any kind as it is.
        return buffer if isinstance(buffer, (_Console, _Keyboard)) else super().__new__(cls)

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self.buffer = buffer
        self.encoding, self.errors = encoding or "UTF-8", errors or "strict"
        self._newline = newline
        self.newlines = None
        self.line_buffering, self.write_through = line_buffering, write_through
        # What was decoded and is not read yet.
        self._ahead, self._at = None, 0

    def __repr__(self):
        known = "".join(f" {name}={getattr(self, name)!r}" for name in ("name", "mode") if hasattr(self, name))
        return f"<_io.TextIOWrapper{known} encoding={self.encoding!r}>"

    @property
    def name(self):
        return self.buffer.name

    def detach(self):
        self.flush()
        buffer, self.buffer = self.buffer, None
        return buffer

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def close(self):
        self.buffer.close()
        self.closed = True

    def _text(self):
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")
        if self._ahead is None or self._at >= len(self._ahead):
            text = self.buffer.read().decode(self.encoding, self.errors)
            if self._newline is None and "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._ahead, self._at = text, 0
        return self._ahead

    def read(self, size=-1):
        text = self._text()
        end = len(text) if size is None or size < 0 else self._at + size
        part = text[self._at:end]
        self._at += len(part)
        return part

    def readline(self, size=-1):
        text = self._text()
        if self._newline == "":
            ends = [i for i in (text.find("\n", self._at), text.find("\r", self._at)) if i >= 0]
            end = min(ends) + 1 if ends else len(text)
            if text[end - 1:end + 1] == "\r\n":
                end += 1
        else:
            mark = self._newline or "\n"
            end = text.find(mark, self._at)
            end = len(text) if end < 0 else end + len(mark)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = text[self._at:end]
        self._at = end
        return part

    def write(self, s):
        self._check()
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self._give_back()
        data = s if self._newline in (None, "", "\n") else s.replace("\n", self._newline)
        self.buffer.write(data.encode(self.encoding, self.errors))
        return len(s)

    def _give_back(self):
        if self._ahead is not None:
            self.buffer.seek(-len(self._ahead[self._at:].encode(self.encoding, self.errors)), 1)
            self._ahead = None

    def tell(self):
        self._check()
        self._give_back()
        return self.buffer.tell()

    def seek(self, pos, whence=0):
        self._check()
        if whence and pos:
            raise UnsupportedOperation(f"can't do nonzero {'cur' if whence == 1 else 'end'}-relative seeks")
        self._give_back()
        return self.buffer.seek(pos, whence)

    def truncate(self, size=None):
        self._give_back()
        return self.buffer.truncate(size)

    def reconfigure(self, **options):
        pass


def __getattr__(name):
    if name == "open":
        return open
    if name in ("FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair", "open_code"):
        raise AttributeError(f"io.{name} is not available here: use open")
    raise AttributeError(f"module 'io' has no attribute '{name}'")
