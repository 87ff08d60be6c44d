from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, AsyncIterator, Callable, Generic, NamedTuple, Optional, Protocol, TypeVar

T = TypeVar("T")
Handler = Callable[[int], str]


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class Size(NamedTuple):
    width: int
    height: int = 2

    @property
    def area(self) -> int:
        return self.width * self.height


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def area(self) -> float:
        return 4.0


class Greets(Protocol):
    def greet(self) -> str: ...


stack = Stack[int]()
stack.push(1)
handler: Handler = str
missing: Optional[Any] = None
undeclared: Unknown
print(stack.items, Size(3).area, Size(3), handler(5), missing, Square().area())
try:
    Shape()
except TypeError as error:
    print(error)


async def source() -> AsyncIterator[int]:
    yield 1


print(source.__annotations__, __annotations__["undeclared"])
