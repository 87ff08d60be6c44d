import sys
from collections import namedtuple
from types import (AsyncGeneratorType, BuiltinFunctionType, CodeType, CoroutineType, FrameType, FunctionType,
                   GeneratorType, MethodType, ModuleType, TracebackType)

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE = 1, 2, 4, 8, 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 0x80, 0x100, 0x200
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"


def _is(*types):
    return lambda object: isinstance(object, types)


ismodule, isclass, isfunction = _is(ModuleType), _is(type), _is(FunctionType)


def ismethod(object):
    return isinstance(object, MethodType) and not isinstance(object.__func__, BuiltinFunctionType)


isgenerator, iscoroutine, isasyncgen = _is(GeneratorType), _is(CoroutineType), _is(AsyncGeneratorType)
isbuiltin, iscode, isframe, istraceback = _is(BuiltinFunctionType), _is(CodeType), _is(FrameType), _is(TracebackType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object)


def ismethoddescriptor(object):
    return hasattr(type(object), "__get__") and not isroutine(object) and not hasattr(type(object), "__set__")


def isdatadescriptor(object):
    return hasattr(type(object), "__set__") and not isclass(object)


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def isawaitable(object):
    if isgenerator(object):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    return iscoroutine(object) or hasattr(type(object), "__await__")


def _flag(object, flag):
    while True:
        if ismethod(object):
            object = object.__func__
        elif hasattr(object, "func") and hasattr(object, "keywords"):
            object = object.func
        else:
            break
    return isfunction(object) and bool(object.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    if isbuiltin(obj):
        # What CPython has in Python may be native here.
        asyncio = sys.modules.get("asyncio")
        return asyncio is not None and asyncio.iscoroutinefunction(obj)
    return _flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _flag(obj, CO_ASYNC_GENERATOR)


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    return CORO_SUSPENDED if coroutine.cr_suspended else CORO_CREATED


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_SUSPENDED if generator.gi_suspended else GEN_CREATED


def getcoroutinelocals(coroutine):
    frame = coroutine.cr_frame
    return {} if frame is None else frame.f_locals


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmembers(object, predicate=None):
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return result


def getmro(cls):
    return cls.__mro__


def getmodule(object):
    return sys.modules.get(getattr(object, "__module__", None))


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def currentframe():
    return sys._getframe(1)


def findsource(object):
    lines = sys._program().splitlines(keepends=True)
    if ismodule(object):
        return lines, 0
    if isclass(object):
        if object.__module__ == "__main__":
            import re
            wanted = re.compile(rf"\s*class\s+{object.__name__}\b").match
            for i, line in enumerate(lines):
                if wanted(line):
                    while i and lines[i - 1].lstrip().startswith("@"):
                        i -= 1
                    return lines, i
        raise OSError("could not find class definition")
    object = getattr(object, "__func__", object)
    code = getattr(unwrap(object), "__code__", None)
    if code is None:
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                        f"{type(object).__name__}")
    if code.co_filename != sys.modules["__main__"].__file__:
        raise OSError("could not get source code")
    first = code.co_firstlineno - 1
    while first and lines[first - 1].lstrip().startswith("@") and code.co_name != "<lambda>":
        first -= 1
    return lines, first


def _block(lines):
    """The first lines, as far as they belong to one statement."""
    margin = len(lines[0]) - len(lines[0].lstrip())
    end, open_brackets, in_body, decorates = 0, 0, False, False
    for i, line in enumerate(lines):
        text = line.strip()
        outside = len(line) - len(line.lstrip()) <= margin
        if in_body and open_brackets == 0 and text and outside and not text.startswith(("#", ")", "]")):
            break
        if text and not (outside and text.startswith("#") and in_body):
            end = i + 1
        decorates = text.startswith("@") if open_brackets == 0 else decorates
        open_brackets += sum(text.count(c) for c in "([{") - sum(text.count(c) for c in ")]}")
        if open_brackets <= 0:
            open_brackets = 0
            in_body = in_body or bool(text) and not decorates
    return lines[:end]


def getsourcelines(object):
    lines, first = findsource(object)
    return (lines, 0) if ismodule(object) else (_block(lines[first:]), first + 1)


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getfile(object):
    return unwrap(object).__code__.co_filename


getsourcefile = getfile


