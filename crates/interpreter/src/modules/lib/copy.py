from types import (AsyncGeneratorType, BuiltinFunctionType, CodeType, CoroutineType, EllipsisType, FunctionType,
                   GeneratorType, MethodType, ModuleType, NoneType, NotImplementedType)

__all__ = ["Error", "copy", "deepcopy"]
_atomic = {NoneType, int, float, bool, complex, str, bytes, range, slice, EllipsisType, NotImplementedType, property,
           FunctionType, BuiltinFunctionType, CodeType}
_refused = {GeneratorType, CoroutineType, AsyncGeneratorType, ModuleType}
_builtin = list, dict, set, bytearray, tuple, frozenset, str, bytes, int, float


class Error(Exception):
    pass


error = Error


def _state(x, y, state, deep):
    hook = getattr(y, "__setstate__", None)
    if hook is not None:
        hook(deep(state))
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    for part in (state, slots):
        for name, value in (part or {}).items():
            value = deep(value)
            if isinstance(y, BaseException):
                setattr(y, name, value)
            else:
                object.__setattr__(y, name, value)


def _rebuild(x, deep, memo):
    cls = type(x)
    if cls in _refused:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    reduce = getattr(cls, "__reduce_ex__", None)
    reduced = reduce(x, 4) if reduce else cls.__reduce__(x) if hasattr(cls, "__reduce__") else None
    if isinstance(reduced, str):
        return x
    if reduced is not None:
        make, args, state, items, pairs = (*reduced, None, None, None)[:5]
        memo[id(x)] = y = make(*[deep(v) for v in args])
        if state is not None:
            _state(x, y, state, deep)
        for v in items or ():
            y.append(deep(v))
        for k, v in pairs or ():
            y[deep(k)] = deep(v)
        return y
    base = next((b for b in _builtin if isinstance(x, b)), None)
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *[deep(v) for v in x.args])
    elif hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
        y = cls.__new__(cls, *[deep(v) for v in args], **{k: deep(v) for k, v in kwargs.items()})
    elif hasattr(cls, "__getnewargs__"):
        y = cls.__new__(cls, *[deep(v) for v in x.__getnewargs__()])
    elif base in (tuple, frozenset):
        items = [deep(v) for v in x]
        y = cls.__new__(cls, *items) if hasattr(cls, "_fields") else cls.__new__(cls, items)
    elif base in (str, bytes, int, float):
        y = cls.__new__(cls, base(x))
    elif hasattr(cls, "maxlen"):
        memo[id(x)] = y = cls((), x.maxlen)
        y.extend([deep(v) for v in x])
    elif cls.__module__ == "builtins" and base is None:
        return x
    else:
        y = cls.__new__(cls)
    memo[id(x)] = y
    if base is list or base is bytearray:
        base.extend(y, [deep(v) for v in x])
    elif base is set:
        set.update(y, [deep(v) for v in x])
    elif base is dict:
        if hasattr(x, "default_factory"):
            y.default_factory = x.default_factory
        for k, v in x.items():
            dict.__setitem__(y, deep(k), deep(v)) if hasattr(cls, "__missing__") else y.__setitem__(deep(k), deep(v))
    if hasattr(cls, "__getstate__"):
        _state(x, y, x.__getstate__(), deep)
    else:
        slots = {}
        for c in cls.__mro__:
            names = c.__dict__.get("__slots__", ())
            for name in (names,) if isinstance(names, str) else names:
                if name != "__dict__" and hasattr(x, name):
                    slots[name] = getattr(x, name)
        state = getattr(x, "__dict__", None)
        if state or slots:
            _state(x, y, (dict(state or {}), slots) if slots else dict(state), deep)
    return y


def copy(x):
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset, MethodType) or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    hook = getattr(cls, "__copy__", None)
    return _rebuild(x, lambda v: v, {}) if hook is None else hook(x)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    if memo is None:
        memo = {}
    y = memo.get(id(x), _nil)
    if y is not _nil:
        return y
    if cls is list:
        memo[id(x)] = y = []
        for v in x:
            y.append(deepcopy(v, memo))
    elif cls is dict:
        memo[id(x)] = y = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        items = [deepcopy(v, memo) for v in x]
        y = memo.get(id(x), _nil)
        if y is not _nil:
            return y
        y = tuple(items) if any(a is not b for a, b in zip(x, items)) else x
    elif cls is set or cls is frozenset:
        y = cls([deepcopy(v, memo) for v in x])
    elif cls is MethodType:
        y = MethodType(x.__func__, deepcopy(x.__self__, memo))
    elif hasattr(cls, "__deepcopy__"):
        y = x.__deepcopy__(memo)
    else:
        y = _rebuild(x, lambda v: deepcopy(v, memo), memo)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)
    return y
