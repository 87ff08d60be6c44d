"""How objects are taken apart for `pickle`, and put together again."""
from collections import Counter, OrderedDict, defaultdict, deque
from enum import Enum
from functools import partial
from types import MethodType

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]
dispatch_table = {}
_builtin = (int, float, complex, str, bytes, bytearray, tuple, list, dict, set, frozenset)
_never = {"generator", "coroutine", "async_generator", "frame", "traceback", "code", "module", "memoryview",
          "dict_keys", "dict_values", "dict_items", "mappingproxy", "cell"}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def add_extension(module, name, code):
    raise NotImplementedError("pickle knows no extension codes here: its format needs none")


remove_extension = add_extension


def clear_extension_cache():
    pass


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _partial(function, args, kwargs):
    return partial(function, *args, **kwargs)


def _state(obj):
    """`object.__getstate__`."""
    slots = {}
    for cls in type(obj).__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__"):
                if name.startswith("__") and not name.endswith("__"):
                    name = f"_{cls.__name__.lstrip('_')}{name}"
                if hasattr(obj, name):
                    slots[name] = getattr(obj, name)
    state = dict(getattr(obj, "__dict__", {})) or None
    return (state, slots) if slots else state


def _reduced(obj, protocol):
    """What `obj.__reduce_ex__(protocol)` returns."""
    cls = type(obj)
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(obj)
    if isinstance(obj, Enum):
        return cls, (obj._value_,)
    if hasattr(cls, "__reduce_ex__"):
        return obj.__reduce_ex__(protocol)
    if hasattr(cls, "__reduce__"):
        return obj.__reduce__()
    return _default(obj)


def _default(obj):
    cls = type(obj)
    if cls.__name__ in _never or cls.__module__ in ("asyncio", "_asyncio", "_thread", "_contextvars", "contextvars"):
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")
    if cls is complex:
        return cls, (obj.real, obj.imag)
    if isinstance(obj, Counter):
        return cls, (dict(obj),)
    if cls is MethodType:
        return getattr, (obj.__self__, obj.__func__.__name__)
    if cls is partial:
        return _partial, (obj.func, obj.args, obj.keywords)
    if isinstance(obj, defaultdict):
        args = () if obj.default_factory is None else (obj.default_factory,)
        return cls, args, None if cls is defaultdict else _own(obj), None, iter(obj.items())
    if isinstance(obj, deque):
        args = () if obj.maxlen is None else ((), obj.maxlen)
        return cls, args, _own(obj), iter(obj)
    if isinstance(obj, OrderedDict):
        return cls, (), _own(obj), None, iter(obj.items())
    if cls in (range, slice):
        return cls, (obj.start, obj.stop, obj.step)
    if isinstance(obj, (bytearray, set, frozenset)):
        content = bytes(obj) if isinstance(obj, bytearray) else list(obj)
        return cls, (content,), _own(obj)
    hook = getattr(cls, "__getnewargs_ex__", None)
    if hook is not None:
        args, kwargs = hook(obj)
        make, args = (__newobj_ex__, (cls, args, kwargs)) if kwargs else (__newobj__, (cls, *args))
    else:
        hook = getattr(cls, "__getnewargs__", None)
        if hook is not None:
            args = hook(obj)
        else:
            base = next((b for b in _builtin[:7] if isinstance(obj, b)), None)
            args = () if base is None else (base(obj),)
        make, args = __newobj__, (cls, *args)
    state = obj.__getstate__() if hasattr(cls, "__getstate__") else _own(obj)
    if state is None and make is __newobj__ and cls.__module__ == "builtins" and not isinstance(obj, _builtin) \
            and cls is not object:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return make, args, state, items, pairs


def _own(obj):
    return obj.__getstate__() if hasattr(type(obj), "__getstate__") else _state(obj)


def _full_name(cls):
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"