class FrameInfo(tuple):
    frame = property(lambda self: self[0])
    filename = property(lambda self: self[1])
    lineno = property(lambda self: self[2])
    function = property(lambda self: self[3])
    code_context = property(lambda self: self[4])
    index = property(lambda self: self[5])


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


class Traceback(tuple):
    filename = property(lambda self: self[0])
    lineno = property(lambda self: self[1])
    function = property(lambda self: self[2])
    code_context = property(lambda self: self[3])
    index = property(lambda self: self[4])

    def __repr__(self):
        names = "filename", "lineno", "function", "code_context", "index"
        return f"Traceback({', '.join(f'{name}={value!r}' for name, value in zip(names, self))})"


def getframeinfo(frame, context=1):
    if isinstance(frame, TracebackType):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    code = frame.f_code
    if code.co_filename != sys.modules["__main__"].__file__:
        return Traceback((code.co_filename, lineno, code.co_name, None, None))
    lines = sys._program().splitlines(keepends=True)
    start = max(0, min(lineno - 1 - context // 2, len(lines) - context))
    return Traceback((code.co_filename, lineno, code.co_name, lines[start:start + context], lineno - 1 - start))


def getouterframes(frame, context=1):
    result = []
    while frame:
        result.append(FrameInfo((frame, *getframeinfo(frame, context))))
        frame = frame.f_back
    return result


class _empty:
    pass


class _Kind(int):
    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


_kinds = []
for _index, (_name, _text) in enumerate({
        "POSITIONAL_ONLY": "positional-only", "POSITIONAL_OR_KEYWORD": "positional or keyword",
        "VAR_POSITIONAL": "variadic positional", "KEYWORD_ONLY": "keyword-only",
        "VAR_KEYWORD": "variadic keyword"}.items()):
    _kind = _Kind(_index)
    _kind.name, _kind.description = _name, _text
    _kinds.append(_kind)


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type) and type(annotation) is type:
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    text = repr(annotation)
    return text.replace("typing.", "") if getattr(annotation, "__module__", None) == "typing" else text


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _kinds

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if default is not _empty and kind in (2, 4):
            raise ValueError(f"{_kinds[kind].description} parameters cannot have default values")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self.name, self.kind, self.default, self.annotation = name, _kinds[kind], default, annotation

    def replace(self, **changes):
        return Parameter(**{"name": self.name, "kind": self.kind, "default": self.default,
                            "annotation": self.annotation, **changes})

    def __str__(self):
        text = {2: "*", 4: "**"}.get(int(self.kind), "") + self.name
        noted = self.annotation is not _empty
        if noted:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text += f" = {self.default!r}" if noted else f"={self.default!r}"
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def _key(self):
        return self.name, self.kind, self.default, self.annotation

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash(self.name)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    def apply_defaults(self):
        arguments = {}
        for name, param in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind in (2, 4):
                arguments[name] = () if param.kind == 2 else {}
        self.arguments = arguments

    @property
    def args(self):
        result = []
        for name, param in self.signature.parameters.items():
            if param.kind > 2 or name not in self.arguments:
                break
            result += self.arguments[name] if param.kind == 2 else (self.arguments[name],)
        return tuple(result)

    @property
    def kwargs(self):
        result, by_name = {}, False
        for name, param in self.signature.parameters.items():
            by_name = by_name or param.kind > 2 or name not in self.arguments
            if by_name and name in self.arguments:
                if param.kind == 4:
                    result.update(self.arguments[name])
                else:
                    result[name] = self.arguments[name]
        return result

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=True):
        parameters = self.parameters.values() if parameters is None else parameters
        return Signature(parameters, return_annotation=self.return_annotation if return_annotation is True
                         else return_annotation)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        args, arguments, rest = list(args), {}, None
        for name, param in self.parameters.items():
            kind = param.kind
            if kind == 2:
                if args:
                    arguments[name], args = tuple(args), []
            elif kind == 4:
                rest = name
            elif kind < 2 and args:
                if kind and name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif kind and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                if args:
                    break
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            if rest is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[rest] = kwargs
        return BoundArguments(self, arguments)

    def __str__(self):
        parts, star, slash = [], True, False
        for param in self.parameters.values():
            if param.kind == 0:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if param.kind == 2:
                star = False
            elif param.kind == 3 and star:
                parts.append("*")
                star = False
            parts.append(str(param))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self.parameters.values()) == list(other.parameters.values())
                and self.return_annotation == other.return_annotation)


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind != 2:
        del parameters[0]
    return found.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
    if isinstance(getattr(obj, "__signature__", None), Signature):
        return obj.__signature__
    if isfunction(obj):
        return _of_function(obj)
    if hasattr(obj, "func") and hasattr(obj, "keywords"):
        found = signature(obj.func)
        bound = found.bind_partial(*obj.args, **obj.keywords)
        parameters, by_name = [], False
        for name, param in found.parameters.items():
            if name in obj.keywords:
                by_name = True
                param = param.replace(default=obj.keywords[name], kind=3)
            elif name in bound.arguments and param.kind < 2:
                continue
            elif by_name and param.kind == 1:
                param = param.replace(kind=3)
            parameters.append(param)
        return found.replace(parameters=parameters)
    if isclass(obj):
        for base in obj.__mro__[:-1]:
            for name in ("__new__", "__init__"):
                function = vars(base).get(name)
                function = getattr(function, "__func__", function)
                if isfunction(function):
                    return _without_first(_of_function(function))
        if obj.__module__ != "builtins":
            return Signature()
    elif isfunction(getattr(type(obj), "__call__", None)):
        return _without_first(_of_function(type(obj).__call__))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _of_function(function):
    code, notes = function.__code__, function.__annotations__
    count, names = code.co_argcount, list(code.co_varnames)
    positional, names = names[:count], names[count:]
    keyword, names = names[:code.co_kwonlyargcount], names[code.co_kwonlyargcount:]
    defaults = function.__defaults__ or ()
    result = []

    def add(name, kind, default=_empty):
        result.append(Parameter(name, kind, default=default, annotation=notes.get(name, _empty)))

    for index, name in enumerate(positional):
        at = index - count + len(defaults)
        add(name, int(index >= code.co_posonlyargcount), defaults[at] if at >= 0 else _empty)
    if code.co_flags & CO_VARARGS:
        add(names.pop(0), 2)
    for name in keyword:
        add(name, 3, (function.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names.pop(0), 4)
    return Signature(result, return_annotation=notes.get("return", _empty))


FullArgSpec = namedtuple(
    "FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getfullargspec(func):
    try:
        found = signature(func, follow_wrapped=False)
    except (TypeError, ValueError) as error:
        raise TypeError("unsupported callable") from error
    args, kwonly, defaults, kwdefaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    for name, parameter in found.parameters.items():
        if parameter.kind is Parameter.VAR_POSITIONAL:
            varargs = name
        elif parameter.kind is Parameter.VAR_KEYWORD:
            varkw = name
        elif parameter.kind is Parameter.KEYWORD_ONLY:
            kwonly.append(name)
            if parameter.default is not parameter.empty:
                kwdefaults[name] = parameter.default
        else:
            args.append(name)
            if parameter.default is not parameter.empty:
                defaults.append(parameter.default)
        if parameter.annotation is not parameter.empty:
            annotations[name] = parameter.annotation
    if found.return_annotation is not found.empty:
        annotations = {"return": found.return_annotation, **annotations}
    if ismethod(func):
        args.insert(0, func.__func__.__code__.co_varnames[0])
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isclass(obj):
        found = obj.__dict__.get("__annotations__", {})
    elif callable(obj) or ismodule(obj):
        found = getattr(obj, "__annotations__", None) or {}
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if not eval_str:
        return dict(found)
    if globals is None:
        owner = sys.modules.get(getattr(obj, "__module__", None))
        globals = getattr(unwrap(obj), "__globals__", None) or (vars(owner) if owner else {})
    if locals is None and isclass(obj):
        locals = dict(vars(obj))
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


def getattr_static(obj, attr, default=_empty):
    for space in [getattr(obj, "__dict__", {}), *(cls.__dict__ for cls in (obj if isclass(obj) else type(obj)).__mro__)]:
        if attr in space:
            return space[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def getclosurevars(func):
    code = unwrap(func).__code__
    cells = getattr(func, "__closure__", None) or ()
    nonlocals = dict(zip(code.co_freevars, (cell.cell_contents for cell in cells)))
    return ClosureVars(nonlocals, {}, {}, set())
