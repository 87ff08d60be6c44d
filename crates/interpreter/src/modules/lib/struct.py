from _bits import double_from_halves, double_to_bits, single_from_bits, single_to_bits

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


# Sizes by letter: the standard ones, and those of a 64-bit machine.
_standard = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8,
             "e": 2, "f": 4, "d": 8, "s": 1, "p": 1}
_native = {**_standard, "l": 8, "L": 8, "n": 8, "N": 8, "P": 8}
_names = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}


def _half_to_bits(value):
    from math import copysign, frexp, isinf, isnan
    sign = 0x8000 if copysign(1.0, value) < 0 else 0
    value = abs(value)
    if isnan(value):
        return sign | 0x7e00
    if isinf(value):
        return sign | 0x7c00
    if value == 0:
        return sign
    fraction, exponent = frexp(value)
    exponent = max(exponent + 14, 0)
    mantissa = value * 2.0 ** (24 if exponent < 1 else 25 - exponent)
    mantissa = round(mantissa)
    bits = mantissa if exponent < 1 else (exponent - 1 << 10) + mantissa
    if bits >= 0x7c00:
        raise OverflowError("float too large to pack with e format")
    return sign | bits


def _half_from_bits(bits):
    sign = -1.0 if bits & 0x8000 else 1.0
    exponent, mantissa = bits >> 10 & 31, bits & 1023
    if exponent == 31:
        return sign * (float("nan") if mantissa else float("inf"))
    if exponent == 0:
        return sign * mantissa * 2.0 ** -24
    return sign * (1024 + mantissa) * 2.0 ** (exponent - 25)


_to_bits = {"e": _half_to_bits, "f": single_to_bits, "d": double_to_bits}
_from_bits = {"e": _half_from_bits, "f": single_from_bits, "d": lambda bits: double_from_halves(bits >> 32, bits & 0xFFFFFFFF)}


class Struct:
    def __init__(self, format):
        if isinstance(format, bytes):
            format = format.decode("ascii")
        if not isinstance(format, str):
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
        self.format = format
        order = format[:1] if format[:1] in tuple("@=<>!") else "@"
        sizes = _native if order == "@" else _standard
        self._order = "big" if order in ">!" else "little"
        # Offset, letter, size, and how often.
        self._parts = []
        self.size = 0
        self._count = 0
        number = ""
        for c in format[format[:1] in tuple("@=<>!"):]:
            if c.isspace():
                continue
            if c.isdigit():
                number += c
                continue
            if c not in sizes:
                raise error("bad char in struct format")
            size, times = sizes[c], int(number or 1)
            number = ""
            if order == "@" and c not in "xcbB?sp":
                self.size += -self.size % size
            self._parts.append((self.size, c, size, times))
            self.size += size * times
            self._count += 1 if c in "sp" else 0 if c == "x" else times
        if number:
            raise error("repeat count given without format specifier")

    def pack(self, *values):
        if len(values) != self._count:
            raise error(f"pack expected {self._count} items for packing (got {len(values)})")
        out = bytearray(self.size)
        left = iter(values)
        for at, letter, size, times in self._parts:
            if letter == "x":
                continue
            if letter in "sp":
                data = next(left)
                if not isinstance(data, (bytes, bytearray)):
                    raise error(f"argument for '{letter}' must be a bytes object")
                if letter == "p":
                    data = bytes(data)[:max(min(times - 1, 255), 0)]
                    data = bytes([len(data)]) + data if times else b""
                data = bytes(data)[:times]
                out[at:at + len(data)] = data
                continue
            for i in range(times):
                out[at + i * size:at + (i + 1) * size] = self._one(letter, size, next(left))
        return bytes(out)

    def _one(self, letter, size, value):
        if letter == "c":
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise error("char format requires a bytes object of length 1")
            return bytes(value)
        if letter == "?":
            return b"\1" if value else b"\0"
        if letter in "efd":
            if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
                raise error("required argument is not a float")
            return _to_bits[letter](float(value)).to_bytes(size, self._order)
        try:
            number = value.__index__()
        except AttributeError:
            raise error("required argument is not an integer") from None
        signed = letter.islower()
        low, high = (-1 << size * 8 - 1, (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
        if not low <= number <= high:
            if letter in "bBhH":
                raise error(f"{_names[letter]} format requires {low} <= number <= {high}")
            if letter in "iIqQlL" and (self.format[:1] in tuple("=<>!")):
                raise error(f"'{letter}' format requires {low} <= number <= {high}")
            if number < 0 and not signed:
                raise error("argument out of range")
            raise error(f"'{letter}' format requires {low} <= number <= {high}" if letter in "iI"
                        else "int too large to convert")
        return number.to_bytes(size, self._order, signed=signed)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._unpack(bytes(buffer))

    def _unpack(self, data):
        values = []
        for at, letter, size, times in self._parts:
            if letter == "x":
                continue
            if letter == "s":
                values.append(data[at:at + times])
                continue
            if letter == "p":
                values.append(data[at + 1:at + 1 + min(data[at], times - 1)] if times else b"")
                continue
            for start in range(at, at + size * times, size):
                one = data[start:start + size]
                if letter == "c":
                    values.append(one)
                elif letter == "?":
                    values.append(one != b"\0")
                elif letter in "efd":
                    values.append(_from_bits[letter](int.from_bytes(one, self._order)))
                else:
                    values.append(int.from_bytes(one, self._order, signed=letter.islower()))
        return tuple(values)

    def _place(self, buffer, offset, verb):
        if offset < 0:
            if offset + len(buffer) < 0:
                raise error(f"offset {offset} out of range for {len(buffer)}-byte buffer")
            offset += len(buffer)
        if len(buffer) - offset < self.size:
            raise error(f"{verb} requires a buffer of at least {self.size + offset} bytes for "
                        f"{'packing' if verb == 'pack_into' else 'unpacking'} {self.size} bytes at offset {offset} "
                        f"(actual buffer size is {len(buffer)})")
        return offset

    def pack_into(self, buffer, offset, *values):
        offset = self._place(buffer, offset, "pack_into")
        buffer[offset:offset + self.size] = self.pack(*values)

    def unpack_from(self, buffer, offset=0):
        offset = self._place(buffer, offset, "unpack_from")
        return self._unpack(bytes(buffer[offset:offset + self.size]))

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        return (self._unpack(bytes(buffer[i:i + self.size])) for i in range(0, len(buffer), self.size))


Struct.__module__ = "_struct"
_known = {}


def _struct(format):
    made = _known.get(format)
    if made is None:
        made = _known[format] = Struct(format)
    return made


def calcsize(format, /):
    return _struct(format).size


def pack(format, /, *values):
    return _struct(format).pack(*values)


def unpack(format, buffer, /):
    return _struct(format).unpack(buffer)


def pack_into(format, buffer, offset, /, *values):
    return _struct(format).pack_into(buffer, offset, *values)


def unpack_from(format, /, buffer, offset=0):
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct(format).iter_unpack(buffer)
