import sys
from sys import exc_info

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list"]
_sentinel = object()


def _value(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is not None and not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, getattr(exc, "__traceback__", None)


def _format(value, tb, limit, chain):
    if value is None:
        return ["NoneType: None\n"]
    own = value.__traceback__
    if tb is own:
        return _lines(value, limit, chain)
    value.__traceback__ = tb
    try:
        return _lines(value, limit, chain)
    finally:
        value.__traceback__ = own


def _write(lines, file):
    (sys.stderr if file is None else file).write("".join(lines))


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
    return _format(*_value(exc, value, tb), limit, chain)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exception_only(exc, /, value=_sentinel):
    if value is _sentinel:
        value = exc
    return ["NoneType: None\n"] if value is None else _only(value)


def format_exc(limit=None, chain=True):
    return "".join(_format(exc_info()[1], exc_info()[2], limit, chain))


def print_exc(limit=None, file=None, chain=True):
    _write(_format(exc_info()[1], exc_info()[2], limit, chain), file)


def print_last(limit=None, file=None, chain=True):
    raise ValueError("no last exception")


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line
        self.end_lineno, self.colno, self.end_colno, self.locals = end_lineno, colno, end_colno, locals
        self._text = f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line.strip()}\n" if line else "")

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def from_list(cls, a_list):
        return cls(f if isinstance(f, FrameSummary) else FrameSummary(f[0], f[1], f[2], line=f[3]) for f in a_list)

    @classmethod
    def extract(cls, frame_gen, **kwargs):
        return cls(FrameSummary(f.f_code.co_filename, line, f.f_code.co_name) for f, line in frame_gen)

    def format_frame_summary(self, frame_summary):
        return frame_summary._text

    def format(self):
        result = []
        last, count = None, 0

        def flush():
            if count > 3:
                result.append(f"  [Previous line repeated {count - 3} more time{'s' if count > 4 else ''}]\n")

        for frame in self:
            if last != (last := (frame.filename, frame.lineno, frame.name)):
                flush()
                count = 0
            count += 1
            if count <= 3:
                result.append(frame._text)
        flush()
        return result


def extract_tb(tb, limit=None):
    stack = StackSummary()
    for file, line, name, source, text, end, column, end_column in _frames(tb):
        frame = FrameSummary(file, line, name, line=source, end_lineno=end, colno=column, end_colno=end_column)
        frame._text = text
        stack.append(frame)
    if limit is not None:
        stack[:] = stack[:limit] if limit >= 0 else stack[limit:]
    return stack


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def extract_stack(f=None, limit=None):
    frames = [FrameSummary(file, line, name, line=source) for file, line, name, source, _ in reversed(sys._stack())]
    return StackSummary(frames if limit is None else frames[-limit:] if limit >= 0 else frames[:-limit])


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(f, limit), file)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    return iter(())


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self._value, self._tb, self._limit = exc_value, exc_traceback, limit
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        _seen = _seen or set()
        _seen.add(id(exc_value))

        def wrap(exc):
            if exc is None or id(exc) in _seen:
                return None
            return TracebackException(type(exc), exc, exc.__traceback__, limit=limit, _seen=_seen)

        self.__cause__ = wrap(getattr(exc_value, "__cause__", None))
        self.__context__ = wrap(getattr(exc_value, "__context__", None))
        self.exceptions = ([wrap(e) for e in exc_value.exceptions]
                           if isinstance(exc_value, BaseExceptionGroup) else None)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True, _ctx=None):
        yield from _format(self._value, self._tb, self._limit, chain)

    def format_exception_only(self):
        yield from format_exception_only(self._value)

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)

    def __str__(self):
        return str(self._value)
