import asyncio
from collections import OrderedDict
from functools import wraps


def async_lru(maxsize=2):
    def decorator(fn):
        cache = OrderedDict()
        pending = {}
        hits = misses = 0

        @wraps(fn)
        async def wrapper(*args):
            nonlocal hits, misses
            if args in cache:
                hits += 1
                cache.move_to_end(args)
                return cache[args]
            if args in pending:
                hits += 1
                return await pending[args]
            misses += 1
            task = pending[args] = asyncio.ensure_future(fn(*args))
            try:
                cache[args] = await task
            finally:
                del pending[args]
            while len(cache) > maxsize:
                old, _ = cache.popitem(last=False)
                print("evicting", old)
            return cache[args]

        wrapper.info = lambda: dict(hits=hits, misses=misses, size=len(cache))
        wrapper.clear = cache.clear
        return wrapper
    return decorator


@async_lru(maxsize=2)
async def square(n):
    print("computing", n)
    await asyncio.sleep(0.1)
    if n < 0:
        raise ValueError(n)
    return n * n


async def main():
    print(await asyncio.gather(square(2), square(2), square(3)))
    print(await square(2), await square(4), square.info())
    for r in await asyncio.gather(square(-1), square(-1), return_exceptions=True):
        print(repr(r))
    print(square.info())
    square.clear()
    print(square.info())


asyncio.run(main())
