from typing import (Any, Union, Optional, List, Dict, Tuple, Callable, TypeVar, Generic, NamedTuple, TypedDict, Literal,
                    NewType, ClassVar, Final, get_type_hints, get_origin, get_args, cast, overload, Annotated, Type,
                    Iterator, AsyncIterator, Coroutine, Awaitable, NoReturn, TYPE_CHECKING, Sequence, Mapping, Self, ParamSpec, Concatenate)
import collections.abc

K = TypeVar("K", bound=int)
V = TypeVar("V", str, bytes)
P = ParamSpec("P")
print(K, V, K.__bound__, V.__constraints__, P)
print(Optional[int], Union[int, str, None], List[int], Dict[str, List[int]], Tuple[int, ...], Callable[[int, str], bool],
      Callable[..., Any], Literal["a", 1], Annotated[int, "meta"], Type[int], ClassVar[int], Final[int])
print(list[int], dict[str, int], tuple[int, ...], int | None, int | str | None, type(int | str), list[int | None])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]) is Union, get_args(int | str),
      get_args(Callable[[int], str]), get_origin(list[int]))
print(Coroutine[Any, Any, int], Awaitable[str], AsyncIterator[int], collections.abc.Callable[[int], str], Iterator[K])


class Movie(TypedDict, total=False):
    title: str
    year: int


class Emp(NamedTuple):
    """An employee."""
    name: str
    id: int = 3

    def hello(self) -> str:
        return f"hi {self.name}"


UserId = NewType("UserId", int)
print(Movie(title="x"), Movie.__annotations__, Movie.__total__, Emp("a"), Emp("b", 4).hello(), Emp._field_defaults,
      Emp.__annotations__, UserId(5), UserId, UserId.__name__, UserId.__supertype__)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


def g(a: int, b: "Optional[str]" = None, *args: float, c: List["Emp"], **kw: Any) -> NoReturn: ...


print(f(1), cast(str, 5), get_type_hints(g), TYPE_CHECKING)
print(g.__annotations__)


class Repo(Generic[K, V]):
    cache: ClassVar[dict] = {}
    items: "dict[K, V]"

    def me(self) -> Self:
        return self


class IntRepo(Repo[bool, str]):
    pass


print(Repo[int, str], IntRepo.__orig_bases__, Repo.__parameters__, get_type_hints(Repo), IntRepo().me().__class__)
try:
    Repo[int]
except TypeError as e:
    print(e)
try:
    isinstance(1, List[int])
except TypeError as e:
    print(e)
print(isinstance(1, int | str), issubclass(bool, int | str), isinstance("x", Union[int, str]))
print(isinstance([], collections.abc.Sequence), isinstance({}, Mapping), isinstance((i for i in ""), Iterator),
      issubclass(list, Sequence), isinstance(print, collections.abc.Callable), isinstance(5, collections.abc.Hashable))
