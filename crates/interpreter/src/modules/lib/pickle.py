"""Objects as bytes, in the formats 2 to 5 of CPython's `pickle`."""
import builtins
import io
import sys
from copyreg import _reduced, __newobj__, __newobj_ex__
from struct import pack, unpack
from types import BuiltinFunctionType, FunctionType

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"
_batch = 1000
_frame_target = 64 * 1024


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    def __init__(self, buffer):
        raise NotImplementedError("pickle keeps no buffers out of band here: pass the bytes themselves")


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        elif protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        elif protocol < 2:
            raise NotImplementedError(f"pickle's protocol {protocol} is not available here: use 2 or later")
        self.proto = protocol
        self.bin = self.fast = False
        self._file = file
        self.memo = {}

    def persistent_id(self, obj):
        return None

    def clear_memo(self):
        self.memo = {}

    def dump(self, obj):
        self._out = bytearray()
        self._file.write(b"\x80" + bytes([self.proto]))
        self._save(obj)
        self._out += b"."
        self._flush()

    def _flush(self):
        out, self._out = bytes(self._out), bytearray()
        if self.proto >= 4 and len(out) >= 4:
            self._file.write(b"\x95" + pack("<Q", len(out)))
        self._file.write(out)

    def _memoize(self, obj):
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self._out += b"\x94"
        elif index < 256:
            self._out += b"q" + bytes([index])
        else:
            self._out += b"r" + pack("<I", index)

    def _get(self, index):
        self._out += b"h" + bytes([index]) if index < 256 else b"j" + pack("<I", index)

    def _save(self, obj):
        if self.proto >= 4 and len(self._out) >= _frame_target:
            self._flush()
        key = self.persistent_id(obj)
        if key is not None:
            self._save(key)
            self._out += b"Q"
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        cls = type(obj)
        save = _savers.get(cls)
        if save is not None:
            save(self, obj)
            return
        override = getattr(self, "reducer_override", None)
        reduced = override(obj) if override is not None else NotImplemented
        if reduced is NotImplemented:
            table = getattr(self, "dispatch_table", None)
            if table is not None and cls in table:
                reduced = table[cls](obj)
            elif isinstance(obj, type):
                self._global(obj)
                return
            else:
                reduced = _reduced(obj, self.proto)
        if isinstance(reduced, str):
            self._global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self._reduce(obj, *reduced)

    def _reduce(self, obj, make, args, state=None, items=None, pairs=None, setter=None):
        if not isinstance(args, tuple):
            raise PicklingError("second element of the tuple returned by __reduce__ must be a tuple")
        if not callable(make):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if make is __newobj__:
            self._save(args[0])
            self._save(args[1:])
            self._out += b"\x81"
        elif make is __newobj_ex__ and self.proto >= 4:
            for part in args:
                self._save(part)
            self._out += b"\x92"
        else:
            self._save(make)
            self._save(args)
            self._out += b"R"
        known = self.memo.get(id(obj))
        if known is not None:
            # It is in itself: what has been made just now is not needed.
            self._out += b"0"
            self._get(known[0])
        else:
            self._memoize(obj)
        if items is not None:
            self._items(items)
        if pairs is not None:
            self._pairs(pairs)
        if state is not None:
            if setter is not None:
                self._save(setter)
                self._save(obj)
                self._save(state)
                self._out += b"\x86R0"
            else:
                self._save(state)
                self._out += b"b"

    def _global(self, obj, name=None):
        name = name or getattr(obj, "__qualname__", None) or obj.__name__
        module = _module_of(obj, name)
        if "<locals>" in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            found = __import__("operator" if module == "_operator" else module, fromlist=["*"])
            for part in name.split("."):
                found = getattr(found, part)
        except (ImportError, KeyError, AttributeError):
            last = name.rpartition(".")[2]
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {last} on {module} failed") from None
        if found is not obj and found != obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 4:
            self._save(module)
            self._save(name)
            self._out += b"\x93"
        else:
            self._out += f"c{module}\n{name}\n".encode()
        self._memoize(obj)

    def _none(self, obj):
        self._out += b"N"

    def _bool(self, obj):
        self._out += b"\x88" if obj else b"\x89"

    def _int(self, obj):
        if 0 <= obj < 256:
            self._out += b"K" + bytes([obj])
        elif 0 <= obj < 65536:
            self._out += b"M" + pack("<H", obj)
        elif -1 << 31 <= obj < 1 << 31:
            self._out += b"J" + pack("<i", obj)
        else:
            size = obj.bit_length() // 8 + 1
            data = obj.to_bytes(size, "little", signed=True)
            if obj < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
                data = data[:-1]
            self._out += (b"\x8a" + bytes([len(data)]) if len(data) < 256 else b"\x8b" + pack("<i", len(data))) + data

    def _float(self, obj):
        self._out += b"G" + pack(">d", obj)

    def _bytes(self, obj):
        if self.proto < 3:
            import codecs
            self._reduce(obj, *((codecs.encode, (obj.decode("latin1"), "latin1")) if obj else (bytes, ())))
            return
        size = len(obj)
        self._out += (b"C" + bytes([size]) if size < 256 else b"B" + pack("<I", size)) + obj
        self._memoize(obj)

    def _bytearray(self, obj):
        if self.proto < 5:
            self._reduce(obj, bytearray, (bytes(obj),) if obj else ())
            return
        self._out += b"\x96" + pack("<Q", len(obj)) + obj
        self._memoize(obj)

    def _str(self, obj):
        data = obj.encode("utf-8")
        short = len(data) < 256 and self.proto >= 4
        self._out += (b"\x8c" + bytes([len(data)]) if short else b"X" + pack("<I", len(data))) + data
        self._memoize(obj)

    def _tuple(self, obj):
        if not obj:
            self._out += b")"
            return
        short = len(obj) <= 3
        if not short:
            self._out += b"("
        for part in obj:
            self._save(part)
        known = self.memo.get(id(obj))
        if known is not None:
            self._out += b"0" * len(obj) if short else b"1"
            self._get(known[0])
            return
        self._out += (b"\x85", b"\x86", b"\x87")[len(obj) - 1] if short else b"t"
        self._memoize(obj)

    def _list(self, obj):
        self._out += b"]"
        self._memoize(obj)
        self._items(obj, len(obj) > 1)

    def _items(self, items, marked=False):
        for batch in _batches(items):
            marks = marked or len(batch) > 1
            if marks:
                self._out += b"("
            for part in batch:
                self._save(part)
            self._out += b"e" if marks else b"a"

    def _dict(self, obj):
        self._out += b"}"
        self._memoize(obj)
        self._pairs(obj.items(), len(obj) > 1)

    def _pairs(self, pairs, marked=False):
        for batch in _batches(pairs):
            marks = marked or len(batch) > 1
            if marks:
                self._out += b"("
            for key, value in batch:
                self._save(key)
                self._save(value)
            self._out += b"u" if marks else b"s"

    def _set(self, obj):
        if self.proto < 4:
            self._reduce(obj, set, (list(obj),))
            return
        self._out += b"\x8f"
        self._memoize(obj)
        for batch in _batches(obj):
            self._out += b"("
            for part in batch:
                self._save(part)
            self._out += b"\x90"

    def _frozenset(self, obj):
        if self.proto < 4:
            self._reduce(obj, frozenset, (list(obj),))
            return
        self._out += b"("
        for part in obj:
            self._save(part)
        known = self.memo.get(id(obj))
        if known is not None:
            self._out += b"1"
            self._get(known[0])
            return
        self._out += b"\x91"
        self._memoize(obj)

    def _singleton_type(self, obj):
        special = {type(None): None, type(NotImplemented): NotImplemented, type(...): ...}
        if obj in special:
            self._reduce(obj, type, (special[obj],))
        else:
            self._global(obj)

    def _constant(self, obj):
        self._global(obj, repr(obj))


