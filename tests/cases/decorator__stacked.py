import functools


def twice(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(function(*args))

    return wrapper


def register(registry):
    def decorate(item):
        registry[item.__name__] = item
        return item

    return decorate


known = {}


@register(known)
@twice
def increment(n):
    """Adds one."""
    return n + 1


@register(known)
class Thing:
    @twice
    def _unused(self):
        return self

    @functools.cached_property
    def expensive(self):
        print("computed")
        return 42


print(increment(1), increment.__name__, increment.__doc__, increment.__wrapped__(1))
print(sorted(known), known["Thing"]().expensive)
thing = Thing()
print(thing.expensive, thing.expensive)


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info().hits)


@functools.singledispatch
def show(value):
    return f"object {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list of {len(value)}"


print(show("x"), show(3), show([1]), show(True))
