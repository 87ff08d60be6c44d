import atexit
import sys
import time
import weakref
from _thread import get_ident

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {name: level for level, name in _names.items()} | {"FATAL": FATAL, "WARN": WARN}
_start = time.time()
raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True


def getLevelName(level):
    result = _names.get(level)
    if result is None:
        result = _levels.get(level)
    return f"Level {level}" if result is None else result


def addLevelName(level, levelName):
    _names[level], _levels[levelName] = levelName, level


def getLevelNamesMapping():
    return _levels.copy()


def _level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time()
        if args and len(args) == 1 and hasattr(args[0], "keys") and args[0]:
            args = args[0]
        self.name, self.msg, self.args = name, msg, args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname = pathname
        self.filename = pathname.rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created, self.msecs = now, int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start) * 1000
        threading = sys.modules.get("threading")
        # Before that module is imported, there is but the main thread.
        self.threadName = "MainThread" if threading is None else threading.current_thread().name
        self.thread, self.processName, self.process = get_ident(), "MainProcess", 42

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        return str(self.msg) % self.args if self.args else str(self.msg)


_factory = LogRecord


def setLogRecordFactory(factory):
    global _factory
    _factory = factory


def getLogRecordFactory():
    return _factory


def makeLogRecord(dict):
    record = _factory(None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record


_styles = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}
_times = {"%": ("%(asctime)",), "{": ("{asctime",), "$": ("$asctime", "${asctime}")}


def _validate(fmt, style):
    if style == "{":
        from string import Formatter as Parser
        fields = 0
        try:
            for _, name, spec, conversion in Parser().parse(fmt):
                if name:
                    if not all(part.isidentifier() or part.isdigit() for part in name.replace("]", "").replace("[", ".").split(".")):
                        raise ValueError(f"invalid field name/expression: {name!r}")
                    fields += 1
                if conversion and conversion not in "rsa":
                    raise ValueError(f"invalid conversion: {conversion!r}")
        except ValueError as error:
            raise ValueError(f"invalid format: {error}")
        if not fields:
            raise ValueError("invalid format: no fields")
    elif style == "$":
        if "$" not in fmt:
            raise ValueError("invalid format: no fields")
    elif "%(" not in fmt or ")" not in fmt:
        # What looks like a field is one, but for its letter.
        raise ValueError(f"Invalid format '{fmt}' for '%' style")


class Formatter:
    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _styles:
            raise ValueError(f"Style must be one of: {','.join(_styles)}")
        if fmt is None:
            fmt = {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        elif validate:
            _validate(fmt, style)
        self._fmt, self.datefmt, self._sign, self._defaults = fmt, datefmt, style, defaults
        self._template = None
        if style == "$":
            from string import Template
            self._template = Template(fmt)

    def usesTime(self):
        return any(mark in self._fmt for mark in _times[self._sign])

    def formatTime(self, record, datefmt=None):
        when = (self.converter if self.converter is not time.localtime else time.localtime)(record.created)
        if datefmt:
            return time.strftime(datefmt, when)
        text = time.strftime(self.default_time_format, when)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        from traceback import format_exception
        return "".join(format_exception(*ei)).removesuffix("\n")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        values = record.__dict__ if not self._defaults else {**self._defaults, **record.__dict__}
        try:
            if self._sign == "%":
                return self._fmt % values
            return self._template.substitute(values) if self._template else self._fmt.format(**values)
        except KeyError as error:
            raise ValueError(f"Formatting field not found in record: {error}")

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text += ("" if text[-1:] == "\n" else "\n") + record.exc_text
        if record.stack_info:
            text += ("" if text[-1:] == "\n" else "\n") + self.formatStack(record.stack_info)
        return text


_defaultFormatter = Formatter()


class BufferingFormatter:
    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        return ""

    formatFooter = formatHeader

    def format(self, records):
        if not records:
            return ""
        return "".join([self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)])


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, "filter") else f(record)):
                return False
        return True


_handlers = {}
_handlerList = []


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name, self.level, self.formatter, self.lock = None, _level(level), None, None
        _handlerList.append(weakref.ref(self))

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        _handlers.pop(self._name, None)
        self._name = name
        if name:
            _handlers[name] = self

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def acquire(self):
        pass

    createLock = release = flush = acquire

    def close(self):
        if self._name and _handlers.get(self._name) is self:
            del _handlers[self._name]

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _defaultFormatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            self.emit(record)
        return passed

    def handleError(self, record):
        if raiseExceptions and sys.stderr:
            import traceback
            sys.stderr.write("--- Logging error ---\n")
            traceback.print_exc()
            sys.stderr.write("Call stack:\n")
            traceback.print_stack()
            sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    terminator = "\n"
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        self.flush()
        old, self.stream = self.stream, stream
        return old

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name}{' ' if name else ''}({getLevelName(self.level)})>"


class _StderrHandler(StreamHandler):
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        import os
        self.baseFilename = os.path.abspath(filename)
        self.mode, self.encoding, self.delay, self.errors = mode, encoding, delay, errors
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        super().emit(record)

    def close(self):
        if self.stream:
            stream, self.stream = self.stream, None
            stream.close()
        Handler.close(self)

    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"


