from typing import Protocol, runtime_checkable, Iterable, TypeVar, Generic, Callable, Awaitable, Optional
import asyncio

T = TypeVar("T")


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        print("closed")


class Nothing:
    pass


print(isinstance(File(), Closable), isinstance(Nothing(), Closable), issubclass(File, Closable))


class Speaker(Protocol):
    name: str

    def speak(self) -> str: ...


class Dog(Speaker):
    name = "dog"

    def speak(self) -> str:
        return "woof"


print(Dog().speak())
try:
    isinstance(Dog(), Speaker)
except TypeError as e:
    print(e)
try:
    Speaker()
except TypeError as e:
    print(e)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()


s: Stack[int] = Stack()
print(s.push(1).push(2).pop(), Stack[int], Stack[int]().push(3).items)
print(Stack.__orig_bases__, Stack.__parameters__)


class Pair(Generic[T]):
    def __init__(self, a: T, b: T):
        self.a, self.b = a, b

    async def map(self, f: Callable[[T], Awaitable[T]]) -> Optional["Pair[T]"]:
        return Pair(await f(self.a), await f(self.b))


async def double(x: int) -> int:
    await asyncio.sleep(0)
    return x * 2


async def main() -> None:
    p = await Pair[int](1, 2).map(double)
    print(p.a, p.b)


asyncio.run(main())
print(main.__annotations__, double.__annotations__, Pair.map.__annotations__["return"])
