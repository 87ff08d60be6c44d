"""`ParamSpec` and `Concatenate` in the types of decorators."""
import asyncio
import functools
from inspect import signature
from typing import Awaitable, Callable, Concatenate, ParamSpec, TypeVar, get_args, get_type_hints

P = ParamSpec("P")
R = TypeVar("R")
Decorated = Callable[Concatenate["Session", P], Awaitable[R]]


class Session:
    name = "session"


def with_session(function: Callable[Concatenate[Session, P], Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    @functools.wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return await function(Session(), *args, **kwargs)

    return wrapper


@with_session
async def query(session: Session, table: str, *, limit: int = 10) -> str:
    await asyncio.sleep(0)
    return f"{session.name}: {table}[:{limit}]"


print(asyncio.run(query("users", limit=3)))
print(Callable[Concatenate[int, P], R], Callable[P, R], Callable[..., R])
print(get_args(Callable[Concatenate[int, P], R]), get_args(Callable[[int, str], R]))
print(get_type_hints(with_session))
try:
    signature(query).bind()
except TypeError as error:
    print(error)
try:
    signature(lambda *, key: key).bind()
except TypeError as error:
    print(error)
