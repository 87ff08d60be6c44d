import binascii

_to_urlsafe = bytes.maketrans(b"+/", b"-_")
_from_urlsafe = bytes.maketrans(b"-_", b"+/")


def _decoded(s):
    return binascii._bytes(s) if isinstance(s, str) else bytes(s)


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    s = _decoded(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_decoded(altchars), b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_to_urlsafe)


def urlsafe_b64decode(s):
    return b64decode(_decoded(s).translate(_from_urlsafe))


_b32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def b32encode(s):
    out = bytearray()
    for i in range(0, len(s), 5):
        part = bytes(s[i:i + 5])
        n = int.from_bytes(part.ljust(5, b"\0"), "big")
        chars = bytes(_b32[n >> shift & 31] for shift in range(35, -1, -5))
        used = (len(part) * 8 + 4) // 5
        out += chars[:used].ljust(8, b"=")
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    s = _decoded(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    s = (s.upper() if casefold else s).rstrip(b"=")
    n = 0
    for c in s:
        if c not in _b32:
            raise binascii.Error("Non-base32 digit found")
        n = n << 5 | _b32.index(c)
    size = len(s) * 5 // 8
    return (n >> len(s) * 5 % 8).to_bytes(size, "big")


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _decoded(s)
    if not casefold and s != s.upper():
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def _85encode(b, chars, foldnuls=False):
    out = bytearray()
    for i in range(0, len(b), 4):
        part = bytes(b[i:i + 4])
        n = int.from_bytes(part.ljust(4, b"\0"), "big")
        if foldnuls and n == 0 and len(part) == 4:
            out += b"z"
            continue
        five = bytearray()
        for _ in range(5):
            n, r = divmod(n, 85)
            five.insert(0, chars[r])
        out += five[:len(part) + 1]
    return bytes(out)


def _85decode(b, chars):
    out = bytearray()
    for i in range(0, len(b), 5):
        part = b[i:i + 5]
        n = 0
        for c in part.ljust(5, chars[84:85]):
            n = n * 85 + chars.index(c)
        out += n.to_bytes(4, "big")[:len(part) - 1]
    return bytes(out)


_a85 = bytes(range(33, 118))
_b85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def b85encode(b, pad=False):
    return _85encode(b, _b85)


def b85decode(b):
    return _85decode(_decoded(b), _b85)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    return _85encode(b, _a85, True)


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    return _85decode(_decoded(b).replace(b"z", b"!!!!!"), _a85)


def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)
