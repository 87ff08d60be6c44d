import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, Literal, Optional, Protocol, TypeAlias, TypeVar, Union

T = TypeVar("T")
R = TypeVar("R")
Middleware: TypeAlias = Callable[[str, Callable[[str], Awaitable[str]]], Awaitable[str]]


class Result(Generic[T]):
    def __init__(self, value: Optional[T] = None, error: Union[Exception, None] = None):
        self.value, self.error = value, error

    def map(self, f: Callable[[T], R]) -> "Result[R]":
        if self.error is not None:
            return Result(error=self.error)
        try:
            return Result(f(self.value))
        except Exception as e:
            return Result(error=e)

    def __repr__(self) -> str:
        return f"Ok({self.value!r})" if self.error is None else f"Err({self.error!r})"


async def log(request: str, nxt: Callable[[str], Awaitable[str]]) -> str:
    print("->", request)
    response = await nxt(request)
    print("<-", response)
    return response


async def shout(request: str, nxt: Callable[[str], Awaitable[str]]) -> str:
    return (await nxt(request)).upper()


def build(handlers: Iterable[Middleware], final: Callable[[str], Awaitable[str]]) -> Callable[[str], Awaitable[str]]:
    for handler in reversed(list(handlers)):
        final = (lambda h, n: lambda request: h(request, n))(handler, final)
    return final


async def endpoint(request: str) -> str:
    await asyncio.sleep(0)
    return f"hello {request}"


print(Result(4).map(lambda x: x / 2).map(str), Result(0).map(lambda x: 1 / x).map(str))
print(asyncio.run(build([log, shout], endpoint)("world")))
print(build.__annotations__["return"], Result.map.__annotations__, Literal["a", "b"], Mapping[str, int], Iterator[int], Optional[Any])
