"""Caches of programs' own make their keys as `lru_cache` does."""
import asyncio
import functools
from functools import _make_key


def cached(function):
    results = {}

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        key = _make_key(args, kwargs, typed=False)
        if key not in results:
            results[key] = await function(*args, **kwargs)
        return results[key]

    wrapper.cache = results
    return wrapper


@cached
async def add(a, b=0):
    print("adds", a, b)
    await asyncio.sleep(0)
    return a + b


async def main():
    print(await add(1), await add(1), await add(1, b=2), await add(1, b=2), await add(1.0))
    print(len(add.cache), type(next(iter(add.cache))).__name__)


asyncio.run(main())
print(_make_key((1, "a"), {}, False), _make_key(("a",), {}, False), _make_key((1, 2.0), {}, True))
print(hash(_make_key((1, 2), {}, False)) == hash((1, 2)))
