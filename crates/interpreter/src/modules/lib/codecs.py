from collections import namedtuple

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"

CodecInfo = namedtuple("CodecInfo", "encode decode streamreader streamwriter")
_rot13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                       "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")


def _hex(data, decoding):
    import binascii
    return (binascii.unhexlify if decoding else binascii.hexlify)(data)


def _base64(data, decoding):
    import base64
    return (base64.decodebytes if decoding else base64.encodebytes)(data)


_others = {"rot13": lambda text, decoding: text.translate(_rot13), "hex": _hex, "base64": _base64}
_others["rot_13"], _others["hex_codec"], _others["base64_codec"] = _others["rot13"], _hex, _base64


def encode(obj, encoding="utf-8", errors="strict"):
    other = _others.get(encoding.lower())
    return other(obj, False) if other else obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    other = _others.get(encoding.lower())
    return other(obj, True) if other else bytes(obj).decode(encoding, errors)


def lookup(encoding):
    "".encode(encoding)
    return CodecInfo(getencoder(encoding), getdecoder(encoding), None, None)


def getencoder(encoding):
    return lambda text, errors="strict": (encode(text, encoding, errors), len(text))


def getdecoder(encoding):
    return lambda data, errors="strict": (decode(data, encoding, errors), len(data))


class IncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors
        self._left = b""

    def decode(self, input, final=False):
        data = self._left + bytes(input)
        for held in range(0 if final else min(4, len(data) + 1)):
            try:
                text = data[:len(data) - held].decode(self._encoding, "strict")
            except UnicodeDecodeError:
                continue
            self._left = data[len(data) - held:]
            return text
        self._left = b""
        return data.decode(self._encoding, self.errors)

    def reset(self):
        self._left = b""


class IncrementalEncoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    def encode(self, input, final=False):
        return input.encode(self._encoding, self.errors)

    def reset(self):
        pass


def getincrementaldecoder(encoding):
    return type("IncrementalDecoder", (IncrementalDecoder,), {"_encoding": encoding})


def getincrementalencoder(encoding):
    return type("IncrementalEncoder", (IncrementalEncoder,), {"_encoding": encoding})


class StreamWriter:
    def __init__(self, stream, errors="strict"):
        self.stream, self.errors = stream, errors

    def write(self, object):
        self.stream.write(object.encode(self._encoding, self.errors))

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.stream.close()


class StreamReader(StreamWriter):
    def read(self, size=-1, chars=-1, firstline=False):
        return self.stream.read(size).decode(self._encoding, self.errors)

    def readline(self, size=None, keepends=True):
        line = self.stream.readline().decode(self._encoding, self.errors)
        return line if keepends else line.rstrip("\r\n")

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def __iter__(self):
        return iter(self.readline, "")


def getwriter(encoding):
    return type("StreamWriter", (StreamWriter,), {"_encoding": encoding})


def getreader(encoding):
    return type("StreamReader", (StreamReader,), {"_encoding": encoding})


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    import builtins
    return builtins.open(filename, mode, encoding=encoding)


def register(search_function):
    raise NotImplementedError("codecs cannot be registered here")


register_error = register
