import sys


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort, self._underscores = compact, sort_dicts, underscore_numbers

    def pprint(self, object):
        (self._stream or sys.stdout).write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, [], 0)
        return "".join(out)

    def isreadable(self, object):
        return "<" not in self.pformat(object)

    def isrecursive(self, object):
        return "<Recursion on" in self.pformat(object)

    def format(self, object, context=None, maxlevels=0, level=0):
        return self._repr(object, [], 0), True, False

    def _items(self, mapping):
        return sorted(mapping.items(), key=lambda item: _key(item[0])) if self._sort else mapping.items()

    def _repr(self, object, open, level):
        cls, how = type(object), type(object).__repr__
        if cls is int and self._underscores:
            return f"{object:_d}"
        kind = next((k for k in (dict, list, tuple) if isinstance(object, k) and how is k.__repr__), None)
        if kind is None:
            return repr(object)
        if not object:
            return repr(kind())
        if self._depth and level >= self._depth:
            return {dict: "{...}", list: "[...]", tuple: "(...)"}[kind]
        if id(object) in open:
            return _recursion(object)
        open = [*open, id(object)]
        if kind is dict:
            return "{%s}" % ", ".join(
                f"{self._repr(k, open, level + 1)}: {self._repr(v, open, level + 1)}" for k, v in self._items(object))
        text = ", ".join(self._repr(item, open, level + 1) for item in object)
        return f"[{text}]" if kind is list else f"({text},)" if len(object) == 1 else f"({text})"

    def _format(self, object, out, indent, allowance, open, level):
        if id(object) in open:
            out.append(_recursion(object))
            return
        text = self._repr(object, open, level)
        if len(text) > self._width - indent - allowance:
            how = type(object).__repr__
            write = None
            for kind in (dict, list, tuple, set, frozenset, str, bytes, bytearray):
                if isinstance(object, kind) and how is kind.__repr__:
                    write = getattr(self, "_" + kind.__name__)
                    break
            else:
                names = [c.__name__ for c in type(object).__mro__]
                for name in ("OrderedDict", "defaultdict", "Counter", "deque", "SimpleNamespace", "mappingproxy",
                             "UserDict", "UserList"):
                    if name in names:
                        write = getattr(self, "_" + name, None)
                        break
                else:
                    if _made(object, how):
                        write = self._dataclass
            if write is not None:
                write(object, out, indent, allowance, [*open, id(object)], level + 1)
                return
        out.append(text)

    def _pairs(self, pairs, out, indent, allowance, open, level):
        pairs = list(pairs)
        for index, (key, value) in enumerate(pairs):
            text = self._repr(key, open, level)
            last = index == len(pairs) - 1
            out.append(f"{text}: ")
            self._format(value, out, indent + len(text) + 2, allowance if last else 1, open, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _dict(self, object, out, indent, allowance, open, level):
        out.append("{" + (self._indent - 1) * " ")
        self._pairs(self._items(object), out, indent + self._indent, allowance + 1, open, level)
        out.append("}")

    def _sequence(self, items, out, indent, allowance, open, level):
        indent += self._indent
        out.append((self._indent - 1) * " ")
        separator = "\n" + " " * indent
        items = list(items)
        width = room = self._width - indent + 1
        for index, item in enumerate(items):
            last = index == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, open, level)
                size = len(text) + 2
                if width < size:
                    width = room
                    if index:
                        out.append("," + separator)
                elif index:
                    out.append(", ")
                if width >= size:
                    width -= size
                    out.append(text)
                    continue
                out.append("")
            elif index:
                out.append("," + separator)
            self._format(item, out, indent, allowance if last else 1, open, level)

    def _list(self, object, out, indent, allowance, open, level):
        out.append("[")
        self._sequence(object, out, indent, allowance + 1, open, level)
        out.append("]")

    def _tuple(self, object, out, indent, allowance, open, level):
        end = ",)" if len(object) == 1 else ")"
        out.append("(")
        self._sequence(object, out, indent, allowance + len(end), open, level)
        out.append(end)

    def _set(self, object, out, indent, allowance, open, level):
        if not object:
            out.append(repr(object))
            return
        start, end = "{", "}"
        if type(object) is not set:
            start, end = f"{type(object).__name__}({{", "})"
            indent += len(type(object).__name__) + 1
        out.append(start)
        self._sequence(sorted(object, key=_key), out, indent, allowance + len(end), open, level)
        out.append(end)

    _frozenset = _set

    def _str(self, object, out, indent, allowance, open, level):
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        room = widest = self._width - indent
        for i, line in enumerate(lines):
            if i == len(lines) - 1:
                widest -= allowance
            if len(repr(line)) <= widest:
                chunks.append(repr(line))
                continue
            parts = _words(line)
            limit, current = room, ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) <= 1:
            out.append(chunks[0] if chunks else repr(object))
            return
        text = ("\n" + " " * indent).join(chunks)
        out.append(f"({text})" if level == 1 else text)

    def _bytes(self, object, out, indent, allowance, open, level):
        if len(object) <= 4:
            out.append(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            out.append("(")
        width, last, current, first = self._width - indent, len(object) // 4 * 4, b"", True
        for i in range(0, len(object), 4):
            part = object[i:i + 4]
            if i == last:
                width -= allowance
            if len(repr(current + part)) > width:
                if current:
                    out.append(("" if first else "\n" + " " * indent) + repr(current))
                    first = False
                current = part
            else:
                current += part
        if current:
            out.append(("" if first else "\n" + " " * indent) + repr(current))
        if parens:
            out.append(")")

    def _call(self, object, inner, out, indent, allowance, open, level):
        name = type(object).__name__
        out.append(name + "(")
        self._format(inner, out, indent + len(name) + 1, allowance + 1, open, level - 1)
        out.append(")")

    def _OrderedDict(self, object, out, indent, allowance, open, level):
        if not object:
            out.append(repr(object))
        else:
            self._call(object, list(object.items()), out, indent, allowance, open, level)

    def _defaultdict(self, object, out, indent, allowance, open, level):
        if not object:
            out.append(repr(object))
            return
        head = f"{type(object).__name__}("
        indent += len(head)
        out.append(f"{head}{self._repr(object.default_factory, open, level)},\n{' ' * indent}")
        self._dict(object, out, indent, allowance + 1, open, level)
        out.append(")")

    def _Counter(self, object, out, indent, allowance, open, level):
        if not object:
            out.append(repr(object))
            return
        head = type(object).__name__ + "({"
        out.append(head + (self._indent - 1) * " ")
        self._pairs(object.most_common(), out, indent + len(head) - 1 + self._indent, allowance + 2, open, level)
        out.append("})")

    def _deque(self, object, out, indent, allowance, open, level):
        if not object:
            out.append(repr(object))
            return
        head = type(object).__name__ + "("
        indent += len(head)
        out.append(head + "[")
        if object.maxlen is None:
            self._sequence(object, out, indent, allowance + 2, open, level)
            out.append("])")
        else:
            self._sequence(object, out, indent, 2, open, level)
            out.append(f"],\n{' ' * indent}maxlen={object.maxlen!r})")

    def _mappingproxy(self, object, out, indent, allowance, open, level):
        self._call(object, object.copy(), out, indent, allowance, open, level)

    def _UserDict(self, object, out, indent, allowance, open, level):
        self._format(object.data, out, indent, allowance, open, level - 1)

    _UserList = _UserDict

    def _fields(self, name, items, out, indent, allowance, open, level):
        indent += len(name) + 1
        out.append(name + "(")
        for index, (key, value) in enumerate(items):
            last = index == len(items) - 1
            out.append(f"{key}=")
            if id(value) in open:
                out.append("...")
            else:
                self._format(value, out, indent + len(key) + 1, allowance if last else 1, open, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _SimpleNamespace(self, object, out, indent, allowance, open, level):
        name = type(object).__name__
        name = "namespace" if name == "SimpleNamespace" else name
        self._fields(name, list(object.__dict__.items()), out, indent, allowance, open, level)

    def _dataclass(self, object, out, indent, allowance, open, level):
        items = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values() if f.repr]
        self._fields(type(object).__name__, items, out, indent, allowance, open, level)


def _made(object, how):
    # Was its __repr__ made by @dataclass?
    return (hasattr(object, "__dataclass_fields__") and not isinstance(object, type)
            and getattr(how, "__globals__", {}).get("__name__") in ("dataclasses", "_exec.source"))


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _words(line):
    # Words with the space after them.
    parts, space = [], True
    for char in line:
        if char.isspace():
            if not parts:
                parts.append("")
            parts[-1] += char
            space = True
        elif space:
            parts.append(char)
            space = False
        else:
            parts[-1] += char
    return parts


class _key:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        a, b = self.value, other.value
        try:
            if isinstance(a, tuple) and isinstance(b, tuple):
                return [_key(x) for x in a] < [_key(x) for x in b]
            return a < b
        except TypeError:
            return (str(type(a)), id(a)) < (str(type(b)), id(b))

    def __eq__(self, other):
        return self.value == other.value


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, [], 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