class NullHandler(Handler):
    def handle(self, record):
        pass

    emit = handle


lastResort = _defaultLastResort = _StderrHandler(WARNING)
_noted = []


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _level(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False

    def setLevel(self, level):
        self.level = _level(level)

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning)
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError("level must be an integer")
        elif self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        return _caller(stack_info, stacklevel)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        fn, lno, func, sinfo = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = type(exc_info), exc_info, exc_info.__traceback__
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, fn, lno, msg, args, exc_info, func, extra, sinfo))

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def callHandlers(self, record):
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found:
            if lastResort:
                if record.levelno >= lastResort.level:
                    lastResort.handle(record)
            elif raiseExceptions and not _noted:
                sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
                _noted.append(True)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > Logger.manager.disable and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


_loggerClass = Logger
root = RootLogger(WARNING)


def setLoggerClass(klass):
    global _loggerClass
    if not issubclass(klass, Logger):
        raise TypeError(f"logger not derived from logging.Logger: {klass.__name__}")
    _loggerClass = klass


def getLoggerClass():
    return _loggerClass


class Manager:
    def __init__(self, rootnode):
        self.root, self.loggerDict, self.disable = rootnode, {}, 0

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        known = self.loggerDict
        if name in known:
            return known[name]
        logger = _loggerClass(name)
        prefix = name
        logger.parent = root
        while "." in prefix:
            prefix = prefix.rpartition(".")[0]
            if prefix in known:
                logger.parent = known[prefix]
                break
        for other in known.values():
            if other.name.startswith(name + ".") and not other.parent.name.startswith(name + "."):
                other.parent = logger
        known[name] = logger
        return logger


Logger.root = root
Logger.manager = root.manager = Manager(root)


def getLogger(name=None):
    return root if not name or name == "root" else Logger.manager.getLogger(name)


class LoggerAdapter:
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def name(self):
        return self.logger.name

    @property
    def manager(self):
        return self.logger.manager

    def __repr__(self):
        name = getLevelName(self.logger.getEffectiveLevel())
        return f"<{type(self).__name__} {self.logger.name} ({name})>"


def basicConfig(*, force=False, encoding=None, errors="backslashreplace", handlers=None, stream=None, filename=None,
                filemode="a", style="%", format=None, datefmt=None, level=None, **unknown):
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None:
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [FileHandler(filename, filemode, encoding) if filename else StreamHandler(stream)]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in _styles:
        raise ValueError(f"Style must be one of: {','.join(_styles)}")
    formatter = Formatter(format or _styles[style], datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)
    if unknown:
        raise ValueError(f"Unrecognised argument(s): {', '.join(unknown)}")


def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def debug(msg, *args, **kwargs):
    log(DEBUG, msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    log(INFO, msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    log(WARNING, msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    log(ERROR, msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    log(ERROR, msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    log(CRITICAL, msg, *args, **kwargs)


fatal = critical


def disable(level=CRITICAL):
    root.manager.disable = _level(level)


def shutdown(handlerList=_handlerList):
    for known in reversed(handlerList[:]):
        handler = known()
        if handler is None:
            continue
        try:
            handler.acquire()
            if getattr(handler, "flushOnClose", True):
                handler.flush()
            handler.close()
        except (OSError, ValueError):
            pass
        except Exception:
            if raiseExceptions:
                raise
        finally:
            handler.release()


atexit.register(shutdown)


def getHandlerByName(name):
    return _handlers.get(name)


def getHandlerNames():
    return frozenset(_handlers)


_showwarning = None


def captureWarnings(capture):
    global _showwarning
    import warnings
    if capture and _showwarning is None:
        def show(message, category, filename, lineno, file=None, line=None):
            if file is not None:
                return original(message, category, filename, lineno, file, line)
            text = warnings.formatwarning(message, category, filename, lineno, line)
            logger = getLogger("py.warnings")
            if not logger.handlers:
                logger.addHandler(NullHandler())
            logger.warning("%s", text)

        original = _showwarning = warnings.showwarning
        warnings.showwarning = show
    elif not capture and _showwarning is not None:
        warnings.showwarning, _showwarning = _showwarning, None


def _caller(stack_info, level):
    frames = sys._stack()
    sinfo = None
    if stack_info:
        lines = [f'  File "{f}", line {n}, in {name}\n    {source}' for f, n, name, source, _ in reversed(frames)]
        sinfo = "\n".join(["Stack (most recent call last):", *lines])
    if not frames:
        return "(unknown file)", 0, "(unknown function)", sinfo
    file, line, name = frames[min(level, len(frames)) - 1][:3]
    return file, line, name, sinfo


def _log_of_asyncio(level, msg, error, path, line, function):
    logger = getLogger("asyncio")
    if logger.isEnabledFor(level):
        exc_info = None if error is None else (type(error), error, error.__traceback__)
        logger.handle(logger.makeRecord("asyncio", level, path, line, msg, (), exc_info, function))
