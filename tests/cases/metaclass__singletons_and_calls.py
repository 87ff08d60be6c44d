"""A metaclass's `__call__`, `__iter__`, `__contains__`, `__getattr__` and `__instancecheck__` act on classes."""


class Singleton(type):
    instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in Singleton.instances:
            print(f"making {cls.__name__}{args}")
            Singleton.instances[cls] = super().__call__(*args, **kwargs)
        return Singleton.instances[cls]


class Settings(metaclass=Singleton):
    def __init__(self, name):
        self.name = name


class Special(Settings):
    pass


print(Settings("one") is Settings("two"), Settings("three").name, Special("four").name)


class Catalogue(type):
    def __new__(mcls, name, bases, namespace, *, prefix=""):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.names = [f"{prefix}{key}" for key in namespace if not key.startswith("_")]
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.options = options

    def __iter__(cls):
        return iter(cls.names)

    def __len__(cls):
        return len(cls.names)

    def __contains__(cls, name):
        return name in cls.names

    def __getattr__(cls, name):
        return f"no {name} in {cls.__name__}"

    def __instancecheck__(cls, instance):
        return instance in cls.names

    def __repr__(cls):
        return f"<catalogue {cls.__name__}>"

    def __or__(cls, other):
        return [*cls, *other]


class Fruit(metaclass=Catalogue, prefix="f-"):
    apple = 1
    pear = 2


class Nuts(metaclass=Catalogue):
    hazel = 3


print(list(Fruit), len(Nuts), "f-pear" in Fruit, Fruit.plum, isinstance("hazel", Nuts), Fruit, Fruit | Nuts)
print(Fruit.options, type(Fruit).__name__, type(Fruit()).__name__, bool(Fruit))
try:
    class Both(Fruit, Settings):
        pass
except TypeError as error:
    print(error)
