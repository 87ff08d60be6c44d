import builtins
import io
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ, WRITE = "rb", "wb"


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    data = bytes(data)
    if mtime == 0:
        return zlib.compress(data, level=compresslevel, wbits=31)
    speed = {9: b"\2", 1: b"\4"}.get(compresslevel, b"\0")
    seconds = int(time.time() if mtime is None else mtime)
    return (b"\x1f\x8b\x08\0" + struct.pack("<L", seconds) + speed + b"\xff"
            + zlib.compress(data, level=compresslevel, wbits=-15) + struct.pack("<LL", zlib.crc32(data), len(data)))


def decompress(data):
    data, parts = bytes(data), []
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        stream = zlib.decompressobj(wbits=31)
        parts.append(stream.decompress(data))
        if not stream.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = stream.unused_data.lstrip(b"\0")
    return b"".join(parts)


class GzipFile(io.BufferedIOBase):
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = mode or getattr(fileobj, "mode", "rb")
        self._is_written = mode[:1] in "wax"
        self.mode = 2 if self._is_written else 1
        self._own = None
        if fileobj is None:
            fileobj = self._own = builtins.open(filename, mode if "b" in mode else mode + "b")
        self.fileobj = fileobj
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        self._level, self.mtime = compresslevel, mtime
        self._plain = io.BytesIO() if self._is_written else None

    def _data(self):
        if self._is_written:
            raise OSError(9, "read() on write-only GzipFile object")
        if self._plain is None:
            self._plain = io.BytesIO(decompress(self.fileobj.read()))
        return self._plain

    def read(self, size=-1):
        return self._data().read(size)

    read1 = read

    def readline(self, size=-1):
        return self._data().readline(size)

    def seek(self, offset, whence=0):
        return self._data().seek(offset, whence)

    def tell(self):
        return (self._plain if self._is_written else self._data()).tell()

    def peek(self, n):
        data = self._data()
        return data.getvalue()[data.tell():]

    def write(self, data):
        if not self._is_written:
            raise OSError(9, "write() on read-only GzipFile object")
        return self._plain.write(bytes(data))

    def flush(self, mode=None):
        pass

    def readable(self):
        return not self._is_written

    def writable(self):
        return self._is_written

    def seekable(self):
        return True

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        if self.fileobj is None:
            return
        if self._is_written:
            self.fileobj.write(compress(self._plain.getvalue(), self._level, mtime=self.mtime))
        if self._own:
            self._own.close()
        self.fileobj = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    is_name = isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__")
    file = GzipFile(filename if is_name else None, mode.replace("t", ""), compresslevel, None if is_name else filename)
    return io.TextIOWrapper(file, encoding or "utf-8", errors, newline) if "t" in mode else file
