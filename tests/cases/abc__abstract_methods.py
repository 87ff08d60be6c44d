from abc import ABC, ABCMeta, abstractmethod, abstractproperty
import asyncio


class Storage(ABC):
    @abstractmethod
    async def load(self, key): ...

    @property
    @abstractmethod
    def name(self) -> str:
        """The name."""

    @classmethod
    @abstractmethod
    def make(cls): ...

    @abstractmethod
    def save(self, key, value):
        print("base save", key)


class Memory(Storage):
    def __init__(self):
        self.data = {}

    async def load(self, key):
        await asyncio.sleep(0)
        return self.data[key]

    name = "memory"

    @classmethod
    def make(cls):
        return cls()

    def save(self, key, value):
        super().save(key, value)
        self.data[key] = value


class Half(Storage):
    def save(self, key, value):
        pass


for cls in (Storage, Half):
    try:
        cls()
    except TypeError as e:
        print(e)
m = Memory.make()
m.save("k", 1)
print(asyncio.run(m.load("k")), m.name, sorted(Storage.__abstractmethods__), Memory.__abstractmethods__)


class One(ABC):
    @abstractmethod
    def only(self): ...


try:
    One()
except TypeError as e:
    print(e)


class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "size") or NotImplemented


class Thing:
    size = 3


class Other:
    pass


print(isinstance(Thing(), Sized), issubclass(Other, Sized))
Sized.register(Other)
print(isinstance(Other(), Sized), type(Sized))


@Sized.register
class Third:
    pass


print(issubclass(Third, Sized), Third)
