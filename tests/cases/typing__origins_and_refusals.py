"""Aliases, what they come from, and what they refuse."""

import contextlib, re, sys, typing, inspect
from typing import Annotated, Unpack, TypeVarTuple, Pattern, get_origin, TypedDict, NamedTuple, TypeVar
with contextlib.redirect_stdout(None):
    print('nowhere')


print(__builtins__.__name__, __builtins__.len('abc'))
scope = {'__builtins__': {'print': print}}
exec("print('in a scope of its own')", scope)
try:
    exec("len('x')", scope)


except NameError as error:
    print(error)


print(re.match('(x)(y)?é', 'xé').regs, re.search('b', 'éb').regs)
Ts = TypeVarTuple('Ts')
print(Annotated, get_origin(Annotated[int, 1]), Annotated[Annotated[int, 1], 2], Unpack[Ts])
print(get_origin(Pattern[str]))


def noted(a: Annotated[int, 'm'], b: typing.Optional[Annotated[str, 2]]=None) -> None:
    ...


print(inspect.signature(noted))
for wrong in (lambda: TypeVar('T')(), lambda: typing.get_type_hints(3), lambda: Annotated[int], lambda: Annotated(), lambda: type('X', (int,), {'__slots__': 'a'}), lambda: type('X', (tuple,), {'__slots__': ('a',)})):
    try:
        print(wrong())
    except TypeError as error:
        print(error)


try:

    class Mixed(TypedDict, dict):
        pass


except TypeError as error:
    print(error)


try:

    class Late(NamedTuple):
        a: int = 1
        b: int


except TypeError as error:
    print(error)
