import itertools as _itertools
from collections.abc import MutableMapping, MutableSet

_plain = (int, float, complex, str, bytes, bytearray, tuple, list, dict, type(None), range, slice)


class ReferenceType:
    __slots__ = ("_cell", "__callback__", "_hash")

    def __new__(cls, ob, callback=None, /, *args, **kwargs):
        if type(ob) in _plain or type(ob) is bool:
            raise TypeError(f"cannot create weak reference to '{type(ob).__name__}' object")
        self = object.__new__(cls)
        self.__callback__, self._hash = callback, None
        self._cell = _new_cell(_cell_class, ob, None if callback is None else lambda: self._mourn())
        return self

    def __init__(self, ob, callback=None, /, *args, **kwargs):
        pass

    def _mourn(self):
        callback, self.__callback__ = self.__callback__, None
        callback(self)

    def __call__(self):
        return _look(self._cell)

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        mine, theirs = _look(self._cell), _look(other._cell)
        return self is other if mine is None or theirs is None else mine == theirs

    def __hash__(self):
        if self._hash is None:
            target = _look(self._cell)
            if target is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(target)
        return self._hash

    def __repr__(self):
        target = _look(self._cell)
        if target is None:
            return f"<weakref at {id(self):#x}; dead>"
        name = getattr(target, "__name__", None)
        named = f" ({name})" if isinstance(name, str) else ""
        return f"<weakref at {id(self):#x}; to '{type(target).__name__}' at {id(target):#x}{named}>"

    __class_getitem__ = classmethod(type(list[int]))


ref = ReferenceType


class KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self


class WeakMethod(ref):
    __slots__ = ("_function", "_type")

    def __new__(cls, meth, callback=None):
        try:
            obj, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, obj, callback)
        self._function, self._type = function, type(meth)
        return self

    def __call__(self):
        obj = _look(self._cell)
        return None if obj is None else self._type(self._function, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class ProxyType:
    def __init__(self, ob, callback=None):
        object.__setattr__(self, "_ref", ref(ob, callback and (lambda _: callback(self))))

    def __getattr__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __str__(self):
        return str(_target(self))

    def __repr__(self):
        target = object.__getattribute__(self, "_ref")()
        return f"<weakproxy at {id(self):#x} to {type(target).__name__} at {id(target):#x}>"

    def __bool__(self):
        return bool(_target(self))

    def __eq__(self, other):
        return _target(self) == other

    __hash__ = None

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __contains__(self, item):
        return item in _target(self)

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]


class CallableProxyType(ProxyType):
    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _target(proxy):
    target = object.__getattribute__(proxy, "_ref")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class _WeakMapping(MutableMapping):
    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        return self.keys()

    def __contains__(self, key):
        return self.get(key, _missing) is not _missing

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __copy__(self):
        return type(self)(self)

    copy = __copy__

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


_missing = object()


class WeakValueDictionary(_WeakMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _remove(self, dead):
        if self.data.get(dead.key) is dead:
            del self.data[dead.key]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())

    itervaluerefs = lambda self: iter(self.valuerefs())


class WeakKeyDictionary(_WeakMapping):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _remove(self, dead):
        self.data.pop(dead, None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return list(self.data)


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = {}
        if data is not None:
            self.update(data)

    def _remove(self, dead):
        self.data.pop(dead, None)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for _ in self)

    def add(self, item):
        self.data[ref(item, self._remove)] = None

    def discard(self, item):
        self.data.pop(ref(item), None)

    def remove(self, item):
        del self.data[ref(item)]

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def difference(self, other):
        return type(self)(item for item in self if item not in other)

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def union(self, other):
        return type(self)(_itertools.chain(self, other))

    def symmetric_difference(self, other):
        other = WeakSet(other)
        return type(self)(_itertools.chain(self.difference(other), other.difference(self)))

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        self.difference_update(self.difference(other))

    def symmetric_difference_update(self, other):
        other = WeakSet(other)
        common = self.intersection(other)
        self.update(other)
        self.difference_update(common)

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference
    __le__, __ge__ = issubset, issuperset

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr({reference for reference in self.data})


class finalize:
    _registry = {}
    _numbers = _itertools.count()

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registry:
            import atexit
            atexit.unregister(self._at_exit)
            atexit.register(self._at_exit)
        self.atexit = True
        self._registry[self] = (ref(obj, self), func, args, kwargs, next(self._numbers))

    @classmethod
    def _at_exit(cls):
        entries = [(entry[4], made) for made, entry in cls._registry.items() if made.atexit]
        for _, made in sorted(entries, key=lambda pair: -pair[0]):
            made()

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        if entry:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None and self._registry.pop(self, None):
            return (obj, *entry[1:4])

    def peek(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None:
            return (obj, *entry[1:4])

    @property
    def alive(self):
        return self in self._registry

    def __repr__(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for '{type(obj).__name__}' at {id(obj):#x}>"


def getweakrefcount(object):
    return _count(object)


def getweakrefs(object):
    return []
