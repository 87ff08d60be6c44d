class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}


def _bytes(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return bytes(data)


def b2a_base64(data, /, *, newline=True):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    data = _bytes(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        part = data[i:i + 3]
        n = int.from_bytes(part.ljust(3, b"\0"), "big")
        four = bytes(_ALPHABET[n >> s & 63] for s in (18, 12, 6, 0))
        out += four if len(part) == 3 else four[:len(part) + 1].ljust(4, b"=")
    return bytes(out) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    out = bytearray()
    bits = count = pads = valid = 0
    for c in _bytes(data):
        if c == 61:
            pads += 1
            if count >= 2 and count + pads >= 4:
                return bytes(out)
            continue
        value = _VALUES.get(c)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        pads = 0
        valid += 1
        bits = (bits << 6 | value) & 0xFFFF
        count += 1
        if count == 2:
            out.append(bits >> 4 & 255)
        elif count == 3:
            out.append(bits >> 2 & 255)
        elif count == 4:
            out.append(bits & 255)
            count = 0
    if count == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({valid}) cannot be 1 more than a "
                    f"multiple of 4")
    if count:
        raise Error("Incorrect padding")
    return bytes(out)


def hexlify(data, *sep):
    return _bytes(data).hex(*sep).encode()


def unhexlify(hexstr):
    text = _bytes(hexstr).decode()
    if len(text) % 2:
        raise Error("Odd-length string")
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex, a2b_hex = hexlify, unhexlify


def crc32(data, crc=0):
    import zlib

    return zlib.crc32(data, crc)


def crc_hqx(data, value):
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value
