# Objects are found dead by tracing, at moments of the machine's own choosing: what is referred to weakly stays here.
from collections import UserDict
from collections.abc import MutableSet


class ReferenceType:
    def __new__(cls, ob, callback=None, /, *args, **kwargs):
        if type(ob) in (int, float, str, bytes, tuple, list, dict, bool, type(None)):
            raise TypeError(f"cannot create weak reference to '{type(ob).__name__}' object")
        self = object.__new__(cls)
        self._ob, self.__callback__ = ob, callback
        return self

    def __init__(self, ob, callback=None, /, *args, **kwargs):
        pass

    def __call__(self):
        return self._ob

    def __eq__(self, other):
        return self._ob == other._ob if isinstance(other, ReferenceType) else NotImplemented

    def __hash__(self):
        return hash(self._ob)

    def __repr__(self):
        return f"<weakref at {id(self):#x}; to '{type(self._ob).__name__}' at {id(self._ob):#x}>"


ref = ReferenceType


class WeakMethod(ReferenceType):
    pass


class KeyedRef(ReferenceType):
    pass


class ProxyType:
    def __init__(self, ob):
        object.__setattr__(self, "_ob", ob)

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "_ob"), name)

    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, "_ob"), name, value)

    def __str__(self):
        return str(object.__getattribute__(self, "_ob"))

    def __bool__(self):
        return bool(object.__getattribute__(self, "_ob"))

    def __call__(self, *args, **kwargs):
        return object.__getattribute__(self, "_ob")(*args, **kwargs)


CallableProxyType = ProxyType


def proxy(ob, callback=None):
    return ProxyType(ob)


class WeakValueDictionary(UserDict):
    def valuerefs(self):
        return [ref(v) for v in self.data.values()]


class WeakKeyDictionary(UserDict):
    def keyrefs(self):
        return [ref(k) for k in self.data]


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = dict.fromkeys(data or ())

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(list(self.data))

    def __len__(self):
        return len(self.data)

    def add(self, item):
        self.data[item] = None

    def discard(self, item):
        self.data.pop(item, None)

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return WeakSet(self)

    def __repr__(self):
        return repr(set(self.data))


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (obj, func, args, kwargs)
        self.atexit = True

    def __call__(self, _=None):
        call, self._call = self._call, None
        if call:
            return call[1](*call[2], **call[3])

    def detach(self):
        call, self._call = self._call, None
        return call

    def peek(self):
        return self._call

    @property
    def alive(self):
        return self._call is not None


def getweakrefcount(ob):
    return 0


def getweakrefs(ob):
    return []
