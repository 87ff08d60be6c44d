import functools
import asyncio
import inspect
import time


class Count:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.func(*args, **kwargs)

    def __get__(self, obj, owner):
        return functools.partial(self, obj) if obj is not None else self


@Count
def hello(name="x"):
    """Says hello."""
    return f"hello {name}"


print(hello(), hello("y"), hello.calls, hello.__name__, hello.__doc__)


class Service:
    @Count
    def method(self, v):
        return v + 1

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def fib(n):
        return n if n < 2 else Service.fib(n - 1) + Service.fib(n - 2)

    @functools.cached_property
    def expensive(self):
        print("computed")
        return 99

    @functools.singledispatchmethod
    def show(self, arg):
        return f"object {arg}"

    @show.register
    def _(self, arg: int):
        return f"int {arg}"

    @show.register(list)
    def _(self, arg):
        return f"list of {len(arg)}"


s = Service()
print(s.method(1), s.method(2), Service.method.calls, Service.fib(50), Service.fib.cache_info())
print(s.expensive, s.expensive, s.show("a"), s.show(1), s.show([1, 2]), s.show(True))


def timed(func):
    if inspect.iscoroutinefunction(func):
        @functools.wraps(func)
        async def wrapper(*a, **k):
            t = time.perf_counter()
            try:
                return await func(*a, **k)
            finally:
                print(f"{func.__qualname__} took {time.perf_counter() - t:.2f}")
    else:
        @functools.wraps(func)
        def wrapper(*a, **k):
            t = time.perf_counter()
            try:
                return func(*a, **k)
            finally:
                print(f"{func.__qualname__} took {time.perf_counter() - t:.2f}")
    return wrapper


@timed
async def aslow():
    await asyncio.sleep(0.5)
    return "a"


@timed
def slow():
    time.sleep(0.25)
    return "s"


print(asyncio.run(aslow()), slow())


def repeat(_func=None, *, times=2):
    def deco(f):
        @functools.wraps(f)
        def inner(*a):
            return [f(*a) for _ in range(times)]
        return inner
    return deco if _func is None else deco(_func)


@repeat
def one(): return 1


@repeat(times=3)
@repeat
def two(x): return x


print(one(), two(5), two.__name__)


@functools.total_ordering
class Num:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v


print(Num(1) <= Num(2), Num(3) >= Num(4), Num(1) != Num(1), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
add = functools.partial(lambda a, b, c=0: a + b + c, 1, c=5)
print(add(2), add.args, add.keywords, functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [], 0))


@functools.singledispatch
def area(x): raise NotImplementedError(type(x).__name__)


@area.register(float)
@area.register(int)
def _(x): return x * x


try:
    print(area(3), area(1.5), area.registry.keys())
    area("s")
except NotImplementedError as e:
    print("NI", e)
