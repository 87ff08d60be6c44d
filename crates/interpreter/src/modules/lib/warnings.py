import sys

filters = [("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
           ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
           ("ignore", None, ResourceWarning, None, 0)]
defaultaction = "default"
_seen = set()
_lines = {}
_actions = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    if line is None:
        line = _lines.get((filename, lineno))
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {line.strip()}\n" if line and line.strip() else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        file = sys.stderr
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_show = showwarning


def _category(category):
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    _category(category)
    frames = sys._stack()
    file, line, name, text, module = ("sys", 1, "", "", "sys")
    if 0 < stacklevel <= len(frames):
        file, line, name, text, module = frames[stacklevel - 1]
    elif stacklevel < 1 and frames:
        file, line, name, text, module = frames[0]
    _lines[file, line] = text
    warn_explicit(message, category, file, line, module, _seen, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename.removesuffix(".py")
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text = message
        message = category(message)
    action = defaultaction
    for action, pattern, kind, where, line in filters:
        if ((pattern is None or pattern.match(text)) and issubclass(category, kind)
                and (where is None or (where == module if isinstance(where, str) else where.match(module)))
                and line in (0, lineno)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        if action not in _actions:
            raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
        key = (text, category, *{"default": (module, lineno), "module": (module,), "once": ()}[action])
        if key in _seen:
            return
        _seen.add(key)
    if _record is not None and showwarning is _show:
        _record.append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)
        if source is not None and showwarning is _show:
            sys.stderr.write(f"{category.__name__}: Enable tracemalloc to get the object allocation traceback\n")


_record = None


def _warn_never_awaited(name, file, line, text):
    _lines[file, line] = text
    module = "__main__" if file == __import__("__main__").__file__ else file.removesuffix(".py")
    warn_explicit(f"coroutine '{name}' was never awaited", RuntimeWarning, file, line, module, source=name)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add(append, action, None, category, None, lineno)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    import re
    _category(category)
    _add(append, action, re.compile(message, re.I) if message else None, category,
         re.compile(module) if module else None, lineno)


def _add(append, *item):
    if item[0] not in _actions:
        raise AssertionError(f"invalid action: {item[0]!r}")
    _seen.clear()
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)


def resetwarnings():
    filters.clear()
    _seen.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._wanted, self._entered = record, False
        self._filter = action and (action, category, lineno, append)

    def __enter__(self):
        global _record, filters, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters, showwarning, _record
        filters = filters[:]
        _seen.clear()
        log = None
        if self._wanted:
            log = _record = []
            showwarning = _show
        if self._filter:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global _record, filters, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _record = self._saved
        _seen.clear()
