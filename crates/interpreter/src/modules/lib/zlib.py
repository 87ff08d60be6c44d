__all__ = ["adler32", "crc32", "error", "compress", "decompress", "compressobj", "decompressobj"]

DEF_BUF_SIZE, DEF_MEM_LEVEL, DEFLATED, MAX_WBITS = 16384, 8, 8, 15
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"


class error(Exception):
    pass


def _frame(data, level, wbits):
    """The data, compressed, within what its format has around it."""
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    body = _deflate(data, 6 if level == -1 else level)
    if wbits < 0:
        return body
    if wbits > 15:
        speed = {9: b"\2", 1: b"\4"}.get(level, b"\0")
        size = len(data) & 0xFFFFFFFF
        return (b"\x1f\x8b\x08\0\0\0\0\0" + speed + b"\x03" + body
                + crc32(data).to_bytes(4, "little") + size.to_bytes(4, "little"))
    flags = {-1: 0x9C, 6: 0x9C, 7: 0xDA, 8: 0xDA, 9: 0xDA, 0: 0x01, 1: 0x01}.get(level, 0x5E)
    return bytes([0x78, flags]) + body + adler32(data).to_bytes(4, "big")


def _gzip_header(data):
    """How long the header is, if it is all there."""
    if len(data) < 10:
        return None
    flags, at = data[3], 10
    if flags & 4:
        if len(data) < at + 2:
            return None
        at += 2 + int.from_bytes(data[at:at + 2], "little")
    for flag in 8, 16:
        if flags & flag:
            end = data.find(b"\0", at)
            if end < 0:
                return None
            at = end + 1
    return at + (2 if flags & 2 else 0)


def _unframe(data, wbits):
    """What was compressed, how long it is with what its format has around it (None: it goes on), and what is wrong."""
    head = tail = 0
    is_gzip = wbits > 15 and (wbits < 32 or data[:1] == b"\x1f")
    if is_gzip:
        if data and data[:2] != b"\x1f\x8b"[:len(data)]:
            return b"", None, "incorrect header check"
        head, tail = _gzip_header(data), 8
    elif wbits >= 0:
        if len(data) >= 2 and (data[0] * 256 + data[1]) % 31:
            return b"", None, "incorrect header check"
        if data and data[0] & 15 != 8 and len(data) >= 2:
            return b"", None, "unknown compression method"
        head, tail = 2, 4
    if head is None or len(data) < head:
        return b"", None, None
    found = _inflate(data[head:])
    if found is None:
        return b"", None, "invalid block type" if data[head] & 6 == 6 else "invalid distance too far back"
    plain, length, done = found
    end = head + length + tail
    if not done or len(data) < end:
        return plain, None, None
    sum = crc32(plain).to_bytes(4, "little") if is_gzip else adler32(plain).to_bytes(4, "big")
    if tail and data[head + length:head + length + 4] != sum:
        return plain, None, "incorrect data check"
    return plain, end, None


def compress(data, /, level=-1, wbits=15):
    try:
        return _frame(data, level, wbits)
    except error:
        raise error("Bad compression level") from None


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    data = bytes(data)
    plain, end, problem = _unframe(data, wbits)
    if problem:
        raise error(f"Error -3 while decompressing data: {problem}")
    if end is None:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return plain


class _Compress:
    def __init__(self, level, wbits):
        self._level, self._wbits, self._data, self._is_done = level, wbits, b"", False

    def compress(self, data, /):
        self._data += data
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode != Z_FINISH:
            return b""
        if self._is_done:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        self._is_done = True
        return _frame(self._data, self._level, self._wbits)

    def copy(self):
        made = _Compress(self._level, self._wbits)
        made._data = self._data
        return made


class _Decompress:
    def __init__(self, wbits):
        self._wbits, self._data, self._given = wbits, b"", 0
        self.unused_data, self.unconsumed_tail, self.eof = b"", b"", False

    def decompress(self, data, /, max_length=0):
        if self.eof:
            self.unused_data += data
            return b""
        self._data += data
        plain, end, problem = _unframe(self._data, self._wbits)
        if problem:
            raise error(f"Error -3 while decompressing data: {problem}")
        new = plain[self._given:]
        if max_length and len(new) > max_length:
            # What was not given yet is kept here: the tail only says that there is more.
            self.unconsumed_tail, self._data = data[-1:], self._data[:-1]
            self._given += max_length
            return new[:max_length]
        self.unconsumed_tail = b""
        self._given += len(new)
        if end is not None:
            self.eof, self.unused_data = True, self._data[end:]
        return new

    def flush(self, length=DEF_BUF_SIZE, /):
        tail, self.unconsumed_tail = self.unconsumed_tail, b""
        return self.decompress(tail) if tail else b""

    def copy(self):
        made = _Decompress(self._wbits)
        made.__dict__.update(self.__dict__)
        return made


def compressobj(level=-1, method=DEFLATED, wbits=15, memLevel=DEF_MEM_LEVEL, strategy=0, zdict=None):
    return _Compress(level, wbits)


def decompressobj(wbits=15, zdict=b""):
    return _Decompress(wbits)
