def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


import functools


@functools.lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


show(lambda: [square(1), square(2), square(1), square(3), square(2), square(1)])
show(lambda: square.cache_info())
square.cache_clear()
show(lambda: (square.cache_info(), square.__name__, square.cache_parameters(), square.__wrapped__(3)))
show(lambda: square([1]))


@functools.lru_cache
def keywords(a, *, b=1):
    return (a, b)


show(lambda: (keywords(1), keywords(1, b=1), keywords(1, b=2), keywords(1.0)))
show(lambda: keywords.cache_info())


@functools.lru_cache(maxsize=None, typed=True)
def typed(a):
    return a


show(lambda: (typed(1), typed(1.0), typed(True), typed.cache_info()))


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


show(lambda: fibonacci(300))


class Holder:
    def __init__(self):
        self.n = 0

    @functools.lru_cache
    def method(self, x):
        self.n += 1
        return x + self.n

    @functools.cached_property
    def value(self):
        self.n += 10
        return self.n

    def pair(self, a, b):
        return (a, b)

    half = functools.partialmethod(pair, 1)


holder = Holder()
show(lambda: (holder.method(1), holder.method(1), holder.method(2), holder.value, holder.value, holder.half(2)))


def decorate(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        "inner doc"
        return function(*args, **kwargs)

    return inner


@decorate
def original(a: int) -> str:
    "original doc"
    return a


show(lambda: (original.__name__, original.__doc__, original.__annotations__, original.__qualname__))
show(lambda: functools.reduce(lambda a, b: a + b, []))
show(lambda: functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]))
show(lambda: functools.reduce(lambda a, b: a + b, 5))
show(lambda: functools.partial(int, base=2)("101"))
show(lambda: functools.partial(int, base=2))
show(lambda: functools.partial(5))


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.number < other.number if isinstance(other, Version) else NotImplemented


show(lambda: (Version(1) <= Version(1), Version(2) > Version(1), Version(1) >= Version(2)))
show(lambda: Version(1) <= 5)


@functools.singledispatch
def describe(x):
    return "base"


@describe.register(int)
def _(x):
    return "int"


@describe.register
def _(x: str):
    return "str"


@describe.register
def _(x: list | tuple):
    return "sequence"


show(lambda: (describe(1), describe("a"), describe([]), describe(()), describe(1.5), describe(True)))
show(lambda: describe())


class Shower:
    @functools.singledispatchmethod
    def show(self, x):
        return ("base", x)

    @show.register
    def _(self, x: int):
        return ("int", x)


show(lambda: (Shower().show(1), Shower().show("a")))
show(lambda: sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
