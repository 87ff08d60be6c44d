"""`singledispatch` by types and unions, methods of it, caches with limits, `partialmethod` and `reduce`."""
import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from decimal import Decimal


@functools.singledispatch
def tell(value):
    return f"something {value!r}"


@tell.register
def _(value: int | float):
    return f"number {value}"


@tell.register(str)
@tell.register(bytes)
def _(value):
    return f"text of {len(value)}"


@tell.register
def tell_mapping(value: Mapping):
    return "{" + ", ".join(f"{key}: {tell(item)}" for key, item in value.items()) + "}"


tell.register(Sequence, lambda value: f"sequence [{', '.join(map(tell, value))}]")
for value in (5, True, 2.5, "abc", b"x", {"a": 1, "b": [None]}, OrderedDict(z=()), range(2), Decimal("1"), {1}):
    print(tell(value))
print(tell.dispatch(bool) is tell.dispatch(int), tell_mapping.__name__, len(tell.registry))


class Formatter:
    @functools.singledispatchmethod
    def format(self, value):
        raise NotImplementedError(type(value).__name__)

    @format.register
    def _(self, value: int):
        return self.pad(str(value))

    @format.register
    def _(self, value: list):
        return "|".join(map(self.format, value))

    def pad(self, text, width, fill=" "):
        return text.rjust(width, fill)

    pad = functools.partialmethod(pad, width=4, fill="0")


print(Formatter().format([1, 22, [333]]))
try:
    Formatter().format("x")
except NotImplementedError as error:
    print(repr(error))


@functools.lru_cache(maxsize=2, typed=True)
def square(n):
    print(f"  computing {n!r}")
    return n * n


print([square(n) for n in (1, 1.0, 1, 2, 1, 1.0)], square.cache_info(), square.cache_parameters())
square.cache_clear()
print(
    square.cache_info(), functools.reduce(lambda total, n: total * 10 + n, [1, 2, 3], 9),
    sorted([2, 9, 5], key=functools.cmp_to_key(lambda a, b: b - a))
)
