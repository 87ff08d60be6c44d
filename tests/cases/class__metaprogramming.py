class Registry(type):
    classes = []

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        mcls.classes.append((name, options))
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


class Base(metaclass=Registry):
    pass


class Child(Base, tag="x"):
    pass


print(Registry.classes, type(Child).__name__)


class Plugin:
    known = {}

    def __init_subclass__(cls, key=None, **rest):
        super().__init_subclass__(**rest)
        cls.known[key or cls.__name__] = cls


class A(Plugin):
    pass


class B(Plugin, key="bee"):
    pass


print(list(Plugin.known), Plugin.known["bee"].__name__)


class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


print(Single() is Single(1))
Dynamic = type("Dynamic", (A,), {"value": 7, "double": lambda self: self.value * 2})
print(Dynamic().double(), Dynamic.__name__, Dynamic.__mro__[1].__name__)
print([n for n in dir(Dynamic()) if not n.startswith("__")], repr(A)[:7], type(3), type(None))


class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item.__name__}]"


print(Generic[int], list[int], dict[str, int])
