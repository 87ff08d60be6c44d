class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        print("prepare", name, [b.__name__ for b in bases], kwargs)
        return {"injected": 42}

    def __new__(mcls, name, bases, ns, **kwargs):
        cls = super().__new__(mcls, name, bases, ns)
        cls.order = [k for k in ns if not k.startswith("__")]
        return cls

    def __init__(cls, name, bases, ns, flag=False):
        super().__init__(name, bases, ns)
        cls.flag = flag

    def __repr__(cls):
        return f"<Ordered {cls.__name__}>"

    def __add__(cls, other):
        return (cls, other)

    def __instancecheck__(cls, obj):
        return obj == 5 or super().__instancecheck__(obj)

    def __subclasscheck__(cls, sub):
        return sub is int or super().__subclasscheck__(sub)

    def __getitem__(cls, key):
        return f"{cls.__name__}[{key}]"


class A(metaclass=Ordered, flag=True):
    x = 1

    def method(self):
        return self.injected

    y = 2


class B(A):
    z = 3


print(A, B, A.order, B.order, A.flag, B.flag, A().method(), A + B, isinstance(5, A), isinstance(B(), A), issubclass(int, B))
print(A["k"], type(A), type(type(A)), B.__mro__, B.__bases__, A.__subclasses__())


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, v=None):
        print("init", v)
        self.v = v


print(Config(1) is Config(2), Config().v)


class M1(type): pass
class M2(type): pass
class X1(metaclass=M1): pass
class X2(metaclass=M2): pass


try:
    class Y(X1, X2): pass
except TypeError as e:
    print(e)
try:
    class Z(object, A): pass
except TypeError as e:
    print(e)
try:
    class W(bool): pass
except TypeError as e:
    print(e)
try:
    class V(A, A): pass
except TypeError as e:
    print(e)


def make(name):
    return type(name, (), {"hello": lambda self: f"hello from {type(self).__name__}", "__slots__": ()})


print(make("Dyn")().hello(), make("D").__qualname__)


class Base:
    def __init_subclass__(cls, /, prefix="", **kw):
        super().__init_subclass__(**kw)
        cls.prefix = prefix
        print("subclass", cls.__name__, prefix)

    def __class_getitem__(cls, item):
        return (cls, item)


class Sub(Base, prefix="p"): ...


print(Sub.prefix, Base[int])
try:
    class Wrong(Base, other=1): ...
except TypeError as e:
    print(e)
