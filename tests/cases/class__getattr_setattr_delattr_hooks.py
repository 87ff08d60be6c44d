class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        print("get", name)
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        print("set", name, value)
        setattr(self._target, name, value)

    def __delattr__(self, name):
        print("del", name)
        delattr(self._target, name)

    def __dir__(self):
        return ["only", "these"]


class Target:
    x = 1


t = Target()
p = Proxy(t)
p.y = 5
print(p.x, p.y, t.y, dir(p))
del p.y
try:
    p.y
except AttributeError as e:
    print(e)


class Strict:
    def __getattribute__(self, name):
        if name.startswith("secret"):
            raise AttributeError(f"no access to {name}")
        return super().__getattribute__(name)

    secret_value, open_value = 1, 2


s = Strict()
print(s.open_value, hasattr(s, "secret_value"), getattr(s, "secret_value", "hidden"), Strict.secret_value)


class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


d = AttrDict(a=1)
d.b = 2
print(d, d.a + d.b, "b" in d)
try:
    d.zzz
except KeyError as e:
    print("KeyError", e)


class Frozen:
    def __init__(self, v):
        super().__setattr__("v", v)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name!r}: frozen")


f = Frozen(3)
try:
    f.v = 4
except AttributeError as e:
    print(e, f.v)
