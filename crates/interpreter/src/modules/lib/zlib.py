__all__ = ["adler32", "crc32", "error", "compress", "decompress", "compressobj", "decompressobj"]

_table = []
for _number in range(256):
    for _ in range(8):
        _number = _number >> 1 ^ 0xEDB88320 if _number & 1 else _number >> 1
    _table.append(_number)


class error(Exception):
    pass


def crc32(data, value=0):
    value ^= 0xFFFFFFFF
    for byte in bytes(data):
        value = _table[(value ^ byte) & 0xFF] ^ value >> 8
    return value ^ 0xFFFFFFFF


def adler32(data, value=1):
    low, high = value & 0xFFFF, value >> 16
    for byte in bytes(data):
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def compress(data, /, *args, **kwargs):
    raise NotImplementedError("zlib compresses nothing here: keep the data as they are")


decompress = compressobj = decompressobj = compress