_savers = {type(None): Pickler._none, bool: Pickler._bool, int: Pickler._int, float: Pickler._float,
           bytes: Pickler._bytes, bytearray: Pickler._bytearray, str: Pickler._str, tuple: Pickler._tuple,
           list: Pickler._list, dict: Pickler._dict, set: Pickler._set, frozenset: Pickler._frozenset,
           type: Pickler._singleton_type, FunctionType: Pickler._global, BuiltinFunctionType: Pickler._global,
           type(...): Pickler._constant, type(NotImplemented): Pickler._constant}


def _batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == _batch:
            yield batch
            batch = []
    if batch:
        yield batch


def _module_of(obj, name):
    module = getattr(obj, "__module__", None)
    if type(obj) is BuiltinFunctionType and not hasattr(builtins, name):
        for module, namespace in sys.modules.items():
            if getattr(namespace, name, None) is obj:
                return "_operator" if module == "operator" else module
    return module or ("builtins" if obj in (..., NotImplemented) else "__main__")


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file
        self.memo = {}

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        found = __import__("operator" if module == "_operator" else module, fromlist=["*"])
        for part in name.split("."):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None
        return found

    def _read(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated") if self._begun else EOFError("Ran out of input")
        self._begun = True
        return data

    def _number(self, form, size):
        return unpack(form, self._read(size))[0]

    def _marked(self):
        items, self._stack = self._stack, self._marks.pop()
        return items

    def load(self):
        self._stack, self._marks = [], []
        self._begun = False
        while True:
            code = self._read(1)
            if code == b".":
                if not self._stack:
                    raise UnpicklingError("unpickling stack underflow")
                return self._stack.pop()
            step = _steps.get(code)
            if step is None:
                raise UnpicklingError(f"invalid load key, {_shown(code)}.")
            try:
                step(self)
            except IndexError:
                raise UnpicklingError("unpickling stack underflow") from None

    def _push(self, value):
        self._stack.append(value)

    def _make(self, make):
        args = self._stack.pop()
        self._stack[-1] = make(self._stack[-1], args)

    def _newobj_ex(self):
        kwargs = self._stack.pop()
        args = self._stack.pop()
        cls = self._stack[-1]
        self._stack[-1] = cls.__new__(cls, *args, **kwargs)

    def _stack_global(self):
        name = self._stack.pop()
        self._stack[-1] = self.find_class(self._stack[-1], name)

    def _line(self):
        line = self._file.readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1].decode()

    def _old_global(self):
        module = self._line()
        self._push(self.find_class(module, self._line()))

    def _open_mark(self):
        self._marks.append(self._stack)
        self._stack = []

    def _extend(self, items):
        target = self._stack[-1]
        if isinstance(target, list):
            target.extend(items)
        elif hasattr(target, "append"):
            for item in items:
                target.append(item)

    def _update(self, items):
        target = self._stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _build(self):
        state = self._stack.pop()
        target = self._stack[-1]
        hook = getattr(target, "__setstate__", None)
        if hook is not None:
            hook(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        for name, value in (state or {}).items():
            if isinstance(target, BaseException):
                setattr(target, name, value)
            else:
                object.__setattr__(target, name, value)
        for name, value in (slots or {}).items():
            setattr(target, name, value)

    def _memoize(self):
        self.memo[len(self.memo)] = self._stack[-1]

    def _put(self, index):
        self.memo[index] = self._stack[-1]

    def _persistent(self):
        self._push(self.persistent_load(self._stack.pop()))

    def _tuple_of(self, count):
        items = tuple(self._stack[-count:])
        del self._stack[-count:]
        self._push(items)

    def _pair(self):
        value = self._stack.pop()
        key = self._stack.pop()
        self._stack[-1][key] = value


def _shown(code):
    return repr(code)[1:] if code.isalnum() or code in b"!\"#$%&()*+,-./:;<=>?@[]^_`{|}~ " else f"'\\x{code[0]:02x}'"


def _add(target, items):
    for item in items:
        target.add(item)


_steps = {
    b"\x80": lambda u: _check(u._read(1)[0]),
    b"\x95": lambda u: u._number("<Q", 8),
    b"N": lambda u: u._push(None),
    b"\x88": lambda u: u._push(True),
    b"\x89": lambda u: u._push(False),
    b"K": lambda u: u._push(u._read(1)[0]),
    b"M": lambda u: u._push(u._number("<H", 2)),
    b"J": lambda u: u._push(u._number("<i", 4)),
    b"\x8a": lambda u: u._push(int.from_bytes(u._read(u._read(1)[0]), "little", signed=True)),
    b"\x8b": lambda u: u._push(int.from_bytes(u._read(u._number("<i", 4)), "little", signed=True)),
    b"G": lambda u: u._push(u._number(">d", 8)),
    b"C": lambda u: u._push(u._read(u._read(1)[0])),
    b"B": lambda u: u._push(u._read(u._number("<I", 4))),
    b"\x8e": lambda u: u._push(u._read(u._number("<Q", 8))),
    b"\x96": lambda u: u._push(bytearray(u._read(u._number("<Q", 8)))),
    b"\x8c": lambda u: u._push(u._read(u._read(1)[0]).decode()),
    b"X": lambda u: u._push(u._read(u._number("<I", 4)).decode()),
    b"\x8d": lambda u: u._push(u._read(u._number("<Q", 8)).decode()),
    b")": lambda u: u._push(()),
    b"\x85": lambda u: u._tuple_of(1),
    b"\x86": lambda u: u._tuple_of(2),
    b"\x87": lambda u: u._tuple_of(3),
    b"t": lambda u: u._push(tuple(u._marked())),
    b"]": lambda u: u._push([]),
    b"l": lambda u: u._push(u._marked()),
    b"a": lambda u: u._extend([u._stack.pop()]),
    b"e": lambda u: u._extend(u._marked()),
    b"}": lambda u: u._push({}),
    b"s": lambda u: u._pair(),
    b"u": lambda u: u._update(u._marked()),
    b"\x8f": lambda u: u._push(set()),
    b"\x90": lambda u: _add_marked(u),
    b"\x91": lambda u: u._push(frozenset(u._marked())),
    b"(": lambda u: u._open_mark(),
    b"0": lambda u: u._stack.pop(),
    b"1": lambda u: u._marked(),
    b"2": lambda u: u._push(u._stack[-1]),
    b"\x93": lambda u: u._stack_global(),
    b"c": lambda u: u._old_global(),
    b"R": lambda u: u._make(lambda make, args: make(*args)),
    b"\x81": lambda u: u._make(lambda cls, args: cls.__new__(cls, *args)),
    b"\x92": lambda u: u._newobj_ex(),
    b"b": lambda u: u._build(),
    b"\x94": lambda u: u._memoize(),
    b"q": lambda u: u._put(u._read(1)[0]),
    b"r": lambda u: u._put(u._number("<I", 4)),
    b"h": lambda u: u._push(u.memo[u._read(1)[0]]),
    b"j": lambda u: u._push(u.memo[u._number("<I", 4)]),
    b"Q": lambda u: u._persistent(),
}


def _check(protocol):
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"unsupported pickle protocol: {protocol}")


def _add_marked(u):
    items = u._marked()
    _add(u._stack[-1], items)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(bytes(data))).load()
